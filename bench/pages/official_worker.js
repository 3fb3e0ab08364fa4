//! The official MicroPython loader, with the wasm that ours is made of.

import { loadMicroPython } from "/official/micropython.mjs";
import { serve } from "./peer_worker.js";

serve(async ({ print, tools }) => {
  const python = await loadMicroPython({ url: "/official/micropython.wasm", stdout: print });
  for (const [name, tool] of Object.entries(tools)) python.globals.set(name, tool);
  return {
    run: (source, awaits) => (awaits ? python.runPythonAsync(source) : python.runPython(source)),
  };
});
