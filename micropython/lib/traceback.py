# traceback, for errors of the model's code: frames of the library are not shown. The stack of what
# runs cannot be seen, so that extract_stack and its like give nothing.
import sys

_main = __import_c__("__main__")
_UNSET = object()
_CAUSE = "\nThe above exception was the direct cause of the following exception:\n\n"
_CONTEXT = "\nDuring handling of the above exception, another exception occurred:\n\n"

__all__ = [
    "extract_stack", "extract_tb", "format_exception", "format_exception_only", "format_list", "format_stack", "format_tb",
    "print_exc", "format_exc", "print_exception", "print_last", "print_stack", "print_tb", "clear_frames", "FrameSummary",
    "StackSummary", "TracebackException", "walk_stack", "walk_tb",
]


class FrameSummary:
    def __init__(self, filename, lineno, name, *, line=None, **ignored):
        self.filename = filename
        self.lineno = lineno
        self.name = name
        self.line = line
        self.locals = None

    def __iter__(self):
        return iter((self.filename, self.lineno, self.name, self.line))

    def __getitem__(self, at):
        return (self.filename, self.lineno, self.name, self.line)[at]

    def __len__(self):
        return 4

    def __eq__(self, other):
        return tuple(self) == tuple(other)

    def __repr__(self):
        return "<FrameSummary file %s, line %s in %s>" % (self.filename, self.lineno, self.name)

    def _formatted(self):
        text = '  File "%s", line %s, in %s\n' % (self.filename, self.lineno, self.name)
        return text + "    %s\n" % self.line.strip() if self.line else text


class StackSummary(list):
    def format(self):
        return format_list(self)


def _summary(frame):
    # Of a frame as it is printed.
    lines = frame.split("\n")
    name, _, rest = lines[0][8:].partition('", line ')
    lineno, _, function = rest.partition(", in ")
    return FrameSummary(name, int(lineno), function or "<module>", line=lines[1].strip() if len(lines) > 2 else "")


def extract_tb(tb, limit=None):
    if tb is None:
        return StackSummary()
    frames = [_summary(frame) for frame in _main._frames(tb.exception)[tb.depth :]]
    if limit is not None:
        frames = frames[:limit] if limit >= 0 else frames[limit:]
    return StackSummary(frames)


def format_list(extracted_list):
    frames = [frame if isinstance(frame, FrameSummary) else FrameSummary(frame[0], frame[1], frame[2], line=frame[3]) for frame in extracted_list]
    return [frame._formatted() for frame in frames]


def format_tb(tb, limit=None):
    return format_list(extract_tb(tb, limit))


def _put(text, file):
    (sys.stderr if file is None else file).write(text)


def print_list(extracted_list, file=None):
    _put("".join(format_list(extracted_list)), file)


def print_tb(tb, limit=None, file=None):
    _put("".join(format_tb(tb, limit)), file)


def _given(exc, value):
    # The exception, of both ways to give one.
    return exc if value is _UNSET else value


def format_exception_only(exc, value=_UNSET):
    error = _given(exc, value)
    if error is None:
        return ["NoneType: None\n"]
    kind, message = _main._describe(error)
    module = getattr(type(error), "__module__", "builtins")
    if module and module not in ("builtins", "__main__"):
        kind = "%s.%s" % (module, kind)
    lines = ["%s: %s\n" % (kind, message) if message else kind + "\n"]
    details = _main._known_details(error)
    if details is not None:
        for note in getattr(details, "__notes__", ()):
            lines.extend([line + "\n" for line in str(note).split("\n")])
    return lines


def format_exception(exc, value=_UNSET, tb=_UNSET, limit=None, chain=True):
    error = _given(exc, value)
    if error is None:
        return ["NoneType: None\n"]
    lines = []
    _chain(error, lines, limit, chain, [], _Margin())
    return lines


class _Margin:
    # What stands before the lines of a group of exceptions and of those in it.
    def __init__(self):
        self.depth = 0
        self.is_open = False

    def put(self, lines, texts, sign="|"):
        if self.depth == 0:
            lines.extend(texts)
            return
        prefix = "  " * self.depth + sign + " "
        for text in texts:
            lines.extend([prefix + line + "\n" for line in text.split("\n")[:-1]])


_MOST_IN_GROUP = 15


def _group(error, lines, limit, chain, seen, margin):
    errors = error.exceptions
    shown = errors[:_MOST_IN_GROUP]
    for place, each in enumerate(shown):
        margin.is_open = place == len(shown) - 1
        start = "  " * margin.depth + ("+-" if place == 0 else "  ")
        lines.append("%s+---------------- %d ----------------\n" % (start, place + 1))
        margin.depth += 1
        _chain(each, lines, limit, chain, seen, margin)
        if place == len(shown) - 1 and margin.is_open:
            lines.append("  " * margin.depth + "+------------------------------------\n")
            margin.is_open = False
        margin.depth -= 1


def _chain(error, lines, limit, chain, seen, margin):
    seen.append(id(error))
    details = _main._known_details(error)
    if chain and details is not None:
        before, words = details.__cause__, _CAUSE
        if before is None and not details.__suppress_context__:
            before, words = details.__context__, _CONTEXT
        if before is not None and id(before) not in seen:
            _chain(before, lines, limit, chain, seen, margin)
            margin.put(lines, [words])
    frames = _main._frames(error)
    if limit is not None:
        frames = frames[:limit] if limit >= 0 else frames[limit:]
    is_group = isinstance(error, BaseExceptionGroup)
    is_first = is_group and margin.depth == 0
    if is_first:
        margin.depth = 1
    if frames:
        title = "Exception Group Traceback" if is_group else "Traceback"
        margin.put(lines, [title + " (most recent call last):\n"], "+" if is_first else "|")
        collapsed = _main._collapsed(frames)
        margin.put(lines, frames if len(collapsed) == sum(map(len, frames)) else [collapsed])
    margin.put(lines, format_exception_only(error))
    if is_group:
        _group(error, lines, limit, chain, seen, margin)
    if is_first:
        margin.depth = 0


def print_exception(exc, value=_UNSET, tb=_UNSET, limit=None, file=None, chain=True):
    _put("".join(format_exception(exc, value, tb, limit, chain)), file)


def _handled():
    return _main._handled[0]


def format_exc(limit=None, chain=True):
    return "".join(format_exception(_handled(), limit=limit, chain=chain))


def print_exc(limit=None, file=None, chain=True):
    _put(format_exc(limit, chain), file)


def print_last(limit=None, file=None, chain=True):
    print_exc(limit, file, chain)


def extract_stack(f=None, limit=None):
    return StackSummary()


def format_stack(f=None, limit=None):
    return []


def print_stack(f=None, limit=None, file=None):
    pass


def walk_tb(tb):
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


def walk_stack(f):
    return iter(())


def clear_frames(tb):
    pass


class TracebackException:
    def __init__(self, exc_type, exc_value, exc_traceback, *, limit=None, **ignored):
        self._error = exc_value
        self.exc_type = exc_type
        self.stack = StackSummary([_summary(frame) for frame in _main._frames(exc_value)])
        details = _main._known_details(exc_value)
        self.__cause__ = self.__context__ = None
        if details is not None:
            if details.__cause__ is not None:
                self.__cause__ = TracebackException.from_exception(details.__cause__)
            elif details.__context__ is not None:
                self.__context__ = TracebackException.from_exception(details.__context__)

    @classmethod
    def from_exception(cls, exc, **options):
        return cls(type(exc), exc, None, **options)

    def format(self, *, chain=True, **ignored):
        return iter(format_exception(self._error, chain=chain))

    def format_exception_only(self):
        return iter(format_exception_only(self._error))

    def print(self, *, file=None, chain=True):
        print_exception(self._error, file=file, chain=chain)

    def __str__(self):
        return _main._describe(self._error)[1]
