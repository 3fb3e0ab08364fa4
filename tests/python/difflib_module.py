import difflib
from difflib import SequenceMatcher

s = SequenceMatcher(None, "private Thread currentThread;", "private volatile Thread currentThread;")
print(round(s.ratio(), 3), round(s.quick_ratio(), 3), round(s.real_quick_ratio(), 3), s.find_longest_match(0, 29, 0, 38), s.get_matching_blocks())
for opcode in s.get_opcodes():
    print("%s a[%d:%d] b[%d:%d]" % opcode)
print(SequenceMatcher(None, "abcd", "bcde").ratio(), SequenceMatcher(lambda c: c == " ", " abcd", "abcd abcd").find_longest_match(), SequenceMatcher(a="", b="").ratio())
print(SequenceMatcher(None, "tide", "diet").ratio(), SequenceMatcher(None, "diet", "tide").ratio(), SequenceMatcher(None, [1, 2, 3], [2, 3, 4]).get_opcodes())
m = SequenceMatcher(None, "x", "y")
m.set_seqs("héllo wörld", "hello world")
print(m.ratio(), m.get_matching_blocks()[0], m.get_matching_blocks()[0].size, SequenceMatcher(None, "a" * 300, "a" * 299 + "b").ratio(), SequenceMatcher(None, "a" * 300, "a" * 299 + "b", autojunk=False).ratio())
print(difflib.get_close_matches("appel", ["ape", "apple", "peach", "puppy"]), difflib.get_close_matches("wheel", ["while", "well", "heel", "eel"], n=2), difflib.get_close_matches("xyz", ["abc"]), difflib.get_close_matches("accept", ["access", "except"], cutoff=0.5))
a = """one
two
three
four
five
six
seven
eight
nine
ten
eleven
twelve
""".splitlines(keepends=True)
b = """one
too
three
four
five
six
seven
eight
nine
tenth
eleven
extra line
twelve
""".splitlines(keepends=True)
print("".join(difflib.unified_diff(a, b, "before.txt", "after.txt")))
print("".join(difflib.unified_diff(a, b, "a", "b", "2024-01-01", "2024-01-02", n=1)))
print("\n".join(difflib.unified_diff(["x", "y"], ["x", "z"], lineterm="")))
print("".join(difflib.context_diff(a, b, "before.txt", "after.txt", n=2)))
print("".join(difflib.ndiff(a, b)))
delta = list(difflib.ndiff("  1. Beautiful is better than ugly.\n  2. Explicit\n  3. Simple is better than complex.\n  4. Complex\n".splitlines(1),
                           "  1. Beautiful is better than ugly.\n  3.   Simple is better than complex.\n  4. Complicated is better\n  5. Flat\n".splitlines(1)))
print("".join(delta))
print("".join(difflib.restore(delta, 1)), "".join(difflib.restore(delta, 2)))
print(list(difflib.unified_diff(["a\n"], ["a\n"])), list(difflib.unified_diff([], ["a\n"])), list(difflib.unified_diff(["a\n"], [])), list(difflib.ndiff(["abc\n", "q\n"], ["abd\n", "q\n"])))
print(difflib.IS_LINE_JUNK("  #  \n"), difflib.IS_LINE_JUNK("x"), difflib.IS_CHARACTER_JUNK(" "), list(difflib.Differ().compare(["a", "b"], ["a", "c", "d"])))
for group in SequenceMatcher(None, "abcdefghijklmnopqrstuvwxyz", "abXdefghijklmnopqrstYvwxyz").get_grouped_opcodes(2):
    print(group)
for bad in [lambda: difflib.get_close_matches("a", [], n=0), lambda: difflib.get_close_matches("a", [], cutoff=2), lambda: list(difflib.unified_diff([1], ["a"])), lambda: list(difflib.restore([], 3))]:
    try:
        print(bad())
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
print(list(difflib.diff_bytes(difflib.unified_diff, [b"a\xff\n"], [b"b\n"], b"x", b"y")))
