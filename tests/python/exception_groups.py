# How groups of exceptions are printed, with those in them and their notes.
import traceback, sys

inner = ExceptionGroup("in", [TypeError("t"), KeyError("k")])
group = ExceptionGroup("eg", [ValueError(1), inner, OSError(2, "no such file", "a.txt")])
group.add_note("a note\nof two lines")
inner.__cause__ = RuntimeError("before")
print("".join(traceback.format_exception(group)))
traceback.print_exception(ExceptionGroup("last", [ValueError("x"), inner]), file=sys.stdout)
print(traceback.format_exception_only(group))
traceback.print_exception(ExceptionGroup("many", [ValueError(n) for n in range(14)]), file=sys.stdout)
print(*traceback.TracebackException.from_exception(inner).format())
