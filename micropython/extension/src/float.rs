//! `repr` of floats: the fewest digits that are read as the same number. What text is a float. And complex
//! numbers.

use crate::micropython::{
    Object, Print, address, m_malloc, mp_format_float, mp_parse_num_float, stack_alloc,
    stack_restore,
};

/// `g`, as in a format.
const GENERAL: usize = b'g' as usize;
/// `e`, as in a format: one digit before the point, so many behind it.
const SCIENTIFIC: usize = b'e' as usize;
/// Digits that every decimal of so many keeps on the way to a float and back.
const SAFE: usize = 15;
/// Digits that tell any float.
const ENOUGH: usize = 17;
/// MicroPython's own choice of digits.
const OWN: usize = 99;
/// Bytes of the longest text, and more.
const BUFFER: usize = 48;
/// No sign before what is positive.
const NO_SIGN: usize = 0;
/// From this bit on a float says which power of two it is times.
const EXPONENT_AT: u32 = f64::MANTISSA_DIGITS - 1;

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
    let buffer = stack_alloc(BUFFER) as *mut u8;
    let mut length = repr(float.float_value(), buffer, NO_SIGN);
    let text = core::slice::from_raw_parts(buffer, length);
    // An `n` is in `inf` and `nan`.
    if !text.iter().any(|byte| matches!(byte, b'.' | b'e' | b'n')) {
        *buffer.add(length) = b'.';
        *buffer.add(length + 1) = b'0';
        length += 2;
    }
    ((*to).write)((*to).data, buffer, length);
    stack_restore(buffer as usize + BUFFER);
}

/// In the place of MicroPython's, which knows no sign of a zero that is the real part.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn complex_print(to: *const Print, complex: Object, _kind: usize) {
    let (real, imaginary) = (complex.float_value(), complex.imaginary_value());
    let is_alone = real == 0.0 && real.is_sign_positive();
    let buffer = stack_alloc(2 * BUFFER) as *mut u8;
    let mut length = 0;
    if !is_alone {
        *buffer = b'(';
        length = 1 + repr(real, buffer.add(1), NO_SIGN);
    }
    let sign = if is_alone { NO_SIGN } else { b'+' as usize };
    length += repr(imaginary, buffer.add(length), sign);
    *buffer.add(length) = b'j';
    length += 1;
    if !is_alone {
        *buffer.add(length) = b')';
        length += 1;
    }
    ((*to).write)((*to).data, buffer, length);
    stack_restore(buffer as usize + 2 * BUFFER);
}

/// Writes the fewest digits that are read as a number, of these the nearest to it, and of two that are
/// as near the even one. Gives the length; there is no point in what is whole.
/// <https://docs.python.org/3/tutorial/floatingpoint.html>
#[inline(never)]
unsafe fn repr(value: f64, buffer: *mut u8, sign: usize) -> usize {
    let size = value.abs();
    let mut digits = match () {
        // Fifteen or sixteen digits would be written with an exponent.
        () if size == 0.0 || !size.is_finite() || (1e15..1e16).contains(&size) => OWN,
        // The smallest floats have fewer.
        () if size < f64::MIN_POSITIVE => 1,
        () => SAFE,
    };
    loop {
        let length = mp_format_float(value, buffer, BUFFER, GENERAL, digits, sign);
        let text = core::slice::from_raw_parts_mut(buffer, length);
        if digits >= ENOUGH || is_read_as(text, value) {
            to_even(text, value);
            return length;
        }
        // Below a power of two, floats are closer together than above it: the nearest text may be one of
        // theirs, while the next is not. Those that have no exponent need no more digits than are exact.
        if is_power_of_two(value) {
            let length = mp_format_float(value, buffer, BUFFER, SCIENTIFIC, digits - 1, sign);
            let text = core::slice::from_raw_parts_mut(buffer, length);
            if let Some(last @ ..b'9') = last_digit(text) {
                *last += 1;
                if is_read_as(text, value) {
                    return length;
                }
            }
        }
        digits += 1;
        // Here seventeen would be written without one.
        if digits == ENOUGH && (1e16..1e17).contains(&size) {
            digits = OWN;
        }
    }
}

unsafe fn is_read_as(text: &[u8], value: f64) -> bool {
    mp_parse_num_float(text.as_ptr(), text.len(), 0, 0, 0).float_value() == value
}

fn is_power_of_two(value: f64) -> bool {
    value.to_bits() << (u64::BITS - EXPONENT_AT) == 0
}

/// Where a number lies in the middle of two texts, takes the even one. MicroPython takes the upper one.
unsafe fn to_even(text: &mut [u8], value: f64) {
    let Some(point) = text.iter().position(|&byte| byte == b'.') else {
        return;
    };
    let end = end_of_digits(text);
    let mut exponent = 0;
    for &byte in text.iter().skip(end) {
        if byte.is_ascii_digit() {
            exponent = exponent * 10 + usize::from(byte - b'0');
        }
    }
    let is_small = text.get(end + 1) == Some(&b'-');
    let places = end - point - 1 + if is_small { exponent } else { 0 };
    // It does if its binary digits go just one place further than these.
    let further = f64::from_bits((places as u64 + 1024) << EXPONENT_AT) * value.abs();
    let is_in_middle = further < (1u64 << f64::MANTISSA_DIGITS) as f64
        && further as u64 as f64 == further
        && further as u64 % 2 == 1;
    if is_in_middle
        && let Some(last) = last_digit(text)
        && *last % 2 == 1
    {
        *last -= 1;
        if !is_read_as(text, value)
            && let Some(last) = last_digit(text)
        {
            *last += 1;
        }
    }
}

/// Where the digits end, and an exponent may begin.
fn end_of_digits(text: &[u8]) -> usize {
    text.iter()
        .position(|&byte| byte == b'e')
        .unwrap_or(text.len())
}

fn last_digit(text: &mut [u8]) -> Option<&mut u8> {
    let end = end_of_digits(text);
    text.get_mut(end.wrapping_sub(1))
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
