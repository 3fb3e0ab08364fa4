#: js has no fetch
import js
js.fetch
#> raises AttributeError: module 'js' has no attribute 'fetch'
#: js has no postMessage
import js
js.postMessage("forged", "*")
#> raises AttributeError: module 'js' has no attribute 'postMessage'
#: js cannot evaluate
import js
js.eval("1 + 1")
#> raises AttributeError: module 'js' has no attribute 'eval'
#: js has no constructor to make functions with
import js
js.Function.constructor("return self")()
#> raises AttributeError: module 'js' has no attribute 'Function'
#: js is no door by subscription
import js
js["fetch"]
#> raises TypeError: 'module' object is not subscriptable
#: js is no door by getattr
import js
[getattr(js, name, None) for name in ("self", "globalThis", "window", "parent", "top", "process", "Module", "WebSocket")]
#> gives [None, None, None, None, None, None, None, None]
#: from js import fetch
from js import fetch
#> raises ImportError: cannot import name 'fetch'*
#: from js import everything
from js import *
fetch
#> raises NameError: name 'fetch' is not defined
#: js that is made again is as empty
import sys, js
for name in list(sys.modules):
    del sys.modules[name]
import js
dir(js)
#> gives ['__class__', '__dict__', '__dir__', '__doc__', '__eq__', '__hash__', '__loader__', '__name__', '__ne__', '__repr__', '__sizeof__', '__spec__', '__str__']
#: __import__ knows no other js
module = __import__("js", {}, {}, ("fetch",), 0)
module.fetch
#> raises ImportError: cannot import name 'fetch' from 'js' (unknown location)
#: modules of other interpreters are not there
import socket
#> raises ModuleNotFoundError: socket is not available here: call one of the tools: there is no network in Python
#: there is no network module
import network
#> raises ModuleNotFoundError: No module named 'network'
#: requests is not there
import requests
#> raises ModuleNotFoundError: requests is not available here: call one of the tools: there is no network in Python
#: there are no raw addresses
import machine
#> raises ModuleNotFoundError: No module named 'machine'
#: ctypes is not there
import ctypes
#> raises ModuleNotFoundError: ctypes is not available here: there is no native code
#: pyodide's ways are not there
import pyodide_js
#> raises ModuleNotFoundError: No module named 'pyodide_js'
#: pyscript's ways are not there
import pyscript
#> raises ModuleNotFoundError: No module named 'pyscript'
#: a proxy for a function is nothing
import jsffi
jsffi.create_proxy(print)
#> gives null
#: values for JavaScript are nothing
import jsffi
[jsffi.to_js(value) for value in (1, "a", [1], {"a": 1}, print, object())]
#> gives [None, None, None, None, None, None]
#: a proxy cannot be made by its class
import jsffi
jsffi.JsProxy(0)
#> raises TypeError: can't create 'JsProxy' instances
#: a proxy's class makes no instances through object
import jsffi
object.__new__(jsffi.JsProxy).fetch
#> raises TypeError: can't create 'JsProxy' instances
#: the class of a proxy gives no other proxy
import _host
type(_host).__new__(type(_host)).fetch
#> raises TypeError: can't create 'JsProxy' instances
#: an exception of JavaScript holds nothing
import jsffi
jsffi.JsException("a").args
#> gives ('a',)
#: the host object has one attribute
import _host
[getattr(_host, name, None) for name in ("fetch", "self", "constructor", "__proto__", "prototype", "then", "toString")]
#> gives [None, None, None, None, None, None, None]
#: the host object takes no attribute
import _host
_host.leak = "a"
_host.leak
#> raises AttributeError: 'JsProxy' object has no attribute 'leak'
#: the host object takes no item
import _host
_host["leak"] = "a"
#> gives null
#: an item of the host object is the answer of a native function, or none
import _host
_host["fetch"], [_host[request][:7] for request in ("job", "__proto__", "call\n{}", "re.compile\n[]", "unicode.is\n[")], _host[0], _host[_host]
#> gives ('[false,"there is no function \\\\"fetch\\\\""]', ['[false,', '[false,', '[false,', '[false,', '[false,'], None, None)
#: the host's method gives no item
import _host
_host.call["re.compile"]
#> raises TypeError: 'method' object is not subscriptable
#: the host object cannot be iterated
import _host
list(_host)
#> gives []
#: the host object cannot be called
import _host
_host("job", "")
#> gives null
#: the host's method is no function of JavaScript
import _host
[getattr(_host.call, name, None) for name in ("constructor", "bind", "apply", "prototype", "__globals__")]
#> gives [None, None, None, None, None]
#: the host's method makes no object
import _host
_host.call.new("Function", "return self")
#> gives null
#: an operation that is not there
import _host
_host.call("fetch", "https://example.org")
#> gives '[false,"no such operation"]'
#: the job cannot be read twice
import _host
_host.call("job", "")
#> gives '[false,"the job was taken"]'
#: too few arguments
import _host
_host.call("end")
#> gives null
#: no arguments
import _host
_host.call()
#> gives null
#: more arguments count from the end
import _host
_host.call("answer", "1", "fetch", "")
#> gives '[false,"no such operation"]'
#: arguments of other types
import _host
[_host.call(*pair) for pair in ((1, 2), (None, None), (b"job", b""), ([], {}), (print, object()), (_host, _host), (1.5, 10**40))]
#> gives [None, None, None, None, None, None, None]
#: keyword arguments
import _host
_host.call(operation="job", text="")
#> gives null
#: an operation with a name beyond its limit
import _host
_host.call("job" * 1000, "")
#> gives '[false,"3000 bytes are too many, at most 16777216 can be sent at once"]'
#: a text beyond the limit of a message
import _host
_host.call("end", "x" * (17 << 20))
#> gives '[false,"17825792 bytes are too many, at most 16777216 can be sent at once"]'
#: a text that is not JSON
import _host
_host.call("start", "{")
#> gives '[false,"the arguments are not plain data: EOF while parsing an object at line 1 column 1"]'
#: JSON that is nested beyond its limit
import _host
_host.call("start", "[" * 100000)
#> gives '[false,"the arguments are not plain data: invalid type: sequence, expected a string at line 1 column 1"]'
#: texts with surrogates and zeros
import _host
[_host.call("start", text) for text in ("\x00", "\ud800", "{\"name\": \"\\ud800\"}", "\xff")]
#> gives ['[false,"the arguments are not plain data: expected value at line 1 column 1"]', '[false,"the arguments are not plain data: expected value at line 1 column 1"]', '[false,"the arguments are not plain data: unexpected end of hex escape at line 1 column 17"]', '[false,"the arguments are not plain data: expected value at line 1 column 1"]']
#: a wait for a call that was never made
import _host
[_host.call("wait", text) for text in ("1", "0", "-1", "4294967296", "", "one", "1e0")]
#> gives ['[false,"no such tool call is under way"]', '[false,"no such tool call is under way"]', '[false,"no such tool call is under way"]', '[false,"no such tool call is under way"]', '[false,"no such tool call is under way"]', '[false,"no such tool call is under way"]', '[false,"no such tool call is under way"]']
#: the host asked from within what it is asked with
import _host
class Text(str):
    def __str__(self):
        return _host.call("job", "")
    __repr__ = __str__
_host.call("end", Text("x"))
#> gives null
