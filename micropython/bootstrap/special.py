# The special methods that objects have by nature, for those who ask for them by name: of built-in
# objects (`[].__len__()`), of their types (`list.__len__`), and above a class that is written in Python
# (`super().__getitem__(key)`). MicroPython's C code does without them.

_sized = (str, list, tuple, dict, set, frozenset, bytes, bytearray, range)
_numbers_and = (int, float, complex)
_ordered = (int, float, str, list, tuple, bytes, bytearray, set, frozenset)
_sets = (set, frozenset)
_absent = ["absent"]  # stands for no value


def _own_member(cls, name):
    # What a class that is written in Python, or one of its bases, defines.
    for one in _mro(cls):
        found = one.__dict__.get(name, _absent)
        if found is not _absent:
            return found
    return _absent


def _is_written(cls):
    # Whether a class is written in Python.
    return _slot_word(cls, 8) == _instance_make_new


def _set_item(container, key, value):
    container[key] = value


def _delete_item(container, key):
    del container[key]


def _operator_methods():
    # {name: (types, function of a value and others)}
    kinds = {
        "add": (_numbers_and + (str, list, tuple, bytes, bytearray), "+"),
        "mul": (_numbers_and + (str, list, tuple, bytes, bytearray), "*"),
        "sub": (_numbers_and + _sets, "-"),
        "truediv": (_numbers_and, "/"),
        "floordiv": ((int, float), "//"),
        "mod": ((int, float, str, bytes), "%"),
        "pow": (_numbers_and, "**"),
        "and": ((int,) + _sets, "&"),
        "or": ((int, dict) + _sets, "|"),
        "xor": ((int,) + _sets, "^"),
        "lshift": ((int,), "<<"),
        "rshift": ((int,), ">>"),
    }
    methods = {}
    for name, (types, symbol) in kinds.items():
        methods["__%s__" % name] = types, eval("lambda self, other: self %s other" % symbol)
        methods["__r%s__" % name] = types[:3] if name in ("add", "mul") else types, eval("lambda self, other: other %s self" % symbol)
    for name, symbol in (("iadd", "+="), ("imul", "*="), ("ior", "|="), ("iand", "&="), ("isub", "-="), ("ixor", "^=")):
        space = {}
        exec("def change(self, other):\n    self %s other\n    return self" % symbol, space)
        methods["__%s__" % name] = (list, bytearray) if symbol in "+=*=" else (set, dict), space["change"]
    for name, symbol in (("lt", "<"), ("le", "<="), ("gt", ">"), ("ge", ">=")):
        methods["__%s__" % name] = _ordered, eval("lambda self, other: self %s other" % symbol)
    return methods


_SPECIAL = _operator_methods()
_SPECIAL.update(
    {
        "__len__": (_sized, len),
        "__contains__": (_sized, lambda self, item: item in self),
        "__iter__": (_sized, _c_iter),
        "__getitem__": ((str, list, tuple, dict, bytes, bytearray, range), lambda self, key: self[key]),
        "__setitem__": ((list, dict, bytearray), _set_item),
        "__delitem__": ((list, dict, bytearray), _delete_item),
        "__reversed__": ((list, dict, range), reversed),
        "__int__": ((int, float), int),
        "__float__": ((int, float), float),
        "__index__": ((int,), int),
        "__abs__": (_numbers_and, abs),
        "__neg__": (_numbers_and, lambda self: -self),
        "__pos__": (_numbers_and, lambda self: +self),
        "__invert__": ((int,), lambda self: ~self),
        "__round__": ((int, float), lambda self, *digits: round(self, *digits)),
        "__trunc__": ((int, float), int),
        "__floor__": ((int, float), lambda self: self // 1 if isinstance(self, int) else math.floor(self)),
        "__ceil__": ((int, float), lambda self: -(-self // 1) if isinstance(self, int) else math.ceil(self)),
        "__bool__": (_numbers_and, bool),
        "__divmod__": ((int, float), divmod),
        "__rdivmod__": ((int, float), lambda self, other: divmod(other, self)),
        "__getnewargs__": ((int, float, str, tuple), lambda self: (self,)),
    }
)
_CALLABLE = (type(lambda: 0), type(_bytes_through_str("title")), type(_until), type([].append), type(len), type)
_SPECIAL["__call__"] = _CALLABLE, lambda self, *args, **kwargs: self(*args, **kwargs)


def _equal(self, other):
    if type(self) in (int, float, bool) and type(other) in (int, float, bool, complex) or type(self) is type(other):
        return self == other
    return NotImplemented


def _unequal(self, other):
    equal = _equal(self, other)
    return equal if equal is NotImplemented else not equal


# Of a built-in value.
_EVERY = {
    "__eq__": _equal,
    "__ne__": _unequal,
    "__hash__": hash,
    "__repr__": repr,
    "__str__": str,
    "__dir__": dir,
    "__format__": format,
    "__sizeof__": lambda self: 16,
    "__getattribute__": getattr,
}


# What the Python part asks objects for, to see whether their class defines it.
_ASKED_OF_CLASSES = ("__format__", "__getattribute__", "__getnewargs__")

# Of an object whose class has no more to say.
_OBJECT = {
    "__eq__": lambda self, other: True if self is other else NotImplemented,
    "__ne__": lambda self, other: NotImplemented if _equal_by_class(self, other) is NotImplemented else self is not other,
    "__hash__": lambda self: id(self) >> 4,
    "__repr__": lambda self: "<%s object at 0x%x>" % (_qualified_name(type(self)), id(self)),
    "__str__": repr,
    "__dir__": lambda self: sorted(set(dir(type(self))) | set(self.__dict__)),
    "__format__": lambda self, spec: _format_of_object(self, spec),
    "__sizeof__": lambda self: 48,
    "__getattribute__": _unwatched_attribute,
}


def _equal_by_class(self, other):
    method = _own_member(type(self), "__eq__")
    return _OBJECT["__eq__"](self, other) if method is _absent else method(self, other)


def _format_of_object(self, spec):
    if spec:
        raise TypeError("unsupported format string passed to %s.__format__" % type(self).__name__)
    return str(self)


def _special(object, cls, name):
    # Of an object.
    if _is_written(cls):
        # Of such an object, these are asked for to see whether its class defines them.
        return _absent
    if name in _ASKED_OF_CLASSES:
        return _absent
    function = _special_function(object, name)
    if function is _absent or name not in _SPECIAL and object.__class__ is type:
        return _absent
    return lambda *args, **kwargs: function(object, *args, **kwargs)


def _special_function(value, name):
    # Of a built-in value; takes the value and more.
    found = _SPECIAL.get(name)
    if found is None:
        return _EVERY.get(name, _absent)
    if not isinstance(value, found[0]):
        if name == "__iter__" and hasattr(value, "__next__"):
            return lambda self: self
        return _absent
    return found[1]


def _native_base(cls):
    # The built-in type that a class is or is derived from; `object` if there is no other.
    for one in _mro(cls):
        if not _is_written(one):
            return one
    return object


def _super_attribute(above, name):
    # What `super()` finds beyond the classes that are written in Python.
    instance = _object_at(_word(id(above) + 8))
    return _absent if isinstance(instance, type) else _bound_special(instance, _native_base(type(instance)), name)


def _bound_special(instance, base, name):
    function = _special_of(instance, base, name)
    return function if function is _absent else lambda *args, **kwargs: function(*args, **kwargs)


def _special_of(instance, base, name):
    if base is object:
        function = _OBJECT.get(name, _absent)
        return function if function is _absent else lambda *args: function(instance, *args)
    value = _value_of(instance) if _is_written(type(instance)) else instance
    if name in ("__repr__", "__str__"):
        return lambda: _native_text(instance, value, name)
    if name == "__eq__" or name == "__ne__":
        function = _EVERY[name]
        return lambda other: function(value, _plain_value(other))
    function = _special_function(value, name)
    if function is _absent:
        return _absent
    if name[:3] == "__i" and name in _SPECIAL and name not in ("__int__", "__iter__", "__index__", "__invert__"):

        def change(other):
            function(value, _plain_value(other))
            return instance

        return change
    return lambda *args: function(value, *[_plain_value(argument) for argument in args])


def _plain_value(object):
    cls = type(object)
    if not _is_written(cls) or _native_base(cls) is builtins.object:
        return object
    return _value_of(object)


def _native_text(instance, value, name):
    # Such a text may begin with the name of the class.
    if name == "__str__" and not isinstance(value, (str, BaseException)):
        # As the class writes it, if it does.
        return repr(instance)
    text = str(value) if name == "__str__" else repr(value)
    kind = type(value).__name__
    if name == "__repr__" or isinstance(value, _sets):
        if isinstance(value, BaseException) or isinstance(value, frozenset):
            return type(instance).__name__ + text[len(kind) :]
        if isinstance(value, set):
            return type(instance).__name__ + ("(%s)" % text if value else "()")
    return text


# Of a class that is written in Python these are of the built-in type below, if it says nothing of its own.
_OF_CONTAINERS = ("__len__", "__contains__", "__iter__", "__getitem__", "__setitem__", "__delitem__", "__reversed__")


def _special_of_class(cls, name):
    # `list.__len__`: a function that takes the object.
    if name == "__new__":
        return builtins.object.__new__
    if name == "__init__":
        return _init_above if not _is_written(cls) else _absent
    base = _native_base(cls)
    if base is object:
        return _OBJECT.get(name, _absent)
    if name not in _SPECIAL and name not in _EVERY or _is_written(cls) and name not in _OF_CONTAINERS:
        return _absent
    if name in _SPECIAL and not issubclass(cls, _SPECIAL[name][0]):
        return _absent

    def special(self, *args):
        function = _special_of(self, base, name)
        if function is _absent:
            raise TypeError("descriptor '%s' requires a '%s' object but received a '%s'" % (name, cls.__name__, type(self).__name__))
        return function(*args)

    return special


def _init_above(self, *args, **kwargs):
    # `list.__init__(self, items)`: what `super().__init__(items)` is in the class right below.
    lowest = None
    for one in _mro(type(self)):
        if _is_written(one):
            lowest = one
    if lowest is not None:
        super(lowest, self).__init__(*args, **kwargs)
