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

/** The WebAssembly module and the style sheet, shared by all maps on a page. */
function start() {
  if (!core) {
    core = load();
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
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(await css);
  return { glue, exports, sheet };
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

const REST = "yalu_map_rest.wasm";
const NAMES = ["years", "place", "event", "lang", "theme", "view", "src", "basemap"];

export class YaluMap extends HTMLElement {
  static observedAttributes = NAMES;

  static {
    // Each attribute is also a property that tells what is shown now. Set before the map is
    // there, it is kept as the attribute.
    for (const name of NAMES) {
      Object.defineProperty(this.prototype, name, {
        configurable: true,
        enumerable: true,
        /** @this {YaluMap} */
        get() {
          return this.#handle ? this.#handle.get(name) : (this.getAttribute(name) ?? "");
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
  /** The events at an address being fetched.
   * @type {Promise<void> | undefined} */
  #source;
  /** The second module being fetched and put to use.
   * @type {Promise<boolean> | undefined} */
  #rest;
  /** @type {PromiseWithResolvers<void>} */
  #ready = promise();

  #writing = 0;

  /** A class or a style here or around it may have given the map other colours. */
  #restyle = new MutationObserver(() => this.#handle?.set("theme", this.#handle.get("theme")));

  /** Resolves when the map can be operated; rejects when it could not be loaded. */
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
    if (!this.#handle && !this.#mounting) this.#mount();
  }

  disconnectedCallback() {
    // A move is a removal and an addition in one turn: only what stays away is freed.
    queueMicrotask(() => {
      if (this.isConnected) return;
      maps.delete(this);
      removeEventListener("hashchange", this.#openLink);
      clearTimeout(this.#writing);
      this.#restyle.disconnect();
      this.#free();
    });
  }

  /** @param {string} name @param {string | null} _before @param {string | null} value */
  attributeChangedCallback(name, _before, value) {
    if (this.#handle) this.#set(name, value ?? "");
  }

  async #mount() {
    this.#mounting = true;
    let failed = false;
    try {
      // Everything is asked for at once; failures are told by the map itself, once it is there.
      const loading = start();
      const map = bytes("basemap.bin");
      const corpus = this.getAttribute("src") ? undefined : bytes("corpus.bin");
      map.catch(() => {});
      corpus?.catch(() => {});
      // A host's own events or map and links are read by the second module: it is waited for then.
      const linked = this.#isLinked;
      if (!corpus || linked || this.getAttribute("basemap")) bytes(REST).catch(() => {});
      const { glue, sheet } = await loading;
      if (!this.isConnected) return;
      const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
      root.adoptedStyleSheets = [sheet];
      // What the page has put into the element is seen until the map has been painted behind it.
      const poster = this.firstElementChild ? [document.createElement("slot")] : [];
      root.replaceChildren(...poster);
      const handle = new glue.Widget(this, root, toolsFor(this));
      this.#handle = handle;
      for (const name of NAMES) {
        const value = this.getAttribute(name);
        if (value !== null) this.#set(name, value);
      }
      if (linked) await this.#openLink();
      await this.#bring("The map could not be fetched", map, (found) => handle.showMap(found));
      if (corpus && !this.#source) {
        const show = (found) => handle.showEvents(found);
        await this.#bring("The events could not be fetched", corpus, show);
        if (this.#handle === handle) handle.loading(false);
      }
      // It arrives while the map is painted; whether it came is told when it is used.
      bytes(REST).catch(() => {});
      await this.#source;
      // Behind a poster everything settles before it takes over: its list is not to be missing.
      if (poster.length) await this.#furnish();
      if (this.#handle === handle) await handle.settled();
      if (this.#handle !== handle) return;
      root.querySelector("slot")?.remove();
      handle.ready();
      this.#ready.resolve();
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
        if (this.#handle === handle) handle.furnish();
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
    if (!(await this.#furnish()) || this.#handle !== handle) return;
    const lines = "The finer lines of the map could not be fetched";
    const detail = bytes("basemap-detail.bin");
    await this.#bring(lines, detail, (found) => handle.refineMap(found), "warn");
    if (this.#handle !== handle) return;
    const relief = bytes("relief.bin");
    await this.#bring("The relief could not be fetched", relief, (found) => handle.showRelief(found), "warn");
  }

  /** Shows bytes when they come, or tells why they do not, if the map is still there then.
   * @param {string} failure @param {Promise<ArrayBuffer>} promise
   * @param {(found: Uint8Array) => void} show
   * @param {"fail" | "warn"} tell whether the reader is told or the host alone */
  async #bring(failure, promise, show, tell = "fail") {
    const handle = this.#handle;
    try {
      const found = new Uint8Array(await promise);
      if (this.#handle === handle) show(found);
    } catch (error) {
      if (this.#handle === handle) handle[tell](failure, told(error));
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

  /** Shows the events at an address, or the built-in ones, unless others were asked for meanwhile.
   * @param {string} src */
  async #fetchEvents(src) {
    const handle = this.#handle;
    const isWanted = () => this.#handle === handle && handle.get("src") === src;
    handle.loading(true);
    try {
      const found = src ? await textOf(src) : new Uint8Array(await bytes("corpus.bin"));
      if (!isWanted()) return;
      if (typeof found === "string") await this.#furnish();
      if (!isWanted()) return;
      if (typeof found === "string") handle.load(found);
      else handle.showEvents(found);
    } catch (error) {
      if (isWanted()) handle.fail(`${src || "corpus.bin"} could not be shown`, told(error));
    }
    if (isWanted()) handle.loading(false);
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
      if (isWanted()) handle.fail(`${src || "basemap.bin"} could not be shown`, told(error));
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
    if (!this.#handle) return;
    this.#handle.free();
    this.#handle = undefined;
    this.#source = undefined;
    this.#rest = undefined;
    this.#ready = promise();
  }

  /** Resolves after the frame that shows the current state has been painted, with all that stands
   * beside the map. */
  async settled() {
    await this.#ready.promise;
    await this.#furnish();
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
   * list of what is wrong with them.
   * @param {unknown} data */
  async load(data) {
    await this.#ready.promise;
    await this.#furnish();
    const text =
      typeof data === "string" ? data
      : data instanceof Blob ? await data.text()
      : data instanceof ArrayBuffer || ArrayBuffer.isView(data) ? new TextDecoder().decode(data)
      : JSON.stringify(data);
    const problems = this.#handle.load(text);
    // What was being fetched is not wanted any more.
    this.#handle.set("src", "");
    return problems;
  }
}

/** @param {unknown} error */
const told = (error) => (error instanceof Error ? error.message : String(error));

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
