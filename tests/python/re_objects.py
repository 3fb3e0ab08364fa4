# Patterns, matches, flags and errors as objects.
import re

p = re.compile(r"(?P<key>\w+)\s*=\s*(?P<value>\w+)?(;)?", re.I)
print(p.pattern, p.flags, p.groups, dict(p.groupindex))
print(p, repr(re.compile("a'b")), re.compile(b"x", re.S), re.compile("(?x) a # b"))
print(re.compile("a" * 250).pattern == "a" * 250, len(repr(re.compile("a" * 250))))
print(p == re.compile(p.pattern, re.I), p == re.compile(p.pattern), re.compile("a") is re.compile("a"), re.compile(p) is p)
print(hash(p) == hash(re.compile(p.pattern, re.I)), p != "x", isinstance(p, re.Pattern))

m = p.search("  name = value;")
print(m, bool(m), isinstance(m, re.Match))
print(m.group(), m.group(0), m.group(1, 2), m.group("key", "value"), m["key"], m[2], m[0])
print(m.groups(), m.groupdict(), m.span(), m.span(1), m.start("value"), m.end("value"))
print(m.lastindex, m.lastgroup, m.pos, m.endpos, m.string, m.re is p, m.regs)
print(m.expand(r"\g<value>=\1 \g<2>\\"))
n = p.match("key=")
print(n.groups(), n.groups("-"), n.groupdict("?"), n.span(2), n.start(2), n.group(2), n.lastindex, n.lastgroup)
print(re.match("(a)(b)?", "ab").lastindex, re.match("((a)b)", "ab").lastindex, re.match("a", "a").lastindex)
print(re.search("b+", "a" + "b" * 100))

q = re.compile("o")
print(q.search("foo boo", 3), q.search("foo boo", 2, 3), q.match("foo", 1), q.fullmatch("foo", 1, 2), q.search("foo", 5))
print(q.findall("foo boo", 2), [x.start() for x in q.finditer("foo boo", 2, 6)], q.search("foo", -5).span())
print(re.compile("^o").search("foo", 1), re.compile("o$").search("foo boo", 0, 3), re.compile(r"\bo").search("foo", 1))
print(q.sub("0", "foo"), q.subn("0", "foo", 1), q.split("foo", maxsplit=1), q.search(string="foo", pos=2).pos)

print(re.I, re.IGNORECASE | re.MULTILINE, re.A | re.I, re.NOFLAG, repr(re.X), int(re.S), re.I == 2)
print(re.I & re.M, bool(re.I & re.I), re.I | 1, (re.I | re.M) & ~re.M, re.RegexFlag(10), re.I.value, re.I.name)
print(re.search("A", "a", re.I | re.S).span(), re.search("A", "a", 2).span(), re.search("a.b", "a\nb", flags=re.DOTALL).span())

for pattern in ["(", ")", "[a", "*a", "a**", "a{2,1}", "\\", "\\q", "(?P<n>a)(?P<n>b)", "(?P<1>a)", "(?P=x)", "(?<=a+)b",
                "(?<x", "(?z)", "a(?i)", "(?P<n", "[b-a]", "\\1", "(?(2)a)", "\\x1", "\\N{nothing}", "x\n y(", "a{99999999999}"]:
    try:
        re.compile(pattern)
        print(pattern, "compiles")
    except re.error as error:
        print(type(error).__name__, error, "|", error.msg, error.pos, error.lineno, error.colno, error.pattern == pattern)
    except OverflowError as error:
        print("OverflowError", error)
for template in ["\\2", "\\q", "\\g<", "\\g<x>", "\\g<1", "\\g<a b>", "\\400", "\\"]:
    try:
        print(re.sub("(a)", template, "a"))
    except (re.error, IndexError) as error:
        print(type(error).__name__, error)


def attempt(function, *arguments):
    try:
        print(function(*arguments))
    except Exception as error:
        print(type(error).__name__, error)


attempt(re.search, "a", 5)
attempt(re.search, "a", None)
attempt(re.search, b"a", "a")
attempt(re.search, "a", b"a")
attempt(re.compile, 5)
attempt(re.compile, ["a"])
attempt(re.compile, p, re.I)
attempt(re.compile, "a", re.L)
attempt(re.compile, b"a", re.U)
attempt(m.group, 9)
attempt(m.group, "nothing")
attempt(m.start, -1)
attempt(re.sub, "a", lambda found: 1, "xa")
attempt(re.sub, "a", 5, "a")
attempt(re.escape, 5)
attempt(re.purge)
