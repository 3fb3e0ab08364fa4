from enum import *

class Color(Enum):
    RED = 1
    GREEN = auto()
    CRIMSON = 1
    def describe(self): return self.name.lower()
    @classmethod
    def default(cls): return cls.RED
    @property
    def hexa(self): return hex(self.value)

print(Color.RED, repr(Color.RED), Color(1), Color(2) is Color.GREEN, Color.CRIMSON, Color.RED.describe(), Color.default(), Color.RED.hexa, Color.GREEN.value)
try: Color(9)
except ValueError as e: print(e)
print(list(Color), Color.__members__, Color["RED"])
class P(IntEnum):
    LOW=1
    HIGH=3

print(P.LOW, repr(P.LOW), P.LOW < P.HIGH, P.LOW == 1, P(3), sorted([P.HIGH, P.LOW]), P.LOW.value, {P.LOW: 3}[1])
print(P.LOW + 1)
class S(StrEnum):
    A = auto()
    B = "bb"

print(S.A, repr(S.A), S.B == "bb", S("bb"), S.A.upper())
class M(str, Enum):
    X = "x"

print(M.X, repr(M.X), M.X == "x", M.X.value, M("x"))
class F(Flag):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W

print(F.R | F.X, repr(F.R|F.W), F.RW, ~F.R, F.R in F.RW, list(F.RW), F(0), repr(F(0)), bool(F.R & F.W), F.R ^ F.RW, len(F.RW), F(5))
try: F(8)
except ValueError as e: print(e)
class G(IntFlag):
    A = 4
    B = 2
    C = 1

print(G.A|G.B, repr(G.A|G.B), ~G.A, repr(~G.A), G.A|8, repr(G.A|8), G(7), G.A & 4)
class Planet(Enum):
    EARTH = (5.976e+24, 6.37814e6)
    MARS = (1, 2)
    def __init__(self, mass, radius):
        self.mass = mass
        self.radius = radius

print(Planet.EARTH, Planet.EARTH.mass, Planet((1,2)), Planet.MARS.value)
T = Enum("T", "A B C")
print(T.A, T(2), list(T))
try: Color.RED.value = 3
except AttributeError as e: print(e)
try: unique(Color)
except ValueError as e: print(e)
class Lab(Enum):
    def __new__(cls, v, label):
        o = object.__new__(cls); o._value_ = v; o.label = label; return o
    A = 1, "first"
    B = 2, "second"

print(Lab.A, Lab(2), Lab.A.label, Lab.B.value)
print({Color.RED: 1}[Color.RED], Color.RED == Color.GREEN, Color.RED is Color(1), Color.RED in [Color.RED], isinstance(Color.RED, Color))
for m in Color:
    print(m.name, m.value)
print(Color["RED"], len(Color), Color.RED in Color, list(reversed(Color)), [p.name for p in P])
try:
    Color["NOPE"]
except KeyError as e:
    print(repr(e))
print({c: c.value for c in Color}, max(P), isinstance(P.LOW, int), P["HIGH"] > 2, Color)
print(f"{Color.RED} {P.LOW:>3} {S.A!r} {S.A:>4}|", "%s" % S.A, "-".join([S.A, S.B]))
match Color(1):
    case Color.RED:
        print("matched")


class Http(IntEnum):
    OK = 200
    NOT_FOUND = 404

    @property
    def good(self):
        return self < 400


print(Http(404).name, Http.OK.good, Http.NOT_FOUND.good, [h for h in Http if h.good])


class Weekday(Enum):
    MON = "mon"
    TUE = "tue"

    @classmethod
    def _missing_(cls, value):
        for member in cls:
            if member.value == value.lower():
                return member


print(Weekday("TUE"), Weekday.__members__.keys() if False else list(Weekday.__members__))


class Auto(Enum):
    def _generate_next_value_(name, start, count, last_values):
        return name.lower() + str(count)

    A = auto()
    B = auto()


print([a.value for a in Auto])
