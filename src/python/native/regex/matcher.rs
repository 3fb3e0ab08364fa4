//! Runs a program on a text, trying one way after the other. The ways that are left to try are on
//! a stack of its own, which is bounded; nothing here calls itself.

mod repeats;
mod stack;

use super::category::is_word;
use super::error::{ErrorKind, RegexError, Result};
use super::fold::Fold;
use super::program::{Instruction, Program, Unit};
use super::tree::Place;
use stack::{Frame, Stack};

/// What a register holds that holds nothing.
pub const NOTHING: u32 = u32::MAX;

/// How a match has to lie in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// Anywhere.
    Nowhere,
    /// Where the search starts.
    Start,
    /// From where the search starts to the end.
    Both,
}

/// Matches one program on one text.
pub struct Matcher<'program> {
    program: &'program Program,
    text: &'program [char],
    registers: Vec<u32>,
    stack: Stack,
    /// Where a match must not be empty.
    not_empty_at: Option<usize>,
    anchor: Anchor,
}

/// What to do after an instruction.
pub enum Step {
    /// The next instruction, at this place.
    On(usize),
    /// This instruction, at this place.
    Jump(u32, usize),
    /// Another way.
    Fail,
    /// It has matched.
    Done,
}

impl<'program> Matcher<'program> {
    /// The end of the text is the end of the slice.
    pub fn new(program: &'program Program, text: &'program [char], anchor: Anchor) -> Self {
        Self {
            program,
            text,
            registers: vec![NOTHING; program.registers as usize],
            stack: Stack::default(),
            not_empty_at: None,
            anchor,
        }
    }

    /// The next match from a place on, as its span. `after_empty`: one that is empty right there
    /// was found before.
    ///
    /// # Errors
    /// [`RegexError`] when it takes too much memory.
    pub fn find(&mut self, from: usize, after_empty: bool) -> Result<Option<(usize, usize)>> {
        self.not_empty_at = after_empty.then_some(from);
        let mut start = from;
        loop {
            if self.anchor == Anchor::Nowhere {
                match self.next_start(start) {
                    Some(next) => start = next,
                    None => return Ok(None),
                }
            }
            if let Some(end) = self.run(start)? {
                return Ok(Some((start, end)));
            }
            start += 1;
            if self.anchor != Anchor::Nowhere || start > self.text.len() {
                return Ok(None);
            }
        }
    }

    /// The next place where a match can begin.
    fn next_start(&self, start: usize) -> Option<usize> {
        if self.program.anchored {
            return (start == 0).then_some(0);
        }
        let Some(first) = self.program.first else {
            return Some(start);
        };
        let rest = self.text.get(start..)?;
        let found = rest.iter().position(|character| first.contains(*character));
        found.map(|distance| start + distance)
    }

    /// The span of a group in the last match.
    pub fn group(&self, group: u32) -> Option<(usize, usize)> {
        let register = 2 * (group as usize - 1);
        let (start, end) = (self.registers[register], self.registers[register + 1]);
        // While a group is open for another time, it may have begun behind its last end.
        (start != NOTHING && end != NOTHING && start <= end)
            .then_some((start as usize, end as usize))
    }

    /// The group that was closed last in the last match.
    pub fn last_group(&self) -> Option<u32> {
        Some(self.registers[self.program.last_group() as usize]).filter(|group| *group != NOTHING)
    }

    /// Tries at one place; the end of the match.
    fn run(&mut self, start: usize) -> Result<Option<usize>> {
        self.registers.fill(NOTHING);
        self.stack.clear();
        let (mut address, mut place) = (0, start);
        loop {
            match self.step(address, place, start)? {
                Step::On(next) => {
                    address += 1;
                    place = next;
                }
                Step::Jump(to, next) => (address, place) = (to, next),
                Step::Done => return Ok(Some(place)),
                Step::Fail => match self.another_way() {
                    Some(way) => (address, place) = way,
                    None => return Ok(None),
                },
            }
        }
    }

    #[inline]
    fn step(&mut self, address: u32, place: usize, start: usize) -> Result<Step> {
        let matched = |is_match| {
            if is_match {
                Step::On(place)
            } else {
                Step::Fail
            }
        };
        Ok(match self.program.instructions[address as usize] {
            Instruction::Unit(unit) => match self.text.get(place) {
                Some(character) if self.is_unit(unit, *character) => Step::On(place + 1),
                _ => Step::Fail,
            },
            Instruction::Repeat(index) => return self.repeat(index, address, place),
            Instruction::At(at, unicode) => matched(self.is_at(at, place, unicode)),
            Instruction::Jump(to) => Step::Jump(to, place),
            Instruction::Branch(other) => return self.branch(address, other, place),
            Instruction::Mark(register) => {
                self.set(register, place as u32)?;
                if register % 2 == 1 {
                    self.set(self.program.last_group(), register / 2 + 1)?;
                }
                Step::On(place)
            }
            Instruction::Enter(index) => {
                let counter = self.program.loops[index as usize].counter;
                self.set(counter, 0)?;
                self.set(counter + 1, NOTHING)?;
                Step::On(place)
            }
            Instruction::Next(index) => return self.next_round(index, address, place),
            Instruction::Again(index) => return self.again(index, place),
            Instruction::Cut(register) => {
                self.registers[register as usize] = self.stack.height();
                Step::On(place)
            }
            Instruction::Commit(register) => {
                self.stack.commit(self.registers[register as usize]);
                Step::On(place)
            }
            Instruction::Look { register, .. } => {
                self.registers[register as usize] = self.stack.height();
                self.registers[register as usize + 1] = place as u32;
                Step::On(place)
            }
            Instruction::Looked(register) => {
                self.stack.commit(self.registers[register as usize]);
                Step::On(self.registers[register as usize + 1] as usize)
            }
            Instruction::Refuse { register, end } => {
                self.registers[register as usize] = self.stack.height();
                self.stack.push(Frame::Way(end, place as u32))?;
                Step::On(place)
            }
            Instruction::Refused(register) => {
                let height = self.registers[register as usize];
                self.stack.unwind(height, &mut self.registers);
                Step::Fail
            }
            Instruction::Back(count) => match place.checked_sub(count as usize) {
                Some(place) => Step::On(place),
                None => Step::Fail,
            },
            Instruction::Reference(group, fold) => match self.repeated(group, fold, place) {
                Some(end) => Step::On(end),
                None => Step::Fail,
            },
            Instruction::Condition(group, otherwise) => match self.group(group) {
                Some(_) => Step::On(place),
                None => Step::Jump(otherwise, place),
            },
            Instruction::Match => {
                let is_whole = self.anchor != Anchor::Both || place == self.text.len();
                let is_empty = place == start && self.not_empty_at == Some(place);
                if is_whole && !is_empty {
                    Step::Done
                } else {
                    Step::Fail
                }
            }
        })
    }

    /// Sets a register, so that it is as before when what follows fails.
    #[inline]
    fn set(&mut self, register: u32, value: u32) -> Result<()> {
        let before = std::mem::replace(&mut self.registers[register as usize], value);
        // When there is no other way left, nobody will ask for it.
        if before != value && !self.stack.is_empty() {
            self.stack.push(Frame::Register(register, before))?;
        }
        Ok(())
    }

    #[inline]
    fn is_unit(&self, unit: Unit, character: char) -> bool {
        match unit {
            Unit::Is(code) => u32::from(character) == code,
            Unit::IsNot(code) => u32::from(character) != code,
            Unit::Any => true,
            Unit::In(class) => self.program.classes[class as usize].contains(character),
        }
    }

    fn is_at(&self, at: Place, place: usize, unicode: bool) -> bool {
        let is_break = |place: usize| self.text.get(place) == Some(&'\n');
        let end = self.text.len();
        match at {
            Place::Start => place == 0,
            Place::End => place == end,
            Place::LineStart => place == 0 || is_break(place - 1),
            Place::LineEnd => place == end || is_break(place),
            Place::LastLineEnd => place == end || place + 1 == end && is_break(place),
            // Python finds neither in an empty text.
            Place::Boundary | Place::NotBoundary if end == 0 => false,
            Place::Boundary => self.is_boundary(place, unicode),
            Place::NotBoundary => !self.is_boundary(place, unicode),
        }
    }

    fn is_boundary(&self, place: usize, unicode: bool) -> bool {
        let is_word_at = |place: Option<usize>| {
            let character = place.and_then(|place| self.text.get(place));
            character
                .is_some_and(|character| (unicode || character.is_ascii()) && is_word(*character))
        };
        is_word_at(place.checked_sub(1)) != is_word_at(Some(place))
    }

    /// Where a repetition of what a group has matched ends.
    fn repeated(&self, group: u32, fold: Fold, place: usize) -> Option<usize> {
        let (start, end) = self.group(group)?;
        let before = &self.text[start..end];
        let here = self.text.get(place..place + before.len())?;
        let same = |(one, other): (&char, &char)| fold.lower(*one) == fold.lower(*other);
        before
            .iter()
            .zip(here)
            .all(same)
            .then_some(place + before.len())
    }

    /// Goes on with the first way, unless its first character is plainly another.
    #[inline]
    fn branch(&mut self, address: u32, other: u32, place: usize) -> Result<Step> {
        if let Instruction::Unit(unit) = self.program.instructions[address as usize + 1] {
            let character = self.text.get(place);
            if !character.is_some_and(|character| self.is_unit(unit, *character)) {
                return Ok(Step::Jump(other, place));
            }
        }
        self.stack.push(Frame::Way(other, place as u32))?;
        Ok(Step::On(place))
    }

    /// Undoes what was done since the last choice, and takes the other way there.
    fn another_way(&mut self) -> Option<(u32, usize)> {
        loop {
            match self.stack.pop()? {
                Frame::Way(address, place) => return Some((address, place as usize)),
                Frame::Register(register, value) => self.registers[register as usize] = value,
                Frame::Shorter {
                    address,
                    least,
                    place,
                } => {
                    if let Some(way) = self.shorter(address, least as usize, place as usize) {
                        return Some(way);
                    }
                }
                Frame::Longer {
                    address,
                    place,
                    most,
                } => {
                    if let Some(way) = self.longer(address, place as usize, most as usize) {
                        return Some(way);
                    }
                }
            }
        }
    }
}

/// The way to the end of this text is too long.
fn out_of_memory() -> RegexError {
    let message = "the pattern has too many ways to match this text; make it less ambiguous";
    RegexError::new(ErrorKind::Memory, message)
}
