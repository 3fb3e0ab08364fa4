# What a class statement does beyond making the class: keywords, metaclasses, `__init_subclass__`, the
# hooks of library classes (`__class_created__`), and methods that MicroPython does not ask for. It
# takes the place of `builtins.__build_class__`, which every class statement calls.
import builtins

_build_class_c = builtins.__build_class__
_REFLECTED = (("__lt__", "__gt__"), ("__gt__", "__lt__"), ("__le__", "__ge__"), ("__ge__", "__le__"))
_ABSENT_KEY = object()


class _Metaclass:
    # Stands for `type` among the bases of metaclasses.
    def __new__(mcs, name, bases=None, namespace=None, **keywords):
        if bases is None:
            return type(name)
        bases = tuple([base for base in bases if base is not object])
        return type(name, _linked(name, bases, namespace), namespace)

    def __init__(cls, *args, **keywords):
        pass

    def __call__(cls, *args, **kwargs):
        # An instance, made without the metaclass being asked again.
        made = cls.__dict__.get("__plain_new__", object.__new__)
        instance = made(cls, *args, **kwargs) if made is not object.__new__ else object.__new__(cls)
        if isinstance(instance, cls):
            instance.__init__(*args, **kwargs)
        return instance

    def mro(cls):
        return list(_mro(cls))

    @classmethod
    def __instancecheck__(mcs, instance):
        return _has_metaclass(instance, mcs)


def _has_metaclass(cls, metaclass):
    own = getattr(cls, "__metaclass__", None) if isinstance(cls, type) else None
    return isinstance(own, type) and issubclass(own, metaclass)


class _Body:
    # Given to MicroPython as the only base: its class is then asked to make the class, with the
    # namespace, and `super()` in the methods finds what that gives.
    making = []

    def __new__(cls, name=None, bases=None, namespace=None):
        if bases is None:
            return object.__new__(cls)
        return _Body.making.pop()(name, namespace)


def _build_class(*arguments, **keywords):
    # A keyword may have any name.
    body, name = arguments[:2]
    bases = arguments[2:]
    if not bases and not keywords:
        made = _build_class_c(body, name)
        _complete(made, made.__dict__)
        return made
    _Body.making.append(_maker(bases, keywords))
    depth = len(_Body.making)
    try:
        return _build_class_c(body, name, _Body())
    finally:
        # The body may have raised.
        del _Body.making[depth - 1 :]


def _new_class(name, bases, namespace, **keywords):
    # `type(name, bases, namespace)`.
    for place, (value, kind) in enumerate(((name, str), (bases, tuple), (namespace, dict)), 1):
        if not isinstance(value, kind):
            wanted, given = kind.__name__, type(value).__name__
            raise TypeError("type.__new__() argument %d must be %s, not %s" % (place, wanted, given))
    return _maker(bases, keywords)(name, dict(namespace))


def _maker(bases, keywords):
    # What makes a class of a name and a namespace.
    bases = _resolved(bases)
    if type in bases:
        bases = tuple([_Metaclass if base is type else base for base in bases])
    metaclass = keywords.pop("metaclass", None)
    hook = getattr(metaclass, "__class_created__", None)
    for base in bases:
        if metaclass is None:
            metaclass = getattr(base, "__metaclass__", None)
        if hook is None:
            hook = getattr(base, "__class_created__", None)
    if metaclass is type or metaclass is not None and not _is_own(metaclass):
        metaclass = None

    def make(name, namespace):
        if metaclass is None:
            made = type(name, _linked(name, bases, namespace), namespace)
        else:
            made = _of_metaclass(metaclass, name, bases, namespace, keywords)
        if not isinstance(made, type):
            return made
        _complete(made, namespace)
        kind = getattr(made, "__class_type__", None)
        if kind is not None and metaclass is None:
            _METACLASSES[id(made)] = kind
        for base in bases:
            _SUBCLASSES.setdefault(id(base), []).append(made)
        replaced = made
        if hook is not None:
            replaced = hook(made, made.__dict__, keywords)
            if replaced is None:
                replaced = made
        if replaced is made and metaclass is None:
            _tell_bases(made, bases, keywords)
        return replaced

    return make


def _resolved(bases):
    # Bases that are no classes say which classes they stand for.
    for base in bases:
        if not isinstance(base, type):
            break
    else:
        return tuple([base for base in bases if base is not object])
    found = []
    for base in bases:
        if isinstance(base, type):
            found.append(base)
        elif hasattr(base, "__mro_entries__"):
            found.extend(base.__mro_entries__(bases))
        else:
            raise TypeError("%s() takes no arguments" % type(base).__name__)
    return tuple([base for base in found if base is not object])


def _is_own(metaclass):
    # Whether a metaclass has anything to say: a function, or a class made from `type`.
    return not isinstance(metaclass, type) or issubclass(metaclass, _Metaclass)


def _tell_bases(made, bases, keywords):
    for base in bases:
        method = getattr(base, "__init_subclass__", _init_subclass)
        if method is not _init_subclass or keywords:
            super(made, made).__init_subclass__(**keywords)
            return


def _complete(made, namespace):
    # Methods that MicroPython does not ask for, by way of those that it does.
    if "__getattribute__" in namespace or _WATCHED and _is_below_watched(made):
        _watch(made)
    elif "__slots__" in namespace:
        _take_slots(made, namespace["__slots__"])
    if "__doc__" not in namespace:
        # That of a class above is not this one's.
        made.__doc__ = None
    for name, other in _REFLECTED:
        if name in namespace and not hasattr(made, other):
            method = namespace[name]
            setattr(made, other, _reflected(method))
    if "__missing__" in namespace and issubclass(made, dict) and "__getitem__" not in namespace:
        made.__getitem__ = lambda self, key: _get_or_missing(made, self, key)


_SUBCLASSES = {}  # {a class's address: those right below it}
_SLOTTED = {}  # {a class's address: {name: None}}: what its instances may have
_ATTRIBUTE = 13  # where a type says which slot holds its function for attributes


def _take_slots(made, names):
    # Instances can have no other attributes, if that holds for the classes above too.
    allowed = {}
    for base in made.__bases__:
        if base is not object:
            if id(base) not in _SLOTTED:
                return
            allowed.update(_SLOTTED[id(base)])
    for name in (names,) if isinstance(names, str) else names:
        if name == "__dict__":
            return
        if name[:2] == "__" and name[-2:] != "__":
            name = "_%s%s" % (made.__name__.lstrip("_"), name)
        allowed[_interned(name)] = None
    for name, member in made.__dict__.items():
        if name == "__setattr__":
            return
        if isinstance(member, property) or hasattr(member, "__set__"):
            allowed[name] = None
    _SLOTTED[id(made)] = allowed
    _set_word(_slot(made, _ATTRIBUTE), _numbers["slotted_attr"])


# Classes with `__getattribute__`. Their instances keep their attributes beside them, where MicroPython does
# not find them without asking.
_WATCHED = {}  # {a class's address: the class}
_WATCHED_OBJECTS = {}  # {address: (object, {name: value})}


def _attributes_of(object):
    kept = _WATCHED_OBJECTS.get(id(object))
    if kept is None:
        kept = _WATCHED_OBJECTS[id(object)] = (object, {})
    return kept[1]


def _written_member(cls, name):
    for one in _mro(cls):
        if _is_written(one) and name in one.__dict__:
            return one.__dict__[name]
    return _absent


def _is_below_watched(made):
    return any([id(base) in _WATCHED for base in _mro(made)])


def _watch(made):
    _WATCHED[id(made)] = made
    _set_word(_slot(made, _ATTRIBUTE), _numbers["watched_attr"])


def _watched_attribute(object, name, mode, value):
    # Gets an attribute (0), sets it (1) or deletes it (2).
    cls = object.__class__
    if mode == 0:
        try:
            return _written_member(cls, "__getattribute__")(object, name)
        except AttributeError:
            method = _written_member(cls, "__getattr__")
            if method is _absent:
                raise
        return method(object, name)
    method = _written_member(cls, "__setattr__" if mode == 1 else "__delattr__")
    if method is not _absent:
        return method(object, name, value) if mode == 1 else method(object, name)
    _set_watched(object, name, value if mode == 1 else _absent)


def _set_watched(object, name, value):
    # Also deletes.
    member = _written_member(object.__class__, name)
    if isinstance(member, property) or hasattr(member, "__set__"):
        _set_hook("unwatched", True)
        delattr(object, name) if value is _absent else setattr(object, name, value)
    elif value is not _absent:
        _attributes_of(object)[name] = value
    elif _attributes_of(object).pop(name, _absent) is _absent:
        raise AttributeError("'%s' object has no attribute '%s'" % (object.__class__.__name__, name))


def _unwatched_attribute(object, name):
    # What `object.__getattribute__` gives.
    cls = object.__class__
    if id(cls) not in _WATCHED:
        return getattr(object, name)
    kept = _attributes_of(object)
    if name == "__dict__":
        return kept
    member = _written_member(cls, name)
    if name in kept and not isinstance(member, property) and not hasattr(member, "__set__"):
        return kept[name]
    if member is _absent and name[:2] != "__" and _native_base(cls) is builtins.object:
        raise AttributeError("'%s' object has no attribute '%s'" % (cls.__name__, name))
    _set_hook("unwatched", True)
    return getattr(object, name)


def _no_arguments(cls):
    # An instance is made with arguments and has no `__init__`.
    raise TypeError("%s() takes no arguments" % cls.__name__)


def _reflected(method):
    return lambda self, other: getattr(other, method.__name__)(self) if type(other) is type(self) else NotImplemented


def _get_or_missing(made, self, key):
    value = super(made, self).get(key, _ABSENT_KEY)
    return self.__missing__(key) if value is _ABSENT_KEY else value


# Metaclasses.
_METACLASSES = {}  # {a class's address: its metaclass}
_DUNDER = ("__getitem__", "__iter__", "__len__", "__contains__", "__repr__")


def _of_metaclass(metaclass, name, bases, namespace, keywords):
    if not isinstance(metaclass, type):
        return metaclass(name, bases, namespace, **keywords)
    made = metaclass.__new__(metaclass, name, bases, namespace, **keywords)
    if not isinstance(made, type):
        return made
    made.__metaclass__ = metaclass
    _METACLASSES[id(made)] = metaclass
    _add_methods(made, metaclass)
    _tell_bases(made, bases, {})
    metaclass.__init__(made, name, bases, namespace, **keywords)
    return made


def _add_methods(made, metaclass):
    # Methods of the metaclass are found on its classes.
    calls = None
    for owner in _mro(metaclass):
        if owner is _Metaclass or owner is object:
            continue
        for name, member in owner.__dict__.items():
            if name in ("__new__", "__init__", "__module__", "__qualname__", "__doc__", "__prepare__", "__class_created__"):
                continue
            if name == "__call__":
                calls = calls or member
            elif name in _DUNDER:
                setattr(made, "__class_%s" % name[2:], classmethod(member))
            elif isinstance(member, property) or hasattr(type(member), "__get__"):
                # Found by the hook for attributes.
                continue
            elif name != "__getattr__" and not hasattr(made, name):
                setattr(made, name, classmethod(member) if type(member).__name__ in _FUNCTION_KINDS else member)
    if calls is not None and "__plain_new__" not in made.__dict__:
        _ask_when_called(made, calls)


def _ask_when_called(made, calls):
    # MicroPython asks for `__new__` and then `__init__`; the metaclass has done the latter by then.
    plain_new = made.__dict__.get("__new__")
    if plain_new is None:
        plain_new = getattr(made, "__plain_new__", object.__new__)
    made.__plain_new__ = plain_new
    plain_init = getattr(made, "__init__", _no_init)
    done = []

    def new(cls, *args, **kwargs):
        instance = calls(cls, *args, **kwargs)
        if isinstance(instance, made):
            done.append(instance)
        return instance

    def init(self, *args, **kwargs):
        if done and done[-1] is self:
            done.pop()
            return
        plain_init(self, *args, **kwargs)

    made.__new__ = staticmethod(new)
    made.__init__ = init


def _no_init(self, *args, **kwargs):
    if args or kwargs:
        raise TypeError("%s() takes no arguments" % type(self).__name__)


def _init_subclass(cls, **keywords):
    if keywords:
        raise TypeError("%s.__init_subclass__() takes no keyword arguments" % cls.__name__)


_extend(object, dict(__init_subclass__=_init_subclass))
builtins.__build_class__ = _build_class
builtins.__new_class__ = _new_class
_c_object_setattr = object.__setattr__
_set_hook("object_setattr", _c_object_setattr)
_extend(object, dict(__setattr__=_native_function("object_setattr", _word(id(setattr)))))
_set_hook("slots", _SLOTTED)
_set_hook("metaclasses", _METACLASSES)
_set_hook("watched", _WATCHED)
