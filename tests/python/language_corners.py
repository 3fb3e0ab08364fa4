# Corners of classes, calls and operators: what fails has CPython's words.
def tryit(label, f):
    try:
        print(label, repr(f()))
    except Exception as e:
        print(label, type(e).__name__, e)

# getattribute
class Echo:
    def __init__(self): self.x = 1
    def __getattribute__(self, name):
        if name.startswith("_"):
            return object.__getattribute__(self, name)
        return name.upper()
e = Echo()
tryit("ga1", lambda: e.hello)
tryit("ga2", lambda: e.x)
tryit("ga3", lambda: e.__dict__)
class Log:
    def __init__(self): self.a = 1
    def __getattribute__(self, name):
        log.append(name)
        return super().__getattribute__(name)
    def __getattr__(self, name):
        return "fallback " + name
    def m(self): return self.a
log = []
l = Log()
tryit("ga4", lambda: l.a)
tryit("ga5", lambda: l.m())
tryit("ga6", lambda: l.zz)
tryit("ga7", lambda: getattr(l, "q", 3))
print(log)
# type(cls) with a metaclass
class Meta(type):
    registry = {}
    def __new__(mcs, name, bases, ns, **kw):
        cls = super().__new__(mcs, name, bases, ns)
        mcs.registry[name] = cls
        return cls
    def __call__(cls, *a, **k):
        return super().__call__(*a, **k)
class Made(metaclass=Meta):
    pass
class Sub(Made): pass
tryit("m1", lambda: type(Made))
tryit("m2", lambda: type(Made).__name__)
tryit("m3", lambda: type(Sub) is Meta)
tryit("m4", lambda: isinstance(Made, Meta))
tryit("m5", lambda: isinstance(Made, type))
tryit("m6", lambda: type(Made()) is Made)
tryit("m8", lambda: type(type(Made)))
tryit("m9", lambda: sorted(Meta.registry))
import abc, enum
class AA(abc.ABC): pass
tryit("m10", lambda: type(AA).__name__)
class EE(enum.Enum): A = 1
tryit("m11", lambda: type(EE).__name__)
tryit("m12", lambda: type(int))
# super(A, x)
class Base:
    def who(self): return ["Base"]
class A(Base):
    def who(self): return ["A"] + super(A, self).who()
class B(Base):
    def who(self): return ["B"] + super(B, self).who()
class C(A, B):
    def who(self): return ["C"] + super(C, self).who()
tryit("s1", lambda: C().who())
tryit("s3", lambda: super(C, C()).who())
class D(A, B):
    pass
tryit("s5", lambda: D().who())
# context
def fail(): raise KeyError("inner")
def h():
    try:
        try:
            1 / 0
        except ZeroDivisionError:
            fail()
    except KeyError as error:
        return repr(error.__context__)
def h2():
    try:
        try:
            1 / 0
        except ZeroDivisionError:
            {}["x"]
    except KeyError as error:
        return repr(error.__context__)
def h3():
    try:
        try:
            int("x")
        finally:
            [][1]
    except IndexError as error:
        return repr(error.__context__)
def h4():
    try:
        1/0
    except ZeroDivisionError:
        pass
    try:
        fail()
    except KeyError as e:
        return e.__context__
tryit("c4", h4)
# dict order
order = []
d = {order.append("k1"): order.append("v1"), order.append("k2") or 2: order.append("v2")}
print(order)
order = []
d = {(order.append("k%d" % i), i)[1]: order.append("v%d" % i) for i in range(2)}
print(order)
# positional-only
def half(number, /): return number / 2
tryit("p1", lambda: half(number=4))
def f(a, /, **kw): return a, kw
tryit("p2", lambda: f(1, a=2))
def g(a, b, /, c, *, d=1): return a, b, c, d
tryit("p3", lambda: g(1, b=2, c=3))
tryit("p4", lambda: g(1, 2, c=3, d=4))
tryit("p5", lambda: g(a=1, b=2, c=3))
tryit("p6", lambda: g(1, c=3))
class K:
    def __init__(self, name, /, **attrs): self.name = name; self.attrs = attrs
tryit("p7", lambda: vars(K("x", name="y", z=1)))
def ff(a, b=2, /, *args, c=3, **kw): return a, b, args, c, kw
tryit("p9", lambda: ff(1, b=9, a=8))
# missing
class DD(dict):
    def __missing__(self, key): return key * 2
    def __getitem__(self, key): return ("got", super().__getitem__(key))
dd = DD(a=1)
tryit("mi1", lambda: dd["a"])
tryit("mi2", lambda: dd["zz"])
tryit("mi3", lambda: dict.__getitem__(dd, "q"))
class DE(dict):
    def __missing__(self, key): 
        v = self[key] = len(self)
        return v
de = DE()
tryit("mi4", lambda: (de["x"], de["y"], de["x"], de))
tryit("mi5", lambda: de.get("nope"))
tryit("mi6", lambda: "%(foo)s" % DD())
tryit("mi7", lambda: "{foo}".format_map(DE()))
# int as index
class I:
    def __int__(self): return 1
tryit("i1", lambda: [1, 2, 3][I()])
tryit("i2", lambda: range(I()))
tryit("i5", lambda: int(I()))
tryit("i6", lambda: "a" * I())
tryit("i7", lambda: chr(I()))
class J:
    def __index__(self): return 1
tryit("j1", lambda: [1, 2, 3][J()])
tryit("j2", lambda: list(range(J())))
tryit("j3", lambda: "abc"[J():])
tryit("j4", lambda: hex(J()))
tryit("j5", lambda: int(J()))
tryit("j6", lambda: "a" * J())
tryit("j7", lambda: chr(J()))
# arguments
def one(x): pass
def two(x, y): pass
def three(x, y, z, *, k): pass
tryit("a1", lambda: one())
tryit("a2", lambda: two(1, 2, 3))
tryit("a3", lambda: two(1))
tryit("a4", lambda: two())
tryit("a5", lambda: two(1, 2, z=3))
tryit("a6", lambda: two(1, x=2))
tryit("a7", lambda: three())
tryit("a8", lambda: three(1, 2, 3))
class O:
    def __init__(self, a): pass
    def m(self, a, b=1): pass
    @classmethod
    def c(cls, a): pass
    @staticmethod
    def s(a): pass
tryit("o1", lambda: O())
tryit("o2", lambda: O(1, 2))
tryit("o3", lambda: O(1).m())
tryit("o4", lambda: O(1).m(1, 2, 3))
tryit("o5", lambda: O.c())
tryit("o6", lambda: O.s())
tryit("o7", lambda: O.m())
tryit("o8", lambda: O(1).m(1, q=1))
class P: pass
tryit("o9", lambda: P(1))
tryit("o10", lambda: P(x=1))
tryit("b1", lambda: len())
tryit("b2", lambda: len(1, 2))
tryit("b3", lambda: [].append())
tryit("b4", lambda: [].append(1, 2))
tryit("b5", lambda: "x".upper(1))
tryit("b6", lambda: int(1, 2, 3))
tryit("b7", lambda: isinstance(1))
tryit("b8", lambda: sorted())
tryit("b9", lambda: abs())
tryit("b10", lambda: {}.get())
tryit("b11", lambda: "x".join())
tryit("b12", lambda: "a".replace("b"))
tryit("b13", lambda: [].pop(1, 2))
tryit("b14", lambda: [].insert(1))
tryit("b15", lambda: max())
tryit("b16", lambda: range())
tryit("b17", lambda: ord())
tryit("b18", lambda: "abc".startswith())
tryit("b19", lambda: sum())
tryit("b20", lambda: open())
tryit("b21", lambda: print(1, foo=2))
tryit("b25", lambda: zip(1))
tryit("b26", lambda: map(len))
tryit("b27", lambda: setattr(1))
tryit("b28", lambda: getattr(1))
tryit("b29", lambda: input(1, 2))
tryit("b30", lambda: round())
tryit("b31", lambda: divmod(1))
tryit("b33", lambda: {}.pop())
tryit("b34", lambda: set().add())
tryit("b35", lambda: "a".split(1, 2, 3))
tryit("b38", lambda: list(1, 2))
tryit("b39", lambda: str(1, 2, 3, 4))
tryit("b40", lambda: float(1, 2))
tryit("b41", lambda: bool(1, 2))
class Bad:
    def __str__(self): raise ValueError("bad str")
def pp():
    print("a", 1, Bad(), "c")
try:
    pp()
except ValueError as e:
    print("|", e)
