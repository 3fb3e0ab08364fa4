//! A pattern as instructions, which say how it is matched.

use std::collections::HashMap;

use super::class::Class;
use super::first::First;
use super::flags::Flags;
use super::fold::Fold;
use super::tree::{Greed, Place};

/// What matches exactly one character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// This one.
    Is(u32),
    /// Any but this one.
    IsNot(u32),
    /// Any.
    Any,
    /// One of the class of this index.
    In(u32),
}

/// One step. Addresses are indices of instructions, groups and registers as in [`Program`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Instruction {
    /// One character.
    Unit(Unit),
    /// The repeated character of this index.
    Repeat(u32),
    /// A place; whether letters are those of Unicode.
    At(Place, bool),
    /// Goes on elsewhere.
    Jump(u32),
    /// Goes on here, and there if that fails.
    Branch(u32),
    /// Remembers the place in this register; an odd one is the end of a group.
    Mark(u32),
    /// Begins the loop of this index.
    Enter(u32),
    /// Decides whether the loop of this index goes round again.
    Next(u32),
    /// Goes round again, after a lazy loop's rest has failed.
    Again(u32),
    /// Begins what is matched in one way only; its register keeps the height of the stack.
    Cut(u32),
    /// Ends it: other ways are forgotten.
    Commit(u32),
    /// Begins what is only looked at.
    Look {
        /// Keeps the stack's height, and the next one the place.
        register: u32,
        /// Behind the end of it.
        end: u32,
    },
    /// Ends it.
    Looked(u32),
    /// Begins what must not come; goes on there if it does not.
    Refuse {
        /// Keeps the stack's height.
        register: u32,
        /// Behind the end of it.
        end: u32,
    },
    /// Ends it: it came.
    Refused(u32),
    /// Goes so many characters back.
    Back(u32),
    /// What a group has matched.
    Reference(u32, Fold),
    /// Goes on here if a group has matched, else there.
    Condition(u32, u32),
    /// The pattern has matched.
    Match,
}

/// A repeated character.
#[derive(Debug, Clone, Copy)]
pub struct Repeat {
    /// What it is.
    pub unit: Unit,
    /// At least so often.
    pub min: u32,
    /// At most so often.
    pub max: u32,
    /// How.
    pub greed: Greed,
    /// The character that has to come after it, if that is known.
    pub follow: Option<u32>,
}

/// Anything else repeated.
#[derive(Debug, Clone, Copy)]
pub struct Loop {
    /// At least so often.
    pub min: u32,
    /// At most so often.
    pub max: u32,
    /// Whether going on comes first, or going round again.
    pub lazy: bool,
    /// Whether a round may match nothing, and has to be kept from doing so for ever.
    pub may_be_empty: bool,
    /// The first instruction of a round.
    pub body: u32,
    /// The first instruction behind the loop.
    pub exit: u32,
    /// The register that counts rounds. The next one holds the place where the last one began.
    pub counter: u32,
}

/// A compiled pattern.
pub struct Program {
    /// From the first to [`Instruction::Match`].
    pub instructions: Vec<Instruction>,
    /// Classes by index.
    pub classes: Vec<Class>,
    /// Repeated characters by index.
    pub repeats: Vec<Repeat>,
    /// Loops by index.
    pub loops: Vec<Loop>,
    /// How many registers there are: two for each group, one for the last group that was closed,
    /// and those of loops and the like.
    pub registers: u32,
    /// How many groups there are, beside the whole match.
    pub groups: u32,
    /// The numbers of named groups.
    pub names: HashMap<String, u32>,
    /// The flags, those in the pattern too.
    pub flags: Flags,
    /// The characters that a match can begin with, if it must have one.
    pub first: Option<First>,
    /// It can match only where the text begins.
    pub anchored: bool,
}

impl Program {
    /// The register of the last group that was closed.
    pub fn last_group(&self) -> u32 {
        2 * self.groups
    }
}
