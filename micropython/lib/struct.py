# struct. Native sizes are those of CPython on 64-bit machines. Floats go through MicroPython's own.
_c = __import_c__("struct")
# Of each whole number: size, native size, whether it has a sign, name in errors.
_INTEGERS = {
    "b": (1, 1, True, "byte"), "B": (1, 1, False, "ubyte"), "h": (2, 2, True, "short"), "H": (2, 2, False, "ushort"),
    "i": (4, 4, True, None), "I": (4, 4, False, None), "l": (4, 8, True, None), "L": (4, 8, False, None),
    "q": (8, 8, True, None), "Q": (8, 8, False, None), "n": (0, 8, True, None), "N": (0, 8, False, None),
    "P": (0, 8, False, None),
}
_FLOATS = {"e": 2, "f": 4, "d": 8}
_parsed = {}


class error(Exception):
    pass


def _parse(format):
    # -> (byte order, [(code, count, place)], size, number of values)
    if isinstance(format, bytes):
        format = format.decode()
    known = _parsed.get(format)
    if known is not None:
        return known
    text = format
    native = True
    order = "little"
    if text[:1] and text[0] in "@=<>!":
        native = text[0] == "@"
        order = "big" if text[0] in ">!" else "little"
        text = text[1:]
    items = []
    at = values = 0
    count = ""
    for code in text:
        if code in " \t\n":
            continue
        if code.isdigit():
            count += code
            continue
        times = int(count) if count else 1
        if code in _INTEGERS:
            size = _INTEGERS[code][1 if native else 0]
        else:
            size = _FLOATS.get(code, 1 if code in "xcsp?" else 0)
        if not size:
            raise error("bad char in struct format")
        if native and size > 1:
            at += -at % size
        items.append((code, times, at, size))
        at += times * size
        values += 0 if code == "x" else 1 if code in "sp" else times
        count = ""
    if count:
        raise error("repeat count given without format specifier")
    if len(_parsed) > 100:
        _parsed.clear()
    _parsed[format] = (order, items, at, values)
    return _parsed[format]


def calcsize(format):
    return _parse(format)[2]


def _half(value, order):
    # A float of 16 bits.
    import math

    if value != value:
        bits = 0x7E00
    else:
        sign = 0x8000 if math.copysign(1.0, value) < 0 else 0
        value = abs(value)
        if value == math.inf:
            bits = 0x7C00
        elif value == 0:
            bits = 0
        else:
            fraction, power = math.frexp(value)
            power = max(power, -13)
            scaled = round(math.ldexp(value, 11 - power))
            if scaled == 2048:
                scaled, power = 1024, power + 1
            if power > 16:
                raise OverflowError("float too large to pack with e format")
            bits = scaled if scaled < 1024 else ((power + 14) << 10) + scaled - 1024
        bits |= sign
    return bits.to_bytes(2, order)


def _from_half(data, order):
    bits = int.from_bytes(data, order)
    power = bits >> 10 & 31
    fraction = bits & 1023
    if power == 31:
        value = float("nan") if fraction else float("inf")
    elif power == 0:
        value = fraction / 16777216
    else:
        value = (1024 + fraction) * 2.0 ** (power - 25)
    return -value if bits & 0x8000 else value


def _integer(value, code, size, order):
    if not isinstance(value, int):
        method = getattr(value, "__index__", None)
        if method is None:
            raise error("required argument is not an integer")
        value = method()
    signed, name = _INTEGERS[code][2:]
    low, high = (-(1 << 8 * size - 1), (1 << 8 * size - 1) - 1) if signed else (0, (1 << 8 * size) - 1)
    if not low <= value <= high:
        if name is None:
            raise error("argument out of range")
        raise error("%s format requires %d <= number <= %d" % (name, low, high))
    return (value + (1 << 8 * size) if value < 0 else value).to_bytes(size, order)


def _float(value, code, order):
    if not isinstance(value, (int, float)):
        if not hasattr(value, "__float__"):
            raise error("required argument is not a float")
        value = float(value)
    if code == "e":
        return _half(float(value), order)
    return _c.pack((">" if order == "big" else "<") + code, value)


def pack(format, *values):
    order, items, size, expected = _parse(format)
    if len(values) != expected:
        raise error("pack expected %d items for packing (got %d)" % (expected, len(values)))
    data = bytearray(size)
    index = 0
    for code, times, at, width in items:
        if code == "x":
            continue
        if code in "sp":
            value = values[index]
            index += 1
            if not isinstance(value, (bytes, bytearray)):
                raise error("argument for %r must be a bytes object" % code)
            if code == "p":
                value = bytes([min(len(value), times - 1, 255)]) + value[: min(times - 1, 255)] if times else b""
            value = value[:times]
            data[at : at + len(value)] = value
            continue
        for _ in range(times):
            value = values[index]
            index += 1
            if code in _INTEGERS:
                data[at : at + width] = _integer(value, code, width, order)
            elif code == "?":
                data[at] = 1 if value else 0
            elif code == "c":
                if not isinstance(value, bytes) or len(value) != 1:
                    raise error("char format requires a bytes object of length 1")
                data[at] = value[0]
            else:
                data[at : at + width] = _float(value, code, order)
            at += width
    return bytes(data)


def pack_into(format, buffer, offset, *values):
    data = pack(format, *values)
    if offset < 0:
        offset += len(buffer)
    if len(buffer) - offset < len(data):
        raise error(
            "pack_into requires a buffer of at least %d bytes for packing %d bytes at offset %d (actual buffer size is %d)"
            % (offset + len(data), len(data), offset, len(buffer))
        )
    buffer[offset : offset + len(data)] = data


def _read(parsed, data, start):
    order, items, size, _ = parsed
    values = []
    for code, times, at, width in items:
        at += start
        if code == "x":
            continue
        if code == "s":
            values.append(bytes(data[at : at + times]))
            continue
        if code == "p":
            values.append(bytes(data[at + 1 : at + 1 + min(data[at], times - 1)]) if times else b"")
            continue
        for _ in range(times):
            if code in _INTEGERS:
                value = int.from_bytes(bytes(data[at : at + width]), order)
                if _INTEGERS[code][2] and value >> 8 * width - 1:
                    value -= 1 << 8 * width
            elif code == "?":
                value = data[at] != 0
            elif code == "c":
                value = bytes([data[at]])
            elif code == "e":
                value = _from_half(bytes(data[at : at + 2]), order)
            else:
                value = _c.unpack((">" if order == "big" else "<") + code, bytes(data[at : at + width]))[0]
            values.append(value)
            at += width
    return tuple(values)


def unpack(format, buffer):
    parsed = _parse(format)
    if len(buffer) != parsed[2]:
        raise error("unpack requires a buffer of %d bytes" % parsed[2])
    return _read(parsed, buffer, 0)


def unpack_from(format, buffer, offset=0):
    parsed = _parse(format)
    if offset < 0:
        offset += len(buffer)
    if len(buffer) - offset < parsed[2]:
        raise error(
            "unpack_from requires a buffer of at least %d bytes for unpacking %d bytes at offset %d (actual buffer size is %d)"
            % (offset + parsed[2], parsed[2], offset, len(buffer))
        )
    return _read(parsed, buffer, offset)


def iter_unpack(format, buffer):
    parsed = _parse(format)
    if not parsed[2]:
        raise error("cannot iteratively unpack with a struct of length 0")
    if len(buffer) % parsed[2]:
        raise error("iterative unpacking requires a buffer of a multiple of %d bytes" % parsed[2])
    return iter([_read(parsed, buffer, start) for start in range(0, len(buffer), parsed[2])])


class Struct:
    def __init__(self, format):
        self.format = format.decode() if isinstance(format, bytes) else format
        self.size = calcsize(format)

    def pack(self, *values):
        return pack(self.format, *values)

    def pack_into(self, buffer, offset, *values):
        pack_into(self.format, buffer, offset, *values)

    def unpack(self, buffer):
        return unpack(self.format, buffer)

    def unpack_from(self, buffer, offset=0):
        return unpack_from(self.format, buffer, offset)

    def iter_unpack(self, buffer):
        return iter_unpack(self.format, buffer)

    def __repr__(self):
        return "Struct(%r)" % self.format
