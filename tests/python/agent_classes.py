# LRU cache, bank, context manager, properties, custom exceptions
from __future__ import annotations
import functools, itertools, contextlib, time, logging, enum, abc
from typing import Generic, TypeVar, Callable, Protocol, NamedTuple, Any, Iterator, overload, ClassVar
T = TypeVar("T")
class InsufficientFunds(Exception):
    def __init__(self, need: float, have: float):
        super().__init__(f"need {need:.2f}, have {have:.2f}")
        self.need, self.have = need, have
class Account:
    interest: ClassVar[float] = 0.02
    _count = 0
    def __init__(self, owner: str, balance: float = 0):
        self.owner = owner
        self._balance = balance
        type(self)._count += 1
        self.history: list[tuple[str, float]] = []
    @property
    def balance(self): return self._balance
    @balance.setter
    def balance(self, v):
        if v < 0: raise ValueError("negative")
        self._balance = v
    def withdraw(self, amount):
        if amount > self._balance:
            raise InsufficientFunds(amount, self._balance)
        self._balance -= amount
        self.history.append(("w", amount))
    def __enter__(self):
        self._saved = self._balance
        return self
    def __exit__(self, et, ev, tb):
        if et is not None and issubclass(et, InsufficientFunds):
            self._balance = self._saved
            print("rollback:", ev, "| trace:", tb is not None)
            return True
        return False
    def __repr__(self): return f"{type(self).__name__}({self.owner!r}, {self._balance})"
    def __lt__(self, o): return self.balance < o.balance
    def __add__(self, o): return Account(f"{self.owner}&{o.owner}", self.balance + o.balance)
    def __iadd__(self, x): self.balance += x; return self
    def __bool__(self): return self._balance > 0
    def __len__(self): return len(self.history)
    def __contains__(self, k): return any(h[0] == k for h in self.history)
    def __call__(self, x): return x * self.interest
    def __getitem__(self, i): return self.history[i]
    def __hash__(self): return hash(self.owner)
    def __eq__(self, o): return isinstance(o, Account) and self.owner == o.owner
a = Account("Ann", 100)
with a as acc:
    acc.withdraw(30)
    acc.withdraw(500)
print(a, len(a), "w" in a, a(100), bool(a), a[0], Account._count)
a += 50
print(a, a + Account("Bob", 5), sorted([a, Account("Z", 1)]), {a: 1}[Account("Ann")])
try:
    a.balance = -1
except ValueError as e:
    print("VE", e)
try:
    del a.balance
except AttributeError as e:
    print(e)
try:
    a.withdraw(10**6)
except InsufficientFunds as e:
    print(e.need, e.have, e.args, repr(e))
class Stack(Generic[T]):
    def __init__(self): self._items: list[T] = []
    def push(self, x: T) -> Stack[T]:
        self._items.append(x); return self
    def pop(self) -> T:
        if not self._items: raise IndexError("pop from empty stack")
        return self._items.pop()
    def __iter__(self) -> Iterator[T]: yield from reversed(self._items)
s: Stack[int] = Stack()
s.push(1).push(2).push(3)
print(list(s), s.pop(), *s)
class Color(enum.Enum):
    RED = 1; GREEN = 2; BLUE = 3
    @property
    def pretty(self): return self.name.title()
    @classmethod
    def parse(cls, t): return cls[t.upper()]
class Perm(enum.Flag):
    R = enum.auto(); W = enum.auto(); X = enum.auto()
    RW = R | W
print(Color.parse("red"), Color(2).pretty, list(Color), Color.RED is Color(1), Perm.RW, Perm.R | Perm.X, Perm.W in Perm.RW)
try: Color(9)
except ValueError as e: print(e)
class Shape(abc.ABC):
    @abc.abstractmethod
    def area(self) -> float: ...
    @abc.abstractmethod
    def name(self): ...
class Sq(Shape):
    def __init__(self, s): self.s = s
    def area(self): return self.s ** 2
try: Shape()
except TypeError as e: print(e)
try: Sq(1)
except TypeError as e: print(e)
@functools.lru_cache(maxsize=None)
def fib(n): return n if n < 2 else fib(n-1) + fib(n-2)
print(fib(90), fib.cache_info())
@functools.cache
def ways(n, k): return 1 if n == 0 else 0 if n < 0 or k == 0 else ways(n-k, k) + ways(n, k-1)
print(ways(100, 100))
def retry(times, exceptions=(Exception,)):
    def deco(f):
        @functools.wraps(f)
        def wrapper(*a, **k):
            for i in range(1, times + 1):
                try: return f(*a, **k)
                except exceptions as e:
                    print(f"  attempt {i} failed: {type(e).__name__}: {e}")
                    if i == times: raise
        return wrapper
    return deco
n = itertools.count()
@retry(3, (ValueError, KeyError))
def flaky(x):
    """Doc."""
    v = next(n)
    if v < 2: raise ValueError(f"v={v}")
    return x + v
print(flaky(10), flaky.__name__, flaky.__doc__)
@contextlib.contextmanager
def tag(name):
    print(f"<{name}>")
    try: yield name.upper()
    except ZeroDivisionError as e: print("handled", e)
    finally: print(f"</{name}>")
with tag("b") as t: print(t); 1/0
with contextlib.suppress(KeyError): {}["x"]
with contextlib.ExitStack() as st:
    for x in "ab": st.enter_context(tag(x))
    st.callback(print, "bye")
for k, g in itertools.groupby(sorted(["apple", "bob", "cat", "alice", "bear"], key=lambda w: w[0]), key=lambda w: w[0]):
    print(k, list(g))
print(list(itertools.accumulate([1,2,3,4], lambda x, y: x*y)), list(itertools.pairwise("abcd")), list(itertools.combinations("abc", 2)))
print(*itertools.islice(itertools.cycle([1,2]), 5), sep=",")
print(functools.reduce(lambda a, b: a | b, [{1}, {2}, {1, 5}]), list(itertools.zip_longest("ab", [1], fillvalue="-")))
