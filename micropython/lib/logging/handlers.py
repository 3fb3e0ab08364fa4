# logging.handlers: those that write to files and to memory.
import logging
import os


class RotatingFileHandler(logging.FileHandler):
    def __init__(self, filename, mode="a", maxBytes=0, backupCount=0, encoding=None, delay=False, errors=None):
        super().__init__(filename, "a" if maxBytes > 0 else mode, encoding)
        self.maxBytes = maxBytes
        self.backupCount = backupCount

    def shouldRollover(self, record):
        size = os.path.getsize(self.baseFilename)
        return self.maxBytes > 0 and size + len(self.format(record)) + 1 >= self.maxBytes

    def doRollover(self):
        self._given.close()
        for number in range(self.backupCount - 1, 0, -1):
            name = "%s.%d" % (self.baseFilename, number)
            if os.path.exists(name):
                os.replace(name, "%s.%d" % (self.baseFilename, number + 1))
        if self.backupCount > 0:
            os.replace(self.baseFilename, self.baseFilename + ".1")
        self._given = open(self.baseFilename, "w")

    def emit(self, record):
        if self.shouldRollover(record):
            self.doRollover()
        super().emit(record)


class TimedRotatingFileHandler(logging.FileHandler):
    def __init__(self, filename, when="h", interval=1, backupCount=0, encoding=None, **options):
        super().__init__(filename, "a", encoding)


class BufferingHandler(logging.Handler):
    def __init__(self, capacity):
        super().__init__()
        self.capacity = capacity
        self.buffer = []

    def emit(self, record):
        self.buffer.append(record)
        if len(self.buffer) >= self.capacity:
            self.flush()

    def flush(self):
        self.buffer = []


class MemoryHandler(BufferingHandler):
    def __init__(self, capacity, flushLevel=logging.ERROR, target=None, flushOnClose=True):
        super().__init__(capacity)
        self.flushLevel = flushLevel
        self.target = target

    def emit(self, record):
        self.buffer.append(record)
        if len(self.buffer) >= self.capacity or record.levelno >= self.flushLevel:
            self.flush()

    def setTarget(self, target):
        self.target = target

    def flush(self):
        if self.target is not None:
            for record in self.buffer:
                self.target.handle(record)
            self.buffer = []


class QueueHandler(logging.Handler):
    def __init__(self, queue):
        super().__init__()
        self.queue = queue

    def emit(self, record):
        self.queue.put_nowait(record)
