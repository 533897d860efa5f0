// Who is measured, the page of each, and what is done with it.
"use strict";

const CONTESTANTS = [
  { key: "yalu", name: "Yalu Map", packages: [] },
  {
    key: "d3",
    name: "d3 + canvas + supercluster, by hand",
    packages: ["d3-geo", "d3-zoom", "supercluster"],
  },
  {
    key: "leaflet-supercluster",
    name: "Leaflet + supercluster",
    packages: ["leaflet", "supercluster"],
  },
  { key: "ol", name: "OpenLayers", packages: ["ol"] },
  { key: "maplibre", name: "MapLibre GL (software GL)", packages: ["maplibre-gl"] },
  {
    key: "leaflet-markercluster",
    name: "Leaflet + markercluster",
    packages: ["leaflet", "leaflet.markercluster"],
  },
];

/** The first view of all: longitude, latitude, and zoom as on raster tiles. */
const HOME = { lon: 127.25, lat: 41.28, zoom: 7 };

/** A page of a contestant for so many events. */
function page({ key }, size, { width, height }, styles) {
  const source = `/events-${size}.geojson`;
  const start = `<!doctype html>
<html lang="en" data-count="${size}" data-events="${source}" data-basemap="/basemap.geojson">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${key}</title>
<link rel="icon" href="data:,"><style>body { margin: 0 } #map { width: ${width}px; height: ${height}px }</style>`;
  if (key === "yalu") {
    // What README.md gives hosts that want their own events early.
    const own = ["yalu_map_bg.wasm", "basemap.bin", "yalu-map.css"];
    const early = [source, ...own.map((name) => `/site/${name}`)];
    return `${start}
<script type="module" src="/site/yalu-map.js"></script>
${["yalu_map.js", "yalu-map-events.js"].map((name) => `<link rel="modulepreload" href="/site/${name}">`).join("")}
${early.map((address) => `<link rel="preload" as="fetch" crossorigin href="${address}">`).join("")}</head>
<body><yalu-map src="${source}" view="${HOME.lon},${HOME.lat},${HOME.zoom}"></yalu-map></body></html>`;
  }
  return `${start}
${styles.map((style) => `<link rel="stylesheet" href="/${style}">`).join("")}
${["/basemap.geojson", source].map((address) => `<link rel="preload" as="fetch" crossorigin href="${address}">`).join("")}
<script type="module" src="/${key}.js"></script></head>
<body><div id="map"></div></body></html>`;
}

/** Steps of 60 pixels around a circle over the first town, and zooms in and out again. */
function movements({ towns }) {
  const [lon, lat] = towns[0];
  const step = (60 / (256 * 2 ** 9)) * 360;
  const pan = Array.from({ length: 20 }, (_, at) => [
    lon + step * Math.round(3 * Math.cos(at)),
    lat + step * 0.75 * Math.round(3 * Math.sin(at)),
    9,
  ]);
  const zoom = [9, 10, 11, 12, 11, 10, 9, 8, 7, 8].map((zoom) => [lon, lat, zoom]);
  return { pan, zoom };
}

module.exports = { CONTESTANTS, movements, page };
