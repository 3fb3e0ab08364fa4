# Small engines as agents write them: a calculator, graphs, events, logs, caches, accounts.
# inventory, text processing, simulation, parsing
import json, re, math, itertools, collections, functools, datetime as dt, random, statistics, textwrap, string, heapq, operator, os, sys, io, csv, time
from collections import defaultdict, Counter, deque, namedtuple, OrderedDict
from dataclasses import dataclass, field
from typing import Iterator, Callable
from contextlib import contextmanager
from functools import lru_cache, wraps, partial, reduce
from pathlib import Path
def section(n): print(f"\n{'=' * 8} {n} {'=' * 8}")
section("tokenizer")
TOKEN = re.compile(r"\s*(?:(?P<num>\d+\.?\d*)|(?P<id>[A-Za-z_]\w*)|(?P<op>\*\*|[-+*/()=^%]))")
class ParseError(SyntaxError): pass
class Calc:
    PREC = {"+": 1, "-": 1, "*": 2, "/": 2, "%": 2, "**": 3, "^": 3}
    def __init__(self): self.vars = {"pi": math.pi}
    def tokens(self, s):
        pos = 0
        while pos < len(s.rstrip()):
            m = TOKEN.match(s, pos)
            if not m: raise ParseError(f"bad char {s[pos]!r} at {pos}")
            yield m.lastgroup, m.group(m.lastgroup)
            pos = m.end()
        yield "end", ""
    def eval(self, s):
        self.toks = deque(self.tokens(s)); v = self.expr(0)
        if self.toks[0][0] != "end": raise ParseError(f"unexpected {self.toks[0][1]!r}")
        return v
    def expr(self, p):
        k, t = self.toks.popleft()
        if k == "num": l = float(t) if "." in t else int(t)
        elif k == "id":
            if self.toks[0][1] == "=": self.toks.popleft(); self.vars[t] = l = self.expr(0)
            else: l = self.vars[t]
        elif t == "(":
            l = self.expr(0)
            if self.toks.popleft()[1] != ")": raise ParseError("missing )")
        elif t == "-": l = -self.expr(3)
        else: raise ParseError(f"unexpected {t or 'end'!r}")
        while self.PREC.get(self.toks[0][1], 0) > p:
            o = self.toks.popleft()[1]
            r = self.expr(self.PREC[o] - (o in ("**", "^")))
            l = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv, "%": operator.mod}.get(o, operator.pow)(l, r)
        return l
c = Calc()
for e in ["1 + 2 * 3", "(1+2)*3", "2 ** 3 ** 2", "-2 ** 2", "x = 5", "x / 2 + pi", "7 % 4", "1 +", "(1", "a", "3 $ 4", "1 / 0", "2 3"]:
    try: print(e, "=>", c.eval(e))
    except (ParseError, KeyError, ZeroDivisionError) as err: print(e, "=>", type(err).__name__, err)
section("table")
rows = [("Alice", 34, 55123.456, dt.date(2020, 1, 15)), ("Bob", 28, 4100, dt.date(2021, 11, 3)), ("Zoë", 45, 99999.999, dt.date(2019, 6, 30))]
print(f"{'Name':<10}|{'Age':^5}|{'Salary':>12}|{'Start':>12}")
print("-" * 10 + "+" + "-" * 5 + "+" + "-" * 12 + "+" + "-" * 12)
for n, a, s, d in sorted(rows, key=lambda r: (-r[2], r[0])): print(f"{n:<10}|{a:^5d}|{s:>12,.2f}|{d:%d %b %Y}")
print(f"{'Total':<10}|{sum(r[1] for r in rows):^5}|{sum(r[2] for r in rows):>12,.2f}|{max(r[3] for r in rows)!s:>12}")
section("graph")
G = {"A": {"B": 1, "C": 4}, "B": {"C": 2, "D": 5}, "C": {"D": 1}, "D": {}}
def dijkstra(g, s):
    dist, prev, pq = {s: 0}, {}, [(0, s)]
    while pq:
        d, u = heapq.heappop(pq)
        if d > dist.get(u, math.inf): continue
        for v, w in g[u].items():
            if (nd := d + w) < dist.get(v, float("inf")): dist[v], prev[v] = nd, u; heapq.heappush(pq, (nd, v))
    return dist, prev
print(dijkstra(G, "A"))
def toposort(g):
    indeg = Counter(v for vs in g.values() for v in vs); q = deque(sorted(n for n in g if not indeg[n])); out = []
    while q:
        n = q.popleft(); out.append(n)
        for v in g[n]:
            indeg[v] -= 1
            if not indeg[v]: q.append(v)
    return out
print(toposort(G), [p for p in itertools.permutations("ABC", 2)][:3])
section("events")
class EventBus:
    def __init__(self): self._h: dict[str, list[Callable]] = defaultdict(list)
    def on(self, name, *, priority=0):
        def deco(f):
            self._h[name].append((priority, f)); self._h[name].sort(key=lambda x: -x[0]); return f
        return deco
    def emit(self, name, /, *args, **kw): return [f(*args, **kw) for _, f in self._h[name]]
bus = EventBus()
@bus.on("x", priority=1)
def a(v, name=""): return f"a{v}{name}"
@bus.on("x", priority=5)
def b(v, **kw): return f"b{v}{sorted(kw)}"
print(bus.emit("x", 1, name="n"), bus.emit("none"))
section("retry")
def retry(times=3, exceptions=(Exception,), on_fail=None):
    def deco(f):
        @wraps(f)
        def inner(*a, **k):
            for attempt in range(1, times + 1):
                try: return f(*a, **k)
                except exceptions as e:
                    print(f"attempt {attempt}: {type(e).__name__}: {e}")
                    if attempt == times:
                        if on_fail: return on_fail(e)
                        raise RuntimeError(f"{f.__name__} failed") from e
        return inner
    return deco
n = iter([1, 2, 3])
@retry(times=2, exceptions=(ValueError, KeyError), on_fail=lambda e: repr(e))
def flaky(): raise ValueError(next(n))
print(flaky(), flaky.__name__)
@retry(2)
def bad(): return {}["k"]
try: bad()
except RuntimeError as e: print(e, "<-", repr(e.__cause__))
section("matrix")
class Matrix:
    def __init__(self, rows): self.rows = [list(r) for r in rows]
    @classmethod
    def identity(cls, n): return cls([[int(i == j) for j in range(n)] for i in range(n)])
    @property
    def shape(self): return len(self.rows), len(self.rows[0])
    def __matmul__(self, o): return Matrix([[sum(a * b for a, b in zip(r, c)) for c in zip(*o.rows)] for r in self.rows])
    def __pow__(self, n): return reduce(operator.matmul, [self] * n, Matrix.identity(len(self.rows)))
    def __getitem__(self, ij): i, j = ij; return self.rows[i][j]
    def __setitem__(self, ij, v): self.rows[ij[0]][ij[1]] = v
    def __str__(self): return "\n".join(" ".join(f"{x:>4}" for x in r) for r in self.rows)
    def __eq__(self, o): return self.rows == o.rows
    @property
    def T(self): return Matrix(zip(*self.rows))
m = Matrix([[1, 1], [1, 0]])
print(m ** 10, (m ** 10)[0, 1], m.T == m, m.shape, sep="\n")
m[0, 0] = 9; print(m[0, 0])
section("log analysis")
log = """2024-01-01 10:00:00 INFO  user=alice action=login ms=12
2024-01-01 10:00:05 ERROR user=bob action=pay ms=350 code=E42
2024-01-01 10:01:00 WARN  user=alice action=pay ms=120
garbage line
2024-01-01 11:30:00 ERROR user=carol action=login ms=5 code=E7"""
pat = re.compile(r"^(?P<ts>\S+ \S+) (?P<lvl>\w+)\s+(?P<kv>.*)$")
recs = []
for i, line in enumerate(log.splitlines(), 1):
    if not (mm := pat.match(line)): print(f"skip line {i}: {line!r}"); continue
    kv = dict(p.split("=") for p in mm["kv"].split()); recs.append({"ts": dt.datetime.fromisoformat(mm["ts"]), "lvl": mm["lvl"], **kv, "ms": int(kv["ms"])})
by = defaultdict(list)
for r in recs: by[r["user"]].append(r["ms"])
print({u: (len(v), statistics.mean(v), max(v)) for u, v in sorted(by.items())}, Counter(r["lvl"] for r in recs).most_common())
print(json.dumps(recs[1], default=str, sort_keys=True)); print(recs[-1]["ts"] - recs[0]["ts"], (recs[-1]["ts"] - recs[0]["ts"]).total_seconds() / 60)
for k, g in itertools.groupby(recs, key=lambda r: r["ts"].strftime("%H:00")): print(k, [r["user"] for r in g])
section("lru")
class LRU(OrderedDict):
    def __init__(self, cap): super().__init__(); self.cap = cap
    def __getitem__(self, k): v = super().__getitem__(k); self.move_to_end(k); return v
    def __setitem__(self, k, v):
        super().__setitem__(k, v); self.move_to_end(k)
        if len(self) > self.cap: print("evict", self.popitem(last=False))
l = LRU(2); l["a"] = 1; l["b"] = 2; l["a"]; l["c"] = 3; print(list(l.items()), "b" in l, l)
section("state machine")
class State:
    transitions = {}
    def __init_subclass__(cls, **kw): super().__init_subclass__(**kw); State.transitions[cls.__name__.lower()] = cls
    def run(self, ctx): raise NotImplementedError(f"{type(self).__name__}.run")
class Start(State):
    def run(self, ctx): ctx.append("s"); return "middle"
class Middle(State):
    def run(self, ctx): ctx.append("m"); return "end" if len(ctx) > 3 else "start"
class End(State): pass
ctx, st = [], "start"
try:
    while True: st = State.transitions[st]().run(ctx)
except NotImplementedError as e: print(ctx, e)
section("template")
tpl = string.Template("Dear $name,\n  you owe $$${amt}.\n"); print(tpl.substitute(name="X", amt="5.00"), end="")
print(textwrap.dedent("""\
    Report
      * item
    """).rstrip(), textwrap.fill("lorem ipsum dolor sit amet " * 3, width=30, subsequent_indent="    "), sep="\n")
section("bank")
class InsufficientFunds(Exception):
    def __init__(self, need, have): self.need, self.have = need, have; super().__init__(f"need {need:.2f}, have {have:.2f}")
@dataclass
class Account:
    owner: str
    balance: float = 0.0
    history: list[tuple[str, float]] = field(default_factory=list, repr=False)
    def withdraw(self, amt: float) -> None:
        if amt > self.balance: raise InsufficientFunds(amt, self.balance)
        self.balance -= amt; self.history.append(("w", amt))
    @contextmanager
    def transaction(self):
        saved = self.balance, self.history[:]
        try: yield self
        except Exception: self.balance, self.history = saved; print("rolled back"); raise
acc = Account("Ann", 100)
try:
    with acc.transaction() as t: t.withdraw(30); t.withdraw(100)
except InsufficientFunds as e: print(e, e.need, acc, acc.history)
section("misc")
print(*(f"{i:>3}{'Fizz' * (i % 3 == 0)}{'Buzz' * (i % 5 == 0)}" for i in range(1, 16)), sep=",")
print([(a, b, c) for c in range(1, 20) for b in range(1, c) for a in range(1, b) if a * a + b * b == c * c])
print(sorted("The quick brown fox".split(), key=lambda w: (len(w), w.lower())), max({"a": 3, "b": 7}.items(), key=lambda kv: kv[1]))
nested = {"a": [1, {"b": (2, 3)}], "c": {"d": None}}
def flat(o, p=""):
    if isinstance(o, dict):
        for k, v in o.items(): yield from flat(v, f"{p}.{k}" if p else k)
    elif isinstance(o, (list, tuple)):
        for i, v in enumerate(o): yield from flat(v, f"{p}[{i}]")
    else: yield p, o
print(dict(flat(nested)))
primes = [p for p in range(2, 60) if all(p % d for d in range(2, int(p ** .5) + 1))]; print(primes, sum(primes), math.prod(primes[:5]))
def collatz(n, *, _memo={1: 1}):
    if n not in _memo: _memo[n] = 1 + collatz(n // 2 if n % 2 == 0 else 3 * n + 1)
    return _memo[n]
print(max(range(1, 500), key=collatz), collatz(97), 2 ** 200, 10 ** 30 // 7, -17 // 5, -17 % 5, 0.1 + 0.7, 1e21, 123456789 * 987654321)
print("".join(chr((ord(ch) - 97 + 13) % 26 + 97) if ch.isalpha() else ch for ch in "hello, world"), "abcabc".translate(str.maketrans("abc", "123")), [*map("".join, zip("abc", "xyz"))], bytes("é", "utf8").hex(" "))
print(list(zip(*[iter(range(9))] * 3)), dict(enumerate("ab", start=5)), [list(g) for _, g in itertools.groupby(sorted("aabbbc"))], set("hello") & set("world") == {"l", "o"})
with open("t_x.txt", "w") as f: f.write("a,b\n1,2\n3,4\n")
with open("t_x.txt") as f: print([{k: int(v) for k, v in r.items()} for r in csv.DictReader(f)])
os.remove("t_x.txt"); print(Path("t_x.txt").exists())
