# What calls, names, unpacking and conversions say, and how things are shown.
class A:
    def __init__(self, a, b=2):
        self.a = a

    def m(self):
        pass


class L(list):
    def __repr__(self):
        return "L!"


class E(Exception):
    pass


def f(a, b, *, c, d=1):
    pass


def g(a, b=1, *rest, **options):
    return a


programs = """f()
f(1)
f(1, 2)
f(1, 2, 3)
f(1, 2, c=3, z=4)
f(1, 2, a=3, c=4)
f(*[1, 2, 3, 4])
g()
g(b=1)
g(1, a=2)
A()
A(1, 2, 3)
A(1).m(4)
A(1).m(x=4)
A(c=1)
(lambda x: x)()
(lambda: 1)(2)
int("x")
int("1.5")
int("z", 16)
int([])
int(None)
int(float("inf"))
int(float("nan"))
float("abc")
float("")
float(None)
float([])
a, b = [1]
a, b, c = "xy"
a, *b = []
a, b = 1, 2, 3
a, b = 5
",".join([1])
",".join(x for x in ["a", 2])
"%d %d" % 1
"%s" % (1, 2)
range(1, 2, 0)
max([])
bytes([300])
[1, 2, 3][10]
(1,)[3]
"abc"[9]
{}["k"]
{}[3]
next(3)
[].pop()
chr(-1)
undefined
undefined_too.attribute
raise 5
A(1)[0] = 1
del A(1)[0]
(1, 2)[0] = 1
for x in A(1): pass
for x in 3: pass
class X(int, str): pass"""
for program in programs.split("\n"):
    try:
        exec(program)
        print(program, "-> no error")
    except Exception as error:
        print(program, "->", type(error).__name__, error)

print(A, int, list, ValueError, E, L([1]), str(L()), [L()], type(None), type(f), type(A(1).m))
print(str(A(1))[:22], str(A(1).m)[:36], str(f)[:13], len, [A], {"k": int})
print(repr(E("a", "b")), repr(E()), str(E("a")), repr(KeyError("k")), str(KeyError("k")))
print(type(len).__name__, type(A(1).m).__name__, type(f).__name__)
