// What all pages share: where the data are, the first view and plain inks.

const { events, basemap } = document.documentElement.dataset;

/** Addresses of the two files. */
export const EVENTS = events;
export const BASEMAP = basemap;

/** Longitude, latitude, and zoom by the convention of 256 pixels for the world at 0. */
export const HOME = { lon: 127.25, lat: 41.28, zoom: 7 };

/** Two marks nearer than so many pixels are one, as in this map. */
export const RADIUS = 48;

export const SEA = "#dfe9ec";

/** Fill or line of each class of the basemap, in the order in which they are drawn. */
export const INKS = {
  land: { fill: "#f6f1e7" },
  lake: { fill: "#dfe9ec" },
  stream: { line: "#a9c3cc", width: 0.75 },
  river: { line: "#7fa6b3", width: 1.5 },
  province: { line: "#d8cfbf", width: 0.75 },
  coast: { line: "#9ab3bb", width: 0.75 },
  border: { line: "#8c7f6b", width: 1.25 },
};

export const MARK = { fill: "#b4472e", line: "#fffdf9", text: "#fffdf9" };

/** Radius of a cluster's disc, pixels. */
export const discOf = (events) =>
  events < 2 ? 5 : Math.min(22, 8 + 2.2 * Math.log2(events) ** 0.8);

export const json = async (address) => (await fetch(address)).json();

/** @param {{ properties: { year: number } }[]} features */
export const within = (features, from, to) =>
  features.filter(({ properties: { year } }) => year >= from && year <= to);
