import math
import numbers
from decimal import Decimal
from fractions import Fraction as F

print(F(3, 4), repr(F(3, 4)), F(6, -8), F("3/7"), F(" -1.25 "), F("1e-2"), F(0.5), F(1.1), F(5), F(F(1, 2)), F("1_000"), F(), F(Decimal("1.1")))
a, b = F(1, 2), F(1, 3)
print(a + b, a - b, a * b, a / b, a // b, a % b, divmod(a, b), -a, +a, abs(F(-1, 2)), a**2, a**-2, a**0.5, a**b, 2**F(3), 4 ** F(1, 2))
print(a + 1, 1 + a, a - 1, 1 - a, 2 * a, 1 / a, a / 2, 3 // a, 1 % b, a + 0.5, 0.5 + a, a * 1j)
print(a > b, a < 0.75, a == 0.5, a == F(2, 4), a != b, a >= F(1, 2), a <= 1, F(1, 3) == 1 / 3, hash(F(1, 2)) == hash(0.5), hash(F(3)) == hash(3), bool(F(0)))
print(int(F(7, 2)), float(F(1, 3)), round(F(7, 2)), round(F(5, 2)), round(F(22, 7), 2), round(F(1234), -2), math.floor(F(-7, 2)), math.ceil(F(-7, 2)), math.trunc(F(-7, 2)), complex(F(1, 2)))
print(F(math.pi).limit_denominator(1000), F("3.1415926535897932").limit_denominator(), F(1.1).limit_denominator(), F(10, 3).numerator, F(10, 3).denominator, F(1, 2).as_integer_ratio())
print(sum([F(1, i) for i in range(1, 11)]), max(a, b), sorted([F(1, 2), F(1, 3), F(2, 3)]), sum([F(1, 3)] * 3) == 1, F.from_float(0.25), f"{F(1, 2)}", "%s" % F(2, 3), str([F(1, 2)]))
print(float(F(10**400, 10**400 + 1)), float(F(1, 10**300)), F(10**20, 3) * 3)
print(isinstance(a, numbers.Rational), isinstance(3, numbers.Integral), isinstance(3.5, numbers.Real), isinstance(1j, numbers.Complex), isinstance(1j, numbers.Real), isinstance(3.5, numbers.Rational), isinstance("a", numbers.Number), isinstance(True, numbers.Number))
for wrong in (lambda: F(1, 0), lambda: F("abc"), lambda: F(1.5, 2), lambda: F("1/0"), lambda: a / 0, lambda: F([1]), lambda: F(0) ** -1, lambda: F(1, 2).limit_denominator(0), lambda: F("1/2/3"), lambda: F(float("nan"))):
    try:
        print(wrong())
    except (ZeroDivisionError, ValueError, TypeError, OverflowError) as error:
        print(type(error).__name__, error)
