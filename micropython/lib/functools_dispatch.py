# singledispatch and singledispatchmethod of functools.
from functools import _Method, update_wrapper


def _distance(kind, cls):
    # How far above `kind` the class is; None when it is not above it.
    if kind is cls:
        return 0
    nearest = None
    for base in kind.__bases__:
        further = _distance(base, cls)
        if further is not None and (nearest is None or further + 1 < nearest):
            nearest = further + 1
    return nearest


class Dispatched:
    def __init__(self, func):
        self._default = func
        self.registry = {object: func}
        update_wrapper(self, func)

    def register(self, cls, func=None):
        if func is not None:
            kinds = cls.__args__ if hasattr(cls, "__args__") else (cls,)
            for kind in kinds:
                self.registry[kind] = func
            return func
        annotations = getattr(cls, "__annotations__", None)
        if annotations and not isinstance(cls, type):
            for name in annotations:
                if name != "return":
                    return self.register(annotations[name], cls)
        if not isinstance(cls, type) and not hasattr(cls, "__args__"):
            raise TypeError(
                "Invalid first argument to `register()`: %r. Use either `@register(some_class)` or plain "
                "`@register` on an annotated function." % (cls,)
            )
        return lambda func: self.register(cls, func)

    def dispatch(self, cls):
        found, nearest = None, None
        for kind, func in self.registry.items():
            distance = 1000 if kind is object else _distance(cls, kind)
            if distance is None and cls is bool and kind is int:
                distance = 1
            if distance is None and hasattr(kind, "__subclasscheck__") and kind.__subclasscheck__(cls):
                distance = 500
            if distance is not None and (nearest is None or distance < nearest):
                found, nearest = func, distance
        return found

    def __call__(self, *args, **kwargs):
        if not args:
            raise TypeError("%s requires at least 1 positional argument" % getattr(self._default, "__name__", "singledispatch function"))
        return self.dispatch(type(args[0]))(*args, **kwargs)

    def __get__(self, instance, owner=None):
        return self if instance is None else _Method(self, instance)


class DispatchedMethod:
    def __init__(self, func):
        self.dispatcher = Dispatched(func)
        self.func = func

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, method)

    def __get__(self, instance, owner=None):
        def method(*args, **kwargs):
            function = self.dispatcher.dispatch(type(args[0]))
            return function(*args, **kwargs) if instance is None else function(instance, *args, **kwargs)

        return method
