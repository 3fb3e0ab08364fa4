//! The interpreter's linear memory, and all that is read from it and written to it. Python can
//! write anything there, so every address, length and kind is checked.

use std::cell::{Cell, RefCell};

use js_sys::{Uint8Array, WebAssembly};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};

#[wasm_bindgen]
extern "C" {
    /// The same as `js_sys`'s, but with an error where that lets the exception pass.
    type Growable;
    #[wasm_bindgen(method, catch)]
    fn grow(this: &Growable, pages: u32) -> Result<u32, JsValue>;
}

const PAGE: u32 = 64 << 10;
/// Bytes of a value that Python and its host exchange: a kind and two words.
pub const VALUE: u32 = 12;

// Kinds of values, host to Python.
const NULL: i32 = 1;
const OBJECT: i32 = 7;
// Both ways: length and address follow.
const TEXT: i32 = 5;
// Python to host: as a text.
const EXCEPTION: i32 = -1;

/// Why the memory could not be read or written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MemoryError {
    /// Part of it is outside.
    #[error("{length} bytes at {address} are not in the interpreter's memory")]
    OutOfBounds {
        /// The first byte.
        address: u32,
        /// How many.
        length: u32,
    },
    /// A value of another kind was expected.
    #[error("a value of kind {0}")]
    Kind(i32),
    /// A text that is longer than it may be.
    #[error("a text of {0} bytes")]
    TooLong(u32),
}

/// The memory.
pub struct Memory {
    memory: WebAssembly::Memory,
    // A view dies when the memory grows, which it does through `grow` alone.
    bytes: RefCell<Uint8Array>,
    size: Cell<u32>,
}

impl Memory {
    /// Of an interpreter.
    pub fn new(memory: WebAssembly::Memory) -> Self {
        let bytes = Uint8Array::new(&memory.buffer());
        Self {
            size: Cell::new(bytes.length()),
            bytes: RefCell::new(bytes),
            memory,
        }
    }

    /// Its size in bytes.
    pub fn size(&self) -> u32 {
        self.size.get()
    }

    /// Copies bytes out, to the end of `to`.
    pub fn append_to(
        &self,
        to: &mut Vec<u8>,
        address: u32,
        length: u32,
    ) -> Result<(), MemoryError> {
        let part = self.part(address, length)?;
        let start = to.len();
        to.resize(start + length as usize, 0);
        part.copy_to(&mut to[start..]);
        Ok(())
    }

    /// Sets bytes to zero.
    pub fn clear(&self, address: u32, length: u32) -> Result<(), MemoryError> {
        self.part(address, length)?.fill(0, 0, length);
        Ok(())
    }

    /// Grows it to at least `size` bytes, unless the limit or the browser is against it.
    pub fn grow(&self, size: u32, limit: usize) -> bool {
        let more = size.saturating_sub(self.size.get()).div_ceil(PAGE);
        let memory: &Growable = self.memory.unchecked_ref();
        if size as usize > limit || memory.grow(more).is_err() {
            return false;
        }
        let bytes = Uint8Array::new(&self.memory.buffer());
        self.size.set(bytes.length());
        self.bytes.replace(bytes);
        true
    }

    /// A view of a part.
    fn part(&self, address: u32, length: u32) -> Result<Uint8Array, MemoryError> {
        let end = address
            .checked_add(length)
            .filter(|end| *end <= self.size.get())
            .ok_or(MemoryError::OutOfBounds { address, length })?;
        Ok(self.bytes.borrow().subarray(address, end))
    }

    /// Copies bytes out.
    pub fn read(&self, address: u32, length: u32) -> Result<Vec<u8>, MemoryError> {
        Ok(self.part(address, length)?.to_vec())
    }

    /// Copies bytes in.
    pub fn write(&self, address: u32, bytes: &[u8]) -> Result<(), MemoryError> {
        let length = u32::try_from(bytes.len()).map_err(|_| MemoryError::TooLong(u32::MAX))?;
        self.part(address, length)?.copy_from(bytes);
        Ok(())
    }

    fn array<const LENGTH: usize>(&self, address: u32) -> Result<[u8; LENGTH], MemoryError> {
        let mut bytes = [0; LENGTH];
        self.part(address, LENGTH as u32)?.copy_to(&mut bytes);
        Ok(bytes)
    }

    /// Two words that follow each other, little-endian as all words.
    pub fn words(&self, address: u32) -> Result<(u32, u32), MemoryError> {
        let [a, b, c, d, e, f, g, h] = self.array(address)?;
        Ok((
            u32::from_le_bytes([a, b, c, d]),
            u32::from_le_bytes([e, f, g, h]),
        ))
    }

    /// Writes a word.
    pub fn write_word(&self, address: u32, word: u32) -> Result<(), MemoryError> {
        self.write(address, &word.to_le_bytes())
    }

    /// Whether the C string at `address` is this one.
    pub fn is_c_string(&self, address: u32, text: &str) -> bool {
        let length = text.len() as u32;
        self.read(address, length + 1)
            .is_ok_and(|bytes| bytes.split_last() == Some((&0, text.as_bytes())))
    }

    /// Reads a value that is a text of at most `limit` bytes. What is not UTF-8 is marked.
    pub fn text(&self, value: u32, limit: usize) -> Result<String, MemoryError> {
        match self.value(value)? {
            (TEXT, length, address) => self.text_at(address, length, limit),
            (kind, ..) => Err(MemoryError::Kind(kind)),
        }
    }

    /// Reads the exception that a value is, and its address, if it is one.
    pub fn exception(
        &self,
        value: u32,
        limit: usize,
    ) -> Result<Option<(String, u32)>, MemoryError> {
        let (EXCEPTION, length, address) = self.value(value)? else {
            return Ok(None);
        };
        let text = self.text_at(address, length, limit)?;
        Ok(Some((text, address)))
    }

    /// Reads a value: its kind and two words, in one go.
    fn value(&self, at: u32) -> Result<(i32, u32, u32), MemoryError> {
        let [a, b, c, d, rest @ ..] = self.array::<{ VALUE as usize }>(at)?;
        let [e, f, g, h, i, j, k, l] = rest;
        Ok((
            i32::from_le_bytes([a, b, c, d]),
            u32::from_le_bytes([e, f, g, h]),
            u32::from_le_bytes([i, j, k, l]),
        ))
    }

    fn text_at(&self, address: u32, length: u32, limit: usize) -> Result<String, MemoryError> {
        if length as usize > limit {
            return Err(MemoryError::TooLong(length));
        }
        let bytes = self.read(address, length)?;
        Ok(String::from_utf8(bytes)
            .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()))
    }

    /// Writes a value: `None`.
    pub fn write_none(&self, value: u32) -> Result<(), MemoryError> {
        self.write_value(value, NULL, 0, 0)
    }

    /// Writes a value: an object of the host.
    pub fn write_object(&self, value: u32, id: u32) -> Result<(), MemoryError> {
        self.write_value(value, OBJECT, id, 0)
    }

    /// Writes a value: a text that is already in the memory.
    pub fn write_text(&self, value: u32, address: u32, length: u32) -> Result<(), MemoryError> {
        self.write_value(value, TEXT, length, address)
    }

    fn write_value(
        &self,
        value: u32,
        kind: i32,
        first: u32,
        second: u32,
    ) -> Result<(), MemoryError> {
        let mut bytes = [0; VALUE as usize];
        bytes[..4].copy_from_slice(&kind.to_le_bytes());
        bytes[4..8].copy_from_slice(&first.to_le_bytes());
        bytes[8..].copy_from_slice(&second.to_le_bytes());
        self.write(value, &bytes)
    }
}
