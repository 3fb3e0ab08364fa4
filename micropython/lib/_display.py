# What `display` and `plot` send to the page: plain data of a few kinds. The worker and the page check
# it (src/display.rs has the form and the limits); what is far too much is cut here.
_main = __import_c__("__main__")
_ask = _main._ask
_dumps = _main._dumps
_address = __import_c__("uctypes").addressof

_ROWS = 5000
_ROW_BYTES = 1000000
_CELL = 1000  # characters
_NAME = 200
_DEPTH = 90
_NODES = 50000
_SURE = 9007199254740992  # larger ints are no exact numbers in the page


def display(values, title, columns, alt):
    if not values:
        raise TypeError("display() needs a value to show")
    for value in values:
        picture = _picture(value) if columns is None else None
        if picture is None:
            send(_content(value, columns), title)
        else:
            _show(picture, title, alt)


def send(content, title):
    shown = {"content": content}
    if title is not None:
        shown["title"] = line(title)
    sent, reason = _ask("display", _dumps(shown))
    if not sent:
        raise ValueError(reason)


def _show(picture, title, alt):
    # The worker reads the bytes where they are.
    shown = {"address": _address(picture), "length": len(picture)}
    if title is not None:
        shown["title"] = line(title)
    if alt is not None:
        shown["alternative"] = str(alt)
    sent, reason = _ask("picture", _dumps(shown))
    if not sent:
        raise ValueError(reason)


def line(text):
    # One line of text, for a name.
    text = " ".join(str(text).split())
    text = "".join([character for character in text if character >= " " and not "\x7f" <= character <= "\x9f"])
    return text if len(text) <= _NAME else text[: _NAME - 1] + "…"


def fields(row):
    # A row as a dict, or None.
    if isinstance(row, dict):
        return row
    if isinstance(row, type):
        return None
    if isinstance(row, tuple):
        names = getattr(row, "_fields", None)
        return None if names is None else dict(zip(names, row))
    names = getattr(type(row), "__dataclass_fields__", None)
    return None if names is None else {name: getattr(row, name) for name in names}


def is_rows(value):
    if not isinstance(value, (list, tuple)) or not value or fields(value) is not None:
        return False
    return all([fields(row) is not None for row in value[:_ROWS]])


def _picture(value):
    # The bytes of a picture, or None of what is none.
    if isinstance(value, str):
        start = value.lstrip()[:5].lower()
        return value.encode() if start in ("<svg ", "<svg>", "<?xml") else None
    return bytes(value) if isinstance(value, (bytes, bytearray, memoryview)) else None


def _content(value, columns):
    if columns is not None or is_rows(value):
        return {"kind": "table", "table": _table(value, columns)}
    if isinstance(value, str):
        return {"kind": "markdown", "text": str(value)}
    if isinstance(value, (dict, list, tuple, set, frozenset)) or fields(value) is not None:
        return {"kind": "json", "value": _tree(value, 0, [0])}
    return {"kind": "text", "text": str(value)}


def _table(rows, columns):
    try:
        count = len(rows)
    except TypeError:
        raise TypeError("a table is made of a list of rows, not of %s; make a list of it" % type(rows).__name__)
    if isinstance(rows, (str, bytes, dict)):
        raise TypeError("a table is made of a list of rows, not of %s" % type(rows).__name__)
    shown = list(rows[:_ROWS])
    dicts = [fields(row) for row in shown]
    if columns is None:
        names = {}
        for row in dicts:
            for name in row:
                names[name] = None
        columns = list(names)
    else:
        columns = list(columns)
    cells = []
    size = 0
    for row, named in zip(shown, dicts):
        if named is not None:
            row = [named.get(column) for column in columns]
        elif not isinstance(row, (list, tuple)):
            row = [row]
        if len(row) != len(columns):
            raise ValueError("a row has %d cells, and there are %d columns" % (len(row), len(columns)))
        row = [_cell(value) for value in row]
        size += sum([len(cell.encode()) + 1 if isinstance(cell, str) else 9 for cell in row])
        if size > _ROW_BYTES:
            break
        cells.append(row)
    table = {"columns": [line(column) for column in columns], "rows": cells}
    if len(cells) < count:
        table["of_rows"] = count
    return table


def _scalar(value):
    # -> (whether it is one, as JSON has it)
    if value is None or value is True or value is False:
        return True, value
    if type(value) is int:
        return True, value if -_SURE <= value <= _SURE else str(value)
    if type(value) is float:
        return True, value if value - value == 0 else str(value)
    return False, None


def _cell(value):
    simple, cell = _scalar(value)
    if simple:
        return cell
    if isinstance(value, (list, tuple, dict)):
        text = _dumps(_tree(value, 0, [0]))
    else:
        text = str(value)
    return text if len(text) <= _CELL else text[: _CELL - 1] + "…"


def _tree(value, depth, count):
    count[0] += 1
    if count[0] > _NODES:
        raise ValueError("data of more than %d values is too much to show: show a part of it" % _NODES)
    simple, plain = _scalar(value)
    if simple:
        return plain
    if depth < _DEPTH:
        if isinstance(value, (list, tuple, set, frozenset)) and getattr(value, "_fields", None) is None:
            return [_tree(item, depth + 1, count) for item in value]
        named = fields(value)
        if named is not None:
            return {str(key): _tree(item, depth + 1, count) for key, item in named.items()}
    return str(value)
