//! Makes a program of a tree.

use super::class::Class;
use super::error::{ErrorKind, RegexError, Result};
use super::first::First;
use super::flags::{DOTALL, Flags, KINDS, MULTILINE, UNICODE};
use super::fold::Fold;
use super::parser::{Parsed, parse};
use super::program::{Instruction, Loop, Program, Repeat, Unit};
use super::tree::{Greed, Member, Node, Place, Sequence};

/// Reads and compiles a pattern.
///
/// # Errors
/// [`RegexError`] when it is none.
pub fn compile(pattern: &str, flags: Flags, is_bytes: bool) -> Result<Program> {
    let Parsed {
        tree,
        flags,
        groups,
        names,
    } = parse(pattern, flags, is_bytes)?;
    let mut compiler = Compiler {
        program: Program {
            instructions: Vec::new(),
            classes: Vec::new(),
            repeats: Vec::new(),
            loops: Vec::new(),
            registers: 2 * groups + 1,
            groups,
            names,
            flags,
            first: None,
            anchored: false,
        },
    };
    compiler.sequence(&tree, flags)?;
    compiler.emit(Instruction::Match);
    let mut program = compiler.program;
    for index in 0..program.instructions.len() - 1 {
        let mut rest = program.instructions[index + 1..].iter();
        let next = rest.find(|next| !matches!(next, Instruction::Mark(_)));
        if let (Instruction::Repeat(repeat), Some(Instruction::Unit(Unit::Is(follow)))) =
            (program.instructions[index], next)
        {
            program.repeats[repeat as usize].follow = Some(*follow);
        }
    }
    program.first = First::of(&program);
    program.anchored = matches!(program.instructions[0], Instruction::At(Place::Start, _));
    Ok(program)
}

struct Compiler {
    program: Program,
}

impl Compiler {
    fn emit(&mut self, instruction: Instruction) {
        self.program.instructions.push(instruction);
    }

    /// The address of what is emitted next.
    fn here(&self) -> u32 {
        self.program.instructions.len() as u32
    }

    /// Emits a placeholder, to be set when what it needs is known.
    fn reserve(&mut self) -> usize {
        self.emit(Instruction::Match);
        self.program.instructions.len() - 1
    }

    fn registers(&mut self, count: u32) -> u32 {
        let register = self.program.registers;
        self.program.registers += count;
        register
    }

    fn sequence(&mut self, sequence: &Sequence, flags: Flags) -> Result<()> {
        sequence
            .nodes
            .iter()
            .try_for_each(|node| self.node(node, flags))
    }

    fn node(&mut self, node: &Node, flags: Flags) -> Result<()> {
        if let Some(unit) = self.unit(node, flags) {
            self.emit(Instruction::Unit(unit));
            return Ok(());
        }
        match node {
            // Units, which are done.
            Node::Literal(_) | Node::Any | Node::Set { .. } => Ok(()),
            Node::At(place) => {
                self.emit(Instruction::At(placed(*place, flags), flags & UNICODE != 0));
                Ok(())
            }
            Node::Branch(ways) => self.branch(ways, flags),
            Node::Group {
                number,
                added,
                removed,
                body,
            } => {
                let kept = if added & KINDS != 0 {
                    flags & !KINDS
                } else {
                    flags
                };
                let flags = (kept | added) & !removed;
                let Some(number) = number else {
                    return self.sequence(body, flags);
                };
                self.emit(Instruction::Mark(2 * (number - 1)));
                self.sequence(body, flags)?;
                self.emit(Instruction::Mark(2 * (number - 1) + 1));
                Ok(())
            }
            Node::Repeat {
                greed,
                min,
                max,
                body,
            } => self.repeat(*greed, (*min, *max), body, flags),
            Node::Atomic(body) => self.atomic(|compiler| compiler.sequence(body, flags)),
            Node::Look {
                behind,
                negated,
                body,
            } => self.look(*behind, *negated, body, flags),
            Node::Reference(group) => {
                self.emit(Instruction::Reference(*group, Fold::of(flags)));
                Ok(())
            }
            Node::Condition { group, yes, no } => {
                let condition = self.reserve();
                self.sequence(yes, flags)?;
                let mut otherwise = self.here();
                if let Some(no) = no {
                    let end = self.reserve();
                    otherwise = self.here();
                    self.sequence(no, flags)?;
                    self.program.instructions[end] = Instruction::Jump(self.here());
                }
                self.program.instructions[condition] = Instruction::Condition(*group, otherwise);
                Ok(())
            }
        }
    }

    /// What matches one character; none when the node is something else.
    fn unit(&mut self, node: &Node, flags: Flags) -> Option<Unit> {
        match node {
            Node::Any if flags & DOTALL != 0 => Some(Unit::Any),
            Node::Any => Some(Unit::IsNot('\n'.into())),
            Node::Literal(code) if is_caseless(*code, flags) => Some(Unit::Is(*code)),
            Node::Literal(code) => Some(self.class(&[Member::Range(*code, *code)], false, flags)),
            Node::Set { negated, members } => match members.as_slice() {
                [Member::Range(code, last)] if code == last && is_caseless(*code, flags) => {
                    Some(if *negated {
                        Unit::IsNot(*code)
                    } else {
                        Unit::Is(*code)
                    })
                }
                _ => Some(self.class(members, *negated, flags)),
            },
            _ => None,
        }
    }

    fn class(&mut self, members: &[Member], negated: bool, flags: Flags) -> Unit {
        self.program
            .classes
            .push(Class::new(members, negated, flags));
        Unit::In(self.program.classes.len() as u32 - 1)
    }

    fn branch(&mut self, ways: &[Sequence], flags: Flags) -> Result<()> {
        let mut ends = Vec::new();
        for (index, way) in ways.iter().enumerate() {
            if index + 1 == ways.len() {
                self.sequence(way, flags)?;
                break;
            }
            let branch = self.reserve();
            self.sequence(way, flags)?;
            ends.push(self.reserve());
            self.program.instructions[branch] = Instruction::Branch(self.here());
        }
        for end in ends {
            self.program.instructions[end] = Instruction::Jump(self.here());
        }
        Ok(())
    }

    fn repeat(
        &mut self,
        greed: Greed,
        bounds: (u32, u32),
        body: &Sequence,
        flags: Flags,
    ) -> Result<()> {
        let (min, max) = bounds;
        if let [node] = body.nodes.as_slice()
            && let Some(unit) = self.unit(node, flags)
        {
            self.emit(Instruction::Repeat(self.program.repeats.len() as u32));
            let repeat = Repeat {
                unit,
                min,
                max,
                greed,
                follow: None,
            };
            self.program.repeats.push(repeat);
            return Ok(());
        }
        match greed {
            Greed::Greedy | Greed::Lazy => {
                let lazy = greed == Greed::Lazy;
                self.rounds(bounds, lazy, body, |compiler| {
                    compiler.sequence(body, flags)
                })
            }
            // Each round is matched in one way only, not just all of them together.
            Greed::Possessive => self.atomic(|compiler| {
                compiler.rounds(bounds, false, body, |compiler| {
                    compiler.atomic(|compiler| compiler.sequence(body, flags))
                })
            }),
        }
    }

    fn rounds(
        &mut self,
        (min, max): (u32, u32),
        lazy: bool,
        body: &Sequence,
        round: impl FnOnce(&mut Self) -> Result<()>,
    ) -> Result<()> {
        let index = self.program.loops.len() as u32;
        let counter = self.registers(2);
        self.emit(Instruction::Enter(index));
        let may_be_empty = body.width.least == 0;
        let mut each = Loop {
            min,
            max,
            lazy,
            may_be_empty,
            body: 0,
            exit: 0,
            counter,
        };
        self.program.loops.push(each);
        self.emit(Instruction::Next(index));
        if lazy {
            self.emit(Instruction::Again(index));
        }
        each.body = self.here();
        round(self)?;
        // The decision comes right behind the entry.
        let next = each.body - if lazy { 2 } else { 1 };
        self.emit(Instruction::Jump(next));
        each.exit = self.here();
        self.program.loops[index as usize] = each;
        Ok(())
    }

    fn atomic(&mut self, body: impl FnOnce(&mut Self) -> Result<()>) -> Result<()> {
        let register = self.registers(1);
        self.emit(Instruction::Cut(register));
        body(self)?;
        self.emit(Instruction::Commit(register));
        Ok(())
    }

    fn look(&mut self, behind: bool, negated: bool, body: &Sequence, flags: Flags) -> Result<()> {
        let register = self.registers(2);
        let begin = self.reserve();
        if behind {
            if body.width.least != body.width.most {
                let message = "look-behind requires fixed-width pattern";
                return Err(RegexError::new(ErrorKind::Pattern, message));
            }
            self.emit(Instruction::Back(body.width.least as u32));
        }
        self.sequence(body, flags)?;
        let end = self.here() + 1;
        let (first, last) = if negated {
            (
                Instruction::Refuse { register, end },
                Instruction::Refused(register),
            )
        } else {
            (
                Instruction::Look { register, end },
                Instruction::Looked(register),
            )
        };
        self.program.instructions[begin] = first;
        self.emit(last);
        Ok(())
    }
}

/// Whether a literal matches itself alone.
fn is_caseless(code: u32, flags: Flags) -> bool {
    let fold = Fold::of(flags);
    let is_cased = |character: char| match fold {
        Fold::Exact => false,
        Fold::Ascii => character.is_ascii_alphabetic(),
        Fold::Unicode => {
            fold.lower(character) != character || character.to_uppercase().next() != Some(character)
        }
    };
    !char::from_u32(code).is_some_and(is_cased)
}

fn placed(place: Place, flags: Flags) -> Place {
    match place {
        // Without lines there is one, and its end has a rule of its own.
        Place::LineStart if flags & MULTILINE == 0 => Place::Start,
        Place::LineEnd if flags & MULTILINE == 0 => Place::LastLineEnd,
        place => place,
    }
}
