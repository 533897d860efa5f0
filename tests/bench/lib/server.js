// One small server for all pages: brotli as it was compressed beforehand, and on wish a slow line.
"use strict";

const { createReadStream, statSync } = require("node:fs");
const { createServer } = require("node:http");
const { brotli } = require("./build.js");

const TYPES = {
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  svg: "image/svg+xml",
  wasm: "application/wasm",
  geojson: "application/geo+json",
};

/** Up to here a file is compressed; what is larger comes as it is, as from a disk. */
const COMPRESSED = 4 << 20;

/**
 * Slow 4G as Lighthouse has its browser play it (for 150 ms of round trip and 1.6 Mbit/s): each
 * answer begins so many milliseconds late, and all share so many bytes a second. It is the server
 * that waits, because a browser's own brake leaves out requests of workers.
 */
const SLOW = { latency: 562.5, bytes: (1474.56 * 1024) / 8 };
const TICK = 10;

/** Sends answers over a line that they share. */
function line() {
  const open = new Set();
  let timer;
  let credit = 0;
  let last = 0;
  const tick = () => {
    const now = performance.now();
    credit += ((now - last) / 1000) * SLOW.bytes;
    last = now;
    while (credit >= 1 && open.size) {
      const share = Math.max(1, Math.floor(credit / open.size));
      for (const sending of [...open]) {
        const bytes = Math.min(share, sending.body.length - sending.sent, Math.floor(credit));
        sending.answer.write(sending.body.subarray(sending.sent, sending.sent + bytes));
        sending.sent += bytes;
        credit -= bytes;
        if (sending.sent < sending.body.length) continue;
        sending.answer.end();
        open.delete(sending);
      }
    }
    if (!open.size) timer = clearInterval(timer);
  };
  return (answer, body) => {
    setTimeout(() => {
      if (!body.length) return answer.end();
      open.add({ answer, body, sent: 0 });
      answer.on("close", () => {
        for (const one of open) if (one.answer === answer) open.delete(one);
      });
      if (timer) return;
      [last, credit] = [performance.now(), 0];
      timer = setInterval(tick, TICK);
    }, SLOW.latency);
  };
}

/**
 * Serves. `files` has contents by path, `paths` files on the disk by path. Resolves with the
 * addresses of a fast and of a slow line to the same files, what compresses them, and what ends both.
 */
async function serve(files, paths) {
  const handler = (send) => (request, answer) => {
    const path = new URL(request.url, "http://localhost").pathname;
    const type = TYPES[path.replace(/^.*\./, "")] ?? "application/octet-stream";
    const headers = { "content-type": type, "cache-control": "no-cache" };
    const body = files.get(path);
    if (body) {
      if (body.length > COMPRESSED || path.endsWith(".png"))
        (answer.writeHead(200, headers), send(answer, body));
      else
        (answer.writeHead(200, { ...headers, "content-encoding": "br" }),
          send(answer, brotli(body)));
    } else if (paths.has(path)) {
      const file = paths.get(path);
      answer.writeHead(200, { ...headers, "content-length": statSync(file).size });
      createReadStream(file, { highWaterMark: 1 << 18 }).pipe(answer);
    } else {
      answer.writeHead(404).end();
    }
  };
  /** Compresses everything, once, before anything is measured. */
  const packAll = () => {
    for (const body of files.values()) if (body.length <= COMPRESSED) brotli(body);
  };
  const servers = [(answer, body) => answer.end(body), line()].map((send) =>
    createServer(handler(send)),
  );
  const addresses = servers.map(
    (server) =>
      new Promise((ready) =>
        server.listen(0, "127.0.0.1", () => ready(`http://localhost:${server.address().port}`)),
      ),
  );
  const [fast, slow] = await Promise.all(addresses);
  const end = () => servers.forEach((server) => (server.close(), server.closeAllConnections()));
  return { fast, slow, pack: packAll, end };
}

module.exports = { serve, SLOW };
