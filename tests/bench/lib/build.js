// The peers' pages, bundled and minified as for production, and what each costs to download.
"use strict";

const { readFileSync, readdirSync } = require("node:fs");
const { join } = require("node:path");
const { brotliCompressSync, constants } = require("node:zlib");

const pages = join(__dirname, "../pages");

const packed = new WeakMap();

/** Bytes after brotli, kept for whoever asks again. */
function brotli(bytes) {
  if (!packed.has(bytes)) {
    const params = {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    };
    packed.set(bytes, brotliCompressSync(bytes, { params }));
  }
  return packed.get(bytes);
}

/** Bundles a peer's page; gives its files by name. */
async function bundle(tools, name) {
  const { build } = tools.require("esbuild");
  const entry = { [name]: join(pages, `${name}.js`) };
  // Its worker is a script of its own.
  if (name === "maplibre") entry["maplibre-worker"] = "maplibre-gl/dist/maplibre-gl-worker.mjs";
  const { outputFiles } = await build({
    entryPoints: entry,
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    legalComments: "none",
    loader: { ".png": "empty", ".svg": "dataurl" },
    nodePaths: [tools.modules],
    outdir: "/",
    write: false,
    logLevel: "error",
  });
  return new Map(
    outputFiles.map(({ path, contents }) => [path.replace(/^.*[\\/]/, ""), Buffer.from(contents)]),
  );
}

/** The built folder's files by name, but for the pages that nothing here opens. */
function siteFiles(site) {
  const names = readdirSync(site).filter((name) => !/^(embed|events|poster)\.html$/.test(name));
  return new Map(names.map((name) => [name, readFileSync(join(site, name))]));
}

/** Bytes after brotli of the files whose names match. */
function weight(files, matches) {
  let bytes = 0;
  for (const [name, contents] of files) if (matches.test(name)) bytes += brotli(contents).length;
  return bytes;
}

module.exports = { brotli, bundle, siteFiles, weight };
