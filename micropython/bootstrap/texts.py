# The texts of objects whose class does not say them: classes, functions, methods, instances.

def _module_of(cls):
    if not _is_written(cls):
        return "builtins"
    # Of a package without the parts that are its own.
    return cls.__dict__.get("__module__", "__main__").split("._")[0]


def _qualified_name(cls):
    # With the module, as CPython shows classes.
    module = _module_of(cls)
    if module == "builtins":
        return cls.__name__
    return "%s.%s" % (module, cls.__dict__.get("__qualname__", cls.__name__))


def _method_name(function, cls):
    # Methods of built-in types do not know their names; their types' tables do.
    dictionary = _slot_word(cls, _METHODS)
    if not dictionary:
        return "?"
    address = id(function)
    count, table = _word(dictionary + 4) >> 3, _word(dictionary + 12)
    for entry in range(table, table + 8 * count, 8):
        if _word(entry + 4) == address:
            return _object_at(_word(entry))
    return "?"


def _text(object):
    # The repr of a class, a method, a closure, or an object whose class has none.
    cls = object.__class__
    if cls is type:
        method = getattr(object, "__class_repr__", None)
        return "<class '%s'>" % _qualified_name(object) if method is None else method()
    if cls is _Method:
        function = object.__func__
        owner = object.__self__
        if type(function) not in _FUNCTION_TYPES:
            name = _method_name(function, type(owner))
            return "<built-in method %s of %s object at 0x%x>" % (name, _name_of(owner), id(owner))
        holder = owner if owner.__class__ is type else type(owner)
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
    cls = object.__class__
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


def _value_of(instance):
    # Of an instance of a class derived from a built-in type.
    return _object_at(_word(id(instance) + 16))


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
