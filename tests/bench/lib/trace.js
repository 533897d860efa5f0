// What a trace of the browser tells of the page's main thread.
"use strict";

/** The first has the tasks with the microtasks that follow them; "toplevel" leaves these out. */
const CATEGORIES = ["disabled-by-default-devtools.timeline", "blink.user_timing"];
const TASK = "RunTask";

/** Tasks of the thread that our marks are on, as `[from, to]` in milliseconds, in their order. */
function tasksOf(events) {
  const mark = events.find(({ name }) => name.startsWith("bench:"));
  if (!mark) throw new Error("the trace has no mark of the page");
  const found = events.filter(
    ({ name, pid, tid, ph }) => ph === "X" && pid === mark.pid && tid === mark.tid && name === TASK,
  );
  found.sort((a, b) => a.ts - b.ts);
  const tasks = [];
  for (const { ts, dur = 0 } of found) {
    const last = tasks[tasks.length - 1];
    // One within another is the same work.
    if (last && ts / 1000 < last[1]) last[1] = Math.max(last[1], (ts + dur) / 1000);
    else tasks.push([ts / 1000, (ts + dur) / 1000]);
  }
  return tasks;
}

/** Milliseconds of work of each step, and the longest task before the page had loaded. */
function told(events) {
  const tasks = tasksOf(events);
  const marks = new Map();
  for (const { name, ts } of events) if (name.startsWith("bench:")) marks.set(name, ts / 1000);
  const loaded = marks.get("bench:loaded");
  let longest = 0;
  for (const [from, to] of tasks) if (from < loaded) longest = Math.max(longest, to - from);
  const work = (name) => {
    const sums = [];
    for (let at = 0; marks.has(`bench:${name}:${at}:to`); at++) {
      const [begin, end] = ["from", "to"].map((side) => marks.get(`bench:${name}:${at}:${side}`));
      let sum = 0;
      for (const [from, to] of tasks) sum += Math.max(0, Math.min(to, end) - Math.max(from, begin));
      sums.push(sum);
    }
    return sums;
  };
  return { longest, work };
}

module.exports = { CATEGORIES, told };
