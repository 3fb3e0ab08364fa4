# shutil. Left out: archives, owners, finding programs.
import os

COPY_BUFSIZE = 65536


class Error(OSError):
    pass


class SameFileError(Error):
    pass


def copyfileobj(fsrc, fdst, length=COPY_BUFSIZE):
    while True:
        chunk = fsrc.read(length)
        if not chunk:
            return
        fdst.write(chunk)


def copyfile(src, dst, *, follow_symlinks=True):
    if os.path.exists(dst) and os.path.abspath(src) == os.path.abspath(dst):
        raise SameFileError("%r and %r are the same file" % (src, dst))
    with open(src, "rb") as source:
        with open(dst, "wb") as target:
            copyfileobj(source, target)
    return dst


def copy(src, dst, *, follow_symlinks=True):
    if os.path.isdir(dst):
        dst = os.path.join(dst, os.path.basename(src))
    return copyfile(src, dst)


copy2 = copy


def copymode(src, dst, *, follow_symlinks=True):
    pass


copystat = copymode


def ignore_patterns(*patterns):
    from fnmatch import filter

    def ignore(path, names):
        ignored = set()
        for pattern in patterns:
            ignored.update(filter(names, pattern))
        return ignored

    return ignore


def copytree(src, dst, symlinks=False, ignore=None, copy_function=copy2, ignore_dangling_symlinks=False, dirs_exist_ok=False):
    names = os.listdir(src)
    ignored = ignore(os.fspath(src), names) if ignore is not None else ()
    os.makedirs(dst, exist_ok=dirs_exist_ok)
    for name in names:
        if name in ignored:
            continue
        source, target = os.path.join(src, name), os.path.join(dst, name)
        if os.path.isdir(source):
            copytree(source, target, symlinks, ignore, copy_function, dirs_exist_ok=dirs_exist_ok)
        else:
            copy_function(source, target)
    return dst


def rmtree(path, ignore_errors=False, onerror=None):
    try:
        entries = list(os.scandir(path))
        for entry in entries:
            if entry.is_dir():
                rmtree(entry.path, ignore_errors, onerror)
            else:
                os.remove(entry.path)
        os.rmdir(path)
    except OSError as error:
        if onerror is not None:
            onerror(os.rmdir, path, (type(error), error, None))
        elif not ignore_errors:
            raise


def move(src, dst, copy_function=copy2):
    target = dst
    if os.path.isdir(dst):
        target = os.path.join(dst, os.path.basename(os.fspath(src).rstrip("/")))
        if os.path.exists(target):
            raise Error("Destination path '%s' already exists" % target)
    os.rename(src, target)
    return target


def which(cmd, mode=1, path=None):
    return None


class _Usage(tuple):
    total = property(lambda self: self[0])
    used = property(lambda self: self[1])
    free = property(lambda self: self[2])

    def __repr__(self):
        return "usage(total=%d, used=%d, free=%d)" % (self[0], self[1], self[2])


def disk_usage(path):
    found = os._c.statvfs(os.fspath(path))
    total, free = found[0] * found[2], found[0] * found[3]
    return _Usage((total, total - free, free))


def get_terminal_size(fallback=(80, 24)):
    return os.terminal_size(fallback)
