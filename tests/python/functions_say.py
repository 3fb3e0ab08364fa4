# What functions and classes say of themselves: names, docstrings, defaults; attributes, and wraps.
class A:
    """Doc of A.

    more"""

    def m(self):
        """doc m"""

    @property
    def p(self):
        """prop doc"""
        return 1

class B(A):
    pass
print(A.__doc__, A().__doc__, B.__doc__, A.m.__doc__, A().m.__doc__)

def f(x, y=3, *a, k=4, **kw) -> int:
    """raw \\d doc"""
print(f.__doc__, f.__defaults__, f.__kwdefaults__, f.__annotations__, f.__code__.co_varnames[:2], f.__code__.co_argcount, f.__code__.co_name)
g = lambda: 0
print(g.__name__, g.__doc__, g.__qualname__)

def outer():
    """outer doc"""

    def inner():
        """inner doc"""

    class C:
        """C doc"""

        def m(self):
            pass
    return (inner, C)
i, C = outer()
print(i.__doc__, C.__doc__, i.__qualname__, C.m.__qualname__, i.__name__, i.__module__, C.__module__, f.__globals__ is globals())

def gen():
    """gen doc"""
    yield 1
print(gen.__doc__, gen.__name__, gen().__name__)
print(len.__name__, print.__name__, zip.__name__, isinstance.__name__, ''.upper.__name__, [].append.__name__, round.__name__, sum.__name__, open.__name__)

def h():
    pass
h.x = 1
h.__doc__ = 'set'
setattr(h, 'y', 2)
print(h.x, h.__doc__, h.y, hasattr(h, 'z'), h.__dict__, vars(h), getattr(h, 'z', 9))
del h.x
try:
    h.x
except AttributeError as e:
    print(e)

def counter():
    counter.n = getattr(counter, 'n', 0) + 1
    return counter.n
counter()
print(counter())
print(A.__name__, A.__mro__, B.mro(), B.__bases__, B.__base__, type(A).__name__, A.__class__)
print(__doc__, __name__)
A.__doc__ = 'new doc'
print(A.__doc__)

def oneline():
    """one"""
    return 1

def multi(a, b={'x': ':'}, *, c: 'ann'=(1, 2)) -> 'dict[str, int]':
    """multi
    line"""
    return a
print(oneline.__doc__, repr(multi.__doc__), multi.__defaults__, multi.__kwdefaults__)

async def co():
    """co doc"""
print(co.__doc__, co.__name__)
