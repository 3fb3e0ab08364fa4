# Context managers, generators, unpacking and formatting.
from contextlib import *
import io, sys
@contextmanager
def cm(n):
    print("in", n)
    try: yield n * 2
    except KeyError as e: print("swallow", e)
    finally: print("out", n)
with cm(1) as a, cm(2) as b: print(a, b)
with cm(3): raise KeyError("x")
try:
    with cm(4): raise ValueError("v")
except ValueError as e: print("propagated", e)
with (cm(5) as x, cm(6) as y): print(x, y)
with suppress(ZeroDivisionError, KeyError): 1/0
buf = io.StringIO()
with redirect_stdout(buf): print("hidden")
print(repr(buf.getvalue()))
with ExitStack() as st:
    for i in range(2): st.enter_context(cm(i))
    st.callback(print, "cb", 1); st.push(lambda *a: print("push", a[0]))
    print("body")
with closing(io.StringIO()) as f: f.write("a")
print(f.closed)
with nullcontext(5) as n: print(n)
@cm("deco")
def fn(): print("fn body")
fn(); fn()
class Timer(ContextDecorator):
    def __enter__(self): print("start"); return self
    def __exit__(self, *exc): print("stop", exc[0]); return False
@Timer()
def work(): print("work")
work()
class T:
    def __enter__(self): return self
    def __exit__(self, t, v, tb): print(t.__name__ if t else None, v, tb is not None); return t is ValueError
with T(): raise ValueError("x")
with T(): pass
try:
    with T(): raise TypeError("y")
except TypeError: print("te")
@contextmanager
def bad(): 
    if False: yield
try:
    with bad(): pass
except RuntimeError as e: print(e)
@contextmanager
def twice(): yield 1; yield 2
try:
    with twice(): pass
except RuntimeError as e: print(e)
with ExitStack() as s:
    s2 = s.pop_all()
s2.close()
print(isinstance(T(), AbstractContextManager))
with chdir("/tmp"): import os; print(os.getcwd())
def g():
    r = yield 1
    print("got", r)
    try:
        r = yield 2
    except ValueError as e: print("thrown", e); yield "recovered"
    return "done"
it = g(); print(next(it), it.send("s"), it.throw(ValueError("tv")))
try: next(it)
except StopIteration as e: print(e.value, repr(e))
def d():
    res = yield from g(); print("res", res); yield from [7, 8]
it = d(); print(next(it), next(it), list(it))
it = g(); next(it); it.close(); print(list(it))
def fib():
    a, b = 0, 1
    while True: yield a; a, b = b, a + b
import itertools; print(list(itertools.islice(fib(), 10)), next(x for x in fib() if x > 100))
def acc():
    t = 0
    while True:
        v = yield t
        if v is None: return t
        t += v
a = acc(); next(a); a.send(3); a.send(4)
try: a.send(None)
except StopIteration as e: print("sum", e.value)
it = iter(lambda c=[0]: c.__setitem__(0, c[0]+1) or c[0], 4); print(list(it))
def gexit():
    try: yield 1
    except GeneratorExit: print("GE"); raise
    finally: print("f")
x = gexit(); next(x); x.close()
try:
    x = g(); x.send(5)
except TypeError as e: print(e)
def si():
    yield 1
    raise StopIteration("in gen")
try: list(si())
except RuntimeError as e: print(e)
print(sum(x*x for x in range(5)), [*map(str, range(3))], {**{"a":1}, "b":2}, [*"ab", *(1,2)], max((len(w), w) for w in ["a","bb"]), dict(zip("ab", range(2))), sorted({3,1,2}, reverse=True), any(x > 2 for x in [1,2,3]), all([]), list(reversed([1,2])), list(enumerate("ab", 1)), [(i,j) for i in range(3) for j in range(i) if (i+j) % 2], {k: v for k, v in zip("ab", [1,2])}, {x % 3 for x in range(10)}, [[r*c for c in range(3)] for r in range(2)])
first, *mid, last = range(5); print(first, mid, last); (a, (b, *c)), d = (1, (2, 3, 4)), 5; print(a, b, c, d); *a, = "xy"; print(a)
if (n := len("abc")) > 2: print(n)
print([y := 5, y**2], (lambda *a, k=1, **kw: (a, k, kw))(1, 2, k=3, z=4))
x = y = z = 0; x += 1; print(x, y, z); a, b = 1, 2; a, b = b, a; print(a, b); print(1 < 2 < 3 != 4, not 1 == 2, 5 if 0 else 6, 1 and 0 or 3, [] or "d", None is None)
def outer():
    n = 0
    def inc():
        nonlocal n; n += 1; return n
    inc(); inc(); return n
print(outer())
G = 1
def setg():
    global G; G = 5
setg(); print(G)
fs = [lambda i=i: i for i in range(3)]; print([f() for f in fs]); fs = [lambda: i for i in range(3)]; print([f() for f in fs])
for i in range(3):
    if i == 5: break
else: print("no break")
print(f"{3.14159:.2f} {'x':>5} {'y':<5}| {'z':^5}| {42:05d} {255:x} {255:#b} {1e6:,} {0.5:.0%} {1234567.891:,.2f} {'s'!r:>6} {3=} {n = } {'a' 'b'} {1_000:_} {-5:+d} {5: d} {'%'}{{}} {x!s:3}|", f"{2**10:>{6 + 2}}", f"{'nested ' + f'{1 + 1}'}", f"{[1,2][0]} {dict(a=1)['a']}")
w = 10; p = 3; print(f"{3.14159:{w}.{p}}|{'abc':*^{w}}|{True!s:>6}|{None}|{12:c}|{1e-7}|{1.0}|{1e16}|{123456789.123456789}|{0.1+0.2}|{1/3:.3e}|{1e100:g}|{float('nan')}|{-0.0}|{1j+2:.1f}|{b'x'!r}|{3!r:>4}")
def e():
    if False: yield
def z():
    if 0:
        yield 1
    return 3
def w():
    while False:
        yield
print(list(e()), list(z()), list(w()))
def m(k):
    if False:
        return 1
    elif k:
        return 2
    else:
        return 3
print(m(1), m(0))
