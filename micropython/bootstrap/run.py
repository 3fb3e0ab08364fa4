# Runs the code of one step in the session's namespace and reports how it ended.
import builtins
import gc
import uctypes

_session = {"__name__": "__main__", "__doc__": None}
_tools = {}  # the tools of the step under way, by name
_VALUE = "__value__"
_RESERVE = 65536  # words
_reserve = []  # given up when memory runs out, so that there is some to report that with
_is_collection_due = _native_function("is_collection_due", _one_argument)


def _no_input(prompt=""):
    raise EOFError("input() has no keyboard to read from; use what the user has given")


builtins.input = _no_input
builtins.gather = gather
builtins.ToolError = ToolError


def _run():
    # Called once for each step by the worker.
    _start()
    _, job = _ask("job")
    _files.limit = job["file_limit"]
    if "files" in job:
        _serve(job)
    else:
        _run_step(job)
    if _is_collection_due(None):
        # Only asks for it: the port collects when no Python is running.
        gc.collect()


def _run_step(job):
    global _step
    limit = job["text_limit"]
    _artifacts.limit = job["artifact_limit"]
    _artifacts.count = job["artifact_count"]
    try:
        if not _reserve:
            _keep_reserve()
        _step = job["run"]
        _sources[job["file_name"]] = job["source"]
        _expose(job["tools"])
        value = _execute(job["lowered"], job["file_name"])
        outcome = {"type": "completed", "repr": value and _cut(value, limit)}
    except _FinalAnswer:
        outcome = {"type": "completed", "repr": None}
    except BaseException as error:
        # Shrinks where it is: what it held can be used at once, without a collection. Before anything
        # else is raised: without memory there is one object for all exceptions, and it takes on the
        # class of the last one.
        _reserve.clear()
        kind, message = _describe(error)
        if kind == "MemoryError":
            # Without memory MicroPython does not fill in how much was asked for.
            if not message or message.endswith(", allocating %u bytes"):
                message = "memory ran out"
            message = "%s (%s)" % (message, job["memory_advice"])
        try:
            trace = _traceback(error, kind, message)
        except BaseException:
            # There is no memory for the frames.
            trace = "%s: %s\n" % (kind, message)
        error = {"kind": _cut(kind, 200), "message": _cut(message, limit), "traceback": _cut(trace, limit)}
        outcome = {"type": "raised", "error": error}
    _session.pop(_VALUE, None)
    _tell_artifacts()
    _ask("end", _dumps(outcome))


def _tell_artifacts():
    try:
        _artifacts.tell()
    except BaseException:
        # There is no memory for it: the next step tells.
        pass


def _keep_reserve():
    _reserve.extend([None] * _RESERVE)
    # What is zero takes no room in a snapshot.
    uctypes.bytearray_at(_word(id(_reserve) + 12), 4 * _RESERVE)[:] = bytes(4 * _RESERVE)


def _execute(source, file_name):
    # -> repr of the trailing expression's value, or None
    exec(_c_compile(source, file_name, "exec"), _session)
    value = _session.pop(_VALUE, None)
    return None if value is None else repr(value)


def _expose(stubs):
    # Every step gets its tools anew: the code of an earlier one may have taken their names.
    for name in _tools:
        if _session.get(name) is _tools[name]:
            del _session[name]
    _tools.clear()
    for stub in stubs:
        tool = _Tool(stub["name"], stub["parameters"], stub["doc"])
        _tools[stub["name"]] = _session[stub["name"]] = tool
    _session["final_answer"] = final_answer
    _session["artifacts"] = _artifacts


def _describe(error):
    # -> (class name, message)
    kind = type(error).__name__
    if kind != "MemoryError":
        _caught(error)
    try:
        kept = _SIDE.get(id(error))
        if kept is not None and "msg" in kept[1]:
            return kind, kept[1]["msg"]
        message = repr(error.args[0]) if isinstance(error, KeyError) and len(error.args) == 1 else str(error)
    except BaseException:
        return kind, "<exception str() failed>"
    if kind == "SyntaxError" and message == "invalid syntax":
        # The source is Python, or it would not have come so far.
        message = "the interpreter (MicroPython) does not support this syntax; write it in another way"
    return kind, message


def _cut(text, limit):
    if len(text) <= limit:
        return text
    half = limit // 2
    return "%s\n... %d characters left out ...\n%s" % (text[:half], len(text) - 2 * half, text[-half:])
