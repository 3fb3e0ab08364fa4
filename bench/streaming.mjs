//! A model that writes 1,000 tokens a second: how long the page's main thread is kept busy at once.

import { createServer } from "node:http";
import { withBrowser } from "./browsers.mjs";

const TOKENS_PER_SECOND = 1000;
const SECONDS = 5;
const EVERY_MS = 10;

/// What models write: a thought, a table, a list, and code that runs.
const TEXT = `I look at the **rows** first, then at [their sums](https://example.org), and at $a^2 + b^2$.

| name | square | kept |
|---|--:|---|
| one | 1 | yes |
| two | 4 | no |

1. Read \`rows\` and sort them.
2. Write the report.

`;

/// And of what code.
const CODE = `
rows = [{"name": "one", "value": 1}, {"name": "two", "value": 2}]  # as they came
total = sum(row["value"] for row in rows if row["value"] > 1)
`;

/// The pieces of a reply, each a token: text or code over and over, then the answer.
function tokens(isCode) {
  const pieces = (isCode ? CODE : TEXT).match(/\s*\S+|\s+$/g);
  const count = TOKENS_PER_SECOND * SECONDS;
  // What is written last is written to its end.
  const all = Array.from({ length: count - (count % pieces.length) }, (_, at) => pieces[at % pieces.length]);
  const open = "```python\n";
  const answer = "\nfinal_answer('written')\n```";
  return isCode ? [open, ...all, answer] : [...all, `\n\n${open}`, answer];
}

/// A server of OpenAI Chat Completions that writes so fast. Resolves to `{ address, close }`.
function provider(isCode) {
  const headers = {
    "access-control-allow-origin": "*",
    "access-control-allow-headers": "*",
    "content-type": "text/event-stream",
  };
  const server = createServer((request, response) => {
    response.writeHead(200, headers);
    if (request.method !== "POST") {
      response.end();
      return;
    }
    const rest = tokens(isCode);
    const say = (choice) => response.write(`data: ${JSON.stringify({ id: "1", choices: [choice] })}\n\n`);
    const timer = setInterval(() => {
      for (const content of rest.splice(0, (TOKENS_PER_SECOND * EVERY_MS) / 1000)) {
        say({ index: 0, delta: { content }, finish_reason: null });
      }
      if (rest.length > 0) return;
      clearInterval(timer);
      say({ index: 0, delta: {}, finish_reason: "stop" });
      response.end("data: [DONE]\n\n");
    }, EVERY_MS);
    response.on("close", () => clearInterval(timer));
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      resolve({ address: `http://127.0.0.1:${server.address().port}/v1`, close: () => server.close() });
    });
  });
}

/// Sets the page up for the provider.
async function connect(page, address) {
  await page.click("[data-testid=settings-open]");
  for (const [hook, text] of [["base-url", address], ["model", "bench"]]) {
    const field = await page.waitForSelector(`[data-testid=${hook}]`);
    await field.evaluate((element, text) => {
      element.value = text;
      element.dispatchEvent(new Event("input", { bubbles: true }));
    }, text);
  }
  await page.click("[data-testid=settings-save]");
  await page.waitForSelector("[data-testid=settings-save]", { hidden: true });
}

/// Asks, and waits for the answer. The milliseconds of each task of the page's main thread meanwhile.
async function tasks(page) {
  await page.tracing.start({ categories: ["toplevel"] });
  await page.type("[data-testid=composer]", "Write a report");
  await page.keyboard.press("Enter");
  await page.waitForSelector("[data-testid=answer]", { timeout: 60_000 });
  const trace = JSON.parse(new TextDecoder().decode(await page.tracing.stop()));
  const isMain = ({ name, args }) => name === "thread_name" && args.name === "CrRendererMain";
  const thread = ({ pid, tid }) => `${pid} ${tid}`;
  const mains = new Map(trace.traceEvents.filter(isMain).map((event) => [thread(event), []]));
  for (const event of trace.traceEvents) {
    const { name, dur } = event;
    if (name === "ThreadControllerImpl::RunTask" && dur) mains.get(thread(event))?.push(dur / 1000);
  }
  // Other processes of the browser have little to do.
  return [...mains.values()].sort((one, other) => other.length - one.length)[0];
}

/// Adds the rows `longest task` and `busy` (the share of the time that the main thread works), and the
/// same for code, of ours alone. Firefox has no such trace.
export async function streaming(browser, address, samples, repetitions) {
  if (browser.kind !== "chrome") return;
  for (const isCode of [false, true]) {
    const of = isCode ? " of code" : "";
    const model = await provider(isCode);
    for (let repetition = 0; repetition <= repetitions; repetition += 1) {
      await withBrowser(browser, async (fresh) => {
        const page = await fresh.newPage();
        await page.goto(`${address}/ours/index.html`);
        await page.waitForSelector("[data-testid=settings-open]");
        await connect(page, model.address);
        const times = await tasks(page);
        if (repetition === 0) return;
        samples.add(`longest task${of}`, "ours", Math.max(...times));
        samples.add(`busy${of}`, "ours", times.reduce((sum, time) => sum + time, 0) / (10 * SECONDS));
      });
    }
    model.close();
  }
}
