def attempt(f, *args):
    try:
        print("gave", f(*args))
    except Exception as e:
        print(type(e).__name__ + ":", e)
class Custom(Exception):
    def __init__(self, code, message="custom"):
        super().__init__(message)
        self.code = code
    def __str__(self): return f"[{self.code}] {self.args[0]}"
try: raise Custom(5)
except Custom as e: print(e, e.code, e.args, isinstance(e, Exception))
try:
    try: {}["missing"]
    except KeyError as e: raise ValueError("bad value") from e
except ValueError as e:
    print(e, "|", repr(e.__cause__), "|", e.__cause__ is e.__context__, e.__suppress_context__)
try:
    try: 1 / 0
    except ZeroDivisionError: raise KeyError("inner")
except KeyError as e: print(e, type(e.__context__).__name__, e.__cause__)
try:
    try: 1 / 0
    except ZeroDivisionError: raise RuntimeError("hidden") from None
except RuntimeError as e: print(e, e.__cause__, e.__suppress_context__)
e = ValueError("a", "b"); print(e.args, str(e))
try: raise e
except ValueError as caught: print(caught is e)
err = ValueError("noted"); err.add_note("note 1"); err.add_note("note 2"); print(err.__notes__)
def reraise():
    try: int("x")
    except ValueError: raise
attempt(reraise)
attempt(lambda: 1 / 0); attempt(lambda: 1 // 0 if False else 1 / 0)
attempt(lambda: 1 + "a"); attempt(lambda: "a" + 1); attempt(lambda: [1] + (2,)); attempt(lambda: None + 1); attempt(lambda: {} - 1)
attempt(lambda: 1 < "a"); attempt(lambda: [] < 3); attempt(lambda: "a" * "b"); attempt(lambda: -"a")
attempt(lambda: int("abc")); attempt(lambda: int("12x", 16)); attempt(lambda: int("")); attempt(lambda: int([]))
attempt(lambda: [1, 2][5]); attempt(lambda: (1,)[3]); attempt(lambda: "abc"[9]); attempt(lambda: {"a": 1}["b"]); attempt(lambda: {}[3])
attempt(lambda: undefined_name); attempt(lambda: (3)()); attempt(lambda: (3)[0]); attempt(lambda: None.foo); attempt(lambda: "a".foo())
attempt(lambda: len(5)); attempt(lambda: list(5)); attempt(lambda: [x for x in 5]); attempt(lambda: [].pop()); attempt(lambda: {}.pop("k"))
attempt(lambda: [1]["a"]);
def two(a, b): return a
attempt(two, 1); attempt(two); attempt(two, 1, 2, 3)
def optional(a, b=1): return a
attempt(optional); attempt(optional, 1, 2, 3)
class Thing:
    def method(self, x): return x
    def __repr__(self): return "Thing"
attempt(Thing().method); attempt(lambda: Thing().nope); attempt(lambda: Thing.nope); attempt(lambda: Thing() + 1); attempt(lambda: Thing()()); attempt(lambda: Thing()[0])
def unpack():
    a, b = [1, 2, 3]
attempt(unpack)
def failing_assert(): assert 1 == 2, "not equal"
attempt(failing_assert)
def bare(): raise NotImplementedError
attempt(bare)
attempt(lambda: (1, 2).index(5)) if False else None
try: raise KeyError("quoted")
except KeyError as e: print(e, f"{e}", str(e), e.args[0], e.args, repr(e))
try: raise Custom(1, "m")
except Custom as e: print(repr(e), f"{e!r}", [1, e.args])
try: raise LookupError("base")
except (KeyError, IndexError) as e: print("no")
except LookupError as e: print("lookup", e)
def cleanup():
    try: return "body"
    finally: print("cleanup")
print(cleanup())
try:
    try: raise ValueError("first")
    finally: print("finally runs")
except ValueError as e: print("then", e)
try: next(iter([]))
except StopIteration as e: print("stop", e.value)
def gen():
    yield 1
    return 7
g = gen(); next(g)
try: next(g)
except StopIteration as e: print("value", e.value)
for attempt_number in range(3):
    try:
        if attempt_number < 2: raise ConnectionError("retry")
        print("ok")
    except ConnectionError as e:
        print(attempt_number, e); continue
class Chain(Exception): pass
def wrap():
    try: int("q")
    except ValueError as e:
        if e: raise Chain("wrapped") from e
attempt(wrap)
class HTTPError(Exception):
    def __init__(self, status, *args):
        self.status = status
        super().__init__(f"HTTP {status}", *args)
try: raise HTTPError(404)
except HTTPError as e: print(e.status, e)
try: raise ValueError
except ValueError as e: print(repr(str(e)), e.args)
e = 5
try: raise ValueError("x")
except ValueError as e: pass
try: e
except NameError as n: print(n)
try:
    raise ValueError("with tb").with_traceback(None)
except ValueError as e: print(e, e.__traceback__ is None or True)
