//! The figures as Markdown: medians, spreads, ratios, and the budgets beside them.

import { ENGINES } from "./browsers.mjs";
import { BUDGETS, KB, fits, total } from "./sizes.mjs";

/// Programs of the suite that the budgets speak of; the others are more shapes of agents' code.
const BUDGETED = ["calls", "exceptions", "loop", "objects", "sorting", "words"];

/// The whole table of one browser. `figures` is `{ samples, programs, kept }`.
export function timings({ samples, programs, kept }) {
  const rows = new Rows(samples.rows);
  const pyodideTimes = rows.ratio("warm", "pyodide", "ours");
  rows.times("opening the page in a fresh browser to the first output, ms", "cold");
  rows.times("worker start to first output, warm, after a second at rest, ms", "warm", [
    budget("60 ms", rows.median("warm", "ours") <= 60),
    budget("50 times faster than Pyodide", pyodideTimes >= 50),
  ]);
  rows.times("the same right after a start and its first output, ms", "warm at once");
  for (const { name, title } of programs) rows.times(`${title} (\`${name}.py\`), ms`, `suite ${name}`);
  const all = programs.map(({ name }) => name);
  rows.means(`geometric mean of the ${BUDGETED.length} programs of the budget`, BUDGETED);
  rows.means(`geometric mean of all ${all.length}`, all);
  rows.times("lowering and compiling a typical step of 1 KB, µs", "compile");
  rows.times("call of a tool in the page that answers at once, ms", "tool call", [
    budget("0.5 ms", rows.median("tool call", "ours") <= 0.5),
  ]);
  rows.times("20 calls beside one another of a tool that takes 20 ms, ms", "20 tool calls");
  rows.times("an ordinary step, one of 1,000, ms", "step");
  rows.times("memory of the page's processes, highest during 1,000 steps, MB", "memory");
  rows.times("opening a conversation of 1,000 steps, ms", "open 1,000 steps", [
    budget("300 ms", rows.median("open 1,000 steps", "ours") <= 300),
  ]);
  rows.times("one more token streamed into a conversation of 1 step, ms", "token at the start");
  rows.times("one more token streamed into a conversation of 1,000 steps, ms", "token at the end", [
    // The same, but for the noise of a busy machine.
    budget("as much as at the start", rows.alike("token at the end", "token at the start", 1.25)),
  ]);
  rows.times("scrolling through 1,000 steps, work for each frame, ms", "scroll");
  rows.times("longest task of the page while a model writes 1,000 tokens a second, ms", "longest task", [
    budget("50 ms", rows.within("longest task", 50)),
  ]);
  rows.times("share of the time that it is busy meanwhile, %", "busy");
  rows.times("longest task while it writes code as fast, ms", "longest task of code", [
    budget("50 ms", rows.within("longest task of code", 50)),
  ]);
  rows.times("share of the time that it is busy meanwhile, %", "busy of code");
  rows.times("snapshot of an ordinary session handed out, ms", "snapshot", [
    budget("10 ms", rows.median("snapshot", "ours") <= 10),
  ]);
  rows.times("restore of it, ms", "restore", [budget("10 ms", rows.median("restore", "ours") <= 10)]);
  rows.times("its size, KB", "snapshot size", [
    budget("300 KB", rows.median("snapshot size", "ours") <= 300),
  ]);
  const fate = kept ? "names restored" : "names lost";
  rows.times(`runaway code: from deadline to the next code's output (ours: ${fate}), ms`, "kill", [
    budget("100 ms, restored", kept && rows.median("kill", "ours") <= 100),
  ]);
  return rows.table;
}

/// The table of what is loaded.
export function loads(groups) {
  const kilobytes = (bytes) => (bytes / KB).toFixed(1);
  const lines = ["| file | raw KB | gzip KB | brotli KB | budget | |", "|---|--:|--:|--:|---|---|"];
  for (const group of groups) {
    for (const { name, raw, gzip, brotli } of group.files) {
      lines.push(`| ${name} | ${[raw, gzip, brotli].map(kilobytes).join(" | ")} | | |`);
    }
    const [raw, gzip, brotli] = ["raw", "gzip", "brotli"].map((form) => total(group, form));
    const limit = BUDGETS[group.group];
    const [words, met] = limit ? cells([budget(`${limit} KB brotli`, fits(group))]) : ["", ""];
    const sums = [raw, gzip, brotli].map((bytes) => `**${kilobytes(bytes)}**`).join(" | ");
    lines.push(`| **${group.group}** | ${sums} | ${words} | ${met} |`);
  }
  return lines.join("\n");
}

class Rows {
  lines = [
    "| | ours | official loader | Pyodide | official / ours | Pyodide / ours | budget | |",
    "|---|--:|--:|--:|--:|--:|---|---|",
  ];

  constructor(samples) {
    this.samples = samples;
  }

  get table() {
    return this.lines.join("\n");
  }

  median(row, engine) {
    return quantile(this.samples.get(row)[engine], 0.5);
  }

  ratio(row, over, under) {
    return this.median(row, over) / this.median(row, under);
  }

  /// Whether ours takes at most so many times as much in the one row as in the other; a browser that
  /// has neither misses nothing.
  alike(row, other, times) {
    if (!this.samples.has(row)) return true;
    return this.median(row, "ours") <= times * this.median(other, "ours");
  }

  /// Whether ours is at most so much, where it is measured.
  within(row, limit) {
    return !this.samples.has(row) || this.median(row, "ours") <= limit;
  }

  times(title, row, budgets = []) {
    // A browser that does not tell its memory has no such row.
    if (!this.samples.has(row)) return;
    // Not every engine can do everything.
    const samples = this.samples.get(row);
    const times = ENGINES.map((engine) => (samples[engine] ? spread(samples[engine]) : "–"));
    const ratios = ["official", "pyodide"].map((peer) =>
      samples[peer] ? short(this.ratio(row, peer, "ours")) : "–",
    );
    this.lines.push(`| ${[title, ...times, ...ratios, ...cells(budgets)].join(" | ")} |`);
  }

  means(title, programs) {
    const mean = (over) =>
      geometricMean(programs.map((name) => this.ratio(`suite ${name}`, over, "ours")));
    const [official, pyodide] = [mean("official"), mean("pyodide")];
    const budgets = [
      budget("2.5 times the official loader's speed", official >= 2.5),
      budget("1.5 times Pyodide's time", 1 / pyodide <= 1.5),
    ];
    const ours = `${short(1 / pyodide)} of Pyodide's time`;
    this.lines.push(`| ${[title, ours, "", "", short(official), short(pyodide), ...cells(budgets)].join(" | ")} |`);
  }
}

function budget(words, met) {
  return { words, met };
}

/// Budgets as two cells: the words, and whether each is met.
function cells(budgets) {
  return [
    budgets.map(({ words }) => words).join("; "),
    budgets.map(({ met }) => (met ? "met" : "**missed**")).join("; "),
  ];
}

function spread(values) {
  const [low, middle, high] = [0.25, 0.5, 0.75].map((share) => short(quantile(values, share)));
  return values.length > 1 ? `${middle} (${low}–${high})` : middle;
}

/// The value that this share of the values does not exceed, between two of them where it falls so.
export function quantile(values, share) {
  const sorted = [...values].sort((one, other) => one - other);
  const place = (sorted.length - 1) * share;
  const below = Math.floor(place);
  const above = Math.ceil(place);
  return sorted[below] + (sorted[above] - sorted[below]) * (place - below);
}

export function geometricMean(values) {
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
}

/// Three digits that count.
function short(value) {
  if (value >= 100) return Math.round(value).toLocaleString("en");
  return value.toFixed(value >= 10 ? 1 : 2);
}
