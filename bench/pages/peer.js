//! The page of a peer: `bench`, as ours.js gives it, around a worker that loads the engine named in
//! the address, the way its own documentation says.

const engine = new URLSearchParams(location.search).get("engine");

const tools = {
  echo: (x) => x,
  wait: (x) => new Promise((resolve) => setTimeout(resolve, 20, x)),
};

window.bench = {
  worker: null,
  ended: null,

  /// Ends the worker there is, and starts another.
  async start() {
    this.worker?.terminate();
    this.worker = new Worker(`${engine}_worker.js`, { type: "module" });
    this.worker.onerror = ({ message }) => this.ended?.reject(new Error(message));
    this.worker.onmessage = async ({ data }) => {
      if (data.tool) this.worker.postMessage({ id: data.id, result: await tools[data.tool](data.x) });
      else this.ended.resolve(data);
    };
  },

  /// Runs code: `{ stdout, error, ms }`. Code with `await` in it says so.
  async run(source, awaits = false) {
    const begin = performance.now();
    this.ended = Promise.withResolvers();
    this.worker.postMessage({ source, awaits });
    const { stdout, error } = await this.ended.promise;
    return { stdout, error, ms: performance.now() - begin };
  },

  /// The tools are there from the start.
  async exposeTools() {},

  /// What an app does at the deadline: end the worker and start another. Its names are gone.
  async killed() {
    const begin = performance.now();
    await this.start();
    await this.run("print('usable')");
    return { ms: performance.now() - begin, kept: false };
  },
};
