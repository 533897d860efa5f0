// The instrument, the same for every page: put into the page before its own scripts, so that it is
// neither downloaded nor counted as code.
(() => {
  /** A message posted in a frame arrives when the main thread has handed that frame over. */
  const handedOver = () =>
    new Promise((done) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        done(performance.now());
      };
      port2.postMessage(0);
    });

  /** The time at which the next frame has been painted. */
  const painted = () => new Promise((done) => requestAnimationFrame(() => done(handedOver())));

  /**
   * The time at which what a page was asked for has been painted. The page says `true` in the frame
   * that draws it, `"painted"` after it, and nothing if the next frame shows it.
   */
  async function seen(answer) {
    const said = await answer;
    if (said === "painted") return performance.now();
    return said === true ? handedOver() : painted();
  }

  const rest = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
  const sum = () => contestant.marks().reduce((sum, { count }) => sum + count, 0);
  const notes = {};

  /** Memories of the WebAssembly on the page; nothing else tells of them. */
  const memories = new Set();
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const made = WebAssembly[name];
    WebAssembly[name] = async (...args) => {
      const found = await made.apply(WebAssembly, args);
      for (const one of Object.values((found.instance ?? found).exports)) {
        if (one instanceof WebAssembly.Memory) memories.add(one);
      }
      return found;
    };
  }

  const bench = {
    painted,

    /** Bytes of WebAssembly. */
    wasm: () => [...memories].reduce((sum, { buffer }) => sum + buffer.byteLength, 0),

    note(name) {
      notes[name] ??= performance.now();
    },

    /** Milliseconds from the navigation to the first picture with all events. */
    async first() {
      while (!globalThis.contestant) await rest(1);
      const at = await first;
      const [paint] = performance.getEntriesByName("first-contentful-paint");
      return { first: at, paint: paint?.startTime, notes, sum: sum() };
    },

    /** Marks the end of loading for the trace, when whatever it left behind has been done. */
    async loaded() {
      await rest(100);
      performance.mark("bench:loaded");
    },

    /**
     * Does so many things one after the other until the time is used up, at least one: `method` of
     * the page with each of the arguments. Gives the time of each until it was painted and the
     * number of events that the marks then told. The marks of the trace take in the rest that
     * follows, so that work done after the frame counts as well.
     */
    async steps(name, method, list, budget, pause) {
      const found = [];
      const end = performance.now() + budget;
      for (const [at, step] of list.entries()) {
        performance.mark(`bench:${name}:${at}:from`);
        const start = performance.now();
        const shown = await seen(contestant[method](...step));
        await rest(pause);
        performance.mark(`bench:${name}:${at}:to`);
        found.push({ shown: shown - start, sum: sum() });
        await rest(pause);
        if (performance.now() > end) break;
      }
      return found;
    },
  };

  let first;
  let page;
  Object.defineProperty(globalThis, "contestant", {
    get: () => page,
    set(value) {
      page = value;
      first = seen(page.first);
    },
  });
  globalThis.bench = bench;
})();
