# The names in the dict `session`, as rows: name, type, length or None, short value. Runs in a
# namespace of its own, so that it leaves no name behind and none of the session's is in its way.
# A value's own code is called for its repr alone, and never trusted.
_NAMES = 500
_CHARACTERS = 200
_ITEMS = 8
_BRACKETS = {list: "[]", tuple: "()", set: "{}", frozenset: "{}", dict: "{}"}


def _short(value, depth):
    kind = type(value)
    if kind in (str, bytes, bytearray):
        return repr(value[:_CHARACTERS]) + ("…" if len(value) > _CHARACTERS else "")
    if kind is int and not -(10**60) < value < 10**60:
        return "a number of more than 60 digits"
    if kind in _BRACKETS:
        begin, end = _BRACKETS[kind]
        if depth == 3:
            return begin + "…" + end
        parts = []
        for item in value:
            if len(parts) == _ITEMS:
                parts.append("…")
                break
            part = _short(item, depth + 1)
            if kind is dict:
                part += ": " + _short(value[item], depth + 1)
            parts.append(part)
        return begin + ", ".join(parts) + end
    try:
        return "%s" % repr(value)[:_CHARACTERS]
    except BaseException as error:
        return "its repr raised " + type(error).__name__


def _size(value):
    kind = type(value)
    return len(value) if kind in _BRACKETS or kind in (str, bytes, bytearray) else None


def _row(name, value):
    return [name, "%s" % type(value).__name__, _size(value), _short(value, 0)[: 2 * _CHARACTERS]]


_rows = [
    _row(name, value)
    for name, value in sorted(session.items(), key=lambda item: item[0])
    if name[:2] != "__" and name not in ("final_answer", "artifacts") and type(value).__name__ != "module"
]
session["final_answer"](_rows[:_NAMES])
