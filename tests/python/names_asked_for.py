# Exceptions made with keywords, members asked of classes, long ranges, views that are cast, decimals
# beside fractions, templates with patterns of their own.


def t(label, f):
    try:
        print(label, repr(f()))
    except BaseException as error:
        print(label, type(error).__name__, error)


class A:
    def f(self, m=None, /, **k): return m, k
t(1, lambda: A().f(self=1))
t(2, lambda: A().f(2, m=1, self=3))
from collections import Counter, OrderedDict, defaultdict
t(3, lambda: Counter.__contains__(Counter(a=1), "a"))
t(4, lambda: OrderedDict.__len__(OrderedDict(a=1)))
t(5, lambda: list(OrderedDict.__iter__(OrderedDict(a=1))))
t(6, lambda: defaultdict.__getitem__(defaultdict(int), "a"))
class L(list): pass
t(7, lambda: L.__len__(L([1, 2])))
t(8, lambda: hasattr(L, "__len__"))
t(9, lambda: L.__getitem__(L([1, 2]), 0))
class D(dict):
    def __setitem__(self, k, v): dict.__setitem__(self, k, v * 2)
d = D(); d["a"] = 1
t(10, lambda: d)
r = range(10**12, 10**12 + 10, 3)
t(11, lambda: (r, len(r), list(r), r[1], r[-1], r[::-1], list(reversed(r)), 10**12 + 3 in r, 5 in r, r == range(10**12, 10**12 + 11, 3), bool(r), r.start, r.stop, r.step))
t(12, lambda: range(10**12, 0, -10**11)[2:5])
t(13, lambda: r[100])
t(14, lambda: range(10**12, "a"))
t(15, lambda: range(10**12, 0, 0))
t(16, lambda: [i for i in range(2**31 - 2, 2**31 + 2)])
t(17, lambda: sum(range(2**40, 2**40 + 3)))
import random
t(18, lambda: random.choice(range(10**12)) < 10**12)
t(19, lambda: random.sample(range(10**12), 3) != 0)
t(20, lambda: range(2**30) == range(2**30))
mv = memoryview(bytearray(b"abcdefgh"))
c = mv.cast("H")
t(21, lambda: (len(c), c[0], c.format, c.itemsize, c.nbytes, c.tolist(), c.shape, c.strides))
def setc():
    c[1] = 0x4142
    return bytes(mv)
t(22, setc)
t(23, lambda: mv[2:6].cast("H").tolist())
t(24, lambda: c.cast("B").tolist())
t(25, lambda: mv[:3].cast("H"))
t(26, lambda: mv.cast("zz"))
t(27, lambda: mv[4:].cast("I")[0])
t(28, lambda: memoryview(b"\x00\x00\x80?").cast("f")[0])
t(29, lambda: [1].sort(key=5))
t(30, lambda: [1].sort(key=lambda x: print("key", x)))
t(32, lambda: bytearray([1, "a"]))
t(33, lambda: bytearray([1, 2]))
t(34, lambda: bytearray(range(3)))
t(35, lambda: bytearray(x for x in (1, 2)))
t(36, lambda: ModuleNotFoundError("x", name="m").name)
class AppError(ImportError):
    def __init__(self, m, code): super().__init__(m, name="app"); self.code = code
t(37, lambda: (AppError("m", 3).name, AppError("m", 3).code, AppError("m", 3).msg, str(AppError("m", 3))))
try: import nope_module
except ImportError as e: print(e.name, e.msg, e.path)
try: from math import nope_name
except ImportError as e: print(e.name)
try: {}.nope
except AttributeError as e: print(e.name)
from decimal import Decimal, DecimalTuple, Context, getcontext
from fractions import Fraction
t(40, lambda: (Decimal("0.5") == Fraction(1, 2), Fraction(1, 2) == Decimal("0.5"), Decimal("0.3") == Fraction(3, 10), Decimal(1) < Fraction(3, 2), Fraction(1, 3) < Decimal("0.3"), {Decimal("0.5"): 1}[Fraction(1, 2)], Decimal("nan") == Fraction(1), Decimal("inf") > Fraction(5)))
t(41, lambda: sorted([Decimal("0.7"), Fraction(1, 2), 0.6, 1]))
t(42, lambda: DecimalTuple(0, (1, 2), -1))
t(43, lambda: Decimal("1.2").as_tuple() == DecimalTuple(0, (1, 2), -1))
t(44, lambda: Context(prec=5).sqrt(Decimal(2)))
t(45, lambda: [hasattr(Context, n) for n in ("exp", "ln", "divmod", "radix", "is_nan")])
t(46, lambda: Context().divmod(Decimal(7), Decimal(2)))

from string import Template


class Percent(Template):
    delimiter = "%"


class Bracketed(Template):
    pattern = r"""
    \[\[(?:
      (?P<escaped>\[\[) |
      (?P<named>[_a-z][_a-z0-9]*)\]\] |
      (?P<braced>b)\]\] |
      (?P<invalid>)
    )"""


class Dotted(Template):
    idpattern = r"[a-z]+\.[a-z]+"


class Numbered(Template):
    braceidpattern = r"[0-9]+"


class Lower(Template):
    flags = 0
    idpattern = "[a-z]+"


t(50, lambda: Percent("%a and %{b} %%").substitute(a=1, b=2))
t(51, lambda: Bracketed("x [[name]] y [[[[").substitute(name="N"))
t(52, lambda: Dotted("$a.b ${c.d}").substitute({"a.b": 1, "c.d": 2}))
t(53, lambda: Numbered("$a ${12}").substitute({"a": 1, "12": 2}))
t(54, lambda: Lower("$abC").safe_substitute({"ab": 1}))
t(55, lambda: Template("$a ${b} $$ $a").get_identifiers())
t(56, lambda: (Template("$a $").is_valid(), Template("$a").is_valid()))
t(57, lambda: Template("one\n$a $ two").substitute(a=1))
t(58, lambda: Template("$a $b").substitute({"a": 1}, b=2))
t(59, lambda: Template("$a $b ${c").safe_substitute(a=1))
t(60, lambda: Template("$a").substitute())
import decimal


def float_operations():
    with decimal.localcontext() as context:
        context.traps[decimal.FloatOperation] = True
        for make in (lambda: Decimal(0.5), lambda: Decimal(1) < 0.5, lambda: Decimal(1) == 0.5, lambda: Decimal.from_float(0.5)):
            t("trapped", make)
        return context.flags[decimal.FloatOperation]


t(61, float_operations)
for errors in (
    lambda: AttributeError("x", name="n", obj=3).obj,
    lambda: ImportError("m", name="a", path="b").path,
    lambda: NameError("x", name="n").name,
    lambda: ValueError("x", name="n"),
    lambda: NameError("x", foo="n"),
    lambda: ImportError("x", foo="n"),
):
    t("keyword", errors)


def of_two(value):
    match value:
        case [first, second]:
            return first, second
        case [first, *rest]:
            return first, rest
    return "no sequence"


t(62, lambda: [of_two(value) for value in (memoryview(b"abc"), memoryview(b"ab"), b"ab", range(2))])


def counter():
    count = 7

    def inner():
        return count

    return inner


t(63, lambda: [cell.cell_contents for cell in counter().__closure__])
t(64, lambda: counter.__closure__)
t(65, lambda: bytearray([300]))
t(66, lambda: bytearray([-1]))
t(67, lambda: int("12", 3) + int(b"7", 8))
t(68, lambda: int(1.5, 10))
t(69, lambda: int(x="1"))
t(70, lambda: int(base=10))
t(71, lambda: int([], "a"))
t(72, lambda: bytes(-1))
t(73, lambda: bytearray(-1))
t(74, lambda: __import__("operator").index(True))
t(75, lambda: __import__("configparser").ConfigParser().read_string("x=1"))
for text in ("a b c", " a  b ", "", "é\u2003b c"):
    t(80, lambda: [text.rsplit(None, 1), text.rsplit(maxsplit=2), text.rsplit(None, 0), text.rsplit(None, -1), text.rsplit()])
for data in (b"a b c", bytearray(b" a  b ")):
    t(81, lambda: [data.rsplit(None, 1), data.rsplit(maxsplit=0), data.rsplit(), data.rsplit(b" ", 1), data.rsplit(b" ")])


class classproperty:
    def __init__(self, function):
        self.function = function

    def __get__(self, instance, owner):
        return self.function(owner)


class Settings:
    name = "dev"

    @classproperty
    def label(cls):
        return cls.__name__ + " " + cls.name


class Production(Settings):
    name = "prod"


print(Settings.label, Production.label, Production().label)
import functools


class Shown:
    @functools.cached_property
    def once(self):
        return 1

    @functools.singledispatchmethod
    def show(self, value):
        return "any"

    @show.register
    def _(self, value: int):
        return "int"

    add = functools.partialmethod(lambda self, a, b: (a, b), 1)


print(type(Shown.once).__name__, Shown.show(Shown(), 3), Shown().show(3), Shown().add(2))
import asyncio


async def squares():
    for number in range(3):
        yield number * number


async def main():
    numbers = squares().__aiter__()
    print(await numbers.__anext__(), await anext(numbers), await numbers.asend(None))
    try:
        await numbers.__anext__()
    except StopAsyncIteration as error:
        print(repr(error))
    await numbers.aclose()
    barrier = asyncio.Barrier(1)
    print(barrier.parties, barrier.n_waiting, barrier.broken)
    await barrier.wait()
    await barrier.abort()
    try:
        await barrier.wait()
    except asyncio.BrokenBarrierError as error:
        print(type(error).__name__)


asyncio.run(main())
import os
import types

print(len(os.uname()), types.CellType(3).cell_contents)

# Of two truth values `|`, `&` and `^` make another.
yes, no = True, False
print(yes | no, yes & no, yes ^ no, True | True, [one ^ two for one in (yes, no) for two in (yes, no)])
flag = False
flag |= 2 > 1
print(flag, type(flag))
flag &= 1 > 2
flag ^= True
print(flag, True | 2, 1 & True, True ^ 1, yes << 1, yes + no, yes == 1)
for wrong in (lambda: int((1, 2), 3), lambda: next(), lambda: iter(), lambda: "a".zfill(), lambda: format(), lambda: sum()):
    t("count", wrong)
for wrong in (lambda: True + "a", lambda: [1] - True, lambda: "a" - False, lambda: True < "a", lambda: {} + True, lambda: True / {}):
    t("truth", wrong)
t(90, lambda: (True * "ab", [1] * True, 2.5 * True, True + 1.5, True * 1j, True < 2, True == 1.0, False ** 2))
print(97 in bytearray(b"abc"), 1 in bytearray(b"abc"), 0 not in bytearray(), b"bc" in bytearray(b"abc"))
t(91, lambda: 300 in bytearray(b"a"))
print(int.from_bytes([1, 2], "big"), int.from_bytes((1, 2), "little"), int.from_bytes([255], "big", signed=True), int.from_bytes(b"\1\0"))
t(92, lambda: int.from_bytes([256], "big"))


class Added:
    def __radd__(self, other):
        return ["radd", other]


print(True + Added(), sum([True, True, False]), True - False)
print([" a ".strip(None), " a ".lstrip(None), " a ".rstrip(None), "a b".split(None)])
print(b"a b c".split(maxsplit=1), b"a,b".split(sep=b","), bytearray(b"a,b,c").split(sep=b",", maxsplit=1), "a,b".rsplit(sep=",", maxsplit=1))
print([method.__name__ for method in (str.upper, list.append, dict.get, set.add, str.split)], str.lower.__qualname__, type(list.sort).__name__)
for wrong in (lambda: "abc".find(sub="a"), lambda: "abc".replace("a", "b", count=1), lambda: [1].append(item=2), lambda: {}.get(key=1), lambda: len(obj=1)):
    t("keyword", wrong)
