//! Runs in our page before its own scripts: `bench`, the same few functions that peer.js gives.

addEventListener("TrunkApplicationStarted", () => bench.started.resolve());

window.bench = {
  started: Promise.withResolvers(),
  sandbox: null,

  /// Ends the sandbox there is, and starts another.
  async start(options) {
    this.sandbox?.free();
    this.sandbox = await wasmBindings.PythonSandbox.create(options);
  },

  /// Runs code: `{ stdout, error, ms }`.
  async run(source) {
    const begin = performance.now();
    const { stdout, error } = await this.sandbox.runCode(source);
    return { stdout, error: error && `${error.type}: ${error.message}`, ms: performance.now() - begin };
  },

  /// Gives Python `echo(x)`, which answers at once, and `wait(x)`, which answers after 20 ms.
  async exposeTools() {
    const later = (x) => new Promise((resolve) => setTimeout(resolve, 20, x));
    await this.sandbox.exposeTool("echo", ["x"], ({ x }) => x);
    await this.sandbox.exposeTool("wait", ["x"], ({ x }) => later(x));
  },

  /// Hands the session out as a snapshot and takes it up again, in milliseconds and bytes. It holds
  /// `kept`, before and after.
  async carried() {
    const begin = performance.now();
    const snapshot = await this.sandbox.snapshot();
    const taken = performance.now();
    await this.sandbox.restore(snapshot);
    const restored = performance.now();
    if ((await this.run("print(kept)")).stdout !== "kept\n") throw new Error("the names are lost");
    return { snapshot: taken - begin, restore: restored - taken, bytes: snapshot.length };
  },

  /// Lets code run away; resolves to the milliseconds from its deadline to the next code's output,
  /// and whether that code still had its names.
  async killed(deadline) {
    await this.start({ executionMs: deadline });
    await this.run("kept = 'kept'");
    const begin = performance.now();
    const runaway = await this.run("while True: pass");
    if (!runaway.error?.startsWith("DeadlineExceeded")) throw new Error(`${runaway.error}`);
    const next = await this.run("print('usable')");
    const ms = performance.now() - begin - deadline;
    if (next.stdout !== "usable\n") throw new Error(`${next.error}`);
    return { ms, kept: (await this.run("print(kept)")).stdout === "kept\n" };
  },
};
