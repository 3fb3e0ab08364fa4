# Collections, metaclasses, proxies, decorators and encoders as agents write them.
import abc, enum, json, re, sys, io, os, math, copy, types, inspect, functools, itertools, collections, datetime, decimal, fractions, random, statistics, string, heapq, bisect, operator, contextlib, dataclasses, typing, uuid, hashlib, base64, textwrap, pprint, time, warnings, logging, pathlib, tempfile, shutil, csv, zlib, struct, queue
from collections.abc import Iterable, Mapping, MutableMapping, Sequence, Callable, Hashable, Iterator, Generator, Set, MutableSequence, Sized, Container
def t(label, f):
    try: print(label, repr(f()))
    except Exception as e: print(label, type(e).__name__, e)
class Bag(MutableMapping):
    def __init__(self, *a, **k): self._d = {}; self.update(*a, **k)
    def __getitem__(self, k): return self._d[k.lower()]
    def __setitem__(self, k, v): self._d[k.lower()] = v
    def __delitem__(self, k): del self._d[k.lower()]
    def __iter__(self): return iter(self._d)
    def __len__(self): return len(self._d)
b = Bag(A=1, b=2)
t(1, lambda: (b["a"], "B" in b, b.get("z", 9), list(b.items()), b.pop("A"), b.setdefault("q", 5), dict(b), len(b), b == {"b": 2, "q": 5}, isinstance(b, Mapping), b.keys() & {"b"}, b.popitem(), b.clear(), len(b)))
t(2, lambda: b["zz"])
class Seq(Sequence):
    def __init__(self, *v): self.v = v
    def __getitem__(self, i): return self.v[i]
    def __len__(self): return len(self.v)
s = Seq(3, 1, 2, 1)
t(3, lambda: (list(s), 1 in s, s.index(2), s.count(1), list(reversed(s)), s[1:3], isinstance(s, Iterable), sorted(s)))
t(4, lambda: s.index(99))
class Only(Sequence):
    def __len__(self): return 0
t(5, lambda: Only())
class LS(Set):
    def __init__(self, it): self.e = list(dict.fromkeys(it))
    def __contains__(self, x): return x in self.e
    def __iter__(self): return iter(self.e)
    def __len__(self): return len(self.e)
t(6, lambda: (list(LS("abc") & LS("bcd")), list(LS("ab") | LS("bc")), LS("ab") <= LS("abc"), LS("a") == {"a"}, list(LS("abc") - LS("a")), LS("a").isdisjoint("b")))
t(7, lambda: [isinstance(x, T) for x, T in (([], Iterable), (3, Hashable), ({}, Mapping), ((), Sequence), (len, Callable), (iter([]), Iterator), ((i for i in []), Generator), ("", Sequence), ([], Hashable), ({1}, Set), ([], MutableSequence), (5, Sized), ("a", Container))])
# plugin registry via metaclass
class RegMeta(type):
    def __new__(m, name, bases, ns, **kw):
        c = super().__new__(m, name, bases, ns)
        if bases: c.registry[name] = c
        else: c.registry = {}
        c.opts = kw
        return c
    def __init__(cls, name, bases, ns, **kw): super().__init__(name, bases, ns)
    def __iter__(cls): return iter(cls.registry)
    def __len__(cls): return len(cls.registry)
    def __getitem__(cls, k): return cls.registry[k]
    def __contains__(cls, k): return k in cls.registry
    def __repr__(cls): return f"<Reg {cls.__name__}>"
    @property
    def count(cls): return len(cls.registry)
    def create(cls, k, *a): return cls.registry[k](*a)
class Base(metaclass=RegMeta): pass
class Foo(Base, tag="f"):
    def __init__(self, v=0): self.v = v
class Bar(Base): pass
t(10, lambda: (list(Base), len(Base), Base["Foo"], "Bar" in Base, Base, Foo.opts, Base.create("Foo", 5).v, type(Foo).__name__, isinstance(Foo, RegMeta), type(Foo) is RegMeta, type(Base) is type(Foo)))
class Singleton(type):
    _inst = {}
    def __call__(cls, *a, **k):
        if cls not in cls._inst: cls._inst[cls] = super().__call__(*a, **k)
        return cls._inst[cls]
class Cfg(metaclass=Singleton):
    def __init__(self, v=1): self.v = v
class Db(metaclass=Singleton): pass
t(12, lambda: (Cfg(5) is Cfg(6), Cfg().v, Db() is Db(), Db() is not Cfg()))
# proxies with __getattribute__
class Proxy:
    def __init__(self, target): object.__setattr__(self, "_t", target); object.__setattr__(self, "_log", [])
    def __getattribute__(self, n):
        if n in ("_t", "_log"): return object.__getattribute__(self, n)
        object.__getattribute__(self, "_log").append(n)
        return getattr(object.__getattribute__(self, "_t"), n)
    def __setattr__(self, n, v): setattr(object.__getattribute__(self, "_t"), n, v)
    def __delattr__(self, n): delattr(object.__getattribute__(self, "_t"), n)
class Tgt:
    x = 1
    def hello(self, w): return f"hello {w} {self.x}"
p = Proxy(Tgt())
def px():
    r = [p.hello("a"), p.x]; p.x = 7; r += [p.x, p._t.x, p._log]; del p.x; return r + [p.x]
t(13, px)
t(14, lambda: p.nope)
class Attr:
    def __init__(self): self.a = 1; self.secret = 2
    def __getattribute__(self, n):
        if n == "secret": raise AttributeError("hidden")
        return super().__getattribute__(n)
    @property
    def double(self): return self.a * 2
    def meth(self): return self.double
class SubAttr(Attr):
    def __init__(self): super().__init__(); self.b = 5
at = SubAttr()
t(15, lambda: (at.a, at.double, at.meth(), at.b, hasattr(at, "secret"), getattr(at, "secret", "d"), vars(at) if False else sorted(at.__dict__), isinstance(at, Attr), at.__class__.__name__))
t(16, lambda: at.secret)
def del_at(): del at.a; return hasattr(at, "a")
t(17, del_at)
# exceptions
class AppError(Exception):
    code = 500
    def __init__(self, msg, **ctx): super().__init__(msg); self.ctx = ctx
    def __reduce__(self): return (type(self), self.args)
class NotFound(AppError): code = 404
def handler(f):
    try: return f()
    except NotFound as e: return (e.code, str(e), e.ctx)
    except (AppError, ValueError) as e: return ("app", e.args)
    except Exception as e: return (type(e).__mro__[1].__name__, e)
    else: return "no"
    finally: print("done")
def r(e): raise e
t(20, lambda: [handler(lambda: r(NotFound("nf", id=3))), handler(lambda: r(AppError("x"))), handler(lambda: r(ValueError(1, 2))), handler(lambda: 1 / 0), handler(lambda: r(KeyError("k"))), handler(lambda: 5)])
def nested():
    try:
        try: raise ValueError("inner")
        finally: print("cleanup")
    except ValueError as e:
        try: raise TypeError("outer") from None
        except TypeError as t2: return t2.__cause__, t2.__suppress_context__, repr(t2.__context__)
t(21, nested)
def deep(n): return deep(n + 1)
try: deep(0)
except RecursionError as e: print("RecursionError", e)
t(23, lambda: deep.__name__ + str(deep.__code__.co_argcount) + str(deep.__code__.co_varnames))
# closures & decorators with state
def memo(f):
    cache = {}
    @functools.wraps(f)
    def w(*a):
        if a not in cache: cache[a] = f(*a)
        return cache[a]
    w.cache = cache; w.clear = cache.clear
    return w
@memo
def grid(a, b): return 1 if 0 in (a, b) else grid(a - 1, b) + grid(a, b - 1)
t(30, lambda: (grid(5, 5), len(grid.cache), grid.clear(), len(grid.cache), grid.__wrapped__.__name__))
class CountCalls:
    def __init__(self, f): functools.update_wrapper(self, f); self.f = f; self.n = 0
    def __call__(self, *a, **k): self.n += 1; return self.f(*a, **k)
    def __get__(self, obj, owner): return types.MethodType(self, obj)
@CountCalls
def sq(x): "Squares."; return x * x
class HasM:
    @CountCalls
    def m(self, y): return (type(self).__name__, y)
t(31, lambda: (sq(3), sq(4), sq.n, sq.__name__, sq.__doc__, HasM().m(2), HasM.__dict__["m"].n))
def typecheck(f):
    sig, hints = inspect.signature(f), typing.get_type_hints(f)
    @functools.wraps(f)
    def w(*a, **k):
        ba = sig.bind(*a, **k); ba.apply_defaults()
        for n, v in ba.arguments.items():
            if n in hints and not isinstance(v, hints[n]): raise TypeError(f"{n}: expected {hints[n].__name__}, got {type(v).__name__}")
        return f(*ba.args, **ba.kwargs)
    return w
@typecheck
def area(w: float, h: float = 2.0, *, unit: str = "cm") -> str: return f"{w * h}{unit}"
t(32, lambda: (area(2.0), area(1.5, h=4.0, unit="m")))
t(33, lambda: area("x"))
t(34, lambda: area())
t(35, lambda: area(1.0, 2.0, 3.0))
# generators pipeline
def reader(lines):
    for l in lines: yield l.strip()
def grep(p, it): return (l for l in it if re.search(p, l))
def window(it, n):
    d = collections.deque(maxlen=n)
    for x in it:
        d.append(x)
        if len(d) == n: yield tuple(d)
def averager():
    tot = n = 0; avg = None
    while True:
        x = yield avg
        tot += x; n += 1; avg = tot / n
av = averager(); next(av)
t(40, lambda: (list(grep(r"^a", reader([" ab\n", "b\n", "ac\n"]))), list(window(range(5), 3)), [av.send(x) for x in (10, 20, 60)], list(itertools.islice((x for x in itertools.count() if x % 7 == 0), 3))))
def chunked(seq, n):
    it = iter(seq)
    while chunk := list(itertools.islice(it, n)): yield chunk
t(41, lambda: list(chunked("abcdefg", 3)))
def permute(l):
    if len(l) <= 1: yield l
    else:
        for i, x in enumerate(l):
            for rest in permute(l[:i] + l[i + 1:]): yield [x] + rest
t(42, lambda: list(permute([1, 2, 3])))
def tree(n): return {"v": n, "kids": [tree(i) for i in range(n)]}
def walk(nd, d=0): yield "  " * d + str(nd["v"]); yield from itertools.chain.from_iterable(walk(k, d + 1) for k in nd["kids"])
t(43, lambda: list(walk(tree(2))))
# dataclass features
@dataclasses.dataclass(order=True, frozen=True)
class Ver:
    major: int; minor: int = 0; label: str = dataclasses.field(default="", compare=False)
    @classmethod
    def parse(cls, s): return cls(*map(int, s.split("-")[0].split(".")), *(s.split("-")[1:2]))
    def __str__(self): return f"{self.major}.{self.minor}" + (f"-{self.label}" if self.label else "")
vs = [Ver.parse(x) for x in ("1.10", "1.2-beta", "0.9")]
t(50, lambda: (sorted(vs), str(max(vs)), Ver(1, 2) == Ver(1, 2, "x"), {Ver(1): "a"}[Ver(1)], dataclasses.replace(vs[0], minor=11), [dataclasses.asdict(v) for v in vs][0]))
t(51, lambda: setattr(vs[0], "major", 3))
# json round trip of dataclasses, enums
class Lvl(str, enum.Enum): LOW = "low"; HIGH = "high"
@dataclasses.dataclass
class Task: id: int; lvl: Lvl = Lvl.LOW; due: datetime.date = None; tags: set = dataclasses.field(default_factory=set)
class E(json.JSONEncoder):
    def default(self, o):
        if dataclasses.is_dataclass(o): return dataclasses.asdict(o)
        if isinstance(o, (datetime.date, datetime.datetime)): return o.isoformat()
        if isinstance(o, set): return sorted(o)
        if isinstance(o, decimal.Decimal): return str(o)
        return super().default(o)
t(60, lambda: json.dumps([Task(1, Lvl.HIGH, datetime.date(2024, 1, 1), {"b", "a"}), decimal.Decimal("1.10")], cls=E))
t(61, lambda: json.dumps(Task(1), cls=E, indent=2).count("\n"))
t(62, lambda: (Lvl("low"), Lvl.HIGH == "high", f"{Lvl.LOW}", Lvl.LOW.upper(), json.dumps(Lvl.LOW), Lvl.LOW.value, str(Lvl.LOW), "%s" % Lvl.LOW))
# number formatting
t(70, lambda: [f"{x:{f}}" for x, f in ((1234.5678, ",.2f"), (0.000123, ".2e"), (1e6, "g"), (123456789, ",d"), (0.5, ".0%"), (255, "b"), (255, "X"), (-3.7, "+.0f"), (3, "05d"), (1e-7, ""), (1234567.0, ",g"), (12345.6789, "_.1f"), (float("inf"), ".2f"), (0, "+"), (True, ""), (2.5, ".0f"), (1.005, ".2f"), (1e15, ",.0f"))])
t(71, lambda: (round(2.5), round(3.5), round(-1.5), round(1.005, 2), round(1234, -2), round(0.1 + 0.2, 10), 1e3 == 1000, 0.1 + 0.2 == 0.3, math.isclose(0.1 + 0.2, 0.3), int(-3.9), -7 // 2, divmod(-7.5, 2), 5 % -3, 2 ** -1, 10 // 3 * 3 + 10 % 3))
t(72, lambda: (hash(1) == hash(1.0) == hash(True), {1: "a", 1.0: "b", True: "c"}, [1, 1.0, True].index(True), 1 in [True], sum([True, True]), "1" == 1))
print(*sorted({"b": 2, "a": 1}.items()), sep="; ", end=".\n")
pprint.pprint({"users": [{"name": "A" * 20, "roles": ["admin", "dev"], "id": i} for i in range(3)], "total": 3})
w = warnings.warn
print(textwrap.indent(pprint.pformat([list(range(20))] * 2, width=40, compact=True), "| "))
