# Attributes that MicroPython's own objects lack: of exceptions, functions and classes. Lowered code
# asks for them with `__details__(object).name`.
import builtins
import uctypes

_kept_details = []  # (exception, details) of MicroPython's own exceptions, which hold no attributes
_MOST_DETAILS = 32


class _ExceptionDetails:
    # Beside an exception.
    def __init__(self, exception):
        self.exception = exception
        self.__cause__ = None
        self.__context__ = None
        self.__suppress_context__ = False
        self.__traceback__ = _Traceback(exception)

    def add_note(self, note):
        if not isinstance(note, str):
            raise TypeError("note must be a str, not '%s'" % type(note).__name__)
        if not hasattr(self, "__notes__"):
            self.__notes__ = []
        self.__notes__.append(note)

    def with_traceback(self, traceback):
        return self.exception

    @property
    def __doc__(self):
        return getattr(type(self.exception), "__doc__", None)

    def __getattr__(self, name):
        return getattr(self.exception, name)


_own_globals = globals()


def _builtin_name(function):
    name = _native_names.get(id(function))
    if name is not None:
        return name
    for name in dir(builtins):
        if getattr(builtins, name) is function:
            return name
    return None


class _ClassDetails:
    # The bases of a class as they were written, and its annotations.
    def __init__(self, cls):
        self._cls = cls

    @property
    def __annotations__(self):
        return self._cls.__dict__.get("__annotations__", {})

    @property
    def __bases__(self):
        return _bases_of(self._cls)

    def __setattr__(self, name, value):
        setattr(self._cls, name, value) if name != "_cls" else object.__setattr__(self, name, value)

    def __getattr__(self, name):
        return getattr(self._cls, name)


def _exception_details(exception):
    if hasattr(exception, "__dict__"):
        details = exception.__dict__.get("__details__")
        if details is None:
            details = exception.__details__ = _ExceptionDetails(exception)
        return details
    for known, details in _kept_details:
        if known is exception:
            return details
    details = _ExceptionDetails(exception)
    _kept_details.append((exception, details))
    if len(_kept_details) > _MOST_DETAILS:
        del _kept_details[0]
    return details


def _known_details(exception):
    # The details of an exception; None if it has none.
    if hasattr(exception, "__dict__"):
        return exception.__dict__.get("__details__")
    for known, details in _kept_details:
        if known is exception:
            return details
    return None


# Each kind of function of MicroPython's is a class of its own, by one of these names.
_FUNCTION_KINDS = ("function", "closure", "generator", "bound_method", "method", "builtin_function_or_method")


def _details(value):
    if isinstance(value, BaseException):
        return _exception_details(value)
    if type(value) is _generator:
        return _AsyncGenerator(value)
    return _ClassDetails(value) if value.__class__ is type else value


def _chained(exception, handled, cause=_known_details):
    # What `raise exception from cause` raises while `handled` is being handled.
    if isinstance(exception, type):
        exception = exception()
    if not isinstance(exception, BaseException):
        raise TypeError("exceptions must derive from BaseException")
    details = _exception_details(exception)
    if handled is not None and handled is not exception:
        details.__context__ = handled
    if cause is not _known_details:
        if isinstance(cause, type) and issubclass(cause, BaseException):
            cause = cause()
        if cause is not None and not isinstance(cause, BaseException):
            raise TypeError("exception causes must derive from BaseException")
        details.__cause__ = cause
        details.__suppress_context__ = True
    return exception


# An object's own attributes. What MicroPython gives for `__dict__` is a view that refuses changes.
_UNCHANGEABLE = 2  # a flag of a map


class _Namespace:
    def __init__(self, owner):
        self._owner = owner

    def _view(self):
        return self._owner.__dict__

    def _changed(self, method, *args):
        # Changes the view and gives the object its map back, so that no descriptor is asked.
        view = self._owner.__dict__
        if type(view) is not dict or isinstance(self._owner, type):
            return getattr(view, method)(*args)
        place = id(view) + 4
        _set_word(place, _word(place) & ~_UNCHANGEABLE)
        result = getattr(view, method)(*args)
        uctypes.bytearray_at(id(self._owner) + 4, 12)[:] = uctypes.bytearray_at(place, 12)
        return result

    def __getitem__(self, key):
        return self._view()[key]

    def __setitem__(self, key, value):
        self._changed("__setitem__", _interned(key), value)

    def __delitem__(self, key):
        self._changed("__delitem__", key)

    def __iter__(self):
        return iter(self._view())

    def __contains__(self, key):
        return key in self._view()

    def __len__(self):
        return len(self._view())

    def __repr__(self):
        return repr(self._view())

    def update(self, *others, **named):
        for other in others:
            for key, value in dict(other).items():
                self[key] = value
        for key, value in named.items():
            self[key] = value

    def setdefault(self, key, default=None):
        if key not in self:
            self[key] = default
        return self[key]

    def pop(self, *args):
        return self._changed("pop", *args)

    def popitem(self):
        return self._changed("popitem")

    def clear(self):
        for key in list(self):
            del self[key]

    def __getattr__(self, name):
        return getattr(self._view(), name)


class _Interning:
    pass


_interning = _Interning()


def _interned(name):
    # The text as names are kept.
    setattr(_interning, name, None)
    for kept in _interning.__dict__:
        name = kept
    delattr(_interning, name)
    return name


builtins.__namespace__ = _Namespace
builtins.__details__ = _details
builtins.__chained__ = _chained
