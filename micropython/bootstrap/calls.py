# Calls whose arguments do not fit: taken by name where CPython takes them so, and refused with its words
# else.

def _seldom(name, *arguments):
    # What is asked for seldom is in the library.
    return getattr(__import__("_seldom"), name)(_own_globals, *arguments)


def _function_in(method):
    # Of a method of a built-in object: its function, as a word.
    return _word(id(method) + 4)


# What CPython takes by name as well, and what stands for it if it is not given.
_BY_NAME = {
    _function_in("".split): (("sep", None), ("maxsplit", -1)),
    _function_in("".rsplit): (("sep", None), ("maxsplit", -1)),
    _function_in(b"".split): (("sep", None), ("maxsplit", -1)),
    _function_in("".splitlines): (("keepends", False),),
    _function_in("".encode): (("encoding", "utf-8"), ("errors", "strict")),
}


def _by_keyword(function, positional, keywords):
    # A call of a built-in function by names. The keywords are names and values in turn.
    make = _MADE_BY_NAME.get(id(function))
    if make is not None:
        return make(*positional, **{keywords[place]: keywords[place + 1] for place in range(0, len(keywords), 2)})
    if isinstance(function, type) and issubclass(function, BaseException):
        return _seldom("error_by_keyword", function, positional, keywords)
    known = _BY_NAME.get(id(function))
    if known is None:
        _seldom("no_keywords", function, positional)
    # The first is the object, or the class.
    values = list(positional) + [value for _, value in known[len(positional) - 1 :]]
    for place in range(0, len(keywords), 2):
        name = keywords[place]
        for number, (each, _) in enumerate(known):
            if each == name:
                values[number + 1] = keywords[place + 1]
                break
        else:
            raise TypeError("'%s' is an invalid keyword argument" % name)
    return function(*values)


# Types that MicroPython makes objects of in fewer ways than CPython.


def _str(object="", encoding=None, errors=None):
    if encoding is None and errors is None:
        return str(object)
    if isinstance(object, str):
        raise TypeError("decoding str is not supported")
    if not isinstance(object, (bytes, bytearray, memoryview)):
        raise TypeError("decoding to str: need a bytes-like object, %s found" % _name_of(object))
    return bytes(object).decode(encoding or "utf-8", errors or "strict")


def _bytes(source=b"", encoding=None, errors=None, kind=bytes):
    if encoding is not None or errors is not None:
        if not isinstance(source, str):
            raise TypeError("encoding without a string argument")
        return kind(source.encode(encoding or "utf-8", errors or "strict"))
    if _is_written(type(source)) and _native_base(type(source)) is builtins.object:
        # It says itself what it is, is a number, or has items.
        method = getattr(source, "__bytes__", None)
        if method is not None and kind is bytes:
            return method()
        method = getattr(source, "__index__", None)
        source = list(source) if method is None else method()
    if isinstance(source, int) and source < 0:
        raise ValueError("negative count")
    return kind(source)


def _bytearray(source=b"", encoding=None, errors=None):
    return _bytes(source, encoding, errors, bytearray)


def _complex(real=0, imag=0):
    method = getattr(real, "__complex__", None)
    if method is not None:
        real = method()
    elif _is_written(type(real)):
        real = float(real)
    return complex(real, imag) if imag else complex(real)


def _module(name, doc=None):
    # What is in it.
    return {"__name__": name, "__doc__": doc, "__package__": None, "__loader__": None, "__spec__": None}


def _from_bytes(kind, bytes, byteorder="big", signed=False):
    number = int.from_bytes(bytes, byteorder)
    bits = 8 * len(bytes)
    return kind(number - (1 << bits) if signed and bits and number >> bits - 1 else number)


def _long_range(*numbers):
    # Of numbers that are longer than a word.
    return __import__("_long_range").range(*numbers)


_MADE_BY_NAME = {
    id(range): _long_range,
    _function_in(int.from_bytes): _from_bytes,
    id(int): lambda *values, **options: _seldom("int_with_base", values, options),
    id(str): _str,
    id(bytes): _bytes,
    id(bytearray): _bytearray,
    id(complex): _complex,
    id(_Module): _module,
}


def _owner(function, kind, *first):
    # Of a method that is called by its type's name: its object, which is none.
    name = _method_name(function, kind)
    if not first:
        raise TypeError("unbound method %s.%s() needs an argument" % (kind.__name__, name))
    if kind is int and isinstance(first[0], bool):
        return int(first[0])
    words = "descriptor '%s' for '%s' objects doesn't apply to a '%s' object"
    raise TypeError(words % (name, kind.__name__, _name_of(first[0])))


_FIELDS = {}  # of the named tuples, by the type's address


# Hooks: the extension refers to them, which keeps nothing.


def _wrong_fields(*arguments):
    _seldom("wrong_fields", *arguments)


def _mismatched(*arguments):
    _seldom("mismatched", *arguments)


def _wrong_count(*arguments):
    _seldom("wrong_count", *arguments)
