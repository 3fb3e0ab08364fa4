# Format specifications of floats and complex numbers, which are rounded exactly: MicroPython's own formats do
# not always do that.

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
    if parsed is None:
        raise ValueError("Invalid format specifier '%s' for object of type 'complex'" % spec)
    fill, alignment, sign, alternate, zero, width, grouping, precision, kind = parsed
    if zero or alignment == "=":
        words = "Zero padding is" if zero else "'=' alignment flag is"
        raise ValueError(words + " not allowed in complex format specifier")
    if kind and kind not in "eEfFgGn":
        raise _unknown(kind, "complex")
    part = (" ", "", sign, alternate, False, 0, grouping, precision, kind)
    signed = part[:2] + ("+",) + part[3:]
    if kind or precision is not None:
        text = _format_float(value.real, part) + _format_float(value.imag, signed) + "j"
        if not kind:
            text = "(%s)" % text
    else:
        text = str(value)
    return _padded(text, "", (fill, alignment, "-", False, False, width), ">")
