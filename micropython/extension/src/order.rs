//! The order of objects, `<`: without Python code for integers, floats, strings, and tuples of
//! those.

use crate::equality::{Equality, equality, numbers};
use crate::micropython::{LESS, Object, mp_binary_op, mp_obj_equal, mp_obj_is_true};

/// How deep tuples in tuples are compared here.
const DEEPEST: usize = 16;

/// Whether `left < right`. May run Python code, and raise.
#[inline]
pub unsafe fn is_less(left: Object, right: Object) -> bool {
    if left.is_small_int() && right.is_small_int() {
        return left.small_int_value() < right.small_int_value();
    }
    is_less_at(left, right, 0)
}

unsafe fn is_less_at(left: Object, right: Object, depth: usize) -> bool {
    if let Some((left, right)) = numbers(left, right) {
        return left < right;
    }
    if left.is_str() && right.is_str() {
        return text_is_less(left, right);
    }
    if left.is_tuple() && right.is_tuple() && depth < DEEPEST {
        return tuple_is_less(left, right, depth);
    }
    match mp_binary_op(LESS, left, right) {
        Object::TRUE => true,
        Object::FALSE => false,
        other => mp_obj_is_true(other),
    }
}

/// By bytes, which is by code points too.
unsafe fn text_is_less(left: Object, right: Object) -> bool {
    let (left_length, right_length) = (left.text_length(), right.text_length());
    let (left, right) = (left.text(), right.text());
    let mut number = 0;
    while number < left_length && number < right_length {
        let (left, right) = (*left.add(number), *right.add(number));
        if left != right {
            return left < right;
        }
        number += 1;
    }
    left_length < right_length
}

/// By the first items that are not equal.
unsafe fn tuple_is_less(left: Object, right: Object, depth: usize) -> bool {
    let (left_length, right_length) = (left.tuple_length(), right.tuple_length());
    let mut number = 0;
    while number < left_length && number < right_length {
        let (left, right) = (left.tuple_item(number), right.tuple_item(number));
        let equal = match equality(left, right) {
            Equality::Equal => true,
            Equality::Different => false,
            Equality::Unknown => mp_obj_equal(left, right),
        };
        if !equal {
            return is_less_at(left, right, depth + 1);
        }
        number += 1;
    }
    left_length < right_length
}
