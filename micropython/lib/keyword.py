# keyword.
kwlist = (
    "False None True and as assert async await break class continue def del elif else except finally "
    "for from global if import in is lambda nonlocal not or pass raise return try while with yield"
).split()
softkwlist = ["_", "case", "match"]
iskeyword = set(kwlist).__contains__ if hasattr(set, "__contains__") else lambda name: name in kwlist
issoftkeyword = lambda name: name in softkwlist


def is_identifier(name):
    # For other modules of the library.
    if not name or name[0].isdigit():
        return False
    for character in name:
        if not (character == "_" or character.isalpha() or character.isdigit() or ord(character) > 127):
            return False
    return True
