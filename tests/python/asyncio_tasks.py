# Tasks, timers and what waits for one another, in asyncio's order.
import asyncio, contextlib
# ordering
async def work(name):
    print(name, 1)
    await asyncio.sleep(0)
    print(name, 2)
    await asyncio.sleep(0.001)
    print(name, 3)
    return name
async def main():
    print(await asyncio.gather(work("a"), work("b")))
    t = asyncio.create_task(work("t"))
    print("created", t.done())
    await asyncio.sleep(0)
    print("after", t.done())
    print(await t, t.done(), t.result(), t.cancelled(), t.exception())
    # cancel
    async def forever():
        try:
            await asyncio.sleep(100)
        except asyncio.CancelledError:
            print("cancelled inside"); raise
        finally:
            print("finally")
    t = asyncio.create_task(forever())
    await asyncio.sleep(0)
    print(t.cancel())
    try:
        await t
    except asyncio.CancelledError:
        print("cancelled outside", t.cancelled())
    # wait_for
    try:
        await asyncio.wait_for(forever(), 0.01)
    except asyncio.TimeoutError as e:
        print("timeout", repr(e), isinstance(e, TimeoutError))
    try:
        async with asyncio.timeout(0.01) as cm:
            await asyncio.sleep(1)
    except TimeoutError:
        print("timeout cm", cm.expired())
    # queue producer consumer
    q = asyncio.Queue(maxsize=2)
    async def producer():
        for i in range(5):
            await q.put(i); print("put", i)
        await q.put(None)
    async def consumer():
        while True:
            x = await q.get()
            if x is None: break
            print("got", x)
            await asyncio.sleep(0.001)
            q.task_done()
    await asyncio.gather(producer(), consumer())
    # workers
    q = asyncio.Queue()
    results = []
    async def worker(n):
        while True:
            item = await q.get()
            await asyncio.sleep(0.001 * (item % 3))
            results.append(item * item)
            q.task_done()
    for i in range(7): q.put_nowait(i)
    ws = [asyncio.create_task(worker(i)) for i in range(3)]
    await q.join()
    for w in ws: w.cancel()
    print(await asyncio.gather(*ws, return_exceptions=True))
    print(sorted(results))
    # lock
    lock = asyncio.Lock()
    async def locked(n):
        async with lock:
            print("in", n); await asyncio.sleep(0.001); print("out", n)
    await asyncio.gather(*(locked(i) for i in range(3)))
    sem = asyncio.Semaphore(2); active = 0; most = 0
    async def limited(n):
        nonlocal active, most
        async with sem:
            active += 1; most = max(most, active)
            await asyncio.sleep(0.001)
            active -= 1
        return n
    print(await asyncio.gather(*map(limited, range(6))), most)
    ev = asyncio.Event()
    async def waiter(n):
        await ev.wait(); print("woke", n)
    ts = [asyncio.create_task(waiter(i)) for i in range(2)]
    await asyncio.sleep(0); ev.set(); await asyncio.gather(*ts)
    cond = asyncio.Condition(); items = []
    async def consume():
        async with cond:
            await cond.wait_for(lambda: items)
            print("cond", items.pop())
    t = asyncio.create_task(consume()); await asyncio.sleep(0)
    async with cond:
        items.append(9); cond.notify()
    await t
    # wait
    async def d(n):
        await asyncio.sleep(n / 500); return n
    async def slow(n):
        await asyncio.sleep(n / 5); return n
    gate = asyncio.Event()
    async def held(n):
        await gate.wait(); return n
    tasks = [asyncio.create_task(f, name=f"n{n}") for n, f in ((3, held(3)), (1, d(1)), (2, held(2)))]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    print([t.get_name() for t in done], len(pending))
    gate.set()
    done, pending = await asyncio.wait(pending, timeout=5)
    print(sorted(t.result() for t in done), pending)
    for f in asyncio.as_completed([slow(1.5), slow(0.5), slow(1)]):
        print("completed", await f)
    try:
        for f in asyncio.as_completed([d(1), d(50000)], timeout=0.3):
            print(await f)
    except asyncio.TimeoutError: print("as_completed timeout")
    # taskgroup
    async def boom(n):
        await asyncio.sleep(n / 1000); raise ValueError(n)
    try:
        async with asyncio.TaskGroup() as tg:
            a = tg.create_task(boom(0)); b = tg.create_task(d(40000)); c = tg.create_task(boom(0))
    except ExceptionGroup as g:
        print(g, [repr(e) for e in g.exceptions], b.cancelled())
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(d(40000))
            raise KeyError("body")
    except* KeyError as g:
        print(g.exceptions)
    # gather errors
    try:
        await asyncio.gather(boom(1), d(1))
    except ValueError as e: print("gather", e)
    print(await asyncio.gather(boom(1), d(1), return_exceptions=True))
    # shield
    gate.clear()
    inner = asyncio.create_task(held(1))
    try: await asyncio.wait_for(asyncio.shield(inner), 0.02)
    except TimeoutError:
        print("shielded", inner.done())
        gate.set()
        print(await inner)
    # callbacks
    fut = asyncio.get_running_loop().create_future()
    fut.add_done_callback(lambda f: print("callback", f.result()))
    asyncio.get_running_loop().call_later(0.001, fut.set_result, 42)
    asyncio.get_running_loop().call_soon(print, "soon")
    print(await fut)
    await asyncio.sleep(0)
    print(asyncio.current_task().get_name(), len(asyncio.all_tasks()))
    # async gen
    async def agen(n):
        try:
            for i in range(n):
                await asyncio.sleep(0)
                got = yield i
                if got: print("sent", got)
        finally:
            print("agen closed")
    print([i async for i in agen(3) if i != 1])
    print({i: await d(i) async for i in agen(2)})
    g = agen(5)
    print(await g.__anext__(), await g.asend("hi"), await anext(g))
    await g.aclose()
    try: await anext(g)
    except StopAsyncIteration: print("stopped")
    print(await anext(agen(0), "default"))
    left = agen(4)
    async for i in left:
        if i == 1: continue
        if i == 2: break
        print("for", i)
    else:
        print("no break")
    await left.aclose()
    async for i in agen(1): pass
    else: print("else")
    class Rows:
        async def __aiter__(self):
            for i in range(2): yield i
    print([r async for r in Rows()])
    # context managers
    @contextlib.asynccontextmanager
    async def res(name):
        print("open", name); await asyncio.sleep(0)
        try: yield name.upper()
        except ValueError as e: print("handled", e)
        finally: print("close", name)
    async with res("a") as a, res("b") as b: print(a, b)
    async with res("c"): raise ValueError("inside")
    async with contextlib.AsyncExitStack() as stack:
        print(await stack.enter_async_context(res("d")))
        stack.push_async_callback(asyncio.sleep, 0)
        stack.callback(print, "callback")
    # comprehension with awaits
    print([await d(i) for i in range(3) if i], {await d(i) for i in (1, 1)}, {i: await d(i) for i in (1, 2)})
    print([[await d(i + j) for i in (0, 1)] for j in (1, 2)])
    print(sum([await d(1), await d(2)]), f"{await d(3)!r:>3}", (await d(1)) + (await d(2)) * 2)
    print([x for x in [1, 2, 3] if await d(x) > 1], [y for x in (1, 2) for y in [await d(x)]])
    x = await d(1) if await d(0) == 0 else await d(2)
    print(x, await d(1) or 5, not await d(0))
    print(await asyncio.to_thread(sum, [1, 2]), asyncio.iscoroutinefunction(d), asyncio.iscoroutine(c := d(1)))
    await c
    match await d(2):
        case 2: print("two")
    with contextlib.suppress(ValueError): await boom(0)
    try:
        await boom(0)
    except ValueError as e: print("tb", e)
    else: print("no")
    finally: await asyncio.sleep(0); print("fin")
    return "end"
print(asyncio.run(main()))
async def recur(n):
    if n == 0: return 0
    return 1 + await recur(n - 1)
print(asyncio.run(recur(100)))
class Aw:
    def __await__(self):
        yield from asyncio.sleep(0).__await__()
        return "awaited"
async def useaw(): return await Aw()
print(asyncio.run(useaw()))
loop = asyncio.new_event_loop()
print(loop.run_until_complete(recur(3))); loop.close()
async def raiser(): raise KeyError("k")
try: asyncio.run(raiser())
except KeyError as e: print("run raised", e)
with asyncio.Runner() as runner: print(runner.run(recur(2)))
async def fib(n):
    return n if n < 2 else sum(await asyncio.gather(fib(n - 1), fib(n - 2)))
print(asyncio.run(fib(8)))
async def together():
    asleep = most = 0
    async def nap():
        nonlocal asleep, most
        asleep += 1; most = max(most, asleep)
        await asyncio.sleep(0.01)
        asleep -= 1
    await asyncio.gather(*(nap() for _ in range(10)))
    return asleep, most
print(asyncio.run(together()))
def sync(): return asyncio.run(recur(1))
print(sync())
