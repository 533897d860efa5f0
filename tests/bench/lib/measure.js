// One contestant with one number of events in a fresh profile of the browser.
"use strict";

const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const { CATEGORIES, told } = require("./trace.js");

const page = (name) => readFileSync(join(__dirname, "../pages", name), "utf8");

/** The window of all pages, CSS pixels. */
const WINDOW = { width: 1280, height: 800 };

/** How much slower the processor is where the line is slow; Lighthouse's figure for a telephone. */
const SLOWER = 4;

/** Milliseconds after a step in which whatever it left behind counts as its work. */
const PAUSE = 50;

// Without a graphics card a canvas is fastest with none assumed, and WebGL, which only MapLibre
// asks for, where one is played by the processor: each contestant is given what suits it.
const CANVAS = ["--disable-gpu"];
const WEBGL = ["--use-angle=swiftshader", "--enable-unsafe-swiftshader"];

function launch(tools, chromium, hasWebgl) {
  return tools.require("puppeteer-core").launch({
    executablePath: chromium,
    headless: true,
    protocolTimeout: 600_000,
    args: [
      "--no-sandbox", "--disable-dev-shm-usage", "--disable-quic", "--no-first-run", "--hide-scrollbars",
      "--disable-background-networking", "--disable-component-update", "--disable-sync",
      ...(hasWebgl ? WEBGL : CANVAS),
    ],
  });
}

/** Opens a page in a profile of its own, runs `use` with it and throws the profile away. */
async function within(browser, scripts, use) {
  const context = await browser.createBrowserContext();
  try {
    const tab = await context.newPage();
    const errors = [];
    tab.on("pageerror", (error) => errors.push(error.message));
    tab.on("console", (message) => message.type() === "error" && errors.push(message.text()));
    await tab.setViewport(WINDOW);
    for (const script of scripts) await tab.evaluateOnNewDocument(page(script));
    return await use(tab, errors);
  } finally {
    await context.close();
  }
}

/** JavaScript's heap and what is kept outside it (arrays, WebAssembly), in all of a page's threads. */
async function memory(tab) {
  const session = await tab.createCDPSession();
  let bytes = 0;
  for (const client of [session, ...tab.workers().map((worker) => worker.client)]) {
    try {
      await client.send("HeapProfiler.collectGarbage");
      const { usedSize, backingStorageSize } = await client.send("Runtime.getHeapUsage");
      bytes += usedSize + (backingStorageSize ?? 0);
    } catch {
      // A worker has ended meanwhile.
    }
  }
  return bytes / 1e6;
}

/**
 * Opens a page and does what is asked for: first picture, then changes of years and movements.
 * `is` names its scripts; `ask` has the lists and the milliseconds that they may take.
 */
function measure(browser, scripts, address, ask) {
  return within(browser, ["harness.js", ...scripts], async (tab, errors) => {
    if (ask.slow) {
      await tab.emulateCPUThrottling(SLOWER);
      await tab.goto(address, { waitUntil: "domcontentloaded", timeout: 0 });
      const found = await tab.evaluate(() => bench.first());
      return { ...found, errors };
    }
    await tab.tracing.start({ categories: CATEGORIES });
    await tab.goto(address, { waitUntil: "domcontentloaded", timeout: 0 });
    const found = await tab.evaluate(() => bench.first());
    await tab.evaluate(() => bench.prepare());
    const steps = {};
    for (const [name, { method, list, budget }] of Object.entries(ask.steps)) {
      const args = [name, method, list, budget, PAUSE];
      steps[name] = await tab.evaluate((args) => bench.steps(...args), args);
    }
    const trace = JSON.parse(new TextDecoder().decode(await tab.tracing.stop()));
    const { longest, work } = told(trace.traceEvents);
    for (const [name, list] of Object.entries(steps)) {
      const works = work(name);
      list.forEach((step, at) => (step.work = works[at]));
    }
    return { ...found, steps, longest, memory: await memory(tab), errors };
  });
}

module.exports = { launch, measure, within, PAUSE, SLOWER, WINDOW };
