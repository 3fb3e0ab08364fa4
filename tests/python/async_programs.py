# asyncio as programs use it: groups of tasks, iterators, contexts, queues.
import asyncio
async def w(n, d, out=None):
    await asyncio.sleep(d); return n
async def boom():
    raise ValueError("boom")
async def main():
    print(await asyncio.gather(w(1, .01), w(2, 0)))
    print(await asyncio.gather(w(1,0), boom(), return_exceptions=True))
    try: await asyncio.gather(w(1,0), boom())
    except ValueError as e: print("got", e)
    t = asyncio.create_task(w(3, 0)); print(await t, t.done(), t.result())
    print(await asyncio.wait_for(w(4, 0), 1))
    async with asyncio.TaskGroup() as tg:
        a = tg.create_task(w("a", 0)); b = tg.create_task(w("b", 0))
    print(a.result(), b.result())
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(boom())
    except* ValueError as eg:
        print([str(e) for e in eg.exceptions], eg)
    async with asyncio.timeout(5):
        print(await w(5, 0))
    q = asyncio.Queue(); await q.put(1); q.put_nowait(2); print(q.qsize(), await q.get(), q.get_nowait(), q.empty())
    lock = asyncio.Lock()
    async with lock: print(lock.locked())
    sem = asyncio.Semaphore(2)
    async def lim(i):
        async with sem: return i * i
    print(await asyncio.gather(*(lim(i) for i in range(4))))
    done, pending = await asyncio.wait([asyncio.create_task(w(i, 0)) for i in range(3)])
    print(sorted(t.result() for t in done), pending)
    for c in asyncio.as_completed([w(1, 0), w(2, 0.01)]): print(await c)
    ev = asyncio.Event(); ev.set(); await ev.wait(); print(ev.is_set())
    async def agen():
        for i in range(3):
            await asyncio.sleep(0); yield i
    print([x async for x in agen()], {x: x*2 async for x in agen() if x})
    async for x in agen(): print(x, end=" ")
    print()
    class CM:
        async def __aenter__(self): print("enter"); return self
        async def __aexit__(self, *a): print("exit", a[0]); return True
    async with CM() as c: raise KeyError("x")
    class It:
        def __init__(s): s.n = 0
        def __aiter__(s): return s
        async def __anext__(s):
            s.n += 1
            if s.n > 2: raise StopAsyncIteration
            return s.n
    try:
        async for v in It(): print("it", v)
    except Exception as e: print(repr(e))
    loop = asyncio.get_running_loop()
    print(await loop.run_in_executor(None, lambda: 42), await asyncio.to_thread(len, "abc"))
    print(asyncio.iscoroutinefunction(w), asyncio.current_task() is not None)
    t = asyncio.create_task(w(1, 10)); 
    from contextlib import asynccontextmanager, AsyncExitStack
    @asynccontextmanager
    async def res(n):
        print("open", n)
        try: yield n
        finally: print("close", n)
    async with res("r") as r, res("s"): print(r)
    async with AsyncExitStack() as st:
        print(await st.enter_async_context(res("z")))
    fut = loop.create_future(); fut.set_result(5); print(await fut)
    return "end"
print(asyncio.run(main()))
async def prod(q):
    for i in range(3): await q.put(i)
    await q.put(None)
async def cons(q):
    r = []
    while (x := await q.get()) is not None: r.append(x)
    return r
async def pc():
    q = asyncio.Queue()
    await prod(q); return await cons(q)
print(asyncio.run(pc()))
async def retry(n):
    for i in range(n):
        try:
            if i < 2: raise ConnectionError(f"try {i}")
            return "ok"
        except ConnectionError as e:
            print(e); await asyncio.sleep(0)
print(asyncio.run(retry(5)))
