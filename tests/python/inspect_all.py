import inspect
from inspect import Parameter


def f(a, b: int = 2, *args: str, c, d="x,y", **kw) -> bool:
    """Doc
    of f."""
    return True


def pos(x, y, /, z=None, *, key):
    pass


def gen():
    yield 1


class A:
    """About A."""

    def __init__(self, x, y=3):
        self.x = x

    def method(self, value):
        return value


print(inspect.signature(f), inspect.signature(pos), inspect.signature(A), inspect.signature(A(1).method))
sig = inspect.signature(f)
print(list(sig.parameters), sig.parameters["b"].default, sig.parameters["b"].annotation, sig.return_annotation, sig.parameters["c"].kind, sig.parameters["a"].default is Parameter.empty)
print([(n, str(p.kind)) for n, p in sig.parameters.items()])
b = sig.bind(1, 2, 3, c=4, e=5)
print(b.arguments, b.args, b.kwargs)
try:
    sig.bind()
except TypeError as error:
    print(error)
print(inspect.isfunction(f), inspect.isclass(A), inspect.isfunction(len), inspect.isbuiltin(len), inspect.ismodule(inspect), inspect.isgeneratorfunction(gen), inspect.isgenerator(gen()), inspect.ismethod(A(1).method), inspect.isclass(3))
print(inspect.getdoc(f), inspect.getdoc(A), inspect.cleandoc("  a\n    b\n  c"))
print([name for name, _ in inspect.getmembers(A, inspect.isfunction)])
print(inspect.getfullargspec(f).args, inspect.getfullargspec(f).varargs, inspect.getfullargspec(f).kwonlyargs)
print([c.__name__ for c in inspect.getmro(A)])


def with_inner(a, b=1, *rest, key="x,y", **more):
    return lambda: (a, b, rest, key, more)


def around(outer):
    def within(first, second=2):
        return [first + outer + second for _ in range(1)]

    return within


print(inspect.signature(with_inner), inspect.signature(around(1)), inspect.isfunction(with_inner), inspect.isfunction(around(1)))
print(with_inner.__code__.co_varnames[:3], with_inner.__code__.co_argcount, around(1).__code__.co_name, around(1).__code__.co_argcount)
print(inspect.getfullargspec(lambda a, b=1, *c, d, **e: [a for _ in c]))
print(inspect.signature(lambda x, y="a,b:": [x for _ in y]), inspect.signature(lambda *numbers: numbers))
import collections, difflib, heapq, json, statistics

for function in (statistics.mean, heapq.merge, json.dumps, difflib.get_close_matches, collections.Counter.most_common):
    print(function.__name__, inspect.signature(function))


class Kept:
    shared = 1
    value = property(lambda self: 2)


print(sorted(inspect.getcallargs(f, 1, c=3, z=4).items()), inspect.get_annotations(f), inspect.get_annotations(Kept))
print(type(inspect.getattr_static(Kept(), "value")).__name__, inspect.getattr_static(Kept, "shared"), inspect.getattr_static(Kept(), "no", 5))
try:
    inspect.getattr_static(Kept(), "no")
except AttributeError as error:
    print(error)
import sys

try:
    1 / 0
except ZeroDivisionError as error:
    print(sys.exception() is error)
with memoryview(b"ab") as view:
    print(view.readonly, memoryview(bytearray(2)).readonly, bytes(view))
for name in ("deflate", "framebuf"):
    try:
        __import__(name)
    except ImportError as error:
        print(error)
