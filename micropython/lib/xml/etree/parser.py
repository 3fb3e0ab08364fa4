# Reads XML for a TreeBuilder. Errors have expat's words and places. A document type is skipped, but
# for the entities that it names.
from xml.etree.ElementTree import ParseError

_CODES = {
    "syntax error": 2, "no element found": 3, "not well-formed (invalid token)": 4, "unclosed token": 5,
    "mismatched tag": 7, "duplicate attribute": 8, "junk after document element": 9, "undefined entity": 11,
    "reference to invalid character number": 14, "unclosed CDATA section": 20, "unbound prefix": 27,
    "XML or text declaration not at start of entity": 17,
}
_SPACE = " \t\r\n"
_XML = "http://www.w3.org/XML/1998/namespace"
_ENTITIES = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}
_NOT_IN_NAMES = frozenset(" \t\r\n<>/=&;'\"!?()[]{}#%,*+@$^`~|\\")


def _decoded(data, encoding):
    if isinstance(data, str):
        return data
    import codecs

    data = bytes(data)
    if encoding is None:
        encoding = "utf-8"
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            encoding = "utf-16"
        elif data[:5] == b"<?xml":
            head = data[: data.find(b"?>") + 1].decode()
            at = head.find("encoding")
            if at > 0:
                encoding = head[at + 8 :].strip(" \t\r\n=").split(head[at + 8 :].strip(" \t\r\n=")[0])[1]
    try:
        text = codecs.decode(data, encoding)
    except UnicodeError:
        # As far as it can be read, for the place of the error.
        good = codecs.decode(data, encoding, "replace").split("\ufffd")[0]
        _Parser(good, None).fail("not well-formed (invalid token)", len(good))
    return text[1:] if text[:1] == "\ufeff" else text


def parse(data, target, encoding=None):
    _Parser(_decoded(data, encoding), target).document()


class _Parser:
    def __init__(self, text, target):
        self._text = text
        self._target = target
        self._entities = dict(_ENTITIES)
        self._open = []  # (name as written, tag, namespaces before)
        self._namespaces = {"xml": _XML}

    def fail(self, message, at):
        before = self._text[:at]
        line = before.count("\n") + 1
        column = at - before.rfind("\n") - 1
        error = ParseError("%s: line %d, column %d" % (message, line, column))
        error.code = _CODES.get(message, 0)
        error.position = (line, column)
        raise error

    def _skip(self, at):
        text = self._text
        while at < len(text) and text[at] in _SPACE:
            at += 1
        return at

    def _name(self, at):
        # The end of the name that starts there.
        text = self._text
        end = at
        while end < len(text) and text[end] not in _NOT_IN_NAMES:
            end += 1
        if end == at or text[at] in "0123456789-.":
            self.fail("not well-formed (invalid token)", at)
        return end

    def document(self):
        text = self._text
        n = len(text)
        at = 0
        done = False
        while at < n:
            if not self._open:
                start = self._skip(at)
                if start == n:
                    break
                if text[start] != "<":
                    if not done and text[start] in _NOT_IN_NAMES:
                        self.fail("not well-formed (invalid token)", start)
                    self.fail("junk after document element" if done else "syntax error", start)
                at = start
            else:
                start = text.find("<", at)
                if start < 0:
                    self._characters(at, n)
                    at = n
                    break
                if start > at:
                    self._characters(at, start)
                at = start
            after = text[at + 1 : at + 2]
            if after == "/":
                at = self._end_tag(at)
                done = not self._open
            elif after == "!" or after == "?":
                at = self._other(at, after)
            else:
                if done:
                    self.fail("junk after document element", at)
                at = self._start_tag(at)
                done = not self._open
        if not done:
            self.fail("no element found", n)

    def _characters(self, start, end):
        text = self._text[start:end]
        if "]]>" in text:
            self.fail("not well-formed (invalid token)", start + text.find("]]>") + 2)
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        if "&" in text:
            text = self._resolved(text, start)
        self._control(text, start)
        self._target.data(text)

    def _control(self, text, start):
        # min() walks in C.
        if text and min(text) < " ":
            for at, c in enumerate(text):
                if c < " " and c not in _SPACE:
                    self.fail("not well-formed (invalid token)", start + at)

    def _resolved(self, text, start):
        parts = text.split("&")
        out = [parts[0]]
        at = start + len(parts[0])
        for part in parts[1:]:
            end = part.find(";")
            name = part[:end] if end >= 0 else ""
            if name[:1] == "#":
                try:
                    code = int(name[2:], 16) if name[1:2] == "x" else int(name[1:])
                except ValueError:
                    self.fail("not well-formed (invalid token)", at + 2)
                if code > 0x10FFFF or code < 32 and code not in (9, 10, 13) or 0xD800 <= code < 0xE000:
                    self.fail("reference to invalid character number", at)
                out.append(chr(code))
            else:
                size = 0
                while size < len(part) and part[size] not in _NOT_IN_NAMES:
                    size += 1
                if not size or part[size : size + 1] != ";":
                    self.fail("not well-formed (invalid token)", at + 1 + size)
                if name not in self._entities:
                    self.fail("undefined entity", at)
                out.append(self._entities[name])
            out.append(part[end + 1 :])
            at += len(part) + 1
        return "".join(out)

    def _tag(self, name, at, is_attribute=False):
        prefix, colon, local = name.partition(":")
        if not colon:
            uri = None if is_attribute else self._namespaces.get("")
            return "{%s}%s" % (uri, name) if uri else name
        if prefix not in self._namespaces:
            self.fail("unbound prefix", at)
        return "{%s}%s" % (self._namespaces[prefix], local)

    def _start_tag(self, start):
        text = self._text
        n = len(text)
        if start + 1 >= n:
            self.fail("unclosed token", start)
        at = self._name(start + 1)
        name = text[start + 1 : at]
        attributes = []
        before = self._namespaces
        empty = False
        while True:
            spaced = self._skip(at)
            if spaced >= n:
                self.fail("unclosed token", start)
            c = text[spaced]
            if c == ">":
                at = spaced + 1
                break
            if c == "/":
                if text[spaced + 1 : spaced + 2] != ">":
                    self.fail("unclosed token" if spaced + 1 >= n else "not well-formed (invalid token)", start if spaced + 1 >= n else spaced + 1)
                empty = True
                at = spaced + 2
                break
            if spaced == at:
                self.fail("not well-formed (invalid token)", at)
            end = self._name(spaced)
            key = text[spaced:end]
            at = self._skip(end)
            if text[at : at + 1] != "=":
                self.fail("unclosed token" if at >= n else "not well-formed (invalid token)", start if at >= n else at)
            at = self._skip(at + 1)
            quote = text[at : at + 1]
            if quote != '"' and quote != "'":
                self.fail("not well-formed (invalid token)" if quote else "unclosed token", at if quote else start)
            end = text.find(quote, at + 1)
            value = text[at + 1 : end] if end >= 0 else text[at + 1 :]
            if "<" in value:
                self.fail("not well-formed (invalid token)", at + 1 + value.find("<"))
            if end < 0:
                self.fail("unclosed token", start)
            for c in "\r\n\t":
                if c in value:
                    value = value.replace("\r\n", " ").replace(c, " ")
            if "&" in value:
                value = self._resolved(value, at + 1)
            at = end + 1
            for known, _, _ in attributes:
                if known == key:
                    self.fail("duplicate attribute", spaced)
            attributes.append((key, value, spaced))
        for key, value, _ in attributes:
            if key == "xmlns" or key.startswith("xmlns:"):
                if self._namespaces is before:
                    self._namespaces = dict(before)
                self._namespaces[key[6:]] = value
                if hasattr(self._target, "start_ns"):
                    self._target.start_ns(key[6:], value)
        attrs = {}
        for key, value, place in attributes:
            if key != "xmlns" and not key.startswith("xmlns:"):
                attrs[self._tag(key, start, True)] = value
        tag = self._tag(name, start)
        self._target.start(tag, attrs)
        if empty:
            self._target.end(tag)
            self._namespaces = before
        else:
            self._open.append((name, tag, before))
        return at

    def _end_tag(self, start):
        text = self._text
        end = text.find(">", start)
        name_end = self._name(start + 2) if start + 2 < len(text) else start + 2
        if end < 0:
            self.fail("unclosed token", start)
        if self._skip(name_end) != end:
            self.fail("not well-formed (invalid token)", self._skip(name_end))
        if not self._open:
            self.fail("not well-formed (invalid token)", start + 1)
        name, tag, before = self._open.pop()
        if text[start + 2 : name_end] != name:
            self.fail("mismatched tag", start + 2)
        self._target.end(tag)
        self._namespaces = before
        return end + 1

    def _other(self, start, kind):
        text = self._text
        if text.startswith("<!--", start):
            end = text.find("--", start + 4)
            if end < 0:
                self.fail("unclosed token", start)
            if text[end + 2 : end + 3] != ">":
                self.fail("not well-formed (invalid token)", end + 2)
            if hasattr(self._target, "comment"):
                self._target.comment(text[start + 4 : end])
            return end + 3
        if text.startswith("<![CDATA[", start) and self._open:
            end = text.find("]]>", start)
            if end < 0:
                self.fail("unclosed CDATA section", len(text))
            self._target.data(text[start + 9 : end].replace("\r\n", "\n").replace("\r", "\n"))
            return end + 3
        if kind == "?":
            end = text.find("?>", start)
            if end < 0:
                self.fail("unclosed token", start)
            name_end = self._name(start + 2)
            name = text[start + 2 : name_end]
            if name == "xml":
                if start:
                    self.fail("XML or text declaration not at start of entity", start)
            elif hasattr(self._target, "pi"):
                self._target.pi(name, text[name_end:end].lstrip() or None)
            return end + 2
        if text.startswith("<!DOCTYPE", start) and not self._open:
            return self._doctype(start)
        self.fail("not well-formed (invalid token)", start + 1 if self._open else start + 2)

    def _doctype(self, start):
        text = self._text
        at = start + 9
        inside = False
        while at < len(text):
            c = text[at]
            if c == '"' or c == "'":
                at = text.find(c, at + 1)
                if at < 0:
                    break
            elif c == "[":
                inside = True
            elif c == "]":
                inside = False
            elif c == ">" and not inside:
                return at + 1
            elif text.startswith("<!--", at):
                at = text.find("-->", at)
                if at < 0:
                    break
                at += 2
            elif text.startswith("<!ENTITY", at):
                end = text.find(">", at)
                words = text[at + 8 : end].strip().split(None, 1)
                if len(words) == 2 and words[1][:1] in ("'", '"'):
                    value = words[1][1 : words[1].find(words[1][0], 1)]
                    # Entities of entities could grow without end.
                    if "&" in value:
                        value = self._resolved(value, at)
                    if len(value) < 10000:
                        self._entities[words[0]] = value
                at = end
            at += 1
        self.fail("unclosed token", start)
