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

/// What the pages hold, a number each: 0 where all is zero.
type Digests = Vec<f64>;

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
        let booted_digests = digests(exports, memory)?;
        let mut booted = Vec::new();
        for (number, part) in numbered(&booted_digests) {
            let present = present(part, |digest, _| digest != 0.0);
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

    /// The pages that are not as they were booted; none if they are too many for a snapshot.
    ///
    /// # Errors
    /// What the engine says.
    pub fn changed(
        &mut self,
        exports: &Exports,
        memory: &Memory,
    ) -> Result<Option<Vec<PackedBlock>>, JsValue> {
        let digests = digests(exports, memory)?;
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
        for (number, part) in numbered(&digests(exports, memory)?) {
            for address in addresses(number, present(part, |digest, _| digest != 0.0)) {
                memory.clear(address, PAGE_BYTES).map_err(JsError::from)?;
            }
        }
        for (address, content) in self.booted.iter().chain(blocks).flat_map(Block::pages) {
            memory.write(address, content).map_err(JsError::from)?;
        }
        Ok(())
    }
}

/// What all pages hold.
fn digests(exports: &Exports, memory: &Memory) -> Result<Digests, JsValue> {
    let pages = memory.size() / PAGE_BYTES;
    (0..pages)
        .map(|page| exports.digest(page * PAGE_BYTES))
        .collect()
}

/// The parts that are as large as a block, with their numbers.
fn numbered(digests: &[f64]) -> impl Iterator<Item = (u32, &[f64])> {
    (0..).zip(digests.chunks(BLOCK_PAGES as usize))
}

/// One of these parts.
fn part_of(digests: &[f64], number: u32) -> &[f64] {
    let mut parts = digests.chunks(BLOCK_PAGES as usize);
    parts.nth(number as usize).unwrap_or_default()
}

/// A bit for each page of a part that is wanted.
fn present(part: &[f64], is_wanted: impl Fn(f64, usize) -> bool) -> u64 {
    let pages = part.iter().enumerate();
    pages.fold(0, |bits, (page, digest)| {
        bits | u64::from(is_wanted(*digest, page)) << page
    })
}

fn copy(memory: &Memory, number: u32, present: u64) -> Result<Block, JsValue> {
    let mut content = Vec::with_capacity(present.count_ones() as usize * PAGE_BYTES as usize);
    for address in addresses(number, present) {
        memory
            .append_to(&mut content, address, PAGE_BYTES)
            .map_err(JsError::from)?;
    }
    Ok(Block {
        number,
        present,
        content,
    })
}
