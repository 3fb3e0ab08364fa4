# codecs. UTF-8 without errors is MicroPython's own; all else is here. Left out: registering codecs,
# stateful streams; of the code pages only cp1252.
_open = open
BOM_UTF8 = b"\xef\xbb\xbf"
BOM_LE = BOM_UTF16 = BOM_UTF16_LE = b"\xff\xfe"
BOM_BE = BOM_UTF16_BE = b"\xfe\xff"
BOM_UTF32 = BOM_UTF32_LE = b"\xff\xfe\0\0"
BOM_UTF32_BE = b"\0\0\xfe\xff"
_NAMES = {
    "utf-8": "utf-8", "utf8": "utf-8", "u8": "utf-8", "utf": "utf-8", "cp65001": "utf-8",
    "utf-8-sig": "utf-8-sig", "utf8-sig": "utf-8-sig",
    "ascii": "ascii", "us-ascii": "ascii", "646": "ascii", "ansi-x3.4-1968": "ascii",
    "latin-1": "iso8859-1", "latin1": "iso8859-1", "latin": "iso8859-1", "l1": "iso8859-1", "iso-8859-1": "iso8859-1",
    "iso8859-1": "iso8859-1", "8859": "iso8859-1", "cp819": "iso8859-1",
    "cp1252": "cp1252", "1252": "cp1252", "windows-1252": "cp1252",
    "utf-16": "utf-16", "utf16": "utf-16", "u16": "utf-16", "utf-16-le": "utf-16-le", "utf-16le": "utf-16-le",
    "utf-16-be": "utf-16-be", "utf-16be": "utf-16-be",
    "utf-32": "utf-32", "utf32": "utf-32", "u32": "utf-32", "utf-32-le": "utf-32-le", "utf-32le": "utf-32-le",
    "utf-32-be": "utf-32-be", "utf-32be": "utf-32-be",
    "unicode-escape": "unicode-escape", "raw-unicode-escape": "raw-unicode-escape",
    "rot13": "rot13", "rot-13": "rot13", "hex": "hex", "hex-codec": "hex", "base64": "base64", "base64-codec": "base64",
    "base-64": "base64",
}
_CONTINUED = {"utf-8-sig": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}
_CP1252 = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ"
_UNDEFINED = "\x81\x8d\x8f\x90\x9d"
_ESCAPED = {"\n": "\\n", "\r": "\\r", "\t": "\\t", "\\": "\\\\"}
_UNESCAPED = {
    "n": "\n", "r": "\r", "t": "\t", "\\": "\\", "'": "'", '"': '"', "a": "\a", "b": "\b", "f": "\f", "v": "\v", "\n": "",
}


def _name(encoding):
    name = _NAMES.get(encoding) or _NAMES.get(encoding.lower().replace("_", "-").replace(" ", "-"))
    if name is None:
        raise LookupError("unknown encoding: " + encoding)
    return name


class CodecInfo:
    def __init__(self, name):
        self.name = name

    def encode(self, text, errors="strict"):
        return encode(text, self.name, errors), len(text)

    def decode(self, data, errors="strict"):
        return decode(data, self.name, errors), len(data)

    def __repr__(self):
        return "<codecs.CodecInfo object for encoding %s at 0x%012x>" % (self.name, id(self))


def lookup(encoding):
    return CodecInfo(_name(encoding))


def getencoder(encoding):
    return lookup(encoding).encode


def getdecoder(encoding):
    return lookup(encoding).decode


def open(filename, mode="r", encoding=None, errors="strict", buffering=-1):
    return _open(filename, mode, encoding=encoding, errors=errors)


# Errors.


def _handler(errors):
    if errors not in _HANDLERS:
        raise LookupError("unknown error handler name %r" % errors)
    return _HANDLERS[errors]


def _error(encoding, data, start, end, reason):
    kind = UnicodeEncodeError if isinstance(data, str) else UnicodeDecodeError
    return kind(encoding, data, start, end, reason)


def _escape(text):
    parts = []
    for c in text:
        code = ord(c)
        parts.append("\\x%02x" % code if code < 0x100 else "\\u%04x" % code if code < 0x10000 else "\\U%08x" % code)
    return "".join(parts)


def strict_errors(error):
    raise error


def ignore_errors(error):
    return "", error.end


def replace_errors(error):
    return ("?" * (error.end - error.start) if isinstance(error.object, str) else "\ufffd"), error.end


_HANDLERS = {
    "strict": None,
    "ignore": lambda part: "",
    "replace": lambda part: "?" * len(part) if isinstance(part, str) else "\ufffd",
    "backslashreplace": lambda part: _escape(part) if isinstance(part, str) else "".join(["\\x%02x" % b for b in part]),
    "xmlcharrefreplace": lambda part: "".join(["&#%d;" % ord(c) for c in part]),
    "namereplace": lambda part: "".join([_named(c) for c in part]),
    "surrogateescape": lambda part: "".join([chr(0xDC00 + b) for b in part]),
    "surrogatepass": None,
}


def _named(c):
    import unicodedata

    name = unicodedata.name(c, "")
    return "\\N{%s}" % name if name else _escape(c)


def lookup_error(errors):
    _handler(errors)
    return {"strict": strict_errors, "ignore": ignore_errors, "replace": replace_errors}[errors]


# Encoding.


def encode(obj, encoding="utf-8", errors="strict"):
    name = _name(encoding)
    if name == "hex":
        return bytes(obj).hex().encode()
    if name == "base64":
        import binascii

        return b"".join([binascii.b2a_base64(obj[at : at + 57]) for at in range(0, len(obj), 57)])
    if not isinstance(obj, str):
        raise TypeError("utf_8_encode() argument 1 must be str, not %s" % type(obj).__name__)
    if name == "utf-8":
        return _encode_utf_8(obj, errors)
    if name == "utf-8-sig":
        return BOM_UTF8 + obj.encode()
    if name == "rot13":
        return _rot13(obj)
    if name == "ascii":
        return _encode_bytes(obj, "ascii", 128, errors)
    if name == "iso8859-1":
        return _encode_bytes(obj, "latin-1", 256, errors)
    if name == "cp1252":
        return _encode_bytes(obj, "charmap", 128, errors)
    if name == "unicode-escape" or name == "raw-unicode-escape":
        escaped = {} if name[0] == "r" else _ESCAPED
        limit = 256 if name[0] == "r" else 127
        parts = []
        for c in obj:
            code = ord(c)
            if c in escaped:
                parts.append(escaped[c].encode())
            elif code >= limit or (code < 32 and limit == 127):
                parts.append(_escape(c).encode())
            else:
                parts.append(bytes((code,)))
        return b"".join(parts)
    return _encode_wide(obj, name)


def _encode_utf_8(text, errors):
    # Halves of pairs are no characters.
    parts = []
    start = 0
    for at in range(len(text) + 1):
        if at < len(text) and "\ud800" <= text[at] <= "\udfff":
            continue
        if at > start:
            part = text[start:at]
            handler = _handler(errors)
            if errors == "surrogateescape" and all(["\udc80" <= c <= "\udcff" for c in part]):
                parts.append(bytes([ord(c) - 0xDC00 for c in part]))
            elif errors == "surrogatepass":
                parts.append(b"".join([bytes((0xED, ord(c) >> 6 & 63 | 128, ord(c) & 63 | 128)) for c in part]))
            elif handler is None or errors == "surrogateescape":
                raise _error("utf-8", text, start, at, "surrogates not allowed")
            else:
                parts.append(handler(part).encode())
        if at < len(text):
            parts.append(text[at].encode())
        start = at + 1
    return b"".join(parts)


def _encode_bytes(text, name, limit, errors):
    if text.isascii():
        return text.encode()
    handler = _handler(errors)
    out = bytearray()
    bad = []  # a run of characters that have no byte
    at = 0
    for c in text + "\0":
        code = ord(c)
        if name == "charmap" and code > 127:
            found = _CP1252.find(c)
            if found >= 0 and c not in _UNDEFINED:
                code = 128 + found
            if code > 255 or 127 < code < 160 and found < 0 or c in _UNDEFINED:
                code = 0x110000
            known = code < 256
        else:
            known = code < limit
        if not known:
            bad.append(c)
            at += 1
            continue
        if bad:
            part = "".join(bad)
            if handler is None:
                reason = "character maps to <undefined>" if name == "charmap" else "ordinal not in range(%d)" % limit
                raise _error(name, text, at - len(bad), at, reason)
            out.extend(handler(part).encode())
            bad = []
        out.append(code)
        at += 1
    return bytes(out[:-1])


def _encode_wide(text, name):
    import struct

    order = ">" if name[-2:] == "be" else "<"
    out = bytearray()
    if name == "utf-16":
        out.extend(BOM_UTF16_LE)
    elif name == "utf-32":
        out.extend(BOM_UTF32_LE)
    if name[:6] == "utf-32":
        for c in text:
            out.extend(struct.pack(order + "I", ord(c)))
        return bytes(out)
    for c in text:
        code = ord(c)
        if code > 0xFFFF:
            code -= 0x10000
            out.extend(struct.pack(order + "HH", 0xD800 + (code >> 10), 0xDC00 + (code & 0x3FF)))
        else:
            out.extend(struct.pack(order + "H", code))
    return bytes(out)


# Decoding.


def decode(obj, encoding="utf-8", errors="strict"):
    name = _name(encoding)
    if name == "rot13":
        return _rot13(obj)
    if name == "hex":
        return bytes.fromhex(obj.decode() if not isinstance(obj, str) else obj)
    if name == "base64":
        import binascii

        return binascii.a2b_base64(obj)
    if isinstance(obj, str) and name[-6:] != "escape":
        raise TypeError("a bytes-like object is required, not 'str'")
    data = obj.encode() if isinstance(obj, str) else bytes(obj)
    if name == "utf-8-sig" and data[:3] == BOM_UTF8:
        data = data[3:]
    if name == "utf-8" or name == "utf-8-sig":
        return _decode_utf8(data, errors)
    if name == "ascii":
        return _decode_ascii(data, errors)
    if name == "iso8859-1":
        return "".join(map(chr, data))
    if name == "cp1252":
        return _decode_cp1252(data, errors)
    if name == "unicode-escape" or name == "raw-unicode-escape":
        return _decode_escapes("".join(map(chr, data)), name[0] == "r")
    return _decode_wide(data, name, errors)


def _decode_ascii(data, errors):
    if not data or max(data) < 128:
        return data.decode()
    handler = _handler(errors)
    parts = []
    for at, byte in enumerate(data):
        if byte < 128:
            parts.append(chr(byte))
        elif handler is None:
            raise _error("ascii", data, at, at + 1, "ordinal not in range(128)")
        else:
            parts.append(handler(data[at : at + 1]))
    return "".join(parts)


def _decode_cp1252(data, errors):
    handler = _handler(errors)
    parts = []
    for at, byte in enumerate(data):
        c = _CP1252[byte - 128] if 128 <= byte < 160 else chr(byte)
        if c in _UNDEFINED:
            if handler is None:
                raise _error("charmap", data, at, at + 1, "character maps to <undefined>")
            c = handler(data[at : at + 1])
        parts.append(c)
    return "".join(parts)


def _utf8_fault(data, at):
    # Of what starts there and is not ASCII: -> (its length, what is wrong with it or None)
    lead = data[at]
    if lead < 0xC2 or lead > 0xF4:
        return 1, "invalid start byte"
    more = 1 if lead < 0xE0 else 2 if lead < 0xF0 else 3
    low = 0xA0 if lead == 0xE0 else 0x90 if lead == 0xF0 else 0x80
    high = 0x9F if lead == 0xED else 0x8F if lead == 0xF4 else 0xBF
    for n in range(1, more + 1):
        if at + n >= len(data):
            return n, "unexpected end of data"
        if not low <= data[at + n] <= high:
            return n, "invalid continuation byte"
        low, high = 0x80, 0xBF
    return more + 1, None


def _decode_utf8(data, errors):
    handler = _handler(errors)
    parts = []
    at = start = 0
    end = len(data)
    while at < end:
        if data[at] < 128:
            at += 1
            continue
        length, fault = _utf8_fault(data, at)
        if fault is not None:
            if handler is None:
                raise _error("utf-8", data, at, at + length, fault)
            parts.append(data[start:at].decode())
            parts.append(handler(data[at : at + length]))
            start = at + length
        at += length
    parts.append(data[start:].decode())
    return "".join(parts)


def _decode_wide(data, name, errors):
    import struct

    wide = 4 if name[:6] == "utf-32" else 2
    order = ">" if name[-2:] == "be" else "<"
    if name == "utf-16" or name == "utf-32":
        little, big = (BOM_UTF16_LE, BOM_UTF16_BE) if wide == 2 else (BOM_UTF32_LE, BOM_UTF32_BE)
        if data[:wide] == little:
            data = data[wide:]
        elif data[:wide] == big:
            data = data[wide:]
            order = ">"
    handler = _handler(errors)
    count = len(data) // wide
    codes = struct.unpack("%s%d%s" % (order, count, "I" if wide == 4 else "H"), data[: count * wide])
    parts = []
    at = 0
    while at < count:
        code = codes[at]
        at += 1
        if 0xD800 <= code < 0xDC00 and at < count and 0xDC00 <= codes[at] < 0xE000:
            code = 0x10000 + ((code - 0xD800) << 10) + codes[at] - 0xDC00
            at += 1
        parts.append(chr(code))
    if len(data) % wide:
        if handler is None:
            raise _error(name, data, count * wide, len(data), "truncated data")
        parts.append(handler(data[count * wide :]))
    return "".join(parts)


def _decode_escapes(text, raw):
    parts = []
    at = 0
    while True:
        found = text.find("\\", at)
        if found < 0 or found + 1 >= len(text):
            parts.append(text[at:])
            return "".join(parts)
        parts.append(text[at:found])
        c = text[found + 1]
        digits = {"u": 4, "U": 8, "x": 2}.get(c, 0)
        if raw and c not in "uU":
            parts.append("\\" + c)
            at = found + 2
        elif digits:
            at = found + 2 + digits
            parts.append(chr(int(text[found + 2 : at], 16)))
        elif c in "01234567":
            at = found + 2
            while at < min(found + 4, len(text)) and text[at] in "01234567":
                at += 1
            parts.append(chr(int(text[found + 1 : at], 8)))
        elif c in _UNESCAPED:
            parts.append(_UNESCAPED[c])
            at = found + 2
        else:
            parts.append("\\" + c)
            at = found + 2


def _rot13(text):
    parts = []
    for c in text:
        base = 97 if "a" <= c <= "z" else 65 if "A" <= c <= "Z" else 0
        parts.append(chr((ord(c) - base + 13) % 26 + base) if base else c)
    return "".join(parts)


def escape_encode(data, errors="strict"):
    return repr(data)[2:-1].encode(), len(data)


class _Incremental:
    # Keeps the end of what is incomplete for the next call.
    def __init__(self, encoding, errors="strict"):
        self._encoding = encoding
        self.errors = errors
        self._rest = b""

    def decode(self, input, final=False):
        data = self._rest + bytes(input)
        keep = 0
        if not final and _name(self._encoding) in ("utf-8", "utf-8-sig"):
            for n in range(1, min(4, len(data) + 1)):
                lead = data[-n]
                if lead >= 0xC0:
                    keep = n if n < (2 if lead < 0xE0 else 3 if lead < 0xF0 else 4) else 0
                    break
                if lead < 0x80:
                    break
        self._rest = data[len(data) - keep :]
        return decode(data[: len(data) - keep], self._encoding, self.errors)

    def encode(self, input, final=False):
        return encode(input, self._encoding, self.errors)

    def reset(self):
        self._rest = b""


def getincrementaldecoder(encoding):
    _name(encoding)
    return lambda errors="strict": _Incremental(encoding, errors)


getincrementalencoder = getincrementaldecoder


def getreader(encoding):
    import io

    _name(encoding)
    return lambda stream, errors="strict": io.TextIOWrapper(stream, encoding, errors)


getwriter = getreader
