//! The patterns that were used last, compiled. Nothing depends on it but time: every request
//! carries its pattern.

use std::cell::RefCell;
use std::rc::Rc;

use super::compiler::compile;
use super::error::Result;
use super::flags::Flags;
use super::program::Program;

/// How many are kept, and how long their texts may be: a class of characters takes some hundred
/// bytes.
const CAPACITY: usize = 100;
const LONGEST: usize = 10_000;

struct Entry {
    pattern: String,
    flags: Flags,
    is_bytes: bool,
    program: Rc<Program>,
}

thread_local! {
    /// The one that was used last comes last.
    static ENTRIES: RefCell<Vec<Entry>> = const { RefCell::new(Vec::new()) };
}

/// The program of a pattern.
///
/// # Errors
/// [`super::error::RegexError`] when it is none.
pub fn program(pattern: &str, flags: Flags, is_bytes: bool) -> Result<Rc<Program>> {
    let known = ENTRIES.with_borrow_mut(|entries| {
        let is_it = |entry: &Entry| {
            entry.flags == flags && entry.is_bytes == is_bytes && entry.pattern == pattern
        };
        let index = entries.iter().rposition(is_it)?;
        entries[index..].rotate_left(1);
        entries.last().map(|entry| entry.program.clone())
    });
    if let Some(program) = known {
        return Ok(program);
    }
    let program = Rc::new(compile(pattern, flags, is_bytes)?);
    if pattern.len() <= LONGEST {
        ENTRIES.with_borrow_mut(|entries| {
            if entries.len() == CAPACITY {
                entries.remove(0);
            }
            entries.push(Entry {
                pattern: pattern.to_string(),
                flags,
                is_bytes,
                program: program.clone(),
            });
        });
    }
    Ok(program)
}
