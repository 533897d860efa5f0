// The dated file: what was measured, on what, how, and the tables.
"use strict";

const { cell, median, p95, shown, whole } = require("./figures.js");

const THOUSAND = 1_000;
const HUNDRED_THOUSAND = 100_000;
const MILLION = 1_000_000;

const sizeWord = (size) => size.toLocaleString("en");

const row = (cells) => `| ${cells.join(" | ")} |`;

function table(head, rows) {
  return [row(head), row(head.map((_, at) => (at ? "--:" : "---"))), ...rows.map(row)].join("\n");
}

/** `runs` has `{ contestant, size, slow, poster, ... }`; `about` the machine and the programs. */
function report({ about, contestants, code, sizes, runs }) {
  const of = (wanted) =>
    runs.filter((run) =>
      Object.entries(wanted).every(([key, value]) => (run[key] ?? false) === value),
    );
  const fast = (contestant, size) => of({ contestant, size, slow: false, poster: false });
  const medianOf = (list, take) =>
    cell(
      list.map(take).filter((value) => value !== undefined),
      (all) => shown(median(all)),
    );
  const steps = (contestant, size, name, take) =>
    fast(contestant, size)
      .flatMap((run) => (run.steps[name] ?? []).map(take))
      .filter((value) => value !== undefined);
  const both = (all) =>
    cell(all, (list) => `${shown(median(list))} / ${list.length < 5 ? "–" : shown(p95(list))}`);
  const painted = (step) => step.shown;
  const worked = (step) => step.work;

  const slow = (contestant) => of({ contestant, slow: true, poster: false });
  const main = table(
    [
      "",
      "code",
      "slow 4G",
      ...sizes.map((size) => `first, ${sizeWord(size)}`),
      ...sizes.map((size) => `year, ${sizeWord(size)}`),
      ...sizes.map((size) => `work, ${sizeWord(size)}`),
    ],
    contestants.map(({ key, name }) => [
      name,
      whole(code[key].first / 1000),
      medianOf(slow(key), ({ first }) => first),
      ...sizes.map((size) => medianOf(fast(key, size), ({ first }) => first)),
      ...sizes.map((size) => both(steps(key, size, "years", painted))),
      ...sizes.map((size) => cell(steps(key, size, "years", worked), (all) => shown(median(all)))),
    ]),
  );

  const largest = sizes.includes(MILLION) ? MILLION : sizes[sizes.length - 1];
  const moved = sizes.includes(HUNDRED_THOUSAND) ? HUNDRED_THOUSAND : largest;
  const second = table(
    [
      "",
      `pan, ${sizeWord(moved)}`,
      `zoom, ${sizeWord(moved)}`,
      `longest task, ${sizeWord(largest)}`,
      ...sizes.map((size) => `memory, ${sizeWord(size)}`),
    ],
    contestants.map(({ key, name }) => [
      name,
      both(steps(key, moved, "pan", painted)),
      both(steps(key, moved, "zoom", painted)),
      medianOf(fast(key, largest), ({ longest }) => longest),
      ...sizes.map((size) => medianOf(fast(key, size), ({ memory }) => memory)),
    ]),
  );

  const parts = [heading(about), main, "", second];
  const poster = of({ contestant: "yalu", poster: true });
  if (poster.length) parts.push("", posterTable(poster, slow("yalu"), medianOf));
  parts.push(
    "",
    exactness({ contestants, sizes, of }),
    "",
    runsTable({ contestants, sizes, of, code }),
  );
  const troubles = [
    ...new Set(
      runs.flatMap(({ contestant, size, errors }) =>
        errors.map((error) => `- ${contestant}, ${sizeWord(size)}: ${error}`),
      ),
    ),
  ];
  if (troubles.length) parts.push("", "What pages complained about:", "", ...troubles);
  return `${parts.join("\n")}\n`;
}

function heading({
  date,
  commit,
  cores,
  processor,
  memory,
  system,
  load,
  browser,
  node,
  versions,
  runs,
  site,
  slow,
  slower,
  pause,
  map,
  vertices,
}) {
  return `# Beside other maps, ${date}

These figures hold for this machine and this run only; what can be compared is one row with another.

- Machine: ${cores} × ${processor}, ${memory} GB, ${system}; load average before the run ${load}.
- ${browser}, headless, without a graphics card; Node ${node}.
- This project at ${commit}; its built folder \`${site}\`.
- ${versions}.
- ${runs} ${runs === 1 ? "run" : "runs"} of every cell unless the last table says fewer, all contestants in turn within a run.
- Every map has ${map.width} × ${map.height} pixels and the same first view, zoom 7 on the whole region. The
  peers draw ${whole(vertices)} vertices of this project's lines and areas; this map draws its own basemap, with
  names and relief besides. Marks nearer than 48 pixels are one. The events are points, four in
  five around thirty towns, from 1990 to 2025, in one GeoJSON file that all of them fetch.

Times are milliseconds. **Painted**: when a message arrives that was posted in the frame that shows
it; every page says in which frame that is, this map through \`settled()\`. **code**: brotli KB
(quality 11, 1,000 bytes) of the JavaScript, WebAssembly and style sheets until the first picture.
**slow 4G**: navigation to the first picture of 1,000 events, answers ${slow.latency} ms late and
${whole((slow.bytes * 8) / 1024)} kbit/s for all of them (what Lighthouse plays for 150 ms and 1.6 Mbit/s),
processor ${slower} times slower on the main thread. **first**: navigation to the first picture with all
events, without any brake. **year**: another range of years, set until painted, median / p95 of all
runs. **work**: median of the time that tasks on the main thread took for that, from the change
until ${pause} ms after its picture (Chromium's trace). **pan**, **zoom**: a step of 60 pixels or of one zoom,
without animation, set until painted, median / p95. **longest task**: of the main thread until the
events are loaded and can be filtered. **memory**: MB of JavaScript's heap, arrays and WebAssembly
in all threads after a collection, the file's own bytes included where a page keeps them.
`;
}

function posterTable(poster, slow, medianOf) {
  return `This map on slow 4G: the page as it is built shows its poster before any script; its own events
are not the others' thousand, which are in the last column.

${table(
  ["", "first contentful paint", "map of the poster", "with its list", "`ready` (operable)", "1,000 events: `ready`"],
  [
    [
      "Yalu Map",
      medianOf(poster, ({ paint }) => paint),
      medianOf(poster, ({ notes }) => notes.map),
      medianOf(poster, ({ notes }) => notes.poster),
      medianOf(poster, ({ first }) => first),
      medianOf(slow, ({ notes }) => notes.ready),
    ],
  ],
)}`;
}

function exactness({ contestants, sizes, of }) {
  const rows = contestants.map(({ key, name }) => [
    name,
    ...sizes.map((size) => {
      const checks = of({ contestant: key, size, poster: false }).flatMap(({ checks }) => checks);
      const wrong = checks.filter(({ found, truth }) => found !== truth);
      const first = wrong.length ? `, first ${wrong[0].found} for ${wrong[0].truth}` : "";
      return checks.length ? `${checks.length - wrong.length} of ${checks.length}${first}` : "–";
    }),
  ]);
  return `How often the counts of the marks in view added up to what a linear scan of the events finds:

${table(["", ...sizes.map(sizeWord)], rows)}`;
}

function runsTable({ contestants, sizes, of, code }) {
  const rows = contestants.map(({ key, name }) => {
    const all = sizes.map((size) => of({ contestant: key, size, slow: false, poster: false }));
    const steps = all.map((runs) =>
      runs.reduce((sum, { steps }) => sum + (steps.years?.length ?? 0), 0),
    );
    return [
      name,
      of({ contestant: key, slow: true, poster: false }).length,
      ...all.map(({ length }, at) => `${length} (${steps[at]})`),
      whole(code[key].all / 1000),
    ];
  });
  return `Runs, with all changes of years in brackets, and all code in brotli KB, with what comes after the
first picture:

${table(["", "slow 4G", ...sizes.map(sizeWord), "all code"], rows)}`;
}

module.exports = { report, THOUSAND, HUNDRED_THOUSAND, MILLION };
