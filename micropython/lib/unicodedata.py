"""Properties of characters, as of Unicode 14."""

from bisect import bisect as _bisect

unidata_version = "14.0.0"


def _character(chr, function, argument="argument"):
    if not isinstance(chr, str) or len(chr) != 1:
        kind = type(chr).__name__
        raise TypeError("%s() %s must be a unicode character, not %s" % (function, argument, kind))
    return chr


_NONE = []


def name(chr, default=_NONE):
    """A character's name."""
    found = __native__("unicode.name", _character(chr, "name", "argument 1"))
    if found is None:
        if default is _NONE:
            raise ValueError("no such name")
        return default
    return found


def lookup(name):
    """The character of a name."""
    found = __native__("unicode.lookup", name)
    if found is None:
        raise KeyError("undefined character name '%s'" % name)
    return found


_categories = {}  # of the characters that were asked for, because texts are asked for one by one


def category(chr):
    """A character's general category."""
    found = _categories.get(chr)
    if found is None:
        found = __native__("unicode.category", _character(chr, "category"))[0]
        if len(_categories) < 1000:
            _categories[chr] = found
    return found


def combining(chr):
    """A character's combining class."""
    if _character(chr, "combining") < "\u0300":
        return 0
    return __native__("unicode.combining", chr)[0]


def _decimal(chr):
    return __native__("unicode.decimal", chr)[0]


def decimal(chr, default=_NONE):
    """The value of a decimal digit."""
    found = _decimal(_character(chr, "decimal", "argument 1"))
    if found is None:
        if default is _NONE:
            raise ValueError("not a decimal")
        return default
    return found


def _read_runs(runs):
    # The first characters of the runs, and their values' numbers.
    starts, numbers = [], []
    start, digits = 0, ""
    for letter in runs:
        if letter <= "F" or "a" <= letter <= "f":
            digits += letter
        else:
            start += int(digits, 16)
            starts.append(start)
            numbers.append(ord(letter) - 71 if letter <= "Z" else ord(letter) - 83)
            digits = ""
    return starts, numbers


_tables = {}  # that were asked for: the runs' first characters, and their values


def _in_runs(module, chr):
    table = _tables.get(module)
    if table is None:
        runs = __import__(module)
        starts, numbers = _read_runs(runs.RUNS)
        table = _tables[module] = starts, [runs.VALUES[number] for number in numbers]
    return table[1][_bisect(table[0], ord(chr)) - 1]


def east_asian_width(chr):
    """How wide a character is in East Asian text: A, F, H, N, Na or W."""
    return _in_runs("_east_asian_widths", _character(chr, "east_asian_width"))


def bidirectional(chr):
    """A character's bidirectional class."""
    return _in_runs("_bidirectional_classes", _character(chr, "bidirectional"))


def decomposition(chr):
    """What a character is made of. Of a few, all steps at once."""
    whole = normalize("NFD", _character(chr, "decomposition"))
    kind = ""
    if "\uac00" <= chr <= "\ud7a3":
        return ""
    if whole != chr:
        # One step of it.
        parts = normalize("NFC", whole[:-1]) + whole[-1]
    else:
        parts = normalize("NFKD", chr)
        if parts == chr:
            return ""
        kind = _in_runs("_compatibility_kinds", chr) + " "
    return kind + " ".join(["%04X" % ord(part) for part in parts])


_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_LOW_DIGITS = "₀₁₂₃₄₅₆₇₈₉"
_OTHER_DIGITS = (0x2460, 0x2474, 0x2488, 0x24F5, 0x2776, 0x2780, 0x278A)  # each stands for 1; 9 are in a row


def digit(chr, default=_NONE):
    """The value of a digit, superscripts and subscripts too."""
    found = _decimal(_character(chr, "digit", "argument 1"))
    if found is None:
        found = max(_DIGITS.find(chr), _LOW_DIGITS.find(chr))
        for one in _OTHER_DIGITS:
            if one <= ord(chr) < one + 9:
                found = ord(chr) - one + 1
        if found < 0:
            if default is _NONE:
                raise ValueError("not a digit")
            return default
    return found


def numeric(chr, default=_NONE):
    """The value of a number: digits, fractions and the numerals of many scripts."""
    found = _decimal(_character(chr, "numeric", "argument 1"))
    if found is None:
        found = _numeral(ord(chr))
    if found is None:
        if default is _NONE:
            raise ValueError("not a numeric character")
        return default
    return float(found)


def _numeral(code):
    if not _numerals:
        import _numerics

        start = 0
        for run in _numerics.RUNS.split(" "):
            parts = run.split(",")
            start += int(parts[0], 16)
            _numerals.append((start, parts))
    place = _bisect(_numerals, (code, ["~"])) - 1
    if place < 0:
        return None
    start, parts = _numerals[place]
    if code - start >= (int(parts[2]) if len(parts) > 2 else 1):
        return None
    above, _, below = parts[1].partition("/")
    step = int(parts[3]) if len(parts) > 3 else 1
    return int(above) / int(below or 1) + (code - start) * step


_numerals = []


def normalize(form, unistr):
    """A text in the form NFC, NFD, NFKC or NFKD."""
    if form not in ("NFC", "NFD", "NFKC", "NFKD"):
        raise ValueError("invalid normalization form")
    return __native__("unicode.normalize", [unistr, form])


def is_normalized(form, unistr):
    """Whether a text is in a form."""
    return normalize(form, unistr) == unistr


def mirrored(chr):
    """Whether brackets and the like are mirrored in text from right to left."""
    _character(chr, "mirrored")
    table = _tables.get("mirrored")
    if table is None:
        table = _tables["mirrored"] = _read_runs(_MIRRORED)
    return table[1][_bisect(table[0], ord(chr)) - 1]


# Runs of characters that are not mirrored (G) and that are (H), as in _bidirectional_classes.
_MIRRORED = (
    "0G28H2G12H1G1H1G1cH1G1H1G1dH1G1H1G2dH1GfH1Ge7eH4G75dH2G99cH2GaH2G36H2GeH2Gb1H1Gc0H4G3H6G3H1G3H2G3H4G"
    "1H4G1H1G1H1G4H9G5H1G1H12G5H4G9H2G1H1G1H8G2H1fG2H4G5H1G9H2G2H13G5H2G9H5G2H2G4H18G2H10G8H4G14H2G7H2G43"
    "dHeG4aH1G2H4G1H2G1H3G5H4G5H3G3HeG193H16G2H6G1HeG8H1G7H6G3H1G4H5G1H2G2H5G4H1G1H3G2H2GaH6G2H2GcH13G1H4"
    "G2H1G1H1G2H1G1H4G5H2G6H3G18H2GbH2G4H4G1H2G2H2G4H2bG2H8G1H28G5H1G1H1G3H5G5H3G4H1G3H5G1H1G100H1G203H4G"
    "3H2G1H2GeH2G2HaG2bH8G1abHaG2H8Gce3dH6G5H2Ga2H2G12H1G1H1G1cH1G1H1G1dH1G1H1G1H2G1H2Gd777H1G39H1G39H1G3"
    "9H1G39H1G"
)
