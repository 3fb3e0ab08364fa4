// The page appends this to diagrams.js. Its first message brings diagrams_bg.wasm as a blob, each
// later one a source. The answers: true, when sources can be drawn, then an answer to each.
self.onmessage = async ({ data }) => {
  const headers = { "content-type": "application/wasm" };
  try {
    await wasm_bindgen({ module_or_path: new Response(data, { headers }) });
  } catch (error) {
    // Out of the promise, so that the page hears of it.
    setTimeout(() => { throw error; });
    return;
  }
  self.onmessage = ({ data }) => postMessage(wasm_bindgen.draw(data));
  postMessage(true);
};
