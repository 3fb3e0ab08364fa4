//! Browsers, each started with a fresh profile, and pages of the three engines in them.

import { readFile } from "node:fs/promises";
import puppeteer from "puppeteer-core";

export const ENGINES = ["ours", "official", "pyodide"];

const CHROMIUM_OPTIONS = ["--disable-background-networking", "--disable-dev-shm-usage", "--disable-gpu"];

const ours = await readFile(new URL("pages/ours.js", import.meta.url), "utf8");

/// Starts a browser (`{ kind: "chrome" | "firefox", path }`), lets `work` use it and ends it.
export async function withBrowser({ kind, path }, work) {
  const browser = await puppeteer.launch({
    browser: kind,
    executablePath: path,
    headless: true,
    // Root, as in containers, has no other way; the pages are our own.
    args: kind === "chrome" ? [...CHROMIUM_OPTIONS, "--no-sandbox"] : [],
    protocolTimeout: 300_000,
  });
  try {
    return await work(browser);
  } finally {
    await browser.close();
  }
}

/// Opens the page of an engine. It is up when this resolves; its sandbox is not started yet.
export async function openPage(browser, address, engine) {
  const page = await browser.newPage();
  const failed = new Promise((_, reject) => page.on("pageerror", reject));
  // A failure after the page is up shows in what it answers.
  failed.catch(() => {});
  if (engine === "ours") {
    await page.evaluateOnNewDocument(ours);
    await page.goto(`${address}/ours/index.html`);
    await Promise.race([failed, page.evaluate(() => bench.started.promise)]);
  } else {
    await page.goto(`${address}/bench/peer.html?engine=${engine}`);
  }
  return page;
}

/// Starts the engine in its page anew, up to the first output. Resolves to `{ ms, sinceOpened }`:
/// from the start of the engine, and from the page's navigation.
export function firstOutput(page) {
  return page.evaluate(async () => {
    const begin = performance.now();
    await bench.start();
    const { stdout, error } = await bench.run("print('hello')");
    if (stdout !== "hello\n") throw new Error(`no hello: ${stdout} ${error}`);
    return { ms: performance.now() - begin, sinceOpened: performance.now() };
  });
}

/// Runs code in the page: what it printed and the milliseconds it took.
export async function run(page, source, awaits = false) {
  const { stdout, error, ms } = await page.evaluate(
    (source, awaits) => bench.run(source, awaits),
    source,
    awaits,
  );
  if (error) throw new Error(error);
  return { stdout, ms };
}

/// The memory that the browser's renderers hold for themselves, what they share left out, in bytes;
/// `null` where this system or browser does not tell.
export async function memory(browser, { kind }) {
  if (process.platform !== "linux" || kind !== "chrome") return null;
  const session = await browser.target().createCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  const renderers = processInfo.filter(({ type }) => type === "renderer");
  const held = await Promise.all(
    renderers.map(async ({ id }) => {
      const status = await readFile(`/proc/${id}/status`, "utf8");
      return Number(status.match(/^RssAnon:\s*(\d+) kB$/m)[1]) * 1024;
    }),
  );
  return held.reduce((sum, bytes) => sum + bytes, 0);
}
