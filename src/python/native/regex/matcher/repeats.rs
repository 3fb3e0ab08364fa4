//! Repetition: of one character, which needs one frame however long it is, and of anything else.

use super::super::error::Result;
use super::super::program::{Instruction, Loop, Repeat, Unit};
use super::super::tree::{Greed, UNLIMITED};
use super::stack::Frame;
use super::{Matcher, Step};

impl Matcher<'_> {
    /// A repeated character.
    pub fn repeat(&mut self, index: u32, address: u32, place: usize) -> Result<Step> {
        let repeat = self.program.repeats[index as usize];
        let room = self.text.len() - place;
        if room < repeat.min as usize {
            return Ok(Step::Fail);
        }
        let least = place + repeat.min as usize;
        let most = place + room.min(repeat.max as usize);
        match repeat.greed {
            Greed::Possessive => {
                let end = self.end_of_run(repeat.unit, place, most);
                Ok(if end < least {
                    Step::Fail
                } else {
                    Step::On(end)
                })
            }
            Greed::Greedy => {
                let end = self.end_of_run(repeat.unit, place, most);
                let Some(end) = self.last_place(repeat, least, end) else {
                    return Ok(Step::Fail);
                };
                if end > least {
                    let (least, place) = (least as u32, end as u32);
                    self.stack.push(Frame::Shorter {
                        address,
                        least,
                        place,
                    })?;
                }
                Ok(Step::On(end))
            }
            Greed::Lazy => {
                if self.end_of_run(repeat.unit, place, least) < least {
                    return Ok(Step::Fail);
                }
                let Some(end) = self.first_place(repeat, least, most) else {
                    return Ok(Step::Fail);
                };
                if end < most {
                    let (place, most) = (end as u32, most as u32);
                    self.stack.push(Frame::Longer {
                        address,
                        place,
                        most,
                    })?;
                }
                Ok(Step::On(end))
            }
        }
    }

    /// A greedy repetition that ended at a place and has to end before it.
    pub fn shorter(&mut self, address: u32, least: usize, place: usize) -> Option<(u32, usize)> {
        let end = self.last_place(self.repeat_at(address)?, least, place - 1)?;
        if end > least {
            let (least, place) = (least as u32, end as u32);
            self.stack.push_back(Frame::Shorter {
                address,
                least,
                place,
            });
        }
        Some((address + 1, end))
    }

    /// A lazy repetition that ended at a place and has to end behind it.
    pub fn longer(&mut self, address: u32, place: usize, most: usize) -> Option<(u32, usize)> {
        let repeat = self.repeat_at(address)?;
        if !self.is_unit(repeat.unit, self.text[place]) {
            return None;
        }
        let end = self.first_place(repeat, place + 1, most)?;
        if end < most {
            let (place, most) = (end as u32, most as u32);
            self.stack.push_back(Frame::Longer {
                address,
                place,
                most,
            });
        }
        Some((address + 1, end))
    }

    fn repeat_at(&self, address: u32) -> Option<Repeat> {
        match self.program.instructions[address as usize] {
            Instruction::Repeat(index) => Some(self.program.repeats[index as usize]),
            _ => None,
        }
    }

    /// Where characters of a kind end that begin at a place.
    fn end_of_run(&self, unit: Unit, place: usize, most: usize) -> usize {
        let text = &self.text[place..most];
        let length = match unit {
            Unit::Any => None,
            Unit::Is(code) => text.iter().position(|other| u32::from(*other) != code),
            Unit::IsNot(code) => text.iter().position(|other| u32::from(*other) == code),
            Unit::In(class) => {
                let class = &self.program.classes[class as usize];
                text.iter().position(|other| !class.contains(*other))
            }
        };
        length.map_or(most, |length| place + length)
    }

    /// The last place, not after this one, from where the rest may match.
    fn last_place(&self, repeat: Repeat, least: usize, place: usize) -> Option<usize> {
        if place < least {
            return None;
        }
        let Some(follow) = repeat.follow else {
            return Some(place);
        };
        (least..=place)
            .rev()
            .find(|place| self.is_code(*place, follow))
    }

    /// The first place, not before this one, from where the rest may match.
    fn first_place(&self, repeat: Repeat, mut place: usize, most: usize) -> Option<usize> {
        while let Some(follow) = repeat.follow
            && !self.is_code(place, follow)
        {
            if place >= most || !self.is_unit(repeat.unit, self.text[place]) {
                return None;
            }
            place += 1;
        }
        Some(place)
    }

    #[inline]
    fn is_code(&self, place: usize, code: u32) -> bool {
        self.text
            .get(place)
            .is_some_and(|character| u32::from(*character) == code)
    }

    /// Goes round again, or on.
    pub fn next_round(&mut self, index: u32, address: u32, place: usize) -> Result<Step> {
        let each = self.program.loops[index as usize];
        if self.rounds(each) < each.min {
            self.set(each.counter, self.rounds(each) + 1)?;
            return Ok(Step::Jump(each.body, place));
        }
        if each.lazy {
            self.stack.push(Frame::Way(address + 1, place as u32))?;
            return Ok(Step::Jump(each.exit, place));
        }
        if !self.may_go_round(each, place) {
            return Ok(Step::Jump(each.exit, place));
        }
        self.stack.push(Frame::Way(each.exit, place as u32))?;
        self.begin_round(each, place)
    }

    /// A lazy loop's way round, after its way on has failed.
    pub fn again(&mut self, index: u32, place: usize) -> Result<Step> {
        let each = self.program.loops[index as usize];
        if !self.may_go_round(each, place) {
            return Ok(Step::Fail);
        }
        self.begin_round(each, place)
    }

    fn rounds(&self, each: Loop) -> u32 {
        self.registers[each.counter as usize]
    }

    /// Not so often, and not when the last round got nowhere.
    fn may_go_round(&self, each: Loop, place: usize) -> bool {
        (each.max == UNLIMITED || self.rounds(each) < each.max)
            && self.registers[each.counter as usize + 1] != place as u32
    }

    fn begin_round(&mut self, each: Loop, place: usize) -> Result<Step> {
        // What no one will ask for is not counted: it would take a frame.
        if each.max != UNLIMITED {
            self.set(each.counter, self.rounds(each) + 1)?;
        }
        if each.may_be_empty {
            self.set(each.counter + 1, place as u32)?;
        }
        Ok(Step::Jump(each.body, place))
    }
}
