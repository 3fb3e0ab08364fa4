# string.
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


_patterns = {}  # of the classes of templates


class Template:
    delimiter = "$"
    idpattern = r"(?a:[_a-z][_a-z0-9]*)"
    braceidpattern = None
    flags = 2  # re.IGNORECASE

    def __init__(self, template):
        self.template = template

    def _pattern(self):
        import re

        cls = type(self)
        found = _patterns.get(cls)
        if found is None:
            pattern = getattr(cls, "pattern", None)
            if pattern is None:
                mark, name = re.escape(cls.delimiter), cls.idpattern
                pattern = r"%s(?:(?P<escaped>%s)|(?P<named>%s)|{(?P<braced>%s)}|(?P<invalid>))"
                pattern %= mark, mark, name, cls.braceidpattern or name
            found = _patterns[cls] = re.compile(pattern, cls.flags | re.VERBOSE)
        return found

    def _filled(self, mapping, kws, is_safe):
        def value(match):
            name = match.group("named") or match.group("braced")
            if name is not None:
                try:
                    return str(kws[name] if mapping is None or name in kws else mapping[name])
                except KeyError:
                    if not is_safe:
                        raise
            elif match.group("escaped") is not None:
                return self.delimiter
            elif not is_safe:
                lines = self.template[: match.start("invalid")].split("\n")
                raise ValueError("Invalid placeholder in string: line %d, col %d" % (len(lines), len(lines[-1])))
            return match.group()

        return self._pattern().sub(value, self.template)

    def substitute(self, mapping=None, **kws):
        return self._filled(mapping, kws, False)

    def safe_substitute(self, mapping=None, **kws):
        return self._filled(mapping, kws, True)

    def is_valid(self):
        return all([match.group("invalid") is None for match in self._pattern().finditer(self.template)])

    def get_identifiers(self):
        names = [match.group("named") or match.group("braced") for match in self._pattern().finditer(self.template)]
        return [name for place, name in enumerate(names) if name is not None and name not in names[:place]]


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
