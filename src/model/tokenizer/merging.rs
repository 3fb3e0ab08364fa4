//! Byte pair encoding of one piece: the two neighbours whose union has the lowest rank are united,
//! again and again, until no union is a word.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::Vocabulary;

/// How many words a piece becomes. Its cost grows with its length by little more than its length:
/// a piece may be a whole text without a space.
pub(super) fn count(piece: &[u8], vocabulary: &Vocabulary) -> u64 {
    if piece.len() < 2 || vocabulary.rank(piece).is_some() {
        return piece.len().min(1) as u64;
    }
    let mut parts = Parts::new(piece, vocabulary);
    let mut unions: BinaryHeap<_> = (0..piece.len())
        .filter_map(|start| parts.union(start))
        .map(Reverse)
        .collect();
    let mut left = piece.len() as u64;
    while let Some(Reverse(union)) = unions.pop() {
        // One of its parts has become another meanwhile.
        if parts.union(union.start) != Some(union) {
            continue;
        }
        let before = parts.unite(union.start);
        left -= 1;
        let changed = [before, Some(union.start)].into_iter().flatten();
        unions.extend(changed.filter_map(|start| parts.union(start)).map(Reverse));
    }
    left
}

/// Two neighbours that may be united; the lowest rank first, of equal ones the leftmost.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Union {
    rank: u32,
    start: usize,
    end: usize,
}

/// A piece and where its parts are: each by its first byte.
struct Parts<'a> {
    piece: &'a [u8],
    vocabulary: &'a Vocabulary,
    /// Where the part that starts here ends, which is where the next one starts; 0 if none does.
    ends: Vec<usize>,
    /// Where the part before the one that starts here starts.
    previous: Vec<Option<usize>>,
}

impl<'a> Parts<'a> {
    /// Every byte a part.
    fn new(piece: &'a [u8], vocabulary: &'a Vocabulary) -> Self {
        Self {
            piece,
            vocabulary,
            ends: (1..=piece.len()).collect(),
            previous: (0..piece.len()).map(|start| start.checked_sub(1)).collect(),
        }
    }

    /// What the part that starts here and the next would be, if that is a word.
    fn union(&self, start: usize) -> Option<Union> {
        let middle = *self.ends.get(start)?;
        if middle == 0 {
            return None;
        }
        let end = *self.ends.get(middle)?;
        let rank = self.vocabulary.rank(self.piece.get(start..end)?)?;
        Some(Union { rank, start, end })
    }

    /// Unites the part that starts here with the next, and gives where the part before starts.
    fn unite(&mut self, start: usize) -> Option<usize> {
        let middle = self.ends[start];
        let end = self.ends[middle];
        self.ends[start] = end;
        self.ends[middle] = 0;
        if let Some(previous) = self.previous.get_mut(end) {
            *previous = Some(start);
        }
        self.previous[start]
    }
}
