"""Compression. The compressed bytes are not those that CPython makes; what they hold is the same."""

_binascii = __import_c__("binascii")

Z_NO_COMPRESSION = 0
Z_BEST_SPEED = 1
Z_BEST_COMPRESSION = 9
Z_DEFAULT_COMPRESSION = -1
Z_DEFAULT_STRATEGY = 0
Z_NO_FLUSH, Z_PARTIAL_FLUSH, Z_SYNC_FLUSH, Z_FULL_FLUSH, Z_FINISH = range(5)
DEFLATED = 8
DEF_BUF_SIZE = 16384
DEF_MEM_LEVEL = 8
MAX_WBITS = 15
ZLIB_VERSION = ZLIB_RUNTIME_VERSION = "1.2.13"


class error(Exception):
    """Bytes that are no compressed data."""

    __module__ = "zlib"


def _bytes(data):
    if isinstance(data, str):
        raise TypeError("a bytes-like object is required, not 'str'")
    return bytes(memoryview(data))


def _encoded(data):
    return str(_binascii.hexlify(data), "ascii")


def crc32(data, value=0):
    """A checksum, going on from a value."""
    return _binascii.crc32(_bytes(data), value) & 0xFFFFFFFF


def adler32(data, value=1):
    """A weaker checksum, going on from a value."""
    return __native__("zlib.adler32", {"data": _encoded(_bytes(data)), "value": value & 0xFFFFFFFF})


def compress(data, level=-1, wbits=MAX_WBITS):
    """The data in fewer bytes: with zlib's header, without one (wbits -9 to -15) or with gzip's
    (25 to 31)."""
    data = _bytes(data)
    if not -1 <= level <= 9:
        raise error("Bad compression level")
    raw = wbits < 0 or wbits > 15
    request = {"data": _encoded(data), "level": 6 if level < 0 else level, "raw": raw}
    compressed = _binascii.unhexlify(__native__("zlib.compress", request))
    if wbits > 15:
        flag = 2 if level == 9 else 4 if level == 1 else 0
        header = b"\x1f\x8b\x08\0\0\0\0\0" + bytes([flag, 3])
        size = len(data) & 0xFFFFFFFF
        return header + compressed + crc32(data).to_bytes(4, "little") + size.to_bytes(4, "little")
    return compressed


def _gzip_header(data):
    # -> the size of gzip's header, or None if it is not complete
    if data[:2] != b"\x1f\x8b"[: len(data)]:
        raise error("Error -3 while decompressing data: incorrect header check")
    if len(data) < 10:
        return None
    if data[2] != 8:
        raise error("Error -3 while decompressing data: unknown compression method")
    flags = data[3]
    at = 10
    if flags & 4:
        at += 2 + (data[10] | data[11] << 8) if len(data) >= 12 else len(data)
    for flag in (8, 16):
        if flags & flag:
            end = data.find(b"\0", at)
            if end < 0:
                return None
            at = end + 1
    if flags & 2:
        at += 2
    return at if at <= len(data) else None


def _inflate(data, wbits, limit=None):
    # -> (what it holds, the bytes that were read, whether that was the end)
    if 40 <= wbits <= 47:
        wbits = 31 if data[:1] == b"\x1f" else 15
    start = 0
    if wbits > 15:
        start = _gzip_header(data)
        if start is None:
            return b"", len(data), False
    raw = wbits < 0 or wbits > 15
    request = {"data": _encoded(data[start:] if start else data), "raw": raw, "limit": limit}
    try:
        inflated, read, finished = __native__("zlib.decompress", request)
    except ValueError as failure:
        message = str(failure)
        if message.startswith("Error"):
            raise error(message)
        raise MemoryError(message)
    inflated = _binascii.unhexlify(inflated)
    read += start
    if finished and wbits > 15:
        if len(data) < read + 8:
            return inflated, len(data), False
        if int.from_bytes(data[read : read + 4], "little") != crc32(inflated):
            raise error("Error -3 while decompressing data: incorrect data check")
        if int.from_bytes(data[read + 4 : read + 8], "little") != len(inflated) & 0xFFFFFFFF:
            raise error("Error -3 while decompressing data: incorrect length check")
        read += 8
    return inflated, read, finished


def decompress(data, wbits=MAX_WBITS, bufsize=DEF_BUF_SIZE):
    """What compressed data holds."""
    inflated, _, finished = _inflate(_bytes(data), wbits)
    if not finished:
        raise error("Error -5 while decompressing data: incomplete or truncated stream")
    return inflated


class _Compress:
    # All is compressed at the end: until then every call gives b"".
    def __init__(self, level, wbits):
        self._level = level
        self._wbits = wbits
        self._data = bytearray()

    def compress(self, data):
        self._data.extend(_bytes(data))
        return b""

    def flush(self, mode=Z_FINISH):
        if mode != Z_FINISH or self._data is None:
            return b""
        data = self._data
        self._data = None
        return compress(data, self._level, self._wbits)

    def copy(self):
        other = _Compress(self._level, self._wbits)
        other._data.extend(self._data)
        return other


class _Decompress:
    # Begins anew with every call: what was given before is passed over.
    def __init__(self, wbits):
        self._wbits = wbits
        self._data = bytearray()
        self._given = 0
        self.unused_data = b""
        self.unconsumed_tail = b""
        self.eof = False

    def decompress(self, data, max_length=0):
        if max_length < 0:
            raise ValueError("max_length must be non-negative")
        data = _bytes(data)
        if self.eof:
            self.unused_data += data
            return b""
        # What was not consumed is here already; it is given once more.
        if self.unconsumed_tail:
            data = data[len(self.unconsumed_tail) :]
            self.unconsumed_tail = b""
        self._data.extend(data)
        limit = self._given + max_length if max_length else None
        inflated, read, finished = _inflate(bytes(self._data), self._wbits, limit)
        new = inflated[self._given :]
        self._given = len(inflated)
        if finished:
            self.eof = True
            self.unused_data = bytes(self._data[read:])
        elif max_length and len(new) == max_length:
            self.unconsumed_tail = bytes(self._data[read:])
        return new

    def flush(self, length=DEF_BUF_SIZE):
        if self.eof or not self.unconsumed_tail:
            return b""
        return self.decompress(self.unconsumed_tail)

    def copy(self):
        other = _Decompress(self._wbits)
        other._data.extend(self._data)
        other._given = self._given
        other.unused_data = self.unused_data
        other.unconsumed_tail = self.unconsumed_tail
        other.eof = self.eof
        return other


def compressobj(level=-1, method=DEFLATED, wbits=MAX_WBITS, memLevel=DEF_MEM_LEVEL, strategy=0, zdict=None):
    """Compresses what is given piece by piece."""
    if zdict is not None:
        raise NotImplementedError("there are no preset dictionaries here")
    return _Compress(level, wbits)


def decompressobj(wbits=MAX_WBITS, zdict=b""):
    """Decompresses what is given piece by piece."""
    if zdict:
        raise NotImplementedError("there are no preset dictionaries here")
    return _Decompress(wbits)
