//! Arithmetic that MicroPython does less exactly than CPython: powers of complex numbers, which it
//! takes by way of logarithms, quotients of large integers, which it makes floats first, and `|`, `&` and
//! `^` of two truth values, which it makes integers.

use crate::hook;
use crate::hooks::{ask, hook_binary};
use crate::micropython::{
    DIVIDE, DIVIDE_IN_PLACE, Object, POWER, POWER_IN_PLACE, address,
    original_mp_obj_complex_binary_op, original_mp_obj_get_float, original_mp_obj_int_binary_op,
    pow,
};

/// In the place of MicroPython's: an operation on a complex number and another.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mp_obj_complex_binary_op(
    operation: usize,
    real: f64,
    imaginary: f64,
    right: Object,
) -> Object {
    if matches!(operation, POWER | POWER_IN_PLACE) {
        let left = [Object::float(real), Object::float(imaginary)];
        return ask(hook::COMPLEX_POWER, [left[0], left[1], right]);
    }
    if matches!(operation, FLOOR_DIVIDE | FLOOR_DIVIDE_IN_PLACE) {
        return hook_binary(operation, Object::complex(real, imaginary), right);
    }
    if matches!(operation, DIVIDE | DIVIDE_IN_PLACE) && right.kind() == address::COMPLEX {
        let quotient = quotient(
            (real, imaginary),
            (right.float_value(), right.imaginary_value()),
        );
        if let Some((real, imaginary)) = quotient {
            return Object::complex(real, imaginary);
        }
    }
    original_mp_obj_complex_binary_op(operation, real, imaginary, right)
}

/// In the place of MicroPython's: an operation on a truth value.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bool_binary_op(operation: usize, left: Object, right: Object) -> Object {
    let is_true = right == Object::TRUE;
    if is_true || right == Object::FALSE {
        // The operations in place come in the same order.
        let place = if operation < OR {
            operation + OR - OR_IN_PLACE
        } else {
            operation
        };
        let answer = match place {
            OR => (left == Object::TRUE) | is_true,
            XOR => (left == Object::TRUE) ^ is_true,
            AND => (left == Object::TRUE) & is_true,
            _ => return original_bool_binary_op(operation, left, right),
        };
        return if answer { Object::TRUE } else { Object::FALSE };
    }
    let is_number = matches!(
        right.kind(),
        address::INT | address::FLOAT | address::COMPLEX
    );
    if !is_number && !matches!(operation, MULTIPLY | MULTIPLY_IN_PLACE | MULTIPLY_REVERSED) {
        // Others see what it is, and are told so.
        return Object::NULL;
    }
    original_bool_binary_op(operation, left, right)
}

/// `mp_binary_op`'s number for `*=`.
const MULTIPLY_IN_PLACE: usize = 16;
/// `mp_binary_op`'s number for `*`.
const MULTIPLY: usize = 29;
/// `mp_binary_op`'s number for `*` with its operands the other way round.
const MULTIPLY_REVERSED: usize = 44;

/// `mp_binary_op`'s number for `|=`.
const OR_IN_PLACE: usize = 9;
/// `mp_binary_op`'s number for `|`.
const OR: usize = 22;
/// `mp_binary_op`'s number for `^`.
const XOR: usize = 23;
/// `mp_binary_op`'s number for `&`.
const AND: usize = 24;

#[link(wasm_import_module = "micropython")]
unsafe extern "C" {
    /// The function in whose place is ours.
    fn original_bool_binary_op(operation: usize, left: Object, right: Object) -> Object;
}

/// `mp_binary_op`'s number for `//`.
const FLOOR_DIVIDE: usize = 31;
/// `mp_binary_op`'s number for `//=`.
const FLOOR_DIVIDE_IN_PLACE: usize = 18;

/// The quotient of complex numbers, by the larger part of the divisor, as in CPython. None by zero.
fn quotient((a, b): (f64, f64), (c, d): (f64, f64)) -> Option<(f64, f64)> {
    if c.abs() >= d.abs() {
        let ratio = d / c;
        let divisor = c + d * ratio;
        (c != 0.0).then(|| ((a + b * ratio) / divisor, (b - a * ratio) / divisor))
    } else {
        let ratio = c / d;
        let divisor = c * ratio + d;
        (c.abs() < d.abs()).then(|| ((a * ratio + b) / divisor, (b * ratio - a) / divisor))
    }
}

/// In the place of MicroPython's: an operation on integers one of which is large.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mp_obj_int_binary_op(
    operation: usize,
    left: Object,
    right: Object,
) -> Object {
    let divides = matches!(operation, DIVIDE | DIVIDE_IN_PLACE);
    if divides && right.is_integer() && left.is_integer() && (is_long(left) || is_long(right)) {
        return ask(hook::DIVIDE_INTEGERS, [left, right]);
    }
    original_mp_obj_int_binary_op(operation, left, right)
}

/// Of a power of floats: it may be too large.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hook_power(
    base: f64,
    exponent: f64,
    _operation: usize,
    _left: f64,
    _right: Object,
) -> f64 {
    let power = pow(base, exponent);
    if power.is_infinite() && base.is_finite() && exponent.is_finite() {
        ask(hook::TOO_LARGE, []);
    }
    power
}

/// Whether it is an integer that a float may not hold exactly: of more than 48 bits.
unsafe fn is_long(object: Object) -> bool {
    object.is_large_int() && object.digit_count() > 3
}

/// In the place of MicroPython's: the value of a number. An instance of a class below a number's
/// type is one, and a large integer is rounded once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mp_obj_get_float(object: Object) -> f64 {
    let mut value = object.native();
    if is_long(value) {
        value = ask(hook::FLOAT_OF_INTEGER, [value]);
    }
    original_mp_obj_get_float(value)
}
