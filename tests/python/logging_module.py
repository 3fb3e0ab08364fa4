import io
import logging
import os
import sys
import traceback
import warnings

stream = io.StringIO()
logging.basicConfig(stream=stream, level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
log = logging.getLogger("app")
log.debug("hidden")
log.info("info %s %d", "x", 5)
log.warning("warn %(a)s", {"a": 1})
logging.error("root error")
log.getChild("sub").critical("child")
log.log(25, "level 25")
print(stream.getvalue())
print(log, logging.getLogger(), log.getEffectiveLevel(), log.isEnabledFor(10), logging.getLogger("app") is log, logging.getLogger("app.sub").parent is log, log.parent.name)
print(logging.getLevelName(30), logging.getLevelName("INFO"), logging.getLevelName(25), logging.DEBUG, logging.CRITICAL)

other = logging.getLogger("other")
other.propagate = False
other.setLevel("DEBUG")
buffer = io.StringIO()
handler = logging.StreamHandler(buffer)
handler.setFormatter(logging.Formatter("[{levelname:>8}] {message}", style="{"))
other.addHandler(handler)
other.debug("one")
handler.setLevel(logging.WARNING)
other.info("two")
other.warning("three %r", [1])
handler.setFormatter(logging.Formatter("$levelname $message", style="$"))
other.error("four")
print(buffer.getvalue(), other.handlers == [handler], other.hasHandlers(), handler.level)


class Only(logging.Filter):
    def filter(self, record):
        return "keep" in record.getMessage()


other.addFilter(Only())
other.error("drop this")
other.error("keep this")
handler.addFilter(lambda record: record.levelno > 40)
other.error("keep error")
other.critical("keep critical")
print(buffer.getvalue().split("\n")[-4:])
other.filters.clear()
handler.filters.clear()
buffer.truncate(0)
buffer.seek(0)
handler.setFormatter(logging.Formatter("%(message)s"))
try:
    1 / 0
except ZeroDivisionError as error:
    print(error)
    other.exception("failed")
    other.error("again", exc_info=True)
    other.error("given", exc_info=error)
print([line for line in buffer.getvalue().split("\n") if not line.startswith("  ")])
buffer.truncate(0)
buffer.seek(0)
handler.setFormatter(logging.Formatter("%(asctime)s|%(user)s|%(message)s", datefmt="%Y"))
other.warning("extra", extra={"user": "ann"})
print(buffer.getvalue().split("|")[1:], len(buffer.getvalue().split("|")[0]))
formatter = logging.Formatter("%(asctime)s %(levelname)-8s %(message)s")
record = logging.LogRecord("n", logging.INFO, "/p/file.py", 7, "msg %s", ("a",), None)
print(len(formatter.format(record)), record.getMessage(), record.filename, record.lineno, record.levelname, record.module, repr(record))
adapter = logging.LoggerAdapter(other, {"user": "bob"})
adapter.warning("adapted")
print(buffer.getvalue().split("|")[-2:])
logging.disable(logging.ERROR)
other.error("no")
logging.disable(logging.NOTSET)
logging.addLevelName(35, "NOTICE")
print(logging.getLevelName(35), logging.NullHandler().level, len(logging.getLogger().handlers))
for bad in [lambda: log.setLevel("NOPE"), lambda: logging.Formatter(style="x"), lambda: logging.getLogger(5), lambda: log.log("x", "y"), lambda: log.setLevel(1.5)]:
    try:
        print(bad())
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
logging.basicConfig(filename="app.log", force=True, level=logging.DEBUG, format="%(levelname)s:%(message)s", filemode="w")
logging.debug("to file")
logging.info("more")
print(open("app.log").read())
os.remove("app.log")
lister = []


class ListHandler(logging.Handler):
    def emit(self, record):
        lister.append(self.format(record))


logging.basicConfig(handlers=[ListHandler()], force=True)
logging.warning("listed %s", 1)
print(lister, ListHandler())

# warnings
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    warnings.warn("careful")
    warnings.warn("old", DeprecationWarning, stacklevel=2)
    warnings.warn(RuntimeWarning("run"))
    print(len(caught), [str(w.message) for w in caught], [w.category.__name__ for w in caught], isinstance(caught[0].message, UserWarning))
with warnings.catch_warnings():
    warnings.simplefilter("error")
    try:
        warnings.warn("boom", FutureWarning)
    except FutureWarning as error:
        print("raised", error)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("ignore")
    warnings.filterwarnings("always", message="show.*", category=UserWarning)
    warnings.warn("show me")
    warnings.warn("hide me")
    print([str(w.message) for w in caught])
with warnings.catch_warnings(record=True) as caught:
    warnings.resetwarnings()
    warnings.simplefilter("default")
    for n in range(3):
        warnings.warn("once")
    print(len(caught))
print(warnings.formatwarning("m", UserWarning, "f.py", 3, "x = 1"), issubclass(DeprecationWarning, Warning))
try:
    warnings.warn("x", int)
except TypeError as error:
    print(error)


# traceback
def inner(x):
    raise ValueError("bad %d" % x)


def outer():
    inner(7)


try:
    outer()
except ValueError as error:
    text = traceback.format_exc()
    print(error, text.startswith("Traceback (most recent call last):\n"), text.endswith("ValueError: bad 7\n"), [line for line in text.split("\n") if "in " in line or "raise" in line][-1])
    names = [frame.name for frame in traceback.extract_tb(error.__traceback__)]
    print(names, traceback.extract_tb(error.__traceback__)[-1].line, len(traceback.format_tb(error.__traceback__)))
    print(traceback.format_exception_only(error), traceback.format_exception_only(type(error), error), error.__traceback__.tb_lineno > 100)
    buffer = io.StringIO()
    traceback.print_exc(file=buffer)
    print(buffer.getvalue() == text, "".join(traceback.format_exception(error)) == text, "".join(traceback.format_exception(type(error), error, error.__traceback__)) == text)
    summary = traceback.TracebackException.from_exception(error)
    print("".join(summary.format()) == text, list(summary.format_exception_only()), str(summary), [f.name for f in summary.stack])
    traceback.print_exception(type(error), error, error.__traceback__, file=buffer)
try:
    try:
        inner(1)
    except ValueError as error:
        raise KeyError("k") from error
except KeyError as error:
    lines = "".join(traceback.format_exception(error)).split("\n")
    print([line for line in lines if line and not line.startswith("  ")])
try:
    try:
        inner(1)
    except ValueError as error:
        raise TypeError("second")
except TypeError as error:
    print([line for line in "".join(traceback.format_exception(error)).split("\n") if line and not line.startswith("  ")])
print(traceback.format_exception_only(KeyError("k")), traceback.format_exception_only(ValueError()))


class Custom(Exception):
    pass


print(traceback.format_exception_only(Custom("c")), traceback.format_list([("f.py", 3, "fn", "x = 1")]), repr(traceback.FrameSummary("f", 1, "n")))
noted = ValueError("n")
noted.add_note("a note")
print(traceback.format_exception_only(noted))
