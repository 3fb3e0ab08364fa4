# Small programs as models write them: an inventory, expressions, matrices, reports, caches.
from __future__ import annotations
import abc, enum, functools, itertools, re, sys, json, collections, dataclasses, typing as t, contextlib, io, textwrap, string, datetime as dt, decimal, heapq, random, math, time, copy, uuid, os

class OutOfStock(Exception):

    def __init__(self, item: str, wanted: int, have: int) -> None:
        self.item, self.wanted, self.have = (item, wanted, have)
        super().__init__(f'{item}: wanted {wanted}, have {have}')

@dataclasses.dataclass
class Inventory:
    items: dict[str, int] = dataclasses.field(default_factory=dict)
    log: list[tuple[str, str, int]] = dataclasses.field(default_factory=list, repr=False)

    def add(self, name: str, n: int=1) -> Inventory:
        self.items[name] = self.items.get(name, 0) + n
        self.log.append(('add', name, n))
        return self

    def take(self, name: str, n: int=1) -> int:
        if (have := self.items.get(name, 0)) < n:
            raise OutOfStock(name, n, have)
        self.items[name] -= n
        self.log.append(('take', name, n))
        return self.items[name]

    def __iter__(self) -> t.Iterator[tuple[str, int]]:
        return iter(sorted(self.items.items()))

    def __len__(self):
        return sum(self.items.values())
inv = Inventory().add('nut', 5).add('bolt', 2)
for n in (3, 9):
    try:
        print(inv.take('nut', n))
    except OutOfStock as e:
        print('!', e, e.have, type(e).__mro__[1].__name__)
print(inv, list(inv), len(inv), inv.log, Inventory.add.__annotations__, dataclasses.fields(inv)[0].type)

class Event(t.NamedTuple):
    kind: str
    amount: decimal.Decimal
    at: dt.datetime = dt.datetime(2024, 1, 1)
evs = [Event('dep', decimal.Decimal('100.10')), Event('wd', decimal.Decimal('30.05'), dt.datetime(2024, 1, 2)), Event('dep', decimal.Decimal('0.95'))]
bal = sum((e.amount if e.kind == 'dep' else -e.amount for e in evs), decimal.Decimal())
print(bal, f'{bal:.1f}', f'${bal:>10,.2f}', [e.kind for e in sorted(evs, key=lambda e: (e.at, -e.amount))], evs[1])
grouped = {k: [str(e.amount) for e in g] for k, g in itertools.groupby(sorted(evs, key=lambda e: e.kind), key=lambda e: e.kind)}
print(grouped)

class Expr(abc.ABC):

    @abc.abstractmethod
    def ev(self, env: dict) -> float:
        ...

    def __add__(self, o):
        return Bin('+', self, wrap(o))

    def __mul__(self, o):
        return Bin('*', self, wrap(o))

    def __radd__(self, o):
        return wrap(o) + self

    def __rmul__(self, o):
        return wrap(o) * self

class Num(Expr):

    def __init__(self, v):
        self.v = v

    def ev(self, env):
        return self.v

    def __repr__(self):
        return repr(self.v)

class Var(Expr):

    def __init__(self, n):
        self.n = n

    def ev(self, env):
        try:
            return env[self.n]
        except KeyError as e:
            raise NameError(f'unbound: {self.n}') from e

    def __repr__(self):
        return self.n

class Bin(Expr):
    ops = {'+': lambda a, b: a + b, '*': lambda a, b: a * b}

    def __init__(self, op, l, r):
        self.op, self.l, self.r = (op, l, r)

    def ev(self, env):
        return self.ops[self.op](self.l.ev(env), self.r.ev(env))

    def __repr__(self):
        return f'({self.l} {self.op} {self.r})'

def wrap(x):
    return x if isinstance(x, Expr) else Num(x)
e = 2 * Var('x') + 3 * (Var('y') + 1)
print(e, e.ev({'x': 4, 'y': 1}))
try:
    e.ev({'x': 1})
except NameError as err:
    print(err, '<-', repr(err.__cause__))
try:
    Expr()
except TypeError as err:
    print(err)

class Matrix:

    def __init__(self, rows):
        self.rows = [list(r) for r in rows]

    @property
    def shape(self):
        return (len(self.rows), len(self.rows[0]))

    @classmethod
    def identity(cls, n):
        return cls([[1 if i == j else 0 for j in range(n)] for i in range(n)])

    def __matmul__(self, o):
        if self.shape[1] != o.shape[0]:
            raise ValueError(f'shape mismatch: {self.shape} @ {o.shape}')
        return Matrix([[sum((a * b for a, b in zip(r, c))) for c in zip(*o.rows)] for r in self.rows])

    def __getitem__(self, ij):
        i, j = ij
        return self.rows[i][j]

    def __setitem__(self, ij, v):
        self.rows[ij[0]][ij[1]] = v

    def __eq__(self, o):
        return self.rows == o.rows

    def __pow__(self, n):
        return functools.reduce(lambda a, _: a @ self, range(n), Matrix.identity(len(self.rows)))

    def __str__(self):
        return '\n'.join((' '.join((f'{x:>3}' for x in r)) for r in self.rows))
    T = property(lambda self: Matrix(zip(*self.rows)))
m = Matrix([[1, 1], [1, 0]])
print(m ** 10, (m @ m).T == m @ m, m[0, 1])
m[0, 0] = 7
print(m[0, 0], m.shape)
try:
    m @ Matrix([[1, 2, 3]])
except ValueError as err:
    print(err)
people = [dict(name='Ann', dept='Eng', pay=120000.5), dict(name='Bob', dept='Ops', pay=80000), dict(name='Cy', dept='Eng', pay=99999.99)]
by = collections.defaultdict(list)
for p in people:
    by[p['dept']].append(p)
print(f"{'Dept':<6}{'N':>3}{'Avg':>14}{'Top':>6}")
print('-' * 29)
for d_, ps in sorted(by.items()):
    print(f"{d_:<6}{len(ps):>3}{sum((p['pay'] for p in ps)) / len(ps):>14,.2f}{max(ps, key=lambda p: p['pay'])['name']:>6}")
tpl = string.Template('Dear $name,\n  You owe $$${amt}.\n')
print(tpl.substitute(name='Z', amt=5), end='')
print(textwrap.dedent('    Summary:\n      - {0}\n      - {1:.1%}\n    ').format('ok', 0.256))
md = '# Title\nSome *bold* and `code`.\n- a\n- b'
print(re.sub('\\*(.+?)\\*', '<b>\\1</b>', re.sub('^# (.+)$', '<h1>\\1</h1>', md, flags=re.M)).replace('`code`', '<code>code</code>'))
ini = '[a]\nx = 1\n; c\n[b]\ny=2 # z\n'
cfg = {}
sec = None
for ln in map(str.strip, ini.splitlines()):
    if not ln or ln[0] in ';#':
        continue
    if (mt := re.fullmatch('\\[(\\w+)\\]', ln)):
        sec = cfg.setdefault(mt[1], {})
        continue
    k, _, v = ln.partition('=')
    sec[k.strip()] = v.split('#')[0].strip()
print(cfg)

class Level(enum.IntEnum):
    DEBUG = 10
    INFO = 20

class Shape(enum.Enum):
    CIRCLE = ('circle', 0)
    SQUARE = ('square', 4)

    def __init__(self, label, sides):
        self.label = label
        self.sides = sides

    @classmethod
    def by_sides(cls, n):
        return next((s for s in cls if s.sides == n), None)

    @staticmethod
    def count():
        return len(Shape)
print(Level.INFO, Level(10).name, Level.INFO >= 15, Shape.SQUARE.label, Shape.by_sides(4), Shape.by_sides(9), Shape.count(), [s.name for s in Shape], Shape['CIRCLE'].value, json.dumps({'lvl': Level.INFO}), {Shape.CIRCLE: 1}[Shape.CIRCLE], Shape.CIRCLE == Shape.CIRCLE, Shape.CIRCLE in Shape, type(Shape.CIRCLE), isinstance(Level.INFO, int))

class Pipeline:

    def __init__(self, *fs):
        self.fs = fs

    def __or__(self, f):
        return Pipeline(*self.fs, f)

    def __call__(self, x):
        return functools.reduce(lambda v, f: f(v), self.fs, x)
print((Pipeline() | str.strip | str.split | (lambda ws: [w.capitalize() for w in ws]) | ' '.join)('  hello big  world '))

class Cache(dict):

    def __init__(self, fn, maxsize=2):
        super().__init__()
        self.fn, self.maxsize, self.misses = (fn, maxsize, 0)

    def __missing__(self, k):
        self.misses += 1
        if len(self) >= self.maxsize:
            self.pop(next(iter(self)))
        v = self[k] = self.fn(k)
        return v
c = Cache(lambda k: k * k)
print(c[2], c[3], c[2], c[4], dict(c), c.misses, 2 in c, c.get(9))

def chunked(it, n):
    it = iter(it)
    while (chunk := list(itertools.islice(it, n))):
        yield chunk

def window(seq, n):
    d = collections.deque(maxlen=n)
    for x in seq:
        d.append(x)
        if len(d) == n:
            yield tuple(d)
print(list(chunked(range(7), 3)), list(window('abcd', 2)), [sum(w) / 3 for w in window([1, 2, 6, 3], 3)])
sched = []
[heapq.heappush(sched, (pr, i, nm)) for i, (pr, nm) in enumerate([(2, 'b'), (1, 'a'), (2, 'c')])]
print([heapq.heappop(sched)[2] for _ in range(3)])
print(sys.version_info[:2] >= (3, 8), sys.version_info.major, os.getcwd() is not None, bool(os.environ.get('NOPE')), sys.argv[0] is not None, time.sleep(0), isinstance(uuid.uuid4().hex, str), __name__ == '__main__')
if __name__ == '__main__':

    def main(argv: list[str] | None=None) -> int:
        global RESULT
        RESULT = [*map(lambda n: 'FizzBuzz'[n * n % 3 * 4:8 - -n ** 4 % 5] or n, range(1, 16))]
        return 0
    print(main(), RESULT)
