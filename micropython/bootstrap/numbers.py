# Methods of numbers that MicroPython leaves out. bool is a subclass of int.
import math


def _bit_length(self):
    count = 0
    rest = abs(self)
    while rest > 0xFFFFFFFF:
        rest >>= 32
        count += 32
    while rest:
        rest >>= 1
        count += 1
    return count


def _int_ratio(self):
    return int(self), 1


def _float_ratio(self):
    if self != self:
        raise ValueError("cannot convert NaN to integer ratio")
    if self - self != 0:
        raise OverflowError("cannot convert Infinity to integer ratio")
    mantissa, exponent = math.frexp(self)
    numerator = int(mantissa * 9007199254740992.0)
    exponent -= 53
    while numerator and not numerator & 1 and exponent < 0:
        numerator >>= 1
        exponent += 1
    return (numerator << exponent, 1) if exponent >= 0 else (numerator, 1 << -exponent if numerator else 1)


def _is_integer(self):
    return self - self == 0 and self == math.floor(self)


def _hex(self):
    if self - self != 0:
        return repr(self)
    sign = "-" if math.copysign(1.0, self) < 0 else ""
    if self == 0:
        return sign + "0x0.0p+0"
    mantissa, exponent = math.frexp(abs(self))
    exponent -= 1
    bits = int(mantissa * 9007199254740992.0)
    if exponent < -1022:
        bits >>= -1022 - exponent
        exponent = -1022
    return "%s0x%d.%013xp%+d" % (sign, bits >> 52, bits & 0xFFFFFFFFFFFFF, exponent)


def _fromhex(text):
    rest = text.strip().lower()
    sign = -1.0 if rest[:1] == "-" else 1.0
    rest = rest.lstrip("+-")
    if rest in ("inf", "infinity", "nan"):
        return sign * float(rest)
    if rest[:2] == "0x":
        rest = rest[2:]
    digits, _, exponent = rest.partition("p")
    whole, _, fraction = digits.partition(".")
    try:
        return sign * math.ldexp(float(int(whole + fraction, 16)), int(exponent or "0") - 4 * len(fraction))
    except ValueError:
        raise ValueError("invalid hexadecimal floating-point string")


def _conjugate(self):
    return self


# Arithmetic that the extension asks for (micropython/extension/src/arithmetic.rs).


def _complex_power(real, imaginary, exponent):
    base = complex(real, imaginary)
    if isinstance(exponent, (int, float)) and exponent == int(exponent) and -100 <= exponent <= 100:
        # By multiplying.
        result = complex(1, 0)
        rest = abs(int(exponent))
        while rest:
            if rest & 1:
                result = result * base
            base = base * base
            rest >>= 1
        return 1 / result if exponent < 0 else result
    if not isinstance(exponent, (int, float, complex)):
        raise TypeError("unsupported operand type(s) for ** or pow(): 'complex' and '%s'" % type(exponent).__name__)
    exponent = complex(exponent)
    size = abs(base)
    if not size:
        if exponent.imag or exponent.real < 0:
            raise ZeroDivisionError("0.0 to a negative or complex power")
        return complex(0.0 if exponent.real else 1.0, 0.0)
    angle = math.atan2(imaginary, real)
    length = size**exponent.real
    phase = angle * exponent.real
    if exponent.imag:
        length /= math.exp(angle * exponent.imag)
        phase += exponent.imag * math.log(size)
    return complex(length * math.cos(phase), length * math.sin(phase))


def _scaled(numerator, shift, inexact=False):
    # numerator * 2**shift as a float, rounded once, to even where it lies in the middle; of a numerator
    # of more than 53 bits, or what is left out behind it is nothing
    bits = _bit_length(numerator)
    drop = max(bits - 53, -1074 - shift)
    if drop > 0:
        whole = numerator >> drop
        rest = numerator - (whole << drop)
        half = 1 << drop - 1
        if rest > half or rest == half and (inexact or whole & 1):
            whole += 1
        numerator, shift = whole, shift + drop
    if _bit_length(numerator) + shift > 1024:
        return None
    # Both parts are small integers.
    return math.ldexp((numerator >> 27) * 134217728.0 + (numerator & 0x7FFFFFF), shift)


def _float_of(integer):
    value = _scaled(abs(integer), 0)
    if value is None:
        raise OverflowError("int too large to convert to float")
    return -value if integer < 0 else value


def _quotient(left, right):
    if not right:
        raise ZeroDivisionError("division by zero")
    one, other = abs(left), abs(right)
    # So that the quotient has at least 55 bits.
    shift = max(0, 55 - _bit_length(one) + _bit_length(other))
    whole, rest = divmod(one << shift, other)
    value = _scaled(whole, -shift, rest != 0)
    if value is None:
        raise OverflowError("integer division result too large for a float")
    return -value if (left < 0) != (right < 0) else value


_c_to_bytes = int.to_bytes


def _to_bytes(self, length=1, byteorder="big", *, signed=False):
    if byteorder not in ("big", "little"):
        raise ValueError("byteorder must be either 'little' or 'big'")
    if length < 0:
        raise ValueError("length argument must be non-negative")
    number = int(self)
    if number < 0 and not signed:
        raise OverflowError("can't convert negative int to unsigned")
    if (number if number >= 0 else ~number) >> max(0, 8 * length - signed):
        raise OverflowError("int too big to convert")
    return _c_to_bytes(number, length, byteorder, signed)


_int_methods = dict(
    to_bytes=_to_bytes,
    bit_length=_bit_length,
    bit_count=lambda self: bin(self).count("1"),
    conjugate=lambda self: int(self),
    as_integer_ratio=_int_ratio,
    is_integer=lambda self: True,
)
_float_methods = dict(
    is_integer=_is_integer,
    as_integer_ratio=_float_ratio,
    hex=_hex,
    fromhex=staticmethod(_fromhex),
    conjugate=_conjugate,
)
_extend(int, _int_methods)
# The old tables of list and dict, which lie behind these types, have room for their slots.
_list_room = _extend(list, dict(remove=_native_function("list_remove", _two_arguments)))
_dict_item = _native_function("dict_getitem", _two_arguments)
_set_hook("dict_getitem", _dict_item)
_dict_room = _extend(dict, dict(__getitem__=_dict_item))


def _once(method):
    # Of a set and another: MicroPython takes what is there twice for two.
    return lambda self, other: method(self, other if isinstance(other, (set, frozenset)) else set(other))


for _both in (set, frozenset):
    # Their methods are not shared.
    _set_methods = dict(
        intersection=_native_function("set_intersection", _any_arguments, 1, 65535),
        union=_native_function("set_union", _any_arguments, 1, 65535),
        symmetric_difference=_once(_object_at(_word(id(_both().symmetric_difference) + 4))),
    )
    if _both is set:
        _set_hook("original_intersection", _object_at(_word(id(set().intersection) + 4)))
        _set_hook("original_union", _object_at(_word(id(set().union) + 4)))
        _set_hook("original_intersection_update", _object_at(_word(id(set().intersection_update) + 4)))
        _update = _object_at(_word(id(set().symmetric_difference_update) + 4))
        _set_methods["symmetric_difference_update"] = _once(_update)
        _set_methods["intersection_update"] = _native_function("set_intersection_update", _any_arguments, 1, 65535)
    _set_room = _extend(_both, dict(**_set_methods))
    if _both is set:
        _range_room = _set_room
_extend_bare(float, _list_room, _float_methods)
_new_slot(range, _BINARY, _range_room, _numbers["range_binary_op"])
_new_slot(bool, _METHODS, _dict_room, _word(_slot(int, _METHODS)))
_new_slot(bool, _PARENT, _dict_room + 4, id(int))
_new_slot(type([].append), _MAKE_NEW, _dict_room + 8, _numbers["method_new"])
