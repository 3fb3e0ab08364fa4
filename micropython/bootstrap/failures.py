# Exceptions with CPython's words, of what MicroPython says otherwise: values that are no numbers, are not
# found, or are too few.

def _join(separator, items):
    kind = type(separator)
    base = str if isinstance(separator, str) else bytes
    plain = []
    if not hasattr(items, "__iter__"):
        raise TypeError("can only join an iterable")
    for place, item in enumerate(items):
        if not isinstance(item, base):
            if base is bytes:
                raise TypeError("sequence item %d: expected a bytes-like object, %s found" % (place, _name_of(item)))
            raise TypeError("sequence item %d: expected str instance, %s found" % (place, _name_of(item)))
        plain.append(item if type(item) is base else _value_of(item))
    return separator.join(plain)


def _no_float(text, is_complex):
    if is_complex:
        return ValueError("complex() arg is a malformed string")
    return ValueError("could not convert string to float: %r" % text)


def _read_float(value):
    # `float` of what is no number as it stands.
    read = _with_own_digits(value) if isinstance(value, str) else None
    if read is None:
        raise ValueError("could not convert string to float: %r" % (value,))
    return float(read)


def _no_integer(text, base):
    read = _with_own_digits(text)
    if read is None:
        raise ValueError("invalid literal for int() with base %d: %r" % (base, text))
    return int(read, base)


def _with_own_digits(text):
    # -> with ASCII's digits in the place of others; None where that makes no difference, or is not enough
    if text.isascii():
        return None
    digits = _native("unicode.decimal", text)
    read = "".join([character if digit is None else str(digit) for character, digit in zip(text, digits)])
    return read if read != text and read.isascii() else None


def _to_integer(value):
    # `int` of what is no number of MicroPython's and no text.
    for name in ("__int__", "__index__", "__trunc__"):
        method = getattr(value, name, None)
        if method is not None:
            return method()
    words = "int() argument must be a string, a bytes-like object or a real number, not '%s'"
    raise TypeError(words % _name_of(value))


def _too_large():
    raise OverflowError(34, "Numerical result out of range")


def _nothing_to_choose(operation):
    raise ValueError("%s() arg is an empty sequence" % ("max" if operation else "min"))


def _choose(operation, values, keywords):
    # `min` and `max` with other keywords than `key`, which are names and values in turn.
    title = "max" if operation else "min"
    options = {}
    for place in range(0, len(keywords), 2):
        name = keywords[place]
        if name not in ("key", "default"):
            raise TypeError("'%s' is an invalid keyword argument for %s()" % (name, title))
        options[name] = keywords[place + 1]
    if "default" in options:
        if len(values) > 1:
            raise TypeError("Cannot specify a default for %s() with multiple positional arguments" % title)
        values = (list(*values),)
        if not values[0]:
            return options["default"]
    choose = max if operation else min
    key = options.get("key")
    return choose(*values) if key is None else choose(*values, key=key)


def _affix(object, affix, wanted, is_end):
    # Of `startswith` and `endswith`.
    kind = "str" if isinstance(object, str) else "bytes"
    if kind == "bytes" and isinstance(affix, (bytearray, memoryview)):
        return bytes(affix)
    title = "endswith" if is_end else "startswith"
    if isinstance(wanted, tuple):
        if kind == "bytes":
            raise TypeError("a bytes-like object is required, not '%s'" % _name_of(affix))
        raise TypeError("tuple for %s must only contain str, not %s" % (title, _name_of(affix)))
    raise TypeError("%s first arg must be %s or a tuple of %s, not %s" % (title, kind, kind, _name_of(affix)))


def _wrong_argument(argument, of_text):
    # Of a method of text or bytes. None: of `ord`; a number: of `float`, which may have a way of its own.
    kind = _name_of(argument)
    if type(of_text) is int:
        if _is_written(type(argument)) and (hasattr(argument, "__float__") or hasattr(argument, "__index__")):
            return
        raise TypeError("float() argument must be a string or a real number, not '%s'" % kind)
    if of_text is None:
        raise TypeError("ord() expected string of length 1, but %s found" % kind)
    raise TypeError("must be str, not " + kind if of_text else "a bytes-like object is required, not '%s'" % kind)


def _not_found(items, value):
    if items is None:
        raise ValueError("list.remove(x): x not in list")
    if isinstance(items, tuple):
        raise ValueError("tuple.index(x): x not in tuple")
    raise ValueError("%r is not in list" % (value,))


def _pop_index(index):
    # Of `list.pop`, where it is no number in the list's range.
    if isinstance(index, int) and not isinstance(index, bool):
        raise IndexError("pop index out of range")
    return _integer_of(index)


def _integer_of(value):
    if isinstance(value, int):
        return int(value)
    method = getattr(value, "__index__", None) if _is_written(type(value)) else None
    if method is None:
        raise TypeError("'%s' object cannot be interpreted as an integer" % _name_of(value))
    return method()


def _no_pairs(items):
    _seldom("no_pairs", items)


def _too_few(values, wanted, at_least):
    if at_least is None:
        raise TypeError("cannot unpack non-iterable %s object" % _name_of(values))
    try:
        count = len(values)
    except TypeError:
        raise ValueError("not enough values to unpack (expected %d)" % wanted)
    words = "at least %d" % wanted if at_least else "%d" % wanted
    raise ValueError("not enough values to unpack (expected %s, got %d)" % (words, count))


def _changed_size(collection):
    kind = "Set" if isinstance(collection, (set, frozenset)) else "dictionary"
    raise RuntimeError("%s changed size during iteration" % kind)
