# typing. Nothing is checked: these are objects to annotate with, to print and to take apart.
from types import GenericAlias, NoneType, UnionType, type_repr

TYPE_CHECKING = False


class ForwardRef:
    def __init__(self, arg):
        self.__forward_arg__ = arg

    def __eq__(self, other):
        return isinstance(other, ForwardRef) and other.__forward_arg__ == self.__forward_arg__

    def __hash__(self):
        return hash(self.__forward_arg__)

    def __repr__(self):
        return "ForwardRef(%r)" % self.__forward_arg__


def _argument(value):
    return NoneType if value is None else ForwardRef(value) if isinstance(value, str) else value


def _arguments(values):
    return tuple([_argument(value) for value in (values if isinstance(values, tuple) else (values,))])


class _Typing:
    # What may stand on both sides of `|`.
    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


class _Alias(_Typing):
    # `List[int]`, `Union[int, str]`, `Literal["a"]`.
    def __init__(self, form, args, origin):
        self._form = form
        self.__args__ = args
        self.__origin__ = origin

    @property
    def __parameters__(self):
        found = []
        for arg in self.__args__:
            for inner in (arg,) if isinstance(arg, TypeVar) else getattr(arg, "__parameters__", ()):
                if inner not in found:
                    found.append(inner)
        return tuple(found)

    def __getitem__(self, values):
        # Puts types in the place of the type variables.
        given = dict(zip(self.__parameters__, _arguments(values)))
        args = []
        for arg in self.__args__:
            if isinstance(arg, TypeVar):
                arg = given.get(arg, arg)
            elif getattr(arg, "__parameters__", ()):
                arg = arg[tuple([given.get(inner, inner) for inner in arg.__parameters__])]
            args.append(arg)
        return self._form[tuple(args)] if self.__origin__ is Union else _Alias(self._form, tuple(args), self.__origin__)

    def __mro_entries__(self, bases):
        return (self.__origin__,)

    def __call__(self, *args, **kwargs):
        return self.__origin__(*args, **kwargs)

    def __instancecheck__(self, instance):
        if self.__origin__ is Union:
            return isinstance(instance, self.__args__)
        raise TypeError("Subscripted generics cannot be used with class and instance checks")

    def __eq__(self, other):
        if not isinstance(other, _Alias) or self._form is not other._form:
            return False
        if self.__origin__ is Union:
            return set(self.__args__) == set(other.__args__)
        return self.__args__ == other.__args__

    def __hash__(self):
        return hash(frozenset(self.__args__))

    def __repr__(self):
        args = self.__args__
        form = self._form
        if form is Literal:
            return "typing.Literal[%s]" % ", ".join([repr(arg) for arg in args])
        if form is Union and len(args) == 2 and NoneType in args:
            return "typing.Optional[%s]" % type_repr(args[0] if args[1] is NoneType else args[1])
        if form is Callable and args:
            shown = "..." if args[0] is ... else "[%s]" % ", ".join([type_repr(arg) for arg in args[:-1]])
            return "typing.Callable[%s, %s]" % (shown, type_repr(args[-1]))
        if form is Annotated:
            shown = [type_repr(self.__origin__)] + [repr(each) for each in self.__metadata__]
            return "typing.Annotated[%s]" % ", ".join(shown)
        name = repr(form) if isinstance(form, _Form) else type_repr(form)
        return "%s[%s]" % (name, ", ".join([type_repr(arg) for arg in args]) or "()")


class _Form(_Typing):
    def __init__(self, name, origin=None):
        self._name = name
        self.__origin__ = origin or self

    def __getitem__(self, values):
        return _Alias(self, _arguments(values), self.__origin__)

    def __mro_entries__(self, bases):
        return (self.__origin__,)

    def __call__(self, *args, **kwargs):
        if self.__origin__ is self:
            raise TypeError("Cannot instantiate %r" % self)
        return self.__origin__(*args, **kwargs)

    def __instancecheck__(self, instance):
        if self.__origin__ is self:
            raise TypeError("%r cannot be used with isinstance()" % self)
        return isinstance(instance, self.__origin__)

    def __subclasscheck__(self, cls):
        return issubclass(cls, self.__origin__)

    def __repr__(self):
        return "typing." + self._name


class _UnionForm(_Form):
    def __getitem__(self, values):
        args = []
        for value in _arguments(values):
            inner = value.__args__ if isinstance(value, UnionType) or getattr(value, "__origin__", None) is Union else (value,)
            for each in inner:
                if each not in args:
                    args.append(each)
        if not args:
            raise TypeError("Cannot take a Union of no types.")
        return args[0] if len(args) == 1 else _Alias(Union, tuple(args), Union)


class _OptionalForm(_Form):
    def __getitem__(self, value):
        return Union[value, None]


class _LiteralForm(_Form):
    def __getitem__(self, values):
        args = []
        for value in values if isinstance(values, tuple) else (values,):
            for each in value.__args__ if getattr(value, "_form", None) is Literal else (value,):
                if not any(each == other and type(each) is type(other) for other in args):
                    args.append(each)
        return _Alias(Literal, tuple(args), Literal)


class _CallableForm(_Form):
    def __getitem__(self, values):
        if not isinstance(values, tuple) or len(values) != 2:
            raise TypeError("Callable must be used as Callable[[arg, ...], result].")
        args, result = values
        args = _arguments(tuple(args)) if isinstance(args, list) else (args,)
        return _Alias(Callable, args + (_argument(result),), self.__origin__)


class _AnnotatedForm(_Form):
    def __getitem__(self, values):
        if not isinstance(values, tuple) or len(values) < 2:
            raise TypeError(
                "Annotated[...] should be used with at least two arguments (a type and an annotation)."
            )
        alias = _Alias(Annotated, (_argument(values[0]),), _argument(values[0]))
        alias.__metadata__ = values[1:]
        return alias


Union = _UnionForm("Union")
Optional = _OptionalForm("Optional")
Literal = _LiteralForm("Literal")
Annotated = _AnnotatedForm("Annotated")
List = _Form("List", list)
Dict = _Form("Dict", dict)
Set = _Form("Set", set)
FrozenSet = _Form("FrozenSet", frozenset)
Tuple = _Form("Tuple", tuple)
Type = _Form("Type", type)


class _AbcForm(_Form):
    # Its origin is a class of collections.abc or the like, loaded when it is asked for.
    def __init__(self, name, place="collections.abc", inner=None):
        self._name = name
        self._place = place
        self._inner = inner or name

    def __getattr__(self, name):
        if name != "__origin__":
            raise AttributeError(name)
        module = __import__(self._place, None, None, (self._inner,))
        self.__origin__ = origin = getattr(module, self._inner)
        return origin


class _AbcCallable(_AbcForm, _CallableForm):
    def __getitem__(self, values):
        return _CallableForm.__getitem__(self, values)


Callable = _AbcCallable("Callable")
for _name in (
    "Any ClassVar Final NoReturn Never Self LiteralString TypeAlias Concatenate TypeGuard Required NotRequired "
    "Unpack ReadOnly TypeIs"
).split():
    globals()[_name] = _Form(_name)
for _name in (
    "Iterable Iterator Reversible Generator Sized Container Collection Hashable Sequence MutableSequence ByteString "
    "MutableSet Mapping MutableMapping MappingView KeysView ItemsView ValuesView Awaitable Coroutine AsyncIterable "
    "AsyncIterator AsyncGenerator"
).split():
    globals()[_name] = _AbcForm(_name)
AbstractSet = _AbcForm("AbstractSet", "collections.abc", "Set")
DefaultDict = _AbcForm("DefaultDict", "collections", "defaultdict")
OrderedDict = _AbcForm("OrderedDict", "collections")
Counter = _AbcForm("Counter", "collections")
ChainMap = _AbcForm("ChainMap", "collections")
Deque = _AbcForm("Deque", "collections", "deque")
ContextManager = _AbcForm("ContextManager", "contextlib", "AbstractContextManager")
AsyncContextManager = _AbcForm("AsyncContextManager", "contextlib", "AbstractAsyncContextManager")
Pattern = _AbcForm("Pattern", "re")
Match = _AbcForm("Match", "re")
Text = str


class IO:
    pass


class TextIO(IO):
    pass


class BinaryIO(IO):
    pass


class TypeVar(_Typing):
    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False):
        if len(constraints) == 1:
            raise TypeError("A single constraint is not allowed")
        self.__name__ = name
        self.__constraints__ = constraints
        self.__bound__ = _argument(bound) if bound is not None else None
        self.__covariant__ = covariant
        self.__contravariant__ = contravariant

    def __repr__(self):
        return ("+" if self.__covariant__ else "-" if self.__contravariant__ else "~") + self.__name__


class ParamSpec(TypeVar):
    @property
    def args(self):
        return self

    kwargs = args


class TypeVarTuple(TypeVar):
    def __iter__(self):
        yield Unpack[self]

    def __repr__(self):
        return self.__name__


AnyStr = TypeVar("AnyStr", bytes, str)


class NewType(_Typing):
    def __init__(self, name, tp):
        self.__name__ = self.__qualname__ = name
        self.__supertype__ = tp
        self.__module__ = "__main__"

    def __call__(self, value):
        return value

    def __repr__(self):
        return "%s.%s" % (self.__module__, self.__name__)


class Generic:
    @classmethod
    def __class_getitem__(cls, values):
        return _Alias(cls, _arguments(values), cls)


_NO_MEMBERS = ("__module__", "__qualname__", "__annotations__", "__init__", "__doc__", "__class_created__")


class Protocol(Generic):
    _is_protocol = False
    _is_runtime = False

    def __class_created__(cls, namespace, keywords=None):
        from abc import class_created

        class_created(cls, namespace, keywords)
        cls._is_protocol = Protocol in cls.__bases__
        members = []
        for base in cls.__bases__:
            members.extend(getattr(base, "_members", ()))
        if cls._is_protocol:
            if "__init__" not in namespace:
                cls.__init__ = _no_instances
            members.extend([name for name in namespace if name not in _NO_MEMBERS])
            members.extend([name for name in namespace.get("__annotations__", ())])
        cls._members = tuple(members)
        return cls

    @classmethod
    def __instancecheck__(cls, instance):
        if _derives(type(instance), cls):
            return True
        if not cls._is_protocol:
            return False
        if not cls.__dict__.get("_is_runtime"):
            raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
        return all(hasattr(instance, name) for name in cls._members)

    @classmethod
    def __subclasscheck__(cls, subclass):
        if _derives(subclass, cls):
            return True
        return cls._is_protocol and all(hasattr(subclass, name) for name in cls._members)


def _no_instances(self, *args, **kwargs):
    if type(self)._is_protocol:
        raise TypeError("Protocols cannot be instantiated")
    if args or kwargs:
        raise TypeError("%s() takes no arguments" % type(self).__name__)


def _derives(kind, cls):
    return kind is cls or any(_derives(base, cls) for base in kind.__bases__)


def runtime_checkable(cls):
    if not getattr(cls, "_is_protocol", True):
        raise TypeError("@runtime_checkable can be only applied to protocol classes, got %r" % cls)
    cls._is_runtime = True
    return cls


def _supports(name, method):
    kind = type(name, (Protocol,), {method: lambda self: None})
    kind._is_protocol = kind._is_runtime = True
    kind._members = (method,)
    return kind


SupportsInt = _supports("SupportsInt", "__int__")
SupportsFloat = _supports("SupportsFloat", "__float__")
SupportsComplex = _supports("SupportsComplex", "__complex__")
SupportsBytes = _supports("SupportsBytes", "__bytes__")
SupportsIndex = _supports("SupportsIndex", "__index__")
SupportsAbs = _supports("SupportsAbs", "__abs__")
SupportsRound = _supports("SupportsRound", "__round__")


class NamedTuple:
    # As a base class, or called with a name and the fields.
    def __new__(cls, typename, fields=None, **kwargs):
        return _named(typename, dict(kwargs.items() if fields is None else fields), {}, {})

    def __class_created__(cls, namespace, keywords=None):
        annotations = namespace.get("__annotations__", {})
        defaults = {}
        for name in annotations:
            if name in namespace:
                defaults[name] = namespace[name]
            elif defaults:
                several = "s" if len(defaults) > 1 else ""
                raise TypeError(
                    "Non-default namedtuple field %s cannot follow default field%s %s"
                    % (name, several, ", ".join(defaults))
                )
        members = {}
        for name in namespace:
            if name not in annotations and name not in ("__annotations__", "__qualname__"):
                members[name] = namespace[name]
        return _named(cls.__name__, annotations, defaults, members)


def _named(typename, annotations, defaults, members):
    from collections._named import build

    members["__annotations__"] = annotations
    return build(typename, list(annotations), defaults, members)


class TypedDict:
    # Classes of it make plain dictionaries.
    def __new__(cls, *args, **kwargs):
        if cls is not TypedDict:
            return dict(*args, **kwargs)
        typename, fields = args
        made = type(typename, (TypedDict,), {"__annotations__": dict(fields)})
        return made.__class_created__(made, made.__dict__, kwargs)

    def __class_created__(cls, namespace, keywords=None):
        annotations, required, optional = {}, [], []
        for base in cls.__bases__:
            if base is not TypedDict:
                annotations.update(getattr(base, "__annotations__", {}))
                required.extend(getattr(base, "__required_keys__", ()))
                optional.extend(getattr(base, "__optional_keys__", ()))
        own = namespace.get("__annotations__", {})
        annotations.update(own)
        cls.__total__ = keywords.pop("total", True) if keywords else True
        for name, kind in own.items():
            shown = kind if isinstance(kind, str) else repr(kind)
            needed = cls.__total__
            if "NotRequired[" in shown:
                needed = False
            elif "Required[" in shown:
                needed = True
            (required if needed else optional).append(name)
        setattr(cls, "__annotations__", annotations)  # as a statement it would mean the object that shows it
        cls.__required_keys__ = frozenset(required)
        cls.__optional_keys__ = frozenset(optional)
        return cls


def cast(typ, val):
    return val


def _same(value):
    return value


final = override = no_type_check = no_type_check_decorator = type_check_only = _same


def overload(func):
    return func


def get_overloads(func):
    return []


def clear_overloads():
    pass


def dataclass_transform(**options):
    return _same


def assert_type(val, typ):
    return val


def assert_never(arg):
    raise AssertionError("Expected code to be unreachable, but got: %r" % (arg,))


def reveal_type(obj):
    import sys

    print("Runtime type is %r" % type(obj).__name__, file=sys.stderr)
    return obj


def is_typeddict(tp):
    return isinstance(tp, type) and tp is not TypedDict and _derives(tp, TypedDict)


def get_origin(tp):
    if isinstance(tp, _Alias):
        return Annotated if tp._form is Annotated else tp.__origin__
    if isinstance(tp, GenericAlias):
        return tp.__origin__
    if isinstance(tp, UnionType):
        return UnionType
    if isinstance(tp, _Form) and tp.__origin__ is not tp:
        return tp.__origin__
    return Generic if tp is Generic else None


def get_args(tp):
    if isinstance(tp, _Alias):
        if tp._form is Annotated:
            return tp.__args__ + tp.__metadata__
        if tp._form is Callable:
            args = tp.__args__
            return (args[0] if args[0] is ... else list(args[:-1]), args[-1])
        return tp.__args__
    return tp.__args__ if isinstance(tp, (GenericAlias, UnionType)) else ()


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    if isinstance(obj, type):
        hints = {}
        for base in reversed(_ancestors(obj)):
            hints.update(base.__dict__.get("__annotations__") or {})
    else:
        hints = dict(getattr(obj, "__annotations__", None) or {})
    space = globalns
    if space is None:
        space = getattr(obj, "__globals__", None)
        if space is None:
            import sys

            module = sys.modules.get(getattr(obj, "__module__", None))
            space = module.__dict__ if module else {}
    if localns or globals() is not space:
        names = dict(globals())
        names.update(space)
        names.update(localns or {})
        space = names
    for name, hint in hints.items():
        if hint is None:
            hints[name] = NoneType
        elif isinstance(hint, str):
            try:
                hints[name] = eval(hint, space)
            except Exception:
                pass  # a name that is not known here: the text has to do
        if not include_extras and getattr(hints[name], "_form", None) is Annotated:
            hints[name] = hints[name].__origin__
    return hints


def _ancestors(cls):
    order = [cls]
    for base in cls.__bases__:
        order.extend([inner for inner in _ancestors(base) if inner not in order])
    return order
