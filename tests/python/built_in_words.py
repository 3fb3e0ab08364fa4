# Words of exceptions of built-in functions, and of calls that do not fit.
def check(function):
    try:
        print(function())
    except BaseException as error:
        print(type(error).__name__, error)


check(lambda: [1].index(2)), check(lambda: (1,).index(2)), check(lambda: [1].remove("b")), check(lambda: "abc".index("x"))
check(lambda: min([])), check(lambda: max(())), check(lambda: max(x for x in [])), check(lambda: min([], default=3)), check(lambda: min(1))
check(lambda: range(3, 9, 2).index(7)), check(lambda: range(3).index(7)), check(lambda: range(3).count(1))
for text in ("x y", " -x ", "+ 3", "", "12a", "3.5", "-", "0x1f", "é"):
    check(lambda: int(text))
check(lambda: int("zz", 16)), check(lambda: int("ff", base=16)), check(lambda: int(" 12 ")), check(lambda: int(None)), check(lambda: int([]))
print(type(frozenset([1, 2]) & {2}), type({1, 2} & frozenset([2])), type(frozenset([1]) | {2}), type(frozenset([1]) - {2}), type({1} ^ frozenset()))
print(type(frozenset([1]).intersection([1])), frozenset("ab") & {"a"}, hash(-1), hash(-1.0), hash(True), hash(7), hash(2.0))


class A:
    def f(self, x):
        pass

    def __init__(self, a, b=1):
        pass


class B:
    def f(self, x, y, *, z=0, w):
        pass

    @staticmethod
    def s(a):
        pass

    @classmethod
    def c(cls, a):
        pass

    class Inner:
        def f(self):
            pass


class C(A):
    def f(self):
        super().f()


def outer(n):
    def inner(a, b=n):
        return n

    return inner


check(lambda: A(1).f()), check(lambda: B().f()), check(lambda: B().f(1, 2)), check(lambda: A()), check(lambda: A(1).f(1, 2, 3))
check(lambda: B().f(q=1)), check(lambda: A(1, 2, 3)), check(lambda: C(1).f()), check(lambda: B.s()), check(lambda: B.c()), check(lambda: B.Inner().f(1))
check(lambda: outer(1)()), check(lambda: outer(1)(1, 2, 3)), check(lambda: outer(1)(c=1)), check(lambda: outer(1)(1, a=1)), check(lambda: outer())
check(lambda: (5).to_bytes(2, byteorder="little")), check(lambda: int.from_bytes(b"\x01\x02", byteorder="big"))
check(lambda: "a b  c".split(maxsplit=1)), check(lambda: [x.split(**{"sep": "-"}) for x in ["a-b"]]), check(lambda: (-2).to_bytes(2, "big", signed=True))


def unbound():
    print(count)
    count = 1


def increments():
    total += 1


def conditional(flag):
    if flag:
        value = 1
    return value


def deleted(x):
    del x
    return x


def free():
    def reads():
        return later

    reads()
    later = 1


for function in (unbound, increments, lambda: conditional(False), lambda: deleted(1), free):
    check(function)
try:
    unbound()
except UnboundLocalError as error:
    print("caught", isinstance(error, NameError))
