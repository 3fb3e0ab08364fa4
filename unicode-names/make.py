"""Writes src/names.txt: `python3.11 make.py NameAliases.txt`, with Unicode's list of aliases.

The names are those of Python's `unicodedata`, so that they are of the version of Unicode that Python
has. Names of Hangul syllables are left out: there is a rule for them.
"""

import pathlib
import sys
import unicodedata


def names():
    """Each character with its name, where `#` stands for its number."""
    for code in range(sys.maxunicode + 1):
        name = unicodedata.name(chr(code), None)
        if name and not name.startswith("HANGUL SYLLABLE "):
            number = "-%04X" % code
            yield code, name[: -len(number)] + "-#" if name.endswith(number) else name


def aliases(file):
    """Each character with one of its other names, as far as Python knows them."""
    for line in pathlib.Path(file).read_text().splitlines():
        if line and not line.startswith("#"):
            code, alias, _ = line.split(";")
            try:
                if unicodedata.lookup(alias) == chr(int(code, 16)):
                    yield code, alias
            except KeyError:
                pass


def lines():
    before, words, repeated = -1, [], 0
    for code, name in names():
        new = name.split(" ")
        if repeated and (code != before + 1 or new != words):
            yield "*%d" % repeated
            repeated = 0
        if code != before + 1:
            yield "+%X" % (code - before - 1)
        elif new == words:
            before, repeated = code, repeated + 1
            continue
        shared = 0
        while shared < min(9, len(new), len(words)) and new[shared] == words[shared]:
            shared += 1
        yield str(shared) + " ".join(new[shared:])
        before, words = code, new
    if repeated:
        yield "*%d" % repeated


names_file = pathlib.Path(__file__).parent / "src/names.txt"
names_file.write_text("\n".join(lines()) + "\n")
aliases_file = pathlib.Path(__file__).parent / "src/aliases.txt"
aliases_file.write_text("".join("%s %s\n" % pair for pair in aliases(sys.argv[1])))
