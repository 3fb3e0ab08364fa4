# asyncio: those who wait for one another.
from asyncio import BrokenBarrierError, CancelledError, Future


class _Waiting:
    # Those who wait for their turn.
    def __init__(self):
        self._waiters = []

    async def _queue_up(self):
        waiter = Future()
        self._waiters.append(waiter)
        try:
            await waiter
        except CancelledError:
            # It may have been its turn already.
            if waiter._done and not waiter._cancelled:
                self._wake()
            raise
        finally:
            if waiter in self._waiters:
                self._waiters.remove(waiter)

    def _wake(self, count=1):
        for waiter in self._waiters:
            if not count:
                return
            if not waiter._done:
                waiter.set_result(True)
                count -= 1


class Semaphore(_Waiting):
    def __init__(self, value=1):
        if value < 0:
            raise ValueError("Semaphore initial value must be >= 0")
        super().__init__()
        self._value = value

    def locked(self):
        return self._value == 0 or len(self._waiters) > 0

    async def acquire(self):
        if self.locked():
            await self._queue_up()
            # Whoever released has kept it for this one.
        else:
            self._value -= 1
        return True

    def _wake(self, count=1):
        self._value += 1
        for waiter in self._waiters:
            if not waiter._done:
                self._value -= 1
                waiter.set_result(True)
                return

    def release(self):
        self._wake()

    async def __aenter__(self):
        await self.acquire()

    async def __aexit__(self, *error):
        self.release()


class BoundedSemaphore(Semaphore):
    def __init__(self, value=1):
        super().__init__(value)
        self._most = value

    def release(self):
        if self._value >= self._most:
            raise ValueError("BoundedSemaphore released too many times")
        super().release()


class Lock(_Waiting):
    def __init__(self):
        super().__init__()
        self._locked = False

    def locked(self):
        return self._locked

    def _wake(self, count=1):
        if not self._locked:
            super()._wake()

    async def acquire(self):
        if self._locked or any(not waiter._cancelled for waiter in self._waiters):
            await self._queue_up()
        self._locked = True
        return True

    def release(self):
        if not self._locked:
            raise RuntimeError("Lock is not acquired.")
        self._locked = False
        # Until the one that is woken goes on, others find it free and queue up behind.
        super()._wake()

    async def __aenter__(self):
        await self.acquire()

    async def __aexit__(self, *error):
        self.release()


class Event(_Waiting):
    def __init__(self):
        super().__init__()
        self._set = False

    def is_set(self):
        return self._set

    def set(self):
        self._set = True
        self._wake(-1)

    def clear(self):
        self._set = False

    async def wait(self):
        if not self._set:
            await self._queue_up()
        return True


class Condition(_Waiting):
    def __init__(self, lock=None):
        super().__init__()
        self._lock = Lock() if lock is None else lock
        self.acquire = self._lock.acquire
        self.release = self._lock.release
        self.locked = self._lock.locked

    async def __aenter__(self):
        await self._lock.acquire()

    async def __aexit__(self, *error):
        self._lock.release()

    def _check(self, doing):
        if not self._lock.locked():
            raise RuntimeError("cannot %s on un-acquired lock" % doing)

    async def wait(self):
        self._check("wait")
        self._lock.release()
        try:
            await self._queue_up()
        finally:
            await self._lock.acquire()
        return True

    async def wait_for(self, predicate):
        value = predicate()
        while not value:
            await self.wait()
            value = predicate()
        return value

    def notify(self, n=1):
        self._check("notify")
        self._wake(n)

    def notify_all(self):
        self.notify(-1)


class Barrier(_Waiting):
    def __init__(self, parties):
        if parties < 1:
            raise ValueError("parties must be >= 1")
        super().__init__()
        self.parties = parties
        self.n_waiting = 0
        self.broken = False

    async def wait(self):
        if self.broken:
            raise BrokenBarrierError("Barrier aborted")
        place = self.n_waiting
        self.n_waiting += 1
        if self.n_waiting == self.parties:
            self.n_waiting = 0
            self._wake(-1)
        else:
            await self._queue_up()
            if self.broken:
                raise BrokenBarrierError("Abort or reset of barrier")
        return place

    async def abort(self):
        self.broken = True
        self._wake(-1)

    async def reset(self):
        await self.abort()
        self.broken = False
        self.n_waiting = 0

    async def __aenter__(self):
        return await self.wait()

    async def __aexit__(self, *error):
        pass
