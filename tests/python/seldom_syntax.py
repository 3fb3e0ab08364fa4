# What is legal and seldom seen.
() = []
[] = ()
for () in [[], ()]: print("nothing")
a = 1; match = 2; case = 3; print(match, case)
print(Rb"\n", bR'\x', R"\n", B"a", U"u", F"{a}", fR"\n{a}", Rf"\\{a}", RF'a', F"{a:>3}")
def f(a, b, *c, **k): return a, b, c, k
print(f(*[1], b=3, **{}), f(*[1], *[2], **{"c": 3}), f(1, *[2]), f(x=None, *[1, 2], y="z", *[3]))
print(sep="-", *[1, 2])
print(*[1, 2], sep="-", *[3], end="!\n")
print(
    sep="+",  # between
    *[1, 2],
)
(a, *b), c = (1, 2, 3), 4; print(a, b, c)
[a, [b, *c]] = 1, [2, 3, 4]; print(a, b, c)
del (a := [1, 2, 3])[0]; print(a)
with (open("c", "w") as g, open("d", "w")): print(g.mode)
print(not not True, -+~1, 2**-1, -2**2, 1 < 2 < 3 != 4)
print({**{"a": 1}, "b": 2, **{}}, {*[1], 2}, [*"ab"], (*"ab",))
print(0x_ff, 0b1_0, 0o17, 1_000.5, 1e1_0, 3j, .5, 5.)
print("a" "b" f"{1}" r"\n", b"a" b"\x00", """x
y""")
print(f"{1!r:>{5}}|{'a':^{3}}|{3.14159:.{2}f}|{{}}|{1+1=}|{'x' 'y'}")
class D:
    x = 1
    y = [0 for _ in range(2)] if 0 else x
    def f(self): return __class__
print(D().f() is D, D.y)
def f():
    for i in range(3):
        try: continue
        finally: print(i)
f()
x = (1,
     2,  # c
     3
); print(x)
x = 1; \
print(x)
n = 5; x = "q"
print(rf"\{x}", rf"C:\a\{x}\b", f"\\{x}", rf"\{{{x}\}}", rf"{x}\\{x}", rf'{x}\d+')
print(1if n else 2, [0for _ in range(2)], 0x1for 2, 1or 2)
def g(x=0): print("g", x); return x
def h(*a, **k): return a, k
print(h(a=g(1), *[2, 3]), h(a=g(1), b=[x for x in range(3)][::2], *(4,), c=g(5), *[6], **{"d": 7}))
print(sep=str("-"), *[1, 2])
print(*[3], sep=("+" if h else "-"), *[4])
print(h(a=lambda x: x, *[1])[0], h(a=f"{g(2)!r:>3}", *"ab"))
print(max(key=lambda t: -t, *[[1, 5, 3]]))
