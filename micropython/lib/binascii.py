"""Bytes as text."""

_c = __import_c__("binascii")


class Error(ValueError):
    """What is wrong with the text."""

    __module__ = "binascii"


class Incomplete(Exception):
    __module__ = "binascii"


def _bytes(data):
    if isinstance(data, str):
        raise TypeError("a bytes-like object is required, not 'str'")
    try:
        return bytes(memoryview(data))
    except TypeError:
        raise TypeError("a bytes-like object is required, not %r" % type(data).__name__)


def _ascii(data):
    if not isinstance(data, str):
        if not isinstance(data, (bytes, bytearray, memoryview)):
            kind = type(data).__name__
            raise TypeError("argument should be bytes, buffer or ASCII string, not %r" % kind)
        return bytes(data)
    encoded = data.encode()
    if len(encoded) != len(data):
        raise ValueError("string argument should contain only ASCII characters")
    return encoded


def hexlify(data, sep=None, bytes_per_sep=1):
    """Two hexadecimal digits for each byte."""
    digits = _c.hexlify(_bytes(data))
    if sep is None or not bytes_per_sep:
        return digits
    if isinstance(sep, str):
        sep = sep.encode()
    if len(sep) != 1:
        raise ValueError("sep must be length 1.")
    width = 2 * abs(bytes_per_sep)
    # Counted from the right, unless the width is negative.
    first = len(digits) % width if bytes_per_sep > 0 else 0
    groups = [digits[at : at + width] for at in range(first, len(digits), width)]
    return sep.join(([digits[:first]] if first else []) + groups)


def unhexlify(hexstr):
    """The bytes of hexadecimal digits."""
    digits = _ascii(hexstr)
    if len(digits) % 2:
        raise Error("Odd-length string")
    if digits.strip(b"0123456789abcdefABCDEF"):
        raise Error("Non-hexadecimal digit found")
    try:
        return _c.unhexlify(digits)
    except ValueError:
        raise Error("Non-hexadecimal digit found")


b2a_hex = hexlify
a2b_hex = unhexlify


def b2a_base64(data, *, newline=True):
    """A line of Base64."""
    line = __native__("bytes.to_base64", str(_c.hexlify(_bytes(data)), "ascii")).encode()
    return line + b"\n" if newline else line


def a2b_base64(data, *, strict_mode=False):
    """The bytes of Base64. Characters that are none are skipped, unless in strict mode."""
    data = _ascii(data)
    # Bytes beyond ASCII are no characters of Base64, like the one that stands for them.
    text = "".join([chr(byte) if byte < 128 else "?" for byte in data]) if _high(data) else str(data, "ascii")
    try:
        return _c.unhexlify(__native__("bytes.from_base64", [text, bool(strict_mode)]))
    except ValueError as failure:
        raise Error(str(failure))


def _high(data):
    try:
        return len(str(data, "utf-8")) != len(data)
    except ValueError:
        return True


def crc32(data, value=0):
    """A checksum, going on from a value."""
    return _c.crc32(_bytes(data), value) & 0xFFFFFFFF


def crc_hqx(data, value):
    """A checksum of 16 bits, going on from a value."""
    value &= 0xFFFF
    for byte in _bytes(data):
        value ^= byte << 8
        for _ in range(8):
            value = (value << 1 ^ 0x1021 if value & 0x8000 else value << 1) & 0xFFFF
    return value
