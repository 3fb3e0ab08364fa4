//! The part of a peer's worker that both engines share: runs what the page sends, and asks the page
//! where Python calls a tool.

/// Serves the page with an engine: `load({ print, tools })` resolves to `{ run(source, awaits) }`.
export function serve(load) {
  const waiting = new Map();
  let calls = 0;
  let stdout = "";
  const ask = (tool) => (x) =>
    new Promise((resolve) => {
      calls += 1;
      waiting.set(calls, resolve);
      postMessage({ tool, id: calls, x });
    });
  const loading = load({
    print: (line) => (stdout += line + "\n"),
    tools: { echo: ask("echo"), wait: ask("wait") },
  });
  onmessage = async ({ data }) => {
    if (data.id) {
      waiting.get(data.id)(data.result);
      waiting.delete(data.id);
      return;
    }
    stdout = "";
    let error = null;
    try {
      await (await loading).run(data.source, data.awaits);
    } catch (thrown) {
      error = String(thrown);
    }
    postMessage({ stdout, error });
  };
}
