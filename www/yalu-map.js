// The element <yalu-map>. It starts the downloads, holds one handle and passes on what it is
// told; everything with logic is in the WebAssembly module behind the handle.
// @ts-check

/** @param {string} name */
const here = (name) => new URL(name, import.meta.url).href;

/** @param {string} name */
async function fetched(name) {
  const answer = await fetch(here(name));
  if (!answer.ok) throw new Error(`${name}: HTTP ${answer.status}`);
  return answer;
}

/** @type {Map<string, Promise<ArrayBuffer>>} */
const files = new Map();

/**
 * The bytes of a file of the widget, fetched once for all maps on a page. A failure is forgotten,
 * so that a later map tries again.
 * @param {string} name
 */
function bytes(name) {
  let promise = files.get(name);
  if (!promise) {
    promise = fetched(name).then((answer) => answer.arrayBuffer());
    promise.catch(() => files.delete(name));
    files.set(name, promise);
  }
  return promise;
}

/** @type {Promise<{ glue: any, exports: any, sheet: CSSStyleSheet }> | undefined} */
let core;

/** @type {Promise<unknown> | undefined} */
let second;

/** What all maps on a page work in.
 * @type {WebAssembly.Memory | undefined} */
let memory;

/** The WebAssembly module and the style sheet, shared by all maps on a page. */
function start() {
  if (!core) {
    core = load();
    openFonts();
    core.catch(() => (core = undefined));
  }
  return core;
}

async function load() {
  // All three are asked for at once; the module compiles while it arrives.
  const wasm = fetched("yalu_map_bg.wasm");
  const css = fetched("yalu-map.css").then((answer) => answer.text());
  // Whichever fails first is told; of the others nothing is said on the console.
  for (const promise of [wasm, css]) promise.catch(() => {});
  const glue = await import(here("yalu_map.js"));
  const exports = await glue.default({ module_or_path: wasm });
  memory = exports.memory;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(await css);
  return { glue, exports, sheet };
}

/** The fonts of the map's names, as `src/paint/font.rs` has them, each with letters that it is needed
 * for. The last has none of its own for them: the browser looks for another. */
const FONTS = [
  ["12px 'Apple SD Gothic Neo','Malgun Gothic','Noto Sans CJK KR',system-ui,sans-serif", "압"],
  ["12px 'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',system-ui,sans-serif", "鸭"],
  ["italic 12px system-ui,sans-serif", "鸭압"],
];

/** Opens the fonts of the map's names while nothing is there yet that could be painted: it takes the
 * better part of the first picture. */
async function openFonts() {
  const canvas = document.createElement("canvas").getContext("2d");
  for (const [font, text] of FONTS) {
    await turn();
    if (!canvas) return;
    canvas.font = font;
    canvas.measureText(text);
  }
}

/** The maps on the page, in the order in which they came.
 * @type {Set<YaluMap>} */
const maps = new Set();

/** What the module asks of the page when a reader shares what is shown.
 * @param {YaluMap} element */
const toolsFor = (element) => {
  /** @param {string} name @param {Blob} blob */
  const offer = (name, blob) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    // The download has begun when the next task runs; a minute is for browsers that ask first.
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  };
  return {
    /** @param {string} name @param {string} type @param {string} text */
    save: (name, type, text) => offer(name, new Blob([text], { type })),
    /** @param {string} name @param {HTMLCanvasElement} canvas */
    savePng: (name, canvas) => canvas.toBlob((blob) => blob && offer(name, blob)),
    /** @param {string} text */
    copy: (text) => navigator.clipboard.writeText(text),
    print: () => window.print(),
    /** Makes an element, with all that is in it, of the notation of `src/ui/sketch.rs`.
     * @param {string} sketch */
    draw(sketch) {
      let at = document.createElement("p");
      for (const part of sketch.split("\0")) {
        const text = part.slice(1);
        if (part[0] === "<")
          at = at.appendChild(document.createElementNS(text === "svg" ? "http://www.w3.org/2000/svg" : at.namespaceURI, text));
        else if (part[0] === "@") at.setAttribute(...text.split(/=(.*)/s));
        else if (part[0] === ">") at = at.parentNode;
        else at.append(text);
      }
      return at;
    },
    cancel: () => element.cancel(),
    address: () => location.href.split("#")[0],
    site: () => document.title,
    map: () => (maps.size > 1 ? element.id : ""),
    today() {
      const now = new Date();
      return Int32Array.of(now.getFullYear(), now.getMonth() + 1, now.getDate());
    },
  };
};

/** A fragment that is nobody's or a map's: a page that routes by fragments keeps its own.
 * @param {string} hash */
const isFree = (hash) => hash.length < 2 || /[#&]yalu=/.test(hash);

/** The second module: what the first picture does without. It works in the memory of the first,
 * and maps on a page share it. */
function rest() {
  if (!second) {
    second = Promise.all([start(), bytes(REST)]).then(([{ exports }, found]) =>
      WebAssembly.instantiate(found, { __wasm_split: exports }),
    );
    second.catch(() => (second = undefined));
  }
  return second;
}

const READER = "yalu-map-events.js";

/** The WebAssembly that reads a host's own events. Asked for here, it is on its way before a worker
 * has begun. It is compiled where it runs, beside what the map has to do. */
const code = () => bytes("yalu_map_events_bg.wasm");

/** A worker of what reads a host's own events, or nothing where there can be none. It is told of
 * the address of a file of which it reads parts at once: this thread has much to do, and what it
 * tells waits to be heard.
 * @param {string} [url]
 * @returns {Promise<import("./yalu-map-events.js").Hired | undefined>} */
async function hired(url) {
  const script = here(READER);
  // From another origin a script is no worker, but a worker may import it.
  const isNear = new URL(script).origin === location.origin;
  const own = () => new Blob([`import ${JSON.stringify(script)};`], { type: "text/javascript" });
  const address = isNear ? script : URL.createObjectURL(own());
  try {
    const worker = new Worker(address, { type: "module" });
    if (url) worker.postMessage({ url });
    code().then(
      (code) => worker.postMessage({ code }),
      (error) => worker.postMessage({ code: undefined, why: told(error) }),
    );
    return await new Promise((resolve) => {
      /** @type {any[]} */
      const heard = [];
      worker.onmessage = ({ data }) => {
        heard.push(data);
        resolve({ worker, told: heard });
      };
      worker.onerror = (event) => {
        event.preventDefault();
        worker.terminate();
        heard.push({ failed: event.message });
        resolve(undefined);
      };
    });
  } catch {
    return undefined;
  } finally {
    if (!isNear) URL.revokeObjectURL(address);
  }
}

/** Asks for what hands over a host's own events.
 * @returns {Promise<typeof import("./yalu-map-events.js")>} */
const events = () => import(here(READER));

/** Begins to read a host's own events: at an address, or as they were handed over.
 * @param {string | undefined} url @param {unknown} [data]
 * @returns {Promise<import("./yalu-map-events.js").Reading>} */
async function reading(url, data) {
  const control = new AbortController();
  // Parts of a file are asked for by who reads them. The beginning of another is asked for here: a
  // worker does so only when its script has come, and is not given what the page's head has named.
  const isRanged = url && /\.fgb$/i.test(new URL(url).pathname);
  const answer = url && !isRanged ? fetch(url, { signal: control.signal }) : undefined;
  answer?.catch(() => {});
  const hiring = hired(isRanged ? url : undefined);
  try {
    const { Reading, sourceOf } = await events();
    return new Reading(url ? { url, answer } : sourceOf(data), hiring, code, control);
  } catch (error) {
    control.abort();
    hiring.then((found) => found?.worker.terminate());
    throw error;
  }
}

/** After so many milliseconds a reader is told that events are being read, and may cancel that. */
const LONG = 1_000;

/** So many milliseconds the finest lines wait at most for events that arrive. */
const LATE = 5_000;

const REST = "yalu_map_rest.wasm";
const NAMES = ["years", "place", "event", "lang", "theme", "view", "src", "basemap"];

/** What is farther than this from what the reader sees, in viewports, is not near. */
const FAR = 1;

/** Whether an element is seen or near, by the page's own scrolling. It is asked where an observer
 * would tell only after a frame; what is not displayed is nowhere.
 * @param {Element} element */
const isNear = (element) =>
  Array.from(element.getClientRects()).some(
    ({ left, top, right, bottom }) =>
      right >= -FAR * innerWidth && left <= (1 + FAR) * innerWidth &&
      bottom >= -FAR * innerHeight && top <= (1 + FAR) * innerHeight,
  );

export class YaluMap extends HTMLElement {
  static observedAttributes = [...NAMES, "loading"];

  static {
    // Each attribute is also a property that tells what is shown now. Set before the map is
    // there, it is kept as the attribute.
    for (const name of NAMES) {
      Object.defineProperty(this.prototype, name, {
        configurable: true,
        enumerable: true,
        /** @this {YaluMap} */
        get() {
          return this.#handle ? this.#handle.get(name) : this.#said(name);
        },
        /** @this {YaluMap} */
        set(value) {
          const text = value == null ? "" : String(value);
          if (this.#handle) this.#set(name, text);
          else this.setAttribute(name, text);
        },
      });
    }
  }

  /** @type {any} */
  #handle;
  #mounting = false;
  /** The events at an address being fetched: until the first of them are shown.
   * @type {Promise<void> | undefined} */
  #source;
  /** A host's own events being read.
   * @type {import("./yalu-map-events.js").Reading | undefined} */
  #reading;
  /** Until none are read any more.
   * @type {Promise<unknown>} */
  #read = Promise.resolve();
  /** The events of the `src` attribute, asked for before there is a map.
   * @type {{ src: string, reading: Promise<import("./yalu-map-events.js").Reading> } | undefined} */
  #begun;
  /** Bytes of the host's file that is shown. */
  #bytes = 0;
  /** A large file that was shown, until it is known that the events asked for instead can be.
   * @type {import("./yalu-map-events.js").Reading | undefined} */
  #parked;
  /** The second module being fetched and put to use.
   * @type {Promise<boolean> | undefined} */
  #rest;
  /** @type {PromiseWithResolvers<void>} */
  #ready = promise();
  /** Until nothing is left of what the page has put into the element.
   * @type {Promise<void> | undefined} */
  #over;
  #isReady = false;
  #isFurnished = false;
  /** Whether the events were handed over by `load()`. */
  #isHanded = false;
  /** What was shown when the element was taken away, by the names of attributes; the same as a
   * link, and the page's address then.
   * @type {{ values: Map<string, string>, link: string, hash: string } | undefined} */
  #kept;

  #writing = 0;

  /** A class or a style here or around it may have given the map other colours. */
  #restyle = new MutationObserver(() => this.#handle?.set("theme", this.#handle.get("theme")));

  /** Tells when a map that has not started comes near.
   * @type {IntersectionObserver | undefined} */
  #watch;

  /** Resolves when the map can be operated; rejects when it could not be loaded. It waits as long
   * as the map is far from the reader, and starts nothing. An element that is taken away before
   * goes on when it is put back. */
  get ready() {
    return this.#ready.promise;
  }

  /** Whether the page's address holds what is shown. Of several maps it is the first, or those
   * with an id, which their links name; `permalink="off"` is none. */
  get #hasLink() {
    const isFirst = maps.values().next().value === this;
    return this.getAttribute("permalink") !== "off" && (isFirst || this.id !== "");
  }

  /** Whether the page's address is a link to this map. */
  get #isLinked() {
    const link = new URLSearchParams(location.hash.slice(1));
    const wanted = link.get("map");
    const isMeant = wanted ? wanted === this.id : maps.values().next().value === this;
    return link.has("yalu") && isMeant && this.#hasLink;
  }

  /** Shows what the page's address says; the second module reads it. */
  #openLink = async () => {
    const handle = this.#handle;
    if (handle && this.#isLinked && (await this.#furnish()) && this.#handle === handle) handle.openLink(location.hash);
  };

  /** Writes what is shown into the address when it has come to rest: browsers allow few changes. */
  #writeLink = () => {
    clearTimeout(this.#writing);
    if (!this.#hasLink || !isFree(location.hash)) return;
    this.#writing = setTimeout(async () => {
      if (!this.#handle || !isFree(location.hash) || !(await this.#furnish())) return;
      const link = `#${this.#handle.link(maps.size > 1 ? this.id : "")}`;
      // The entry of the history stays: Back leads to the page before, and no router is told.
      if (link !== location.hash) history.replaceState(history.state, "", link);
    }, 400);
  };

  constructor() {
    super();
    for (const name of ["yalu-change", "yalu-select"]) this.addEventListener(name, this.#writeLink);
  }

  connectedCallback() {
    maps.add(this);
    addEventListener("hashchange", this.#openLink);
    this.#restyle.disconnect();
    const attributeFilter = ["style", "class"];
    for (let at = /** @type {any} */ (this); at; at = at.parentElement ?? at.getRootNode().host) {
      this.#restyle.observe(at, { attributeFilter });
    }
    if (this.getAttribute("loading") === "eager" || isNear(this)) return this.#start();
    this.#watch ??= new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && this.#start(),
      { rootMargin: `${FAR * 100}%` },
    );
    this.#watch.observe(this);
    addEventListener("beforeprint", this.#start);
  }

  /** Starts the map unless it has started: nothing is fetched before. */
  #start = () => {
    this.#unwatch();
    if (this.isConnected && !this.#handle && !this.#mounting) this.#mount();
  };

  /** Waits for the reader no longer. */
  #unwatch() {
    this.#watch?.disconnect();
    removeEventListener("beforeprint", this.#start);
  }

  disconnectedCallback() {
    // A move is a removal and an addition in one turn: only what stays away is freed.
    queueMicrotask(() => {
      if (this.isConnected) return;
      maps.delete(this);
      removeEventListener("hashchange", this.#openLink);
      this.#unwatch();
      clearTimeout(this.#writing);
      this.#restyle.disconnect();
      this.#free();
    });
  }

  /** @param {string} name @param {string | null} _before @param {string | null} value */
  attributeChangedCallback(name, _before, value) {
    if (name === "loading") {
      // One that is being made is asked when it is in the page.
      if (value === "eager" && maps.has(this)) this.#start();
    } else if (this.#handle) this.#set(name, value ?? "");
    else if (this.#kept?.values.delete(name)) this.#kept.link = "";
  }

  /** What an attribute says while there is no map, or what was shown when there was one.
   * @param {string} name */
  #said(name) {
    return this.#kept?.values.get(name) ?? this.getAttribute(name) ?? "";
  }

  /** Keeps what is shown for the day when the element is put back. */
  #keep() {
    const handle = this.#handle;
    const values = new Map(NAMES.map((name) => [name, handle.get(name)]));
    let link = this.#isFurnished ? handle.link("") : "";
    // The home view is another one where the element has another size.
    if (!new URLSearchParams(link).has("view")) values.set("view", "");
    if (this.#isHanded) {
      // These events go, and with them what hangs on them.
      link = "";
      for (const name of ["place", "event", "view"]) values.set(name, "");
    }
    this.#kept = { values, link, hash: location.hash };
  }

  async #mount() {
    this.#mounting = true;
    let failed = false;
    try {
      // Everything is asked for at once; failures are told by the map itself, once it is there.
      const loading = start();
      const map = bytes("basemap.bin");
      const corpus = this.#said("src") ? undefined : bytes("corpus.bin");
      map.catch(() => {});
      corpus?.catch(() => {});
      // A host's own events or map and links are read by the second module: it is waited for then.
      const kept = this.#kept;
      // An address that is as it was says nothing new.
      const linked = this.#isLinked && kept?.hash !== location.hash;
      if (linked || this.#said("basemap")) bytes(REST).catch(() => {});
      if (!corpus) this.#begin(this.#said("src")).catch(() => {});
      const { glue, sheet } = await loading;
      // It arrives while the map is made; whether it came is told when it is used.
      bytes(REST).catch(() => {});
      if (!this.isConnected) return;
      const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
      root.adoptedStyleSheets = [sheet];
      // What the page has put into the element is seen until the map has been painted behind it.
      // A page made by the build has put a place for it there, which spares a second layout.
      const poster = this.firstElementChild && (root.querySelector("slot") ?? document.createElement("slot"));
      if (poster?.parentNode !== root || root.childElementCount > 1) root.replaceChildren(...(poster ? [poster] : []));
      poster?.removeAttribute("live");
      // What follows is cut into tasks, between which the page answers its reader.
      await turn();
      if (!this.isConnected) return;
      const handle = new glue.Widget(this, root, toolsFor(this));
      this.#handle = handle;
      for (const name of NAMES) {
        const value = this.#said(name);
        if (value || this.hasAttribute(name)) this.#set(name, value);
      }
      this.#kept = undefined;
      if (linked) await this.#openLink();
      else if (kept?.link && (await this.#furnish()) && this.#handle === handle) handle.openLink(`#${kept.link}`);
      await turn();
      const showMap = async (/** @type {Uint8Array} */ found) => {
        handle.showMap(found);
        if (corpus) return;
        // Of a host's events none is there yet: painted apart from the frame that shows it, the map
        // makes no long task with it.
        await turn();
        if (this.#handle === handle) handle.paint();
      };
      await this.#bring("The map could not be fetched", map, showMap, "failMap");
      await turn();
      // A host's own events go before what is read and operated beside them, unless it is long
      // until they come.
      if (!corpus) this.#shownOrLong().then(() => this.#handle === handle && this.#furnish());
      if (corpus && !this.#source) {
        const show = (found) => handle.showEvents(found);
        await this.#bring("The events could not be fetched", corpus, show);
        if (this.#handle === handle) handle.loading(false);
      }
      await this.#source;
      await turn();
      if (this.#handle === handle) handle.paint();
      // Of a poster the list stays until there is another; of what else a page has put here we know
      // no parts, and it stays whole.
      const parts = poster && this.querySelector(":scope > .yalu-poster");
      if (poster && !parts) await this.#furnish();
      if (this.#handle === handle) await handle.settled();
      if (this.#handle !== handle) return;
      poster?.setAttribute("live", "");
      parts?.classList.add("yp-live");
      this.#over = (async () => {
        if (parts) await this.#furnish();
        if (parts && this.#handle === handle) await handle.settled();
        parts?.classList.remove("yp-live");
        if (this.#handle === handle) poster?.remove();
      })();
      handle.ready();
      this.#isReady = true;
      this.#ready.resolve();
      await this.#over;
      if (this.#handle !== handle) return;
      // The map can be read without its finest lines: they come when nothing waits for them.
      this.#finish(handle);
    } catch (error) {
      failed = true;
      this.#fail(error);
    } finally {
      this.#mounting = false;
      // Taken away and put back while it was loading, it starts again.
      if (this.isConnected && !this.#handle && !failed) this.#mount();
    }
  }

  /** Adds what is read and operated beside the map, once, and says whether it is there; what
   * it lacks is told in its place. */
  #furnish() {
    const handle = this.#handle;
    const furnish = async () => {
      try {
        await rest();
        do await turn();
        while (this.#handle === handle && handle.furnish());
        if (this.#handle === handle) this.#isFurnished = true;
        return true;
      } catch (error) {
        if (this.#handle !== handle) return false;
        // Whatever needs it next tries again.
        this.#rest = undefined;
        handle.lack(`${REST} could not be loaded: ${told(error)}`);
        return false;
      }
    };
    return (this.#rest ??= furnish());
  }

  /** Adds the finer lines and the relief; the map is whole without them.
   * @param {any} handle */
  async #finish(handle) {
    if (!(await this.#furnish())) return;
    await Promise.race([this.#read, new Promise((go) => setTimeout(go, LATE))]);
    if (this.#handle !== handle) return;
    const lines = "The finer lines of the map could not be fetched";
    const detail = bytes("basemap-detail.bin");
    /** @param {Uint8Array} found */
    const refine = async (found) => {
      while (this.#handle === handle && handle.refineMap(found)) await turn();
    };
    await this.#bring(lines, detail, refine, "warn");
    if (this.#handle !== handle) return;
    const relief = bytes("relief.bin");
    await this.#bring("The relief could not be fetched", relief, (found) => handle.showRelief(found), "warn");
  }

  /** Shows bytes when they come, or tells why they do not, if the map is still there then.
   * @param {string} failure @param {Promise<ArrayBuffer>} promise
   * @param {(found: Uint8Array) => void | Promise<void>} show
   * @param {"fail" | "failMap" | "warn"} tell what the reader is told, or the host alone */
  async #bring(failure, promise, show, tell = "fail") {
    const handle = this.#handle;
    try {
      const found = new Uint8Array(await promise);
      if (handle && this.#handle === handle) await show(found);
    } catch (error) {
      if (handle && this.#handle === handle) handle[tell](failure, told(error));
    }
  }

  /** @param {string} name @param {string} value */
  #set(name, value) {
    const before = this.#handle.get(name);
    this.#handle.set(name, value);
    const now = this.#handle.get(name);
    if (name === "src" && now !== before) this.#source = this.#fetchEvents(now);
    if (name === "basemap" && now !== before) this.#fetchMap(now);
  }

  /** Begins to read the events at an address, once: before there is a map to show them.
   * @param {string} src */
  #begin(src) {
    if (this.#begun?.src === src) return this.#begun.reading;
    this.#begun?.reading.then(stop, () => {});
    const url = new URL(src, document.baseURI).href;
    const begun = { src, reading: reading(url) };
    begun.reading.catch(() => {});
    this.#begun = begun;
    return begun.reading;
  }

  /** Shows the events at an address, or the built-in ones, unless others were asked for meanwhile.
   * Resolves when the first are shown.
   * @param {string} src */
  async #fetchEvents(src) {
    const handle = this.#handle;
    const isWanted = () => this.#handle === handle && handle.get("src") === src;
    this.#stop();
    this.#isHanded = false;
    handle.loading(true);
    try {
      if (src) {
        const shown = promise();
        const reading = await this.#begin(src);
        this.#begun = undefined;
        if (!isWanted()) return reading.stop();
        const read = this.#showOwn(reading, shown.resolve);
        read.catch(shown.reject);
        await shown.promise;
        // What goes wrong after the first events are shown is told then.
        read.catch((error) => isWanted() && this.#tell(src, error));
      } else {
        const found = new Uint8Array(await bytes("corpus.bin"));
        if (isWanted()) {
          handle.showEvents(found);
          this.#unpark(false);
        }
      }
    } catch (error) {
      if (isWanted()) {
        this.#tell(src, error);
        this.#unpark(true);
      }
    }
    if (isWanted()) handle.loading(false);
  }

  /** Tells why events are not there, unless somebody has stopped them.
   * @param {string} src @param {unknown} error */
  #tell(src, error) {
    if (error instanceof DOMException && error.name === "AbortError") return;
    this.#handle.fail(`${src || "corpus.bin"} could not be shown`, told(error));
  }

  /** Shows a host's own events while they are read; resolves with what is wrong with them.
   * @param {import("./yalu-map-events.js").Reading} reading
   * @param {() => void} [first] called when the first events are shown */
  #showOwn(reading, first) {
    this.#reading = reading;
    const all = this.#follow(reading, first);
    this.#read = all.catch(() => {});
    return all;
  }

  /** @param {import("./yalu-map-events.js").Reading} reading @param {() => void} [first] */
  async #follow(reading, first) {
    const handle = this.#handle;
    const isCurrent = () => this.#reading === reading && this.#handle === handle;
    const begun = performance.now();
    let [isFirst, isPart, isRefused] = [true, false, false];
    this.#bytes = 0;
    try {
      for (;;) {
        const told = await reading.next();
        if (!isCurrent()) reading.stop();
        if (reading.isStopped) continue;
        this.#tellProgress(told, begun);
        if (told.error) throw new Error(told.error);
        if (!told.strips || !(await this.#take(reading, told, isFirst, isCurrent))) continue;
        isFirst = false;
        if (told.isPart && !told.isLast) {
          // It is known where the events are: now it can be said which of them are in view.
          const name = handle.get("src") || "The file";
          this.#read = reading.lookIn({
            element: this,
            handle,
            progress: (told, begun) => this.#tellProgress(told, begun),
            show: (told) => this.#take(reading, told, false, isCurrent),
            tell: (error) => this.#tell(name, error),
            stopped: async () => {
              if ((await this.#furnish()) && isCurrent()) handle.stopped();
            },
          });
          continue;
        }
        first?.();
        if (!told.isLast) continue;
        isPart = !!told.isPart;
        this.#unpark(false);
        if (isPart) reading.follow(told);
        return told.problems ?? [];
      }
    } catch (error) {
      if (isCurrent()) {
        isRefused = isFirst || !reading.isStopped;
        if (!isFirst && (await this.#furnish()) && isCurrent()) handle[reading.isStopped ? "stopped" : "giveBack"]();
      }
      reading.stop();
      throw error;
    } finally {
      if (isCurrent()) {
        if (!isPart) {
          this.#reading = undefined;
          this.#unpark(isRefused);
        }
        handle.arriving(undefined, 0, false);
      }
    }
  }

  /** Waits for the first events, or for as long as a reader needs not be told of them. */
  #shownOrLong() {
    return Promise.race([this.#source, new Promise((go) => setTimeout(go, LONG))]);
  }

  /** @param {import("./yalu-map-events.js").Told} told @param {number} begun */
  #tellProgress({ loaded, total, events }, begun) {
    this.#handle.arriving(loaded, total, performance.now() - begun > LONG);
    const detail = { loaded, total, events };
    this.dispatchEvent(new CustomEvent("yalu-progress", { detail, bubbles: true, composed: true }));
  }

  /** Shows events that were told; says whether they are wanted still.
   * @param {import("./yalu-map-events.js").Reading} reading
   * @param {import("./yalu-map-events.js").Told} told
   * @param {boolean} isFirst @param {() => boolean} isCurrent */
  async #take(reading, { strips = [], isLast, isPart, problems, loaded }, isFirst, isCurrent) {
    const handle = this.#handle;
    const { glue } = await start();
    const taking = new glue.Taking();
    try {
      await reading.take(taking, strips);
      if (!isCurrent()) return false;
      taking.build();
      await turn();
      if (!isCurrent()) return false;
      handle.showOwn(taking, isFirst, !!isLast);
      this.#bytes = isPart ? this.#bytes + loaded : loaded;
      // Whatever follows is made, and painted, before the frame that shows it.
      await turn();
      if (!isCurrent()) return false;
      handle.paint();
    } finally {
      taking.free();
    }
    if (isLast && problems?.length && (await this.#furnish()) && isCurrent()) {
      handle.tellProblems(problems.length, problems.slice(0, 50).join("\n"));
    }
    return true;
  }

  /** Goes on with the large file that was shown before, because others cannot be, or ends it.
   * @param {boolean} isWanted */
  #unpark(isWanted) {
    const parked = this.#parked;
    this.#parked = undefined;
    if (!isWanted || !this.#handle || !parked) return parked?.stop();
    this.#reading = parked;
    parked.park(false);
  }

  /** Ends the reading of a host's own events: others are wanted, or none. A large file that is
   * shown is only put aside. */
  #stop() {
    const reading = this.#reading;
    this.#reading = undefined;
    if (reading?.isFollowing) (this.#parked = reading).park(true);
    else reading?.stop();
    if (this.#handle) this.#handle.arriving(undefined, 0, false);
  }

  /** Stops the reading of a host's own events; what has come is kept. */
  cancel() {
    this.#reading?.cancel();
  }

  /** Shows the map at an address, or the built-in one; the one that is shown stays until then.
   * @param {string} src */
  async #fetchMap(src) {
    const handle = this.#handle;
    const isWanted = () => this.#handle === handle && handle.get("basemap") === src;
    try {
      const found = src ? await textOf(src) : new Uint8Array(await bytes("basemap.bin"));
      if (!isWanted()) return;
      if (typeof found === "string") await this.#furnish();
      if (!isWanted()) return;
      if (typeof found === "string") return handle.showHostMap(src, found);
      handle.showMap(found);
      if (!this.#mounting) await this.#finish(handle);
    } catch (error) {
      if (isWanted()) handle.failMap(`${src || "basemap.bin"} could not be shown`, told(error));
    }
  }

  /** @param {unknown} error */
  #fail(error) {
    const message = told(error);
    this.#ready.promise.catch(() => {});
    this.#ready.reject(new Error(message));
    this.#ready = promise();
    this.dispatchEvent(new CustomEvent("yalu-error", { detail: { message }, bubbles: true, composed: true }));
  }

  #free() {
    this.#begun?.reading.then(stop, () => {});
    this.#begun = undefined;
    const reading = this.#reading;
    this.#reading = undefined;
    reading?.stop();
    this.#unpark(false);
    if (!this.#handle) return;
    this.#keep();
    this.#handle.free();
    this.#handle = undefined;
    this.#source = undefined;
    this.#rest = undefined;
    this.#isFurnished = false;
    this.#isHanded = false;
    // Whoever waits for a map that is not there yet goes on waiting.
    if (this.#isReady) this.#ready = promise();
    this.#isReady = false;
  }

  /** Resolves after the frame that shows the current state has been painted, with all that stands
   * beside the map. */
  async settled() {
    this.#start();
    await this.#ready.promise;
    await this.#furnish();
    await this.#over;
    await this.#read;
    await this.#reading?.look();
    await this.#handle?.settled();
  }

  /** What is on the screen: position in CSS pixels, count, label and places of every marker. */
  marks() {
    return this.#handle?.marks() ?? [];
  }

  /** The marker at a position in CSS pixels from the map's top left corner, or null.
   * @param {number} x @param {number} y */
  markAt(x, y) {
    return this.#handle?.markAt(x, y) ?? null;
  }

  /** Shows other events: a GeoJSON FeatureCollection as object, text or bytes. Resolves with a
   * list of what is wrong with them, when all are shown.
   * @param {unknown} data */
  async load(data) {
    refuse(data);
    this.#start();
    // What is being read is not wanted any more.
    this.#stop();
    events().catch(() => {});
    await this.#ready.promise;
    const begun = await reading(undefined, data);
    if (!this.#handle) {
      // Taken away meanwhile, it goes on when it is put back.
      stop(begun);
      return this.load(data);
    }
    this.#stop();
    const handle = this.#handle;
    const problems = await this.#showOwn(begun);
    if (this.#handle === handle) {
      handle.set("src", "");
      this.#isHanded = true;
    }
    return problems;
  }

  /** Bytes in use: of the WebAssembly's memory, which all maps on a page share, and of this map's
   * events, of their index and of the words for their search, and of the host's file that they
   * came from, which is not kept. */
  memory() {
    const [corpus = 0, index = 0, text = 0] = this.#handle?.memory() ?? [];
    return { wasm: memory?.buffer.byteLength ?? 0, corpus, index, text, source: this.#bytes };
  }
}

/** @param {import("./yalu-map-events.js").Reading} reading */
const stop = (reading) => reading.stop();

/** Lets the browser do what is more urgent: what follows is a task of its own.
 * @returns {Promise<void>} */
const turn = () => globalThis.scheduler?.yield?.() ?? new Promise((go) => setTimeout(go));

/** @param {unknown} error */
const told = (error) => (error instanceof Error ? error.message : String(error));

/** Refuses what can hold no events.
 * @param {unknown} data */
function refuse(data) {
  if (typeof data === "string" || (typeof data === "object" && data)) return;
  const what = data === null ? "null" : typeof data;
  throw new TypeError(`load() takes a FeatureCollection, a text, a Blob or bytes, not ${what}`);
}

/** @param {string} src */
async function textOf(src) {
  const answer = await fetch(src);
  if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
  return answer.text();
}

/** @returns {PromiseWithResolvers<any>} */
function promise() {
  /** @type {any} */
  const made = {};
  made.promise = new Promise((resolve, reject) => Object.assign(made, { resolve, reject }));
  return made;
}

customElements.get("yalu-map") ?? customElements.define("yalu-map", YaluMap);
