//! Hashes: of objects that are equal they are equal, whatever their types. MicroPython's own take
//! all floats below one for the same, and all tuples with the same sum.

use crate::hook;
use crate::hooks::{ask, word};
use crate::low_memory;
use crate::micropython::{
    ABSOLUTE, HASH, INTEGER, Object, address, mp_call_function_n_kw, mp_load_method_maybe,
    original_mp_unary_op, qstr_len, qstr_str, stack_alloc, stack_restore,
};

/// The hash of an integer is its rest by this prime, so that small ones are their own.
const PRIME: u64 = (1 << 31) - 1;

/// How deep tuples in tuples are hashed here.
const DEEPEST: usize = 16;

/// In the place of MicroPython's: does the same but for the hashes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mp_unary_op(operation: usize, object: Object) -> Object {
    if operation == HASH {
        let hash = hash(object) as i32;
        // As in CPython, where -1 stands for an error.
        return Object::small_int(if hash == -1 { -2 } else { hash });
    }
    if operation == INTEGER
        && object.is_pointer()
        && object.is_written_in_python()
        && object.native() == object
    {
        return index(object);
    }
    if operation == ABSOLUTE && object.kind() == address::COMPLEX {
        return ask(hook::UNARY, [Object::small_int(operation as i32), object]);
    }
    original_mp_unary_op(operation, object)
}

/// The integer that an instance stands for by its `__index__`: MicroPython asks `__int__`. `NULL` if
/// there is none.
unsafe fn index(object: Object) -> Object {
    let found = stack_alloc(16) as *mut [Object; 2];
    *found = [Object::NULL; 2];
    mp_load_method_maybe(object, word(hook::INDEX_NAME).0 >> 3, found);
    let [method, owner] = *found;
    let index = if method == Object::NULL {
        Object::NULL
    } else {
        let count = usize::from(owner != Object::NULL);
        mp_call_function_n_kw(method, count, 0, found.cast::<Object>().add(1))
    };
    stack_restore(found as usize + 16);
    index
}

/// A hash of 31 bits (the highest is the sign). May run Python code, and raise that the object has
/// none.
#[inline]
pub unsafe fn hash(object: Object) -> u32 {
    hash_at(object, 0)
}

unsafe fn hash_at(object: Object, depth: usize) -> u32 {
    if object.is_small_int() {
        return object.small_int_value() as u32;
    }
    if object.is_qstr() {
        return of_interned(object.0 >> 3);
    }
    if object.is_str() || object.is_bytes() {
        return of_bytes(object.text(), object.text_length());
    }
    if object.is_float() {
        return of_float(object.float_value());
    }
    if object.is_large_int() {
        return of_large_int(object);
    }
    if depth < DEEPEST && object.is_like_tuple() {
        return of_tuple(object, depth);
    }
    original_mp_unary_op(HASH, object).small_int_value() as u32
}

/// The modulus of CPython's hashes of numbers.
const LARGE_PRIME: u64 = (1 << 61) - 1;

/// The hash that decides on the place in a set: CPython's for whole numbers and for tuples, so that a
/// set of those is in its order. Numbers of other types that equal a whole one of more than 30 bits,
/// such as decimals, have another.
pub unsafe fn spread(object: Object) -> u64 {
    spread_at(object, 0)
}

unsafe fn spread_at(object: Object, depth: usize) -> u64 {
    let value = if object.is_small_int() {
        i64::from(object.small_int_value())
    } else if object.is_large_int() {
        let mut rest = 0;
        let mut number = object.digit_count();
        while number > 0 {
            number -= 1;
            rest = (turned(rest, 16) + u64::from(object.digit(number))) % LARGE_PRIME;
        }
        signed_large(rest, object.is_negative())
    } else if object.is_float() {
        match whole(object.float_value().to_bits()) {
            Some((digits, shift)) => {
                let is_negative = object.float_value() < 0.0;
                signed_large(turned(digits, shift % 61), is_negative)
            }
            None => return u64::from(hash(object)),
        }
    } else if depth < DEEPEST && object.is_like_tuple() {
        return spread_of_tuple(object, depth);
    } else {
        return u64::from(hash(object));
    };
    // As in CPython, where -1 stands for an error.
    (if value == -1 { -2 } else { value }) as u64
}

/// A number below the prime, times a power of two.
fn turned(number: u64, shift: u32) -> u64 {
    ((number << shift) & LARGE_PRIME) | (number >> (61 - shift))
}

fn signed_large(rest: u64, is_negative: bool) -> i64 {
    let rest = rest as i64;
    if is_negative { -rest } else { rest }
}

/// CPython's: a part of xxHash.
unsafe fn spread_of_tuple(tuple: Object, depth: usize) -> u64 {
    const FIRST: u64 = 11_400_714_785_074_694_791;
    const SECOND: u64 = 14_029_467_366_897_019_727;
    const FIFTH: u64 = 2_870_177_450_012_600_261;
    let length = tuple.tuple_length();
    let mut sum = FIFTH;
    let mut number = 0;
    while number < length {
        let item = spread_at(tuple.tuple_item(number), depth + 1);
        sum = sum.wrapping_add(item.wrapping_mul(SECOND));
        sum = sum.rotate_left(31).wrapping_mul(FIRST);
        number += 1;
    }
    sum = sum.wrapping_add(length as u64 ^ (FIFTH ^ 3_527_539));
    if sum == u64::MAX { 1_546_275_796 } else { sum }
}

fn mixed(hash: u64, word: u64) -> u64 {
    (hash.rotate_left(23) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// As many bits as a small integer has.
fn reduced(hash: u64) -> u32 {
    Object::small_int((hash >> 32) as i32).small_int_value() as u32
}

/// The hash of an interned string, by its number.
#[repr(C)]
struct Known {
    number: usize,
    hash: u32,
}

const KNOWN: *mut Known = low_memory::HASHES as *mut Known;
const KNOWN_COUNT: usize = (low_memory::POSITIONS - low_memory::HASHES) / size_of::<Known>();

/// Names are asked for again and again, and those of built-in functions in two tables that do not have
/// them.
unsafe fn of_interned(number: usize) -> u32 {
    let known = &mut *KNOWN.add(number % KNOWN_COUNT);
    if known.number != number {
        known.number = number;
        known.hash = of_bytes(qstr_str(number), qstr_len(number));
    }
    known.hash
}

unsafe fn of_bytes(bytes: *const u8, length: usize) -> u32 {
    let mut hash = length as u64;
    let mut done = 0;
    while length - done >= 8 {
        hash = mixed(hash, bytes.add(done).cast::<u64>().read_unaligned());
        done += 8;
    }
    let mut rest = 0;
    while done < length {
        rest = (rest << 8) | u64::from(*bytes.add(done));
        done += 1;
    }
    reduced(mixed(hash, rest))
}

/// As that of the integer that it equals, if it does.
fn of_float(value: f64) -> u32 {
    let bits = value.to_bits();
    match whole(bits) {
        // Two to the 31st leaves the rest 1.
        Some((digits, shift)) => {
            let rest = ((digits % PRIME) << (shift % 31)) % PRIME;
            signed(rest, bits >> 63 != 0)
        }
        None => reduced(mixed(0, bits)),
    }
}

/// Of the bits of a whole number: a number of at most 53 bits and the power of two to take it times.
fn whole(bits: u64) -> Option<(u64, u32)> {
    let exponent = ((bits >> 52) & 0x7ff) as i32 - 1023;
    let fraction = bits & ((1 << 52) - 1);
    match exponent {
        -1023 if fraction == 0 => Some((0, 0)),
        0..52 if fraction << (12 + exponent) == 0 => {
            Some(((fraction | (1 << 52)) >> (52 - exponent), 0))
        }
        52..1024 => Some((fraction | (1 << 52), (exponent - 52) as u32)),
        _ => None,
    }
}

unsafe fn of_large_int(object: Object) -> u32 {
    let mut rest = 0;
    let mut number = object.digit_count();
    while number > 0 {
        number -= 1;
        rest = ((rest << 16) | u64::from(object.digit(number))) % PRIME;
    }
    signed(rest, object.is_negative())
}

fn signed(rest: u64, is_negative: bool) -> u32 {
    let rest = rest as i32;
    Object::small_int(if is_negative { -rest } else { rest }).small_int_value() as u32
}

unsafe fn of_tuple(tuple: Object, depth: usize) -> u32 {
    let mut hash = tuple.tuple_length() as u64;
    let mut number = 0;
    while number < tuple.tuple_length() {
        let item = hash_at(tuple.tuple_item(number), depth + 1);
        hash = mixed(hash, u64::from(item));
        number += 1;
    }
    reduced(hash)
}
