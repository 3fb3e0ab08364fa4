# string. Template knows no pattern of its own, but a delimiter.
whitespace = " \t\n\r\v\f"
ascii_lowercase = "abcdefghijklmnopqrstuvwxyz"
ascii_uppercase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ascii_letters = ascii_lowercase + ascii_uppercase
digits = "0123456789"
hexdigits = "0123456789abcdefABCDEF"
octdigits = "01234567"
punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
printable = digits + ascii_letters + punctuation + whitespace

__all__ = [
    "ascii_letters", "ascii_lowercase", "ascii_uppercase", "capwords", "digits", "hexdigits", "octdigits", "printable",
    "punctuation", "whitespace", "Formatter", "Template",
]


def capwords(s, sep=None):
    words = s.split(sep) if sep is not None else s.split()
    return (sep if sep is not None else " ").join([word[:1].upper() + word[1:].lower() for word in words])


_FIRST = frozenset(ascii_letters + "_")
_REST = frozenset(ascii_letters + digits + "_")


class Template:
    delimiter = "$"

    def __init__(self, template):
        self.template = template

    def _pieces(self):
        # Yields (text, None, its place) and (what stands in the template, name or "" if invalid, its place).
        text = self.template
        delimiter = self.delimiter
        width = len(delimiter)
        at = 0
        while True:
            found = text.find(delimiter, at)
            if found < 0:
                yield text[at:], None, at
                return
            yield text[at:found], None, at
            start = found + width
            if text.startswith(delimiter, start):
                yield delimiter, None, found
                at = start + width
                continue
            braced = text[start : start + 1] == "{"
            first = start + 1 if braced else start
            end = first
            if text[first : first + 1] in _FIRST:
                while end < len(text) and text[end] in _REST:
                    end += 1
            name = text[first:end]
            if braced:
                if text[end : end + 1] == "}":
                    end += 1
                else:
                    name = ""
            at = end if name else start
            yield text[found:at], name, found

    def _invalid(self, at):
        lines = self.template[:at].split("\n")
        raise ValueError("Invalid placeholder in string: line %d, col %d" % (len(lines), len(lines[-1]) + 1))

    def substitute(self, mapping=None, **kws):
        parts = []
        for text, name, at in self._pieces():
            if name is None:
                parts.append(text)
            elif not name:
                self._invalid(at)
            else:
                parts.append(str(kws[name] if mapping is None or name in kws else mapping[name]))
        return "".join(parts)

    def safe_substitute(self, mapping=None, **kws):
        parts = []
        for text, name, at in self._pieces():
            if name:
                try:
                    text = str(kws[name] if mapping is None or name in kws else mapping[name])
                except KeyError:
                    pass
            parts.append(text)
        return "".join(parts)

    def is_valid(self):
        return all([name != "" for _, name, _ in self._pieces()])

    def get_identifiers(self):
        names = []
        for _, name, at in self._pieces():
            if name == "":
                raise ValueError("Unrecognized named group in pattern")
            if name and name not in names:
                names.append(name)
        return names


class Formatter:
    def format(self, format_string, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        used = set()
        result, _ = self._vformat(format_string, args, kwargs, used, 2)
        self.check_unused_args(used, args, kwargs)
        return result

    def _vformat(self, format_string, args, kwargs, used, depth, auto=0):
        if depth < 0:
            raise ValueError("Max string recursion exceeded")
        parts = []
        for text, name, spec, conversion in self.parse(format_string):
            if text:
                parts.append(text)
            if name is None:
                continue
            if name == "" or name[0] in ".[":
                if auto is False:
                    raise ValueError("cannot switch from manual field specification to automatic field numbering")
                name = str(auto) + name
                auto += 1
            elif name[0].isdigit():
                if auto:
                    raise ValueError("cannot switch from manual field specification to automatic field numbering")
                auto = False
            obj, first = self.get_field(name, args, kwargs)
            used.add(first)
            obj = self.convert_field(obj, conversion)
            spec, auto = self._vformat(spec, args, kwargs, used, depth - 1, auto)
            parts.append(self.format_field(obj, spec))
        return "".join(parts), auto

    def get_value(self, key, args, kwargs):
        return args[key] if isinstance(key, int) else kwargs[key]

    def check_unused_args(self, used_args, args, kwargs):
        pass

    def format_field(self, value, format_spec):
        return ("{:" + format_spec + "}").format(value) if format_spec else "{}".format(value)

    def convert_field(self, value, conversion):
        if conversion is None:
            return value
        if conversion == "s":
            return str(value)
        if conversion == "r":
            return repr(value)
        if conversion == "a":
            return ascii(value)
        raise ValueError("Unknown conversion specifier %s" % conversion)

    def parse(self, format_string):
        # Yields (text before, field name or None, format spec, conversion).
        at = 0
        text = []
        length = len(format_string)
        while at < length:
            c = format_string[at]
            at += 1
            if c != "{" and c != "}":
                text.append(c)
                continue
            if format_string[at : at + 1] == c:
                at += 1
                text.append(c)
                yield "".join(text), None, None, None
                text = []
                continue
            if c == "}":
                raise ValueError("Single '}' encountered in format string")
            if at == length:
                raise ValueError("Single '{' encountered in format string")
            start = at
            depth = 1
            while at < length and depth:
                if format_string[at] == "{":
                    depth += 1
                elif format_string[at] == "}":
                    depth -= 1
                at += 1
            if depth:
                raise ValueError("expected '}' before end of string")
            field = format_string[start : at - 1]
            end = 0
            inside = False
            while end < len(field) and (inside or field[end] not in ":!"):
                inside = field[end] == "[" or inside and field[end] != "]"
                end += 1
            name, rest = field[:end], field[end:]
            conversion = None
            if rest[:1] == "!":
                conversion = rest[1:2]
                rest = rest[2:]
                if not conversion:
                    raise ValueError("end of string while looking for conversion specifier")
                if rest and rest[0] != ":":
                    raise ValueError("expected ':' after conversion specifier")
            yield "".join(text), name, rest[1:], conversion
            text = []
        if text:
            yield "".join(text), None, None, None

    def get_field(self, field_name, args, kwargs):
        end = 0
        while end < len(field_name) and field_name[end] not in ".[":
            end += 1
        first, rest = field_name[:end], field_name[end:]
        if first.isdigit():
            first = int(first)
        obj = self.get_value(first, args, kwargs)
        while rest:
            if rest[0] == ".":
                end = 1
                while end < len(rest) and rest[end] not in ".[":
                    end += 1
                obj = getattr(obj, rest[1:end])
            else:
                end = rest.find("]")
                if end < 0:
                    raise ValueError("Missing ']' in format string")
                key = rest[1:end]
                obj = obj[int(key) if key.isdigit() else key]
                end += 1
            rest = rest[end:]
        return obj, first
