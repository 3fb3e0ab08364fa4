import pprint
import reprlib
import io
from pprint import pprint as show, pformat, PrettyPrinter

data = {"name": "widget", "tags": ["red", "green", "blue"], "size": {"w": 10, "h": 20.5, "deep": {"x": [1, 2, 3], "y": None}}, "ok": True}
show(data)
show(data, width=40)
show(data, width=20, indent=4)
show(data, depth=1)
show(data, depth=2, width=30)
show(data, sort_dicts=False, width=30)
show(data, compact=True, width=30)
show(list(range(40)))
show(list(range(40)), compact=True)
show([["word%d" % n] * 3 for n in range(6)])
show(("a",))
show(("a" * 50, "b" * 50))
show({"k": ("x" * 40, "y" * 40), "z": {1}})
show({3: "c", 1: "a", 2: "b"})
show([])
show({})
show("short")
show(5)
show(None)
show("a long string with many words that goes over the width of a line and has to be broken somewhere, really")
show({"text": "a long string with many words that goes over the width of a line and has to be broken somewhere", "n": 1})
show(["line one\nline two\nline three and some more words to make it long enough to be broken at all, ok", "x"], width=40)
show(set("the quick brown fox jumps".split()), width=20)
show(frozenset(range(30)), width=30)
show(b"bytes that are long enough to be broken over lines because of the width" * 2, width=40)
show({"a": b"12345678" * 6, "b": bytearray(b"xyz" * 20)}, width=40)
show([{"id": n, "name": "name-%d" % n, "values": list(range(n))} for n in range(5)], width=60)
show([{"id": n, "name": "name-%d" % n, "values": list(range(n))} for n in range(5)], width=40, compact=True, indent=2)
print(pformat({"b": 1, "a": 2}), pformat([1, [2, [3, [4]]]], depth=2), pformat(1234567, underscore_numbers=True), pformat({"x": {"y": {"z": 1}}}, depth=2))
pprint.pp({"b": 1, "a": 2})
buffer = io.StringIO()
show(data, stream=buffer, width=50)
print(buffer.getvalue())
printer = PrettyPrinter(indent=2, width=30)
printer.pprint(data)
print(printer.pformat([1, 2]), printer.isreadable([1]), printer.isrecursive([1]), pprint.isreadable(5), pprint.saferepr({"b": [1], "a": 2}))
loop = [1]
loop.append(loop)
print(pprint.isrecursive(loop), pformat(loop).startswith("[1, <Recursion on list with id="))
show({1: "a", "b": 2} if False else {("a", 1): 1, ("a", 0): 2})
for bad in [{"indent": -1}, {"width": 0}, {"depth": 0}]:
    try:
        PrettyPrinter(**bad)
    except ValueError as error:
        print(error)

print(reprlib.repr(list(range(100))), reprlib.repr("x" * 100), reprlib.repr({n: n for n in range(10)}), reprlib.repr(10 ** 60), reprlib.repr((1,)), reprlib.repr({3, 1, 2}))
print(reprlib.repr([[[[[[[1]]]]]]]), reprlib.repr(tuple(range(9))), reprlib.repr("short"), reprlib.repr({}), reprlib.repr(set()))
r = reprlib.Repr()
r.maxlist = 2
r.maxstring = 10
print(r.repr([1, 2, 3]), r.repr("abcdefghijklmnop"))


class Node:
    def __init__(self):
        self.children = [self]

    @reprlib.recursive_repr()
    def __repr__(self):
        return "Node(%r)" % (self.children,)


print(repr(Node()))
