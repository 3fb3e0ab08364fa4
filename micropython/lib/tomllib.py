# tomllib: TOML 1.0.
__all__ = ("loads", "load", "TOMLDecodeError")

_BARE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_")
_ESCAPES = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", '"': '"', "\\": "\\"}


class TOMLDecodeError(ValueError):
    pass


def load(fp, *, parse_float=float):
    data = fp.read()
    if isinstance(data, str):
        raise TypeError("File must be opened in binary mode, e.g. use `open('foo.toml', 'rb')`")
    return loads(data.decode(), parse_float=parse_float)


def loads(s, *, parse_float=float):
    if not isinstance(s, str):
        raise TypeError("Expected str object, not '%s'" % type(s).__name__)
    return _Parser(s.replace("\r\n", "\n"), parse_float).document()


class _Parser:
    def __init__(self, text, parse_float):
        self._text = list(text) + ["\0"]  # where an index costs little; the end is a character, too
        self._at = 0
        self._parse_float = parse_float
        self._closed = set()  # ids of what may not grow: inline tables and arrays
        self._explicit = set()  # ids of tables that had a header

    def fail(self, message):
        before = "".join(self._text[: self._at])
        if self._text[self._at] == "\0" and self._at == len(self._text) - 1:
            place = "at end of document"
        else:
            place = "at line %d, column %d" % (before.count("\n") + 1, len(before) - before.rfind("\n"))
        raise TOMLDecodeError("%s (%s)" % (message, place))

    def _skip(self, characters=" \t"):
        while self._text[self._at] in characters:
            self._at += 1

    def _next(self, text):
        if "".join(self._text[self._at : self._at + len(text)]) == text:
            self._at += len(text)
            return True
        return False

    def _comment(self):
        self._skip()
        if self._text[self._at] == "#":
            while self._text[self._at] not in "\n\0":
                self._at += 1

    def _blank(self):
        # White space, comments and lines.
        while True:
            self._comment()
            if self._text[self._at] != "\n":
                return
            self._at += 1

    def document(self):
        root = table = {}
        self._explicit.add(id(root))
        while True:
            self._blank()
            c = self._text[self._at]
            if c == "\0" and self._at == len(self._text) - 1:
                return root
            if c == "[":
                table = self._header(root)
            elif c not in _BARE and c not in "\"'":
                self.fail("Invalid statement")
            else:
                self._pair(table)
            self._comment()
            if self._text[self._at] not in "\n\0":
                self.fail("Expected newline or end of document after a statement")

    def _header(self, root):
        several = self._next("[[")
        if not several:
            self._at += 1
        self._skip()
        keys = self._key()
        self._skip()
        table = self._inner(root, keys[:-1])
        last = keys[-1]
        if several:
            rows = table.setdefault(last, [])
            if not isinstance(rows, list) or id(rows) in self._closed:
                self.fail("Cannot overwrite a value")
            rows.append({})
            found = rows[-1]
        else:
            found = table.get(last)
            if found is None:
                found = table[last] = {}
            elif not isinstance(found, dict) or id(found) in self._explicit or id(found) in self._closed:
                self.fail("Cannot declare %r twice" % (tuple(keys),))
            self._explicit.add(id(found))
        if not self._next("]]" if several else "]"):
            self.fail("Expected %r at the end of %s declaration" % ("]]" if several else "]", "an array" if several else "a table"))
        return found

    def _inner(self, table, keys):
        for key in keys:
            table = table.setdefault(key, {})
            if isinstance(table, list) and id(table) not in self._closed:
                table = table[-1]
            if not isinstance(table, dict) or id(table) in self._closed:
                self.fail("Cannot overwrite a value")
        return table

    def _pair(self, table):
        keys = self._key()
        self._skip()
        if not self._next("="):
            self.fail("Expected '=' after a key in a key/value pair")
        self._skip()
        table = self._inner(table, keys[:-1])
        value = self._value()
        if keys[-1] in table:
            self.fail("Cannot overwrite a value")
        if len(keys) > 1:
            self._explicit.add(id(table))
        table[keys[-1]] = value

    def _key(self):
        keys = []
        while True:
            c = self._text[self._at]
            if c == '"' or c == "'":
                keys.append(self._string())
            else:
                start = self._at
                while self._text[self._at] in _BARE:
                    self._at += 1
                if start == self._at:
                    self.fail("Invalid initial character for a key part")
                keys.append("".join(self._text[start : self._at]))
            self._skip()
            if self._text[self._at] != ".":
                return keys
            self._at += 1
            self._skip()

    def _value(self):
        c = self._text[self._at]
        if c == '"' or c == "'":
            return self._string()
        if c == "[":
            return self._array()
        if c == "{":
            return self._table()
        if self._next("true"):
            return True
        if self._next("false"):
            return False
        start = self._at
        text = self._text
        while text[self._at] not in " \t\n\0,]}#":
            self._at += 1
        word = "".join(text[start : self._at])
        if len(word) == 10 and word[4:5] == "-" and text[self._at] == " " and text[self._at + 1] in "0123456789":
            self._at += 1
            while text[self._at] not in " \t\n\0,]}#":
                self._at += 1
            word = "".join(text[start : self._at])
        value = self._scalar(word) if word else None
        if value is None:
            self._at = start
            if word[:1] == "0" and word[1:2].isdigit():
                self._at += 1  # what follows is no part of the number
                return 0
            self.fail("Invalid value")
        return value

    def _scalar(self, word):
        if word[2:3] == ":" or word[4:5] == "-" and word[:4].isdigit():
            return self._moment(word)
        bare = word.lstrip("+-")
        sign = word[: len(word) - len(bare)]
        if len(sign) > 1:
            return None
        if bare in ("inf", "nan"):
            return self._parse_float(word)
        digits = bare.replace("_", "")
        if bare[:1] == "_" or bare[-1:] == "_" or "__" in bare or not digits:
            return None
        try:
            if bare[:2] in ("0x", "0o", "0b"):
                return None if sign else int(digits, 0)
            if digits.isdigit():
                return None if digits[0] == "0" and len(digits) > 1 else int(sign + digits)
            whole, _, rest = digits.partition(".")
            mantissa = digits.lower().partition("e")[0]
            if mantissa[-1:] == "." or mantissa[:1] == "." or len(whole) > 1 and whole[0] == "0" and whole[1:2].isdigit():
                return None
            return self._parse_float(sign + digits)
        except ValueError:
            return None

    def _moment(self, word):
        import datetime

        try:
            text = word.replace("t", "T").replace(" ", "T").replace("z", "Z")
            if text[2:3] == ":":
                return datetime.time.fromisoformat(text)
            if "T" in text:
                return datetime.datetime.fromisoformat(text)
            return datetime.date.fromisoformat(text)
        except ValueError:
            return None

    def _string(self):
        text = self._text
        quote = text[self._at]
        long = self._next(quote * 3)
        if not long:
            self._at += 1
        elif text[self._at] == "\n":
            self._at += 1
        parts = []
        while True:
            c = text[self._at]
            if c == "\0" and self._at == len(text) - 1 or c == "\n" and not long:
                self.fail("Unterminated string" if c == "\0" else "Illegal character %r" % c)
            if c == quote:
                if not long:
                    self._at += 1
                    return "".join(parts)
                if self._next(quote * 3):
                    # Up to two quotes may stand before the end.
                    for _ in range(2):
                        if text[self._at] == quote:
                            parts.append(quote)
                            self._at += 1
                    return "".join(parts)
            self._at += 1
            if c != "\\" or quote == "'":
                parts.append(c)
                continue
            c = text[self._at]
            self._at += 1
            if c in _ESCAPES:
                parts.append(_ESCAPES[c])
            elif c in "uU":
                size = 4 if c == "u" else 8
                digits = "".join(text[self._at : self._at + size])
                self._at += size
                try:
                    parts.append(chr(int(digits, 16)))
                except ValueError:
                    self.fail("Invalid hex value")
            elif long and c in " \t\n":
                self._at -= 1
                self._skip()
                if text[self._at] != "\n":
                    self.fail("Unescaped '\\' in a string")
                self._skip(" \t\n")
            else:
                self.fail("Unescaped '\\' in a string")

    def _array(self):
        self._at += 1
        values = []
        self._blank()
        while not self._next("]"):
            values.append(self._value())
            self._blank()
            if self._next(","):
                self._blank()
            elif self._text[self._at] != "]":
                self.fail("Unclosed array")
        self._closed.add(id(values))
        return values

    def _table(self):
        self._at += 1
        table = {}
        self._skip()
        if not self._next("}"):
            while True:
                self._pair(table)
                self._skip()
                if self._next("}"):
                    break
                if not self._next(","):
                    self.fail("Unclosed inline table")
                self._skip()
        self._closed.add(id(table))
        return table
