// Reads a host's own events beside the page. The element imports it, and it starts itself as a
// worker; where a page allows no worker it reads between the page's own tasks.
// @ts-check

/** A snapshot is shown as soon as there are so many events, and whenever there are so many times
 * as many as in the last one. */
const FIRST = 1_000;
const TIMES = 8;

/** Events that arrive slowly are shown after so many milliseconds, however few they are. */
const SLOW = 1_000;

/** Milliseconds between two words on progress. */
const OFTEN = 100;

/** Milliseconds after which the page is given a turn. */
const TURN = 10;

/** Bytes or letters handed on at a time. */
const PIECE = 1 << 20;

/** Bytes read at a time where the page waits meanwhile. */
const SLICE = 1 << 16;

/**
 * What is read: an address or a file, or pieces that come one after the other.
 * @typedef {{ url: string } | { blob: Blob } | { pieces: AsyncIterator<Uint8Array | string>, total: number }} Source
 */

/**
 * What is told: how far the reading is, or events with it.
 * @typedef {{ loaded: number, total: number, events: number, strips?: any[], isLast?: boolean, problems?: string[] }} Told
 */

/** @param {Source} source @param {AbortSignal} [signal] */
async function opened(source, signal) {
  if ("pieces" in source) return source;
  const of = (/** @type {ReadableStream<Uint8Array>} */ stream, /** @type {number} */ total) => {
    const reader = stream.getReader();
    return { pieces: { next: () => reader.read() }, total };
  };
  if ("blob" in source) return of(source.blob.stream(), source.blob.size);
  const answer = await fetch(source.url, { signal });
  if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
  // Of a compressed answer it says how long that is.
  const isPlain = !answer.headers.get("content-encoding");
  const total = isPlain ? Number(answer.headers.get("content-length")) : 0;
  return of(answer.body ?? new Blob().stream(), total);
}

/**
 * Reads to the end.
 * @param {Source} source
 * @param {(told: Told) => void} tell
 * @param {(() => Promise<void>) | undefined} turn gives the page a turn, if it waits for this
 * @param {AbortSignal} [signal]
 */
async function read(source, tell, turn, signal) {
  // Both are asked for at once.
  const opening = opened(source, signal);
  opening.catch(() => {});
  const glue = await import("./yalu_map_events.js");
  const module_or_path = new URL("yalu_map_events_bg.wasm", import.meta.url);
  const [{ pieces, total: length }] = await Promise.all([opening, glue.default({ module_or_path })]);
  const reader = new glue.EventsReader();
  const encoder = new TextEncoder();
  let [loaded, total, shown, cost] = [0, length, 0, 0];
  const begunAt = performance.now();
  let [toldAt, shownAt, turnAt] = [-OFTEN, begunAt, begunAt];
  const progress = () => ({ loaded, total, events: reader.features() });
  const isDue = () => {
    const [events, now] = [reader.features(), performance.now()];
    const isMany = events >= (shown ? shown * TIMES : FIRST);
    const isSlow = events > shown && now - shownAt > SLOW;
    // What is shown delays what comes: by a small part of the time that this will take, or as
    // long as the file's length is not known, has taken.
    const taken = now - begunAt;
    const rest = total ? taken * (total / loaded - 1) : taken;
    return (isMany || isSlow) && cost * (events / (shown || 1)) * TIMES <= rest;
  };
  const tellAll = () => {
    const now = performance.now();
    if (isDue()) {
      tell({ ...progress(), strips: reader.snapshot() });
      [shown, toldAt, shownAt] = [reader.features(), now, performance.now()];
      cost = shownAt - now;
    } else if (now - toldAt >= OFTEN) {
      tell(progress());
      toldAt = now;
    }
  };
  try {
    for (let isUseful = true; isUseful; ) {
      const { done, value } = await pieces.next();
      if (done) break;
      const bytes = typeof value === "string" ? encoder.encode(value) : value;
      const step = turn ? SLICE : PIECE;
      for (let at = 0; isUseful && at < bytes.length; at += step) {
        const piece = bytes.subarray(at, at + step);
        isUseful = reader.push(piece);
        loaded += piece.length;
        if (loaded > total) total = 0;
        if (turn && performance.now() - turnAt > TURN) {
          await turn();
          turnAt = performance.now();
        }
        tellAll();
      }
    }
    const events = reader.features();
    const strips = reader.finish();
    tell({ loaded, total: loaded, events, strips, isLast: true, problems: reader.problems() });
  } finally {
    reader.free();
  }
}

/** @param {unknown} error */
const message = (error) => (error instanceof Error ? error.message : String(error));

/** As a worker: the first message is the source, further ones are pieces of it. */
function work() {
  /** @type {(piece: { done: boolean, value: any }) => void} */
  let give;
  const pieces = {
    next() {
      postMessage({ wants: true });
      return new Promise((resolve) => (give = resolve));
    },
  };
  const tell = (/** @type {Told} */ told) =>
    postMessage({ told }, { transfer: told.strips?.map((strip) => strip.buffer) ?? [] });
  addEventListener("message", ({ data }) => {
    if (data.piece) return give(data.piece);
    const source = data.total === undefined ? data : { ...data, pieces };
    read(source, tell, undefined).catch((error) => postMessage({ failed: message(error) }));
  });
  postMessage({ hello: true });
}

const isWorker = typeof WorkerGlobalScope !== "undefined" && self instanceof WorkerGlobalScope;
if (isWorker) work();

/** A worker of this module, or nothing where there can be none.
 * @returns {Promise<Worker | undefined>} */
async function hired() {
  const own = import.meta.url;
  // From another origin a script is no worker, but a worker may import it.
  const isNear = new URL(own).origin === location.origin;
  const address = isNear
    ? own
    : URL.createObjectURL(new Blob([`import ${JSON.stringify(own)};`], { type: "text/javascript" }));
  try {
    const worker = new Worker(address, { type: "module" });
    return await new Promise((resolve) => {
      worker.onmessage = () => resolve(worker);
      worker.onerror = (event) => {
        event.preventDefault();
        worker.terminate();
        resolve(undefined);
      };
    });
  } catch {
    return undefined;
  } finally {
    if (!isNear) URL.revokeObjectURL(address);
  }
}

/** Gives the page a turn. */
const turn = () =>
  new Promise((/** @type {(value?: any) => void} */ resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(0);
  });

/** Why a reading ends that nobody waits for any more. */
const stopped = () => new DOMException("the events are not wanted any more", "AbortError");

/** A reading on its way. What is told waits until it is asked for, the latest only. */
export class Reading {
  /** @type {Worker | undefined} */
  #worker;
  #control = new AbortController();
  /** @type {Told | undefined} */
  #progress;
  /** @type {Told | undefined} */
  #events;
  /** @type {unknown} */
  #error;
  /** @type {(() => void) | undefined} */
  #wake;
  /** Whether somebody has stopped it. */
  isStopped = false;

  /** @param {Source} source */
  constructor(source) {
    this.#start(source).catch((error) => this.#fail(error));
  }

  /** @param {Source} source */
  async #start(source) {
    const worker = await hired();
    if (this.isStopped) return worker?.terminate();
    if (!worker) return read(source, (told) => this.#hear(told), turn, this.#control.signal);
    this.#worker = worker;
    worker.onerror = (event) => this.#fail(new Error(event.message));
    worker.onmessage = async ({ data }) => {
      if (data.told) return this.#hear(data.told);
      if ("failed" in data) return this.#fail(new Error(data.failed));
      try {
        if ("pieces" in source) worker.postMessage({ piece: await source.pieces.next() });
      } catch (error) {
        this.#fail(error);
      }
    };
    worker.postMessage("pieces" in source ? { total: source.total } : source);
  }

  /** @param {Told} told */
  #hear(told) {
    if (told.isLast) this.#worker?.terminate();
    if (told.strips) this.#events = told;
    else this.#progress = told;
    this.#wake?.();
  }

  /** @param {unknown} error */
  #fail(error) {
    this.#worker?.terminate();
    this.#error ??= error;
    this.#wake?.();
  }

  /** What is to be told next; rejects when the events are refused, or were stopped.
   * @returns {Promise<Told>} */
  async next() {
    for (;;) {
      if (this.#error) throw this.#error;
      const told = this.#events ?? this.#progress;
      if (told) {
        this.#events = this.#progress = undefined;
        return told;
      }
      await new Promise((/** @type {(value?: any) => void} */ resolve) => (this.#wake = resolve));
    }
  }

  /** Ends it. */
  stop() {
    this.isStopped = true;
    this.#control.abort();
    this.#fail(stopped());
  }

  /**
   * Takes events over into the widget's memory, a part at a time.
   * @param {any} taking
   * @param {any[]} strips emptied
   */
  async take(taking, strips) {
    let turnAt = performance.now();
    const rest = async () => {
      if (performance.now() - turnAt > TURN) {
        await turn();
        turnAt = performance.now();
        if (this.isStopped) throw stopped();
      }
    };
    for (let at = 0; at < strips.length; at += 1) {
      const strip = strips[at];
      strips[at] = undefined;
      if (strip instanceof Uint8Array) {
        taking.begin(strip.length);
        for (let from = 0; from < strip.length; from += PIECE) {
          taking.bytes(strip.subarray(from, from + PIECE));
          await rest();
        }
      } else if (strip instanceof Uint16Array) taking.shorts(strip);
      else if (strip instanceof Uint32Array) taking.longs(strip);
      else taking.words(strip);
      await rest();
    }
    await turn();
  }
}

/** What a host has handed over, as a source.
 * @param {unknown} data
 * @returns {Source} */
export function sourceOf(data) {
  if (data instanceof Blob) return { blob: data };
  if (typeof data === "string") return { pieces: partsOf(data), total: 0 };
  if (data instanceof ArrayBuffer) return { pieces: bytesOf(new Uint8Array(data)), total: data.byteLength };
  if (ArrayBuffer.isView(data)) {
    const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    return { pieces: bytesOf(bytes), total: bytes.length };
  }
  return { pieces: textOf(data), total: 0 };
}

/** @param {Uint8Array} bytes */
async function* bytesOf(bytes) {
  for (let at = 0; at < bytes.length; at += PIECE) yield bytes.slice(at, at + PIECE);
}

/** A text in parts; none ends within a letter.
 * @param {string} text */
async function* partsOf(text) {
  for (let at = 0; at < text.length; ) {
    let end = at + PIECE;
    if ((text.charCodeAt(end - 1) & 0xfc00) === 0xd800) end += 1;
    yield text.slice(at, end);
    at = end;
  }
}

/** An object as text; a collection's features are written some at a time.
 * @param {any} data */
async function* textOf(data) {
  const features = data?.features;
  if (!Array.isArray(features) || typeof data.toJSON === "function") return yield* partsOf(JSON.stringify(data) ?? "");
  const head = JSON.stringify({ ...data, features: undefined });
  yield head.length > 2 ? `${head.slice(0, -1)},"features":[` : '{"features":[';
  const some = 1_000;
  for (let at = 0; at < features.length; at += some) {
    const text = JSON.stringify(features.slice(at, at + some));
    yield (at ? "," : "") + text.slice(1, -1);
    await turn();
  }
  yield "]}";
}
