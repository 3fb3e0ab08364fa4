//! The flags of `re`, as the numbers that Python knows them by.

use super::error::{ErrorKind, RegexError, Result};

/// A set of flags.
pub type Flags = u32;

/// Undocumented and without effect.
pub const TEMPLATE: Flags = 1;
/// Case does not matter.
pub const IGNORECASE: Flags = 2;
/// Bytes as the locale has them. There is only the C locale.
pub const LOCALE: Flags = 4;
/// `^` and `$` match at each line.
pub const MULTILINE: Flags = 8;
/// `.` matches a line break too.
pub const DOTALL: Flags = 16;
/// Characters as Unicode has them.
pub const UNICODE: Flags = 32;
/// White space and comments in the pattern do not count.
pub const VERBOSE: Flags = 64;
/// CPython prints the compiled pattern.
pub const DEBUG: Flags = 128;
/// Only ASCII characters are letters, digits and white space.
pub const ASCII: Flags = 256;

/// Those of which a pattern has one.
pub const KINDS: Flags = ASCII | LOCALE | UNICODE;
/// Those that hold for the whole pattern.
pub const GLOBAL: Flags = DEBUG | TEMPLATE;

/// The flag that a letter in a pattern stands for.
pub fn of_letter(letter: char) -> Option<Flags> {
    Some(match letter {
        'i' => IGNORECASE,
        'L' => LOCALE,
        'm' => MULTILINE,
        's' => DOTALL,
        'x' => VERBOSE,
        'a' => ASCII,
        't' => TEMPLATE,
        'u' => UNICODE,
        _ => return None,
    })
}

/// The flags of a whole pattern, complete.
///
/// # Errors
/// [`RegexError`] when they contradict each other or the kind of the pattern.
pub fn complete(flags: Flags, is_bytes: bool) -> Result<Flags> {
    let refused = |message: &str| Err(RegexError::new(ErrorKind::Value, message));
    match is_bytes {
        false if flags & LOCALE != 0 => refused("cannot use LOCALE flag with a str pattern"),
        false if flags & ASCII == 0 => Ok(flags | UNICODE),
        false if flags & UNICODE != 0 => refused("ASCII and UNICODE flags are incompatible"),
        true if flags & UNICODE != 0 => refused("cannot use UNICODE flag with a bytes pattern"),
        true if flags & LOCALE != 0 && flags & ASCII != 0 => {
            refused("ASCII and LOCALE flags are incompatible")
        }
        _ => Ok(flags),
    }
}
