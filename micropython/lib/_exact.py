# Quotients of whole numbers as floats, rounded once, as CPython's `/` does for numbers of any size.
from math import ldexp


def ratio(n, d):
    if d == 0:
        raise ZeroDivisionError("division by zero")
    if n == 0:
        return 0.0
    negative = (n < 0) != (d < 0)
    n, d = abs(n), abs(d)
    # The quotient gets 55 bits or more; what is cut off is kept in the last one.
    shift = d.bit_length() - n.bit_length() + 56
    shift = min(shift, 1076)  # numbers near zero have fewer bits
    if shift >= 0:
        n <<= shift
    else:
        d <<= -shift
    q, rest = divmod(n, d)
    bits = q.bit_length()
    extra = max(bits - 53, 0)
    if shift > 1074 - extra:
        extra = max(extra, shift - 1074)
    if extra:
        low = q & ((1 << extra) - 1)
        q >>= extra
        half = 1 << (extra - 1)
        if low > half or (low == half and (rest or q & 1)):
            q += 1
    exponent = extra - shift
    if q.bit_length() + exponent > 1024:
        raise OverflowError("integer division result too large for a float")
    # Both halves are exact as floats.
    high = q >> 27
    value = ldexp(float(high), 27) + float(q & 134217727)
    value = ldexp(value, exponent)
    return -value if negative else value
