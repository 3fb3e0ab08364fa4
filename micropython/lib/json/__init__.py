# json. Plain calls run on MicroPython's C functions, which are fast but lenient: the extension
# (json.rs) tells whether CPython would do the same. All else is done by encoder.py and decoder.py,
# which are loaded when they are needed.
_c = __import_c__("json")
_c_dumps = _c.dumps
_c_loads = _c.loads
_c_does = _c.dump  # (value, False): 0 if _c_dumps writes another text than CPython, 1 if ASCII, 2 if any

__all__ = ["dump", "dumps", "load", "loads", "JSONDecoder", "JSONDecodeError", "JSONEncoder"]


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
        written = _c_does(obj, False)
        if written:
            text = _c_dumps(obj, separators=(", ", ": ") if separators is None else tuple(separators))
            return _ascii(text) if written == 2 and ensure_ascii else text
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
    if cls is None and not hooks and not kw and _c_does(s, True):
        return _c_loads(s)
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
