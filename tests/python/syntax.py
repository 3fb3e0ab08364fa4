from __future__ import annotations
import sys

a, b = [1, 2], (3, 4)
d1, d2 = {"x": 1, "y": 2}, {"y": 3, "z": 4}
print([*a, *b], (*a, 5), {*a, 9}, [0, *a, *"xy"], {**d1, **d2}, {"k": 0, **d1, "y": 9}, {**d1, "n": {**d2}})
print([*range(3)], [*map(str, a)], (*a, *b), *a, *b, sep="-")
t = *a, 3
print(t)
def star(): return *a, 3
def stars(): yield *a, 4
print(star(), list(stars()))
for v in *a, 5: print(v, end=" ")
print()
def f(a, b=2, /, c=3, *args, d, e=5, **kw): return a, b, c, args, d, e, kw
print(f(1, d=4), f(1, 2, 3, 4, 5, d=6, z=7), f(*[1, 2], **{"d": 3, "q": 4}))
print((lambda x, /, y=2, *, z=3: (x, y, z))(1), (lambda *a, **k: (a, k))(1, b=2))
x: int
y: int = 3
z: "undefined" = 4
print("x" in globals(), y, z)
def g(p: Undefined = 1, *q: Other, **r: More[int]) -> Nope:
    local: Missing
    other: dict[str, Missing] = {}
    return p, other
print(g())
decorators = [lambda f: lambda *a: ("decorated", f(*a))]
@decorators[0]
def h(n): return n
@(lambda f: f)
def i(n): return n
print(h(1), i(2))
class Context:
    def __init__(self, n): self.n = n
    def __enter__(self): print("enter", self.n); return self
    def __exit__(self, *e): print("exit", self.n, e[0] and e[0].__name__); return self.n == "swallow"
with (Context(1) as c1, Context(2) as c2): print(c1.n, c2.n)
with (
    Context(3) as c3,  # a comment
    Context(4),
):
    print(c3.n)
with Context(5) as c5, Context(6): pass
with (Context(7)): pass
with Context("swallow"): raise ValueError("gone")
if (n := len(a)) > 1: print("walrus", n)
print([w := 5, w ** 2], [last := q for q in range(3)], last)
while (m := n) > 1: n -= 1; print("loop", m)
print(isinstance(3, int | str), isinstance("a", int | None), isinstance(None, int | None), issubclass(int, float | int))
Number = int | float
print(isinstance(2.5, Number), isinstance("s", Number))
def outer():
    count = 0
    def inc():
        nonlocal count
        count += 1
        return count
    return inc
counter = outer()
print(counter(), counter())
total = 0
def add(n):
    global total
    total += n
add(5); print(total)
print(1 < 2 < 3 > 2, 1_000_000, 0xFF_FF, 0b1_0, 0o17, 1e3, 3j * 2)
class Matrix:
    def __matmul__(self, o): return "matmul"
    def __imatmul__(self, o): return "imatmul"
print(Matrix() @ 1)
first, *rest = "abc"; print(first, rest)
(p, (q, *r)), s = (1, (2, 3, 4)), 5; print(p, q, r, s)
for k, (u, v) in enumerate([(1, 2), (3, 4)]): print(k, u, v)
def gen():
    got = yield 1
    print("got", got)
    try: yield 2
    finally: print("closed")
it = gen(); print(next(it), it.send("hi")); it.close()
def delegating():
    result = yield from inner()
    print("result", result)
def inner():
    yield 1
    return "done"
print(list(delegating()))
try:
    pass
except ValueError: print("no")
else: print("else")
finally: print("finally")
def early():
    try: return "try"
    finally: return "finally"
print(early())
for j in range(3):
    if j == 1: continue
    if j == 5: break
else: print("no break")
assert a, "message"
lst = [1, 2, 3]; lst[0], lst[1] = lst[1], lst[0]; del lst[2]; print(lst)
print({k: v for k, v in zip("ab", [1, 2])}, {c for c in "aab"} == {"a", "b"}, [(i, j) for i in range(2) for j in range(2) if i != j])
print("a" if 0 else "b", not 1, 5 if 1 else 6, ... is Ellipsis, (yes := True) and yes)
def documented():
    """The doc."""
print(documented.__doc__, documented.__name__)
def counted():
    counted.calls += 1
    return counted.calls
counted.calls = 0
counted(); print(counted(), counted.calls)
print("flushed", flush=True)
cond = 3
print("yes" if cond == 3 else "no"); print(*[], sep=""); print(*(str(i) for i in range(3)))
class Meta(type):
    def __new__(mcs, name, bases, ns, **kw):
        ns["added"] = len(kw)
        return super().__new__(mcs, name, bases, ns)
    def shout(cls): return cls.__name__.upper()
class Made(metaclass=Meta, extra=1): pass
class Sub(Made): pass
print(Made.added, Made.shout(), Sub.added, Sub.shout())
class Singleton(type):
    _instances = {}
    def __call__(cls, *args, **kwargs):
        if cls not in cls._instances:
            cls._instances[cls] = super().__call__(*args, **kwargs)
        return cls._instances[cls]
class Config(metaclass=Singleton):
    def __init__(self, v=1): print("init", v); self.v = v
print(Config(5) is Config(6), Config().v)
import functools
def logged(f):
    @functools.wraps(f)
    def wrapper(*args, **kwargs): return f(*args, **kwargs)
    return wrapper
def named(f):
    def wrapper(*args): return f(*args)
    wrapper.__name__ = f.__name__
    wrapper.extra = 5
    return wrapper
@logged
def greet(who: str, n: int = 2, *, loud=True) -> str:
    """Greets."""
    return "hello " + who
@named
def other(): pass
print(greet.__name__, greet.__doc__, greet.__wrapped__ is not greet, greet("x"), f"{greet.__name__}", other.__name__, other.extra)
print(greet.__wrapped__.__defaults__, list(greet.__wrapped__.__annotations__), logged.__qualname__, print.__name__, len.__name__)
