"""Files compressed with gzip."""

import io
import time
import zlib

__all__ = ["BadGzipFile", "GzipFile", "open", "compress", "decompress"]

READ = "rb"
WRITE = "wb"
_open_file = open


class BadGzipFile(OSError):
    """A file that is not gzip's."""

    __module__ = "gzip"

    def __init__(self, message):
        super().__init__(message)
        self._message = message

    def __str__(self):
        return self._message


def _member(data, level, mtime, name=b""):
    now = int(time.time() if mtime is None else mtime) & 0xFFFFFFFF
    flag = 2 if level == 9 else 4 if level == 1 else 0
    header = b"\x1f\x8b\x08" + (b"\x08" if name else b"\0") + now.to_bytes(4, "little") + bytes([flag, 255])
    size = len(data) & 0xFFFFFFFF
    return b"".join([
        header,
        name + b"\0" if name else b"",
        zlib.compress(data, level, -15),
        zlib.crc32(data).to_bytes(4, "little"),
        size.to_bytes(4, "little"),
    ])


def compress(data, compresslevel=9, *, mtime=None):
    """The data as a gzip file."""
    if mtime == 0:
        return zlib.compress(data, compresslevel, 31)
    return _member(bytes(memoryview(data)), compresslevel, mtime)


def decompress(data):
    """What a gzip file holds."""
    data = bytes(memoryview(data))
    parts = []
    while data:
        if data[:2] != b"\x1f\x8b":
            raise BadGzipFile("Not a gzipped file (%r)" % data[:2])
        if len(data) > 2 and data[2] != 8:
            raise BadGzipFile("Unknown compression method")
        try:
            part, read, finished = zlib._inflate(data, 31)
        except zlib.error as failure:
            if "data check" in str(failure):
                raise BadGzipFile("CRC check failed")
            if "length check" in str(failure):
                raise BadGzipFile("Incorrect length of data produced")
            raise
        if not finished:
            raise EOFError("Compressed file ended before the end-of-stream marker was reached")
        parts.append(part)
        # Members may follow, with zeros between them.
        data = data[read:].lstrip(b"\0")
    return b"".join(parts)


class GzipFile:
    """A gzip file. It is read whole at first, and written whole at its end."""

    def __init__(self, filename=None, mode=None, compresslevel=9, fileobj=None, mtime=None):
        if mode and ("t" in mode or "U" in mode):
            raise ValueError("Invalid mode: %r" % mode)
        mode = mode or "rb"
        if mode[0] not in "rwax":
            raise ValueError("Invalid mode: %r" % mode)
        self._owned = None
        if fileobj is None:
            fileobj = self._owned = _open_file(filename, mode if "b" in mode else mode + "b")
        if filename is None:
            filename = getattr(fileobj, "name", "")
        self.name = filename if isinstance(filename, (str, bytes)) else str(filename)
        self.fileobj = fileobj
        self.mode = 1 if mode[0] == "r" else 2
        self.compresslevel = compresslevel
        self.mtime = mtime
        self.closed = False
        self._content = None if self.mode == 1 else io.BytesIO()

    def _reader(self):
        if self.closed:
            raise ValueError("I/O operation on closed file.")
        if self.mode != 1:
            raise OSError(9, "read() on write-only GzipFile object")
        if self._content is None:
            self._content = io.BytesIO(decompress(self.fileobj.read()))
        return self._content

    def read(self, size=-1):
        """So many bytes, or all."""
        return self._reader().read(-1 if size is None else size)

    def read1(self, size=-1):
        return self.read(size)

    def readline(self, size=-1):
        """One line, or so much of it."""
        return self._reader().readline(size)

    def readlines(self):
        """All lines."""
        return list(self)

    def __iter__(self):
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def write(self, data):
        """Adds these bytes."""
        if self.closed:
            raise ValueError("write() on closed GzipFile object")
        if self.mode != 2:
            raise OSError(9, "write() on read-only GzipFile object")
        if isinstance(data, str):
            raise TypeError("memoryview: a bytes-like object is required, not 'str'")
        return self._content.write(data)

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def seek(self, offset, whence=0):
        return self._reader().seek(offset, whence)

    def tell(self):
        return self._content.tell() if self._content else 0

    def flush(self):
        pass

    def readable(self):
        return self.mode == 1

    def writable(self):
        return self.mode == 2

    def seekable(self):
        return True

    def close(self):
        """Writes the file, if it was to be written."""
        if self.closed:
            return
        self.closed = True
        if self.mode == 2:
            name = self.name if isinstance(self.name, str) else ""
            name = name.rpartition("/")[2]
            if name.endswith(".gz"):
                name = name[:-3]
            self.fileobj.write(_member(self._content.getvalue(), self.compresslevel, self.mtime, name.encode()))
        if self._owned is not None:
            self._owned.close()

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()


class _Text:
    # Lines of text over a gzip file.
    def __init__(self, file, encoding, newline):
        self.buffer = file
        self._encoding = encoding or "utf-8"
        self._translates = newline is None
        self._text = None

    def _reader(self):
        if self._text is None:
            text = str(self.buffer.read(), self._encoding)
            if self._translates and "\r" in text:
                text = text.replace("\r\n", "\n").replace("\r", "\n")
            self._text = io.StringIO(text)
        return self._text

    def read(self, size=-1):
        return self._reader().read(-1 if size is None else size)

    def readline(self, size=-1):
        return self._reader().readline(size)

    def readlines(self):
        return list(self)

    def __iter__(self):
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def write(self, text):
        if not isinstance(text, str):
            raise TypeError("write() argument must be str, not %s" % type(text).__name__)
        self.buffer.write(text.encode(self._encoding))
        return len(text)

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def flush(self):
        pass

    @property
    def closed(self):
        return self.buffer.closed

    def close(self):
        self.buffer.close()

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()


def open(filename, mode="rb", compresslevel=9, encoding=None, errors=None, newline=None):
    """Opens a gzip file, in binary or text mode."""
    if "t" in mode:
        if "b" in mode:
            raise ValueError("Invalid mode: %r" % mode)
    else:
        for name, value in (("encoding", encoding), ("errors", errors), ("newline", newline)):
            if value is not None:
                raise ValueError("Argument %r not supported in binary mode" % name)
    binary = mode.replace("t", "")
    if isinstance(filename, (str, bytes)) or not (hasattr(filename, "read") or hasattr(filename, "write")):
        file = GzipFile(filename, binary, compresslevel)
    else:
        file = GzipFile(None, binary, compresslevel, filename)
    return _Text(file, encoding, newline) if "t" in mode else file
