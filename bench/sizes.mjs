//! How many bytes each engine makes a browser load: as they are, with gzip, with brotli.

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, gzip } from "node:zlib";

const SANDBOX = ["sandbox.html", "worker.js", "worker_bg.wasm", "micropython.wasm"];
const PYODIDE = ["pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json"];

/// What a group may have with brotli, in KB.
export const BUDGETS = { "ours: page": 350, "ours: sandbox": 900 };
export const KB = 1000;

/// The sizes of all files, in groups: `[{ group, files: [{ name, raw, gzip, brotli }] }]`. `opened` is what
/// a browser has fetched to open the page (opening.mjs): the sandbox, which is loaded beside it, has a
/// budget of its own.
export async function sizes({ ours, official, pyodide }, opened) {
  const site = (await readdir(ours)).sort();
  const { before, after, onDemand } = parted(site, opened);
  return Promise.all([
    sized("ours: page", ours, before),
    sandboxSizes(ours),
    sized("ours: after the first screen", ours, after),
    sized("ours: on demand", ours, onDemand),
    sized("official", official, ["micropython.mjs", "micropython.wasm"]),
    sized("Pyodide", pyodide, PYODIDE),
  ]);
}

/// The files of a site by when they are fetched. What a browser has fetched and is no file of the site
/// is an error: it would be left out of the sum.
export function parted(site, { before, after }) {
  const unknown = [...before, ...after].filter((name) => !site.includes(name));
  if (unknown.length > 0) throw new Error(`fetched, and not in the site: ${unknown.join(", ")}`);
  const others = site.filter((name) => !SANDBOX.includes(name));
  return {
    before: others.filter((name) => before.includes(name)),
    after: others.filter((name) => after.includes(name)),
    onDemand: others.filter((name) => !before.includes(name) && !after.includes(name)),
  };
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
