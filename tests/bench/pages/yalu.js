// What a host of this map writes to drive it, and no more: its public surface. It is put into the
// page by the harness, since the page itself is what README.md has.
(() => {
  const map = () => document.querySelector("yalu-map");
  const marks = () =>
    map()
      .marks()
      .map(({ x, y, count }) => ({ x, y, count }));

  async function first() {
    if (document.readyState === "loading")
      await new Promise((done) => addEventListener("DOMContentLoaded", done));
    await customElements.whenDefined("yalu-map");
    await map().ready;
    globalThis.bench.note("ready");
    // A file that still arrives shows its first events before the last has come.
    const wanted = Number(document.documentElement.dataset.count);
    for (;;) {
      await map().settled();
      if (marks().reduce((sum, { count }) => sum + count, 0) === wanted) return "painted";
      await new Promise(requestAnimationFrame);
    }
  }

  /** Resolves when both this map and the harness find the frame painted. */
  const shown = () =>
    Promise.all([map().settled(), globalThis.bench.painted()]).then(() => "painted");

  globalThis.contestant = {
    first: first(),
    marks,
    years(from, to) {
      map().years = `${from}-${to}`;
      return shown();
    },
    look(lon, lat, zoom) {
      map().view = `${lon},${lat},${zoom}`;
      return shown();
    },
  };
})();
