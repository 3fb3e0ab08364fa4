#: the memory is the interpreter's own and starts at 0
import uctypes
len(uctypes.bytes_at(0, 16))
#> gives 16
#: reading past the end of the memory traps
import uctypes
bytes(uctypes.bytearray_at(0xfffffff0, 8))
#> ends SandboxCrashed: RuntimeError: memory access out of bounds
#: writing past the end of the memory traps
import uctypes
uctypes.bytearray_at(0xfffffff0, 8)[0] = 1
#> ends SandboxCrashed: RuntimeError: memory access out of bounds
#: a string whose length is forged
import uctypes, _host
text = "x" * 64
header = uctypes.struct(id(text), {"type": uctypes.UINT32 | 0, "hash": uctypes.UINT32 | 4, "length": uctypes.UINT32 | 8, "data": uctypes.UINT32 | 12})
header.length = 0x7fffffff
_host.call("start", text)
#> gives '[false,"2147483647 bytes are too many, at most 16777216 can be sent at once"]'
#: a string whose address is forged to lie outside of the memory
import uctypes, _host
text = "x" * 64
header = uctypes.struct(id(text), {"type": uctypes.UINT32 | 0, "hash": uctypes.UINT32 | 4, "length": uctypes.UINT32 | 8, "data": uctypes.UINT32 | 12})
header.data = 0xfffffff0
_host.call("start", text)
#> gives null
#: a printed string whose address is forged
import uctypes
text = "x" * 64
header = uctypes.struct(id(text), {"type": uctypes.UINT32 | 0, "hash": uctypes.UINT32 | 4, "length": uctypes.UINT32 | 8, "data": uctypes.UINT32 | 12})
header.data = 0xfffffff0
print(text)
#> raises OSError: [Errno 21] EISDIR
#: a printed string whose length is forged
import uctypes
text = "x" * 64
header = uctypes.struct(id(text), {"type": uctypes.UINT32 | 0, "hash": uctypes.UINT32 | 4, "length": uctypes.UINT32 | 8, "data": uctypes.UINT32 | 12})
header.length = 0xf0000000
print(text)
#> raises OSError: [Errno 21] EISDIR
#: an operation that points at the memory's end
import uctypes, _host
text = "y" * 12
header = uctypes.struct(id(text), {"type": uctypes.UINT32 | 0, "hash": uctypes.UINT32 | 4, "length": uctypes.UINT32 | 8, "data": uctypes.UINT32 | 12})
header.data = 0xffffffff
_host.call(text, "")
#> gives null
#: a proxy that is renumbered to JavaScript's global object
import uctypes, _host
proxy = uctypes.struct(id(_host), {"type": uctypes.UINT32 | 0, "reference": uctypes.UINT32 | 4})
proxy.reference = 0
_host.fetch
#> raises AttributeError: 'JsProxy' object has no attribute 'fetch'
#: a proxy that is renumbered to JavaScript's global object and called
import uctypes, _host
proxy = uctypes.struct(id(_host), {"type": uctypes.UINT32 | 0, "reference": uctypes.UINT32 | 4})
proxy.reference = 0
_host("https://example.org")
#> gives null
#: a proxy of any other number
import uctypes, _host
proxy = uctypes.struct(id(_host), {"type": uctypes.UINT32 | 0, "reference": uctypes.UINT32 | 4})
found = []
for number in (0, 1, 3, 4, 5, 100, 0x7fffffff, 0xffffffff):
    proxy.reference = number
    for name in ("call", "constructor", "fetch", "then", "self"):
        if getattr(_host, name, None) is not None:
            found.append((number, name))
proxy.reference = 2
found
#> gives []
#: any other proxy subscripted, iterated and set
import uctypes, _host
proxy = uctypes.struct(id(_host), {"type": uctypes.UINT32 | 0, "reference": uctypes.UINT32 | 4})
out = []
for number in (0, 1, 3, 4):
    proxy.reference = number
    for attempt in (lambda: _host["fetch"], lambda: setattr(_host, "fetch", 1), lambda: _host("x"), lambda: _host("x", "y", "z")):
        try:
            out.append(attempt())
        except Exception as error:
            out.append(type(error).__name__)
proxy.reference = 2
out
#> gives [None, None, None, None, None, None, None, None, None, None, None, '[false,"no such operation"]', None, None, None, None]
#: a function whose code is the middle of nowhere
import uctypes
def f(): return 1
function = uctypes.struct(id(f), {"type": uctypes.UINT32 | 0, "context": uctypes.UINT32 | 4, "child": uctypes.UINT32 | 8, "code": uctypes.UINT32 | 12})
function.code = 0xfffffff0
f()
#> ends SandboxCrashed: RuntimeError: memory access out of bounds
#: a type whose function-table index is out of the table
import uctypes
kind = uctypes.struct(id(len), {"type": uctypes.UINT32 | 0, "function": uctypes.UINT32 | 4})
kind.function = 0x00ffffff
len("a")
#> ends SandboxCrashed: RuntimeError: table index is out of bounds
#: a type whose function-table index is a function of another signature
import uctypes
kind = uctypes.struct(id(len), {"type": uctypes.UINT32 | 0, "function": uctypes.UINT32 | 4})
other = uctypes.struct(id(print), {"type": uctypes.UINT32 | 0, "function": uctypes.UINT32 | 4})
kind.function = other.function
len("a")
#> ends SandboxCrashed: RuntimeError: table index is out of bounds
#: a built-in whose function takes other arguments
import uctypes
kind = uctypes.struct(id(abs), {"type": uctypes.UINT32 | 0, "function": uctypes.UINT32 | 4})
kind.function = 1
abs(0)
#> ends SandboxCrashed: RuntimeError: function signature mismatch
#: an object whose type is forged
import uctypes
victim = [1, 2, 3]
uctypes.struct(id(victim), {"type": uctypes.UINT32 | 0}).type = 0xfffffff0
len(victim)
#> ends SandboxCrashed: RuntimeError: memory access out of bounds
#: an object whose type is an object of the program's making
import uctypes
# So large that the slot that the type names, number 255, is in it too.
fake = bytearray(b"\xff" * 4096)
victim = [1, 2, 3]
uctypes.struct(id(victim), {"type": uctypes.UINT32 | 0}).type = uctypes.addressof(fake)
len(victim)
#> ends SandboxCrashed: RuntimeError: table index is out of bounds
#: the interpreter's state overwritten with ones
import uctypes
state = uctypes.bytearray_at(1024, 1 << 20)
for index in range(len(state)):
    state[index] = 255
#> ends SandboxCrashed: RuntimeError: function signature mismatch
#: the heap overwritten with zeros
import uctypes
heap = uctypes.bytearray_at(id(uctypes.bytearray_at), 1 << 22)
for index in range(0, len(heap), 4):
    heap[index] = 0
#> ends SandboxCrashed: RuntimeError: *
#: the collector's marks are forged to lie outside of the memory
import uctypes
uctypes.struct(185108 + 384, {"marks": uctypes.UINT32 | 4}).marks = 0xfffffff0
#> ends SandboxCrashed: RuntimeError: memory access out of bounds
#: the text that starts each run is rewritten
import uctypes
memory = uctypes.bytearray_at(0, 7 << 19)
places = [memory.find(b"_run()")]
while places[-1] >= 0:
    places.append(memory.find(b"_run()", places[-1] + 6))
for place in places[:-1]:
    memory[place:place + 6] = b"1 / 0 "
"done"
#> gives 'done'
#> then raises ZeroDivisionError: division by zero
#: the stack's limit is lifted
import uctypes
state = memoryview(uctypes.bytearray_at(0, 1 << 20))
for place in range(0, len(state), 4):
    if state[place] == 0 and state[place + 1] == 0x80 and state[place + 2] == 3 and state[place + 3] == 0:
        state[place + 3] = 0x7f
def deeper(depth):
    return deeper(depth + 1)
deeper(0)
#> ends LimitExceeded: the stack ran out*
#: no key and no nonce is in the memory
import uctypes
memory = uctypes.bytearray_at(0, 7 << 19)
def found(start, masked):
    # The rest is compared masked, or the search would find itself.
    place = memory.find(start)
    while place >= 0:
        rest = memory[place + len(start):place + len(start) + len(masked)]
        if bytes(byte ^ 1 for byte in rest) == masked:
            return True
        place = memory.find(start, place + 1)
    return False
witness = "".join(["wit", "ness of ", "memory"])
found(b"witn", b"drr!ng!ldlnsx"), found(b"sk-", b"udru,6g2`"), found(b'"nonc', b'd#'), found(b"Beare", b"s!")
#> gives (True, False, False, False)
