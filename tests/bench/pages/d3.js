// d3-geo, d3-zoom and supercluster on a canvas, as an experienced hand would write it.
//
// The basemap is projected once into paths and drawn again only when the view changes; a change of
// years draws its picture again from a second canvas. Clusters can only be filtered by building
// supercluster's index again from the events of the years, which is what its author recommends.
import { geoMercator, geoPath, geoTransform } from "d3-geo";
import { select } from "d3-selection";
import { zoom, zoomIdentity } from "d3-zoom";
import Supercluster from "supercluster";
import { BASEMAP, EVENTS, HOME, INKS, MARK, RADIUS, SEA, discOf, json, within } from "./look.js";

const host = document.getElementById("map");
const { clientWidth: width, clientHeight: height } = host;
const canvas = () => Object.assign(document.createElement("canvas"), { width, height });
const shown = canvas();
const ground = canvas();
host.append(shown);
const context = shown.getContext("2d");
const below = ground.getContext("2d", { alpha: false });

// The paths' coordinates are pixels of this zoom.
const UNIT = 256 * 2 ** HOME.zoom;
const unit = geoMercator()
  .scale(UNIT / (2 * Math.PI))
  .translate([0, 0]);
// A plain transform: the lines are short, so that d3's resampling on the sphere would only cost.
const planar = geoTransform({
  point(lon, lat) {
    const [x, y] = unit([lon, lat]);
    this.stream.point(x, y);
  },
});
let paths = [];
let features = [];
let index;
let transform = zoomIdentity;
let isMoved = true;
let frame = 0;
let marks = [];

function drawGround() {
  const { k, x, y } = transform;
  const scale = k / UNIT;
  below.setTransform(1, 0, 0, 1, 0, 0);
  below.fillStyle = SEA;
  below.fillRect(0, 0, width, height);
  below.setTransform(scale, 0, 0, scale, x, y);
  for (const [{ fill, line, width }, path] of paths) {
    if (fill) {
      below.fillStyle = fill;
      below.fill(path);
    } else {
      below.strokeStyle = line;
      below.lineWidth = width / scale;
      below.stroke(path);
    }
  }
  isMoved = false;
}

function draw() {
  frame = 0;
  if (isMoved) drawGround();
  context.drawImage(ground, 0, 0);
  const projection = geoMercator()
    .scale(transform.k / (2 * Math.PI))
    .translate([transform.x, transform.y]);
  const [west, north] = projection.invert([-RADIUS, -RADIUS]);
  const [east, south] = projection.invert([width + RADIUS, height + RADIUS]);
  const level = Math.round(Math.log2(transform.k / 256));
  context.lineWidth = 1.5;
  context.font = "12px sans-serif";
  context.textAlign = "center";
  context.textBaseline = "middle";
  marks = index.getClusters([west, south, east, north], level).map(({ geometry, properties }) => {
    const [x, y] = projection(geometry.coordinates);
    const count = properties.point_count ?? 1;
    context.beginPath();
    context.arc(x, y, discOf(count), 0, 2 * Math.PI);
    context.fillStyle = MARK.fill;
    context.fill();
    context.strokeStyle = MARK.line;
    context.stroke();
    if (count > 1) {
      context.fillStyle = MARK.text;
      context.fillText(properties.point_count_abbreviated, x, y);
    }
    return { x, y, count };
  });
}

const invalidate = () => (frame ||= requestAnimationFrame(draw));

const zooming = zoom().on("zoom", (event) => {
  transform = event.transform;
  isMoved = true;
  invalidate();
});

function look(lon, lat, level) {
  const k = 256 * 2 ** level;
  const [x, y] = geoMercator()
    .scale(k / (2 * Math.PI))
    .translate([0, 0])([lon, lat]);
  zooming.transform(select(shown), zoomIdentity.translate(width / 2 - x, height / 2 - y).scale(k));
}

function years(from, to) {
  index = new Supercluster({ radius: RADIUS, extent: 256, maxZoom: 16 }).load(
    within(features, from, to),
  );
  invalidate();
}

async function start() {
  const [map, events] = await Promise.all([json(BASEMAP), json(EVENTS)]);
  for (const [name, ink] of Object.entries(INKS)) {
    const path = new Path2D();
    const draw = geoPath(planar, path);
    for (const feature of map.features) if (feature.properties.class === name) draw(feature);
    paths.push([ink, path]);
  }
  ({ features } = events);
  select(shown).call(zooming);
  years(-Infinity, Infinity);
  look(HOME.lon, HOME.lat, HOME.zoom);
}

globalThis.contestant = { first: start(), years, look, marks: () => marks };
