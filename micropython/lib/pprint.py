# pprint. What fits in a line is its repr; containers that do not are laid out.
__all__ = ["pprint", "pformat", "isreadable", "isrecursive", "saferepr", "PrettyPrinter", "pp"]
_SCALARS = (str, bytes, bytearray, int, float, complex, bool, type(None))


class _SafeKey:
    # Orders keys of kinds that cannot be compared by their types' names.
    def __init__(self, obj):
        self.obj = obj

    def __lt__(self, other):
        try:
            return self.obj < other.obj
        except TypeError:
            return (str(type(self.obj)), id(self.obj)) < (str(type(other.obj)), id(other.obj))


def _ordered(values):
    try:
        return sorted(values)
    except TypeError:
        return sorted(values, key=_SafeKey)


def _items(values):
    try:
        return sorted(values.items(), key=lambda item: item[0])
    except TypeError:
        return sorted(values.items(), key=lambda item: _SafeKey(item[0]))


def _named(obj):
    # Whether it is a named tuple.
    return isinstance(obj, tuple) and hasattr(obj, "_fields")


class PrettyPrinter:
    def __init__(
        self, indent=1, width=80, depth=None, stream=None, *, compact=False, sort_dicts=True, underscore_numbers=False
    ):
        indent, width = int(indent), int(width)
        if indent < 0:
            raise ValueError("indent must be >= 0")
        if depth is not None and depth <= 0:
            raise ValueError("depth must be > 0")
        if not width:
            raise ValueError("width must be != 0")
        self._depth = depth
        self._indent_per_level = indent
        self._width = width
        self._stream = stream
        self._compact = bool(compact)
        self._sort_dicts = sort_dicts
        self._underscore_numbers = underscore_numbers
        self._readable = self._recursive = False

    def pprint(self, object):
        text = self.pformat(object) + "\n"
        if self._stream is None:
            print(text, end="")
        else:
            self._stream.write(text)

    def pformat(self, object):
        parts = []
        self._format(object, parts.append, 0, 0, {}, 0)
        return "".join(parts)

    def isrecursive(self, object):
        return self.format(object, {}, 0, 0)[2]

    def isreadable(self, object):
        _, readable, recursive = self.format(object, {}, 0, 0)
        return readable and not recursive

    def format(self, object, context, maxlevels, level):
        self._readable, self._recursive = True, False
        text = self._repr(object, context, level)
        return text, self._readable, self._recursive

    # One line.

    def _repr(self, obj, context, level):
        kind = type(obj)
        if kind is int and self._underscore_numbers:
            return "{:_}".format(obj)
        if kind in _SCALARS:
            return repr(obj)
        if kind is dict or kind is list or kind is tuple:
            if not obj:
                return repr(obj)
            if self._depth and level >= self._depth:
                self._readable = False
                return "{...}" if kind is dict else "[...]" if kind is list else "(...,)" if len(obj) == 1 else "(...)"
            if id(obj) in context:
                self._readable, self._recursive = False, True
                return _recursion(obj)
            context[id(obj)] = 1
            level += 1
            if kind is dict:
                items = _items(obj) if self._sort_dicts else obj.items()
                parts = [self._repr(k, context, level) + ": " + self._repr(v, context, level) for k, v in items]
                text = "{%s}" % ", ".join(parts)
            else:
                text = ", ".join([self._repr(value, context, level) for value in obj])
                text = "[%s]" % text if kind is list else "(%s,)" % text if len(obj) == 1 else "(%s)" % text
            del context[id(obj)]
            return text
        text = repr(obj)
        if not text or text.startswith("<"):
            self._readable = False
        return text

    # Many lines.

    def _format(self, obj, put, indent, allowance, context, level):
        if id(obj) in context:
            put(_recursion(obj))
            self._recursive, self._readable = True, False
            return
        text = self._repr(obj, context, level)
        if len(text) > self._width - indent - allowance:
            layout = self._layout(obj)
            if layout is not None:
                context[id(obj)] = 1
                layout(obj, put, indent, allowance, context, level + 1)
                del context[id(obj)]
                return
        put(text)

    def _layout(self, obj):
        kind = type(obj)
        if kind is str:
            return self._str
        if kind is dict:
            return self._dict
        if kind is list:
            return self._list
        if kind is tuple:
            return self._tuple
        if kind is set or kind is frozenset:
            return self._set
        if kind is bytes or kind is bytearray:
            return self._bytes
        if hasattr(kind, "__dataclass_fields__"):
            return self._dataclass
        return {"OrderedDict": self._ordered_dict, "Counter": self._counter, "defaultdict": self._default_dict,
                "deque": self._deque, "SimpleNamespace": self._namespace}.get(kind.__name__)

    def _dict(self, obj, put, indent, allowance, context, level):
        put("{")
        if self._indent_per_level > 1:
            put((self._indent_per_level - 1) * " ")
        if obj:
            items = _items(obj) if self._sort_dicts else list(obj.items())
            self._dict_items(items, put, indent, allowance + 1, context, level)
        put("}")

    def _ordered_dict(self, obj, put, indent, allowance, context, level):
        if not obj:
            put(repr(obj))
            return
        name = type(obj).__name__
        put(name + "(")
        self._list(list(obj.items()), put, indent + len(name) + 1, allowance + 1, context, level)
        put(")")

    def _list(self, obj, put, indent, allowance, context, level):
        put("[")
        self._values(obj, put, indent, allowance + 1, context, level)
        put("]")

    def _tuple(self, obj, put, indent, allowance, context, level):
        put("(")
        end = ",)" if len(obj) == 1 else ")"
        self._values(obj, put, indent, allowance + len(end), context, level)
        put(end)

    def _set(self, obj, put, indent, allowance, context, level):
        if not obj:
            put(repr(obj))
            return
        kind = type(obj)
        end = "}"
        if kind is set:
            put("{")
        else:
            put(kind.__name__ + "({")
            end = "})"
            indent += len(kind.__name__) + 1
        self._values(_ordered(obj), put, indent, allowance + len(end), context, level)
        put(end)

    def _str(self, obj, put, indent, allowance, context, level):
        if not obj:
            put(repr(obj))
            return
        lines = obj.splitlines(True)
        if level == 1:
            indent += 1
            allowance += 1
        room = most = self._width - indent
        chunks = []
        for at, line in enumerate(lines):
            text = repr(line)
            if at == len(lines) - 1:
                most -= allowance
            if len(text) <= most:
                chunks.append(text)
                continue
            parts = _with_spaces(line)
            if not parts[-1]:
                parts.pop()
            room = self._width - indent
            current = ""
            for n, part in enumerate(parts):
                candidate = current + part
                if n == len(parts) - 1 and at == len(lines) - 1:
                    room -= allowance
                if len(repr(candidate)) > room:
                    if current:
                        chunks.append(repr(current))
                    current = part
                else:
                    current = candidate
            if current:
                chunks.append(repr(current))
        if len(chunks) == 1:
            put(chunks[0])
            return
        if level == 1:
            put("(")
        put(("\n" + " " * indent).join(chunks))
        if level == 1:
            put(")")

    def _bytes(self, obj, put, indent, allowance, context, level):
        array = isinstance(obj, bytearray)
        data = bytes(obj) if array else obj
        if len(data) <= 4 and not array:
            put(repr(data))
            return
        parens = level == 1 and not array
        if array:
            put("bytearray(")
            indent += 10
            allowance += 1
        elif parens:
            indent += 1
            allowance += 1
            put("(")
        gap = ""
        width = self._width - indent
        current = b""
        last = len(data) // 4 * 4
        for at in range(0, len(data), 4):
            part = data[at : at + 4]
            if at == last:
                width -= allowance
            if len(repr(current + part)) > width:
                if current:
                    put(gap + repr(current))
                    gap = "\n" + " " * indent
                current = part
            else:
                current += part
        if current:
            put(gap + repr(current))
        if array or parens:
            put(")")

    def _dataclass(self, obj, put, indent, allowance, context, level):
        name = type(obj).__name__
        indent += len(name) + 1
        fields = type(obj).__dataclass_fields__
        items = [(key, getattr(obj, key)) for key in fields if getattr(fields[key], "repr", True)]
        put(name + "(")
        self._namespace_items(items, put, indent, allowance, context, level)
        put(")")

    def _namespace(self, obj, put, indent, allowance, context, level):
        name = "namespace"
        put(name + "(")
        self._namespace_items(list(obj.__dict__.items()), put, indent + len(name) + 1, allowance, context, level)
        put(")")

    def _counter(self, obj, put, indent, allowance, context, level):
        name = type(obj).__name__
        put(name + "({")
        if self._indent_per_level > 1:
            put((self._indent_per_level - 1) * " ")
        self._dict_items(obj.most_common(), put, indent + len(name) + 1, allowance + 2, context, level)
        put("})")

    def _default_dict(self, obj, put, indent, allowance, context, level):
        if not obj:
            put(repr(obj))
            return
        name = type(obj).__name__
        factory = self._repr(obj.default_factory, context, level)
        indent += len(name) + 1
        put("%s(%s,\n%s" % (name, factory, " " * indent))
        self._dict(obj, put, indent, allowance + 1, context, level)
        put(")")

    def _deque(self, obj, put, indent, allowance, context, level):
        name = type(obj).__name__
        put(name + "(")
        indent += len(name) + 1
        put("[")
        if obj.maxlen is None:
            self._values(obj, put, indent, allowance + 2, context, level)
            put("])")
        else:
            self._values(obj, put, indent, 2, context, level)
            put("],\n%smaxlen=%s)" % (" " * indent, repr(obj.maxlen)))

    def _dict_items(self, items, put, indent, allowance, context, level):
        indent += self._indent_per_level
        gap = ",\n" + " " * indent
        last = len(items) - 1
        for at, (key, value) in enumerate(items):
            text = self._repr(key, context, level)
            put(text)
            put(": ")
            self._format(value, put, indent + len(text) + 2, allowance if at == last else 1, context, level)
            if at != last:
                put(gap)

    def _namespace_items(self, items, put, indent, allowance, context, level):
        gap = ",\n" + " " * indent
        last = len(items) - 1
        for at, (key, value) in enumerate(items):
            put(key)
            put("=")
            if id(value) in context:
                put("...")
            else:
                self._format(value, put, indent + len(key) + 1, allowance if at == last else 1, context, level)
            if at != last:
                put(gap)

    def _values(self, values, put, indent, allowance, context, level):
        indent += self._indent_per_level
        if self._indent_per_level > 1:
            put((self._indent_per_level - 1) * " ")
        gap = ",\n" + " " * indent
        between = ""
        width = room = self._width - indent + 1
        values = list(values)
        last = len(values) - 1
        for at, value in enumerate(values):
            if at == last:
                room -= allowance
                width -= allowance
            if self._compact:
                text = self._repr(value, context, level)
                size = len(text) + 2
                if width < size:
                    width = room
                    if between:
                        between = gap
                if width >= size:
                    width -= size
                    put(between)
                    between = ", "
                    put(text)
                    continue
            put(between)
            between = gap
            self._format(value, put, indent, allowance if at == last else 1, context, level)


def _recursion(obj):
    return "<Recursion on %s with id=%s>" % (type(obj).__name__, id(obj))


def _with_spaces(line):
    # Words, each with the white space behind it; the last one is what has none.
    parts = []
    part = []
    spaced = False
    for c in line:
        if c.isspace():
            spaced = True
        elif spaced:
            parts.append("".join(part))
            part = []
            spaced = False
        part.append(c)
    parts.append("".join(part))
    if spaced:
        parts.append("")
    return parts


def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    return PrettyPrinter(
        indent, width, depth, compact=compact, sort_dicts=sort_dicts, underscore_numbers=underscore_numbers
    ).pformat(object)


def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    PrettyPrinter(
        indent, width, depth, stream, compact=compact, sort_dicts=sort_dicts, underscore_numbers=underscore_numbers
    ).pprint(object)


def pp(object, *args, sort_dicts=False, **kwargs):
    pprint(object, *args, sort_dicts=sort_dicts, **kwargs)


def saferepr(object):
    return PrettyPrinter().format(object, {}, 0, 0)[0]


def isreadable(object):
    return PrettyPrinter().isreadable(object)


def isrecursive(object):
    return PrettyPrinter().isrecursive(object)
