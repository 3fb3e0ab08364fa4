# json. Plain calls run on MicroPython's C functions, which are fast but lenient: a look at the types
# (dumps) or at the text written again (loads) tells whether CPython would do the same. All else is
# done by encoder.py and decoder.py, which are loaded when they are needed.
_c = __import_c__("json")
_c_dumps = _c.dumps
_c_loads = _c.loads
_KEYS = frozenset((str, int, bool, type(None)))
_SCALARS = frozenset((str, int, bool, float, type(None)))
_CONTAINERS = (list, tuple, dict)
_VALUES = frozenset((str, int, bool, float, type(None), list, tuple, dict))
_LARGE = 256  # values; C writes more in time that grows with the square

__all__ = ["dump", "dumps", "load", "loads", "JSONDecoder", "JSONDecodeError", "JSONEncoder"]


def _size(values, large):
    # How many values these are, with those in them; 0 if C writes one otherwise than CPython. Looks at
    # types by the listful. Containers that are large are added to a set, by their id.
    types = set(map(type, values))
    if not types <= _VALUES:
        return 0
    if float in types:
        for value in values:
            if type(value) is float and value - value != 0:
                return 0  # nan or infinity
    total = len(values) + 1
    if types <= _SCALARS:
        return total
    for value in values:
        kind = type(value)
        if kind in _CONTAINERS:
            if kind is dict:
                size = _size(value.values(), large) if set(map(type, value)) <= _KEYS else 0
            else:
                size = _size(value, large)
            if not size:
                return 0
            if size > _LARGE:
                large.add(id(value))
            total += size
    return total


def _written(value, large, separators):
    # What C writes, by parts that are not large.
    if id(value) not in large or type(value) not in _CONTAINERS:
        return _c_dumps(value, separators=separators)
    between, colon = separators
    if type(value) is dict:
        parts = []
        for key, item in value.items():
            key = _c_dumps(key) if type(key) is str else '"%s"' % _c_dumps(key)
            parts.append(key + colon + _written(item, large, separators))
        return "{" + between.join(parts) + "}"
    return "[" + between.join([_written(item, large, separators) for item in value]) + "]"


def _ascii(text):
    # The same JSON text in ASCII.
    for character in set(text):
        code = ord(character)
        if code > 0xFFFF:
            code -= 0x10000
            text = text.replace(character, "\\u%04x\\u%04x" % (0xD800 + (code >> 10), 0xDC00 + (code & 0x3FF)))
        elif code > 126:
            text = text.replace(character, "\\u%04x" % code)
    return text


def _c_text(obj, separators):
    # -> the text, not in ASCII; None where C would write another than CPython
    large = set()
    try:
        if not _size((obj,), large):
            return None
    except RuntimeError:
        return None  # circular, or very deep
    text = _written(obj, large, separators) if large else _c_dumps(obj, separators=separators)
    if "\\u00" in text and ("\\u0008" in text or "\\u000c" in text):
        return None
    return text


def _dumps(obj, ensure_ascii, separators):
    text = _c_text(obj, (", ", ": ") if separators is None else tuple(separators))
    if text is not None and ensure_ascii and (len(text.encode()) != len(text) or "\x7f" in text):
        return _ascii(text)
    return text


def dumps(
    obj,
    *,
    skipkeys=False,
    ensure_ascii=True,
    check_circular=True,
    allow_nan=True,
    cls=None,
    indent=None,
    separators=None,
    default=None,
    sort_keys=False,
    **kw
):
    if cls is None and indent is None and not sort_keys:
        text = _dumps(obj, ensure_ascii, separators)
        if text is not None:
            return text
    if cls is None:
        from json.encoder import JSONEncoder as cls
    return cls(
        skipkeys=skipkeys,
        ensure_ascii=ensure_ascii,
        check_circular=check_circular,
        allow_nan=allow_nan,
        indent=indent,
        separators=separators,
        default=default,
        sort_keys=sort_keys,
        **kw
    ).encode(obj)


def dump(obj, fp, **kw):
    fp.write(dumps(obj, **kw))


def _squeezed(text):
    # Without white space between tokens. For a moment, escaped quotes and backslashes are one character.
    escaped = "\\" in text
    if escaped:
        text = text.replace("\\\\", "\0").replace('\\"', "\1")
    known = {}
    parts = []
    outside = True
    for part in text.split('"'):
        if outside:
            squeezed = known.get(part)
            if squeezed is None:
                squeezed = known[part] = "".join(part.split())
            part = squeezed
        outside = not outside
        parts.append(part)
    text = '"'.join(parts)
    return text.replace("\1", '\\"').replace("\0", "\\\\") if escaped else text


def _loads(text):
    # -> (value,), or () where strictness is called for: C takes `[1 2]` for a list
    try:
        value = _c_loads(text)
    except (ValueError, RuntimeError):
        return ()
    if "\0" in text or "\1" in text:
        return ()
    text = text.strip(" \t\n\r")
    if "\n" not in text and _c_text(value, (", ", ": ")) == text:
        return (value,)
    compact = _c_text(value, (",", ":"))
    if compact == text or compact == _squeezed(text):
        return (value,)
    return ()


def loads(
    s,
    *,
    cls=None,
    object_hook=None,
    parse_float=None,
    parse_int=None,
    parse_constant=None,
    object_pairs_hook=None,
    **kw
):
    if not isinstance(s, str):
        if not isinstance(s, (bytes, bytearray)):
            raise TypeError("the JSON object must be str, bytes or bytearray, not %s" % type(s).__name__)
        from json.decoder import decoded

        s = decoded(s)
    hooks = {}
    if object_hook is not None:
        hooks["object_hook"] = object_hook
    if object_pairs_hook is not None:
        hooks["object_pairs_hook"] = object_pairs_hook
    if parse_float is not None:
        hooks["parse_float"] = parse_float
    if parse_int is not None:
        hooks["parse_int"] = parse_int
    if parse_constant is not None:
        hooks["parse_constant"] = parse_constant
    if cls is None and not hooks and not kw:
        value = _loads(s)
        if value:
            return value[0]
    if s.startswith("\ufeff"):
        from json.decoder import JSONDecodeError

        raise JSONDecodeError("Unexpected UTF-8 BOM (decode using utf-8-sig)", s, 0)
    if cls is None:
        from json.decoder import JSONDecoder as cls
    hooks.update(kw)
    return cls(**hooks).decode(s)


def load(fp, **kw):
    return loads(fp.read(), **kw)


def __getattr__(name):
    # The classes are loaded with their first use.
    if name in ("JSONDecodeError", "JSONDecoder", "decoder"):
        import json.decoder as module
    elif name in ("JSONEncoder", "encoder"):
        import json.encoder as module
    else:
        raise AttributeError("module 'json' has no attribute %r" % name)
    return module if name in ("decoder", "encoder") else getattr(module, name)
