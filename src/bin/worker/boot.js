// The page appends this to worker.js. The first message brings the bytes of worker_bg.wasm and of
// micropython.wasm, and the text of the first protocol message; all others are protocol messages.
self.onmessage = async ({ data: { wasm, micropython, message } }) => {
  const early = [];
  self.onmessage = ({ data }) => early.push(data);
  try {
    // The engine compiles both beside each other.
    const interpreter = WebAssembly.compile(micropython);
    // Whether it can be compiled is told by `start`.
    interpreter.catch(() => {});
    await wasm_bindgen({ module_or_path: wasm });
    const receive = await wasm_bindgen.start(interpreter, message);
    early.forEach(receive);
    self.onmessage = ({ data }) => receive(data);
  } catch (error) {
    // Out of the promise, so that the frame hears of it.
    setTimeout(() => { throw error; });
  }
};
