//! Which snapshots of a conversation there are, and which blocks they share. Most of what Python knows
//! stays from step to step, large documents above all: each block is kept once, for all steps that have
//! it. Their names are their checksums.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::sandbox::Snapshot;

/// What a record of a snapshot in parts begins with. The length of its head follows in 4 bytes, then the
/// head, then the names of its blocks, 8 bytes each.
const IN_PARTS: &[u8] = b"MPYPARTS";

const NAME_BYTES: usize = 8;

/// All that is kept of a conversation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "StoredIndex", into = "StoredIndex")]
pub struct Index {
    /// The snapshots, by their steps.
    pub kept: Vec<Kept>,
    /// The blocks, by their names.
    pub blocks: BTreeMap<u64, Uses>,
}

/// A snapshot that is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// The step that left the session so.
    pub step: u32,
    /// Bytes of its record, its blocks not counted.
    pub bytes: usize,
}

/// A block that is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Uses {
    /// How many snapshots have it.
    pub snapshots: u32,
    /// Its bytes.
    pub bytes: usize,
}

/// As it is stored now, and as it was when each snapshot was kept whole.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum StoredIndex {
    Whole(Vec<Kept>),
    InParts {
        kept: Vec<Kept>,
        /// Name, how many snapshots have it, bytes.
        blocks: Vec<(u64, u32, usize)>,
    },
}

impl From<StoredIndex> for Index {
    fn from(stored: StoredIndex) -> Self {
        match stored {
            StoredIndex::Whole(kept) => Self {
                kept,
                blocks: BTreeMap::new(),
            },
            StoredIndex::InParts { kept, blocks } => {
                let blocks = blocks.into_iter();
                let blocks =
                    blocks.map(|(name, snapshots, bytes)| (name, Uses { snapshots, bytes }));
                Self {
                    kept,
                    blocks: blocks.collect(),
                }
            }
        }
    }
}

impl From<Index> for StoredIndex {
    fn from(index: Index) -> Self {
        let blocks = index.blocks.into_iter();
        let blocks = blocks.map(|(name, uses)| (name, uses.snapshots, uses.bytes));
        Self::InParts {
            kept: index.kept,
            blocks: blocks.collect(),
        }
    }
}

/// A snapshot as it is kept.
pub struct Split<'a> {
    /// Its record.
    pub record: Vec<u8>,
    /// The blocks that it names.
    pub blocks: Vec<(u64, &'a [u8])>,
}

impl<'a> Split<'a> {
    /// Takes a snapshot apart.
    pub fn of(snapshot: &'a Snapshot) -> Self {
        let (head, blocks): (_, Vec<_>) = (snapshot.head(), snapshot.blocks().collect());
        let mut record = IN_PARTS.to_vec();
        // A head has some megabytes at most.
        record.extend((head.len() as u32).to_le_bytes());
        record.extend(head);
        record.extend(blocks.iter().flat_map(|(name, _)| name.to_le_bytes()));
        Self { record, blocks }
    }
}

/// The head and the names of the blocks in a record; nothing if the snapshot is kept whole.
pub fn named(record: &[u8]) -> Option<(&[u8], Vec<u64>)> {
    let rest = record.strip_prefix(IN_PARTS)?;
    let (length, rest) = rest.split_first_chunk::<4>()?;
    let (head, names) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
    let (names, _) = names.as_chunks::<NAME_BYTES>();
    let names = names.iter().map(|name| u64::from_le_bytes(*name));
    Some((head, names.collect()))
}

impl Index {
    /// All bytes that are kept.
    pub fn bytes(&self) -> usize {
        let records: usize = self.kept.iter().map(|kept| kept.bytes).sum();
        records + self.blocks.values().map(|uses| uses.bytes).sum::<usize>()
    }

    /// Takes in a snapshot of a step that has none. The blocks that are to be kept for it.
    pub fn add<'a>(&mut self, step: u32, split: &Split<'a>) -> Vec<(u64, &'a [u8])> {
        let place = self.kept.partition_point(|other| other.step < step);
        let bytes = split.record.len();
        self.kept.insert(place, Kept { step, bytes });
        let mut new = Vec::new();
        for (name, block) in &split.blocks {
            let uses = self.blocks.entry(*name).or_insert(Uses {
                snapshots: 0,
                bytes: block.len(),
            });
            if uses.snapshots == 0 {
                new.push((*name, *block));
            }
            uses.snapshots = uses.snapshots.saturating_add(1);
        }
        new
    }

    /// Lets go of the snapshot of a step, which has these blocks. Those that no other has.
    pub fn remove(&mut self, step: u32, names: &[u64]) -> Vec<u64> {
        self.kept.retain(|kept| kept.step != step);
        self.release(names)
    }

    /// Lets go of blocks that a snapshot has had. Those that no other has.
    pub fn release(&mut self, names: &[u64]) -> Vec<u64> {
        let mut gone = Vec::new();
        for name in names {
            let Some(uses) = self.blocks.get_mut(name) else {
                continue;
            };
            uses.snapshots = uses.snapshots.saturating_sub(1);
            if uses.snapshots == 0 {
                self.blocks.remove(name);
                gone.push(*name);
            }
        }
        gone
    }
}
