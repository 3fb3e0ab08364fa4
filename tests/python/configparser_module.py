import configparser
import io
import mimetypes
import locale
from configparser import ConfigParser, RawConfigParser, ExtendedInterpolation

text = """# comment
[DEFAULT]
base = /srv
Debug = yes

[server]
host = example.com
port: 8080
path = %(base)s/data
ratio = 0.5
percent = 100%%
empty =
multi = one
    two

    three
; another comment
[other section]
key with space = a = b
url = http://x:1/#frag ; not a comment
"""
c = ConfigParser()
c.read_string(text)
print(c.sections(), c.options("server"), c.has_section("server"), c.has_section("DEFAULT"), c.has_option("server", "HOST"), c.has_option("server", "base"))
print(c["server"]["host"], c.get("server", "path"), c.get("server", "path", raw=True), c.getint("server", "port"), c.getfloat("server", "ratio"), c.getboolean("server", "debug"))
print(repr(c["server"]["empty"]), repr(c["server"]["multi"]), c["server"]["percent"], c["other section"]["key with space"], c["other section"]["url"], c["DEFAULT"]["base"])
print(c.items("server"), c.get("server", "none", fallback="fb"), c.getint("server", "none", fallback=5), c["server"].get("none"), c["server"].get("none", "d"), c["server"].getint("port"), c["server"].getboolean("nope", True))
print("server" in c, "nope" in c, list(c), list(c["server"]), len(c), repr(c["server"]), c["server"].name, c.defaults())
for section in c.sections():
    print(section, dict(c[section]))
c.add_section("new")
c.set("new", "a", "1")
c["new"]["b"] = "2"
c["dict"] = {"x": "1", "y": 2}
c.read_dict({"read": {"k": "v", "n": 3}})
print(c["dict"]["y"], c["read"]["n"], c.remove_option("new", "a"), c.remove_option("new", "a"), c.remove_section("read"), c.remove_section("read"))
buffer = io.StringIO()
c.write(buffer)
print(buffer.getvalue())
buffer = io.StringIO()
c.write(buffer, space_around_delimiters=False)
print(buffer.getvalue()[:60])
for bad in [lambda: c.get("nope", "a"), lambda: c.get("server", "nope"), lambda: c["nope"], lambda: c["server"]["nope"], lambda: c.add_section("server"), lambda: c.add_section("DEFAULT"), lambda: c.getint("server", "host"),
            lambda: c.getboolean("server", "host"), lambda: c.set("server", "x", 5), lambda: c.set("nope", "x", "5"), lambda: c.options("nope"), lambda: c.set("server", "bad", "5%"), lambda: c.items("nope"),
            lambda: ConfigParser().read_string("a = 1\n"), lambda: ConfigParser().read_string("[a]\nx = 1\nx = 2\n"), lambda: ConfigParser().read_string("[a]\n[a]\n"), lambda: ConfigParser().read_string("[a]\nnovalue\nother\n")]:
    try:
        print(bad())
    except (configparser.Error, KeyError, ValueError, TypeError) as error:
        print(type(error).__name__, error)
broken = ConfigParser()
broken.read_string("[a]\nx = %(missing)s\ny = %(y)s\nz = %oops\n")
for name in "xyz":
    try:
        broken.get("a", name)
    except configparser.InterpolationError as error:
        print(type(error).__name__, error)
e = ConfigParser(interpolation=ExtendedInterpolation())
e.read_string("[a]\nx = 1\n[b]\ny = ${a:x}/${z}\nz = 2\nd = $$5\n")
print(e["b"]["y"], e["b"]["d"])
n = ConfigParser(allow_no_value=True, inline_comment_prefixes=("#",), delimiters=("=",), interpolation=None)
n.read_string("[a]\nflag\nv = 1 # note\np = %(x)s\nk:2\n")
print(n.items("a"), n["a"]["flag"])
r = RawConfigParser({"d": 1})
r.optionxform = str
r.read_string("[S]\nKey = %(v)s\n")
print(r.items("S"), r.read("no-such-file.ini"))
with open("c.ini", "w") as file:
    c.write(file)
again = ConfigParser()
print(again.read(["c.ini", "none.ini"]), again.sections(), again["server"].getfloat("ratio"))
import os
os.remove("c.ini")
print(mimetypes.guess_type("a.txt"), mimetypes.guess_type("x/y.tar.gz"), mimetypes.guess_type("p.PNG"), mimetypes.guess_type("none"), mimetypes.guess_extension("image/png"), mimetypes.guess_type("d.json")[0])
print(locale.setlocale(locale.LC_ALL, "C"), locale.format_string("%.2f", 1.5), locale.localeconv()["decimal_point"])
