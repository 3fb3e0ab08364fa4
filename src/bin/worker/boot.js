// The page appends this to worker.js. The first message brings the bytes of worker_bg.wasm and of
// micropython.wasm, and the text of the first protocol message; all others are protocol messages.
self.onmessage = async ({ data: { wasm, micropython, message } }) => {
  const early = [];
  self.onmessage = ({ data }) => early.push(data);
  try {
    await wasm_bindgen({ module_or_path: wasm });
    const receive = await wasm_bindgen.start(micropython, message);
    early.forEach(receive);
    self.onmessage = ({ data }) => receive(data);
  } catch (error) {
    // Out of the promise, so that the frame hears of it.
    setTimeout(() => { throw error; });
  }
};
