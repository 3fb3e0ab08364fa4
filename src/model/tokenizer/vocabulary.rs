//! The vocabulary's file and what is looked up in it.
//!
//! The file, which `xtask/vocabulary` writes: `o200k` and the byte 1; how many ranges of characters
//! there are, and for each how far it starts behind the last one's end, how long it is, and a byte
//! for its class; how many words there are, in the order of their bytes, and for each how many bytes
//! it shares with the last one, how many more it has, those, and its rank. Numbers have seven bits a
//! byte, the lowest first; a set highest bit says that more come.

use std::cmp::Ordering;

/// What the file starts with.
const SIGNATURE: &[u8] = b"o200k\x01";
/// More than any word of such a vocabulary has.
const MAX_WORD_BYTES: usize = 1024;
const MAX_WORDS: usize = 1_000_000;
const MAX_RANGES: usize = 10_000;
/// Bytes of all words together.
const MAX_BYTES: usize = 16 << 20;

/// Why a file is no vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VocabularyError {
    /// It starts otherwise.
    #[error("the file is no vocabulary of tokens")]
    NotAVocabulary,
    /// It ends too early, or a number in it is beyond what can be.
    #[error("the vocabulary of tokens is damaged at byte {at}")]
    Damaged {
        /// Where it was read to.
        at: usize,
    },
}

/// What a character is to the pattern that cuts texts into pieces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Upper,
    Lower,
    /// Letters without case.
    Letter,
    Mark,
    Number,
    Other,
}

impl Class {
    pub(super) fn is_upper(self) -> bool {
        matches!(self, Self::Upper | Self::Letter | Self::Mark)
    }

    pub(super) fn is_lower(self) -> bool {
        matches!(self, Self::Lower | Self::Letter | Self::Mark)
    }

    pub(super) fn is_letter_or_number(self) -> bool {
        !matches!(self, Self::Mark | Self::Other)
    }

    fn read(number: u8) -> Option<Self> {
        Some(match number {
            1 => Self::Upper,
            2 => Self::Lower,
            3 => Self::Letter,
            4 => Self::Mark,
            5 => Self::Number,
            _ => return None,
        })
    }
}

/// The words of a tokenizer and the classes of characters it tells apart. About 4 MB.
pub struct Vocabulary {
    /// All words, one after the other, in their order.
    bytes: Vec<u8>,
    /// Where each word ends.
    ends: Vec<u32>,
    ranks: Vec<u32>,
    /// Where the words that begin with these two bytes start, by the number that they make.
    by_first_two: Vec<u32>,
    /// First and last character of ranges, in their order.
    ranges: Vec<(u32, u32, Class)>,
}

impl Vocabulary {
    /// Reads the file.
    ///
    /// # Errors
    /// [`VocabularyError`] when it is something else or damaged.
    pub fn read(file: &[u8]) -> Result<Self, VocabularyError> {
        let rest = file
            .strip_prefix(SIGNATURE)
            .ok_or(VocabularyError::NotAVocabulary)?;
        let mut reader = Reader { file, rest };
        reader
            .vocabulary()
            .ok_or_else(|| VocabularyError::Damaged { at: reader.at() })
    }

    /// The rank of a word, if it is one. Words of a low rank are put together first.
    pub(super) fn rank(&self, word: &[u8]) -> Option<u32> {
        let index = first_two(word)?;
        let (start, end) = (
            *self.by_first_two.get(index)?,
            *self.by_first_two.get(index + 1)?,
        );
        let (mut low, mut high) = (start as usize, end as usize);
        while low < high {
            let middle = low.midpoint(high);
            match self.word(middle)?.cmp(word) {
                Ordering::Less => low = middle + 1,
                Ordering::Equal => return self.ranks.get(middle).copied(),
                Ordering::Greater => high = middle,
            }
        }
        None
    }

    pub(super) fn class(&self, character: char) -> Class {
        match character {
            'a'..='z' => return Class::Lower,
            'A'..='Z' => return Class::Upper,
            '0'..='9' => return Class::Number,
            '\0'..='\x7f' => return Class::Other,
            _ => {}
        }
        let character = u32::from(character);
        let after = self
            .ranges
            .partition_point(|(start, _, _)| *start <= character);
        match after
            .checked_sub(1)
            .and_then(|index| self.ranges.get(index))
        {
            Some((_, end, class)) if character <= *end => *class,
            _ => Class::Other,
        }
    }

    fn word(&self, index: usize) -> Option<&[u8]> {
        let start = match index.checked_sub(1) {
            Some(before) => *self.ends.get(before)?,
            None => 0,
        };
        self.bytes
            .get(start as usize..*self.ends.get(index)? as usize)
    }
}

/// The number that the first two bytes of a word make; a word of one byte comes before all that
/// begin with it, and a missing second byte is a zero.
fn first_two(word: &[u8]) -> Option<usize> {
    let first = *word.first()?;
    let second = word.get(1).copied().unwrap_or(0);
    Some(usize::from(u16::from_be_bytes([first, second])))
}

struct Reader<'a> {
    file: &'a [u8],
    rest: &'a [u8],
}

impl Reader<'_> {
    fn at(&self) -> usize {
        self.file.len() - self.rest.len()
    }

    fn vocabulary(&mut self) -> Option<Vocabulary> {
        let ranges = self.ranges()?;
        let count = self.number_up_to(MAX_WORDS)?;
        let mut vocabulary = Vocabulary {
            bytes: Vec::with_capacity(self.rest.len()),
            ends: Vec::with_capacity(count),
            ranks: Vec::with_capacity(count),
            by_first_two: Vec::with_capacity(0x1_0001),
            ranges,
        };
        let mut word: Vec<u8> = Vec::new();
        for index in 0..count {
            let shared = self.number_up_to(word.len())?;
            let more = self.number_up_to(MAX_WORD_BYTES - shared)?;
            let is_first = index == 0;
            let is_in_order = is_first || self.rest.first() > word.get(shared);
            if more == 0 || !is_in_order {
                return None;
            }
            word.truncate(shared);
            word.extend_from_slice(self.take(more)?);
            let first_two = first_two(&word)?;
            while vocabulary.by_first_two.len() <= first_two {
                vocabulary.by_first_two.push(index as u32);
            }
            vocabulary.bytes.extend_from_slice(&word);
            if vocabulary.bytes.len() > MAX_BYTES {
                return None;
            }
            vocabulary.ends.push(vocabulary.bytes.len() as u32);
            vocabulary.ranks.push(self.number()?);
        }
        vocabulary.by_first_two.resize(0x1_0001, count as u32);
        self.rest.is_empty().then_some(vocabulary)
    }

    fn ranges(&mut self) -> Option<Vec<(u32, u32, Class)>> {
        let count = self.number_up_to(MAX_RANGES)?;
        let mut last: u32 = 0;
        (0..count)
            .map(|_| {
                let start = last.checked_add(self.number()?)?;
                let end = start.checked_add(self.number()?)?;
                let class = Class::read(*self.take(1)?.first()?)?;
                last = end;
                Some((start, end, class))
            })
            .collect()
    }

    fn take(&mut self, bytes: usize) -> Option<&[u8]> {
        let (taken, rest) = self.rest.split_at_checked(bytes)?;
        self.rest = rest;
        Some(taken)
    }

    fn number_up_to(&mut self, most: usize) -> Option<usize> {
        let number = self.number()? as usize;
        (number <= most).then_some(number)
    }

    fn number(&mut self) -> Option<u32> {
        let mut number = 0;
        for shift in (0..35).step_by(7) {
            let byte = *self.take(1)?.first()?;
            let bits = u32::from(byte & 0x7f);
            number |= bits
                .checked_shl(shift)
                .filter(|moved| moved >> shift == bits)?;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }
}
