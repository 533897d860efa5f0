// The events that all maps show: the same for the same number, on any machine.
"use strict";

const FIRST_YEAR = 1990;
const LAST_YEAR = 2025;

/** Random numbers from 0 to below 1 (mulberry32), the same for the same seed. */
function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Five decimals are a metre; more would only make the file longer. */
const rounded = (degrees) => Math.round(degrees * 1e5) / 1e5;

/**
 * So many events as columns: four in five around thirty towns, the others anywhere in the region;
 * years are spread evenly. Longitude first, degrees.
 */
function events(count) {
  const next = random(30);
  const towns = Array.from({ length: 30 }, () => [124 + 6 * next(), 39.6 + 3.4 * next()]);
  // The sum of four is nearly normal; it stays within 0.2 degrees.
  const off = () => (next() + next() + next() + next() - 2) * 0.1;
  const lon = new Float64Array(count);
  const lat = new Float64Array(count);
  const year = new Int16Array(count);
  for (let at = 0; at < count; at++) {
    if (next() < 0.8) {
      const town = towns[Math.floor(next() * 30)];
      lon[at] = rounded(town[0] + off());
      lat[at] = rounded(town[1] + off());
    } else {
      lon[at] = rounded(123.5 + 7.5 * next());
      lat[at] = rounded(39.2 + 4.1 * next());
    }
    year[at] = FIRST_YEAR + Math.floor(next() * (LAST_YEAR - FIRST_YEAR + 1));
  }
  return { count, lon, lat, year, towns };
}

/** Hands the events as GeoJSON to a function, in pieces. */
function geojson({ count, lon, lat, year }, write) {
  let piece = '{"type":"FeatureCollection","features":[\n';
  for (let at = 0; at < count; at++) {
    piece +=
      `{"type":"Feature","geometry":{"type":"Point","coordinates":[${lon[at]},${lat[at]}]},` +
      `"properties":{"title":"Event ${at}","year":${year[at]}}}${at + 1 < count ? ",\n" : "\n"}`;
    if (piece.length > 1 << 20) {
      write(piece);
      piece = "";
    }
  }
  write(`${piece}]}\n`);
}

/** How many events of the years are in a view, counted one by one: the truth. */
function scan({ count, lon, lat, year }, [from, to], { west, south, east, north }) {
  let found = 0;
  for (let at = 0; at < count; at++) {
    const isSeen = lon[at] >= west && lon[at] <= east && lat[at] >= south && lat[at] <= north;
    if (isSeen && year[at] >= from && year[at] <= to) found++;
  }
  return found;
}

/** So many ranges of years as a reader drags them, no two neighbours alike. */
function ranges(count) {
  const next = random(7);
  const found = [];
  while (found.length < count) {
    const from = FIRST_YEAR + Math.floor(next() * 30);
    const to = Math.min(LAST_YEAR, from + Math.floor(next() * 20));
    const last = found[found.length - 1];
    if (!last || last[0] !== from || last[1] !== to) found.push([from, to]);
  }
  return found;
}

module.exports = { events, geojson, ranges, scan, ALL: [FIRST_YEAR, LAST_YEAR] };
