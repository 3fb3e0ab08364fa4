# The part of asyncio that models use. Lowered code has no coroutines: an async function has run by
# the time its value gets here, and calls under way come from `tool.start(...)`.
import sys
import time


class _TimeoutError(Exception):
    pass


class _Asyncio:
    TimeoutError = _TimeoutError

    def gather(self, *calls, return_exceptions=False):
        return gather(*calls, return_exceptions=return_exceptions)

    def run(self, value):
        return _awaited(value)

    def create_task(self, value):
        return value

    ensure_future = create_task

    def wait_for(self, value, timeout=None):
        return _awaited(value)

    def sleep(self, seconds, result=None):
        time.sleep(seconds)
        return result

    def __repr__(self):
        return "<module 'asyncio'>"


sys.modules["asyncio"] = _Asyncio()
