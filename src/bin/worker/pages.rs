//! The pages of an interpreter's memory: which of them are not as they were booted, and their
//! content in blocks. Most of what a snapshot holds is as it was for the last one, so pages are told
//! apart by a digest, and blocks that are the same are not compressed again.

use std::collections::BTreeMap;

use micropython_agent::sandbox::snapshot::{
    BLOCK_PAGES, Block, MAX_PAGES, PAGE_BYTES, PackedBlock, addresses,
};
use wasm_bindgen::{JsError, JsValue};

use crate::interpreter::Exports;
use crate::memory::Memory;

/// The interpreter tells of so many pages in one go.
const MOST_DIGESTS: u32 = 16_384;

/// What the pages hold, a number each: 0 where all is zero.
type Digests = Vec<u64>;

/// Copies the memory of one interpreter, again and again.
pub struct Pages {
    /// The memory as it was booted.
    booted: Vec<Block>,
    booted_digests: Digests,
    /// What the last copy was made of.
    last_digests: Digests,
    /// The last copy, by the numbers of blocks.
    last: BTreeMap<u32, PackedBlock>,
}

impl Pages {
    /// Of an interpreter that has just been booted.
    ///
    /// # Errors
    /// What the engine says.
    pub fn booted(exports: &Exports, memory: &Memory) -> Result<Self, JsValue> {
        let booted_digests = digests(exports, memory, false)?;
        let mut booted = Vec::new();
        for (number, part) in numbered(&booted_digests) {
            let present = present(part, |digest, _| digest != 0);
            if present != 0 {
                booted.push(copy(memory, number, present)?);
            }
        }
        Ok(Self {
            booted,
            booted_digests,
            last_digests: Digests::new(),
            last: BTreeMap::new(),
        })
    }

    /// The pages that are not as they were booted; none if they are too many for a snapshot. For
    /// memory that has been cleaned.
    ///
    /// # Errors
    /// What the engine says.
    pub fn changed(
        &mut self,
        exports: &Exports,
        memory: &Memory,
    ) -> Result<Option<Vec<PackedBlock>>, JsValue> {
        let digests = digests(exports, memory, true)?;
        let mut pages = 0;
        let mut packed = BTreeMap::new();
        for (number, part) in numbered(&digests) {
            let booted = part_of(&self.booted_digests, number);
            let present = present(part, |digest, page| {
                digest != booted.get(page).copied().unwrap_or_default()
            });
            if present == 0 {
                continue;
            }
            pages += present.count_ones();
            if pages > MAX_PAGES {
                return Ok(None);
            }
            let block = match self.last.remove(&number) {
                Some(block) if part == part_of(&self.last_digests, number) => block,
                _ => copy(memory, number, present)?.pack(),
            };
            packed.insert(number, block);
        }
        self.last_digests = digests;
        self.last = packed;
        Ok(Some(self.last.values().cloned().collect()))
    }

    /// Makes the memory what it was when it was booted, but for these blocks.
    ///
    /// # Errors
    /// What the engine says.
    pub fn put(&self, exports: &Exports, memory: &Memory, blocks: &[Block]) -> Result<(), JsValue> {
        // What is called free may be a lie of the session that ends here: all of it is looked at.
        for (number, part) in numbered(&digests(exports, memory, false)?) {
            for address in addresses(number, present(part, |digest, _| digest != 0)) {
                memory.clear(address, PAGE_BYTES).map_err(JsError::from)?;
            }
        }
        for (address, content) in self.booted.iter().chain(blocks).flat_map(Block::pages) {
            memory.write(address, content).map_err(JsError::from)?;
        }
        Ok(())
    }
}

/// What all pages hold. What is free is not looked at if it `is_clean`.
fn digests(exports: &Exports, memory: &Memory, is_clean: bool) -> Result<Digests, JsValue> {
    let pages = memory.size() / PAGE_BYTES;
    let mut digests = Digests::with_capacity(pages as usize);
    for first in (0..pages).step_by(MOST_DIGESTS as usize) {
        let count = MOST_DIGESTS.min(pages - first);
        let address = exports.digests(first * PAGE_BYTES, count, is_clean)?;
        let bytes = memory.read(address, 8 * count).map_err(JsError::from)?;
        memory.clear(address, 8 * count).map_err(JsError::from)?;
        let (words, _) = bytes.as_chunks();
        digests.extend(words.iter().map(|word| u64::from_le_bytes(*word)));
    }
    Ok(digests)
}

/// The parts that are as large as a block, with their numbers.
fn numbered(digests: &[u64]) -> impl Iterator<Item = (u32, &[u64])> {
    (0..).zip(digests.chunks(BLOCK_PAGES as usize))
}

/// One of these parts.
fn part_of(digests: &[u64], number: u32) -> &[u64] {
    let mut parts = digests.chunks(BLOCK_PAGES as usize);
    parts.nth(number as usize).unwrap_or_default()
}

/// A bit for each page of a part that is wanted.
fn present(part: &[u64], is_wanted: impl Fn(u64, usize) -> bool) -> u16 {
    let pages = part.iter().enumerate();
    pages.fold(0, |bits, (page, digest)| {
        bits | u16::from(is_wanted(*digest, page)) << page
    })
}

fn copy(memory: &Memory, number: u32, present: u16) -> Result<Block, JsValue> {
    let mut content = Vec::with_capacity(present.count_ones() as usize * PAGE_BYTES as usize);
    let mut pages = addresses(number, present).peekable();
    while let Some(start) = pages.next() {
        let mut end = start + PAGE_BYTES;
        while pages.next_if_eq(&end).is_some() {
            end += PAGE_BYTES;
        }
        memory
            .append_to(&mut content, start, end - start)
            .map_err(JsError::from)?;
    }
    Ok(Block {
        number,
        present,
        content,
    })
}
