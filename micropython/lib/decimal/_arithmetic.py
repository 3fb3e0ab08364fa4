# Operands of decimal, from text and other numbers, and their sums and quotients.
from decimal import (
    Clamped, Decimal, DivisionByZero, DivisionImpossible, DivisionUndefined, FloatOperation, InvalidOperation,
    ROUND_DOWN, ROUND_FLOOR, _FINITE, _INFINITE, _NAN, _SIGNALING, _digit_count, _make, getcontext,
)


def _parsed(text):
    # -> (sign, coefficient, exponent, kind), or None
    text = text.strip().replace("_", "")
    sign = 0
    if text[:1] in ("-", "+") and text:
        sign = 1 if text[0] == "-" else 0
        text = text[1:]
    lower = text.lower()
    if lower in ("inf", "infinity"):
        return sign, 0, 0, _INFINITE
    for name, kind in (("nan", _NAN), ("snan", _SIGNALING)):
        if lower.startswith(name):
            payload = lower[len(name) :]
            if payload and not payload.isdigit():
                return None
            return sign, int(payload or "0"), 0, kind
    mantissa, mark, exponent = lower.partition("e")
    whole, point, decimals = mantissa.partition(".")
    digits = whole + decimals
    if not digits.isdigit():
        return None
    power = 0
    if mark:
        unsigned = exponent[1:] if exponent[:1] in ("-", "+") else exponent
        if not unsigned.isdigit():
            return None
        power = int(exponent)
    return sign, int(digits), power - len(decimals), _FINITE


def _of_float(value):
    if value != value:
        return 0, 0, 0, _NAN
    sign = 1 if str(value)[0] == "-" else 0
    if value - value != 0:
        return sign, 0, 0, _INFINITE
    n, d = abs(value).as_integer_ratio()
    power = d.bit_length() - 1
    return sign, n * 5**power, -power, _FINITE


def _operand(value):
    if isinstance(value, Decimal):
        return value
    return Decimal(value) if isinstance(value, int) else None


def _comparable(value):
    if isinstance(value, Decimal):
        return value
    if isinstance(value, int):
        return Decimal(value)
    if isinstance(value, float):
        getcontext().flags[FloatOperation] = True
        return _make(*_of_float(value))
    return None


def _sum(a, b, context=None):
    context = context or getcontext()
    if a._kind or b._kind:
        found = a._nan_of(b)
        if found is not None:
            return found
        if a._kind and b._kind and a._sign != b._sign:
            return a._invalid()
        return a if a._kind else b
    exponent = min(a._exponent, b._exponent)
    if not a._coefficient or not b._coefficient:
        if not a._coefficient and not b._coefficient:
            sign = a._sign & b._sign
            if a._sign != b._sign and context._rounding == ROUND_FLOOR:
                sign = 1
            return _make(sign, 0, exponent)._fixed(context)
        other = b if not a._coefficient else a
        # No more zeros than the precision has room for.
        exponent = max(exponent, other._exponent - context._prec - 1)
        return other._rescaled(min(exponent, other._exponent), ROUND_DOWN)._fixed(context)
    if a._exponent < b._exponent:
        a, b = b, a
    # From here on, b has the lower exponent. What is far below all digits of a counts as one unit.
    if a._exponent - b._exponent > context._prec + 2 + _digit_count(b._coefficient):
        low = a._exponent - context._prec - 2
        if b.adjusted() < min(low, a.adjusted() - context._prec - 2):
            b = _make(b._sign, 1, low)
    left = a._coefficient * 10 ** (a._exponent - b._exponent)
    total = (-left if a._sign else left) + (-b._coefficient if b._sign else b._coefficient)
    if not total:
        return _make(1 if context._rounding == ROUND_FLOOR else 0, 0, b._exponent)._fixed(context)
    return _make(1 if total < 0 else 0, abs(total), b._exponent)._fixed(context)


def _quotient(a, b, context=None):
    context = context or getcontext()
    sign = a._sign ^ b._sign
    if a._kind or b._kind:
        found = a._nan_of(b)
        if found is not None:
            return found
        if a._kind and b._kind:
            return a._invalid()
        if a._kind:
            return _make(sign, 0, 0, _INFINITE)
        context.signal(Clamped)
        return _make(sign, 0, context.Etiny())
    if not b._coefficient:
        if not a._coefficient:
            return a._invalid(DivisionUndefined)
        context.signal(DivisionByZero)
        return _make(sign, 0, 0, _INFINITE)
    ideal = a._exponent - b._exponent
    if not a._coefficient:
        return _make(sign, 0, ideal)._fixed(context)
    shift = _digit_count(b._coefficient) - _digit_count(a._coefficient) + context._prec + 1
    exponent = ideal - shift
    if shift >= 0:
        coefficient, rest = divmod(a._coefficient * 10**shift, b._coefficient)
    else:
        coefficient, rest = divmod(a._coefficient, b._coefficient * 10**-shift)
    if rest:
        # The last digit tells that there is more.
        if coefficient % 5 == 0:
            coefficient += 1
    else:
        while exponent < ideal and coefficient % 10 == 0:
            coefficient //= 10
            exponent += 1
    return _make(sign, coefficient, exponent)._fixed(context)


def _divided(a, b, which=None):
    # The whole quotient, towards zero, and the rest.
    context = getcontext()
    found = a._nan_of(b)
    if found is not None:
        return found if which is not None else (found, found)
    sign = a._sign ^ b._sign
    if a._kind:
        invalid = a._invalid()
        if which == 0 and not b._kind:
            return _make(sign, 0, 0, _INFINITE)
        return invalid if which is not None else (invalid, invalid)
    if not b:
        if which == 1:
            return a._invalid(InvalidOperation if a else DivisionUndefined)
        if not a:
            invalid = a._invalid(DivisionUndefined)
            return invalid if which is not None else (invalid, invalid)
        if which is None:
            context.signal(InvalidOperation)
        context.signal(DivisionByZero)
        infinite = _make(sign, 0, 0, _INFINITE)
        return infinite if which == 0 else (infinite, _make(0, 0, 0, _NAN))
    if b._kind:
        quotient, rest = _make(sign, 0, 0), a
    else:
        exponent = min(a._exponent, b._exponent)
        if a.adjusted() - b.adjusted() > context._prec:
            invalid = a._invalid(DivisionImpossible)
            return invalid if which is not None else (invalid, invalid)
        top = a._coefficient * 10 ** (a._exponent - exponent)
        whole, left = divmod(top, b._coefficient * 10 ** (b._exponent - exponent))
        if whole >= 10**context._prec:
            invalid = a._invalid(DivisionImpossible)
            return invalid if which is not None else (invalid, invalid)
        quotient, rest = _make(sign, whole, 0), _make(a._sign, left, exponent)
    rest = rest._fixed(context)
    return (quotient, rest) if which is None else (quotient, rest)[which]
