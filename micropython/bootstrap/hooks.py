# What built-in objects can beyond what MicroPython's C code knows. The extension
# (micropython/extension/src/hooks.rs) calls these functions where MicroPython would raise because an
# object does not support something; they give the value, or raise with CPython's words.

_SIDE = {}  # attributes of objects that have no room for them: {address: (object, {name: value})}

_PlainFunction = type(lambda: 0)
_GeneratorFunction = type(_until)
_Method = type(_files.open)
_BuiltIn = type(len)
_Module = type(builtins)
_View = type({}.keys())
_BUILTIN_TYPES = set()
_FUNCTION_TYPES = (_PlainFunction, _ClosureFunction, _GeneratorFunction)
_JOINED = (str, list, tuple, bytes, bytearray)

# By the numbers of MicroPython's operators, without those that are reversed.
_SYMBOLS = ("<", ">", "==", "<=", ">=", "!=", "in", "is", "")
_ARITHMETIC = ("|", "^", "&", "<<", ">>", "+", "-", "*", "@", "//", "/", "%", "**")
_OPERATIONS = [eval("lambda a, b: a %s b" % _symbol) for _symbol in _SYMBOLS[:8]] + [None]
for _symbol in _ARITHMETIC * 2:
    _OPERATIONS.append(eval("lambda a, b: a %s b" % _symbol))
_OPERATIONS += [divmod, lambda a, b: b in a]
_SYMBOLS += tuple([_symbol + "=" for _symbol in _ARITHMETIC]) + _ARITHMETIC + ("divmod()", "in")
_MIRRORED = {0: "__gt__", 1: "__lt__", 3: "__ge__", 4: "__le__"}
_IN, _CONTAINS, _DIVMOD = 6, 36, 35
_INPLACE, _OR, _ADD, _MULTIPLY, _POWER, _REVERSED = 9, 22, 27, 29, 34, 37
_SET_OPERATIONS = (0, 1, 3, 4, 22, 23, 24, 28)
_MULTIPLICATIONS = (16, 29)
_EQUAL = 2
_SET_LIKE = (set, frozenset, _View)
def _name_of(object):
    return type(object).__name__


def _slot_word(cls, place):
    at = _slot(cls, place)
    return at and _word(at)


class _Sample:
    pass


_instance_make_new = _slot_word(_Sample, 8)


# Operators


def _binary(operation, left, right, left_value, right_value):
    # The values are those of instances of classes derived from built-in ones.
    if operation >= _REVERSED:
        # Of the value of an instance on the right.
        return _OPERATIONS[operation - _REVERSED + _OR](right_value, left_value)
    if operation == _EQUAL:
        # Of keys or items.
        return isinstance(right, _SET_LIKE) and set(left) == set(right)
    mirrored = _MIRRORED.get(operation)
    if mirrored and _is_written(type(right)):
        method = _own_member(type(right), mirrored)
        if method is not _absent:
            value = method(right, left)
            if value is not NotImplemented:
                return value
    if left_value is not left or right_value is not right:
        try:
            return _OPERATIONS[operation](left_value, right_value)
        except TypeError as error:
            if type(error) is TypeError:
                raise _operand_error(operation, left, right)
            raise
    if operation == _OR and _may_be_in_union(left) and _may_be_in_union(right):
        return _union(left, right)
    if operation in _SET_OPERATIONS and (type(left) is _View or type(right) is _View):
        if operation >= _OR or isinstance(left, _SET_LIKE) and isinstance(right, _SET_LIKE):
            return _OPERATIONS[operation](set(left), set(right))
    if operation in _MULTIPLICATIONS:
        if isinstance(left, bytearray) and isinstance(right, int):
            return bytearray(bytes(left) * right)
        if isinstance(right, bytearray) and isinstance(left, int):
            return bytearray(bytes(right) * left)
    raise _operand_error(operation, left, right)


def _operand_error(operation, left, right):
    symbol = _SYMBOLS[operation]
    if operation == _CONTAINS:
        left, right = right, left
        operation = _IN
    one, other = _name_of(left), _name_of(right)
    if operation < _IN:
        text = "'%s' not supported between instances of '%s' and '%s'" % (symbol, one, other)
    elif operation == _IN:
        if isinstance(right, str):
            text = "'in <string>' requires string as left operand, not " + one
        elif isinstance(right, (bytes, bytearray)):
            text = "a bytes-like object is required, not '%s'" % one
        else:
            text = "argument of type '%s' is not iterable" % other
    else:
        place = (operation - _INPLACE) % 13
        if operation != _DIVMOD and place == 5 and isinstance(left, _JOINED):
            if isinstance(left, (bytes, bytearray)):
                text = "can't concat %s to %s" % (other, one)
            else:
                text = 'can only concatenate %s (not "%s") to %s' % (one, other, one)
        elif operation != _DIVMOD and place == 7 and isinstance(left, _JOINED):
            text = "can't multiply sequence by non-int of type '%s'" % other
        elif operation != _DIVMOD and place == 7 and isinstance(right, _JOINED):
            text = "can't multiply sequence by non-int of type '%s'" % one
        else:
            if symbol == "**":
                symbol = "** or pow()"
            text = "unsupported operand type(s) for %s: '%s' and '%s'" % (symbol, one, other)
    return TypeError(text)


def _may_be_in_union(object):
    return object is None or isinstance(object, type) or hasattr(object, "__args__")


def _union(left, right):
    import types

    return types.UnionType(left, right)


_UNARY = {0: "unary +", 1: "unary -", 2: "unary ~", 7: "abs()"}


def _unary(operation, object):
    if operation == 6:
        raise TypeError("unhashable type: '%s'" % _name_of(object))
    raise TypeError("bad operand type for %s: '%s'" % (_UNARY.get(operation, "this"), _name_of(object)))


def _divided_by_zero(operation, left):
    # The left one is None if one of the two was a float.
    symbol = _SYMBOLS[operation]
    if symbol[:2] == "**":
        raise ZeroDivisionError("0.0 cannot be raised to a negative power")
    if left is None:
        words = {"/": "float division by zero", "//": "float floor division by zero", "%": "float modulo"}
        raise ZeroDivisionError(words.get(symbol.rstrip("="), "float divmod()"))
    if symbol[:2] == "//" or operation == _DIVMOD:
        text = "integer division or modulo"
    else:
        text = "integer modulo" if symbol[0] == "%" else "division"
    raise ZeroDivisionError(text + " by zero")


# Containers


def _subscript(object, key, mode, value):
    if isinstance(object, type):
        if mode == 0:
            if object in _GENERIC:
                import types

                return types.GenericAlias(object, key)
            raise TypeError("type '%s' is not subscriptable" % object.__name__)
    name = _name_of(object)
    if mode == 0:
        raise TypeError("'%s' object is not subscriptable" % name)
    if mode == 1:
        raise TypeError("'%s' object does not support item assignment" % name)
    raise TypeError("'%s' object doesn't support item deletion" % name)


_GENERIC = (list, dict, tuple, set, frozenset, type)


def _missing(object, key):
    # Of an instance of a class derived from dict.
    method = _own_member(type(object), "__missing__")
    if method is _absent:
        raise KeyError(key)
    return method(object, key)


def _as_index(index, kind):
    if _is_written(type(index)):
        method = _own_member(type(index), "__index__")
        if method is not _absent:
            return method(index)
    if kind is str:
        raise TypeError("string indices must be integers, not '%s'" % _name_of(index))
    name = "byte" if kind is bytes else kind.__name__
    raise TypeError("%s indices must be integers or slices, not %s" % (name, _name_of(index)))


def _iterate(object):
    raise TypeError("'%s' object is not iterable" % _name_of(object))


def _length(object):
    raise TypeError("object of type '%s' has no len()" % _name_of(object))


def _undefined(name):
    raise NameError("name '%s' is not defined" % name)


# Attributes


def _attribute(object, name):
    # The value, or _absent.
    cls = type(object)
    get = _ATTRIBUTES.get(cls)
    if get is not None:
        value = get(object, name)
        if value is not _absent:
            return value
    elif _slot_word(cls, 9) == _exception_print:
        value = _exception_attribute(object, name)
        if value is not _absent:
            return value
    if name[:2] != "__":
        return _absent
    if name == "__doc__":
        return _own_doc(cls)
    if name == "__module__":
        return "__main__" if _is_written(cls) else _absent
    return _special(object, cls, name)


def _own_doc(cls):
    if not _is_written(cls):
        return None
    doc = _own_member(cls, "__doc__")
    return None if doc is _absent else doc


_INTEGER = {"real": lambda n: +n, "imag": lambda n: 0, "numerator": lambda n: +n, "denominator": lambda n: 1}


def _int_attribute(object, name):
    get = _INTEGER.get(name)
    return _absent if get is None else get(object)


def _float_attribute(object, name):
    return object if name == "real" else 0.0 if name == "imag" else _absent


def _function_attribute(object, name):
    if name == "__dict__":
        # Those that a program sets, without what says more of the function.
        return {key: value for key, value in _side(object).items() if key not in _OF_FUNCTIONS}
    if name == "__qualname__":
        return _side(object).get("__name__") or _qualified(object)
    if name == "__module__":
        return "builtins" if object.__globals__ is _own_globals else "__main__"
    if name == "__doc__":
        return _docstring(object)
    if name == "__defaults__":
        return _Code(object).positional_defaults() or None
    if name == "__kwdefaults__":
        return _Code(object).keyword_defaults() or None
    if name == "__annotations__":
        return _side(object).setdefault(name, _annotations(object))
    if name == "__closure__":
        return None
    return _absent


_OF_FUNCTIONS = ("__name__", "__qualname__", "__module__", "__doc__", "__defaults__", "__kwdefaults__", "__annotations__")


def _builtin_attribute(object, name):
    if name in ("__name__", "__qualname__"):
        return _builtin_name(object) or _absent
    return "builtins" if name == "__module__" else _absent


def _method_attribute(object, name):
    if name == "__func__":
        return _object_at(_word(id(object) + 4))
    if name == "__self__":
        return _object_at(_word(id(object) + 8))
    if name in ("__name__", "__qualname__"):
        function = object.__func__
        if type(function) in _FUNCTION_TYPES:
            return function.__name__
        return _method_name(function, type(object.__self__))
    return getattr(_object_at(_word(id(object) + 4)), name, _absent) if name != "__dict__" else _absent


def _type_attribute(object, name):
    if name == "__mro__":
        return tuple(_mro(object))
    if name == "mro":
        return lambda: list(_mro(object))
    if name == "__subclasses__":
        return lambda: list(_SUBCLASSES.get(id(object), ()))
    if name == "__base__":
        bases = object.__bases__
        return None if object is builtins.object else bases[0] if bases else builtins.object
    if name == "__qualname__":
        return object.__name__
    if name == "__module__":
        return "__main__" if _is_written(object) else "builtins"
    if name == "__annotations__":
        return {}
    if name == "__doc__":
        return None
    return _special_of_class(object, name)


def _range_attribute(object, name):
    if name == "count":
        return lambda value: int(value in object)
    if name == "index":
        return lambda value: _place_in(object, value)
    return _absent


def _place_in(numbers, value):
    if value not in numbers:
        raise ValueError("%r is not in range" % (value,))
    return (value - numbers.start) // numbers.step


def _generator_attribute(object, name):
    # After the type, what is thrown in, and its frame, which begins with the function.
    return getattr(_object_at(_word(id(object) + 8)), name) if name in ("__name__", "__qualname__") else _absent


_OF_VIEWS = {
    "tolist": lambda view: lambda: list(view),
    "tobytes": lambda view: lambda: bytes(view),
    "nbytes": lambda view: len(bytes(view)),
}


def _view_attribute(object, name):
    get = _OF_VIEWS.get(name)
    return _absent if get is None else get(object)


def _module_attribute(object, name):
    return None if name in ("__doc__", "__spec__", "__loader__") else _absent


_ATTRIBUTES = {
    int: _int_attribute,
    bool: _int_attribute,
    float: _float_attribute,
    _PlainFunction: _function_attribute,
    _ClosureFunction: _function_attribute,
    _GeneratorFunction: _function_attribute,
    _Method: _method_attribute,
    type: _type_attribute,
    _Module: _module_attribute,
    super: _super_attribute,
    _CodeObject: _code_attribute,
    complex: lambda object, name: (lambda: complex(object.real, -object.imag)) if name == "conjugate" else _absent,
    type(_until(0, 0)): _generator_attribute,
    range: _range_attribute,
    memoryview: _view_attribute,
}
_exception_print = _slot_word(Exception, 9)
_EXCEPTION_DEFAULTS = {
    "__cause__": None,
    "__context__": None,
    "__suppress_context__": False,
    "__traceback__": None,
}


def _exception_attribute(object, name):
    if name in _EXCEPTION_DEFAULTS:
        return _EXCEPTION_DEFAULTS[name]
    if name == "add_note":
        return lambda note: _side(object).setdefault("__notes__", []).append(note)
    if name == "with_traceback":
        return lambda traceback: object
    if name == "code" and isinstance(object, SystemExit):
        args = object.args
        return args[0] if len(args) == 1 else args or None
    if name in ("name", "path") and isinstance(object, (ImportError, AttributeError, NameError)):
        return None
    if name in ("strerror", "filename") and isinstance(object, OSError):
        return object.args[1] if name == "strerror" and len(object.args) > 1 else None
    return _absent


def _side(object):
    kept = _SIDE.get(id(object))
    if kept is None:
        kept = _SIDE[id(object)] = (object, {})
    return kept[1]


def _set_attribute(object, name, value):
    # _absent as a value deletes.
    cls = type(object)
    if cls in _FUNCTION_TYPES or _slot_word(cls, 9) == _exception_print:
        if value is not _absent:
            _side(object)[name] = value
            return
        if _side(object).pop(name, _absent) is not _absent:
            return
    elif cls is type and not _is_written(object):
        raise TypeError("cannot set '%s' attribute of immutable type '%s'" % (name, object.__name__))
    elif _is_written(cls):
        found = _own_member(cls, name)
        if isinstance(found, property):
            action = "deleter" if value is _absent else "setter"
            raise AttributeError("property '%s' of '%s' object has no %s" % (name, cls.__name__, action))
    if cls is type:
        raise AttributeError("type object '%s' has no attribute '%s'" % (object.__name__, name))
    raise AttributeError("'%s' object has no attribute '%s'" % (cls.__name__, name))


# Texts


def _module_of(cls):
    if not _is_written(cls):
        return "builtins"
    return cls.__dict__.get("__module__", "builtins")


def _qualified_name(cls):
    # With the module, as CPython shows classes.
    module = _module_of(cls)
    if module == "builtins":
        return cls.__name__
    return "%s.%s" % (module, cls.__dict__.get("__qualname__", cls.__name__))


def _method_name(function, cls):
    # Methods of built-in types do not know their names; their types' tables do.
    dictionary = _slot_word(cls, _METHODS)
    address = id(function)
    count, table = _word(dictionary + 4) >> 3, _word(dictionary + 12)
    for entry in range(table, table + 8 * count, 8):
        if _word(entry + 4) == address:
            return _object_at(_word(entry))
    return "?"


def _text(object):
    # The repr of a class, a method, a closure, or an object whose class has none.
    cls = type(object)
    if cls is type:
        method = getattr(object, "__class_repr__", None)
        return "<class '%s'>" % _qualified_name(object) if method is None else method()
    if cls is _Method:
        function = object.__func__
        owner = object.__self__
        if type(function) not in _FUNCTION_TYPES:
            name = _method_name(function, type(owner))
            return "<built-in method %s of %s object at 0x%x>" % (name, _name_of(owner), id(owner))
        holder = owner if type(owner) is type else type(owner)
        return "<bound method %s.%s of %r>" % (holder.__name__, function.__name__, owner)
    if cls in _FUNCTION_TYPES:
        if object.__globals__ is _own_globals:
            return "<built-in function %s>" % object.__name__.lstrip("_")
        return "<function %s at 0x%x>" % (object.__qualname__, id(object))
    if cls in _BUILTIN_TYPES:
        return "<built-in function %s>" % (_builtin_name(object) or "?")
    return "<%s object at 0x%x>" % (_qualified_name(cls), id(object))


def _string(object):
    # The str of an instance of a class derived from a built-in type, if its class says its repr only.
    cls = type(object)
    for one in _mro(cls):
        if not _is_written(one):
            continue
        members = one.__dict__
        if "__str__" in members:
            break
        if "__repr__" in members:
            return members["__repr__"](object)
    else:
        value = _value_of(object)
        if isinstance(value, (set, frozenset)):
            return _native_text(object, value, "__repr__")
    return _absent


def _join(separator, items):
    kind = type(separator)
    base = str if isinstance(separator, str) else bytes
    plain = []
    for place, item in enumerate(items):
        if not isinstance(item, base):
            if base is bytes:
                raise TypeError("sequence item %d: expected a bytes-like object, %s found" % (place, _name_of(item)))
            raise TypeError("sequence item %d: expected str instance, %s found" % (place, _name_of(item)))
        plain.append(item if type(item) is base else _value_of(item))
    return separator.join(plain)


def _value_of(instance):
    # Of an instance of a class derived from a built-in type.
    return _object_at(_word(id(instance) + 16))


def _no_float(text):
    return ValueError("could not convert string to float: %r" % text)


def _no_integer(text, base):
    # Other digits than ASCII's may be in it.
    if not text.isascii():
        digits = _native("unicode.decimal", text)
        read = "".join([character if digit is None else str(digit) for character, digit in zip(text, digits)])
        if read != text and read.isascii():
            return int(read, base)
    raise ValueError("invalid literal for int() with base %d: %r" % (base, text))


def _nothing_to_choose(operation):
    raise ValueError("%s() arg is an empty sequence" % ("max" if operation else "min"))


def _not_found(items, value):
    if items is None:
        raise ValueError("list.remove(x): x not in list")
    if isinstance(items, tuple):
        raise ValueError("tuple.index(x): x not in tuple")
    raise ValueError("%r is not in list" % (value,))


def _too_few(values, wanted, at_least):
    if at_least is None:
        raise TypeError("cannot unpack non-iterable %s object" % _name_of(values))
    try:
        count = len(values)
    except TypeError:
        raise ValueError("not enough values to unpack (expected %d)" % wanted)
    words = "at least %d" % wanted if at_least else "%d" % wanted
    raise ValueError("not enough values to unpack (expected %s, got %d)" % (words, count))


# Calls


def _function_in(method):
    # Of a method of a built-in object: its function, as a word.
    return _word(id(method) + 4)


# What CPython takes by name as well, and what stands for it if it is not given.
_BY_NAME = {
    _function_in("".split): (("sep", None), ("maxsplit", -1)),
    _function_in("".rsplit): (("sep", None), ("maxsplit", -1)),
    _function_in((1).to_bytes): (("length", 1), ("byteorder", "big"), ("signed", False)),
    _function_in(int.from_bytes): (("bytes", b""), ("byteorder", "big"), ("signed", False)),
}


def _by_keyword(function, positional, keywords):
    # A call of a built-in function by names. The keywords are names and values in turn.
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


_KNOWN = {}
for _special_names in (_SPECIAL, _OBJECT, _EXCEPTION_DEFAULTS, _INTEGER, _OF_VIEWS):
    for _special_name in _special_names:
        _KNOWN[_special_name] = None
for _special_name in (
    "__doc__ __module__ __dict__ __qualname__ __defaults__ __kwdefaults__ __annotations__ __func__ __self__ __name__ "
    "conjugate co_name co_qualname co_filename co_argcount co_kwonlyargcount co_posonlyargcount co_varnames co_firstlineno "
    "co_flags co_freevars __closure__ count index __init__ __new__ __subclasses__ __mro__ mro __base__ __spec__ __loader__ add_note with_traceback code name path strerror filename"
).split():
    _KNOWN[_special_name] = None


class _Names:
    pass


def _rename(type, **name):
    # The name as a keyword's is interned, however long it is: a type has room for its number.
    for word in name:
        uctypes.bytearray_at(id(type) + 6, 2)[:] = (id(word) >> 3).to_bytes(2, "little")


# Views are compared with other kinds too: a flag of the type.
uctypes.bytearray_at(id(_View) + 4, 1)[0] |= 8
for _renamed in (_ClosureFunction, _GeneratorFunction):
    _rename(_renamed, function=0)
for _renamed in (globals, len, setattr, max, abs, _c_pow, _c_isinstance, _c_iter, _c_print, [].append, {}.keys, "".find):
    if type(_renamed) is _Method:
        _renamed = _object_at(_word(id(_renamed) + 4))
    if type(_renamed) not in _FUNCTION_TYPES:
        _rename(type(_renamed), builtin_function_or_method=0)
        _BUILTIN_TYPES.add(type(_renamed))
        _ATTRIBUTES[type(_renamed)] = _builtin_attribute
_rename(_Method, method=0)

# What is built in there knows its name.
for _renamed in (
    "issubclass iter zip round pow ascii vars sum breakpoint open format dir input hash complex memoryview compile exec eval exit"
).split():
    try:
        _function = eval(_renamed)
    except NameError:
        continue
    if type(_function) in _FUNCTION_TYPES:
        _side(_function)["__name__"] = _renamed


def _nested_text(object, around=()):
    # Of a list or dictionary that holds itself, or is nested deeply.
    kind = type(object)
    if kind not in (list, dict, tuple):
        return repr(object)
    if id(object) in around:
        return "[...]" if kind is list else "{...}" if kind is dict else "(...)"
    around = around + (id(object),)
    if kind is dict:
        items = ["%s: %s" % (_nested_text(key, around), _nested_text(value, around)) for key, value in object.items()]
        return "{%s}" % ", ".join(items)
    text = ", ".join([_nested_text(item, around) for item in object])
    if kind is list:
        return "[%s]" % text
    return "(%s,)" % text if len(object) == 1 else "(%s)" % text


def _changed_size(collection):
    kind = "Set" if isinstance(collection, (set, frozenset)) else "dictionary"
    raise RuntimeError("%s changed size during iteration" % kind)


_hooks = (
    _absent,
    _attribute,
    _set_attribute,
    _unary,
    _binary,
    _divided_by_zero,
    _subscript,
    _as_index,
    _iterate,
    _length,
    _undefined,
    _text,
    _string,
    _SIDE,
    _KNOWN,
    _mismatched,
    _too_few,
    _join,
    _no_float,
    _by_text_method,
    _nothing_to_choose,
    _not_found,
    _no_integer,
    _by_keyword,
    _unbound,
    _isinstance,
    _print,
)
for _hook_number, _hook in enumerate(_hooks):
    _set_word(_HOOKS + 4 * _hook_number, id(_hook))
for _hook_number, _hook in {
    61: _wrong_fields,
    62: _complex_power,
    64: _quotient,
    65: _float_of,
    66: _format_text,
    67: _percent,
    68: _changed_size,
    69: _caught,
    70: _handled,
    71: _arguments_of,
    72: _nested_text,
}.items():
    _set_word(_HOOKS + 4 * _hook_number, id(_hook))
