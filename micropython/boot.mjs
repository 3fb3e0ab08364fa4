// Boots MicroPython once, when the site is built, and writes down the state it is in then: the
// worker starts from there. `cargo xtask assets` runs this (xtask/src/interpreter/image.rs).
//
//     node boot.mjs <interpreter.wasm> <image> <Python file>...
//
// The interpreter's mutable globals are exported as "global 0" and so on; its memory is no larger
// than its data. <image> gets the bytes
// of the memory; stdout gets lines of a name, a tab and a number: the globals, and the addresses
// that the worker needs. Nothing of this machine, hour or chance may get into the image.

import { readFileSync, writeFileSync } from "node:fs";

// The first part of Python's heap, in bytes; it grows.
const HEAP = 1 << 20;
// Words of Python's own stack, where the frames' locals are.
const PYTHON_STACK = 1 << 16;
// Bytes of the C stack. The 64 KB that Emscripten sets up end plain recursion at 155 frames.
const STACK = 2 << 20;
// How much of it Python may use before it raises: such that the browser's own stack, which has to
// hold the same calls and cannot be caught, never overflows first.
const STACK_LIMIT = 224 << 10;
// What `mp_js_init` sets instead, whatever the stack's size.
const STOCK_STACK_LIMIT = 32 << 10;
// What Emscripten gives the module to begin with.
const STOCK_MEMORY = 16 << 20;
// The interpreter's state lies in the memory's first part.
const STATE = 1 << 20;
// The host object and its one method, as the worker's imports.rs knows them.
const HOST_OBJECT = 2;
const HOST_CALL = 3;
// Python that runs one step.
const JOB = "_run()";
// Every step says itself whether a collection is due, not the port after each 16 KB.
const COLLECTOR = "gc.collect(); gc.threshold(-1)";

const VALUE_BYTES = 12;
const OBJECT = 7;
const EXCEPTION = -1;
const EPERM = 63;
const PAGE = 64 << 10;
const LONGJMP = Symbol("longjmp");

const [wasmFile, imageFile, ...pythonFiles] = process.argv.slice(2);
const module = new WebAssembly.Module(readFileSync(wasmFile));
const heapStart = findHeapStart();
const { exports } = new WebAssembly.Instance(module, imports());

// Views die when the memory grows.
const bytes = () => new Uint8Array(exports.memory.buffer);
const words = () => new Uint32Array(exports.memory.buffer);

boot();
writeFileSync(imageFile, bytes());

// Where C's heap begins: behind all that the module has reserved for itself.
function findHeapStart() {
  const { exports } = new WebAssembly.Instance(module, imports());
  exports.memory.grow(STOCK_MEMORY / PAGE);
  exports.emscripten_stack_init();
  exports.__wasm_call_ctors();
  return exports.malloc(1);
}

function boot() {
  // No more than is needed: the worker looks through all of it for each snapshot.
  grow(heapStart);
  exports.emscripten_stack_init();
  exports.__wasm_call_ctors();
  const top = (exports.malloc(STACK) + STACK) & ~15;
  exports._emscripten_stack_restore(top);
  exports.mp_js_init(PYTHON_STACK, HEAP);
  raiseStackLimit(top);
  exports.proxy_c_init();

  const value = exports.malloc(VALUE_BYTES);
  setObject(value, HOST_OBJECT);
  exports.mp_js_register_js_module(place(Buffer.from("_host\0")), value);
  for (const file of pythonFiles) execute(file, readFileSync(file), value);
  execute("the collector", Buffer.from(COLLECTOR), value);
  const job = place(Buffer.from(JOB));
  // Entering Python for nothing collects what the files have left behind.
  exports.mp_js_do_exec(job, 0, value);
  exports.clean();

  const told = { value, job, job_length: JOB.length };
  for (let index = 0; `global ${index}` in exports; index += 1) {
    told[`global ${index}`] = exports[`global ${index}`].value;
  }
  for (const [name, number] of Object.entries(told)) console.log(`${name}\t${number}`);
}

// Lets Python use more of the C stack. The place is in the interpreter's state: the stack's top as
// `mp_js_init` met it, and behind it the limit.
function raiseStackLimit(top) {
  const state = words().subarray(0, STATE / 4);
  const isPlace = (word, index) =>
    word === STOCK_STACK_LIMIT && state[index - 1] <= top && state[index - 1] >= top - 1024;
  const places = [...state.keys()].filter((index) => isPlace(state[index], index));
  if (places.length !== 1) throw new Error(`the stack limit was found ${places.length} times`);
  words()[places[0]] = STACK_LIMIT;
}

function execute(file, source, value) {
  const address = place(source);
  exports.mp_js_do_exec(address, source.length, value);
  // What is zero is not shipped.
  bytes().fill(0, address, address + source.length);
  exports.free(address);
  const [kind, length, text] = words().subarray(value / 4, value / 4 + 3);
  if ((kind | 0) === EXCEPTION) {
    throw new Error(`${file} failed: ${Buffer.from(bytes().subarray(text, text + length))}`);
  }
}

function grow(size) {
  exports.memory.grow(Math.ceil((size - exports.memory.buffer.byteLength) / PAGE));
}

// Copies bytes to a place of their own.
function place(content) {
  const address = exports.malloc(content.length);
  bytes().set(content, address);
  return address;
}

function setObject(value, id) {
  words().set([OBJECT, id, 0], value / 4);
}

// Everything that is imported. What would bring something from outside into the image refuses.
function imports() {
  const known = {
    _emscripten_throw_longjmp() {
      throw LONGJMP;
    },
    emscripten_resize_heap(size) {
      grow(size);
      return 1;
    },
    // Only what `import random` seeds itself with: the first step seeds it anew (start.py).
    mp_js_random_u32: () => 0,
    lookup_attr(object, name, value) {
      const isCall = Buffer.from(bytes().subarray(name, name + 5)).equals(Buffer.from("call\0"));
      if (object !== HOST_OBJECT || !isCall) return 0;
      setObject(value, HOST_CALL);
      return 2;
    },
    fd_write(_file, parts, count, written) {
      let total = 0;
      for (let part = parts / 4; part < parts / 4 + 2 * count; part += 2) {
        const [address, length] = words().subarray(part, part + 2);
        process.stderr.write(bytes().slice(address, address + length));
        total += length;
      }
      words()[written / 4] = total;
      return 0;
    },
  };
  const object = {};
  for (const { module: group, name } of WebAssembly.Module.imports(module)) {
    object[group] ??= {};
    object[group][name] = known[name] ?? other(name);
  }
  return object;
}

function other(name) {
  if (name.startsWith("invoke_")) return invoke;
  // Where `import` looks for files before there are any.
  if (name.startsWith("__syscall_")) return () => -EPERM;
  return () => {
    throw new Error(`the Python part must not use ${name} before the first step: see start.py`);
  };
}

// Calls through the function table and tells the caller of a longjmp, as Emscripten's loader does.
function invoke(index, ...parameters) {
  const stack = exports.emscripten_stack_get_current();
  try {
    return exports.__indirect_function_table.get(index)(...parameters);
  } catch (error) {
    if (error !== LONGJMP) throw error;
    exports._emscripten_stack_restore(stack);
    exports.setThrew(1, 0);
    return 0;
  }
}
