# timedelta, tzinfo and timezone.
from math import modf

_LIMIT = 999999999


def half_even(n, d):
    # The whole number that is nearest to n / d.
    whole, rest = divmod(n, d)
    rest *= 2
    if (rest > d or (rest == d and whole & 1)) if d > 0 else (rest < d or (rest == d and whole & 1)):
        whole += 1
    return whole


def _delta(us):
    # Of microseconds.
    new = object.__new__(timedelta)
    new._us = us
    if not -86399999913600000000 <= us <= 86399999999999999999:
        raise OverflowError("days=%d; must have magnitude <= %d" % (us // 86400000000, _LIMIT))
    return new


class timedelta:
    def __init__(self, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0):
        us = 0
        left = 0.0
        for value, unit in (
            (days, 86400000000),
            (seconds, 1000000),
            (microseconds, 1),
            (milliseconds, 1000),
            (minutes, 60000000),
            (hours, 3600000000),
            (weeks, 604800000000),
        ):
            if type(value) is int:
                if value:
                    us += value * unit
            elif isinstance(value, float):
                fraction, whole = modf(value)
                us += int(whole) * unit
                fraction, whole = modf(fraction * unit)
                us += int(whole)
                left += fraction
            elif isinstance(value, int):
                us += int(value) * unit
            else:
                raise TypeError("unsupported type for timedelta days component: %s" % type(value).__name__)
        if left:
            # To even, counted with what is there already.
            odd = us & 1
            us += round(left + odd) - odd
        if not -86399999913600000000 <= us <= 86399999999999999999:
            raise OverflowError("days=%d; must have magnitude <= %d" % (us // 86400000000, _LIMIT))
        self._us = us

    @property
    def days(self):
        return self._us // 86400000000

    @property
    def seconds(self):
        return self._us // 1000000 % 86400

    @property
    def microseconds(self):
        return self._us % 1000000

    def total_seconds(self):
        us = self._us
        if -9007199254740992 < us < 9007199254740992:
            return us / 1000000
        from _exact import ratio

        return ratio(us, 1000000)

    def __repr__(self):
        parts = []
        for name in ("days", "seconds", "microseconds"):
            value = getattr(self, name)
            if value:
                parts.append("%s=%d" % (name, value))
        return "datetime.timedelta(%s)" % (", ".join(parts) or "0")

    def __str__(self):
        days, seconds, us = self.days, self.seconds, self.microseconds
        text = "%d:%02d:%02d" % (seconds // 3600, seconds // 60 % 60, seconds % 60)
        if us:
            text += ".%06d" % us
        if days:
            text = "%d day%s, %s" % (days, "" if abs(days) == 1 else "s", text)
        return text

    def __add__(self, other):
        return _delta(self._us + other._us) if isinstance(other, timedelta) else NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        return _delta(self._us - other._us) if isinstance(other, timedelta) else NotImplemented

    def __rsub__(self, other):
        return _delta(other._us - self._us) if isinstance(other, timedelta) else NotImplemented

    def __neg__(self):
        return _delta(-self._us)

    def __pos__(self):
        return self

    def __abs__(self):
        return _delta(abs(self._us))

    def __mul__(self, other):
        if isinstance(other, int):
            return _delta(self._us * other)
        if isinstance(other, float):
            n, d = other.as_integer_ratio()
            return _delta(half_even(self._us * n, d))
        return NotImplemented

    __rmul__ = __mul__

    def __floordiv__(self, other):
        if isinstance(other, timedelta):
            _check_zero(other._us)
            return self._us // other._us
        if isinstance(other, int):
            _check_zero(other)
            return _delta(self._us // other)
        return NotImplemented

    def __truediv__(self, other):
        if isinstance(other, timedelta):
            from _exact import ratio

            return ratio(self._us, other._us)
        if isinstance(other, int):
            _check_zero(other)
            return _delta(half_even(self._us, other))
        if isinstance(other, float):
            n, d = other.as_integer_ratio()
            if not n:
                raise ZeroDivisionError("division by zero")
            return _delta(half_even(d * self._us, n))
        return NotImplemented

    def __mod__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        _check_zero(other._us)
        return _delta(self._us % other._us)

    def __divmod__(self, other):
        return self // other, self % other

    def __eq__(self, other):
        return self._us == other._us if isinstance(other, timedelta) else NotImplemented

    def __ne__(self, other):
        return self._us != other._us if isinstance(other, timedelta) else NotImplemented

    def __lt__(self, other):
        return self._us < other._us if isinstance(other, timedelta) else NotImplemented

    def __le__(self, other):
        return self._us <= other._us if isinstance(other, timedelta) else NotImplemented

    def __gt__(self, other):
        return self._us > other._us if isinstance(other, timedelta) else NotImplemented

    def __ge__(self, other):
        return self._us >= other._us if isinstance(other, timedelta) else NotImplemented

    def __hash__(self):
        return hash(self._us)

    def __bool__(self):
        return self._us != 0


def _check_zero(value):
    if not value:
        raise ZeroDivisionError("integer division or modulo by zero")


timedelta.min = timedelta(-_LIMIT)
timedelta.max = timedelta(_LIMIT, 86399, 999999)
timedelta.resolution = timedelta(0, 0, 1)


class tzinfo:
    def tzname(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement tzname()")

    def utcoffset(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement utcoffset()")

    def dst(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement dst()")

    def fromutc(self, dt):
        offset = dt.utcoffset()
        if offset is None:
            raise ValueError("fromutc() requires a non-None utcoffset() result")
        summer = dt.dst()
        if summer is None:
            raise ValueError("fromutc() requires a non-None dst() result")
        dt = dt + (offset - summer)
        return dt + dt.dst()


_DAY = 86400000000


def check_offset(name, offset):
    # What a zone may give for `utcoffset` and `dst`.
    if offset is None:
        return None
    if not isinstance(offset, timedelta):
        raise TypeError("tzinfo.%s() must return None or a timedelta, not %r" % (name, type(offset).__name__))
    if not -_DAY < offset._us < _DAY:
        raise ValueError(
            "offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not %r." % offset
        )
    return offset


class timezone(tzinfo):
    def __init__(self, offset, name=None):
        if not isinstance(offset, timedelta):
            raise TypeError("timezone() argument 1 must be datetime.timedelta, not %s" % type(offset).__name__)
        if name is not None and not isinstance(name, str):
            raise TypeError("timezone() argument 2 must be str, not %s" % type(name).__name__)
        if not -_DAY < offset._us < _DAY:
            raise ValueError(
                "offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not %r."
                % offset
            )
        self._offset = offset
        self._name = name

    def utcoffset(self, dt):
        return self._offset

    def dst(self, dt):
        return None

    def tzname(self, dt):
        if self._name is not None:
            return self._name
        us = self._offset._us
        if not us:
            return "UTC"
        from _dates import offset_text

        seconds = abs(us) // 1000000
        return "UTC" + offset_text(-seconds if us < 0 else seconds, ":", abs(us) % 1000000)

    def fromutc(self, dt):
        return dt + self._offset

    def __eq__(self, other):
        return self._offset == other._offset if isinstance(other, timezone) else NotImplemented

    def __hash__(self):
        return hash(self._offset)

    def __repr__(self):
        if self is timezone.utc:
            return "datetime.timezone.utc"
        if self._name is None:
            return "datetime.timezone(%r)" % self._offset
        return "datetime.timezone(%r, %r)" % (self._offset, self._name)

    def __str__(self):
        return self.tzname(None)


timezone.utc = timezone(timedelta(0))
timezone.min = timezone(timedelta(hours=-23, minutes=-59))
timezone.max = timezone(timedelta(hours=23, minutes=59))
