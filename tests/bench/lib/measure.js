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

/** A page that has not come to its end by then is given up, milliseconds. */
const LONGEST = 240_000;

function launch(tools, chromium, hasWebgl) {
  return tools.require("puppeteer-core").launch({
    executablePath: chromium,
    headless: true,
    protocolTimeout: 600_000,
    args: [
      "--no-sandbox",
      "--disable-dev-shm-usage",
      "--disable-quic",
      "--no-first-run",
      "--hide-scrollbars",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      ...(hasWebgl ? WEBGL : CANVAS),
    ],
  });
}

/**
 * Milliseconds for which a new profile is left alone: the browser then loads pages of its own, which
 * took 0.7 s of processor time while whatever is measured was loading as well.
 */
const ALONE = 1500;

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
    await new Promise((done) => setTimeout(done, ALONE));
    return await use(tab, errors);
  } finally {
    await context.close();
  }
}

/**
 * Megabytes of JavaScript's heap and of arrays in all of a page's threads, and of WebAssembly,
 * which neither counts, in the page's own.
 */
async function memory(tab) {
  const session = await tab.createCDPSession();
  let bytes = await tab.evaluate(() => bench.wasm());
  for (const client of [session, ...tab.workers().map((worker) => worker.client)]) {
    try {
      await client.send("HeapProfiler.collectGarbage");
      const { usedSize, backingStorageSize } = await client.send("Runtime.getHeapUsage");
      bytes += usedSize + (backingStorageSize ?? 0);
    } catch (error) {
      // A worker that has ended meanwhile holds nothing.
      if (client === session) throw error;
    }
  }
  return bytes / 1e6;
}

/**
 * Opens a page in a new profile and does what is asked for: first picture, then changes of years
 * and movements. `scripts` are put into it; `ask` has the lists and the milliseconds that they may
 * take. Resolves with what was found, up to a failure, which is then among the errors.
 */
function measure(browser, scripts, address, ask) {
  return within(browser, ["harness.js", ...scripts], async (tab, errors) => {
    const found = { steps: {}, errors };
    let timer;
    const late = new Promise((_, failed) => {
      timer = setTimeout(
        () => failed(new Error(`given up after ${LONGEST / 60_000} minutes`)),
        LONGEST,
      );
    });
    try {
      await Promise.race([late, look(tab, address, ask, found)]);
    } catch (error) {
      errors.push(error.message.split("\n")[0]);
    } finally {
      clearTimeout(timer);
    }
    return found;
  });
}

async function look(tab, address, ask, found) {
  if (ask.slow) await tab.emulateCPUThrottling(SLOWER);
  else await tab.tracing.start({ categories: CATEGORIES });
  await tab.goto(address, { waitUntil: "domcontentloaded", timeout: 0 });
  Object.assign(found, await tab.evaluate(() => bench.first()));
  if (ask.slow) return;
  await tab.evaluate(() => bench.loaded());
  for (const [name, { method, list, budget }] of Object.entries(ask.steps)) {
    const args = [name, method, list, budget, PAUSE];
    found.steps[name] = await tab.evaluate((args) => bench.steps(...args), args);
  }
  const trace = JSON.parse(new TextDecoder().decode(await tab.tracing.stop()));
  const { longest, work } = told(trace.traceEvents);
  found.longest = longest;
  for (const [name, list] of Object.entries(found.steps)) {
    const works = work(name);
    list.forEach((step, at) => (step.work = works[at]));
  }
  found.memory = await memory(tab);
}

module.exports = { launch, measure, within, PAUSE, SLOWER, WINDOW };
