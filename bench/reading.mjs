//! A long conversation in our page: how long it takes to open, and what one more streamed token costs
//! at its beginning and at its end.

import { withBrowser } from "./browsers.mjs";

const STEPS = 1000;
const TOKENS = 200;
const FRAMES = 200;
const QUESTION = "Count the rows";

const CODE = `rows = [{"n": n, "square": n * n} for n in range(200)]
total = sum(row["square"] for row in rows)
print(f"{len(rows)} rows, {total} in all")`;

/// The events of a conversation with so many steps in one run, the last of them being written.
function events(steps) {
  const all = [{ type: "asked", question: QUESTION, at: 1 }];
  const step = (number) => ({ type: "step_started", number, at: number, source: "live" });
  for (let number = 1; number <= steps; number += 1) {
    all.push(
      step(number),
      { type: "replied", text: `I count them.\n\n\`\`\`python\n${CODE}\n\`\`\``, usage: null, duration_ms: 900 },
      { type: "code_started", code: CODE },
      { type: "step_ended", end: { type: "completed", repr: null }, stdout: "200 rows, 2646700 in all\n", stderr: "", observation: "Printed.", executing_ms: 3 },
    );
  }
  return [...all, step(steps + 1)];
}

/// Puts conversations into the site's database, each under its title.
function store(page, conversations) {
  return page.evaluate(async (conversations) => {
    const opened = indexedDB.open("micropython-agent", 1);
    const database = await new Promise((resolve, reject) => {
      opened.onsuccess = () => resolve(opened.result);
      opened.onerror = () => reject(opened.error);
    });
    const transaction = database.transaction("records", "readwrite");
    const records = transaction.objectStore("records");
    const put = (key, content) => records.put(JSON.stringify({ version: 1, content }), key);
    for (const { id, title, events } of conversations) {
      put(`summary/${id}`, { id, title, created: 1, updated: 1 });
      events.forEach((event, place) => put(`event/${id}/${String(place).padStart(12, "0")}`, event));
    }
    await new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onerror = () => reject(transaction.error);
    });
    database.close();
  }, conversations);
}

/// Clicks the conversation of this title and waits for the frame that shows its last step.
function open(page, title) {
  return page.evaluate(async (title) => {
    const entries = [...document.querySelectorAll("[data-testid=conversation]")];
    const begin = performance.now();
    entries.find((entry) => entry.textContent.includes(title)).click();
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const state = () => document.querySelector("[data-testid=run-state]")?.textContent ?? "";
    const heading = () => document.querySelector(".top h1").textContent;
    while (!(heading() === title && state().includes("Interrupted"))) await frame();
    await frame();
    return performance.now() - begin;
  }, title);
}

/// Has another tab stream tokens into the conversation, one a frame. The milliseconds of the page's
/// main thread that each took.
async function stream(page, id) {
  const before = await page.metrics();
  await page.evaluate(async (id, tokens) => {
    const channel = new BroadcastChannel("micropython-agent");
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    for (let token = 0; token < tokens; token += 1) {
      const news = { Event: JSON.stringify({ type: "reply_delta", text: "token " }) };
      channel.postMessage(JSON.stringify({ conversation: id, news }));
      await frame();
    }
    channel.close();
  }, id, TOKENS);
  const after = await page.metrics();
  return (1000 * (after.TaskDuration - before.TaskDuration)) / TOKENS;
}

/// Has all steps shown, and scrolls through them from the last to the first. The milliseconds of the page's
/// main thread that each frame took.
async function scroll(page) {
  await page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    for (;;) {
      const earlier = document.querySelector("[data-testid=earlier-steps]");
      if (earlier === null) return;
      earlier.click();
      await frame();
    }
  });
  const before = await page.metrics();
  await page.evaluate(async (frames) => {
    const column = document.querySelector(".scroll");
    const part = column.scrollHeight / frames;
    for (let count = 0; count < frames; count += 1) {
      column.scrollBy(0, -part);
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
  }, FRAMES);
  const after = await page.metrics();
  return (1000 * (after.TaskDuration - before.TaskDuration)) / FRAMES;
}

/// Adds the rows `open 1,000 steps`, `scroll`, `token at the start` and `token at the end`, of ours alone.
export async function reading(browser, address, samples, repetitions) {
  // Firefox does not tell what its main thread has done.
  const tells = browser.kind === "chrome";
  const [short, long] = [
    { id: "0000000000001-0", title: "short", events: events(1) },
    { id: "0000000000002-0", title: "long", events: events(STEPS) },
  ];
  await withBrowser(browser, async (fresh) => {
    const page = await fresh.newPage();
    await page.goto(`${address}/ours/index.html`);
    await page.waitForSelector("[data-testid=composer]");
    await store(page, [short, long]);
    for (let repetition = 0; repetition <= repetitions; repetition += 1) {
      // What was opened stays at hand: a page that is new reads it again.
      await page.goto("about:blank");
      await page.goto(`${address}/ours/index.html`);
      await page.waitForSelector("[data-testid=conversation]");
      await open(page, "short");
      const start = tells ? await stream(page, short.id) : null;
      const opened = await open(page, "long");
      const end = tells ? await stream(page, long.id) : null;
      const scrolled = tells ? await scroll(page) : null;
      if (repetition === 0) continue;
      samples.add("open 1,000 steps", "ours", opened);
      if (!tells) continue;
      samples.add("token at the start", "ours", start);
      samples.add("token at the end", "ours", end);
      samples.add("scroll", "ours", scrolled);
    }
  });
}
