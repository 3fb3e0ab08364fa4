# Attributes that built-in objects have in CPython, by their types; and those of functions and exceptions,
# which have no room for them, beside these.

def _attribute(object, name):
    # The value, or _absent.
    cls = object.__class__
    get = _ATTRIBUTES.get(cls)
    if get is not None:
        value = get(object, name)
        if value is not _absent:
            return value
    elif _slot_word(cls, 9) == _exception_print:
        value = _exception_attribute(object, name)
        if value is not _absent:
            return value
    elif name in _OF_ERRORS and issubclass(cls, (ImportError, AttributeError, NameError)):
        error = _value_of(object)
        if isinstance(error, BaseException):
            return getattr(error, name, _absent)
    if name[:2] != "__":
        return _absent
    if name == "__doc__":
        return _own_doc(cls)
    if name == "__module__":
        return "__main__" if _is_written(cls) else _absent
    return _special(object, cls, name)


_OF_ERRORS = ("name", "path", "obj", "msg")


def _no_attribute(object, name):
    # Raises, unless a metaclass gives it.
    cls = type(object)
    if name in ("__enter__", "__exit__"):
        missed = " (missed __exit__ method)" if name == "__exit__" and hasattr(object, "__enter__") else ""
        raise TypeError("'%s' object does not support the context manager protocol%s" % (_name_of(object), missed))
    if cls is _Module:
        raise AttributeError("module '%s' has no attribute '%s'" % (object.__name__, name))
    if isinstance(object, type):
        method = _of_its_metaclass(object, "__getattr__")
        if method is not _absent:
            return method(object, name)
        if hasattr(object, "__members__"):
            raise AttributeError(name)
        raise AttributeError("type object '%s' has no attribute '%s'" % (_class_name(object), name))
    kind = _name_of(object)
    if cls is _Method and type(object.__func__) not in _FUNCTION_TYPES:
        kind = "builtin_function_or_method"
    raise AttributeError("'%s' object has no attribute '%s'" % (kind, name))


def _of_its_metaclass(cls, name):
    # What a metaclass says of it, as it stands there.
    metaclass = _METACLASSES.get(id(cls))
    if not isinstance(metaclass, type):
        return _absent
    return _own_member(metaclass, name)


def _metaclass_attribute(cls, name):
    member = _of_its_metaclass(cls, name)
    if member is not _absent and hasattr(type(member), "__get__"):
        return member.__get__(cls, type(cls))
    if isinstance(member, property):
        return member.fget(cls)
    method = _of_its_metaclass(cls, "__getattr__")
    if name[:2] != "__" and method is not _absent:
        try:
            return method(cls, name)
        except AttributeError:
            pass
    return _absent


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
        return _seldom("cells", object) if type(object) is _ClosureFunction else None
    if name == "__code__" and object.__globals__ is not _own_globals:
        return _FunctionCode(object)
    return _absent


_OF_FUNCTIONS = ("__name__", "__qualname__", "__module__", "__doc__", "__defaults__", "__kwdefaults__", "__annotations__")


def _builtin_attribute(object, name):
    if name in ("__name__", "__qualname__"):
        return _builtin_name(object) or _absent
    return "builtins" if name == "__module__" else _absent


def _checked_attribute(object, name):
    # Of a built-in type's method: after the type that type and the function.
    if name not in ("__name__", "__qualname__"):
        return _absent
    kind = _object_at(_word(id(object) + 4))
    found = _method_name(_object_at(_word(id(object) + 8)), kind)
    return found if name == "__name__" else "%s.%s" % (kind.__name__, found)


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
    if _METACLASSES.get(id(object)) is not None and (name[:2] != "__" or name not in _KNOWN):
        return _metaclass_attribute(object, name)
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
    if name in ("__aiter__", "__anext__", "asend", "athrow", "aclose"):
        return lambda *values: _seldom("of_async_generator", object, name, *values)
    return getattr(_object_at(_word(id(object) + 8)), name) if name in ("__name__", "__qualname__") else _absent


_OF_VIEWS = {
    "cast": lambda view: lambda format: _seldom("cast_view", view, format),
    "tolist": lambda view: lambda: list(view),
    "tobytes": lambda view: lambda: bytes(view),
    "nbytes": lambda view: len(bytes(view)),
    "hex": lambda view: lambda *separated: bytes(view).hex(*separated),
    "format": lambda view: _seldom("view_format", view),
    "itemsize": lambda view: len(bytes(view[:1])) or 1,
    "strides": lambda view: (len(bytes(view[:1])) or 1,),
    "ndim": lambda view: 1,
    "shape": lambda view: (len(view),),
    "release": lambda view: lambda: None,
    "readonly": lambda view: not _word(id(view) + 4) & 0x80,  # a flag in its type code
    "__enter__": lambda view: lambda: view,
    "__exit__": lambda view: lambda *error: None,
}


def _view_attribute(object, name):
    get = _OF_VIEWS.get(name)
    return _absent if get is None else get(object)


def _property_attribute(object, name):
    # After the type, the functions that get, set and delete.
    if name == "__doc__":
        get = _word(id(object) + 4)
        return _docstring(_object_at(get)) if type(_object_at(get)) in _FUNCTION_TYPES else None
    place = _OF_PROPERTIES.get(name)
    if place is None:
        return _absent
    word = _word(id(object) + place)
    return _object_at(word) if word else None


_OF_PROPERTIES = {"fget": 4, "fset": 8, "fdel": 12}


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
    type(list.append): _checked_attribute,
    super: _super_attribute,
    _CodeObject: _code_attribute,
    complex: lambda object, name: (lambda: complex(object.real, -object.imag)) if name == "conjugate" else _absent,
    type(_until(0, 0)): _generator_attribute,
    range: _range_attribute,
    memoryview: _view_attribute,
    property: _property_attribute,
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
        # It is the last in the message.
        quoted = _quoted(str(object)) if name == "name" else ()
        return quoted[-1] if quoted else None
    if name == "obj" and isinstance(object, AttributeError):
        return None
    if name == "msg" and isinstance(object, ImportError):
        return object.args[0] if len(object.args) == 1 else None
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
    cls = object.__class__
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
