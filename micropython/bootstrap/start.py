# What belongs to a session's own hour and chance. The interpreter is booted when the site is built,
# and every session begins with a copy of that: a clock that is read or a number that is drawn in
# the other files would be the same in all of them. So this comes before a session's first step.
import random

_started = False


def _start():
    global _started
    if _started:
        return
    _started = True
    random.seed()
    _files.started()
