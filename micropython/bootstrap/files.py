# Files: a file system of our own at "/". It is made of Python objects, so that files are part of
# the session's state like its variables. All files together have a limit.
import builtins
import io
import os
import vfs

_DIRECTORY = 0x4000
_FILE = 0x8000
_PATH = 1000  # characters of a path; the page takes 4096 bytes
_ENCODINGS = ("utf-8", "utf8", "utf_8", "ascii", "us-ascii", "locale")


class UnsupportedOperation(OSError):
    # In CPython a ValueError, too.
    pass


class _Node:
    # A file or a directory. A file's bytes are the first `size` of `data`, which grows ahead of it.
    def __init__(self, data, modified):
        self.data = data  # None: a directory
        self.size = 0
        self.version = 0  # goes up with every change
        self.modified = modified
        self.linked = True


class _FileSystem:
    def __init__(self):
        self._nodes = {"/": _Node(None, 0)}
        self._directory = "/"
        self._used = 0
        self.limit = 0  # bytes of all files; set by run.py

    def started(self):
        # The session begins: see start.py.
        self._nodes["/"].modified = _now()
        if "/tmp" not in self._nodes:
            self.mkdir("/tmp")

    # What MicroPython asks of a file system.

    def mount(self, readonly, mkfs):
        pass

    def umount(self):
        pass

    def open(self, path, mode, newline=None):
        kind = mode.replace("b", "").replace("t", "").replace("+", "")
        if len(kind) != 1 or kind not in "rwax" or mode.count("b") + mode.count("t") > 1 or mode.count("+") > 1:
            raise ValueError("invalid mode: %r" % mode)
        given, path = path, self._absolute(path)
        node = self._nodes.get(path)
        if node is None:
            if kind == "r":
                raise FileNotFoundError(2, "No such file or directory", given)
            self._parent(path, given)
            node = self._nodes[path] = _Node(bytearray(), _now())
        elif node.data is None:
            raise IsADirectoryError(21, "Is a directory", given)
        elif kind == "x":
            raise FileExistsError(17, "File exists", given)
        elif kind == "w":
            self.resize(node, 0, given)
        return _File(self, node, given, mode, newline)

    def stat(self, path):
        node = self._node(path)
        kind = _DIRECTORY if node.data is None else _FILE
        time = node.modified
        return (kind, 0, 0, 0, 0, 0, node.size, time, time, time)

    def statvfs(self, path):
        free = max(self.limit - self._used, 0)
        return (1, 1, self.limit, free, free, 0, 0, 0, 0, 255)

    def ilistdir(self, path):
        if self._node(path).data is not None:
            raise NotADirectoryError(20, "Not a directory", path)
        path = self._absolute(path)
        names = sorted(_name(inner) for inner in self._nodes if inner != "/" and _parent(inner) == path)
        start = path if path == "/" else path + "/"
        for name in names:
            node = self._nodes[start + name]
            yield (name, _DIRECTORY if node.data is None else _FILE, 0, node.size)

    def chdir(self, path):
        if self._node(path).data is not None:
            raise NotADirectoryError(20, "Not a directory", path)
        self._directory = self._absolute(path)

    def getcwd(self):
        return self._directory

    def mkdir(self, path):
        given, path = path, self._absolute(path)
        if path in self._nodes:
            raise FileExistsError(17, "File exists", given)
        self._parent(path, given)
        self._nodes[path] = _Node(None, _now())

    def rmdir(self, path):
        if self._node(path).data is not None:
            raise NotADirectoryError(20, "Not a directory", path)
        given, path = path, self._absolute(path)
        if path == "/" or any(_parent(inner) == path for inner in self._nodes):
            raise _FileError(39, "Directory not empty", given)
        del self._nodes[path]

    def remove(self, path):
        node = self._node(path)
        if node.data is None:
            raise IsADirectoryError(21, "Is a directory", path)
        del self._nodes[self._absolute(path)]
        self._used -= node.size
        node.linked = False

    def rename(self, old, new):
        node = self._node(old)
        given = new
        old, new = self._absolute(old), self._absolute(new)
        if new == old:
            return
        self._parent(new, given)
        if (new + "/").startswith(old + "/"):
            raise _FileError(22, "Invalid argument", given)
        if new in self._nodes:
            if node.data is not None:
                self.remove(new)
            else:
                self.rmdir(new)
        for path in [path for path in self._nodes if (path + "/").startswith(old + "/")]:
            self._nodes[new + path[len(old):]] = self._nodes.pop(path)

    # What files ask.

    def resize(self, node, size, path):
        # Gives a file another size. What is new is zero.
        more = size - node.size
        node.version += 1
        if node.linked:
            self.check_room(more, path)
            self._used += more
        data = node.data
        if size > len(data):
            # Well ahead, so that a file that grows by lines is not copied with each of them.
            data.extend(bytes(max(size, min(2 * len(data), len(data) + 1048576), 256) - len(data)))
        elif size == 0:
            node.data = bytearray()
        elif more < 0:
            data[size : node.size] = bytes(-more)
        node.size = size
        node.modified = _now()

    def check_room(self, more, path):
        if more > 0 and self._used + more > self.limit:
            raise _FileError(28, "No space left: all files together may take %d bytes" % self.limit, path)

    # Paths.

    def _absolute(self, path):
        if not isinstance(path, str):
            path = str(path)  # a pathlib.Path
        if "\0" in path:
            raise ValueError("embedded null byte")
        if not path.startswith("/"):
            path = self._directory + "/" + path
        if len(path) > _PATH:
            raise _FileError(36, "File name too long", path)
        parts = []
        for part in path.split("/"):
            if part == "..":
                parts = parts[:-1]
            elif part and part != ".":
                parts.append(part)
        return "/" + "/".join(parts)

    def _node(self, path):
        node = self._nodes.get(self._absolute(path))
        if node is None:
            raise FileNotFoundError(2, "No such file or directory", path)
        return node

    def _parent(self, path, given):
        # Makes sure that there is a directory for it.
        node = self._nodes.get(_parent(path))
        if node is None:
            raise FileNotFoundError(2, "No such file or directory", given)
        if node.data is not None:
            raise NotADirectoryError(20, "Not a directory", given)


def _now():
    return int(time.time())


def _name(path):
    return path.rsplit("/", 1)[1]


def _parent(path):
    return path.rsplit("/", 1)[0] or "/"


class _File(io.IOBase):
    # An open file. Its methods are also what `print(file=...)`, `json.load` and `import` use.
    def __init__(self, files, node, path, mode, newline):
        self._files = files
        self._node = node
        self._text = "b" not in mode
        self._translates = self._text and newline is None
        self._newline = newline.encode() if newline and newline != "\n" else None
        self._reads = "r" in mode or "+" in mode
        self._writes = "r" not in mode or "+" in mode
        self._appends = "a" in mode
        self._at = node.size if self._appends else 0
        self.name = path
        self.mode = mode
        self.closed = False
        if self._text:
            self.encoding = "UTF-8"
            self.errors = "strict"
            self.newlines = None

    def _check(self, possible, what):
        if self.closed:
            raise ValueError("I/O operation on closed file.")
        if not possible:
            raise UnsupportedOperation("not " + what if self._text else "write" if what == "writable" else "read")

    def _take(self, end):
        # The bytes up to `end`, as the mode has them.
        chunk = bytes(self._node.data[self._at : end])
        self._at = max(end, self._at)
        if not self._text:
            return chunk
        text = chunk.decode()
        return text.replace("\r\n", "\n").replace("\r", "\n") if self._translates and "\r" in text else text

    def read(self, size=-1):
        self._check(self._reads, "readable")
        end = self._node.size
        if size is not None and size >= 0:
            if self._text:
                size = self._width(size)
            end = min(end, self._at + size)
        return self._take(end)

    def _width(self, characters):
        # Bytes of so many characters from here.
        data, at, size = self._node.data, self._at, self._node.size
        while characters and at < size:
            lead = data[at]
            at += 1 if lead < 0x80 else 2 if lead < 0xE0 else 3 if lead < 0xF0 else 4
            characters -= 1
        return at - self._at

    def readinto(self, buffer):
        self._check(self._reads, "readable")
        end = min(self._node.size, self._at + len(buffer))
        count = max(end - self._at, 0)
        buffer[:count] = self._node.data[self._at : self._at + count]
        self._at += count
        return count

    def readline(self, size=-1):
        self._check(self._reads, "readable")
        end = self._node.data.find(b"\n", self._at, self._node.size) + 1 or self._node.size
        if size is not None and size >= 0:
            end = min(end, self._at + (self._width(size) if self._text else size))
        return self._take(end)

    def readlines(self, hint=-1):
        if hint is None or hint <= 0:
            return list(self)
        lines = []
        for line in self:
            lines.append(line)
            hint -= len(line)
            if hint <= 0:
                break
        return lines

    def __iter__(self):
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def write(self, content):
        self._check(self._writes, "writable")
        if self._text:
            # bytearrays come from the interpreter's own functions.
            if isinstance(content, str):
                chunk = content.encode()
                if self._newline:
                    chunk = chunk.replace(b"\n", self._newline)
            elif isinstance(content, bytearray):
                chunk = content
            else:
                raise TypeError("write() argument must be str, not %s" % type(content).__name__)
        elif isinstance(content, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        else:
            chunk = content
        node = self._node
        at = node.size if self._appends else self._at
        end = at + len(chunk)
        self._files.resize(node, max(end, node.size), self.name)
        node.data[at:end] = chunk
        self._at = end
        return len(content)

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def seek(self, offset, whence=0):
        self._check(True, "")
        self._at = max((0, self._at, self._node.size)[whence] + offset, 0)
        return self._at

    def tell(self):
        return self._at

    def truncate(self, size=None):
        self._check(self._writes, "writable")
        size = self._at if size is None else size
        self._files.resize(self._node, size, self.name)
        return size

    def flush(self):
        self._check(True, "")

    def ioctl(self, request, argument):
        return 0

    def fileno(self):
        raise UnsupportedOperation("fileno")

    def isatty(self):
        return False

    def readable(self):
        return self._reads

    def writable(self):
        return self._writes

    def seekable(self):
        return True

    def close(self):
        self.closed = True

    def __enter__(self):
        self._check(True, "")
        return self

    def __exit__(self, *error):
        self.close()

    def __repr__(self):
        if self._text:
            return "<_io.TextIOWrapper name='%s' mode='%s' encoding='UTF-8'>" % (self.name, self.mode)
        kind = "Random" if "+" in self.mode else "Writer" if self._writes else "Reader"
        return "<_io.Buffered%s name='%s'>" % (kind, self.name)


_files = _FileSystem()
vfs.umount("/")
vfs.mount(_files, "/")


def _open(file, mode="r", buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None):
    if not isinstance(file, str) and not hasattr(file, "__fspath__"):
        raise TypeError("expected str, bytes or os.PathLike object, not %s" % type(file).__name__)
    if not isinstance(file, str):
        file = file.__fspath__()
    if "b" in mode:
        if encoding is not None:
            raise ValueError("binary mode doesn't take an encoding argument")
    elif encoding is not None and encoding.lower() not in _ENCODINGS or errors not in (None, "strict"):
        from io import TextIOWrapper
        import codecs

        codecs.lookup(encoding or "utf-8")
        return TextIOWrapper(_files.open(file, mode.replace("t", "") + "b"), encoding, errors, newline)
    return _files.open(file, mode, newline)


builtins.open = io.open = _open
io.UnsupportedOperation = UnsupportedOperation
