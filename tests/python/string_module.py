import string
import textwrap
import shlex
from string import Template, Formatter

print(string.ascii_letters, string.digits, string.hexdigits, string.octdigits, string.punctuation, repr(string.whitespace), len(string.printable))
print(string.ascii_lowercase, string.ascii_uppercase, string.capwords("hello  big world"), string.capwords("a-b-cd", "-"))
t = Template("Dear $name, you owe $$${amount} on ${day_1}th, $name.")
print(t.substitute(name="Ann", amount=5, day_1=3), t.substitute({"name": "B", "amount": 1, "day_1": 2}), t.safe_substitute(name="C"))
print(t.substitute({"name": "a", "amount": 2, "day_1": 0}, name="over"), t.template, t.get_identifiers(), t.is_valid(), Template("$").is_valid())
for text in ["$x $", "ab\ncd ${x", "$1", "100$", "${}", "$x$ y"]:
    try:
        print(Template(text).substitute(x=1))
    except ValueError as error:
        print(error)
    print(Template(text).safe_substitute(x=1))
try:
    t.substitute(name="x")
except KeyError as error:
    print(repr(error))


class Percent(Template):
    delimiter = "%"


print(Percent("%a and %{b} %% $c").substitute(a=1, b=2))
f = Formatter()
print(f.format("{} {1:>5}|{x!r}" if False else "{0} {1:>5}|{x!r} {{}}", "a", "b", x="q"), f.format("{} {}", 1, 2), f.format("{a[k]} {l[1]} {0:{w}d}", 7, a={"k": "v"}, l=[1, 2], w=4))
print(f.vformat("{a}-{b}", (), {"a": 1, "b": 2}), list(f.parse("x {a!r:>5} y {{z}} {b}")), f.format("{:,.2f}", 12345.678))
for bad in ["{", "}", "{0", "{0!x}", "{1}", "{} {0}"]:
    try:
        print(f.format(bad, 1))
    except (ValueError, IndexError) as error:
        print(type(error).__name__, error)


class Default(Formatter):
    def get_value(self, key, args, kwargs):
        return kwargs.get(key, "<" + key + ">") if isinstance(key, str) else super().get_value(key, args, kwargs)


print(Default().format("{a} {missing}", a=1))

text = "The quick brown fox jumped over the lazy dog. It's a well-known state-of-the-art sentence, isn't it?  Yes -- it is--really!"
for width in (10, 20, 33, 70, 200):
    print(textwrap.wrap(text, width))
print(textwrap.fill(text, 30, initial_indent="* ", subsequent_indent="  "))
print(textwrap.wrap("supercalifragilisticexpialidocious word", 10), textwrap.wrap("supercalifragilisticexpialidocious word", 10, break_long_words=False))
print(textwrap.wrap("a-very-long-hyphenated-word here", 10), textwrap.wrap("a-very-long-hyphenated-word here", 10, break_on_hyphens=False))
print(textwrap.wrap("  lead  and\ttabs\nnewlines  ", 12), textwrap.wrap("  lead  and\ttabs\nnewlines  ", 12, drop_whitespace=False, expand_tabs=False, replace_whitespace=False))
print(textwrap.wrap("one. two! three? x", 50, fix_sentence_endings=True), textwrap.wrap("", 5), textwrap.wrap("   ", 5), textwrap.fill("x", 1))
print(textwrap.shorten(text, 40), textwrap.shorten("hello world", 20), textwrap.shorten("hello world", 8, placeholder="..."), textwrap.shorten("Hello  world!", width=12))
print(textwrap.wrap(text, 20, max_lines=2), textwrap.wrap(text, 20, max_lines=2, placeholder=" ~"), textwrap.wrap(text * 2, 15, max_lines=1))
print(textwrap.wrap("foo--bar-baz 1-2 -x a--b", 4), textwrap.wrap("--option=value --no-thing -v file-name.txt", 12))
for bad in [lambda: textwrap.wrap("x", 0), lambda: textwrap.shorten("abc def", 3)]:
    try:
        print(bad())
    except ValueError as error:
        print(error)
print(repr(textwrap.dedent("""
    def f():
        return 1

      x
    """)), repr(textwrap.dedent("\ta\n\t b\n")), repr(textwrap.dedent("  a\n b\n   \nc")), repr(textwrap.dedent("")), repr(textwrap.dedent("    a\n\n    b")))
print(repr(textwrap.indent("a\n\nb\n  c", "> ")), repr(textwrap.indent("a\n\nb", "+", lambda line: True)), repr(textwrap.indent("", "x")))
wrapper = textwrap.TextWrapper(width=25, subsequent_indent="    ")
print(wrapper.fill(text))
wrapper.width = 50
print(wrapper.wrap(text), wrapper.width)

print(shlex.split("a 'b c' \"d e\" f\\ g # h"), shlex.split("a # b", comments=True), shlex.split("a'b'c \"x\\\"y\" \"\\n\" ''"), shlex.split("--k='v w' x=\"1 2\""))
print(shlex.split("it's 'a'", posix=False) if False else shlex.split("'a b' c", posix=False), shlex.quote("a b"), shlex.quote("it's"), shlex.quote(""), shlex.quote("safe-1.txt"), shlex.join(["a", "b c", "$x"]))
for bad in ["'abc", 'x "', "a\\"]:
    try:
        shlex.split(bad)
    except ValueError as error:
        print(error)
