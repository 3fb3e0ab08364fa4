# Names that are not there: CPython's classes and words, and code that tries one name and then another.
try:
    from collections import Mapping
except ImportError:
    from collections.abc import Mapping
print(isinstance({}, Mapping))

for statement in (
    "import json.nope",
    "import collections.nope.deeper",
    "import logging.nope as n",
    "import math.nope",
    "import nope",
    "import nope.deeper",
    "from nope import deeper",
    "from json.nope import loads",
    "from xml.etree.nope import loads",
):
    try:
        exec(statement)
    except ModuleNotFoundError as error:
        print(statement, "->", type(error).__name__, error, "|", error.name)

for statement in (
    "from collections import Iterable",
    "from html import nope",
    "from json import nope",
    "from datetime import nope",
    "from urllib import nope",
):
    try:
        exec(statement)
    except ImportError as error:
        print(statement, "->", type(error).__name__, str(error).split(" (")[0])

import urllib.error
from urllib import error
from urllib.error import ContentTooShortError, HTTPError, URLError

print(error is urllib.error, issubclass(HTTPError, URLError), issubclass(URLError, OSError))
for made in (
    URLError("no host"),
    HTTPError("http://a.example/", 404, "Not Found", {"A": "b"}, None),
    ContentTooShortError("short", b"ab"),
):
    try:
        raise made
    except URLError as caught:
        print(type(caught).__name__, caught, caught.reason, isinstance(caught, OSError))
made = HTTPError("http://a.example/", 500, "Broken", {"A": "b"}, None)
print(made.code, made.msg, made.url, made.headers, made.getcode(), made.geturl(), made.info(), repr(made))

# The module of what is built in.
import builtins

print(builtins.FileNotFoundError, builtins.KeyError, ExceptionGroup, BaseExceptionGroup, __builtins__ is builtins)
print([name for name in "ascii anext aiter exit quit open print vars format input ToDo".split() if not hasattr(builtins, name)])
shown = builtins.print
builtins.print = lambda *values: shown("shown:", *values)
print(1)
builtins.print = shown
builtins.added = 3
print(added, builtins.len([1]), builtins.__name__, vars(builtins)["len"] is len)
del builtins.added
try:
    added
except NameError as error:
    print(error)

# Annotations of functions, with commas and colons in them.
import typing


def first(a: int, b: typing.Optional[int] = None) -> dict[str, int]:
    return {}


def second(pairs: dict[str, tuple[int, ...]] = {1: 2}, *rest: int, key: "str" = "a,b:c") -> typing.Dict[str, int]: ...


def third(
    a: int,  # one, two
    b: list[int] = [1, 2],
) -> tuple[int, str]:
    pass


for function in (first, second, third):
    print(function.__annotations__)
    print(typing.get_type_hints(function))
