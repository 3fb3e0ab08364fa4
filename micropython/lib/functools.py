# functools.
WRAPPER_ASSIGNMENTS = ("__module__", "__name__", "__qualname__", "__doc__", "__annotations__")
WRAPPER_UPDATES = ("__dict__",)
_MISSING = object()


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    for name in assigned:
        value = getattr(wrapped, name, _MISSING)
        if value is not _MISSING and value:
            setattr(wrapper, name, value)
    for name in updated:
        for key, value in getattr(wrapped, name, {}).items():
            setattr(wrapper, key, value)
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    return lambda wrapper: update_wrapper(wrapper, wrapped, assigned, updated)


def reduce(function, iterable, initial=_MISSING):
    iterator = iter(iterable)
    value = initial
    if value is _MISSING:
        value = next(iterator, _MISSING)
        if value is _MISSING:
            raise TypeError("reduce() of empty iterable with no initial value")
    for item in iterator:
        value = function(value, item)
    return value


class partial:
    def __init__(self, func, *args, **keywords):
        if not callable(func):
            raise TypeError("the first argument must be callable")
        if isinstance(func, partial):
            args = func.args + args
            merged = func.keywords.copy()
            merged.update(keywords)
            keywords = merged
            func = func.func
        self.func = func
        self.args = args
        self.keywords = keywords

    def __call__(self, *args, **keywords):
        if self.keywords:
            merged = self.keywords.copy()
            merged.update(keywords)
            return self.func(*(self.args + args), **merged)
        return self.func(*(self.args + args), **keywords)

    def __repr__(self):
        shown = [repr(self.func)] + [repr(arg) for arg in self.args]
        shown += ["%s=%r" % item for item in self.keywords.items()]
        return "functools.partial(%s)" % ", ".join(shown)


class partialmethod:
    def __init__(self, func, *args, **keywords):
        self.func = func
        self.args = args
        self.keywords = keywords

    def __get__(self, instance, owner=None):
        func = self.func
        if hasattr(func, "__get__"):
            return partial(func.__get__(instance, owner), *self.args, **self.keywords)
        if instance is None:
            return lambda obj, *args, **keywords: partial(func, obj, *self.args, **self.keywords)(*args, **keywords)
        return partial(func, instance, *self.args, **self.keywords)


class _Method:
    # A callable object's method on an instance.
    def __init__(self, function, instance):
        self.__func__ = function
        self.__self__ = instance

    def __call__(self, *args, **kwargs):
        return self.__func__(self.__self__, *args, **kwargs)

    def __getattr__(self, name):
        return getattr(self.__func__, name)


class _Info(tuple):
    hits = property(lambda self: self[0])
    misses = property(lambda self: self[1])
    maxsize = property(lambda self: self[2])
    currsize = property(lambda self: self[3])

    def __repr__(self):
        return "CacheInfo(hits=%r, misses=%r, maxsize=%r, currsize=%r)" % (self[0], self[1], self[2], self[3])

    __str__ = __repr__


class _Cached:
    # A function with its results by arguments. Of a bounded one, the least recently used is first.
    def __init__(self, function, maxsize, typed):
        self.__wrapped__ = function
        self._maxsize = maxsize
        self._typed = typed
        self._results = {}
        self._hits = 0
        self._misses = 0
        update_wrapper(self, function)

    def __call__(self, *args, **kwargs):
        key = args
        if kwargs:
            key = args + (_MISSING,) + tuple(kwargs.items())
        if self._typed:
            key = (key, tuple([type(arg) for arg in args]), tuple([type(arg) for arg in kwargs.values()]))
        results = self._results
        value = results.get(key, _MISSING)
        if value is not _MISSING:
            self._hits += 1
            if self._maxsize is not None:
                results[key] = results.pop(key)
            return value
        self._misses += 1
        value = self.__wrapped__(*args, **kwargs)
        if self._maxsize is None:
            results[key] = value
        elif self._maxsize > 0:
            if len(results) >= self._maxsize and key not in results:
                del results[next(iter(results))]
            results[key] = value
        return value

    def __get__(self, instance, owner=None):
        return self if instance is None else _Method(self, instance)

    def cache_info(self):
        return _Info((self._hits, self._misses, self._maxsize, len(self._results)))

    def cache_parameters(self):
        return {"maxsize": self._maxsize, "typed": self._typed}

    def cache_clear(self):
        self._results = {}
        self._hits = self._misses = 0

    def __repr__(self):
        return "<functools._lru_cache_wrapper object at 0x%x>" % id(self)


def lru_cache(maxsize=128, typed=False):
    if callable(maxsize):
        return _Cached(maxsize, 128, False)
    if maxsize is not None and not isinstance(maxsize, int):
        raise TypeError("Expected first argument to be an integer, a callable, or None")
    if maxsize is not None and maxsize < 0:
        maxsize = 0
    return lambda function: _Cached(function, maxsize, typed)


def cache(user_function):
    return _Cached(user_function, None, False)


class cached_property:
    def __init__(self, func):
        self.func = func
        self.attrname = None

    def __set_name__(self, owner, name):
        self.attrname = name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if self.attrname is None:
            raise TypeError("Cannot use cached_property instance without calling __set_name__ on it.")
        # An instance's own attribute comes before this from now on.
        values = instance.__dict__
        if self.attrname in values:
            return values[self.attrname]
        value = self.func(instance)
        object.__setattr__(instance, self.attrname, value)
        return value


def _compared(method, wanted):
    # One comparison made of another one.
    def lt_to_gt(self, other):
        answer = self.__lt__(other)
        return answer if answer is NotImplemented else not answer and self != other

    def lt_to_le(self, other):
        answer = self.__lt__(other)
        return answer if answer is NotImplemented else answer or self == other

    def le_to_lt(self, other):
        answer = self.__le__(other)
        return answer if answer is NotImplemented else answer and self != other

    def gt_to_lt(self, other):
        answer = self.__gt__(other)
        return answer if answer is NotImplemented else not answer and self != other

    def gt_to_ge(self, other):
        answer = self.__gt__(other)
        return answer if answer is NotImplemented else answer or self == other

    def ge_to_gt(self, other):
        answer = self.__ge__(other)
        return answer if answer is NotImplemented else answer and self != other

    def opposite(self, other):
        answer = getattr(self, method)(other)
        return answer if answer is NotImplemented else not answer

    return {
        ("__lt__", "__gt__"): lt_to_gt,
        ("__lt__", "__le__"): lt_to_le,
        ("__le__", "__lt__"): le_to_lt,
        ("__gt__", "__lt__"): gt_to_lt,
        ("__gt__", "__ge__"): gt_to_ge,
        ("__ge__", "__gt__"): ge_to_gt,
        ("__le__", "__ge__"): lambda self, other: _or_equal(self.__le__(other), self, other),
        ("__ge__", "__le__"): lambda self, other: _or_equal(self.__ge__(other), self, other),
    }.get((method, wanted), opposite)


def _or_equal(answer, self, other):
    return answer if answer is NotImplemented else not answer or self == other


def total_ordering(cls):
    names = ("__lt__", "__le__", "__gt__", "__ge__")
    given = [name for name in names if hasattr(cls, name)]
    if not given:
        raise ValueError("must define at least one ordering operation: < > <= >=")
    for name in names:
        if name not in given:
            setattr(cls, name, _compared(given[0], name))
    return cls


class _Key:
    def __init__(self, compare, obj):
        self._compare = compare
        self.obj = obj

    def __lt__(self, other):
        return self._compare(self.obj, other.obj) < 0

    def __gt__(self, other):
        return self._compare(self.obj, other.obj) > 0

    def __le__(self, other):
        return self._compare(self.obj, other.obj) <= 0

    def __ge__(self, other):
        return self._compare(self.obj, other.obj) >= 0

    def __eq__(self, other):
        return self._compare(self.obj, other.obj) == 0


def cmp_to_key(mycmp):
    return lambda obj: _Key(mycmp, obj)


def singledispatch(func):
    from functools_dispatch import Dispatched

    return Dispatched(func)


def singledispatchmethod(func):
    from functools_dispatch import DispatchedMethod

    return DispatchedMethod(func)
