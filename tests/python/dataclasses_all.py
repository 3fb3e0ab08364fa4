from dataclasses import *
from dataclasses import InitVar
from typing import *


@dataclass
class P:
    x: int
    y: int = 5
    tags: List[str] = field(default_factory=list)

    def total(self) -> int:
        return self.x + self.y


print(P(1), P(1, 2, ["a"]), P(1) == P(1), P(1) != P(2), P(1) == 3, asdict(P(1)), astuple(P(1)), replace(P(1), y=9), P(2).total())
print([f.name for f in fields(P)], is_dataclass(P), is_dataclass(P(1)), is_dataclass(3), P.__match_args__)
print([(f.name, f.default is MISSING, f.init) for f in fields(P(1))])


@dataclass(frozen=True, order=True)
class F:
    a: int
    b: str = "z"


f = F(1)
try:
    f.a = 3
except FrozenInstanceError as e:
    print("frozen", e)
try:
    del f.a
except FrozenInstanceError as e:
    print("frozen", e)
print(F(1) < F(2), F(1) >= F(2), sorted([F(2), F(1), F(1, "a")]), hash(F(1)) == hash(F(1)), {F(1): 2}[F(1)])


@dataclass
class Q(P):
    z: int = 0
    c: ClassVar[int] = 4
    iv: InitVar[int] = 3
    w: int = field(init=False, repr=False, default=1)

    def __post_init__(self, iv):
        self.w = self.x + self.z + iv


print(Q(1, z=2), Q(1).w, Q(1, iv=10).w, Q.c, [f.name for f in fields(Q)])
try:
    hash(P(1))
except TypeError as e:
    print(e)
M = make_dataclass("M", [("x", int), ("y", int, 3)], namespace={"double": lambda self: self.x * 2})
print(M(1), M(4).double(), [f.type for f in fields(M)])


@dataclass(kw_only=True)
class K:
    a: int
    b: int = 2


print(K(a=1), K(b=1, a=3))


@dataclass(eq=False, repr=False)
class Plain:
    a: int


print(Plain(1) == Plain(1), Plain(1).a)


@dataclass(unsafe_hash=True)
class U:
    a: int
    b: list = field(default_factory=list, hash=False, compare=False)


print(hash(U(1)) == hash(U(1)), U(1, [1]) == U(1, [2]))


@dataclass
class Tree:
    value: int
    left: "Optional[Tree]" = None
    right: "Optional[Tree]" = None
    extra: Dict[str, P] = field(default_factory=dict)


t = Tree(1, Tree(2), Tree(3), {"p": P(1)})
print(t)
print(asdict(t))
print(astuple(t))
try:
    asdict(3)
except TypeError as e:
    print(e)
try:
    @dataclass
    class Bad:
        x: list = []
except ValueError as e:
    print(e)
try:
    @dataclass
    class Worse:
        x: int = 1
        y: int
except TypeError as e:
    print(e)
try:
    fields(int)
except TypeError as e:
    print(e)


@dataclass
class Point:
    x: float
    y: float

    def __str__(self):
        return f"({self.x}, {self.y})"


p = Point(1.5, 2)
print(p, repr(p), [p])
match p:
    case Point(x, y):
        print("matched", x, y)


@dataclass
class Meta:
    a: int = field(default=1, metadata={"unit": "m"})


print(fields(Meta)[0].metadata["unit"])


@dataclass(slots=True)
class Slotted:
    a: int
    b: int = 2


print(Slotted(1), Slotted.__slots__)
