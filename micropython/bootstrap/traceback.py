# Tracebacks in CPython's form: only frames of the model's code, each with its source line.
import io

_sources = {}  # source of each step by its file name
_REPEATS = 3
_MOST_CHAINED = 10
_CAUSE = "\nThe above exception was the direct cause of the following exception:\n\n"
_CONTEXT = "\nDuring handling of the above exception, another exception occurred:\n\n"


def _traceback(error, kind, message):
    # -> the traceback as CPython prints it, with those of what led to it
    if isinstance(error, BaseExceptionGroup):
        from traceback import format_exception

        return "".join(format_exception(error))
    traces = [_own_traceback(error, kind, message)]
    seen = [error]
    while len(seen) < _MOST_CHAINED:
        details = _known_details(error)
        if details is None:
            break
        before, link = details.__cause__, _CAUSE
        if before is None and not details.__suppress_context__:
            before, link = details.__context__, _CONTEXT
        if before is None or before in seen:
            break
        error = before
        seen.append(error)
        traces.append(link)
        traces.append(_own_traceback(error, *_describe(error)))
    traces.reverse()
    return "".join(traces)


def _frames(error):
    # -> the frames of the model's code, each as CPython prints it
    printed = io.StringIO()
    try:
        sys.print_exception(error, printed)
    except BaseException:
        # The exception's own __str__ raised; its frames are lost with it.
        printed = io.StringIO()
    return [shown for shown in map(_frame, printed.getvalue().split("\n")) if shown]


def _own_traceback(error, kind, message):
    lines = _frames(error)
    frames = _collapsed(lines)
    if kind == "SyntaxError" and len(lines) == 1:
        # The code was never run: CPython shows the place alone.
        frames = frames.replace(", in <module>\n", "\n", 1)
    else:
        frames = "Traceback (most recent call last):\n" + frames
    details = _known_details(error)
    notes = getattr(details, "__notes__", None)
    notes = "".join(["%s\n" % note for note in notes]) if notes else ""
    return "%s%s: %s\n%s" % (frames, kind, message, notes) if message else "%s%s\n%s" % (frames, kind, notes)


def _frame(line):
    # The frame with its source line; None unless it is of the model's code.
    if not line.startswith('  File "'):
        return None
    name, found, place = line[8:].partition('", line ')
    source = _sources.get(name)
    if source is None or not found:
        return None
    try:
        text = source.split("\n")[int(place.split(",")[0]) - 1].strip()
    except (ValueError, IndexError):
        text = ""
    return "%s\n    %s\n" % (line, text) if text else line + "\n"


def _collapsed(frames):
    # Deep recursion repeats one frame over and over.
    shown = []
    repeated = 0
    previous = None
    for frame in frames + [None]:
        if frame == previous:
            repeated += 1
            if repeated < _REPEATS:
                shown.append(frame)
            continue
        if repeated >= _REPEATS:
            more = repeated - _REPEATS + 1
            shown.append("  [Previous line repeated %d more time%s]\n" % (more, "" if more == 1 else "s"))
        previous = frame
        repeated = 0
        if frame is not None:
            shown.append(frame)
    return "".join(shown)


class _Traceback:
    # What error.__traceback__ is: one frame and those further in.
    def __init__(self, exception, depth=0):
        self.exception = exception
        self.depth = depth

    def _place(self):
        # -> (file name, line, name)
        frames = _frames(self.exception)
        if self.depth >= len(frames):
            return "<unknown>", 0, "<module>"
        name, _, rest = frames[self.depth].split("\n")[0][8:].partition('", line ')
        line, _, function = rest.partition(", in ")
        return name, int(line), function or "<module>"

    @property
    def tb_lineno(self):
        return self._place()[1]

    @property
    def tb_next(self):
        more = self.depth + 1 < len(_frames(self.exception))
        return _Traceback(self.exception, self.depth + 1) if more else None

    @property
    def tb_frame(self):
        return _Frame(self._place())

    def __repr__(self):
        return "<traceback object at 0x%x>" % id(self)


class _Frame:
    # A frame and its code in one.
    f_back = None
    f_locals = f_globals = {}

    def __init__(self, place):
        self.co_filename, self.f_lineno, self.co_name = place
        self.f_code = self
