# Objects that built-in types make: by keyword, of other objects, and of what does not do.
import types
from fractions import Fraction


def told(make):
    try:
        return repr(make())
    except Exception as error:
        return "%s: %s" % (type(error).__name__, error)


class Packet:
    def __bytes__(self):
        return b"packet"

    def __complex__(self):
        return 3 - 4j

    def __index__(self):
        return 5


print(bytes("é", encoding="utf-8"), bytearray("é", encoding="latin-1"), bytes("é!", "ascii", "ignore"))
print(str(b"caf\xc3\xa9", encoding="utf-8"), str(b"x\xff", "utf-8", "replace"), str(object=5), str(), str(b"x"))
print(bytes(Packet()), bytearray(Packet()), complex(Packet()), hex(Packet()), bin(Packet()), oct(Packet()))
print(told(lambda: str(b"\xff", "utf-8")), told(lambda: str(5, "utf-8")), told(lambda: str("a", "utf-8")))
print(told(lambda: bytes(5, "utf-8")), told(lambda: bytes("a")), told(lambda: bytes("é", "ascii")))
for text in ("00ff", "0 1", "zz", "abc", " ab\tcd ", "0g", "é0", "", "a"):
    print(repr(text), told(lambda: bytes.fromhex(text)), told(lambda: bytearray.fromhex(text)))
print(int.from_bytes(b"\xff\xfb", "big", signed=True), int.from_bytes(b"\xff\xfb", byteorder="little"))
print(int.from_bytes(b"\x80", "little", signed=True), int.from_bytes(b"", "big", signed=True))

# The signs of zeros, and the last digits.
print([complex(0, -0.0), -0j, complex(-0.0, 0), -(0j), 0j * -2, 1j * -1, 5e-324j, 1e16j, complex("nan")])
print((1 + 2j) / (3 - 1j), (1 + 2j) / (-0.5j), abs(3e200 + 4e200j), (2 - 0j).conjugate(), 0.1 + 0.2j)
print(f"{1 + 2j:.2f}|{1 + 2j:>12}|{-1j:*^14.1e}|{3j:+.1f}", told(lambda: f"{1j:05}"), told(lambda: f"{1j:=9}"))
print(told(lambda: 1j / 0j), told(lambda: complex("x")), told(lambda: ~1j))

module = types.ModuleType("colours", "Of the rainbow.")
module.red = 1
exec("blue = red + 1", module.__dict__)
print(module, module.__name__, module.__doc__, module.blue, isinstance(module, types.ModuleType))
print(type("Made", (), {}), type("Wrong", (ValueError,), {})("x").__class__, UnicodeDecodeError, TimeoutError)
left = bytearray(b"hello")
del left[0]
del left[1:3]
print(left, {1}.union([2], (3,), {4: 5}), frozenset("a").union("b", "c") == {"a", "b", "c"})
print(divmod(7, Fraction(3, 2)), pow(3, -1, 7), round(2.675, 2))
