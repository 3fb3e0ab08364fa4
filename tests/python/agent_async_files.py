import asyncio, pathlib, os, tempfile, json, time, sys, inspect, copy, warnings, traceback, types, collections
from datetime import datetime, timedelta, timezone, date
from pathlib import Path
async def fetch(i, fail=False):
    await asyncio.sleep(0)
    if fail: raise ValueError(f"job {i} failed")
    return {"id": i, "sq": i * i}
async def producer(q, n):
    for i in range(n): await q.put(i)
    await q.put(None)
async def consumer(q):
    got = []
    while (x := await q.get()) is not None: got.append(x)
    return got
class Client:
    async def __aenter__(self): print("open"); return self
    async def __aexit__(self, *a): print("close", a[0])
    async def get(self, i):
        if i == 3: raise KeyError(i)
        return i * 10
async def agen(n):
    for i in range(n):
        await asyncio.sleep(0); yield i
async def main():
    res = await asyncio.gather(*(fetch(i, i == 2) for i in range(4)), return_exceptions=True)
    for r in res:
        print("error:" if isinstance(r, Exception) else "ok:", r)
    tasks = [asyncio.create_task(fetch(i, fail=i % 2)) for i in range(3)]
    for t in tasks:
        try: print(await t)
        except ValueError as e: print("task:", e)
    tasks = [fetch(i, i == 1) for i in range(3)]
    try: await asyncio.gather(*tasks)
    except ValueError as e: print("gathered:", e)
    q = asyncio.Queue()
    await producer(q, 3); print(await consumer(q))
    async with Client() as c:
        print(await asyncio.gather(*[c.get(i) for i in (1, 3)], return_exceptions=True))
        print([x async for x in agen(3)], [await c.get(i) for i in range(3)])
    sem = asyncio.Semaphore(2)
    async def limited(i):
        async with sem: return await fetch(i)
    print(await asyncio.gather(*map(limited, range(3))))
    try:
        async with asyncio.timeout(5): print(await asyncio.wait_for(fetch(9), timeout=1))
    except TimeoutError: print("timeout")
    coros = {"a": fetch(1), "b": fetch(2, True)}
    r = dict(zip(coros, await asyncio.gather(*coros.values(), return_exceptions=True)))
    print(r)
    done, pending = await asyncio.wait([asyncio.create_task(fetch(i)) for i in range(2)])
    print(len(done), len(pending), sorted(t.result()["id"] for t in done))
    for f in asyncio.as_completed([fetch(1), fetch(2)]):
        (await f)["id"]
asyncio.run(main())
root = Path(tempfile.mkdtemp())
(root / "sub" / "deep").mkdir(parents=True, exist_ok=True)
f = root / "sub" / "data.json"
f.write_text(json.dumps({"k": [1, 2]}))
(root / "sub" / "deep" / "x.txt").write_text("line1\nline2\n")
print(f.name, f.stem, f.suffix, f.exists(), f.is_dir(), f.stat().st_size, f.parent.name, json.loads(f.read_text()))
print(sorted(p.relative_to(root).as_posix() for p in root.rglob("*")), [p.name for p in root.glob("*/*.json")])
with open(root / "sub" / "deep" / "x.txt") as fh:
    for n, line in enumerate(fh, 1): print(n, line.rstrip())
with open(root / "b.bin", "wb") as fh: fh.write(bytes(range(5)))
print((root / "b.bin").read_bytes()[::-1], f.with_suffix(".bak").name, Path("a/b/../c").parts, Path("/a") / "/b")
try: open(root / "nope.txt")
except FileNotFoundError as e: print(type(e).__name__, e.errno, e.strerror)
f.unlink(); print(f.exists()); f.unlink(missing_ok=True)
d = datetime(2024, 2, 28, 23, 30, tzinfo=timezone.utc)
print(d + timedelta(days=2, hours=1), d.isoformat(), d.strftime("%A %d %B %Y, %I:%M %p, day %j"), (d - datetime(2024, 1, 1, tzinfo=timezone.utc)))
print(datetime.fromisoformat("2024-03-10T12:00:00+02:00").astimezone(timezone.utc), date(2024, 12, 30).isocalendar(), timedelta(seconds=3661.5), str(timedelta(days=-1, seconds=5)))
print(d.replace(day=1).weekday(), d.timestamp(), datetime.strptime("03/04/21 5:06 PM", "%m/%d/%y %I:%M %p"), repr(timedelta(1, 2)))
x = {"a": [1, {"b": 2}]}; y = copy.deepcopy(x); y["a"][1]["b"] = 3; print(x, y)
def sig(a, b: int = 2, *args: str, c, d=4, **kw) -> bool: "Docs."
print(inspect.signature(sig), sig.__defaults__, sig.__kwdefaults__, sig.__annotations__)
try:
    try: int("x")
    except ValueError as e: raise RuntimeError("wrap") from e
except RuntimeError as e:
    print(repr(e.__cause__), traceback.format_exc().splitlines()[-1])
ns = types.SimpleNamespace(a=1, b="x"); ns.c = 3; print(ns, vars(ns))
try: raise ExceptionGroup("g", [ValueError(1), TypeError(2), ExceptionGroup("h", [ValueError(3)])])
except* ValueError as eg: print("V", eg.exceptions)
except* TypeError as eg: print("T", eg.exceptions)
def gen():
    total = 0
    while True:
        x = yield total
        if x is None: return total
        total += x
g = gen(); next(g); g.send(5); g.send(7)
try: g.send(None)
except StopIteration as e: print("ret", e.value)
print(sys.version_info[:2] >= (3, 8), sys.maxsize > 2**31, sys.getrecursionlimit() >= 500)
global_counter = 0
def bump():
    global global_counter; global_counter += 1
    def inner():
        nonlocal_v = 1
        return nonlocal_v + global_counter
    return inner()
print(bump(), bump())
class Meta(type):
    registry = {}
    def __new__(m, n, b, ns, **kw):
        c = super().__new__(m, n, b, ns); m.registry[n] = c; return c
class Plug(metaclass=Meta): pass
class P1(Plug): pass
print(list(Meta.registry))
class Temp:
    def __set_name__(self, o, n): self.n = "_" + n
    def __get__(self, i, o=None): return self if i is None else getattr(i, self.n, 0)
    def __set__(self, i, v):
        if not isinstance(v, (int, float)): raise TypeError(f"{self.n[1:]} must be a number, not {type(v).__name__}")
        setattr(i, self.n, v)
class Room:
    t = Temp()
r = Room(); r.t = 5; print(r.t)
try: r.t = "hot"
except TypeError as e: print(e)
class V:
    __slots__ = ("x", "y")
    def __init__(self, x, y): self.x, self.y = x, y
    def __matmul__(self, o): return self.x * o.x + self.y * o.y
    def __iter__(self): yield self.x; yield self.y
    def __format__(self, s): return f"({self.x:{s}}, {self.y:{s}})"
    def __neg__(self): return V(-self.x, -self.y)
    def __abs__(self): return (self.x**2 + self.y**2) ** .5
v = V(3, 4); print(v @ v, [*v], f"{v:.1f}", abs(v), [*-v])
try: v.z = 1
except AttributeError as e: print(e)
