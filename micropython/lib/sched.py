# sched.
import heapq
import time
from collections._named import build

_MARK = object()
_Fields = build("Event", ["time", "priority", "sequence", "action", "argument", "kwargs"], {})


class Event(_Fields):
    def __lt__(self, other):
        return (self.time, self.priority, self.sequence) < (other.time, other.priority, other.sequence)


class scheduler:
    def __init__(self, timefunc=time.monotonic, delayfunc=time.sleep):
        self._queue = []
        self._sequence = 0
        self.timefunc = timefunc
        self.delayfunc = delayfunc

    def enterabs(self, time, priority, action, argument=(), kwargs=_MARK):
        self._sequence += 1
        event = Event(time, priority, self._sequence, action, argument, {} if kwargs is _MARK else kwargs)
        heapq.heappush(self._queue, event)
        return event

    def enter(self, delay, priority, action, argument=(), kwargs=_MARK):
        return self.enterabs(self.timefunc() + delay, priority, action, argument, kwargs)

    def cancel(self, event):
        if not any(each is event for each in self._queue):
            raise ValueError("list.remove(x): x not in list")
        self._queue = [each for each in self._queue if each is not event]
        heapq.heapify(self._queue)

    def empty(self):
        return not self._queue

    def run(self, blocking=True):
        while self._queue:
            event = self._queue[0]
            wait = event.time - self.timefunc()
            if wait > 0:
                if not blocking:
                    return wait
                self.delayfunc(wait)
                continue
            heapq.heappop(self._queue)
            event.action(*event.argument, **event.kwargs)

    @property
    def queue(self):
        return sorted(self._queue)
