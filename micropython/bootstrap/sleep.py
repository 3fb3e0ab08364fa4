# Sleeping: the page wakes the interpreter, which is suspended until then.
import time


def _sleep(seconds):
    if not isinstance(seconds, (int, float)):
        raise TypeError("%r object cannot be interpreted as a number of seconds" % type(seconds).__name__)
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    milliseconds = int(seconds * 1000 + 0.5)
    if milliseconds:
        slept, reason = _ask("sleep", str(milliseconds))
        if not slept:
            raise RuntimeError("time.sleep(): %s" % reason)


time.sleep = _sleep
time.sleep_ms = lambda milliseconds: _sleep(milliseconds / 1000)
time.sleep_us = lambda microseconds: _sleep(microseconds / 1_000_000)
