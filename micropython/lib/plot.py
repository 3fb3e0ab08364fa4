# plot. Charts that the page draws: line, bar, scatter, histogram, pie. Data is a list of numbers, two
# lists (x and y), a dict of names and numbers or of names and lists, pairs, or rows (dicts) with the
# columns x= and y=.
from _display import fields, is_rows, line as _name, send

__all__ = ["line", "bar", "scatter", "histogram", "pie"]


def line(*data, x=None, y=None, title=None, x_label=None, y_label=None):
    _draw("line", data, x, y, title, x_label, y_label)


def bar(*data, x=None, y=None, title=None, x_label=None, y_label=None):
    _draw("bar", data, x, y, title, x_label, y_label)


def scatter(*data, x=None, y=None, title=None, x_label=None, y_label=None):
    _draw("scatter", data, x, y, title, x_label, y_label)


def pie(*data, x=None, y=None, title=None):
    _draw("pie", data, x, y, title, None, None)


def histogram(*data, x=None, bins=10, title=None, x_label=None, y_label=None):
    # Counts how many of the numbers are in each bin; `bins` is how many, or their edges.
    if len(data) > 1:
        raise TypeError("histogram() takes one list of numbers, but %d were given" % len(data))
    values = data[0] if data else x
    if data and isinstance(x, str):
        if x_label is None:
            x_label = x
        values = _column(_rows(values), x)
    if not isinstance(values, (list, tuple)):
        values = list(values)
    numbers = [number for number in _numbers(values, "values") if number is not None]
    if not numbers:
        raise ValueError("histogram() needs a number")
    edges = _edges(numbers, bins)
    counts = [0] * (len(edges) - 1)
    first, last = edges[0], edges[-1]
    for number in numbers:
        if first <= number <= last:
            counts[_bin(edges, number)] += 1
    _send("histogram", edges, [("", counts)], title, x_label, y_label or "count")


hist = histogram


def _edges(numbers, bins):
    if not isinstance(bins, int):
        edges = _numbers(list(bins), "bins")
        if len(edges) < 2 or None in edges or edges != sorted(set(edges)):
            raise ValueError("bins must be a number of bins, or two or more edges that rise")
        return edges
    if not 1 <= bins <= 500:
        raise ValueError("bins must be 1 to 500, not %d" % bins)
    low, high = min(numbers), max(numbers)
    if low == high:
        low, high = low - 0.5, high + 0.5
    return [low + (high - low) * place / bins for place in range(bins)] + [high]


def _bin(edges, number):
    # The last edge belongs to the last bin.
    low, high = 0, len(edges) - 1
    while high - low > 1:
        middle = (low + high) // 2
        if number < edges[middle]:
            high = middle
        else:
            low = middle
    return low


def _draw(kind, data, x, y, title, x_label, y_label):
    places, series, x_name, y_name = _read(kind, data, x, y)
    series = [(name, _numbers(values, name or "y")) for name, values in series]
    for name, values in series:
        if len(values) != len(places):
            raise ValueError("x has %d values and %s has %d" % (len(places), name or "y", len(values)))
    if kind == "pie" and len(series) != 1:
        raise ValueError("a pie chart needs one value for each name")
    _send(kind, places, series, title, x_label or x_name, y_label or y_name)


def _send(kind, places, series, title, x_label, y_label):
    chart = {
        "chart": kind,
        "x": _places(places, kind in ("bar", "pie")),
        "series": [{"name": _name(name), "values": values} for name, values in series],
    }
    if x_label:
        chart["x_label"] = _name(x_label)
    if y_label:
        chart["y_label"] = _name(y_label)
    send({"kind": "chart", "chart": chart}, title)


def _read(kind, data, x, y):
    # -> (places, [(name, values)], name of x or None, name of y or None)
    if len(data) > 2:
        raise TypeError("%s() takes at most 2 positional arguments (x and y), but %d were given" % (kind, len(data)))
    if not data:
        if y is None:
            raise TypeError("%s() needs data, as in plot.%s([1, 2, 3])" % (kind, kind))
        series = _several(y)
        return _counted(series) if x is None else _list(x), series, None, None
    if len(data) == 2:
        return _list(data[0]), _several(data[1]), None, None
    values = data[0]
    if isinstance(x, str) or isinstance(y, str) or is_rows(values):
        return _of_rows(_rows(values), x, y)
    if isinstance(values, dict):
        if values and all([isinstance(item, (list, tuple)) for item in values.values()]):
            series = _several(values)
            return _counted(series) if x is None else _list(x), series, None, None
        return list(values), [("", list(values.values()))], None, None
    values = _list(values)
    if values and all([isinstance(item, (list, tuple)) and len(item) == 2 for item in values]):
        return [pair[0] for pair in values], [("", [pair[1] for pair in values])], None, None
    return list(range(len(values))) if x is None else _list(x), [("", values)], None, None


def _of_rows(rows, x, y):
    columns = []
    for row in rows:
        columns.extend([name for name in row if name not in columns])
    if x is None:
        x = columns[0]
    if y is None:
        y = [name for name in columns if name != x and _are_numbers(_column(rows, name))]
        if not y:
            raise ValueError("no column but %r holds numbers; say which with y=" % x)
    names = [y] if isinstance(y, str) else list(y)
    single = len(names) == 1
    series = [("" if single else name, _column(rows, name)) for name in names]
    return _column(rows, x), series, x, names[0] if single else None


def _rows(values):
    rows = [fields(row) for row in values]
    if not rows or None in rows:
        raise TypeError("x= and y= name columns of rows: a list of dicts is needed")
    return rows


def _column(rows, name):
    if not any([name in row for row in rows]):
        raise KeyError("no row has a column %r" % name)
    return [row.get(name) for row in rows]


def _list(values):
    return values if isinstance(values, (list, tuple)) else list(values)


def _several(y):
    # One series without a name, or those of a dict.
    if isinstance(y, dict):
        return [(str(name), _list(values)) for name, values in y.items()]
    y = _list(y)
    if y and all([isinstance(values, (list, tuple)) for values in y]):
        return [("series %d" % (place + 1), values) for place, values in enumerate(y)]
    return [("", y)]


def _counted(series):
    return list(range(max([len(values) for _, values in series] or [0])))


def _is_number(value):
    return not isinstance(value, (bool, str)) and (isinstance(value, (int, float)) or hasattr(value, "__float__"))


def _are_numbers(values):
    return any([_is_number(value) for value in values]) and all([value is None or _is_number(value) for value in values])


def _numbers(values, what):
    return [_number(value, what) for value in values]


def _number(value, what):
    if value is None:
        return None
    if not isinstance(value, (int, float)):
        if not _is_number(value):
            raise TypeError("%s must be numbers to be drawn, not %s: %r" % (what, type(value).__name__, value))
        value = float(value)
    number = float(value)
    if number - number != 0:
        return None  # no number, or infinite: a gap
    return int(value) if type(value) is bool else value if abs(number) < 9e15 else number


def _places(values, named):
    if not named and all([_is_number(value) for value in values]):
        numbers = _numbers(values, "x")
        if None in numbers:
            raise ValueError("x must be finite numbers")
        return numbers
    return [_name(value.isoformat() if hasattr(value, "isoformat") else value) for value in values]
