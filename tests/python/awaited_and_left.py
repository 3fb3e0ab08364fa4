# What async functions raise, what `__exit__` is told, %c, infinite widths, sets of large numbers.
import asyncio
def show(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
show(lambda: '%c' % "ab")
show(lambda: '%c' % 1.5)
show(lambda: '%c' % -1)
show(lambda: '%c%c' % ("a", 98))
show(lambda: '%012e' % float("inf"))
show(lambda: '%-12e|' % float("-inf"))
show(lambda: '%+08.2f' % float("inf"))
show(lambda: '{:012e}'.format(float("inf")))
show(lambda: '%08.3f' % float("nan"))
class CM:
    def __enter__(self): return self
    def __exit__(self, t, v, tb):
        print(t, v, tb is None)
        return True
with CM():
    1/0
with CM():
    pass
async def fail(): raise ValueError("bad")
async def ok(): return 1
async def main():
    r = await asyncio.gather(ok(), fail(), return_exceptions=True)
    print(r)
    try:
        await asyncio.gather(ok(), fail())
    except ValueError as e:
        print("raised", e)
    r = await asyncio.gather(*(fail() for _ in range(2)), return_exceptions=True)
    print(r)
    r = await asyncio.gather(*[fail() if i % 2 else ok() for i in range(4)], return_exceptions=True)
    print(r)
    t = asyncio.create_task(fail())
    try:
        await t
    except ValueError as e:
        print("task", e)
asyncio.run(main())
class Resource:
    def __init__(self, name): self.name = name
    def __enter__(self): return self
    def __exit__(self, *details):
        """Closes."""
        if details[0]:
            print(self.name, details[0].__name__, details[1], details[2] is not None)
        else:
            print(self.name, details)
        return self.name == "quiet"
with Resource("quiet"):
    raise KeyError("k")
try:
    with Resource("loud"):
        int("x")
except ValueError as error:
    print("raised", error)
with Resource("calm"):
    pass
print({1000000000000, 1, 2, 0})
print({-999999999999, 0, 6}, {1.5*2, 2.0**40, 3, 10**12, -2**45, 2**100, 1e300, 5})
print({(x, y) for x in range(4) for y in range(-2, 4)})
print({(i, i*i, 10**12+i) for i in range(9)}, {((1,2),(3,4)), ((3,4),(1,2)), ()})
print(2.0**40 in {2**40}, 2**40 in {2.0**40}, 1e300 in {int(1e300)}, (1, 2.0) in {(1.0, 2)}, True in {1}, (True,) in {(1,)})
print({True, 0, None is None, False, -1, -2, -1.0}, {0.0, -0.0, 5e-324 * 0}, float("inf") in {float("inf")}, 5e-324 in {5e-324}, 0.5 in {0.5})
view = memoryview(bytearray(b"hello"))
print(view.tolist(), view.tobytes(), view.nbytes, view[1:3].tolist())
