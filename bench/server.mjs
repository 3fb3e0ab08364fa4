//! Serves the three engines from one origin: each file as a static host would, with its gzip form
//! made once, and cacheable.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { gzipSync } from "node:zlib";

const TYPES = {
  ".css": "text/css",
  ".html": "text/html",
  ".js": "text/javascript",
  ".json": "application/json",
  ".mjs": "text/javascript",
  ".wasm": "application/wasm",
  ".zip": "application/zip",
};

/// Serves folders by the first part of the path. Resolves to `{ address, close }`.
export function serve(folders) {
  const files = new Map();
  const load = async (path) => {
    const [, mount, ...rest] = path.split("/");
    const file = normalize(rest.join("/") || "index.html");
    if (!(mount in folders) || file.startsWith("..")) throw new Error(`no ${path}`);
    const bytes = await readFile(join(folders[mount], file));
    return { type: TYPES[extname(file)] ?? "application/octet-stream", bytes: gzipSync(bytes) };
  };
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://bench");
    try {
      if (!files.has(pathname)) files.set(pathname, await load(decodeURIComponent(pathname)));
    } catch {
      response.writeHead(404).end();
      return;
    }
    const { type, bytes } = files.get(pathname);
    response.writeHead(200, {
      "cache-control": "max-age=3600",
      "content-encoding": "gzip",
      "content-length": bytes.length,
      "content-type": type,
    });
    response.end(bytes);
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      resolve({ address: `http://127.0.0.1:${server.address().port}`, close: () => server.close() });
    });
  });
}
