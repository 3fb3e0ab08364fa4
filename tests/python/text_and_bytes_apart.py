# What CPython refuses, and says of it: text for bytes and the other way round, places and keywords that
# are none, characters that cannot be encoded, patterns that match nothing twice.
import math


def told(use):
    try:
        print(repr(use()))
    except Exception as error:
        print(type(error).__name__, error)


class Text(str):
    pass


class Place:
    def __index__(self):
        return 0


class Table(dict):
    pass


def called(a, *, b=1, **more):
    return a, b, more


# A page's bytes, taken for text.
page = b"name,price\nTea,3"
for use in (
    lambda: page.split(","),
    lambda: page.strip(" "),
    lambda: page.replace("a", "b"),
    lambda: page.partition(","),
    lambda: page.startswith("name"),
    lambda: page.endswith(("3", b"3")),
    lambda: page.removeprefix("name"),
    lambda: page < "name",
    lambda: "name".startswith(b"n"),
    lambda: "name".endswith((b"e",)),
    lambda: "name".startswith(1),
    lambda: "name".removesuffix(3),
    lambda: [ord(byte) for byte in page],
    lambda: page.startswith(bytearray(b"name")),
    lambda: (Text("name").startswith("n"), "name".startswith(Text("n")), "name".endswith(("x", "e"))),
    lambda: "name".startswith("m", 2),
):
    told(use)

# Widths and numbers of another kind.
for use in (
    lambda: "name".center("10"),
    lambda: "name".ljust(10.0),
    lambda: "7".zfill(None),
    lambda: "name".rjust(10, 1),
    lambda: hex("a"),
    lambda: oct(1.5),
    lambda: math.sqrt("4"),
    lambda: float([]),
    lambda: 1j // 2,
    lambda: ((5).__round__(-1), (2.5).__trunc__(), (2.5).__ceil__(), (-7).__floor__(), round(True, 3)),
):
    told(use)

# Lists, sets and dictionaries.
items = [1, 2, 3]
items.insert(True, 9)
items.insert(Place(), "first")
print(items, items.pop(True), items.pop(False), items)
for use in (
    lambda: items.insert("a", 1),
    lambda: {1: 2} | {3},
    lambda: {1: 2} | [(3, 4)],
    lambda: {1: 2} | Table({3: 4}),
    lambda: {}.update({1}),
    lambda: dict("ab"),
    lambda: sorted({1, 2}.symmetric_difference([2, 3, 3])),
    lambda: reversed({1}),
    lambda: reversed(n for n in items),
    lambda: list(reversed({1: 2, 3: 4})),
    lambda: max(1, 2, default=3),
    lambda: max([1, 2], key=None, default=3),
    lambda: min([], key=len, default="none"),
    lambda: min([1], what=2),
    lambda: called(1, b=2, **{"b": 3}),
):
    told(use)
print(str(n for n in items)[:31])

# Halves of pairs.
half = "a\ud800b"
for use in (
    lambda: half.encode(),
    lambda: "\ud800\udfff".encode("utf-8"),
    lambda: half.encode("utf-8", "replace"),
    lambda: half.encode(errors="ignore"),
    lambda: half.encode("utf-8", "backslashreplace"),
    lambda: half.encode("utf-8", "surrogatepass"),
    lambda: "a\udc80".encode("utf-8", "surrogateescape"),
    lambda: "é".encode(None),
    lambda: "é".encode(encoding="latin-1"),
):
    told(use)

# Patterns.
for pattern in (
    "name: pass\n    case 1",
    "_: pass\n    case 1",
    "1 | _ | 2",
    "[a, a]",
    "[*a, *b]",
    "{'k': a, 'k': b}",
    "{1: a, True: b}",
    "Point(x=1, x=2)",
    "Point(x=1, 2)",
    "[a] | [a, b]",
    "1 + 2",
    "f'a'",
    "a as _",
    "{**_}",
    "[a, 1] | [1, a]",
):
    try:
        compile("match 1:\n    case %s: pass\n" % pattern, "step", "exec")
        print("taken")
    except SyntaxError as error:
        print(error.msg, error.lineno)
