class Base:
    def __init__(self, **kw):
        print("Base init", kw)
        self.base = True
    def hello(self): return "base"
class A(Base):
    def __init__(self, a=0, **kw):
        print("A init"); super().__init__(**kw); self.a = a
    def hello(self): return "A>" + super().hello()
class B(Base):
    def __init__(self, b=0, **kw):
        print("B init"); super().__init__(**kw); self.b = b
    def hello(self): return "B>" + super().hello()
class C(A, B):
    def __init__(self, **kw):
        print("C init"); super().__init__(**kw)
    def hello(self): return "C>" + super().hello()
c = C(a=1, b=2)
print(c.a, c.b, c.hello(), [k.__name__ for k in C.__mro__])
print(isinstance(c, A), isinstance(c, B), issubclass(C, B), C.__bases__ == (A, B), type(c).__name__)
class JsonMixin:
    def to_json(self): return "json " + str(self.value)
class LogMixin:
    def __init__(self, *args, **kwargs):
        print("log init"); super().__init__(*args, **kwargs)
    def log(self, m): return "log " + m
class Thing:
    def __init__(self, value): self.value = value
class Special(LogMixin, JsonMixin, Thing): pass
s = Special(5); print(s.to_json(), s.log("x"))
class D(C): 
    def hello(self): return "D>" + super().hello()
print(D(a=5).hello())
class E(D, LogMixin): pass
print(E(a=1).hello())
print([k.__name__ for k in E.mro()])
class Multi(A, B): pass
print(Multi().hello())
