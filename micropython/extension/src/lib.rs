//! Functions of MicroPython, written anew: `cargo xtask` links them into `micropython.wasm` in the
//! place of the old ones, under their names. They do as CPython does: dictionaries keep the order of
//! insertion, sorting is stable, text is quoted as it is read, too deep a recursion is an error of
//! its own. And classes can be gone through, for enumerations. `heap` holds functions for the worker.
//!
//! The module that this becomes has no memory, no data and no stack of its own, and is refused
//! otherwise: no statics, no texts, no locals whose address is taken. A function of MicroPython
//! that is called may run Python code, which may change any object, and may raise, which leaves all
//! frames at once: objects are in order before each such call, and looked at afresh after it.
#![no_std]

mod allocation;
mod arithmetic;
mod buffer;
mod bytes;
mod calls;
mod class;
mod collection;
mod compiler;
mod dict;
mod equality;
mod exception;
mod float;
mod formats;
mod function;
mod hash;
mod heap;
#[allow(dead_code, reason = "the names are for xtask")]
mod hook;
mod hooks;
mod index;
mod instance;
mod interned;
mod iteration;
mod json;
mod kinds;
#[allow(dead_code, reason = "some are for xtask")]
mod low_memory;
mod map;
mod micropython;
mod natives;
mod order;
mod printing;
mod quote;
mod recursion;
mod refusing;
mod set;
mod sort;
mod state;

#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    core::arch::wasm32::unreachable()
}
