# repr writes text as it is, but for quotes and what cannot be seen; exceptions show one argument alone.
print(["é", "naïve", "中文", "😀", "ключ"], {"имя": "значение"}, ("ñandú",), {"é"})
print(["a'b", 'a"b', "'\"", "tab\t\n\r\\", ""])
print(["\x00\x1f\x7f\x80\xa0\xad", "\u200b\u2028\ufeff", "\u3000", "\ue000", "\ufffe", "\U000e0001"])
print(b"\xc3\xa9 bytes", repr("日本"), "%r" % "é", f"{'é'!r}")
print("é" * 3, ["é" * 3], "".join(["a", "é"]))


class Own(Exception):
    pass


class Missing(KeyError):
    pass


for error in (
    ValueError("x"),
    ValueError("é"),
    ValueError(),
    ValueError("a", 1),
    KeyError("key"),
    KeyError(3),
    KeyError("a", "b"),
    KeyError(),
    Own("o"),
    Own(),
    Own(1, 2),
    Missing("m"),
    StopIteration(5),
):
    print(repr(error), "|", str(error), "|", [error])
try:
    {}["not there"]
except KeyError as error:
    print(error, f"{error}", "%s" % error)
