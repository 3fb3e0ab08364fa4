//! `repr` of text: as it is, but for the quotes and what cannot be seen.

use crate::micropython::{
    JSON, Object, Print, STR, original_str_print, stack_alloc, stack_restore,
};

/// The longest escape is of ten characters; a multiple of 16.
const BUFFER: usize = 16;

/// In the place of MicroPython's, which escapes all that is not ASCII.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn str_print(to: *const Print, text: Object, kind: usize) {
    if kind == STR || kind == JSON {
        original_str_print(to, text, kind);
    } else {
        print_quoted(&*to, text.text(), text.text_length());
    }
}

unsafe fn print_quoted(to: &Print, text: *const u8, length: usize) {
    let buffer = stack_alloc(BUFFER) as *mut u8;
    let quote = if has(text, length, b'\'') && !has(text, length, b'"') {
        b'"'
    } else {
        b'\''
    };
    *buffer = quote;
    (to.write)(to.data, buffer, 1);
    let mut printed = 0;
    let mut place = 0;
    while place < length {
        let size = size_at(text.add(place), length - place);
        let escape = escape(buffer, character(text.add(place), size), quote);
        if escape > 0 {
            (to.write)(to.data, text.add(printed), place - printed);
            (to.write)(to.data, buffer, escape);
            printed = place + size;
        }
        place += size;
    }
    (to.write)(to.data, text.add(printed), length - printed);
    *buffer = quote;
    (to.write)(to.data, buffer, 1);
    stack_restore(buffer as usize + BUFFER);
}

unsafe fn has(text: *const u8, length: usize, byte: u8) -> bool {
    let mut place = 0;
    while place < length {
        if *text.add(place) == byte {
            return true;
        }
        place += 1;
    }
    false
}

/// The bytes of the character that begins here. Of what is no character, one.
unsafe fn size_at(text: *const u8, rest: usize) -> usize {
    let size = match *text {
        0xc0..0xe0 => 2,
        0xe0..0xf0 => 3,
        0xf0.. => 4,
        _ => 1,
    };
    if size <= rest { size } else { 1 }
}

unsafe fn character(text: *const u8, size: usize) -> u32 {
    let first = u32::from(*text);
    let mut character = match size {
        1 => first,
        _ => first & (0x7f >> size),
    };
    let mut number = 1;
    while number < size {
        character = (character << 6) | u32::from(*text.add(number) & 0x3f);
        number += 1;
    }
    character
}

/// Writes a character's escape, and gives its length; 0 if it needs none.
unsafe fn escape(to: *mut u8, character: u32, quote: u8) -> usize {
    if character == u32::from(quote) || character == u32::from(b'\\') {
        return write(to, character as u8, character, 0);
    }
    match character {
        0x0a => write(to, b'n', 0, 0),
        0x0d => write(to, b'r', 0, 0),
        0x09 => write(to, b't', 0, 0),
        _ if is_printable(character) => 0,
        ..0x100 => write(to, b'x', character, 2),
        0x100..0x1_0000 => write(to, b'u', character, 4),
        _ => write(to, b'U', character, 8),
    }
}

/// Writes a backslash, a letter and hexadecimal digits.
unsafe fn write(to: *mut u8, letter: u8, number: u32, digits: usize) -> usize {
    *to = b'\\';
    *to.add(1) = letter;
    let mut place = 0;
    while place < digits {
        let digit = (number >> (4 * (digits - 1 - place))) as u8 & 15;
        *to.add(2 + place) = if digit < 10 {
            b'0' + digit
        } else {
            b'a' + digit - 10
        };
        place += 1;
    }
    2 + digits
}

/// Whether it is neither a control or a format character, nor a separator other than the space, nor
/// one of no or of private use. Unassigned characters between assigned ones count as printable.
fn is_printable(character: u32) -> bool {
    !matches!(
        character,
        0..0x20
            | 0x7f..=0xa0
            | 0xad
            | 0x600..=0x605
            | 0x61c
            | 0x6dd
            | 0x70f
            | 0x890..=0x891
            | 0x8e2
            | 0x1680
            | 0x180e
            | 0x2000..=0x200f
            | 0x2028..=0x202f
            | 0x205f..=0x206f
            | 0x3000
            | 0xd800..=0xf8ff
            | 0xfdd0..=0xfdef
            | 0xfeff
            | 0xfff0..=0xfffb
            | 0xfffe..=0xffff
            | 0x1_10bd
            | 0x1_10cd
            | 0x1_3430..=0x1_3438
            | 0x1_bca0..=0x1_bca3
            | 0x1_d173..=0x1_d17a
            | 0x1_fffe..=0x1_ffff
            | 0x2_fffe..=0x2_ffff
            | 0x3_23b0..=0xe_00ff
            | 0xe_01f0..
    )
}
