//! `str.format` and the `%` operator. Most formats are such that MicroPython writes what CPython
//! writes; all others are written by Python (`formats.py` and others in `micropython/bootstrap`).

use crate::map::Map;
use crate::micropython::{
    ADD, ADD_IN_PLACE, CONTAINED, Object, m_free, m_malloc, mp_obj_new_tuple,
    original_mp_obj_str_binary_op, original_str_format,
};
use crate::natives::is_ascii;
use crate::{hook, hooks};

/// `mp_binary_op`'s numbers for `%` and `%=`.
const MODULO: usize = 33;
const INPLACE_MODULO: usize = 20;

/// In the place of MicroPython's: `text.format(...)`, the text first among the arguments.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn str_format(
    count: usize,
    arguments: *const Object,
    keywords: *const Map,
) -> Object {
    let text = *arguments;
    if !text.is_str()
        || hooks::is_missing(hook::FORMAT)
        || is_plain_template(Text::of(text), arguments.add(1), count - 1)
    {
        return original_str_format(count, arguments, keywords);
    }
    let positional = mp_obj_new_tuple(count - 1, arguments.add(1));
    hooks::ask(hook::FORMAT, [text, positional, pairs(keywords)])
}

/// In the place of MicroPython's: an operation of strings or bytes, which do not go together.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mp_obj_str_binary_op(
    operation: usize,
    left: Object,
    right: Object,
) -> Object {
    if (operation == MODULO || operation == INPLACE_MODULO)
        && left.is_str()
        && !hooks::is_missing(hook::PERCENT)
        && !is_plain_percent(Text::of(left), right)
    {
        return hooks::ask(hook::PERCENT, [left, right]);
    }
    let mixes = matches!(operation, 0 | 1 | 3 | 4 | ADD | ADD_IN_PLACE | CONTAINED);
    if left.is_bytes() && right.is_str() && mixes {
        return hooks::hook_binary(operation, left, right);
    }
    original_mp_obj_str_binary_op(operation, left, right)
}

/// A tuple of the keys and values of a map.
pub unsafe fn pairs(map: *const Map) -> Object {
    let used = (*map).used();
    let flat = m_malloc((2 * used).max(1) * size_of::<Object>()) as *mut Object;
    let (mut found, mut entry) = (0, 0);
    while entry < (*map).allocated && found < used {
        let place = (*map).table.add(entry);
        if (*place).key != Object::NULL && (*place).key != Object::SENTINEL {
            *flat.add(2 * found) = (*place).key;
            *flat.add(2 * found + 1) = (*place).value;
            found += 1;
        }
        entry += 1;
    }
    let tuple = mp_obj_new_tuple(2 * found, flat);
    m_free(flat.cast());
    tuple
}

/// The rest of a text that is read from its start.
#[derive(Clone, Copy)]
struct Text {
    at: *const u8,
    end: *const u8,
}

impl Text {
    #[inline(always)]
    unsafe fn of(text: Object) -> Self {
        let at = text.text();
        Self {
            at,
            end: at.add(text.text_length()),
        }
    }

    /// The next byte; 0 at the end.
    #[inline(always)]
    unsafe fn peek(&self) -> u8 {
        if self.at < self.end { *self.at } else { 0 }
    }

    /// Takes the next byte.
    #[inline(always)]
    unsafe fn next(&mut self) -> u8 {
        let byte = self.peek();
        if self.at < self.end {
            self.at = self.at.add(1);
        }
        byte
    }

    /// Takes the next byte if it is this one.
    #[inline(always)]
    unsafe fn take(&mut self, byte: u8) -> bool {
        let is_next = self.peek() == byte;
        if is_next {
            self.at = self.at.add(1);
        }
        is_next
    }

    /// Takes digits, three at most: their value, and how many there are.
    #[inline(always)]
    unsafe fn number(&mut self) -> (usize, usize) {
        let (mut value, mut digits) = (0, 0);
        while self.peek().is_ascii_digit() && digits < 3 {
            value = 10 * value + (self.next() - b'0') as usize;
            digits += 1;
        }
        (value, digits)
    }
}

/// How a number or a text is to be written.
struct Spec {
    is_aligned: bool,
    has_prefix: bool,
    has_zero: bool,
    has_width: bool,
    precision: Option<usize>,
    /// 0 if none is named.
    kind: u8,
}

impl Spec {
    /// Takes `0`, a width, a precision and a kind. MicroPython's own `bin`, `hex` and `oct` have a
    /// prefix.
    #[inline(always)]
    unsafe fn take(text: &mut Text, is_aligned: bool) -> Self {
        let has_prefix = text.take(b'#');
        let has_zero = text.take(b'0');
        let has_width = text.number().1 > 0;
        let precision = if text.take(b'.') {
            Some(text.number().0)
        } else {
            None
        };
        let kind = if text.peek() == b'}' { 0 } else { text.next() };
        Self {
            is_aligned,
            has_prefix,
            has_zero,
            has_width,
            precision,
            kind,
        }
    }

    #[inline(always)]
    fn is_bare(&self) -> bool {
        !self.is_aligned
            && !self.has_prefix
            && !self.has_zero
            && !self.has_width
            && self.precision.is_none()
    }

    /// Of a whole number of one of these kinds.
    #[inline(always)]
    fn is_plain_int(&self, is_kind: bool) -> bool {
        is_kind
            && self.precision.is_none()
            && !(self.has_zero && self.is_aligned)
            && !(self.has_prefix && (self.has_zero || self.has_width || self.is_aligned))
    }

    #[inline(always)]
    fn is_plain_float(&self, value: f64) -> bool {
        self.kind == b'f'
            && !self.has_prefix
            && !(self.has_zero && self.is_aligned)
            && is_far_from_middle(value, self.precision)
    }
}

/// Whether MicroPython writes a text with these values as CPython does.
#[inline(always)]
unsafe fn is_plain_template(mut text: Text, values: *const Object, count: usize) -> bool {
    let mut next = 0;
    while text.at < text.end {
        match text.next() {
            b'{' if text.take(b'{') => {}
            b'}' if text.take(b'}') => {}
            b'}' => return false,
            b'{' => {
                if next >= count {
                    return false;
                }
                let value = *values.add(next);
                next += 1;
                let is_plain = match text.next() {
                    b'}' => is_plain_value(value),
                    b'!' => text.take(b'r') && text.take(b'}') && is_plain_value(value),
                    b':' => {
                        let is_aligned = text.take(b'<') || text.take(b'>') || text.take(b'^');
                        let spec = Spec::take(&mut text, is_aligned);
                        text.take(b'}') && is_plain_field(value, &spec)
                    }
                    _ => false,
                };
                if !is_plain {
                    return false;
                }
            }
            _ => {}
        }
    }
    true
}

#[inline(always)]
unsafe fn is_plain_field(value: Object, spec: &Spec) -> bool {
    if value.is_small_int() || value.is_large_int() {
        return spec.is_plain_int(matches!(spec.kind, 0 | b'd' | b'x' | b'X' | b'b' | b'o'));
    }
    if value.is_float() {
        return spec.is_plain_float(value.float_value());
    }
    value.is_str()
        && !spec.has_prefix
        && !spec.has_zero
        && spec.precision.is_none()
        && matches!(spec.kind, 0 | b's')
        // MicroPython takes the width for one in bytes.
        && (!spec.has_width || is_ascii(value))
}

/// Whether MicroPython writes `text % values` as CPython does.
#[inline(always)]
unsafe fn is_plain_percent(mut text: Text, values: Object) -> bool {
    let (is_tuple, count) = if values.is_tuple() {
        (true, values.tuple_length())
    } else {
        (false, 1)
    };
    let mut next = 0;
    while text.at < text.end {
        if text.next() != b'%' || text.take(b'%') {
            continue;
        }
        if next >= count {
            return false;
        }
        let value = if is_tuple {
            values.tuple_item(next)
        } else {
            values
        };
        next += 1;
        let is_aligned = text.take(b'-');
        let spec = Spec::take(&mut text, is_aligned);
        let is_plain = match spec.kind {
            b's' | b'r' => spec.is_bare() && is_plain_value(value),
            b'd' | b'x' | b'o' => {
                (value.is_small_int() || value.is_large_int()) && spec.is_plain_int(true)
            }
            _ => value.is_float() && spec.is_plain_float(value.float_value()),
        };
        if !is_plain {
            return false;
        }
    }
    next == count
}

/// Whether no class of a program says how the value is written, and MicroPython writes it as CPython
/// does.
#[inline(always)]
unsafe fn is_plain_value(value: Object) -> bool {
    !value.is_pointer() || !value.is_written_in_python() && !value.is_exception()
}

/// Whether rounding is certain. MicroPython's is not exact, so where a number lies in the middle
/// between two results it may take the other.
#[inline(always)]
fn is_far_from_middle(value: f64, precision: Option<usize>) -> bool {
    let mut digits = precision.unwrap_or(6);
    if digits > 6 {
        return false;
    }
    let mut scaled = if value < 0.0 { -value } else { value };
    while digits > 0 {
        scaled *= 10.0;
        digits -= 1;
    }
    let rest = scaled - (scaled as u32) as f64;
    // Neither of a number that is none, nor of an infinite one.
    scaled < 1e9 && !(0.499999..0.500001).contains(&rest)
}
