# cmath.
from math import atan2, cos as _cos, cosh as _cosh, e, exp as _exp, hypot, inf, isfinite as _isfinite, isinf as _isinf
from math import isnan as _isnan, log as _log, nan, pi, sin as _sin, sinh as _sinh, sqrt as _sqrt, tau

infj = complex(0.0, inf)
nanj = complex(0.0, nan)


def phase(x):
    x = complex(x)
    return atan2(x.imag, x.real)


def polar(x):
    x = complex(x)
    return (hypot(x.real, x.imag), atan2(x.imag, x.real))


def rect(r, phi):
    return complex(r * _cos(phi), r * _sin(phi) if phi else 0.0 * r)


def exp(x):
    x = complex(x)
    size = _exp(x.real)
    return complex(size * _cos(x.imag), size * _sin(x.imag))


def log(x, base=None):
    x = complex(x)
    if x == 0:
        raise ValueError("math domain error")
    value = complex(_log(hypot(x.real, x.imag)), atan2(x.imag, x.real))
    return value if base is None else value / log(base)


def log10(x):
    value = log(x)
    return complex(value.real / 2.302585092994046, value.imag / 2.302585092994046)


def sqrt(x):
    x = complex(x)
    a, b = x.real, x.imag
    if a == 0 and b == 0:
        return complex(0.0, b)
    part = _sqrt((abs(a) + hypot(a, b)) / 2)
    if a >= 0:
        return complex(part, b / (2 * part))
    return complex(abs(b) / (2 * part), -part if b < 0 else part)


def sin(x):
    x = complex(x)
    return complex(_sin(x.real) * _cosh(x.imag), _cos(x.real) * _sinh(x.imag))


def cos(x):
    x = complex(x)
    return complex(_cos(x.real) * _cosh(x.imag), -_sin(x.real) * _sinh(x.imag))


def tan(x):
    return sin(x) / cos(x)


def sinh(x):
    x = complex(x)
    return complex(_sinh(x.real) * _cos(x.imag), _cosh(x.real) * _sin(x.imag))


def cosh(x):
    x = complex(x)
    return complex(_cosh(x.real) * _cos(x.imag), _sinh(x.real) * _sin(x.imag))


def tanh(x):
    return sinh(x) / cosh(x)


def asinh(x):
    x = complex(x)
    return log(x + sqrt(x * x + 1))


def acosh(x):
    x = complex(x)
    return log(x + sqrt(x + 1) * sqrt(x - 1))


def atanh(x):
    x = complex(x)
    return (log(1 + x) - log(1 - x)) / 2


def asin(x):
    value = asinh(complex(-complex(x).imag, complex(x).real))
    return complex(value.imag, -value.real)


def acos(x):
    value = asin(x)
    return complex(pi / 2 - value.real, -value.imag)


def atan(x):
    value = atanh(complex(-complex(x).imag, complex(x).real))
    return complex(value.imag, -value.real)


def isfinite(x):
    x = complex(x)
    return _isfinite(x.real) and _isfinite(x.imag)


def isnan(x):
    x = complex(x)
    return _isnan(x.real) or _isnan(x.imag)


def isinf(x):
    x = complex(x)
    return _isinf(x.real) or _isinf(x.imag)


def isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0):
    if a == b:
        return True
    if isinf(a) or isinf(b):
        return False
    difference = abs(complex(a) - complex(b))
    return difference <= rel_tol * abs(complex(b)) or difference <= rel_tol * abs(complex(a)) or difference <= abs_tol
