// Loaded before everything else on the pages of the tests: remembers what the page did.
globalThis.seen = { violations: [], errors: [], told: [] };

addEventListener("securitypolicyviolation", (event) => {
  seen.violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
});
addEventListener("error", (event) => seen.errors.push(`${event.message} ${event.filename ?? ""}`));
addEventListener("unhandledrejection", (event) => seen.errors.push(`rejected: ${event.reason}`));
for (const name of ["yalu-ready", "yalu-change", "yalu-select", "yalu-error"]) {
  addEventListener(name, ({ target, detail }) => {
    seen.told.push({ name, target: target.id, detail });
  });
}

// Listeners on what outlives a map: the window, the document, media queries. Those on a map's own
// elements go with the elements.
const listening = new Map();
for (const [name, step] of [["addEventListener", 1], ["removeEventListener", -1]]) {
  const original = EventTarget.prototype[name];
  EventTarget.prototype[name] = function (type, ...rest) {
    if (!(this instanceof Element) && !(this instanceof ShadowRoot)) {
      listening.set(type, (listening.get(type) ?? 0) + step);
    }
    return original.call(this ?? globalThis, type, ...rest);
  };
}

// Modules are the page's own only when the page itself imports them: Firefox gives a driver others.
globalThis.load = (name) => import(new URL(name, location.href).href);

// Bytes of the module's memory. The glue gives the instance that it has.
globalThis.memoryOfTheModule = async () => {
  const glue = await load("yalu_map.js");
  const { memory } = await glue.default();
  return memory.buffer.byteLength;
};

globalThis.listeners = () => [...listening].filter(([, count]) => count > 0).sort();
