# types. Left out: CellType and what needs frames.
import sys


class _Class:
    def method(self):
        pass

    value = property(method)


_functions = (type(lambda: 0), type((lambda x: lambda: x)(1)), type(lambda: (yield)))


class FunctionType:
    # Functions of Python code have several types here.
    @classmethod
    def __instancecheck__(cls, instance):
        return type(instance) in _functions and hasattr(instance, "__code__")


LambdaType = FunctionType


class BuiltinFunctionType:
    @classmethod
    def __instancecheck__(cls, instance):
        if type(instance) is MethodType:
            instance = getattr(instance, "__func__", None)
            return not hasattr(instance, "__code__")
        named = type(instance).__name__ in ("function", "builtin_function_or_method")
        return named and not hasattr(instance, "__code__")


BuiltinMethodType = BuiltinFunctionType
MethodType = type(_Class().method)
GeneratorType = CoroutineType = AsyncGeneratorType = type(x for x in ())
ModuleType = type(sys)
NoneType = type(None)
EllipsisType = type(...)
NotImplementedType = type(NotImplemented)
CodeType = type((lambda: 0).__code__)
GetSetDescriptorType = MemberDescriptorType = type(_Class.value)
WrapperDescriptorType = MethodWrapperType = MethodDescriptorType = ClassMethodDescriptorType = BuiltinFunctionType


class CellType:
    def __init__(self, contents=None):
        self.cell_contents = contents


class TracebackType:
    pass


class FrameType:
    pass


class SimpleNamespace:
    def __init__(self, **kwargs):
        for name in kwargs:
            setattr(self, name, kwargs[name])

    def __repr__(self):
        name = "namespace" if type(self) is SimpleNamespace else type(self).__name__
        return "%s(%s)" % (name, ", ".join(["%s=%r" % item for item in self.__dict__.items()]))

    def __eq__(self, other):
        if not isinstance(other, SimpleNamespace):
            return NotImplemented
        return self.__dict__ == other.__dict__


class MappingProxyType:
    def __init__(self, mapping):
        if not hasattr(mapping, "keys"):
            raise TypeError("mappingproxy() argument must be a mapping, not %s" % type(mapping).__name__)
        self._mapping = mapping

    def __getitem__(self, key):
        return self._mapping[key]

    def __setitem__(self, key, value):
        raise TypeError("'mappingproxy' object does not support item assignment")

    def __delitem__(self, key):
        raise TypeError("'mappingproxy' object does not support item deletion")

    def __len__(self):
        return len(self._mapping)

    def __iter__(self):
        return iter(self._mapping)

    def __reversed__(self):
        return reversed(list(self._mapping))

    def __contains__(self, key):
        return key in self._mapping

    def __eq__(self, other):
        return self._mapping == (other._mapping if isinstance(other, MappingProxyType) else other)

    def __or__(self, other):
        return self._mapping | (other._mapping if isinstance(other, MappingProxyType) else other)

    def get(self, key, default=None):
        return self._mapping.get(key, default)

    def keys(self):
        return self._mapping.keys()

    def values(self):
        return self._mapping.values()

    def items(self):
        return self._mapping.items()

    def copy(self):
        return self._mapping.copy()

    def __repr__(self):
        return "mappingproxy(%r)" % (self._mapping,)

    def __str__(self):
        return str(self._mapping)


class DynamicClassAttribute(property):
    pass


def type_repr(kind):
    # A type as it stands between brackets.
    if kind is ...:
        return "..."
    if isinstance(kind, type):
        module = getattr(kind, "__module__", None)
        name = getattr(kind, "__qualname__", None) or kind.__name__
        return "%s.%s" % (module, name) if isinstance(module, str) and module != "builtins" else name
    if isinstance(kind, FunctionType):
        return kind.__name__
    if isinstance(kind, list):
        return "[%s]" % ", ".join([type_repr(item) for item in kind])
    return repr(kind)


class GenericAlias:
    # `list[int]`.
    def __init__(self, origin, args):
        self.__origin__ = origin
        self.__args__ = args if isinstance(args, tuple) else (args,)

    @property
    def __parameters__(self):
        return tuple([arg for arg in self.__args__ if type(arg).__name__ == "TypeVar"])

    def __mro_entries__(self, bases):
        return (self.__origin__,)

    def __call__(self, *args, **kwargs):
        return self.__origin__(*args, **kwargs)

    def __getattr__(self, name):
        if name[:2] == "__":
            raise AttributeError(name)
        return getattr(self.__origin__, name)

    def __getitem__(self, args):
        return type(self)(self.__origin__, args)

    def __eq__(self, other):
        return isinstance(other, GenericAlias) and self.__origin__ is other.__origin__ and self.__args__ == other.__args__

    def __hash__(self):
        return hash((self.__origin__, self.__args__))

    def __or__(self, other):
        return UnionType(self, other)

    def __ror__(self, other):
        return UnionType(other, self)

    def __instancecheck__(self, instance):
        raise TypeError("isinstance() argument 2 cannot be a parameterized generic")

    def __repr__(self):
        return "%s[%s]" % (type_repr(self.__origin__), ", ".join([type_repr(arg) for arg in self.__args__]) or "()")


class UnionType:
    # `int | str`.
    def __init__(self, *kinds):
        args = []
        for kind in kinds:
            for inner in kind.__args__ if isinstance(kind, UnionType) else (kind,):
                inner = NoneType if inner is None else inner
                if inner not in args:
                    args.append(inner)
        self.__args__ = tuple(args)

    def __or__(self, other):
        return UnionType(self, other)

    def __ror__(self, other):
        return UnionType(other, self)

    def __eq__(self, other):
        return isinstance(other, UnionType) and set(self.__args__) == set(other.__args__)

    def __hash__(self):
        return hash(frozenset(self.__args__))

    def __instancecheck__(self, instance):
        return isinstance(instance, self.__args__)

    def __subclasscheck__(self, cls):
        return issubclass(cls, self.__args__)

    def __repr__(self):
        return " | ".join(["None" if arg is NoneType else type_repr(arg) for arg in self.__args__])


def new_class(name, bases=(), kwds=None, exec_body=None):
    namespace = {}
    if exec_body is not None:
        exec_body(namespace)
    return type(name, tuple(bases) or (object,), namespace)


def resolve_bases(bases):
    resolved = []
    for base in bases:
        resolved.extend(base.__mro_entries__(bases) if hasattr(base, "__mro_entries__") else (base,))
    return tuple(resolved)


def coroutine(func):
    return func
