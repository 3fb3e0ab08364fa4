# What lowered code calls for `async` and `await`. An async function is a generator here: it yields a call of
# a tool or a future of asyncio's until that has its result.
_generator = type((lambda: (yield))())
_run_until = None  # of asyncio, once that is there: runs what is under way until something has its result


class _Item:
    # What an async generator gives, among what it waits for.
    def __init__(self, value):
        self.value = value


def _awaited(value):
    # `await` where nothing can be suspended.
    if type(value) is _generator or hasattr(value, "__await__"):
        if _run_until is None:
            import asyncio
        return _run_until(value)
    return value.result() if isinstance(value, _Started) else value


def _given(value):
    return value
    yield


def _awaitable(value):
    # What an async function yields from. A tool's result, which its plain call gives, can be awaited too.
    if type(value) is _generator or isinstance(value, _Started):
        return value
    if hasattr(value, "__await__"):
        return value.__await__()
    return _given(value)


def _awaiting(function, *args, **kwargs):
    return _awaitable(_begun(function, *args, **kwargs))


class _AsyncGenerator:
    def __init__(self, steps):
        self._steps = steps

    def __aiter__(self):
        return self

    def __anext__(self):
        return self._go(None, None)

    def asend(self, value):
        return self._go(value, None)

    def athrow(self, error, value=None, traceback=None):
        return self._go(None, error() if isinstance(error, type) else error)

    def aclose(self):
        try:
            yield from self._go(None, GeneratorExit())
        except (StopAsyncIteration, GeneratorExit):
            return
        raise RuntimeError("async generator ignored GeneratorExit")

    def __await__(self):
        return self._steps

    def _go(self, value, error):
        # Until it gives something.
        steps = self._steps
        while True:
            try:
                waited = steps.send(value) if error is None else steps.throw(error)
            except StopIteration:
                raise StopAsyncIteration
            if type(waited) is _Item:
                return waited.value
            if waited is not None and not isinstance(waited, _Started):
                return waited  # of a generator expression
            value = error = None
            try:
                value = yield waited
            except BaseException as thrown:
                error = thrown


def _async_iterator(value):
    if type(value) is _generator:
        return _AsyncGenerator(value)
    if not hasattr(value, "__aiter__"):
        raise TypeError("'async for' requires an object with __aiter__ method, got %s" % type(value).__name__)
    iterator = value.__aiter__()
    return _AsyncGenerator(iterator) if type(iterator) is _generator else iterator


def _collected(value):
    # `yield from` it: all that it gives.
    iterator = _async_iterator(value)
    items = []
    while True:
        try:
            items.append((yield from _awaitable(iterator.__anext__())))
        except StopAsyncIteration:
            return items


def _drained(value):
    # `async for` where nothing can be suspended.
    iterator = _async_iterator(value)
    while True:
        try:
            item = _awaited(iterator.__anext__())
        except StopAsyncIteration:
            return
        yield item


def _list_of(functions):
    # `yield from` it: what a comprehension makes whose elements await. Each is a function of its own,
    # which yields what it waits for and last the element.
    items = []
    for function in functions:
        steps = function()
        error = None
        while True:
            waited = next(steps) if error is None else steps.throw(error)
            if type(waited) is _Item:
                break
            error = None
            try:
                yield waited
            except BaseException as thrown:
                error = thrown
        items.append(waited.value)
    return items


def _set_of(functions):
    return set((yield from _list_of(functions)))


def _dict_of(functions):
    return dict((yield from _list_of(functions)))


class _entered:
    # `async with` where nothing can be suspended.
    def __init__(self, manager):
        if not hasattr(manager, "__aenter__"):
            raise TypeError(
                "%r object does not support the asynchronous context manager protocol" % type(manager).__name__
            )
        self._manager = manager

    def __enter__(self):
        return _awaited(self._manager.__aenter__())

    def __exit__(self, *details):
        return _awaited(self._manager.__aexit__(*details))


def _anext(iterator, *default):
    step = _async_iterator(iterator).__anext__()
    return _or_default(step, default[0]) if default else step


def _or_default(step, default):
    try:
        return (yield from _awaitable(step))
    except StopAsyncIteration:
        return default


builtins.__awaited__ = _awaited
builtins.__awaitable__ = _awaitable
builtins.__awaiting__ = _awaiting
builtins.__begun__ = _begun
builtins.__item__ = _Item
builtins.__list_of__ = _list_of
builtins.__set_of__ = _set_of
builtins.__dict_of__ = _dict_of
builtins.__collected__ = _collected
builtins.__drained__ = _drained
builtins.__async_iterator__ = _async_iterator
builtins.__entered__ = _entered
builtins.aiter = _async_iterator
builtins.anext = _anext
