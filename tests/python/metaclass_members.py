# What a metaclass gives its classes: properties, methods, operators.
class Meta(type):
    @property
    def label(cls):
        return "label of " + cls.__name__
    @property
    def both(cls):
        return getattr(cls, "_both", 0)
    @both.setter
    def both(cls, v):
        cls._both = v
    def greet(cls): return "hi " + cls.__name__
    def __call__(cls, *a, **k):
        o = super().__call__(*a, **k); o.made = True; return o
    def __len__(cls): return 7
    def __getitem__(cls, k): return (cls.__name__, k)
    def __iter__(cls): return iter("xyz")
    def __contains__(cls, x): return x == "in"
    def __repr__(cls): return "<M %s>" % cls.__name__
    def __getattr__(cls, n): 
        if n.startswith("dyn_"): return n[4:]
        raise AttributeError(n)
    def __instancecheck__(cls, o): return o == 5
    def __add__(cls, o): return (cls.__name__, "+", o)
    def __eq__(cls, o): return cls is o
    def __hash__(cls): return 11
    def __lt__(cls, o): return cls.__name__ < o.__name__
    def __bool__(cls): return True
class A(metaclass=Meta):
    pass
class B(A): pass
print(A.label, B.label)
print(A.both); A.both = 5; print(A.both, B.both)
print(A.greet(), B.greet())
print(A().made, len(A), A["k"], list(A), "in" in A, "out" in A, A, B, A.dyn_foo)
print(isinstance(5, A), A + 1, sorted([B, A]), A == B, A == A, type(A), type(B))
try: A.nope
except AttributeError as e: print("AE", e)
class Registry(type):
    _r = {}
    def __new__(m, name, bases, ns, **kw):
        cls = super().__new__(m, name, bases, ns)
        m._r[name] = cls
        return cls
    def __init__(cls, name, bases, ns, **kw):
        super().__init__(name, bases, ns); cls.kw = kw
    @property
    def registry(cls): return sorted(type(cls)._r)
class P(metaclass=Registry, x=1): pass
class Q(P, y=2): pass
print(P.registry, Q.registry, P.kw, Q.kw)
class Singleton(type):
    _i = {}
    def __call__(cls, *a, **k):
        if cls not in cls._i: cls._i[cls] = super().__call__(*a, **k)
        return cls._i[cls]
class Conf(metaclass=Singleton):
    def __init__(self, v=0): self.v = v
print(Conf(3) is Conf(4), Conf().v)
