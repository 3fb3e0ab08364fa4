# asyncio, where `async` and `await` are dropped: an async function has run by the time that its value
# gets here, in the order of the code, and what is really under way are calls of tools. So
# tasks are done when they are made, unless they stand for such a call; locks are free; and a queue that
# is empty stays so.
import time as _time

_Started = __import_c__("__main__")._Started
_Failed = __import_c__("__main__")._Failed
_awaited = __awaited__
gather = gather  # a built-in here
FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED = "FIRST_COMPLETED", "FIRST_EXCEPTION", "ALL_COMPLETED"
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


class Future(_Started):
    # Something that `await` and `gather` take the result of.
    def __init__(self, *, loop=None):
        self._set = False
        self._result = self._exception = None
        self._callbacks = []
        self._cancelled = False

    def result(self):
        if self._cancelled:
            raise CancelledError()
        if not self._set:
            raise InvalidStateError("Result is not set.")
        if self._exception is not None:
            raise self._exception
        return self._result

    def exception(self):
        if not self._set:
            raise InvalidStateError("Exception is not set.")
        return self._exception

    def _finish(self):
        if self._set:
            raise InvalidStateError("invalid state")
        self._set = True
        for callback in self._callbacks:
            callback(self)

    def set_result(self, result):
        self._finish()
        self._result = result

    def set_exception(self, exception):
        self._finish()
        self._exception = exception() if isinstance(exception, type) else exception

    def done(self):
        return self._set or self._cancelled

    def _has_ended(self):
        return self.done()

    def cancelled(self):
        return self._cancelled

    def cancel(self, msg=None):
        if self.done():
            return False
        self._cancelled = True
        return True

    def add_done_callback(self, callback, *, context=None):
        if self.done():
            callback(self)
        else:
            self._callbacks.append(callback)

    def remove_done_callback(self, callback):
        before = len(self._callbacks)
        self._callbacks = [each for each in self._callbacks if each is not callback]
        return before - len(self._callbacks)

    def get_loop(self):
        return _loop

    def __repr__(self):
        return "<Future %s>" % ("finished result=%r" % (self._result,) if self._set else "pending")


class Task(Future):
    _count = 0

    def __init__(self, coro, *, loop=None, name=None, context=None):
        super().__init__()
        Task._count += 1
        self._name = name or "Task-%d" % Task._count
        if isinstance(coro, _Started):
            self._call = coro
        else:
            self._call = None
            self.set_result(coro)
        if isinstance(coro, _Failed):
            self._wait()

    def _wait(self):
        if self._call is not None and not self._set and not self._cancelled:
            try:
                value = self._call.result()
            except Exception as error:
                self.set_exception(error)
            else:
                self.set_result(value)

    def done(self):
        if self._call is not None and not self._set and self._call._has_ended():
            self._wait()
        return super().done()

    def result(self):
        self._wait()
        return super().result()

    def exception(self):
        self._wait()
        return super().exception()

    def get_name(self):
        return self._name

    def set_name(self, value):
        self._name = str(value)

    def get_coro(self):
        return self._call

    def __repr__(self):
        state = "finished result=%r" % (self._result,) if self._set else "pending"
        return "<Task %s name=%r>" % (state, self._name)


def create_task(coro, *, name=None, context=None):
    return coro if isinstance(coro, Task) else Task(coro, name=name)


def ensure_future(coro_or_future, *, loop=None):
    return coro_or_future if isinstance(coro_or_future, Future) else Task(coro_or_future)


def run(main, *, debug=None, loop_factory=None):
    return _awaited(main)


def sleep(delay, result=None):
    if delay > 0:
        _time.sleep(delay)
    return result


def _ended(calls, timeout, enough):
    # Those that have ended, once there are so many, or the time is over.
    start = _time.monotonic()
    while True:
        ended = [call for call in calls if call._has_ended()]
        passed = _time.monotonic() - start
        if len(ended) >= enough or timeout is not None and passed >= timeout:
            return ended
        # Calls come to an end while the interpreter sleeps.
        pause = min(0.05, 0.001 + passed / 8)
        _time.sleep(max(0.001, pause if timeout is None else min(pause, timeout - passed)))


def wait_for(fut, timeout=None):
    if timeout is not None and isinstance(fut, _Started) and not _ended([fut], timeout, 1):
        if isinstance(fut, Future):
            fut.cancel()
        raise TimeoutError()
    return _awaited(fut)


def shield(arg):
    return arg


def wait(fs, *, timeout=None, return_when=ALL_COMPLETED):
    tasks = [ensure_future(each) for each in fs]
    if not tasks:
        raise ValueError("Set of Tasks/Futures is empty.")
    if timeout is None and return_when == ALL_COMPLETED:
        for task in tasks:
            if isinstance(task, Task):
                task._wait()
        return set(tasks), set()
    ended = set(_ended(tasks, timeout, 1 if return_when == FIRST_COMPLETED else len(tasks)))
    return ended, set(tasks) - ended


def as_completed(fs, *, timeout=None):
    left = [ensure_future(each) for each in fs]
    end = None if timeout is None else _time.monotonic() + timeout
    while left:
        ended = _ended(left, None if end is None else max(0, end - _time.monotonic()), 1)
        if not ended:
            raise TimeoutError()
        for task in ended:
            left.remove(task)
            yield task


def to_thread(func, *args, **kwargs):
    return func(*args, **kwargs)


def iscoroutine(obj):
    return isinstance(obj, _Started)


isfuture = iscoroutine


def iscoroutinefunction(func):
    import inspect

    return inspect.iscoroutinefunction(func)


_main_task = None


def current_task(loop=None):
    # There are no others that run.
    global _main_task
    if _main_task is None:
        _main_task = Task(None)
    return _main_task


def all_tasks(loop=None):
    return set()


class _Context:
    # `async with` is a plain `with`.
    def __enter__(self):
        return self

    def __exit__(self, *error):
        return None


class TaskGroup(_Context):
    def __init__(self):
        self._tasks = []

    def create_task(self, coro, *, name=None, context=None):
        task = create_task(coro, name=name)
        self._tasks.append(task)
        return task

    def __exit__(self, kind, error, traceback):
        errors = [] if error is None else [error]
        errors += [failed for failed in [task.exception() for task in self._tasks] if failed is not None]
        if errors:
            raise BaseExceptionGroup("unhandled errors in a TaskGroup", errors)


class Timeout(_Context):
    def __init__(self, when):
        self._when = when
        self._expired = False

    def when(self):
        return self._when

    def reschedule(self, when):
        self._when = when

    def expired(self):
        return self._expired

    def __enter__(self):
        self._start = _time.monotonic()
        return self

    def __exit__(self, kind, error, traceback):
        # Nothing is broken off: it is told at the end.
        if error is None and self._when is not None and _time.monotonic() - self._start > self._when:
            self._expired = True
            raise TimeoutError()


def timeout(delay):
    return Timeout(delay)


def timeout_at(when):
    return Timeout(None if when is None else when - _time.monotonic())


class Lock(_Context):
    def __init__(self):
        self._locked = False

    def acquire(self):
        if self._locked:
            raise RuntimeError("the lock is taken, and no other code runs that could release it")
        self._locked = True
        return True

    def release(self):
        if not self._locked:
            raise RuntimeError("Lock is not acquired.")
        self._locked = False

    def locked(self):
        return self._locked

    def __enter__(self):
        self.acquire()

    def __exit__(self, *error):
        self.release()


class Semaphore(_Context):
    def __init__(self, value=1):
        if value < 0:
            raise ValueError("Semaphore initial value must be >= 0")
        self._value = self._most = value

    def acquire(self):
        if self._value <= 0:
            raise RuntimeError("the semaphore is at zero, and no other code runs that could release it")
        self._value -= 1
        return True

    def release(self):
        self._value += 1

    def locked(self):
        return self._value == 0

    def __enter__(self):
        self.acquire()

    def __exit__(self, *error):
        self.release()


class BoundedSemaphore(Semaphore):
    def release(self):
        if self._value >= self._most:
            raise ValueError("BoundedSemaphore released too many times")
        self._value += 1


class Event:
    def __init__(self):
        self._set = False

    def is_set(self):
        return self._set

    def set(self):
        self._set = True

    def clear(self):
        self._set = False

    def wait(self):
        if not self._set:
            raise RuntimeError("the event is not set, and no other code runs that could set it")
        return True


class Condition(Lock):
    def __init__(self, lock=None):
        super().__init__()

    def wait(self):
        return True

    def wait_for(self, predicate):
        value = predicate()
        if not value:
            raise RuntimeError("the condition does not hold, and no other code runs that could change it")
        return value

    def notify(self, n=1):
        pass

    def notify_all(self):
        pass


class BrokenBarrierError(RuntimeError):
    pass


class Barrier(_Context):
    n_waiting = 0
    broken = False

    def __init__(self, parties):
        self.parties = parties

    def wait(self):
        if self.broken:
            raise BrokenBarrierError("Barrier aborted")
        return 0

    def reset(self):
        self.broken = False

    def abort(self):
        self.broken = True


class Queue:
    def __init__(self, maxsize=0):
        from collections import deque

        self.maxsize = maxsize
        self._items = deque()
        self._unfinished = 0

    def _add(self, item):
        self._items.append(item)

    def _take(self):
        return self._items.popleft()

    def qsize(self):
        return len(self._items)

    def empty(self):
        return len(self._items) == 0

    def full(self):
        return 0 < self.maxsize <= len(self._items)

    def put(self, item):
        # Waiting for room would be for ever: it is taken.
        self._add(item)
        self._unfinished += 1

    def put_nowait(self, item):
        if self.full():
            raise QueueFull
        self.put(item)

    def get_nowait(self):
        if not len(self._items):
            raise QueueEmpty
        return self._take()

    def get(self):
        if not len(self._items):
            raise QueueEmpty("the queue is empty, and no other code runs that could put anything into it")
        return self._take()

    def task_done(self):
        if self._unfinished <= 0:
            raise ValueError("task_done() called too many times")
        self._unfinished -= 1

    def join(self):
        pass


class PriorityQueue(Queue):
    def __init__(self, maxsize=0):
        super().__init__(maxsize)
        self._items = []

    def _add(self, item):
        import heapq

        heapq.heappush(self._items, item)

    def _take(self):
        import heapq

        return heapq.heappop(self._items)


class LifoQueue(Queue):
    def _take(self):
        return self._items.pop()


class Runner(_Context):
    def run(self, coro, *, context=None):
        return run(coro)

    def get_loop(self):
        return _loop

    def close(self):
        pass


class AbstractEventLoop:
    def run_until_complete(self, future):
        return _awaited(future)

    def create_task(self, coro, *, name=None):
        return create_task(coro, name=name)

    def create_future(self):
        return Future()

    def run_in_executor(self, executor, func, *args):
        return func(*args)

    def call_soon(self, callback, *args, context=None):
        callback(*args)

    call_soon_threadsafe = call_soon

    def call_later(self, delay, callback, *args, context=None):
        _time.sleep(delay)
        callback(*args)

    def time(self):
        return _time.monotonic()

    def is_running(self):
        return False

    def is_closed(self):
        return False

    def stop(self):
        pass

    close = stop

    def set_debug(self, enabled):
        pass

    def shutdown_asyncgens(self):
        pass


_loop = AbstractEventLoop()


def get_event_loop():
    return _loop


get_running_loop = new_event_loop = get_event_loop


def set_event_loop(loop):
    pass


set_event_loop_policy = set_event_loop
