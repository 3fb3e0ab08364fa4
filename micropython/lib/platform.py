# platform.
from collections._named import build


def system():
    return "Emscripten"


def machine():
    return "wasm32"


def node():
    return "sandbox"


def release():
    return "1.27.0"


def version():
    return "MicroPython 1.27.0"


def processor():
    return ""


def python_version():
    return "3.11.0"


def python_version_tuple():
    return ("3", "11", "0")


def python_implementation():
    return "MicroPython"


def python_build():
    return ("main", "")


def python_compiler():
    return "Emscripten"


def python_branch():
    return ""


def architecture(executable="", bits="", linkage=""):
    return ("32bit", "")


def platform(aliased=False, terse=False):
    return "Emscripten-1.27.0-wasm32"


def uname():
    named = build("uname_result", ["system", "node", "release", "version", "machine"], {})
    return named(system(), node(), release(), version(), machine())


def libc_ver(*args, **kwargs):
    return ("", "")


def mac_ver():
    return ("", ("", "", ""), "")


def win32_ver():
    return ("", "", "", "")
