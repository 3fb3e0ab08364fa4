// The page appends this to worker.js. The frame's one message brings worker_bg.wasm and
// micropython.wasm as blobs, which are not copied from process to process, and the port through
// which the page speaks.
self.onmessage = async ({ data: { wasm, micropython, port } }) => {
  try {
    // The engine compiles both beside each other, as they are read.
    const headers = { "content-type": "application/wasm" };
    const response = (blob) => new Response(blob, { headers });
    const interpreter = WebAssembly.compileStreaming(response(micropython));
    // Whether it can be compiled is told by `start`.
    interpreter.catch(() => {});
    await wasm_bindgen({ module_or_path: response(wasm) });
    await wasm_bindgen.start(interpreter, port);
  } catch (error) {
    // Out of the promise, so that the frame hears of it.
    setTimeout(() => { throw error; });
  }
};
