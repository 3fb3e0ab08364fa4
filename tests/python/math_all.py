import math
import cmath

print(math.pi, math.e, math.tau, math.inf, math.nan)
print(math.sqrt(2), math.floor(2.7), math.ceil(2.1), math.trunc(-2.7), math.fabs(-3), math.floor(-0.5), math.ceil(-0.5))
print(math.factorial(20), math.gcd(12, 18), math.gcd(), math.gcd(12, 18, 9), math.lcm(4, 6), math.lcm(2, 3, 4), math.lcm())
print(math.comb(5, 2), math.comb(50, 25), math.comb(2, 5), math.perm(5, 2), math.perm(4), math.prod([1, 2, 3, 4]), math.prod([0.5, 4], start=2))
print(math.isqrt(99), math.isqrt(10**40), math.dist((1, 2), (4, 6)), math.hypot(3, 4), math.hypot(1, 2, 3), math.hypot(), math.hypot(0.1, 0.2))
print(math.fsum([0.1] * 10), math.fsum([1e100, 1.0, -1e100]), math.fsum([]), sum([0.1] * 10))
print(math.isclose(0.1 + 0.2, 0.3), math.isclose(1, 1.1, rel_tol=0.2), math.isclose(0, 1e-9, abs_tol=1e-8))
print(math.log(math.e), math.log(8, 2), math.log2(1024), math.log10(1000), math.log1p(1e-10), math.log(10**400), math.log2(2**2000))
print(math.exp(1), math.exp2(10), math.expm1(1e-10), math.pow(2, 10), math.cbrt(-8), math.cbrt(27))
print(math.sin(0), math.cos(0), math.tan(0), math.atan2(1, 1), math.degrees(math.pi), math.radians(180), math.asin(1), math.acos(1))
print(math.copysign(1, -0.0), math.fmod(7, 3), math.remainder(7, 4), math.modf(2.5), math.frexp(8), math.ldexp(0.5, 4))
print(math.isfinite(1), math.isinf(math.inf), math.isnan(math.nan), math.ulp(1.0), math.nextafter(1, 2), math.gamma(5), math.erf(0.5), math.erfc(0.5))
for call in (
    lambda: math.sqrt(-1),
    lambda: math.log(0),
    lambda: math.log(-1),
    lambda: math.exp(1000),
    lambda: math.pow(10, 400),
    lambda: math.pow(-8, 1 / 3),
    lambda: math.factorial(-1),
    lambda: math.factorial(2.5),
    lambda: math.comb(-1, 2),
    lambda: math.perm(3, -1),
    lambda: math.isqrt(-1),
    lambda: math.floor(math.inf),
    lambda: math.ceil(math.nan),
    lambda: math.acos(2),
    lambda: math.gamma(-1),
    lambda: math.cosh(1000),
    lambda: math.dist((1,), (1, 2)),
    lambda: math.gcd(1.5, 2),
    lambda: math.fmod(1, 0),
    lambda: math.ldexp(1.0, 5000),
):
    try:
        print(call())
    except (ValueError, OverflowError, TypeError) as error:
        print(type(error).__name__, error)
print(cmath.sqrt(-1), cmath.phase(1j), cmath.polar(1 + 1j), abs(cmath.exp(1j * cmath.pi) + 1) < 1e-12, cmath.isclose(1 + 1j, 1 + 1j))
print(cmath.rect(2, 0), cmath.log(1), cmath.isnan(complex(math.nan, 0)), cmath.isinf(1), cmath.isfinite(1j), cmath.inf, cmath.tau)
