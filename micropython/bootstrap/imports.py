# Imports. A module comes from the library (micropython/lib, which the worker carries and lowers), from
# a file of the session, or from MicroPython itself, in this order: the library stands before
# MicroPython's module of the same name, and reaches that with `__import_c__`.
import builtins
import sys
import vfs

# MicroPython's own, which Python does not have.
_HIDDEN = ("deflate", "framebuf", "uu")

_import_c = builtins.__import__
_c_compile = compile
_Code_type = type(compile("0", "", "eval"))
# What the Python part has imported, and changed: the library's modules of these names are not loaded yet.
_own = {name: sys.modules.pop(name) for name in ("io", "os", "os.path", "time") if name in sys.modules}
_loading = []  # the packages of the modules that are being loaded, innermost last


class ModuleNotFoundError(ImportError):
    def __init__(self, *args, name=None, path=None):
        super().__init__(*args)
        self.name = name
        self.path = path


class _EmptyModule:
    # A file system with one empty file: importing it is how a new module object is made.
    def mount(self, readonly, mkfs):
        pass

    def stat(self, path):
        if path != "/_empty_module.py":
            raise OSError(2)
        return (0x8000, 0, 0, 0, 0, 0, 0, 0, 0, 0)

    def open(self, path, mode):
        return io.BytesIO(b"")


vfs.mount(_EmptyModule(), "/.modules")


def _new_module(name):
    # A module object of this name that nobody knows yet.
    sys.path.insert(0, "/.modules")
    try:
        module = _import_c("_empty_module")
    finally:
        sys.path.pop(0)
    del sys.modules["_empty_module"]
    module.__dict__.pop("__file__", None)
    module.__name__ = name
    return module


def _find(name):
    # -> (lowered source, whether it is a package, file name), or None
    found, module = _ask("module", name)
    if not found:
        raise ImportError(module)
    if module is not None:
        return module["source"], module["package"], "<library %s>" % name
    path = name.replace(".", "/")
    for folder in sys.path:
        for end, package in ((".py", False), ("/__init__.py", True)):
            file = "%s/%s%s" % (folder, path, end) if folder else path + end
            try:
                with _files.open(file, "r") as opened:
                    source = opened.read()
            except OSError:
                continue
            return _lowered(source, file, "exec"), package, file
    return None


def _lowered(source, file_name, mode):
    _sources[file_name] = source
    succeeded, lowered = _ask("lower", json.dumps({"source": source, "file_name": file_name, "mode": mode}))
    if not succeeded:
        raise _syntax_error(lowered, file_name)
    return lowered


_compiled_texts = {}  # {(text, mode): code}, of what was evaluated last
_MOST_COMPILED = 64


def _compile(source, filename="<string>", mode="exec", flags=0, dont_inherit=False, optimize=-1):
    if isinstance(source, (bytes, bytearray)):
        source = source.decode()
    if not isinstance(source, str):
        raise TypeError("compile() arg 1 must be a string, bytes or AST object")
    if mode not in ("exec", "eval", "single"):
        raise ValueError("compile() mode must be 'exec', 'eval' or 'single'")
    return _c_compile(_lowered(source, filename, "eval" if mode == "eval" else "exec"), filename, mode)


def _compiled(source, mode):
    # What `exec` and `eval` are given in lowered code.
    if not isinstance(source, (str, bytes, bytearray)):
        if type(source) is not _Code_type:
            raise TypeError("%s() arg 1 must be a string, bytes or code object" % mode)
        return source
    key = source if isinstance(source, str) else bytes(source), mode
    code = _compiled_texts.get(key)
    if code is None:
        code = _compile(source, "<string>", mode)
        if len(_compiled_texts) >= _MOST_COMPILED:
            _compiled_texts.clear()
        _compiled_texts[key] = code
    return code


def _syntax_error(problem, file_name):
    # The first lines of its traceback are the place, the line, and the marks under it.
    place, text, marks = problem["traceback"].split("\n")[:3]
    number = int(place.rpartition(" ")[2])
    message = problem["message"]
    kind = {"IndentationError": IndentationError, "TabError": TabError}.get(problem["kind"], SyntaxError)
    error = kind("%s (%s, line %d)" % (message, file_name.rpartition("/")[2], number))
    kept = _side(error)
    kept["msg"], kept["filename"], kept["lineno"], kept["text"] = message, file_name, number, text.strip()
    kept["offset"] = marks.find("^") - 3 if "^" in marks else 1
    for name in ("end_lineno", "end_offset", "print_file_and_line"):
        kept[name] = None
    return error


def _load(name):
    # The module of this name, without a look at what holds it.
    module = sys.modules.get(name)
    if module is not None:
        return module
    found = _find(name)
    if found is None:
        absent = __import__("_absent").ABSENT
        hint = absent.get(name) or absent.get(name.split(".")[0])
        if hint:
            raise ModuleNotFoundError("%s is not available here: %s" % (name, hint), name=name)
        if name in _own:
            return _own[name]
        outer = name.rpartition(".")[0]
        if name in _HIDDEN:
            raise ModuleNotFoundError("No module named %r" % name, name=name)
        if outer:
            # MicroPython has no packages, and takes the library's for something else.
            reason = "" if hasattr(sys.modules[outer], "__path__") else "; %r is not a package" % outer
            raise ModuleNotFoundError("No module named %r%s" % (name, reason), name=name)
        try:
            return _import_c(name)
        except ImportError:
            raise ModuleNotFoundError("No module named %r" % name, name=name)
    source, package, file_name = found
    module = _new_module(name)
    module.__file__ = file_name
    if package:
        module.__path__ = [file_name]
    module.__package__ = name if package else name.rpartition(".")[0]
    sys.modules[name] = module
    _loading.append(module.__package__)
    try:
        exec(_c_compile(source, file_name, "exec"), module.__dict__)
    except BaseException:
        sys.modules.pop(name, None)
        raise
    finally:
        _loading.pop()
    # A module may put another object in its place.
    return sys.modules.get(name, module)


def _import(name, globals=None, locals=None, fromlist=(), level=0):
    if level:
        package = globals.get("__package__") if globals else _loading[-1] if _loading else ""
        if not package:
            raise ImportError("attempted relative import with no known parent package")
        parts = package.split(".")
        if level > len(parts):
            raise ImportError("attempted relative import beyond top-level package")
        base = ".".join(parts[: len(parts) - level + 1])
        name = base + "." + name if name else base
    module = sys.modules.get(name)
    top = name.partition(".")[0]
    if module is None:
        # From the outermost in: each becomes an attribute of the one around it.
        outer = None
        start = 0
        while start >= 0:
            end = name.find(".", start)
            module = _load(name if end < 0 else name[:end])
            if outer is not None:
                setattr(outer, name[start:] if end < 0 else name[start:end], module)
            outer = module
            start = end + 1 if end >= 0 else -1
    if fromlist:
        for part in fromlist:
            if part != "*" and not hasattr(module, part):
                _import_part(module, name, part)
        return module
    return module if top == name else sys.modules[top]


def _import_part(module, name, part):
    # What a module does not have may be another one, within it.
    if hasattr(module, "__path__"):
        try:
            setattr(module, part, _load(name + "." + part))
            return
        except ModuleNotFoundError as error:
            if error.name != name + "." + part or error.name in __import__("_absent").ABSENT:
                raise
    raise ImportError("cannot import name %r from %r (%s)" % (part, name, getattr(module, "__file__", "unknown location")))


def _import_own(name):
    # MicroPython's module of this name, for the library's module that stands before it.
    if name in _own:
        return _own[name]
    before = sys.modules.pop(name, None)
    try:
        _own[name] = _import_c(name)
        return _own[name]
    finally:
        # Who imports it by name gets the library's.
        sys.modules.pop(name, None)
        if before is not None:
            sys.modules[name] = before


def _native(operation, request):
    # Asks a function of the worker's own: plain data in, plain data out.
    return _native_json(operation + "\n" + json.dumps(request))


def _native_json(request):
    # The same of an operation, a line break and JSON.
    succeeded, value = _read(_native_host[request])
    if not succeeded:
        raise ValueError(value)
    return value


builtins.ModuleNotFoundError = ModuleNotFoundError
builtins.__import__ = _import
builtins.__import_c__ = _import_own
builtins.__native__ = _native
builtins.__native_json__ = _native_json
builtins.__compiled__ = _compiled
builtins.compile = _compile
