//! The state of a resting interpreter as bytes: the pages of its memory that are not as it was
//! booted, compressed, and for which interpreter they are good. What is read here may come from a
//! hostile worker or a damaged disk: every length is checked before it is used.
//!
//! | bytes | content |
//! |---|---|
//! | 8 | the words "MPYSNAP3" |
//! | 8 | checksum of all that follows: XXH64, with no seed |
//! | 8 | the interpreter: a hash of its bytes and of the protocol's version |
//! | 4 | the last run |
//! | 4 | size of the memory |
//! | 4 | how many blocks there are |
//! | 10 each | a block: its number, the bytes it takes, a bit for each of its pages |
//! | the rest | the blocks, each of them one block of LZ4 |
//!
//! Words are little-endian.

use std::hash::{DefaultHasher, Hasher};
use std::rc::Rc;
use std::sync::Arc;

use xxhash_rust::xxh64::xxh64;

/// Bytes of a page of a snapshot; WebAssembly's own are sixteen times as large.
pub const PAGE_BYTES: u32 = 4096;

/// Pages of a block. What has changed in one is compressed with all of it; LZ4 finds what repeats
/// within so many bytes.
pub const BLOCK_PAGES: u32 = u16::BITS;

/// A session with more in its memory is not kept: copying it would hold up every step.
pub const MAX_PAGES: u32 = (64 << 20) / PAGE_BYTES;

const MAGIC: &[u8; 8] = b"MPYSNAP3";
/// What the checksum covers begins here.
const COVERED: usize = 16;
const HEADER_BYTES: usize = 36;
const ENTRY_BYTES: usize = 10;

/// A snapshot whose bytes are whole. Whether it fits an interpreter is found out by
/// [`Snapshot::unpack`]. Copies share the bytes, which may be many.
#[derive(Clone, PartialEq, Eq)]
pub struct Snapshot {
    bytes: Arc<Vec<u8>>,
}

/// Pages that lie near each other, in a part of the memory that is as large as [`BLOCK_PAGES`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// The number of the part.
    pub number: u32,
    /// A bit for each page of the part that is there, the first the least. Not 0.
    pub present: u16,
    /// What is in these pages.
    pub content: Vec<u8>,
}

/// A block, compressed. Copies share the bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackedBlock {
    number: u32,
    present: u16,
    packed: Rc<[u8]>,
}

/// What a snapshot holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Image<Content> {
    /// Which interpreter it is of: see [`interpreter_tag`].
    pub interpreter: u64,
    /// The session's last run.
    pub run: u32,
    /// Size of the memory in bytes.
    pub memory_bytes: u32,
    /// The pages that are not as they were booted, in blocks in ascending order.
    pub blocks: Vec<Content>,
}

impl Block {
    /// The addresses of its pages, and what is in them.
    pub fn pages(&self) -> impl Iterator<Item = (u32, &[u8])> {
        addresses(self.number, self.present).zip(self.content.chunks(PAGE_BYTES as usize))
    }

    /// Compresses it.
    pub fn pack(&self) -> PackedBlock {
        PackedBlock {
            number: self.number,
            present: self.present,
            packed: lz4_flex::block::compress(&self.content).into(),
        }
    }
}

/// The addresses of the pages that are there of a part of the memory.
pub fn addresses(number: u32, present: u16) -> impl Iterator<Item = u32> {
    (0..BLOCK_PAGES)
        .filter(move |page| present & (1 << page) != 0)
        .map(move |page| (number * BLOCK_PAGES + page) * PAGE_BYTES)
}

/// Why a snapshot cannot be used. The texts are for the user.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SnapshotError {
    /// The bytes are not a whole snapshot.
    #[error("the saved Python session is damaged: {0}")]
    Damaged(&'static str),
    /// It was taken by another version of the sandbox, whose memory looks otherwise.
    #[error(
        "the saved Python session is of another version of the sandbox and cannot be gone on with"
    )]
    OtherInterpreter,
    /// The limits allow less memory than it needs.
    #[error("the saved Python session needs {bytes} bytes of memory, where {limit} are allowed")]
    TooLarge {
        /// What it needs.
        bytes: usize,
        /// What is allowed.
        limit: usize,
    },
}

/// Tells interpreters apart whose snapshots must not be mixed: by all the parts that determine
/// where things are in their memory. Not a secret, and no protection against forgery.
pub fn interpreter_tag(parts: &[&[u8]]) -> u64 {
    let mut hasher = DefaultHasher::new();
    for part in parts {
        hasher.write_u64(part.len() as u64);
        hasher.write(part);
    }
    hasher.finish()
}

impl Snapshot {
    /// Checks that the bytes are a whole snapshot.
    ///
    /// # Errors
    /// [`SnapshotError::OtherInterpreter`] when they are of another form, [`SnapshotError::Damaged`]
    /// when they are no snapshot.
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Self, SnapshotError> {
        let (name, form) = MAGIC.split_at(MAGIC.len() - 1);
        let other_form = bytes.get(name.len()).filter(|other| form != [**other]);
        if bytes.starts_with(name) && other_form.is_some_and(u8::is_ascii_digit) {
            return Err(SnapshotError::OtherInterpreter);
        }
        if bytes.len() < HEADER_BYTES || !bytes.starts_with(MAGIC) {
            return Err(SnapshotError::Damaged("it does not begin as one"));
        }
        let snapshot = Self {
            bytes: Arc::new(bytes),
        };
        if snapshot.long(8) != checksum(&snapshot.bytes) {
            return Err(SnapshotError::Damaged("its checksum is another"));
        }
        Ok(snapshot)
    }

    /// The bytes to keep.
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The bytes to keep: copied only where the snapshot is still in use elsewhere.
    pub fn into_bytes(self) -> Vec<u8> {
        Arc::unwrap_or_clone(self.bytes)
    }

    /// The head and the blocks, each as it is kept. Put together they are the bytes again.
    ///
    /// # Errors
    /// [`SnapshotError::Damaged`].
    pub fn parts(&self) -> Result<(&[u8], Vec<&[u8]>), SnapshotError> {
        let cut_off = SnapshotError::Damaged("its table is cut off");
        let head_bytes = (self.word(32) as usize)
            .checked_mul(ENTRY_BYTES)
            .and_then(|table| table.checked_add(HEADER_BYTES));
        let split = head_bytes.and_then(|length| self.bytes.split_at_checked(length));
        let Some((head, mut rest)) = split else {
            return Err(cut_off);
        };
        let (entries, _) = head[HEADER_BYTES..].as_chunks::<ENTRY_BYTES>();
        let mut blocks = Vec::with_capacity(entries.len());
        for [_, _, _, _, e, f, g, h, ..] in entries {
            let length = u32::from_le_bytes([*e, *f, *g, *h]) as usize;
            let Some((block, more)) = rest.split_at_checked(length) else {
                return Err(cut_off);
            };
            blocks.push(block);
            rest = more;
        }
        match rest.is_empty() {
            true => Ok((head, blocks)),
            false => Err(SnapshotError::Damaged("something follows it")),
        }
    }

    /// The session's last run; the next one has a higher number.
    pub fn run(&self) -> u32 {
        self.word(24)
    }

    /// Reads what an interpreter with this tag and at most so much memory can take up.
    ///
    /// # Errors
    /// [`SnapshotError`].
    pub fn unpack(
        &self,
        interpreter: u64,
        memory_limit: usize,
    ) -> Result<Image<Block>, SnapshotError> {
        if self.long(16) != interpreter {
            return Err(SnapshotError::OtherInterpreter);
        }
        let memory_bytes = self.word(28);
        if memory_bytes as usize > memory_limit {
            return Err(SnapshotError::TooLarge {
                bytes: memory_bytes as usize,
                limit: memory_limit,
            });
        }
        let (table, packed) = (self.word(32) as usize)
            .checked_mul(ENTRY_BYTES)
            .and_then(|length| self.bytes.get(HEADER_BYTES..)?.split_at_checked(length))
            .ok_or(SnapshotError::Damaged("its table is cut off"))?;
        Ok(Image {
            interpreter,
            run: self.run(),
            memory_bytes,
            blocks: blocks(table, packed, memory_bytes / PAGE_BYTES)?,
        })
    }

    fn word(&self, at: usize) -> u32 {
        u32::from_le_bytes(self.array(at))
    }

    fn long(&self, at: usize) -> u64 {
        u64::from_le_bytes(self.array(at))
    }

    /// Zero past the end, where nothing of the header is.
    fn array<const LENGTH: usize>(&self, at: usize) -> [u8; LENGTH] {
        let rest = self.bytes.get(at..).unwrap_or_default();
        rest.first_chunk().copied().unwrap_or([0; LENGTH])
    }
}

impl std::fmt::Debug for Snapshot {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Snapshot({} bytes)", self.bytes.len())
    }
}

impl Image<PackedBlock> {
    /// As bytes to keep.
    pub fn pack(&self) -> Snapshot {
        let packed_bytes: usize = self.blocks.iter().map(|block| block.packed.len()).sum();
        let table_bytes = self.blocks.len() * ENTRY_BYTES;
        let mut bytes = Vec::with_capacity(HEADER_BYTES + table_bytes + packed_bytes);
        bytes.extend(MAGIC);
        bytes.extend([0; 8]);
        bytes.extend(self.interpreter.to_le_bytes());
        let count = self.blocks.len() as u32;
        for word in [self.run, self.memory_bytes, count] {
            bytes.extend(word.to_le_bytes());
        }
        for block in &self.blocks {
            bytes.extend(block.number.to_le_bytes());
            bytes.extend((block.packed.len() as u32).to_le_bytes());
            bytes.extend(block.present.to_le_bytes());
        }
        for block in &self.blocks {
            bytes.extend(&*block.packed);
        }
        let sum = checksum(&bytes);
        bytes[8..COVERED].copy_from_slice(&sum.to_le_bytes());
        Snapshot {
            bytes: Arc::new(bytes),
        }
    }
}

fn checksum(bytes: &[u8]) -> u64 {
    xxh64(bytes.get(COVERED..).unwrap_or_default(), 0)
}

/// The blocks of a table: ascending, within the memory, and not too many pages.
fn blocks(table: &[u8], mut packed: &[u8], memory_pages: u32) -> Result<Vec<Block>, SnapshotError> {
    let (entries, _) = table.as_chunks::<ENTRY_BYTES>();
    let mut next: u64 = 0;
    let mut pages = 0;
    let mut blocks = Vec::with_capacity(entries.len());
    for [a, b, c, d, e, f, g, h, i, j] in entries {
        let number = u32::from_le_bytes([*a, *b, *c, *d]);
        let length = u32::from_le_bytes([*e, *f, *g, *h]) as usize;
        let present = u16::from_le_bytes([*i, *j]);
        let end = u64::from(number) * u64::from(BLOCK_PAGES)
            + u64::from(u16::BITS - present.leading_zeros());
        if u64::from(number) < next || present == 0 || end > u64::from(memory_pages) {
            return Err(SnapshotError::Damaged("its pages are not in the memory"));
        }
        next = u64::from(number) + 1;
        pages += present.count_ones();
        if pages > MAX_PAGES {
            return Err(SnapshotError::Damaged("it has too many pages"));
        }
        let unreadable = SnapshotError::Damaged("its pages cannot be read");
        let Some((bytes, rest)) = packed.split_at_checked(length) else {
            return Err(unreadable);
        };
        packed = rest;
        let mut content = vec![0; present.count_ones() as usize * PAGE_BYTES as usize];
        let written = lz4_flex::block::decompress_into(bytes, &mut content);
        if written.ok() != Some(content.len()) {
            return Err(unreadable);
        }
        blocks.push(Block {
            number,
            present,
            content,
        });
    }
    Ok(blocks)
}

#[cfg(test)]
#[path = "snapshot/snapshot_tests.rs"]
mod tests;
