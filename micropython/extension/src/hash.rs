//! Hashes: of objects that are equal they are equal, whatever their types. MicroPython's own take
//! all floats below one for the same, and all tuples with the same sum.

use crate::micropython::{HASH, Object, original_mp_unary_op};

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
    original_mp_unary_op(operation, object)
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

fn mixed(hash: u64, word: u64) -> u64 {
    (hash.rotate_left(23) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// As many bits as a small integer has.
fn reduced(hash: u64) -> u32 {
    Object::small_int((hash >> 32) as i32).small_int_value() as u32
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
    let exponent = ((bits >> 52) & 0x7ff) as i32 - 1023;
    let fraction = bits & ((1 << 52) - 1);
    if value == 0.0 {
        return 0;
    }
    let is_whole = match exponent {
        0..52 => fraction << (12 + exponent) == 0,
        52..1024 => true,
        _ => false,
    };
    if !is_whole {
        return reduced(mixed(0, bits));
    }
    let digits = fraction | (1 << 52);
    let rest = if exponent < 52 {
        (digits >> (52 - exponent)) % PRIME
    } else {
        // Two to the 31st leaves the rest 1.
        ((digits % PRIME) << ((exponent - 52) % 31)) % PRIME
    };
    signed(rest, bits >> 63 != 0)
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
