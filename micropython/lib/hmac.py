"""Messages authenticated with a key (RFC 2104)."""

import hashlib

_SIDES = (0x36, 0x5C)
digest_size = None


def _constructor(digestmod):
    if not digestmod:
        raise TypeError("Missing required parameter 'digestmod'.")
    if isinstance(digestmod, str):
        return lambda data=b"": hashlib.new(digestmod, data)
    if callable(digestmod):
        return digestmod
    return digestmod.new


class HMAC:
    """An authentication code, which bytes can be added to."""

    blocksize = 64

    def __init__(self, key, msg=None, digestmod=""):
        if not isinstance(key, (bytes, bytearray)):
            raise TypeError("key: expected bytes or bytearray, but got %r" % type(key).__name__)
        self._make = make = _constructor(digestmod)
        hash = make()
        self.digest_size = hash.digest_size
        self.block_size = hash.block_size
        self.name = "hmac-" + hash.name
        if len(key) > self.block_size:
            hash.update(key)
            key = hash.digest()
        key = bytes(key) + bytes(self.block_size - len(key))
        self._inner, self._outer = [make(bytes([byte ^ side for byte in key])) for side in _SIDES]
        if msg is not None:
            self.update(msg)

    def update(self, msg):
        """Authenticates these bytes too."""
        self._inner.update(msg)

    def digest(self):
        """The code of all bytes so far."""
        outer = self._outer.copy()
        outer.update(self._inner.digest())
        return outer.digest()

    def hexdigest(self):
        """The code of all bytes so far, in hexadecimal."""
        return self.digest().hex()

    def copy(self):
        """A code that goes on from here on its own."""
        other = HMAC(b"", digestmod=self._make)
        other._inner = self._inner.copy()
        other._outer = self._outer.copy()
        return other


def new(key, msg=None, digestmod=""):
    """An authentication code."""
    return HMAC(key, msg, digestmod)


def digest(key, msg, digest):
    """The code of a whole message."""
    return HMAC(key, msg, digest).digest()


def compare_digest(a, b):
    """Whether two codes are the same, in a time that does not tell where they differ."""
    if isinstance(a, str) and isinstance(b, str):
        a, b = a.encode(), b.encode()
    elif isinstance(a, str) or isinstance(b, str):
        kinds = type(a).__name__, type(b).__name__
        raise TypeError("unsupported operand types(s) or combination of types: %r and %r" % kinds)
    difference = len(a) ^ len(b)
    for one, other in zip(a, b):
        difference |= one ^ other
    return difference == 0
