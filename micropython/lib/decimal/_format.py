# Numbers of decimal as text.
from decimal import ROUND_HALF_EVEN, _digit_count, _make, getcontext, round_digits


def to_text(number, eng=False):
    sign = "-" if number._sign else ""
    kind = number._kind
    if kind:
        if kind == 1:
            return sign + "Infinity"
        payload = str(number._coefficient) if number._coefficient else ""
        return sign + ("NaN" if kind == 2 else "sNaN") + payload
    digits = str(number._coefficient)
    exponent = number._exponent
    left = exponent + len(digits)
    if exponent <= 0 and left > -6:
        place = left
    elif not eng:
        place = 1
    elif digits == "0":
        place = (left + 1) % 3 - 1
    else:
        place = (left - 1) % 3 + 1
    if place <= 0:
        text = "0." + "0" * -place + digits
    elif place >= len(digits):
        text = digits + "0" * (place - len(digits))
    else:
        text = digits[:place] + "." + digits[place:]
    if left != place:
        text += "%s%+d" % (("e", "E")[getcontext().capitals], left - place)
    return sign + text


def _parse(spec):
    # -> dict of what a format asks for
    found = {"fill": " ", "align": ">", "sign": "-", "zero": False, "width": 0, "comma": "", "precision": None, "type": None}
    rest = spec
    if len(rest) > 1 and rest[1] in "<>=^":
        found["fill"], found["align"] = rest[0], rest[1]
        rest = rest[2:]
    elif rest[:1] and rest[0] in "<>=^":
        found["align"] = rest[0]
        rest = rest[1:]
    else:
        found["align"] = None
    if rest[:1] and rest[0] in "+- ":
        found["sign"] = rest[0]
        rest = rest[1:]
    if rest[:1] == "z":
        found["no_negative_zero"] = True
        rest = rest[1:]
    if rest[:1] == "#":
        rest = rest[1:]
    if rest[:1] == "0":
        found["zero"] = True
        if found["align"] is None:
            found["fill"], found["align"] = "0", "="
        rest = rest[1:]
    digits = ""
    while rest[:1].isdigit():
        digits += rest[0]
        rest = rest[1:]
    found["width"] = int(digits or "0")
    if rest[:1] and rest[0] in ",_":
        found["comma"] = rest[0]
        rest = rest[1:]
    if rest[:1] == ".":
        digits = ""
        rest = rest[1:]
        while rest[:1].isdigit():
            digits += rest[0]
            rest = rest[1:]
        if not digits:
            raise ValueError("invalid format string")
        found["precision"] = int(digits)
    if rest[:1] and rest[0] in "eEfFgGn%":
        found["type"] = rest[0]
        rest = rest[1:]
    if rest:
        raise ValueError("invalid format string")
    if found["align"] is None:
        found["align"] = ">"
    return found


def _grouped(digits, comma, least):
    # In groups of three, with zeros in front up to a width.
    if not comma:
        return "0" * (least - len(digits)) + digits
    groups = []
    while True:
        if len(digits) <= 3:
            size = len(comma.join([digits] + groups))
            while size < least:
                if len(digits) == 3:
                    groups.insert(0, digits)
                    digits = ""
                    size += 1
                    if size >= least:
                        digits = "0"
                        break
                digits = "0" + digits
                size += 1
            return comma.join([digits] + groups)
        groups.insert(0, digits[-3:])
        digits = digits[:-3]


def _padded(sign, body, asked):
    pad = asked["fill"] * (asked["width"] - len(sign) - len(body))
    align = asked["align"]
    if align == "<":
        return sign + body + pad
    if align == ">":
        return pad + sign + body
    if align == "=":
        return sign + pad + body
    half = len(pad) // 2
    return pad[:half] + sign + body + pad[half:]


def formatted(number, spec):
    if not spec:
        return to_text(number)
    asked = _parse(spec)
    sign = "-" if number._sign else "" if asked["sign"] == "-" else asked["sign"]
    kind = asked["type"]
    if number._kind:
        body = to_text(number.copy_abs()) + ("%" if kind == "%" else "")
        if asked["fill"] == "0" and asked["zero"]:
            asked["fill"] = " "
            asked["align"] = ">"
        return _padded(sign, body, asked)
    if kind is None:
        kind = ("g", "G")[getcontext().capitals]
    elif kind == "n":
        kind = "g"
    coefficient, exponent = number._coefficient, number._exponent
    if kind == "%":
        exponent += 2
    precision = asked["precision"]
    rounding = getcontext()._rounding
    if precision is not None:
        if kind in "eE":
            coefficient, exponent = _with_digits(number._sign, coefficient, exponent, precision + 1, rounding)
        elif kind in "fF%":
            made = _make(number._sign, coefficient, exponent)._rescaled(-precision, rounding)
            coefficient, exponent = made._coefficient, made._exponent
        elif _digit_count(coefficient) > precision:
            coefficient, exponent = _with_digits(number._sign, coefficient, exponent, precision or 1, rounding)
    if not coefficient and exponent > 0 and kind in "fF%":
        exponent = 0
    digits = str(coefficient)
    left = exponent + len(digits)
    if kind in "eE":
        place = 1 - precision if not coefficient and precision is not None else 1
    elif kind in "fF%":
        place = left
    else:
        place = left if exponent <= 0 and left > -6 else 1
    if place < 0:
        whole, decimals = "0", "0" * -place + digits
    elif place > len(digits):
        whole, decimals = digits + "0" * (place - len(digits)), ""
    else:
        whole, decimals = digits[:place] or "0", digits[place:]
    end = "." + decimals if decimals else ""
    power = left - place
    if power != 0 or kind in "eE":
        end += "%s%+d" % ("E" if kind in "EG" else "e", power)
    if kind == "%":
        end += "%"
    least = asked["width"] - len(end) - len(sign) if asked["zero"] and asked["align"] == "=" else 0
    return _padded(sign, _grouped(whole, asked["comma"], least) + end, asked)


def _with_digits(sign, coefficient, exponent, places, rounding):
    # With exactly so many digits.
    more = places - _digit_count(coefficient)
    if not coefficient:
        return 0, exponent + 1 - places
    if more >= 0:
        return coefficient * 10**more, exponent - more
    coefficient, _ = round_digits(sign, coefficient, -more, rounding)
    exponent -= more
    if _digit_count(coefficient) > places:
        coefficient //= 10
        exponent += 1
    return coefficient, exponent
