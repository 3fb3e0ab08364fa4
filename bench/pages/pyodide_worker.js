//! Pyodide from npm, its files beside the page.

import { loadPyodide } from "/pyodide/pyodide.mjs";
import { serve } from "./peer_worker.js";

serve(async ({ print, tools }) => {
  const python = await loadPyodide({ indexURL: "/pyodide/", stdout: print });
  for (const [name, tool] of Object.entries(tools)) python.globals.set(name, tool);
  return {
    run: (source, awaits) => (awaits ? python.runPythonAsync(source) : python.runPython(source)),
  };
});
