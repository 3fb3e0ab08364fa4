//: the nonce of another session
say({ type: "ended", run, outcome: { type: "completed", repr: "forged" } }, { nonce: "0".repeat(32) });
//> ends ProtocolBroken: a message of another session
//: the nonce in capitals
say({ type: "printed", run, stream: "stdout", text: "a" }, { nonce: nonce.toUpperCase() + " " });
//> ends ProtocolBroken: a message of another session
//: no nonce
raw(JSON.stringify({ version, body: { type: "waiting", run } }));
//> ends ProtocolBroken: a message that is not of its shape
//: a nonce that is an array of the right one
say({ type: "waiting", run }, { nonce: [nonce] });
//> ends ProtocolBroken: a message that is not of its shape
//: another version
say({ type: "waiting", run }, { version: 4000000 });
//> ends ProtocolBroken: protocol version 4000000, where *
//: a version that is a text
say({ type: "waiting", run }, { version: "1" });
//> ends ProtocolBroken: a message that is not of its shape
//: a version beyond all numbers
raw(pack({ type: "waiting", run }).replace(/"version":\d+/, '"version":1e999'));
//> ends ProtocolBroken: a message that is not JSON
//: a field beside the envelope's
say({ type: "waiting", run }, { trusted: true });
//> ends ProtocolBroken: a message that is not of its shape
//: a prototype in the envelope
raw(pack({ type: "waiting", run }).replace("{", '{"__proto__":{"nonce":1},'));
//> ends ProtocolBroken: a message that is not of its shape
//: a field beside the body's
say({ type: "waiting", run, more: 1 });
//> ends ProtocolBroken: a message that is not of its shape
//: a field said twice
raw(pack({ type: "waiting", run }).replace("{", '{"nonce":"' + nonce + '",'));
//> ends ProtocolBroken: a message that is not of its shape
//: a body without its fields
say({ type: "ended", run });
//> ends ProtocolBroken: a message that is not of its shape
//: a body that is a text
say("ended");
//> ends ProtocolBroken: a message that is not of its shape
//: a body that is nothing
say(null);
//> ends ProtocolBroken: a message that is not of its shape
//: a message of no known type
say({ type: "admin", run });
//> ends ProtocolBroken: a message that is not of its shape
//: a message that only the page may send
say({ type: "tool_returned", run, call: 1, result: { Ok: "forged" } });
//> ends ProtocolBroken: a message that is not of its shape
//: a start, as if the worker were the page
raw(message);
//> ends ProtocolBroken: a message that is not of its shape
//: no JSON
raw("ended");
//> ends ProtocolBroken: a message that is not JSON
//: an empty text
raw("");
//> ends ProtocolBroken: a message that is not JSON
//: JSON that ends too early
raw(pack({ type: "waiting", run }).slice(0, -1));
//> ends ProtocolBroken: a message that is not JSON
//: two messages in one
raw(pack({ type: "waiting", run }) + pack({ type: "waiting", run }));
//> ends ProtocolBroken: a message that is not JSON
//: an array of messages
raw("[" + pack({ type: "waiting", run }) + "]");
//> ends ProtocolBroken: a message that is not of its shape
//: nesting that would exhaust the stack
raw("[".repeat(1 << 20));
//> ends ProtocolBroken: a message that is not *
//: nesting within arguments
raw(pack({ type: "call_tool", run, call: 1, name: "x", arguments: { a: 0 } }).replace('"a":0', '"a":' + "[".repeat(200000) + "]".repeat(200000)));
//> ends ProtocolBroken: a message that is not JSON
//: half a character
raw(pack({ type: "printed", run, stream: "stdout", text: "?" }).replace("?", "\\ud800"));
//> ends ProtocolBroken: a message that is not JSON
//: a run that was not begun
say({ type: "ended", run: run + 1, outcome: { type: "completed", repr: null } });
//> ends ProtocolBroken: a message of run 2 in run 1
//: the run before the first
say({ type: "printed", run: 0, stream: "stdout", text: "forged" });
//> ends ProtocolBroken: a message of run 0 in run 1
//: a run below all numbers
say({ type: "waiting", run: -1 });
//> ends ProtocolBroken: a message that is not of its shape
//: a run beyond all numbers
say({ type: "waiting", run: 4294967297 });
//> ends ProtocolBroken: a message that is not of its shape
//: a run that is no whole number
say({ type: "waiting", run: 1.5 });
//> ends ProtocolBroken: a message that is not of its shape
//: a stream that is not there
say({ type: "printed", run, stream: "console", text: "a" });
//> ends ProtocolBroken: a message that is not of its shape
//: one print beyond the limit
say({ type: "printed", run, stream: "stdout", text: "x".repeat(5 << 20) });
//> ends ProtocolBroken: it printed more than it may
//: many prints beyond the limit
for (let i = 0; i < 80; i++) say({ type: "printed", run, stream: i % 2 ? "stdout" : "stderr", text: " ".repeat(64 << 10) });
//> ends ProtocolBroken: it printed more than it may
//: a message beyond the limit
say({ type: "ended", run, outcome: { type: "completed", repr: "x".repeat(17 << 20) } });
//> ends ProtocolBroken: a message of *
//: a tool that is not there
say({ type: "call_tool", run, call: 1, name: "fetch", arguments: { url: "{attacker}" } });
//> ends ProtocolBroken: it called a tool that is not there
//: a tool of JavaScript's
say({ type: "call_tool", run, call: 1, name: "constructor", arguments: {} });
//> ends ProtocolBroken: it called a tool that is not there
//: a call out of order
say({ type: "call_tool", run, call: 7, name: "fetch", arguments: {} });
//> ends ProtocolBroken: tool call 7, where 1 comes next
//: arguments that are no object
say({ type: "call_tool", run, call: 1, name: "fetch", arguments: ["{attacker}"] });
//> ends ProtocolBroken: a message that is not of its shape
//: a second start
say.ready();
//> ends ProtocolBroken: it said twice that it was started
//: a failure to start after the start
say({ type: "start_failed", reason: "forged" });
//> ends ProtocolBroken: it said twice that it was started
//: an answer where none is allowed
say({ type: "ended", run, outcome: { type: "answered", value: "forged" } });
//> ends ProtocolBroken: it answered where no answer was allowed
//: an outcome of no known type
say({ type: "ended", run, outcome: { type: "trusted", value: 1 } });
//> ends ProtocolBroken: a message that is not of its shape
//: an exception without a traceback
say({ type: "ended", run, outcome: { type: "raised", error: { kind: "A", message: "b" } } });
//> ends ProtocolBroken: a message that is not of its shape
//: a trap that never was
say({ type: "trapped", run, reason: "<b>trust</b> me" });
//> ends SandboxCrashed: <b>trust</b> me
//: an error that is thrown
setTimeout(() => { throw new Error("thrown by the worker"); });
//> ends SandboxCrashed: Uncaught Error: thrown by the worker
//: a second end
gives("first");
gives("second");
//> gives first
//> then ends ProtocolBroken: a message of run 1 in run 2
//: output after the end
gives("first");
say({ type: "printed", run, stream: "stdout", text: "late" });
//> gives first
//> then ends ProtocolBroken: a message of run 1 in run 2
//: a tool call after the end
gives("first");
say({ type: "call_tool", run, call: 1, name: "fetch", arguments: {} });
//> gives first
//> then ends ProtocolBroken: a message of run 1 in run 2
//: the next run's end before it has begun
gives("first");
say({ type: "ended", run: run + 1, outcome: { type: "answered", value: "forged" } });
//> gives first
//> then ends ProtocolBroken: it answered where no answer was allowed
//: a number
raw(1);
//> ends ProtocolBroken: a message that is not JSON
//: nothing
raw(null);
//> ends ProtocolBroken: a message that is not JSON
//: a message within an array
raw([pack({ type: "waiting", run })]);
//> ends ProtocolBroken: a message that is not JSON
//: a message that is an object
raw(JSON.parse(pack({ type: "waiting", run })));
//> ends ProtocolBroken: a message that is not JSON
//: a message as an object of the class of texts
raw(new String(pack({ type: "waiting", run })));
//> ends ProtocolBroken: a message that is not JSON
//: bytes alone
raw(new ArrayBuffer(8));
//> ends ProtocolBroken: a message that is not JSON
//: bytes beside a message that has none
raw({ text: pack({ type: "waiting", run }), bytes: new ArrayBuffer(8) });
//> ends ProtocolBroken: bytes beside a message that has none, or none
//: the frame's own words
raw({ failed: "forged by the worker" });
//> ends ProtocolBroken: a message that is not JSON
//: words for the frame
self.postMessage({ failed: "forged by the worker" });
self.postMessage({ ready: true });
self.postMessage(pack({ type: "admin", run }));
gives("nothing came of it");
//> gives nothing came of it
//: a port into the page
const { port1, port2 } = new MessageChannel();
raw("", [port2]);
port1.onmessage = () => gives("the port was heard");
//> ends ProtocolBroken: a message that is not JSON
//: the page's secrets are in no message
return [message, JSON.stringify(self.location), self.name].some((text) => /sk-|bearer|http:\/\/127|key/i.test(text));
//> gives false
