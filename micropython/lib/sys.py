# sys: MicroPython's, with what CPython has besides. There is no standard input.
_c = __import_c__("sys")
for _name in dir(_c):
    if _name[:2] != "__":
        globals()[_name] = getattr(_c, _name)


class _Version(tuple):
    major = property(lambda self: self[0])
    minor = property(lambda self: self[1])
    micro = property(lambda self: self[2])
    releaselevel = property(lambda self: self[3])
    serial = property(lambda self: self[4])

    def __repr__(self):
        return "sys.version_info(major=%r, minor=%r, micro=%r, releaselevel=%r, serial=%r)" % tuple(self)

    __str__ = __repr__


class _Info:
    def __init__(self, name, **values):
        self._name = name
        for key in values:
            setattr(self, key, values[key])

    def __repr__(self):
        shown = ", ".join(["%s=%r" % item for item in self.__dict__.items() if item[0] != "_name"])
        return "%s(%s)" % (self._name, shown)


class _Stream:
    encoding = "utf-8"
    errors = "strict"
    closed = False

    def __init__(self, stream, name):
        self._stream = stream
        self.name = name

    def write(self, text):
        if not isinstance(text, str):
            raise TypeError("write() argument must be str, not %s" % type(text).__name__)
        self._stream.write(text)
        return len(text)

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def flush(self):
        pass

    def isatty(self):
        return False

    def writable(self):
        return True

    def readable(self):
        return False

    def fileno(self):
        return 1 if self.name == "<stdout>" else 2

    def reconfigure(self, **options):
        pass

    @property
    def buffer(self):
        return self._stream

    def __repr__(self):
        return "<_io.TextIOWrapper name=%r mode='w' encoding='utf-8'>" % self.name


class _Nothing:
    # Standard input: always at its end.
    name = "<stdin>"
    encoding = "utf-8"
    closed = False

    def read(self, size=-1):
        return ""

    readline = read

    def readlines(self, hint=-1):
        return []

    def __iter__(self):
        return iter(())

    def isatty(self):
        return False

    def readable(self):
        return True

    def close(self):
        pass


version_info = _Version((3, 11, 0, "final", 0))
version = "3.11.0 (MicroPython %s)" % ".".join([str(part) for part in _c.implementation[1][:3]])
hexversion = 0x030B00F0
platform = "emscripten"
maxsize = 9223372036854775807
maxunicode = 0x10FFFF
byteorder = "little"
copyright = ""
executable = prefix = base_prefix = exec_prefix = ""
api_version = 1013
flags = _Info("sys.flags", debug=0, optimize=0, utf8_mode=1)
float_info = _Info(
    "sys.float_info", max=1.7976931348623157e308, max_exp=1024, max_10_exp=308, min=2.2250738585072014e-308,
    min_exp=-1021, min_10_exp=-307, dig=15, mant_dig=53, epsilon=2.220446049250313e-16, radix=2, rounds=1,
)
int_info = _Info(
    "sys.int_info", bits_per_digit=30, sizeof_digit=4, default_max_str_digits=4300, str_digits_check_threshold=640
)
hash_info = _Info("sys.hash_info", width=32)
float_repr_style = "short"
argv = [""]
builtin_module_names = ()
warnoptions = []
stdout = __stdout__ = _Stream(_c.stdout, "<stdout>")
stderr = __stderr__ = _Stream(_c.stderr, "<stderr>")
stdin = __stdin__ = _Nothing()
__import_c__("__main__")._follow_stdout(globals())
_recursion_limit = 1000


def getrecursionlimit():
    return _recursion_limit


def setrecursionlimit(limit):
    # The interpreter's own limit stays what it is.
    global _recursion_limit
    if not isinstance(limit, int):
        raise TypeError("%r object cannot be interpreted as an integer" % type(limit).__name__)
    if limit < 1:
        raise ValueError("recursion limit must be greater or equal than 1")
    _recursion_limit = limit


def getsizeof(object, default=None):
    # About what CPython says, so that sizes compare as they do there.
    if object is None or object is True or object is False:
        return 16 if object is None else 28
    if isinstance(object, int):
        return 24 + 4 * max(1, (abs(object).bit_length() + 29) // 30)
    if isinstance(object, float):
        return 24
    if isinstance(object, str):
        return 49 + len(object) if len(object) == len(object.encode()) else 74 + 2 * len(object)
    if isinstance(object, bytes):
        return 33 + len(object)
    if isinstance(object, tuple):
        return 40 + 8 * len(object)
    if isinstance(object, list):
        return 56 + 8 * len(object)
    if isinstance(object, dict):
        return 64 if not len(object) else 232 * max(1, len(object) // 5)
    if isinstance(object, (set, frozenset)):
        return 216 * max(1, len(object) // 4)
    return 48


def intern(string):
    if not isinstance(string, str):
        raise TypeError("intern() argument must be str, not %s" % type(string).__name__)
    return string


def exit(status=None):
    error = SystemExit(status) if status is not None else SystemExit()
    raise error


def getdefaultencoding():
    return "utf-8"


getfilesystemencoding = getdefaultencoding


def exception():
    return exc_info()[1]


def exc_info():
    error = __import_c__("__main__")._handled[0]
    return (None, None, None) if error is None else (type(error), error, error.__traceback__)


def get_int_max_str_digits():
    return 4300


def set_int_max_str_digits(maxdigits):
    pass


def getrefcount(object):
    return 2


def is_finalizing():
    return False


def gettrace():
    return None


def settrace(function):
    pass


def _no_frames(depth=0):
    raise ValueError("call stack is not deep enough")


_getframe = _no_frames
