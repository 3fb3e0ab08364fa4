# Generators, closures, decorators, built-ins and async code, as models write them.
def gen():
    x = (yield 1)
    print('got', x)
    try:
        y = (yield 2)
        print('y', y)
    except ValueError as e:
        print('caught', e)
        yield 'recovered'
    finally:
        print('closing')
    return 'ret'
g = gen()
print(next(g), g.send('hi'), g.throw(ValueError('boom')))
try:
    next(g)
except StopIteration as e:
    print('stop', e.value)

def sub():
    r = (yield from gen())
    print('r', r)
    return r
s = sub()
print(list(s))
g2 = gen()
next(g2)
g2.close()
try:
    next(g2)
except StopIteration:
    print('done')

def fibs():
    a, b = (0, 1)
    while True:
        yield a
        a, b = (b, a + b)
import itertools
print(list(itertools.islice(fibs(), 10)), next((x for x in fibs() if x > 100)), sum(itertools.takewhile(lambda x: x < 50, fibs())))

def avg():
    t = n = 0
    a = None
    while True:
        v = (yield a)
        t += v
        n += 1
        a = t / n
c = avg()
next(c)
print(c.send(10), c.send(20), c.send(3))

def counter(start=0):
    n = start

    def inc(by=1):
        nonlocal n
        n += by
        return n

    def get():
        return n
    inc.get = get
    return inc
i = counter(5)
i()
i(2)
print(i.get(), counter()())
fs = [lambda: k for k in range(3)]
print([f() for f in fs], [f() for f in [lambda k=k: k for k in range(3)]])
x = 10

def scope():
    x = 20

    class K:
        y = x
        z = [x for _ in range(2)]

        def m(self):
            return x
    return (K.y, K.z, K().m(), [x for x in range(3)], x)
print(scope(), x)

def outer():
    total = 0
    for i in range(3):

        def f(i=i):
            nonlocal total
            total += i
        f()
    return total
print(outer())

def varargs(a, b=2, *args, c, d=4, **kw):
    return (a, b, args, c, d, kw)
print(varargs(1, c=3), varargs(1, 2, 3, 4, c=5, e=6), varargs(*[1, 2], **{'c': 3, 'z': 1}))

def po(a, b, /, c, *, d):
    return a + b + c + d
print(po(1, 2, 3, d=4), po(1, 2, c=3, d=4))

def mut(x, acc=[]):
    acc.append(x)
    return acc
print(mut(1), mut(2), mut.__defaults__)
compose = lambda *f: functools.reduce(lambda a, b: lambda x: b(a(x)), f)
import functools
print(compose(lambda x: x + 1, lambda x: x * 2, str)(3))

def memo(f):
    cache = {}

    @functools.wraps(f)
    def w(*a):
        if a not in cache:
            cache[a] = f(*a)
        return cache[a]
    w.cache = cache
    return w

@memo
def fact(n):
    return 1 if n < 2 else n * fact(n - 1)
print(fact(20), len(fact.cache), fact.__name__)

def trace(prefix='', *, log=None):

    def d(f):

        @functools.wraps(f)
        def w(*a, **k):
            args = ', '.join([repr(x) for x in a] + [f'{n}={v!r}' for n, v in k.items()])
            print(f'{prefix}{f.__name__}({args})')
            r = f(*a, **k)
            print(f'{prefix}-> {r!r}')
            return r
        return w
    return d

@trace('> ')
def addk(a, b=1, *, scale=1):
    return (a + b) * scale
addk(1, b=2, scale=3)

def typed(**types):

    def d(f):

        def w(*a, **k):
            import inspect
            b = inspect.signature(f).bind(*a, **k)
            for n, v in b.arguments.items():
                if n in types and (not isinstance(v, types[n])):
                    raise TypeError(f'{n} must be {types[n].__name__}')
            return f(*a, **k)
        return w
    return d

@typed(a=int, b=str)
def tf(a, b):
    return b * a
print(tf(2, 'x'))
try:
    tf('2', 'x')
except TypeError as e:
    print(e)

def validate(f):
    hints = f.__annotations__

    @functools.wraps(f)
    def w(*args, **kwargs):
        for (n, t), v in zip(hints.items(), args):
            if not isinstance(v, t):
                raise TypeError(f'Expected {t.__name__} for {n}, got {type(v).__name__}')
        return f(*args, **kwargs)
    return w

@validate
def area(w: int, h: int) -> int:
    return w * h
print(area(2, 3))
try:
    area(2, '3')
except TypeError as e:
    print(e)

def curry(f):
    n = f.__code__.co_argcount

    def c(*a):
        return f(*a) if len(a) >= n else lambda *b: c(*a, *b)
    return c
print(curry(lambda a, b, c: a + b + c)(1)(2)(3), curry(lambda a, b: a * b)(3, 4))
data = [5, 2, 9]
data[1:1] = [7, 8]
print(data)
data[::2] = [0] * 3
print(data)
del data[1:3]
print(data)
data[len(data):] = [1]
data += (2,)
data *= 2
print(data, data.count(1), data.index(2), data[-3:], data[::-1], data[5:1:-2])
a = b = []
a.append(1)
print(b, a is b, a == [1])
a = a + [2]
print(a, b)
l = [3, 1, 2]
print(sorted(l), l.sort(), l, l.reverse(), l, l.insert(1, 9), l, l.pop(0), l.extend('ab'), l, l.copy() is l, l.clear(), l)
t = (1,)
t += (2,)
print(t, t * 2, (1, 2) < (1, 3), tuple('ab'), (x for x in t).__class__.__name__)
s1, s2 = ({1, 2, 3}, {3, 4})
print(s1 | s2, s1 & s2, s1 - s2, s1 ^ s2, s1 <= s2, {3} < s1, s1.isdisjoint({9}), s1.union([7]), frozenset(s1) == s1, {*s1, 5}, s1.symmetric_difference(s2))
s1 |= {10}
s1.discard(99)
s1.update([4], [5])
print(s1, len(s1), sorted(s1, reverse=True))
d = {'a': 1}
d.setdefault('b', []).append(2)
print(d, d.get('z'), d.pop('a'), d.pop('q', None), list(d.items()), 'b' in d, d.keys() & {'b'}, dict.fromkeys('xy', 0), {v: k for k, v in {'m': 1}.items()}, d | {'n': 1}, list(reversed({'p': 1, 'q': 2})), max({'a': 3, 'b': 5}.items(), key=lambda kv: kv[1]), sorted({'b': 1, 'a': 2}), {**d, 'b': 0}, d == {'b': [2]})
d.update(c=3, **{'e': 4})
d.update([('f', 5)])
print(d, len(d))
del d['c']
print(d.popitem(), d)
n = 0
while True:
    n += 1
    if n == 2:
        continue
    if n > 3:
        break
else:
    print('no')
for i in range(2):
    pass
else:
    print('for-else', i)
print([(y := 5), y ** 2], (z := 3) + z, [(last := i) for i in range(3)], last, any(((w := q) > 2 for q in [1, 3])), w)
if (m := len('abc')) > 2:
    print('long', m)
print(*(f'{a}{b}' for a in 'xy' for b in (1, 2) if (a, b) != ('x', 1)), sep=',', end='\n\n')
print(1, 'a', None, [1.0], sep=' | ', end='.')
print()
print('a\tb\\n', '\\d', 'é', 'its', 'q"q')
print(f"{'left':<10}|{'right':>10}|{'mid':^10}|{3.14159:10.2f}|{42:<6d}|{1000000.0:,.0f}|{1e-05:g}|{123:e}|{True:d}|{'s':10}|{-7:06d}|{7:+.1f}|{255:b}|{1234.5:_.2f}|{None!s:>6}|{12345678:,}|{'trunc':.3}|{5:^+5}|{31:#o}|{3:n}|{65:c}|{0.5:%}")
assert True, 'no'
pass
...
print(..., Ellipsis is ..., NotImplemented, __name__, type(None), bool, int, 10 .__class__ if False else '')
print(eval('1+2*3'), eval('[i for i in range(3)]'), eval('x*2', {'x': 4}))
exec('q1 = 5\ndef ff(): return q1')
print(q1, ff())
ns = {}
exec('a=1\nclass Z: b=2', ns)
print(ns['a'], ns['Z'].b, sorted((k for k in ns if k[0] != '_')))
print(list(map(int, '1 2 3'.split())), list(filter(None, [0, 1, '', 'a'])), list(enumerate('ab', start=1)), list(zip('ab', [1, 2], strict=True)), sum([[1], [2]], []), max('abc', 'abd'), min([3, 1], [2]), min('b', 'a', key=ord), sorted('bA', key=str.lower), list(reversed([1, 2])), abs(-3), pow(2, 3, 5), divmod(7, 2), round(3.14159, 2), all([1, 0]), any([0, 1]), chr(8364), hex(16), isinstance(True, int), issubclass(bool, int), callable(len), type(1) is int, hash('a') == hash('a'), id(None) == id(None), range(5)[2], range(10)[2:5], len(range(0, 10, 3)), 3 in range(5), list(range(5, 0, -2)), str(range(2)), slice(1, 5, 2), 'abcdef'[slice(1, 4)], bytes(3), bytearray(b'a'), memoryview(b'abc')[1], complex('1+2j'), float('  1.5 '), int('0x1f', 16), bool('False'), str(b'a', 'utf-8'), tuple({1: 2}), set('aa'), frozenset([1]), dict([('a', 1)]), list({'a': 1}), iter([1]).__next__(), next(iter([]), 'd'))


import asyncio, time, logging, sys, operator, copy, types, collections.abc as cabc, typing, functools, itertools, contextlib, io, unittest, textwrap, calendar, string, random
from collections import UserDict, UserList

async def fetch(n, d=0):
    await asyncio.sleep(d)
    return n * 2

async def main():
    r = await asyncio.gather(*(fetch(i) for i in range(3)))
    print(r)
    t = asyncio.create_task(fetch(10))
    print(await t)
    async with Lock() as l:
        print('in', l)
    async for x in agen(3):
        print(x, end=' ')
    print([y async for y in agen(2)])
    try:
        await asyncio.wait_for(fetch(1), timeout=1)
    except asyncio.TimeoutError:
        print('timeout')
    sem = asyncio.Semaphore(2)
    async with sem:
        print('sem')
    q = asyncio.Queue()
    await q.put(1)
    print(await q.get(), q.empty())
    return 'main done'

class Lock:

    async def __aenter__(self):
        return 'L'

    async def __aexit__(self, *a):
        print('out')

async def agen(n):
    for i in range(n):
        yield i

async def fail():
    raise ValueError('bad')
print(asyncio.run(main()))
logging.basicConfig(level=logging.INFO, format='%(levelname)s:%(name)s:%(message)s', stream=sys.stdout)
log = logging.getLogger('app')
log.info('hello %s', 'w')
log.debug('no')
log.warning('w %d', 3)
try:
    1 / 0
except ZeroDivisionError:
    log.error('failed: %s', sys.exc_info()[1])
print(operator.itemgetter(1, 0)('ab'), operator.attrgetter('real')(3), operator.methodcaller('upper')('a'), functools.reduce(operator.add, [1, 2, 3]), sorted([{'a': 2}, {'a': 1}], key=operator.itemgetter('a')))

class Deck(cabc.Sequence):

    def __init__(self):
        self._c = [f'{r}{s}' for s in 'SH' for r in 'A23']

    def __getitem__(self, i):
        return self._c[i]

    def __len__(self):
        return len(self._c)
d = Deck()
print(len(d), d[0], d[-1], d[1:3], 'AH' in d, d.index('2S'), d.count('AS'), list(reversed(d))[:2], isinstance(d, cabc.Iterable), random.Random(1).choice(d) in d)

class CI(UserDict):

    def __setitem__(self, k, v):
        super().__setitem__(k.lower(), v)

    def __getitem__(self, k):
        return super().__getitem__(k.lower())

    def __contains__(self, k):
        return k.lower() in self.data
c = CI({'A': 1})
c['B'] = 2
print(c, c['a'], 'b' in c, dict(c), c.get('Z', 0), len(c), list(c.items()))

class CID(dict):

    def __setitem__(self, k, v):
        super().__setitem__(k.lower(), v)

    def __getitem__(self, k):
        return super().__getitem__(k.lower())

    def __missing__(self, k):
        return f'no {k}'
x = CID()
x['Q'] = 1
print(x, x['q'])

class Bounded(list):

    def __init__(self, n):
        super().__init__()
        self.n = n

    def append(self, v):
        if len(self) >= self.n:
            self.pop(0)
        super().append(v)
b = Bounded(2)
[b.append(i) for i in range(4)]
print(b, len(b), b[0], isinstance(b, list), b == [2, 3], b + [1], sum(b), sorted(b, reverse=True), [*b], b.n)

class Money(int):

    def __new__(cls, v, cur='USD'):
        o = super().__new__(cls, v)
        o.cur = cur
        return o

    def __add__(self, o):
        return Money(int(self) + int(o), self.cur)

    def __repr__(self):
        return f'Money({int(self)}, {self.cur!r})'
m = Money(5, 'EUR') + 3
print(m, repr(m), m.cur, m * 2, m > 7, f'{m:>5}', {m: 1}, int(m), sum([Money(1), Money(2)]), m == 8)

class Color(str):

    def shade(self):
        return self.upper() + '!'
print(Color('red').shade(), Color('a') + 'b', Color('x') == 'x', '-'.join([Color('p'), 'q']), len(Color('abc')), Color('abc')[1], {Color('k'): 1}['k'], isinstance(Color('a'), str))

class E1(Exception):
    pass

class E2(E1):

    def __str__(self):
        return f'E2<{self.args[0]}>'
try:
    raise E2('z')
except E1 as e:
    print(e, repr(e), str(e), f'{e}', e.args)
print(types.SimpleNamespace(a=1, b='x'), types.SimpleNamespace(a=1) == types.SimpleNamespace(a=1), typing.get_type_hints(fetch), typing.Optional[int], typing.List[int], typing.Dict[str, typing.Any], typing.Union[int, str], int | None, typing.Callable[[int], str], typing.Tuple[int, ...], typing.Literal['a'])

@contextlib.contextmanager
def timer():
    t = time.perf_counter()
    try:
        yield (lambda: time.perf_counter() - t)
    finally:
        print('timed')
with timer() as el:
    pass
print(el() >= 0, isinstance(time.time(), float), time.strftime('%Y', time.gmtime(0)), time.monotonic() > 0)
print(calendar.monthrange(2024, 2), calendar.isleap(2000), calendar.month_name[3], calendar.day_abbr[0])
print(calendar.month(2024, 2))

class TC(unittest.TestCase):

    def setUp(self):
        self.x = 1

    def test_a(self):
        self.assertEqual(self.x, 1)
        self.assertRaises(ValueError, int, 'z')

    def test_b(self):
        with self.assertRaises(KeyError) as cm:
            {}['k']
        self.assertIn('k', str(cm.exception))
r = unittest.TextTestRunner(stream=io.StringIO()).run(unittest.defaultTestLoader.loadTestsFromTestCase(TC))
print(r.testsRun, r.wasSuccessful())

class Obs:

    def __init__(self):
        self._h = {}

    def on(self, ev):

        def d(f):
            self._h.setdefault(ev, []).append(f)
            return f
        return d

    def emit(self, ev, *a, **k):
        return [f(*a, **k) for f in self._h.get(ev, [])]
o = Obs()

@o.on('x')
def h1(v):
    return v + 1

@o.on('x')
def h2(v):
    return v * 2
print(o.emit('x', 5), o.emit('y'))

class SM:
    T = {('idle', 'start'): 'run', ('run', 'stop'): 'idle'}

    def __init__(self):
        self.s = 'idle'

    def fire(self, e):
        try:
            self.s = self.T[self.s, e]
        except KeyError:
            raise ValueError(f'bad transition {self.s!r} -> {e!r}') from None
        return self.s
sm = SM()
print(sm.fire('start'), sm.fire('stop'))
try:
    sm.fire('stop')
except ValueError as e:
    print(e, e.__cause__, e.__suppress_context__)

class Tok:

    def __init__(s, k, v):
        s.k, s.v = (k, v)

    def __repr__(s):
        return f'{s.k}:{s.v}'
import re

def lex(src):
    spec = [('NUM', '\\d+(\\.\\d+)?'), ('OP', '[-+*/()]'), ('WS', '\\s+'), ('BAD', '.')]
    for m in re.finditer('|'.join((f'(?P<{n}>{p})' for n, p in spec)), src):
        if m.lastgroup == 'WS':
            continue
        if m.lastgroup == 'BAD':
            raise SyntaxError(f'unexpected {m.group()!r} at {m.start()}')
        yield Tok(m.lastgroup, m.group())

class Parser:

    def __init__(self, src):
        self.t = list(lex(src))
        self.i = 0

    def peek(self):
        return self.t[self.i].v if self.i < len(self.t) else None

    def eat(self):
        self.i += 1
        return self.t[self.i - 1].v

    def expr(self):
        v = self.term()
        while self.peek() in ('+', '-'):
            v = v + self.term() if self.eat() == '+' else v - self.term()
        return v

    def term(self):
        v = self.fac()
        while self.peek() in ('*', '/'):
            if self.eat() == '*':
                v *= self.fac()
            else:
                v /= self.fac()
        return v

    def fac(self):
        if self.peek() == '(':
            self.eat()
            v = self.expr()
            self.eat()
            return v
        if self.peek() == '-':
            self.eat()
            return -self.fac()
        return float(self.eat())
print(list(lex('1+2*(3)')), Parser('1 + 2 * (3 - -4) / 2').expr())
try:
    Parser('1 $ 2')
except SyntaxError as e:
    print(e)
table = [('Name', 'Qty', 'Price'), ('Apple', 3, 1.5), ('Kiwi', 12, 0.25)]
w = [max((len(str(r[i])) for r in table)) for i in range(3)]
for r in table:
    print(' | '.join((f'{str(c):<{w[i]}}' if i == 0 else f'{c!s:>{w[i]}}' for i, c in enumerate(r))))
print('-' * 20, '=' * 5 + '>', sep='\n')
print('{:<10}{:>8.2f}'.format('Total', 123.456), '%-8s|%8.3f|%+05d' % ('x', 2.5, 3))
