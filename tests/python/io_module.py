import io
import codecs
import os
from io import StringIO, BytesIO

f = StringIO()
print(f.write("héllo\n"), f.write("world"), f.tell(), f.getvalue() == "héllo\nworld")
print("x", 1, sep="-", file=f)
print(f.seek(0), f.readline(), f.read(3), f.readlines(), f.read(), f.readline())
f = StringIO("one\ntwo\nthree")
print([line for line in f], f.tell())
f.seek(4)
print(f.readline(2), f.readline(), next(f), f.tell())
f.seek(0)
f.write("ONE")
print(f.getvalue(), f.read())
f.seek(0, 2)
f.write("!")
f.writelines(["a", "b\n"])
print(repr(f.getvalue()), f.seek(3), f.truncate(), repr(f.getvalue()), f.truncate(1), f.getvalue())
f = StringIO("ab")
f.seek(5)
f.write("c")
print(repr(f.getvalue()))
print(repr(StringIO("a\r\nb\rc\n", newline=None).read()), repr(StringIO("a\r\nb\rc\n").read()), StringIO("a\r\nb\rc\n", newline="").readlines())
print(StringIO("a\r\nb\rc\n").readlines(), StringIO("a\nb").readlines(1))
f = StringIO(newline="\r\n")
f.write("a\nb\n")
print(repr(f.getvalue()))
with StringIO("x") as f:
    print(f.readable(), f.writable(), f.seekable(), f.closed, f.isatty())
print(f.closed)
for bad in [lambda: f.read(), lambda: f.write("x"), lambda: f.getvalue(), lambda: StringIO(b"x"), lambda: StringIO().write(b"x"),
            lambda: StringIO().seek(-1), lambda: StringIO().seek(1, 1), lambda: BytesIO("x"), lambda: BytesIO().write("x")]:
    try:
        bad()
    except Exception as error:
        print(type(error).__name__, error)
b = BytesIO(b"abc\ndef\n")
print(b.read(2), b.readline(), b.readlines(), b.read(), b.tell(), b.seek(1), b.write(b"XY"), b.getvalue())
b.seek(0, 2)
b.write(bytearray(b"end"))
print(b.getvalue(), len(b.getbuffer()), b.seek(-3, 2), b.read(), list(BytesIO(b"a\nb")))
buffer = bytearray(3)
print(BytesIO(b"xyz!").readinto(buffer), buffer)
print(isinstance(StringIO(), io.TextIOBase), isinstance(BytesIO(), io.IOBase), isinstance(StringIO(), io.BufferedIOBase))
w = io.TextIOWrapper(BytesIO("é\nb".encode()), encoding="utf-8")
print(w.readline() == "é\n", w.read(), w.encoding)
raw = BytesIO()
w = io.TextIOWrapper(raw, encoding="latin-1", newline="\r\n")
w.write("é\n")
w.flush()
print(raw.getvalue())

with open("t.txt", "w") as f:
    print(f.write("line one\nzwei é\n"), f.name, f.mode, f.encoding, f.closed)
print(f.closed, repr(f))
with open("t.txt", encoding="utf-8") as f:
    print(f.readline(), len(f.readline()), repr(f.readline()))
with open("t.txt", "a") as f:
    print("more", file=f)
    f.writelines(["x\n", "y\n"])
print(open("t.txt").read().encode(), open("t.txt", "rb").read(3), sum(1 for line in open("t.txt")))
with open("t.txt", "wb") as f:
    f.write(b"\xef\xbb\xbfa\r\nb\xe9")
print(repr(open("t.txt", encoding="latin-1").read()) == repr("ï»¿a\nbé"), open("t.txt", encoding="utf-8-sig", errors="replace").read() == "a\nb\ufffd")
with open("t.txt", "w", encoding="utf-16") as f:
    f.write("aé")
    f.write("b")
print(open("t.txt", "rb").read(), open("t.txt", encoding="utf-16").read() == "aéb")
with open("t.txt", "w", newline="\r\n") as f:
    f.write("a\nb\n")
print(open("t.txt", "rb").read(), repr(open("t.txt").read()), repr(open("t.txt", newline="").read()))
for bad in [lambda: open("none.txt"), lambda: open("no/such/f", "w"), lambda: open("t.txt", "q"), lambda: open("t.txt", "x"),
            lambda: open("t.txt", "w").read(), lambda: open("t.txt").write("x"), lambda: open("t.txt", encoding="nope"),
            lambda: open("t.txt", "w").write(5), lambda: open("t.txt", "wb").write("s"), lambda: open("t.txt", "rb", encoding="utf-8")]:
    try:
        bad()
    except Exception as error:
        print(type(error).__name__, error)
try:
    open("none.txt")
except OSError as error:
    print(error.errno, error.strerror, error.filename, error.args)
os.remove("t.txt")

for name in ["utf-8", "UTF8", "latin-1", "ascii", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "utf-8-sig", "unicode_escape"]:
    text = "aé\n" if name in ("latin-1", "cp1252", "unicode_escape") else "plain" if name == "ascii" else "aé€😀"
    data = codecs.encode(text, name)
    print(codecs.lookup(name).name, data, codecs.decode(data, name) == text)
for errors in ["ignore", "replace", "backslashreplace", "xmlcharrefreplace"]:
    print(codecs.encode("aé€b😀", "ascii", errors), codecs.encode("é€", "latin-1", errors))
for errors in ["ignore", "replace", "backslashreplace"]:
    data = b"a\xff\xc3(\xe2\x82x\xf0\x9f\x98b\xed\xa0\x80c\xe2\x82"
    print(codecs.decode(data, "utf-8", errors).encode(), codecs.decode(b"a\xe9b", "ascii", errors).encode())
print(codecs.encode("Hello", "rot13"), codecs.encode(b"abc", "hex"), codecs.decode(b"616263", "hex"), codecs.encode(b"abc", "base64"))
print(codecs.BOM_UTF8, codecs.decode("a\\n\\x41\\u00e9", "unicode_escape").encode())
for bad in [lambda: codecs.encode("aéé", "ascii"), lambda: codecs.encode("€", "latin-1"), lambda: codecs.decode(b"a\xff", "utf-8"),
            lambda: codecs.decode(b"a\xc3", "utf-8"), lambda: codecs.decode(b"\xe9", "ascii"), lambda: codecs.lookup("nope"),
            lambda: codecs.decode(b"\xc3(", "utf-8"), lambda: codecs.encode("x\u0394", "cp1252")]:
    try:
        print(bad())
    except (UnicodeError, LookupError) as error:
        print(error)
decoder = codecs.getincrementaldecoder("utf-8")()
print([len(decoder.decode(part)) for part in (b"a\xc3", b"\xa9", b"\xf0\x9f", b"\x98\x80")])
with codecs.open("u.txt", "w", encoding="utf-8") as f:
    f.write("é")
print(open("u.txt", "rb").read())
os.remove("u.txt")
