// Leaflet with supercluster, after supercluster's own example for Leaflet: a GeoJSON layer that is
// filled with the clusters in view whenever the map has moved. The index is built again from the
// events of the years; there is no other way to filter it. It is built on the main thread: in a
// worker, as in the example, the picture would come later by two copies of the events.
import L from "leaflet";
import Supercluster from "supercluster";
import "./discs.css";
import { drawGround, look, mapOf, markAt } from "./ground.js";
import { BASEMAP, EVENTS, RADIUS, discOf, json, within } from "./look.js";

const map = mapOf();
let features = [];
let index;

const layer = L.geoJSON(null, {
  pointToLayer({ properties }, at) {
    const size = 2 * discOf(properties.point_count ?? 1);
    const html = properties.point_count_abbreviated ?? "";
    return L.marker(at, {
      icon: L.divIcon({ className: "disc", html: `<div>${html}</div>`, iconSize: [size, size] }),
    });
  },
}).addTo(map);

function update() {
  const bounds = map.getBounds();
  const box = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
  layer.clearLayers();
  layer.addData(index.getClusters(box, map.getZoom()));
}

function years(from, to) {
  index = new Supercluster({ radius: RADIUS, extent: 256, maxZoom: 16 }).load(
    within(features, from, to),
  );
  update();
}

async function start() {
  const [ground, events] = await Promise.all([json(BASEMAP), json(EVENTS)]);
  drawGround(map, ground);
  ({ features } = events);
  years(-Infinity, Infinity);
  map.on("moveend", update);
}

const marks = () =>
  layer
    .getLayers()
    .map((one) => markAt(map, one.getLatLng(), one.feature.properties.point_count ?? 1));

globalThis.contestant = { first: start(), years, look: look(map), marks };
