# Corners of classes: slots, metaclasses that say who is an instance, what enumerations list.
import collections
import copy
import enum


def told(use):
    try:
        return repr(use())
    except Exception as error:
        return "%s: %s" % (type(error).__name__, error)


class Point:
    __slots__ = ("x", "y", "__secret")

    def __init__(self, x, y):
        self.x, self.y, self.__secret = x, y, [x]

    def secret(self):
        return self.__secret


class Named(Point):
    pass


point = Point(1, 2)
print(told(lambda: point.__dict__), told(lambda: vars(point)), hasattr(point, "__dict__"), told(lambda: point.z))
other = copy.deepcopy(point)
print(copy.copy(point).x, other.secret(), other.secret() is point.secret(), hasattr(Named(3, 4), "__dict__"))


class Five(type):
    def __instancecheck__(cls, instance):
        return instance == 5


class Number(metaclass=Five):
    pass


print(isinstance(5, Number), isinstance(4, Number), isinstance(Number, Five), isinstance(Point, Five), isinstance(5, Five))


class Color(enum.Enum):
    RED = 1
    shades = enum.nonmember([1, 2])

    @enum.member
    def mix(self):
        return "mixed"

    def shout(self):
        return self.name


print([member.name for member in Color], Color.shades, Color.mix.value(None), Color.RED.shout())
print(dir(Color), dir(Color.RED))


def extended():
    class More(Color):
        BLUE = 2


print(told(extended))


class Listed:
    def __dir__(self):
        return ["b", "a"]


print(dir(Listed()), collections.namedtuple("Pair", "left right").__doc__, isinstance({}, collections.abc.Mapping))
