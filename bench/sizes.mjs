//! How many bytes each engine makes a browser load: as they are, with gzip, with brotli.

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, gzip } from "node:zlib";

const SANDBOX = ["sandbox.html", "worker.js", "worker_bg.wasm", "micropython.wasm"];
/// What the page fetches when it is needed (the parts of its program among them), and what only pages
/// of others fetch.
const LATER = /^(diagrams\.js|diagrams_bg\.wasm|o200k\.bin|[a-z]+\.txt|agent\.js|agent\.d\.ts|licences\.json|service-worker\.js|manifest\.webmanifest|icon.*|app-.*-(split|chunk)_.*\.wasm)$/;
const PYODIDE = ["pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json"];

/// What a group may have with brotli, in KB.
export const BUDGETS = { "ours: page": 350, "ours: sandbox": 900 };
export const KB = 1000;

/// The sizes of all files, in groups: `[{ group, files: [{ name, raw, gzip, brotli }] }]`.
export async function sizes({ ours, official, pyodide }) {
  const site = (await readdir(ours)).sort();
  const app = site.filter((name) => !SANDBOX.includes(name) && !LATER.test(name));
  return Promise.all([
    sized("ours: page", ours, app),
    sandboxSizes(ours),
    sized("ours: on demand", ours, site.filter((name) => LATER.test(name))),
    sized("official", official, ["micropython.mjs", "micropython.wasm"]),
    sized("Pyodide", pyodide, PYODIDE),
  ]);
}

/// The sizes of the sandbox's files in a site's folder: one group.
export function sandboxSizes(folder) {
  return sized("ours: sandbox", folder, SANDBOX);
}

async function sized(group, folder, names) {
  const files = await Promise.all(
    names.map(async (name) => {
      const bytes = await readFile(join(folder, name));
      const [gzipped, brotlied] = await Promise.all([
        promisify(gzip)(bytes, { level: 9 }),
        promisify(brotliCompress)(bytes),
      ]);
      return { name, raw: bytes.length, gzip: gzipped.length, brotli: brotlied.length };
    }),
  );
  return { group, files };
}

/// Whether a group keeps to its budget, if it has one.
export function fits(group) {
  return !(group.group in BUDGETS) || total(group, "brotli") <= BUDGETS[group.group] * KB;
}

/// The sum of a group's files in one form.
export function total({ files }, form) {
  return files.reduce((sum, file) => sum + file[form], 0);
}
