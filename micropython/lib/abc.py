# abc. Classes learn what is abstract in `__class_created__`, which runs right after the class statement.
_pending = []  # functions marked since the last class was made


def abstractmethod(function):
    _pending.append(function)
    return function


class abstractproperty(property):
    def __init__(self, function):
        _pending.append(function)
        super().__init__(function)


def abstractclassmethod(function):
    return classmethod(abstractmethod(function))


def abstractstaticmethod(function):
    return staticmethod(abstractmethod(function))


def _mro(cls):
    order = [cls]
    for base in cls.__bases__:
        for inner in _mro(base):
            if inner in order:
                order.remove(inner)
            order.append(inner)
    return order


def _instantiate(cls, *args, **kwargs):
    names = sorted(cls.__abstractmethods__)
    if names:
        plural = "s" if len(names) > 1 else ""
        raise TypeError(
            "Can't instantiate abstract class %s with abstract method%s %s" % (cls.__name__, plural, ", ".join(names))
        )
    return object.__new__(cls)


def class_created(cls, namespace, keywords=None):
    names = set()
    if _pending:
        for name, member in namespace.items():
            # What wraps a function does not show it: its name has to do.
            if member in _pending or (
                isinstance(member, (property, classmethod, staticmethod))
                and any(getattr(function, "__name__", None) == name for function in _pending)
            ):
                names.add(name)
        del _pending[:]
    inherited = set()
    for base in cls.__bases__:
        inherited.update(getattr(base, "__abstractmethods__", ()))
    if inherited:
        classes = _mro(cls)[1:]
        for name in inherited:
            if name not in namespace:
                for owner in classes:
                    if name in owner.__dict__:
                        if name in owner.__dict__.get("__abstractmethods__", ()):
                            names.add(name)
                        break
                else:
                    # Declared by its name alone.
                    names.add(name)
    cls.__abstractmethods__ = frozenset(names)
    if names and "__new__" not in namespace:
        cls.__new__ = staticmethod(_instantiate)
    return cls


class ABC:
    __class_created__ = class_created
    __abstractmethods__ = frozenset()

    @classmethod
    def register(cls, subclass):
        registered = cls.__dict__.get("_registered")
        if registered is None:
            cls._registered = registered = []
        registered.append(subclass)
        return subclass

    @classmethod
    def __instancecheck__(cls, instance):
        return cls.__subclasscheck__(type(instance))

    @classmethod
    def __subclasscheck__(cls, subclass):
        if derives(subclass, cls):
            return True
        hook = getattr(cls, "__subclasshook__", None)
        if hook is not None:
            answer = hook(subclass)
            if answer is not NotImplemented:
                return answer
        return any(derives(subclass, other) for other in cls.__dict__.get("_registered", ()))


def derives(kind, cls):
    # What issubclass says without the hooks.
    return kind is cls or any(derives(base, cls) for base in kind.__bases__)


class ABCMeta(type):
    # `metaclass=ABCMeta` is `ABC` among the bases.
    __class_created__ = class_created


ABC.__class_type__ = ABCMeta


def get_cache_token():
    return 0


def update_abstractmethods(cls):
    return cls
