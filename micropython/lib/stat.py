# stat. The kinds of files and their permission bits.
ST_MODE, ST_INO, ST_DEV, ST_NLINK, ST_UID, ST_GID, ST_SIZE, ST_ATIME, ST_MTIME, ST_CTIME = range(10)
S_IFDIR, S_IFCHR, S_IFBLK, S_IFREG, S_IFIFO, S_IFLNK, S_IFSOCK = 0o40000, 0o20000, 0o60000, 0o100000, 0o10000, 0o120000, 0o140000
S_IRWXU, S_IRUSR, S_IWUSR, S_IXUSR = 0o700, 0o400, 0o200, 0o100
S_IRWXG, S_IRGRP, S_IWGRP, S_IXGRP = 0o70, 0o40, 0o20, 0o10
S_IRWXO, S_IROTH, S_IWOTH, S_IXOTH = 0o7, 0o4, 0o2, 0o1


def S_IFMT(mode):
    return mode & 0o170000


def S_IMODE(mode):
    return mode & 0o7777


def S_ISDIR(mode):
    return mode & 0o170000 == S_IFDIR


def S_ISREG(mode):
    return mode & 0o170000 == S_IFREG


def S_ISLNK(mode):
    return mode & 0o170000 == S_IFLNK


def filemode(mode):
    kind = {S_IFDIR: "d", S_IFREG: "-", S_IFLNK: "l"}.get(S_IFMT(mode), "?")
    return kind + "".join([c if mode & (0o400 >> at) else "-" for at, c in enumerate("rwxrwxrwx")])
