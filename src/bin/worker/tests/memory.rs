//! Values in linear memory with random contents: what Python could forge, it may have forged.

use js_sys::{Object, Reflect, WebAssembly};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::memory::{Memory, MemoryError};

const PAGE: u32 = 64 << 10;
const LIMIT: usize = 1 << 10;

fn memory() -> Memory {
    let pages = Object::new();
    Reflect::set(&pages, &"initial".into(), &1.into()).unwrap();
    Memory::new(WebAssembly::Memory::new(&pages).unwrap())
}

/// Numbers that are the same in every run, near the bounds more often than not.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        let number = (self.0 >> 32) as u32;
        match self.0 % 8 {
            0 => number,
            1 => number % 16,
            2 => u32::MAX - number % 16,
            3 => (PAGE - 8).wrapping_add(number % 16),
            4 => LIMIT as u32 + number % 3 - 1,
            5 => 5,
            _ => number % PAGE,
        }
    }
}

#[wasm_bindgen_test]
fn no_forged_value_is_read_outside_of_the_memory_or_past_the_limit() {
    let memory = memory();
    let mut numbers = Numbers(0x5eed_5eed_5eed_5eed);
    let (mut texts, mut outside, mut too_long) = (0, 0, 0);
    for _ in 0..20_000 {
        let place = numbers.next();
        for word in 0..3 {
            let written = memory.write_word(place.saturating_add(4 * word), numbers.next());
            assert_eq!(
                written.is_ok(),
                u64::from(place.saturating_add(4 * word)) + 4 <= u64::from(PAGE)
            );
        }
        match memory.text(place, LIMIT) {
            // Each byte that is not UTF-8 is marked by three.
            Ok(text) => {
                assert!(text.len() <= 3 * LIMIT);
                texts += 1;
            }
            Err(MemoryError::OutOfBounds { .. }) => outside += 1,
            Err(MemoryError::TooLong(length)) => {
                assert!(length as usize > LIMIT);
                too_long += 1;
            }
            Err(MemoryError::Kind(kind)) => assert_ne!(kind, 5),
        }
        let (address, length) = (numbers.next(), numbers.next());
        let inside = u64::from(address) + u64::from(length) <= u64::from(PAGE);
        assert_eq!(memory.read(address, length).is_ok(), inside);
    }
    // The numbers have been everywhere.
    assert!(
        texts > 100 && outside > 100 && too_long > 100,
        "{texts} {outside} {too_long}"
    );
}
