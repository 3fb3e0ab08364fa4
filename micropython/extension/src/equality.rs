//! Equality of objects, where the answer needs no Python code: of integers, floats,
//! strings, and tuples of those.

use crate::micropython::Object;

/// How deep tuples in tuples are compared here.
const DEEPEST: usize = 16;

/// Whether two objects are equal.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Equality {
    Equal,
    Different,
    /// It takes `mp_obj_equal` to say, which may run Python code.
    Unknown,
}

impl From<bool> for Equality {
    fn from(equal: bool) -> Self {
        if equal { Self::Equal } else { Self::Different }
    }
}

/// Compares two objects as members of a container: one and the same equals itself, even if it is
/// not a number.
#[inline]
pub unsafe fn equality(one: Object, other: Object) -> Equality {
    equality_at(one, other, 0)
}

unsafe fn equality_at(one: Object, other: Object, depth: usize) -> Equality {
    if one == other {
        return Equality::Equal;
    }
    if one.is_small_int() && other.is_small_int() || one.is_qstr() && other.is_qstr() {
        return Equality::Different;
    }
    if one.is_str() {
        if other.is_str() {
            return texts_are_equal(one, other).into();
        }
        return unknown_unless(other.is_small_int() || other.is_float() || other.is_tuple());
    }
    if other.is_str() {
        return unknown_unless(one.is_small_int() || one.is_float() || one.is_tuple());
    }
    if one.is_tuple() && other.is_tuple() && depth < DEEPEST {
        return tuples(one, other, depth);
    }
    match numbers(one, other) {
        Some((one, other)) => (one == other).into(),
        None => Equality::Unknown,
    }
}

fn unknown_unless(different: bool) -> Equality {
    if different {
        Equality::Different
    } else {
        Equality::Unknown
    }
}

unsafe fn tuples(one: Object, other: Object, depth: usize) -> Equality {
    let length = one.tuple_length();
    if length != other.tuple_length() {
        return Equality::Different;
    }
    let mut number = 0;
    while number < length {
        let items = equality_at(one.tuple_item(number), other.tuple_item(number), depth + 1);
        if items != Equality::Equal {
            return items;
        }
        number += 1;
    }
    Equality::Equal
}

/// Both as floats, if both are floats or small integers, which floats hold exactly.
#[inline(always)]
pub unsafe fn numbers(one: Object, other: Object) -> Option<(f64, f64)> {
    let value = |object: Object| {
        if object.is_small_int() {
            Some(f64::from(object.small_int_value()))
        } else if object.is_float() {
            Some(object.float_value())
        } else {
            None
        }
    };
    Some((value(one)?, value(other)?))
}

unsafe fn texts_are_equal(one: Object, other: Object) -> bool {
    let length = one.text_length();
    if length != other.text_length() {
        return false;
    }
    let (one, other) = (one.text(), other.text());
    let mut done = 0;
    while length - done >= 8 {
        let word = |text: *const u8| text.add(done).cast::<u64>().read_unaligned();
        if word(one) != word(other) {
            return false;
        }
        done += 8;
    }
    while done < length {
        if *one.add(done) != *other.add(done) {
            return false;
        }
        done += 1;
    }
    true
}
