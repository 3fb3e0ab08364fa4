# Plain data is what JSON can carry. json.dumps writes anything without complaint, so values are
# copied into plain ones first.
_DEPTH = 90  # the page refuses JSON that is nested deeper than 128
_INFINITY = float("inf")


def _plain(value, what, depth=0):
    # Copies plain data; raises TypeError that names `what` otherwise.
    if value is None or value is True or value is False or type(value) is int:
        return value
    if depth > _DEPTH:
        raise TypeError("%s is nested too deeply" % what)
    if isinstance(value, str):
        return str(value)
    if isinstance(value, float):
        if value != value or value == _INFINITY or value == -_INFINITY:
            raise TypeError("%s is not plain data: %r" % (what, value))
        return value
    if isinstance(value, (list, tuple)):
        return [_plain(item, what, depth + 1) for item in value]
    if isinstance(value, dict):
        copy = {}
        for key, item in value.items():
            if not isinstance(key, str):
                raise TypeError("%s has a key that is not str: %r" % (what, key))
            copy[str(key)] = _plain(item, what, depth + 1)
        return copy
    raise TypeError(
        "%s must be plain data (None, bool, int, float, str, list, tuple, dict), not %s"
        % (what, type(value).__name__)
    )


def _lenient(value, depth=0):
    # Copies anything; what is not plain data becomes its str.
    if value is None or value is True or value is False or type(value) is int:
        return value
    if isinstance(value, float):
        if value != value or value == _INFINITY or value == -_INFINITY:
            return str(value)
        return value
    if depth <= _DEPTH:
        if isinstance(value, (list, tuple)):
            return [_lenient(item, depth + 1) for item in value]
        if isinstance(value, dict):
            return {str(key): _lenient(item, depth + 1) for key, item in value.items()}
    return str(value)
