# Source that is evaluated is CPython's, and what is wrong with it is told alike.
exec("match 1:\n    case 1: print('one')\nprint(f'{3.14159:.2f}', 'abc'[::-1])")
print(eval("'abc'[::-1] + f'{5:>3}'"))
c = compile("def f(a, /, *, b=2):\n    return {**{'a': a}, 'b': b}\nx = f(1)", "m.py", "exec")
ns = {}
exec(c, ns); print(ns["x"])
for s in ["x = (1", "'abc", "1 +", "if x:\n", "def f(:\n pass", "a b", "x = = 2", "  x = 1"]:
    try: compile(s, "mod.py", "exec")
    except SyntaxError as e: print(repr(s), "|", e, "|", e.msg, e.lineno, e.filename, type(e).__name__)
try: eval("1 +")
except SyntaxError as e: print(e, e.lineno)

def local(a, b):
    return eval("a[::-1] + b", {}, {"a": a, "b": b}), eval("a + b")
print(local("xy", "z"))
space = {}
exec(b"total = sum(n ** 2 for n in range(4))", space)
print(space["total"], eval("  [*range(3)]"), eval(compile("total * 2", "<c>", "eval"), space))
for bad in (lambda: eval(3), lambda: exec(None), lambda: compile("1", "f", "run"), lambda: compile(3, "f", "eval"), lambda: eval("x = 1")):
    try: print(bad())
    except Exception as error: print(type(error).__name__, error)
