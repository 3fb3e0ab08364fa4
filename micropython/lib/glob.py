# glob. Names come in the order of their characters.
import os
from fnmatch import _match, _parts

__all__ = ["escape", "glob", "iglob"]


def has_magic(s):
    return "*" in s or "?" in s or "[" in s


def escape(pathname):
    return "".join(["[%s]" % c if c in "*?[" else c for c in pathname])


def _names(folder, only_folders):
    try:
        return [entry.name for entry in os.scandir(folder or ".") if entry._is_dir or not only_folders]
    except OSError:
        return []


def _join(a, b):
    return os.path.join(a, b) if a else b


def _expand(base, folder, parts, recursive, hidden):
    # Yields what matches the parts below folder, which is looked for in base.
    if not parts:
        yield folder
        return
    part, rest = parts[0], parts[1:]
    if part == "**" and recursive:
        for found in _expand(base, folder, rest, recursive, hidden) if rest else ([folder and folder + "/"] if folder else []):
            yield found
        for name in _names(_join(base, folder), bool(rest)):
            if name.startswith(".") and not hidden:
                continue
            inner = _join(folder, name)
            if os.path.isdir(_join(base, inner)):
                if not rest:
                    yield inner
                for found in _expand(base, inner, parts, recursive, hidden):
                    if found != inner + "/":
                        yield found
            elif not rest:
                yield inner
        return
    if not part:  # the pattern ends in a slash
        if os.path.isdir(_join(base, folder)):
            yield folder + "/"
        return
    if not has_magic(part):
        inner = _join(folder, part)
        if os.path.exists(_join(base, inner)):
            for found in _expand(base, inner, rest, recursive, hidden):
                yield found
        return
    pattern = _parts(part)
    for name in _names(_join(base, folder), bool(rest)):
        if (hidden or part.startswith(".") or not name.startswith(".")) and _match(name, pattern):
            for found in _expand(base, _join(folder, name), rest, recursive, hidden):
                yield found


def iglob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    pathname = os.fspath(pathname)
    start = "/" if pathname.startswith("/") else ""
    parts = pathname.lstrip("/").split("/")
    parts = [part for at, part in enumerate(parts) if part or at == len(parts) - 1]
    if not pathname:
        return iter(())
    return _expand("" if root_dir is None else os.fspath(root_dir), start, parts, recursive, include_hidden)


def glob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    return list(iglob(pathname, root_dir=root_dir, recursive=recursive, include_hidden=include_hidden))
