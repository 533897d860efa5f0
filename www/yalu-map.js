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

/** @type {Promise<{ glue: any, sheet: CSSStyleSheet }> | undefined} */
let core;

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
  const glue = await import(here("yalu_map.js"));
  await glue.default({ module_or_path: wasm });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(await css);
  return { glue, sheet };
}

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
          if (this.#handle) this.#handle.set(name, text);
          else this.setAttribute(name, text);
        },
      });
    }
  }

  /** @type {any} */
  #handle;
  #mounting = false;
  /** @type {PromiseWithResolvers<void>} */
  #ready = promise();

  /** Resolves when the map can be operated; rejects when it could not be loaded. */
  get ready() {
    return this.#ready.promise;
  }

  connectedCallback() {
    if (!this.#handle && !this.#mounting) this.#mount();
  }

  disconnectedCallback() {
    // A move is a removal and an addition in one turn: only what stays away is freed.
    queueMicrotask(() => {
      if (!this.isConnected) this.#free();
    });
  }

  /** @param {string} name @param {string | null} _before @param {string | null} value */
  attributeChangedCallback(name, _before, value) {
    this.#handle?.set(name, value ?? "");
  }

  async #mount() {
    this.#mounting = true;
    try {
      const loading = start();
      const own = this.hasAttribute("src");
      const files = {
        corpus: own ? undefined : bytes("corpus.bin"),
        basemap: bytes("basemap.bin"),
        detail: () => bytes("basemap-detail.bin"),
      };
      // Failures are told by the map itself, once it is there.
      files.corpus?.catch(() => {});
      files.basemap.catch(() => {});
      const { glue, sheet } = await loading;
      if (!this.isConnected) return;
      const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
      root.adoptedStyleSheets = [sheet];
      this.#handle = new glue.Widget(this, root, files);
      for (const name of NAMES) {
        const value = this.getAttribute(name);
        if (value !== null) this.#handle.set(name, value);
      }
      await this.#handle.start();
      this.#ready.resolve();
    } catch (error) {
      this.#fail(error);
    } finally {
      this.#mounting = false;
      if (!this.isConnected) this.#free();
    }
  }

  /** @param {unknown} error */
  #fail(error) {
    const message = error instanceof Error ? error.message : String(error);
    this.#ready.promise.catch(() => {});
    this.#ready.reject(new Error(message));
    this.#ready = promise();
    this.dispatchEvent(new CustomEvent("yalu-error", { detail: { message }, bubbles: true, composed: true }));
  }

  #free() {
    if (!this.#handle || this.#mounting) return;
    this.#handle.free();
    this.#handle = undefined;
    this.#ready = promise();
  }

  /** Resolves after the frame that shows the current state has been painted. */
  async settled() {
    await this.#ready.promise;
    await this.#handle.settled();
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
    const text =
      typeof data === "string" ? data
      : data instanceof Blob ? await data.text()
      : data instanceof ArrayBuffer || ArrayBuffer.isView(data) ? new TextDecoder().decode(data)
      : JSON.stringify(data);
    return this.#handle.load(text);
  }
}

/** @returns {PromiseWithResolvers<any>} */
function promise() {
  /** @type {any} */
  const made = {};
  made.promise = new Promise((resolve, reject) => Object.assign(made, { resolve, reject }));
  return made;
}

customElements.get("yalu-map") ?? customElements.define("yalu-map", YaluMap);
