"""Regular expressions. Patterns are compiled and matched by the worker (src/python/native/regex.rs);
all matches in a text are found in one call, because a call costs more than most searches."""

__all__ = [
    "match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer", "compile",
    "purge", "template", "escape", "error", "Pattern", "Match", "A", "I", "L", "M", "S", "X", "U",
    "ASCII", "IGNORECASE", "LOCALE", "MULTILINE", "DOTALL", "VERBOSE", "UNICODE", "NOFLAG",
    "RegexFlag",
]
__version__ = "2.2.1"

_random = __import_c__("random")
_binascii = __import_c__("binascii")
_dumps = __import_c__("json").dumps
_MOST = 0x7FFFFFFF

# A long text is sent once and kept by the worker, until another one is: the text, and its key.
_kept = [None, None]
_LONG = 200


class RegexFlag(int):
    """Flags, which print as their names."""

    __module__ = "re"

    @property
    def value(self):
        return int(self)

    @property
    def name(self):
        return "|".join(_names(self)[0]) or None

    def __or__(self, other):
        return RegexFlag(int(self) | int(other))

    def __and__(self, other):
        return RegexFlag(int(self) & int(other))

    def __xor__(self, other):
        return RegexFlag(int(self) ^ int(other))

    __ror__ = __or__
    __rand__ = __and__
    __rxor__ = __xor__

    def __invert__(self):
        return RegexFlag(_ALL & ~int(self))

    def __contains__(self, other):
        return int(self) & int(other) == int(other)

    def __repr__(self):
        names, rest = _names(self)
        if not names:
            return "re.RegexFlag(%d)" % rest if rest else "re.NOFLAG"
        names = ["re." + name for name in names]
        if rest:
            names.append("0x%x" % rest)
        return "|".join(names)

    __str__ = __repr__

    def __format__(self, spec):
        return format(repr(self), spec)


# In the order in which they are printed.
_FLAGS = (
    ("ASCII", 256), ("IGNORECASE", 2), ("LOCALE", 4), ("UNICODE", 32), ("MULTILINE", 8),
    ("DOTALL", 16), ("VERBOSE", 64), ("TEMPLATE", 1), ("DEBUG", 128),
)
_ALL = 511


def _names(flags):
    # -> (names of the flags that are set, the bits that have none)
    rest = int(flags)
    names = []
    for name, bit in _FLAGS:
        if rest & bit:
            names.append(name)
            rest &= ~bit
    return names, rest


NOFLAG = RegexFlag.NOFLAG = RegexFlag(0)
A = ASCII = RegexFlag.A = RegexFlag.ASCII = RegexFlag(256)
I = IGNORECASE = RegexFlag.I = RegexFlag.IGNORECASE = RegexFlag(2)
L = LOCALE = RegexFlag.L = RegexFlag.LOCALE = RegexFlag(4)
U = UNICODE = RegexFlag.U = RegexFlag.UNICODE = RegexFlag(32)
M = MULTILINE = RegexFlag.M = RegexFlag.MULTILINE = RegexFlag(8)
S = DOTALL = RegexFlag.S = RegexFlag.DOTALL = RegexFlag(16)
X = VERBOSE = RegexFlag.X = RegexFlag.VERBOSE = RegexFlag(64)
T = TEMPLATE = RegexFlag.T = RegexFlag.TEMPLATE = RegexFlag(1)
DEBUG = RegexFlag.DEBUG = RegexFlag(128)


class error(Exception):
    """A pattern or template that is none: what is wrong (msg), in what (pattern) and where
    (pos, lineno, colno)."""

    __module__ = "re"

    def __init__(self, msg, pattern=None, pos=None):
        self.msg = msg
        self.pattern = pattern
        self.pos = pos
        self.lineno = self.colno = None
        if pattern is not None and pos is not None:
            msg = "%s at position %d" % (msg, pos)
            newline = "\n" if isinstance(pattern, str) else b"\n"
            before = pattern[:pos]
            self.lineno = before.count(newline) + 1
            self.colno = pos - before.rfind(newline)
            if newline in pattern:
                msg = "%s (line %d, column %d)" % (msg, self.lineno, self.colno)
        super().__init__(msg)


PatternError = error

_RAISED = {
    "OverflowError": OverflowError,
    "ValueError": ValueError,
    "IndexError": IndexError,
    "RecursionError": RecursionError,
    "MemoryError": MemoryError,
}


def _raise(failure, source):
    message = failure["message"]
    if failure["kind"] == "error":
        position = failure["position"]
        raise error(message, None if position is None else source, position)
    raise _RAISED[failure["kind"]](message)


def _encoded(data):
    return str(_binascii.hexlify(data), "ascii")


def _decoded(text):
    # Bytes of characters below 256.
    return bytes([ord(character) for character in text])


def _within(request, pos, endpos):
    # A request for a part of a string.
    if pos > 0:
        request += '"start": %d, ' % min(pos, _MOST)
    if endpos < _MOST:
        request += '"end": %d, ' % max(endpos, 0)
    return request


class Pattern:
    """A compiled pattern."""

    __module__ = "re"

    def __init__(self, pattern, flags):
        self.pattern = pattern
        self._is_bytes = not isinstance(pattern, str)
        # Requests are JSON. This is the end of every one: writing it each time takes longer than most searches.
        text = _dumps(_encoded(pattern) if self._is_bytes else pattern)
        self._end = '"pattern": %s, "flags": %d%s}' % (text, flags, ', "bytes": true' if self._is_bytes else "")
        self.flags, self.groups, self.groupindex = self._ask(["re.compile\n{"], pattern)

    def _ask(self, request, source=None):
        # Of a request's parts: operation, line break, fields.
        request.append(self._end)
        answer = __native_json__("".join(request))
        if type(answer) is dict:
            _raise(answer, source)
        return answer

    def _search(self, request, string, source=None):
        # Asks for something in a string.
        self._check(string)
        if len(string) >= _LONG and isinstance(string, (str, bytes)):
            if _kept[0] is string:
                answer = self._ask([request, '"key": "%s", ' % _kept[1]], source)
                if answer is not None:
                    return answer
            _kept[:] = string, "%x" % _random.getrandbits(30)
            request += '"key": "%s", ' % _kept[1]
        text = _dumps(_encoded(string) if self._is_bytes else string)
        return self._ask([request, '"text": ', text, ", "], source)

    def _check(self, string):
        if isinstance(string, str):
            if self._is_bytes:
                raise TypeError("cannot use a bytes pattern on a string-like object")
        elif not isinstance(string, (bytes, bytearray, memoryview)):
            kind = type(string).__name__
            raise TypeError("expected string or bytes-like object, got %r" % kind)
        elif not self._is_bytes:
            raise TypeError("cannot use a string pattern on a bytes-like object")

    def _one(self, request, string, pos, endpos):
        spans, _ = self._search(_within(request, pos, endpos), string)
        if not spans:
            return None
        return Match(self, string, pos, endpos, spans, 0, None, None)

    def _all(self, string, pos=0, endpos=_MOST, limit=0):
        request = 're.find\n{"limit": %d, ' % limit
        spans, offsets = self._search(_within(request, pos, endpos), string)
        # Finding a character in a text that is not ASCII means counting from its start.
        source = string.encode() if offsets and len(spans) > 2 * self.groups + 3 else None
        found = []
        for base in range(0, len(spans), 2 * self.groups + 3):
            found.append(Match(self, string, pos, endpos, spans, base, source, offsets))
        return found

    def search(self, string, pos=0, endpos=_MOST):
        """The first match, or None."""
        return self._one('re.find\n{"limit": 1, "anchor": "search", ', string, pos, endpos)

    def match(self, string, pos=0, endpos=_MOST):
        """A match at the start, or None."""
        return self._one('re.find\n{"limit": 1, "anchor": "match", ', string, pos, endpos)

    def fullmatch(self, string, pos=0, endpos=_MOST):
        """A match of the whole string, or None."""
        return self._one('re.find\n{"limit": 1, "anchor": "fullmatch", ', string, pos, endpos)

    def finditer(self, string, pos=0, endpos=_MOST):
        """An iterator over all matches."""
        return iter(self._all(string, pos, endpos))

    def findall(self, string, pos=0, endpos=_MOST):
        """All matches, as strings or as tuples of groups."""
        if self._is_bytes:
            if self.groups > 1:
                return [found.groups(b"") for found in self._all(string, pos, endpos)]
            return [found[self.groups] or b"" for found in self._all(string, pos, endpos)]
        found = self._search(_within("re.findall\n{", pos, endpos), string)
        if self.groups > 1:
            return [tuple(groups) for groups in found]
        return found

    def split(self, string, maxsplit=0):
        """What is between the matches, and the matches' groups."""
        if not self._is_bytes:
            return self._search('re.split\n{"limit": %d, ' % maxsplit, string)
        pieces = []
        last = 0
        for found in self._all(string, limit=maxsplit):
            pieces.append(bytes(string[last : found.start()]))
            pieces.extend(found.groups())
            last = found.end()
        pieces.append(bytes(string[last:]))
        return pieces

    def sub(self, repl, string, count=0):
        """The string with matches replaced."""
        return self.subn(repl, string, count)[0]

    def subn(self, repl, string, count=0):
        """The string with matches replaced, and how many there were."""
        self._check(string)
        if callable(repl):
            return self._replaced(repl, string, count)
        if not isinstance(repl, (str, bytes, bytearray)):
            kind = type(repl).__name__
            raise TypeError("decoding to str: need a bytes-like object, %s found" % kind)
        if isinstance(repl, str) is self._is_bytes:
            expected, kind = ("bytes", "str") if self._is_bytes else ("str", "bytes")
            raise TypeError("sequence item 0: expected %s instance, %s found" % (expected, kind))
        if self._is_bytes:
            pieces = self._template(repl)
            return self._replaced(lambda found: found._expanded(pieces), string, count)
        request = 're.sub\n{"template": %s, "limit": %d, ' % (_dumps(repl), count)
        return tuple(self._search(request, string, repl))

    def _replaced(self, repl, string, count):
        pieces = []
        last = 0
        replaced = 0
        source = string
        for found in self._all(string, limit=count):
            start, end = found._place()
            if found._source is not None:
                source = found._source
            if last < start:
                pieces.append(source[last:start])
            piece = repl(found)
            if piece is not None:
                pieces.append(piece)
            last = end
            replaced += 1
        if not replaced:
            return string, 0
        pieces.append(source[last:])
        if source is string:
            return _joined(pieces, string), replaced
        return _joined([str(piece, "utf-8") if type(piece) is bytes else piece for piece in pieces], string), replaced

    def _template(self, template):
        text = _dumps(_encoded(template) if self._is_bytes else template)
        pieces = self._ask(['re.template\n{"template": ', text, ", "], template)
        if self._is_bytes:
            pieces = [_decoded(piece) if isinstance(piece, str) else piece for piece in pieces]
        return pieces

    def __repr__(self):
        flags = self.flags if self._is_bytes else self.flags & ~32
        shown = repr(self.pattern)[:200]
        names = ["re." + name for name, bit in _REPR_FLAGS if flags & bit]
        return "re.compile(%s%s)" % (shown, ", " + "|".join(names) if names else "")

    def __eq__(self, other):
        if not isinstance(other, Pattern):
            return NotImplemented
        return self.flags == other.flags and self.pattern == other.pattern

    def __hash__(self):
        return hash((self.flags, self.pattern))

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


_REPR_FLAGS = (
    ("TEMPLATE", 1), ("IGNORECASE", 2), ("LOCALE", 4), ("MULTILINE", 8), ("DOTALL", 16),
    ("UNICODE", 32), ("VERBOSE", 64), ("DEBUG", 128), ("ASCII", 256),
)


def _joined(pieces, string):
    kind = str if isinstance(string, str) else bytes
    for index, piece in enumerate(pieces):
        if not isinstance(piece, (kind, bytearray) if kind is bytes else kind):
            message = "sequence item %d: expected %s instance, %s found"
            if kind is bytes:
                message = "sequence item %d: expected a bytes-like object, %s found"
                raise TypeError(message % (index, type(piece).__name__))
            raise TypeError(message % (index, kind.__name__, type(piece).__name__))
    return kind().join(pieces)


class Match:
    """A match of a pattern."""

    __module__ = "re"

    def __init__(self, pattern, string, pos, endpos, spans, base, source, offsets):
        # `spans` is of all matches: from `base` on stand the last group that was closed, and the
        # start and end of each group. `offsets` are the same of `source`, the string in UTF-8.
        self.re = pattern
        self.string = string
        self._pos = pos
        self._endpos = endpos
        self._spans = spans
        self._base = base
        self._source = source
        self._offsets = offsets

    @property
    def pos(self):
        return max(min(self._pos, len(self.string)), 0)

    @property
    def endpos(self):
        return max(min(self._endpos, len(self.string)), 0)

    @property
    def lastindex(self):
        return self._spans[self._base] or None

    @property
    def lastgroup(self):
        index = self._spans[self._base]
        for name, group in self.re.groupindex.items():
            if group == index:
                return name
        return None

    @property
    def regs(self):
        return tuple([self.span(group) for group in range(self.re.groups + 1)])

    def _index(self, group):
        # -> where the group's span is, from `base` on
        if isinstance(group, int):
            if 0 <= group <= self.re.groups:
                return 2 * int(group) + 1
        elif isinstance(group, (str, bytes)):
            number = self.re.groupindex.get(group)
            if number is not None:
                return 2 * number + 1
        raise IndexError("no such group")

    def _place(self):
        # -> where the match is in `source`, or in the string if there is none
        if self._source is None:
            return self._spans[self._base + 1], self._spans[self._base + 2]
        at = self._base // (2 * self.re.groups + 3) * (2 * self.re.groups + 2)
        return self._offsets[at], self._offsets[at + 1]

    def _text(self, index, default=None):
        at = self._base + index
        start = self._spans[at]
        if start < 0:
            return default
        if self._source is not None:
            # Without the last groups, of which there is one for each match.
            at -= self._base // (2 * self.re.groups + 3) + 1
            return str(self._source[self._offsets[at] : self._offsets[at + 1]], "utf-8")
        text = self.string[start : self._spans[at + 1]]
        return text if isinstance(text, str) else bytes(text)

    def group(self, *groups):
        """What groups have matched; 0 is the whole match."""
        if not groups:
            return self._text(1)
        if len(groups) == 1:
            return self._text(self._index(groups[0]))
        return tuple([self._text(self._index(group)) for group in groups])

    def __getitem__(self, group):
        return self._text(self._index(group))

    def groups(self, default=None):
        """What all groups have matched."""
        return tuple([self._text(index, default) for index in range(3, 2 * self.re.groups + 2, 2)])

    def groupdict(self, default=None):
        """What the named groups have matched."""
        return {name: self._text(2 * group + 1, default) for name, group in self.re.groupindex.items()}

    def start(self, group=0):
        """Where a group begins, or -1."""
        return self._spans[self._base + self._index(group)]

    def end(self, group=0):
        """Where a group ends, or -1."""
        return self._spans[self._base + self._index(group) + 1]

    def span(self, group=0):
        """Where a group begins and ends."""
        at = self._base + self._index(group)
        return self._spans[at], self._spans[at + 1]

    def expand(self, template):
        """A template with this match's groups."""
        if not isinstance(template, (str, bytes, bytearray)):
            kind = type(template).__name__
            raise TypeError("decoding to str: need a bytes-like object, %s found" % kind)
        return self._expanded(self.re._template(template))

    def _expanded(self, pieces):
        empty = b"" if self.re._is_bytes else ""
        parts = []
        for piece in pieces:
            parts.append(self._text(2 * piece + 1, empty) if isinstance(piece, int) else piece)
        return empty.join(parts)

    def __bool__(self):
        return True

    def __repr__(self):
        shown = repr(self._text(1))[:50]
        return "<re.Match object; span=%r, match=%s>" % (self.span(), shown)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


_compiled = {}  # patterns by pattern, for each set of flags
_MOST_COMPILED = 200


def _compile(pattern, flags):
    if not isinstance(flags, int):
        kind = type(flags).__name__
        raise TypeError("unsupported operand type(s) for &: %r and 'RegexFlag'" % kind)
    if isinstance(pattern, Pattern):
        if flags:
            raise ValueError("cannot process flags argument with a compiled pattern")
        return pattern
    if not isinstance(pattern, (str, bytes)):
        if isinstance(pattern, (list, dict, set, bytearray)):
            raise TypeError("unhashable type: %r" % type(pattern).__name__)
        raise TypeError("first argument must be string or compiled pattern")
    flags = int(flags)
    key = (flags, isinstance(pattern, str))
    known = _compiled.get(key)
    if known is None:
        known = _compiled[key] = {}
    found = known.get(pattern)
    if found is None:
        found = Pattern(pattern, flags)
        if len(known) >= _MOST_COMPILED:
            known.clear()
        known[pattern] = found
    return found


def compile(pattern, flags=0):
    """A compiled pattern."""
    return _compile(pattern, flags)


def template(pattern, flags=0):
    """A compiled pattern. Deprecated."""
    return _compile(pattern, flags | T)


def search(pattern, string, flags=0):
    """The first match, or None."""
    return _compile(pattern, flags).search(string)


def match(pattern, string, flags=0):
    """A match at the start, or None."""
    return _compile(pattern, flags).match(string)


def fullmatch(pattern, string, flags=0):
    """A match of the whole string, or None."""
    return _compile(pattern, flags).fullmatch(string)


def findall(pattern, string, flags=0):
    """All matches, as strings or as tuples of groups."""
    return _compile(pattern, flags).findall(string)


def finditer(pattern, string, flags=0):
    """An iterator over all matches."""
    return _compile(pattern, flags).finditer(string)


def split(pattern, string, maxsplit=0, flags=0):
    """What is between the matches, and the matches' groups."""
    return _compile(pattern, flags).split(string, maxsplit)


def sub(pattern, repl, string, count=0, flags=0):
    """The string with matches replaced."""
    return _compile(pattern, flags).subn(repl, string, count)[0]


def subn(pattern, repl, string, count=0, flags=0):
    """The string with matches replaced, and how many there were."""
    return _compile(pattern, flags).subn(repl, string, count)


def purge():
    """Forgets the compiled patterns."""
    _compiled.clear()


_SPECIAL = "()[]{}?*+-|^$\\.&~# \t\n\r\v\f"


def escape(pattern):
    """The pattern that matches this text."""
    if isinstance(pattern, str):
        return "".join(["\\" + each if each in _SPECIAL else each for each in pattern])
    if not isinstance(pattern, (bytes, bytearray, memoryview)):
        kind = type(pattern).__name__
        raise TypeError("decoding to str: need a bytes-like object, %s found" % kind)
    escaped = bytearray()
    for byte in pattern:
        if byte < 128 and chr(byte) in _SPECIAL:
            escaped.append(92)
        escaped.append(byte)
    return bytes(escaped)


class Scanner:
    """Cuts a text into tokens: a lexicon of pairs of a pattern and what to make of its match."""

    def __init__(self, lexicon, flags=0):
        self.lexicon = lexicon
        self._patterns = [_compile(phrase, flags) for phrase, _ in lexicon]

    def scan(self, string):
        """The tokens, and the rest of the text that is none."""
        tokens = []
        at = 0
        while True:
            for pattern, (_, action) in zip(self._patterns, self.lexicon):
                found = pattern.match(string, at)
                if found:
                    break
            else:
                break
            if found.end() == at:
                break
            if callable(action):
                self.match = found
                action = action(self, found.group())
            if action is not None:
                tokens.append(action)
            at = found.end()
        return tokens, string[at:]
