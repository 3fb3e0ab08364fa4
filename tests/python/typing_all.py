from typing import *
import typing
import collections.abc

print(List[int], Optional[int], Union[int, str], Dict[str, List[int]], Callable[[int], str], Callable[..., int], Any)
print(Tuple[int, ...], Literal["a", 1], Union[int, str, None], TypeVar("T"), Annotated[int, "x"], Optional[Union[int, str]])
print(Iterable[int], Type[int], Sequence, Mapping[str, Any], List, Union, Optional, Callable, Dict[str, Any], Set[int])
print(Union[int], Union[int, int, str], Union[Union[int, str], float], Optional[None], Union[List[int], None])
print(get_origin(List[int]), get_args(Dict[str, int]), get_args(Callable[[int], str]), get_args(Literal[1, 2]))
print(get_origin(Union[int, str]), get_origin(Optional[int]), get_origin(int), get_args(int), get_origin(List), List[int] == List[int])
print(ClassVar[int], Final[int], NoReturn, List["Node"], Callable, Generator[int, None, str], Iterator[str], FrozenSet[int], Deque[int])
T = TypeVar("T")
K = TypeVar("K", bound=int)
C = TypeVar("C", covariant=True)
print(T, K, C, K.__bound__, T.__name__, List[T], List[T][int], Dict[T, int][str])
N = NamedTuple("N", [("x", int), ("y", int)])
print(N(1, 2), N._fields, N(1, 2).y, N(1, 2) == (1, 2))


class Employee(NamedTuple):
    name: str
    id: int = 3
    tags: List[str] = []

    def greet(self):
        return "hi " + self.name

    @property
    def upper(self):
        return self.name.upper()


e = Employee("Guido")
print(e, e.greet(), e.upper, e._replace(id=4), Employee._fields, Employee._field_defaults, e[1], isinstance(e, tuple))
name, ident, tags = e
print(name, ident, e._asdict(), Employee("b", 5) > e)


class Movie(TypedDict):
    title: str
    year: int


m: Movie = {"title": "x", "year": 1}
print(m, Movie(title="a", year=2), sorted(Movie.__required_keys__), Movie.__total__)


class Partial(TypedDict, total=False):
    a: int


print(Partial(), sorted(Partial.__optional_keys__), Partial.__total__)
UserId = NewType("UserId", int)
print(UserId(5), UserId.__name__)


@runtime_checkable
class Closer(Protocol):
    def close(self) -> None: ...


class File:
    def close(self):
        pass


print(isinstance(File(), Closer), isinstance(3, Closer))


class Stack(Generic[T]):
    def __init__(self) -> None:
        self.items: List[T] = []

    def push(self, item: T) -> None:
        self.items.append(item)

    def pop(self) -> T:
        return self.items.pop()


s = Stack[int]()
s.push(1)
print(s.pop(), cast(int, "a"), TYPE_CHECKING)


@overload
def f(x: int) -> int: ...
@overload
def f(x: str) -> str: ...
def f(x):
    return x


@final
class Last:
    pass


print(f(1), Last.__name__)
print(isinstance([], Iterable), isinstance({}, Mapping), isinstance(1, Hashable), isinstance(len, Callable), isinstance([], List), isinstance({}, Dict))
try:
    assert_never(3)
except AssertionError as error:
    print(error)


class Config:
    name: str
    size: int = 3


print(get_type_hints(Config))


# Built-in classes with parameters are objects of their own.
import collections
import typing

x = list[int]; y = dict[str, list[int]]; print(x, y, x([1]), y(a=1), tuple[int, ...], type[int])
print(typing.get_origin(dict[str, int]), typing.get_args(dict[str, int]), typing.get_args(x), typing.get_origin(x) is list)
print(list[int] == list[int], list[int] == list[str], hash(list[int]) == hash(list[int]), list[int].__origin__, list[int].__args__)
class Names(list[str]): pass
print(Names("ab"), isinstance(Names(), list), Names.__bases__)
try: isinstance([], list[int])
except TypeError as e: print(e)
print(isinstance(list[int], type), callable(list[int]))
Vector = list[float]
def scale(v: Vector, k: float = 2.0) -> Vector: return [k * i for i in v]
print(scale([1.0]), typing.get_type_hints(scale))
print(collections.defaultdict(list[int])["a"], typing.cast(list[int], 3), list[int]("ab"), dict[str, int].fromkeys("ab", 1))
