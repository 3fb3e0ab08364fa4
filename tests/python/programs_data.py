# Data wrangling, numbers, dates, formats, and algorithms, as models write them.
from collections import defaultdict, Counter, OrderedDict, deque, namedtuple, ChainMap
import json, re
sales = [{'region': 'North', 'product': 'Widget', 'qty': 10, 'price': 2.5, 'date': '2024-01-15'}, {'region': 'South', 'product': 'Gadget', 'qty': 3, 'price': 19.99, 'date': '2024-02-03'}, {'region': 'North', 'product': 'Gadget', 'qty': 7, 'price': 18.5, 'date': '2024-01-20'}, {'region': 'East', 'product': 'Widget', 'qty': 0, 'price': 2.75, 'date': '2024-03-11'}, {'region': 'South', 'product': 'Widget', 'qty': 25, 'price': 2.4, 'date': '2024-03-30'}]
totals = defaultdict(lambda: {'qty': 0, 'revenue': 0.0})
for s in sales:
    t = totals[s['region']]
    t['qty'] += s['qty']
    t['revenue'] += s['qty'] * s['price']
print(dict(totals))
print(totals['West'], len(totals))
for region, t in sorted(totals.items(), key=lambda kv: (-kv[1]['revenue'], kv[0])):
    print(f"{region:<8}|{t['qty']:>5}|{t['revenue']:>10,.2f}|{t['revenue'] / max(t['qty'], 1):^9.3f}|")
by_month = defaultdict(list)
for s in sales:
    by_month[s['date'][:7]].append(s['product'])
print(json.dumps(by_month, indent=2, sort_keys=True))
c = Counter((s['product'] for s in sales))
print(c, c.most_common(1), c['none'], sum(c.values()), list(c.elements()))
c.update({'Widget': 5})
c.subtract(['Gadget'] * 4)
print(c, +c, -c, c & Counter(Widget=2), c | Counter(X=1), c + c, c.total())
words = re.findall("[a-z']+", "The quick brown fox. The lazy dog! Don't stop, the end.".lower())
print(Counter(words).most_common(3), Counter(map(len, words)))
Point = namedtuple('Point', 'x y z', defaults=[0])
p = Point(1, y=2)
print(p, p._asdict(), p._replace(z=9), Point._fields, p[0], *p, Point._make([4, 5, 6]), p == (1, 2, 0), hash(p) == hash((1, 2, 0)))
try:
    p.x = 3
except AttributeError as e:
    print(e)
d = deque([1, 2, 3], maxlen=3)
d.append(4)
d.appendleft(0)
d.rotate(1)
print(d, d.maxlen, d[0], list(reversed(d)), d.index(2) if 2 in d else None)
od = OrderedDict(a=1, b=2, c=3)
od.move_to_end('a')
print(od, od.popitem(last=False), list(od))
cm = ChainMap({'a': 1}, {'a': 2, 'b': 3})
print(cm['a'], cm['b'], dict(cm), cm)
matrix = [[1, 2, 3], [4, 5, 6]]
print(list(zip(*matrix)), [list(r) for r in zip(*matrix)], [x for row in matrix for x in row if x % 2], {i: row for i, row in enumerate(matrix, 1)})
nested = {'a': {'b': [1, {'c': 'd'}]}}
print(nested['a']['b'][1]['c'], json.loads(json.dumps(nested)) == nested)

def flatten(x):
    if isinstance(x, (list, tuple)):
        for i in x:
            yield from flatten(i)
    else:
        yield x
print(list(flatten([1, [2, (3, [4])], 5])))
print({k: v for k, v in sorted({'b': 1, 'a': 2}.items())}, dict(zip('abc', range(3))), {**{'a': 1}, 'b': 2} | {'c': 3}, [*range(3), *'ab'], (lambda *a, **k: (a, k))(*[1, 2], **{'x': 3}))
first, *mid, last = range(5)
print(first, mid, last)
(a, b), c = ((1, 2), 3)
print(a, b, c)
print(sorted('banana', key=lambda ch: (-'banana'.count(ch), ch)), sorted([(2, 'b'), (1, 'z'), (2, 'a')], reverse=True), max(sales, key=lambda s: s['qty'])['date'], min((s['price'] for s in sales), default=None))
print('%-10s|%5.1f%%|%+d|%x|%o|%e|%s' % ('ab', 45.678, 5, 255, 8, 12345.678, [1]), '{0:>{w}}|{1!r:^8}|{2:,}|{2:_}|{3:b}|{3:#x}|{4:.3%}'.format('x', 'y', 1234567, 10, 0.1234, w=6))


import itertools as it, heapq, bisect, math, random, string, textwrap, statistics as st
from datetime import datetime, date, timedelta, timezone
from decimal import Decimal, ROUND_HALF_UP, getcontext
from fractions import Fraction
print(list(it.accumulate([1, 2, 3, 4], lambda a, b: a * b)), list(it.chain.from_iterable([[1], [2, 3]])), list(it.groupby('aabccc'))[0][0], [(k, len(list(g))) for k, g in it.groupby('aabccc')], list(it.islice(it.count(5, 3), 4)), list(it.product([0, 1], repeat=2)), list(it.permutations('abc', 2))[:3], list(it.combinations(range(4), 2)), list(it.zip_longest([1, 2], [3], fillvalue=0)), list(it.takewhile(lambda x: x < 3, [1, 2, 3, 1])), list(it.dropwhile(lambda x: x < 3, [1, 2, 3, 1])), list(it.starmap(pow, [(2, 3), (3, 2)])), list(it.compress('abcd', [1, 0, 1, 0])), list(it.pairwise([1, 2, 3])), list(it.repeat('x', 2)), [next(c) for c in [it.cycle('ab')] for _ in range(3)], list(it.filterfalse(str.isdigit, 'a1b2')), [list(t) for t in it.tee([1, 2])])
h = [5, 3, 8, 1]
heapq.heapify(h)
heapq.heappush(h, 0)
print([heapq.heappop(h) for _ in range(len(h))], heapq.nlargest(2, [3, 1, 2], key=lambda x: -x), heapq.nsmallest(2, [3, 1, 2]), list(heapq.merge([1, 4], [2, 3])))
a = [1, 3, 5]
bisect.insort(a, 4)
print(a, bisect.bisect_left(a, 3), bisect.bisect(a, 3))
print(math.gcd(12, 18), math.lcm(4, 6), math.comb(5, 2), math.perm(5, 2), math.factorial(20), math.isqrt(17), math.hypot(3, 4), math.prod([1, 2, 3]), math.ceil(-1.5), math.floor(-1.5), math.trunc(-1.5), math.isclose(0.1 + 0.2, 0.3), round(math.pi, 4), math.inf > 1, math.nan != math.nan, math.log2(8), math.log(100, 10), math.degrees(math.pi), math.fsum([0.1] * 10), math.dist((0, 0), (3, 4)), math.copysign(1, -0.0), math.modf(2.5), math.frexp(8.0))
dt = datetime(2024, 2, 28, 23, 30)
print(dt + timedelta(hours=1), dt.strftime('%Y-%m-%d %H:%M:%S %a %b %j %p %I'), dt.isoformat(), dt.date(), dt.weekday(), (date(2024, 3, 1) - date(2024, 2, 1)).days, datetime.strptime('03/15/2024 14:05', '%m/%d/%Y %H:%M'), datetime.fromisoformat('2024-01-01T10:00:00+02:00'), dt.replace(tzinfo=timezone.utc).isoformat(), timedelta(days=1, seconds=3661), timedelta(hours=25).total_seconds(), str(timedelta(minutes=-5)), repr(timedelta(days=2)), date(2024, 1, 1).isocalendar(), dt > datetime(2023, 1, 1), f'{dt:%d %B %Y}', date.fromisoformat('2024-12-25').strftime('%A'), dt.timetuple()[:3], divmod(timedelta(hours=5), timedelta(hours=2)))
print(Decimal('0.1') + Decimal('0.2'), Decimal('2.675').quantize(Decimal('0.01'), rounding=ROUND_HALF_UP), Decimal(1) / Decimal(3), Decimal('1E+3'), Decimal('1.10').normalize(), Fraction(1, 3) + Fraction(1, 6), Fraction('0.125'), Fraction(0.5), float(Fraction(3, 4)), Fraction(10, 4).limit_denominator(3), round(Decimal('2.5')), int(Decimal('7.9')), f"{Decimal('1234.5'):,.2f}", max(Decimal('1'), Decimal('2')), sum([Decimal('1.1')] * 3), Decimal('3.14').as_tuple(), Decimal(2).sqrt())
print(st.mean([1, 2, 3, 4]), st.median([1, 3, 2]), st.mode('aab'), round(st.stdev([1, 2, 3, 4]), 4), st.pvariance([1, 2, 3]), st.quantiles([1, 2, 3, 4, 5], n=4), st.fmean([1, 2]), st.multimode([1, 1, 2, 2]), st.harmonic_mean([1, 2]))
print(textwrap.fill('The quick brown fox jumps over the lazy dog', width=20), textwrap.dedent('\n    a\n      b\n    '), textwrap.shorten('Hello wonderful world', width=12), textwrap.indent('a\nb', '> '), textwrap.wrap('aaa bbb ccc', 7))
random.seed(42)
print(random.random(), random.randint(1, 100), random.choice('abc'), random.sample(range(100), 5), random.uniform(1, 2), [random.gauss(0, 1) for _ in range(2)], random.choices([1, 2, 3], weights=[1, 2, 3], k=4))
L = list(range(10))
random.shuffle(L)
print(L, random.randrange(0, 100, 5))
rng = random.Random(7)
print(rng.random(), rng.sample('abcdef', 3))
print(string.ascii_letters, string.digits, string.punctuation, string.Template('$name is ${age}').substitute(name='Bob', age=5), string.Template('$x $y').safe_substitute(x=1), string.capwords('hello world'))
print(10 / 3, 10 // 3, -7 // 2, -7 % 3, divmod(-7, 2), 2 ** (-1), 2 ** 100, 0.1 + 0.2, 1e+16, 1e-07, 123456789.12345679, 1.0, 1e+100, float('inf'), -0.0, 5 % -3, 7.5 // 2, int(3.99), int(-3.99), round(2.5), round(3.5), round(-2.5), round(1234.567, -2), round(2.675, 2), abs(-3 + 4j), (1 + 2j) * (3 - 1j), complex(1, -1), (1 + 2j).conjugate(), 3j ** 2, bin(10), hex(255), oct(8), int('0b101', 2), int('ff', 16), 255, 1000000, ~5, 5 & 3, 5 | 3, 5 ^ 3, 1 << 10, -16 >> 2, True + True, 3 == 3.0, 1 < 2 < 3, not 0, 1 .bit_length(), 255 .to_bytes(2, 'big'), int.from_bytes(b'\x01\x00', 'little'), 0.5.as_integer_ratio(), float.fromhex('0x1.8p1'), 3.0.is_integer(), sum([0.1] * 10), f'{0.1:.20f}', f'{10000000000.0:g}', f'{1234567.891:.3g}', f'{12:05d}', f'{-5:+}', f'{3.0:.0f}', f'{2.5:.0f}', f'{1.2345e-05:.2e}')


import heapq
from collections import deque, defaultdict
from functools import lru_cache, cmp_to_key

def dijkstra(g, s):
    dist = {n: float('inf') for n in g}
    dist[s] = 0
    pq = [(0, s)]
    prev = {}
    while pq:
        d, u = heapq.heappop(pq)
        if d > dist[u]:
            continue
        for v, w in g[u].items():
            if (nd := (d + w)) < dist[v]:
                dist[v] = nd
                prev[v] = u
                heapq.heappush(pq, (nd, v))
    return (dist, prev)
g = {'A': {'B': 1, 'C': 4}, 'B': {'C': 2, 'D': 5}, 'C': {'D': 1}, 'D': {}, 'E': {}}
print(dijkstra(g, 'A'))

def bfs(grid, start, goal):
    q = deque([(start, [start])])
    seen = {start}
    while q:
        (r, c), path = q.popleft()
        if (r, c) == goal:
            return path
        for dr, dc in ((0, 1), (1, 0), (0, -1), (-1, 0)):
            nr, nc = (r + dr, c + dc)
            if 0 <= nr < len(grid) and 0 <= nc < len(grid[0]) and (grid[nr][nc] != '#') and ((nr, nc) not in seen):
                seen.add((nr, nc))
                q.append(((nr, nc), path + [(nr, nc)]))
    return None
print(bfs(['..#', '#..', '...'], (0, 0), (2, 2)), bfs(['#'], (0, 0), (1, 1)))

def topo(deps):
    indeg = defaultdict(int)
    adj = defaultdict(list)
    for k, vs in deps.items():
        indeg[k] += 0
        for v in vs:
            adj[v].append(k)
            indeg[k] += 1
            indeg[v] += 0
    q = deque(sorted((k for k in indeg if not indeg[k])))
    out = []
    while q:
        n = q.popleft()
        out.append(n)
        for m in adj[n]:
            indeg[m] -= 1
            if not indeg[m]:
                q.append(m)
    if len(out) != len(indeg):
        raise ValueError('cycle detected')
    return out
print(topo({'c': ['a', 'b'], 'b': ['a'], 'd': ['c']}))
try:
    topo({'a': ['b'], 'b': ['a']})
except ValueError as e:
    print('Error:', e)

def lcs(a, b):
    dp = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i, x in enumerate(a, 1):
        for j, y in enumerate(b, 1):
            dp[i][j] = dp[i - 1][j - 1] + 1 if x == y else max(dp[i - 1][j], dp[i][j - 1])
    i, j, out = (len(a), len(b), [])
    while i and j:
        if a[i - 1] == b[j - 1]:
            out.append(a[i - 1])
            i -= 1
            j -= 1
        elif dp[i - 1][j] >= dp[i][j - 1]:
            i -= 1
        else:
            j -= 1
    return ''.join(out[::-1])
print(lcs('AGGTAB', 'GXTXAYB'))

def knap(w, v, W):

    @lru_cache(None)
    def go(i, c):
        if i == len(w):
            return 0
        best = go(i + 1, c)
        if w[i] <= c:
            best = max(best, v[i] + go(i + 1, c - w[i]))
        return best
    return (go(0, W), go.cache_info().hits)
print(knap((1, 3, 4, 5), (1, 4, 5, 7), 7))

def permute(s):
    if len(s) <= 1:
        yield s
    else:
        for i, ch in enumerate(s):
            for rest in permute(s[:i] + s[i + 1:]):
                yield (ch + rest)
print(list(permute('abc')))

def queens(n, row=0, cols=(), d1=(), d2=()):
    if row == n:
        return 1
    return sum((queens(n, row + 1, cols + (c,), d1 + (row - c,), d2 + (row + c,)) for c in range(n) if c not in cols and row - c not in d1 and (row + c not in d2)))
print(queens(6))

class UF:

    def __init__(self, n):
        self.p = list(range(n))
        self.sz = [1] * n

    def find(self, x):
        while self.p[x] != x:
            self.p[x] = self.p[self.p[x]]
            x = self.p[x]
        return x

    def union(self, a, b):
        a, b = (self.find(a), self.find(b))
        if a == b:
            return False
        if self.sz[a] < self.sz[b]:
            a, b = (b, a)
        self.p[b] = a
        self.sz[a] += self.sz[b]
        return True
u = UF(5)
print([u.union(*e) for e in [(0, 1), (1, 2), (0, 2), (3, 4)]], len({u.find(i) for i in range(5)}))

class Node:
    __slots__ = ('val', 'left', 'right')

    def __init__(self, val, left=None, right=None):
        self.val, self.left, self.right = (val, left, right)

    def __iter__(self):
        if self.left:
            yield from self.left
        yield self.val
        if self.right:
            yield from self.right

    def insert(self, v):
        side = 'left' if v < self.val else 'right'
        child = getattr(self, side)
        if child is None:
            setattr(self, side, Node(v))
        else:
            child.insert(v)
        return self

    def height(self):
        return 1 + max((n.height() if n else 0 for n in (self.left, self.right)))
t = Node(5)
for v in [3, 8, 1, 4, 9]:
    t.insert(v)
print(list(t), t.height())
try:
    t.foo = 1
except AttributeError as e:
    print(e)

class LinkedList:

    class _N:

        def __init__(s, v, n=None):
            s.v, s.n = (v, n)

    def __init__(self, it=()):
        self.head = None
        self._len = 0
        for x in reversed(list(it)):
            self.head = self._N(x, self.head)
            self._len += 1

    def __iter__(self):
        n = self.head
        while n:
            yield n.v
            n = n.n

    def __len__(self):
        return self._len

    def __repr__(self):
        return f"{type(self).__name__}({' -> '.join(map(repr, self))})"

    def reverse(self):
        prev = None
        n = self.head
        while n:
            n.n, prev, n = (prev, n, n.n)
        self.head = prev
        return self
print(LinkedList('abc').reverse(), len(LinkedList([1, 2])))

class LRU:

    def __init__(self, cap):
        self.cap = cap
        self.d = {}

    def get(self, k):
        if k not in self.d:
            return -1
        self.d[k] = self.d.pop(k)
        return self.d[k]

    def put(self, k, v):
        self.d.pop(k, None)
        self.d[k] = v
        if len(self.d) > self.cap:
            del self.d[next(iter(self.d))]
l = LRU(2)
l.put(1, 1)
l.put(2, 2)
l.get(1)
l.put(3, 3)
print(l.d, l.get(2))

def sieve(n):
    s = bytearray([1]) * (n + 1)
    s[:2] = b'\x00\x00'
    for i in range(2, int(n ** 0.5) + 1):
        if s[i]:
            s[i * i::i] = bytes(len(range(i * i, n + 1, i)))
    return [i for i, x in enumerate(s) if x]
print(sieve(50), sum(sieve(1000)))
print(sorted(['10', '9', '2', '33'], key=cmp_to_key(lambda a, b: int(b + a) - int(a + b))), ''.join(sorted(map(str, [3, 30, 34, 5, 9]), key=cmp_to_key(lambda a, b: (a + b < b + a) - (a + b > b + a)))))

def quicksort(a):
    return a if len(a) < 2 else quicksort([x for x in a[1:] if x < a[0]]) + [a[0]] + quicksort([x for x in a[1:] if x >= a[0]])

def mergesort(a):
    if len(a) <= 1:
        return a
    m = len(a) // 2
    l, r = (mergesort(a[:m]), mergesort(a[m:]))
    out = []
    while l and r:
        out.append((l if l[0] <= r[0] else r).pop(0))
    return out + l + r
print(quicksort([3, 1, 2, 3]), mergesort([5, 2, 9, 1]))

def binsearch(a, x, lo=0, hi=None):
    hi = len(a) if hi is None else hi
    while lo < hi:
        mid = (lo + hi) // 2
        if a[mid] < x:
            lo = mid + 1
        else:
            hi = mid
    return lo if lo < len(a) and a[lo] == x else -1
print(binsearch([1, 3, 5, 7], 5), binsearch([1, 3], 4))
memo = {}

def ways(n, coins=(1, 5, 10, 25)):
    key = (n, coins)
    if key in memo:
        return memo[key]
    if n == 0:
        return 1
    if n < 0 or not coins:
        return 0
    memo[key] = ways(n - coins[-1], coins) + ways(n, coins[:-1])
    return memo[key]
print(ways(100), len(memo))
life = {(1, 0), (1, 1), (1, 2)}

def step(cells):
    from collections import Counter
    n = Counter(((x + dx, y + dy) for x, y in cells for dx in (-1, 0, 1) for dy in (-1, 0, 1) if dx or dy))
    return {c for c, k in n.items() if k == 3 or (k == 2 and c in cells)}
print(sorted(step(life)), sorted(step(step(life))) == sorted(life))

def collatz(n):
    while n != 1:
        yield n
        n = n // 2 if n % 2 == 0 else 3 * n + 1
    yield 1
print(*collatz(6), sep='->')
print(max(range(1, 30), key=lambda n: sum((1 for _ in collatz(n)))))
print([''.join(r) for r in zip(*[iter('abcdef')] * 2)], [list(range(i, i + 3)) for i in range(0, 9, 3)], list(map(lambda x, y: x * y, [1, 2], [3, 4])), any((x > 3 for x in [1, 5])), all([]), sum((x ** 2 for x in range(5))))
rom = {'M': 1000, 'CM': 900, 'D': 500, 'CD': 400, 'C': 100, 'XC': 90, 'L': 50, 'XL': 40, 'X': 10, 'IX': 9, 'V': 5, 'IV': 4, 'I': 1}

def to_roman(n):
    out = ''
    for s, v in rom.items():
        c, n = divmod(n, v)
        out += s * c
    return out
print(to_roman(1994), [to_roman(i) for i in range(1, 11)])
