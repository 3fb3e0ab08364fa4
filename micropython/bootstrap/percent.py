# The % operator: a text with conversions.

_percents = {}  # parsed texts


def _conversions(text):
    # -> list of (text before, key or None, flags, width, precision, type); the last has no type
    pieces = []
    literal = ""
    at = 0
    while True:
        found = text.find("%", at)
        if found < 0:
            pieces.append((literal + text[at:], None, "", None, None, ""))
            return pieces
        literal += text[at:found]
        at = found + 1
        key = None
        if text[at : at + 1] == "(":
            end = text.find(")", at)
            if end < 0:
                raise ValueError("incomplete format key")
            key = text[at + 1 : end]
            at = end + 1
        start = at
        while text[at : at + 1] and text[at] in "-+ #0":
            at += 1
        flags = text[start:at]
        width, at = _star_or_digits(text, at)
        precision = None
        if text[at : at + 1] == ".":
            precision, at = _star_or_digits(text, at + 1)
            precision = precision or 0
        while text[at : at + 1] and text[at] in "hlL":
            at += 1
        kind = text[at : at + 1]
        if not kind:
            raise ValueError("incomplete format")
        at += 1
        if kind == "%":
            literal += "%"
            continue
        if kind not in "sradiuxXoeEfFgGc":
            raise ValueError("unsupported format character '%s' (0x%x) at index %d" % (kind, ord(kind), at - 1))
        pieces.append((literal, key, flags, width, precision, kind))
        literal = ""


def _star_or_digits(text, at):
    if text[at : at + 1] == "*":
        return "*", at + 1
    start = at
    while text[at : at + 1].isdigit():
        at += 1
    return (int(text[start:at]) if at > start else None), at


def _no_integer_for(kind, flags, width, value):
    if flags == "#" and not width:
        # What `hex` and `oct` ask for.
        return TypeError("'%s' object cannot be interpreted as an integer" % _name_of(value))
    return TypeError("%%%s format: an integer is required, not %s" % (kind, _name_of(value)))


def _percent(text, values):
    # text % values
    written = []
    items = values if isinstance(values, tuple) else (values,)
    used = 0
    keyed = False
    conversions = _percents.get(text)
    if conversions is None:
        if len(_percents) > 100:
            _percents.clear()
        conversions = _percents[text] = _conversions(text)
    for literal, key, flags, width, precision, kind in conversions:
        written.append(literal)
        if not kind:
            break
        if key is not None:
            if not hasattr(values, "__getitem__") or isinstance(values, (tuple, str)):
                raise TypeError("format requires a mapping")
            keyed = True
            value = values[key]
        else:
            needed = 1 + (width == "*") + (precision == "*")
            if used + needed > len(items):
                raise TypeError("not enough arguments for format string")
            if width == "*":
                width = items[used]
                used += 1
                if width < 0:
                    flags += "-"
                    width = -width
            if precision == "*":
                precision = items[used]
                used += 1
            value = items[used]
            used += 1
        written.append(_converted(value, flags, width or 0, precision, kind))
    if used < len(items) and not keyed and not (isinstance(values, dict) and not used):
        raise TypeError("not all arguments converted during string formatting")
    return "".join(written)


def _converted(value, flags, width, precision, kind):
    if kind in "sra":
        text = str(value) if kind == "s" else repr(value) if kind == "r" else ascii(value)
        if precision is not None:
            text = text[:precision]
        missing = width - len(text)
        if missing <= 0:
            return text
        return text + " " * missing if "-" in flags else " " * missing + text
    if kind == "c":
        if isinstance(value, str):
            text = value
        elif isinstance(value, int) and not 0 <= value < 0x110000:
            raise OverflowError("%c arg not in range(0x110000)")
        else:
            text = chr(value) if isinstance(value, int) else ""
        if len(text) != 1:
            raise TypeError("%c requires int or char")
        return text + " " * (width - len(text)) if "-" in flags else " " * (width - len(text)) + text
    if not isinstance(value, (int, float, bool)):
        method = getattr(value, "__float__" if kind in "eEfFgG" else "__index__" if kind in "xXo" else "__int__", None)
        if method is None:
            method = getattr(value, "__index__", None)
        if method is None:
            if kind in "diu":
                raise TypeError("%%%s format: a real number is required, not %s" % (kind, type(value).__name__))
            if kind in "xXo":
                raise _no_integer_for(kind, flags, width, value)
            raise TypeError("must be real number, not %s" % type(value).__name__)
        value = method()
    sign = "+" if "+" in flags else " " if " " in flags else "-"
    alignment = "<" if "-" in flags else ""
    zero = "0" in flags and not alignment
    if kind in "eEfFgG":
        value = float(value)
        if kind == "f" and not flags:
            return _formatted(value, "%s.%df" % (width or "", 6 if precision is None else precision))
        return _format_float(value, (" ", alignment, sign, "#" in flags, zero, width, "", 6 if precision is None else precision, kind))
    if isinstance(value, float):
        if kind not in "diu":
            raise _no_integer_for(kind, flags, width, value)
        value = int(value)
    kind = "d" if kind in "diu" else kind
    parsed = (" ", alignment, sign, "#" in flags, zero, width, "", None, kind)
    if precision is None:
        return _format_int(int(value), parsed)
    digits = _format_int(abs(int(value)), (" ", "", "-", False, True, precision, "", None, kind))
    return _number(digits, "", _sign(value < 0, parsed), parsed)
