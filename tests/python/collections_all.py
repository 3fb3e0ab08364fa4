from collections import ChainMap, Counter, OrderedDict, UserDict, UserList, UserString, defaultdict, namedtuple
from collections import abc

c = Counter("abracadabra")
print(c, c.most_common(), c.most_common(2), c["z"], c.total(), sorted(c.elements()))
c.update("aaa")
c.update({"q": 2}, z=1)
print(c)
c.subtract("ab")
print(c, c + Counter("abc"), c - Counter("aaaaaab"), c & Counter("abx"), c | Counter("xxx"))
print(+Counter(a=1, b=-1), -Counter(a=1, b=-1), Counter(a=1) == Counter(a=1, b=0), Counter(a=1) <= Counter(a=2), Counter())
c["q"] += 1
del c["q"]
del c["nothing"]
print(c["q"], "q" in c, dict(c), list(c), Counter(["x", "y", "x"]), Counter(a=3, b=1))
k = Counter("ab")
k += Counter("b")
k -= Counter("a")
print(k, Counter([1, 2, 2, 3, 3, 3]).most_common(1)[0][0], sum(Counter("aab").values()), sorted(Counter("hello").items()))
print(Counter({"a": 2}).copy(), max(Counter("aab"), key=Counter("aab").get))
try:
    Counter.fromkeys("ab")
except NotImplementedError as error:
    print(error)

d = defaultdict(list)
d["x"].append(1)
d["y"].extend([2, 3])
print(d, d["z"], dict(d), len(d), d.get("w"), "w" in d, d.default_factory)
n = defaultdict(int, a=1)
n["b"] += 5
print(n, n == {"a": 1, "b": 5}, n.copy(), sorted(n))
nested = defaultdict(lambda: defaultdict(int))
nested["a"]["b"] += 1
print(nested["a"]["b"], defaultdict(None, {1: 2}))
try:
    defaultdict()["x"]
except KeyError as error:
    print(repr(error))
try:
    defaultdict(3)
except TypeError as error:
    print(error)

o = OrderedDict([("b", 1), ("a", 2)])
o["c"] = 3
print(o, list(o), o.popitem(), o.popitem(last=False), o)
o["z"] = 1
o.move_to_end("a")
print(o)
o.move_to_end("a", last=False)
print(list(o), OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), OrderedDict(a=1, b=2) == {"b": 2, "a": 1}, OrderedDict())
print(OrderedDict.fromkeys("ab", 0), list(reversed(OrderedDict(a=1, b=2))), o.copy(), OrderedDict(a=1) | {"b": 2})
try:
    o.move_to_end("nope")
except KeyError as error:
    print(repr(error))
try:
    OrderedDict().popitem()
except KeyError as error:
    print(repr(error))

P = namedtuple("P", "x y", defaults=[0])
print(P(1), P(1, 2).x, P(x=1, y=5), P(1)._replace(y=3), P(1)._asdict(), P._fields, P._field_defaults, P._make([7, 8]))
p = P(1, 2)
x, y = p
print(x, y, p[1], p == (1, 2), hash(p) == hash((1, 2)), p + (3,), len(p), p < P(2), p.count(1), p.index(2), sorted([P(2), P(1)]), isinstance(p, tuple))
print(namedtuple("R", "a def a _x", rename=True)._fields, namedtuple("E", "")(), namedtuple("S", ["a", "b"])(1, b=2), P.__name__)
for bad in (("P", "x x"), ("P", "class"), ("P", "_x"), ("P", "1x"), ("1P", "x")):
    try:
        namedtuple(*bad)
    except ValueError as error:
        print(error)
try:
    P(1)._replace(q=1)
except ValueError as error:
    print(error)
try:
    P._make([1])
    P._make([1, 2, 3])
except TypeError as error:
    print(error)
try:
    p.x = 3
except AttributeError:
    print("cannot set")


class Point(namedtuple("Point", ["x", "y"])):
    @property
    def norm(self):
        return (self.x**2 + self.y**2) ** 0.5

    def __add__(self, other):
        return Point(self.x + other.x, self.y + other.y)


print(Point(3, 4).norm, Point(1, 2) + Point(1, 1), {Point(1, 2): "v"}[(1, 2)])

m = ChainMap({"a": 1}, {"b": 2, "a": 3})
print(m["a"], m["b"], len(m), sorted(m), m.maps, m.new_child({"c": 4})["c"], m.parents, dict(m), m, "b" in m, m.get("q", 9))
m["z"] = 5
print(m.maps[0], m.pop("z"), list(m.items()))
try:
    del m["b"]
except KeyError as error:
    print(error)


class Lower(UserDict):
    def __setitem__(self, key, value):
        super().__setitem__(key.lower(), value)


l = Lower(A=1)
l["B"] = 2
l.update({"C": 3})
print(l, l["b"], len(l), "c" in l, list(l.items()), l.get("x", 0), isinstance(l, abc.MutableMapping))
u = UserList([3, 1, 2])
u.sort()
u.append(4)
print(u, u[0], u[1:], u + [5], len(u), 3 in u, u == [1, 2, 3, 4], u * 2)
s = UserString("hello")
print(s.upper(), s + " x", s[1:3], len(s), s == "hello", "ell" in s)
for kind in (abc.Iterable, abc.Sequence, abc.Mapping, abc.Hashable, abc.Callable, abc.Sized, abc.Iterator, abc.Generator, abc.Set, abc.MutableMapping, abc.Container, abc.Collection, abc.MutableSequence):
    print(kind.__name__, [isinstance(thing, kind) for thing in ([], {}, "", 3, iter([]), (i for i in []), len, set(), {}.keys(), l, m, (), range(3))])


class Numbers(abc.Sequence):
    def __init__(self, *items):
        self.items = items

    def __getitem__(self, i):
        return self.items[i]

    def __len__(self):
        return len(self.items)


ns = Numbers(1, 2, 3, 2)
print(list(ns), 2 in ns, ns.index(3), ns.count(2), list(reversed(ns)), isinstance(ns, abc.Iterable))
try:
    abc.Sequence()
except TypeError as error:
    print(error)
