//! `repr` of floats: the fewest digits that are read as the same number.

use crate::micropython::{
    Object, Print, mp_format_float, mp_parse_num_float, mp_print_float, stack_alloc, stack_restore,
};

/// `g`, as in a format.
const GENERAL: usize = b'g' as usize;
/// A flag: there is a point, or an exponent.
const ALWAYS_DECIMAL: usize = 256;
/// No width.
const ANY_WIDTH: isize = -1;
/// Digits that every decimal of so many keeps on the way to a float and back.
const SAFE: usize = 15;
/// Digits that tell any float.
const ENOUGH: usize = 17;
/// MicroPython's own choice of digits.
const OWN: usize = 99;
const BUFFER: usize = 48;

/// In the place of MicroPython's, which begins with sixteen digits, and so prints noise.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn float_print(to: *const Print, float: Object, _kind: usize) {
    let value = float.float_value();
    let size = if value < 0.0 { -value } else { value };
    // In between the sixteenth and seventeenth digit stand before the point.
    let digits = if size > 0.0 && size < 1e15 || (1e17..f64::INFINITY).contains(&size) {
        digits(value)
    } else {
        OWN
    };
    mp_print_float(to, value, GENERAL, ALWAYS_DECIMAL, 0, ANY_WIDTH, digits);
}

unsafe fn digits(value: f64) -> usize {
    let buffer = stack_alloc(BUFFER) as *mut u8;
    // The smallest floats have fewer.
    let mut digits = if value.abs() < f64::MIN_POSITIVE {
        1
    } else {
        SAFE
    };
    while digits < ENOUGH {
        let length = mp_format_float(value, buffer, BUFFER, GENERAL, digits, 0);
        let read = mp_parse_num_float(buffer, length, 0, 0, 0);
        if read.float_value() == value {
            break;
        }
        digits += 1;
    }
    stack_restore(buffer as usize + BUFFER);
    digits
}
