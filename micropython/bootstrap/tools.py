# Tools as functions. A call goes out at once; waiting for its result suspends the interpreter.
class ToolError(Exception):
    # A tool call failed. The message says what was wrong and what may help.
    pass


_step = 0  # the run under way; set by run.py


class _Started:
    # A tool call under way.
    def __init__(self, name, call):
        self._name = name
        self._call = call
        self._step = _step
        self._end = None

    def result(self):
        # Waits for the call's end: its result, or ToolError.
        if self._end is None:
            if self._step != _step:
                raise ToolError(
                    "this call of %s was started in an earlier step, which has ended; start it again"
                    % self._name
                )
            self._end = _ask("wait", str(self._call))
        succeeded, value = self._end
        if succeeded:
            return value
        raise ToolError(value)

    def _has_ended(self):
        # Without waiting.
        return self._end is not None or self._step != _step or _ask("call_ended", str(self._call))[1] is True

    def __iter__(self):
        # For `await` in an async function.
        if not self._has_ended():
            yield self
        return self.result()

    def __repr__(self):
        return "<call of %s under way>" % self._name


def _begun(function, *args, **kwargs):
    # What lowered code calls where something else waits for the result.
    if isinstance(function, _Tool):
        return function.start(*args, **kwargs)
    return function(*args, **kwargs)


class _Tool:
    def __init__(self, name, parameters, doc):
        self.__name__ = name
        self.__doc__ = doc
        self._names = [parameter["name"] for parameter in parameters]
        self._required = [parameter["name"] for parameter in parameters if parameter["required"]]

    def __call__(self, *args, **kwargs):
        succeeded, value = self._ask_for("call", args, kwargs)
        if succeeded:
            return value
        raise ToolError(value)

    def start(self, *args, **kwargs):
        # Starts a call and returns at once; gather(...) or .result() waits for it.
        return _Started(self.__name__, self._ask_for("start", args, kwargs))

    def _ask_for(self, operation, args, kwargs):
        name = self.__name__
        arguments = self._bind(args, kwargs)
        for parameter, value in arguments.items():
            if type(value) is not int and type(value) is not str:
                arguments[parameter] = _plain(value, "%s(): argument %r" % (name, parameter))
        begun, answer = _ask(operation, _dumps({"name": name, "arguments": arguments}))
        if not begun:
            raise RuntimeError("%s(): %s" % (name, answer))
        return answer

    def _bind(self, args, kwargs):
        # Arguments by name. The words of the errors are CPython's.
        name = self.__name__
        names = self._names
        if len(args) > len(names):
            most = len(names)
            least = len(self._required)
            takes = str(most) if least == most else "from %d to %d" % (least, most)
            raise TypeError(
                "%s() takes %s positional argument%s but %d %s given"
                % (name, takes, "" if most == 1 else "s", len(args), "was" if len(args) == 1 else "were")
            )
        arguments = dict(zip(names, args))
        for key in kwargs:
            if key not in names:
                raise TypeError("%s() got an unexpected keyword argument %r" % (name, key))
            if key in arguments:
                raise TypeError("%s() got multiple values for argument %r" % (name, key))
            arguments[key] = kwargs[key]
        missing = [repr(key) for key in self._required if key not in arguments]
        if missing:
            several = len(missing) > 1
            listed = missing[0]
            if several:
                comma = "," if len(missing) > 2 else ""
                listed = "%s%s and %s" % (", ".join(missing[:-1]), comma, missing[-1])
            raise TypeError(
                "%s() missing %d required positional argument%s: %s"
                % (name, len(missing), "s" if several else "", listed)
            )
        return arguments

    def __repr__(self):
        return "<function %s>" % self.__name__


def gather(*calls, return_exceptions=False):
    # Waits for all of `tool.start(...)` calls; the results in their order. Values that cannot be waited
    # for stand for themselves. When calls fail, the first failure is raised after all have ended.
    results = []
    failure = None
    for call in calls:
        try:
            results.append(_awaited(call))
        except Exception as error:
            results.append(error)
            failure = failure or error
    if failure is not None and not return_exceptions:
        raise failure
    return results

