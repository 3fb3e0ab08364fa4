# tempfile. Names are taken from a counter, for nobody else has these files.
import os

tempdir = None
_count = 0


def gettempdir():
    folder = tempdir or "/tmp"
    os.makedirs(folder, exist_ok=True)
    return folder


def gettempprefix():
    return "tmp"


def _fresh(suffix, prefix, dir):
    global _count
    folder = os.fspath(dir) if dir is not None else gettempdir()
    while True:
        _count += 1
        path = os.path.abspath(os.path.join(folder, "%s%08x%s" % (prefix or "tmp", _count * 2654435761 % 4294967296, suffix or "")))
        if not os.path.exists(path):
            return path


def mktemp(suffix="", prefix="tmp", dir=None):
    return _fresh(suffix, prefix, dir)


def mkdtemp(suffix=None, prefix=None, dir=None):
    path = _fresh(suffix, prefix, dir)
    os.mkdir(path)
    return path


def mkstemp(suffix=None, prefix=None, dir=None, text=False):
    # The first is no descriptor (there are none), but what os.close and os.fdopen would be given.
    path = _fresh(suffix, prefix, dir)
    open(path, "wb").close()
    return 3, path


class _Temporary:
    # A file that is removed when it is closed.
    def __init__(self, file, path, delete):
        self.file = file
        self.name = path
        self.delete = delete

    def __getattr__(self, name):
        return getattr(self.file, name)

    def write(self, content):
        return self.file.write(content)

    def __iter__(self):
        return iter(self.file)

    def close(self):
        self.file.close()
        if self.delete and os.path.exists(self.name):
            os.remove(self.name)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()


def NamedTemporaryFile(
    mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, delete=True, *, errors=None
):
    path = _fresh(suffix, prefix, dir)
    return _Temporary(open(path, mode, buffering, encoding, errors, newline), path, delete)


def TemporaryFile(mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, *, errors=None):
    return NamedTemporaryFile(mode, buffering, encoding, newline, suffix, prefix, dir)


def SpooledTemporaryFile(max_size=0, mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, *, errors=None):
    return NamedTemporaryFile(mode, buffering, encoding, newline, suffix, prefix, dir)


class TemporaryDirectory:
    def __init__(self, suffix=None, prefix=None, dir=None, ignore_cleanup_errors=False):
        self.name = mkdtemp(suffix, prefix, dir)

    def cleanup(self):
        if os.path.exists(self.name):
            from shutil import rmtree

            rmtree(self.name)

    def __enter__(self):
        return self.name

    def __exit__(self, *error):
        self.cleanup()

    def __repr__(self):
        return "<TemporaryDirectory %r>" % self.name
