# What built-in functions and objects are asked for seldom. `own` has the names of the Python part
# (micropython/bootstrap).
_SIZES = dict(b=1, B=1, c=1, h=2, H=2, i=4, I=4, l=4, L=4, q=8, Q=8, f=4, d=8)


def view_format(own, view):
    # After the type, a code with flags, and where it begins, in items.
    code = chr(own["_word"](id(view) + 4) & 0x7F)
    return code if code in _SIZES else "B"


def cast_view(own, view, format):
    code = format[-1:]
    size, before = _SIZES.get(code), _SIZES[view_format(own, view)]
    if size is None:
        raise ValueError("memoryview: destination format must be a native single character format prefixed with an optional '@'")
    length = len(view) * before
    if length % size:
        raise TypeError("memoryview: length is not a multiple of itemsize")
    cast = view[:]
    word, set_word = own["_word"](id(cast) + 4), own["_set_word"]
    set_word(id(cast) + 4, (word >> 8) * before // size << 8 | word & 0x80 | ord(code))
    set_word(id(cast) + 8, length // size)
    return cast


def cells(own, function):
    # After the type, the function, how many there are, and these.
    from types import CellType

    word = own["_word"]
    places = range(id(function) + 12, id(function) + 12 + 4 * word(id(function) + 8), 4)
    return tuple([CellType(own["_object_at"](word(word(place) + 4))) for place in places])


def rsplit_bytes(own, data, most):
    text = "".join([chr(byte) if byte < 128 else chr(byte + 0xE000) for byte in data])
    return [type(data)([ord(c) & 0xFF for c in part]) for part in text.rsplit(None, most)]


def of_async_generator(own, generator, name, *values):
    if name == "__aiter__":
        return generator
    if name == "aclose":
        return generator.close()
    if name == "athrow":
        return generator.throw(*values)
    try:
        return generator.send(*values) if values else next(generator)
    except StopIteration:
        pass
    raise StopAsyncIteration


def split_group(own, group, condition):
    if isinstance(condition, (type, tuple)):
        matches = lambda error: isinstance(error, condition)
    elif callable(condition):
        matches = condition
    else:
        raise TypeError("expected a function, exception type or tuple of exception types")
    if matches(group):
        return group, None
    taken, left = [], []
    for error in group.exceptions:
        if isinstance(error, BaseExceptionGroup):
            for part, parts in zip(error.split(condition), (taken, left)):
                if part is not None:
                    parts.append(part)
        else:
            (taken if matches(error) else left).append(error)
    return group._part(taken), group._part(left)


def no_pairs(own, items):
    # Of a list of which a dictionary is made, which has something else than tuples of two.
    for place, item in enumerate(items):
        try:
            count = len(item if hasattr(item, "__len__") else list(item))
        except TypeError:
            raise TypeError("cannot convert dictionary update sequence element #%d to a sequence" % place)
        if count != 2:
            words = "dictionary update sequence element #%d has length %d; 2 is required"
            raise ValueError(words % (place, count))


def int_with_base(own, values, options):
    # Of what is no text.
    for name in options:
        if name != "base":
            raise TypeError("'%s' is an invalid keyword argument for int()" % name)
    if not values:
        raise TypeError("int() missing string argument")
    own["_integer_of"](options["base"] if options else values[1])
    raise TypeError("int() can't convert non-string with explicit base")


def no_keywords(own, function, positional):
    title = own["_builtin_name"](function)
    if not title and positional:
        kind = own["_native_base"](type(positional[0]))
        title = "%s.%s" % (kind.__name__, own["_method_name"](function, kind))
    raise TypeError("%s() takes no keyword arguments" % (title or "function"))


def error_by_keyword(own, kind, positional, keywords):
    known = ("name", "path") if issubclass(kind, ImportError) else ("name", "obj") if issubclass(kind, AttributeError) else ("name",)
    if not issubclass(kind, (ImportError, AttributeError, NameError)):
        raise TypeError("%s() takes no keyword arguments" % kind.__name__)
    error = kind(*positional)
    for place in range(0, len(keywords), 2):
        if keywords[place] not in known:
            raise TypeError("'%s' is an invalid keyword argument for %s()" % (keywords[place], kind.__name__))
        own["_side"](error)[keywords[place]] = keywords[place + 1]
    return error


def wrong_fields(own, kind, given, keywords):
    # Of the making of a named tuple.
    title = "%s.__new__()" % kind.__name__
    fields = own["_FIELDS"].get(id(kind), ())
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
    raise TypeError("%s missing %d required positional argument%s: %s" % (title, len(missing), words, listed_names(missing)))


def mismatched_built_in(own, title, given, keywords, names, positional, required):
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
            words = _OF_MISSING.get(title[:-2])
            raise TypeError(words % title[:-2] if words else "%s missing required argument '%s' (pos %d)" % (title, name, place + 1))


_AT_LEAST_ONE = "%s expected at least 1 argument, got 0"
_EXACTLY_ONE = "%s() takes exactly one argument (0 given)"
_OF_MISSING = {
    "sum": "%s() takes at least 1 positional argument (0 given)",
    "iter": _AT_LEAST_ONE,
    "format": _AT_LEAST_ONE,
    "center": _AT_LEAST_ONE,
    "ljust": _AT_LEAST_ONE,
    "rjust": _AT_LEAST_ONE,
    "ascii": _EXACTLY_ONE,
    "zfill": "str." + _EXACTLY_ONE,
    "format_map": "str." + _EXACTLY_ONE,
}


def listed_names(names):
    quoted = ["'%s'" % name for name in names]
    if len(quoted) < 3:
        return " and ".join(quoted)
    return "%s, and %s" % (", ".join(quoted[:-1]), quoted[-1])


def mismatched(own, function, given, keywords):
    # A call whose arguments do not fit. The keywords are names and values in turn, or None.
    code = own["_Code"](function)
    shared, defaults = code.shared, code.defaults
    names, positional, given = code.parameters[shared:], code.positional - shared, given - shared
    title = "%s()" % own["_qualified"](function)
    keywords = [keywords[place] for place in range(0, len(keywords), 2)] if keywords else ()
    if function.__globals__ is own:
        title = "%s()" % function.__qualname__.lstrip("_")
        mismatched_built_in(own, title, given, keywords, names, positional, positional - defaults)
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
    raise TypeError("%s missing %d required %s argument%s: %s" % (title, len(missing), kind, words, listed_names(missing)))


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


def wrong_count(own, function, given, keyword_count, least, most, first):
    # A call of a built-in function or a type. A method's first argument is its object.
    name = owner = None
    if isinstance(function, type):
        name = function.__name__
    else:
        if first is not None:
            owner = own["_native_base"](first.__class__)
            name = own["_method_name"](function, owner)
        if name is None or name == "?":
            owner, name = None, own["_builtin_name"](function) or "function"
            if name == "anext":
                name = "next"
    title = "%s.%s()" % (owner.__name__, name) if owner is not None else name + "()"
    if keyword_count:
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
