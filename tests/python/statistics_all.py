import math
import statistics as st
from fractions import Fraction
from statistics import NormalDist, StatisticsError, mean

data = [2.75, 1.75, 1.25, 0.25, 0.5, 1.25, 3.5]
ints = [1, 2, 3, 4, 4]
print(mean(ints), mean([1, 2, 3]), mean(data), mean([0.1, 0.2, 0.3]), mean([Fraction(1, 2), Fraction(1, 3)]), mean([1e30, 1, -1e30]), mean([True, 2]))
print(st.fmean(ints), st.fmean([85, 92, 83], weights=[0.2, 0.3, 0.5]), st.geometric_mean([54, 24, 36]), st.harmonic_mean([40, 60]), st.harmonic_mean([40, 60], weights=[5, 30]))
print(st.median([1, 3, 5]), st.median([1, 3, 5, 7]), st.median_low([1, 3, 5, 7]), st.median_high([1, 3, 5, 7]), st.median_grouped([52, 52, 53, 54]), st.median(["b", "a", "c"]))
print(st.mode([1, 1, 2, 3]), st.mode("hello"), st.multimode("aabbc"), st.multimode([]))
print(st.stdev(data), st.pstdev(data), st.variance(data), st.pvariance(data), st.stdev(ints), st.variance(ints), st.pvariance([1, 2, 3, 4]), st.pstdev([1, 1]))
print(st.stdev([1, 2, 3], xbar=2), st.variance([0.1, 0.2, 0.4]), st.variance([Fraction(1, 2), Fraction(3, 2)]), st.stdev([1e-10, 2e-10, 4e-10]), st.stdev([10**20, 10**20 + 1]))
print(st.quantiles(data), st.quantiles(range(1, 11), n=10), st.quantiles([1, 2, 3, 4], method="inclusive"), st.quantiles(ints, n=100)[49])
x, y = [1, 2, 3, 4, 5], [2, 4, 5, 4, 5]
print(st.covariance(x, y), st.correlation(x, y), st.linear_regression(x, y), st.linear_regression(x, y, proportional=True))
slope, intercept = st.linear_regression(x, y)
print(slope, intercept)
n = NormalDist(100, 15)
print(n, n.mean, n.stdev, n.variance, n.pdf(100), n.cdf(110), n.inv_cdf(0.9), n.quantiles(), n.zscore(130), n.inv_cdf(0.001), n.inv_cdf(1e-15))
print(NormalDist.from_samples([1, 2, 3, 4]), n + 5, n * 2, n - NormalDist(1, 2), n / 5, -n, n == NormalDist(100, 15), n.overlap(NormalDist(110, 15)), n.overlap(NormalDist(110, 10)))
print(n.samples(2, seed=3))
for wrong in (lambda: mean([]), lambda: st.stdev([1]), lambda: st.mode([]), lambda: st.median([]), lambda: st.variance([]), lambda: st.fmean([]), lambda: st.geometric_mean([-1]), lambda: st.harmonic_mean([-1]), lambda: st.quantiles([1]), lambda: st.correlation([1, 2], [1]), lambda: st.correlation([1, 1], [1, 2]), lambda: NormalDist(0, -1), lambda: n.inv_cdf(2), lambda: mean(["a"])):
    try:
        print(wrong())
    except (StatisticsError, TypeError) as error:
        print(type(error).__name__, error)
