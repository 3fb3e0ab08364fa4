# The words of exceptions that MicroPython raises, as CPython has them. They are put right where an
# exception is looked at: by a handler that has a name for it, and in tracebacks.
import builtins
import uctypes

_OPERATORS = {
    "add": "+",
    "sub": "-",
    "mul": "*",
    "truediv": "/",
    "floordiv": "//",
    "mod": "%",
    "pow": "** or pow()",
    "lshift": "<<",
    "rshift": ">>",
    "and": "&",
    "or": "|",
    "xor": "^",
    "matmul": "@",
    "divmod": "divmod()",
    "iadd": "+=",
    "isub": "-=",
    "imul": "*=",
    "itruediv": "/=",
    "ifloordiv": "//=",
    "imod": "%=",
    "ipow": "**=",
}
_COMPARISONS = {"lt": "<", "gt": ">", "le": "<=", "ge": ">="}
_SAME = {
    "divide by zero": "division by zero",
    "no active exception to reraise": "No active exception to reraise",
    "invalid syntax for number": "could not convert string to float",
    "arg is an empty sequence": "max() arg is an empty sequence",
    "zero step": "range() arg 3 must not be zero",
    "negative shift count": "negative shift count",
    "format string needs more arguments": "not enough arguments for format string",
    "format string didn't convert all arguments": "not all arguments converted during string formatting",
    "local variable referenced before assignment": "cannot access local variable where it is not associated with a value",
    "join expects a list of str/bytes objects consistent with self object": "sequence item 0: expected str instance",
    "bytes index out of range": "index out of range",
    "range index out of range": "range object index out of range",
    "object not in sequence": "list.remove(x): x not in list",
    "popitem(): dictionary is empty": "popitem(): dictionary is empty",
    "function missing keyword-only argument": "missing 1 required keyword-only argument",
}
_ENDS = (
    ("' object isn't callable", "' object is not callable"),
    ("' object isn't subscriptable", "' object is not subscriptable"),
    ("' object isn't iterable", "' object is not iterable"),
    ("' object isn't an iterator", "' object is not an iterator"),
    ("' isn't defined", "' is not defined"),
    ("' object doesn't support item assignment", "' object does not support item assignment"),
    ("' object doesn't support item deletion", "' object doesn't support item deletion"),
)


class _Key(str):
    # A key that is shown as CPython shows it where a KeyError is printed.
    def __str__(self):
        return repr(self[:])

    def __repr__(self):
        return repr(self[:])


def _quoted(text):
    # The words between apostrophes.
    return text.split("'")[1::2]


def _worded(text):
    # The message in CPython's words.
    known = _SAME.get(text)
    if known is not None:
        return known
    if text.startswith("unsupported type"):
        return _unsupported(text)
    for end, words in _ENDS:
        if text.endswith(end):
            return text[: -len(end)] + words
    if text.startswith("invalid syntax for integer with base "):
        return "invalid literal for int() with base " + text[37:]
    if text.startswith("need more than "):
        return "not enough values to unpack (expected more, got %s)" % text.split(" ")[3]
    if text.startswith("unexpected keyword argument "):
        return "got an " + text
    if text.startswith("can't import name "):
        return "cannot import name '%s'" % text[18:]
    if text.startswith("no module named "):
        return "No module named " + text[16:]
    if text.startswith("can't convert ") and text.endswith(" to int"):
        return "int() argument must be a string, a bytes-like object or a real number, not '%s'" % text[14:-7]
    if text.startswith("can't convert ") and text.endswith(" to float"):
        return "float() argument must be a string or a real number, not '%s'" % text[14:-9]
    return text


def _unsupported(text):
    # "unsupported types for __add__: 'int', 'str'"
    operation, _, kinds = text.partition("__: ")
    operation = operation.partition("__")[2]
    kinds = _quoted(kinds)
    if len(kinds) == 1:
        if operation == "hash":
            return "unhashable type: '%s'" % kinds[0]
        if operation == "abs":
            return "bad operand type for abs(): '%s'" % kinds[0]
        sign = {"neg": "-", "pos": "+", "invert": "~"}.get(operation, operation)
        return "bad operand type for unary %s: '%s'" % (sign, kinds[0])
    if len(kinds) != 2:
        return text
    left, right = kinds
    if operation in _COMPARISONS:
        return "'%s' not supported between instances of '%s' and '%s'" % (_COMPARISONS[operation], left, right)
    if operation in ("add", "iadd") and left in ("str", "list", "tuple"):
        if left == "str":
            return 'can only concatenate str (not "%s") to str' % right
        if operation == "add" or left == "tuple":
            return 'can only concatenate %s (not "%s") to %s' % (left, right, left)
        return "'%s' object is not iterable" % right
    if operation == "mul" and (left in ("str", "list", "tuple") or right in ("str", "list", "tuple")):
        return "can't multiply sequence by non-int of type '%s'" % (right if left in ("str", "list", "tuple") else left)
    if operation == "contains":
        return "argument of type '%s' is not iterable" % left
    return "unsupported operand type(s) for %s: '%s' and '%s'" % (_OPERATORS.get(operation, operation), left, right)


def _native_exceptions():
    # Those whose instances have no attributes of their own.
    for name in _c_dir(builtins):
        value = getattr(builtins, name)
        if isinstance(value, type) and issubclass(value, BaseException) and not hasattr(value(), "__dict__"):
            yield value


_NATIVE = frozenset(_native_exceptions())
_handled = [None]  # the exception that was caught last: what traceback and sys are asked for


def _caught(error):
    # Puts an exception's words right, where it is. Of most there is nothing to be done, and the
    # extension does not call this (native_caught).
    _handled[0] = error
    kind = type(error)
    args = error.args
    if len(args) != 1 or type(args[0]) is not str:
        return
    text = args[0]
    if kind is KeyError or kind not in _NATIVE and isinstance(error, KeyError) and _own_member(kind, "__str__") is _absent:
        _set_word(id(args) + 8, id(_Key(text)))
        return
    if kind not in _NATIVE:
        return
    try:
        worded = _worded(text)
    except BaseException:
        # Words are not worth an exception of their own.
        return
    if worded is not text:
        _set_word(id(args) + 8, id(worded))


def _arguments_of(error):
    # What lowered code asks for `error.args` in a handler, where it is not in order as it is: keys
    # without their repr.
    args = error.args
    if len(args) == 1 and type(args[0]) is _Key:
        return (args[0][:],)
    return args
