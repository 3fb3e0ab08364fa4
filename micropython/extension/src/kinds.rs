//! Types, by their addresses: what they have, and what they are derived from.

use crate::micropython::{EXCEPTION_PRINT, INSTANCE_MAKE_NEW, Object, address};

/// What a type has in a slot. A byte per slot says where the slot's value is, counted from 1.
#[inline(always)]
pub unsafe fn slot(kind: usize, slot: usize) -> Option<usize> {
    let index = *((kind + 8 + slot) as *const u8) as usize;
    (index != 0).then(|| *((kind + 20 + 4 * (index - 1)) as *const usize))
}

/// Whether a type is a class of a Python program.
pub unsafe fn is_written_in_python(kind: usize) -> bool {
    slot(kind, 0) == Some(INSTANCE_MAKE_NEW)
}

/// Whether a class is derived from a built-in type that is not `object`.
pub unsafe fn has_native_base(kind: usize) -> bool {
    native_base(kind) != Object::NULL
}

/// The built-in type that a class is or is derived from; `NULL` if that is `object`. Of several
/// classes of exceptions the one that is below the others.
pub unsafe fn native_base(kind: usize) -> Object {
    if !is_written_in_python(kind) {
        return Object(if kind == address::OBJECT { 0 } else { kind });
    }
    let Some(parent) = slot(kind, 10) else {
        return Object::NULL;
    };
    let bases = Object(parent);
    if !bases.is_tuple() {
        return native_base(parent);
    }
    let mut found = Object::NULL;
    let mut number = 0;
    while number < bases.tuple_length() {
        let base = native_base(bases.tuple_item(number).0);
        if found == Object::NULL || base != Object::NULL && is_below(base.0, found.0) {
            found = base;
        }
        number += 1;
    }
    found
}

/// Whether a built-in type is another or is derived from it. These have one base at most.
pub unsafe fn is_below(kind: usize, other: usize) -> bool {
    kind == other || slot(kind, 10).is_some_and(|parent| is_below(parent, other))
}

/// Whether all built-in types that a class is derived from are of exceptions.
pub unsafe fn has_exceptions_only(kind: usize) -> bool {
    if !is_written_in_python(kind) {
        return kind == address::OBJECT || slot(kind, 1) == Some(EXCEPTION_PRINT);
    }
    let Some(parent) = slot(kind, 10) else {
        return true;
    };
    let bases = Object(parent);
    if !bases.is_tuple() {
        return has_exceptions_only(parent);
    }
    let mut number = 0;
    while number < bases.tuple_length() {
        if !has_exceptions_only(bases.tuple_item(number).0) {
            return false;
        }
        number += 1;
    }
    true
}
