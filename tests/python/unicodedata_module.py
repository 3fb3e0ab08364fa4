# unicodedata: every property of characters of all kinds.
import unicodedata as u
for c in "aA1 é中ｱアﬁ½²Ⅷ\t\u0301\u200b😀٣०☃Ωß¿«(\u00a0\u3000￥₩€Ａ①㍿\u202e\u05d0\u0627\u1100\uac00\ue000\U0010ffff\u0378":
    print(ascii(c), u.name(c, "none"), u.category(c), u.bidirectional(c), u.combining(c), u.east_asian_width(c), u.mirrored(c), u.decomposition(c), u.decimal(c, None), u.digit(c, None), u.numeric(c, None))
def width(s): return sum(2 if u.east_asian_width(c) in "WF" else 1 for c in s)
print(width("日本語abc"), width("😀"), width("ｱｲ"))
for n in ("NFC","NFD","NFKC","NFKD"):
    print(n, ascii(u.normalize(n, "é ﬁ ① Å ｱ ½ 각 e\u0301")), u.is_normalized(n, "é"))
print(u.lookup("SNOWMAN"), u.unidata_version)
for f in (lambda: u.name("\n"), lambda: u.lookup("NOPE"), lambda: u.east_asian_width("ab"), lambda: u.decimal("a"), lambda: u.digit("x"), lambda: u.numeric("x"), lambda: u.normalize("X","a"), lambda:u.bidirectional(""), lambda: u.category(1), lambda: u.decomposition("ab")):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
import hashlib
h = hashlib.md5()
for i in range(0, 0x20000, 97): h.update(u.east_asian_width(chr(i)).encode())
print(h.hexdigest())
h = hashlib.md5()
for i in range(0, 0x20000, 97): h.update(u.bidirectional(chr(i)).encode())
print(h.hexdigest())
h = hashlib.md5()
for i in range(0, 0x20000, 97): h.update(str(u.mirrored(chr(i))).encode())
print(h.hexdigest())
h = hashlib.md5()
for i in range(0, 0x20000, 97): h.update(str(u.numeric(chr(i),None)).encode())
print(h.hexdigest())
