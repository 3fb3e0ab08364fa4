//! Which files a browser fetches to open the page: until the first screen can be used, and after it
//! without anybody doing anything.

import { withBrowser } from "./browsers.mjs";

/// How long the network is at rest when no more comes, in milliseconds.
const REST_MS = 1000;

/// Notes the time when the field for the question is there.
const NOTE = `
new MutationObserver((_, observer) => {
  if (!document.querySelector("[data-testid=composer]")) return;
  window.usableAt = performance.now();
  observer.disconnect();
}).observe(document, { childList: true, subtree: true });`;

/// The names of the files, by a fresh browser: `{ before, after }`. Each file counts as before of which a
/// byte had come when the first screen could be used, whether it is needed for it or only shares the line
/// with what is. Icon and manifest do, too: a browser with a window fetches them for its tab, one without
/// does not.
export async function opening(kind, address) {
  return withBrowser(kind, async (fresh) => {
    const page = await fresh.newPage();
    await page.evaluateOnNewDocument(NOTE);
    await page.goto(`${address}/ours/`);
    await page.waitForFunction("window.usableAt !== undefined");
    await page.waitForNetworkIdle({ idleTime: REST_MS });
    const { fetched, linked, usableAt } = await page.evaluate(() => ({
      fetched: performance.getEntriesByType("resource").map(({ name, responseStart }) => [name, responseStart]),
      linked: [...document.querySelectorAll("link[rel=icon], link[rel=manifest]")].map(({ href }) => href),
      usableAt: window.usableAt,
    }));
    // What cannot be typed into is no first screen. It comes last: more is fetched while one types.
    await page.type("[data-testid=composer]", "x");
    await page.waitForFunction("document.querySelector('[data-testid=composer]').value === 'x'");
    const names = (addresses) => [...new Set(addresses.map(fileName))].sort();
    const before = names([
      `${address}/ours/index.html`,
      ...linked,
      ...fetched.filter(([, at]) => at <= usableAt).map(([name]) => name),
    ]);
    const after = names(fetched.map(([name]) => name)).filter((name) => !before.includes(name));
    return { before, after };
  });
}

function fileName(address) {
  return new URL(address).pathname.split("/").pop();
}
