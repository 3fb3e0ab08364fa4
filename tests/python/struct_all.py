import array
import ast
import struct

print(struct.pack("<hI", -2, 70000), struct.unpack("<hI", b"\xfe\xffp\x11\x01\x00"), struct.calcsize("<hIq"), struct.calcsize("hIq"), struct.calcsize("@bl"), struct.calcsize(">bl"))
print(struct.pack(">d", 3.14), struct.unpack(">f", struct.pack(">f", 1.5)), struct.pack("3s5sx?", b"abcd", b"xy", True), struct.unpack("3s5sx?", b"abcxy\0\0\0\0\1"), struct.pack("!BH", 255, 1))
print(struct.pack("<3i", 1, 2, 3), struct.unpack("<2b", b"\xff\x01"), list(struct.iter_unpack("<H", b"\1\0\2\0")), struct.unpack_from("<I", b"xx\1\0\0\0", 2), struct.pack("<e", 1.5), struct.unpack("<e", b"\x00\xc0"), struct.pack("5p", b"abc"), struct.unpack("5p", b"\3abc\0"), struct.pack("c", b"z"))
s = struct.Struct("<ih")
b = bytearray(8)
s.pack_into(b, 1, 5, 6)
print(s.size, s.format, s.pack(1, 2), s.unpack(s.pack(3, 4)), b, s.unpack_from(b, 1), struct.unpack("<Q", b"\xff" * 8), struct.pack("<q", -(2**63)))
for wrong in (lambda: struct.pack("B", 300), lambda: struct.pack("<h", 10**6), lambda: struct.pack("I", -1), lambda: struct.pack("i", "a"), lambda: struct.pack("2i", 1), lambda: struct.unpack("i", b"abc"), lambda: struct.pack("z", 1), lambda: struct.pack("s", "a"), lambda: struct.pack("f", "a"), lambda: struct.unpack_from("<i", b"abcde", 3), lambda: struct.pack("c", b"ab")):
    try:
        print(wrong())
    except struct.error as error:
        print(error)
a = array.array("i", [3, 1, 2])
a.append(5)
a.extend([7, 8])
print(a, a[0], a[-1], a[1:3], len(a), a.tolist(), a.itemsize, a.typecode, a.index(5), a.count(1), sum(a), 3 in a, a == array.array("i", [3, 1, 2, 5, 7, 8]), a.pop(), sorted(a))
a.insert(0, 9)
a.remove(1)
a.reverse()
a[0] = 100
del a[1]
print(a, array.array("d", [1, 2.5]), array.array("B", b"abc"), array.array("i"), array.array("H", [1, 2]).tobytes(), a + array.array("i", [1]), array.array("b", [1]) * 3, array.array("u", "hé"))
f = array.array("f")
f.frombytes(struct.pack("<2f", 1.5, 2.5))
print(f, array.array("q", [2**40]))
for wrong in (lambda: array.array("B", [256]), lambda: array.array("i", [1.5]), lambda: array.array("z"), lambda: a[99], lambda: array.array("i", "ab"), lambda: array.array("b").pop(), lambda: array.array("h", [10**6])):
    try:
        print(wrong())
    except (OverflowError, TypeError, ValueError, IndexError) as error:
        print(type(error).__name__, error)
for text in ("1", "-1.5e3", "[1, 'a', (2, None), {'k': [True, False]}]", "{1}", "()", "(1,)", "(1)", "b'ab\\x00'", "'a' \"b\"", "0xff", "1_000", "1+2j", "{}", "  3", "'''x\ny'''", "r'\\n'", "1, 2", "[\n1,\n2, # c\n]", "'é\\u00e9'", "set()", "..." if False else "None"):
    print(repr(ast.literal_eval(text)))
for text in ("a", "1 + 1", "__import__('os')", "f(x)", "[1, 2", "'a", "[1 2]", ""):
    try:
        print(ast.literal_eval(text))
    except (ValueError, SyntaxError) as error:
        print(type(error).__name__)
