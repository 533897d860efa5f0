// From single measurements to the figures of a table.
"use strict";

const sorted = (list) => [...list].sort((a, b) => a - b);

/** The middle one; of an even number the mean of the two. */
function median(list) {
  const all = sorted(list);
  const at = all.length >> 1;
  return all.length % 2 ? all[at] : (all[at - 1] + all[at]) / 2;
}

/** The value that 95 in a hundred do not exceed; of fewer than twenty the largest. */
const p95 = (list) => sorted(list)[Math.ceil(0.95 * list.length) - 1];

const whole = (number) => Math.round(number).toLocaleString("en");

/** Milliseconds, megabytes: with a decimal where they are small. */
const shown = (number) => (number < 10 ? number.toFixed(1) : whole(number));

/** A cell of the table; `-` where nothing was measured. */
const cell = (list, say) => (list.length ? say(list) : "–");

module.exports = { cell, median, p95, shown, whole };
