import decimal
import math
from decimal import *

D = Decimal
print(D("0.1") + D("0.2"), D("1.10") + D("2.205"), D(1) / D(3), D("1.30") * D("1.20"), D(10) / 4, D(7) // 2, D(-7) // 2, D(7) % 3, D(-7) % 3, divmod(D(7), D(2)), -D("1.5"), abs(D("-2.50")), +D("1.00"))
print(repr(D("3.14")), D(3.14), D(0.5), D((1, (1, 2, 3), -2)), D("1E+5"), D("-0"), D("1e-10"), D("Infinity"), D("NaN"), D("  12.5 "), D("1_000.5"), D(10**30), D("123E3"), D("0E-8"), D("0.0000001"))
print(1 + D("0.5"), D("0.5") + 1, 2 * D("1.5"), 10 - D("0.1"), 1 / D(8), 2 ** D("0.5"), D(2) ** 10, D(2) ** -2, D("1.1") ** 10, D(2) ** D("0.5"), D(10) ** -3, D("-2") ** 3, D("1.05") ** 365)
print(D("2.675").quantize(D("0.01")), D("2.675").quantize(D("0.01"), rounding=ROUND_HALF_UP), D("2.665").quantize(D(".01")), D("7.325").quantize(D("1."), rounding=ROUND_UP), D("1234.5").quantize(D("1E+2")), D("-1.5").quantize(D("1"), ROUND_FLOOR))
for mode in (ROUND_UP, ROUND_DOWN, ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_05UP):
    print(mode, [str(D(x).quantize(D("1"), rounding=mode)) for x in ("1.5", "2.5", "-1.5", "1.1", "-1.1", "5.5")])
print(round(D("2.5")), round(D("3.5")), round(D("2.675"), 2), round(D("1234"), -2), int(D("3.99")), float(D("3.14")), math.floor(D("-1.5")), math.ceil(D("1.2")), math.trunc(D("1.9")), D("5.5").to_integral_value(), D("-3.7").to_integral_value(ROUND_CEILING))
print(D(2).sqrt(), D(4).sqrt(), D("0.0625").sqrt(), D(1).exp(), D(2).ln(), D(1000).log10(), D(2).log10(), D("10").ln(), D("-1.5").exp(), D("1.0000001").ln(), D("123.456").exp(), D("1e10").ln())
print(D("1.20") == D("1.2"), D("1.2") < 2, D("0.1") == 0.1, D("0.5") == 0.5, D(3) > 2.5, D(1) != 1, max(D(1), D(2)), min([D("3"), D("1.5")]), sorted([D("3"), D("1"), D("2.5")]), hash(D("1.0")) == hash(1), hash(D("0.5")) == hash(0.5), {D("1.0"): "a"}[1], D("NaN") == D("NaN"))
print(D("1.2300").normalize(), D("1200").normalize(), D("1.23").as_tuple(), D("1.25").as_integer_ratio(), D("123.45").adjusted(), D("-1").is_signed(), D("0").is_zero(), D("inf").is_infinite(), D("nan").is_nan(), D("1").copy_sign(D("-2")), D("1").compare(D("2")), D("12").scaleb(2), D("1E3").to_eng_string(), D("1.23E+8").to_eng_string(), D("1e-7").to_eng_string())
print("{:.2f} {:10.3f}| {:<10}| {:^10}| {:+} {:,} {:,.2f} {:e} {:.3e} {:g} {:%} {:.1%} {:010.2f} {:>8}".format(D("3.14159"), D("2.5"), D("1.5"), D("1.5"), D("1.5"), D("1234567.891"), D("1234567.891"), D("12345.678"), D("12345.678"), D("0.00001234"), D("0.25"), D("0.256"), D("-3.14159"), D("42")))
print(f"{D('1234.5'):,.3f} {D('0'):.2f} {D('1E+3'):f} {D('1e3')} {D('0.000'):.1f} {D('99.995'):.2f} {D('1234567'):012,} {D('5'):*^9} {D('Infinity'):>12} {D('1.5'):}", "%s %.2f" % (D("1.50"), D("2.345")))
print(getcontext())
with localcontext() as ctx:
    ctx.prec = 50
    print(D(1) / D(7), D(2).sqrt(), D(1).exp())
with localcontext(prec=5, rounding=ROUND_DOWN):
    print(D(2) / D(3), D("1.99999") + 0, +D("123456"))
getcontext().prec = 6
print(D(1) / D(7), D("123456789") + 1, D("1.0") * 3, D("1E+20") + 1, D("0.1") + D("1e-20"))
getcontext().prec = 28
print(sum([D("0.1")] * 10), sum([D("1.5"), D("2.5")]), D("1e400") * D("1e400"), D("1E-999999") > 0, D("12345678901234567890.123456789") + D("0.0000000001"))
print(decimal.getcontext().create_decimal("3.14159265358979323846264338327950288"), Context(prec=3).divide(D(1), D(3)), Context(prec=4).create_decimal("1.23456"), Context(prec=5).sqrt(D(2)))
print(D("1").next_plus() > 1, D("9.99").number_class(), D("Infinity") - 1, -D("inf"), D("inf") > 10**100, D("3").fma(2, 5), D("18").remainder_near(10), D("1.5").max(2), D("0.00").normalize(), D(0) * -1, D("1.50") - D("1.50"), D("-0.0"))
for wrong in (
    lambda: D("abc"),
    lambda: D(1) / 0,
    lambda: D(0) / 0,
    lambda: D(1) // 0,
    lambda: D(1) % 0,
    lambda: D(-1).sqrt(),
    lambda: D(-1).ln(),
    lambda: D(1).quantize(D("1e-30")),
    lambda: D("1e999999") * 10,
    lambda: D("inf") - D("inf"),
    lambda: D([1]),
    lambda: D("nan") < 1,
    lambda: int(D("nan")),
    lambda: int(D("inf")),
    lambda: D(0) ** 0,
    lambda: D(-8) ** D("0.5"),
):
    try:
        print(wrong())
    except (ArithmeticError, TypeError, ValueError) as error:
        print(type(error).__name__, error)
balance = D("1000.00")
for year in range(1, 4):
    interest = (balance * D("0.035")).quantize(D("0.01"), rounding=ROUND_HALF_UP)
    balance += interest
    print(year, interest, balance)
getcontext().traps[DivisionByZero] = False
print(D(1) / 0, getcontext().flags[DivisionByZero], D(-1) / 0)
