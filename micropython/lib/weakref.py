# weakref. References are strong: nothing is collected while code runs, so they always find their object.
from collections import UserDict


class ref:
    def __init__(self, object, callback=None):
        if isinstance(object, (int, str, tuple, list, dict, float, bool, bytes, type(None))):
            raise TypeError("cannot create weak reference to %r object" % type(object).__name__)
        self._object = object
        self.__callback__ = callback

    def __call__(self):
        return self._object

    def __eq__(self, other):
        return isinstance(other, ref) and self._object == other._object

    def __hash__(self):
        return hash(self._object)

    def __repr__(self):
        return "<weakref at 0x%x; to %r at 0x%x>" % (id(self), type(self._object).__name__, id(self._object))


ReferenceType = ref


class WeakMethod(ref):
    pass


def proxy(object, callback=None):
    return object


ProxyType = CallableProxyType = ref


def getweakrefcount(object):
    return 0


def getweakrefs(object):
    return []


class WeakValueDictionary(UserDict):
    def valuerefs(self):
        return [ref(value) for value in self.data.values()]


class WeakKeyDictionary(UserDict):
    def keyrefs(self):
        return [ref(key) for key in self.data]


class WeakSet:
    def __init__(self, data=()):
        self.data = list(data)

    def add(self, item):
        if item not in self.data:
            self.data.append(item)

    def discard(self, item):
        if item in self.data:
            self.data.remove(item)

    def remove(self, item):
        if item not in self.data:
            raise KeyError(item)
        self.data.remove(item)

    def clear(self):
        self.data.clear()

    def update(self, other):
        for item in other:
            self.add(item)

    def __contains__(self, item):
        return item in self.data

    def __iter__(self):
        return iter(list(self.data))

    def __len__(self):
        return len(self.data)


class finalize:
    def __init__(self, obj, func, *args, **kwargs):
        self._call = (func, args, kwargs)
        self.alive = True
        self.atexit = True

    def __call__(self):
        if self.alive:
            self.alive = False
            func, args, kwargs = self._call
            return func(*args, **kwargs)

    def detach(self):
        self.alive = False
