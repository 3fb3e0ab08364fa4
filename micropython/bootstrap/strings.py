# Methods of str, bytes and bytearray that MicroPython leaves out or has in part.


def _capitalize(self):
    if not self.isascii():
        return _beyond_ascii(self, "capitalize")
    return self[:1].upper() + self[1:].lower()


def _casefold(self):
    return self.lower() if self.isascii() else _beyond_ascii(self, "casefold")


def _title(self):
    if not self.isascii():
        return _beyond_ascii(self, "title")
    pieces = []
    inside = False
    for character in self:
        pieces.append(character.lower() if inside else character.upper())
        inside = character.isalpha()
    return type(self)().join(pieces)


def _swapcase(self):
    if not self.isascii():
        return _beyond_ascii(self, "swapcase")
    return "".join([c.lower() if c.isupper() else c.upper() for c in self])


def _istitle(self):
    if not self.isascii():
        return _beyond_ascii(self, "istitle")
    inside = found = False
    for character in self:
        if character.isupper():
            if inside:
                return False
            inside = found = True
        elif character.islower():
            if not inside:
                return False
        else:
            inside = False
    return found


def _isidentifier(self):
    if not self.isascii():
        return _beyond_ascii(self, "isidentifier")
    if not self or self[0].isdigit():
        return False
    for character in self:
        if not (character == "_" or character.isalpha() or character.isdigit()):
            return False
    return True


def _isprintable(self):
    if not self.isascii():
        return _beyond_ascii(self, "isprintable")
    for character in self:
        if repr(character)[1] == "\\" and character != "\\":
            return False
    return True


def _filled(self, width, fill):
    if type(width) is not int:
        width = _integer_of(width)
    if not isinstance(fill, str):
        raise TypeError("The fill character must be a unicode character, not " + _name_of(fill))
    if len(fill) != 1:
        raise TypeError("The fill character must be exactly one character long")
    return fill * (width - len(self))


def _ljust(self, width, fillchar=" "):
    return self + _filled(self, width, fillchar)


def _rjust(self, width, fillchar=" "):
    return _filled(self, width, fillchar) + self


def _center(self, width, fillchar=" "):
    if type(width) is not int:
        width = _integer_of(width)
    missing = width - len(self)
    if missing <= 0:
        return self
    # CPython's rule for what cannot be shared evenly.
    left = missing // 2 + (missing & width & 1)
    _filled(self, 0, fillchar)
    return fillchar * left + self + fillchar * (missing - left)


def _zfill(self, width):
    if type(width) is not int:
        width = _integer_of(width)
    missing = width - len(self)
    if missing <= 0:
        return self
    zeros = self[:0] + ("0" if isinstance(self, str) else b"0") * missing
    if self[:1] in ("+", "-") if isinstance(self, str) else self[:1] in (b"+", b"-"):
        return self[:1] + zeros + self[1:]
    return zeros + self


def _check_affix(self, affix, title):
    if isinstance(self, str) and not isinstance(affix, str):
        raise TypeError("%s() argument must be str, not %s" % (title, _name_of(affix)))
    if not isinstance(self, str) and not isinstance(affix, (bytes, bytearray, memoryview)):
        raise TypeError("a bytes-like object is required, not '%s'" % _name_of(affix))


def _removeprefix(self, prefix):
    _check_affix(self, prefix, "removeprefix")
    return self[len(prefix) :] if prefix and self.startswith(prefix) else self[:]


def _removesuffix(self, suffix):
    _check_affix(self, suffix, "removesuffix")
    return self[: len(self) - len(suffix)] if suffix and self.endswith(suffix) else self[:]


def _expandtabs(self, tabsize=8):
    tab, breaks = ("\t", "\n\r") if isinstance(self, str) else (b"\t", b"\n\r")
    if tab not in self:
        return self
    pieces = []
    column = 0
    for at in range(len(self)):
        character = self[at : at + 1]
        if character == tab:
            width = tabsize - column % tabsize if tabsize > 0 else 0
            pieces.append(self[:0] + (" " if tab == "\t" else b" ") * width)
            column += width
        else:
            pieces.append(character)
            column = 0 if character in breaks else column + 1
    return self[:0].join(pieces)


def _translate(self, table):
    pieces = []
    for character in self:
        try:
            new = table[ord(character)]
        except LookupError:
            pieces.append(character)
            continue
        if new is not None:
            pieces.append(chr(new) if isinstance(new, int) else new)
    return "".join(pieces)


def _maketrans(x, y=None, z=None):
    if y is None:
        if not isinstance(x, dict):
            raise TypeError("if you give only one argument to maketrans it must be a dict")
        return {ord(key) if isinstance(key, str) else key: value for key, value in x.items()}
    if len(x) != len(y):
        raise ValueError("the first two maketrans arguments must have equal length")
    table = {ord(old): ord(new) for old, new in zip(x, y)}
    for character in z or "":
        table[ord(character)] = None
    return table


def _format_map(self, mapping):
    return _fill(self, _Arguments((), mapping))


def _bytes_translate(self, table, delete=b""):
    kept = bytearray()
    for byte in self:
        if byte not in delete:
            kept.append(byte if table is None else table[byte])
    return type(self)(kept)


def _bytes_maketrans(x, y):
    if len(x) != len(y):
        raise ValueError("maketrans arguments must have same length")
    table = bytearray(range(256))
    for old, new in zip(x, y):
        table[old] = new
    return bytes(table)


def _bytes_through_str(name):
    # A method of bytes that does to ASCII what str's does: other bytes stand as characters without case.
    method = getattr(str, name)

    def on_bytes(self, *args):
        text = "".join([chr(byte) if byte < 128 else chr(byte + 0xE000) for byte in self])
        answer = method(text, *args)
        if not isinstance(answer, str):
            return answer
        return type(self)([ord(c) & 0xFF for c in answer])

    return on_bytes


_c_bytes_rsplit = _object_at(_word(id(b"".rsplit) + 4))


def _bytes_rsplit(self, sep=None, maxsplit=-1):
    if sep is not None or maxsplit < 0:
        return _c_bytes_rsplit(self, sep, maxsplit)
    return _seldom("rsplit_bytes", self, maxsplit)


def _bytes_ljust(self, width, fillchar=b" "):
    return self + fillchar * (width - len(self))


def _bytes_rjust(self, width, fillchar=b" "):
    return self[:0] + fillchar * (width - len(self)) + self


def _bytes_center(self, width, fillchar=b" "):
    missing = width - len(self)
    before = missing // 2 + (missing & width & 1)
    return self if missing <= 0 else fillchar * before + self + fillchar * (missing - before)


def _bytes_hex(self, sep=None, bytes_per_sep=1):
    text = self._hex()
    if sep is None or not bytes_per_sep:
        return text
    if isinstance(sep, bytes):
        sep = sep.decode()
    size = 2 * abs(bytes_per_sep)
    first = (len(text) % size or size) if bytes_per_sep > 0 else size
    return sep.join([text[:first]] + [text[at : at + size] for at in range(first, len(text), size)])


_c_fromhex = bytes.fromhex


def _bytes_fromhex(text, kind=bytes):
    if not isinstance(text, str):
        raise TypeError("fromhex() argument must be str, not " + _name_of(text))
    try:
        parts = text.split()
        if not any([len(part) & 1 for part in parts]):
            return kind(_c_fromhex("".join(parts)))
    except ValueError:
        pass
    inside = False
    for place, character in enumerate(text):
        if inside or not character.isspace():
            if character not in "0123456789abcdefABCDEF":
                break
            inside = not inside
    else:
        place = len(text)
    raise ValueError("non-hexadecimal number found in fromhex() arg at position %d" % place)


# As the extension numbers them.
_BYTES_METHODS = ("find", "rfind", "index", "rindex", "count")
_byte_words = "byte must be in range(0, 256)"


def _by_bytes_method(number, arguments):
    # What is looked for is a byte's number, or bytes of another type.
    self, wanted = arguments[:2]
    name = _BYTES_METHODS[number]
    if isinstance(wanted, int):
        if not 0 <= wanted <= 255:
            raise ValueError(_byte_words)
        wanted = bytes((wanted,))
    elif not isinstance(wanted, (bytes, bytearray, memoryview)):
        words = "argument should be integer or bytes-like object, not '%s'"
        raise TypeError(words % _name_of(wanted))
    # Not what is searched, which may be large.
    if type(self) is bytearray:
        wanted = bytearray(wanted)
    else:
        self, wanted = bytes(self), bytes(wanted)
    try:
        return getattr(self, name)(wanted, *arguments[2:])
    except ValueError:
        raise ValueError("subsection not found")


def _as_byte(value):
    # Of what is put into a `bytearray` and is no number from 0 to 255.
    value = _integer_of(value)
    if not 0 <= value <= 255:
        raise ValueError(_byte_words)
    return value


_LINE_ENDS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"


def _split_lines(arguments):
    # Of a text with other ends of lines than those of ASCII files.
    text, keepends = arguments[0], len(arguments) > 1 and arguments[1]
    lines, start, at = [], 0, 0
    while at < len(text):
        end = at
        at += 1
        if text[end] in _LINE_ENDS:
            if text[end:at + 1] == "\r\n":
                at += 1
            lines.append(text[start : at if keepends else end])
            start = at
    if start < len(text):
        lines.append(text[start:])
    return lines


def _bytearray_clear(self):
    self[:] = b""


def _bytearray_insert(self, index, item):
    self[index:index] = bytes((_as_byte(item),))


def _bytearray_pop(self, index=-1):
    if not self:
        raise IndexError("pop from empty bytearray")
    if not -len(self) <= index < len(self):
        raise IndexError("pop index out of range")
    item = self[index]
    index = index % len(self)
    self[:] = self[:index] + self[index + 1 :]
    return item


def _bytearray_remove(self, value):
    at = self.find(bytes((_as_byte(value),)))
    if at < 0:
        raise ValueError("value not found in bytearray")
    _bytearray_pop(self, at)


def _bytearray_reverse(self):
    self[:] = bytearray(reversed(self))


_extend(
    str,
    dict(
        capitalize=_capitalize,
        casefold=_casefold,
        title=_title,
        swapcase=_swapcase,
        istitle=_istitle,
        isidentifier=_isidentifier,
        isprintable=_isprintable,
        ljust=_ljust,
        rjust=_rjust,
        center=_center,
        zfill=_zfill,
        removeprefix=_removeprefix,
        removesuffix=_removesuffix,
        expandtabs=_expandtabs,
        translate=_translate,
        maketrans=staticmethod(_maketrans),
        format_map=_format_map,
    ),
)
_both = dict(
    zfill=_zfill,
    removeprefix=_removeprefix,
    removesuffix=_removesuffix,
    expandtabs=_expandtabs,
    rsplit=_bytes_rsplit,
    ljust=_bytes_ljust,
    rjust=_bytes_rjust,
    center=_bytes_center,
    hex=_bytes_hex,
    fromhex=staticmethod(_bytes_fromhex),
    _hex=_object_at(_word(id(b"".hex) + 4)),
    translate=_bytes_translate,
    maketrans=staticmethod(_bytes_maketrans),
)
_both.update(
    capitalize=_bytes_through_str("capitalize"),
    title=_bytes_through_str("title"),
    swapcase=_bytes_through_str("swapcase"),
    istitle=_bytes_through_str("istitle"),
    isalnum=_bytes_through_str("isalnum"),
    isascii=_bytes_through_str("isascii"),
)
for _number, _name in enumerate(_BYTES_METHODS):
    _set_hook("original_bytes_" + _name, _object_at(_word(id(getattr(b"", _name)) + 4)))
_both.update(
    find=_native_function("bytes_find", _any_arguments, 2, 4),
    rfind=_native_function("bytes_rfind", _any_arguments, 2, 4),
    index=_native_function("bytes_index", _any_arguments, 2, 4),
    rindex=_native_function("bytes_rindex", _any_arguments, 2, 4),
    count=_native_function("bytes_count", _any_arguments, 2, 4),
)
_room = _extend(bytes, _both)
_set_hook("original_append", _object_at(_word(id(bytearray().append) + 4)))
_changing = dict(
    append=_native_function("bytearray_append", _two_arguments),
    clear=_bytearray_clear,
    copy=lambda self: self[:],
    insert=_bytearray_insert,
    pop=_bytearray_pop,
    remove=_bytearray_remove,
    reverse=_bytearray_reverse,
)
_changing.update(_both)
_changing["fromhex"] = staticmethod(lambda text: _bytes_fromhex(text, bytearray))
_extend(bytearray, _changing)
# The old tables of these three, which overlap, have room for a slot of the type of slices.
_new_slot(slice, _MAKE_NEW, _room, _numbers["slice_new"])
