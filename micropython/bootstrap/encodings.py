# str.encode and bytes.decode with encodings and errors. UTF-8 is MicroPython's own; the module codecs
# does the others, and says what is wrong with the text or the bytes.
_c_encode = str.encode
_c_decode = _native_function("bytes_decode", _one_argument)
_set_hook("utf_8", "utf-8")
_UTF_8 = ("utf-8", "utf8", "UTF-8", "utf_8")


def _encode(arguments):
    # Another encoding, or halves of pairs.
    import codecs

    for place, name in ((1, "encoding"), (2, "errors")):
        if len(arguments) > place and not isinstance(arguments[place], str):
            raise TypeError("encode() argument '%s' must be str, not %s" % (name, "None" if arguments[place] is None else _name_of(arguments[place])))
    return codecs.encode(*arguments)


def _decode(self, encoding="utf-8", errors="strict"):
    if encoding in _UTF_8:
        try:
            return _c_decode(self)
        except UnicodeError:
            pass
    import codecs

    return codecs.decode(self, encoding, errors)


def _decode_bytearray(self, encoding="utf-8", errors="strict"):
    return _decode(bytes(self), encoding, errors)


_set_hook("original_encode", _object_at(_word(id("".encode) + 4)))
_extend(str, dict(encode=_native_function("str_encode", _any_arguments, 1, 3)))
_extend(bytes, dict(decode=_decode))
_extend(bytearray, dict(decode=_decode_bytearray))
