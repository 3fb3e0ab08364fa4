//! `cargo xtask bench`: measures dist/ beside the two things that one would use instead, prints the
//! figures and writes them to results.md. Fails when the engines do not agree, and when what is loaded
//! is over its budget; times drift.
//!
//!     CHROME=<path> [FIREFOX=<path>] node run.mjs [--quick]

import { readFile, writeFile } from "node:fs/promises";
import { cpus, loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import { withBrowser } from "./browsers.mjs";
import { Samples, compilation, kills, manySteps, snapshots, starts, suite, toolCalls } from "./measure.mjs";
import { opening } from "./opening.mjs";
import { reading } from "./reading.mjs";
import { loads, timings } from "./report.mjs";
import { serve } from "./server.mjs";
import { fits, sizes } from "./sizes.mjs";
import { streaming } from "./streaming.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

const RESULTS = here("results.md");

/// What stands after this line in results.md is written by people, and kept.
const NOTES = "## Notes";

const FOLDERS = {
  ours: here("../dist"),
  official: here("../micropython/node_modules/@micropython/micropython-webassembly-pyscript"),
  pyodide: here("node_modules/pyodide"),
  bench: here("pages"),
};

async function measure(browser, address, repetitions) {
  const samples = new Samples();
  const tell = (what) => console.log(`${browser.kind}: ${what}`);
  tell("starts");
  await starts(browser, address, samples, repetitions);
  tell("the suite");
  const programs = await suite(browser, address, samples, repetitions);
  tell("compiling");
  await compilation(browser, address, samples, repetitions);
  tell("tool calls");
  await toolCalls(browser, address, samples, repetitions);
  tell("runaway code");
  const kept = await kills(browser, address, samples, repetitions);
  tell("snapshots");
  await snapshots(browser, address, samples, repetitions);
  tell("a long conversation");
  await reading(browser, address, samples, repetitions);
  tell("1,000 tokens a second");
  await streaming(browser, address, samples, repetitions);
  tell("1,000 steps");
  await manySteps(browser, address, samples);
  return { samples, programs, kept };
}

/// What is written by people in the results there are.
async function notes() {
  const text = await readFile(RESULTS, "utf8").catch((error) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
  const start = text.indexOf(NOTES);
  return start < 0 ? `${NOTES}\n` : text.slice(start);
}

const repetitions = process.argv.includes("--quick") ? 1 : 5;
const browsers = [
  { kind: "chrome", path: process.env.CHROME },
  { kind: "firefox", path: process.env.FIREFOX },
].filter(({ path }) => path);

const load = () => loadavg()[0].toFixed(1);
const before = load();
const { address, close } = await serve(FOLDERS);
const parts = [];
for (const browser of browsers) {
  const version = await withBrowser(browser, (started) => started.version());
  const figures = await measure(browser, address, repetitions);
  parts.push(`## ${version}\n\n${timings(figures)}\n`);
}
const opened = await opening(browsers[0], address);
close();

const loaded = await sizes(FOLDERS, opened);
const text = `# Results of \`cargo xtask bench\`

Medians, with the middle half in brackets; repetitions in turns: ${repetitions}, warm starts
five times as many. On ${cpus().length} × ${cpus()[0].model}, load ${before} before, ${load()} after. Read the
ratios: absolute times drift with the machine.

- **ours**: the release site, driven as docs/automation.md says, tool calls through the page.
- **official loader**: \`micropython.mjs\` with the wasm that ours is made of, in a plain worker.
- **Pyodide**: from npm, in a plain worker, its files served beside the page.

${parts.join("\n")}
## Bytes to load

${loads(loaded)}

${await notes()}`;
await writeFile(RESULTS, text);
console.log(`\n${text}`);
for (const { group } of loaded.filter((group) => !fits(group))) {
  console.error(`${group} is over its budget`);
  process.exitCode = 1;
}
