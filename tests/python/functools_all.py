from functools import *
import functools

print(reduce(lambda a, b: a * b, [1, 2, 3, 4]), reduce(lambda a, b: a + b, [], 7), reduce(max, [3, 9, 2]))
try:
    reduce(lambda a, b: a, [])
except TypeError as error:
    print(error)
p = partial(int, base=2)
print(p("101"), p.func is int, p.args, p.keywords)
q = partial(pow, 2)
print(q(5), partial(lambda *a, **k: (a, k), 1, x=2)(3, y=4), partial(partial(max, 1), 5)(3))


@lru_cache(maxsize=None)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(80), fib.cache_info())
fib.cache_clear()
print(fib.cache_info(), fib.cache_info().hits)


@lru_cache(maxsize=2)
def square(x):
    print("computing", x)
    return x * x


print(square(1), square(2), square(1), square(3), square(2), square.cache_info())


@cache
def add(a, b=1):
    return a + b


print(add(1), add(1, b=2), add(1), add.cache_info().misses)


@lru_cache
def bare(x):
    return x


print(bare(3), bare(3), bare.cache_info())


class Circle:
    def __init__(self, r):
        self.r = r

    @cached_property
    def area(self):
        print("once")
        return 3 * self.r ** 2

    @lru_cache(maxsize=None)
    def scaled(self, k):
        return self.r * k

    def _power(self, exponent, offset=0):
        return self.r**exponent + offset

    square = partialmethod(_power, 2)
    cube = partialmethod(_power, 3, offset=1)


c = Circle(2)
print(c.area, c.area, c.scaled(3), c.scaled(3), Circle.scaled.cache_info().hits, c.square(), c.cube())


@total_ordering
class Version:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return self.n == other.n

    def __lt__(self, other):
        return self.n < other.n


a, b = Version(1), Version(2)
print(a < b, a <= b, a > b, a >= b, a == b, a != b, max(a, b).n, Version(1) <= Version(1))
print(sorted([3, 1, 2], key=cmp_to_key(lambda x, y: y - x)), sorted(["bb", "a", "ccc"], key=cmp_to_key(lambda x, y: len(x) - len(y))))


def decorate(f):
    @wraps(f)
    def inner(*args, **kwargs):
        return "<%s>" % f(*args, **kwargs)

    return inner


@decorate
def hello(name):
    return "hello " + name


print(hello("x"))


@singledispatch
def show(value):
    return "object"


@show.register(int)
def _(value):
    return "int %d" % value


@show.register(list)
def _(value):
    return "list of %d" % len(value)


@show.register(str)
def _(value):
    return "str"


print(show(1), show([1, 2]), show("a"), show(2.5), show(True), show.dispatch(int)(5))


class Formatter:
    @singledispatchmethod
    def show(self, value):
        return "?"

    @show.register(int)
    def _(self, value):
        return "int"


print(Formatter().show(1), Formatter().show("a"))
