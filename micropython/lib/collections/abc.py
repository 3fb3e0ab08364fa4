# collections.abc: classes to ask with isinstance, to derive from (with CPython's mixin methods) and to
# annotate with.
from abc import _instantiate, class_created, derives

_iterators = []
_views = [{}.keys(), {}.values(), {}.items()]
for _value in (iter([]), iter(""), iter(b""), iter(()), iter({}), iter(set()), iter(range(0)), map(len, []), zip(), enumerate([]), filter(None, []), reversed([]), (x for x in []), iter(bytearray()), iter({}.items())):
    if type(_value) not in _iterators:
        _iterators.append(type(_value))
_iterators = tuple(_iterators)
_generator = type(x for x in [])
_view = type(_views[0])
_sequences = (list, tuple, str, bytes, bytearray, range, memoryview)
_sized = _sequences + (dict, set, frozenset, _view)


class _Abc:
    _natives = ()  # MicroPython's own types of this kind
    _needed = None  # methods that make any class one of this kind
    _abstract = ()
    __class_created__ = class_created

    @classmethod
    def __instancecheck__(cls, instance):
        return cls.__subclasscheck__(type(instance))

    @classmethod
    def __subclasscheck__(cls, subclass):
        if derives(subclass, cls):
            return True
        own = cls.__dict__
        for other in own.get("_registered", ()) or ():
            if derives(subclass, other):
                return True
        for other in own.get("_natives", ()):
            if derives(subclass, other):
                return True
        needed = own.get("_needed")
        if needed is not None:
            return subclass not in _sized and all(getattr(subclass, name, None) is not None for name in needed)
        return any(base.__subclasscheck__(subclass) for base in _below.get(cls, ()))

    @classmethod
    def register(cls, subclass):
        if cls.__dict__.get("_registered") is None:
            cls._registered = []
        cls._registered.append(subclass)
        return subclass

    @classmethod
    def __class_getitem__(cls, arguments):
        from types import GenericAlias

        return GenericAlias(cls, arguments)


class Hashable(_Abc):
    @classmethod
    def __subclasscheck__(cls, subclass):
        if any(derives(subclass, other) for other in (list, dict, set, bytearray)):
            return "__hash__" in subclass.__dict__
        if subclass is _view:
            return False
        for one in subclass.__mro__:
            own = one.__dict__
            if "__hash__" in own:
                return own["__hash__"] is not None
            if "__eq__" in own:
                return False
        return True


class Iterable(_Abc):
    _natives = _sized + _iterators
    _needed = ("__iter__",)

    def __iter__(self):
        return iter(())


class Iterator(Iterable):
    _natives = _iterators
    _needed = ("__iter__", "__next__")

    def __next__(self):
        raise StopIteration

    def __iter__(self):
        return self


class Reversible(Iterable):
    _natives = (list, tuple, str, bytes, bytearray, range, dict, _view)
    _needed = ("__reversed__", "__iter__")


class Generator(Iterator):
    _natives = (_generator,)
    _needed = ("__iter__", "__next__", "send", "throw", "close")

    def __next__(self):
        return self.send(None)

    def close(self):
        try:
            self.throw(GeneratorExit)
        except (GeneratorExit, StopIteration):
            pass
        else:
            raise RuntimeError("generator ignored GeneratorExit")


class Sized(_Abc):
    _natives = _sized
    _needed = ("__len__",)


class Container(_Abc):
    _natives = _sized
    _needed = ("__contains__",)


class Callable(_Abc):
    _needed = ("__call__",)

    @classmethod
    def __instancecheck__(cls, instance):
        return callable(instance) if cls is Callable else derives(type(instance), cls)


class Awaitable(_Abc):
    _needed = ("__await__",)


class Coroutine(Awaitable):
    _needed = ("__await__", "send", "throw", "close")


class AsyncIterable(_Abc):
    _needed = ("__aiter__",)


class AsyncIterator(AsyncIterable):
    _needed = ("__aiter__", "__anext__")


class AsyncGenerator(AsyncIterator):
    _needed = ("__aiter__", "__anext__", "asend", "athrow")


class Collection(Sized, Iterable, Container):
    _natives = _sized
    _needed = ("__len__", "__iter__", "__contains__")


class Sequence(Reversible, Collection):
    _natives = _sequences
    _needed = None
    _abstract = ("__getitem__", "__len__")

    def __iter__(self):
        index = 0
        while True:
            try:
                value = self[index]
            except IndexError:
                return
            yield value
            index += 1

    def __contains__(self, value):
        return any(item is value or item == value for item in self)

    def __reversed__(self):
        for index in range(len(self) - 1, -1, -1):
            yield self[index]

    def index(self, value, start=0, stop=None):
        size = len(self)
        start = max(size + start, 0) if start < 0 else start
        stop = size if stop is None else stop + size if stop < 0 else min(stop, size)
        for index in range(start, stop):
            item = self[index]
            if item is value or item == value:
                return index
        raise ValueError

    def count(self, value):
        return sum([1 for item in self if item is value or item == value])


class ByteString(Sequence):
    _natives = (bytes, bytearray)


class MutableSequence(Sequence):
    _natives = (list, bytearray)
    _abstract = ("__delitem__", "__getitem__", "__len__", "__setitem__", "insert")

    def append(self, value):
        self.insert(len(self), value)

    def clear(self):
        while len(self):
            self.pop()

    def reverse(self):
        size = len(self)
        for index in range(size // 2):
            self[index], self[size - index - 1] = self[size - index - 1], self[index]

    def extend(self, values):
        for value in list(values):
            self.append(value)

    def pop(self, index=-1):
        value = self[index]
        del self[index]
        return value

    def remove(self, value):
        del self[self.index(value)]

    def __iadd__(self, values):
        self.extend(values)
        return self


class Set(Collection):
    _natives = (set, frozenset, _view)
    _needed = None
    _abstract = ("__contains__", "__iter__", "__len__")

    @classmethod
    def _from_iterable(cls, iterable):
        return cls(iterable)

    def __le__(self, other):
        return len(self) <= len(other) and all(item in other for item in self)

    def __lt__(self, other):
        return len(self) < len(other) and self.__le__(other)

    def __ge__(self, other):
        return len(self) >= len(other) and all(item in self for item in other)

    def __gt__(self, other):
        return len(self) > len(other) and self.__ge__(other)

    def __eq__(self, other):
        return isinstance(other, (set, frozenset, Set)) and len(self) == len(other) and self.__le__(other)

    def __ne__(self, other):
        return not self.__eq__(other)

    def __and__(self, other):
        return self._from_iterable([item for item in other if item in self])

    __rand__ = __and__

    def isdisjoint(self, other):
        return not any(item in self for item in other)

    def __or__(self, other):
        return self._from_iterable(list(self) + list(other))

    __ror__ = __or__

    def __sub__(self, other):
        other = list(other)
        return self._from_iterable([item for item in self if item not in other])

    def __rsub__(self, other):
        return self._from_iterable([item for item in other if item not in self])

    def __xor__(self, other):
        other = list(other)
        return self._from_iterable(
            [item for item in self if item not in other] + [item for item in other if item not in self]
        )

    __rxor__ = __xor__


class MutableSet(Set):
    _natives = (set,)
    _abstract = ("__contains__", "__iter__", "__len__", "add", "discard")

    def remove(self, value):
        if value not in self:
            raise KeyError(value)
        self.discard(value)

    def pop(self):
        for value in self:
            self.discard(value)
            return value
        raise KeyError

    def clear(self):
        for value in list(self):
            self.discard(value)

    def __ior__(self, other):
        for value in list(other):
            self.add(value)
        return self

    def __iand__(self, other):
        for value in list(self):
            if value not in other:
                self.discard(value)
        return self

    def __isub__(self, other):
        for value in list(other):
            self.discard(value)
        return self

    def __ixor__(self, other):
        for value in list(other):
            if value in self:
                self.discard(value)
            else:
                self.add(value)
        return self


class MappingView(Sized):
    _natives = (_view,)
    _needed = None

    def __init__(self, mapping):
        self._mapping = mapping

    def __len__(self):
        return len(self._mapping)

    def __repr__(self):
        return "%s(%r)" % (type(self).__name__, self._mapping)


class KeysView(MappingView, Set):
    _natives = (_view,)

    @classmethod
    def _from_iterable(cls, iterable):
        return set(iterable)

    def __contains__(self, key):
        return key in self._mapping

    def __iter__(self):
        return iter(self._mapping)


class ItemsView(MappingView, Set):
    _natives = (_view,)

    @classmethod
    def _from_iterable(cls, iterable):
        return set(iterable)

    def __contains__(self, item):
        key, value = item
        return key in self._mapping and self._mapping[key] == value

    def __iter__(self):
        for key in self._mapping:
            yield key, self._mapping[key]


class ValuesView(MappingView, Collection):
    _natives = (_view,)

    def __contains__(self, value):
        return any(item == value for item in self)

    def __iter__(self):
        for key in self._mapping:
            yield self._mapping[key]


class Mapping(Collection):
    _natives = (dict,)
    _needed = None
    _abstract = ("__getitem__", "__iter__", "__len__")

    def get(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            return default

    def __contains__(self, key):
        try:
            self[key]
        except KeyError:
            return False
        return True

    def keys(self):
        return KeysView(self)

    def items(self):
        return ItemsView(self)

    def values(self):
        return ValuesView(self)

    def __eq__(self, other):
        if not hasattr(other, "keys"):
            return NotImplemented
        return dict(list(self.items())) == dict(list(other.items()))

    def __ne__(self, other):
        equal = self.__eq__(other)
        return equal if equal is NotImplemented else not equal


_MARK = object()


class MutableMapping(Mapping):
    _natives = (dict,)
    _abstract = ("__delitem__", "__getitem__", "__iter__", "__len__", "__setitem__")

    def pop(self, key, default=_MARK):
        try:
            value = self[key]
        except KeyError:
            if default is _MARK:
                raise
            return default
        del self[key]
        return value

    def popitem(self):
        for key in self:
            value = self[key]
            del self[key]
            return key, value
        raise KeyError

    def clear(self):
        for key in list(self):
            del self[key]

    def update(self, other=(), **kwargs):
        if hasattr(other, "keys"):
            for key in list(other.keys()):
                self[key] = other[key]
        else:
            for key, value in other:
                self[key] = value
        for key in kwargs:
            self[key] = kwargs[key]

    def setdefault(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            self[key] = default
        return default


_below = {Collection: (Sequence, Set, Mapping)}
for _kind in (Sequence, MutableSequence, Set, MutableSet, Mapping, MutableMapping):
    _kind.__abstractmethods__ = frozenset(_kind._abstract)
for _kind, _names in ((Hashable, "__hash__"), (Iterable, "__iter__"), (Sized, "__len__"), (Container, "__contains__"), (Callable, "__call__")):
    _kind.__abstractmethods__ = frozenset([_names])
for _kind in (Sequence, Set, Mapping, Iterable, Sized, Container, Callable, Hashable):
    _kind.__new__ = staticmethod(_instantiate)
Iterator.__abstractmethods__ = frozenset(["__next__"])
