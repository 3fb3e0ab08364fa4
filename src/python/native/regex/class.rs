//! A set of characters, made for being asked often.

use super::category::Category;
use super::flags::{Flags, UNICODE};
use super::fold::Fold;
use super::tree::Member;

/// A set of characters.
pub struct Class {
    /// Of each ASCII character, whether it is in the set: the answer, all else considered.
    ascii: u128,
    /// Code points, in order and apart from one another.
    ranges: Vec<(u32, u32)>,
    categories: Vec<Category>,
    negated: bool,
    fold: Fold,
    unicode: bool,
}

impl Class {
    /// Of members, under these flags.
    pub fn new(members: &[Member], negated: bool, flags: Flags) -> Self {
        let mut ranges = Vec::new();
        let mut categories = Vec::new();
        for member in members {
            match member {
                Member::Range(first, last) => ranges.push((*first, *last)),
                Member::Category(category) if categories.contains(category) => {}
                Member::Category(category) => categories.push(*category),
            }
        }
        let fold = Fold::of(flags);
        let mut ranges = merged(ranges);
        fold.widen(&mut ranges);
        let mut class = Self {
            ascii: 0,
            ranges: merged(ranges),
            categories,
            negated,
            fold,
            unicode: flags & UNICODE != 0,
        };
        class.ascii = ('\0'..='\x7f')
            .filter(|character| class.ask(*character))
            .fold(0, |ascii, character| ascii | 1 << u32::from(character));
        class
    }

    /// Whether a character is in it.
    #[inline]
    pub fn contains(&self, character: char) -> bool {
        match u32::from(character) {
            code @ ..128 => self.ascii >> code & 1 != 0,
            _ => self.ask(character),
        }
    }

    /// The ASCII characters that are in it, a bit for each.
    pub fn ascii(&self) -> u128 {
        self.ascii
    }

    fn ask(&self, character: char) -> bool {
        let lower = self.fold.lower(character);
        let code = u32::from(lower);
        let range = self.ranges.partition_point(|(_, last)| *last < code);
        let is_in = self
            .ranges
            .get(range)
            .is_some_and(|(first, _)| *first <= code)
            || self
                .categories
                .iter()
                .any(|category| category.contains(lower, self.unicode));
        is_in != self.negated
    }
}

/// In order, and with those that touch made one.
fn merged(mut ranges: Vec<(u32, u32)>) -> Vec<(u32, u32)> {
    ranges.sort_unstable();
    ranges.dedup_by(|next, range| {
        let touches = next.0 <= range.1.saturating_add(1);
        if touches {
            range.1 = range.1.max(next.1);
        }
        touches
    });
    ranges
}
