# asyncio: one loop, which runs tasks until they wait, and sleeps until a timer is due or a call of a tool has
# ended. It can be run from within what it runs.
import time as _time

_main = __import_c__("__main__")
_Started = _main._Started
_begun = _main._begun
_generator = _main._generator
_heapq = __import_c__("heapq")
_ENDS = (KeyboardInterrupt, SystemExit, _main._FinalAnswer)  # of the code as a whole
FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED = "FIRST_COMPLETED", "FIRST_EXCEPTION", "ALL_COMPLETED"
_TURNS = 64  # without a look at calls of tools
try:
    TimeoutError = TimeoutError
except NameError:

    class TimeoutError(Exception):
        pass


class CancelledError(BaseException):
    pass


class InvalidStateError(Exception):
    pass


class QueueEmpty(Exception):
    pass


class QueueFull(Exception):
    pass


class QueueShutDown(Exception):
    pass


class BrokenBarrierError(RuntimeError):
    pass


class Handle:
    def __init__(self, callback, args, when=None):
        self._callback = callback
        self._args = args
        self._when = when
        self._cancelled = False

    def cancel(self):
        self._cancelled = True

    def cancelled(self):
        return self._cancelled

    def when(self):
        return self._when


TimerHandle = Handle


class AbstractEventLoop:
    def __init__(self):
        self._ready = []
        self._timers = []
        self._timed = 0
        self._calls = []  # futures of calls of tools that are waited for
        self._turns = 0
        self._ahead = 0
        self._running = 0
        self._task = None
        self._tasks = []

    def time(self):
        return _time.monotonic() + self._ahead

    def call_soon(self, callback, *args, context=None):
        handle = Handle(callback, args)
        self._ready.append(handle)
        return handle

    call_soon_threadsafe = call_soon

    def call_later(self, delay, callback, *args, context=None):
        return self.call_at(self.time() + delay, callback, *args)

    def call_at(self, when, callback, *args, context=None):
        self._timed += 1
        handle = Handle(callback, args, when)
        _heapq.heappush(self._timers, (when, self._timed, handle))
        return handle

    def create_future(self):
        return Future()

    def create_task(self, coro, *, name=None, context=None):
        return Task(coro, name=name)

    def run_in_executor(self, executor, func, *args):
        return ensure_future(to_thread(func, *args))

    def run_until_complete(self, future):
        if not isinstance(future, _Started) and type(future) is not _generator and not hasattr(future, "__await__"):
            return future  # of a tool, whose call waits by itself
        future = ensure_future(future)
        task = self._task
        self._running += 1
        try:
            while not future.done():
                self._turn()
        finally:
            self._running -= 1
            self._task = task
        return future.result()

    def run_forever(self):
        while self._ready or self._timers or self._calls:
            self._turn()

    def _turn(self):
        ready = self._ready
        self._turns += 1
        if not ready or self._turns > _TURNS:
            self._rest()
        # Another turn may be taken within.
        for _ in range(len(ready)):
            if not ready:
                break
            handle = ready.pop(0)
            if not handle._cancelled:
                try:
                    handle._callback(*handle._args)
                except Exception:
                    import traceback

                    traceback.print_exc()

    def _rest(self):
        # Until something is ready.
        self._turns = 0
        timers = self._timers
        while timers and timers[0][2]._cancelled:
            _heapq.heappop(timers)
        calls = self._calls = [call for call in self._calls if not call.done()]
        now = self.time()
        if not self._ready or calls:
            due = now if self._ready else timers[0][0] if timers else None
            if due is None and not calls:
                raise RuntimeError("this waits for ever: nothing else runs that could end it")
            if not any(call._call._has_ended() for call in calls):
                seconds = None if due is None else max(0, due - now)
                if not self._wait(seconds, calls):
                    # Whoever wakes it too early has it from a clock of its own.
                    self._ahead = max(0, due - _time.monotonic())
                now = self.time()
        for call in calls:
            if call._call._has_ended():
                call.set_result(None)
        while timers and timers[0][0] <= now:
            self._ready.append(_heapq.heappop(timers)[2])

    def _wait(self, seconds, calls):
        # Whether it ended because a call did.
        milliseconds = None if seconds is None else -int(-seconds * 1000 // 1)
        if not calls:
            _time.sleep(milliseconds / 1000)
            return False
        succeeded, ended = _main._ask("wait_any", "" if milliseconds is None else str(milliseconds))
        if not succeeded:
            raise RuntimeError("asyncio: %s" % ended)
        return ended

    def is_running(self):
        return self._running > 0

    def is_closed(self):
        return False

    def stop(self):
        pass

    close = stop

    def get_debug(self):
        return False

    def set_debug(self, enabled):
        pass

    def set_exception_handler(self, handler):
        pass

    async def shutdown_asyncgens(self):
        pass

    shutdown_default_executor = shutdown_asyncgens


_loop = AbstractEventLoop()


def get_event_loop():
    return _loop


new_event_loop = get_event_loop


def get_running_loop():
    if not _loop._running:
        raise RuntimeError("no running event loop")
    return _loop


def set_event_loop(loop):
    pass


set_event_loop_policy = set_event_loop


class Future(_Started):
    def __init__(self, *, loop=None):
        self._done = self._cancelled = False
        self._result = self._exception = self._message = None
        self._callbacks = []

    def __iter__(self):
        if not self.done():
            yield self
        return self.result()

    __await__ = __iter__

    def result(self):
        if self._cancelled:
            raise self._cancellation()
        if not self._done:
            raise InvalidStateError("Result is not set.")
        if self._exception is not None:
            raise self._exception
        return self._result

    def exception(self):
        if self._cancelled:
            raise self._cancellation()
        if not self._done:
            raise InvalidStateError("Exception is not set.")
        return self._exception

    def _cancellation(self):
        return CancelledError() if self._message is None else CancelledError(self._message)

    def _finish(self):
        if self._done:
            raise InvalidStateError("invalid state")
        self._done = True
        callbacks = self._callbacks
        self._callbacks = []
        for callback in callbacks:
            _loop.call_soon(callback, self)

    def set_result(self, result):
        self._finish()
        self._result = result

    def set_exception(self, exception):
        self._finish()
        self._exception = exception() if isinstance(exception, type) else exception

    def cancel(self, msg=None):
        if self._done:
            return False
        self._cancelled = True
        self._message = msg
        self._finish()
        return True

    def done(self):
        return self._done

    _has_ended = done

    def cancelled(self):
        return self._cancelled

    def add_done_callback(self, callback, *, context=None):
        if self._done:
            _loop.call_soon(callback, self)
        else:
            self._callbacks.append(callback)

    def remove_done_callback(self, callback):
        before = len(self._callbacks)
        self._callbacks = [each for each in self._callbacks if each is not callback]
        return before - len(self._callbacks)

    def get_loop(self):
        return _loop

    def _state(self):
        if not self._done:
            return "pending"
        if self._cancelled:
            return "cancelled"
        if self._exception is not None:
            return "finished exception=%r" % (self._exception,)
        return "finished result=%r" % (self._result,)

    def __repr__(self):
        return "<Future %s>" % self._state()


class Task(Future):
    _count = 0

    def __init__(self, coro, *, loop=None, name=None, context=None, eager_start=False):
        super().__init__()
        if type(coro) is not _generator:
            if not isinstance(coro, _Started):
                raise TypeError("a coroutine was expected, got %r" % (coro,))
            coro = coro.__iter__()
        if name is None:
            Task._count += 1
            name = "Task-%d" % Task._count
        self._name = str(name)
        self._coro = coro
        self._waited = None
        self._must_cancel = False
        self._requests = 0
        _loop._tasks.append(self)
        _loop.call_soon(self._step, None)

    def _step(self, error):
        if self._done:
            return
        if self._must_cancel:
            self._must_cancel = False
            if not isinstance(error, CancelledError):
                error = self._cancellation()
        self._waited = None
        around = _loop._task
        _loop._task = self
        try:
            waited = self._coro.send(None) if error is None else self._coro.throw(error)
        except StopIteration as end:
            if self._must_cancel:
                Future.cancel(self, self._message)
            else:
                self.set_result(end.value)
        except CancelledError as error:
            Future.cancel(self, error.args[0] if error.args else None)
        except _ENDS as error:
            self.set_exception(error)
            raise
        except BaseException as error:
            self.set_exception(error)
        else:
            self._wait(waited)
        finally:
            _loop._task = around

    def _wait(self, waited):
        if waited is None:
            _loop.call_soon(self._step, None)
            return
        if not isinstance(waited, _Started):
            error = RuntimeError("Task got bad yield: %r" % (waited,))
            _loop.call_soon(self._step, error)
            return
        if not isinstance(waited, Future):
            call = waited
            waited = Future()
            waited._call = call
            _loop._calls.append(waited)
        self._waited = waited
        waited.add_done_callback(self._wake)
        if self._must_cancel and waited.cancel(self._message):
            self._must_cancel = False

    def _wake(self, waited):
        self._step(waited._cancellation() if waited._cancelled else None)

    def _finish(self):
        super()._finish()
        _loop._tasks.remove(self)

    def cancel(self, msg=None):
        if self._done:
            return False
        self._requests += 1
        if self._waited is None or not self._waited.cancel(msg):
            self._must_cancel = True
            self._message = msg
        return True

    def cancelling(self):
        return self._requests

    def uncancel(self):
        if self._requests:
            self._requests -= 1
        return self._requests

    def get_name(self):
        return self._name

    def set_name(self, value):
        self._name = str(value)

    def get_coro(self):
        return self._coro

    def __repr__(self):
        return "<Task %s name=%r>" % (self._state(), self._name)


def create_task(coro, *, name=None, context=None):
    return Task(coro, name=name)


def ensure_future(coro_or_future, *, loop=None):
    if isinstance(coro_or_future, Future):
        return coro_or_future
    if hasattr(coro_or_future, "__await__"):
        return Task(coro_or_future.__await__())
    if type(coro_or_future) is _generator or isinstance(coro_or_future, _Started):
        return Task(coro_or_future)
    # What a tool has given, whose plain call waits.
    future = Future()
    future.set_result(coro_or_future)
    return future


def run(main, *, debug=None, loop_factory=None):
    if type(main) is not _generator and callable(main):
        raise ValueError("a coroutine was expected, got %r" % (main,))
    before = list(_loop._tasks)
    try:
        return _loop.run_until_complete(main)
    finally:
        left = [task for task in _loop._tasks if task not in before]
        for task in left:
            task.cancel()
        if left:
            _loop.run_until_complete(gather(*left, return_exceptions=True))


_main._run_until = _loop.run_until_complete


def _pause():
    yield


async def sleep(delay, result=None):
    if delay <= 0:
        await _pause()
        return result
    future = Future()
    timer = _loop.call_later(delay, _set, future)
    try:
        await future
    finally:
        timer.cancel()
    return result


def _set(future, result=None):
    if not future.done():
        future.set_result(result)


class _Gathered(Future):
    def __init__(self, children):
        super().__init__()
        self._children = children
        self._requested = False

    def cancel(self, msg=None):
        if self._done:
            return False
        cancelled = False
        for child in self._children:
            cancelled = child.cancel(msg) or cancelled
        self._requested = cancelled
        return cancelled


def gather(*coros_or_futures, return_exceptions=False):
    made = {}
    futures = []
    for given in coros_or_futures:
        future = made.get(id(given))
        if future is None:
            future = ensure_future(given)
            if isinstance(given, _Started) or type(given) is _generator:
                made[id(given)] = future
        futures.append(future)
    outer = _Gathered(futures)
    if not futures:
        outer.set_result([])
        return outer
    left = len(futures)

    def outcome(child):
        if child._cancelled:
            return CancelledError(child._message or "")
        return child._result if child._exception is None else child._exception

    def ended(child):
        nonlocal left
        left -= 1
        if outer._done:
            return
        if not return_exceptions:
            if child._cancelled:
                outer.set_exception(child._cancellation())
                return
            if child._exception is not None:
                outer.set_exception(child._exception)
                return
        if left:
            return
        if outer._requested:
            outer.set_exception(CancelledError())
            return
        outer.set_result([outcome(each) for each in futures])

    for future in futures:
        future.add_done_callback(ended)
    return outer


class Timeout:
    def __init__(self, when):
        self._when = when
        self._timer = self._task = None
        self._expired = False

    def when(self):
        return self._when

    def expired(self):
        return self._expired

    def reschedule(self, when):
        self._when = when
        if self._timer is not None:
            self._timer.cancel()
        self._timer = None if when is None else _loop.call_at(when, self._expire)

    def _expire(self):
        self._expired = True
        self._task.cancel()

    async def __aenter__(self):
        self._task = current_task()
        if self._task is None:
            raise RuntimeError("Timeout should be used inside a task")
        self._requests = self._task.cancelling()
        self.reschedule(self._when)
        return self

    async def __aexit__(self, kind, error, traceback):
        if self._timer is not None:
            self._timer.cancel()
        if self._expired and self._task.uncancel() <= self._requests and isinstance(error, CancelledError):
            raise TimeoutError from error


def timeout(delay):
    return Timeout(None if delay is None else _loop.time() + delay)


def timeout_at(when):
    return Timeout(when)


async def wait_for(fut, timeout):
    if timeout is not None and timeout <= 0:
        fut = ensure_future(fut)
        if not fut.done():
            fut.cancel()
            await wait([fut])
            raise TimeoutError
    async with Timeout(None if timeout is None else _loop.time() + timeout):
        return await fut


async def wait(fs, *, timeout=None, return_when=ALL_COMPLETED):
    futures = []
    for each in fs:
        if each not in futures:
            futures.append(each)
    if not futures:
        raise ValueError("Set of Tasks/Futures is empty.")
    futures = [ensure_future(each) for each in futures]
    waiter = Future()

    def ended(future):
        failed = return_when == FIRST_EXCEPTION and not future._cancelled and future._exception is not None
        if return_when == FIRST_COMPLETED or failed or all(each._done for each in futures):
            _set(waiter)

    if not all(each._done for each in futures) and not (
        return_when == FIRST_COMPLETED and any(each._done for each in futures)
    ):
        timer = None if timeout is None else _loop.call_later(timeout, _set, waiter)
        for each in futures:
            each.add_done_callback(ended)
        try:
            await waiter
        finally:
            if timer is not None:
                timer.cancel()
            for each in futures:
                each.remove_done_callback(ended)
    done = [each for each in futures if each._done]
    return set(done), set(each for each in futures if each not in done)


class _Completed:
    def __init__(self, fs, timeout):
        from asyncio.queues import Queue

        self._left = [ensure_future(each) for each in fs]
        self._queue = Queue()
        self._count = len(self._left)
        for each in self._left:
            each.add_done_callback(self._ended)
        self._timer = None if timeout is None else _loop.call_later(timeout, self._expire)

    def _ended(self, future):
        if future in self._left:
            self._left.remove(future)
            self._queue.put_nowait(future)
            if not self._left and self._timer is not None:
                self._timer.cancel()

    def _expire(self):
        for each in self._left:
            each.remove_done_callback(self._ended)
            self._queue.put_nowait(None)
        self._left = []

    async def _next(self):
        future = await self._queue.get()
        if future is None:
            raise TimeoutError
        return future.result()

    def __iter__(self):
        for _ in range(self._count):
            yield self._next()

    async def __aiter__(self):
        for _ in range(self._count):
            future = await self._queue.get()
            if future is None:
                raise TimeoutError
            yield future


def as_completed(fs, *, timeout=None):
    return _Completed(fs, timeout)


def shield(arg):
    inner = ensure_future(arg)
    if inner._done:
        return inner
    outer = Future()

    def ended(inner):
        if outer._done:
            return
        if inner._cancelled:
            outer.cancel()
        elif inner._exception is not None:
            outer.set_exception(inner._exception)
        else:
            outer.set_result(inner._result)

    inner.add_done_callback(ended)
    return outer


async def to_thread(func, *args, **kwargs):
    result = _begun(func, *args, **kwargs)
    return (await result) if isinstance(result, _Started) else result


def iscoroutine(obj):
    return type(obj) is _generator


def isfuture(obj):
    return isinstance(obj, Future)


def iscoroutinefunction(func):
    import inspect

    return inspect.iscoroutinefunction(func)


def current_task(loop=None):
    return _loop._task


def all_tasks(loop=None):
    return set(_loop._tasks)


class Runner:
    def __init__(self, *, debug=None, loop_factory=None):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()

    def run(self, coro, *, context=None):
        return _loop.run_until_complete(coro)

    def get_loop(self):
        return _loop

    def close(self):
        pass


def __getattr__(name):
    if name in ("Lock", "Semaphore", "BoundedSemaphore", "Event", "Condition", "Barrier"):
        import asyncio.locks as place
    elif name in ("Queue", "PriorityQueue", "LifoQueue"):
        import asyncio.queues as place
    elif name == "TaskGroup":
        import asyncio.taskgroups as place
    else:
        raise AttributeError("module 'asyncio' has no attribute %r" % name)
    return getattr(place, name)
