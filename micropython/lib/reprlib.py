# reprlib.
__all__ = ["Repr", "repr", "recursive_repr"]
_repr = repr


def recursive_repr(fillvalue="..."):
    def decorating(function):
        running = set()

        def wrapper(self):
            key = id(self)
            if key in running:
                return fillvalue
            running.add(key)
            try:
                return function(self)
            finally:
                running.discard(key)

        return wrapper

    return decorating


class Repr:
    def __init__(self):
        self.maxlevel = 6
        self.maxtuple = self.maxlist = self.maxset = self.maxfrozenset = self.maxdeque = 6
        self.maxarray = 5
        self.maxdict = 4
        self.maxstring = 30
        self.maxlong = 40
        self.maxother = 30
        self.fillvalue = "..."

    def repr(self, x):
        return self.repr1(x, self.maxlevel)

    def repr1(self, x, level):
        name = "repr_" + type(x).__name__.replace(" ", "_")
        method = getattr(self, name, None)
        return method(x, level) if method is not None else self.repr_instance(x, level)

    def _join(self, values, level, left, right, most, comma=""):
        values = list(values)
        if level <= 0 and values:
            inner = self.fillvalue
        else:
            parts = [self.repr1(value, level - 1) for value in values[:most]]
            if len(values) > most:
                parts.append(self.fillvalue)
            inner = ", ".join(parts)
            if len(values) == 1:
                right = comma + right
        return left + inner + right

    def repr_tuple(self, x, level):
        return self._join(x, level, "(", ")", self.maxtuple, ",")

    def repr_list(self, x, level):
        return self._join(x, level, "[", "]", self.maxlist)

    def repr_set(self, x, level):
        return self._join(_sorted(x), level, "{", "}", self.maxset) if x else "set()"

    def repr_frozenset(self, x, level):
        return self._join(_sorted(x), level, "frozenset({", "})", self.maxfrozenset) if x else "frozenset()"

    def repr_deque(self, x, level):
        return self._join(x, level, "deque([", "])", self.maxdeque)

    def repr_dict(self, x, level):
        if not x:
            return "{}"
        if level <= 0:
            return "{" + self.fillvalue + "}"
        parts = []
        for key in _sorted(x)[: self.maxdict]:
            parts.append("%s: %s" % (self.repr1(key, level - 1), self.repr1(x[key], level - 1)))
        if len(x) > self.maxdict:
            parts.append(self.fillvalue)
        return "{%s}" % ", ".join(parts)

    def _cut(self, text, most):
        if len(text) <= most:
            return text
        left = max(0, (most - 3) // 2)
        right = max(0, most - 3 - left)
        return text[:left] + self.fillvalue + text[len(text) - right :]

    def repr_str(self, x, level):
        text = _repr(x[: self.maxstring])
        if len(text) > self.maxstring:
            left = max(0, (self.maxstring - 3) // 2)
            right = max(0, self.maxstring - 3 - left)
            text = _repr(x[:left] + x[len(x) - right :])
            text = text[:left] + self.fillvalue + text[len(text) - right :]
        return text

    def repr_int(self, x, level):
        return self._cut(_repr(x), self.maxlong)

    def repr_instance(self, x, level):
        try:
            text = _repr(x)
        except Exception:
            return "<%s instance at %#x>" % (type(x).__name__, id(x))
        return self._cut(text, self.maxother)


def _sorted(values):
    try:
        return sorted(values)
    except TypeError:
        return list(values)


aRepr = Repr()
repr = aRepr.repr
