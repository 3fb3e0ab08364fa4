# Reads XML for a TreeBuilder. Errors have expat's words and places. A document type is skipped, but
# for the entities that it names. It goes through bytes, for the characters of a str are found by
# counting from its start.
from xml.etree.ElementTree import ParseError

_CODES = {
    "syntax error": 2, "no element found": 3, "not well-formed (invalid token)": 4, "unclosed token": 5,
    "mismatched tag": 7, "duplicate attribute": 8, "junk after document element": 9, "undefined entity": 11,
    "reference to invalid character number": 14, "XML or text declaration not at start of entity": 17,
    "unclosed CDATA section": 20, "unbound prefix": 27,
}
_INVALID = "not well-formed (invalid token)"
_SPACE = b" \t\r\n"
_XML = "http://www.w3.org/XML/1998/namespace"
_ENTITIES = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}
_NOT_IN_NAMES = b" \t\r\n<>/=&;'\"!?()[]{}#%,*+@$^`~|\\"
_NOT_FIRST = b"0123456789-."


def _encoded(data, encoding):
    # -> UTF-8
    if isinstance(data, str):
        return data.encode()
    data = bytes(data)
    if encoding is None:
        encoding = "utf-8"
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            encoding = "utf-16"
        elif data[:5] == b"<?xml":
            head = data[: data.find(b"?>") + 1].decode("latin-1")
            at = head.find("encoding")
            if at > 0:
                rest = head[at + 8 :].strip(" \t\r\n=")
                encoding = rest.split(rest[0])[1]
    import codecs

    try:
        text = codecs.decode(data, encoding)
    except UnicodeError:
        # As far as it can be read, for the place of the error.
        good = codecs.decode(data, encoding, "replace").split("\ufffd")[0].encode()
        _Parser(good, None).fail(_INVALID, len(good))
    return (text[1:] if text[:1] == "\ufeff" else text).encode()


def parse(data, target, encoding=None):
    _Parser(_encoded(data, encoding), target).document()


class _Parser:
    def __init__(self, data, target):
        self._data = data
        self._target = target
        self._entities = dict(_ENTITIES)
        self._typed = False  # there was a document type
        self._open = []  # (name as written, tag, namespaces before)
        self._namespaces = {"xml": _XML}
        self._names = set()  # that were found to be names

    def _text(self, start, end):
        return str(self._data[start:end], "utf-8")

    def fail(self, message, at):
        before = self._text(0, at)
        line = before.count("\n") + 1
        column = len(before) - before.rfind("\n") - 1
        error = ParseError("%s: line %d, column %d" % (message, line, column))
        error.code = _CODES.get(message, 0)
        error.position = (line, column)
        raise error

    def _skip(self, at):
        data = self._data
        while at < len(data) and data[at] in _SPACE:
            at += 1
        return at

    def _name(self, at):
        # The end of the name that starts there.
        data = self._data
        end = at
        while end < len(data) and data[end] not in _NOT_IN_NAMES:
            end += 1
        if end == at or data[at] in _NOT_FIRST:
            self.fail(_INVALID, at)
        return end

    def _is_name(self, name):
        # Remembers those that are.
        if name in self._names:
            return True
        data = name.encode()
        if not data or data[0] in _NOT_FIRST:
            return False
        for byte in data:
            if byte in _NOT_IN_NAMES:
                return False
        self._names.add(name)
        return True

    def document(self):
        data = self._data
        n = len(data)
        at = 0
        done = False
        while at < n:
            if not self._open:
                start = self._skip(at)
                if start == n:
                    break
                if data[start] != 60:
                    self._outside(start, "junk after document element" if done else "syntax error")
                at = start
            else:
                start = data.find(b"<", at)
                if start < 0:
                    self._characters(at, n)
                    at = n
                    break
                if start > at:
                    self._characters(at, start)
                at = start
            after = data[at + 1] if at + 1 < n else 0
            if after == 47:
                at = self._end_tag(at)
                done = not self._open
            elif after == 33 or after == 63:
                if after == 33 and not self._open and data[at + 2 : at + 3] != b"-":
                    if done or self._typed or data[at + 2 : at + 3] == b"[":
                        self.fail("junk after document element" if done else "syntax error", at)
                at = self._other(at, after)
            else:
                if done:
                    self.fail("junk after document element" if after else "unclosed token", at)
                at = self._start_tag(at)
                done = not self._open
        if not done:
            self.fail("no element found", n)

    def _outside(self, start, message):
        # Text where there may be none: expat reads a name first.
        data = self._data
        at = start
        if data[at] in b"'\"":
            at = data.find(data[at : at + 1], at + 1) + 1
            if not at:
                self.fail("unclosed token", start)
        while at < len(data) and data[at] not in _NOT_IN_NAMES:
            at += 1
        ends = b" \t\r\n>)|,*+?" if at > start else b">],)|"
        if at < len(data) and data[at] not in ends:
            self.fail(_INVALID, at)
        self.fail(message, start)

    # Text.

    def _characters(self, start, end):
        text = self._text(start, end)
        close = text.find("]]>")
        if close >= 0:
            self._resolved(text[:close], start)
            self.fail(_INVALID, start + len(text[:close].encode()) + 2)
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        if "&" in text:
            text = self._resolved(text, start)
        # min() walks in C.
        if min(self._data[start:end]) < 32:
            for at in range(start, end):
                if self._data[at] < 32 and self._data[at] not in _SPACE:
                    self.fail(_INVALID, at)
        self._target.data(text)

    def _resolved(self, text, start):
        # With what its references stand for.
        parts = text.split("&")
        out = [parts[0]]
        at = start + len(parts[0].encode())
        for part in parts[1:]:
            end = part.find(";")
            name = part[:end] if end >= 0 else ""
            if name[:1] == "#":
                try:
                    code = int(name[2:], 16) if name[1:2] == "x" else int(name[1:])
                except ValueError:
                    code = -1
                if code < 0:
                    self.fail(_INVALID, at + 2)
                if code > 0x10FFFF or code < 32 and code not in (9, 10, 13) or 0xD800 <= code < 0xE000:
                    self.fail("reference to invalid character number", at)
                out.append(chr(code))
            elif name in self._entities:
                out.append(self._entities[name])
            else:
                if self._is_name(name):
                    self.fail("undefined entity", at)
                place = at + 1
                while place < len(self._data) and self._data[place] not in _NOT_IN_NAMES:
                    place += 1
                self.fail(_INVALID, place)
            out.append(part[end + 1 :])
            at += len(part.encode()) + 1
        return "".join(out)

    # Tags.

    def _tag(self, name, at, is_attribute=False):
        prefix, colon, local = name.partition(":")
        if not colon:
            uri = None if is_attribute else self._namespaces.get("")
            return "{%s}%s" % (uri, name) if uri else name
        if prefix not in self._namespaces:
            self.fail("unbound prefix", at)
        return "{%s}%s" % (self._namespaces[prefix], local)

    def _start_tag(self, start):
        data = self._data
        end = data.find(b">", start)
        found = self._plain_tag(str(data[start + 1 : end], "utf-8")) if end > 0 else None
        if found is None:
            found = self._any_tag(start)
            end = found[3]
        else:
            end += 1
        name, attributes, empty = found[:3]
        before = self._namespaces
        attrs = {}
        if attributes:
            for key, value in attributes:
                if key[:5] == "xmlns" and (len(key) == 5 or key[5] == ":"):
                    if self._namespaces is before:
                        self._namespaces = dict(before)
                    self._namespaces[key[6:]] = value
                    if hasattr(self._target, "start_ns"):
                        self._target.start_ns(key[6:], value)
            for key, value in attributes:
                if key[:5] != "xmlns" or key[5:6] not in ("", ":"):
                    attrs[self._tag(key, start, True) if ":" in key else key] = value
        tag = self._tag(name, start)
        self._target.start(tag, attrs)
        if empty:
            self._target.end(tag)
            self._namespaces = before
        else:
            self._open.append((name, tag, before))
        return end

    def _plain_tag(self, inner):
        # What most tags are, between < and >: attributes in double quotes, without references.
        # -> (name, attributes, whether it is empty), or None for others
        empty = inner[-1:] == "/"
        if empty:
            inner = inner[:-1]
        parts = inner.split('"')
        last = len(parts) - 1
        if last % 2 or "<" in inner or "&" in inner or inner[:1] in (" ", "\n", "\t", "\r") or "'" in inner:
            return None
        if not last:
            name = inner.rstrip()
            return (name, None, empty) if self._is_name(name) else None
        name, space, key = parts[0].partition(" ")
        if not space or not self._is_name(name):
            return None
        attributes = []
        keys = set()
        for at in range(1, last, 2):
            if key[-1:] != "=":
                return None
            key, value = key[:-1].strip(), parts[at]
            if key in keys or not self._is_name(key) or "\n" in value or "\t" in value or "\r" in value:
                return None
            keys.add(key)
            attributes.append((key, value))
            key = parts[at + 1]
            if at + 1 < last and not key[:1].isspace():
                return None
        return None if key.strip() else (name, attributes, empty)

    def _any_tag(self, start):
        # -> (name, attributes, whether it is empty, its end)
        data = self._data
        n = len(data)
        if start + 1 >= n:
            self.fail("unclosed token", start)
        at = self._name(start + 1)
        name = self._text(start + 1, at)
        attributes = []
        while True:
            spaced = self._skip(at)
            if spaced >= n:
                self.fail("unclosed token", start)
            if data[spaced] == 62:
                return name, attributes, False, spaced + 1
            if data[spaced] == 47:
                if data[spaced + 1 : spaced + 2] == b">":
                    return name, attributes, True, spaced + 2
                if spaced + 1 >= n:
                    self.fail("unclosed token", start)
                self.fail(_INVALID, spaced + 1)
            if spaced == at:
                self.fail(_INVALID, at)
            end = self._name(spaced)
            key = self._text(spaced, end)
            at = self._skip(end)
            if data[at : at + 1] == b"=":
                at = self._skip(at + 1)
                quote = data[at : at + 1]
            else:
                quote = b"="
            if at >= n:
                self.fail("unclosed token", start)
            if quote != b'"' and quote != b"'":
                self.fail(_INVALID, at)
            end = data.find(quote, at + 1)
            less = data.find(b"<", at + 1)
            if 0 <= less and (end < 0 or less < end):
                self.fail(_INVALID, less)
            if end < 0:
                self.fail("unclosed token", start)
            value = self._text(at + 1, end).replace("\r\n", " ").replace("\r", " ").replace("\n", " ").replace("\t", " ")
            if "&" in value:
                value = self._resolved(value, at + 1)
            at = end + 1
            for known, _ in attributes:
                if known == key:
                    self.fail("duplicate attribute", spaced)
            attributes.append((key, value))

    def _end_tag(self, start):
        data = self._data
        if not self._open:
            self.fail(_INVALID, start + 1)
        end = data.find(b">", start)
        name, tag, before = self._open[-1]
        if end < 0 or self._text(start + 2, end) != name:
            name_end = self._name(start + 2) if start + 2 < len(data) else start + 2
            if end < 0:
                self.fail("unclosed token", start)
            if self._skip(name_end) != end:
                self.fail(_INVALID, self._skip(name_end))
            if self._text(start + 2, name_end) != name:
                self.fail("mismatched tag", start + 2)
        self._open.pop()
        self._target.end(tag)
        self._namespaces = before
        return end + 1

    # All that starts with <! or <?.

    def _other(self, start, kind):
        data = self._data
        target = self._target
        if data[start : start + 4] == b"<!--":
            end = data.find(b"--", start + 4)
            if end < 0:
                self.fail("unclosed token", start)
            if data[end + 2 : end + 3] != b">":
                self.fail(_INVALID, end + 2)
            if hasattr(target, "comment"):
                target.comment(self._text(start + 4, end))
            return end + 3
        if data[start : start + 9] == b"<![CDATA[" and self._open:
            end = data.find(b"]]>", start)
            if end < 0:
                self.fail("unclosed CDATA section", len(data))
            target.data(self._text(start + 9, end).replace("\r\n", "\n").replace("\r", "\n"))
            return end + 3
        if kind == 63:
            end = data.find(b"?>", start)
            if end < 0:
                self.fail("unclosed token", start)
            name_end = self._name(start + 2)
            name = self._text(start + 2, name_end)
            if name == "xml":
                if start:
                    self.fail("XML or text declaration not at start of entity", start)
            elif hasattr(target, "pi"):
                target.pi(name, self._text(name_end, end).lstrip() or None)
            return end + 2
        if data[start : start + 9] == b"<!DOCTYPE" and not self._open:
            return self._doctype(start)
        self.fail(_INVALID, start + 2)

    def _doctype(self, start):
        data = self._data
        self._typed = True
        at = start + 9
        inside = False
        while at < len(data):
            byte = data[at]
            if byte == 34 or byte == 39:
                at = data.find(data[at : at + 1], at + 1)
                if at < 0:
                    break
            elif byte == 91:
                inside = True
            elif byte == 93:
                inside = False
            elif byte == 62 and not inside:
                return at + 1
            elif data[at : at + 4] == b"<!--":
                at = data.find(b"-->", at)
                if at < 0:
                    break
                at += 2
            elif data[at : at + 8] == b"<!ENTITY":
                end = data.find(b">", at)
                if end < 0:
                    break
                words = self._text(at + 8, end).strip().split(None, 1)
                if len(words) == 2 and words[1][:1] in ("'", '"'):
                    value = words[1][1:].partition(words[1][0])[0]
                    if "&" in value:
                        value = self._resolved(value, at)
                    # Entities of entities could grow without end.
                    if len(value) < 10000:
                        self._entities[words[0]] = value
                at = end
            at += 1
        self.fail("unclosed token", start)
