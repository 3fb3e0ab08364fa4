"""Bytes as text: Base64, Base32, Base16, Base85 and Ascii85."""

import binascii

__all__ = [
    "encode", "decode", "encodebytes", "decodebytes", "b64encode", "b64decode", "b32encode",
    "b32decode", "b32hexencode", "b32hexdecode", "b16encode", "b16decode", "b85encode", "b85decode",
    "a85encode", "a85decode", "standard_b64encode", "standard_b64decode", "urlsafe_b64encode",
    "urlsafe_b64decode",
]

MAXLINESIZE = 76
MAXBINSIZE = 57


def _bytes_of(text):
    if isinstance(text, str):
        encoded = text.encode()
        if len(encoded) != len(text):
            raise ValueError("string argument should contain only ASCII characters")
        return encoded
    if isinstance(text, (bytes, bytearray, memoryview)):
        return bytes(text)
    kind = type(text).__name__
    raise TypeError("argument should be a bytes-like object or ASCII string, not %r" % kind)


def _translated(data, old, new):
    for before, after in zip(old, new):
        data = data.replace(bytes([before]), bytes([after]))
    return data


def b64encode(s, altchars=None):
    encoded = binascii.b2a_base64(s, newline=False)
    if altchars is not None:
        assert len(altchars) == 2, repr(altchars)
        return _translated(encoded, b"+/", altchars)
    return encoded


def b64decode(s, altchars=None, validate=False):
    s = _bytes_of(s)
    if altchars is not None:
        altchars = _bytes_of(altchars)
        assert len(altchars) == 2, repr(altchars)
        s = _translated(s, altchars, b"+/")
    return binascii.a2b_base64(s, strict_mode=validate)


def standard_b64encode(s):
    return b64encode(s)


def standard_b64decode(s):
    return b64decode(s)


def urlsafe_b64encode(s):
    return b64encode(s, b"-_")


def urlsafe_b64decode(s):
    return b64decode(_translated(_bytes_of(s), b"-_", b"+/"))


_BASE32 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_BASE32_HEX = b"0123456789ABCDEFGHIJKLMNOPQRSTUV"
# How many digits so many bytes at the end take.
_DIGITS = (0, 2, 4, 5, 7)


def _encode32(alphabet, s):
    s = _bytes(s)
    encoded = bytearray()
    for at in range(0, len(s), 5):
        chunk = s[at : at + 5]
        number = int.from_bytes(chunk + bytes(5 - len(chunk)), "big")
        digits = [alphabet[number >> shift & 31] for shift in range(35, -1, -5)]
        if len(chunk) < 5:
            used = _DIGITS[len(chunk)]
            digits[used:] = [61] * (8 - used)
        encoded.extend(bytes(digits))
    return bytes(encoded)


def _decode32(alphabet, s, casefold, map01):
    s = _bytes_of(s)
    if len(s) % 8:
        raise binascii.Error("Incorrect padding")
    if map01 is not None:
        map01 = _bytes_of(map01)
        assert len(map01) == 1, repr(map01)
        s = _translated(s, b"01", b"O" + map01)
    if casefold:
        s = s.upper()
    body = s.rstrip(b"=")
    padding = len(s) - len(body)
    decoded = bytearray()
    for at in range(0, len(body), 8):
        number = 0
        chunk = body[at : at + 8]
        for byte in chunk:
            digit = alphabet.find(bytes([byte]))
            if digit < 0:
                raise binascii.Error("Non-base32 digit found")
            number = number << 5 | digit
        decoded.extend((number << 5 * (8 - len(chunk))).to_bytes(5, "big"))
    if padding:
        if padding not in (1, 3, 4, 6):
            raise binascii.Error("Incorrect padding")
        return bytes(decoded[: len(decoded) - (5 - _DIGITS.index(8 - padding))])
    return bytes(decoded)


def b32encode(s):
    return _encode32(_BASE32, s)


def b32decode(s, casefold=False, map01=None):
    return _decode32(_BASE32, s, casefold, map01)


def b32hexencode(s):
    return _encode32(_BASE32_HEX, s)


def b32hexdecode(s, casefold=False):
    return _decode32(_BASE32_HEX, s, casefold, None)


def b16encode(s):
    return binascii.hexlify(s).upper()


def b16decode(s, casefold=False):
    s = _bytes_of(s)
    if casefold:
        s = s.upper()
    if s.strip(b"0123456789ABCDEF") or s.upper() != s:
        raise binascii.Error("Non-base16 digit found")
    return binascii.unhexlify(s)


_BASE85 = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~"
_ASCII85 = bytes(range(33, 118))


def _bytes(data):
    if isinstance(data, str):
        raise TypeError("a bytes-like object is required, not 'str'")
    return bytes(memoryview(data))


def _words(alphabet, data):
    # The five digits of each four bytes.
    for at in range(0, len(data), 4):
        word = int.from_bytes(data[at : at + 4], "big")
        digits = []
        for _ in range(5):
            digits.append(alphabet[word % 85])
            word //= 85
        digits.reverse()
        yield bytes(digits)


def b85encode(b, pad=False):
    b = _bytes(b)
    missing = -len(b) % 4
    encoded = b"".join(list(_words(_BASE85, b + bytes(missing))))
    return encoded if pad or not missing else encoded[:-missing]


def b85decode(b):
    b = _bytes_of(b)
    missing = -len(b) % 5
    padded = b + b"~" * missing
    decoded = bytearray()
    for at in range(0, len(padded), 5):
        word = 0
        for index, byte in enumerate(padded[at : at + 5]):
            digit = _BASE85.find(bytes([byte]))
            if digit < 0:
                raise ValueError("bad base85 character at position %d" % (at + index))
            word = word * 85 + digit
        if word > 0xFFFFFFFF:
            raise ValueError("base85 overflow in hunk starting at byte %d" % at)
        decoded.extend(word.to_bytes(4, "big"))
    return bytes(decoded[: len(decoded) - missing])


def a85encode(b, *, foldspaces=False, wrapcol=0, pad=False, adobe=False):
    b = _bytes(b)
    missing = -len(b) % 4
    words = list(_words(_ASCII85, b + bytes(missing)))
    last = len(words) - 1
    for index, word in enumerate(words):
        if word == b"!!!!!" and not (index == last and missing and not pad):
            words[index] = b"z"
        elif foldspaces and word == b"+<VdL":
            words[index] = b"y"
    if missing and not pad:
        words[-1] = words[-1][:-missing]
    encoded = b"".join(words)
    if adobe:
        encoded = b"<~" + encoded
    if wrapcol:
        wrapcol = max(2 if adobe else 1, wrapcol)
        lines = [encoded[at : at + wrapcol] for at in range(0, len(encoded), wrapcol)]
        if adobe and len(lines[-1]) + 2 > wrapcol:
            lines.append(b"")
        encoded = b"\n".join(lines)
    return encoded + b"~>" if adobe else encoded


def a85decode(b, *, foldspaces=False, adobe=False, ignorechars=b" \t\n\r\x0b"):
    b = _bytes_of(b)
    if adobe:
        if not b.endswith(b"~>"):
            raise ValueError("Ascii85 encoded byte sequences must end with b'~>'")
        b = b[2:-2] if b.startswith(b"<~") else b[:-2]
    decoded = bytearray()
    digits = []
    for byte in b + b"u" * 4:
        if 33 <= byte <= 117:
            digits.append(byte)
            if len(digits) == 5:
                word = 0
                for digit in digits:
                    word = word * 85 + digit - 33
                if word > 0xFFFFFFFF:
                    raise ValueError("Ascii85 overflow")
                decoded.extend(word.to_bytes(4, "big"))
                digits = []
        elif byte == 122:
            if digits:
                raise ValueError("z inside Ascii85 5-tuple")
            decoded.extend(bytes(4))
        elif foldspaces and byte == 121:
            if digits:
                raise ValueError("y inside Ascii85 5-tuple")
            decoded.extend(b"    ")
        elif byte not in ignorechars:
            raise ValueError("Non-Ascii85 digit found: %c" % byte)
    # Of the four digits added at the end those that are left over stand for nothing.
    missing = 4 - len(digits)
    return bytes(decoded[: len(decoded) - missing]) if missing else bytes(decoded)


def encodebytes(s):
    s = _bytes(s)
    lines = [binascii.b2a_base64(s[at : at + MAXBINSIZE]) for at in range(0, len(s), MAXBINSIZE)]
    return b"".join(lines)


def decodebytes(s):
    if isinstance(s, str):
        raise TypeError("expected bytes-like object, not str")
    return binascii.a2b_base64(s)


def encode(input, output):
    """Encodes a file into another."""
    while True:
        data = input.read(MAXBINSIZE)
        if not data:
            break
        output.write(binascii.b2a_base64(data))


def decode(input, output):
    """Decodes a file into another."""
    for line in input:
        output.write(binascii.a2b_base64(line))
