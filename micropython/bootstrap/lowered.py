# What lowered code calls (src/python): each function stands for syntax that MicroPython lacks or has in
# part. They are built-ins, so that all code sees them.
import builtins


class _Slicer:
    def __getitem__(self, key):
        return key


_slicer = _Slicer()
_SEQUENCES = (list, tuple, str, bytes, bytearray, range)


def _bound(value, length, default, low, high):
    if value is None:
        return default
    value = _index(value)
    if value < 0:
        value += length
        return low if value < low else value
    return high if value > high else value


def _index(value):
    if isinstance(value, int):
        return value
    method = getattr(value, "__index__", None)
    if method is None:
        raise TypeError("slice indices must be integers or None or have an __index__ method")
    return method()


def _indices(length, lower, upper, step):
    # What slice.indices gives.
    step = 1 if step is None else _index(step)
    if step == 0:
        raise ValueError("slice step cannot be zero")
    if step > 0:
        return _bound(lower, length, 0, 0, length), _bound(upper, length, length, 0, length), step
    last = length - 1
    return _bound(lower, length, last, -1, last), _bound(upper, length, -1, -1, last), step


def _sliced(value, lower, upper, step):
    # value[lower:upper:step]
    kind = type(value)
    if step == -1 and lower is None and upper is None and (kind is str or kind is list):
        items = list(value)
        items.reverse()
        return items if kind is list else "".join(items)
    if kind not in _SEQUENCES:
        if not isinstance(value, (list, tuple, str, bytes)) or hasattr(kind, "__getitem__") and "__getitem__" in kind.__dict__:
            return value[_slicer[lower:upper:step]]
    start, stop, step = _indices(len(value), lower, upper, step)
    if kind is range:
        first = value.start + start * value.step
        return range(first, value.start + stop * value.step, value.step * step)
    if step == 1:
        return value[start:stop]
    if step == -1:
        return _backwards(value, value[stop + 1 : start + 1])
    places = range(start, stop, step)
    if isinstance(value, str):
        if len(value) == len(value.encode()):
            return "".join([value[place] for place in places])
        # A character of text that is not ASCII is looked for from the start.
        characters = list(value)
        return "".join([characters[place] for place in places])
    if isinstance(value, list):
        return [value[place] for place in places]
    if isinstance(value, tuple):
        return tuple([value[place] for place in places])
    return (bytearray if kind is bytearray else bytes)([value[place] for place in places])


def _backwards(value, part):
    if isinstance(value, str):
        characters = list(part)
        characters.reverse()
        return "".join(characters)
    if isinstance(value, list):
        part = list(part)
        part.reverse()
        return part
    if isinstance(value, tuple):
        return tuple(reversed(part))
    return (bytearray if type(value) is bytearray else bytes)(reversed(part))


class _SliceTarget:
    # Stands for value[lower:upper:step] where something is stored or deleted: its item 0 does.
    def __init__(self, value, lower, upper, step):
        self.value = value
        self.slice = lower, upper, step

    def __getitem__(self, _):
        return _sliced(self.value, *self.slice)

    def __setitem__(self, _, items):
        value = self.value
        if not isinstance(value, (list, bytearray)):
            value[_slicer[self.slice[0] : self.slice[1] : self.slice[2]]] = items
            return
        start, stop, step = _indices(len(value), *self.slice)
        items = list(items)
        if step == 1:
            value[start : max(start, stop)] = items if isinstance(value, list) else bytes(items)
            return
        places = range(start, stop, step)
        if len(items) != len(places):
            raise ValueError(
                "attempt to assign sequence of size %d to extended slice of size %d" % (len(items), len(places))
            )
        for place, item in zip(places, items):
            value[place] = item

    def __delitem__(self, _):
        value = self.value
        if not isinstance(value, (list, bytearray)):
            del value[_slicer[self.slice[0] : self.slice[1] : self.slice[2]]]
            return
        places = set(range(*_indices(len(value), *self.slice)))
        kept = [item for place, item in enumerate(value) if place not in places]
        if isinstance(value, list):
            value[:] = kept
        else:
            value[:] = bytes(kept)


def _build_list(*items):
    return list(items)


def _build_tuple(*items):
    return items


def _build_set(*items):
    return set(items)


def _build_dict(*mappings):
    built = {}
    for mapping in mappings:
        if type(mapping) is dict:
            built.update(mapping)
        elif hasattr(mapping, "keys"):
            for key in mapping.keys():
                built[key] = mapping[key]
        else:
            raise TypeError("'%s' object is not a mapping" % type(mapping).__name__)
    return built


# Patterns of `match`.
_ATOMS = (int, str, float, bool, type(None), dict, bytes, bytearray, set, frozenset)
_WHOLE = (int, float, str, bool, bytes, bytearray, list, tuple, dict, set, frozenset)


def _is_sequence(value, length, more=False):
    kind = type(value)
    if kind is not list and kind is not tuple:
        if kind in _ATOMS:
            return False
        if isinstance(value, (str, bytes, bytearray, dict, set)):
            return False
        if not isinstance(value, (list, tuple, range, memoryview)):
            if not (hasattr(value, "__getitem__") and hasattr(value, "__len__") and hasattr(value, "index")):
                return False
    return len(value) >= length if more else len(value) == length


def _is_mapping(value, keys):
    if type(value) is not dict and not isinstance(value, dict):
        if type(value) in _ATOMS or not (hasattr(value, "keys") and hasattr(value, "__getitem__")):
            return False
    for key in keys:
        if key not in value:
            return False
    return True


def _mapping_rest(value, keys):
    return {key: value[key] for key in value.keys() if key not in keys}


def _matches(value, kind, positional, keywords):
    if not isinstance(value, kind):
        return False
    if positional and not (positional == 1 and kind in _WHOLE):
        names = _match_names(kind, positional)
        for name in names[:positional]:
            if not hasattr(value, name):
                return False
    for name in keywords:
        if not hasattr(value, name):
            return False
    return True


def _match_names(kind, positional):
    names = getattr(kind, "__match_args__", None)
    if names is None:
        names = getattr(kind, "_fields", ())
    if positional > len(names):
        raise TypeError(
            "%s() accepts %d positional sub-pattern%s (%d given)"
            % (kind.__name__, len(names), "" if len(names) == 1 else "s", positional)
        )
    return names


def _positional(value, kind, place):
    if kind in _WHOLE:
        return value
    return getattr(value, _match_names(kind, place + 1)[place])


def _decorator(value):
    return value


class _TypeAlias:
    def __init__(self, name, value):
        self.__name__ = name
        self._value = value

    def __value__(self):
        return self._value()

    def __getitem__(self, arguments):
        return self

    def __repr__(self):
        return self.__name__


# `except*`.
class _Groups:
    rest = None  # what no handler has taken

    def __enter__(self):
        self.none = False
        return self

    def __exit__(self, kind, error, trace):
        self.none = error is None
        self.rest = error
        return True

    def take(self, kinds):
        error = self.rest
        if error is None:
            return
        if isinstance(error, BaseExceptionGroup):
            part, self.rest = error.split(kinds)
        elif isinstance(error, kinds):
            part, self.rest = ExceptionGroup("", (error,)), None
        else:
            return
        if part is not None:
            yield part

    def take_last(self, kinds):
        for part in self.take(kinds):
            yield part
        if self.rest is not None:
            raise self.rest

    def finish(self):
        yield
        if self.rest is not None:
            raise self.rest


def _locals(**getters):
    # The local variables that have a value.
    values = {}
    for name, get in getters.items():
        try:
            values[name] = get()
        except NameError:
            pass
    return values


for _name, _function in (
    ("groups", _Groups),
    ("locals", _locals),
    ("sliced", _sliced),
    ("slice_target", _SliceTarget),
    ("build_list", _build_list),
    ("build_tuple", _build_tuple),
    ("build_set", _build_set),
    ("build_dict", _build_dict),
    ("sequence", _is_sequence),
    ("mapping", _is_mapping),
    ("mapping_rest", _mapping_rest),
    ("matches", _matches),
    ("positional", _positional),
    ("decorator", _decorator),
    ("type_alias", _TypeAlias),
):
    setattr(builtins, "__%s__" % _name, _function)


def _pairs(value):
    # What `dict(value)` is given in the place of a mapping that is no plain dict.
    if type(value) is dict or type(value) is list:
        return value
    keys = getattr(value, "keys", None)
    return value if keys is None else [(key, value[key]) for key in keys()]


builtins.__pairs__ = _pairs
