# Operators that the left operand's C code does not know, and their errors.
class I(int):
    pass


class S(str):
    pass


class L(list):
    pass


class F(float):
    pass


print(1 + I(3), I(3) + I(4), I(3) * 2, 2 ** I(3), 7 // I(2), 7 % I(4), 1 - I(5), I(6) & 3, 1 << I(3))
print("b" + S("a"), S("a") + S("b"), S("ab") * 2, 2 * S("ab"), [3] + L([1]), L([1]) + [2], 1.5 + F(2))
print(4 > I(3), I(3) < 4, 3 == I(3), "a" < S("b"), 1 + I(3) == 4, I(2) in [1, 2], S("a") in "cat")
print(",".join([S("a"), "b"]), sorted([I(3), 1, I(2)]), [10, 20, 30][I(1)], max(I(1), 2))


class Version:
    def __init__(self, number):
        self.number = number

    def __lt__(self, other):
        return self.number < (other.number if isinstance(other, Version) else other)

    def __gt__(self, other):
        return self.number > (other.number if isinstance(other, Version) else other)

    def __radd__(self, other):
        return other + self.number

    def __index__(self):
        return self.number


v = Version(2)
print(1 < v, 3 < v, 1 > v, 5 + v, "abcd"[v], [1, 2, 3][v], sum([v, v]))
stock, wanted = {"a": 1, "b": 2}, {"b": 3, "c": 4}
print(sorted(stock.keys() & wanted.keys()), sorted(stock.keys() | {"z"}), sorted(stock.keys() - {"a"}))
print(isinstance(1, int | str), isinstance(1.0, int | None), isinstance(None, int | None))
for kind in ("list[int]", "dict[str, list[int]]", "int | None", "tuple[int, ...]"):
    print(eval(kind))


class Plain:
    pass


class Tags:
    __hash__ = None


programs = """1 + "a"
"a" + 1
[] + 1
(1,) + [2]
None + 1
1 - "a"
{1} - [1]
1 < "a"
{} < {}
Plain() < Plain()
None >= 1
-"a"
~1.5
+[]
abs("a")
[1] * "a"
"a" * 1.5
2 ** "a"
divmod("a", 1)
1 & 1.5
1 << 1.5
Plain() + 1
1 + Plain()
1 in 1
1 in "a"
1 // 0
1 % 0
1 / 0
1.0 / 0
2 // 0.0
2 % 0.0
divmod(1, 0)
0 ** -1
hash([])
hash({})
{[]: 1}
{{}: 1}
{[1]}
{}[[]]
(1)[2]
None["a"]
Plain()[0]
[1, 2]["a"]
(1, 2)[None]
"abc"["x"]
[1][1.0]
len(1)
len(Plain())
iter(1)
list(Plain())
sorted([1, "a"])
sum([1, "a"])
max(1, "a")
int | 3
int[3]
Plain()()
(3)()
"a"()"""
for program in programs.split("\n"):
    try:
        print(program, "->", eval(program))
    except Exception as error:
        print(program, "->", type(error).__name__, error)
