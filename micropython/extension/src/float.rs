//! `repr` of floats: the fewest digits that are read as the same number. What text is a float. And complex
//! numbers.

use crate::micropython::{
    Object, Print, address, m_malloc, mp_format_float, mp_parse_num_float, mp_print_float,
    stack_alloc, stack_restore,
};

/// `g`, as in a format.
const GENERAL: usize = b'g' as usize;
/// A flag: there is a point, or an exponent.
const ALWAYS_DECIMAL: usize = 256;
/// A flag: there is a sign, also a plus.
const WITH_SIGN: usize = 2;
/// No width.
const ANY_WIDTH: isize = -1;
/// Digits that every decimal of so many keeps on the way to a float and back.
const SAFE: usize = 15;
/// Digits that tell any float.
const ENOUGH: usize = 17;
/// MicroPython's own choice of digits.
const OWN: usize = 99;
const BUFFER: usize = 48;

impl Object {
    /// A new complex number.
    pub unsafe fn complex(real: f64, imaginary: f64) -> Self {
        let complex = Self(m_malloc(24) as usize);
        *(complex.0 as *mut usize) = address::COMPLEX;
        *((complex.0 + 8) as *mut f64) = real;
        *((complex.0 + 16) as *mut f64) = imaginary;
        complex
    }

    /// Of a complex number.
    pub unsafe fn imaginary_value(self) -> f64 {
        *((self.0 + 16) as *const f64)
    }
}

/// In the place of MicroPython's, which begins with sixteen digits, and so prints noise.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn float_print(to: *const Print, float: Object, _kind: usize) {
    print(to, float.float_value(), ALWAYS_DECIMAL);
}

/// In the place of MicroPython's, which knows no sign of a zero that is the real part.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn complex_print(to: *const Print, complex: Object, _kind: usize) {
    let (real, imaginary) = (complex.float_value(), complex.imaginary_value());
    let is_alone = real == 0.0 && real.is_sign_positive();
    if !is_alone {
        write(to, b'(');
        print(to, real, 0);
    }
    print(to, imaginary, if is_alone { 0 } else { WITH_SIGN });
    write(to, b'j');
    if !is_alone {
        write(to, b')');
    }
}

#[inline(never)]
unsafe fn write(to: *const Print, byte: u8) {
    let place = stack_alloc(16) as *mut u8;
    *place = byte;
    ((*to).write)((*to).data, place, 1);
    stack_restore(place as usize + 16);
}

#[inline(never)]
unsafe fn print(to: *const Print, value: f64, flags: usize) {
    let size = if value < 0.0 { -value } else { value };
    // In between the sixteenth and seventeenth digit stand before the point.
    let digits = if size > 0.0 && size < 1e15 || (1e17..f64::INFINITY).contains(&size) {
        digits(value)
    } else {
        OWN
    };
    mp_print_float(to, value, GENERAL, flags, 0, ANY_WIDTH, digits);
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

/// Whether a text is a float as it stands. MicroPython takes `e4` and `.` for 0, and `_` anywhere.
/// <https://docs.python.org/3/library/functions.html#float>
pub fn is_numeral(text: &[u8]) -> bool {
    let is_blank = |byte: &u8| matches!(byte, b' ' | b'\t'..=b'\r');
    let mut rest = text;
    while let [first, after @ ..] = rest
        && is_blank(first)
    {
        rest = after;
    }
    while let [before @ .., last] = rest
        && is_blank(last)
    {
        rest = before;
    }
    rest = without_sign(rest);
    if [&b"inf"[..], b"infinity", b"nan"]
        .iter()
        .any(|name| rest.eq_ignore_ascii_case(name))
    {
        return true;
    }
    let mut has_digits = take_digits(&mut rest);
    if let [b'.', after @ ..] = rest {
        rest = after;
        has_digits |= take_digits(&mut rest);
    }
    if let [b'e' | b'E', after @ ..] = rest {
        rest = without_sign(after);
        has_digits &= take_digits(&mut rest);
    }
    has_digits && rest.is_empty()
}

fn without_sign(text: &[u8]) -> &[u8] {
    match text {
        [b'+' | b'-', after @ ..] => after,
        _ => text,
    }
}

/// Takes digits off the start of a text, with single underscores between them. Whether there are any.
fn take_digits(text: &mut &[u8]) -> bool {
    let mut has_digits = false;
    loop {
        *text = match *text {
            [b'0'..=b'9', after @ ..] => after,
            [b'_', b'0'..=b'9', after @ ..] if has_digits => after,
            _ => return has_digits,
        };
        has_digits = true;
    }
}
