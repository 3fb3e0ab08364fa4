# Every method of the built-in types, with what they refuse.
def t(label, f):
    try: print(label, repr(f()))
    except Exception as e: print(label, type(e).__name__, e)
S = "Hello, World"
calls = """capitalize() casefold() center(20) center(21,'*') count('l') count('l',3,5) encode() encode('latin-1') endswith('ld') endswith(('x','ld')) endswith('lo',0,5) expandtabs() find('o') find('o',5) find('zz') format() index('W') isalnum() isalpha() isascii() isdecimal() isdigit() isidentifier() islower() isnumeric() isprintable() isspace() istitle() isupper() join(['a','b']) ljust(15,'.') lower() lstrip('He') partition(', ') partition('zz') removeprefix('Hello') removesuffix('World') replace('l','L') replace('l','L',1) rfind('o') rindex('o') rjust(15) rpartition('o') rsplit('o',1) rstrip('d') split() split('l') split(',',1) splitlines() startswith('He') strip('Hd') swapcase() title() translate({72:'J',101:None}) upper() zfill(15) index('zz') maketrans('ab','cd') isidentifier() __len__() __contains__('H') format_map({})""".split(" ")
import re
src = []
for line in re.findall(r"[\w]+\((?:[^()]|\([^()]*\))*\)", " ".join(calls)):
    t(line, lambda: eval("S." + line))
for s in ["", " ", "a1", "ABC", "Title Case", "x\ty", "a\nb\ncd", "é", "ß", "ǆ", "İ", "123", "½", "٣", "日本", "😀x", "a_b", "1a", "-5", "\x00"]:
    print(ascii(s), s.upper(), s.lower(), s.title(), s.capitalize(), s.swapcase(), s.casefold(), s.isalpha(), s.isdigit(), s.isnumeric(), s.isdecimal(), s.isalnum(), s.isspace(), s.istitle(), s.isprintable(), s.isidentifier(), s.splitlines(), s.split(), len(s), s.encode(), s.zfill(4), s[::-1])
t(1, lambda: "a,b,,c".split(",") + "a  b ".split(" ") + " a  b ".split() + "a,b,c".rsplit(",", 1) + "".split() + "".split(","))
t(2, lambda: "abc".split(""))
t(3, lambda: "x".join(["a", 1]))
t(4, lambda: "abc".translate(str.maketrans({"a": "1", "b": None})) + "abc".translate(str.maketrans("ab", "xy", "c")))
t(5, lambda: ("a" < "b", "a" * 3, "ab" in "cabd", "abc"[1], "%s" % "x", "a" "b", "z" > "Z", "10" < "9"))
t(6, lambda: "abc"[1.0])
t(7, lambda: "abc".center(2) + "abc".ljust(5, "xy"))
t(8, lambda: "é".encode("ascii"))
t(9, lambda: b"\xff".decode())
t(10, lambda: ("é".encode("ascii", "ignore"), "é".encode("ascii", "replace"), "é".encode("ascii", "xmlcharrefreplace"), "é".encode("ascii", "backslashreplace"), b"\xff".decode("utf8", "replace"), b"\xff".decode("latin1"), "é".encode("utf-16-le"), "a".encode("utf-16")))
B = b"Hello, World"
for line in "capitalize() count(b'l') decode() endswith(b'ld') find(b'o') hex() hex('-') hex(':',2) isalnum() isalpha() isdigit() islower() isspace() istitle() isupper() join([b'a',b'b']) ljust(14) lower() lstrip(b'He') removeprefix(b'He') replace(b'l',b'L') rfind(b'o') rjust(14) rpartition(b'o') rsplit(b'o',1) rstrip() split() split(b',') splitlines() startswith(b'He') strip(b'Hd') swapcase() title() translate(None,b'l') upper() zfill(14) expandtabs()".split(" "):
    t(line, lambda: eval("B." + line)); t(line, lambda: eval("bytearray(B)." + line))
t(20, lambda: (bytes.fromhex("61 62"), bytes("é", "utf8"), bytes([1, 2]), b"a" + b"b", b"ab"[0], b"ab"[0:1], list(b"ab"), b"a" in b"ab", 97 in b"ab", b"a" * 3, bytes(3), b"\x00\xff\t\n'\"", b"ab" == bytearray(b"ab"), b"a" < b"b"))
ba = bytearray(b"abc")
t(21, lambda: (ba.append(100), ba.extend(b"ef"), ba.insert(0, 65), ba.pop(), ba.remove(98), ba.reverse(), ba, ba.clear(), ba))
t(22, lambda: b"a" + "b")
t(23, lambda: bytes("a"))
L = [3, 1, 2]
t(30, lambda: (L.append(5), L.extend((6, 7)), L.insert(-1, "i"), L.remove("i"), L.pop(0), L.pop(), L.index(5), L.count(1), L.sort(reverse=True), L, L.copy(), L.reverse(), L, L.clear(), L))
t(31, lambda: sorted([3, "a"]))
t(32, lambda: sorted([None, 1]))
t(33, lambda: sorted(["b", "A", "a"], key=str.lower) + sorted([(1, "b"), (1, "a")]) + sorted({"z": 1, "y": 2}))
t(34, lambda: [1, 2] + (3,))
t(35, lambda: ([1, 2] == [1, 2.0], [1, 2] < [1, 3], [[]] * 2, [0] * 0, [1, 2, 3][-1], 2 in [1, 2], [1, [2]][1][0], list("ab"), [None] * 2))
t(36, lambda: [1, 2, 3].index(9, 1, 2))
t(37, lambda: [].pop(0))
t(39, lambda: [1, 2].sort(key=3))
D = {"a": 1, "b": 2}
t(40, lambda: (D.get("z"), D.get("z", 0), D.setdefault("c", []), D.pop("a"), D.pop("zz", None), D.update(x=1), D.update([("y", 2)]), D.update({"b": 9}), D, D.popitem(), list(D), list(D.values()), list(D.items()), D.copy(), dict.fromkeys("ab"), dict.fromkeys([1], []), len(D), "b" in D, D | {"q": 1}, {**D}, list(reversed(D)), D.keys() & {"b"}, sorted(D.keys() | {"n"}), sorted(D.keys() - {"b"}), D == {"b": 9, "c": [], "x": 1}, dict(zip("ab", [1, 2])), dict([(1, 2)], z=3), D.clear(), D))
t(41, lambda: D["nope"])
t(42, lambda: D.pop("nope"))
t(43, lambda: {}.popitem())
t(44, lambda: {[]: 1})
t(45, lambda: {{}: 1})
t(46, lambda: (D.keys(), D.values(), D.items(), {1: 2}.keys(), {1: 2}.items()))
def chg():
    d = {1: 1, 2: 2}
    for k in d: d[k + 10] = 1
t(47, chg)
def chg2():
    s = {1, 2}
    for k in s: s.add(k + 10)
t(48, chg2)
A, C = {1, 2, 3}, {3, 4}
t(50, lambda: (A | C, A & C, A - C, A ^ C, A.union([9]), A.intersection(C, [3]), A.difference([1]), A.symmetric_difference(C), A <= {1, 2, 3, 4}, A < A, A.issubset(A), A.issuperset({1}), A.isdisjoint({9}), {1} | frozenset([2]), frozenset([1]) | {2}, set("a"), set(), frozenset(), len(A), 1 in A, {1, 1.0, True}))
t(51, lambda: (A.add(9), A.discard(100), A.remove(9), A.update([7], (8,)), A.intersection_update({1, 7}), A.difference_update([1]), A.symmetric_difference_update({5}), A, A.copy(), A.pop() in (5, 7), A.clear(), A))
t(52, lambda: A.remove(1))
t(53, lambda: {1} + {2})
t(54, lambda: {1} | [2])
t(55, lambda: (hash(frozenset([1, 2])) == hash(frozenset([2, 1])), {frozenset([1]): 2}))
I = 255
t(60, lambda: (I.bit_length(), I.bit_count(), I.to_bytes(2, "big"), int.from_bytes(b"\x01\x00", "little"), I.as_integer_ratio(), I.conjugate(), I.real, I.numerator, (-I).__abs__(), I.__class__, (5).__add__(3), int("  12 "), int(12.9), int("1_000"), int(b"12"), int("0b101", 0), 7 // -2, -7 % 3, 7 % -3, divmod(7, -2), 2 ** 100, -2 ** 2, 1 << 70, ~5, 5 & 3, 5 | 3, 5 ^ 3, 10 ** -2, 0o17, 0xff, 1_000, 3 / 2, 4 / 2, 1e3, 5 // 2.0, True + True))
t(61, lambda: int("12a"))
t(62, lambda: int(""))
t(63, lambda: int("1.5"))
t(64, lambda: (1).to_bytes(0, "big"))
t(65, lambda: (-1).to_bytes(1, "big"))
t(66, lambda: 1 << -1)
t(67, lambda: (1.5).is_integer(), )
t(68, lambda: ((1.5).as_integer_ratio(), (0.1).hex(), float.fromhex("0x1.8p1"), 1e16, 1e15, 123456789.123456789, 1e-5, 0.0001, 1e22, 1.0, -0.0, float("-inf"), 0.1 + 0.2, 1/3, 100.0, 1e100, 5e-324, 1.7976931348623157e308, 2.5e-8, 3.0e10, round(1234.5678, -2), round(0.5), round(1.5), round(1e20), int(1e20), 3.7 // 1, -3.7 // 1, 3.7 % 1, -3.7 % 1, 2 ** 0.5, 9 ** 0.5))
t(69, lambda: float("abc"))
t(70, lambda: float(""))
t(71, lambda: 1.5 << 1)
t(72, lambda: (1, 2) + (3,) + tuple("a") + (4,) * 2 + ((),) )
t(73, lambda: ((1, 2).count(1), (1, 2).index(2), (1, 2) < (1, 2, 0), (1,), (), hash((1, 2)) == hash((1, 2)), (1, 2)[::-1], 1 in (1,), tuple({1: 2})))
def tass(): x = (1, 2); x[0] = 5
t(74, tass)
def tdel(): x = (1, 2); del x[0]
t(75, tdel)
def sass(): x = "ab"; x[0] = "c"
t(76, sass)
t(77, lambda: (range(5)[2], range(10)[2:8:2], len(range(0, 10, 3)), 4 in range(0, 10, 2), range(3) == range(0, 3), list(range(5, 0, -2)), range(3).index(1), range(1, 2), range(10)[-1], range(0).stop, reversed(range(3)).__class__ is not None, sum(range(101))))
t(78, lambda: range(1, 2, 0))
t(79, lambda: (None is None, None == False, not None, bool(None), str(None)))
t(80, lambda: (1 < 2 < 3, 1 < 3 > 2, 1 == 1.0 == True, [] is [], not [] and "x" or "y", 0 or "a" and "b", (lambda: 1)() if True else 2))
