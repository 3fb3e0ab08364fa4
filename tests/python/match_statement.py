from dataclasses import dataclass


class Point:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y


def kind(value):
    match value:
        case 0:
            return "zero"
        case 1 | 2 | 3:
            return "small"
        case int(n) if n < 0:
            return f"negative {n}"
        case int():
            return "int"
        case float(f):
            return f"float {f}"
        case "a" | "b" as letter:
            return f"letter {letter}"
        case str():
            return "str"
        case None:
            return "none"
        case True | False:
            return "bool"
        case []:
            return "empty"
        case [x]:
            return f"one {x}"
        case [x, y]:
            return f"two {x} {y}"
        case [first, *rest] if first == 9:
            return f"nine and {rest}"
        case [first, *middle, last]:
            return f"{first}..{last} around {middle}"
        case {"type": "circle", "r": r}:
            return f"circle {r}"
        case {"type": t, **rest}:
            return f"{t} with {rest}"
        case {}:
            return "dict"
        case Point(0, 0):
            return "origin"
        case Point(x=0, y=y):
            return f"on y at {y}"
        case Point(x, y):
            return f"point {x} {y}"
        case _:
            return "other"


for value in (
    0, 2, -5, 50, 2.5, "a", "zz", None, [], [1], (1, 2), [9, 1, 2], (1, 2, 3, 4), "x",
    {"type": "circle", "r": 2}, {"type": "sq", "a": 1}, {}, Point(0, 0), Point(0, 3), Point(1, 2), {1, 2}, object,
):
    print(kind(value))


class Color:
    RED = 1
    BLUE = 2


def loop(commands):
    done = []
    for command in commands:
        match command.split():
            case ["go", ("north" | "south") as direction]:
                done.append(direction)
            case ["skip", *_]:
                continue
            case ["quit"]:
                break
            case [verb, *args]:
                done.append((verb, args))
            case _:
                done.append("nothing")
    return done


print(loop(["go north", "skip it", "", "eat apple pear", "quit", "go south"]))
match Color.BLUE, 5:
    case Color.RED, _:
        print("red")
    case Color.BLUE, n if n > 3:
        print("blue", n)
match {"a": [1, {"b": (2, 3)}], "c": 5}:
    case {"a": [x, {"b": (y, z)}], **other}:
        print(x, y, z, other)
match [1, [2, [3, 4]]]:
    case [a, [b, [c, d]]]:
        print(a, b, c, d)
match (
    1,
    2,
):
    case (
        1
        | 5,
        q,
    ):
        print("lines", q)
x = 5
match x:
    case 1: print("one")
    case 5: print("five"); print("still")
match "abc":
    case [*_]:
        print("sequence")
    case _:
        print("no sequence")


@dataclass
class Order:
    item: str
    count: int = 1


for order in (Order("apple"), Order("pear", 5), Order("fig", 20)):
    match order:
        case Order("apple"):
            print("apple")
        case Order(item, count) if count > 10:
            print("many", item)
        case Order(item=name):
            print("some", name)


def nested(a, b):
    match a:
        case 1:
            match b:
                case 2:
                    return "1 2"
                case _:
                    return "1 ?"
        case _:
            pass
    return "none"


print(nested(1, 2), nested(1, 5), nested(3, 4))
match -1.5:
    case -1.5:
        print("minus")
match b"x":
    case b"x":
        print("bytes")
match = 3
case = match + 1
print(match, case)
