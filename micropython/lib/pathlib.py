# pathlib, for POSIX. Left out: links, owners, permissions, paths of Windows.
import os
import posixpath

__all__ = ["PurePath", "PurePosixPath", "Path", "PosixPath"]


class _Parents:
    def __init__(self, path):
        self._path = path
        self._count = len(path._parts) - (1 if path._root else 0)

    def __len__(self):
        return self._count

    def __getitem__(self, at):
        if isinstance(at, slice):
            return tuple([self[n] for n in range(*at.indices(self._count))])
        if at < -self._count or at >= self._count:
            raise IndexError(at)
        if at < 0:
            at += self._count
        path = self._path
        return path._of(path._parts[: len(path._parts) - at - 1])

    def __iter__(self):
        return iter([self[n] for n in range(self._count)])

    def __repr__(self):
        return "<%s.parents>" % type(self._path).__name__


class PurePath:
    def __new__(cls, *args):
        if cls is not Path and cls is not PurePath:
            return object.__new__(cls)
        path = object.__new__(PosixPath if cls is Path else PurePosixPath)
        path.__init__(*args)  # MicroPython calls it for objects of the class itself only
        return path

    def __init__(self, *args):
        parts = []
        root = ""
        for arg in args:
            if isinstance(arg, PurePath):
                arg = arg._text
            else:
                given = arg
                arg = posixpath.fspath(arg) if not isinstance(arg, str) else arg
                if not isinstance(arg, str):
                    raise TypeError(
                        "argument should be a str object or an os.PathLike object returning str, not %s" % type(given)
                    )
            if arg.startswith("/"):
                root = "//" if arg.startswith("//") and not arg.startswith("///") else "/"
                parts = [root]
            parts.extend([part for part in arg.split("/") if part and part != "."])
        self._root = root
        self._set(parts)

    def _set(self, parts):
        self._parts = parts
        if self._root:
            self._text = parts[0] + "/".join(parts[1:])
        else:
            self._text = "/".join(parts) or "."

    def _of(self, parts):
        # A path of the same class.
        path = type(self)()
        path._root = self._root
        path._set(list(parts))
        return path

    @property
    def parts(self):
        return tuple(self._parts)

    @property
    def drive(self):
        return ""

    @property
    def root(self):
        return self._root

    @property
    def anchor(self):
        return self._root

    @property
    def name(self):
        parts = self._parts
        return parts[-1] if len(parts) > (1 if self._root else 0) else ""

    @property
    def suffix(self):
        name = self.name
        dot = name.rfind(".")
        return name[dot:] if 0 < dot < len(name) - 1 else ""

    @property
    def suffixes(self):
        name = self.name
        if name.endswith("."):
            return []
        return ["." + suffix for suffix in name.lstrip(".").split(".")[1:]]

    @property
    def stem(self):
        suffix = self.suffix
        return self.name[: len(self.name) - len(suffix)]

    @property
    def parent(self):
        if not self.name:
            return self
        return self._of(self._parts[:-1])

    @property
    def parents(self):
        return _Parents(self)

    def __str__(self):
        return self._text

    def __fspath__(self):
        return self._text

    def as_posix(self):
        return self._text

    def as_uri(self):
        if not self._root:
            raise ValueError("relative path can't be expressed as a file URI")
        from urllib.parse import quote

        return "file://" + quote(self._text)

    def __bytes__(self):
        return self._text.encode()

    def __repr__(self):
        return "%s(%r)" % (type(self).__name__, self._text)

    def __hash__(self):
        return hash(self._text)

    def __eq__(self, other):
        return isinstance(other, PurePath) and self._text == other._text

    def __lt__(self, other):
        if not isinstance(other, PurePath):
            return NotImplemented
        return self._parts < other._parts

    def __le__(self, other):
        if not isinstance(other, PurePath):
            return NotImplemented
        return self._parts <= other._parts

    def __gt__(self, other):
        if not isinstance(other, PurePath):
            return NotImplemented
        return self._parts > other._parts

    def __ge__(self, other):
        if not isinstance(other, PurePath):
            return NotImplemented
        return self._parts >= other._parts

    def __truediv__(self, other):
        if not isinstance(other, (str, PurePath)) and not hasattr(other, "__fspath__"):
            return NotImplemented
        return type(self)(self, other)

    def __rtruediv__(self, other):
        if not isinstance(other, (str, PurePath)) and not hasattr(other, "__fspath__"):
            return NotImplemented
        return type(self)(other, self)

    def joinpath(self, *args):
        return type(self)(self, *args)

    def is_absolute(self):
        return bool(self._root)

    def is_reserved(self):
        return False

    def _named(self):
        if not self.name:
            raise ValueError("%r has an empty name" % (self,))

    def with_name(self, name):
        self._named()
        if not name or "/" in name or name == ".":
            raise ValueError("Invalid name %r" % (name,))
        return self._of(self._parts[:-1] + [name])

    def with_stem(self, stem):
        return self.with_name(stem + self.suffix)

    def with_suffix(self, suffix):
        if "/" in suffix or suffix and not suffix.startswith(".") or suffix == ".":
            raise ValueError("Invalid suffix %r" % (suffix,))
        self._named()
        return self._of(self._parts[:-1] + [self.stem + suffix])

    def relative_to(self, *other):
        if not other:
            raise TypeError("need at least one argument")
        base = type(self)(*other)
        count = len(base._parts)
        if self._parts[:count] != base._parts:
            raise ValueError(
                "%r is not in the subpath of %r OR one path is relative and the other is absolute."
                % (self._text, base._text)
            )
        return type(self)(*self._parts[count:])

    def is_relative_to(self, *other):
        base = type(self)(*other)
        return self._parts[: len(base._parts)] == base._parts

    def match(self, path_pattern):
        from fnmatch import fnmatchcase

        pattern = PurePath(path_pattern)
        parts, patterns = self._parts, pattern._parts
        if not patterns:
            raise ValueError("empty pattern")
        if pattern._root and len(parts) != len(patterns) or len(patterns) > len(parts):
            return False
        return all([fnmatchcase(part, p) for part, p in zip(parts[len(parts) - len(patterns) :], patterns)])


class PurePosixPath(PurePath):
    pass


class Path(PurePath):
    @classmethod
    def cwd(cls):
        return cls(os.getcwd())

    @classmethod
    def home(cls):
        return cls(posixpath.expanduser("~"))

    def __enter__(self):
        return self

    def __exit__(self, *error):
        pass

    def stat(self, *, follow_symlinks=True):
        return os.stat(self._text)

    lstat = stat

    def exists(self):
        return posixpath.exists(self._text)

    def is_file(self):
        return posixpath.isfile(self._text)

    def is_dir(self):
        return posixpath.isdir(self._text)

    def is_symlink(self):
        return False

    is_mount = is_socket = is_fifo = is_block_device = is_char_device = is_symlink

    def samefile(self, other_path):
        return posixpath.samefile(self._text, other_path)

    def absolute(self):
        return self if self._root else type(self)(os.getcwd(), self)

    def resolve(self, strict=False):
        return type(self)(posixpath.realpath(self._text, strict=strict))

    def expanduser(self):
        return type(self)(posixpath.expanduser(self._text))

    def iterdir(self):
        for name in os.listdir(self._text):
            yield self._of(self._parts + [name])

    def _matches(self, parts):
        # A relative pattern's parts below this directory. `**` matches directories.
        from fnmatch import fnmatchcase

        if not parts:
            yield self
            return
        part, rest = parts[0], parts[1:]
        if part == "**":
            for found in self._matches(rest):
                yield found
            for inner in self._folders():
                for found in inner._matches(parts):
                    yield found
        elif part == "..":
            for found in self._of(self._parts + [part])._matches(rest):
                yield found
        elif self.is_dir():
            for inner in self.iterdir():
                if fnmatchcase(inner._parts[-1], part) and (not rest or inner.is_dir()):
                    for found in inner._matches(rest):
                        yield found

    def _folders(self):
        return [path for path in self.iterdir() if path.is_dir()] if self.is_dir() else []

    def glob(self, pattern):
        pattern = str(pattern)
        if not pattern:
            raise ValueError("Unacceptable pattern: %r" % pattern)
        if pattern.startswith("/"):
            raise NotImplementedError("Non-relative patterns are unsupported")
        return self._unique(PurePath(pattern)._parts)

    def rglob(self, pattern):
        pattern = str(pattern)
        if pattern.startswith("/"):
            raise NotImplementedError("Non-relative patterns are unsupported")
        return self._unique(["**"] + PurePath(pattern)._parts)

    def _unique(self, parts):
        seen = set()
        for path in self._matches(parts):
            if path._text not in seen:
                seen.add(path._text)
                yield path

    def mkdir(self, mode=0o777, parents=False, exist_ok=False):
        try:
            os.mkdir(self._text)
        except FileNotFoundError:
            if not parents or self.parent == self:
                raise
            self.parent.mkdir(parents=True, exist_ok=True)
            self.mkdir(mode, exist_ok=exist_ok)
        except OSError:
            if not exist_ok or not self.is_dir():
                raise

    def rmdir(self):
        os.rmdir(self._text)

    def unlink(self, missing_ok=False):
        try:
            os.remove(self._text)
        except FileNotFoundError:
            if not missing_ok:
                raise

    def rename(self, target):
        os.rename(self._text, target)
        return type(self)(target)

    replace = rename

    def touch(self, mode=0o666, exist_ok=True):
        if not exist_ok and self.exists():
            raise FileExistsError(17, "File exists", self._text)
        open(self._text, "ab").close()

    def chmod(self, mode, *, follow_symlinks=True):
        self.stat()

    def open(self, mode="r", buffering=-1, encoding=None, errors=None, newline=None):
        return open(self._text, mode, buffering, encoding, errors, newline)

    def read_text(self, encoding=None, errors=None):
        with self.open("r", -1, encoding, errors) as file:
            return file.read()

    def read_bytes(self):
        with self.open("rb") as file:
            return file.read()

    def write_text(self, data, encoding=None, errors=None, newline=None):
        if not isinstance(data, str):
            raise TypeError("data must be str, not %s" % type(data).__name__)
        with self.open("w", -1, encoding, errors, newline) as file:
            return file.write(data)

    def write_bytes(self, data):
        with self.open("wb") as file:
            return file.write(data)


class PosixPath(Path):
    pass
