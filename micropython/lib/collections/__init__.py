# collections. Left out: deques do not notice that they are changed while they are iterated over (the
# loop goes over what was there at its start).
__all__ = ["ChainMap", "Counter", "OrderedDict", "UserDict", "UserList", "UserString", "defaultdict", "deque", "namedtuple"]
_MISSING = object()


def __getattr__(name):
    # The seldom used ones are loaded when they are asked for.
    if name in ("UserDict", "UserList", "UserString", "ChainMap"):
        import collections._user as module

        return getattr(module, name)
    if name == "abc":
        import collections.abc as module

        return module
    raise AttributeError("module 'collections' has no attribute %r" % name)


class deque:
    # A list and the place in it where the deque starts: what is before it is free.
    def __init__(self, iterable=(), maxlen=None):
        if maxlen is not None:
            if not isinstance(maxlen, int):
                raise TypeError("an integer is required")
            if maxlen < 0:
                raise ValueError("maxlen must be non-negative")
        self._maxlen = maxlen
        self._items = list(iterable)
        self._head = 0
        if maxlen is not None:
            self._trim_left()

    def _trim_left(self):
        more = len(self._items) - self._head - self._maxlen
        if more > 0:
            del self._items[: self._head + more]
            self._head = 0

    def _list(self):
        return self._items[self._head :] if self._head else self._items

    @property
    def maxlen(self):
        return self._maxlen

    def append(self, item):
        self._items.append(item)
        if self._maxlen is not None and len(self._items) - self._head > self._maxlen:
            self.popleft()

    def appendleft(self, item):
        if self._maxlen is not None and len(self._items) - self._head >= self._maxlen:
            if self._maxlen == 0:
                return
            self._items.pop()
        if self._head == 0:
            self._head = len(self._items) + 8
            self._items = [None] * self._head + self._items
        self._head -= 1
        self._items[self._head] = item

    def pop(self):
        if len(self._items) <= self._head:
            raise IndexError("pop from an empty deque")
        return self._items.pop()

    def popleft(self):
        items = self._items
        head = self._head
        if head >= len(items):
            raise IndexError("pop from an empty deque")
        item = items[head]
        items[head] = None
        head += 1
        if head > 64 and head * 2 > len(items):
            del items[:head]
            head = 0
        self._head = head
        return item

    def extend(self, iterable):
        self._items.extend(list(iterable))
        if self._maxlen is not None:
            self._trim_left()

    def extendleft(self, iterable):
        for item in list(iterable):
            self.appendleft(item)

    def clear(self):
        self._items = []
        self._head = 0

    def copy(self):
        return type(self)(self._list(), self._maxlen)

    __copy__ = copy

    def count(self, value):
        return self._list().count(value)

    def index(self, value, start=0, stop=None):
        items = self._list()
        try:
            return items.index(value, start, len(items) if stop is None else stop)
        except ValueError:
            raise ValueError("%r is not in deque" % (value,))

    def insert(self, index, value):
        if self._maxlen is not None and len(self) >= self._maxlen:
            raise IndexError("deque already at its maximum size")
        items = self._list()
        items.insert(index, value)
        self._items = items
        self._head = 0

    def remove(self, value):
        items = self._list()
        try:
            items.remove(value)
        except ValueError:
            raise ValueError("%r is not in deque" % (value,))
        self._items = items
        self._head = 0

    def reverse(self):
        items = self._list()
        items.reverse()
        self._items = items
        self._head = 0

    def rotate(self, n=1):
        items = self._list()
        if items:
            n = n % len(items)
            if n:
                self._items = items[-n:] + items[:-n]
                self._head = 0

    def _at(self, index):
        if not isinstance(index, int):
            if isinstance(index, slice) or not hasattr(index, "__index__"):
                raise TypeError("sequence index must be integer, not %r" % type(index).__name__)
            index = index.__index__()
        size = len(self._items) - self._head
        if index < 0:
            index += size
        if not 0 <= index < size:
            raise IndexError("deque index out of range")
        return self._head + index

    def __getitem__(self, index):
        return self._items[self._at(index)]

    def __setitem__(self, index, value):
        self._items[self._at(index)] = value

    def __delitem__(self, index):
        del self._items[self._at(index)]

    def __len__(self):
        return len(self._items) - self._head

    def __bool__(self):
        return len(self._items) > self._head

    def __contains__(self, value):
        return value in self._list()

    def __iter__(self):
        return iter(self._items[self._head :])

    def __reversed__(self):
        return reversed(self._items[self._head :])

    def __eq__(self, other):
        if not isinstance(other, deque):
            return NotImplemented
        return self._list() == other._list()

    def __ne__(self, other):
        if not isinstance(other, deque):
            return NotImplemented
        return self._list() != other._list()

    def __lt__(self, other):
        if not isinstance(other, deque):
            return NotImplemented
        return self._list() < other._list()

    def __le__(self, other):
        if not isinstance(other, deque):
            return NotImplemented
        return self._list() <= other._list()

    def __gt__(self, other):
        if not isinstance(other, deque):
            return NotImplemented
        return self._list() > other._list()

    def __ge__(self, other):
        if not isinstance(other, deque):
            return NotImplemented
        return self._list() >= other._list()

    def __hash__(self):
        raise TypeError("unhashable type: 'collections.deque'")

    def __add__(self, other):
        if not isinstance(other, deque):
            raise TypeError('can only concatenate deque (not "%s") to deque' % type(other).__name__)
        return type(self)(self._list() + other._list(), self._maxlen)

    def __iadd__(self, other):
        self.extend(other)
        return self

    def __mul__(self, times):
        return type(self)(self._list() * times, self._maxlen)

    __rmul__ = __mul__

    def __repr__(self):
        shown = ", ".join(["[...]" if item is self else repr(item) for item in self._list()])
        name = type(self).__name__
        if self._maxlen is None:
            return "%s([%s])" % (name, shown)
        return "%s([%s], maxlen=%d)" % (name, shown, self._maxlen)


def _dict_repr(items):
    return "{%s}" % ", ".join(["%r: %r" % (key, value) for key, value in items])


class defaultdict(dict):
    def __init__(self, default_factory=None, *args, **kwargs):
        if default_factory is not None and not callable(default_factory):
            raise TypeError("first argument must be callable or None")
        super().__init__(*args, **kwargs)
        self.default_factory = default_factory

    def __getitem__(self, key):
        value = self.get(key, _MISSING)
        return self.__missing__(key) if value is _MISSING else value

    def __missing__(self, key):
        if self.default_factory is None:
            raise KeyError(key)
        self[key] = value = self.default_factory()
        return value

    def copy(self):
        return type(self)(self.default_factory, list(self.items()))

    __copy__ = copy

    def __or__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        new = self.copy()
        new.update(list(other.items()))
        return new

    def __ror__(self, other):
        new = type(self)(self.default_factory, list(other.items()))
        new.update(list(self.items()))
        return new

    def __repr__(self):
        factory = self.default_factory
        return "%s(%r, %s)" % (type(self).__name__, factory, _dict_repr(self.items()))

    __str__ = __repr__


class OrderedDict(dict):
    # Every dict here keeps its order already.
    def __init__(self, other=(), **kwargs):
        super().__init__(list(other.items()) if isinstance(other, dict) else other, **kwargs)

    def move_to_end(self, key, last=True):
        if key not in self:
            raise KeyError(key)
        # As dict has it: a class below may have methods of its own, which call this one.
        value = super().pop(key)
        if last:
            super().__setitem__(key, value)
        else:
            items = list(super().items())
            super().clear()
            super().__setitem__(key, value)
            super().update(items)

    def popitem(self, last=True):
        if not len(self):
            raise KeyError("dictionary is empty")
        if last:
            return super().popitem()
        key = next(iter(self))
        return key, super().pop(key)

    def copy(self):
        return type(self)(list(self.items()))

    __copy__ = copy

    @classmethod
    def fromkeys(cls, iterable, value=None):
        return cls([(key, value) for key in iterable])

    def __eq__(self, other):
        if isinstance(other, OrderedDict):
            return list(self.items()) == list(other.items())
        if not isinstance(other, dict):
            return NotImplemented
        return len(self) == len(other) and all(key in other and other[key] == self[key] for key in self)

    def __ne__(self, other):
        equal = self.__eq__(other)
        return equal if equal is NotImplemented else not equal

    def __reversed__(self):
        return reversed(list(self))

    def __or__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        new = self.copy()
        new.update(list(other.items()))
        return new

    def __ror__(self, other):
        new = type(self)(list(other.items()))
        new.update(list(self.items()))
        return new

    def __repr__(self):
        name = type(self).__name__
        return "%s(%r)" % (name, list(self.items())) if len(self) else name + "()"

    __str__ = __repr__


def _count(counts, iterable):
    get = counts.get
    for item in iterable:
        counts[item] = get(item, 0) + 1


class Counter(dict):
    def __init__(self, iterable=None, **kwargs):
        if iterable is None:
            super().__init__()
        elif isinstance(iterable, dict):
            super().__init__(list(iterable.items()))
        else:
            counts = {}
            _count(counts, iterable)
            super().__init__(counts)
        if kwargs:
            self.update(kwargs)

    def __missing__(self, key):
        return 0

    def __getitem__(self, key):
        value = self.get(key, _MISSING)
        return self.__missing__(key) if value is _MISSING else value

    def __delitem__(self, key):
        if key in self:
            super().__delitem__(key)

    def total(self):
        return sum(self.values())

    def most_common(self, n=None):
        items = sorted(self.items(), key=lambda item: item[1], reverse=True)
        return items if n is None else items[: max(n, 0)]

    def elements(self):
        for item, count in list(self.items()):
            for _ in range(count):
                yield item

    @classmethod
    def fromkeys(cls, iterable, v=None):
        raise NotImplementedError("Counter.fromkeys() is undefined.  Use Counter(iterable) instead.")

    def update(self, iterable=None, **kwargs):
        if iterable is not None:
            if isinstance(iterable, dict):
                for key, count in list(iterable.items()):
                    self[key] = count + self.get(key, 0)
            else:
                _count(self, iterable)
        if kwargs:
            self.update(kwargs)

    def subtract(self, iterable=None, **kwargs):
        if iterable is not None:
            if isinstance(iterable, dict):
                for key, count in list(iterable.items()):
                    self[key] = self.get(key, 0) - count
            else:
                for key in iterable:
                    self[key] = self.get(key, 0) - 1
        if kwargs:
            self.subtract(kwargs)

    def copy(self):
        return type(self)(self)

    __copy__ = copy

    def _positive(self, pairs):
        new = type(self)()
        for key, count in pairs:
            if count > 0:
                new[key] = count
        return new

    def _keys(self, other):
        return list(self) + [key for key in other if key not in self]

    def __add__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return self._positive([(key, self[key] + other[key]) for key in self._keys(other)])

    def __sub__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return self._positive([(key, self[key] - other[key]) for key in self._keys(other)])

    def __or__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return self._positive([(key, max(self[key], other[key])) for key in self._keys(other)])

    def __and__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return self._positive([(key, min(self[key], other[key])) for key in self])

    def __pos__(self):
        return self._positive(self.items())

    def __neg__(self):
        return self._positive([(key, -count) for key, count in self.items()])

    def _become(self, other):
        items = list(other.items())
        self.clear()
        for key, count in items:
            self[key] = count
        return self

    def __iadd__(self, other):
        return self._become(self + other)

    def __isub__(self, other):
        return self._become(self - other)

    def __ior__(self, other):
        return self._become(self | other)

    def __iand__(self, other):
        return self._become(self & other)

    def __eq__(self, other):
        if isinstance(other, Counter):
            return all(self[key] == other[key] for key in self._keys(other))
        if not isinstance(other, dict):
            return NotImplemented
        return len(self) == len(other) and all(key in other and other[key] == self[key] for key in self)

    def __ne__(self, other):
        equal = self.__eq__(other)
        return equal if equal is NotImplemented else not equal

    def __le__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return all(self[key] <= other[key] for key in self._keys(other))

    def __lt__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return self <= other and self != other

    def __ge__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return all(self[key] >= other[key] for key in self._keys(other))

    def __gt__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return self >= other and self != other

    def __repr__(self):
        name = type(self).__name__
        if not len(self):
            return name + "()"
        try:
            return "%s(%s)" % (name, _dict_repr(self.most_common()))
        except TypeError:
            return "%s(%s)" % (name, _dict_repr(self.items()))

    __str__ = __repr__


def namedtuple(typename, field_names, rename=False, defaults=None, module=None):
    from collections._named import named_tuple

    return named_tuple(typename, field_names, rename, defaults)
