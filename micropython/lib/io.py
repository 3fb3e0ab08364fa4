# io. StringIO and BytesIO stand on MicroPython's IOBase, so that its own functions can write to them.
# Text positions count characters. Left out: the raw classes, incremental newline decoders.
_c = __import_c__("io")
_open = open
SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
DEFAULT_BUFFER_SIZE = 8192
UnsupportedOperation = _c.UnsupportedOperation


class IOBase(_c.IOBase):
    _CLOSED = "I/O operation on closed file."
    _closed = False

    @property
    def closed(self):
        return self._closed

    def _check(self):
        if self._closed:
            raise ValueError(self._CLOSED)

    def close(self):
        self._closed = True

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, *error):
        self.close()

    def __iter__(self):
        self._check()
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def readlines(self, hint=-1):
        lines = []
        size = 0
        for line in self:
            lines.append(line)
            size += len(line)
            if hint is not None and 0 < hint <= size:
                break
        return lines

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def flush(self):
        self._check()

    def readable(self):
        self._check()
        return True

    writable = seekable = readable

    def isatty(self):
        self._check()
        return False

    def fileno(self):
        raise UnsupportedOperation("fileno")

    def detach(self):
        raise UnsupportedOperation("detach")

    def ioctl(self, request, argument):
        return 0


class RawIOBase(IOBase):
    pass


class BufferedIOBase(IOBase):
    pass


class TextIOBase(IOBase):
    encoding = errors = newlines = None


def _text(value):
    # What a text stream is given: MicroPython's own functions write bytearrays.
    if isinstance(value, str):
        return value
    if isinstance(value, bytearray):
        return bytes(value).decode()
    raise TypeError("string argument expected, got %r" % type(value).__name__)


def _lines(text):
    # Lines with their ends: \n, \r or \r\n.
    lines = []
    for line in text.split("\n"):
        parts = line.split("\r")
        lines.extend([part + "\r" for part in parts[:-1]])
        if parts[-1] or len(parts) == 1:
            lines.append(parts[-1] + "\n")
        else:
            lines[-1] += "\n"
    last = lines[-1][:-1]  # had no end in the text
    if last:
        lines[-1] = last
    else:
        lines.pop()
    return lines


class StringIO(TextIOBase):
    _CLOSED = "I/O operation on closed file"

    def __init__(self, initial_value="", newline="\n"):
        if initial_value is not None and not isinstance(initial_value, str):
            raise TypeError("initial_value must be str or None, not %s" % type(initial_value).__name__)
        self._newline = newline
        self._parts = [self._translated(initial_value)] if initial_value else []
        self._at = 0 if initial_value else None  # None: at the end
        self._ahead = None  # lines that come next, last first

    def _translated(self, text):
        newline = self._newline
        if newline is None:
            if "\r" in text:
                return text.replace("\r\n", "\n").replace("\r", "\n")
        elif newline and newline != "\n":
            return text.replace("\n", newline)
        return text

    def _whole(self):
        self._check()
        parts = self._parts
        if len(parts) > 1:
            parts[:] = ["".join(parts)]
        return parts[0] if parts else ""

    def getvalue(self):
        return self._whole()

    def write(self, s):
        self._check()
        text = self._translated(_text(s))
        if self._at is None:
            self._parts.append(text)
            return len(s)
        whole = self._whole()
        self._ahead = None
        at = self._at
        if at > len(whole):
            whole += "\0" * (at - len(whole))
        end = at + len(text)
        if end >= len(whole):
            self._parts = [whole[:at], text]
            self._at = None
        else:
            self._parts = [whole[:at] + text + whole[end:]]
            self._at = end
        return len(s)

    def read(self, size=-1):
        text = self._whole()
        self._ahead = None
        at = self._at
        if at is None:
            return ""
        if size is None or size < 0:
            self._at = None
            return text[at:] if at else text
        chunk = text[at : at + size]
        self._at = at + len(chunk)
        return chunk

    def readline(self, size=-1):
        if self._ahead is None:
            text = self._whole()
            if self._at is None:
                return ""
            rest = text[self._at :]
            if not rest:
                return ""
            if self._newline == "" and "\r" in rest:
                lines = _lines(rest)
            else:
                end = self._newline or "\n"
                parts = rest.split(end)
                last = parts.pop()
                lines = [part + end for part in parts]
                if last:
                    lines.append(last)
            lines.reverse()
            self._ahead = lines
        self._check()
        ahead = self._ahead
        if not ahead:
            return ""
        line = ahead.pop()
        if size is not None and 0 <= size < len(line):
            ahead.append(line[size:])
            line = line[:size]
        self._at += len(line)
        return line

    def tell(self):
        self._check()
        return len(self._whole()) if self._at is None else self._at

    def seek(self, offset, whence=0):
        self._check()
        self._ahead = None
        if whence == 0:
            if offset < 0:
                raise ValueError("Negative seek position %d" % offset)
            self._at = offset
        elif offset != 0:
            raise OSError("Can't do nonzero cur-relative seeks")
        elif whence == 2:
            self._at = len(self._whole())
        return self.tell()

    def truncate(self, size=None):
        text = self._whole()
        self._ahead = None
        at = self.tell()
        size = at if size is None else size
        if size < 0:
            raise ValueError("Negative size value %d" % size)
        self._parts = [text[:size]]
        self._at = at
        return size

    def close(self):
        self._closed = True
        self._parts = []

    @property
    def line_buffering(self):
        return False

    def __repr__(self):
        return "<_io.StringIO object at 0x%012x>" % id(self)


class BytesIO(BufferedIOBase):
    def __init__(self, initial_bytes=b""):
        if isinstance(initial_bytes, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        self._data = bytearray(initial_bytes or b"")
        self._at = 0

    def getvalue(self):
        self._check()
        return bytes(self._data)

    def getbuffer(self):
        self._check()
        return memoryview(self._data)

    def write(self, b):
        self._check()
        if isinstance(b, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        data, at = self._data, self._at
        if at > len(data):
            data.extend(bytes(at - len(data)))
        if at == len(data):
            data.extend(b)
        else:
            data[at : at + len(b)] = b
        self._at = at + len(b)
        return len(b)

    def _take(self, end):
        chunk = bytes(self._data[self._at : end])
        self._at += len(chunk)
        return chunk

    def read(self, size=-1):
        self._check()
        return self._take(len(self._data) if size is None or size < 0 else self._at + size)

    read1 = read

    def readinto(self, buffer):
        chunk = self.read(len(buffer))
        buffer[: len(chunk)] = chunk
        return len(chunk)

    def readline(self, size=-1):
        self._check()
        end = self._data.find(b"\n", self._at) + 1 or len(self._data)
        if size is not None and size >= 0:
            end = min(end, self._at + size)
        return self._take(end)

    def tell(self):
        self._check()
        return self._at

    def seek(self, offset, whence=0):
        self._check()
        if whence == 0 and offset < 0:
            raise ValueError("negative seek value %d" % offset)
        self._at = max((0, self._at, len(self._data))[whence] + offset, 0)
        return self._at

    def truncate(self, size=None):
        self._check()
        size = self._at if size is None else size
        if size < len(self._data):
            self._data = self._data[:size]
        return size

    def __repr__(self):
        return "<_io.BytesIO object at 0x%012x>" % id(self)


class _Buffered(BufferedIOBase):
    # Everything is in memory, so that a buffer is the stream itself.
    def __init__(self, raw, buffer_size=DEFAULT_BUFFER_SIZE):
        self.raw = raw
        for name in ("read", "readinto", "readline", "write", "seek", "tell", "truncate"):
            if hasattr(raw, name):
                setattr(self, name, getattr(raw, name))

    def close(self):
        self._closed = True
        self.raw.close()


class BufferedReader(_Buffered):
    pass


class BufferedWriter(_Buffered):
    pass


class BufferedRandom(_Buffered):
    pass


class TextIOWrapper(TextIOBase):
    # Text over a stream of bytes. Reading takes the rest of the stream at once.
    def __init__(self, buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False):
        import codecs

        self.buffer = buffer
        self.encoding = encoding or "utf-8"
        codecs.lookup(self.encoding)
        self.errors = errors or "strict"
        self.line_buffering = line_buffering
        self._newline = newline
        self._reading = None
        self._started = False
        self.name = getattr(buffer, "name", None)
        self.mode = getattr(buffer, "mode", "rb+").replace("b", "")

    def _read(self):
        self._check()
        if self._reading is None:
            import codecs

            text = codecs.decode(self.buffer.read(), self.encoding, self.errors)
            newline = self._newline
            self._reading = StringIO("", newline)
            if newline is None and "\r" in text:
                text = text.replace("\r\n", "\n").replace("\r", "\n")
            self._reading._parts = [text]
            self._reading._at = 0
        return self._reading

    def read(self, size=-1):
        return self._read().read(size)

    def readline(self, size=-1):
        return self._read().readline(size)

    def write(self, s):
        import codecs

        self._check()
        if not isinstance(s, (str, bytearray)):
            raise TypeError("write() argument must be str, not %s" % type(s).__name__)
        text = _text(s)
        newline = self._newline
        if newline and newline != "\n":
            text = text.replace("\n", newline)
        encoding = self.encoding
        if self._started:
            # A mark of the byte order comes once.
            encoding = codecs._CONTINUED.get(codecs.lookup(encoding).name, encoding)
        self._started = True
        self.buffer.write(codecs.encode(text, encoding, self.errors))
        return len(s)

    def seek(self, offset, whence=0):
        self._check()
        if whence == 0 and self._reading is not None and offset:
            return self._reading.seek(offset)
        self._reading = None
        return self.buffer.seek(offset, whence)

    def tell(self):
        return self.buffer.tell() if self._reading is None else self._reading.tell()

    def truncate(self, size=None):
        return self.buffer.truncate(size)

    def flush(self):
        self._check()
        self.buffer.flush()

    def detach(self):
        self._closed = True
        return self.buffer

    def reconfigure(self, **options):
        for name in options:
            setattr(self, "_newline" if name == "newline" else name, options[name])

    def readable(self):
        return self.buffer.readable()

    def writable(self):
        return self.buffer.writable()

    def close(self):
        if not self._closed:
            self._closed = True
            self.buffer.close()

    def __repr__(self):
        name = "" if self.name is None else " name=%r mode=%r" % (self.name, self.mode)
        return "<_io.TextIOWrapper%s encoding=%r>" % (name, self.encoding)


def open(file, mode="r", buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None):
    return _open(file, mode, buffering, encoding, errors, newline)


def open_code(path):
    return _open(path, "rb")


def text_encoding(encoding, stacklevel=2):
    return "locale" if encoding is None else encoding
