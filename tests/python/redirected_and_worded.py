# functools.wraps, redirected output, and what reaches __exit__.
import functools, io, sys, contextlib

def deco(f):

    @functools.wraps(f)
    def wrapper(*args, **kwargs):
        """wrapper doc"""
        return f(*args, **kwargs)
    return wrapper

@deco
def hello(name: str, n: int=2) -> str:
    """Say hello."""
    return name * n
print(hello.__name__, hello.__doc__, hello.__wrapped__('a', 3), hello('b'), hello.__qualname__, hello.__module__)
print(hello.__annotations__, hello.__wrapped__.__defaults__, hello.__wrapped__.__name__)

def f():
    """doc f"""
f.__name__ = 'g'
f.__doc__ = 'new'
f.counter = 0
f.counter += 1
print(f.__name__, f.__doc__, f.counter, f.__dict__)

class Counter:

    def __init__(self, f):
        functools.update_wrapper(self, f)
        self.f = f
        self.n = 0

    def __call__(self, *a):
        self.n += 1
        return self.f(*a)

@Counter
def sq(x):
    """square"""
    return x * x
print(sq(3), sq.n, sq.__name__, sq.__doc__)

def timer(label):

    def outer(fn):

        @functools.wraps(fn)
        def inner(*a, **k):
            inner.calls += 1
            return fn(*a, **k)
        inner.calls = 0
        return inner
    return outer

@timer('x')
def add(a, b):
    return a + b
print(add(1, 2), add(3, 4), add.calls, add.__name__)

class M:

    @deco
    def meth(self, x):
        """method doc"""
        return x

    @staticmethod
    @deco
    def sm(x):
        return x

    @classmethod
    def cm(cls):
        """cm doc"""
        return cls.__name__
print(M().meth(3), M.meth.__name__, M.meth.__doc__, M.sm(4), M.cm(), M().meth.__name__, M.cm.__doc__, M.__doc__, M.meth.__qualname__)
old = sys.stdout
sys.stdout = buf = io.StringIO()
print('captured', 1, sep='-')
print('more', end='!')
sys.stdout = old
print(repr(buf.getvalue()))
b = io.StringIO()
with contextlib.redirect_stdout(b):
    print('inside')
    sys.stdout.write('raw\n')
    print({'a': 1}, [1, 2])
print(repr(b.getvalue()))
e = io.StringIO()
with contextlib.redirect_stderr(e):
    print('err', file=sys.stderr)
print(repr(e.getvalue()))

class Tee:

    def __init__(self, *s):
        self.s = s

    def write(self, t):
        for x in self.s:
            x.write(t)

    def flush(self):
        pass
c = io.StringIO()
sys.stdout = Tee(old, c)
print('tee')
sys.stdout = old
print(repr(c.getvalue()))
sys.stdout.write('direct\n')
sys.stdout.flush()
print('x', file=sys.stdout, flush=True)
print('y', file=None)

class Ctx:

    def __enter__(self):
        return self

    def __exit__(self, t, v, tb):
        print(t.__name__ if t else None, v)
        return True
with Ctx():
    1 / 0
with Ctx():
    {}['k']
with Ctx():
    int('x')
with Ctx():
    [][3]
with Ctx():
    None.foo
with Ctx():
    undefined_name
with Ctx():
    'a' + 1
with Ctx():
    raise ValueError('v')
with Ctx():
    raise KeyError('v')
with Ctx():
    [1, 2, 3].foo
with Ctx():
    len(3)
with Ctx():
    (lambda: 1)(2)
with Ctx():
    a, b = (1, 2, 3)
with Ctx():
    a, b = (1,)
with Ctx():
    'abc'[10]
with Ctx():
    (1,)[4]
with Ctx():
    import nonexistent_mod
with Ctx():
    [].pop()
with Ctx():
    {}.popitem()
with Ctx():
    set().pop()
with Ctx():
    next(iter([]))
with Ctx():
    'x'.foo()
with Ctx():
    float('abc')
with Ctx():
    'abc'.index('z')
with Ctx():
    bytes([300])
with Ctx():
    chr(-1)
with Ctx():
    ord('ab')
with Ctx():
    sorted([1, 'a'])
with Ctx():
    {[]: 1}
with Ctx():
    sum(['a'])
with Ctx():
    range(1, 2, 0)
with Ctx():
    [1][1:2:0]
with Ctx():
    isinstance(1, 1)
with Ctx():
    5()
with Ctx():
    x = [1]
    x['a']
with Ctx():
    {}[1]
with Ctx():
    1 < 'a'
with Ctx():
    -'a'
with Ctx():
    object().x = 1
with Ctx():
    [].remove(1)
with Ctx():
    'a' * 'b'
with Ctx():
    abs('a')
with Ctx():
    max(1)
with Ctx():
    int([1])
with Ctx():
    open('/nope.txt')
with Ctx():
    assert 1 == 2, 'not equal'
with Ctx():
    raise RuntimeError
with Ctx():
    b'a' + 'b'
with Ctx():
    'a'.encode('ascii').decode('zzz')
with Ctx():
    2 ** 'a'
with Ctx():
    1.5 % 0
with Ctx():
    1 % 0
with Ctx():
    1 // 0
with Ctx():
    1.0 / 0
with Ctx():
    10 ** (-1) + 'a'
with Ctx():
    divmod(1, 0)
with Ctx():
    pow(2, -1, 4)
with Ctx():
    __import__('math').sqrt(-1)
with Ctx():
    __import__('math').log(0)
with Ctx():
    __import__('json').loads('{bad')
with Ctx():
    ''.join([1])
with Ctx():
    print(**{'a': 1})
with Ctx():
    next(3)
with Ctx():
    iter(3)
with Ctx():
    list(3)
with Ctx():
    1 .append(2)
with Ctx():
    {1} + {2}
with Ctx():
    [1] + (2,)
with Ctx():
    hash([])
with Ctx():
    zip(1)
with Ctx():
    enumerate(1)
with Ctx():
    list(map(1, [1]))
try:
    1 / 0
except Exception:
    print(str(sys.exc_info()[1]), sys.exc_info()[0].__name__)
try:
    {}['a']
except:
    print(sys.exc_info()[1])

def t(f):
    try:
        print(f())
    except BaseException as e:
        print(type(e).__name__, e)
t(lambda: b'a' + 'b')
t(lambda: 'a' in b'abc')
t(lambda: b'a' == 'a')
t(lambda: b'a' + b'b')
t(lambda: b'ab' + bytearray(b'c'))
t(lambda: 'a' + b'b')
t(lambda: b'a' in b'abc')
t(lambda: 97 in b'abc')
