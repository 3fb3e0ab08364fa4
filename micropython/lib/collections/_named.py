# namedtuple: a subclass of MicroPython's own named tuple, so that fields are read without Python code.
_exec_as_it_is = exec  # of source that needs no lowering
_native = __import_c__("collections").namedtuple
_fields_of = __import_c__("__main__")._FIELDS  # for the words of errors


def _check(typename, fields):
    import keyword

    for name in [typename] + fields:
        if not isinstance(name, str):
            raise TypeError("Type names and field names must be strings")
        if not name.isidentifier():
            raise ValueError("Type names and field names must be valid identifiers: %r" % name)
        if keyword.iskeyword(name):
            raise ValueError("Type names and field names cannot be a keyword: %r" % name)
    seen = set()
    for name in fields:
        if name[0] == "_":
            raise ValueError("Field names cannot start with an underscore: %r" % name)
        if name in seen:
            raise ValueError("Encountered duplicate field name: %r" % name)
        seen.add(name)


def _renamed(fields):
    import keyword

    seen = set()
    for index, name in enumerate(fields):
        valid = name.isidentifier() and not keyword.iskeyword(name) and name[0] != "_"
        if not valid or name in seen:
            fields[index] = "_%d" % index
        seen.add(name)
    return fields


def named_tuple(typename, field_names, rename=False, defaults=None):
    if isinstance(field_names, str):
        field_names = field_names.replace(",", " ").split()
    fields = [str(name) for name in field_names]
    typename = str(typename)
    if rename:
        fields = _renamed(fields)
        _check(typename, [])
    else:
        _check(typename, fields)
    given = () if defaults is None else tuple(defaults)
    if len(given) > len(fields):
        raise TypeError("Got more default values than field names")
    return build(typename, fields, dict(zip(fields[len(fields) - len(given) :], given)))


@classmethod
def _make(cls, iterable):
    values = list(iterable)
    if len(values) != len(cls._fields):
        raise TypeError("Expected %d arguments, got %d" % (len(cls._fields), len(values)))
    return cls(*values)


def _replace(self, **changes):
    values = [changes.pop(name) if name in changes else value for name, value in zip(self._fields, self)]
    if changes:
        raise ValueError("Got unexpected field names: %r" % list(changes))
    return type(self)(*values)


def _asdict(self):
    return dict(zip(self._fields, self))


def __getnewargs__(self):
    return tuple(self)


def __repr__(self):
    shown = ", ".join(["%s=%r" % pair for pair in zip(self._fields, self)])
    return "%s(%s)" % (type(self).__name__, shown)


def _set(self, name, value):
    if name in self._fields:
        raise AttributeError("can't set attribute")
    if "_make" in type(self).__dict__:
        raise AttributeError("'%s' object has no attribute '%s'" % (type(self).__name__, name))
    # Of a class below: it has a namespace.
    object.__setattr__(self, name, value)


def _delete(self, name):
    if name in self._fields:
        raise AttributeError("can't delete attribute")
    object.__delattr__(self, name)


def build(typename, fields, defaults, namespace=()):
    # The class of these fields, defaults by name and further members.
    members = dict(namespace)
    members["_fields"] = members["__match_args__"] = tuple(fields)
    members["_field_defaults"] = defaults
    members.setdefault("__doc__", "%s(%s)" % (typename, ", ".join(fields)))
    members["_make"] = _make
    members["_replace"] = _replace
    members["_asdict"] = _asdict
    members["__getnewargs__"] = __getnewargs__
    members["__setattr__"] = _set
    members["__delattr__"] = _delete
    members.setdefault("__repr__", __repr__)
    members.setdefault("__str__", members["__repr__"])
    space = {"_defaults": defaults}
    if defaults:
        # The interpreter binds the arguments: the defaults stand in a function's head.
        head = ["%s=_defaults[%r]" % (name, name) if name in defaults else name for name in fields]
        source = "def __init__(self, %s):\n    super(_class, self).__init__(%s)\n"
        _exec_as_it_is(source % (", ".join(head), ", ".join(fields)), space)
        space["__init__"].__qualname__ = typename + ".__new__"
        members["__init__"] = space["__init__"]
    native = _native(typename, fields)
    _fields_of[id(native)] = fields
    space["_class"] = named = type(typename, (native,), members)
    return named
