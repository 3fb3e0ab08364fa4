# platform.
def system():
    return "Emscripten"


def machine():
    return "wasm32"


processor = release = version = node = lambda: ""


def python_version():
    return "3.11.0"


def python_version_tuple():
    return ("3", "11", "0")


def python_implementation():
    return "MicroPython"


def platform(aliased=False, terse=False):
    return "Emscripten-wasm32"


def architecture(executable="", bits="", linkage=""):
    return ("32bit", "WebAssembly")


def uname():
    return ("Emscripten", "", "", "", "wasm32", "")
