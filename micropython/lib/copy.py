# copy.
class Error(Exception):
    pass


error = Error
_KEPT = (int, float, bool, complex, str, bytes, range, type, type(None), type(...), type(NotImplemented), type(len), type(lambda: 0), type([].append))


def copy(x):
    cls = type(x)
    if cls in _KEPT or isinstance(x, type):
        return x
    if cls is list or cls is dict or cls is set or cls is bytearray:
        return x[:] if cls is bytearray else x.copy()
    if cls is tuple or cls is frozenset:
        return x
    method = getattr(x, "__copy__", None)
    if method is not None:
        return method()
    return _rebuild(x, cls, None)


def _attributes(x):
    attributes = getattr(x, "__dict__", None)
    if attributes is not None:
        return dict(attributes.items())
    attributes = {}
    for cls in type(x).__mro__:
        names = cls.__dict__.get("__slots__", ())
        for name in (names,) if isinstance(names, str) else names:
            if name[:2] == "__":
                name = "_%s%s" % (cls.__name__.lstrip("_"), name)
            if hasattr(x, name):
                attributes[name] = getattr(x, name)
    return attributes


def _same(value, memo):
    return value


def _rebuild(x, cls, memo):
    inner = _same if memo is None else deepcopy
    reduce = getattr(x, "__reduce__", None) if not isinstance(x, BaseException) else None
    if reduce is not None:
        made = reduce()
        if isinstance(made, tuple):
            args = made[1] if memo is None else deepcopy(made[1], memo)
            new = made[0](*args)
            if memo is not None:
                memo[id(x)] = new
            return new
    if isinstance(x, BaseException):
        new = cls(*[inner(arg, memo) for arg in x.args])
    elif isinstance(x, tuple):
        items = [inner(item, memo) for item in x]
        new = cls(*items) if hasattr(x, "_fields") else cls(items)
    elif isinstance(x, (dict, list, set, frozenset)):
        new = _container(x, cls, inner, memo)
    elif isinstance(x, (int, float, str, bytes)):
        return x
    else:
        if not hasattr(x, "__dict__") and not hasattr(cls, "__slots__"):
            kind = cls.__name__
            if kind in ("generator", "module"):
                raise TypeError("cannot pickle %r object" % kind)
            return x
        new = object.__new__(cls)
    if memo is not None:
        memo[id(x)] = new
    state = getattr(x, "__getstate__", None)
    if state is not None and hasattr(x, "__setstate__"):
        new.__setstate__(inner(state(), memo))
        return new
    for name, value in _attributes(x).items():
        object.__setattr__(new, name, inner(value, memo))
    return new


def _container(x, cls, inner, memo):
    # A subclass of a builtin container: empty, then filled.
    if isinstance(x, dict):
        new = cls(x.default_factory) if hasattr(x, "default_factory") else cls()
        if memo is not None:
            memo[id(x)] = new
        for key, value in list(x.items()):
            new[inner(key, memo)] = inner(value, memo)
        return new
    if isinstance(x, frozenset):
        return cls([inner(item, memo) for item in x])
    new = cls()
    if memo is not None:
        memo[id(x)] = new
    for item in x:
        if isinstance(x, list):
            new.append(inner(item, memo))
        else:
            new.add(inner(item, memo))
    return new


def deepcopy(x, memo=None):
    cls = type(x)
    if cls in _KEPT or isinstance(x, type):
        return x
    if memo is None:
        memo = {}
    known = memo.get(id(x), memo)
    if known is not memo:
        return known
    if cls is list:
        memo[id(x)] = new = []
        for item in x:
            new.append(deepcopy(item, memo))
    elif cls is dict:
        memo[id(x)] = new = {}
        for key, value in x.items():
            new[deepcopy(key, memo)] = deepcopy(value, memo)
    elif cls is tuple:
        new = [deepcopy(item, memo) for item in x]
        if id(x) in memo:
            return memo[id(x)]
        new = x if all(left is right for left, right in zip(x, new)) else tuple(new)
    elif cls is set or cls is frozenset:
        new = cls([deepcopy(item, memo) for item in x])
    elif cls is bytearray:
        new = x[:]
    else:
        method = getattr(x, "__deepcopy__", None)
        if method is not None:
            new = method(memo)
        else:
            return _rebuild(x, cls, memo)
    memo[id(x)] = new
    # Kept, so that its id is not another object's meanwhile.
    memo.setdefault(id(memo), []).append(x)
    return new


def replace(obj, **changes):
    method = getattr(obj, "__replace__", None) or getattr(obj, "_replace", None)
    if method is None:
        raise TypeError("replace() does not support %s objects" % type(obj).__name__)
    return method(**changes)
