# The exception classes that MicroPython leaves out.
import builtins
import uctypes

_MISSING = """
Exception: SystemError ReferenceError BufferError Warning
ArithmeticError: FloatingPointError
NameError: UnboundLocalError
IndentationError: TabError
_EncodingError: UnicodeEncodeError UnicodeDecodeError
UnicodeError: UnicodeTranslateError
Warning: UserWarning DeprecationWarning PendingDeprecationWarning SyntaxWarning RuntimeWarning
Warning: FutureWarning ImportWarning UnicodeWarning BytesWarning ResourceWarning EncodingWarning
"""


def _file_error(base):
    class OSError(base):
        # Of an errno, its words and perhaps a path or two.
        def __new__(cls, *args, **keywords):
            if cls is _FileError and 2 <= len(args) <= 5:
                known = _BY_NUMBER.get(args[0])
                if known is not None:
                    # Of a class below, it is not initialized by MicroPython.
                    error = object.__new__(known, *args)
                    error.__init__(*args)
                    return error
            return object.__new__(cls, *args)

        def __init__(self, *args):
            super().__init__(*args[:2] if 2 <= len(args) <= 5 else args)
            if not 2 <= len(args) <= 5:
                args = ()
            self.errno = args[0] if args else None
            self.strerror = args[1] if len(args) > 1 else None
            self.filename = args[2] if len(args) > 2 else None
            self.filename2 = args[4] if len(args) > 4 else None

        def __str__(self):
            if self.strerror is None:
                return ", ".join([str(part) for part in self.args])
            text = "[Errno %s] %s" % (self.errno, self.strerror)
            if self.filename is not None:
                text = "%s: %r" % (text, self.filename)
            return text if self.filename2 is None else "%s -> %r" % (text, self.filename2)

    OSError.__module__ = "builtins"
    return OSError


_FileError = _file_error(OSError)


class _EncodingError(UnicodeError):
    def __init__(self, encoding, object, start, end, reason):
        super().__init__(encoding, object, start, end, reason)
        self.encoding = encoding
        self.object = object
        self.start = start
        self.end = end
        self.reason = reason

    def __str__(self):
        start, end = self.start, self.end
        part = self.object[start:end]
        if isinstance(part, str):
            what = "encode characters"
            code = ord(part[0]) if part else 0
            one = "encode character '\\%s'" % ("x%02x" if code < 256 else "u%04x" if code < 65536 else "U%08x") % code
        else:
            what = "decode bytes"
            one = "decode byte 0x%02x" % part[0] if part else ""
        if end - start == 1:
            return "'%s' codec can't %s in position %d: %s" % (self.encoding, one, start, self.reason)
        return "'%s' codec can't %s in position %d-%d: %s" % (self.encoding, what, start, end - 1, self.reason)


def _new(name, base):
    # As a built-in.
    cls = type(name, (base,), {"__module__": "builtins"})
    setattr(builtins, name, cls)
    return cls


for _name in (
    "FileNotFoundError FileExistsError IsADirectoryError NotADirectoryError PermissionError "
    "TimeoutError BlockingIOError ChildProcessError InterruptedError ProcessLookupError"
).split():
    _new(_name, _FileError)
_connection = _new("ConnectionError", _FileError)
for _name in "BrokenPipeError ConnectionAbortedError ConnectionRefusedError ConnectionResetError".split():
    _new(_name, _connection)
_BY_NUMBER = {
    1: PermissionError,
    2: FileNotFoundError,
    3: ProcessLookupError,
    4: InterruptedError,
    10: ChildProcessError,
    11: BlockingIOError,
    13: PermissionError,
    17: FileExistsError,
    20: NotADirectoryError,
    21: IsADirectoryError,
    32: BrokenPipeError,
    103: ConnectionAbortedError,
    104: ConnectionResetError,
    108: BrokenPipeError,
    110: TimeoutError,
    111: ConnectionRefusedError,
    114: BlockingIOError,
    115: BlockingIOError,
}
for _line in _MISSING.strip().split("\n"):
    _base, _, _names = _line.partition(": ")
    for _name in _names.split():
        _new(_name, eval(_base))
builtins.OSError = builtins.IOError = builtins.EnvironmentError = _FileError


def _take_recursion_error():
    # The interpreter raises the type of `StopAsyncIteration` when a recursion is too deep
    # (extension/src/recursion.rs): it gets that name and that base here. `async for` looks its own up by
    # name.
    native = StopAsyncIteration
    name = next(iter(dict(RecursionError=None)))  # interned
    uctypes.bytearray_at(id(native) + _NAME, 2)[:] = (id(name) >> 3).to_bytes(2, "little")
    _set_word(_slot(native, _PARENT), id(RuntimeError))
    builtins.RecursionError = native
    _new("StopAsyncIteration", Exception)


_take_recursion_error()


class BaseExceptionGroup(Exception):
    __module__ = "builtins"

    def __init__(self, message, exceptions):
        if not isinstance(message, str):
            raise TypeError("BaseExceptionGroup.__new__() argument 1 must be str, not %s" % type(message).__name__)
        if not exceptions:
            raise ValueError("second argument (exceptions) must be a non-empty sequence")
        for place, error in enumerate(exceptions):
            if not isinstance(error, BaseException):
                raise ValueError("Item %d of second argument (exceptions) is not an exception" % place)
        super().__init__(message, exceptions)
        self.message = message
        self.exceptions = tuple(exceptions)

    def __str__(self):
        count = len(self.exceptions)
        return "%s (%d sub-exception%s)" % (self.message, count, "" if count == 1 else "s")

    def derive(self, excs):
        return (ExceptionGroup if isinstance(self, ExceptionGroup) else BaseExceptionGroup)(self.message, excs)

    def split(self, condition):
        return _seldom("split_group", self, condition)

    def subgroup(self, condition):
        return self.split(condition)[0]

    def _part(self, errors):
        if len(errors) == len(self.exceptions) and all([one is other for one, other in zip(errors, self.exceptions)]):
            return self
        return self.derive(errors) if errors else None


class ExceptionGroup(BaseExceptionGroup):
    __module__ = "builtins"


builtins.BaseExceptionGroup = BaseExceptionGroup
builtins.ExceptionGroup = ExceptionGroup
