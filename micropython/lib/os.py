# os, on the files of the session. Left out: processes, users, links, descriptors of files.
import sys

_c = __import_c__("os")
name = "posix"
sep, curdir, pardir, extsep, altsep, pathsep = "/", ".", "..", ".", None, ":"
linesep, devnull, defpath = "\n", "/dev/null", "/bin:/usr/bin"
F_OK, R_OK, W_OK, X_OK = 0, 4, 2, 1
SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
environ = {}
error = OSError

import posixpath as path
from posixpath import fspath

sys.modules["os.path"] = path
getcwd = _c.getcwd


class PathLike:
    def __fspath__(self):
        raise NotImplementedError


class stat_result:
    _fields = ("st_mode", "st_ino", "st_dev", "st_nlink", "st_uid", "st_gid", "st_size", "st_atime", "st_mtime", "st_ctime")

    def __init__(self, values):
        self._values = values = tuple(values)
        for field, value in zip(self._fields, values):
            setattr(self, field, value)
        self.st_atime, self.st_mtime, self.st_ctime = [float(value) for value in values[7:10]]
        self.st_atime_ns, self.st_mtime_ns, self.st_ctime_ns = [value * 1000000000 for value in values[7:10]]

    def __getitem__(self, at):
        return self._values[at]

    def __len__(self):
        return 10

    def __iter__(self):
        return iter(self._values)

    def __eq__(self, other):
        return tuple(self) == tuple(other)

    def __repr__(self):
        return "os.stat_result(%s)" % ", ".join(["%s=%r" % pair for pair in zip(self._fields, self._values)])


def stat(path, *, dir_fd=None, follow_symlinks=True):
    values = _c.stat(fspath(path))
    return stat_result((values[0] | (0o755 if values[0] & 0x4000 else 0o644), 0, 0, 1) + tuple(values[4:]))


lstat = stat


def listdir(path="."):
    return _c.listdir("." if path is None else fspath(path))


class DirEntry:
    def __init__(self, folder, name, is_dir):
        self.name = name
        self.path = path.join(folder, name)
        self._is_dir = is_dir

    def is_dir(self, *, follow_symlinks=True):
        return self._is_dir

    def is_file(self, *, follow_symlinks=True):
        return not self._is_dir

    def is_symlink(self):
        return False

    def inode(self):
        return 0

    def stat(self, *, follow_symlinks=True):
        return stat(self.path)

    def __fspath__(self):
        return self.path

    def __repr__(self):
        return "<DirEntry %r>" % self.name


class _Scan:
    def __init__(self, entries):
        self._entries = iter(entries)

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._entries)

    def close(self):
        self._entries = iter(())

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()


def scandir(path="."):
    path = "." if path is None else fspath(path)
    return _Scan([DirEntry(path, entry[0], entry[1] & 0x4000 != 0) for entry in _c.ilistdir(path)])


def walk(top, topdown=True, onerror=None, followlinks=False):
    top = fspath(top)
    folders, files = [], []
    try:
        for entry in scandir(top):
            (folders if entry._is_dir else files).append(entry.name)
    except OSError as error:
        if onerror is not None:
            onerror(error)
        return
    if topdown:
        yield top, folders, files
    for folder in folders:
        for found in walk(path.join(top, folder), topdown, onerror):
            yield found
    if not topdown:
        yield top, folders, files


def chdir(path):
    _c.chdir(fspath(path))


def mkdir(path, mode=0o777, *, dir_fd=None):
    _c.mkdir(fspath(path))


def makedirs(name, mode=0o777, exist_ok=False):
    name = fspath(name)
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    if head and tail and not path.exists(head):
        try:
            makedirs(head, mode, exist_ok)
        except FileExistsError:
            pass
        if tail == ".":
            return
    try:
        _c.mkdir(name)
    except OSError:
        if not exist_ok or not path.isdir(name):
            raise


def remove(path, *, dir_fd=None):
    _c.remove(fspath(path))


unlink = remove


def rmdir(path, *, dir_fd=None):
    _c.rmdir(fspath(path))


def removedirs(name):
    _c.rmdir(fspath(name))
    head, tail = path.split(name)
    while head and tail:
        try:
            _c.rmdir(head)
        except OSError:
            break
        head, tail = path.split(head)


def rename(src, dst, *, src_dir_fd=None, dst_dir_fd=None):
    src, dst = fspath(src), fspath(dst)
    try:
        _c.rename(src, dst)
    except OSError as error:
        raise type(error)(error.args[0], error.args[1], src, None, dst) from None


replace = rename


def renames(old, new):
    head, tail = path.split(new)
    if head and tail and not path.exists(head):
        makedirs(head)
    rename(old, new)


def truncate(path, length):
    with open(path, "r+b") as file:
        file.truncate(length)


def access(path_, mode, **options):
    return path.exists(path_)


def chmod(path, mode, **options):
    stat(path)


def utime(path, times=None, **options):
    stat(path)


def getenv(key, default=None):
    return environ.get(key, default)


def putenv(key, value):
    environ[key] = value


def unsetenv(key):
    environ.pop(key, None)


def urandom(size):
    getrandbits = __import_c__("random").getrandbits
    return bytes([getrandbits(8) for _ in range(size)])


def cpu_count():
    return 1


def uname():
    from collections import namedtuple
    from platform import uname

    return namedtuple("uname_result", "sysname nodename release version machine")(*uname()[:5])


def fsync(fd):
    pass


def isatty(fd):
    return False


def getpid():
    return 1


def getppid():
    return 0


def getlogin():
    return "user"


def getuid():
    return 1000


def umask(mask):
    return 0o22


def fsencode(filename):
    filename = fspath(filename)
    return filename.encode() if isinstance(filename, str) else filename


def fsdecode(filename):
    filename = fspath(filename)
    return filename if isinstance(filename, str) else filename.decode()


def strerror(code):
    return {1: "Operation not permitted", 2: "No such file or directory", 13: "Permission denied", 17: "File exists",
            20: "Not a directory", 21: "Is a directory", 22: "Invalid argument", 28: "No space left on device",
            39: "Directory not empty"}.get(code, "Unknown error %d" % code)


class terminal_size(tuple):
    @property
    def columns(self):
        return self[0]

    @property
    def lines(self):
        return self[1]

    def __repr__(self):
        return "os.terminal_size(columns=%d, lines=%d)" % (self[0], self[1])


def get_terminal_size(fd=1):
    return terminal_size((80, 24))


def _no_process(*args, **options):
    raise OSError("there are no processes here")


system = popen = fork = kill = execv = spawnv = _no_process


def _exit(n):
    raise SystemExit(n)
