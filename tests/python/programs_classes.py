# Classes of all kinds, as models write them.
from dataclasses import dataclass, field, asdict, astuple, replace, fields, FrozenInstanceError
from enum import Enum, auto, IntEnum, Flag
from typing import Optional, List, Dict, Union, Any, Callable, TypeVar, Generic, Protocol, NamedTuple, ClassVar, Iterator
from abc import ABC, abstractmethod
from functools import total_ordering, cached_property, lru_cache, singledispatch, partial, reduce
import copy
T = TypeVar('T')

class Status(Enum):
    ACTIVE = 'active'
    INACTIVE = 'inactive'
    PENDING = auto() if False else 'pending'

    @classmethod
    def parse(cls, s: str) -> 'Status':
        return cls(s.lower())

    @property
    def label(self):
        return self.name.title()

    def __str__(self):
        return f'<{self.value}>'
print(Status.parse('ACTIVE'), Status.ACTIVE.label, Status['PENDING'], list(Status), repr(Status.ACTIVE), Status.ACTIVE is Status('active'), len(Status), 'ACTIVE' in Status.__members__)
try:
    Status('nope')
except ValueError as e:
    print(e)

class Pri(IntEnum):
    LOW = 1
    HIGH = auto()
print(Pri.HIGH > Pri.LOW, Pri.HIGH + 1, sorted([Pri.HIGH, Pri.LOW]), f'{Pri.LOW}', Pri(2).name, max(Pri), [p.value for p in Pri])

class Perm(Flag):
    R = auto()
    W = auto()
    X = auto()
rw = Perm.R | Perm.W
print(rw, Perm.R in rw, Perm.X in rw, rw & Perm.W, ~Perm.R & rw, bool(Perm.R & Perm.W))

@dataclass(order=True)
class Item:
    sort_index: float = field(init=False, repr=False)
    name: str
    price: float = 0.0
    tags: List[str] = field(default_factory=list)
    meta: Dict[str, Any] = field(default_factory=dict, compare=False)
    count: ClassVar[int] = 0

    def __post_init__(self):
        self.sort_index = self.price
        Item.count += 1
        if self.price < 0:
            raise ValueError(f'negative price: {self.price}')

    @property
    def total(self) -> float:
        return self.price * 2
a, b = (Item('a', 2.0, ['x']), Item('b', 1.0))
print(a, b, a > b, sorted([a, b]), a == Item('a', 2.0, ['x']), asdict(a), astuple(b), replace(b, name='c'), Item.count, [f.name for f in fields(a)], a.total)
try:
    Item('z', -1)
except ValueError as e:
    print(e)
try:
    Item()
except TypeError as e:
    print(e)

@dataclass(frozen=True)
class P:
    x: int
    y: int = 0

    def __add__(self, o):
        return P(self.x + o.x, self.y + o.y)
p = P(1, 2)
print(p + P(3), hash(p) == hash(P(1, 2)), {p: 1}[P(1, 2)])
try:
    p.x = 5
except FrozenInstanceError as e:
    print(type(e).__name__, e)

@dataclass
class Base:
    a: int
    b: int = 2

@dataclass
class Derived(Base):
    c: Optional[str] = None

    def __post_init__(self):
        self.d = self.a + self.b
print(Derived(1, c='q'), Derived(1).d, Derived(1) == Base(1))

@dataclass(slots=True, kw_only=True)
class S:
    u: int = 1
    v: int = 2
print(S(u=3), S().__slots__)

class Shape(ABC):

    @abstractmethod
    def area(self) -> float:
        ...

    @property
    @abstractmethod
    def name(self):
        ...

    def describe(self):
        return f'{self.name} with area {self.area():.2f}'

class Sq(Shape):

    def __init__(self, s):
        self.s = s

    def area(self):
        return self.s ** 2

    @property
    def name(self):
        return type(self).__name__
print(Sq(3).describe())
try:
    Shape()
except TypeError as e:
    print(e)

@total_ordering
class V:

    def __init__(self, s):
        self.p = tuple(map(int, s.split('.')))

    def __eq__(self, o):
        return self.p == o.p if isinstance(o, V) else NotImplemented

    def __lt__(self, o):
        return self.p < o.p

    def __repr__(self):
        return 'V' + '.'.join(map(str, self.p))
print(sorted([V('1.10'), V('1.2'), V('1.0.1')]), V('1.0') >= V('1.0'), max(V('2.0'), V('1.9')), V('1') == 'x')

class Stack(Generic[T]):

    def __init__(self) -> None:
        self._items: List[T] = []

    def push(self, x: T) -> 'Stack[T]':
        self._items.append(x)
        return self

    def __len__(self):
        return len(self._items)

    def __iter__(self) -> Iterator[T]:
        return iter(reversed(self._items))

    def __bool__(self):
        return bool(self._items)

    def __contains__(self, x):
        return x in self._items

    def __getitem__(self, i):
        return self._items[i]
s = Stack[int]().push(1).push(2)
print(list(s), len(s), 2 in s, bool(Stack()), s[-1], s[0:2])

class Emp(NamedTuple):
    name: str
    age: int = 30

    def greet(self):
        return f"I'm {self.name}"
e = Emp('Al')
print(e, e.greet(), e.age, e._asdict(), Emp.__annotations__)

class Circle:

    def __init__(self, r):
        self.r = r

    @cached_property
    def area(self):
        print('computing')
        return 3 * self.r ** 2

    @property
    def r(self):
        return self._r

    @r.setter
    def r(self, v):
        if v < 0:
            raise ValueError('radius must be >= 0')
        self._r = v

    @r.deleter
    def r(self):
        del self._r
c = Circle(2)
print(c.area, c.area)
c.r = 5
print(c.r, c.__dict__)
try:
    c.r = -1
except ValueError as e:
    print(e)
del c.r
try:
    c.r
except AttributeError as e:
    print(e)

@singledispatch
def show(x):
    return f'obj {x}'

@show.register
def _(x: int):
    return f'int {x}'

@show.register(list)
def _(x):
    return f'list of {len(x)}'
print(show(1), show([1]), show('s'), show(True), show.registry.keys() >= {int, list})

@lru_cache(maxsize=None)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(90), fib.cache_info(), partial(pow, 2)(10), reduce(lambda a, b: a * b, range(1, 6), 1))
x = [[1], {'a': [2]}]
y, z = (copy.copy(x), copy.deepcopy(x))
x[0].append(9)
print(y, z)


class Desc:

    def __set_name__(self, owner, name):
        self.name = '_' + name
        print('set_name', owner.__name__, name)

    def __get__(self, obj, owner=None):
        if obj is None:
            return self
        return getattr(obj, self.name, 'unset')

    def __set__(self, obj, v):
        if not isinstance(v, int):
            raise TypeError(f'{self.name[1:]} must be int, got {type(v).__name__}')
        setattr(obj, self.name, v)

    def __delete__(self, obj):
        delattr(obj, self.name)

class A:
    x = Desc()
    y = Desc()

    def __init__(self):
        self.x = 1
a = A()
print(a.x, a.y, a.__dict__, isinstance(A.x, Desc))
a.x = 5
del a.x
print(a.x)
try:
    a.y = 's'
except TypeError as e:
    print(e)

class Plugin:
    registry = {}

    def __init_subclass__(cls, /, name=None, **kw):
        super().__init_subclass__(**kw)
        Plugin.registry[name or cls.__name__.lower()] = cls

class P1(Plugin, name='one'):
    pass

class P2(Plugin):
    pass
print({k: v.__name__ for k, v in Plugin.registry.items()})

class Meta(type):

    def __new__(m, name, bases, ns, **kw):
        ns['created_by'] = m.__name__
        cls = super().__new__(m, name, bases, ns)
        cls.fields = [k for k, v in ns.items() if isinstance(v, int) and (not k.startswith('_'))]
        return cls

    def __call__(cls, *a, **k):
        if not hasattr(cls, '_inst'):
            cls._inst = super().__call__(*a, **k)
        return cls._inst

    def __len__(cls):
        return len(cls.fields)

    def __iter__(cls):
        return iter(cls.fields)

    def __getitem__(cls, k):
        return getattr(cls, k)

    def __contains__(cls, k):
        return k in cls.fields

    def __repr__(cls):
        return f'<Meta {cls.__name__}>'

    @property
    def prop(cls):
        return 'metaprop'

    def helper(cls):
        return cls.__name__ + '!'

class M(metaclass=Meta):
    a = 1
    b = 2

    def __init__(self, v=0):
        self.v = v
print(M(3) is M(4), M().v, len(M), list(M), M['a'], 'b' in M, M, M.created_by, M.helper(), isinstance(M, Meta))

class Vec:
    __slots__ = ('x', 'y')

    def __init__(self, x=0, y=0):
        self.x, self.y = (x, y)

    def __add__(self, o):
        return Vec(self.x + o.x, self.y + o.y) if isinstance(o, Vec) else NotImplemented

    def __radd__(self, o):
        return self if o == 0 else NotImplemented

    def __sub__(self, o):
        return self + -o

    def __neg__(self):
        return Vec(-self.x, -self.y)

    def __mul__(self, k):
        return Vec(self.x * k, self.y * k) if isinstance(k, (int, float)) else self.x * k.x + self.y * k.y
    __rmul__ = __mul__

    def __truediv__(self, k):
        return Vec(self.x / k, self.y / k)

    def __floordiv__(self, k):
        return Vec(self.x // k, self.y // k)

    def __mod__(self, k):
        return Vec(self.x % k, self.y % k)

    def __pow__(self, n):
        return Vec(self.x ** n, self.y ** n)

    def __matmul__(self, o):
        return self.x * o.y - self.y * o.x

    def __abs__(self):
        return (self.x ** 2 + self.y ** 2) ** 0.5

    def __bool__(self):
        return bool(self.x or self.y)

    def __eq__(self, o):
        return isinstance(o, Vec) and (self.x, self.y) == (o.x, o.y)

    def __hash__(self):
        return hash((self.x, self.y))

    def __lt__(self, o):
        return abs(self) < abs(o)

    def __repr__(self):
        return f'Vec({self.x!r}, {self.y!r})'

    def __str__(self):
        return f'({self.x}, {self.y})'

    def __format__(self, spec):
        return f'<{self.x:{spec}}, {self.y:{spec}}>' if spec else str(self)

    def __iter__(self):
        yield self.x
        yield self.y

    def __getitem__(self, i):
        return (self.x, self.y)[i]

    def __len__(self):
        return 2

    def __contains__(self, v):
        return v in (self.x, self.y)

    def __call__(self, k):
        return self * k

    def __iadd__(self, o):
        self.x += o.x
        self.y += o.y
        return self

    def __round__(self, n=0):
        return Vec(round(self.x, n), round(self.y, n))

    def __int__(self):
        return int(abs(self))

    def __float__(self):
        return float(abs(self))

    def __index__(self):
        return int(self.x)

    def __invert__(self):
        return Vec(self.y, self.x)

    def __lshift__(self, n):
        return Vec(self.x << n, self.y << n)

    def __and__(self, o):
        return Vec(self.x & o.x, self.y & o.y)

    def __divmod__(self, k):
        return (self // k, self % k)

    def __reversed__(self):
        return iter([self.y, self.x])

    def __copy__(self):
        return Vec(self.x, self.y)
v, w = (Vec(3, 4), Vec(1, 2))
print(v + w, v - w, v * 2, 2 * v, v * w, v / 2, v // 2, v % 2, v ** 2, v @ w, abs(v), bool(Vec()), v == Vec(3, 4), v != w, len({v, Vec(3, 4)}), w < v, sorted([v, w]), repr(v), str(v), f'{v:.1f}', f'{v}', list(v), v[0], v[-1], len(v), 4 in v, v(3), sum([v, w]), int(v), float(v), ~v)
print(v << 1, v & w, divmod(v, 2), list(reversed(v)), round(v / 3, 2), max(v, w), hex(Vec(255)), *v)
v += w
print(v)
a, b = w
print(a, b)
for bad in (lambda: v + 1, lambda: v < 1, lambda: 'a' + v, lambda: v[5], lambda: v - 'x', lambda: [] > v):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)

class Proxy:

    def __init__(self, t):
        object.__setattr__(self, '_t', t)

    def __getattr__(self, n):
        print('get', n)
        return getattr(self._t, n)

    def __setattr__(self, n, v):
        print('set', n, v)
        setattr(self._t, n, v)

    def __delattr__(self, n):
        print('del', n)
        delattr(self._t, n)

class T:
    z = 1
p = Proxy(T())
p.q = 2
print(p.q, p.z)
del p.q
print(hasattr(p, 'q'), getattr(p, 'nope', 'dflt'))

class Mixin:

    def hello(self):
        return 'mixin>' + super().hello()

class B1:

    def hello(self):
        return 'base'

class C1(Mixin, B1):

    def hello(self):
        return 'c>' + super().hello()
print(C1().hello(), [k.__name__ for k in C1.__mro__], C1.__bases__ == (Mixin, B1), issubclass(C1, B1))

class Acc:
    count = 0

    def __new__(cls, *a):
        o = super().__new__(cls)
        cls.count += 1
        return o

    def __init__(self, owner, bal=0):
        self.owner, self.__bal = (owner, bal)

    @property
    def bal(self):
        return self.__bal

    @classmethod
    def from_str(cls, s):
        n, b = s.split(':')
        return cls(n, float(b))

    @staticmethod
    def valid(x):
        return x > 0

    def __enter__(self):
        return self

    def __exit__(self, *e):
        return False

    def __del__(self):
        pass

    def _p(self):
        return 'prot'
acc = Acc.from_str('bob:10.5')
print(acc.bal, Acc.valid(1), Acc.count, acc._Acc__bal, acc.__dict__, [n for n in dir(acc) if not n.startswith('__')])
try:
    acc.bal = 3
except AttributeError as e:
    print(e)
try:
    acc.__bal
except AttributeError as e:
    print(e)

class Chain:

    def __init__(self, path=''):
        self._p = path

    def __getattr__(self, n):
        return Chain(f'{self._p}/{n}')

    def __str__(self):
        return self._p
    __repr__ = __str__

    def __call__(self, *a):
        return Chain(f"{self._p}({','.join(map(str, a))})")
print(Chain().users.list(1, 2).repos)

class Lazy:

    def __init__(self, f):
        self.f = f

    def __get__(self, o, t):
        v = self.f(o)
        setattr(o, self.f.__name__, v)
        return v

class H:

    @Lazy
    def heavy(self):
        print('calc')
        return 42
h = H()
print(h.heavy, h.heavy)
print(type('Dyn', (B1,), {'x': 5, 'hi': lambda self: self.x})().hi(), callable(B1), callable(3), B1.__name__, type(B1()), vars(h), getattr(h, 'heavy'), isinstance(h, (int, H)), id(h) == id(h), type(h) is H, h.__class__.__name__)

class Temp:

    def __init__(self, c):
        self.c = c
    f = property(lambda s: s.c * 9 / 5 + 32, lambda s, v: setattr(s, 'c', (v - 32) * 5 / 9), doc='fahrenheit')
t = Temp(100)
t.f = 32
print(t.c, t.f)
