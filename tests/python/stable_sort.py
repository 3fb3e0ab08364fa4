# Sorting is stable, asks for each key once and compares with < only, as in CPython.

words = "the quick brown fox jumps over the lazy dog and runs away".split()
print(sorted(words, key=len))
print(sorted(words, key=len, reverse=True))
print(sorted(words), sorted(words, reverse=True)[:3])

calls = []


def key(word):
    calls.append(word)
    return word[0] < "m"


print(sorted(words, key=key), calls == words)

# A second key by sorting twice.
rows = [("b", 2), ("a", 2), ("c", 1), ("a", 1), ("b", 1), ("c", 2)]
rows.sort()
rows.sort(key=lambda row: row[1], reverse=True)
print(rows)


class OnlyLess:
    def __init__(self, value):
        self.value = value

    def __lt__(self, other):
        return [1] if self.value < other.value else []

    def __repr__(self):
        return "<%d>" % self.value


print(sorted([OnlyLess(i * 7 % 10) for i in range(10)]))
print(sorted([3, 1.5, True, 2**40, -1, 2.0, 2, -(2**40), False]))
print(sorted([(1, "b"), (1, "a"), (0, "z"), (1.0, "a"), (1,), ()]))
print(sorted([[2, 1], [1, 2], [1, 1]]), "".join(sorted("z\u00e9a\u4e2d")), sorted({"b": 1, "a": 2}), sorted({3, 1, 2}))
print(sorted([]), sorted([1]), sorted((2, 1), key=None, reverse=True))

# Errors leave the list with its items.
for items in ([3, None, 1, "a", 2], [None] * 2, list(range(30)) + ["x"], [(1, 2), (1, None)]):
    before = list(items)
    try:
        items.sort()
        print("sorted", items)
    except TypeError:
        print("TypeError", sorted(map(str, items)) == sorted(map(str, before)))


def fails(item):
    if item == 7:
        raise ValueError("no key for 7")
    return -item


items = list(range(10))
try:
    items.sort(key=fails)
except ValueError as error:
    print(error, sorted(items))
for wrong in (lambda: items.sort(fails), lambda: items.sort(by=1), lambda: sorted(5), lambda: sorted(items, key=3)):
    try:
        print("sorted", wrong())
    except TypeError:
        print("TypeError")

# A list that changes while it is sorted.
items = [3, 1, 2]


def changes(item):
    items.append(item)
    return item


try:
    items.sort(key=changes)
except ValueError as error:
    print(error)

# Random lists, with many equal keys, beside a sort by insertion.
state = 1


def random(limit):
    global state
    state = (state * 1103515245 + 12345) & 0x7FFFFFFF
    return (state >> 8) % limit


def by_insertion(pairs, before):
    done = []
    for pair in pairs:
        place = len(done)
        while place and before(pair[0], done[place - 1][0]):
            place -= 1
        done.insert(place, pair)
    return done


kinds = (
    lambda: random(10),
    lambda: random(1000),
    lambda: random(10) / 4,
    lambda: "w%d" % random(10),
    lambda: (random(3), "w%d" % random(3)),
    lambda: [random(3), random(3)],
    lambda: 1 << (25 + random(10)),
)
for kind in kinds:
    for length in (2, 12, 13, 60, 150):
        pairs = [(kind(), i) for i in range(length)]
        if random(3) == 0:
            pairs.sort()
        if random(3) == 0:
            pairs.reverse()
        assert sorted(pairs, key=lambda pair: pair[0]) == by_insertion(pairs, lambda a, b: a < b)
        assert sorted(pairs, key=lambda pair: pair[0], reverse=True) == by_insertion(pairs, lambda a, b: b < a)
print("random lists")

rows = [((i * 7919) % 1000, i) for i in range(50000)]
rows.sort(key=lambda row: row[0])
print(rows[:3], rows[-1], all(rows[i] < rows[i + 1] for i in range(len(rows) - 1)))
