# math. Most functions are MicroPython's own; where the words of an error or the reach differ, they are wrapped.
_c = __import_c__("math")
for _name in dir(_c):
    if _name[:2] != "__":
        globals()[_name] = getattr(_c, _name)
_exp, _expm1, _cosh, _sinh, _power, _ldexp = _c.exp, _c.expm1, _c.cosh, _c.sinh, _c.pow, _c.ldexp
_log, _log2, _log10, _floor, _ceil, _trunc, _gamma, _lgamma = (
    _c.log, _c.log2, _c.log10, _c.floor, _c.ceil, _c.trunc, _c.gamma, _c.lgamma
)
_factorial = _c.factorial
_LARGE = 1 << 1000
inf = float("inf")
nan = float("nan")


def exp(x):
    try:
        return _exp(x)
    except ValueError:
        raise OverflowError("math range error")


def exp2(x):
    return pow(2.0, x)


def expm1(x):
    try:
        return _expm1(x)
    except ValueError:
        raise OverflowError("math range error")


def cosh(x):
    try:
        return _cosh(x)
    except ValueError:
        raise OverflowError("math range error")


def sinh(x):
    try:
        return _sinh(x)
    except ValueError:
        raise OverflowError("math range error")


def pow(x, y):
    try:
        return _power(x, y)
    except ValueError:
        if x == 0 or (x < 0 and y != _floor(y)):
            raise ValueError("math domain error")
        raise OverflowError("math range error")


def ldexp(x, i):
    value = _ldexp(x, i)
    if value in (inf, -inf) and x not in (inf, -inf):
        raise OverflowError("math range error")
    return value


def gamma(x):
    if x != x or x == inf:
        return x
    if x == -inf or (x <= 0 and x == _floor(x)):
        raise ValueError("math domain error")
    if x == _floor(x) and x <= 23:
        return float(_factorial(int(x) - 1))
    try:
        return _gamma(x)
    except ValueError:
        raise OverflowError("math range error")


def _of_large(x):
    # A whole number that no float holds, as a number from 1/2 to 1 and a power of two.
    power = x.bit_length()
    return (x >> (power - 60)) / 1152921504606846976, power


def log(x, base=None):
    if type(x) is int and x > _LARGE:
        small, power = _of_large(x)
        value = _log(small) + power * 0.6931471805599453
    else:
        value = _log(x)
    if base is None:
        return value
    below = log(base)
    if below == 0:
        raise ZeroDivisionError("float division by zero")
    return value / below


def log2(x):
    if type(x) is int and x > _LARGE:
        small, power = _of_large(x)
        return _log2(small) + power
    return _log2(x)


def log10(x):
    if type(x) is int and x > _LARGE:
        small, power = _of_large(x)
        return _log10(small) + power * 0.3010299956639812
    return _log10(x)


def log1p(x):
    if x <= -1:
        raise ValueError("math domain error")
    total = 1.0 + x
    if total == 1.0 or x == inf:
        return float(x)
    # The second term makes up for the rounding of the sum.
    return _log(total) - ((total - 1.0) - x) / total


def _whole(function, name, x):
    if not isinstance(x, (float, int)):
        method = getattr(x, name, None)
        if method is not None:
            return method()
    try:
        return function(x)
    except OverflowError:
        raise OverflowError("cannot convert float infinity to integer")
    except ValueError:
        raise ValueError("cannot convert float NaN to integer")


def floor(x):
    if type(x) is float and x - x == 0:
        return _floor(x)
    return _whole(_floor, "__floor__", x)


def ceil(x):
    if type(x) is float and x - x == 0:
        return _ceil(x)
    return _whole(_ceil, "__ceil__", x)


def trunc(x):
    if type(x) is float and x - x == 0:
        return _trunc(x)
    return _whole(_trunc, "__trunc__", x)


def _integer(x):
    if isinstance(x, int):
        return x
    method = getattr(x, "__index__", None)
    if method is None:
        raise TypeError("%r object cannot be interpreted as an integer" % type(x).__name__)
    return method()


def factorial(x):
    x = _integer(x)
    if x < 0:
        raise ValueError("factorial() not defined for negative values")
    return _factorial(x)


def gcd(*integers):
    value = 0
    for other in integers:
        other = _integer(other)
        while other:
            value, other = other, value % other
    return abs(value)


def lcm(*integers):
    value = 1
    for other in integers:
        other = abs(_integer(other))
        if other == 0:
            return 0
        value = value // gcd(value, other) * other
    return value


def isqrt(n):
    n = _integer(n)
    if n < 0:
        raise ValueError("isqrt() argument must be nonnegative")
    if n < 4503599627370496:
        return int(_c.sqrt(n))
    root = 1 << ((n.bit_length() + 1) >> 1)
    while True:
        better = (root + n // root) >> 1
        if better >= root:
            return root
        root = better


def comb(n, k):
    n, k = _integer(n), _integer(k)
    if n < 0:
        raise ValueError("n must be a non-negative integer")
    if k < 0:
        raise ValueError("k must be a non-negative integer")
    if k > n:
        return 0
    value = 1
    for index in range(1, min(k, n - k) + 1):
        value = value * (n - index + 1) // index
    return value


def perm(n, k=None):
    n = _integer(n)
    if k is None:
        return factorial(n)
    k = _integer(k)
    if n < 0:
        raise ValueError("n must be a non-negative integer")
    if k < 0:
        raise ValueError("k must be a non-negative integer")
    if k > n:
        return 0
    value = 1
    for factor in range(n - k + 1, n + 1):
        value *= factor
    return value


def prod(iterable, *, start=1):
    for factor in iterable:
        start = start * factor
    return start


def sumprod(p, q):
    p, q = list(p), list(q)
    if len(p) != len(q):
        raise ValueError("Inputs are not the same length")
    products = [left * right for left, right in zip(p, q)]
    return fsum(products) if any(isinstance(product, float) for product in products) else sum(products)


def fsum(seq):
    # Sums that are not rounded, in parts that do not overlap (Shewchuk).
    partials = []
    special = 0.0
    for x in seq:
        x = float(x)
        if x - x != 0:
            special += x
            continue
        count = 0
        for y in partials:
            if abs(x) < abs(y):
                x, y = y, x
            high = x + y
            low = y - (high - x)
            if low:
                partials[count] = low
                count += 1
            x = high
        if x in (inf, -inf):
            raise OverflowError("intermediate overflow in fsum")
        partials[count:] = [x]
    if special or special != special:
        if special != special and not any(x != x for x in [special - special]):
            raise ValueError("-inf + inf in fsum")
        return special
    if not partials:
        return 0.0
    total = partials.pop()
    while partials:
        x = total
        y = partials.pop()
        total = x + y
        low = y - (total - x)
        if low:
            # Halfway cases go by the sign of what comes next.
            if partials and (low < 0) == (partials[-1] < 0):
                y = low * 2.0
                x = total + y
                if y == x - total:
                    total = x
            break
    return total


def hypot(*coordinates):
    total = 0
    for x in coordinates:
        if type(x) is not int and x != x // 1:
            break
        total += x * x
    else:
        # The squares of whole numbers add up exactly.
        if total < 9007199254740992:
            return _c.sqrt(total)
    values = [abs(float(x)) for x in coordinates]
    largest = max(values, default=0.0)
    if largest == inf or inf in values:
        return inf
    if any(x != x for x in values):
        return nan
    if largest == 0.0:
        return 0.0
    # Scaled by a power of two, squared and added without rounding, and the root corrected.
    exponent = _c.frexp(largest)[1]
    total, rest = 1.0, 0.0
    for x in values:
        square, error = _square(_ldexp(x, -exponent))
        before = total
        total += square
        rest += (before - total) + square
        rest += error
    root = _c.sqrt(total - 1.0 + rest)
    square, error = _square(root)
    before = total
    total -= square
    rest += (before - total) - square
    rest -= error
    return _ldexp(root + (total - 1.0 + rest) / (2.0 * root), exponent)


def _square(x):
    # The square, and what its rounding cut off.
    product = x * x
    large = x * 134217729.0
    high = large - (large - x)
    low = x - high
    return product, ((high * high - product) + 2.0 * high * low) + low * low


def dist(p, q):
    p, q = list(p), list(q)
    if len(p) != len(q):
        raise ValueError("both points must have the same number of dimensions")
    return hypot(*[left - right for left, right in zip(p, q)])


# The cube root from 1/2 to 1, highest power first; good to some 17 bits.
_CUBE_ROOT = (
    -0.145263899385486377, 0.784932344976639262, -1.83469277483613086, 2.44693122563534430, -2.11499494167371287,
    1.50819193781584896, 0.354895765043919860,
)


def cbrt(x):
    # Rounded as the C library of CPython on Linux does: a polynomial and one step of Halley's.
    x = float(x)
    if x == 0 or x - x != 0:
        return x
    part, power = _c.frexp(abs(x))
    near = 0.0
    for coefficient in _CUBE_ROOT:
        near = near * part + coefficient
    cube = near * near * near
    root = near * (cube + 2.0 * part) / (2.0 * cube + part)
    # The power is divided towards zero.
    third = power // 3 if power >= 0 else -(-power // 3)
    left = power - 3 * third
    root *= (1.0, 1.2599210498948732, 1.5874010519681996)[left] if left >= 0 else 1.0 / (
        1.2599210498948732, 1.5874010519681996
    )[-left - 1]
    return _ldexp(-root if x < 0 else root, third)


def remainder(x, y):
    if y in (inf, -inf) and x not in (inf, -inf) and x == x:
        return float(x)
    if y == 0 or x in (inf, -inf):
        raise ValueError("math domain error")
    size = abs(y)
    rest = _c.fmod(abs(x), size)
    other = size - rest
    if rest > other or (rest == other and _c.fmod(0.5 * (abs(x) - rest), size) != 0):
        rest = -other
    return _c.copysign(1.0, x) * rest


def _bits(x):
    import struct

    return struct.unpack("<q", struct.pack("<d", x))[0]


def nextafter(x, y):
    import struct

    x, y = float(x), float(y)
    if x != x or y != y:
        return nan
    if x == y:
        return y
    if x == 0:
        return _c.copysign(5e-324, y)
    bits = _bits(x) + (1 if (y > x) == (x > 0) else -1)
    return struct.unpack("<d", struct.pack("<q", bits))[0]


def ulp(x):
    x = abs(float(x))
    if x != x or x == inf:
        return x
    above = nextafter(x, inf)
    return above - x if above != inf else x - nextafter(x, 0.0)
