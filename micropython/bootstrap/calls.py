# Calls whose arguments do not fit: taken by name where CPython takes them so, and refused with its words
# else.

def _function_in(method):
    # Of a method of a built-in object: its function, as a word.
    return _word(id(method) + 4)


# What CPython takes by name as well, and what stands for it if it is not given.
_BY_NAME = {
    _function_in("".split): (("sep", None), ("maxsplit", -1)),
    _function_in("".rsplit): (("sep", None), ("maxsplit", -1)),
    _function_in("".splitlines): (("keepends", False),),
    _function_in("".encode): (("encoding", "utf-8"), ("errors", "strict")),
}


def _by_keyword(function, positional, keywords):
    # A call of a built-in function by names. The keywords are names and values in turn.
    make = _MADE_BY_NAME.get(id(function))
    if make is not None:
        return make(*positional, **{keywords[place]: keywords[place + 1] for place in range(0, len(keywords), 2)})
    if isinstance(function, type) and issubclass(function, BaseException):
        return _error_by_keyword(function, positional, keywords)
    known = _BY_NAME.get(id(function))
    if known is None:
        raise TypeError("%s() takes no keyword arguments" % (_builtin_name(function) or "function"))
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


def _error_by_keyword(kind, positional, keywords):
    known = ("name", "path") if issubclass(kind, ImportError) else ("name", "obj") if issubclass(kind, AttributeError) else ("name",)
    if not issubclass(kind, (ImportError, AttributeError, NameError)):
        raise TypeError("%s() takes no keyword arguments" % kind.__name__)
    error = kind(*positional)
    for place in range(0, len(keywords), 2):
        if keywords[place] not in known:
            raise TypeError("'%s' is an invalid keyword argument for %s()" % (keywords[place], kind.__name__))
        _side(error)[keywords[place]] = keywords[place + 1]
    return error


# Types that MicroPython makes objects of in fewer ways than CPython.


def _int(*values, **options):
    # With a base, of what is no text.
    for name in options:
        if name != "base":
            raise TypeError("'%s' is an invalid keyword argument for int()" % name)
    if not values:
        raise TypeError("int() missing string argument")
    _integer_of(options["base"] if options else values[1])
    raise TypeError("int() can't convert non-string with explicit base")


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
    id(int): _int,
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


def _wrong_fields(kind, given, keywords):
    # Of the making of a named tuple.
    title = "%s.__new__()" % kind.__name__
    fields = _FIELDS.get(id(kind), ())
    names = [keywords[place] for place in range(0, len(keywords), 2)]
    if given > len(fields):
        raise TypeError("%s takes %d positional arguments but %d were given" % (title, len(fields) + 1, given + 1))
    for name in names:
        if name in fields[:given]:
            raise TypeError("%s got multiple values for argument '%s'" % (title, name))
        if name not in fields:
            raise TypeError("%s got an unexpected keyword argument '%s'" % (title, name))
    missing = [name for name in fields[given:] if name not in names]
    words = "" if len(missing) == 1 else "s"
    raise TypeError("%s missing %d required positional argument%s: %s" % (title, len(missing), words, _listed_names(missing)))


def _listed_names(names):
    quoted = ["'%s'" % name for name in names]
    if len(quoted) < 3:
        return " and ".join(quoted)
    return "%s, and %s" % (", ".join(quoted[:-1]), quoted[-1])


def _mismatched(function, given, keywords):
    # A call whose arguments do not fit. The keywords are names and values in turn, or None.
    code = _Code(function)
    shared, defaults = code.shared, code.defaults
    names, positional, given = code.parameters[shared:], code.positional - shared, given - shared
    title = "%s()" % _qualified(function)
    keywords = [keywords[place] for place in range(0, len(keywords), 2)] if keywords else ()
    if function.__globals__ is _own_globals:
        title = "%s()" % function.__qualname__.lstrip("_")
        _mismatched_built_in(title, given, keywords, names, positional, positional - defaults)
    for place, keyword in enumerate(keywords):
        if keyword in keywords[:place]:
            raise TypeError("__main__.%s got multiple values for keyword argument '%s'" % (title, keyword))
    by_position = names[: code.by_position]
    refused = [name for name in by_position if name in keywords]
    if refused and not code.flags & 2:
        words = "got some positional-only arguments passed as keyword arguments"
        raise TypeError("%s %s: '%s'" % (title, words, ", ".join(refused)))
    keywords = [name for name in keywords if name not in refused]
    for keyword in keywords:
        if keyword in names[:given] and keyword in names[:positional]:
            raise TypeError("%s got multiple values for argument '%s'" % (title, keyword))
        if keyword not in names and not code.flags & 2:
            raise TypeError("%s got an unexpected keyword argument '%s'" % (title, keyword))
    required = positional - defaults
    if given > positional:
        takes = "from %d to %d" % (required, positional) if defaults else "%d" % positional
        words = "" if takes == "1" else "s"
        verb = "was" if given == 1 else "were"
        raise TypeError("%s takes %s positional argument%s but %d %s given" % (title, takes, words, given, verb))
    kind = "positional"
    missing = [name for name in names[given:required] if name not in keywords]
    if not missing:
        kind = "keyword-only"
        known = code.keyword_defaults()
        missing = [name for name in names[positional:] if name not in keywords and name not in known]
    words = "" if len(missing) == 1 else "s"
    raise TypeError("%s missing %d required %s argument%s: %s" % (title, len(missing), kind, words, _listed_names(missing)))


def _mismatched_built_in(title, given, keywords, names, positional, required):
    # Of a function that is built in in CPython.
    for keyword in keywords:
        if keyword not in names:
            raise TypeError("'%s' is an invalid keyword argument for %s" % (keyword, title))
    if given > positional:
        bound = "at most " if required < positional else ""
        words = "" if positional == 1 else "s"
        raise TypeError("%s expected %s%d argument%s, got %d" % (title[:-2], bound, positional, words, given))
    for place, name in enumerate(names[:required]):
        if place >= given and name not in keywords:
            if title == "sum()":
                raise TypeError("sum() takes at least 1 positional argument (0 given)")
            raise TypeError("%s missing required argument '%s' (pos %d)" % (title, name, place + 1))


# Built-in functions and types whose words are of another kind than their number of arguments says.
_OTHER_WORDS = {
    "int": "int() takes at most 2 arguments (%d given)",
    "str": "str() takes at most 3 arguments (%d given)",
    "map": "map() must have at least two arguments.",
    "split": "split() takes at most 2 arguments (%d given)",
    "rsplit": "rsplit() takes at most 2 arguments (%d given)",
    "startswith": "startswith() takes at least 1 argument (%d given)",
    "endswith": "endswith() takes at least 1 argument (%d given)",
    "sorted": "sorted expected 1 argument, got %d",
}


def _wrong_count(function, given, keyword_count, least, most, first):
    # A call of a built-in function or a type. A method's first argument is its object.
    name = owner = None
    if isinstance(function, type):
        name = function.__name__
    else:
        if first is not None:
            owner = _native_base(first.__class__)
            name = _method_name(function, owner)
        if name is None or name == "?":
            owner, name = None, _builtin_name(function) or "function"
    title = "%s.%s()" % (owner.__name__, name) if owner is not None else name + "()"
    if keyword_count and least <= given <= most:
        raise TypeError("%s takes no keyword arguments" % title)
    if owner is not None:
        given, least, most = given - 1, max(0, least - 1), most - 1
    words = _OTHER_WORDS.get(name)
    if words is not None:
        raise TypeError(words % given if "%" in words else words)
    if isinstance(function, type) or least != most or most > 1:
        bound = "" if least == most else "at least " if given < least else "at most "
        count = least if given < least else most
        words = "%s expected %s%d argument%s, got %d" % (name, bound, count, "" if count == 1 else "s", given)
    elif most == 1:
        words = "%s takes exactly one argument (%d given)" % (title, given)
    else:
        words = "%s takes no arguments (%d given)" % (title, given)
    raise TypeError(words)
