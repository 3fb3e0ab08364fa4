# datetime.
import _dates
from datetime._date import check_date, date, parse_date
from datetime._delta import _delta, check_offset, timedelta, timezone, tzinfo as _tzinfo
from datetime._time import check_time, check_zone, format_offset, format_time, parse_time, time

_EPOCH = 719163  # the ordinal of 1970-01-01


def _of_microseconds(cls, us, zone=None, fold=0):
    # Counted from midnight before day 1.
    days, rest = divmod(us, 86400000000)
    if not 1 <= days <= 3652059:
        raise OverflowError("date value out of range")
    year, month, day = _dates.from_ordinal(days)
    seconds, microsecond = divmod(rest, 1000000)
    return cls(year, month, day, seconds // 3600, seconds // 60 % 60, seconds % 60, microsecond, zone, fold=fold)


class datetime(date):
    _is_date = False

    def __init__(self, year, month=None, day=None, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        if month is None or day is None:
            missing = "month" if month is None else "day"
            if not isinstance(year, int):
                raise TypeError("%r object cannot be interpreted as an integer" % type(year).__name__)
            raise TypeError("function missing required argument %r (pos %d)" % (missing, 2 if month is None else 3))
        check_date(year, month, day)
        check_time(hour, minute, second, microsecond, fold)
        check_zone(tzinfo)
        self._year = year
        self._month = month
        self._day = day
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
    def now(cls, tz=None):
        from time import time_ns

        check_zone(tz)
        made = _of_microseconds(cls, time_ns() // 1000 + _EPOCH * 86400000000, tz)
        return made if tz is None else tz.fromutc(made)

    today = now

    @classmethod
    def utcnow(cls):
        return cls.now()

    @classmethod
    def fromtimestamp(cls, timestamp, tz=None):
        check_zone(tz)
        if isinstance(timestamp, int):
            us = timestamp * 1000000
        else:
            # To the nearest microsecond, as CPython: the fraction on its own.
            whole = int(timestamp // 1)
            us = whole * 1000000 + round((timestamp - whole) * 1000000)
        if not -62135596800000000 <= us < 253402300800000000:
            raise ValueError("year %d is out of range" % (1970 + us // 31556952000000))
        made = _of_microseconds(cls, us + _EPOCH * 86400000000, tz)
        return made if tz is None else tz.fromutc(made)

    @classmethod
    def utcfromtimestamp(cls, timestamp):
        return cls.fromtimestamp(timestamp)

    @classmethod
    def fromordinal(cls, n):
        return cls(*_dates.from_ordinal(n))

    @classmethod
    def combine(cls, date, time, tzinfo=True):
        return cls(
            date.year, date.month, date.day, time.hour, time.minute, time.second, time.microsecond,
            time.tzinfo if tzinfo is True else tzinfo, fold=time.fold,
        )

    @classmethod
    def fromisoformat(cls, date_string):
        if not isinstance(date_string, str):
            raise TypeError("fromisoformat: argument must be str")
        text = date_string
        # Where the date ends depends on its form.
        if text[4:5] == "-":
            size = 10 if text[5:6] != "W" else 10 if text[8:9] == "-" else 8
        else:
            size = 8 if text[4:5] != "W" else 8 if text[7:8].isdigit() else 7
        parts = parse_date(text[:size])
        clock = None if parts is None else parse_time(text[size + 1 :]) if len(text) > size else []
        if parts is None or clock is None or len(text) == size + 1:
            raise ValueError("Invalid isoformat string: %r" % date_string)
        return cls(*(tuple(parts) + tuple(clock)))

    @classmethod
    def strptime(cls, date_string, format):
        from _strptime import parse

        found = parse(date_string, format)
        zone = None
        if found[9] is not None:
            offset = timedelta(seconds=found[9], microseconds=found[10])
            zone = timezone(offset, found[11]) if found[11] else timezone(offset) if offset else timezone.utc
        return cls(*(found[:6] + (found[8], zone)))

    def _us(self):
        days = _dates.to_ordinal(self._year, self._month, self._day)
        return (((days * 24 + self._hour) * 60 + self._minute) * 60 + self._second) * 1000000 + self._microsecond

    def timestamp(self):
        us = self._us() - _EPOCH * 86400000000
        offset = self.utcoffset()
        if offset is not None:
            us -= offset._us
        return us / 1000000 if -9007199254740992 < us < 9007199254740992 else timedelta(microseconds=us).total_seconds()

    def date(self):
        return date(self._year, self._month, self._day)

    def time(self):
        return time(self._hour, self._minute, self._second, self._microsecond, fold=self._fold)

    def timetz(self):
        return time(self._hour, self._minute, self._second, self._microsecond, self._tzinfo, fold=self._fold)

    def _tuple(self, summer):
        from time import struct_time

        year_day = _dates.day_of_year(self._year, self._month, self._day)
        return struct_time(
            (self._year, self._month, self._day, self._hour, self._minute, self._second, self.weekday(), year_day, summer)
        )

    def timetuple(self):
        summer = self.dst()
        return self._tuple(-1 if summer is None else 1 if summer else 0)

    def utctimetuple(self):
        offset = self.utcoffset()
        moved = self if offset is None else self.replace(tzinfo=None) - offset
        return moved._tuple(0)

    def utcoffset(self):
        return None if self._tzinfo is None else check_offset("utcoffset", self._tzinfo.utcoffset(self))

    def tzname(self):
        return None if self._tzinfo is None else self._tzinfo.tzname(self)

    def dst(self):
        return None if self._tzinfo is None else check_offset("dst", self._tzinfo.dst(self))

    def astimezone(self, tz=None):
        if tz is None:
            tz = timezone.utc
        elif not isinstance(tz, _tzinfo):
            raise TypeError("tz argument must be an instance of tzinfo")
        if tz is self._tzinfo:
            return self
        offset = self.utcoffset()
        moved = self._us() - (0 if offset is None else offset._us)
        return tz.fromutc(_of_microseconds(type(self), moved, tz))

    def replace(self, year=None, month=None, day=None, hour=None, minute=None, second=None, microsecond=None, tzinfo=True, *, fold=None):
        return type(self)(
            self._year if year is None else year, self._month if month is None else month,
            self._day if day is None else day, self._hour if hour is None else hour,
            self._minute if minute is None else minute, self._second if second is None else second,
            self._microsecond if microsecond is None else microsecond, self._tzinfo if tzinfo is True else tzinfo,
            fold=self._fold if fold is None else fold,
        )

    def isoformat(self, sep="T", timespec="auto"):
        text = "%04d-%02d-%02d%s" % (self._year, self._month, self._day, sep)
        text += format_time(self._hour, self._minute, self._second, self._microsecond, timespec)
        return text + format_offset(self.utcoffset())

    def __str__(self):
        return self.isoformat(" ")

    def __repr__(self):
        parts = [self._year, self._month, self._day, self._hour, self._minute]
        if self._second or self._microsecond:
            parts.append(self._second)
            if self._microsecond:
                parts.append(self._microsecond)
        text = ", ".join([str(part) for part in parts])
        if self._tzinfo is not None:
            text += ", tzinfo=%r" % self._tzinfo
        if self._fold:
            text += ", fold=1"
        return "datetime.datetime(%s)" % text

    def _moment(self):
        offset = self.utcoffset()
        return (
            self._year, self._month, self._day, self._hour, self._minute, self._second, self._microsecond,
            None if offset is None else offset._us // 1000000, self.tzname(),
        )

    # Comparisons and differences: of moments where both have an offset.

    def _compared(self, other, ordered=True):
        # The difference in microseconds; None where there is no order.
        if not isinstance(other, datetime):
            if ordered and isinstance(other, date):
                raise TypeError("can't compare datetime.datetime to datetime.date")
            return None
        if self._tzinfo is other._tzinfo:
            return self._us() - other._us()
        mine, theirs = self.utcoffset(), other.utcoffset()
        if (mine is None) != (theirs is None):
            if ordered:
                raise TypeError("can't compare offset-naive and offset-aware datetimes")
            return 1
        return self._us() - other._us() - (0 if mine is None else mine._us - theirs._us)

    def __eq__(self, other):
        difference = self._compared(other, False)
        return NotImplemented if difference is None else difference == 0

    def __ne__(self, other):
        difference = self._compared(other, False)
        return NotImplemented if difference is None else difference != 0

    def __lt__(self, other):
        difference = self._compared(other)
        return NotImplemented if difference is None else difference < 0

    def __le__(self, other):
        difference = self._compared(other)
        return NotImplemented if difference is None else difference <= 0

    def __gt__(self, other):
        difference = self._compared(other)
        return NotImplemented if difference is None else difference > 0

    def __ge__(self, other):
        difference = self._compared(other)
        return NotImplemented if difference is None else difference >= 0

    def __hash__(self):
        offset = self.utcoffset()
        return hash(self._us() - (0 if offset is None else offset._us))

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return _of_microseconds(type(self), self._us() + other._us, self._tzinfo)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return _of_microseconds(type(self), self._us() - other._us, self._tzinfo)
        if not isinstance(other, datetime):
            return NotImplemented
        us = self._us() - other._us()
        if self._tzinfo is not other._tzinfo:
            mine, theirs = self.utcoffset(), other.utcoffset()
            if (mine is None) != (theirs is None):
                raise TypeError("can't subtract offset-naive and offset-aware datetimes")
            if mine is not None:
                us -= mine._us - theirs._us
        return _delta(us)


datetime.min = datetime(1, 1, 1)
datetime.max = datetime(9999, 12, 31, 23, 59, 59, 999999)
datetime.resolution = timedelta(0, 0, 1)
