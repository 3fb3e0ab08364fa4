//! The state of a resting interpreter as bytes: the pages of its memory that are not as it was
//! booted, compressed, and for which interpreter they are good. What is read here may come from a
//! hostile worker or a damaged disk: every length is checked before it is used.
//!
//! | bytes | content |
//! |---|---|
//! | 8 | the words "MPYSNAP4" |
//! | 8 | checksum of the rest of the head |
//! | 8 | the interpreter: a hash of its bytes and of the protocol's version |
//! | 4 | the last run |
//! | 4 | size of the memory |
//! | 4 | how many blocks there are |
//! | 18 each | a block: its number, the bytes it takes, a bit for each of its pages, its checksum |
//! | the rest | the blocks, each of them one block of LZ4 |
//!
//! The head is all before the blocks. Words are little-endian, checksums XXH64 with no seed. Who has an
//! earlier snapshot of the session is sent the difference: the head, and the blocks that are not as they
//! were. A checksum can be forged; a program that does so harms its own session.

use std::hash::{DefaultHasher, Hasher};
use std::sync::Arc;

use xxhash_rust::xxh64::xxh64;

/// Bytes of a page of a snapshot; WebAssembly's own are sixteen times as large.
pub const PAGE_BYTES: u32 = 4096;

/// Pages of a block. What has changed in one is compressed with all of it; LZ4 finds what repeats
/// within so many bytes.
pub const BLOCK_PAGES: u32 = u16::BITS;

/// A session with more in its memory is not kept: copying it would hold up every step.
pub const MAX_PAGES: u32 = (64 << 20) / PAGE_BYTES;

const MAGIC: &[u8; 8] = b"MPYSNAP4";
/// What the head's checksum covers begins here.
const COVERED: usize = 16;
const HEADER_BYTES: usize = 36;
const ENTRY_BYTES: usize = 18;

/// A snapshot whose bytes are whole. Whether it fits an interpreter is found out by
/// [`Snapshot::unpack`]. Copies share the bytes, which may be many.
#[derive(Clone, PartialEq, Eq)]
pub struct Snapshot {
    head: Arc<[u8]>,
    /// As many as the head has entries.
    blocks: Arc<[Arc<[u8]>]>,
}

/// What the table says of a block.
#[derive(PartialEq, Eq)]
struct Entry {
    number: u32,
    bytes: u32,
    present: u16,
    checksum: u64,
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
    checksum: u64,
    packed: Arc<[u8]>,
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
        let packed = lz4_flex::block::compress(&self.content);
        PackedBlock {
            number: self.number,
            present: self.present,
            checksum: xxh64(&packed, 0),
            packed: packed.into(),
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
    /// Reads a whole snapshot.
    ///
    /// # Errors
    /// [`SnapshotError::OtherInterpreter`] when the bytes are of another form,
    /// [`SnapshotError::Damaged`] when they are no snapshot.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, SnapshotError> {
        Self::from_difference(bytes, None)
    }

    /// Reads one of which another holds some blocks.
    ///
    /// # Errors
    /// As [`Snapshot::from_bytes`].
    pub fn from_difference(bytes: &[u8], before: Option<&Self>) -> Result<Self, SnapshotError> {
        let (name, form) = MAGIC.split_at(MAGIC.len() - 1);
        let other_form = bytes.get(name.len()).filter(|other| form != [**other]);
        if bytes.starts_with(name) && other_form.is_some_and(u8::is_ascii_digit) {
            return Err(SnapshotError::OtherInterpreter);
        }
        if !bytes.starts_with(MAGIC) {
            return Err(SnapshotError::Damaged("it does not begin as one"));
        }
        let head_bytes = (word(bytes, 32) as usize)
            .checked_mul(ENTRY_BYTES)
            .and_then(|table| table.checked_add(HEADER_BYTES));
        let split = head_bytes.and_then(|length| bytes.split_at_checked(length));
        let Some((head, mut rest)) = split else {
            return Err(SnapshotError::Damaged("its table is cut off"));
        };
        if long(head, 8) != head_checksum(head) {
            return Err(SnapshotError::Damaged("its checksum is another"));
        }
        let mut blocks = Vec::with_capacity(head.len() / ENTRY_BYTES);
        for (entry, known) in entries_with(head, before) {
            if let Some(block) = known {
                blocks.push(Arc::clone(block));
                continue;
            }
            let Some((block, more)) = rest.split_at_checked(entry.bytes as usize) else {
                return Err(SnapshotError::Damaged("its pages are cut off"));
            };
            if xxh64(block, 0) != entry.checksum {
                return Err(SnapshotError::Damaged("its checksum is another"));
            }
            blocks.push(block.into());
            rest = more;
        }
        match rest.is_empty() {
            true => Ok(Self {
                head: head.into(),
                blocks: blocks.into(),
            }),
            false => Err(SnapshotError::Damaged("something follows it")),
        }
    }

    /// The bytes to keep.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.difference(None)
    }

    /// The bytes for whoever holds another snapshot already.
    pub fn difference(&self, before: Option<&Self>) -> Vec<u8> {
        let mut bytes = self.head.to_vec();
        for ((_, known), block) in entries_with(&self.head, before).zip(&*self.blocks) {
            if known.is_none() {
                bytes.extend(&**block);
            }
        }
        bytes
    }

    /// Of all of it, in bytes.
    pub fn size(&self) -> usize {
        let blocks = self.blocks.iter().map(|block| block.len());
        self.head.len() + blocks.sum::<usize>()
    }

    /// What comes before the blocks.
    pub fn head(&self) -> &[u8] {
        &self.head
    }

    /// The blocks, each as it is kept, with their checksums. Behind the head they are the bytes again.
    pub fn blocks(&self) -> impl Iterator<Item = (u64, &[u8])> {
        let checksums = entries(&self.head).map(|entry| entry.checksum);
        checksums.zip(self.blocks.iter().map(|block| &**block))
    }

    /// The session's last run; the next one has a higher number.
    pub fn run(&self) -> u32 {
        word(&self.head, 24)
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
        if long(&self.head, 16) != interpreter {
            return Err(SnapshotError::OtherInterpreter);
        }
        let memory_bytes = word(&self.head, 28);
        if memory_bytes as usize > memory_limit {
            return Err(SnapshotError::TooLarge {
                bytes: memory_bytes as usize,
                limit: memory_limit,
            });
        }
        Ok(Image {
            interpreter,
            run: self.run(),
            memory_bytes,
            blocks: self.unpack_blocks(memory_bytes / PAGE_BYTES)?,
        })
    }

    /// The blocks: ascending, within the memory, and not too many pages.
    fn unpack_blocks(&self, memory_pages: u32) -> Result<Vec<Block>, SnapshotError> {
        let mut next: u64 = 0;
        let mut pages = 0;
        let mut blocks = Vec::with_capacity(self.blocks.len());
        for (entry, packed) in entries(&self.head).zip(&*self.blocks) {
            let Entry {
                number, present, ..
            } = entry;
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
            let mut content = vec![0; present.count_ones() as usize * PAGE_BYTES as usize];
            let written = lz4_flex::block::decompress_into(packed, &mut content);
            if written.ok() != Some(content.len()) {
                return Err(SnapshotError::Damaged("its pages cannot be read"));
            }
            blocks.push(Block {
                number,
                present,
                content,
            });
        }
        Ok(blocks)
    }
}

impl std::fmt::Debug for Snapshot {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Snapshot({} bytes)", self.size())
    }
}

impl Image<PackedBlock> {
    /// As a snapshot, which shares the blocks.
    pub fn pack(&self) -> Snapshot {
        let mut head = Vec::with_capacity(HEADER_BYTES + self.blocks.len() * ENTRY_BYTES);
        head.extend(MAGIC);
        head.extend([0; 8]);
        head.extend(self.interpreter.to_le_bytes());
        let count = self.blocks.len() as u32;
        for word in [self.run, self.memory_bytes, count] {
            head.extend(word.to_le_bytes());
        }
        for block in &self.blocks {
            head.extend(block.number.to_le_bytes());
            head.extend((block.packed.len() as u32).to_le_bytes());
            head.extend(block.present.to_le_bytes());
            head.extend(block.checksum.to_le_bytes());
        }
        let sum = head_checksum(&head);
        head[8..COVERED].copy_from_slice(&sum.to_le_bytes());
        let blocks = self.blocks.iter().map(|block| Arc::clone(&block.packed));
        Snapshot {
            head: head.into(),
            blocks: blocks.collect(),
        }
    }
}

/// What a table says of its blocks, each with the block of another snapshot that is the same, if it has
/// one.
fn entries_with<'a>(
    head: &[u8],
    before: Option<&'a Snapshot>,
) -> impl Iterator<Item = (Entry, Option<&'a Arc<[u8]>>)> {
    let before = before.into_iter();
    let mut held = before
        .flat_map(|it| entries(&it.head).zip(&*it.blocks))
        .peekable();
    entries(head).map(move |entry| {
        while held.next_if(|(it, _)| it.number < entry.number).is_some() {}
        let same = held.next_if(|(it, _)| *it == entry);
        (entry, same.map(|(_, block)| block))
    })
}

fn head_checksum(head: &[u8]) -> u64 {
    xxh64(head.get(COVERED..).unwrap_or_default(), 0)
}

fn entries(head: &[u8]) -> impl Iterator<Item = Entry> {
    let (table, _) = head
        .get(HEADER_BYTES..)
        .unwrap_or_default()
        .as_chunks::<ENTRY_BYTES>();
    table.iter().map(|entry| Entry {
        number: word(entry, 0),
        bytes: word(entry, 4),
        present: u16::from_le_bytes(array(entry, 8)),
        checksum: long(entry, 10),
    })
}

fn word(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes(array(bytes, at))
}

fn long(bytes: &[u8], at: usize) -> u64 {
    u64::from_le_bytes(array(bytes, at))
}

/// Zero past the end, where nothing of the head is.
fn array<const LENGTH: usize>(bytes: &[u8], at: usize) -> [u8; LENGTH] {
    let rest = bytes.get(at..).unwrap_or_default();
    rest.first_chunk().copied().unwrap_or([0; LENGTH])
}

#[cfg(test)]
#[path = "snapshot/snapshot_tests.rs"]
mod tests;
