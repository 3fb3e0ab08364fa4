# date.
import _dates
from datetime._delta import timedelta

_week_date = None


def _iso_date(year, week, day):
    global _week_date
    if _week_date is None:
        from collections._named import build

        _week_date = build(
            "IsoCalendarDate", ["year", "week", "weekday"], {},
            {"__repr__": lambda self: "datetime.IsoCalendarDate(year=%d, week=%d, weekday=%d)" % tuple(self)},
        )
    return _week_date(year, week, day)


def check_date(year, month, day):
    for value in (year, month, day):
        if not isinstance(value, int):
            if isinstance(value, float):
                raise TypeError("'float' object cannot be interpreted as an integer")
            raise TypeError("%r object cannot be interpreted as an integer" % type(value).__name__)
    if not 1 <= year <= 9999:
        raise ValueError("year %d is out of range" % year)
    if not 1 <= month <= 12:
        raise ValueError("month must be in 1..12")
    if not 1 <= day <= 28 and not 1 <= day <= _dates.month_length(year, month):
        raise ValueError("day is out of range for month")


def digits(text, start, end):
    # A number that takes up exactly this part; None if it does not.
    part = text[start:end]
    return int(part) if len(part) == end - start and part.isdigit() else None


def parse_date(text):
    # -> (year, month, day) of ISO 8601's forms; None if it is none of them
    year = digits(text, 0, 4)
    if year is None:
        return None
    rest = text[4:]
    dash = rest[:1] == "-"
    if dash:
        rest = rest[1:]
    if rest[:1] == "W":
        week = digits(rest, 1, 3)
        rest = rest[3:]
        if week is None:
            return None
        day = 1
        if rest:
            if dash:
                if rest[0] != "-":
                    return None
                rest = rest[1:]
            day = digits(rest, 0, 1)
            if day is None or len(rest) != 1:
                return None
        return from_iso_week(year, week, day)
    month = digits(rest, 0, 2)
    if month is None or dash != (rest[2:3] == "-"):
        return None
    day = digits(rest, 3 if dash else 2, len(rest))
    if day is None or len(rest) != (5 if dash else 4):
        return None
    return year, month, day


def from_iso_week(year, week, day):
    if not 1 <= year <= 9999:
        raise ValueError("Year is out of range: %d" % year)
    if not 1 <= week <= 52:
        if week != 53 or _dates.iso_week1(year) + 364 >= _dates.iso_week1(year + 1):
            raise ValueError("Invalid week: %d" % week)
    if not 1 <= day <= 7:
        raise ValueError("Invalid weekday: %d (range is [1, 7])" % day)
    return _dates.from_ordinal(_dates.iso_week1(year) + (week - 1) * 7 + day - 1)


class date:
    def __init__(self, year, month=None, day=None):
        if month is None or day is None:
            missing = "month" if month is None else "day"
            if not isinstance(year, int):
                raise TypeError("%r object cannot be interpreted as an integer" % type(year).__name__)
            raise TypeError("function missing required argument %r (pos %d)" % (missing, 2 if month is None else 3))
        check_date(year, month, day)
        self._year = year
        self._month = month
        self._day = day

    @classmethod
    def today(cls):
        from time import time

        return cls.fromtimestamp(time())

    @classmethod
    def fromtimestamp(cls, timestamp):
        year, month, day = _dates.from_ordinal(int(timestamp // 86400) + 719163)
        return cls(year, month, day)

    @classmethod
    def fromordinal(cls, n):
        if n < 1:
            raise ValueError("ordinal must be >= 1")
        year, month, day = _dates.from_ordinal(n)
        return cls(year, month, day)

    @classmethod
    def fromisoformat(cls, date_string):
        if not isinstance(date_string, str):
            raise TypeError("fromisoformat: argument must be str")
        parts = parse_date(date_string)
        if parts is None:
            raise ValueError("Invalid isoformat string: %r" % date_string)
        return cls(*parts)

    @classmethod
    def fromisocalendar(cls, year, week, day):
        return cls(*from_iso_week(year, week, day))

    @property
    def year(self):
        return self._year

    @property
    def month(self):
        return self._month

    @property
    def day(self):
        return self._day

    def toordinal(self):
        return _dates.to_ordinal(self._year, self._month, self._day)

    def weekday(self):
        return (self.toordinal() + 6) % 7

    def isoweekday(self):
        return self.toordinal() % 7 or 7

    def isocalendar(self):
        return _iso_date(*_dates.iso_calendar(self._year, self._month, self._day))

    def isoformat(self):
        return "%04d-%02d-%02d" % (self._year, self._month, self._day)

    __str__ = isoformat

    def __repr__(self):
        return "datetime.date(%d, %d, %d)" % (self._year, self._month, self._day)

    def ctime(self):
        return self.strftime("%c")

    def _moment(self):
        return (self._year, self._month, self._day, 0, 0, 0, 0, None, None)

    def strftime(self, format):
        return _dates.format_moment(format, self._moment())

    def __format__(self, spec):
        return self.strftime(spec) if spec else str(self)

    def timetuple(self):
        from time import struct_time

        year_day = _dates.day_of_year(self._year, self._month, self._day)
        return struct_time((self._year, self._month, self._day, 0, 0, 0, self.weekday(), year_day, -1))

    def replace(self, year=None, month=None, day=None):
        return type(self)(
            self._year if year is None else year, self._month if month is None else month,
            self._day if day is None else day,
        )

    def _key(self):
        return (self._year * 100 + self._month) * 100 + self._day

    def _other(self, other):
        # The key of another date; None if it is none, and what has a time is none.
        return other._key() if isinstance(other, date) and type(other)._is_date else None

    _is_date = True

    def __eq__(self, other):
        key = self._other(other)
        return NotImplemented if key is None else self._key() == key

    def __ne__(self, other):
        key = self._other(other)
        return NotImplemented if key is None else self._key() != key

    def _ordered(self, other):
        key = self._other(other)
        if key is None and isinstance(other, date):
            raise TypeError("can't compare datetime.datetime to datetime.date")
        return key

    def __lt__(self, other):
        key = self._ordered(other)
        return NotImplemented if key is None else self._key() < key

    def __le__(self, other):
        key = self._ordered(other)
        return NotImplemented if key is None else self._key() <= key

    def __gt__(self, other):
        key = self._ordered(other)
        return NotImplemented if key is None else self._key() > key

    def __ge__(self, other):
        key = self._ordered(other)
        return NotImplemented if key is None else self._key() >= key

    def __hash__(self):
        return hash(self._key())

    def _moved(self, days):
        n = self.toordinal() + days
        if not 1 <= n <= 3652059:
            raise OverflowError("date value out of range")
        return type(self)(*_dates.from_ordinal(n))

    def __add__(self, other):
        return self._moved(other.days) if isinstance(other, timedelta) else NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self._moved(-other.days)
        if isinstance(other, date) and type(other)._is_date:
            return timedelta(self.toordinal() - other.toordinal())
        return NotImplemented

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


date.min = date(1, 1, 1)
date.max = date(9999, 12, 31)
date.resolution = timedelta(1)
