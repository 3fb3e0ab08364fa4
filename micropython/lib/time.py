# time: MicroPython's clock and the sleep of the Python part, with CPython's other functions. The local
# time is UTC.
from _dates import DAYS, day_of_year, format_moment, from_ordinal, to_ordinal, weekday

_c = __import_c__("time")
time = _c.time
time_ns = _c.time_ns
sleep = _c.sleep
sleep_ms = _c.sleep_ms
sleep_us = _c.sleep_us
ticks_ms = _c.ticks_ms
ticks_us = _c.ticks_us
ticks_cpu = _c.ticks_cpu
ticks_diff = _c.ticks_diff
ticks_add = _c.ticks_add
timezone = altzone = 0
daylight = 0
tzname = ("UTC", "UTC")
CLOCK_REALTIME, CLOCK_MONOTONIC, CLOCK_PROCESS_CPUTIME_ID = 0, 1, 2
_FIELDS = ("tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday", "tm_yday", "tm_isdst")


class struct_time(tuple):
    tm_year = property(lambda self: self[0])
    tm_mon = property(lambda self: self[1])
    tm_mday = property(lambda self: self[2])
    tm_hour = property(lambda self: self[3])
    tm_min = property(lambda self: self[4])
    tm_sec = property(lambda self: self[5])
    tm_wday = property(lambda self: self[6])
    tm_yday = property(lambda self: self[7])
    tm_isdst = property(lambda self: self[8])
    tm_zone = "UTC"
    tm_gmtoff = 0

    def __repr__(self):
        return "time.struct_time(%s)" % ", ".join(["%s=%r" % pair for pair in zip(_FIELDS, self)])

    __str__ = __repr__


def gmtime(secs=None):
    days, rest = divmod(int((time() if secs is None else secs) // 1), 86400)
    year, month, day = from_ordinal(days + 719163)
    return struct_time(
        (year, month, day, rest // 3600, rest // 60 % 60, rest % 60, (days + 3) % 7, day_of_year(year, month, day), 0)
    )


localtime = gmtime


def mktime(t):
    t = tuple(t)
    if len(t) != 9:
        raise TypeError("Tuple or struct_time argument required")
    year, month = t[0] + (t[1] - 1) // 12, (t[1] - 1) % 12 + 1
    return float(((to_ordinal(year, month, 1) - 719163 + t[2] - 1) * 24 + t[3]) * 3600 + t[4] * 60 + t[5])


def strftime(format, t=None):
    t = tuple(localtime() if t is None else t)
    return format_moment(format, (t[0], max(t[1], 1), max(t[2], 1), t[3], t[4], t[5], 0, 0, "UTC"))


def strptime(string, format="%a %b %d %H:%M:%S %Y"):
    from _strptime import parse

    found = parse(string, format)
    return struct_time(found[:8] + (0 if found[11] else -1,))


def asctime(t=None):
    t = tuple(localtime() if t is None else t)
    return format_moment("%c", (t[0], t[1], t[2], t[3], t[4], t[5], 0, 0, "UTC"))


def ctime(secs=None):
    return asctime(localtime(secs))


_start = time_ns()


def perf_counter_ns():
    return time_ns() - _start


def perf_counter():
    return (time_ns() - _start) / 1000000000


monotonic_ns = process_time_ns = thread_time_ns = perf_counter_ns
monotonic = process_time = thread_time = perf_counter


def clock_gettime(clk_id):
    return time() if clk_id == CLOCK_REALTIME else perf_counter()


def get_clock_info(name):
    from types import SimpleNamespace

    return SimpleNamespace(implementation="performance.now()", monotonic=name != "time", adjustable=False, resolution=1e-6)


def tzset():
    pass
