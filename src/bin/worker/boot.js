// The page appends this to worker.js. The first message brings worker_bg.wasm and micropython.wasm
// as blobs, which are not copied from process to process, and the text of the first protocol
// message; all others are protocol messages.
self.onmessage = async ({ data: { wasm, micropython, message } }) => {
  const early = [];
  self.onmessage = ({ data }) => early.push(data);
  try {
    // The engine compiles both beside each other, as they are read.
    const headers = { "content-type": "application/wasm" };
    const response = (blob) => new Response(blob, { headers });
    const interpreter = WebAssembly.compileStreaming(response(micropython));
    // Whether it can be compiled is told by `start`.
    interpreter.catch(() => {});
    await wasm_bindgen({ module_or_path: response(wasm) });
    const receive = await wasm_bindgen.start(interpreter, message);
    early.forEach(receive);
    self.onmessage = ({ data }) => receive(data);
  } catch (error) {
    // Out of the promise, so that the frame hears of it.
    setTimeout(() => { throw error; });
  }
};
