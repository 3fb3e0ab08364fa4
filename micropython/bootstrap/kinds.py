# Kinds of objects: the types that have no name in Python, what is kept beside objects that have no room for
# it, and which classes are written in Python.

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


# Classes that CPython names with their modules where an operation fails.
_DOTTED = {
    "Decimal": "decimal",
    "Match": "re",
    "Pattern": "re",
    "date": "datetime",
    "datetime": "datetime",
    "partial": "functools",
    "time": "datetime",
    "timedelta": "datetime",
    "timezone": "datetime",
}


def _name_of(object):
    cls = type(object)
    name = cls.__name__
    module = _DOTTED.get(name)
    return "%s.%s" % (module, name) if module is not None and _module_of(cls) == module else name


def _slot_word(cls, place):
    at = _slot(cls, place)
    return at and _word(at)


class _Sample:
    pass


_instance_make_new = _slot_word(_Sample, 8)
