# Too deep a recursion raises a RecursionError, which is a RuntimeError and not the other way round.


def plain(n):
    return plain(n + 1)


def with_many_locals(n):
    a = b = c = d = e = f = g = h = i = j = k = m = o = p = q = r = s = t = u = v = w = x = y = z = n
    aa = bb = cc = dd = ee = ff = gg = hh = ii = jj = kk = mm = oo = pp = qq = rr = ss = tt = uu = n
    return with_many_locals(n + 1)


class Nested:
    def __eq__(self, other):
        return Nested() == other


for endless in (plain, with_many_locals, lambda n: Nested() == n, lambda n: sorted([1, 2], key=plain)):
    try:
        endless(0)
    except RecursionError as error:
        print(type(error).__name__, isinstance(error, RuntimeError))
try:
    raise RuntimeError("another")
except RecursionError:
    print("taken for a RecursionError")
except RuntimeError as error:
    print(repr(error))
print(RecursionError, repr(RecursionError("deep")), issubclass(RecursionError, RuntimeError))
try:
    raise StopAsyncIteration("over")
except RuntimeError:
    print("taken for a RuntimeError")
except Exception as error:
    print(repr(error))
