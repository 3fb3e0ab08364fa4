// Keeps this version of the site on the device, so that it opens without a network. A new version is
// fetched whole beside it and takes over when no tab shows the old one any more, or when the user
// says so. `cargo xtask seal` fills the names in after each build; of a debug build nothing is kept.
const VERSION = "{site-version}";
const FILES = {files};

// Several of these sites may share an origin. The version comes last, and holds no space.
const PREFIX = `micropython-agent ${registration.scope} `;
const CACHE = PREFIX + VERSION;

addEventListener("install", (event) => {
  // Past the browser's own cache, which may hold files of another version.
  const requests = FILES.map((file) => new Request(file, { cache: "reload" }));
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(requests)));
});

addEventListener("activate", (event) => {
  const deleted = caches.keys().then((names) => {
    const ours = names.filter((name) => name.startsWith(PREFIX) && name !== CACHE);
    // The newest of the others stays: tabs may still show that version, and fetch parts of it.
    return Promise.all(ours.slice(0, -1).map((name) => caches.delete(name)));
  });
  event.waitUntil(deleted);
});

addEventListener("message", (event) => {
  if (event.data === "take over") skipWaiting();
});

addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(registration.scope)) return;
  event.respondWith(answer(request));
});

async function answer(request) {
  const { pathname } = new URL(request.url);
  // The page is the same whatever is asked of it.
  const isPage = request.mode === "navigate" && pathname === new URL(registration.scope).pathname;
  const cache = await caches.open(CACHE);
  const kept = await cache.match(isPage ? "./" : request);
  // Of tabs that show another version, and of the host.
  return kept ?? (await caches.match(request)) ?? fetch(request);
}
