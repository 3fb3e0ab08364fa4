# `async` and `await` in every place that takes them.
import asyncio, functools
async def d(n, **k): 
    await asyncio.sleep(0); return n
class C:
    def __init__(self): self.x = 1
    async def m(self, y=2): return self.x + await d(y)
    async def both(self):
        a, b = await asyncio.gather(self.m(), self.m(3))
        return a, b
    @classmethod
    async def make(cls): await d(1); return cls()
    @staticmethod
    async def st(v): return await d(v)
    @property
    def prop(self): return self.m(9)
    async def __aenter__(self): await d(1); return self
    async def __aexit__(self, t, v, tb): await d(1); print("exit", t and t.__name__); return t is KeyError
    def __aiter__(self): self.n = 0; return self
    async def __anext__(self):
        self.n += 1
        if self.n > 3: raise StopAsyncIteration
        return await d(self.n)
class D(C):
    async def m(self, y=2): return 10 * await super().m(y)
def deco(f):
    @functools.wraps(f)
    async def inner(*a, **k):
        r = await f(*a, **k); return ("deco", r)
    return inner
@deco
async def decorated(x): return await d(x)
def retry(times):
    def outer(f):
        async def inner(*a):
            for i in range(times):
                try: return await f(*a)
                except ValueError as e: print("retry", e); await asyncio.sleep(0)
            raise RuntimeError("gave up")
        return inner
    return outer
n = 0
@retry(3)
async def flaky():
    global n; n += 1
    if n < 3: raise ValueError(n)
    return n
async def main():
    c = await C.make(); print(await c.both(), await C.st(5), await c.prop, await D().m())
    print(await decorated(3), await flaky())
    async with c as e: print(e is c)
    async with C(), C() as z: print(await z.m(1))
    async with c: raise KeyError(1)
    try:
        async with c: raise ValueError(2)
    except ValueError as e: print("VE", e)
    print([v async for v in c], [v * 2 async for v in c if v > 1])
    async for v in c:
        if v == 2: break
    else: print("never")
    print(v)
    data = {"a": await d(1), **{"b": await d(2)}, **(await d({"c": 3}))}; print(data)
    l = [await d(1), *(await d([2, 3]))]; print(l, l[await d(1)], l[await d(0):await d(2)])
    print(f"{await d(1)} {[await d(i) for i in range(2)]} {(await d({'k': 'v'}))['k']!r} {await d(3.14159):.2f}")
    print((await d("abc")).upper(), (await d("a b")).split(), (await d([3, 1])).count(1), (await d("x"))[::-1])
    assert await d(True), "no"
    x = y = await d(4); x += await d(1); print(x, y)
    if (w := await d(7)) > 5: print("walrus", w)
    while (w := await d(w - 1)) > 4: print("while", w)
    print(await d(1) < await d(2) <= await d(3), await d(0) or await d(8), await d(1) and await d(0))
    r = lambda v: d(v)
    print(await r(3), await (lambda: d(4))(), *[await f() for f in [lambda i=i: d(i) for i in range(2)]])
    def sync_gen():
        yield from (d(i) for i in range(3))
    print([await co for co in sync_gen()])
    try: print(await d(1 / 0))
    except ZeroDivisionError as e: print("ZD", e)
    async def nested():
        async def deeper(): return await d("deep")
        return await deeper()
    print(await nested())
    print(await asyncio.gather(*(c.m(i) for i in range(3)), *[d(i) for i in range(2)]))
    coros = [d(i) for i in range(3)]; print([await x for x in coros])
    tasks = {i: asyncio.create_task(d(i)) for i in range(3)}
    print({k: await t for k, t in tasks.items()})
    for t in asyncio.as_completed([d(1)]): print(await t)
    res = await asyncio.gather(d(1), asyncio.sleep(0, "slept"), return_exceptions=True); print(res)
    try:
        try: raise KeyError("a")
        except KeyError as e: await d(1); raise ValueError("b") from e
    except ValueError as e: print(repr(e.__cause__))
    async def gen(n):
        for i in range(n): yield i, await d(i)
    print([a + b async for a, b in gen(3)], sum([x async for x, _ in gen(4)]))
    async for i, (a, b) in aenum(gen(2)): print(i, a, b)
    print([(i, j) async for i, _ in gen(2) async for j, _ in gen(2)])
    print([(i, await d(j)) for i in range(2) for j in range(2) if j or i])
    print(await amap(d, [1, 2]))
    print(list(map(type, [await d(1), await d("")])))
    del c.x
    try: await c.m()
    except AttributeError as e: print(e)
    match await d((1, 2)):
        case (a, b): print(a, b)
    try:
        async with asyncio.timeout(None): print(await d("no limit"))
        await asyncio.wait_for(asyncio.Event().wait(), 0.01)
    except asyncio.TimeoutError: print("TO")
    async def shadows():
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            return "cleaned"
    t = asyncio.create_task(shadows()); await asyncio.sleep(0); t.cancel(); print(await t, t.cancelled())
    t = asyncio.create_task(d(1)); t.cancel("msg")
    try: await t
    except asyncio.CancelledError as e: print("C", e.args, t.cancelled())
    pq = asyncio.PriorityQueue()
    for i in (3, 1, 2): await pq.put((i, str(i)))
    print([(await pq.get())[1] for _ in range(3)], pq.empty())
    lq = asyncio.LifoQueue(); lq.put_nowait(1); lq.put_nowait(2); print(await lq.get())
    try: asyncio.Queue().get_nowait()
    except asyncio.QueueEmpty as e: print(repr(e))
    q = asyncio.Queue(1); q.put_nowait(1)
    try: q.put_nowait(2)
    except asyncio.QueueFull as e: print(repr(e))
    try: asyncio.Lock().release()
    except RuntimeError as e: print(e)
    print(await asyncio.gather(), asyncio.get_event_loop() is asyncio.get_running_loop())
    f = asyncio.Future(); f.set_exception(ValueError("fut"))
    try: await f
    except ValueError as e: print(e, f.done(), f.exception())
    try: asyncio.Future().result()
    except asyncio.InvalidStateError as e: print(e)
    b = asyncio.Barrier(2)
    async def meet(n): await b.wait(); return n
    print(await asyncio.gather(meet(1), meet(2)))
    return [await d(i) for i in range(3)][-1]
async def aenum(ait):
    i = 0
    async for x in ait:
        yield i, x
        i += 1
async def amap(f, xs): return [await f(x) for x in xs]
print(asyncio.run(main()))
try: asyncio.run(main)
except (ValueError, TypeError) as e: print(type(e).__name__)
try: asyncio.get_running_loop()
except RuntimeError as e: print(e)
async def bad():
    async for x in [1]: pass
try: asyncio.run(bad())
except TypeError as e: print(e)
