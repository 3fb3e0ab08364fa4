//! Which characters a match can begin with, so that a search can pass over the others.

use super::program::{Instruction, Program, Unit};

/// The characters that a match can begin with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct First {
    /// A bit for each ASCII character.
    ascii: u128,
    /// Whether any other will do.
    others: bool,
}

impl First {
    /// Whether a match can begin with a character.
    #[inline]
    pub fn contains(self, character: char) -> bool {
        match u32::from(character) {
            code @ ..128 => self.ascii >> code & 1 != 0,
            _ => self.others,
        }
    }

    /// Follows a program on all its ways up to the first character; none when there is a way to
    /// match without one, or one that is not followed.
    pub fn of(program: &Program) -> Option<Self> {
        let mut first = Self::default();
        let mut seen = vec![false; program.instructions.len()];
        let mut waiting = vec![0];
        while let Some(address) = waiting.pop() {
            if std::mem::replace(seen.get_mut(address as usize)?, true) {
                continue;
            }
            let next = address + 1;
            match program.instructions[address as usize] {
                Instruction::Unit(unit) => first.add(unit, program),
                Instruction::Repeat(index) => {
                    let repeat = &program.repeats[index as usize];
                    first.add(repeat.unit, program);
                    if repeat.min == 0 {
                        waiting.push(next);
                    }
                }
                Instruction::At(..)
                | Instruction::Mark(_)
                | Instruction::Cut(_)
                | Instruction::Commit(_) => waiting.push(next),
                Instruction::Jump(target) => waiting.push(target),
                Instruction::Branch(other) | Instruction::Condition(_, other) => {
                    waiting.extend([next, other]);
                }
                Instruction::Enter(index)
                | Instruction::Next(index)
                | Instruction::Again(index) => {
                    let each = &program.loops[index as usize];
                    waiting.push(each.body);
                    if each.min == 0 || each.may_be_empty {
                        waiting.push(each.exit);
                    }
                }
                // What is only looked at is left out.
                Instruction::Look { end, .. } | Instruction::Refuse { end, .. } => {
                    waiting.push(end);
                }
                Instruction::Looked(_)
                | Instruction::Refused(_)
                | Instruction::Back(_)
                | Instruction::Reference(..)
                | Instruction::Match => return None,
            }
        }
        Some(first)
    }

    fn add(&mut self, unit: Unit, program: &Program) {
        let (ascii, others) = match unit {
            Unit::Is(code @ ..128) => (1 << code, false),
            Unit::Is(_) => (0, true),
            Unit::IsNot(code @ ..128) => (!(1 << code), true),
            Unit::IsNot(_) | Unit::Any => (u128::MAX, true),
            Unit::In(class) => (program.classes[class as usize].ascii(), true),
        };
        self.ascii |= ascii;
        self.others |= others;
    }
}
