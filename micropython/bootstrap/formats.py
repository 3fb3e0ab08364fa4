# Formats as CPython has them: f"{x:>5}", format(), str.format and the % operator. The extension
# (formats.rs) leaves to MicroPython what that does alike, and asks here for all else. Floats are
# rounded exactly, which MicroPython's own formats do not always do.
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
        raise ValueError("Sign not allowed in string format specifier")
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
    if parsed[7] is not None:
        raise ValueError("Precision not allowed in integer format specifier")
    if kind == "c":
        return _padded(chr(value), "", parsed, "<")
    size, prefix = 3, ""
    if kind in ("", "d", "n"):
        digits = str(-value if value < 0 else value)
    elif kind in ("x", "X", "o", "b"):
        digits = {"x": hex, "X": hex, "o": oct, "b": bin}[kind](abs(value))[2:]
        if kind == "X":
            digits = digits.upper()
        size = 4
        if parsed[3]:
            prefix = "0" + kind
    else:
        raise _unknown(kind, "int")
    return _number(digits, "", _sign(value < 0, parsed), parsed, size, prefix)


def _fixed(value, precision):
    # The digits of a positive float, rounded exactly. -> (before the point, after it)
    scaled = value * 10**precision if precision < 10 else 1e300
    if scaled < 1e9:
        # Far from the middle between two, rounding is certain.
        whole = int(scaled)
        part = scaled - whole
        if part > 0.500001:
            whole += 1
        elif part >= 0.499999:
            whole = _rounded(value, precision)
    else:
        whole = _rounded(value, precision)
    digits = str(whole)
    if not precision:
        return digits, ""
    if len(digits) <= precision:
        digits = "0" * (precision + 1 - len(digits)) + digits
    return digits[:-precision], digits[-precision:]


def _rounded(value, precision):
    # value * 10 ** precision, a float or int, as a whole number; half to even. The precision may be negative.
    if isinstance(value, int):
        numerator, exponent = value, 0
    else:
        mantissa, exponent = math.frexp(value)
        numerator = int(mantissa * 9007199254740992.0)
        exponent -= 53
    denominator = 1
    if precision >= 0:
        numerator *= 10**precision
    else:
        denominator = 10**-precision
    if exponent >= 0:
        numerator <<= exponent
    else:
        denominator <<= -exponent
    quotient, remainder = divmod(numerator, denominator)
    remainder *= 2
    if remainder > denominator or remainder == denominator and quotient & 1:
        quotient += 1
    return quotient


def _scientific(value, precision):
    # -> (digits of a positive float or int, exponent of the first)
    if not value:
        return "0" * (precision + 1), 0
    exponent = len(str(value)) - 1 if isinstance(value, int) else int(math.floor(math.log10(value)))
    while True:
        digits = str(_rounded(value, precision - exponent))
        if len(digits) > precision + 1:
            exponent += 1
        elif len(digits) < precision + 1:
            exponent -= 1
        else:
            return digits, exponent


def _with_exponent(digits, exponent, letter, alternate):
    point = "." if len(digits) > 1 or alternate else ""
    exponent = "%s%02d" % ("-" if exponent < 0 else "+", abs(exponent))
    return digits[0], point + digits[1:] + letter + exponent


def _general(value, parsed):
    # -> (digits before the point, the rest) in the shorter form.
    kind, alternate = parsed[8], parsed[3]
    precision = 6 if parsed[7] is None else parsed[7] or 1
    digits, exponent = _scientific(value, precision - 1)
    bound = precision if kind else precision - 1
    if not alternate:
        digits = digits.rstrip("0") or "0"
    if -4 <= exponent < bound or not kind and exponent == 0:
        if exponent < 0:
            digits, point = "0" * -exponent + digits, 1
        else:
            point = exponent + 1
            digits += "0" * (point - len(digits))
        rest = digits[point:]
        if not rest and not kind:
            rest = "0"
        return digits[:point], "." + rest if rest or alternate else ""
    return _with_exponent(digits, exponent, "E" if kind == "G" else "e", alternate)


def _format_float(value, parsed):
    kind = parsed[8]
    if kind and kind not in "eEfFgGn%":
        raise _unknown(kind, "float")
    if isinstance(value, float) and (value != value or value in (float("inf"), float("-inf"))):
        text = "nan" if value != value else "inf"
        if kind and kind in "EFG":
            text = text.upper()
        if kind == "%":
            text += "%"
        sign = _sign(value < 0, parsed)
        if parsed[4] and not parsed[1]:
            return sign + "0" * (parsed[5] - len(sign) - len(text)) + text
        return _padded(text, sign, parsed, ">")
    negative = value < 0 or not value and math.copysign(1, value) < 0
    positive = abs(value)
    if kind in ("f", "F", "%"):
        precision = 6 if parsed[7] is None else parsed[7]
        if kind == "%":
            positive *= 100
        digits, rest = _fixed(positive, precision)
        if rest or parsed[3]:
            rest = "." + rest
        if kind == "%":
            rest += "%"
    elif kind in ("e", "E"):
        digits, exponent = _scientific(positive, 6 if parsed[7] is None else parsed[7])
        digits, rest = _with_exponent(digits, exponent, kind, parsed[3])
    elif kind or parsed[7] is not None:
        digits, rest = _general(positive, parsed)
    else:
        digits, point, rest = str(positive).partition(".")
        rest = point + rest
        mark = digits.find("e")
        if mark >= 0:
            digits, rest = digits[:mark], digits[mark:]
    return _number(digits, rest, _sign(negative, parsed), parsed)


def _format_complex(value, spec):
    parsed = _specs.get(spec) or _parse_spec(spec)
    part = spec[len(spec) - len(spec.lstrip("<>^ 0123456789")) :] if parsed else spec
    signed = part if part[:1] in "+ " and part else "+" + part
    text = _formatted(value.real, part) + _formatted(value.imag, signed) + "j"
    return _format_str(text, parsed[:2] + ("-", False, False, parsed[5], "", None, "")) if parsed else text


def _represented(value):
    text = repr(value)
    if text.endswith(",)") and isinstance(value, BaseException) and text == "%s(%r,)" % (type(value).__name__, value.args[0]):
        return text[:-2] + ")"
    return text


def _as_ascii(value):
    return ascii(value)


# str.format
_templates = {}  # parsed texts


def _parse_template(text):
    # -> list of (text before, field or None, conversion, format)
    pieces = []
    literal = []
    at = 0
    end = len(text)
    while at < end:
        character = text[at]
        if character == "{":
            if text[at + 1 : at + 2] == "{":
                literal.append("{")
                at += 2
                continue
            depth = 1
            start = at = at + 1
            while at < end and depth:
                if text[at] == "{":
                    depth += 1
                elif text[at] == "}":
                    depth -= 1
                at += 1
            if depth:
                raise ValueError("Single '{' encountered in format string" if start == end else "expected '}' before end of string")
            pieces.append(("".join(literal),) + _parse_field(text[start : at - 1]))
            literal = []
            continue
        if character == "}":
            if text[at + 1 : at + 2] != "}":
                raise ValueError("Single '}' encountered in format string")
            at += 1
        literal.append(character)
        at += 1
    pieces.append(("".join(literal), None, "", ""))
    if len(_templates) > 100:
        _templates.clear()
    _templates[text] = pieces
    return pieces


def _parse_field(field):
    depth = 0
    for at, character in enumerate(field):
        if character == "[":
            depth += 1
        elif character == "]":
            depth -= 1
        elif depth <= 0 and character in "!:":
            if character == ":":
                return field[:at], "", field[at + 1 :]
            conversion = field[at + 1 : at + 2]
            if conversion not in ("r", "s", "a") or not conversion:
                raise ValueError("Unknown conversion specifier '%s'" % conversion)
            rest = field[at + 2 :]
            if rest and rest[0] != ":":
                raise ValueError("expected ':' after conversion specifier")
            return field[:at], conversion, rest[1:]
    return field, "", ""


def _split_field(field):
    for at, character in enumerate(field):
        if character in ".[":
            return field[:at], field[at:]
    return field, ""


def _looked_up(value, path):
    while path:
        if path[0] == ".":
            name, path = _split_field(path[1:])
            value = getattr(value, name)
        else:
            end = path.find("]")
            if end < 0:
                raise ValueError("Missing ']' in format string")
            key = path[1:end]
            path = path[end + 1 :]
            value = value[int(key) if key.isdigit() else key]
    return value


class _Arguments:
    def __init__(self, positional, named):
        self.positional = positional
        self.named = named
        self.next = 0

    def get(self, field):
        name, path = _split_field(field)
        if not name:
            if self.next < 0:
                raise ValueError("cannot switch from manual field specification to automatic field numbering")
            place = self.next
            self.next += 1
        elif name.isdigit():
            if self.next > 0:
                raise ValueError("cannot switch from automatic field numbering to manual field specification")
            self.next = -1
            place = int(name)
        else:
            value = self.named[name]
            return _looked_up(value, path) if path else value
        if place >= len(self.positional):
            raise IndexError("Replacement index %d out of range for positional args tuple" % place)
        value = self.positional[place]
        return _looked_up(value, path) if path else value


def _fill(text, arguments):
    written = []
    for literal, field, conversion, spec in _templates.get(text) or _parse_template(text):
        if literal:
            written.append(literal)
        if field is None:
            break
        value = arguments.get(field)
        if conversion:
            value = repr(value) if conversion == "r" else str(value) if conversion == "s" else ascii(value)
        if "{" in spec:
            spec = _fill(spec, arguments)
        written.append(_formatted(value, spec))
    return "".join(written)


def _format_text(text, positional, pairs):
    # text.format(...), of a tuple of names and values.
    named = {pairs[at]: pairs[at + 1] for at in range(0, len(pairs), 2)}
    return _fill(text, _Arguments(positional, named))


# The % operator.
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
        method = getattr(value, "__float__" if kind in "eEfFgG" else "__int__", None)
        if method is None:
            if kind in "diu":
                raise TypeError("%%%s format: a real number is required, not %s" % (kind, type(value).__name__))
            if kind in "xXo":
                raise TypeError("%%%s format: an integer is required, not %s" % (kind, type(value).__name__))
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
            raise TypeError("%%%s format: an integer is required, not float" % kind)
        value = int(value)
    kind = "d" if kind in "diu" else kind
    parsed = (" ", alignment, sign, "#" in flags, zero, width, "", None, kind)
    if precision is None:
        return _format_int(int(value), parsed)
    digits = _format_int(abs(int(value)), (" ", "", "-", False, True, precision, "", None, kind))
    return _number(digits, "", _sign(value < 0, parsed), parsed)


builtins.format = _formatted
builtins.__formatted__ = _formatted
builtins.__text__ = str
builtins.__represented__ = _represented
builtins.__ascii__ = _as_ascii
