# hashlib, hmac, binascii, base64, zlib, gzip and unicodedata.
import base64
import binascii
import gzip
import hashlib
import hmac
import io
import unicodedata
import zlib

data = b"The quick brown fox \x00\xff" * 7
for name in ["md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha3_224", "sha3_256", "sha3_384", "sha3_512", "blake2b", "blake2s"]:
    h = hashlib.new(name, data)
    print(name, h.name, h.digest_size, h.block_size, h.hexdigest(), hashlib.new(name).hexdigest()[:16])
print(hashlib.md5(b"hello").hexdigest(), hashlib.sha256("é".encode()).digest()[:4])
h = hashlib.sha256()
h.update(b"a")
g = h.copy()
h.update(b"b")
g.update(bytearray(b"b"))
print(h.hexdigest() == g.hexdigest() == hashlib.sha256(b"ab").hexdigest(), hashlib.new("SHA-256" if False else "sha256", b"x").name)
print(hashlib.blake2b(b"x", digest_size=8).hexdigest(), hashlib.shake_128(b"x").hexdigest(6), hashlib.md5(b"", usedforsecurity=False).hexdigest())
print(hashlib.pbkdf2_hmac("sha256", b"password", b"salt", 1000).hex(), hashlib.pbkdf2_hmac("sha1", b"p", b"s", 3, 50).hex())
print(hashlib.file_digest(io.BytesIO(data), "md5").hexdigest() == hashlib.md5(data).hexdigest())
print("sha256" in hashlib.algorithms_available, "md5" in hashlib.algorithms_guaranteed)
print(hmac.new(b"key", b"message", hashlib.sha256).hexdigest(), hmac.new(b"k" * 200, b"m", "md5").hexdigest())
m = hmac.new(b"key", digestmod="sha1")
m.update(b"a")
print(m.digest().hex(), m.name, m.digest_size, m.block_size, m.copy().hexdigest() == m.hexdigest(), hmac.digest(b"k", b"m", "sha512").hex()[:20])
print(hmac.compare_digest("abc", "abc"), hmac.compare_digest(b"abc", b"abd"))

print(binascii.hexlify(b"\x00\xffab"), binascii.hexlify(b"abcde", "-", 2), binascii.hexlify(b"abcde", ":", -2), binascii.unhexlify("00Ffab"))
print(binascii.b2a_base64(b"hi"), binascii.b2a_base64(b"hi", newline=False), binascii.a2b_base64("aGk="), binascii.a2b_base64(b"a G\nk=junk"))
print(binascii.crc32(b"hello"), binascii.crc32(b"lo", binascii.crc32(b"hel")), binascii.crc_hqx(b"hello", 0), zlib.crc32(b""), zlib.adler32(b"hello"), zlib.adler32(data, 7))

print(base64.b64encode(b"\xfb\xff\xfe"), base64.urlsafe_b64encode(b"\xfb\xff\xfe"), base64.b64encode(b"\xfb\xff", b"@$"))
print(base64.b64decode("+//+"), base64.urlsafe_b64decode("-__-"), base64.b64decode(b"@$8=", b"@$"), base64.standard_b64decode("YQ=="))
print(base64.b32encode(b"hello!"), base64.b32decode("NBSWY3DPEE======"), base64.b32decode("nbswy3dpee======", True), base64.b32hexencode(b"ab"))
print(base64.b16encode(b"\x01\xab"), base64.b16decode("01AB"), base64.b16decode("01ab", casefold=True))
print(base64.b85encode(b"hello world"), base64.b85decode("Xk~0{Zv"), base64.a85encode(b"hello\0\0\0\0world", adobe=True), base64.a85decode("<~87cUR~>", adobe=True))
print(base64.encodebytes(data), base64.decodebytes(base64.encodebytes(data)) == data)

packed = zlib.compress(data * 50)
print(len(packed) < 200, packed[:1], zlib.decompress(packed) == data * 50, zlib.decompress(zlib.compress(b"", 9)))
print(zlib.decompress(zlib.compress(data, wbits=-15), -15) == data, zlib.decompress(zlib.compress(data, wbits=31), 47) == data)
print(zlib.decompress(bytes.fromhex("789ccb48cdc9c95728cf2fca4901001a0b045d")))
c = zlib.compressobj(9)
parts = c.compress(b"abc" * 100) + c.compress(b"def") + c.flush()
d = zlib.decompressobj()
print(d.decompress(parts[:10]) + d.decompress(parts[10:] + b"tail") == b"abc" * 100 + b"def", d.eof, d.unused_data, d.flush())
d = zlib.decompressobj()
first = d.decompress(packed, 10)
print(first, len(d.unconsumed_tail) > 0, len(first + d.decompress(d.unconsumed_tail)) == len(data) * 50)
print(gzip.decompress(gzip.compress(data)) == data, gzip.decompress(gzip.compress(b"a", mtime=0) + gzip.compress(b"b")), gzip.compress(b"x", mtime=0)[:10])
with gzip.open("some.txt.gz", "wt") as file:
    file.write("line 1\nliné 2\n")
with gzip.open("some.txt.gz", "rt", encoding="utf-8") as file:
    print([line == "liné 2\n" for line in file])
with gzip.GzipFile("some.txt.gz") as file:
    print(file.readline(), file.read(3), len(file.read()))
with gzip.open("some.txt.gz", "rt", encoding="utf-8") as file:
    print([file.readline(3), file.readline(), file.readline(100) == "liné 2\n", file.readline(3)])
with gzip.GzipFile("some.txt.gz") as file:
    print(file.readline(3), file.readline(100), file.readline(0), file.readline(size=2))

print(unicodedata.name("é"), unicodedata.name("\x00", "none"), unicodedata.lookup("GREEK SMALL LETTER ALPHA") == "α")
print([unicodedata.category(c) for c in "aA1 ,é€\n中"], unicodedata.combining("\u0301"), unicodedata.combining("a"))
print("".join(c for c in unicodedata.normalize("NFKD", "Crème Brûlée ﬁ ①") if not unicodedata.combining(c)))
print(len(unicodedata.normalize("NFD", "é")), unicodedata.is_normalized("NFC", "é"))
print(unicodedata.decimal("७"), unicodedata.digit("²"), unicodedata.numeric("½"), unicodedata.decimal("x", -1))


def attempt(function, *arguments):
    try:
        print(function(*arguments))
    except Exception as error:
        print(type(error).__name__, error.args[0] if isinstance(error, KeyError) else error)


attempt(hashlib.md5, "text")
attempt(hashlib.md5, 5)
attempt(hashlib.new, "md9")
attempt(hmac.new, "key")
attempt(hmac.new, b"key")
attempt(binascii.unhexlify, "abc")
attempt(binascii.unhexlify, "zz")
attempt(binascii.a2b_base64, "abc")
attempt(binascii.a2b_base64, "abcde")
attempt(binascii.hexlify, "text")
attempt(base64.b64encode, "text")
attempt(base64.b64decode, "é")
attempt(base64.b64decode, "a*b=", None, True)
attempt(base64.b64decode, "YQ=", None)
attempt(base64.b32decode, "abc")
attempt(base64.b16decode, "0g")
attempt(base64.b85decode, "~~~~~")
attempt(zlib.decompress, b"no zlib")
attempt(zlib.decompress, packed[:-6])
attempt(zlib.decompress, packed[:-1] + b"\x00" if packed[-1] else packed[:-1] + b"\x01")
attempt(zlib.compress, "text")
attempt(gzip.decompress, b"not gzip")
attempt(gzip.decompress, gzip.compress(b"x")[:-3])
attempt(unicodedata.name, "\x00")
attempt(unicodedata.lookup, "nothing")
attempt(unicodedata.normalize, "NFX", "a")
attempt(unicodedata.category, "ab")
