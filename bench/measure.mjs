//! The measurements. Each takes its turn with every engine before it is repeated, so that a busy
//! machine slows all of them alike.

import { readdir, readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { ENGINES, firstOutput, memory, openPage, run, withBrowser } from "./browsers.mjs";

const STEPS = 1000;
const CALLS = 200;
const DEADLINE_MS = 300;
const WARM_STARTS = 5;
/// A second at rest: what an engine does beforehand for the next start is done by then.
const REST_MS = 1000;

/// What an agent's ordinary step looks like to the sandbox.
const STEP = `import json
rows = [{"n": n, "square": n * n} for n in range(200)]
print(len(json.dumps(rows)))`;

/// How often a typical step is compiled for one time of it.
const COMPILATIONS = 100;

/// What an agent's ordinary session holds.
const SESSION = `import json, re
kept = 'kept'
rows = [{"id": n, "name": "row %d" % n} for n in range(1000)]
def total(): return sum(row["id"] for row in rows)
print(total())`;

/// A call of a tool that answers at once, and twenty beside one another that take 20 ms each. In
/// ours a call looks like any other; both peers need \`await\`.
const TOOL_CODE = {
  ours: {
    one: `for n in range(${CALLS}):\n    assert echo(n) == n`,
    many: "print(sum(gather(*[wait.start(n) for n in range(20)])))",
  },
  peer: {
    one: `for n in range(${CALLS}):\n    assert await echo(n) == n`,
    many: `import asyncio
async def one(n):
    return await wait(n)
print(sum(await asyncio.gather(*[one(n) for n in range(20)])))`,
  },
};

/// Times by row and engine: `add("row", "ours", 12.5)`.
export class Samples {
  rows = new Map();

  add(row, engine, value) {
    if (!this.rows.has(row)) this.rows.set(row, {});
    (this.rows.get(row)[engine] ??= []).push(value);
  }
}

/// A fresh browser for each engine and repetition: the page from nothing to the first output, then
/// the engine started again with everything cached, five times at once and five times after a rest.
export async function starts(browser, address, samples, repetitions) {
  for (let repetition = 0; repetition < repetitions; repetition += 1) {
    for (const engine of ENGINES) {
      await withBrowser(browser, async (fresh) => {
        const page = await openPage(fresh, address, engine);
        samples.add("cold", engine, (await firstOutput(page)).sinceOpened);
        for (let again = 0; again < WARM_STARTS; again += 1) {
          samples.add("warm at once", engine, (await firstOutput(page)).ms);
        }
        for (let again = 0; again < WARM_STARTS; again += 1) {
          await sleep(REST_MS);
          samples.add("warm", engine, (await firstOutput(page)).ms);
        }
      });
    }
  }
}

/// The programs of suite/, all in one session of each engine. The first round counts for nothing
/// but that all engines print the same.
export async function suite(browser, address, samples, repetitions) {
  const programs = await suitePrograms();
  await withEngines(browser, address, async (pages) => {
    for (let repetition = 0; repetition <= repetitions; repetition += 1) {
      for (const { name, source } of programs) {
        const printed = {};
        for (const engine of ENGINES) {
          const { stdout, ms } = await run(await front(pages[engine]), source);
          printed[engine] = stdout;
          if (repetition > 0) samples.add(`suite ${name}`, engine, ms);
        }
        mustAgree(name, printed);
      }
    }
  });
  return programs;
}

/// The programs: `[{ name, title, source }]`. The title is the first line's comment.
async function suitePrograms() {
  const folder = new URL("suite/", import.meta.url);
  const names = (await readdir(folder)).filter((name) => name.endsWith(".py")).sort();
  return Promise.all(
    names.map(async (file) => {
      const source = await readFile(new URL(file, folder), "utf8");
      const title = source.split("\n")[0].replace(/^# /, "").replace(/\.$/, "");
      return { name: file.replace(".py", ""), title, source };
    }),
  );
}

function mustAgree(name, printed) {
  if (new Set(Object.values(printed)).size > 1 || !printed.pyodide) {
    throw new Error(`suite/${name}.py: the engines do not agree: ${JSON.stringify(printed)}`);
  }
}

/// Compiles a step of 1 KB as models write them, without running it: in ours it is lowered first. The
/// official loader has no `compile`, and no lowering.
export async function compilation(browser, address, samples, repetitions) {
  const step = await readFile(new URL("typical_step.py", import.meta.url), "utf8");
  const source = `step = ${JSON.stringify(step)}
for n in range(${COMPILATIONS}):
    compile(step, "<step>", "exec")`;
  await withEngines(browser, address, async (pages) => {
    for (let repetition = 0; repetition <= repetitions; repetition += 1) {
      for (const engine of ["ours", "pyodide"]) {
        const { ms } = await run(await front(pages[engine]), source);
        if (repetition > 0) samples.add("compile", engine, (ms * 1000) / COMPILATIONS);
      }
    }
  });
}

/// Calls of a tool in the page.
export async function toolCalls(browser, address, samples, repetitions) {
  await withEngines(browser, address, async (pages) => {
    for (let repetition = 0; repetition <= repetitions; repetition += 1) {
      for (const engine of ENGINES) {
        const { one, many } = TOOL_CODE[engine === "ours" ? "ours" : "peer"];
        const calls = await run(await front(pages[engine]), one, true);
        const beside = await run(pages[engine], many, true);
        if (beside.stdout !== "190\n") throw new Error(`${engine}: 20 calls gave ${beside.stdout}`);
        if (repetition === 0) continue;
        samples.add("tool call", engine, calls.ms / CALLS);
        samples.add("20 tool calls", engine, beside.ms);
      }
    }
  });
}

/// Code that runs away, up to the next code's output. Resolves to whether ours kept its names.
export async function kills(browser, address, samples, repetitions) {
  let kept = true;
  await withEngines(browser, address, async (pages) => {
    for (let repetition = 0; repetition <= repetitions; repetition += 1) {
      for (const engine of ENGINES) {
        const page = await front(pages[engine]);
        const killed = await page.evaluate((deadline) => bench.killed(deadline), DEADLINE_MS);
        if (repetition > 0) samples.add("kill", engine, killed.ms);
        if (engine === "ours") kept &&= killed.kept;
      }
    }
  });
  return kept;
}

/// An ordinary session handed out and taken up again; the peers cannot.
export async function snapshots(browser, address, samples, repetitions) {
  await withBrowser(browser, async (fresh) => {
    const page = await openPage(fresh, address, "ours");
    await firstOutput(page);
    await run(page, SESSION);
    for (let repetition = 0; repetition <= repetitions; repetition += 1) {
      const { snapshot, restore, bytes } = await page.evaluate(() => bench.carried());
      if (repetition === 0) continue;
      samples.add("snapshot", "ours", snapshot);
      samples.add("restore", "ours", restore);
      samples.add("snapshot size", "ours", bytes / 1000);
    }
  });
}

/// A browser for each engine alone: a thousand ordinary steps, and the memory they took at most,
/// looked at ten times.
export async function manySteps(browser, address, samples) {
  for (const engine of ENGINES) {
    await withBrowser(browser, async (fresh) => {
      const page = await openPage(fresh, address, engine);
      await firstOutput(page);
      let peak = null;
      for (let batch = 0; batch < 10; batch += 1) {
        for (const ms of await stepTimes(page, STEPS / 10)) samples.add("step", engine, ms);
        const held = await memory(fresh, browser);
        if (held !== null) peak = Math.max(peak, held);
      }
      if (peak !== null) samples.add("memory", engine, peak / 2 ** 20);
    });
  }
}

/// Runs the ordinary step so many times, without leaving the page.
function stepTimes(page, steps) {
  return page.evaluate(
    async (source, steps) => {
      const times = [];
      for (let step = 0; step < steps; step += 1) {
        const { error, ms } = await bench.run(source);
        if (error) throw new Error(error);
        times.push(ms);
      }
      return times;
    },
    STEP,
    steps,
  );
}

/// Has the page in front: browsers slow the timers of pages that nobody looks at.
async function front(page) {
  await page.bringToFront();
  return page;
}

/// One browser with a page of each engine, started and with its tools.
function withEngines(browser, address, work) {
  return withBrowser(browser, async (shared) => {
    const pages = {};
    for (const engine of ENGINES) {
      pages[engine] = await openPage(shared, address, engine);
      await firstOutput(pages[engine]);
      await pages[engine].evaluate(() => bench.exposeTools());
    }
    await work(pages);
  });
}
