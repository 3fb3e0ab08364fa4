"""Properties of characters, as of Unicode 14."""

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


_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_LOW_DIGITS = "₀₁₂₃₄₅₆₇₈₉"
_FRACTIONS = {"¼": 0.25, "½": 0.5, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅛": 0.125, "⅜": 0.375, "⅝": 0.625, "⅞": 0.875}


def digit(chr, default=_NONE):
    """The value of a digit, superscripts and subscripts too."""
    found = _decimal(_character(chr, "digit", "argument 1"))
    if found is None:
        found = max(_DIGITS.find(chr), _LOW_DIGITS.find(chr))
        if found < 0:
            if default is _NONE:
                raise ValueError("not a digit")
            return default
    return found


def numeric(chr, default=_NONE):
    """The value of a number: digits and the common fractions."""
    if _character(chr, "numeric", "argument 1") in _FRACTIONS:
        return _FRACTIONS[chr]
    found = digit(chr, None)
    if found is None:
        if default is _NONE:
            raise ValueError("not a numeric character")
        return default
    return float(found)


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
    return int(category(_character(chr, "mirrored")) in ("Ps", "Pe", "Pi", "Pf") or chr in "<>")
