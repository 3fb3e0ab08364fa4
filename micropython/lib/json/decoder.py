# JSONDecoder: strict, with hooks, and with CPython's errors. It goes through bytes, for the
# characters of a str that is not ASCII are found by counting from its start.
_SPACE = b" \t\n\r"
_ESCAPES = {34: '"', 92: "\\", 47: "/", 98: "\b", 102: "\f", 110: "\n", 114: "\r", 116: "\t"}
_CONSTANTS = {"NaN": float("nan"), "Infinity": float("inf"), "-Infinity": float("-inf")}


class JSONDecodeError(ValueError):
    def __init__(self, msg, doc, pos):
        lineno = doc.count("\n", 0, pos) + 1
        colno = pos - doc.rfind("\n", 0, pos)
        super().__init__("%s: line %d column %d (char %d)" % (msg, lineno, colno, pos))
        self.msg = msg
        self.doc = doc
        self.pos = pos
        self.lineno = lineno
        self.colno = colno


def decoded(data):
    # bytes -> str, by the encodings that JSON may have
    data = bytes(data)
    if data[:3] == b"\xef\xbb\xbf":
        return data[3:].decode()
    if b"\0" in data[:4] or data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        import codecs

        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            return codecs.decode(data, "utf-16")
        return codecs.decode(data, "utf-16-be" if data[0] == 0 else "utf-16-le")
    return data.decode()


class JSONDecoder:
    def __init__(
        self,
        *,
        object_hook=None,
        parse_float=None,
        parse_int=None,
        parse_constant=None,
        strict=True,
        object_pairs_hook=None
    ):
        self.object_hook = object_hook
        self.parse_float = parse_float or float
        self.parse_int = parse_int or int
        self.parse_constant = parse_constant or _CONSTANTS.__getitem__
        self.strict = strict
        self.object_pairs_hook = object_pairs_hook

    def decode(self, s):
        scanner = _Scanner(self, s)
        value, end = scanner.value(scanner.space(0))
        end = scanner.space(end)
        if end != scanner.length:
            scanner.fail("Extra data", end)
        return value

    def raw_decode(self, s, idx=0):
        scanner = _Scanner(self, s)
        value, end = scanner.value(len(s[:idx].encode()))
        return value, len(scanner.data[:end].decode())


class _Scanner:
    # Methods take where something starts, and return it with where it ends.
    def __init__(self, decoder, text):
        self._decoder = decoder
        self._text = text
        data = text.encode()
        self.length = len(data)
        self.data = data + b"\0"  # so that there is always a next byte

    def fail(self, message, at):
        raise JSONDecodeError(message, self._text, len(self.data[:at].decode()))

    def space(self, at):
        data = self.data
        while data[at] in _SPACE:
            at += 1
        return at

    def value(self, at):
        data = self.data
        lead = data[at]
        if lead == 34:
            return self._string(at)
        if 48 <= lead <= 57 or lead == 45:
            return self._number(at)
        if lead == 123:
            return self._object(at)
        if lead == 91:
            return self._array(at)
        if lead == 116 and data[at : at + 4] == b"true":
            return True, at + 4
        if lead == 102 and data[at : at + 5] == b"false":
            return False, at + 5
        if lead == 110 and data[at : at + 4] == b"null":
            return None, at + 4
        if lead == 78 and data[at : at + 3] == b"NaN":
            return self._decoder.parse_constant("NaN"), at + 3
        if lead == 73 and data[at : at + 8] == b"Infinity":
            return self._decoder.parse_constant("Infinity"), at + 8
        self.fail("Expecting value", at)

    def _digits(self, at):
        data = self.data
        while 48 <= data[at] <= 57:
            at += 1
        return at

    def _number(self, start):
        data = self.data
        at = start + 1 if data[start] == 45 else start
        if data[at] == 48:
            end = at + 1
        else:
            end = self._digits(at)
            if end == at:
                if data[at : at + 8] == b"Infinity":
                    return self._decoder.parse_constant("-Infinity"), at + 8
                self.fail("Expecting value", start)
        whole = True
        if data[end] == 46:
            at = self._digits(end + 1)
            if at > end + 1:
                end = at
                whole = False
        if data[end] | 32 == 101:
            at = end + 2 if data[end + 1] in b"-+" else end + 1
            after = self._digits(at)
            if after > at:
                end = after
                whole = False
        text = str(data[start:end], "utf-8")
        return (self._decoder.parse_int if whole else self._decoder.parse_float)(text), end

    def _string(self, start):
        data = self.data
        end = data.find(b'"', start + 1)
        if end < 0:
            return self._escaped(start)
        chunk = data[start + 1 : end]
        # min() walks in C.
        if b"\\" in chunk or chunk and min(chunk) < 32 and self._decoder.strict:
            return self._escaped(start)
        return str(chunk, "utf-8"), end + 1

    def _escaped(self, start):
        data = self.data
        length = self.length
        strict = self._decoder.strict
        at = start + 1
        parts = []
        while True:
            run = at
            while at < length:
                lead = data[at]
                if lead == 34 or lead == 92 or (lead < 32 and strict):
                    break
                at += 1
            if at > run:
                parts.append(data[run:at].decode())
            if at >= length:
                self.fail("Unterminated string starting at", start)
            if lead == 34:
                return "".join(parts), at + 1
            if lead != 92:
                self.fail("Invalid control character at", at)
            at += 1
            if at >= length:
                self.fail("Unterminated string starting at", start)
            lead = data[at]
            if lead == 117:
                code = self._hex(at)
                at += 5
                if 0xD800 <= code <= 0xDBFF and data[at : at + 2] == b"\\u":
                    low = self._hex(at + 1)
                    if 0xDC00 <= low <= 0xDFFF:
                        code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00)
                        at += 6
                parts.append(chr(code))
                continue
            character = _ESCAPES.get(lead)
            if character is None:
                self.fail("Invalid \\escape", at - 1)
            parts.append(character)
            at += 1

    def _hex(self, at):
        # Of the four digits behind the u that stands there.
        digits = self.data[at + 1 : at + 5]
        code = 0
        for digit in digits:
            value = b"0123456789abcdef".find(bytes((digit | 32 if digit > 57 else digit,)))
            if value < 0:
                break
            code = code * 16 + value
        else:
            if len(digits) == 4 and self.length > at + 5:
                return code
        self.fail("Invalid \\uXXXX escape", at)

    def _array(self, at):
        data = self.data
        values = []
        at = self.space(at + 1)
        if data[at] == 93:
            return values, at + 1
        while True:
            value, at = self.value(at)
            values.append(value)
            mark = data[at]
            if mark in _SPACE:
                at = self.space(at)
                mark = data[at]
            at += 1
            if mark == 93:
                return values, at
            if mark != 44:
                self.fail("Expecting ',' delimiter", at - 1)
            if data[at] in _SPACE:
                at = self.space(at)

    def _object(self, at):
        data = self.data
        decoder = self._decoder
        pairs = []
        at = self.space(at + 1)
        if data[at] == 125:
            at += 1
        else:
            while True:
                if data[at] != 34:
                    self.fail("Expecting property name enclosed in double quotes", at)
                key, at = self._string(at)
                if data[at] in _SPACE:
                    at = self.space(at)
                if data[at] != 58:
                    self.fail("Expecting ':' delimiter", at)
                at += 1
                if data[at] in _SPACE:
                    at = self.space(at)
                value, at = self.value(at)
                pairs.append((key, value))
                mark = data[at]
                if mark in _SPACE:
                    at = self.space(at)
                    mark = data[at]
                at += 1
                if mark == 125:
                    break
                if mark != 44:
                    self.fail("Expecting ',' delimiter", at - 1)
                if data[at] in _SPACE:
                    at = self.space(at)
        if decoder.object_pairs_hook is not None:
            return decoder.object_pairs_hook(pairs), at
        value = dict(pairs)
        if decoder.object_hook is not None:
            value = decoder.object_hook(value)
        return value, at
