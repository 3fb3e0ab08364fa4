# Format specifications as CPython has them: f"{x:>5}" and format(). The extension (formats.rs) leaves to
# MicroPython what that does alike, and asks here for all else.
import builtins
import math

_ALIGNMENTS = "<>=^"
_specs = {}  # parsed formats, by their text
_MOST = 500  # of them; then they are forgotten


def _parse_spec(spec):
    # -> (fill, alignment, sign, alternate, zero, width, grouping, precision, type)
    at = 0
    fill, alignment, sign, alternate, zero, width, grouping, precision = " ", "", "-", False, False, 0, "", None
    if len(spec) > 1 and spec[1] in _ALIGNMENTS:
        fill, alignment, at = spec[0], spec[1], 2
    elif spec and spec[0] in _ALIGNMENTS:
        alignment, at = spec[0], 1
    end = len(spec)
    if at < end and spec[at] in "+- ":
        sign, at = spec[at], at + 1
    if at < end and spec[at] == "z":
        at += 1
    if at < end and spec[at] == "#":
        alternate, at = True, at + 1
    if at < end and spec[at] == "0":
        zero, at = True, at + 1
    start = at
    while at < end and spec[at].isdigit():
        at += 1
    if at > start:
        width = int(spec[start:at])
    if at < end and spec[at] in ",_":
        grouping, at = spec[at], at + 1
    if at < end and spec[at] == ".":
        start = at = at + 1
        while at < end and spec[at].isdigit():
            at += 1
        if at == start:
            raise ValueError("Format specifier missing precision")
        precision = int(spec[start:at])
    kind = spec[at:]
    if len(kind) > 1:
        return None
    if grouping and kind and kind not in ("deEfFgG%" if grouping == "," else "deEfFgG%boxX"):
        raise ValueError("Cannot specify '%s' with '%s'." % (grouping, kind))
    if zero and alignment and len(spec) > 1 and spec[1] not in _ALIGNMENTS:
        fill = "0"
    parsed = fill, alignment, sign, alternate, zero, width, grouping, precision, kind
    if len(_specs) > _MOST:
        _specs.clear()
    _specs[spec] = parsed
    return parsed


def _formatted(value, spec=""):
    kind = type(value)
    if kind is not float and kind is not int and kind is not str:
        if kind is bool:
            value = int(value) if spec else str(value)
        else:
            method = getattr(value, "__format__", None)
            if method is not None:
                return method(spec)
            if not spec:
                return str(value)
            if isinstance(value, str):
                value = str(value)
            elif isinstance(value, int):
                value = int(value)
            elif isinstance(value, float):
                value = float(value)
            elif isinstance(value, complex):
                return _format_complex(value, spec)
            else:
                raise TypeError("unsupported format string passed to %s.__format__" % kind.__name__)
        kind = type(value)
    if not spec:
        return str(value)
    parsed = _specs.get(spec) or _parse_spec(spec)
    if parsed is None:
        raise ValueError("Invalid format specifier '%s' for object of type '%s'" % (spec, kind.__name__))
    if kind is str:
        return _format_str(value, parsed)
    if kind is float or parsed[8] and parsed[8] in "eEfFgG%":
        return _format_float(value, parsed)
    return _format_int(value, parsed)


def _padded(body, sign, parsed, alignment):
    # Puts the sign before the digits and what is missing of the width around them.
    width = parsed[5]
    missing = width - len(body) - len(sign)
    if missing <= 0:
        return sign + body
    fill = parsed[0]
    alignment = parsed[1] or alignment
    if alignment == ">":
        return fill * missing + sign + body
    if alignment == "<":
        return sign + body + fill * missing
    if alignment == "=":
        return sign + fill * missing + body
    left = missing // 2
    return fill * left + sign + body + fill * (missing - left)


def _unknown(code, kind):
    return ValueError("Unknown format code '%s' for object of type '%s'" % (code, kind))


def _format_str(value, parsed):
    if parsed[8] not in ("", "s"):
        raise _unknown(parsed[8], "str")
    if parsed[2] != "-":
        raise ValueError("%s not allowed in string format specifier" % ("Space" if parsed[2] == " " else "Sign"))
    if parsed[3]:
        raise ValueError("Alternate form (#) not allowed in string format specifier")
    if parsed[6]:
        raise ValueError("Cannot specify '%s' with 's'." % parsed[6])
    if parsed[1] == "=":
        raise ValueError("'=' alignment not allowed in string format specifier")
    if parsed[7] is not None:
        value = value[: parsed[7]]
    missing = parsed[5] - len(value)
    if missing <= 0:
        return value
    fill = "0" if parsed[4] and not parsed[1] else parsed[0]
    if parsed[1] == ">":
        return fill * missing + value
    if parsed[1] == "^":
        left = missing // 2
        return fill * left + value + fill * (missing - left)
    return value + fill * missing


def _grouped(digits, separator, size, width):
    # Separators between groups of digits; with zeros before them up to a width.
    groups = []
    while len(digits) > size:
        groups.append(digits[-size:])
        digits = digits[:-size]
    groups.append(digits)
    groups.reverse()
    text = separator.join(groups)
    while len(text) < width:
        text = ("0" + separator if len(groups[0]) == size else "0") + text
        groups[0] = "0" if len(groups[0]) == size else "0" + groups[0]
    return text


def _sign(negative, parsed):
    return "-" if negative else "" if parsed[2] == "-" else parsed[2]


def _number(digits, rest, sign, parsed, size=3, prefix=""):
    # A number of its parts: digits before the point, and what follows them.
    width = 0
    if parsed[4] and not parsed[1]:
        width = parsed[5] - len(sign) - len(prefix) - len(rest)
    if parsed[6]:
        digits = _grouped(digits, parsed[6], size, width)
    elif len(digits) < width:
        digits = "0" * (width - len(digits)) + digits
    return _padded(digits + rest, sign + prefix, parsed, ">")


def _format_int(value, parsed):
    kind = parsed[8]
    if kind not in ("", "d", "n", "c", "x", "X", "o", "b"):
        raise _unknown(kind, "int")
    if parsed[7] is not None:
        raise ValueError("Precision not allowed in integer format specifier")
    if kind == "c":
        return _padded(chr(value), "", parsed, "<")
    size, prefix = 3, ""
    if kind in ("", "d", "n"):
        digits = str(-value if value < 0 else value)
    else:
        digits = {"x": hex, "X": hex, "o": oct, "b": bin}[kind](abs(value))[2:]
        if kind == "X":
            digits = digits.upper()
        size = 4
        if parsed[3]:
            prefix = "0" + kind
    return _number(digits, "", _sign(value < 0, parsed), parsed, size, prefix)


def _represented(value):
    text = repr(value)
    if text.endswith(",)") and isinstance(value, BaseException) and text == "%s(%r,)" % (type(value).__name__, value.args[0]):
        return text[:-2] + ")"
    return text


def _as_ascii(value):
    return ascii(value)


builtins.format = _formatted
builtins.__formatted__ = _formatted
builtins.__text__ = str
builtins.__represented__ = _represented
builtins.__ascii__ = _as_ascii
