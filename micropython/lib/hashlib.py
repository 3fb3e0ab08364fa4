"""Hashes. What is hashed is kept until the digest is asked for, and hashed by the worker."""

_binascii = __import_c__("binascii")

# Sizes of digest and block.
_SIZES = {
    "md5": (16, 64),
    "sha1": (20, 64),
    "sha224": (28, 64),
    "sha256": (32, 64),
    "sha384": (48, 128),
    "sha512": (64, 128),
    "sha3_224": (28, 144),
    "sha3_256": (32, 136),
    "sha3_384": (48, 104),
    "sha3_512": (64, 72),
    "shake_128": (0, 168),
    "shake_256": (0, 136),
    "blake2b": (64, 128),
    "blake2s": (32, 64),
}
algorithms_guaranteed = set(_SIZES)
algorithms_available = set(_SIZES)

__all__ = tuple(_SIZES) + ("new", "algorithms_guaranteed", "algorithms_available", "pbkdf2_hmac", "file_digest")


def _bytes(data):
    if isinstance(data, str):
        raise TypeError("Strings must be encoded before hashing")
    try:
        return bytes(memoryview(data))
    except TypeError:
        raise TypeError("object supporting the buffer API required")


def _encoded(data):
    return str(_binascii.hexlify(data), "ascii")


class _Hash:
    def __init__(self, name, data=b"", size=None):
        self.name = name
        self._size = size
        self.digest_size, self.block_size = _SIZES[name]
        if size is not None:
            self.digest_size = size
        self._data = bytearray()
        self.update(data)

    def update(self, data):
        """Hashes these bytes too."""
        self._data.extend(_bytes(data))

    def _digest(self, size):
        request = {"name": self.name, "data": _encoded(self._data), "size": size}
        return _binascii.unhexlify(__native__("hash.digest", request))

    def digest(self):
        """The digest of all bytes so far."""
        return self._digest(self._size)

    def hexdigest(self):
        """The digest of all bytes so far, in hexadecimal."""
        return str(_binascii.hexlify(self.digest()), "ascii")

    def copy(self):
        """A hash that goes on from here on its own."""
        return type(self)(self.name, self._data, self._size)

    def __repr__(self):
        return "<%s _hashlib.HASH object @ 0x%x>" % (self.name, id(self))


class _Extendable(_Hash):
    # A hash whose digest has the size that is asked for.
    def digest(self, length):
        return self._digest(length)

    def hexdigest(self, length):
        return str(_binascii.hexlify(self.digest(length)), "ascii")


def _constructor(name):
    kind = _Extendable if name.startswith("shake") else _Hash

    def construct(string=b"", *, usedforsecurity=True):
        return kind(name, string)

    return construct


md5 = _constructor("md5")
sha1 = _constructor("sha1")
sha224 = _constructor("sha224")
sha256 = _constructor("sha256")
sha384 = _constructor("sha384")
sha512 = _constructor("sha512")
sha3_224 = _constructor("sha3_224")
sha3_256 = _constructor("sha3_256")
sha3_384 = _constructor("sha3_384")
sha3_512 = _constructor("sha3_512")
shake_128 = _constructor("shake_128")
shake_256 = _constructor("shake_256")


def _sized(name, data, digest_size, unsupported):
    most = _SIZES[name][0]
    for option, value in unsupported.items():
        if value:
            raise NotImplementedError("%s() has no %s here" % (name, option))
    if not 1 <= digest_size <= most:
        raise ValueError("digest_size for %s must be between 1 and %d bytes, here it is %d" % (
            name[:1].upper() + name[1:], most, digest_size))
    return _Hash(name, data, digest_size)


def blake2b(data=b"", *, digest_size=64, usedforsecurity=True, **unsupported):
    return _sized("blake2b", data, digest_size, unsupported)


def blake2s(data=b"", *, digest_size=32, usedforsecurity=True, **unsupported):
    return _sized("blake2s", data, digest_size, unsupported)


def _known(name):
    if not isinstance(name, str):
        raise TypeError("name must be a string")
    known = name.lower().replace("-", "_")
    if known not in _SIZES:
        known = known.replace("_", "")
    if known not in _SIZES:
        raise ValueError("unsupported hash type %s" % name)
    return known


def new(name, data=b"", *, usedforsecurity=True, **options):
    """A hash by its name."""
    name = _known(name)
    if name == "blake2b":
        return blake2b(data, **options)
    if name == "blake2s":
        return blake2s(data, **options)
    return _Extendable(name, data) if name.startswith("shake") else _Hash(name, data)


def pbkdf2_hmac(hash_name, password, salt, iterations, dklen=None):
    """A key from a password."""
    name = _known(hash_name)
    if iterations < 1:
        raise ValueError("iteration value must be greater than 0.")
    if dklen is None:
        dklen = _SIZES[name][0]
    if dklen < 1:
        raise ValueError("key length must be greater than 0.")
    request = {"name": name, "rounds": iterations, "length": dklen}
    request["password"] = _encoded(_bytes(password))
    request["salt"] = _encoded(_bytes(salt))
    return _binascii.unhexlify(__native__("hash.pbkdf2", request))


def file_digest(fileobj, digest, **options):
    """The hash of a file opened in binary mode."""
    hash = new(digest) if isinstance(digest, str) else digest()
    while True:
        data = fileobj.read(1 << 18)
        if not data:
            return hash
        hash.update(data)
