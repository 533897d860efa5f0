// Reads a host's own events beside the page. The element imports it and starts it as a worker as
// well; where a page allows no worker it reads between the page's own tasks. The build puts the
// glue of the WebAssembly that reads before it: `wasm_bindgen`.
// @ts-check
/* global wasm_bindgen */

/** A snapshot is shown as soon as there are so many events, and whenever there are so many times
 * as many as in the last one. */
const FIRST = 1_000;
const TIMES = 8;

/** Events that arrive slowly are shown after so many milliseconds, however few they are. */
const SLOW = 1_000;

/** Of more events than this a part is shown only where the rest takes so many milliseconds still:
 * it lies in memory beside the whole while that is taken. */
const MUCH = 100_000;
const PATIENCE = 10_000;

/** Milliseconds between two words on progress. */
const OFTEN = 100;

/** Milliseconds after which the page is given a turn. */
const TURN = 10;

/** Bytes or letters handed on at a time. */
const PIECE = 1 << 20;

/** After so many milliseconds a view that does not change is at rest. */
const REST = 120;

/** Bytes read at a time where the page waits meanwhile, or for the first events. */
const SLICE = 1 << 16;

/** A file of at most so many events that is at hand is read as a whole. */
const WHOLE = 1_000_000;

/** Of a server that answers no ranges a file of at most so many bytes is fetched as a whole. */
const LARGEST = 512 << 20;

/** What a request for ranges begins with: the header of a file and the top of its index. */
const HEAD = 1 << 14;

/** Told where a server gives something else than was asked for. */
const NO_RANGES = "the server answers no ranges of bytes (HTTP 206), and the file is too large to be fetched as a whole";

/** Pieces that are on their way to a worker while it reads others. */
const AHEAD = 4;

/**
 * What is read: a file, at an address or at hand, of which parts can be had, or pieces that come
 * one after the other.
 * @typedef {{ url: string } | { blob: Blob } | { pieces: Pieces, total: number }} Source
 */

/**
 * Pieces of bytes or of text.
 * @typedef {{ next: () => Promise<{ done?: boolean, value?: Uint8Array<ArrayBuffer> | string | void }> }} Pieces
 */

/**
 * What is told: how far the reading is, or events with it. Of a file of which parts are read, which
 * look they answer, or why that could not be answered.
 * @typedef {{ loaded: number, total: number, events: number, strips?: any[], isLast?: boolean,
 *   problems?: string[], isPart?: boolean, look?: number, error?: string }} Told
 */

/**
 * A worker of this module, and what it has told since it began, which nobody has heard yet.
 * @typedef {{ worker: Worker, told: any[] }} Hired
 */

/**
 * A file of which any range can be had: the first byte and the last one.
 * @typedef {{ get: (first: number, last: number, signal?: AbortSignal) => Promise<Uint8Array>, isNear: boolean }} Ranges
 */

/**
 * Where somebody looks: longitude, latitude, zoom, width and height of the map. Without it nothing
 * more is wanted of what was asked for last.
 * @typedef {{ number: number, at?: number[] }} Look
 */

/**
 * The map that shows what is in view of a large file.
 * @typedef {{ element: HTMLElement, handle: any,
 *   progress: (told: Told, begun: number) => void,
 *   show: (told: Told) => Promise<boolean>,
 *   tell: (error: unknown) => void,
 *   stopped: () => void }} Shower
 */

/** Whether bytes begin as FlatGeobuf does.
 * @param {Uint8Array} bytes */
const isFlat = (bytes) => [0, 4].every((at) => [0x66, 0x67, 0x62].every((letter, add) => bytes[at + add] === letter));

/** @param {Blob} blob @param {number} first @param {number} [end] */
const slice = async (blob, first, end) => new Uint8Array(await blob.slice(first, end).arrayBuffer());

/** @param {Blob} blob @returns {Ranges} */
const ofBlob = (blob) => ({ get: (first, last) => slice(blob, first, last + 1), isNear: true });

/** What tells whether a file is still the same.
 * @param {Response} answer */
const versionOf = ({ headers }) => headers.get("etag") ?? headers.get("last-modified");

/**
 * The ranges of a file at an address. What a server that answers none sends is taken instead.
 * @param {string} url
 * @param {(told: Told) => void} tell
 * @param {AbortSignal} [signal]
 * @returns {Promise<Ranges>}
 */
async function rangesOf(url, tell, signal) {
  /** @param {number} first @param {number} last @param {AbortSignal} [signal] */
  const ask = async (first, last, signal) => {
    const answer = await fetch(url, { headers: { Range: `bytes=${first}-${last}` }, signal });
    // Behind the end of the file there is nothing.
    if (!answer.ok && answer.status !== 416) throw new Error(`HTTP ${answer.status}`);
    return answer;
  };
  const bytesOf = async (/** @type {Response} */ answer) =>
    new Uint8Array(answer.status === 416 ? 0 : await answer.arrayBuffer());
  const answer = await ask(0, HEAD - 1, signal);
  if (answer.status === 200) {
    const total = Number(answer.headers.get("content-length"));
    if (total > LARGEST) throw new Error(NO_RANGES);
    const reader = answer.body?.getReader();
    const pieces = [];
    for (let loaded = 0; ; ) {
      const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
      if (done || !value) return ofBlob(new Blob(pieces));
      pieces.push(value);
      loaded += value.length;
      if (loaded > LARGEST) {
        reader?.cancel();
        throw new Error(NO_RANGES);
      }
      tell({ loaded, total: loaded > total ? 0 : total, events: 0 });
    }
  }
  const version = versionOf(answer);
  const head = await bytesOf(answer);
  return {
    async get(first, last, signal) {
      if (first === 0 && last < head.length) return head.subarray(0, last + 1);
      if (first === 0 && last === HEAD - 1) return head;
      const answer = await ask(first, last, signal);
      const isSame = versionOf(answer) === version;
      if (answer.status === 200 || !isSame) {
        answer.body?.cancel();
        throw new Error(isSame ? NO_RANGES : "the file was changed while it was read; load it again");
      }
      return bytesOf(answer);
    },
    isNear: false,
  };
}

/** @param {ReadableStream<Uint8Array<ArrayBuffer>>} stream @param {number} total @returns {{ pieces: Pieces, total: number }} */
function streamed(stream, total) {
  const reader = stream.getReader();
  return { pieces: { next: () => reader.read() }, total };
}

/**
 * What the answer to a request turns out to be: pieces, or a file of which parts can be had.
 * @param {string} url
 * @param {Promise<Response>} asked
 * @returns {Promise<Source>}
 */
async function answered(url, asked) {
  const answer = await asked;
  if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
  // Of a compressed answer it says how long that is.
  const isPlain = !answer.headers.get("content-encoding");
  const length = isPlain ? Number(answer.headers.get("content-length")) : 0;
  const { pieces, total } = streamed(answer.body ?? new Blob().stream(), length);
  const first = await pieces.next();
  if (first.value instanceof Uint8Array && isFlat(first.value)) return { url };
  let isFirst = true;
  const next = () => (isFirst ? ((isFirst = false), Promise.resolve(first)) : pieces.next());
  return { pieces: { next }, total };
}

/**
 * @param {Source} source
 * @param {(told: Told) => void} tell
 * @param {AbortSignal} [signal]
 * @returns {Promise<Ranges | { pieces: Pieces, total: number }>}
 */
async function opened(source, tell, signal) {
  if ("pieces" in source) return source;
  if ("url" in source) return rangesOf(source.url, tell, signal);
  const { blob } = source;
  return isFlat(await slice(blob, 0, 8)) ? ofBlob(blob) : streamed(blob.stream(), blob.size);
}

/** The looks that are asked for, of which only the last one counts. */
class Looks {
  /** @type {Look | undefined} */
  #last;
  #control = new AbortController();
  /** @type {(() => void) | undefined} */
  #wake;

  /** @param {Look} look */
  put(look) {
    this.#last = look;
    this.#control.abort();
    this.#wake?.();
  }

  /** The last look, as soon as there is one, and what tells that there is another.
   * @returns {Promise<{ look: Look, signal: AbortSignal }>} */
  async next() {
    while (!this.#last) await new Promise((/** @type {(value?: any) => void} */ wake) => (this.#wake = wake));
    const look = this.#last;
    this.#last = undefined;
    this.#control = new AbortController();
    return { look, signal: this.#control.signal };
  }
}

/**
 * Reads what is in view of a file, for as long as somebody looks; a small file as a whole.
 * @param {Ranges} ranges
 * @param {Looks} looks
 * @param {(told: Told) => void} tell
 * @param {(() => Promise<void>) | undefined} turn gives the page a turn, if it waits for this
 * @param {AbortSignal} [ended]
 */
async function readRanges(ranges, looks, tell, turn, ended) {
  const reader = new wasm_bindgen.RangesReader(ranges.isNear ? WHOLE : 0);
  let [loaded, toldAt] = [0, -OFTEN];
  const progress = () => ({ loaded, total: loaded + reader.missing(), events: reader.events() });
  /** Fetches what is wanted. @param {AbortSignal} [signal] */
  const fill = async (signal) => {
    for (;;) {
      const wanted = Array.from(reader.wants());
      if (!wanted.length) return;
      const take = async (/** @type {number} */ first, /** @type {number} */ last) => {
        const bytes = await ranges.get(first, last, signal);
        if (signal?.aborted || ended?.aborted) throw stopped();
        reader.give(first, bytes);
        loaded += bytes.length;
        await turn?.();
      };
      const takes = wanted.flatMap((first, at) => (at % 2 ? [] : [take(first, wanted[at + 1])]));
      // None of them is left behind: what comes late must not come to a reader that has gone.
      const done = await Promise.allSettled(takes);
      for (const one of done) if (one.status === "rejected") throw one.reason;
      const now = performance.now();
      if (now - toldAt >= OFTEN) {
        tell(progress());
        toldAt = now;
      }
    }
  };
  try {
    await fill(ended);
    if (reader.isWhole()) {
      await fill(ended);
      return tell({ ...progress(), strips: reader.snapshot(true), isLast: true, problems: reader.problems() });
    }
    tell({ ...progress(), strips: reader.snapshot(false), isPart: true });
    while (!ended?.aborted) {
      const { look, signal } = await looks.next();
      const told = { isPart: true, look: look.number };
      const [lon, lat, zoom, width, height] = look.at ?? [];
      loaded = 0;
      try {
        const isOther = look.at && reader.look(lon, lat, zoom, width, height);
        if (!isOther) {
          tell({ ...progress(), ...told });
          continue;
        }
        await fill(signal);
        tell({ ...progress(), ...told, strips: reader.snapshot(false), isLast: true, problems: reader.problems() });
      } catch (error) {
        if (!signal.aborted) tell({ ...progress(), ...told, error: message(error) });
      }
    }
  } finally {
    reader.free();
  }
}

/** The WebAssembly that reads, which the page fetches.
 * @type {Promise<ArrayBuffer>} */
let handed;

const initialised = async () => wasm_bindgen({ module_or_path: await handed });

/**
 * Reads to the end.
 * @param {Source} source
 * @param {(told: Told) => void} tell
 * @param {(() => Promise<void>) | undefined} turn gives the page a turn, if it waits for this
 * @param {Looks} looks
 * @param {AbortSignal} [signal]
 */
async function read(source, tell, turn, looks, signal) {
  // Both are asked for at once; which of the two fails first is told.
  const [open] = await Promise.all([opened(source, tell, signal), initialised()]);
  if ("get" in open) return readRanges(open, looks, tell, turn, signal);
  const { pieces, total: length } = open;
  const reader = new wasm_bindgen.EventsReader();
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
    const isCheap = cost * (events / (shown || 1)) * TIMES <= rest;
    return (isMany || isSlow) && isCheap && (events <= MUCH || rest > PATIENCE);
  };
  const tellAll = (/** @type {boolean} */ isPart) => {
    const now = performance.now();
    if (isPart && isDue()) {
      tell({ ...progress(), strips: reader.snapshot() });
      [shown, toldAt, shownAt] = [reader.features(), now, performance.now()];
      cost = shownAt - now;
    } else if (now - toldAt >= OFTEN) {
      tell(progress());
      toldAt = now;
    }
  };
  try {
    for (let [isUseful, coming] = [true, pieces.next()]; isUseful; ) {
      const { done, value } = await coming;
      if (done) break;
      coming = pieces.next();
      let isLast = false;
      // Why it does not come is told when it is waited for.
      coming.then(({ done = false }) => (isLast = done), () => {});
      // If the end has come, that is heard now.
      await undefined;
      const bytes = typeof value === "string" ? encoder.encode(value) : value;
      for (let at = 0; isUseful && at < bytes.length; ) {
        // The first events are shown as soon as there are enough of them, not all of a piece.
        const step = turn || !shown ? SLICE : PIECE;
        const piece = bytes.subarray(at, at + step);
        isUseful = reader.push(piece);
        at += piece.length;
        loaded += piece.length;
        if (loaded > total) total = 0;
        if (turn && performance.now() - turnAt > TURN) {
          await turn();
          turnAt = performance.now();
        }
        // What is all there is read soon, and shown at once.
        tellAll(!isLast || bytes.length - at >= PIECE);
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

/** As a worker: a message is the source, further ones are pieces of it, some of which come before
 * they are wanted. */
function work() {
  /** @type {any[]} */
  const come = [];
  /** @type {(() => void) | undefined} */
  let wake;
  const pieces = {
    async next() {
      while (!come.length) await new Promise((/** @type {(value?: any) => void} */ resolve) => (wake = resolve));
      postMessage({ wants: true });
      return come.shift();
    },
  };
  const looks = new Looks();
  const tell = (/** @type {Told} */ told) =>
    postMessage({ told }, { transfer: told.strips?.map((strip) => strip.buffer) ?? [] });
  /** @type {(told: { code?: ArrayBuffer, why?: string }) => void} */
  let hand;
  handed = new Promise((resolve, reject) => {
    hand = ({ code, why }) => (code ? resolve(code) : reject(new Error(why)));
  });
  addEventListener("message", ({ data }) => {
    if ("code" in data) return hand(data);
    if (data.piece) {
      come.push(data.piece);
      return wake?.();
    }
    if (data.look) return looks.put(data.look);
    const source = data.total === undefined ? data : { ...data, pieces };
    read(source, tell, undefined, looks).catch((error) => postMessage({ failed: message(error) }));
  });
  postMessage({ hello: true });
  // Why it cannot be had is told to whoever has something to read.
  initialised().catch(() => {});
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
  #control;
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
  /** Whether the first view of a large file is shown, and others are to be. */
  isFollowing = false;
  /** Who shows what is in view of a large file.
   * @type {Shower | undefined} */
  #shower;
  /** Whether others are to be shown instead, if they can be. */
  #isParked = false;
  /** What was asked for last, as text. */
  #looked = "";
  /** @type {Promise<void> | undefined} */
  #shown;
  #timer = 0;
  #looks = new Looks();
  #number = 0;
  /** Those who wait for looks to be answered.
   * @type {{ number: number, resolve: () => void }[]} */
  #waiting = [];

  /**
   * @param {Source | { url: string, answer?: Promise<Response> }} source what was answered, where
   * it was asked for from its beginning already
   * @param {Promise<Hired | undefined>} hiring a worker of this module, where there can be one; it
   * knows already of the address of a file of which it is to read parts, and is handed the
   * WebAssembly
   * @param {() => Promise<ArrayBuffer>} code gives it where there is none
   * @param {AbortController} control ends what was asked for
   */
  constructor(source, hiring, code, control) {
    this.#control = control;
    this.#start(source, hiring, code).catch((error) => this.#fail(error));
  }

  /** @param {Source | { url: string, answer?: Promise<Response> }} asked
   * @param {Promise<Hired | undefined>} hiring
   * @param {() => Promise<ArrayBuffer>} code */
  async #start(asked, hiring, code) {
    const { worker, told } = (await hiring) ?? {};
    if (this.isStopped) return worker?.terminate();
    this.#worker = worker;
    const answer = "answer" in asked && asked.answer;
    const source = answer ? await answered(asked.url, answer) : asked;
    if (this.isStopped) return;
    if (answer && "url" in source) {
      // Not every browser ends an answer when its stream is cancelled.
      this.#control.abort();
      this.#control = new AbortController();
    }
    const { signal } = this.#control;
    if (!worker) {
      handed = code();
      return read(source, (told) => this.#hear(told), turn, this.#looks, signal);
    }
    worker.onerror = (event) => this.#fail(new Error(event.message));
    const send = async () => {
      if (!("pieces" in source)) return;
      try {
        const { done, value } = await source.pieces.next();
        worker.postMessage({ piece: { done, value } }, value instanceof Uint8Array ? [value.buffer] : []);
      } catch (error) {
        if (!signal.aborted) this.#fail(error);
      }
    };
    const hear = (/** @type {any} */ data) => {
      if (data.told) this.#hear(data.told);
      else if ("failed" in data) this.#fail(new Error(data.failed));
      else if (data.wants) send();
    };
    worker.onmessage = ({ data }) => hear(data);
    told?.forEach(hear);
    if ("pieces" in source) {
      worker.postMessage({ total: source.total });
      for (let ahead = 0; ahead < AHEAD; ahead += 1) send();
    } else if ("blob" in source || answer) worker.postMessage(source);
  }

  /** @param {Told} told */
  #hear(told) {
    if (told.isLast && !told.isPart) this.#end();
    // An answer without events changes none that wait to be asked for.
    if (told.isPart && !told.strips) this.#events = { ...this.#events, ...told };
    else if (told.strips) this.#events = told;
    else this.#progress = told;
    this.#wake?.();
  }

  /** Nothing more is read. */
  #end() {
    this.#worker?.terminate();
    this.#control.abort();
  }

  /** @param {unknown} error */
  #fail(error) {
    this.#end();
    this.#error ??= error;
    this.#answered(Infinity);
    clearTimeout(this.#timer);
    // Whoever waits for a look finds that nobody listens any more.
    this.#looks.put({ number: 0 });
    this.#wake?.();
  }

  /** Looks at a part of the file. Resolves when that is answered, or another look is, or none will
   * be.
   * @param {number[]} [at] longitude, latitude, zoom, width and height of the map; without it what
   * was asked for is not wanted any more
   * @returns {Promise<void>} */
  #ask(at) {
    const look = { number: (this.#number += 1), at };
    if (this.#worker) this.#worker.postMessage({ look });
    else this.#looks.put(look);
    return new Promise((resolve) => {
      if (this.#error) return resolve();
      this.#waiting.push({ number: look.number, resolve });
    });
  }

  /** Tells those who wait that a look was answered and its events are shown.
   * @param {number} [number] */
  #answered(number = 0) {
    for (const one of this.#waiting) if (one.number <= number) one.resolve();
    this.#waiting = this.#waiting.filter((one) => one.number > number);
  }

  /** Asks for what is in view of a large file from now on; resolves as `look` does.
   * @param {Shower} shower */
  lookIn(shower) {
    this.#shower = shower;
    return this.look() ?? Promise.resolve();
  }

  /** The part of the element that shows the map. */
  get #map() {
    return this.#shower?.element.shadowRoot?.querySelector(".map");
  }

  /** Asks for what is in view of a large file, unless that was asked for last. Resolves when it is
   * shown. */
  look() {
    clearTimeout(this.#timer);
    if (!this.#shower || this.#isParked || this.isStopped) return;
    const { width = 0, height = 0 } = this.#map?.getBoundingClientRect() ?? {};
    const at = `${this.#shower.handle.get("view")},${width},${height}`;
    if (at !== this.#looked) {
      this.#looked = at;
      this.#shown = this.#ask(at.split(",").map(Number));
    }
    return this.#shown;
  }

  /** Does that when the view has come to rest. */
  #lookSoon = () => {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.look(), REST);
  };

  /** Puts the file aside, or goes on with it.
   * @param {boolean} isParked */
  park(isParked) {
    this.#isParked = isParked;
    this.#looked = "";
    if (!isParked) this.#lookSoon();
  }

  /** Stops what is being read. Of a large file that is shown the reader may look at another part
   * later. */
  cancel() {
    if (!this.isFollowing) return this.stop();
    if (!this.#waiting.length) return;
    this.#ask();
    this.#shower?.stopped();
  }

  /** Shows what comes into view of a large file, until it is stopped.
   * @param {Told} first what is shown already */
  async follow(first) {
    const shower = this.#shower;
    if (!shower) return;
    const sizes = new ResizeObserver(this.#lookSoon);
    if (this.#map) sizes.observe(this.#map);
    shower.element.addEventListener("yalu-change", this.#lookSoon);
    this.isFollowing = true;
    this.#answered(first.look);
    let begun = 0;
    try {
      for (;;) {
        const told = await this.next();
        if (this.#isParked) continue;
        begun ||= performance.now();
        shower.progress(told, begun);
        if (!told.isPart) continue;
        if (told.error) {
          // The same view is asked for again.
          this.#looked = "";
          shower.tell(new Error(told.error));
        }
        if (told.strips) await shower.show(told);
        if (this.isStopped) continue;
        if (!this.#isParked) shower.handle.arriving(undefined, 0, false);
        begun = 0;
        this.#answered(told.look);
      }
    } catch (error) {
      if (!this.isStopped) {
        shower.handle.arriving(undefined, 0, false);
        shower.tell(error);
      }
    } finally {
      this.isFollowing = false;
      sizes.disconnect();
      shower.element.removeEventListener("yalu-change", this.#lookSoon);
      this.stop();
    }
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
      const width = strip.BYTES_PER_ELEMENT;
      taking.begin(width, strip.length);
      for (let from = 0; from < strip.length; from += PIECE / width) {
        const part = strip.subarray(from, from + PIECE / width);
        if (width === 1) taking.bytes(part);
        else if (width === 2) taking.shorts(part);
        else if (width === 4) taking.longs(part);
        else taking.words(part);
        await rest();
      }
    }
    await turn();
  }
}

/** What a host has handed over, as a source.
 * @param {unknown} data
 * @returns {Source} */
export function sourceOf(data) {
  if (data instanceof Blob) return { blob: data };
  if (data instanceof ArrayBuffer && isFlat(new Uint8Array(data))) return { blob: new Blob([data]) };
  if (typeof data === "string") return { pieces: partsOf(data), total: 0 };
  if (data instanceof ArrayBuffer) return { pieces: bytesOf(new Uint8Array(data)), total: data.byteLength };
  if (ArrayBuffer.isView(data)) {
    const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    if (isFlat(bytes)) return { blob: new Blob([bytes]) };
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

const isWorker = typeof WorkerGlobalScope !== "undefined" && self instanceof WorkerGlobalScope;
if (isWorker) work();
