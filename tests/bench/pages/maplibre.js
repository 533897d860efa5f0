// MapLibre GL with a clustered GeoJSON source, after its own example of clusters. Its filters work
// on clusters that are made already, so that another range of years is `setData` with the events
// of the years, as its documentation says.
//
// The source is given the events as an object, since the page keeps them for `setData` anyway. By
// their address the worker would read them, and the page get its copy from there: with a million
// events the first picture then comes no sooner, and the copy is the longest task of all.
import { Map, setWorkerUrl } from "maplibre-gl";
import "maplibre-gl/dist/maplibre-gl.css";
import { BASEMAP, EVENTS, HOME, INKS, MARK, RADIUS, SEA, discOf, json, within } from "./look.js";

setWorkerUrl(new URL("maplibre-worker.js", import.meta.url).href);

// Its world is 512 pixels wide at zoom 0.
const zoomOf = (zoom) => zoom - 1;

let map;
let features;

const radius = ["interpolate", ["linear"], ["get", "point_count"]];
for (const count of [2, 10, 100, 1000, 10_000]) radius.push(count, discOf(count));

const layers = [
  { id: "sea", type: "background", paint: { "background-color": SEA } },
  ...Object.entries(INKS).map(([name, { fill, line, width }]) => ({
    id: name,
    source: "basemap",
    filter: ["==", ["get", "class"], name],
    ...(fill
      ? { type: "fill", paint: { "fill-color": fill } }
      : { type: "line", paint: { "line-color": line, "line-width": width } }),
  })),
  {
    id: "clusters",
    type: "circle",
    source: "events",
    filter: ["has", "point_count"],
    paint: {
      "circle-color": MARK.fill,
      "circle-radius": radius,
      "circle-stroke-width": 1.5,
      "circle-stroke-color": MARK.line,
    },
  },
  {
    id: "single",
    type: "circle",
    source: "events",
    filter: ["!", ["has", "point_count"]],
    paint: {
      "circle-color": MARK.fill,
      "circle-radius": discOf(1),
      "circle-stroke-width": 1.5,
      "circle-stroke-color": MARK.line,
    },
  },
  {
    id: "counts",
    type: "symbol",
    source: "events",
    filter: ["has", "point_count"],
    layout: {
      "text-field": ["get", "point_count_abbreviated"],
      "text-size": 12,
      "text-allow-overlap": true,
    },
    paint: { "text-color": MARK.text },
  },
];

/** Resolves in the frame after which nothing is left to be drawn. */
const drawn = () => new Promise((done) => map.once("idle", () => done(true)));

async function start() {
  const [ground, events] = await Promise.all([json(BASEMAP), json(EVENTS)]);
  ({ features } = events);
  map = new Map({
    container: "map",
    center: [HOME.lon, HOME.lat],
    zoom: zoomOf(HOME.zoom),
    fadeDuration: 0,
    attributionControl: false,
    style: {
      version: 8,
      sources: {
        basemap: { type: "geojson", data: ground },
        events: {
          type: "geojson",
          data: events,
          cluster: true,
          clusterRadius: RADIUS,
          clusterMaxZoom: 16,
          maxzoom: 17,
        },
      },
      layers,
    },
  });
  map.on("error", ({ error }) => console.error(error));
  return drawn();
}

function years(from, to) {
  map
    .getSource("events")
    .setData({ type: "FeatureCollection", features: within(features, from, to) });
  return drawn();
}

function look(lon, lat, zoom) {
  map.jumpTo({ center: [lon, lat], zoom: zoomOf(zoom) });
  return drawn();
}

/** A mark near a tile's edge is in both tiles. */
function marks() {
  const found = {};
  for (const { geometry, properties } of map.queryRenderedFeatures({
    layers: ["clusters", "single"],
  })) {
    const { x, y } = map.project(geometry.coordinates);
    found[properties.cluster_id ?? properties.title] = { x, y, count: properties.point_count ?? 1 };
  }
  return Object.values(found);
}

globalThis.contestant = { first: start(), years, look, marks };
