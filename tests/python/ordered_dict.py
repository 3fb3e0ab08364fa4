# Dictionaries keep the order of insertion at any size, and keys that are equal are one key.


def show(title, value):
    print(f"{title}: {value}")


# Order, below and above the size from which on a dictionary has an index.
for size in (3, 16, 17, 40, 300, 70000):
    d = {}
    for i in range(size):
        d["key %d" % i] = i
    assert list(d.values()) == list(range(size))
    del d["key 1"]
    d["key 1"] = "again"
    d["key 0"] = "kept its place"
    assert list(d)[0] == "key 0" and list(d)[-1] == "key 1", size
    assert d.popitem() == ("key 1", "again")
    assert "key 1" not in d and d.get("key 2") == 2 and len(d) == size - 1
    for i in range(2, size):
        assert d.pop("key %d" % i) == i
    show(size, d)
    d["new"] = 1
    show(size, d)

show("literal", {"z": 1, "a": 2, "m": 3, "z": 4})
show("comprehension", {c: i for i, c in enumerate("hello world")})
show("merged", dict({"b": 1, "a": 2}, c=3) | {"a": 9, "d": 4})
show("fromkeys", dict.fromkeys("edcba", 0))
show("reversed", list(reversed(list({i: 0 for i in range(20)})))[:3])


def keywords(**given):
    return list(given)


show("keywords", keywords(zeta=1, alpha=2, **{"k%d" % i: i for i in range(20)}))


class Record:
    pass


record = Record()
for i in range(40):
    setattr(record, "field%d" % (39 - i), i)
delattr(record, "field20")
show("attributes", [list(record.__dict__)[:3], len(record.__dict__), record.field0, hasattr(record, "field20")])
show("__dict__", [record.__dict__["field0"], record.__dict__.get("field20"), "field39" in record.__dict__])

# Copies go their own way.
one = {i: str(i) for i in range(30)}
for i in range(0, 30, 3):
    del one[i]
other = one.copy()
other[0] = "zero"
del other[1]
one[0] = "0"
show("copies", [list(one)[-2:], list(other)[-2:], 1 in one, 1 in other, one == other])

# Keys that are equal are one key, whatever their types.
for filler in (0, 30):
    d = {"filler%d" % i: i for i in range(filler)}
    d[1] = "one"
    d[1.0] = "float"
    d[True] = "bool"
    d[2**70] = "large"
    d[2.0**70] = "large float"
    d[-(2**70)] = "negative"
    d[0.0] = "zero"
    d[-0.0] = "minus zero"
    d[(1, 2.0)] = "tuple"
    d[(1.0, 2)] = "same tuple"
    d["ab"] = "text"
    d["".join(["a", "b"])] = "same text"
    d[b"ab"] = "bytes"
    d[None] = "none"
    d[frozenset([1])] = "set"
    d[0.5] = "half"
    show("equal keys", list(d.items())[filler:])
    nan = float("nan")
    d[nan] = "nan"
    show("nan", [d[nan], float("nan") in d])
    for key in ([], {}, (1, []), set()):
        for use in (d.get, lambda key: key in d, lambda key: d.setdefault(key, 1)):
            try:
                use(key)
                print("hashable?", key)
            except TypeError:
                pass


class Point:
    def __init__(self, x):
        self.x = x

    def __hash__(self):
        return self.x % 2

    def __eq__(self, other):
        return isinstance(other, Point) and self.x == other.x


d = {Point(i): i for i in range(50)}
show("own hashes", [all(d[Point(i)] == i for i in range(50)), Point(50) in d])


class OnlyEqual:
    def __eq__(self, other):
        return True


try:
    {}[OnlyEqual()] = 1
except TypeError:
    print("what is equal and has no hash is no key")


# A comparison that changes the dictionary does no harm.
class Meddler:
    def __init__(self, meddle):
        self.meddle = meddle

    def __hash__(self):
        return 7

    def __eq__(self, other):
        self.meddle()
        return False


for size in (5, 16, 40):
    for meddle in (
        lambda: d.clear(),
        lambda: [d.setdefault("more%d" % i, i) for i in range(500)],
        lambda: d and d.popitem(),
    ):
        d = {"key%d" % i: i for i in range(size)}
        quiet = []
        d[Meddler(lambda: None)] = 0
        try:
            d[Meddler(meddle)] = 1
            d.pop(Meddler(meddle), None)
        except RuntimeError:
            pass
        assert len(d) == len(list(d.items()))
        assert all(d[key] == value for key, value in d.items() if isinstance(key, str))

# Many keys of each kind, in well under a second each.
for make in (
    lambda i: i,
    lambda i: i * 4096,
    lambda i: "name%d" % i,
    lambda i: (i // 300, i % 300),
    lambda i: i / 65536,
    lambda i: i << 40,
):
    d = {}
    for i in range(50000):
        d[make(i)] = i
    total = 0
    for i in range(50000):
        total += d[make(i)]
    show("many", [len(d), total, make(50001) in d])
grid = set()
for x in range(150):
    for y in range(150):
        grid.add((x, y))
show("grid", [len(grid), (149, 3) in grid, (150, 3) in grid])

# Random operations, beside a list of pairs.
state = 1


def random(limit):
    global state
    state = (state * 1103515245 + 12345) & 0x7FFFFFFF
    return (state >> 8) % limit


def find(pairs, key):
    for i, pair in enumerate(pairs):
        if pair[0] == key:
            return i
    return -1


checks = 0
for space in (5, 20, 60):
    d = {}
    pairs = []
    for step in range(2000):
        key = random(space)
        key = (key, "text%d" % key, key + 0.5, (key, 1), 1 << (40 + key))[random(5)]
        place = find(pairs, key)
        action = random(10)
        if action < 5:
            d[key] = step
            if place < 0:
                pairs.append([key, step])
            else:
                pairs[place][1] = step
        elif action < 8:
            assert d.pop(key, None) == (pairs.pop(place)[1] if place >= 0 else None)
        elif action == 8 and pairs:
            assert d.popitem() == tuple(pairs.pop())
        else:
            d = d.copy()
        assert len(d) == len(pairs) and (key in d) == (find(pairs, key) >= 0)
        checks += 1
    assert list(d.items()) == [tuple(pair) for pair in pairs]
show("random operations", checks)

# A hundred thousand keys: put in, looked up, taken out, put in again, always in order.
many = {}
for number in range(100_000):
    many[number * 7919 % 100_003] = number
words = {"key %d" % number: number for number in range(100_000)}
print(len(many), len(words), all(many[number * 7919 % 100_003] == number for number in range(100_000)))
print(sum(words["key %d" % number] for number in range(0, 100_000, 3)), "key 100000" in words, words.get("key"))
for number in range(0, 100_000, 2):
    del words["key %d" % number]
    many.pop(number * 7919 % 100_003)
print(len(many), len(words), list(words)[:3], list(words)[-2:], list(many.values())[:3])
for number in range(0, 100_000, 5):
    words["key %d" % number] = -number
print(len(words), list(words.items())[:3], list(words.items())[-2:], next(reversed(words)))
print(list(words) == ["key %d" % n for n in range(1, 100_000, 2)] + ["key %d" % n for n in range(0, 100_000, 10)])
print(words.popitem(), len(set(many) | set(words)), sum(many.values()))
