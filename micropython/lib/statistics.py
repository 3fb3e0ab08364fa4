# statistics. Sums are exact, and rounded once at the end, as CPython's are.
from _exact import ratio
from math import fsum, gcd, isqrt, sqrt


class StatisticsError(ValueError):
    pass


def __getattr__(name):
    if name == "NormalDist":
        from statistics_normal import NormalDist

        return NormalDist
    raise AttributeError("module 'statistics' has no attribute %r" % name)


def _kind(kinds):
    # What the result is made into.
    for kind in kinds:
        if kind not in (int, float, bool):
            return kind
    return float if float in kinds else int


def _exact_parts(value):
    if type(value) is int:
        return value, 1
    try:
        return value.as_integer_ratio()
    except (OverflowError, ValueError):
        return value, None  # infinite, or no number
    except AttributeError:
        if isinstance(value, int):
            return int(value), 1
        raise TypeError("can't convert type '%s' to numerator/denominator" % type(value).__name__)


def _sum(data):
    # -> (kind, numerator, denominator, count); of no denominator, the numerator is the sum
    kinds = []
    n, d = 0, 1
    special = None
    count = 0
    for value in data:
        kind = type(value)
        if kind not in kinds:
            kinds.append(kind)
        top, bottom = _exact_parts(value)
        count += 1
        if bottom is None:
            special = top if special is None else special + top
        elif bottom == d:
            n += top
        else:
            common = d // gcd(d, bottom) * bottom
            n = n * (common // d) + top * (common // bottom)
            d = common
    kind = _kind(kinds)
    return (kind, special, None, count) if special is not None else (kind, n, d, count)


def _convert(n, d, kind):
    if d is None:
        return n
    if kind is float:
        return ratio(n, d)
    if kind is int:
        return n // d if n % d == 0 else ratio(n, d)
    if kind.__name__ == "Fraction":
        return kind(n, d)
    return kind(n) / kind(d)


def _of(data, what):
    data = list(data)
    if not data:
        raise StatisticsError(what)
    return data


def mean(data):
    kind, n, d, count = _sum(data)
    if not count:
        raise StatisticsError("mean requires at least one data point")
    return n / count if d is None else _convert(n, d * count, kind)


def fmean(data, weights=None):
    data = list(data)
    if weights is None:
        if not data:
            raise StatisticsError("fmean requires at least one data point")
        return fsum(data) / len(data)
    weights = list(weights)
    if len(weights) != len(data):
        raise StatisticsError("data and weights must be the same length")
    total = fsum(weights)
    if not total:
        raise StatisticsError("sum of weights must be non-zero")
    return fsum([x * w for x, w in zip(data, weights)]) / total


def geometric_mean(data):
    from math import exp, log

    try:
        return exp(fmean([log(x) for x in data]))
    except ValueError:
        raise StatisticsError("geometric mean requires a non-empty dataset containing positive numbers")


def harmonic_mean(data, weights=None):
    from fractions import Fraction

    data = _of(data, "harmonic_mean requires at least one data point")
    if any(x < 0 for x in data):
        raise StatisticsError("harmonic mean does not support negative values")
    if weights is None:
        weights = [1] * len(data)
        total_weight = len(data)
        if len(data) == 1:
            return data[0]
    else:
        weights = list(weights)
        if len(weights) != len(data):
            raise StatisticsError("Number of weights does not match data size")
        total_weight = sum(weights)
    if 0 in data:
        return 0
    kind, n, d, count = _sum([w / x if w else 0 for w, x in zip(weights, data)])
    if n <= 0:
        raise StatisticsError("Weighted sum must be positive")
    value = Fraction(total_weight) / Fraction(n, d)
    return _convert(value.numerator, value.denominator, kind)


def median(data):
    data = sorted(_of(data, "no median for empty data"))
    middle = len(data) // 2
    return data[middle] if len(data) % 2 else (data[middle - 1] + data[middle]) / 2


def median_low(data):
    data = sorted(_of(data, "no median for empty data"))
    return data[(len(data) - 1) // 2]


def median_high(data):
    data = sorted(_of(data, "no median for empty data"))
    return data[len(data) // 2]


def median_grouped(data, interval=1):
    from bisect import bisect_left, bisect_right

    data = sorted(_of(data, "no median for empty data"))
    x = data[len(data) // 2]
    first, after = bisect_left(data, x), bisect_right(data, x)
    interval, x = float(interval), float(x)
    return (x - interval / 2.0) + interval * (len(data) / 2 - first) / (after - first)


def mode(data):
    from collections import Counter

    counts = Counter(data).most_common(1)
    if not counts:
        raise StatisticsError("no mode for empty data")
    return counts[0][0]


def multimode(data):
    from collections import Counter

    counts = Counter(data)
    most = max(counts.values(), default=0)
    return [value for value, count in counts.items() if count == most]


def quantiles(data, *, n=4, method="exclusive"):
    if n < 1:
        raise StatisticsError("n must be at least 1")
    data = sorted(data)
    size = len(data)
    if size < 2:
        raise StatisticsError("must have at least two data points")
    cuts = []
    if method == "inclusive":
        last = size - 1
        for i in range(1, n):
            j, delta = divmod(i * last, n)
            cuts.append((data[j] * (n - delta) + data[j + 1] * delta) / n)
    elif method == "exclusive":
        for i in range(1, n):
            j = i * (size + 1) // n
            j = 1 if j < 1 else size - 1 if j > size - 1 else j
            delta = i * (size + 1) - j * n
            cuts.append((data[j - 1] * (n - delta) + data[j] * delta) / n)
    else:
        raise ValueError("Unknown method: %r" % method)
    return cuts


def _squares(data, center):
    # -> (kind, sum of squared deviations as numerator and denominator, count)
    data = list(data)
    if center is not None:
        kind, n, d, count = _sum([(x - center) * (x - center) for x in data])
        return kind, n, d, count
    kind, n, d, count = _sum(data)
    if not count:
        return kind, 0, 1, 0
    if d is None:
        return kind, float("nan"), None, count
    # All numbers over one denominator: whole numbers from here on.
    total = 0
    for x in data:
        top, bottom = _exact_parts(x)
        top *= d // bottom
        total += top * top
    return kind, count * total - n * n, count * d * d, count


def variance(data, xbar=None):
    kind, n, d, count = _squares(data, xbar)
    if count < 2:
        raise StatisticsError("variance requires at least two data points")
    return n if d is None else _convert(n, d * (count - 1), kind)


def pvariance(data, mu=None):
    kind, n, d, count = _squares(data, mu)
    if count < 1:
        raise StatisticsError("pvariance requires at least one data point")
    return n if d is None else _convert(n, d * count, kind)


def _root(n, d, kind):
    if d is None:
        return n
    if kind not in (int, float) and kind.__name__ == "Decimal":
        return (kind(n) / kind(d)).sqrt()
    if n == 0:
        return 0.0
    # A whole root with more bits than a float has; that it is not exact shows in its last bit.
    shift = (n.bit_length() - d.bit_length() - 109) // 2
    if shift >= 0:
        d <<= 2 * shift
    else:
        n <<= -2 * shift
    root = isqrt(n // d)
    if root * root * d != n:
        root |= 1
    return ratio(root << shift, 1) if shift >= 0 else ratio(root, 1 << -shift)


def stdev(data, xbar=None):
    kind, n, d, count = _squares(data, xbar)
    if count < 2:
        raise StatisticsError("stdev requires at least two data points")
    return _root(n, d and d * (count - 1), kind)


def pstdev(data, mu=None):
    kind, n, d, count = _squares(data, mu)
    if count < 1:
        raise StatisticsError("pstdev requires at least one data point")
    return _root(n, d and d * count, kind)


def _pairs(x, y, what):
    x, y = list(x), list(y)
    if len(x) != len(y):
        raise StatisticsError("%s requires that both inputs have same number of data points" % what)
    if len(x) < 2:
        raise StatisticsError("%s requires at least two data points" % what)
    return x, y


def covariance(x, y):
    x, y = _pairs(x, y, "covariance")
    n = len(x)
    xbar, ybar = fsum(x) / n, fsum(y) / n
    return fsum([(xi - xbar) * (yi - ybar) for xi, yi in zip(x, y)]) / (n - 1)


def correlation(x, y):
    x, y = _pairs(x, y, "correlation")
    n = len(x)
    xbar, ybar = fsum(x) / n, fsum(y) / n
    sxy = fsum([(xi - xbar) * (yi - ybar) for xi, yi in zip(x, y)])
    sxx = fsum([(xi - xbar) * (xi - xbar) for xi in x])
    syy = fsum([(yi - ybar) * (yi - ybar) for yi in y])
    try:
        return sxy / sqrt(sxx * syy)
    except ZeroDivisionError:
        raise StatisticsError("at least one of the inputs is constant")


def linear_regression(x, y, *, proportional=False):
    from collections import namedtuple

    x, y = _pairs(x, y, "linear regression")
    n = len(x)
    if proportional:
        sxy = fsum([xi * yi for xi, yi in zip(x, y)])
        sxx = fsum([xi * xi for xi in x])
    else:
        xbar, ybar = fsum(x) / n, fsum(y) / n
        sxy = fsum([(xi - xbar) * (yi - ybar) for xi, yi in zip(x, y)])
        sxx = fsum([(xi - xbar) * (xi - xbar) for xi in x])
    try:
        slope = sxy / sxx
    except ZeroDivisionError:
        raise StatisticsError("x is constant")
    return namedtuple("LinearRegression", ("slope", "intercept"))(slope, 0.0 if proportional else ybar - slope * xbar)
