# Objects that built-in types make: by keyword, of other objects, and of what does not do.
import types
from fractions import Fraction


def told(make):
    try:
        return repr(make())
    except Exception as error:
        return "%s: %s" % (type(error).__name__, error)


class Packet:
    def __bytes__(self):
        return b"packet"

    def __complex__(self):
        return 3 - 4j

    def __index__(self):
        return 5


print(bytes("é", encoding="utf-8"), bytearray("é", encoding="latin-1"), bytes("é!", "ascii", "ignore"))
print(str(b"caf\xc3\xa9", encoding="utf-8"), str(b"x\xff", "utf-8", "replace"), str(object=5), str(), str(b"x"))
print(bytes(Packet()), bytearray(Packet()), complex(Packet()), hex(Packet()), bin(Packet()), oct(Packet()))
print(told(lambda: str(b"\xff", "utf-8")), told(lambda: str(5, "utf-8")), told(lambda: str("a", "utf-8")))
print(told(lambda: bytes(5, "utf-8")), told(lambda: bytes("a")), told(lambda: bytes("é", "ascii")))
for text in ("00ff", "0 1", "zz", "abc", " ab\tcd ", "0g", "é0", "", "a"):
    print(repr(text), told(lambda: bytes.fromhex(text)), told(lambda: bytearray.fromhex(text)))
print(int.from_bytes(b"\xff\xfb", "big", signed=True), int.from_bytes(b"\xff\xfb", byteorder="little"))
print(int.from_bytes(b"\x80", "little", signed=True), int.from_bytes(b"", "big", signed=True))

# The signs of zeros, and the last digits.
print([complex(0, -0.0), -0j, complex(-0.0, 0), -(0j), 0j * -2, 1j * -1, 5e-324j, 1e16j, complex("nan")])
print((1 + 2j) / (3 - 1j), (1 + 2j) / (-0.5j), abs(3e200 + 4e200j), (2 - 0j).conjugate(), 0.1 + 0.2j)
print(f"{1 + 2j:.2f}|{1 + 2j:>12}|{-1j:*^14.1e}|{3j:+.1f}", told(lambda: f"{1j:05}"), told(lambda: f"{1j:=9}"))
print(told(lambda: 1j / 0j), told(lambda: complex("x")), told(lambda: ~1j))

module = types.ModuleType("colours", "Of the rainbow.")
module.red = 1
exec("blue = red + 1", module.__dict__)
print(module, module.__name__, module.__doc__, module.blue, isinstance(module, types.ModuleType))
print(type("Made", (), {}), type("Wrong", (ValueError,), {})("x").__class__, UnicodeDecodeError, TimeoutError)
left = bytearray(b"hello")
del left[0]
del left[1:3]
print(left, {1}.union([2], (3,), {4: 5}), frozenset("a").union("b", "c") == {"a", "b", "c"})
print(divmod(7, Fraction(3, 2)), pow(3, -1, 7), round(2.675, 2))
from abc import ABC, abstractmethod
class A(ABC):
    @abstractmethod
    def f(self): ...
for ns in ({}, {"f": lambda self: 1}):
    try: print(type("B", (A,), ns)().f())
    except TypeError as e: print(e)
class Base:
    kinds = []
    def __init_subclass__(cls, **kw):
        super().__init_subclass__(**kw)
        Base.kinds.append(cls.__name__)
    def hello(self): return "hello " + type(self).__name__
C = type("C", (Base,), {"x": 1, "__len__": lambda self: 5})
print(C, C().hello(), Base.kinds, len(C()), C.x, C.__mro__, C.__bases__)
P = type("P", (), {"a": 1, "__repr__": lambda self: "P!"})
print(P(), P.a, P.__name__, type(P), P.__doc__, P.__module__)
print([c.__name__ for c in Base.__subclasses__()])
class Meta(type):
    def __new__(mcs, name, bases, ns):
        ns["made"] = mcs.__name__
        return super().__new__(mcs, name, bases, ns)
class WithMeta(metaclass=Meta): pass
E = type("E", (WithMeta,), {}); print(E.made, type(E).__name__)
class Named:
    def __set_name__(self, owner, name): self.name = name
    def __get__(self, i, o): return self.name
F = type("F", (), {"field": Named()}); print(F.field)
print(type("G", (int,), {})(5) + 1, type("H", (dict,), {})(a=1))
Err = type("Err", (ValueError,), {"code": 7})
try: raise Err("x")
except ValueError as e: print(type(e).__name__, e, e.code)
for args in (("A", 5, {}), ("A", (), 5), (5, (), {})):
    try: type(args[0], args[1], args[2])
    except TypeError as e: print(e)
G = type("G", (A, Base), {"f": lambda s: "both"}); print(G().f(), G().hello())
def factory(name, **fields):
    def __init__(self, **kw):
        for k, v in {**fields, **kw}.items(): setattr(self, k, v)
    return type(name, (object,), {"__init__": __init__, "__eq__": lambda s, o: s.__dict__ == o.__dict__})
Point = factory("Point", x=0, y=0); print(Point(x=1).x, Point(x=1) == Point(x=1), Point.__name__)
import types
print(types.new_class("N", (Base,), {}, lambda ns: ns.update(z=3)).z, Base.kinds)
