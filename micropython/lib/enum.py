# enum. Members are made in `__class_created__`, which runs right after the class statement. A class that
# stands as an object (`for m in Color`, `Color["RED"]`, `len(Color)`) is asked through `__class_iter__`
# and its like.
from types import MappingProxyType
_exec_as_it_is = exec  # of source that needs no lowering

_EVERY = object()
_NATIVE = (int, str, float, bytes, tuple, bool, list, dict, set)


class _Deferred:
    # `auto()` and what a class body computes with it, before the values are known.
    def __init__(self, value=None, operation=None, left=None, right=None):
        self.value = value
        self._operation = operation
        self._left = left
        self._right = right

    def __or__(self, other):
        return _Deferred(None, "|", self, other)

    def __ror__(self, other):
        return _Deferred(None, "|", other, self)

    def __and__(self, other):
        return _Deferred(None, "&", self, other)

    def __xor__(self, other):
        return _Deferred(None, "^", self, other)

    def __invert__(self):
        return _Deferred(None, "~", self, 0)

    def _resolved(self):
        if self._operation is None:
            return self.value
        left, right = [each._resolved() if isinstance(each, _Deferred) else each for each in (self._left, self._right)]
        operation = self._operation
        return left | right if operation == "|" else left & right if operation == "&" else left ^ right if operation == "^" else ~left


class auto(_Deferred):
    def __init__(self, value=None):
        super().__init__(value)

    def __repr__(self):
        return "auto(%r)" % (self.value,)


class member:
    def __init__(self, value):
        self.value = value


class nonmember(member):
    pass


property = property
_function = type(lambda: 0)
_generator = type(x for x in ())


def _is_member(name, value):
    if name[:1] == "_" and (name[-1:] == "_" or name[:2] == "__"):
        return False
    if isinstance(value, member):
        return not isinstance(value, nonmember)
    if isinstance(value, (_function, property, classmethod, staticmethod)):
        return False
    # A class is a member only if it says so; anything else with `__get__` is a descriptor.
    return not (hasattr(value, "__get__") and not isinstance(value, type))


def _native_base(cls):
    for base in cls.__bases__:
        if base in _NATIVE:
            return base
        if base is not object and base is not Enum:
            found = _native_base(base)
            if found is not None:
                return found
    return None


def _new_member(cls, custom, native, value, args):
    if custom is not None:
        made = custom(cls, *args)
        if not isinstance(made, cls):
            made = object.__new__(cls)
            super(cls, made).__init__(value)
    else:
        made = object.__new__(cls)
        if native is not None:
            super(cls, made).__init__(*(args if native is not tuple else (args,)))
    return made


def _look_up(cls, value, *rest, names=None, **options):
    # `Color(1)` and `Enum("Color", "RED GREEN")`.
    members = cls.__dict__.get("_value2member_map_")
    if not cls.__dict__.get("_member_names_"):
        if rest:
            names = rest[0]
        if names is not None:
            return _functional(cls, value, names, **options)
        if members is None or not issubclass(cls, Flag):
            raise TypeError("%s has no members; specify `names=()` if you meant to create a new, empty, enum" % cls.__class_repr__())
    if rest:
        value = (value,) + rest
    if type(value) is cls:
        return value
    try:
        if value in members:
            return members[value]
    except TypeError:
        pass
    for made in cls._member_map_.values():
        if made._value_ == value:
            return made
    found = cls._missing_(value)
    if found is None:
        raise ValueError("%r is not a valid %s" % (value, cls.__qualname__))
    if not isinstance(found, cls):
        raise TypeError("error in %s._missing_: returned %r instead of None or a valid member" % (cls.__name__, found))
    return found


def _functional(cls, name, names, module=None, qualname=None, type=None, start=1, boundary=None):
    if isinstance(names, str):
        names = names.replace(",", " ").split()
    namespace = {}
    last = []
    for item in list(names.items()) if isinstance(names, dict) else list(names):
        if isinstance(item, str):
            value = cls._generate_next_value_(item, start, len(last), last[:])
        else:
            item, value = item
        namespace[item] = value
        last.append(value)
    made = _type(name, (cls,) if type is None else (type, cls), namespace)
    return _class_created(made, namespace, {"boundary": boundary})


_type = type


def _no_init(self, *args, **kwargs):
    pass


def _class_created(cls, namespace, keywords=None):
    if "__new__" in namespace and namespace["__new__"] is not None:
        custom = cls.__new__
    else:
        custom = None
        for base in cls.__bases__:
            custom = custom or getattr(base, "_custom_new_", None)
    cls._custom_new_ = staticmethod(custom) if custom is not None else None
    native = _native_base(cls)
    if any(base in _NATIVE for base in cls.__bases__):
        # A built-in type is looked at before what comes after it.
        for name in ("__repr__", "__str__", "__format__", "__hash__"):
            if name not in cls.__dict__:
                for base in cls.__bases__:
                    if base not in _NATIVE and hasattr(base, name):
                        if name != "__hash__" or native is None:
                            setattr(cls, name, getattr(base, name))
                        break
    is_flag = Flag is not None and issubclass(cls, Flag)
    ignored = namespace.get("_ignore_", ())
    if isinstance(ignored, str):
        ignored = ignored.replace(",", " ").split()
    cls._member_names_ = names = []
    cls._member_map_ = members = {}
    cls._value2member_map_ = by_value = {}
    generate = cls._generate_next_value_
    init = getattr(cls, "_user_init_", None)
    if "__init__" in namespace:
        init = cls.__init__
        cls._user_init_ = init
    boundary = keywords.pop("boundary", None) if keywords else None
    if boundary is not None:
        cls._boundary_ = boundary
    last = []
    every_bit = 0
    for base in cls.__bases__:
        if base.__dict__.get("_member_map_"):
            raise TypeError("%s cannot extend %s" % (_shown(cls), base.__class_repr__()))
    for name, given in namespace.items():
        if isinstance(given, nonmember):
            setattr(cls, name, given.value)
    for name, given in [item for item in namespace.items() if _is_member(item[0], item[1]) and item[0] not in ignored]:
        value = given.value if isinstance(given, member) else given
        if isinstance(value, auto) and value.value is None:
            value.value = generate(name, 1, len(last), last[:])
        if isinstance(value, _Deferred):
            value = value._resolved()
        elif isinstance(value, tuple):
            value = tuple([each._resolved() if isinstance(each, _Deferred) else each for each in value])
        args = value if isinstance(value, tuple) else (value,)
        made = _new_member(cls, custom, native, value, args)
        if hasattr(made, "_value_"):
            value = made._value_
        elif native is not None and native is not tuple and len(args) == 1 or native is not None and custom is None:
            value = value if type(value) is native or native is tuple else native(*args)
        last.append(value)
        old = None
        for other in members.values():
            if other._value_ == value and type(other._value_) is type(value) or other._value_ == value:
                old = other
                break
        if old is None:
            made._value_ = value
            made._name_ = name
            object.__setattr__(made, "value", value)
            object.__setattr__(made, "name", name)
            if init is not None:
                init(made, *args)
            made._sort_order_ = len(names)
            single = not is_flag or (isinstance(value, int) and value > 0 and value & (value - 1) == 0)
            if single:
                names.append(name)
            if is_flag:
                every_bit |= value
        else:
            made = old
        setattr(cls, name, made)
        members[name] = made
        try:
            by_value[made._value_] = made
        except TypeError:
            pass  # not hashable: found by comparing
    cls._flag_mask_ = every_bit
    cls.__members__ = MappingProxyType(members)
    cls.__new__ = staticmethod(_look_up)
    if members:
        cls.__init__ = _no_init
    return cls


def _shown(cls):
    return "<enum %r>" % cls.__name__


Flag = None


class Enum:
    __class_created__ = _class_created
    _member_names_ = ()
    _member_map_ = {}
    __new__ = _look_up

    def __setattr__(self, name, value):
        if name in ("name", "value"):
            raise AttributeError("<enum 'Enum'> cannot set attribute %r" % name)
        object.__setattr__(self, name, value)

    def __repr__(self):
        return "<%s.%s: %r>" % (type(self).__name__, self._name_, self._value_)

    def __str__(self):
        return "%s.%s" % (type(self).__name__, self._name_)

    def __format__(self, spec):
        return format(str(self), spec)

    def __hash__(self):
        return hash(self._name_)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __reduce__(self):
        return type(self), (self._value_,)

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        for last in reversed(last_values):
            try:
                return last + 1
            except TypeError:
                pass
        return start

    @classmethod
    def _missing_(cls, value):
        return None

    # The class as an object.

    @classmethod
    def __class_iter__(cls):
        return iter([cls._member_map_[name] for name in cls._member_names_])

    @classmethod
    def __class_reversed__(cls):
        return iter([cls._member_map_[name] for name in reversed(cls._member_names_)])

    @classmethod
    def __class_len__(cls):
        return len(cls._member_names_)

    @classmethod
    def __class_getitem__(cls, name):
        return cls._member_map_[name]

    @classmethod
    def __class_contains__(cls, value):
        if type(value) is cls:
            return True
        if not isinstance(value, Enum) and not hasattr(value, "__hash__") and not isinstance(value, (int, str, float, tuple)):
            raise TypeError("unsupported operand type(s) for 'in': %r and %r" % (type(value).__name__, cls.__name__))
        try:
            return value in cls._value2member_map_
        except TypeError:
            return False

    @classmethod
    def __class_dir__(cls):
        names = {"__class__", "__contains__", "__doc__", "__getitem__", "__init_subclass__", "__iter__", "__len__"}
        names.update(("__members__", "__module__", "__name__", "__qualname__"), cls._member_names_)
        return names

    def __dir__(self):
        names = {"__class__", "__doc__", "__eq__", "__hash__", "__module__", "name", "value"}
        for cls in type(self).__mro__:
            names.update([name for name in cls.__dict__ if name[0] != "_" and name not in self._member_map_])
        return names

    @classmethod
    def __class_repr__(cls):
        return "<%s %r>" % ("flag" if issubclass(cls, Flag) else "enum", cls.__name__)


class ReprEnum(Enum):
    pass


def _int_str(self):
    return str(self._value_)


def _value_format(self, spec):
    return format(self._value_, spec)


# Numbers compute with what MicroPython takes for a number: the value.
_SIGNS = {
    "lt": "<", "le": "<=", "gt": ">", "ge": ">=", "add": "+", "sub": "-", "mul": "*", "floordiv": "//", "truediv": "/",
    "mod": "%", "pow": "**", "lshift": "<<", "rshift": ">>", "and": "&", "or": "|", "xor": "^",
}
_VALUE = "(other._value_ if isinstance(other, Enum) else other)"


def _add_operators(cls, names):
    source = []
    for name in names:
        source.append("def __%s__(self, other):\n    return self._value_ %s %s\n" % (name, _SIGNS[name], _VALUE))
        if name[1:] not in ("t", "e"):
            source.append("def __r%s__(self, other):\n    return %s %s self._value_\n" % (name, _VALUE, _SIGNS[name]))
    space = {"Enum": Enum}
    _exec_as_it_is("".join(source), space)
    for name in space:
        if name[:2] == "__" and name not in cls.__dict__:
            setattr(cls, name, space[name])


class IntEnum(int, ReprEnum):
    __new__ = _look_up
    __repr__ = Enum.__repr__
    __str__ = _int_str
    __format__ = _value_format


class StrEnum(str, ReprEnum):
    __new__ = _look_up
    __repr__ = Enum.__repr__
    __format__ = _value_format

    def __str__(self):
        return self._value_

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()


class _Boundary:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return "<FlagBoundary.%s: %r>" % (self.name, self.name.lower())


STRICT, CONFORM, EJECT, KEEP = [_Boundary(_name) for _name in ("STRICT", "CONFORM", "EJECT", "KEEP")]


class FlagBoundary:
    STRICT = STRICT
    CONFORM = CONFORM
    EJECT = EJECT
    KEEP = KEEP


def _parts(cls, value):
    # The members of one bit each that a value has, as they stand in the class.
    every = [cls._member_map_[name] for name in cls._member_names_]
    return [made for made in every if made._value_ & value]


def _flag_missing(cls, value):
    if not isinstance(value, int):
        raise ValueError("%r is not a valid %s" % (value, cls.__qualname__))
    mask = cls._flag_mask_
    width = max(len(bin(mask)) - 2, 1) if mask else 0
    every = (1 << width) - 1
    given = value
    if value & ~mask if value >= 0 else (-value - 1) & ~mask and not every >= -value - 1:
        boundary = cls._boundary_
        if boundary is STRICT:
            size = max(len(bin(abs(value))) - 2, width)
            raise ValueError(
                "<flag %r> invalid value %r\n    given %s\n  allowed %s"
                % (cls.__name__, value, _binary(value, size), _binary(mask, size))
            )
        if boundary is CONFORM:
            value &= mask
        elif boundary is EJECT:
            return value
    if value < 0:
        value = max(every + 1, 1 << (len(bin(value)) - 3)) + value
        if cls._boundary_ is not KEEP:
            value &= mask
    if value in cls._value2member_map_:
        return cls._value2member_map_[value]
    made = object.__new__(cls)
    if _native_base(cls) is not None:
        super(cls, made).__init__(value)
    parts = _parts(cls, value)
    names = [part._name_ for part in parts]
    rest = value
    for part in parts:
        rest &= ~part._value_
    name = "|".join(names + (["%d" % rest] if rest and names else [])) or None
    made._value_ = value
    made._name_ = name
    object.__setattr__(made, "value", value)
    object.__setattr__(made, "name", name)
    made._sort_order_ = 0
    cls._value2member_map_[value] = made
    return made


def _binary(value, size):
    digits = bin(value if value >= 0 else (1 << size) + value)[2:]
    return "0b%d %s" % (value < 0, "0" * (size - len(digits)) + digits)


def _flag_operand(self, other):
    if isinstance(other, type(self)):
        return other._value_
    if isinstance(self, int) and isinstance(other, int):
        return other
    return None


def _flag_or(self, other):
    value = _flag_operand(self, other)
    return NotImplemented if value is None else type(self)(self._value_ | value)


def _flag_and(self, other):
    value = _flag_operand(self, other)
    return NotImplemented if value is None else type(self)(self._value_ & value)


def _flag_xor(self, other):
    value = _flag_operand(self, other)
    return NotImplemented if value is None else type(self)(self._value_ ^ value)


def _flag_invert(self):
    cls = type(self)
    return cls(-self._value_ - 1) if cls._boundary_ is KEEP else cls(cls._flag_mask_ & ~self._value_)


def _flag_repr(self):
    kind = type(self).__name__
    if self._name_ is None:
        return "<%s: %r>" % (kind, self._value_)
    return "<%s.%s: %r>" % (kind, self._name_, self._value_)


def _flag_str(self):
    kind = type(self).__name__
    return "%s(%r)" % (kind, self._value_) if self._name_ is None else "%s.%s" % (kind, self._name_)


def _flag_contains(self, other):
    if not isinstance(other, type(self)):
        raise TypeError(
            "unsupported operand type(s) for 'in': %r and %r" % (type(other).__name__, type(self).__name__)
        )
    return other._value_ & self._value_ == other._value_


def _flag_iter(self):
    return iter(_parts(type(self), self._value_))


def _flag_len(self):
    return len(list(_flag_iter(self)))


def _flag_bool(self):
    return bool(self._value_)


class Flag(Enum):
    _boundary_ = STRICT
    _missing_ = classmethod(_flag_missing)
    __or__ = __ror__ = _flag_or
    __and__ = __rand__ = _flag_and
    __xor__ = __rxor__ = _flag_xor
    __invert__ = _flag_invert
    __repr__ = _flag_repr
    __str__ = _flag_str
    __contains__ = _flag_contains
    __iter__ = _flag_iter
    __len__ = _flag_len
    __bool__ = _flag_bool

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return 1 << (len(bin(max(last_values))) - 2) if last_values else start or 1


class IntFlag(int, Flag):
    _boundary_ = KEEP
    __new__ = _look_up
    __or__ = __ror__ = _flag_or
    __and__ = __rand__ = _flag_and
    __xor__ = __rxor__ = _flag_xor
    __invert__ = _flag_invert
    __repr__ = _flag_repr
    __str__ = _int_str
    __format__ = _value_format
    __contains__ = _flag_contains
    __iter__ = _flag_iter
    __len__ = _flag_len
    __bool__ = _flag_bool


_add_operators(IntEnum, _SIGNS)
_add_operators(IntFlag, ("lt", "le", "gt", "ge", "add", "sub", "mul", "floordiv", "truediv", "mod", "pow", "lshift", "rshift"))
for _kind in (Enum, ReprEnum, IntEnum, StrEnum, Flag, IntFlag):
    _class_created(_kind, {})


class EnumType(type):
    # The type of enumerations, to ask with isinstance; as a base or metaclass it has nothing to give.
    @classmethod
    def __instancecheck__(cls, instance):
        return isinstance(instance, type) and issubclass(instance, Enum)


EnumMeta = Enum.__class_type__ = EnumType


def unique(enumeration):
    aliases = ["%s -> %s" % (name, made._name_) for name, made in enumeration.__members__.items() if name != made._name_]
    if aliases:
        raise ValueError("duplicate values found in %s: %s" % (_shown(enumeration), ", ".join(aliases)))
    return enumeration


UNIQUE, CONTINUOUS, NAMED_FLAGS = "unique", "continuous", "named flags"


class EnumCheck:
    UNIQUE = UNIQUE
    CONTINUOUS = CONTINUOUS
    NAMED_FLAGS = NAMED_FLAGS


def verify(*checks):
    def check(enumeration):
        if UNIQUE in checks:
            aliases = ["%s -> %s" % (name, made._name_) for name, made in enumeration.__members__.items() if name != made._name_]
            if aliases:
                raise ValueError("aliases found in %s: %s" % (_shown(enumeration), ", ".join(aliases)))
        if CONTINUOUS in checks:
            values = sorted([made._value_ for made in enumeration._member_map_.values()])
            missing = [value for value in range(values[0], values[-1] + 1) if value not in values] if values else []
            if missing:
                raise ValueError(
                    "invalid enum %r: missing values %s" % (enumeration.__name__, ", ".join([str(value) for value in missing]))
                )
        return enumeration

    return check


def global_enum(cls, update_str=False):
    return cls


def global_enum_repr(self):
    return repr(self)
