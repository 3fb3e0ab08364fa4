//! A pattern as it was read: what there is to match, before it is known how.

use super::category::Category;
use super::flags::Flags;

/// A number of repetitions that is no limit.
pub const UNLIMITED: u32 = u32::MAX;

/// How many characters something may match, at least and at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Width {
    /// At least.
    pub least: u64,
    /// At most; `UNLIMITED` stands for that many and more.
    pub most: u64,
}

impl Width {
    /// One character.
    const ONE: Self = Self { least: 1, most: 1 };

    fn then(self, next: Self) -> Self {
        // What is not limited has two different ends, so that it is never of fixed width.
        Self {
            least: self
                .least
                .saturating_add(next.least)
                .min(u64::from(UNLIMITED) - 1),
            most: self
                .most
                .saturating_add(next.most)
                .min(u64::from(UNLIMITED)),
        }
    }

    fn or(self, other: Self) -> Self {
        Self {
            least: self.least.min(other.least),
            most: self.most.max(other.most),
        }
    }

    fn times(self, min: u32, max: u32) -> Self {
        Self {
            least: self.least.saturating_mul(min.into()),
            most: self.most.saturating_mul(max.into()),
        }
    }
}

/// Nodes one after the other.
#[derive(Debug, Clone, Default)]
pub struct Sequence {
    /// The nodes.
    pub nodes: Vec<Node>,
    /// Of all of them together.
    pub width: Width,
}

impl Sequence {
    /// Of nodes; the widths of groups that they refer to are given.
    pub fn new(nodes: Vec<Node>, groups: &[Option<Width>]) -> Self {
        let width = nodes.iter().fold(Width::default(), |width, node| {
            width.then(node.width(groups))
        });
        Self { nodes, width }
    }
}

/// A place in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// `\A`
    Start,
    /// `\Z`
    End,
    /// `^`
    LineStart,
    /// `$`, where lines have ends.
    LineEnd,
    /// `$`, where only the text has one: there, or before a line break at the end.
    LastLineEnd,
    /// `\b`
    Boundary,
    /// `\B`
    NotBoundary,
}

/// A member of a set of characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Member {
    /// From one code point to another.
    Range(u32, u32),
    /// Such as `\d`.
    Category(Category),
}

/// How a repetition goes about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Greed {
    /// As often as possible first.
    Greedy,
    /// As seldom as possible first.
    Lazy,
    /// As often as possible, and no other way.
    Possessive,
}

/// Something to match.
#[derive(Debug, Clone)]
pub enum Node {
    /// A code point.
    Literal(u32),
    /// `.`
    Any,
    /// One of a set, or none of it.
    Set {
        /// Whether it is none of them.
        negated: bool,
        /// The set.
        members: Vec<Member>,
    },
    /// A place.
    At(Place),
    /// One of several.
    Branch(Vec<Sequence>),
    /// A group, with flags that differ inside.
    Group {
        /// Its number, if it is remembered.
        number: Option<u32>,
        /// Flags that are turned on.
        added: Flags,
        /// Flags that are turned off.
        removed: Flags,
        /// What is inside.
        body: Sequence,
    },
    /// Something again and again.
    Repeat {
        /// How.
        greed: Greed,
        /// At least so often.
        min: u32,
        /// At most so often.
        max: u32,
        /// What.
        body: Sequence,
    },
    /// Something in the first way it matches.
    Atomic(Sequence),
    /// What comes next, or what came before.
    Look {
        /// Whether it is what came before.
        behind: bool,
        /// Whether it must not match.
        negated: bool,
        /// What.
        body: Sequence,
    },
    /// What a group has matched.
    Reference(u32),
    /// One thing if a group has matched, else another.
    Condition {
        /// The group.
        group: u32,
        /// If it has.
        yes: Sequence,
        /// If it has not.
        no: Option<Sequence>,
    },
}

impl Node {
    fn width(&self, groups: &[Option<Width>]) -> Width {
        match self {
            Self::Literal(_) | Self::Any | Self::Set { .. } => Width::ONE,
            Self::At(_) | Self::Look { .. } => Width::default(),
            Self::Branch(ways) => {
                let widths = ways.iter().map(|way| way.width);
                widths.reduce(Width::or).unwrap_or_default()
            }
            Self::Group { body, .. } | Self::Atomic(body) => body.width,
            Self::Repeat { min, max, body, .. } => body.width.times(*min, *max),
            Self::Reference(group) => {
                let width = groups.get(*group as usize).copied().flatten();
                width.unwrap_or_default()
            }
            Self::Condition { yes, no, .. } => yes
                .width
                .or(no.as_ref().map_or(Width::default(), |no| no.width)),
        }
    }
}
