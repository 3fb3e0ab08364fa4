# Inheritance, operators, descriptors, protocols and introspection, as models write them.
import sys, re, json, math, itertools, functools, collections, datetime, string, operator, copy, io, contextlib, dataclasses, enum, typing, types, inspect, traceback, warnings, weakref, abc, numbers, array, zlib, binascii, struct, difflib, shlex, fnmatch, keyword, ast

def f(a, b: int=2, *args, c, d='x', **kw) -> str:
    """Doc line.

    More."""
    return 'r'
sig = inspect.signature(f)
print(sig, list(sig.parameters), sig.parameters['b'].default, sig.parameters['c'].kind.name, sig.return_annotation, inspect.getdoc(f), inspect.isfunction(f), inspect.isclass(int), f.__name__, sig.bind(1, c=3).arguments, inspect.getsource(f).splitlines()[0], callable(f), inspect.signature(lambda x, y=1: 0))

class Animal:
    """Base."""
    kingdom = 'animalia'

    def __init__(self, name):
        self.name = name

    def speak(self):
        raise NotImplementedError('subclass must implement')

    def __repr__(self):
        return f'{self.__class__.__name__}(name={self.name!r})'

class Dog(Animal):

    def speak(self):
        return f'{self.name} says woof'

class Puppy(Dog):

    def __init__(self, name, age):
        super().__init__(name)
        self.age = age

    def speak(self):
        return super().speak() + '!'
animals = [Dog('Rex'), Puppy('Bit', 1)]
print(animals, [a.speak() for a in animals], Puppy.__mro__, isinstance(animals[1], Animal), Animal.__doc__, Dog.__doc__, vars(animals[1]), animals[0].kingdom, Dog.speak is not Animal.speak, Puppy.__bases__, hasattr(Dog, 'speak'), getattr(animals[0], 'zip', None), [c.__name__ for c in Animal.__subclasses__()] if hasattr(Animal, '__subclasses__') else '?')
try:
    Animal('x').speak()
except NotImplementedError as e:
    print(type(e).__name__, e)
Dog.kingdom = 'changed'
print(animals[0].kingdom, Animal.kingdom)
animals[0].kingdom = 'own'
print(animals[0].__dict__, Dog.kingdom)
setattr(Dog, 'bark', lambda self: 'BARK ' + self.name)
print(animals[1].bark())
del animals[0].kingdom
print(animals[0].kingdom)
import types as T
animals[0].greet = T.MethodType(lambda self, g: f'{g} {self.name}', animals[0])
print(animals[0].greet('hi'), type(animals[0].greet).__name__)
del animals[0].greet
print(json.dumps(animals, default=lambda o: o.__dict__), json.dumps(animals[1].__dict__), json.dumps({'d': datetime.date(2024, 1, 2)}, default=str), [*map(dataclasses.asdict, [])])
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter('always')
    warnings.warn('old', DeprecationWarning)
    print(len(w), w[0].category.__name__, w[0].message)
print(array.array('i', [1, 2, 3]).tolist(), array.array('d', [1.5])[0], zlib.crc32(b'hello'), zlib.decompress(zlib.compress(b'x' * 50)) == b'x' * 50, binascii.hexlify(b'ab'), list(difflib.unified_diff(['a', 'b'], ['a', 'c'], lineterm='')), difflib.get_close_matches('appel', ['ape', 'apple', 'peach']), round(difflib.SequenceMatcher(None, 'abcd', 'bcde').ratio(), 2), shlex.split("a 'b c' d"), fnmatch.filter(['a.py', 'b.txt'], '*.py'), keyword.iskeyword('for'), ast.literal_eval("{'a': [1, (2, 3)]}"), isinstance(1, numbers.Number), isinstance(True, numbers.Integral))
try:
    ast.literal_eval('foo()')
except ValueError as e:
    print('ValueError', str(e)[:27])
x, y = (1, 2)
x, y = (y, x)
print(x, y)
a = b = c = 0
a += 1
print(a, b, c)
(p, (q, *r)), s = ((1, (2, 3, 4)), 5)
print(p, q, r, s)
[m, n] = 'xy'
print(m, n)
i = 5
i //= 2
i **= 3
i %= 5
i <<= 2
i |= 1
i ^= 3
i &= 14
print(i)
*h, t = 'abc'
print(h, t)
d = {}
d['k'], d['j'] = (1, 2)
print(d)
l = [0] * 3
l[0], l[-1] = (7, 8)
print(l)
for_ = [(k, v) for k, v in d.items()]
print(for_)
print([[i * j for j in range(3)] for i in range(3)], {x % 3 for x in range(10)}, {k: v for k, v in zip('ab', [1, 2]) if v > 1}, sum((x for x in range(10) if x % 2)), [x if x > 1 else -x for x in range(4)], [(x, y) for x in range(2) for y in range(x, 2)], list((x.upper() for x in 'ab')), [*{1: 2, 3: 4}.values()], ''.join((c for c in 'a1b2' if c.isalpha())), [i for i, c in enumerate('hello') if c == 'l'], [a + b for a, b in zip([1, 2], [3, 4])], [w[::-1] for w in 'ab cd'.split()], next((x for x in [1, 2] if x > 5), 'none'), sorted({'b': 2, 'a': 1}.items(), key=lambda t: t[1])[0], list(dict.fromkeys([3, 1, 3, 2])), [list(g) for k, g in itertools.groupby([1, 1, 2, 3, 3])], max([(1, 'b'), (1, 'a')]), min('hello', key='lohe'.index), list(zip(*[(1, 2), (3, 4)])), [x for row in [[1], [2, 3]] for x in row])

def deep(n):
    return n if n == 0 else deep(n - 1) + 1
print(deep(500))
try:
    (lambda f: f(f))(lambda f: f(f))
except RecursionError as e:
    print('RecursionError', str(e)[:32])

def tb():
    try:
        raise KeyError('missing')
    except KeyError as e:
        info = traceback.format_exception_only(type(e), e)
        return info
print(tb(), traceback.format_exception_only(ValueError('v')))

def log_calls(func=None, *, level='INFO'):
    if func is None:
        return functools.partial(log_calls, level=level)

    @functools.wraps(func)
    def inner(*a, **k):
        print(f"[{level}] {func.__name__}{a}{k or ''}")
        return func(*a, **k)
    return inner

@log_calls
def one(x):
    return x

@log_calls(level='DEBUG')
def two(x, *, y=1):
    return x + y
print(one(1), two(2, y=3), two.__wrapped__(1))

class Singleton:
    _i = None

    def __new__(cls, *a, **k):
        if cls._i is None:
            cls._i = super().__new__(cls)
        return cls._i

class Registry(dict):

    def register(self, name):

        def deco(f):
            self[name] = f
            return f
        return deco
R = Registry()

@R.register('add')
def _add(a, b):
    return a + b
print(Singleton() is Singleton(), R['add'](1, 2), list(R), isinstance(R, dict), len(R))

class Matrix2(list):

    def __matmul__(self, o):
        return Matrix2([[sum((a * b for a, b in zip(r, c))) for c in zip(*o)] for r in self])

    def __str__(self):
        return '\n'.join(map(str, self))
print(Matrix2([[1, 2], [3, 4]]) @ [[0, 1], [1, 0]])
print(str(Matrix2([[1]])), repr(Matrix2([[1]])), Matrix2([[1]]) == [[1]])

class Lst:

    def __init__(self):
        self.d = []

    def __setitem__(self, k, v):
        self.d.append((k, v))

    def __getitem__(self, k):
        return k if not isinstance(k, slice) else (k.start, k.stop, k.step)

    def __delitem__(self, k):
        self.d.append(('del', k))

    def __len__(self):
        return 3
o = Lst()
o[1] = 2
o[1:2] = 3
o['a', 1] = 4
del o[5]
print(o.d, o[1:5:2], o[::-1], o[1, 2], o[...], len(o), bool(o))

class It:

    def __init__(self, n):
        self.n = n

    def __iter__(self):
        self.i = 0
        return self

    def __next__(self):
        if self.i >= self.n:
            raise StopIteration
        self.i += 1
        return self.i
print(list(It(3)), sum(It(4)), 2 in It(3), max(It(5)), [*It(2)], dict(zip(It(2), 'ab')), sorted(It(3), reverse=True), tuple(It(1)), set(It(2)), list(map(lambda v: v * 2, It(2))), list(enumerate(It(2))))

class Seq:

    def __getitem__(self, i):
        if i > 2:
            raise IndexError
        return i * 10
print(list(Seq()), 20 in Seq(), [x for x in Seq()], list(zip(Seq(), 'ab')), list(reversed([1, 2])))
print(f"{'a':>{5}}", f'{3.14159:.{2}f}', f"{10:{'x'}}", f"{'%'}", f'{{}}', f'{1:>5}|{2:<5}|{3:^5}', f'{1000.0:,}', f'{-1234.5:,.1f}', f'{0.1 + 0.2:.2f}', f"{'x' * 3}", f'{[1, 2][0]}', f"{ {'a': 1}['a']}", f"{('yes' if True else 'no')}", f"len('abc')={len('abc')!r}", f"{'q'!r}", f"{'m'}", f'{1000:_}', f'{7:03}', f'{7:+}', f'{3:#b}', f'{12.0}', f'{1 / 3:.3}', f'{100:e}', f'{datetime.date(2024, 5, 6):%d.%m.%Y}', '{:,}'.format(1234567.5), '{:>8}|{:^8}|{:<8}'.format('a', 'b', 'c'), '{name!r:>6}'.format(name='z'), '{0}{1}{0}'.format('a', 'b'), '%5s|%-5s|%05.1f|%x|%%|%c' % ('a', 'b', 3.14159, 255, 'z'), '%(a)s-%(b)03d' % {'a': 1, 'b': 2}, str(1.0), str(1e+20), repr(0.1), str(True), str(None), str([1, 'a', None, 2.0, (1,), {'k': {1}}]))


import functools, contextlib, collections, itertools, enum, dataclasses, typing, copy, abc, operator, weakref

class Base:

    def __init__(self, **kw):
        self.log = ['Base']
        super().__init__(**kw)

    @property
    def x(self):
        return self._x

    @x.setter
    def x(self, v):
        self._x = v

    @classmethod
    def make(cls, *a, **k):
        return cls(*a, **k)

    def tmpl(self):
        return f'{self.head()}-{self.tail()}'

    def head(self):
        return 'bh'

    def tail(self):
        return 'bt'

class Sub(Base):

    @Base.x.setter
    def x(self, v):
        self._x = v * 2

    def head(self):
        return 's' + super().head()

    @classmethod
    def make(cls, *a, **k):
        o = super().make(*a, **k)
        o.made = True
        return o
s = Sub.make()
s.x = 4
print(s.x, s.tmpl(), s.made, s.log)

class PropOver(Base):

    @property
    def x(self):
        return 'over:' + str(super().x)
p = PropOver()
p._x = 1
print(p.x)

class A:

    def __init__(self, a=0, **kw):
        self.a = a
        super().__init__(**kw)

class B:

    def __init__(self, b=0, **kw):
        self.b = b
        super().__init__(**kw)

class C(A, B):

    def __init__(self, c=0, **kw):
        super().__init__(**kw)
        self.c = c
c = C(c=1, a=2, b=3)
print(c.a, c.b, c.c, [k.__name__ for k in C.__mro__])
try:
    C(z=1)
except TypeError as e:
    print(type(e).__name__)

class D1:

    def go(self):
        return ['D1']

class D2(D1):

    def go(self):
        return ['D2'] + super().go()

class D3(D1):

    def go(self):
        return ['D3'] + super().go()

class D4(D2, D3):

    def go(self):
        return ['D4'] + super().go()
print(D4().go(), D1.go(D4()), D4.mro()[1:3] == [D2, D3])

class Priv:
    __secret = 1

    def __init__(self):
        self.__v = 2

    def get(self):
        return self.__v + self.__secret + Priv.__secret

    def __hidden(self):
        return 'h'

    def call(self):
        return self.__hidden()

class Priv2(Priv):

    def __init__(self):
        super().__init__()
        self.__v = 10

    def both(self):
        return (self.__v, self._Priv__v)
print(Priv().get(), Priv().call(), Priv2().both(), Priv2().get(), hasattr(Priv(), '__v'), sorted(Priv2().__dict__))

class Fmt:

    @functools.singledispatchmethod
    def f(self, x):
        return 'obj'

    @f.register
    def _(self, x: int):
        return 'int'

    @f.register
    def _(self, x: list):
        return 'list'
print(Fmt().f(1), Fmt().f([]), Fmt().f('s'))

class Gen(typing.Generic[typing.TypeVar('T')]):

    def __class_getitem__(cls, item):
        return f'{cls.__name__}[{item}]'
print(Gen['x'] if isinstance(Gen['x'], str) else 'Gen[x]')

class Ops:

    def __init__(self, v):
        self.v = v

    def __eq__(self, o):
        return self.v == o.v if isinstance(o, Ops) else NotImplemented

    def __lt__(self, o):
        return self.v < o.v

    def __le__(self, o):
        return self.v <= o.v

    def __hash__(self):
        return hash(self.v)

    def __repr__(self):
        return f'O{self.v}'

    def __bool__(self):
        return self.v != 0

    def __iadd__(self, o):
        self.v += o
        return self

    def __isub__(self, o):
        return Ops(self.v - o)

    def __rsub__(self, o):
        return f'{o}-{self.v}'

    def __rtruediv__(self, o):
        return f'{o}/{self.v}'

    def __rpow__(self, o):
        return f'{o}**{self.v}'

    def __rmod__(self, o):
        return f'{o}%{self.v}'

    def __rfloordiv__(self, o):
        return f'{o}//{self.v}'

    def __ror__(self, o):
        return f'{o}|{self.v}'

    def __contains__(self, o):
        return o == self.v

    def __neg__(self):
        return Ops(-self.v)

    def __pos__(self):
        return self

    def __complex__(self):
        return complex(self.v)

    def __trunc__(self):
        return int(self.v)

    def __ceil__(self):
        return 'ceil'

    def __floor__(self):
        return 'floor'

    def __len__(self):
        return abs(self.v)

    def __getattr__(self, n):
        if n.startswith('get_'):
            return lambda: (n[4:], self.v)
        raise AttributeError(f'{type(self).__name__!r} object has no attribute {n!r}')
o = Ops(3)
q = o
o += 2
print(o, q is o, 10 - o, 10 / o, 2 ** o, 7 % o, 7 // o, 1 | o, 5 in o, -o, +o is o, len(o), o.get_name(), sorted([Ops(2), Ops(1)]), max(Ops(1), Ops(5)), Ops(1) == Ops(1), Ops(1) != Ops(2), Ops(1) == 1, {Ops(1), Ops(1)}, Ops(1) > Ops(0), Ops(2) >= Ops(2), bool(Ops(0)), not Ops(0), Ops(0) or 'dflt', [Ops(1)].index(Ops(1)), Ops(4) in [Ops(4)], complex(o))
o -= 1
print(o, q is o)
try:
    o.other
except AttributeError as e:
    print(e)
import math
print(math.ceil(Ops(1)), math.floor(Ops(1)), math.trunc(Ops(7)))

class Ctx:

    def __init__(self):
        self.st = []

    def __enter__(self):
        self.st.append('in')
        return self.st

    def __exit__(self, t, v, tb):
        self.st.append(t.__name__ if t else None)
        return t is KeyError
c = Ctx()
with c as st:
    st.append('body')
with c:
    raise KeyError('x')
print(c.st)

def ctxgen():
    with c as z:
        yield 1
        yield 2
g = ctxgen()
print(next(g))
g.close()
print(c.st[-2:])

@contextlib.contextmanager
def cm(n):
    try:
        yield n
    except ZeroDivisionError as e:
        print('swallowed', e)
    else:
        print('clean')
    finally:
        print('fin', n)
with cm(1):
    1 / 0
with cm(2):
    pass

@cm(3)
def decorated():
    print('in decorated')
decorated()

def early():
    for i in range(3):
        with cm(i):
            if i == 1:
                return i
print(early())

@dataclasses.dataclass
class Node:
    v: int
    kids: list['Node'] = dataclasses.field(default_factory=list)

    def __iter__(self):
        yield self.v
        for k in self.kids:
            yield from k

    def depth(self):
        return 1 + max((k.depth() for k in self.kids), default=0)
t = Node(1, [Node(2, [Node(3)]), Node(4)])
print(list(t), t.depth(), t == copy.deepcopy(t), t, dataclasses.asdict(t)['kids'][0]['kids'])

class Cow:

    def __init__(self):
        self.d = {'a': [1]}

    def __copy__(self):
        n = Cow()
        n.d = self.d
        return n

    def __deepcopy__(self, memo):
        n = Cow()
        n.d = copy.deepcopy(self.d, memo)
        return n
w = Cow()
c1, c2 = (copy.copy(w), copy.deepcopy(w))
w.d['a'].append(2)
print(c1.d, c2.d)

class Weekday(enum.Enum):
    MON = 1
    TUE = 2

    @classmethod
    def today(cls):
        return cls.TUE

    def next(self):
        m = list(Weekday)
        return m[(m.index(self) + 1) % len(m)]

    def __lt__(self, o):
        return self.value < o.value
print(Weekday.today().next(), sorted([Weekday.TUE, Weekday.MON]), Weekday(1), Weekday.MON.name, Weekday.__members__.keys(), Weekday.MON in {Weekday.MON: 1}, repr(Weekday.TUE), f'{Weekday.TUE}', hash(Weekday.MON) == hash(Weekday.MON), enum.Enum('Dyn', 'A B').B.value)

def kwonly(*, a, b=2):
    return (a, b)
for call in (lambda: kwonly(), lambda: kwonly(1), lambda: kwonly(a=1, c=2), lambda: kwonly(a=1), lambda: Priv(1), lambda: Base(1, 2), lambda: Node(), lambda: Node(1, [], 3), lambda: Ops(), lambda: print(foo=1)):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, '|', e)


class T:

    def __init__(self, c):
        self.c = c

    def __format__(self, spec):
        if spec == 'f':
            return f'{self.c * 9 / 5 + 32:.1f}F'
        return f'{self.c:.1f}C'
t = T(20)
print(f'{t}', f'{t:f}', '{}'.format(t), format(t), format(t, 'f'), f'{t!s:.3}'[:3])

class E:

    def __exit__(self, a, b, c):
        print(a.__name__, b)
        return True

    def __enter__(self):
        pass
with E():
    1 / 0

class N:

    def __ne__(self, o):
        return 'ne'

    def __eq__(self, o):
        return 'eq'
print(N() == 1, N() != 1, 1 == N())
print([*range(3)][::-1], '%s' % (1,), '%s %r' % ('a', 'b'), '%-5d|' % 3, '%.2e' % 12345)
print({1, 2} <= {1, 2, 3}, {'a': 1}.items() <= {'a': 1, 'b': 2}.items(), {'a': 1}.keys() == {'a'}, [1, 2] < [1, 3], (1,) < (1, 0), 'Z' < 'a', None == None, [] == (), 1 == True, '1' == 1)
a = [1, 2, 3]
b = a[:]
b.append(4)
a[1:2] = []
print(a, b, a * 2, a + b, [a] * 2)
print(*zip([1, 2, 3], 'abc'), *map(str, range(2)), sep=';')
print(list(map(lambda *a: sum(a), [1, 2], [3, 4])), dict(enumerate('ab')), list(filter(lambda x: x % 2, range(5))))
print(sorted(['b', 'A', 'c'], key=str.lower), sorted({'x': 2, 'y': 1}, key={'x': 2, 'y': 1}.get), sorted([(1, 'b'), (1, 'a')], key=lambda t: (t[0], t[1])), sorted('hello', reverse=True), max('apple', 'fig', key=len))
import collections
print(collections.Counter('mississippi').most_common(2), collections.Counter(a=3) - collections.Counter(a=1), [k for k, v in collections.Counter([1, 1, 2]).items() if v > 1])
try:
    raise ExceptionGroup('g', [ValueError(1)])
except ExceptionGroup as eg:
    print(eg)
print(1 if [] else 2, [] or 'x', 0 and 1, not None, 1 < 2 > 1, 5 if True else 6, (lambda: (yield))().__class__.__name__)
print('abcdef', 'a' + 'b', 'ABC', 'tab\tq', '\\t', b'\x00a', 'ab', 15, 3, 255, 1000.0, 10, 0.5, 5.0, 1j)
del a
try:
    a
except NameError as e:
    print(e)
global_var = 1

def modify():
    global global_var, new_global
    global_var += 1
    new_global = 'n'
modify()
print(global_var, new_global)


d = {'a': 1, 'b': 2}
print(d.keys() == {'a', 'b'}, {'a', 'b'} == d.keys(), d.keys() == {'b': 0, 'a': 0}.keys(), d.items() == {('a', 1), ('b', 2)}, d.keys() != {'a'}, d.keys() == ['a', 'b'], d.values() == d.values(), d.items() == d.items(), 'a' in d.keys(), ('a', 1) in d.items(), 1 in d.values(), d.keys() - {'a'}, d.keys() >= {'a'}, d.items() <= {'a': 1, 'b': 2, 'c': 3}.items(), d.keys() == 3, [] == d.keys(), d.keys() == frozenset('ab'))
