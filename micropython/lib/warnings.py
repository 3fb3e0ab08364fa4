# warnings. Where a warning comes from cannot be seen: each text is shown once, without a line, and
# filters for modules and lines fit all.
import sys
_eval_as_it_is = eval  # of source that needs no lowering

filters = []
_ONCE = ("default", "once", "module")
_ACTIONS = ("error", "ignore", "always", "default", "module", "once")
_shown = set()
_recording = []  # lists of catch_warnings(record=True), innermost last


class WarningMessage:
    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        self.message = message
        self.category = category
        self.filename = filename
        self.lineno = lineno
        self.file = file
        self.line = line
        self.source = source
        self._category_name = category.__name__ if category else None

    def __str__(self):
        return "{message : %r, category : %r, filename : %r, lineno : %s, line : %r}" % (
            self.message, self._category_name, self.filename, self.lineno, self.line,
        )


def formatwarning(message, category, filename, lineno, line=None):
    text = "%s:%s: %s: %s\n" % (filename, lineno, category.__name__, message)
    return text + "  %s\n" % line.strip() if line else text


def showwarning(message, category, filename, lineno, file=None, line=None):
    text = formatwarning(message, category, filename, lineno, line)
    if not lineno:
        text = "%s: %s\n" % (category.__name__, message)
    (file or sys.stderr).write(text)


_showwarning = showwarning


def _check(action, category, lineno=0):
    if action not in _ACTIONS:
        raise AssertionError("invalid action: %r" % (action,))


def filterwarnings(action, message="", category=Warning, module="", lineno=0, append=False):
    _check(action, category)
    _add((action, message or None, category), append)


def simplefilter(action, category=Warning, lineno=0, append=False):
    _check(action, category)
    _add((action, None, category), append)


def _add(item, append):
    if append:
        if item not in filters:
            filters.append(item)
        return
    if item in filters:
        filters.remove(item)
    filters.insert(0, item)
    _shown.clear()


def resetwarnings():
    filters[:] = []


def _action(text, category):
    for action, message, kind in filters:
        if issubclass(category, kind):
            if message is None:
                return action
            import re

            if re.match(message, text, re.I):
                return action
    return "default"


def warn(message, category=None, stacklevel=1, source=None):
    if isinstance(message, Warning):
        category = type(message)
    if category is None:
        category = UserWarning
    if not (isinstance(category, type) and issubclass(category, Warning)):
        raise TypeError("category must be a Warning subclass, not '%s'" % type(category).__name__)
    _warn(message, category, "<step>", 0)


def warn_explicit(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None):
    _warn(message, category, filename, lineno)


def _warn(message, category, filename, lineno):
    text = str(message)
    action = _action(text, category)
    if action == "ignore":
        return
    if not isinstance(message, Warning):
        message = category(text)
    if action == "error":
        raise message
    if action in _ONCE:
        key = (text, category, lineno)
        if key in _shown:
            return
        _shown.add(key)
    if _recording and _recording[-1] is not None and showwarning is _showwarning:
        _recording[-1].append(WarningMessage(message, category, filename, lineno))
    else:
        showwarning(message, category, filename, lineno)


class catch_warnings:
    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False):
        self._record = record
        self._action = action
        self._category = category

    def __enter__(self):
        self._filters = filters[:]
        self._seen = set(_shown)
        _shown.clear()
        _recording.append([] if self._record else _recording[-1] if _recording else None)
        if self._action is not None:
            simplefilter(self._action, self._category)
        return _recording[-1] if self._record else None

    def __exit__(self, *error):
        _recording.pop()
        filters[:] = self._filters
        _shown.clear()
        _shown.update(self._seen)


for _name in ("PendingDeprecationWarning", "ImportWarning", "ResourceWarning"):
    simplefilter("ignore", _eval_as_it_is(_name))
