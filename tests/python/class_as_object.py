# A class is gone through, indexed, measured and printed by class methods of its own, and is true.


class Color:
    members = ["red", "green", "blue"]

    @classmethod
    def __class_iter__(cls):
        return iter(cls.members)

    @classmethod
    def __class_len__(cls):
        return len(cls.members)

    def __class_getitem__(cls, index):
        return cls.members[index]

    @classmethod
    def __class_contains__(cls, member):
        return member if member in cls.members else ""

    @classmethod
    def __class_reversed__(cls):
        return iter(cls.members[::-1])

    @classmethod
    def __class_repr__(cls):
        return "<enum %s>" % cls.__name__


class Shade(Color):
    members = ["grey"]


class Plain:
    def __getitem__(self, index):
        return index

    def __len__(self):
        return 3


print(list(Color), [member for member in Shade], sorted(Color), max(Color))
print(len(Color), len(Shade), Color[1], Shade[-1])
print("red" in Color, "grey" in Color, "grey" not in Shade)
print(Color, [Shade], "%s" % Color, f"{Color}")
print(bool(Color), bool(Plain), Color == Color, Color != Shade, {Color: 1}[Color], len({Color, Shade, Plain, int}))
first, *rest = Color
print(first, rest, list(zip(Color, range(2))), dict(enumerate(Shade)), list(reversed(Color)))
for wrong in (lambda: len(Plain), lambda: list(int), lambda: 1 in int, lambda: -Color, lambda: Color + 1, lambda: Color < Shade):
    try:
        print("not refused", wrong())
    except TypeError:
        print("TypeError")
for wrong in (lambda: Color.__setitem__, lambda: Color[3]):
    try:
        print("not refused", wrong())
    except (AttributeError, IndexError) as error:
        print(type(error).__name__)
print(isinstance(Color(), Color), Plain()[5], len(Plain()), type(Color) is type)
