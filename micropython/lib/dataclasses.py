# dataclasses. The methods are written as source and compiled, so that they run as if typed by hand.
from types import MappingProxyType
_exec_as_it_is = exec  # of source that needs no lowering


class _Marker:
    def __init__(self, shown):
        self._shown = shown

    def __repr__(self):
        return self._shown


MISSING = _Marker("<dataclasses._MISSING_TYPE object>")
KW_ONLY = _Marker("<dataclasses._KW_ONLY_TYPE object>")
_FACTORY = _Marker("<factory>")
_FIELDS = "__dataclass_fields__"


class FrozenInstanceError(AttributeError):
    pass


class InitVar:
    def __init__(self, type):
        self.type = type

    @classmethod
    def __class_getitem__(cls, type):
        return InitVar(type)

    def __repr__(self):
        from types import type_repr

        return "dataclasses.InitVar[%s]" % type_repr(self.type)


class Field:
    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = MappingProxyType({} if metadata is None else metadata)
        self.kw_only = kw_only
        self._kind = "field"

    def __repr__(self):
        names = ("name", "type", "default", "default_factory", "init", "repr", "hash", "compare", "metadata", "kw_only")
        shown = ",".join(["%s=%r" % (name, getattr(self, name)) for name in names])
        return "Field(%s,_field_type=%s)" % (shown, "_FIELD" if self._kind == "field" else "_FIELD_INITVAR")


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None, kw_only=MISSING):
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


def _is_kind(annotation, names):
    # Whether an annotation, which may be text, is one of these of typing or dataclasses.
    text = annotation if isinstance(annotation, str) else repr(annotation)
    return text.split("[")[0].rpartition(".")[2] in names


def _own_fields(cls, kw_only):
    found = []
    annotations = cls.__dict__.get("__annotations__", {})
    for name in annotations:
        annotation = annotations[name]
        if annotation is KW_ONLY or _is_kind(annotation, ("KW_ONLY",)):
            kw_only = True
            continue
        default = cls.__dict__.get(name, MISSING)
        if isinstance(default, Field):
            made = default
        else:
            made = Field(default, MISSING, True, True, None, True, None, MISSING)
        made.name = name
        made.type = annotation
        if _is_kind(annotation, ("ClassVar",)):
            continue
        if isinstance(annotation, InitVar) or annotation is InitVar or _is_kind(annotation, ("InitVar",)):
            made._kind = "initvar"
        if made.kw_only is MISSING:
            made.kw_only = kw_only
        if isinstance(made.default, (list, dict, set)):
            raise ValueError(
                "mutable default %s for field %s is not allowed: use default_factory"
                % (_shown_class(type(made.default)), name)
            )
        found.append(made)
        if isinstance(default, Field):
            if made.default is MISSING:
                delattr(cls, name)
            else:
                setattr(cls, name, made.default)
    for name, value in list(cls.__dict__.items()):
        if isinstance(value, Field) and name not in annotations:
            raise TypeError("%r is a field but has no type annotation" % name)
    return found


def _shown_class(kind):
    return "<class '%s'>" % kind.__name__


def _parameter(each):
    if each.default is MISSING and each.default_factory is MISSING:
        return each.name
    if each.default is MISSING:
        return "%s=_factory" % each.name
    return "%s=_default_%s" % (each.name, each.name)


def _init(fields, frozen, slots, has_post_init, space):
    positional = [each for each in fields if each.init and not each.kw_only]
    named = [each for each in fields if each.init and each.kw_only]
    optional = None
    for each in positional:
        if each.default is not MISSING or each.default_factory is not MISSING:
            optional = each
        elif optional:
            raise TypeError("non-default argument %r follows default argument" % each.name)
    head = ["self"] + [_parameter(each) for each in positional]
    if named:
        head.append("*")
        head.extend([_parameter(each) for each in named])
    body = []
    for each in fields:
        name = each.name
        if each.default is not MISSING:
            space["_default_" + name] = each.default
        if each.default_factory is not MISSING:
            space["_factory_" + name] = each.default_factory
        if each._kind == "initvar":
            continue
        if each.default_factory is not MISSING:
            value = "_factory_%s()" % name
            if each.init:
                value = "%s if %s is _factory else %s" % (value, name, name)
        elif each.init:
            value = name
        elif each.default is not MISSING and slots:
            value = "_default_" + name
        else:
            continue
        body.append("_set(self, %r, %s)" % (name, value) if frozen else "self.%s = %s" % (name, value))
    if has_post_init:
        body.append("self.__post_init__(%s)" % ", ".join([each.name for each in fields if each._kind == "initvar"]))
    return "def __init__(%s):\n    %s\n" % (", ".join(head), "\n    ".join(body) or "pass")


def _tuple_of(fields, owner):
    return "(%s)" % "".join(["%s.%s, " % (owner, each.name) for each in fields])


def _repr(self):
    # The name is the instance's own class's: dataclasses are inherited from.
    if id(self) in _printing:
        return "..."
    _printing.append(id(self))
    try:
        shown = ["%s=%r" % (each.name, getattr(self, each.name)) for each in fields(self) if each.repr]
    finally:
        _printing.pop()
    kind = type(self)
    return "%s(%s)" % (getattr(kind, "__qualname__", None) or kind.__name__, ", ".join(shown))


_printing = []


def _frozen_set(self, name, value):
    raise FrozenInstanceError("cannot assign to field %r" % name)


def _frozen_delete(self, name):
    raise FrozenInstanceError("cannot delete field %r" % name)


_ORDER = (("__lt__", "<"), ("__le__", "<="), ("__gt__", ">"), ("__ge__", ">="))


def _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots):
    known = {}
    has_frozen_base = has_plain_base = False
    for base in reversed(_ancestors(cls)[1:]):
        inherited = base.__dict__.get(_FIELDS)
        if inherited is not None:
            for each in inherited.values():
                known[each.name] = each
            if base.__dict__["__dataclass_params__"]["frozen"]:
                has_frozen_base = True
            else:
                has_plain_base = True
    own = dict(cls.__dict__)
    for each in _own_fields(cls, kw_only):
        known[each.name] = each
    if has_frozen_base and not frozen:
        raise TypeError("cannot inherit non-frozen dataclass from a frozen one")
    if has_plain_base and frozen:
        raise TypeError("cannot inherit frozen dataclass from a non-frozen one")
    if order and not eq:
        raise ValueError("eq must be true if order is true")
    every = list(known.values())
    real = [each for each in every if each._kind == "field"]
    setattr(cls, _FIELDS, known)
    cls.__dataclass_params__ = {"frozen": frozen}
    space = {"_factory": _FACTORY, "_set": object.__setattr__}
    source = ""
    # The flag says only that the class does not bring its own; what it brings is kept.
    if init and "__init__" not in own:
        source += _init(every, frozen, slots, hasattr(cls, "__post_init__"), space)
    compared = [each for each in real if each.compare]
    mine, theirs = _tuple_of(compared, "self"), _tuple_of(compared, "other")
    guard = "    if type(other) is not type(self):\n        return NotImplemented\n"
    if eq and "__eq__" not in own:
        source += "def __eq__(self, other):\n%s    return %s == %s\n" % (guard, mine, theirs)
        source += "def __ne__(self, other):\n%s    return not self.__eq__(other)\n" % guard
    if order:
        for name, sign in _ORDER:
            if name in own:
                raise TypeError(
                    "Cannot overwrite attribute %s in class %s. Consider using functools.total_ordering"
                    % (name, cls.__name__)
                )
            source += "def %s(self, other):\n%s    return %s %s %s\n" % (name, guard, mine, sign, theirs)
    if unsafe_hash or (eq and frozen and "__hash__" not in own):
        if unsafe_hash and "__hash__" in own:
            raise TypeError("Cannot overwrite attribute __hash__ in class %s" % cls.__name__)
        hashed = [each for each in real if (each.compare if each.hash is None else each.hash)]
        source += "def __hash__(self):\n    return hash(%s)\n" % _tuple_of(hashed, "self")
    elif eq and "__hash__" not in own:
        space["__hash__"] = _unhashable
    _exec_as_it_is(source, space)
    for name in ("__init__", "__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__", "__hash__"):
        if name in space and name not in own:
            if name == "__init__":
                space[name].__qualname__ = cls.__name__ + ".__init__"
            setattr(cls, name, space[name])
    if repr and "__repr__" not in own:
        cls.__repr__ = _repr
    if frozen:
        for name, method in (("__setattr__", _frozen_set), ("__delattr__", _frozen_delete)):
            if name in own:
                raise TypeError("Cannot overwrite attribute %s in class %s" % (name, cls.__name__))
            setattr(cls, name, method)
    if match_args and "__match_args__" not in own:
        cls.__match_args__ = tuple([each.name for each in every if each.init and not each.kw_only])
    if slots:
        cls.__slots__ = tuple([each.name for each in real])
        __import_c__("__main__")._take_slots(cls, cls.__slots__)
    return cls


def _unhashable(self):
    raise TypeError("unhashable type: %r" % type(self).__name__)


def dataclass(cls=None, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False, match_args=True, kw_only=False, slots=False, weakref_slot=False):
    def process(cls):
        return _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots)

    return process if cls is None else process(cls)


def _ancestors(cls):
    order = [cls]
    for base in cls.__bases__:
        order.extend([inner for inner in _ancestors(base) if inner not in order])
    return order


def fields(class_or_instance):
    known = getattr(class_or_instance, _FIELDS, None)
    if known is None:
        raise TypeError("must be called with a dataclass type or instance")
    return tuple([each for each in known.values() if each._kind == "field"])


def is_dataclass(obj):
    return hasattr(obj, _FIELDS)


def _check_instance(obj, what):
    if isinstance(obj, type) or not hasattr(obj, _FIELDS):
        raise TypeError("%s() should be called on dataclass instances" % what)


def _copy(value, convert):
    if hasattr(value, _FIELDS) and not isinstance(value, type):
        return convert(value)
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return type(value)(*[_copy(item, convert) for item in value])
    if isinstance(value, (list, tuple)):
        return type(value)([_copy(item, convert) for item in value])
    if isinstance(value, dict):
        pairs = [(_copy(key, convert), _copy(item, convert)) for key, item in value.items()]
        return type(value)(value.default_factory, pairs) if hasattr(value, "default_factory") else type(value)(pairs)
    if value is None or isinstance(value, (int, float, str, bool, bytes)):
        return value
    import copy

    return copy.deepcopy(value)


def asdict(obj, *, dict_factory=dict):
    _check_instance(obj, "asdict")

    def convert(value):
        return dict_factory([(each.name, _copy(getattr(value, each.name), convert)) for each in fields(value)])

    return convert(obj)


def astuple(obj, *, tuple_factory=tuple):
    _check_instance(obj, "astuple")

    def convert(value):
        return tuple_factory([_copy(getattr(value, each.name), convert) for each in fields(value)])

    return convert(obj)


def replace(obj, **changes):
    _check_instance(obj, "replace")
    for each in getattr(obj, _FIELDS).values():
        if not each.init:
            if each.name in changes:
                raise ValueError(
                    "field %s is declared with init=False, it cannot be specified with replace()" % each.name
                )
        elif each.name not in changes:
            if each._kind == "initvar":
                if each.default is MISSING:
                    raise ValueError("InitVar %r must be specified with replace()" % each.name)
            else:
                changes[each.name] = getattr(obj, each.name)
    return type(obj)(**changes)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, **options):
    members = dict(namespace or {})
    annotations = {}
    for item in fields:
        if isinstance(item, str):
            name, kind = item, "typing.Any"
        else:
            name, kind = item[0], item[1]
            if len(item) == 3:
                members[name] = item[2]
        if not name.isidentifier():
            raise TypeError("Field names must be valid identifiers: %r" % name)
        if name in annotations:
            raise TypeError("Field name duplicated: %r" % name)
        annotations[name] = kind
    members["__annotations__"] = annotations
    return dataclass(type(cls_name, tuple(bases) or (object,), members), **options)
