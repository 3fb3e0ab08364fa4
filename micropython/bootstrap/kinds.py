# Kinds of objects: the types that have no name in Python, what is kept beside objects that have no room for
# it, and which classes are written in Python.

_SIDE = {}  # attributes of objects that have no room for them: {address: (object, {name: value})}

_PlainFunction = type(lambda: 0)
_GeneratorFunction = type(_until)
_Method = type(_files.open)
_BuiltIn = type(len)
_Module = type(builtins)
_View = type({}.keys())
_new_slot(_Module, _MAKE_NEW, _range_room + 4, _numbers["module_new"])
_BUILTIN_TYPES = set()
_FUNCTION_TYPES = (_PlainFunction, _ClosureFunction, _GeneratorFunction)
_JOINED = (str, list, tuple, bytes, bytearray)


# Classes that CPython names with their modules where something fails.
_DOTTED = {
    name.split(".")[1]: name
    for name in (
        "_io.BytesIO _io.StringIO _io.TextIOWrapper array.array collections.OrderedDict collections.defaultdict "
        "collections.deque datetime.date datetime.datetime datetime.time datetime.timedelta datetime.timezone "
        "decimal.Context decimal.Decimal functools.partial re.Match re.Pattern types.SimpleNamespace "
        "zoneinfo.ZoneInfo"
    ).split()
}


def _name_of(object):
    cls = type(object)
    if cls is _View:
        # After the type and the dictionary: which kind.
        return ("dict_items", "dict_keys", "dict_values")[_word(id(object) + 8)]
    if object is NotImplemented:
        # Of the same type as the ellipsis.
        return "NotImplementedType"
    return _class_name(cls)


def _class_name(cls):
    name = cls.__name__
    dotted = _DOTTED.get(name)
    if dotted is not None and _module_of(cls) == dotted[: -len(name) - 1].lstrip("_"):
        return dotted
    return name


def _slot_word(cls, place):
    at = _slot(cls, place)
    return at and _word(at)


class _Sample:
    pass


_instance_make_new = _slot_word(_Sample, 8)
