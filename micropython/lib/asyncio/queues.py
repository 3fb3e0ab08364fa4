# asyncio: queues.
from asyncio import QueueEmpty, QueueFull
from asyncio.locks import Event, _Waiting

_heapq = __import_c__("heapq")


class Queue:
    def __init__(self, maxsize=0):
        self.maxsize = maxsize
        self._items = []
        self._getters = _Waiting()
        self._putters = _Waiting()
        self._unfinished = 0
        self._finished = Event()
        self._finished.set()

    def _add(self, item):
        self._items.append(item)

    def _take(self):
        return self._items.pop(0)

    def qsize(self):
        return len(self._items)

    def empty(self):
        return not self._items

    def full(self):
        return 0 < self.maxsize <= len(self._items)

    async def put(self, item):
        while self.full():
            await self._putters._queue_up()
        self.put_nowait(item)

    def put_nowait(self, item):
        if self.full():
            raise QueueFull
        self._add(item)
        self._unfinished += 1
        self._finished.clear()
        self._getters._wake()

    async def get(self):
        while not self._items:
            await self._getters._queue_up()
        return self.get_nowait()

    def get_nowait(self):
        if not self._items:
            raise QueueEmpty
        item = self._take()
        self._putters._wake()
        return item

    def task_done(self):
        if self._unfinished <= 0:
            raise ValueError("task_done() called too many times")
        self._unfinished -= 1
        if not self._unfinished:
            self._finished.set()

    async def join(self):
        await self._finished.wait()


class PriorityQueue(Queue):
    def _add(self, item):
        _heapq.heappush(self._items, item)

    def _take(self):
        return _heapq.heappop(self._items)


class LifoQueue(Queue):
    def _take(self):
        return self._items.pop()
