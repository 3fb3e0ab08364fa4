# str's methods beyond ASCII, and digits that are not ASCII's.
print("straße École ñandú Привет ΟΔΟΣ".upper(), "ÉCOLE ÑANDÚ ПРИВЕТ".lower(), "élan vital à l'été".title())
print("éa".capitalize(), "ÀÉ".capitalize(), "Éa Ñ".swapcase(), "ß".casefold(), "Straße".casefold() == "STRASSE".casefold())
for text in ("é", "É", "éa1", "½", "²", "١", "\u00a0", "\u2003 ", "日本", "a\u0301", "_é", "1é", "ǅ", ""):
    print(
        ascii(text), text.isalpha(), text.isupper(), text.islower(), text.isspace(), text.isnumeric(), text.isdigit(),
        text.isdecimal(), text.isalnum(), text.isidentifier(), text.isprintable(), text.istitle(), text.isascii(),
    )
print(ascii("\u00a0é\u00a0".strip()), ascii("\u3000x\u2003".lstrip()), ascii("\u00a0x \u2009".rstrip()), "“quoted”".strip("“”"))
print("éè".strip("è"), "«a»b»".rstrip("»"), "ññxñ".lstrip("ñ"), "é ".strip(), "é.,".rstrip(".,"))
print("a\u00a0b c\u2003d".split(), "a\u00a0b c\u2003d".split(None, 2), " é  a b ".split(None, 1), "é a  b ".rsplit(None, 1))
print("é,b,ü".split(","), "naïve café".split(), "à b".split(" "), "x\u00a0y\u00a0z".rsplit(maxsplit=1), "é-b-c".split("-", maxsplit=1))
print(sorted(["Zoë", "émile", "Eve", "Ömer"], key=str.casefold), sorted(["Ä", "a", "z"], key=str.lower))
print(int("١٢"), int("-３"), "é".center(7, "*"), "日本".ljust(4, "·"), "Größe".zfill(8), "ÄÖ".lower().upper())
counts = {}
for character in "Déjà vu, déjà lu":
    if character.isalpha():
        counts[character.lower()] = counts.get(character.lower(), 0) + 1
print(counts)


class Name(str):
    pass


print(Name("é").upper(), str.upper("é"), list(map(str.title, ["éa bé", "ab"])), str.strip(Name(" é\u00a0")))
