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
    // After a collection MicroPython gives back the parts of its heap in which the last block in use
    // is the first one, as if none were: whatever lives there then lies in memory that is handed out
    // again, and growing a list there ends in an endless loop. No part is given back any more; the
    // next step allocates in them. (`block`, `local.get 4`, `i32.eqz`, `br_if`; then: never.)
    Patch {
        name: "gc_sweep",
        old: &[
            0x02, 0x40, 0x20, 0x04, 0x45, 0x0d, 0x00, 0x20, 0x06, 0x21, 0x02, 0x0c, 0x01, 0x0b,
        ],
        new: &[
            0x02, 0x40, 0x41, 0x00, 0x01, 0x0d, 0x00, 0x20, 0x06, 0x21, 0x02, 0x0c, 0x01, 0x0b,
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
        let twice = module(&[hang.old, sweep.old, sweep.old]);
        assert_eq!(said(twice), "gc_sweep was found 2 times");
    }
}
