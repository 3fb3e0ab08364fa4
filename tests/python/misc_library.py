import asyncio
import atexit
import errno
import gc
import platform
import sched
import sys
import time
import timeit
import types
import weakref


async def work(n):
    await asyncio.sleep(0)
    return n * 2


async def main():
    t = asyncio.create_task(work(5), name="t")
    print(await t, t.done(), t.result(), t.get_name())
    print(await asyncio.gather(work(1), work(2)), await asyncio.wait_for(work(3), timeout=1))
    async with asyncio.Semaphore(2):
        print("in semaphore")
    lock = asyncio.Lock()
    async with lock:
        print(lock.locked())
    q = asyncio.Queue()
    await q.put(1)
    q.put_nowait(2)
    print(await q.get(), q.qsize(), q.empty())
    async with asyncio.TaskGroup() as tg:
        a = tg.create_task(work(7))
        b = tg.create_task(work(8))
    print(a.result(), b.result())
    done, pending = await asyncio.wait([asyncio.create_task(work(9))])
    print([d.result() for d in done], pending)
    async with asyncio.timeout(5):
        return "done"


print(asyncio.run(main()))
try:
    asyncio.Queue().get_nowait()
except asyncio.QueueEmpty:
    print("empty")
print(errno.ENOENT, errno.errorcode[17], gc.isenabled(), sys.maxsize, sys.version_info[:2] >= (3, 11), sys.version_info.major, sys.byteorder, sys.float_info.max, sys.float_info.epsilon, sys.getrecursionlimit(), sys.intern("a"))
sys.stdout.write("written\n")
print("to stdout", file=sys.stdout)
sys.stdout.flush()
print("os" in sys.modules or True, sys.getsizeof(1) == sys.getsizeof(2), type(sys.path).__name__, callable(sys.exit))
try:
    sys.exit(3)
except SystemExit as error:
    print(error.args)
ns = types.SimpleNamespace(a=1, b="x")
ns.c = 3
print(ns, ns == types.SimpleNamespace(a=1, b="x", c=3), types.MappingProxyType({"a": 1})["a"])
try:
    types.MappingProxyType({})["x"] = 1
except TypeError as error:
    print(error)
print(isinstance(work, types.FunctionType), isinstance(len, types.BuiltinFunctionType), isinstance(sys, types.ModuleType), isinstance(None, types.NoneType), types.GenericAlias(list, (int,)))


class Node:
    pass


n = Node()
r = weakref.ref(n)
d = weakref.WeakValueDictionary()
d["a"] = n
print(r() is n, d["a"] is n, len(d))
clock = [0]
s = sched.scheduler(lambda: clock[0], lambda seconds: clock.append(clock.pop() + seconds))
s.enter(2, 1, print, ("second",))
s.enter(1, 1, print, ("first",))
s.run()
print(timeit.timeit("1 + 1", number=10) >= 0, timeit.timeit(lambda: None, number=5) >= 0, timeit.default_timer() > 0, isinstance(platform.system(), str), time.perf_counter() <= time.perf_counter(), time.monotonic_ns() > 0 or True, time.process_time() >= 0)
