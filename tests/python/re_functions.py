# The functions of re, on text as agents meet it.
import re

log = """2024-05-06 12:00:01 INFO  start pid=42
2024-05-06 12:00:02 WARN  disk 91% full
2024-05-07 08:15:00 ERROR cannot open "a b.txt": denied
"""
print(re.findall(r"\d{4}-\d\d-\d\d", log))
print(re.findall(r"^(\S+) (\S+) (\w+)", log, re.MULTILINE))
print(re.findall(r"(?m)^.*ERROR.*$", log))
print([m.span() for m in re.finditer(r"\b[A-Z]{4,5}\b", log)])
print(re.search(r'"([^"]*)"', log).group(1))
print(re.search(r"no such thing", log))
print(re.match(r"(?P<year>\d+)-(?P<month>\d+)", log).groupdict())
print(re.match(r"INFO", log), re.fullmatch(r"(?s).*\n", log) is not None)

print(re.sub(r"\s+", " ", "  many   spaces \n here "))
print(re.sub(r"(\w+) (\w+)", r"\2 \1", "hello world, good bye"))
print(re.sub(r"(?P<first>\w)(?P<rest>\w*)", r"\g<rest>\g<first>ay", "pig latin text"))
print(re.sub(r"\d+", lambda m: str(int(m.group()) * 2), "1 22 333"))
print(re.sub("a", "b", "aaaa", count=2), re.sub("a", "b", "aaaa", 3))
print(re.subn("x*", "-", "abxd"), re.subn("q", "r", "abc"))
print(re.sub(r"(a)|b", r"[\1]", "ab"))
print(re.sub("^", "> ", "one\ntwo\n", flags=re.M), end="|\n")
print(re.sub(r"\.", r"\\.", "a.b"), re.sub("x", r"\n\t", "axb"), re.sub("x", r"\g<0>\g<0>", "axb"))
print(re.sub("b", lambda m: None, "abc"))

print(re.split(r"[,;]\s*", "a, b;c,d"))
print(re.split(r"([,;])\s*", "a, b;c,d"))
print(re.split(r"(-)|(,)", "a-b,c"), re.split("x*", "axbc"), re.split(r"\W+", "Words, words, words.", 1))
print(re.split(r"\b", "one two"), re.split("", "abc"), re.split("x", ""))

print(re.escape("a.b*c [d] {e} ~f-g #h"), re.escape("été_1\n"), re.escape(b"a.\xff"))
print(re.findall("", "abc"), re.findall("x*", "axb"), re.findall(r"(a)(b)?", "abac"), re.findall(r"(x)?", "ab"))
print(re.findall(r"é|ü", "éaüb") == ["é", "ü"], [m.start() for m in re.finditer("b", "éaübčb")])
print([m.group() == "é" for m in re.finditer("é", "aéé")], re.sub("(é)(.)", lambda m: m[2], "xéaéb-ü"))
print(re.findall(rb"\d+", b"a1 b22 \xff333"), re.sub(rb"(\d)", rb"<\1>", b"a1\xe92"), re.split(rb",", b"a,b"))
print(re.sub(rb"\d", lambda m: m[0] * 2, b"a1b2"), re.search(rb"[\x80-\xff]+", b"ab\xc3\xa9").span())
print(re.findall(r"(?i)straße|ſ", "STRASSE Straße s") == ["Straße", "s"], re.findall(r"\w+", "naïve café 東京 x_1") == ["naïve", "café", "東京", "x_1"])
print(re.findall(r"(?a)\w+", "naïve") == ["na", "ve"], re.findall(r"\d+", "१२ 34") == ["१२", "34"])
big = "lorem ipsum dolor sit amet, " * 4000
print(len(re.findall(r"\w+", big)), len(re.sub(r"[aeiou]", "", big)), len(re.split(r",\s*", big)))
print(re.search(r"(?:a|b)*c", "ab" * 50000 + "c").end(), re.match(r"(?:.|\n)*", big).end())
scanner = re.Scanner([(r"\d+", lambda s, t: int(t)), (r"[+*]", lambda s, t: t), (r"\s+", None)])
print(scanner.scan("12 + 3*4 ?"))
# A lexer goes through one long text with many calls, between those on other texts.
token = re.compile(r"\s*(?:(\d+)|(\w+)|(.))")
code = "x1 = foo(42) + é; " * 40
kinds = [0, 0, 0]
at = 0
while at < len(code):
    m = token.match(code, at)
    if m is None:
        break
    kinds[m.lastindex - 1] += 1
    at = m.end()
    if at % 7 == 0:
        kinds[0] += len(re.findall("o", code[::-1] if at % 2 else "foo" * 100)) // 1000
print(kinds, at, re.search("é", code).start(), re.search("q", code), re.search(b"42", code.encode()).start())
