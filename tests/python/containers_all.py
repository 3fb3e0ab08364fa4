import bisect
import contextlib
import copy
import graphlib
import heapq
import io
import queue
from collections import deque
from contextlib import ExitStack, closing, contextmanager, nullcontext, redirect_stdout, suppress

h = [5, 3, 8, 1, 9, 2]
heapq.heapify(h)
print(h, heapq.heappop(h), h)
heapq.heappush(h, 0)
print(h, heapq.heapreplace(h, 7), heapq.heappushpop(h, -1), h)
print(heapq.nlargest(2, [1, 5, 3]), heapq.nsmallest(2, ["ccc", "a", "bb"], key=len), list(heapq.merge([1, 4], [2, 3], [0])))
print(list(heapq.merge([9, 3], [7, 1], reverse=True)), list(heapq.merge(["a", "ccc"], ["bb"], key=len)))
tasks = []
for item in [(2, "code"), (1, "eat"), (3, "sleep"), (1, "drink")]:
    heapq.heappush(tasks, item)
print([heapq.heappop(tasks) for _ in range(4)])
try:
    heapq.heappop([])
except IndexError as error:
    print(error)
a = [1, 3, 3, 5]
print(bisect.bisect(a, 3), bisect.bisect_left(a, 3), bisect.bisect_right(a, 9), bisect.bisect([("a", 1), ("b", 5)], 4, key=lambda p: p[1]))
bisect.insort(a, 4)
bisect.insort_left(a, 3)
print(a, bisect.bisect_left(a, 3, 2, 4))


@contextmanager
def tag(name):
    print("<%s>" % name)
    try:
        yield name.upper()
    except ValueError as error:
        print("caught", error)
    finally:
        print("</%s>" % name)


with tag("b") as upper:
    print(upper)
with tag("i"):
    raise ValueError("inside")
try:
    with tag("p"):
        raise KeyError("through")
except KeyError as error:
    print("KeyError", error)


@tag("deco")
def work():
    return 5


print(work())
with suppress(ZeroDivisionError, KeyError):
    1 / 0
    print("never")
with nullcontext(3) as three:
    print(three)


class Thing:
    def close(self):
        print("closed")


with closing(Thing()) as thing:
    print(type(thing).__name__)
with ExitStack() as stack:
    print(stack.enter_context(tag("x")), stack.enter_context(tag("y")))
    stack.callback(print, "callback", 1)
with redirect_stdout(io.StringIO()) as out:
    print("hidden")
print(repr(out.getvalue()))


@contextmanager
def never():
    if globals() is None:
        yield


try:
    with never():
        pass
except RuntimeError as error:
    print(error)

nested = {"a": [1, 2, {"b": (3, [4])}], "c": {5}}
shallow, deep = copy.copy(nested), copy.deepcopy(nested)
nested["a"][2]["b"][1].append(9)
print(shallow, deep)


class Node:
    def __init__(self, value, next=None):
        self.value = value
        self.next = next


n = Node([1])
n.next = n
m = copy.deepcopy(n)
print(m.next is m, m.value is n.value, copy.copy(n).value is n.value)


class Special:
    def __init__(self, x):
        self.x = x

    def __copy__(self):
        return Special("copied")

    def __deepcopy__(self, memo):
        return Special("deep")


print(copy.copy(Special(1)).x, copy.deepcopy([Special(1)])[0].x)
l = [1]
l.append(l)
k = copy.deepcopy(l)
print(k[1] is k, copy.deepcopy(deque([1, [2]])), copy.copy((1, 2)), copy.deepcopy(len) is len)
same = [1]
twice = copy.deepcopy([same, same])
print(twice[0] is twice[1])

ts = graphlib.TopologicalSorter({"D": {"B"}, "B": {"A"}, "C": {"A"}})
order = list(ts.static_order())
print(order[0], order.index("B") < order.index("D"))
try:
    list(graphlib.TopologicalSorter({1: [2], 2: [1]}).static_order())
except graphlib.CycleError as error:
    print(error.args[0], sorted(set(error.args[1])))

q = queue.Queue()
q.put(1)
q.put(2)
print(q.get(), q.qsize(), q.empty(), q.full())
p = queue.PriorityQueue()
for x in (3, 1, 2):
    p.put(x)
print([p.get() for _ in range(3)])
s = queue.LifoQueue(1)
s.put("a")
try:
    s.put_nowait("b")
except queue.Full:
    print("full")
print(s.get())
try:
    s.get_nowait()
except queue.Empty as error:
    print("empty", repr(error))

d = deque([1, 2, 3, 4], maxlen=4)
d.append(5)
d.appendleft(0)
print(d, d.maxlen, len(d), d[0], d[-1])
d.rotate(1)
print(d)
d.rotate(-2)
print(d, list(reversed(d)), 3 in d, d.count(3), d.index(3))
d.extend([7, 8])
d.extendleft([9])
print(d, d.copy() == d, d == deque([1]))
e = deque("abc")
e.insert(1, "x")
e.remove("b")
e.reverse()
print(e, e.pop(), e.popleft(), e, bool(deque()), deque([1, 2]) + deque([3]), deque([1]) * 3)
del e[0]
for wrong in (lambda: e.pop(), lambda: e.popleft(), lambda: e[5], lambda: e.remove(3), lambda: deque([1]).index(2), lambda: deque([1], 1).insert(0, 2), lambda: deque([1, 2])[0:1], lambda: deque([], -1)):
    try:
        wrong()
    except (IndexError, ValueError, TypeError) as error:
        print(type(error).__name__, error)
big = deque()
for i in range(1000):
    big.append(i)
    if i % 3 == 0:
        big.popleft()
print(len(big), big[0], sum(big))
