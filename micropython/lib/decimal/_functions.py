# Powers, roots and logarithms of decimal, in whole numbers with some digits to spare; they are computed
# with more digits until the rounding is certain.
from math import isqrt

from decimal import (
    Decimal, DivisionByZero, Inexact, InvalidOperation, ROUND_HALF_EVEN, Rounded, _digit_count, _make, _quotient,
    getcontext,
)

_ATTEMPTS = 4
_ln10 = {}


def square_root(number, context):
    if number._kind:
        found = number._nan_of()
        if found is not None:
            return found
        return number if not number._sign else number._invalid()
    if not number._coefficient:
        return _make(number._sign, 0, number._exponent >> 1)._fixed(context)
    if number._sign:
        return number._invalid()
    digits = context._prec + 1
    half = number._exponent >> 1
    coefficient = number._coefficient * 10 if number._exponent & 1 else number._coefficient
    size = (_digit_count(coefficient) + 1) >> 1
    shift = digits - size
    exact = True
    if shift >= 0:
        coefficient *= 100**shift
    else:
        coefficient, rest = divmod(coefficient, 100**-shift)
        exact = not rest
    half -= shift
    root = isqrt(coefficient)
    if exact and root * root == coefficient:
        if shift >= 0:
            root //= 10**shift
        else:
            root *= 10**-shift
        half += shift
    elif root % 5 == 0:
        root += 1
    return _rounded(_make(0, root, half), context)


def _rounded(number, context):
    # Functions round half to even, whatever the context says.
    work = context.copy()
    work.rounding = ROUND_HALF_EVEN
    work.flags = context.flags
    return number._fixed(work)


def _fixed_ln(numerator, denominator, unit):
    # ln(numerator / denominator) times unit, of a number from 1 to 10 or so.
    x = numerator * unit // denominator
    for _ in range(12):
        x = isqrt(x * unit)
    y = (x - unit) * unit // (x + unit)
    square = y * y // unit
    total, term, n = 0, y, 1
    while term:
        total += term // n
        term = term * square // unit
        n += 2
    return total << 13


def _ln_of_ten(places):
    known = _ln10.get(places)
    if known is None:
        unit = 10 ** (places + 8)
        known = _ln10[places] = _fixed_ln(10, 1, unit) // 10**8
    return known


def _ln(number, places):
    # ln times 10**places, off by a few units.
    more = places + 8
    power = number.adjusted()
    size = _digit_count(number._coefficient)
    value = _fixed_ln(number._coefficient, 10 ** (size - 1), 10**more)
    return (value + power * _ln_of_ten(more)) // 10**8


def _exp(value, places):
    # e to the power of value / 10**places -> (coefficient of some places digits, exponent)
    more = places + 12
    value *= 10**12
    power, rest = divmod(value, _ln_of_ten(more))
    unit = 10**more
    rest >>= 8
    total, term, n = unit, unit, 1
    while term:
        term = term * rest // unit // n
        total += term
        n += 1
    for _ in range(8):
        total = total * total // unit
    return total // 10**12, power - places


def _certain(compute, context):
    # Calls compute(digits) -> (coefficient, exponent) until the digits beyond the precision are not
    # those of a number on the border.
    digits = context._prec + 5
    for attempt in range(_ATTEMPTS):
        coefficient, exponent = compute(digits)
        extra = _digit_count(abs(coefficient)) - context._prec - 1
        if extra > 1:
            rest = abs(coefficient) % 10**extra
            half = 5 * 10 ** (extra - 1)
            border = min(rest, abs(rest - half), 10**extra - rest)
            if border > 100 or extra <= 2:
                break
        digits += 8 << attempt
    return coefficient, exponent


def _inexact(coefficient, exponent, context):
    context.signal(Inexact)
    context.signal(Rounded)
    sign = 1 if coefficient < 0 else 0
    return _rounded(_make(sign, abs(coefficient), exponent), context)


def exponential(number, context):
    if number._kind:
        found = number._nan_of()
        if found is not None:
            return found
        return _make(0, 0, 0) if number._sign else number
    if not number:
        return Decimal(1)
    if number.adjusted() > 8:
        # Far out of every range.
        return _make(0, 1, -2 * context.Emax if number._sign else 2 * context.Emax)._fixed(context)
    if number.adjusted() < -context._prec - 1:
        return _inexact(*_full(_make(0, 1, 0), context), context)

    def compute(digits):
        places = digits + max(number.adjusted(), 0) + 2
        return _exp(_scaled(number, places), places)

    return _inexact(*_certain(compute, context), context)


def _full(number, context):
    more = context._prec - _digit_count(number._coefficient)
    return number._coefficient * 10**more, number._exponent - more


def _scaled(number, places):
    shift = number._exponent + places
    value = number._coefficient * 10**shift if shift >= 0 else number._coefficient // 10**-shift
    return -value if number._sign else value


def _check_logarithm(number, context):
    # What a logarithm is without computing; None if it has to be computed.
    found = number._nan_of()
    if found is not None:
        return found
    if not number:
        return _make(1, 0, 0, 1)
    if number._sign:
        return number._invalid()
    return number if number._kind else None


def natural_logarithm(number, context):
    found = _check_logarithm(number, context)
    if found is not None:
        return found
    if number == 1:
        return Decimal(0)

    def compute(digits):
        # Near 1, the first digits cancel.
        near = abs(number - 1)
        places = digits + (max(0, -near.adjusted()) if near < 1 else 0) + 1
        return _ln(number, places), -places

    return _inexact(*_certain(compute, context), context)


def common_logarithm(number, context):
    found = _check_logarithm(number, context)
    if found is not None:
        return found
    digits = str(number._coefficient)
    if digits[0] == "1" and not digits[1:].strip("0"):
        return Decimal(number.adjusted())._fixed(context)

    def compute(digits):
        places = digits + 2
        near = abs(number - 1)
        places += max(0, -near.adjusted()) if near < 1 else 0
        return _ln(number, places) * 10**places // _ln_of_ten(places), -places

    return _inexact(*_certain(compute, context), context)


def power(base, exponent):
    context = getcontext()
    found = base._nan_of(exponent)
    if found is not None:
        return found
    if not exponent:
        if not base:
            return base._invalid()
        return Decimal(1)
    whole = not exponent._kind and exponent == exponent.to_integral_value()
    sign = 1 if base._sign and whole and int(exponent) & 1 else 0
    if base._sign and not whole:
        if base._kind or base:
            return base._invalid()
    if not base:
        return _make(sign, 0, 0) if not exponent._sign else _infinite(sign)
    if base._kind:
        return _infinite(sign) if not exponent._sign else _make(sign, 0, 0)
    size = base.copy_abs()
    if exponent._kind:
        if size == 1:
            return _inexact(*_full(Decimal(1), context), context)
        grows = (size > 1) != bool(exponent._sign)
        return _infinite(0) if grows else _make(0, 0, 0)
    if whole:
        times = abs(int(exponent))
        if times * _digit_count(size._coefficient) <= 4000:
            made = _make(sign, size._coefficient**times, size._exponent * times)
            return _quotient(Decimal(1), made, context) if exponent._sign else made._fixed(context)
    if size == 1:
        return _inexact(*_full(Decimal(1), context), context) if not whole else _make(sign, 1, 0)

    def compute(digits):
        places = digits + max(0, exponent.adjusted()) + 6
        places += max(0, len(str(abs(size.adjusted()))))
        logarithm = _ln(size, places)
        value = logarithm * exponent._coefficient
        value = value * 10**exponent._exponent if exponent._exponent >= 0 else value // 10**-exponent._exponent
        return _exp(-value if exponent._sign else value, places)

    coefficient, power_of_ten = _certain(compute, context)
    return _inexact(-coefficient if sign else coefficient, power_of_ten, context)


def _infinite(sign):
    return _make(sign, 0, 0, 1)
