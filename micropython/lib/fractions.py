# fractions.
from math import gcd
from numbers import Rational


def _digits(text):
    # A whole number without a sign; underscores may stand between digits.
    if not text or text[0] == "_" or text[-1] == "_" or "__" in text:
        return None
    text = text.replace("_", "")
    return text if text.isdigit() else None


def _parse(given):
    # -> (numerator, denominator)
    text = given.strip()
    negative = text[:1] == "-"
    if text[:1] in ("-", "+"):
        text = text[1:]
    top, slash, bottom = text.partition("/")
    if slash:
        top, bottom = _digits(top), _digits(bottom)
        if top is None or bottom is None:
            raise ValueError("Invalid literal for Fraction: %r" % given)
        n, d = int(top), int(bottom)
    else:
        mantissa, mark, exponent = text.replace("E", "e").partition("e")
        whole, point, decimals = mantissa.partition(".")
        sign = exponent[:1] if exponent[:1] in ("-", "+") else ""
        power = _digits(exponent[len(sign) :]) if mark else "0"
        whole = _digits(whole) if whole or not decimals else ""
        decimals = _digits(decimals) if decimals else ""
        if whole is None or decimals is None or power is None:
            raise ValueError("Invalid literal for Fraction: %r" % given)
        n, d = int(whole + decimals or "0"), 10 ** len(decimals)
        if sign == "-":
            d *= 10 ** int(power)
        else:
            n *= 10 ** int(power)
    return (-n if negative else n), d


def _made(n, d):
    # Of numbers that have no divisor in common.
    new = object.__new__(Fraction)
    new._numerator = n
    new._denominator = d
    return new


def _reduced(n, d):
    if d < 0:
        n, d = -n, -d
    g = gcd(n, d)
    return _made(n // g, d // g) if g != 1 else _made(n, d)


def _parts(value):
    # -> (numerator, denominator) of a rational number, or None
    if isinstance(value, Fraction):
        return value._numerator, value._denominator
    if isinstance(value, int):
        return int(value), 1
    return None


class Fraction(Rational):
    def __init__(self, numerator=0, denominator=None):
        if denominator is None:
            parts = _parts(numerator)
            if parts is None:
                if isinstance(numerator, str):
                    n, d = _parse(numerator)
                    if d == 0:
                        raise ZeroDivisionError("Fraction(%s, 0)" % n)
                    g = gcd(n, d)
                    parts = n // g, d // g
                elif isinstance(numerator, float) or hasattr(numerator, "as_integer_ratio"):
                    parts = numerator.as_integer_ratio()
                else:
                    raise TypeError("argument should be a string or a Rational instance")
            self._numerator, self._denominator = parts
            return
        left, right = _parts(numerator), _parts(denominator)
        if left is None or right is None:
            raise TypeError("both arguments should be Rational instances")
        n, d = left[0] * right[1], left[1] * right[0]
        if d == 0:
            raise ZeroDivisionError("Fraction(%s, 0)" % n)
        if d < 0:
            n, d = -n, -d
        g = gcd(n, d)
        self._numerator, self._denominator = n // g, d // g

    @classmethod
    def from_float(cls, f):
        if not isinstance(f, (int, float)):
            raise TypeError("%s.from_float() only takes floats, not %r (%s)" % (cls.__name__, f, type(f).__name__))
        return cls(f)

    @classmethod
    def from_decimal(cls, dec):
        return cls(dec)

    @property
    def numerator(self):
        return self._numerator

    @property
    def denominator(self):
        return self._denominator

    real = property(lambda self: self)
    imag = property(lambda self: 0)

    def conjugate(self):
        return self

    def as_integer_ratio(self):
        return self._numerator, self._denominator

    def is_integer(self):
        return self._denominator == 1

    def limit_denominator(self, max_denominator=1000000):
        if max_denominator < 1:
            raise ValueError("max_denominator should be at least 1")
        if self._denominator <= max_denominator:
            return _made(self._numerator, self._denominator)
        # Continued fractions.
        p0, q0, p1, q1 = 0, 1, 1, 0
        n, d = self._numerator, self._denominator
        while True:
            a = n // d
            q2 = q0 + a * q1
            if q2 > max_denominator:
                break
            p0, q0, p1, q1 = p1, q1, p0 + a * p1, q2
            n, d = d, n - a * d
        k = (max_denominator - q0) // q1
        if 2 * d * (q0 + k * q1) <= self._denominator:
            return _made(p1, q1)
        return _reduced(p0 + k * p1, q0 + k * q1)

    def __repr__(self):
        return "%s(%s, %s)" % (type(self).__name__, self._numerator, self._denominator)

    def __str__(self):
        if self._denominator == 1:
            return str(self._numerator)
        return "%s/%s" % (self._numerator, self._denominator)

    def __format__(self, spec):
        if spec:
            raise TypeError("unsupported format string passed to Fraction.__format__")
        return str(self)

    def _computed(self, other, exact, inexact, reverse=False):
        parts = _parts(other)
        if parts is not None:
            if reverse:
                return exact(parts[0], parts[1], self._numerator, self._denominator)
            return exact(self._numerator, self._denominator, parts[0], parts[1])
        if isinstance(other, (float, complex)):
            return inexact(other, float(self)) if reverse else inexact(float(self), other)
        return NotImplemented

    def __add__(self, other):
        return self._computed(other, _add, lambda a, b: a + b)

    def __radd__(self, other):
        return self._computed(other, _add, lambda a, b: a + b, True)

    def __sub__(self, other):
        return self._computed(other, _sub, lambda a, b: a - b)

    def __rsub__(self, other):
        return self._computed(other, _sub, lambda a, b: a - b, True)

    def __mul__(self, other):
        return self._computed(other, _mul, lambda a, b: a * b)

    def __rmul__(self, other):
        return self._computed(other, _mul, lambda a, b: a * b, True)

    def __truediv__(self, other):
        return self._computed(other, _div, lambda a, b: a / b)

    def __rtruediv__(self, other):
        return self._computed(other, _div, lambda a, b: a / b, True)

    def __floordiv__(self, other):
        return self._computed(other, _floordiv, lambda a, b: a // b)

    def __rfloordiv__(self, other):
        return self._computed(other, _floordiv, lambda a, b: a // b, True)

    def __mod__(self, other):
        return self._computed(other, _mod, lambda a, b: a % b)

    def __rmod__(self, other):
        return self._computed(other, _mod, lambda a, b: a % b, True)

    def __divmod__(self, other):
        return self // other, self % other

    def __rdivmod__(self, other):
        return other // self, other % self

    def __pow__(self, other, modulo=None):
        parts = _parts(other)
        if parts is None:
            return float(self) ** other if isinstance(other, (float, complex)) else NotImplemented
        if parts[1] != 1:
            return float(self) ** float(other)
        n, d, power = self._numerator, self._denominator, parts[0]
        if power >= 0:
            return _made(n**power, d**power)
        if n == 0:
            raise ZeroDivisionError("Fraction(%s, 0)" % d ** -power)
        return _made(d**-power, n**-power) if n > 0 else _made((-d) ** -power, (-n) ** -power)

    def __rpow__(self, other):
        if self._denominator == 1 and self._numerator >= 0:
            return other**self._numerator
        if isinstance(other, int):
            return Fraction(other) ** self
        return other ** float(self)

    def __pos__(self):
        return _made(self._numerator, self._denominator)

    def __neg__(self):
        return _made(-self._numerator, self._denominator)

    def __abs__(self):
        return _made(abs(self._numerator), self._denominator)

    def __trunc__(self):
        n = abs(self._numerator) // self._denominator
        return -n if self._numerator < 0 else n

    __int__ = __trunc__

    def __floor__(self):
        return self._numerator // self._denominator

    def __ceil__(self):
        return -(-self._numerator // self._denominator)

    def __round__(self, ndigits=None):
        if ndigits is None:
            whole, rest = divmod(self._numerator, self._denominator)
            rest *= 2
            return whole + 1 if rest > self._denominator or (rest == self._denominator and whole & 1) else whole
        shift = 10 ** abs(ndigits)
        if ndigits > 0:
            return Fraction(round(self * shift), shift)
        return Fraction(round(self / shift) * shift)

    def __float__(self):
        from _exact import ratio

        return ratio(self._numerator, self._denominator)

    def __complex__(self):
        return complex(float(self))

    def __bool__(self):
        return self._numerator != 0

    def __hash__(self):
        if self._denominator == 1:
            return hash(self._numerator)
        near = float(self)
        return hash(near) if near.as_integer_ratio() == self.as_integer_ratio() else hash((self._numerator, self._denominator))

    def __eq__(self, other):
        parts = _parts(other)
        if parts is not None:
            return self._numerator == parts[0] and self._denominator == parts[1]
        if isinstance(other, float):
            return other - other == 0 and other.as_integer_ratio() == self.as_integer_ratio()
        return float(self) == other if isinstance(other, complex) else NotImplemented

    def __ne__(self, other):
        equal = self.__eq__(other)
        return equal if equal is NotImplemented else not equal

    def _order(self, other):
        # What the sign of the difference is; None where there is no order.
        parts = _parts(other)
        if parts is None:
            if not isinstance(other, float):
                return None
            if other - other != 0:
                return 0.0 - other
            parts = other.as_integer_ratio()
        return self._numerator * parts[1] - self._denominator * parts[0]

    def __lt__(self, other):
        order = self._order(other)
        return NotImplemented if order is None else order < 0

    def __le__(self, other):
        order = self._order(other)
        return NotImplemented if order is None else order <= 0

    def __gt__(self, other):
        order = self._order(other)
        return NotImplemented if order is None else order > 0

    def __ge__(self, other):
        order = self._order(other)
        return NotImplemented if order is None else order >= 0

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


def _add(na, da, nb, db):
    return _reduced(na * db + nb * da, da * db)


def _sub(na, da, nb, db):
    return _reduced(na * db - nb * da, da * db)


def _mul(na, da, nb, db):
    return _reduced(na * nb, da * db)


def _div(na, da, nb, db):
    if nb == 0:
        raise ZeroDivisionError("Fraction(%s, 0)" % (na * db))
    return _reduced(na * db, da * nb)


def _floordiv(na, da, nb, db):
    if nb == 0:
        raise ZeroDivisionError("integer division or modulo by zero")
    return (na * db) // (da * nb)


def _mod(na, da, nb, db):
    if nb == 0:
        raise ZeroDivisionError("integer modulo by zero")
    return _reduced((na * db) % (nb * da), da * db)
