class Plugin:
    registry = {}
    def __init_subclass__(cls, /, tag=None, **kwargs):
        super().__init_subclass__(**kwargs)
        cls.registry[tag or cls.__name__] = cls
class A(Plugin, tag="a"): pass
class B(Plugin): pass
print(sorted(Plugin.registry), A.registry["a"] is A)
class Descriptor:
    def __set_name__(self, owner, name): self.name = name; print("set_name", owner.__name__, name)
    def __get__(self, obj, owner): return self if obj is None else obj.__dict__.get(self.name, "unset")
    def __set__(self, obj, value): obj.__dict__[self.name] = value * 2
class Uses:
    field = Descriptor()
u = Uses(); print(u.field); u.field = 4; print(u.field)
class Version:
    def __init__(self, n): self.n = n
    def __eq__(self, o): return self.n == o.n
    def __lt__(self, o): return self.n < o.n
    def __repr__(self): return f"V{self.n}"
print(Version(1) < Version(2), Version(1) > Version(2), max([Version(1), Version(3), Version(2)]), sorted([Version(2), Version(1)]))
class Default(dict):
    def __missing__(self, key): self[key] = value = key * 2; return value
m = Default(a=1); print(m["a"], m["bb"], m)
class Annotated:
    x: int
    y: "str" = "s"
    z: list = None
print(list(Annotated.__annotations__), Annotated.__annotations__["x"])
class Base:
    def __init__(self, v): self.v = v
    def describe(self): return f"Base {self.v}"
    @classmethod
    def make(cls, v): return cls(v)
    @staticmethod
    def helper(v): return v + 1
    @property
    def double(self): return self.v * 2
    @double.setter
    def double(self, value): self.v = value // 2
class Derived(Base):
    def describe(self): return "Derived of " + super().describe()
o = Derived.make(3); print(o.describe(), o.helper(1), o.double, isinstance(o, Base), issubclass(Derived, Base), type(o).__name__)
o.double = 10; print(o.v, hasattr(o, "nope"), getattr(o, "nope", "default"))
try: o.missing
except AttributeError as e: print(e)
class Stack:
    def __init__(self): self.items = []
    def __len__(self): return len(self.items)
    def __bool__(self): return bool(self.items)
    def __iter__(self): return iter(self.items)
    def __contains__(self, x): return x in self.items
    def __getitem__(self, i): return self.items[i]
    def __setitem__(self, i, v): self.items[i] = v
    def __delitem__(self, i): del self.items[i]
    def __call__(self, v): self.items.append(v); return self
    def __enter__(self): return self
    def __exit__(self, *a): self.items.clear()
    def __add__(self, o): s = Stack(); s.items = self.items + o.items; return s
    def __iadd__(self, v): self.items.append(v); return self
    def __neg__(self): s = Stack(); s.items = self.items[::-1]; return s
    def __eq__(self, o): return isinstance(o, Stack) and self.items == o.items
    def __hash__(self): return 7
    def __str__(self): return "Stack" + str(self.items)
s = Stack()(1)(2); s += 3
print(len(s), bool(Stack()), list(s), 2 in s, s[0], s[::-1], s[1:], str(-s), s == s, str(s + s), hash(s), f"{s}")
s[0] = 9; del s[1]; print(s)
class Outer:
    class Inner:
        value = 5
    @staticmethod
    def get(): return Outer.Inner.value
print(Outer.get(), Outer.Inner.__name__)
class Temp:
    count = 0
    def __new__(cls, *a):
        cls.count += 1
        return super().__new__(cls)
    def __init__(self, v=0): self.v = v
Temp(1); Temp(2); print(Temp.count)
class Slotted:
    __slots__ = ("a", "b")
    def __init__(self): self.a = 1
print(Slotted().a)
class Left:
    def who(self): return "left"
class Right:
    def who(self): return "right"
    def only(self): return "only right"
class Both(Left, Right): pass
print(Both().who(), Both().only(), [c.__name__ for c in Both.__mro__])
print(Both.mro()[0].__name__, Both.__bases__ == (Left, Right))
Dyn = type("Dyn", (Base,), {"extra": 5, "hello": lambda self: "hi"})
print(Dyn(1).extra, Dyn(2).hello(), Dyn.__name__)
class WithKeywords:
    def __init_subclass__(cls, scale=1): cls.scale = scale
class K(WithKeywords, scale=10): pass
print(K.scale)
try:
    class Bad(Base, unknown=1): pass
except TypeError as e: print(type(e).__name__)
class Bag:
    def __init__(self, **kw): self.__dict__.update(kw)
bag = Bag(a=1, b=2); bag.__dict__["c"] = 3; print(bag.a, bag.c, bag.__dict__, vars(bag))
del bag.__dict__["a"]; print(hasattr(bag, "a"), bag.__dict__.pop("b"), sorted(bag.__dict__), "c" in bag.__dict__)
bag.__dict__.setdefault("d", 4); print(bag.d, bag.__dict__.get("zz", 0), len(bag.__dict__))
class Account:
    __count = 0
    def __init__(self, balance): self.__balance = balance; Account.__count += 1
    def __secret(self): return f"secret {self.__balance}"
    def show(self): return self.__secret()
    @classmethod
    def count(cls): return cls.__count
class Savings(Account):
    def __init__(self): super().__init__(5); self.__balance = 10
    def both(self): return self.__balance, self._Account__balance
acc = Account(3); print(acc.show(), acc._Account__balance, Savings().both(), Account.count(), sorted(acc.__dict__))
try: print(acc.__balance)
except AttributeError as e: print(e)
