// Leaflet with Leaflet.markercluster. Markers are made once. For another range of years the group
// is cleared and filled in bulk, as its documentation advises when many markers change; to remove
// and add only the difference is slower from a few thousand on.
import L from "leaflet";
import "leaflet.markercluster";
import "leaflet.markercluster/dist/MarkerCluster.css";
import "leaflet.markercluster/dist/MarkerCluster.Default.css";
import "./discs.css";
import { drawGround, look, mapOf, markAt } from "./ground.js";
import { BASEMAP, EVENTS, RADIUS, json } from "./look.js";

const map = mapOf();
const group = L.markerClusterGroup({
  maxClusterRadius: RADIUS,
  animate: false,
  animateAddingMarkers: false,
});
let all = [];

function years(from, to) {
  group.clearLayers();
  group.addLayers(all.filter(({ options: { year } }) => year >= from && year <= to));
}

async function start() {
  const [ground, events] = await Promise.all([json(BASEMAP), json(EVENTS)]);
  drawGround(map, ground);
  const icon = L.divIcon({ className: "disc", iconSize: [10, 10] });
  all = events.features.map(({ geometry: { coordinates }, properties: { title, year } }) =>
    L.marker([coordinates[1], coordinates[0]], { icon, title, year }),
  );
  group.addLayers(all);
  map.addLayer(group);
}

/** The symbols on the map are in a layer of the group that has no public name. */
const marks = () =>
  group._featureGroup
    .getLayers()
    .map((one) => markAt(map, one.getLatLng(), one.getChildCount?.() ?? 1));

globalThis.contestant = { first: start(), years, look: look(map), marks };
