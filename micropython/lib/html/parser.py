# html.parser, without regular expressions. Marked sections are taken for comments.
from html import unescape

__all__ = ["HTMLParser"]

_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_SPACE = " \t\n\r\f\v"


def _skip(text, at, allowed):
    while at < len(text) and text[at] in allowed:
        at += 1
    return at


def _until(text, at, stops):
    while at < len(text) and text[at] not in stops:
        at += 1
    return at


class HTMLParser:
    CDATA_CONTENT_ELEMENTS = ("script", "style")

    def __init__(self, *, convert_charrefs=True):
        self.convert_charrefs = convert_charrefs
        self.reset()

    def reset(self):
        self.rawdata = ""
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
        return self.__starttag_text

    def set_cdata_mode(self, elem):
        self.cdata_elem = elem.lower()

    def clear_cdata_mode(self):
        self.cdata_elem = None

    def updatepos(self, i, j):
        text = self.rawdata[i:j]
        lines = text.count("\n")
        if lines:
            self.lineno += lines
            self.offset = len(text) - text.rfind("\n") - 1
        else:
            self.offset += j - i
        return j

    def _interesting(self, i):
        # Where the next thing but text starts, or -1.
        text = self.rawdata
        if self.cdata_elem is None:
            found = _until(text, i, "&<")
            return found if found < len(text) else -1
        while True:
            i = text.find("</", i)
            if i < 0:
                return -1
            at = _skip(text, i + 2, _SPACE)
            if text[at : at + len(self.cdata_elem)].lower() == self.cdata_elem:
                end = _skip(text, at + len(self.cdata_elem), _SPACE)
                if text[end : end + 1] == ">":
                    return i
            i += 2

    def goahead(self, end):
        text = self.rawdata
        n = len(text)
        i = 0
        while i < n:
            if self.convert_charrefs and not self.cdata_elem:
                j = text.find("<", i)
                if j < 0:
                    # A reference may go on in what comes next.
                    amp = text.rfind("&", max(i, n - 34))
                    if amp >= 0 and not end and _until(text, amp, _SPACE + ";") == n:
                        break
                    j = n
            else:
                j = self._interesting(i)
                if j < 0:
                    if self.cdata_elem:
                        break
                    j = n
            if i < j:
                data = text[i:j]
                self.handle_data(unescape(data) if self.convert_charrefs and not self.cdata_elem else data)
            i = self.updatepos(i, j)
            if i == n:
                break
            if text[i] == "<":
                after = text[i + 1 : i + 2]
                if after and after in _LETTERS:
                    k = self.parse_starttag(i)
                elif after == "/":
                    k = self.parse_endtag(i)
                elif text.startswith("<!--", i):
                    k = self.parse_comment(i)
                elif after == "?":
                    k = self.parse_pi(i)
                elif after == "!":
                    k = self.parse_html_declaration(i)
                elif after or end:
                    self.handle_data("<")
                    k = i + 1
                else:
                    break
                if k < 0:
                    if not end:
                        break
                    k = text.find(">", i + 1) + 1
                    if not k:
                        k = text.find("<", i + 1)
                        if k < 0:
                            k = i + 1
                    data = text[i:k]
                    self.handle_data(unescape(data) if self.convert_charrefs and not self.cdata_elem else data)
                i = self.updatepos(i, k)
            else:
                k = self._reference(i, end)
                if k < 0:
                    break
                i = self.updatepos(i, k)
        if end and i < n and not self.cdata_elem:
            data = text[i:n]
            self.handle_data(unescape(data) if self.convert_charrefs else data)
            i = self.updatepos(i, n)
        self.rawdata = text[i:]

    def _reference(self, i, end):
        # -> where it ends, or -1 if it is not complete
        text = self.rawdata
        if text.startswith("&#", i):
            hexadecimal = text[i + 2 : i + 3] in ("x", "X")
            start = i + 3 if hexadecimal else i + 2
            k = _skip(text, start, "0123456789abcdefABCDEF" if hexadecimal else "0123456789")
            handle, name = self.handle_charref, text[i + 2 : k]
        else:
            start = i + 1
            k = start
            if text[k : k + 1] and text[k] in _LETTERS:
                k = _skip(text, k, _LETTERS + "0123456789-.")
            handle, name = self.handle_entityref, text[start:k]
        if k == start:
            if k == len(text) and not end:
                return -1
            self.handle_data(text[i:k])
            return k
        if k == len(text) and not end:
            return -1
        handle(name)
        return k + 1 if text[k : k + 1] == ";" else k

    def parse_starttag(self, i):
        self.__starttag_text = None
        text = self.rawdata
        n = len(text)
        k = _until(text, i + 1, "\t\n\r\f />\0")
        tag = text[i + 1 : k].lower()
        attrs = []
        while True:
            k = _skip(text, k, _SPACE)
            if k >= n:
                return -1
            if text[k] == ">":
                end = ">"
                break
            if text[k] == "/":
                if text[k + 1 : k + 2] == ">":
                    end = "/>"
                    break
                k += 1
                continue
            start = k
            k = _until(text, k + 1, _SPACE + "/>=")
            name = text[start:k]
            value = None
            at = _skip(text, k, _SPACE)
            if text[at : at + 1] == "=":
                at = _skip(text, _skip(text, at, "="), _SPACE)
                if at >= n:
                    return -1
                quote = text[at]
                if quote == '"' or quote == "'":
                    k = text.find(quote, at + 1)
                    if k < 0:
                        return -1
                    value = text[at + 1 : k]
                    k += 1
                else:
                    k = _until(text, at, _SPACE + ">")
                    value = text[at:k]
                value = unescape(value)
            attrs.append((name.lower(), value))
        k += len(end)
        self.lasttag = tag
        self.__starttag_text = text[i:k]
        if end == "/>":
            self.handle_startendtag(tag, attrs)
        else:
            self.handle_starttag(tag, attrs)
            if tag in self.CDATA_CONTENT_ELEMENTS:
                self.set_cdata_mode(tag)
        return k

    def parse_endtag(self, i):
        text = self.rawdata
        end = text.find(">", i + 1)
        if end < 0:
            return -1
        start = _skip(text, i + 2, _SPACE)
        if text[start] not in _LETTERS:
            if self.cdata_elem is not None:
                self.handle_data(text[i : end + 1])
            elif text[i : i + 3] == "</>":
                return i + 3
            else:
                return self.parse_bogus_comment(i)
            return end + 1
        tag = text[start : _until(text, start, "\t\n\r\f />\0")].lower()
        if self.cdata_elem is not None and tag != self.cdata_elem:
            self.handle_data(text[i : end + 1])
            return end + 1
        self.handle_endtag(tag)
        self.clear_cdata_mode()
        return end + 1

    def parse_comment(self, i):
        text = self.rawdata
        at = i + 4
        while True:
            end = text.find("--", at)
            if end < 0:
                return -1
            close = _skip(text, end + 2, _SPACE)
            if text[close : close + 1] == ">":
                self.handle_comment(text[i + 4 : end])
                return close + 1
            at = end + 1

    def parse_pi(self, i):
        end = self.rawdata.find(">", i + 2)
        if end < 0:
            return -1
        self.handle_pi(self.rawdata[i + 2 : end])
        return end + 1

    def parse_html_declaration(self, i):
        text = self.rawdata
        if text[i + 2 : i + 3] == "[":
            end = text.find("]]>" if text.startswith("<![CDATA[", i) else "]>", i + 3)
            if end < 0:
                return -1
            self.unknown_decl(text[i + 3 : end])
            return text.find(">", end) + 1
        if text[i : i + 9].lower() == "<!doctype":
            end = text.find(">", i + 9)
            if end < 0:
                return -1
            self.handle_decl(text[i + 2 : end])
            return end + 1
        return self.parse_bogus_comment(i)

    def parse_bogus_comment(self, i, report=1):
        end = self.rawdata.find(">", i + 2)
        if end < 0:
            return -1
        if report:
            self.handle_comment(self.rawdata[i + 2 : end])
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
