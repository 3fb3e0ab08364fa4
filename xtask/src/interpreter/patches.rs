//! Changes to the bytes of `micropython.wasm` before it is compiled. Each is refused unless its
//! place is found exactly once, so that another version of MicroPython cannot be changed blindly.

/// `nlr_jump_fail`, where MicroPython ends when memory runs out and no `try` is left: an endless
/// loop, which would hang the worker until its deadline. (As a function body: size, no locals,
/// `loop`, `br 0`, `end`, `end`.)
const HANG: [u8; 8] = [0x07, 0x00, 0x03, 0x40, 0x0c, 0x00, 0x0b, 0x0b];
/// The same function as a trap, which the page hears of at once: `unreachable`, `nop`s.
const TRAP: [u8; 8] = [0x07, 0x00, 0x00, 0x01, 0x01, 0x01, 0x01, 0x0b];

/// Makes all changes.
///
/// # Errors
/// Which change does not fit this `micropython.wasm`.
pub fn apply(wasm: &mut [u8]) -> Result<(), String> {
    replace(wasm, &HANG, &TRAP)
        .map_err(|found| format!("nlr_jump_fail was found {found} times in micropython.wasm"))
}

/// Replaces `old` by `new`; an error is the number of places, when it is not 1.
fn replace<const LENGTH: usize>(
    bytes: &mut [u8],
    old: &[u8; LENGTH],
    new: &[u8; LENGTH],
) -> Result<(), usize> {
    let places: Vec<usize> = bytes
        .windows(LENGTH)
        .enumerate()
        // The first bytes rule nearly all out, and this is on the way to the first output.
        .filter(|(_, window)| window.first_chunk::<4>() == old.first_chunk::<4>())
        .filter_map(|(place, window)| (window == old).then_some(place))
        .collect();
    let [place] = places[..] else {
        return Err(places.len());
    };
    if let Some(target) = bytes.get_mut(place..place + LENGTH) {
        target.copy_from_slice(new);
    }
    Ok(())
}
