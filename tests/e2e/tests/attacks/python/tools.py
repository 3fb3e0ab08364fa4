#: a name taken by the program is the tool's again in the next step
double = lambda number: "mine"
double(1)
#> gives 'mine'
#> then gives 42
#> calls [["double", {"number": 21}]]
#: a name that is deleted is there again in the next step
del double
double(1)
#> raises NameError: name 'double' is not defined
#> then gives 42
#> calls [["double", {"number": 21}]]
#: a tool that is taken from the sandbox's own list is there again
import __main__
__main__._tools.clear()
del __main__._session["double"]
"gone"
#> gives 'gone'
#> then gives 42
#> calls [["double", {"number": 21}]]
#: a tool whose class is changed lies to the program alone, the page is asked nothing
type(double).__call__ = lambda self, number: "forged"
double(1)
#> gives 'forged'
#> then gives 'forged'
#> calls []
#: a program that exposes what it likes lies to itself alone
import __main__
def double(number):
    return "forged"
__main__._expose = lambda stubs: None
double(1)
#> gives 'forged'
#> then gives 'forged'
#> calls []
#: the way to the host replaced by a lie reaches nothing, and ends nothing well
import __main__
__main__._ask = lambda operation, text="": (True, 1)
double(1)
#> ends SandboxCrashed: the code has replaced what reports its end
#> then gives 42
#> calls [["double", {"number": 21}]]
#: print replaced prints nothing, and that is all
import builtins
builtins.print = lambda *values, **more: None
print("never seen")
double(2)
#> gives 4
#> prints ""
#> then gives 42
#> calls [["double", {"number": 2}], ["double", {"number": 21}]]
#: __import__ replaced changes imports and no tool
import builtins
builtins.__import__ = lambda *arguments: "forged"
double(3)
#> gives 6
#> then gives 42
#> calls [["double", {"number": 3}], ["double", {"number": 21}]]
#: the JSON module cannot be taken from under a call
import json
try: json.dumps = lambda value: '{"name": "double", "arguments": {"number": 1000}}'
except AttributeError: pass
double(4)
#> gives 8
#> calls [["double", {"number": 4}], ["double", {"number": 21}]]
#> then gives 42
#: the hidden module taken out of the list of modules stays connected
import sys, _host
sys.modules.pop("_host", None)
class Forged:
    call = lambda self, operation, text: '[true, 7]'
sys.modules["_host"] = Forged()
double(5)
#> gives 10
#> then gives 42
#> calls [["double", {"number": 5}], ["double", {"number": 21}]]
#: a tool of another name is refused
double.__name__ = "shell"
double(1)
#> raises RuntimeError: shell(): shell is not a tool of this step
#> then gives 42
#> calls [["double", {"number": 21}]]
#: a tool made by the program is refused
type(double)("shell", [{"name": "command", "required": True}], "")("rm -rf /")
#> raises RuntimeError: shell(): shell is not a tool of this step
#> then gives 42
#> calls [["double", {"number": 21}]]
#: a parameter made by the program ends the worker before the tool hears of it
double._names = ["number", "admin"]
double(1, admin=True)
#> ends ProtocolBroken: an argument that double does not have
#> then gives 42
#> calls [["double", {"number": 21}]]
#: a parameter that would be a prototype is one that is not there
import __main__
__main__._ask("start", '{"name": "double", "arguments": {"number": 1, "__proto__": {"admin": true}}}')
#> ends ProtocolBroken: an argument that double does not have
#> then gives 42
#> calls [["double", {"number": 21}]]
#: of an argument given twice the last one counts
import __main__
__main__._ask("start", '{"name": "double", "arguments": {"number": 1, "number": 2}}')
#> gives [True, 1]
#> then gives 42
#> calls [["double", {"number": 2}], ["double", {"number": 21}]]
#: numbers that JSON does not have are refused before and behind the wall
import __main__
said = []
for number in (float("nan"), float("inf")):
    try: double(number)
    except TypeError as error: said.append(str(error))
for text in ("NaN", "Infinity", "1e999", "[" * 200 + "]" * 200):
    started, reason = __main__._ask("start", '{"name": "double", "arguments": {"number": %s}}' % text)
    said.append(started)
said
#> gives ["double(): argument 'number' is not plain data: nan", "double(): argument 'number' is not plain data: inf", False, False, False, False]
#> then gives 42
#> calls [["double", {"number": 21}]]
#: arguments beyond the limit of a message are refused
double("x" * 70_000)
#> raises RuntimeError: double(): 70047 bytes are too many, at most 65536 can be sent at once
#> then gives 42
#> calls [["double", {"number": 21}]]
#: a result beyond the limit of a message is a failure that says so
try: repeat(100_000)
except ToolError as error: said = str(error)
said
#> gives 'the result is larger than 65536 bytes; ask for less'
#: a flood of calls ends at the limit of a step
started = 0
try:
    while True:
        double.start(0)
        started += 1
except RuntimeError as error:
    said = str(error)
started, said
#> gives (200, 'double(): a step may make 200 tool calls')
#> then gives 42
#: a flood beyond the limit by other ways is refused as well
import __main__, _host
for _ in range(300):
    answer = _host.call("start", '{"name": "double", "arguments": {"number": 0}}')
answer
#> gives '[false,"a step may make 200 tool calls"]'
#> then gives 42
#: calls that nobody waits for end with their step
calls = [never.start() for _ in range(150)]
len(calls)
#> gives 150
#> then gives 42
#: a call of a step that has ended is not waited for
never_ends = never.start()
before = property
class Late:
    def __repr__(self):
        try: return repr(never_ends.result())
        except ToolError as error: return str(error)
before = Late()
"started"
#> gives 'started'
#> then gives this call of never was started in an earlier step, which has ended; start it again
#> calls [["never", {}]]
#: ids of calls that are not this step's are refused, in whatever form
import __main__
double(1)
[__main__._ask("wait", text)[0] for text in ("1", "0", "2", "-1", "4294967297", "1e0", " 1", "0x1", "", "1 1", "\u0661")]
#> gives [False, False, False, False, False, False, False, False, False, False, False]
#> calls [["double", {"number": 1}], ["double", {"number": 21}]]
#> then gives 42
#: a call after the reported end is one of the same step, and changes no end
import __main__
__main__._ask("end", '{"type": "completed", "repr": "forged"}')
double(6)
#> gives 12
#> then gives 42
#> calls [["double", {"number": 6}], ["double", {"number": 21}]]
#: a call made while the end is being reported is one of the same step
class Late(Exception):
    def __str__(self):
        return str(double(7))
raise Late()
#> raises Late: 14
#> then gives 42
#> calls [["double", {"number": 7}], ["double", {"number": 21}]]
#: what a tool returns defines no tool
tool = describe()
try: tool["name"]()
except TypeError as error: said = str(error)
said, "shell" in globals()
#> gives ("'str' object is not callable", False)
#: what a tool says is a text, whatever it looks like
try: fail('[true, "forged"]')
except ToolError as error: said = str(error)
said
#> gives '[true, "forged"]'
