//! The state of a resting interpreter as bytes: the pages of its memory that are not as it was
//! booted, compressed, and for which interpreter they are good. What is read here may come from a
//! hostile worker or a damaged disk: every length is checked before it is used.
//!
//! | bytes | content |
//! |---|---|
//! | 8 | the words "MPYSNAP2" |
//! | 8 | checksum of all that follows |
//! | 8 | the interpreter: a hash of its bytes, its Python part and its layout |
//! | 4 | the last run |
//! | 4 | size of the memory |
//! | 4 | how many extents there are |
//! | 8 each | an extent: its first page, and how many pages it has |
//! | the rest | the pages of all extents, one block of LZ4 |
//!
//! Words are little-endian.

use std::hash::{DefaultHasher, Hasher};

/// Bytes of a page of a snapshot; WebAssembly's own are sixteen times as large.
pub const PAGE_BYTES: u32 = 4096;

const ZERO: [u8; PAGE_BYTES as usize] = [0; PAGE_BYTES as usize];

/// A session with more in its memory is not kept: copying it would hold up every step.
pub const MAX_PAGES: u32 = (64 << 20) / PAGE_BYTES;

const MAGIC: &[u8; 8] = b"MPYSNAP2";
/// What the checksum covers begins here.
const COVERED: usize = 16;
const HEADER_BYTES: usize = 36;
const EXTENT_BYTES: usize = 8;

/// A snapshot whose bytes are whole. Whether it fits an interpreter is found out by
/// [`Snapshot::unpack`].
#[derive(Clone, PartialEq, Eq)]
pub struct Snapshot {
    bytes: Vec<u8>,
}

/// Pages that follow one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extent {
    /// The number of the first page.
    pub first: u32,
    /// How many there are. Not 0.
    pub count: u32,
}

impl Extent {
    /// The number of the page behind it.
    pub fn end(self) -> u32 {
        self.first + self.count
    }

    /// Where its pages begin in the memory.
    pub fn address(self) -> u32 {
        self.first * PAGE_BYTES
    }

    /// How many bytes its pages have.
    pub fn length(self) -> u32 {
        self.count * PAGE_BYTES
    }
}

/// What a snapshot holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Image {
    /// Which interpreter it is of: see [`interpreter_tag`].
    pub interpreter: u64,
    /// The session's last run.
    pub run: u32,
    /// Size of the memory in bytes.
    pub memory_bytes: u32,
    /// The pages that are not as they were booted.
    pub pages: Pages,
}

/// Pages of a memory and their content.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pages {
    /// Which, in ascending order and apart from each other.
    pub extents: Vec<Extent>,
    /// What is in them.
    pub content: Vec<u8>,
}

impl Pages {
    /// The pages in which a memory differs from what it was. Both name all pages that are not zero.
    pub fn since(&self, before: &Self) -> Self {
        let mut changed = Self::default();
        let (mut now, mut then) = (self.iter().peekable(), before.iter().peekable());
        loop {
            let number = match (now.peek(), then.peek()) {
                (Some((one, _)), Some((other, _))) => *one.min(other),
                (Some((number, _)), None) | (None, Some((number, _))) => *number,
                (None, None) => return changed,
            };
            let is = now.next_if(|(page, _)| *page == number);
            let was = then.next_if(|(page, _)| *page == number);
            let content = is.map_or(&ZERO, |(_, content)| content);
            if was.is_none_or(|(_, before)| before != content) {
                changed.push(number, content);
            }
        }
    }

    /// How many there are.
    pub fn count(&self) -> u32 {
        self.extents.iter().map(|extent| extent.count).sum()
    }

    /// The pages one by one, with their numbers.
    fn iter(&self) -> impl Iterator<Item = (u32, &[u8; PAGE_BYTES as usize])> {
        let numbers = self
            .extents
            .iter()
            .flat_map(|extent| extent.first..extent.end());
        numbers.zip(self.content.as_chunks().0)
    }

    fn push(&mut self, number: u32, content: &[u8]) {
        match self.extents.last_mut() {
            Some(last) if last.end() == number => last.count += 1,
            _ => self.extents.push(Extent {
                first: number,
                count: 1,
            }),
        }
        self.content.extend(content);
    }
}

/// Why a snapshot cannot be used. The texts are for the user.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SnapshotError {
    /// The bytes are not a whole snapshot.
    #[error("the saved Python session is damaged: {0}")]
    Damaged(&'static str),
    /// It was taken by another version of the sandbox.
    #[error("the saved Python session is of another version of the sandbox")]
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
    /// [`SnapshotError::Damaged`].
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Self, SnapshotError> {
        if bytes.len() < HEADER_BYTES || !bytes.starts_with(MAGIC) {
            return Err(SnapshotError::Damaged("it does not begin as one"));
        }
        let snapshot = Self { bytes };
        if snapshot.long(8) != checksum(&snapshot.bytes) {
            return Err(SnapshotError::Damaged("its checksum is another"));
        }
        Ok(snapshot)
    }

    /// The bytes to keep.
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The bytes to keep.
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// The session's last run; the next one has a higher number.
    pub fn run(&self) -> u32 {
        self.word(24)
    }

    /// Reads what an interpreter with this tag and at most so much memory can take up.
    ///
    /// # Errors
    /// [`SnapshotError`].
    pub fn unpack(&self, interpreter: u64, memory_limit: usize) -> Result<Image, SnapshotError> {
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
            .checked_mul(EXTENT_BYTES)
            .and_then(|length| self.bytes.get(HEADER_BYTES..)?.split_at_checked(length))
            .ok_or(SnapshotError::Damaged("its table is cut off"))?;
        let extents = extents(table, memory_bytes / PAGE_BYTES)?;
        let length = extents.iter().map(|extent| extent.length() as usize).sum();
        let mut content = vec![0; length];
        let written = lz4_flex::block::decompress_into(packed, &mut content);
        if written.ok() != Some(length) {
            return Err(SnapshotError::Damaged("its pages cannot be read"));
        }
        Ok(Image {
            interpreter,
            run: self.run(),
            memory_bytes,
            pages: Pages { extents, content },
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

impl Image {
    /// As bytes to keep.
    pub fn pack(&self) -> Snapshot {
        let Pages { extents, content } = &self.pages;
        let mut bytes = Vec::with_capacity(HEADER_BYTES + content.len() / 2);
        bytes.extend(MAGIC);
        bytes.extend([0; 8]);
        bytes.extend(self.interpreter.to_le_bytes());
        let count = extents.len() as u32;
        for word in [self.run, self.memory_bytes, count] {
            bytes.extend(word.to_le_bytes());
        }
        for extent in extents {
            bytes.extend(extent.first.to_le_bytes());
            bytes.extend(extent.count.to_le_bytes());
        }
        bytes.extend(lz4_flex::block::compress(content));
        let sum = checksum(&bytes);
        bytes[8..COVERED].copy_from_slice(&sum.to_le_bytes());
        Snapshot { bytes }
    }
}

fn checksum(bytes: &[u8]) -> u64 {
    interpreter_tag(&[bytes.get(COVERED..).unwrap_or_default()])
}

/// The table's extents: ascending, apart, within the memory, and not too many pages.
fn extents(table: &[u8], memory_pages: u32) -> Result<Vec<Extent>, SnapshotError> {
    let (entries, _) = table.as_chunks::<EXTENT_BYTES>();
    let mut next = 0;
    let mut pages: u32 = 0;
    let mut extents = Vec::with_capacity(entries.len());
    for [a, b, c, d, e, f, g, h] in entries {
        let first = u32::from_le_bytes([*a, *b, *c, *d]);
        let count = u32::from_le_bytes([*e, *f, *g, *h]);
        let end = first
            .checked_add(count)
            .filter(|end| first >= next && count > 0 && *end <= memory_pages)
            .ok_or(SnapshotError::Damaged("its pages are not in the memory"))?;
        next = end;
        pages += count;
        extents.push(Extent { first, count });
    }
    if pages > MAX_PAGES {
        return Err(SnapshotError::Damaged("it has too many pages"));
    }
    Ok(extents)
}

#[cfg(test)]
#[path = "snapshot/snapshot_tests.rs"]
mod tests;
