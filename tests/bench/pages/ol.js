// OpenLayers with its Cluster source. A range of years is a geometry function that gives nothing
// for the other events, and `refresh()`: what the documentation names for events that are not to
// be clustered. To clear the inner source and fill it again is slower, as its tree is built anew.
import Map from "ol/Map.js";
import View from "ol/View.js";
import GeoJSON from "ol/format/GeoJSON.js";
import VectorLayer from "ol/layer/Vector.js";
import { fromLonLat } from "ol/proj.js";
import Cluster from "ol/source/Cluster.js";
import VectorSource from "ol/source/Vector.js";
import { Circle, Fill, Stroke, Style, Text } from "ol/style.js";
import "ol/ol.css";
import { BASEMAP, EVENTS, HOME, INKS, MARK, RADIUS, SEA, discOf, json } from "./look.js";

const host = document.getElementById("map");
host.style.background = SEA;
const format = new GeoJSON({ featureProjection: "EPSG:3857" });

let from = -Infinity;
let to = Infinity;
const source = new VectorSource({ wrapX: false });
const clusters = new Cluster({
  source,
  distance: RADIUS,
  wrapX: false,
  geometryFunction(feature) {
    const year = feature.get("year");
    return year >= from && year <= to ? feature.getGeometry() : null;
  },
});

const styles = {};
function disc(cluster) {
  const count = cluster.get("features").length;
  return (styles[count] ??= new Style({
    image: new Circle({
      radius: discOf(count),
      fill: new Fill({ color: MARK.fill }),
      stroke: new Stroke({ color: MARK.line, width: 1.5 }),
    }),
    text:
      count > 1
        ? new Text({
            text: String(count),
            font: "12px sans-serif",
            fill: new Fill({ color: MARK.text }),
          })
        : undefined,
  }));
}

const inks = {};
Object.entries(INKS).forEach(([name, { fill, line, width }], zIndex) => {
  inks[name] = new Style({
    zIndex,
    fill: fill && new Fill({ color: fill }),
    stroke: line && new Stroke({ color: line, width }),
  });
});

let map;

/** Resolves in the frame that draws what has been asked for. */
const drawn = () => new Promise((done) => map.once("postrender", () => done(true)));

async function start() {
  const [ground, events] = await Promise.all([json(BASEMAP), json(EVENTS)]);
  source.addFeatures(format.readFeatures(events));
  const lines = new VectorSource({ features: format.readFeatures(ground), wrapX: false });
  map = new Map({
    target: host,
    layers: [
      new VectorLayer({ source: lines, style: (feature) => inks[feature.get("class")] }),
      new VectorLayer({ source: clusters, style: disc }),
    ],
    view: new View({ center: fromLonLat([HOME.lon, HOME.lat]), zoom: HOME.zoom }),
  });
  return drawn();
}

function years(first, last) {
  [from, to] = [first, last];
  clusters.refresh();
  return drawn();
}

function look(lon, lat, zoom) {
  const view = map.getView();
  view.setCenter(fromLonLat([lon, lat]));
  view.setZoom(zoom);
  return drawn();
}

const marks = () =>
  clusters.getFeatures().map((one) => {
    const [x, y] = map.getPixelFromCoordinate(one.getGeometry().getCoordinates());
    return { x, y, count: one.get("features").length };
  });

globalThis.contestant = { first: start(), years, look, marks };
