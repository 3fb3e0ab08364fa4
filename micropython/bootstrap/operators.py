# Operators, subscripts and lengths that MicroPython's C code does not know, with CPython's words where there
# is none. The numbers are MicroPython's, without those of operators that are reversed.

_SYMBOLS = ("<", ">", "==", "<=", ">=", "!=", "in", "is", "")
_ARITHMETIC = ("|", "^", "&", "<<", ">>", "+", "-", "*", "@", "//", "/", "%", "**")
_OPERATIONS = [eval("lambda a, b: a %s b" % _symbol) for _symbol in _SYMBOLS[:8]] + [None]
for _symbol in _ARITHMETIC * 2:
    _OPERATIONS.append(eval("lambda a, b: a %s b" % _symbol))
_OPERATIONS += [divmod, lambda a, b: b in a]
_SYMBOLS += tuple([_symbol + "=" for _symbol in _ARITHMETIC]) + _ARITHMETIC + ("divmod()", "in")
_MIRRORED = {0: "__gt__", 1: "__lt__", 3: "__ge__", 4: "__le__"}
_IN, _CONTAINS, _DIVMOD = 6, 36, 35
_INPLACE, _OR, _ADD, _MULTIPLY, _POWER, _REVERSED = 9, 22, 27, 29, 34, 37
_SET_OPERATIONS = (0, 1, 3, 4, 22, 23, 24, 28)
_MULTIPLICATIONS = (16, 29)
_EQUAL = 2
_SET_LIKE = (set, frozenset, _View)


def _binary(operation, left, right, left_value, right_value):
    # The values are those of instances of classes derived from built-in ones.
    if operation >= _REVERSED:
        # Of the value of an instance on the right.
        return _OPERATIONS[operation - _REVERSED + _OR](right_value, left_value)
    if operation == _EQUAL:
        # Of keys or items.
        return isinstance(right, _SET_LIKE) and set(left) == set(right)
    if isinstance(left, type) or isinstance(right, type):
        value = _between_classes(operation, left, right)
        if value is not NotImplemented:
            return value
    mirrored = "__rdivmod__" if operation == _DIVMOD else _MIRRORED.get(operation)
    if mirrored and _is_written(type(right)):
        method = _own_member(type(right), mirrored)
        if method is not _absent:
            value = method(right, left)
            if value is not NotImplemented:
                return value
    if left_value is not left or right_value is not right:
        try:
            return _OPERATIONS[operation](left_value, right_value)
        except TypeError as error:
            if type(error) is TypeError:
                raise _operand_error(operation, left, right)
            raise
    if operation == _OR and _may_be_in_union(left) and _may_be_in_union(right):
        return _union(left, right)
    if operation in _SET_OPERATIONS and (type(left) is _View or type(right) is _View):
        if operation >= _OR or isinstance(left, _SET_LIKE) and isinstance(right, _SET_LIKE):
            return _OPERATIONS[operation](set(left), set(right))
    if operation in _MULTIPLICATIONS:
        if isinstance(left, bytearray) and isinstance(right, int):
            return bytearray(bytes(left) * right)
        if isinstance(right, bytearray) and isinstance(left, int):
            return bytearray(bytes(right) * left)
    raise _operand_error(operation, left, right)


_OF_METACLASSES = {0: ("__lt__", "__gt__"), 1: ("__gt__", "__lt__"), 3: ("__le__", "__ge__"), 4: ("__ge__", "__le__")}
for _place, _word_of in enumerate(
    "or xor and lshift rshift add sub mul matmul floordiv truediv mod pow".split()
):
    _OF_METACLASSES[_OR + _place] = ("__%s__" % _word_of, "__r%s__" % _word_of)


def _between_classes(operation, left, right):
    # What the metaclass of one of them makes of it.
    names = _OF_METACLASSES.get(operation, ())
    for name, one, other in zip(names, (left, right), (right, left)):
        method = _of_its_metaclass(one, name)
        if method is not _absent:
            value = method(one, other)
            if value is not NotImplemented:
                return value
    return NotImplemented


def _operand_error(operation, left, right):
    symbol = _SYMBOLS[operation]
    if operation == _CONTAINS:
        left, right = right, left
        operation = _IN
    one, other = _name_of(left), _name_of(right)
    if operation < _IN:
        text = "'%s' not supported between instances of '%s' and '%s'" % (symbol, one, other)
    elif operation == _IN:
        if isinstance(right, str):
            text = "'in <string>' requires string as left operand, not " + one
        elif isinstance(right, (bytes, bytearray)):
            text = "a bytes-like object is required, not '%s'" % one
        else:
            text = "argument of type '%s' is not iterable" % other
    else:
        place = (operation - _INPLACE) % 13
        if operation != _DIVMOD and place == 5 and isinstance(left, _JOINED):
            if isinstance(left, (bytes, bytearray)):
                text = "can't concat %s to %s" % (other, one)
            else:
                text = 'can only concatenate %s (not "%s") to %s' % (one, other, one)
        elif operation != _DIVMOD and place == 7 and isinstance(left, _JOINED):
            text = "can't multiply sequence by non-int of type '%s'" % other
        elif operation != _DIVMOD and place == 7 and isinstance(right, _JOINED):
            text = "can't multiply sequence by non-int of type '%s'" % one
        else:
            if symbol == "**":
                symbol = "** or pow()"
            text = "unsupported operand type(s) for %s: '%s' and '%s'" % (symbol, one, other)
    return TypeError(text)


def _may_be_in_union(object):
    return object is None or isinstance(object, type) or hasattr(object, "__args__")


def _union(left, right):
    import types

    return types.UnionType(left, right)


_REVERSED_OF = 100
_UNARY = {0: "unary +", 1: "unary -", 2: "unary ~", 7: "abs()"}


def _unary(operation, object):
    if operation == 7 and isinstance(object, complex):
        import math

        return math.hypot(object.real, object.imag)
    if operation == _REVERSED_OF:
        raise TypeError("'%s' object is not reversible" % _name_of(object))
    if operation == 6:
        raise TypeError("unhashable type: '%s'" % _name_of(object))
    raise TypeError("bad operand type for %s: '%s'" % (_UNARY.get(operation, "this"), _name_of(object)))


def _divided_by_zero(operation, left):
    # The left one is None if one of the two was a float.
    symbol = _SYMBOLS[operation]
    if symbol[:2] == "**":
        raise ZeroDivisionError("0.0 cannot be raised to a negative power")
    if left is None:
        words = {"/": "float division by zero", "//": "float floor division by zero", "%": "float modulo"}
        raise ZeroDivisionError(words.get(symbol.rstrip("="), "float divmod()"))
    if symbol[:2] == "//" or operation == _DIVMOD:
        text = "integer division or modulo"
    else:
        text = "integer modulo" if symbol[0] == "%" else "division"
    raise ZeroDivisionError(text + " by zero")


# Containers


def _subscript(object, key, mode, value):
    if isinstance(object, type):
        if mode == 0:
            if object in _GENERIC:
                import types

                return types.GenericAlias(object, key)
            raise TypeError("type '%s' is not subscriptable" % object.__name__)
    name = _name_of(object)
    if mode == 0:
        raise TypeError("'%s' object is not subscriptable" % name)
    if mode == 1:
        raise TypeError("'%s' object does not support item assignment" % name)
    if isinstance(object, bytearray):
        left = list(object)
        del left[key]
        object[:] = bytes(left)
        return
    raise TypeError("'%s' object doesn't support item deletion" % name)


_GENERIC = (list, dict, tuple, set, frozenset, type)


def _missing(object, key):
    # Of a dictionary, or an instance of a class derived from it.
    cls = object.__class__
    if not isinstance(object, dict):
        raise TypeError("descriptor '__getitem__' requires a 'dict' object but received a '%s'" % cls.__name__)
    method = _own_member(cls, "__missing__") if _is_written(cls) else _absent
    if method is _absent:
        raise KeyError(key)
    return method(object, key)


def _as_index(index, kind):
    if _is_written(type(index)):
        method = _own_member(type(index), "__index__")
        if method is not _absent:
            return method(index)
    if kind is None:
        if isinstance(index, bool):
            return int(index)
        raise TypeError("slice indices must be integers or None or have an __index__ method")
    if kind is str:
        raise TypeError("string indices must be integers, not '%s'" % _name_of(index))
    name = "byte" if kind is bytes else kind.__name__
    raise TypeError("%s indices must be integers or slices, not %s" % (name, _name_of(index)))


def _iterate(object):
    raise TypeError("'%s' object is not iterable" % _name_of(object))


def _length(object):
    raise TypeError("object of type '%s' has no len()" % _name_of(object))


def _undefined(name):
    raise NameError("name '%s' is not defined" % name)
