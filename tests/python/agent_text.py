# parser, match, regex, recursion, string formatting
import re, json, math, textwrap, string, random, heapq, bisect, operator
from collections import deque, ChainMap, Counter
from fractions import Fraction
TOKEN = re.compile(r"\s*(?:(?P<num>\d+(?:\.\d+)?)|(?P<name>[A-Za-z_]\w*)|(?P<op>[-+*/^()]))")
def tokenize(t):
    pos = 0
    while pos < len(t):
        m = TOKEN.match(t, pos)
        if not m: raise SyntaxError(f"bad char {t[pos]!r} at {pos}")
        pos = m.end()
        yield m.lastgroup, m.group(m.lastgroup)
class Parser:
    PREC = {"+": 1, "-": 1, "*": 2, "/": 2, "^": 3}
    def __init__(self, text): self.toks = deque(tokenize(text))
    def parse(self, lvl=0):
        kind, val = self.toks.popleft()
        match kind, val:
            case "num", v: left = float(v) if "." in v else int(v)
            case "name", n: left = ("var", n)
            case "op", "(":
                left = self.parse(); assert self.toks.popleft() == ("op", ")")
            case "op", "-": left = ("neg", self.parse(3))
            case _: raise SyntaxError(f"unexpected {val}")
        while self.toks and self.toks[0][1] in self.PREC and self.PREC[self.toks[0][1]] > lvl:
            op = self.toks.popleft()[1]
            left = (op, left, self.parse(self.PREC[op] - (op == "^")))
        return left
def ev(t, env=None):
    env = env or {}
    match t:
        case int() | float(): return t
        case ("var", str(n)) if n in env: return env[n]
        case ("var", n): raise NameError(f"name '{n}' is not defined")
        case ("neg", x): return -ev(x, env)
        case (op, a, b):
            f = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv, "^": operator.pow}[op]
            return f(ev(a, env), ev(b, env))
for e in ["1+2*3", "2^3^2", "-(4-6)*x", "10/4", "y", "3 $ 4", "1.5*2"]:
    try: print(f"{e:>10} = {ev(Parser(e).parse(), {'x': 3})!r}")
    except Exception as ex: print(f"{e:>10} ! {type(ex).__name__}: {ex}")
log = """2024-05-01 12:00:01,123 [INFO] user=alice action=login ip=10.0.0.1
2024-05-01 12:00:05,001 [ERROR] user=bob action=upload ip=10.0.0.2 msg="disk full"
garbage
2024-05-01 12:01:00,500 [WARN] user=alice action=logout ip=10.0.0.1"""
pat = re.compile(r"^(?P<ts>[\d-]+ [\d:,]+) \[(?P<lvl>\w+)\] (?P<rest>.*)$", re.M)
for m in pat.finditer(log):
    kv = dict(re.findall(r'(\w+)=("[^"]*"|\S+)', m["rest"]))
    print(m["ts"], m["lvl"].ljust(5), {k: v.strip('"') for k, v in kv.items()})
print(re.sub(r"(\w+)@(\w+)\.com", lambda m: f"{m[1][0]}***@{m[2]}.com", "mail joe@site.com, ann@corp.com"))
print(re.split(r"[;,]\s*", "a, b;c,d"), re.sub(r"(?<=\d)(?=(\d{3})+$)", ",", "1234567"), re.fullmatch(r"\d+", "12a"))
print(textwrap.fill("The quick brown fox jumps over the lazy dog " * 2, width=30, initial_indent="* ", subsequent_indent="  "))
print(textwrap.dedent("""\
    a
      b
    c"""))
print(string.Template("$who owes ${amt}").substitute(who="Al", amt=5))
random.seed(42)
print([random.randint(1, 6) for _ in range(10)], random.choice("abc"), round(random.random(), 6), random.sample(range(100), 5))
deck = list(range(10)); random.shuffle(deck); print(deck, round(random.gauss(0, 1), 6), random.choices("xyz", weights=[1, 2, 3], k=5))
print(f"{math.pi:.3f} {1234567.891:,.2f} {0.5:%} {255:#x} {255:08b} {-5:+d} {'hi':^9} {'x':*<4} {3!r:>4} {1e10:g} {12345:e}")
w = 12; p = 3
print(f"{math.e:{w}.{p}f}|{'a' if w > 3 else 'b'}|{ {'k': 1}['k'] }|{w=}|{math.sqrt(2)=:.2f}|{'nested ' + f'{w}'}")
h = []
for i, t in enumerate(["low", "high", "mid"]): heapq.heappush(h, ({"low": 3, "high": 1, "mid": 2}[t], i, t))
print([heapq.heappop(h)[2] for _ in range(3)], heapq.nlargest(2, [3, 9, 1]), heapq.nsmallest(2, "hello"))
g = [0, 60, 70, 80, 90]
print(["FDCBA"[bisect.bisect(g, s) - 1] for s in (33, 99, 77, 70, 89, 60)])
print(Fraction(3, 4) + Fraction("0.125"), Fraction(1, 3) ** 2, float(Fraction(22, 7)), Fraction(0.1).limit_denominator(100))
def hanoi(n, a="A", b="B", c="C"):
    if n: yield from hanoi(n-1, a, c, b); yield a + c; yield from hanoi(n-1, b, a, c)
print(" ".join(hanoi(3)))
def flatten(x):
    for i in x:
        if isinstance(i, (list, tuple)): yield from flatten(i)
        else: yield i
print(list(flatten([1, [2, (3, [4])], []])))
M = [[1, 2], [3, 4]]
mul = lambda A, B: [[sum(a*b for a, b in zip(r, c)) for c in zip(*B)] for r in A]
print(mul(M, M), [list(r) for r in zip(*M)], sum(M, []))
def det(m): return m[0][0] if len(m) == 1 else sum((-1)**j * m[0][j] * det([r[:j] + r[j+1:] for r in m[1:]]) for j in range(len(m)))
print(det([[2, 0, 1], [1, 3, 2], [1, 1, 1]]))
cfg = ChainMap({"a": 1}, {"a": 2, "b": 3}); print(dict(cfg), cfg["b"], list(cfg))
print(json.dumps({"b": [1, 2.0, None, True], "a": "é\n", "c": {}}, sort_keys=True), json.dumps([1, {"x": ()}], separators=(",", ":")), json.loads('{"a": [1e3, -0.5, "\\u00e9"]}'))
try: json.loads('{"a": 1,}')
except json.JSONDecodeError as e: print(e, e.pos, e.lineno)
print(Counter("mississippi").most_common(2), Counter(a=3) - Counter(a=1, b=2), +Counter(a=0, b=2))
visited = {(x, y) for x in range(3) for y in range(3) if (x + y) % 2}
print(visited, {frozenset([1, 2]), frozenset([3])} == {frozenset([3]), frozenset([2, 1])})
print("%-10s|%5d|%05.1f|%x|%r|%s%%" % ("ab", 42, 3.14159, 255, "q", 50), "{0}-{1}-{0} {k!r}".format(1, 2, k="z"), "{:>{w}}".format("r", w=5))
