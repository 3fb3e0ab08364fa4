# posixpath, which is also os.path. Paths are str or have __fspath__; there are no links.
_c = __import_c__("os")
sep = "/"
curdir, pardir, extsep, altsep, pathsep, defpath, devnull = ".", "..", ".", None, ":", "/bin:/usr/bin", "/dev/null"
supports_unicode_filenames = True
_DIRECTORY = 0x4000


def fspath(path):
    if isinstance(path, (str, bytes)):
        return path
    if hasattr(path, "__fspath__"):
        return path.__fspath__()
    raise TypeError("expected str, bytes or os.PathLike object, not %s" % type(path).__name__)


def join(a, *p):
    path = fspath(a)
    for part in p:
        if not isinstance(part, str):
            if not hasattr(part, "__fspath__"):
                raise TypeError(
                    "join() argument must be str, bytes, or os.PathLike object, not %r" % type(part).__name__
                )
            part = part.__fspath__()
        if part.startswith("/"):
            path = part
        elif not path or path.endswith("/"):
            path += part
        else:
            path += "/" + part
    return path


def split(p):
    p = fspath(p)
    at = p.rfind("/") + 1
    head, tail = p[:at], p[at:]
    return head.rstrip("/") or head, tail


def basename(p):
    p = fspath(p)
    return p[p.rfind("/") + 1 :]


def dirname(p):
    return split(p)[0]


def splitext(p):
    p = fspath(p)
    start = p.rfind("/") + 1
    name = p[start:]
    dot = name.rfind(".")
    # Dots that lead a name start no extension.
    if dot <= 0 or not name[:dot].strip("."):
        return p, ""
    return p[: start + dot], name[dot:]


def splitdrive(p):
    p = fspath(p)
    return p[:0], p


def isabs(s):
    return fspath(s).startswith("/")


def normcase(s):
    return fspath(s)


def normpath(path):
    path = fspath(path)
    if not path:
        return "."
    lead = "/" if path.startswith("/") else ""
    if path.startswith("//") and not path.startswith("///"):
        lead = "//"
    parts = []
    for part in path.split("/"):
        if not part or part == ".":
            continue
        if part != ".." or (not lead and not parts) or (parts and parts[-1] == ".."):
            parts.append(part)
        elif parts:
            parts.pop()
    return lead + "/".join(parts) or "."


def abspath(path):
    path = fspath(path)
    if not path.startswith("/"):
        path = join(_c.getcwd(), path)
    return normpath(path)


def realpath(filename, *, strict=False):
    path = abspath(filename)
    if strict:
        _os.stat(path)
    return path


def relpath(path, start=None):
    path = fspath(path)
    if not path:
        raise ValueError("no path specified")
    from_parts = [part for part in abspath("." if start is None else start).split("/") if part]
    parts = [part for part in abspath(path).split("/") if part]
    same = len(_common([from_parts, parts]))
    return "/".join([".."] * (len(from_parts) - same) + parts[same:]) or "."


def _common(lists):
    first, last = min(lists), max(lists)
    for at, item in enumerate(first):
        if item != last[at]:
            return first[:at]
    return first


def commonprefix(m):
    if not m:
        return ""
    return _common([fspath(path) if not isinstance(path, (list, tuple)) else path for path in m])


def commonpath(paths):
    paths = [fspath(path) for path in paths]
    if not paths:
        raise ValueError("commonpath() arg is an empty sequence")
    absolute = [path.startswith("/") for path in paths]
    if any(absolute) and not all(absolute):
        raise ValueError("Can't mix absolute and relative paths")
    parts = [[part for part in path.split("/") if part and part != "."] for path in paths]
    return ("/" if absolute[0] else "") + "/".join(_common(parts))


def expanduser(path):
    path = fspath(path)
    if path == "~" or path.startswith("~/"):
        home = _os.environ.get("HOME", "/").rstrip("/")
        return (home + path[1:]) or "/"
    return path


def expandvars(path):
    path = fspath(path)
    parts = path.split("$")
    out = [parts[0]]
    for part in parts[1:]:
        if part.startswith("{") and "}" in part:
            name, rest = part[1 : part.find("}")], part[part.find("}") + 1 :]
        else:
            end = 0
            while end < len(part) and (part[end] == "_" or part[end].isalpha() or part[end].isdigit()):
                end += 1
            name, rest = part[:end], part[end:]
        out.append(_os.environ[name] + rest if name in _os.environ else "$" + part)
    return "".join(out)


def _stat(path):
    try:
        return _c.stat(fspath(path))
    except OSError:
        return None


def exists(path):
    return _stat(path) is not None


lexists = exists


def isfile(path):
    found = _stat(path)
    return found is not None and found[0] & _DIRECTORY == 0


def isdir(s):
    found = _stat(s)
    return found is not None and found[0] & _DIRECTORY != 0


def islink(path):
    return False


def ismount(path):
    return abspath(path) == "/"


def getsize(filename):
    return _c.stat(fspath(filename))[6]


def getmtime(filename):
    return float(_c.stat(fspath(filename))[8])


getatime = getctime = getmtime


def samefile(f1, f2):
    _os.stat(f1)
    _os.stat(f2)
    return abspath(f1) == abspath(f2)


import os as _os  # last: os takes names from here
