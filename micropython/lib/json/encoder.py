# JSONEncoder: all that json.dumps does beside the plain case.
import json

_c_dumps = json._c_dumps
_INFINITY = float("inf")


def encode_basestring(text):
    text = _c_dumps(text)
    if "\\u00" in text and ("\\u0008" in text or "\\u000c" in text):
        parts = text.split("\\\\")
        parts = [part.replace("\\u0008", "\\b").replace("\\u000c", "\\f") for part in parts]
        text = "\\\\".join(parts)
    return text


def encode_basestring_ascii(text):
    text = encode_basestring(text)
    if len(text.encode()) != len(text) or "\x7f" in text:
        return json._ascii(text)
    return text


class JSONEncoder:
    item_separator = ", "
    key_separator = ": "

    def __init__(
        self,
        *,
        skipkeys=False,
        ensure_ascii=True,
        check_circular=True,
        allow_nan=True,
        sort_keys=False,
        indent=None,
        separators=None,
        default=None
    ):
        self.skipkeys = skipkeys
        self.ensure_ascii = ensure_ascii
        self.check_circular = check_circular
        self.allow_nan = allow_nan
        self.sort_keys = sort_keys
        self.indent = indent
        if separators is not None:
            self.item_separator, self.key_separator = separators
        elif indent is not None:
            self.item_separator = ","
        if default is not None:
            self.default = default

    def default(self, o):
        raise TypeError("Object of type %s is not JSON serializable" % type(o).__name__)

    def encode(self, o):
        parts = []
        _Writer(self, parts.append).write(o, "\n")
        return "".join(parts)

    def iterencode(self, o, _one_shot=False):
        parts = []
        _Writer(self, parts.append).write(o, "\n")
        return iter(parts)


class _Writer:
    def __init__(self, encoder, put):
        self._encoder = encoder
        self._put = put
        self._string = encode_basestring_ascii if encoder.ensure_ascii else encode_basestring
        indent = encoder.indent
        if isinstance(indent, int):
            indent = " " * indent
        self._indent = indent
        self._open = set()  # of the containers being written

    def _float(self, value):
        if value - value == 0:
            return repr(value)
        if not self._encoder.allow_nan:
            raise ValueError("Out of range float values are not JSON compliant")
        return "NaN" if value != value else "Infinity" if value > 0 else "-Infinity"

    def write(self, value, line):
        # `line` ends a line and indents the next one as deep as the value.
        kind = type(value)
        if kind is str:
            self._put(self._string(value))
        elif value is None:
            self._put("null")
        elif value is True:
            self._put("true")
        elif value is False:
            self._put("false")
        elif kind is int:
            self._put(str(value))
        elif kind is float:
            self._put(self._float(value))
        elif kind is dict or isinstance(value, dict):
            self._container(value, line, self._dict)
        elif isinstance(value, (list, tuple)):
            self._container(value, line, self._list)
        # Of a subclass, what it holds: an operation makes a plain value of it.
        elif isinstance(value, str):
            self._put(self._string(value + ""))
        elif isinstance(value, int):
            self._put(str(value + 0))
        elif isinstance(value, float):
            self._put(self._float(value + 0.0))
        else:
            self._enter(value)
            self.write(self._encoder.default(value), line)
            self._open.discard(id(value))

    def _enter(self, value):
        if self._encoder.check_circular:
            if id(value) in self._open:
                raise ValueError("Circular reference detected")
            self._open.add(id(value))

    def _container(self, value, line, write):
        self._enter(value)
        write(value, line)
        self._open.discard(id(value))

    def _list(self, values, line):
        put = self._put
        if not values:
            put("[]")
            return
        separator = self._encoder.item_separator
        inner = line
        put("[")
        if self._indent is not None:
            inner = line + self._indent
            separator += inner
            put(inner)
        first = True
        for value in values:
            if first:
                first = False
            else:
                put(separator)
            self.write(value, inner)
        if self._indent is not None:
            put(line)
        put("]")

    def _key(self, key):
        # -> the key's text, or None for one to skip
        if isinstance(key, str):
            return key if type(key) is str else key + ""
        if key is True:
            return "true"
        if key is False:
            return "false"
        if key is None:
            return "null"
        if isinstance(key, int):
            return str(key + 0)
        if isinstance(key, float):
            return self._float(key + 0.0)
        if self._encoder.skipkeys:
            return None
        raise TypeError("keys must be str, int, float, bool or None, not %s" % type(key).__name__)

    def _dict(self, values, line):
        put = self._put
        if not values:
            put("{}")
            return
        separator = self._encoder.item_separator
        key_separator = self._encoder.key_separator
        inner = line
        put("{")
        if self._indent is not None:
            inner = line + self._indent
            separator += inner
            put(inner)
        items = values.items()
        if self._encoder.sort_keys:
            items = sorted(items)
        first = True
        for key, value in items:
            key = self._key(key)
            if key is None:
                continue
            if first:
                first = False
            else:
                put(separator)
            put(self._string(key))
            put(key_separator)
            self.write(value, inner)
        if self._indent is not None:
            put(line)
        put("}")
