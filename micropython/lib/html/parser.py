# html.parser, without regular expressions. It goes through bytes, for the characters of a str are
# found by counting from its start. Marked sections are taken for comments.
from html import unescape

__all__ = ["HTMLParser"]

_LETTERS = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_DIGITS = b"0123456789"
_SPACE = b" \t\n\r\f\v"
_NAME_ENDS = b"\t\n\r\f />\0"
_plain_tags = {}  # of what stands between < and >: the tags without attributes that were met


def _skip(data, at, allowed):
    end = len(data)
    while at < end and data[at] in allowed:
        at += 1
    return at


def _until(data, at, stops):
    end = len(data)
    while at < end and data[at] not in stops:
        at += 1
    return at


def _text(data):
    return str(data, "utf-8")


class HTMLParser:
    CDATA_CONTENT_ELEMENTS = ("script", "style")

    def __init__(self, *, convert_charrefs=True):
        self.convert_charrefs = convert_charrefs
        self.reset()

    def reset(self):
        self.rawdata = ""
        self._data = b""
        self.lasttag = "???"
        self.cdata_elem = None
        self.lineno = 1
        self.offset = 0
        self.__starttag_text = None

    def feed(self, data):
        self.rawdata = self.rawdata + data
        self.goahead(0)

    def close(self):
        self.goahead(1)

    def getpos(self):
        return self.lineno, self.offset

    def get_starttag_text(self):
        found = self.__starttag_text
        return found if found is None else _text(found)

    def set_cdata_mode(self, elem):
        self.cdata_elem = elem.lower()

    def clear_cdata_mode(self):
        self.cdata_elem = None

    def updatepos(self, i, j):
        part = self._data[i:j]
        lines = part.count(b"\n")
        if lines:
            self.lineno += lines
            self.offset = len(_text(part[part.rfind(b"\n") + 1 :]))
        else:
            self.offset += len(_text(part))
        return j

    def _interesting(self, i):
        # Where the next thing but text starts, or -1.
        data = self._data
        if self.cdata_elem is None:
            found, other = data.find(b"<", i), data.find(b"&", i)
            return other if found < 0 or 0 <= other < found else found
        name = self.cdata_elem.encode()
        while True:
            i = data.find(b"</", i)
            if i < 0:
                return -1
            at = _skip(data, i + 2, _SPACE)
            if data[at : at + len(name)].lower() == name:
                end = _skip(data, at + len(name), _SPACE)
                if data[end : end + 1] == b">":
                    return i
            i += 2

    def _put(self, data):
        text = _text(data)
        self.handle_data(unescape(text) if self.convert_charrefs and not self.cdata_elem else text)

    def goahead(self, end):
        data = self._data = self.rawdata.encode()
        n = len(data)
        i = 0
        while i < n:
            if self.convert_charrefs and not self.cdata_elem:
                j = data.find(b"<", i)
                if j < 0:
                    # A reference may go on in what comes next.
                    amp = data.rfind(b"&", max(i, n - 34))
                    if amp >= 0 and not end and _until(data, amp, _SPACE + b";") == n:
                        break
                    j = n
            else:
                j = self._interesting(i)
                if j < 0:
                    if self.cdata_elem:
                        break
                    j = n
            if i < j:
                self._put(data[i:j])
            i = self.updatepos(i, j)
            if i == n:
                break
            if data[i] == 60:
                after = data[i + 1] if i + 1 < n else 0
                if after in _LETTERS:
                    k = self.parse_starttag(i)
                elif after == 47:
                    k = self.parse_endtag(i)
                elif data[i : i + 4] == b"<!--":
                    k = self.parse_comment(i)
                elif after == 63:
                    k = self.parse_pi(i)
                elif after == 33:
                    k = self.parse_html_declaration(i)
                elif after or end:
                    self.handle_data("<")
                    k = i + 1
                else:
                    break
                if k < 0:
                    if not end:
                        break
                    k = data.find(b">", i + 1) + 1
                    if not k:
                        k = data.find(b"<", i + 1)
                        if k < 0:
                            k = i + 1
                    self._put(data[i:k])
                i = self.updatepos(i, k)
            else:
                k = self._reference(i, end)
                if k < 0:
                    break
                i = self.updatepos(i, k)
        if end and i < n and not self.cdata_elem:
            self._put(data[i:n])
            i = self.updatepos(i, n)
        self.rawdata = _text(data[i:])

    def _reference(self, i, end):
        # -> where it ends, or -1 if it is not complete
        data = self._data
        if data[i : i + 2] == b"&#":
            hexadecimal = data[i + 2 : i + 3] in (b"x", b"X")
            start = i + 3 if hexadecimal else i + 2
            k = _skip(data, start, _DIGITS + b"abcdefABCDEF" if hexadecimal else _DIGITS)
            handle, name = self.handle_charref, data[i + 2 : k]
        else:
            start = k = i + 1
            if k < len(data) and data[k] in _LETTERS:
                k = _skip(data, k, _LETTERS + _DIGITS + b"-.")
            handle, name = self.handle_entityref, data[start:k]
        if k == start:
            if k == len(data) and not end:
                return -1
            self.handle_data(_text(data[i:k]))
            return k
        if k == len(data):
            # More of it may come.
            if not end:
                return -1
            self.handle_data(_text(data[i:k]))
            return k
        handle(_text(name))
        return k + 1 if data[k] == 59 else k

    def parse_starttag(self, i):
        self.__starttag_text = None
        data = self._data
        n = len(data)
        k = data.find(b">", i)
        if k < 0:
            return -1
        inner = data[i + 1 : k]
        tag = _plain_tags.get(inner)
        if tag is not None:
            self._start(tag, [], i, k + 1, False)
            return k + 1
        k = _until(data, i + 1, _NAME_ENDS)
        tag = _text(data[i + 1 : k]).lower()
        if k == i + 1 + len(inner):
            _plain_tags[inner] = tag
        attrs = []
        while True:
            k = _skip(data, k, _SPACE)
            if k >= n:
                return -1
            if data[k] == 62:
                empty = False
                break
            if data[k] == 47:
                if data[k + 1 : k + 2] == b">":
                    empty = True
                    break
                k += 1
                continue
            start = k
            k = _until(data, k + 1, b" \t\n\r\f\v/>=")
            name = _text(data[start:k])
            value = None
            at = _skip(data, k, _SPACE)
            if data[at : at + 1] == b"=":
                at = _skip(data, _skip(data, at, b"="), _SPACE)
                if at >= n:
                    return -1
                if data[at] == 34 or data[at] == 39:
                    k = data.find(data[at : at + 1], at + 1)
                    if k < 0:
                        return -1
                    value = data[at + 1 : k]
                    k += 1
                else:
                    k = _until(data, at, b" \t\n\r\f\v>")
                    value = data[at:k]
                value = unescape(_text(value))
            attrs.append((name.lower(), value))
        k += 2 if empty else 1
        self._start(tag, attrs, i, k, empty)
        return k

    def _start(self, tag, attrs, i, k, empty):
        self.lasttag = tag
        self.__starttag_text = self._data[i:k]
        if empty:
            self.handle_startendtag(tag, attrs)
        else:
            self.handle_starttag(tag, attrs)
            if tag in self.CDATA_CONTENT_ELEMENTS:
                self.set_cdata_mode(tag)

    def parse_endtag(self, i):
        data = self._data
        end = data.find(b">", i + 1)
        if end < 0:
            return -1
        tag = _plain_tags.get(data[i + 2 : end])
        if tag is None:
            start = _skip(data, i + 2, _SPACE)
            if data[start] not in _LETTERS:
                if self.cdata_elem is not None:
                    self._put(data[i : end + 1])
                elif end == i + 2:
                    return i + 3
                else:
                    return self.parse_bogus_comment(i)
                return end + 1
            tag = _text(data[start : _until(data, start, _NAME_ENDS)]).lower()
        if self.cdata_elem is not None and tag != self.cdata_elem:
            self._put(data[i : end + 1])
            return end + 1
        self.handle_endtag(tag)
        self.clear_cdata_mode()
        return end + 1

    def parse_comment(self, i):
        data = self._data
        at = i + 4
        while True:
            end = data.find(b"--", at)
            if end < 0:
                return -1
            close = _skip(data, end + 2, _SPACE)
            if data[close : close + 1] == b">":
                self.handle_comment(_text(data[i + 4 : end]))
                return close + 1
            at = end + 1

    def parse_pi(self, i):
        end = self._data.find(b">", i + 2)
        if end < 0:
            return -1
        self.handle_pi(_text(self._data[i + 2 : end]))
        return end + 1

    def parse_html_declaration(self, i):
        data = self._data
        if data[i + 2 : i + 3] == b"[":
            end = data.find(b"]]>" if data[i : i + 9] == b"<![CDATA[" else b"]>", i + 3)
            if end < 0:
                return -1
            self.unknown_decl(_text(data[i + 3 : end]))
            return data.find(b">", end) + 1
        if data[i : i + 9].lower() == b"<!doctype":
            end = data.find(b">", i + 9)
            if end < 0:
                return -1
            self.handle_decl(_text(data[i + 2 : end]))
            return end + 1
        return self.parse_bogus_comment(i)

    def parse_bogus_comment(self, i, report=1):
        end = self._data.find(b">", i + 2)
        if end < 0:
            return -1
        if report:
            self.handle_comment(_text(self._data[i + 2 : end]))
        return end + 1

    def unescape(self, s):
        return unescape(s)

    # What a subclass overrides.

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_starttag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        pass

    def handle_charref(self, name):
        pass

    def handle_entityref(self, name):
        pass

    def handle_data(self, data):
        pass

    def handle_comment(self, data):
        pass

    def handle_decl(self, decl):
        pass

    def handle_pi(self, data):
        pass

    def unknown_decl(self, data):
        pass
