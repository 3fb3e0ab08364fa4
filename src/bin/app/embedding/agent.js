// The agent and its Python sandbox for pages of your own: see docs/embedding.md. `cargo xtask seal`
// fills the names in after each build.
import init, { Agent, PythonSandbox, Store, loadAgent } from "./{app}.js";

// Read by the code that is started next: it does not put the page on the screen, and finds the
// sandbox's files beside this one.
globalThis.micropythonAgent = {
  site: new URL(".", import.meta.url).href,
  version: "{assets-version}",
};
await init({ module_or_path: new URL("./{app}_bg.wasm", import.meta.url) });
await loadAgent();

export { Agent, PythonSandbox, Store };
