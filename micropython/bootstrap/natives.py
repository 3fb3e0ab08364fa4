# Built-in functions that are native (micropython/extension/src/natives.rs): the linker leaves their
# names and their numbers in the function table in memory. They do the common case and leave the rest
# to the functions here.
import builtins
import uctypes

# Methods of `str` that the extension takes on; it knows those that are MicroPython's by this order.
_TEXT_METHODS = (
    "upper lower isupper islower isalpha isdigit isspace strip lstrip rstrip split rsplit isalnum isdecimal isnumeric"
).split()
_FROM_MICROPYTHON = 12
_MOST_REMEMBERED = 4096
_remembered = {}  # what characters answered: texts are gone through by character
_BLANKS = " \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f"
_WIDE_BLANKS = "\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"

def _set_hook(name, object):
    # Where the extension looks for it (micropython/extension/src/hook.rs).
    _set_word(_HOOKS + 4 * _HOOK_NUMBERS[name], id(object))


_native_names = {}  # of functions, by their addresses
_one_argument = _word(id(len))  # the types of built-in functions
_two_arguments = _word(id(isinstance))
_any_arguments = _word(id(print))


def _listed_natives():
    text = b""
    while text[-1:] != b"\x00":
        text = bytes(uctypes.bytearray_at(_NATIVES, len(text) + 1))
    words = text[:-1].decode().split(" ")
    return {words[place]: int(words[place + 1]) for place in range(0, len(words), 2)}


_numbers = _listed_natives()


def _native_function(name, kind, least=0, most=0, takes_keywords=False):
    memory = bytearray(12)
    words = [kind, _numbers[name]]
    if kind == _any_arguments:
        words.insert(1, least << 17 | most << 1 | takes_keywords)
    for place, word in enumerate(words):
        memory[4 * place : 4 * place + 4] = word.to_bytes(4, "little")
    _kept.append(memory)
    address = uctypes.addressof(memory)
    _native_names[address] = name.rpartition("_")[2]
    return _object_at(address)


def _take_text_methods():
    methods = {"isascii": _native_function("str_isascii", _one_argument)}
    _set_hook("original_splitlines", _object_at(_word(id("".splitlines) + 4)))
    methods["splitlines"] = _native_function("str_splitlines", _any_arguments, 1, 2)
    for number, name in enumerate(_TEXT_METHODS):
        if number < _FROM_MICROPYTHON:
            # A method of an object holds the function.
            original = _word(id(getattr("", name)) + 4)
            _set_word(_HOOKS + 4 * _HOOK_NUMBERS["original_" + name], original)
        if name.endswith("strip"):
            methods[name] = _native_function("str_" + name, _any_arguments, 1, 2)
        elif name.endswith("split"):
            methods[name] = _native_function("str_" + name, _any_arguments, 1, 3)
        else:
            methods[name] = _native_function("str_" + name, _one_argument)
    # Interns the names.
    _extend(str, dict(**methods))


def _by_text_method(number, arguments):
    # A method of text that is not ASCII, or with something else than text.
    name = _TEXT_METHODS[number]
    text = arguments[0]
    if len(arguments) > 1 and not isinstance(arguments[1], (str, type(None))):
        if name.endswith("strip"):
            raise TypeError(name + " arg must be None or str")
        raise TypeError("must be str or None, not " + _name_of(arguments[1]))
    if type(text) is not str:
        text = _value_of(text)
    if name.endswith("strip"):
        return _stripped(text, name, *arguments[1:])
    if name.endswith("split"):
        return _split(text, name, *arguments[1:])
    return _beyond_ascii(text, name)


def _beyond_ascii(text, name):
    if len(text) != 1:
        return _native("unicode.is" if name[:2] == "is" else "unicode.convert", [text, name])
    answers = _remembered.get(name)
    if answers is None:
        answers = _remembered[name] = {}
    answer = answers.get(text)
    if answer is None:
        if len(answers) >= _MOST_REMEMBERED:
            answers.clear()
        answer = answers[text] = _native("unicode.is" if name[:2] == "is" else "unicode.convert", [text, name])
    return answer


def _stripped(text, name, characters=None):
    if characters is None:
        characters = _BLANKS + _WIDE_BLANKS
    start, end = 0, len(text)
    if name != "rstrip":
        while start < end and text[start] in characters:
            start += 1
    if name != "lstrip":
        while end > start and text[end - 1] in characters:
            end -= 1
    return text[start:end]


def _split(text, name, separator=None, most=-1):
    if most < 0:
        for blank in _WIDE_BLANKS:
            if blank in text:
                text = text.replace(blank, " ")
        original = _object_at(_word(_HOOKS + 4 * _HOOK_NUMBERS["original_split"]))
        return original(text)
    parts = []
    text = _stripped(text, "lstrip" if name == "split" else "rstrip")
    while text and len(parts) < most:
        places = [place for place, character in enumerate(text) if character in _BLANKS or character in _WIDE_BLANKS]
        if not places:
            break
        at = places[0] if name == "split" else places[-1]
        if name == "split":
            parts.append(text[:at])
            text = _stripped(text[at:], "lstrip")
        else:
            parts.insert(0, text[at + 1 :])
            text = _stripped(text[:at], "rstrip")
    if text:
        parts.insert(len(parts) if name == "split" else 0, text)
    return parts


def _follow_stdout(namespace):
    # `print` heeds `sys.stdout` from here on. The module `sys` calls this when it is loaded.
    _set_hook("stdout", namespace["stdout"])
    _set_hook("sys", namespace)


for _hook_name in dict(stdout=0, sep=0, end=0):
    _set_hook(_hook_name + "_name", _hook_name)
for _hook_name in dict(__instancecheck__=0):
    _set_hook("instance_check_name", _hook_name)
for _hook_name in dict(__index__=0):
    _set_hook("index_name", _hook_name)
for _hook_name in dict(key=0, default=0):
    _set_hook(_hook_name + "_name", _hook_name)
for _hook_name in dict(__dict__=0):
    _set_hook("dict_name", _hook_name)
_take_text_methods()
builtins.__caught__ = _native_function("caught", _one_argument)
builtins.__args__ = _native_function("args", _one_argument)
_c_object_new = object.__new__
_set_hook("object_new", _c_object_new)
_extend(object, dict(__new__=staticmethod(_native_function("object_new", _any_arguments, 1, 65535, True))))
