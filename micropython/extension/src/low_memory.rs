//! What lies below 64 KB: the part of the memory that was meant for the C stack, which is elsewhere
//! (`micropython/boot.mjs`). MicroPython has nothing there. `xtask` compiles this file too, and tells
//! the Python part ([`HOOKS`] and [`NATIVES`]).
//!
//! | from | to | what |
//! | --- | --- | --- |
//! | 0 | 1024 | nothing: what no address may be |
//! | [`HOOKS`] | [`TEXTS`] | the table of hooks (`hook.rs`), which Python fills |
//! | [`TEXTS`] | [`HINTS`] | CPython's words in the place of MicroPython's (`xtask`, `texts.rs`) |
//! | [`HINTS`] | [`FREED`] | hints of where there is room (`allocation.rs`) |
//! | [`FREED`] | [`TOUCHED`] | what was given back lately (`allocation.rs`) |
//! | [`TOUCHED`] | [`COLLECTED`] | up to where memory may hold something (`heap.rs`) |
//! | [`COLLECTED`] | [`NATIVES`] | what the last collection has left (`collection/due.rs`) |
//! | [`NATIVES`] | [`HASHES`] | names and numbers of built-in functions of ours (`xtask`, `slots.rs`) |
//! | [`HASHES`] | [`POSITIONS`] | hashes of interned strings that were asked for (`hash.rs`) |
//! | [`POSITIONS`] | [`CACHES_END`] | where keys were found in maps (`map.rs`) |
//! | [`STRING_COUNT`] | [`STRINGS`] | how many interned strings are in the index |
//! | [`STRINGS`] | 65536 | the index of interned strings (`interned.rs`) |

/// See above; words.
pub const HOOKS: usize = 1024;
/// See above; C strings.
pub const TEXTS: usize = 2048;
/// See above; all zero after a collection.
pub const HINTS: usize = 4096;
/// See above; all zero after a collection.
pub const FREED: usize = TOUCHED - 256;
/// See above; places.
pub const TOUCHED: usize = 6144;
/// See above; two words.
pub const COLLECTED: usize = NATIVES - 8;
/// See above; one text.
pub const NATIVES: usize = 8192;
/// See above; all zero while no Python is running.
pub const HASHES: usize = 16_384;
/// See above; all zero while no Python is running.
pub const POSITIONS: usize = HASHES + (8 << 10);
/// See above.
pub const CACHES_END: usize = POSITIONS + (1 << 10);
/// See above; a word.
pub const STRING_COUNT: usize = STRINGS - 4;
/// See above; words.
pub const STRINGS: usize = 32_768;
