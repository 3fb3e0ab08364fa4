# decimal. A number is a sign, a whole coefficient and an exponent; the arithmetic is exact and rounded
# once. Left out: the logical operations on digits.
from decimal._context import (
    BasicContext, Clamped, Context, ConversionSyntax, DecimalException, DefaultContext, DivisionByZero,
    DivisionImpossible, DivisionUndefined, ExtendedContext, FloatOperation, Inexact, InvalidContext, InvalidOperation,
    MAX_EMAX, MAX_PREC, MIN_EMIN, MIN_ETINY, Overflow, ROUND_05UP, ROUND_CEILING, ROUND_DOWN, ROUND_FLOOR,
    ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP, Rounded, Subnormal, Underflow, getcontext, localcontext,
    setcontext,
)

__version__ = "1.70"
HAVE_THREADS = HAVE_CONTEXTVAR = True
_FINITE, _INFINITE, _NAN, _SIGNALING = 0, 1, 2, 3


def __getattr__(name):
    if name != "DecimalTuple":
        raise AttributeError("module 'decimal' has no attribute '%s'" % name)
    global DecimalTuple
    from collections import namedtuple

    DecimalTuple = namedtuple("DecimalTuple", "sign digits exponent")
    return DecimalTuple


def _digit_count(coefficient):
    # Zero has one digit.
    return len(str(coefficient))


def round_digits(sign, coefficient, drop, rounding):
    # -> (the coefficient without so many digits, whether it was exact)
    unit = 10**drop
    kept, rest = divmod(coefficient, unit)
    if not rest:
        return kept, True
    if rounding == ROUND_HALF_EVEN:
        up = rest * 2 > unit or (rest * 2 == unit and kept & 1)
    elif rounding == ROUND_HALF_UP:
        up = rest * 2 >= unit
    elif rounding == ROUND_HALF_DOWN:
        up = rest * 2 > unit
    elif rounding == ROUND_DOWN:
        up = False
    elif rounding == ROUND_UP:
        up = True
    elif rounding == ROUND_CEILING:
        up = not sign
    elif rounding == ROUND_FLOOR:
        up = sign
    else:
        up = kept % 5 == 0
    return (kept + 1 if up else kept), False


def _make(sign, coefficient, exponent, kind=_FINITE):
    new = object.__new__(Decimal)
    new._sign = sign
    new._coefficient = coefficient
    new._exponent = exponent
    new._kind = kind
    return new


class Decimal:
    def __init__(self, value="0", context=None):
        if isinstance(value, Decimal):
            parts = value._sign, value._coefficient, value._exponent, value._kind
        elif isinstance(value, int):
            value = int(value)
            parts = (1 if value < 0 else 0), abs(value), 0, _FINITE
        elif isinstance(value, str):
            parts = _parsed(value)
            if parts is None:
                (context or getcontext()).signal(ConversionSyntax, InvalidOperation)
                parts = 0, 0, 0, _NAN
        elif isinstance(value, float):
            getcontext().signal(FloatOperation)
            parts = _of_float(value)
        elif isinstance(value, (tuple, list)):
            if len(value) != 3:
                raise ValueError("argument must be a sequence of length 3")
            sign, digits, exponent = value
            kind = {"F": _INFINITE, "n": _NAN, "N": _SIGNALING}.get(exponent, _FINITE)
            number = 0
            for digit in digits:
                number = number * 10 + digit
            parts = sign, 0 if kind == _INFINITE else number, exponent if kind == _FINITE else 0, kind
        else:
            raise TypeError("conversion from %s to Decimal is not supported" % type(value).__name__)
        self._sign, self._coefficient, self._exponent, self._kind = parts

    @classmethod
    def from_float(cls, f):
        if not isinstance(f, (int, float)):
            raise TypeError("argument must be int or float")
        number = cls(f) if isinstance(f, int) else _make(*_of_float(f))
        return number if cls is Decimal else cls(number)

    # Rounding to a context.

    def _fixed(self, context=None):
        if self._kind:
            return self
        context = context or getcontext()
        coefficient, exponent, sign = self._coefficient, self._exponent, self._sign
        if coefficient == 0:
            least, most = context.Etiny(), context.Emax
            if not least <= exponent <= most:
                context.signal(Clamped)
                return _make(sign, 0, min(max(exponent, least), most))
            return self
        drop = _digit_count(coefficient) - context._prec
        tiny = context.Etiny()
        if exponent + max(drop, 0) < tiny:
            drop = tiny - exponent
        if drop > 0:
            coefficient, exact = round_digits(sign, coefficient, drop, context._rounding)
            exponent += drop
            if _digit_count(coefficient) > context._prec:
                coefficient //= 10
                exponent += 1
            context.signal(Rounded)
            if not exact:
                context.signal(Inexact)
            if exponent + _digit_count(coefficient) - 1 < context.Emin:
                context.signal(Subnormal)
                if not exact:
                    context.signal(Underflow)
        if exponent + _digit_count(coefficient) - 1 > context.Emax:
            context.signal(Overflow)
            rounding = context._rounding
            if rounding == ROUND_DOWN or rounding == ROUND_05UP or rounding == (ROUND_FLOOR, ROUND_CEILING)[sign]:
                return _make(sign, 10**context._prec - 1, context.Etop())
            return _make(sign, 0, 0, _INFINITE)
        return _make(sign, coefficient, exponent) if drop > 0 else self

    def _nan_of(self, other=None, context=None):
        # What an operation with a NaN gives; None if there is none.
        for each in (self, other):
            if each is not None and each._kind == _SIGNALING:
                (context or getcontext()).signal(InvalidOperation)
                return _make(each._sign, each._coefficient, 0, _NAN)
        for each in (self, other):
            if each is not None and each._kind == _NAN:
                return each
        return None

    def _invalid(self, condition=InvalidOperation):
        getcontext().signal(condition, InvalidOperation)
        return _make(0, 0, 0, _NAN)

    # Arithmetic.

    def __add__(self, other):
        other = _operand(other)
        if other is None:
            return NotImplemented
        return _sum(self, other)

    __radd__ = __add__

    def __sub__(self, other):
        other = _operand(other)
        return NotImplemented if other is None else _sum(self, other.copy_negate())

    def __rsub__(self, other):
        other = _operand(other)
        return NotImplemented if other is None else _sum(other, self.copy_negate())

    def __mul__(self, other):
        other = _operand(other)
        if other is None:
            return NotImplemented
        sign = self._sign ^ other._sign
        if self._kind or other._kind:
            found = self._nan_of(other)
            if found is not None:
                return found
            if not self or not other:
                return self._invalid()
            return _make(sign, 0, 0, _INFINITE)
        return _make(sign, self._coefficient * other._coefficient, self._exponent + other._exponent)._fixed()

    __rmul__ = __mul__

    def __truediv__(self, other):
        other = _operand(other)
        return NotImplemented if other is None else _quotient(self, other)

    def __rtruediv__(self, other):
        other = _operand(other)
        return NotImplemented if other is None else _quotient(other, self)

    def __divmod__(self, other):
        other = _operand(other)
        return NotImplemented if other is None else _divided(self, other)

    def __rdivmod__(self, other):
        return _divided(_operand(other), self)

    def __floordiv__(self, other):
        other = _operand(other)
        return NotImplemented if other is None else _divided(self, other, 0)

    def __rfloordiv__(self, other):
        other = _operand(other)
        return NotImplemented if other is None else _divided(other, self, 0)

    def __mod__(self, other):
        other = _operand(other)
        return NotImplemented if other is None else _divided(self, other, 1)

    def __rmod__(self, other):
        other = _operand(other)
        return NotImplemented if other is None else _divided(other, self, 1)

    def remainder_near(self, other, context=None):
        other = _operand(other)
        quotient = (self / other).to_integral_value(ROUND_HALF_EVEN)
        return self - quotient * other

    def __pow__(self, other, modulo=None):
        other = _operand(other)
        if other is None:
            return NotImplemented
        if modulo is not None:
            return Decimal(pow(int(self), int(other), int(modulo)))
        from decimal._functions import power

        return power(self, other)

    def __rpow__(self, other):
        other = _operand(other)
        return NotImplemented if other is None else other.__pow__(self)

    def __neg__(self):
        return (self.copy_negate() if self or getcontext()._rounding == ROUND_FLOOR else self.copy_abs())._fixed()

    def __pos__(self):
        return (self if self or getcontext()._rounding == ROUND_FLOOR else self.copy_abs())._fixed()

    def __abs__(self):
        return self.copy_abs()._fixed()

    def copy_negate(self):
        return _make(1 - self._sign, self._coefficient, self._exponent, self._kind)

    def copy_abs(self):
        return _make(0, self._coefficient, self._exponent, self._kind)

    def copy_sign(self, other, context=None):
        return _make(_operand(other)._sign, self._coefficient, self._exponent, self._kind)

    def fma(self, other, third, context=None):
        other = _operand(other)
        if self._kind or other._kind:
            return self * other + third
        product = _make(self._sign ^ other._sign, self._coefficient * other._coefficient, self._exponent + other._exponent)
        return product + third

    # Comparisons.

    def _order(self, other):
        # The sign of the difference; None where there is none (a NaN).
        if self._kind >= _NAN or other._kind >= _NAN:
            return None
        left, right = (1 - 2 * x._sign if x else 0 for x in (self, other))
        if left != right or left == 0:
            return left - right
        if self._kind or other._kind:
            return 0 if self._kind == other._kind else left if self._kind else -left
        difference = self.adjusted() - other.adjusted()
        if not difference:
            shift = self._exponent - other._exponent
            a, b = self._coefficient, other._coefficient
            if shift > 0:
                a *= 10**shift
            else:
                b *= 10**-shift
            difference = a - b
        return difference * left

    def compare(self, other, context=None):
        other = _operand(other)
        order = self._order(other)
        return self._nan_of(other) if order is None else Decimal((order > 0) - (order < 0))

    def _compared(self, other):
        # `_order`, with what may be no number.
        number = _comparable(other)
        if number is not None:
            return self._order(number)
        if not hasattr(other, "numerator"):
            return NotImplemented
        return _make(self._sign, self._coefficient * other.denominator, self._exponent, self._kind)._order(Decimal(other.numerator))

    def __eq__(self, other):
        order = self._compared(other)
        return order if order is NotImplemented else order == 0

    def __ne__(self, other):
        order = self._compared(other)
        return order if order is NotImplemented else order != 0

    def _ordered(self, other):
        if isinstance(other, float) and getcontext().traps[FloatOperation]:
            getcontext().signal(FloatOperation)
        order = self._compared(other)
        if order is NotImplemented:
            return None
        if order is None:
            getcontext().signal(InvalidOperation)
            return float("nan")
        return order

    def __lt__(self, other):
        order = self._ordered(other)
        return NotImplemented if order is None else order < 0

    def __le__(self, other):
        order = self._ordered(other)
        return NotImplemented if order is None else order <= 0

    def __gt__(self, other):
        order = self._ordered(other)
        return NotImplemented if order is None else order > 0

    def __ge__(self, other):
        order = self._ordered(other)
        return NotImplemented if order is None else order >= 0

    def max(self, other, context=None):
        other = _operand(other)
        return (other if self < other else self)._fixed()

    def min(self, other, context=None):
        other = _operand(other)
        return (self if self < other else other)._fixed()

    def __bool__(self):
        return bool(self._coefficient) or self._kind != _FINITE

    def __hash__(self):
        if self._kind == _SIGNALING:
            raise TypeError("Cannot hash a signaling NaN value.")
        if self._kind:
            return hash(float(self))
        n, d = self.as_integer_ratio()
        if d == 1:
            return hash(n)
        near = float(self)
        return hash(near) if near.as_integer_ratio() == (n, d) else hash((n, d))

    # Conversions.

    def as_tuple(self):
        exponent = (self._exponent, "F", "n", "N")[self._kind]
        digits = tuple([int(digit) for digit in str(self._coefficient)])
        if self._kind >= _NAN and not self._coefficient:
            digits = ()
        kind = globals().get("DecimalTuple") or __getattr__("DecimalTuple")
        return kind(self._sign, digits, exponent)

    def as_integer_ratio(self):
        if self._kind == _INFINITE:
            raise OverflowError("cannot convert Infinity to integer ratio")
        if self._kind:
            raise ValueError("cannot convert NaN to integer ratio")
        n, d = self._coefficient, 1
        if self._exponent >= 0:
            n *= 10**self._exponent
        else:
            from math import gcd

            d = 10**-self._exponent
            common = gcd(n, d)
            n, d = n // common, d // common
        return (-n if self._sign else n), d

    def __int__(self):
        if self._kind == _INFINITE:
            raise OverflowError("cannot convert Infinity to integer")
        if self._kind:
            raise ValueError("cannot convert NaN to integer")
        value = self._coefficient * 10**self._exponent if self._exponent >= 0 else self._coefficient // 10**-self._exponent
        return -value if self._sign else value

    __trunc__ = __int__

    def __float__(self):
        if self._kind == _SIGNALING:
            raise ValueError("cannot convert signaling NaN to float")
        if self._kind:
            return float("nan") if self._kind == _NAN else float("-inf" if self._sign else "inf")
        if -300 < self.adjusted() < 300:
            from _exact import ratio

            value = ratio(*self.as_integer_ratio())
            return -0.0 if self._sign and not value else value
        return float(str(self))

    def __complex__(self):
        return complex(float(self))

    real = property(lambda self: self)
    imag = property(lambda self: Decimal(0))

    def conjugate(self):
        return self

    def __floor__(self):
        return int(self.to_integral_value(ROUND_FLOOR))

    def __ceil__(self):
        return int(self.to_integral_value(ROUND_CEILING))

    def __round__(self, n=None):
        if n is None:
            return int(self.to_integral_value(ROUND_HALF_EVEN))
        return self.quantize(_make(0, 1, -n), ROUND_HALF_EVEN)

    def __str__(self, eng=False):
        from decimal._format import to_text

        return to_text(self, eng)

    def to_eng_string(self, context=None):
        return self.__str__(True)

    def __repr__(self):
        return "Decimal('%s')" % self.__str__()

    def __format__(self, spec):
        from decimal._format import formatted

        return formatted(self, spec)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    # Shape.

    def adjusted(self):
        return 0 if self._kind else self._exponent + _digit_count(self._coefficient) - 1

    def _rescaled(self, exponent, rounding):
        # With this exponent, whatever the precision.
        if not self._coefficient:
            return _make(self._sign, 0, exponent)
        if self._exponent >= exponent:
            return _make(self._sign, self._coefficient * 10 ** (self._exponent - exponent), exponent)
        coefficient, _ = round_digits(self._sign, self._coefficient, exponent - self._exponent, rounding)
        return _make(self._sign, coefficient, exponent)

    def quantize(self, exp, rounding=None, context=None):
        exp = _operand(exp)
        context = context or getcontext()
        if self._kind or exp._kind:
            found = self._nan_of(exp)
            if found is not None:
                return found
            if self._kind == exp._kind:
                return self
            return self._invalid()
        if not context.Etiny() <= exp._exponent <= context.Emax:
            return self._invalid()
        made = self._rescaled(exp._exponent, rounding or context._rounding)
        if made._coefficient and (
            made.adjusted() > context.Emax or _digit_count(made._coefficient) > context._prec
        ):
            context.signal(InvalidOperation)
            return _make(0, 0, 0, _NAN)
        if made._exponent > self._exponent:
            context.signal(Rounded)
            if made != self:
                context.signal(Inexact)
        return made

    def to_integral_value(self, rounding=None, context=None):
        if self._kind or self._exponent >= 0:
            return self
        return self._rescaled(0, rounding or (context or getcontext())._rounding)

    to_integral = to_integral_exact = to_integral_value

    def normalize(self, context=None):
        made = self._fixed(context)
        if made._kind:
            return made
        coefficient, exponent = made._coefficient, made._exponent
        if not coefficient:
            return _make(made._sign, 0, 0)
        while coefficient % 10 == 0:
            coefficient //= 10
            exponent += 1
        return _make(made._sign, coefficient, exponent)

    def scaleb(self, other, context=None):
        return _make(self._sign, self._coefficient, self._exponent + int(other), self._kind)._fixed(context)

    def logb(self, context=None):
        if not self:
            getcontext().signal(DivisionByZero)
            return _make(1, 0, 0, _INFINITE)
        return Decimal(self.adjusted())

    def same_quantum(self, other, context=None):
        return self._kind == other._kind and (self._kind != _FINITE or self._exponent == other._exponent)

    def canonical(self):
        return self

    def is_canonical(self):
        return True

    def is_finite(self):
        return self._kind == _FINITE

    def is_infinite(self):
        return self._kind == _INFINITE

    def is_nan(self):
        return self._kind >= _NAN

    def is_qnan(self):
        return self._kind == _NAN

    def is_snan(self):
        return self._kind == _SIGNALING

    def is_signed(self):
        return self._sign == 1

    def is_zero(self):
        return self._kind == _FINITE and not self._coefficient

    def is_normal(self, context=None):
        return self._kind == _FINITE and bool(self._coefficient) and self.adjusted() >= (context or getcontext()).Emin

    def is_subnormal(self, context=None):
        return self._kind == _FINITE and bool(self._coefficient) and self.adjusted() < (context or getcontext()).Emin

    def number_class(self, context=None):
        if self._kind >= _NAN:
            return "NaN" if self._kind == _NAN else "sNaN"
        name = "Infinity" if self._kind else "Zero" if not self._coefficient else "Normal" if self.is_normal(context) else "Subnormal"
        return "-+"[1 - self._sign] + name

    def radix(self):
        return Decimal(10)

    def _next(self, rounding, sign):
        context = getcontext().copy()
        context.clear_traps()
        context.rounding = rounding
        made = self._fixed(context)
        if made != self:
            return made
        return _sum(self, _make(sign, 1, context.Etiny() - 1), context)

    def next_plus(self, context=None):
        return self._next(ROUND_CEILING, 0)

    def next_minus(self, context=None):
        return self._next(ROUND_FLOOR, 1)

    # Functions.

    def sqrt(self, context=None):
        from decimal._functions import square_root

        return square_root(self, context or getcontext())

    def exp(self, context=None):
        from decimal._functions import exponential

        return exponential(self, context or getcontext())

    def ln(self, context=None):
        from decimal._functions import natural_logarithm

        return natural_logarithm(self, context or getcontext())

    def log10(self, context=None):
        from decimal._functions import common_logarithm

        return common_logarithm(self, context or getcontext())


# At the end, for it needs what is above.
from decimal._arithmetic import _comparable, _divided, _of_float, _operand, _parsed, _quotient, _sum
