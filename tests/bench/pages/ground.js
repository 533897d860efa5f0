// Leaflet's map with the basemap on a canvas, for the two pages that use it.
import L from "leaflet";
import "leaflet/dist/leaflet.css";
import { HOME, INKS, SEA } from "./look.js";

/** A map without animations, so that the last frame of a change is also its first. */
export function mapOf() {
  const host = document.getElementById("map");
  host.style.background = SEA;
  return L.map(host, {
    center: [HOME.lat, HOME.lon],
    zoom: HOME.zoom,
    maxZoom: 18,
    preferCanvas: true,
    zoomAnimation: false,
    fadeAnimation: false,
    markerZoomAnimation: false,
    inertia: false,
  });
}

/** Draws the basemap under everything. */
export function drawGround(map, { features }) {
  const style = ({ properties }) => {
    const { fill, line, width } = INKS[properties.class];
    return {
      stroke: !fill,
      color: line,
      weight: width,
      fill: Boolean(fill),
      fillColor: fill,
      fillOpacity: 1,
    };
  };
  const order = Object.keys(INKS);
  const at = ({ properties }) => order.indexOf(properties.class);
  L.geoJSON(
    [...features].sort((a, b) => at(a) - at(b)),
    { style, interactive: false },
  ).addTo(map);
}

export const look = (map) => (lon, lat, zoom) => {
  map.setView([lat, lon], zoom, { animate: false });
};

/** What a marker's symbol says and where it is. */
export const markAt = (map, at, count) => ({ ...map.latLngToContainerPoint(at), count });
