//! Changes to the bytes of MicroPython's functions. Each is refused unless its place is found
//! exactly once, so that another version of MicroPython cannot be changed blindly.

use std::path::Path;

use crate::process::Failure;

/// Bytes that take the place of others.
struct Patch {
    /// The function.
    name: &'static str,
    old: &'static [u8],
    /// As long.
    new: &'static [u8],
}

const PATCHES: [Patch; 2] = [
    // Where MicroPython ends when memory runs out and no `try` is left: an endless loop, which
    // would hang the worker until its deadline. It becomes a trap, which the page hears of at once.
    // (A function's body: size, no locals, `loop`, `br 0`, `end`, `end`. Then: `unreachable`, `nop`s.)
    Patch {
        name: "nlr_jump_fail",
        old: &[0x07, 0x00, 0x03, 0x40, 0x0c, 0x00, 0x0b, 0x0b],
        new: &[0x07, 0x00, 0x00, 0x01, 0x01, 0x01, 0x01, 0x0b],
    },
    // The end of a collection gives back each part of the heap whose last used block is number 0,
    // taking it for empty: also where that one block is in use. A list that was cleared is such a
    // block, and what it holds was then overwritten, or looked for without end. With the patch the
    // part's first byte of marks has to be zero as well, which says that its first blocks are free.
    //
    // Before: `if first == 0 { first = part } else if last != 0 { first = part } else { free }`.
    // After: `if first != 0 && (last | marks) == 0 { free } else { first = part }`.
    Patch {
        name: "gc_sweep_free_blocks",
        old: &[
            0x02, 0x40, 0x02, 0x40, 0x20, 0x02, 0x0d, 0x00, 0x20, 0x06, 0x21, 0x02, 0x0c, 0x01,
            0x0b, 0x02, 0x40, 0x20, 0x04, 0x45, 0x0d, 0x00, 0x20, 0x06, 0x21, 0x02, 0x0c, 0x01,
            0x0b, // What frees a part follows.
            0x20, 0x02, 0x20, 0x06, 0x28, 0x02, 0x00, 0x36, 0x02, 0x00, 0x20, 0x06, 0x10, 0xc8,
            0x8b, 0x80, 0x80, 0x00, 0x0b,
        ],
        new: &[
            0x02, 0x40, 0x02, 0x40, 0x20, 0x02, 0x45, 0x0d, 0x00, 0x20, 0x04, 0x20, 0x06, 0x28,
            0x02, 0x04, 0x2d, 0x00, 0x00, 0x72, 0x0d, 0x00, // What frees a part follows.
            0x20, 0x02, 0x20, 0x06, 0x28, 0x02, 0x00, 0x36, 0x02, 0x00, 0x20, 0x06, 0x10, 0xc8,
            0x8b, 0x80, 0x80, 0x00, // Then the end, and the other branch.
            0x0c, 0x01, 0x0b, 0x20, 0x06, 0x21, 0x02, 0x0b,
        ],
    },
];

/// Makes all changes.
///
/// # Errors
/// Which change does not fit this module.
pub fn apply(mut wasm: Vec<u8>, _: &Path) -> Result<Vec<u8>, Failure> {
    for patch in &PATCHES {
        replace(&mut wasm, patch)?;
    }
    Ok(wasm)
}

fn replace(wasm: &mut [u8], patch: &Patch) -> Result<(), Failure> {
    let places: Vec<usize> = wasm
        .windows(patch.old.len())
        .enumerate()
        .filter_map(|(place, window)| (window == patch.old).then_some(place))
        .collect();
    let [place] = places[..] else {
        return Err(Failure::new(format!(
            "{} was found {} times",
            patch.name,
            places.len()
        )));
    };
    wasm[place..place + patch.new.len()].copy_from_slice(patch.new);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn module(bodies: &[&[u8]]) -> Vec<u8> {
        [&[0xff][..], &bodies.join(&0xff), &[0xff]].concat()
    }

    #[test]
    fn every_patch_is_made_and_nothing_else_changes() -> Result<(), Failure> {
        let old = module(&PATCHES.map(|patch| patch.old));
        let new = module(&PATCHES.map(|patch| patch.new));
        assert_eq!(apply(old, Path::new(""))?, new);
        Ok(())
    }

    #[test]
    fn a_place_that_is_not_there_exactly_once_is_refused() {
        let [hang, sweep] = &PATCHES;
        let said = |wasm| match apply(wasm, Path::new("")) {
            Ok(_) => "patched".to_string(),
            Err(failure) => failure.to_string(),
        };
        assert_eq!(said(module(&[])), "nlr_jump_fail was found 0 times");
        let twice = module(&[hang.old, hang.old]);
        assert_eq!(said(twice), "nlr_jump_fail was found 2 times");
        let other = module(&[hang.old, sweep.new]);
        assert_eq!(said(other), "gc_sweep_free_blocks was found 0 times");
    }
}
