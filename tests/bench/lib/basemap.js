// The map under the events for the peers: the lines and areas of geodata, as coarse as this map's
// own first part is. That part has names, towns and relief besides, which the peers are spared.
"use strict";

const { readFileSync } = require("node:fs");
const { join } = require("node:path");

/** Degrees: less than a pixel at the zoom of the first picture, as is the first part's. */
const TOLERANCE = 0.008;

const LAYERS = [
  ["countries", "land"],
  ["lakes", "lake"],
  ["heaven-lake", "lake"],
  ["streams", "stream"],
  ["rivers", "river"],
  ["province-lines", "province"],
  ["coast", "coast"],
  ["border", "border"],
];

/** The vertices that a line of this tolerance needs (Douglas and Peucker). */
function simplified(line) {
  const keep = new Uint8Array(line.length);
  keep[0] = keep[line.length - 1] = 1;
  const open = [[0, line.length - 1]];
  while (open.length) {
    const [from, to] = open.pop();
    const [ax, ay] = line[from];
    const [dx, dy] = [line[to][0] - ax, line[to][1] - ay];
    const length = dx * dx + dy * dy;
    let worst = TOLERANCE * TOLERANCE;
    let at = -1;
    for (let index = from + 1; index < to; index++) {
      const [px, py] = [line[index][0] - ax, line[index][1] - ay];
      const along = length ? Math.max(0, Math.min(1, (px * dx + py * dy) / length)) : 0;
      const distance = (px - along * dx) ** 2 + (py - along * dy) ** 2;
      if (distance > worst) [worst, at] = [distance, index];
    }
    if (at < 0) continue;
    keep[at] = 1;
    open.push([from, at], [at, to]);
  }
  const rounded = (degrees) => Math.round(degrees * 1e3) / 1e3;
  return line.filter((_, index) => keep[index]).map(([lon, lat]) => [rounded(lon), rounded(lat)]);
}

/** A ring is cut where it is farthest from its beginning, or nothing of it would be left. */
function ring(line) {
  const far = ([lon, lat]) => (lon - line[0][0]) ** 2 + (lat - line[0][1]) ** 2;
  let at = 0;
  for (let index = 1; index < line.length; index++) {
    if (far(line[index]) > far(line[at])) at = index;
  }
  return [...simplified(line.slice(0, at + 1)), ...simplified(line.slice(at)).slice(1)];
}

/** Islands of a pixel or two are left out. */
const isArea = (found) => found.length > 4;

function geometry({ type, coordinates }) {
  if (type === "LineString") return { type, coordinates: simplified(coordinates) };
  if (type === "MultiLineString") {
    const isClosed = ([first, ...rest]) => String(first) === String(rest[rest.length - 1]);
    const lines = coordinates.map((line) => (isClosed(line) ? ring(line) : simplified(line)));
    return { type, coordinates: lines.filter((line) => !isClosed(line) || isArea(line)) };
  }
  const polygons = (type === "Polygon" ? [coordinates] : coordinates)
    .map((rings) => rings.map(ring))
    .filter(([outer]) => isArea(outer))
    .map((rings) => rings.filter(isArea));
  return { type: "MultiPolygon", coordinates: polygons };
}

/** The basemap as the text of a GeoJSON file, and its vertices. */
function basemap(geodata) {
  const features = LAYERS.flatMap(([name, kind]) => {
    const file = JSON.parse(readFileSync(join(geodata, `${name}.geojson`), "utf8"));
    return file.features.map((feature) => ({
      type: "Feature",
      geometry: geometry(feature.geometry),
      properties: { class: kind },
    }));
  });
  let vertices = 0;
  const count = (part) => (typeof part[0] === "number" ? vertices++ : part.forEach(count));
  for (const feature of features) count(feature.geometry.coordinates);
  return { text: JSON.stringify({ type: "FeatureCollection", features }), vertices };
}

module.exports = { basemap };
