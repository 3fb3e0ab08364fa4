# configparser. Left out: converters of one's own, and interpolation that calls itself without end is
# found by its depth.
DEFAULTSECT = "DEFAULT"
MAX_INTERPOLATION_DEPTH = 10
_UNSET = object()


class Error(Exception):
    def __init__(self, msg=""):
        self.message = msg
        super().__init__(msg)

    def __repr__(self):
        return self.message

    __str__ = __repr__


class NoSectionError(Error):
    def __init__(self, section):
        super().__init__("No section: %r" % (section,))
        self.section = section


class NoOptionError(Error):
    def __init__(self, option, section):
        super().__init__("No option %r in section: %r" % (option, section))
        self.option = option
        self.section = section


def _place(source, lineno):
    return "While reading from %r%s: " % (source, "" if lineno is None else " [line %2d]" % lineno)


class DuplicateSectionError(Error):
    def __init__(self, section, source=None, lineno=None):
        if source is None:
            super().__init__("Section %r already exists" % section)
        else:
            super().__init__(_place(source, lineno) + "section %r already exists" % section)
        self.section, self.source, self.lineno = section, source, lineno


class DuplicateOptionError(Error):
    def __init__(self, section, option, source=None, lineno=None):
        if source is None:
            super().__init__("Option %r in section %r already exists" % (option, section))
        else:
            super().__init__(_place(source, lineno) + "option %r in section %r already exists" % (option, section))
        self.section, self.option, self.source, self.lineno = section, option, source, lineno


class InterpolationError(Error):
    def __init__(self, option, section, msg):
        super().__init__(msg)
        self.option, self.section = option, section


class InterpolationMissingOptionError(InterpolationError):
    def __init__(self, option, section, rawval, reference):
        super().__init__(
            option,
            section,
            "Bad value substitution: option %r in section %r contains an interpolation key %r which is not a valid "
            "option name. Raw value: %r" % (option, section, reference, rawval),
        )
        self.reference = reference


class InterpolationSyntaxError(InterpolationError):
    pass


class InterpolationDepthError(InterpolationError):
    def __init__(self, option, section, rawval):
        super().__init__(
            option,
            section,
            "Recursion limit exceeded in value substitution: option %r in section %r contains an interpolation key "
            "which cannot be substituted in %d steps. Raw value: %r" % (option, section, MAX_INTERPOLATION_DEPTH, rawval),
        )


class ParsingError(Error):
    def __init__(self, source):
        super().__init__("Source contains parsing errors: %r" % source)
        self.source = source
        self.errors = []

    def append(self, lineno, line):
        self.errors.append((lineno, line))
        self.message += "\n\t[line %2d]: %s" % (lineno, line)


class MissingSectionHeaderError(ParsingError):
    def __init__(self, filename, lineno, line):
        super().__init__(filename)
        self.message = "File contains no section headers.\nfile: %r, line: %d\n%r" % (filename, lineno, line)
        self.args = (filename, lineno, line)
        self.lineno, self.line = lineno, line


class Interpolation:
    def before_get(self, parser, section, option, value, defaults):
        return value

    def before_set(self, parser, section, option, value):
        return value


class BasicInterpolation(Interpolation):
    def before_get(self, parser, section, option, value, defaults):
        return self._resolved(parser, section, option, value, defaults, value, 1)

    def before_set(self, parser, section, option, value):
        rest = value.replace("%%", "")
        at = rest.find("%")
        while at >= 0:
            end = rest.find(")s", at)
            if rest[at + 1 : at + 2] != "(" or end < 0:
                raise ValueError("invalid interpolation syntax in %r at position %d" % (value, value.find("%")))
            at = rest.find("%", end)
        return value

    def _resolved(self, parser, section, option, text, defaults, raw, depth):
        if depth > MAX_INTERPOLATION_DEPTH:
            raise InterpolationDepthError(option, section, raw)
        parts = []
        while text:
            before, found, text = text.partition("%")
            parts.append(before)
            if not found:
                break
            if text[:1] == "%":
                parts.append("%")
                text = text[1:]
            elif text[:1] == "(":
                end = text.find(")s")
                if end < 0:
                    raise InterpolationSyntaxError(option, section, "bad interpolation variable reference %r" % ("%" + text))
                name = parser.optionxform(text[1:end])
                text = text[end + 2 :]
                if name not in defaults:
                    raise InterpolationMissingOptionError(option, section, raw, name)
                value = defaults[name]
                parts.append(self._resolved(parser, section, option, value, defaults, raw, depth + 1) if "%" in value else value)
            else:
                raise InterpolationSyntaxError(option, section, "'%%' must be followed by '%%' or '(', found: %r" % ("%" + text))
        return "".join(parts)


class ExtendedInterpolation(Interpolation):
    def before_get(self, parser, section, option, value, defaults):
        return self._resolved(parser, section, option, value, defaults, value, 1)

    def _resolved(self, parser, section, option, text, defaults, raw, depth):
        if depth > MAX_INTERPOLATION_DEPTH:
            raise InterpolationDepthError(option, section, raw)
        parts = []
        while text:
            before, found, text = text.partition("$")
            parts.append(before)
            if not found:
                break
            if text[:1] == "$":
                parts.append("$")
                text = text[1:]
            elif text[:1] == "{":
                end = text.find("}")
                if end < 0:
                    raise InterpolationSyntaxError(option, section, "bad interpolation variable reference %r" % ("$" + text))
                path = text[1:end].split(":")
                text = text[end + 1 :]
                where, inner = section, defaults
                try:
                    if len(path) == 1:
                        value = defaults[parser.optionxform(path[0])]
                    elif len(path) == 2:
                        where = path[0]
                        value = parser.get(where, parser.optionxform(path[1]), raw=True)
                        inner = dict(parser.items(where, raw=True))
                    else:
                        raise InterpolationSyntaxError(option, section, "More than one ':' found: %r" % ("${" + ":".join(path) + "}"))
                except (KeyError, NoSectionError, NoOptionError):
                    raise InterpolationMissingOptionError(option, section, raw, ":".join(path)) from None
                parts.append(self._resolved(parser, where, option, value, inner, raw, depth + 1) if "$" in value else value)
            else:
                raise InterpolationSyntaxError(option, section, "'$' must be followed by '$' or '{', found: %r" % ("$" + text))
        return "".join(parts)


class RawConfigParser:
    BOOLEAN_STATES = {
        "1": True, "yes": True, "true": True, "on": True, "0": False, "no": False, "false": False, "off": False,
    }
    _interpolation = Interpolation

    def __init__(
        self,
        defaults=None,
        dict_type=dict,
        allow_no_value=False,
        *,
        delimiters=("=", ":"),
        comment_prefixes=("#", ";"),
        inline_comment_prefixes=None,
        strict=True,
        empty_lines_in_values=True,
        default_section=DEFAULTSECT,
        interpolation=_UNSET,
        converters=None
    ):
        self._sections = {}
        self._defaults = {}
        self._allow_no_value = allow_no_value
        self._delimiters = tuple(delimiters)
        self._comments = tuple(comment_prefixes or ())
        self._inline = tuple(inline_comment_prefixes or ())
        self._strict = strict
        self._empty_lines = empty_lines_in_values
        self.default_section = default_section
        self._interpolated = (
            self._interpolation() if interpolation is _UNSET else Interpolation() if interpolation is None else interpolation
        )
        if defaults:
            for key, value in defaults.items():
                if value is not None and isinstance(self, ConfigParser):
                    value = str(value)
                self._defaults[self.optionxform(str(key))] = value

    def optionxform(self, optionstr):
        return optionstr.lower()

    # Sections and options.

    def defaults(self):
        return self._defaults

    def sections(self):
        return list(self._sections)

    def add_section(self, section):
        if section == self.default_section:
            raise ValueError("Invalid section name: %r" % section)
        if section in self._sections:
            raise DuplicateSectionError(section)
        self._sections[section] = {}

    def has_section(self, section):
        return section in self._sections

    def options(self, section):
        if section not in self._sections:
            raise NoSectionError(section)
        names = dict(self._sections[section])
        names.update(self._defaults)
        return list(names)

    def has_option(self, section, option):
        if not section or section == self.default_section:
            return self.optionxform(option) in self._defaults
        if section not in self._sections:
            return False
        option = self.optionxform(option)
        return option in self._sections[section] or option in self._defaults

    def _values(self, section, vars=None):
        values = dict(self._defaults)
        if section in self._sections:
            values.update(self._sections[section])
        elif section != self.default_section:
            raise NoSectionError(section)
        if vars:
            for key, value in vars.items():
                values[self.optionxform(key)] = value if value is None else str(value)
        return values

    def get(self, section, option, *, raw=False, vars=None, fallback=_UNSET):
        try:
            values = self._values(section, vars)
        except NoSectionError:
            if fallback is _UNSET:
                raise
            return fallback
        option = self.optionxform(option)
        if option not in values:
            if fallback is _UNSET:
                raise NoOptionError(option, section)
            return fallback
        value = values[option]
        if raw or value is None:
            return value
        return self._interpolated.before_get(self, section, option, value, values)

    def _converted(self, convert, section, option, options):
        fallback = options.get("fallback", _UNSET)
        try:
            options["fallback"] = _UNSET
            return convert(self.get(section, option, **options))
        except (NoSectionError, NoOptionError):
            if fallback is _UNSET:
                raise
            return fallback

    def getint(self, section, option, **options):
        return self._converted(int, section, option, options)

    def getfloat(self, section, option, **options):
        return self._converted(float, section, option, options)

    def getboolean(self, section, option, **options):
        return self._converted(self._boolean, section, option, options)

    def _boolean(self, value):
        if value.lower() not in self.BOOLEAN_STATES:
            raise ValueError("Not a boolean: %s" % value)
        return self.BOOLEAN_STATES[value.lower()]

    def items(self, section=_UNSET, raw=False, vars=None):
        if section is _UNSET:
            return [(name, self[name]) for name in self]
        values = self._values(section, vars)
        if raw:
            return list(values.items())
        return [
            (name, value if value is None else self._interpolated.before_get(self, section, name, value, values))
            for name, value in values.items()
        ]

    def set(self, section, option, value=None):
        if value:
            value = self._interpolated.before_set(self, section, option, value)
        if not section or section == self.default_section:
            values = self._defaults
        elif section in self._sections:
            values = self._sections[section]
        else:
            raise NoSectionError(section)
        values[self.optionxform(option)] = value

    def remove_option(self, section, option):
        if section != self.default_section and section not in self._sections:
            raise NoSectionError(section)
        values = self._defaults if section == self.default_section else self._sections[section]
        return values.pop(self.optionxform(option), _UNSET) is not _UNSET

    def remove_section(self, section):
        return self._sections.pop(section, None) is not None

    def clear(self):
        self._sections.clear()

    # As a mapping of sections.

    def __getitem__(self, key):
        if key != self.default_section and key not in self._sections:
            raise KeyError(key)
        return SectionProxy(self, key)

    def __setitem__(self, key, value):
        if key == self.default_section:
            self._defaults.clear()
        else:
            self._sections[key] = {}
        for name, item in value.items():
            self.set(key, str(name), item if item is None or not isinstance(self, ConfigParser) else str(item))

    def __delitem__(self, key):
        if key == self.default_section:
            raise ValueError("Cannot remove the default section.")
        if key not in self._sections:
            raise KeyError(key)
        del self._sections[key]

    def __contains__(self, key):
        return key == self.default_section or key in self._sections

    def __len__(self):
        return len(self._sections) + 1

    def __iter__(self):
        return iter([self.default_section] + list(self._sections))

    def keys(self):
        return list(self)

    def values(self):
        return [self[name] for name in self]

    # Reading and writing.

    def read(self, filenames, encoding=None):
        if isinstance(filenames, (str, bytes)) or hasattr(filenames, "__fspath__"):
            filenames = [filenames]
        done = []
        for name in filenames:
            try:
                with open(name, encoding=encoding) as file:
                    self._read(file, name)
            except OSError:
                continue
            done.append(str(name))
        return done

    def read_file(self, f, source=None):
        self._read(f, source if source is not None else getattr(f, "name", "<???>"))

    def read_string(self, string, source="<string>"):
        self._read(string.splitlines(True), source)

    def read_dict(self, dictionary, source="<dict>"):
        for section, keys in dictionary.items():
            if section != self.default_section and section not in self._sections:
                self.add_section(section)
            for key, value in keys.items():
                self.set(section, str(key), value if value is None else str(value))

    def _bare(self, line):
        # The line without comments.
        if line.strip().startswith(self._comments) and self._comments:
            return ""
        for prefix in self._inline:
            at = line.find(prefix)
            while at >= 0:
                if at == 0 or line[at - 1].isspace():
                    line = line[:at]
                    break
                at = line.find(prefix, at + 1)
        return line.strip()

    def _read(self, lines, source):
        values = None  # of the section
        name = None
        option = None  # the value that may go on
        indent = 0
        error = None
        seen_sections, seen_options = set(), set()
        read = []  # (values, option) of values that are lists of lines
        for lineno, line in enumerate(lines, 1):
            value = self._bare(line)
            if not value:
                if self._empty_lines:
                    # A comment alone is no empty line.
                    if option and values is not None and values[option] is not None and not line.strip():
                        values[option].append("")
                else:
                    indent = 1 << 30
                continue
            start = len(line) - len(line.lstrip())
            if values is not None and option and start > indent:
                if values[option] is None:
                    error = error or ParsingError(source)
                    error.append(lineno, repr(line))
                else:
                    values[option].append(value)
                continue
            indent = start
            if value[0] == "[" and "]" in value[2:]:
                name = value[1 : value.rfind("]")]
                if name in self._sections:
                    if self._strict and name in seen_sections:
                        raise DuplicateSectionError(name, source, lineno)
                    values = self._sections[name]
                elif name == self.default_section:
                    values = self._defaults
                else:
                    values = self._sections[name] = {}
                seen_sections.add(name)
                option = None
                continue
            if values is None:
                raise MissingSectionHeaderError(source, lineno, line)
            at = -1
            for delimiter in self._delimiters:
                found = value.find(delimiter)
                if found >= 0 and (at < 0 or found < at):
                    at, width = found, len(delimiter)
            if at < 0 and not self._allow_no_value or at == 0:
                error = error or ParsingError(source)
                error.append(lineno, repr(line))
                continue
            option = self.optionxform((value if at < 0 else value[:at]).rstrip())
            if self._strict and (name, option) in seen_options:
                raise DuplicateOptionError(name, option, source, lineno)
            seen_options.add((name, option))
            values[option] = None if at < 0 else [value[at + width :].strip()]
            read.append((values, option))
        for values, option in read:
            if isinstance(values[option], list):
                values[option] = "\n".join(values[option]).rstrip()
        if error is not None:
            raise error

    def write(self, fp, space_around_delimiters=True):
        delimiter = " %s " % self._delimiters[0] if space_around_delimiters else self._delimiters[0]
        sections = [(self.default_section, self._defaults)] if self._defaults else []
        for section, values in sections + list(self._sections.items()):
            fp.write("[%s]\n" % section)
            for key, value in values.items():
                if value is None and self._allow_no_value:
                    fp.write("%s\n" % key)
                else:
                    fp.write("%s%s%s\n" % (key, delimiter, str(value).replace("\n", "\n\t")))
            fp.write("\n")


class ConfigParser(RawConfigParser):
    _interpolation = BasicInterpolation

    def set(self, section, option, value=None):
        if not isinstance(option, str):
            raise TypeError("option keys must be strings")
        if not isinstance(value, str) and (value is not None or not self._allow_no_value):
            raise TypeError("option values must be strings")
        super().set(section, option, value)

    def add_section(self, section):
        if not isinstance(section, str):
            raise TypeError("section names must be strings")
        super().add_section(section)


SafeConfigParser = ConfigParser


class SectionProxy:
    def __init__(self, parser, name):
        self.parser = parser
        self.name = name

    def __repr__(self):
        return "<Section: %s>" % self.name

    def _options(self):
        parser = self.parser
        return list(parser.defaults()) if self.name == parser.default_section else parser.options(self.name)

    def __getitem__(self, key):
        if not self.parser.has_option(self.name, key):
            raise KeyError(key)
        return self.parser.get(self.name, key)

    def __setitem__(self, key, value):
        self.parser.set(self.name, key, value)

    def __delitem__(self, key):
        if not self.parser.has_option(self.name, key) or not self.parser.remove_option(self.name, key):
            raise KeyError(key)

    def __contains__(self, key):
        return self.parser.has_option(self.name, key)

    def __len__(self):
        return len(self._options())

    def __iter__(self):
        return iter(self._options())

    def keys(self):
        return self._options()

    def values(self):
        return [self[key] for key in self]

    def items(self):
        return [(key, self[key]) for key in self]

    def get(self, option, fallback=None, *, raw=False, vars=None):
        return self.parser.get(self.name, option, raw=raw, vars=vars, fallback=fallback)

    def getint(self, option, fallback=None, **options):
        return self.parser.getint(self.name, option, fallback=fallback, **options)

    def getfloat(self, option, fallback=None, **options):
        return self.parser.getfloat(self.name, option, fallback=fallback, **options)

    def getboolean(self, option, fallback=None, **options):
        return self.parser.getboolean(self.name, option, fallback=fallback, **options)

    def setdefault(self, key, default=None):
        if key not in self:
            self[key] = default
        return self[key]

    def update(self, other):
        for key, value in other.items():
            self[key] = value

    def pop(self, key, *default):
        if key not in self and default:
            return default[0]
        value = self[key]
        del self[key]
        return value
