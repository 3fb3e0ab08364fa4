//! What is left to try, and what is to be undone before it is tried.

use super::super::error::Result;
use super::out_of_memory;

/// 64 MB.
const LIMIT: usize = (64 << 20) / size_of::<Frame>();

/// Something to do when a way fails. Places and addresses are as in the program.
#[derive(Debug, Clone, Copy)]
pub enum Frame {
    /// Go on at this address, from this place.
    Way(u32, u32),
    /// Give this register this value.
    Register(u32, u32),
    /// Give up one character of a greedy repetition.
    Shorter {
        /// Of the repetition.
        address: u32,
        /// Where it ends at the least.
        least: u32,
        /// Where it ended.
        place: u32,
    },
    /// Take one character more into a lazy repetition.
    Longer {
        /// Of the repetition.
        address: u32,
        /// Where it ended.
        place: u32,
        /// Where it ends at the most.
        most: u32,
    },
}

/// A stack of frames.
#[derive(Default)]
pub struct Stack {
    frames: Vec<Frame>,
}

impl Stack {
    /// Without frames.
    pub fn clear(&mut self) {
        self.frames.clear();
    }

    /// Whether there is nothing left to do.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.frames.is_empty()
    }

    /// How many frames there are.
    pub fn height(&self) -> u32 {
        self.frames.len() as u32
    }

    /// Puts a frame on top.
    #[inline]
    pub fn push(&mut self, frame: Frame) -> Result<()> {
        if self.frames.len() >= LIMIT {
            return Err(out_of_memory());
        }
        self.frames.push(frame);
        Ok(())
    }

    /// Puts back what takes the place of the frame that was just taken.
    #[inline]
    pub fn push_back(&mut self, frame: Frame) {
        self.frames.push(frame);
    }

    /// Takes the frame on top.
    #[inline]
    pub fn pop(&mut self) -> Option<Frame> {
        self.frames.pop()
    }

    /// Forgets the ways above a height. What is to be undone stays: an earlier way needs it.
    pub fn commit(&mut self, height: u32) {
        let height = height as usize;
        let mut kept = height;
        for index in height..self.frames.len() {
            let frame = self.frames[index];
            if matches!(frame, Frame::Register(..)) {
                self.frames[kept] = frame;
                kept += 1;
            }
        }
        self.frames.truncate(kept);
    }

    /// Undoes all that was done above a height.
    pub fn unwind(&mut self, height: u32, registers: &mut [u32]) {
        while self.frames.len() > height as usize {
            if let Some(Frame::Register(register, value)) = self.frames.pop() {
                registers[register as usize] = value;
            }
        }
    }
}
