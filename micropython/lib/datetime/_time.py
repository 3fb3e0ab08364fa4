# time.
import _dates
from datetime._date import digits
from datetime._delta import check_offset, timedelta, timezone, tzinfo

_UNITS = ("auto", "hours", "minutes", "seconds", "milliseconds", "microseconds")


def check_time(hour, minute, second, microsecond, fold):
    for value in (hour, minute, second, microsecond, fold):
        if not isinstance(value, int):
            raise TypeError("%r object cannot be interpreted as an integer" % type(value).__name__)
    if not 0 <= hour <= 23:
        raise ValueError("hour must be in 0..23")
    if not 0 <= minute <= 59:
        raise ValueError("minute must be in 0..59")
    if not 0 <= second <= 59:
        raise ValueError("second must be in 0..59")
    if not 0 <= microsecond <= 999999:
        raise ValueError("microsecond must be in 0..999999")
    if fold not in (0, 1):
        raise ValueError("fold must be either 0 or 1")


def check_zone(zone):
    if zone is not None and not isinstance(zone, tzinfo):
        raise TypeError("tzinfo argument must be None or of a tzinfo subclass, not type %r" % type(zone).__name__)


def format_time(hour, minute, second, microsecond, timespec):
    if timespec not in _UNITS:
        raise ValueError("Unknown timespec value")
    if timespec == "auto":
        timespec = "microseconds" if microsecond else "seconds"
    text = "%02d" % hour
    if timespec != "hours":
        text += ":%02d" % minute
        if timespec != "minutes":
            text += ":%02d" % second
            if timespec == "milliseconds":
                text += ".%03d" % (microsecond // 1000)
            elif timespec == "microseconds":
                text += ".%06d" % microsecond
    return text


def format_offset(offset):
    if offset is None:
        return ""
    us = offset._us
    seconds = abs(us) // 1000000
    return _dates.offset_text(-seconds if us < 0 else seconds, ":", -(abs(us) % 1000000) if us < 0 else us % 1000000)


def _clock(text):
    # -> (hour, minute, second, microsecond) of hh[:mm[:ss[.ffffff]]] or without colons; None otherwise
    parts = [digits(text, 0, 2)]
    at = 2
    colon = text[2:3] == ":"
    while parts[-1] is not None and len(parts) < 3 and at < len(text) and text[at] not in ".,":
        if colon:
            if text[at] != ":":
                return None
            at += 1
        parts.append(digits(text, at, at + 2))
        at += 2
    if parts[-1] is None:
        return None
    microsecond = 0
    if at < len(text):
        fraction = text[at + 1 :]
        if len(parts) < 3 or text[at] not in ".," or not fraction.isdigit():
            return None
        microsecond = int((fraction + "00000")[:6])
    while len(parts) < 3:
        parts.append(0)
    return parts + [microsecond]


def parse_time(text):
    # -> [hour, minute, second, microsecond, zone]; None if it is no time
    zone = None
    if text[-1:] == "Z":
        zone = timezone.utc
        text = text[:-1]
    else:
        for sign in "+-":
            at = text.find(sign)
            if at >= 0:
                parts = _clock(text[at + 1 :])
                if parts is None:
                    return None
                offset = timedelta(hours=parts[0], minutes=parts[1], seconds=parts[2], microseconds=parts[3])
                if not offset:
                    zone = timezone.utc
                else:
                    zone = timezone(-offset if sign == "-" else offset)
                text = text[:at]
                break
    parts = _clock(text)
    return None if parts is None else parts + [zone]


class time:
    def __init__(self, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        check_time(hour, minute, second, microsecond, fold)
        check_zone(tzinfo)
        self._hour = hour
        self._minute = minute
        self._second = second
        self._microsecond = microsecond
        self._tzinfo = tzinfo
        self._fold = fold

    hour = property(lambda self: self._hour)
    minute = property(lambda self: self._minute)
    second = property(lambda self: self._second)
    microsecond = property(lambda self: self._microsecond)
    tzinfo = property(lambda self: self._tzinfo)
    fold = property(lambda self: self._fold)

    @classmethod
    def fromisoformat(cls, time_string):
        if not isinstance(time_string, str):
            raise TypeError("fromisoformat: argument must be str")
        text = time_string[1:] if time_string[:1] == "T" else time_string
        parts = parse_time(text)
        if parts is None:
            raise ValueError("Invalid isoformat string: %r" % time_string)
        return cls(*parts)

    def isoformat(self, timespec="auto"):
        text = format_time(self._hour, self._minute, self._second, self._microsecond, timespec)
        return text + format_offset(self.utcoffset())

    def __str__(self):
        return self.isoformat()

    def __repr__(self):
        parts = [self._hour, self._minute]
        if self._second or self._microsecond:
            parts.append(self._second)
            if self._microsecond:
                parts.append(self._microsecond)
        text = ", ".join([str(part) for part in parts])
        if self._tzinfo is not None:
            text += ", tzinfo=%r" % self._tzinfo
        if self._fold:
            text += ", fold=1"
        return "datetime.time(%s)" % text

    def strftime(self, format):
        offset = self.utcoffset()
        seconds = None if offset is None else offset._us // 1000000
        return _dates.format_moment(
            format,
            (1900, 1, 1, self._hour, self._minute, self._second, self._microsecond, seconds, self.tzname()),
        )

    def __format__(self, spec):
        return self.strftime(spec) if spec else str(self)

    def utcoffset(self):
        return None if self._tzinfo is None else check_offset("utcoffset", self._tzinfo.utcoffset(None))

    def tzname(self):
        return None if self._tzinfo is None else self._tzinfo.tzname(None)

    def dst(self):
        return None if self._tzinfo is None else check_offset("dst", self._tzinfo.dst(None))

    def replace(self, hour=None, minute=None, second=None, microsecond=None, tzinfo=True, *, fold=None):
        return type(self)(
            self._hour if hour is None else hour, self._minute if minute is None else minute,
            self._second if second is None else second, self._microsecond if microsecond is None else microsecond,
            self._tzinfo if tzinfo is True else tzinfo, fold=self._fold if fold is None else fold,
        )

    def _key(self):
        us = ((self._hour * 60 + self._minute) * 60 + self._second) * 1000000 + self._microsecond
        offset = self.utcoffset()
        return us if offset is None else us - offset._us

    def _other(self, other, ordered=True):
        if not isinstance(other, time):
            return None
        if (self.utcoffset() is None) != (other.utcoffset() is None):
            if ordered:
                raise TypeError("can't compare offset-naive and offset-aware times")
            return -1
        return other._key()

    def __eq__(self, other):
        key = self._other(other, False)
        return NotImplemented if key is None else self._key() == key

    def __ne__(self, other):
        key = self._other(other, False)
        return NotImplemented if key is None else self._key() != key

    def __lt__(self, other):
        key = self._other(other)
        return NotImplemented if key is None else self._key() < key

    def __le__(self, other):
        key = self._other(other)
        return NotImplemented if key is None else self._key() <= key

    def __gt__(self, other):
        key = self._other(other)
        return NotImplemented if key is None else self._key() > key

    def __ge__(self, other):
        key = self._other(other)
        return NotImplemented if key is None else self._key() >= key

    def __hash__(self):
        return hash(self._key())

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


time.min = time(0, 0)
time.max = time(23, 59, 59, 999999)
time.resolution = timedelta(0, 0, 1)
