//! Whether MicroPython's `json` does with a value or a text as CPython's does. It is fast, but lenient.
//! The answers take the place of `json.dump`, which the Python library has no use for
//! (`micropython/lib/json`).

use crate::map::Map;
use crate::micropython::Object;

/// Deeper data is left to Python, which says what is wrong with it if it is circular.
const DEEPEST: usize = 90;

/// What MicroPython writes for a value.
mod written {
    /// Not what CPython writes.
    pub const OTHERWISE: i32 = 0;
    pub const IN_ASCII: i32 = 1;
    pub const BEYOND_ASCII: i32 = 2;
}

/// In the place of `json.dump`. `dump(value, False)` says what `json.dumps` writes; `dump(text, True)`,
/// whether `json.loads` reads the text as CPython does.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mod_json_dump(
    _count: usize,
    arguments: *const Object,
    _keywords: *const Map,
) -> Object {
    let object = *arguments;
    if *arguments.add(1) != Object::TRUE {
        return Object::small_int(value(object, 0));
    }
    if object.is_str() {
        let (start, length) = (object.text(), object.text_length());
        let end = start.add(length);
        let rest = read_value(skip_space(start, end), end, 0);
        if !rest.is_null() && skip_space(rest, end) == end {
            return Object::TRUE;
        }
    }
    Object::FALSE
}

unsafe fn value(object: Object, depth: usize) -> i32 {
    if object.is_qstr() || object.is_str() {
        return text(object);
    }
    if object.is_small_int()
        || object == Object::NONE
        || object == Object::TRUE
        || object == Object::FALSE
        || object.is_large_int()
    {
        return written::IN_ASCII;
    }
    if object.is_float() {
        let number = object.float_value();
        return number.is_finite() as i32;
    }
    if depth == DEEPEST {
        return written::OTHERWISE;
    }
    if object.is_dict() {
        return dict((object.0 + 4) as *const Map, depth);
    }
    let (length, items) = if object.is_list() {
        (object.word(2), object.word(3) as *const Object)
    } else if object.is_tuple() {
        (object.tuple_length(), (object.0 + 8) as *const Object)
    } else {
        return written::OTHERWISE;
    };
    let (mut kind, mut at) = (written::IN_ASCII, 0);
    while at < length {
        kind = both(kind, value(*items.add(at), depth + 1));
        if kind == written::OTHERWISE {
            return kind;
        }
        at += 1;
    }
    kind
}

unsafe fn dict(map: *const Map, depth: usize) -> i32 {
    let (mut kind, mut at) = (written::IN_ASCII, 0);
    while at < (*map).allocated {
        let entry = (*map).table.add(at);
        let key = (*entry).key;
        if key != Object::NULL && key != Object::SENTINEL {
            if !(key.is_str() || key.is_small_int()) {
                return written::OTHERWISE;
            }
            kind = both(kind, value(key, DEEPEST));
            kind = both(kind, value((*entry).value, depth + 1));
            if kind == written::OTHERWISE {
                return kind;
            }
        }
        at += 1;
    }
    kind
}

#[inline(always)]
fn both(one: i32, other: i32) -> i32 {
    if one == written::OTHERWISE || other == written::OTHERWISE {
        written::OTHERWISE
    } else if one > other {
        one
    } else {
        other
    }
}

unsafe fn text(object: Object) -> i32 {
    let (bytes, length) = (object.text(), object.text_length());
    let (mut kind, mut at) = (written::IN_ASCII, 0);
    while at < length {
        match *bytes.add(at) {
            // CPython has short escapes for these.
            8 | 12 => return written::OTHERWISE,
            127.. => kind = written::BEYOND_ASCII,
            _ => {}
        }
        at += 1;
    }
    kind
}

// JSON as its grammar has it (RFC 8259). What reads a part of it gives where that ends, or null. There
// is no stack for a reader that moves.

type Place = *const u8;

const NOWHERE: Place = core::ptr::null();

#[inline(always)]
unsafe fn peek(at: Place, end: Place) -> u8 {
    if at < end { *at } else { 0 }
}

#[inline(always)]
unsafe fn skip_space(mut at: Place, end: Place) -> Place {
    while matches!(peek(at, end), b' ' | b'\t' | b'\n' | b'\r') {
        at = at.add(1);
    }
    at
}

unsafe fn read_value(at: Place, end: Place, depth: usize) -> Place {
    match peek(at, end) {
        b'"' => read_text(at, end),
        b'{' if depth < DEEPEST => read_items(at, end, b'}', depth),
        b'[' if depth < DEEPEST => read_items(at, end, b']', depth),
        b't' => read_word(at, end, *b"true"),
        b'n' => read_word(at, end, *b"null"),
        b'f' => read_word(at.add(1), end, *b"alse"),
        _ => read_number(at, end),
    }
}

/// What is between brackets, with keys where they are braces.
unsafe fn read_items(at: Place, end: Place, close: u8, depth: usize) -> Place {
    let mut at = skip_space(at.add(1), end);
    if peek(at, end) == close {
        return at.add(1);
    }
    loop {
        if close == b'}' {
            at = read_text(at, end);
            if at.is_null() {
                return NOWHERE;
            }
            at = skip_space(at, end);
            if peek(at, end) != b':' {
                return NOWHERE;
            }
            at = skip_space(at.add(1), end);
        }
        at = read_value(at, end, depth + 1);
        if at.is_null() {
            return NOWHERE;
        }
        at = skip_space(at, end);
        let next = peek(at, end);
        if next == close {
            return at.add(1);
        }
        if next != b',' {
            return NOWHERE;
        }
        at = skip_space(at.add(1), end);
    }
}

#[inline(always)]
unsafe fn read_word(at: Place, end: Place, word: [u8; 4]) -> Place {
    if end as usize - at as usize >= 4 && *(at as *const [u8; 4]) == word {
        at.add(4)
    } else {
        NOWHERE
    }
}

unsafe fn read_text(mut at: Place, end: Place) -> Place {
    if peek(at, end) != b'"' {
        return NOWHERE;
    }
    loop {
        at = at.add(1);
        match peek(at, end) {
            b'"' => return at.add(1),
            // The end, too.
            0..32 => return NOWHERE,
            b'\\' => {
                at = at.add(1);
                match peek(at, end) {
                    b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => {}
                    b'u' if is_letter(at, end) => at = at.add(4),
                    _ => return NOWHERE,
                }
            }
            _ => {}
        }
    }
}

/// Whether four hexadecimal digits follow. Halves of letters are left to Python.
#[inline(always)]
unsafe fn is_letter(mut at: Place, end: Place) -> bool {
    let (mut digits, mut code) = (0, 0);
    while digits < 4 {
        at = at.add(1);
        let digit = match peek(at, end) {
            digit @ b'0'..=b'9' => digit - b'0',
            digit @ (b'a'..=b'f' | b'A'..=b'F') => (digit | 32) - b'a' + 10,
            _ => return false,
        };
        code = code << 4 | digit as u32;
        digits += 1;
    }
    !(0xd800..0xe000).contains(&code)
}

unsafe fn read_number(mut at: Place, end: Place) -> Place {
    if peek(at, end) == b'-' {
        at = at.add(1);
    }
    at = if peek(at, end) == b'0' {
        at.add(1)
    } else {
        read_digits(at, end)
    };
    if !at.is_null() && peek(at, end) == b'.' {
        at = read_digits(at.add(1), end);
    }
    if !at.is_null() && matches!(peek(at, end), b'e' | b'E') {
        at = at.add(1);
        if matches!(peek(at, end), b'+' | b'-') {
            at = at.add(1);
        }
        at = read_digits(at, end);
    }
    at
}

#[inline(always)]
unsafe fn read_digits(start: Place, end: Place) -> Place {
    let mut at = start;
    while peek(at, end).is_ascii_digit() {
        at = at.add(1);
    }
    if at == start { NOWHERE } else { at }
}
