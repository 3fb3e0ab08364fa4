# zoneinfo, by the rules of today: offsets and summer times that held in earlier years (before 2007 in the
# US, before 1996 in the EU) are not known.
import _dates
from datetime import timedelta, tzinfo

# Zones by offset in minutes, name in winter, name in summer and the rule of the summer time.
_ZONES = """
UTC 0 UTC - -|Etc/UTC 0 UTC - -|Etc/GMT 0 GMT - -|GMT 0 GMT - -|Europe/London 0 GMT BST eu|Europe/Dublin 0 GMT IST eu
Europe/Lisbon 0 WET WEST eu|Atlantic/Reykjavik 0 GMT - -|Africa/Abidjan 0 GMT - -|Africa/Accra 0 GMT - -
Europe/Paris 60 CET CEST eu|Europe/Berlin 60 CET CEST eu|Europe/Madrid 60 CET CEST eu|Europe/Rome 60 CET CEST eu
Europe/Amsterdam 60 CET CEST eu|Europe/Brussels 60 CET CEST eu|Europe/Vienna 60 CET CEST eu|Europe/Zurich 60 CET CEST eu
Europe/Stockholm 60 CET CEST eu|Europe/Oslo 60 CET CEST eu|Europe/Copenhagen 60 CET CEST eu|Europe/Prague 60 CET CEST eu
Europe/Warsaw 60 CET CEST eu|Europe/Budapest 60 CET CEST eu|Europe/Belgrade 60 CET CEST eu|Europe/Zagreb 60 CET CEST eu
Europe/Luxembourg 60 CET CEST eu|Europe/Monaco 60 CET CEST eu|Europe/Malta 60 CET CEST eu|Europe/Ljubljana 60 CET CEST eu
Europe/Bratislava 60 CET CEST eu|Africa/Lagos 60 WAT - -|Africa/Algiers 60 CET - -|CET 60 CET CEST eu
Europe/Athens 120 EET EEST eu|Europe/Helsinki 120 EET EEST eu|Europe/Kiev 120 EET EEST eu|Europe/Kyiv 120 EET EEST eu
Europe/Bucharest 120 EET EEST eu|Europe/Sofia 120 EET EEST eu|Europe/Riga 120 EET EEST eu|Europe/Vilnius 120 EET EEST eu
Europe/Tallinn 120 EET EEST eu|Africa/Johannesburg 120 SAST - -|Europe/Istanbul 180 +03 - -|Europe/Moscow 180 MSK - -
Asia/Riyadh 180 +03 - -|Asia/Baghdad 180 +03 - -|Africa/Nairobi 180 EAT - -|Asia/Tehran 210 +0330 - -|Asia/Dubai 240 +04 - -
Asia/Kabul 270 +0430 - -|Asia/Karachi 300 PKT - -|Asia/Tashkent 300 +05 - -|Asia/Kolkata 330 IST - -|Asia/Calcutta 330 IST - -
Asia/Kathmandu 345 +0545 - -|Asia/Dhaka 360 +06 - -|Asia/Yangon 390 +0630 - -|Asia/Bangkok 420 +07 - -|Asia/Jakarta 420 WIB - -
Asia/Ho_Chi_Minh 420 +07 - -|Asia/Shanghai 480 CST - -|Asia/Hong_Kong 480 HKT - -|Asia/Singapore 480 +08 - -
Asia/Taipei 480 CST - -|Asia/Manila 480 PST - -|Asia/Kuala_Lumpur 480 +08 - -|Australia/Perth 480 AWST - -|Asia/Tokyo 540 JST - -
Asia/Seoul 540 KST - -|Australia/Darwin 570 ACST - -|Australia/Brisbane 600 AEST - -|Australia/Adelaide 570 ACST ACDT au
Australia/Sydney 600 AEST AEDT au|Australia/Melbourne 600 AEST AEDT au|Australia/Hobart 600 AEST AEDT au
Australia/Canberra 600 AEST AEDT au|Pacific/Auckland 720 NZST NZDT nz|Pacific/Honolulu -600 HST - -|US/Hawaii -600 HST - -
America/Anchorage -540 AKST AKDT us|US/Alaska -540 AKST AKDT us|America/Los_Angeles -480 PST PDT us|US/Pacific -480 PST PDT us
America/Vancouver -480 PST PDT us|America/Phoenix -420 MST - -|America/Denver -420 MST MDT us|US/Mountain -420 MST MDT us
America/Edmonton -420 MST MDT us|America/Chicago -360 CST CDT us|US/Central -360 CST CDT us|America/Winnipeg -360 CST CDT us
America/Mexico_City -360 CST - -|America/New_York -300 EST EDT us|US/Eastern -300 EST EDT us|America/Toronto -300 EST EDT us
America/Detroit -300 EST EDT us|America/Bogota -300 -05 - -|America/Lima -300 -05 - -|EST -300 EST - -|America/Halifax -240 AST ADT us
America/Caracas -240 -04 - -|America/St_Johns -210 NST NDT us|America/Sao_Paulo -180 -03 - -|America/Argentina/Buenos_Aires -180 -03 - -
America/Buenos_Aires -180 -03 - -|Atlantic/Azores -60 -01 +00 eu
"""
_known = None


class ZoneInfoNotFoundError(KeyError):
    pass


def _table():
    global _known
    if _known is None:
        _known = {}
        for line in _ZONES.strip().replace("\n", "|").split("|"):
            key, minutes, winter, summer, rule = line.split(" ")
            _known[key] = (int(minutes), winter, summer, rule)
    return _known


def _sunday(year, month, number):
    # The ordinal of a month's Sunday: 1 is the first, 0 the last.
    if number == 0:
        last = _dates.to_ordinal(year, month, _dates.month_length(year, month))
        return last - last % 7
    first = _dates.to_ordinal(year, month, 1)
    return first + (-first) % 7 + 7 * (number - 1)


def _changes(rule, year, offset):
    # -> (start of summer time, its end) in minutes of UTC; of the south, the end comes first in a year
    day = 1440
    if rule == "eu":
        return _sunday(year, 3, 0) * day + 60, _sunday(year, 10, 0) * day + 60
    if rule == "us":
        return _sunday(year, 3, 2) * day + 120 - offset, _sunday(year, 11, 1) * day + 60 - offset
    if rule == "au":
        return _sunday(year, 10, 1) * day + 120 - offset, _sunday(year, 4, 1) * day + 120 - offset
    return _sunday(year, 9, 0) * day + 120 - offset, _sunday(year, 4, 1) * day + 120 - offset


class ZoneInfo(tzinfo):
    _cache = {}

    def __new__(cls, key):
        known = cls._cache.get(key)
        return known if known is not None else object.__new__(cls)

    def __init__(self, key):
        if key in self._cache:
            return
        zone = _table().get(key)
        if zone is None:
            raise ZoneInfoNotFoundError("No time zone found with key %s" % key)
        self.key = key
        self._offset, self._winter, self._summer, self._rule = zone
        self._cache[key] = self

    @classmethod
    def no_cache(cls, key):
        return cls(key)

    @classmethod
    def clear_cache(cls, *, only_keys=None):
        pass

    def _is_summer_at(self, minutes, year):
        # At a moment in minutes of UTC.
        start, end = _changes(self._rule, year, self._offset)
        return start <= minutes < end if start < end else not end <= minutes < start

    def _is_summer(self, dt):
        if self._rule == "-" or dt is None:
            return False
        local = (_dates.to_ordinal(dt.year, dt.month, dt.day) * 24 + dt.hour) * 60 + dt.minute
        winter = self._is_summer_at(local - self._offset, dt.year)
        summer = self._is_summer_at(local - self._offset - 60, dt.year)
        if winter == summer:
            return winter
        # An hour that comes twice, or never: the fold tells which.
        return bool(dt.fold) if winter else not dt.fold

    def utcoffset(self, dt):
        if dt is None:
            return None if self._rule != "-" else timedelta(minutes=self._offset)
        return timedelta(minutes=self._offset + (60 if self._is_summer(dt) else 0))

    def dst(self, dt):
        if dt is None:
            return None if self._rule != "-" else timedelta(0)
        return timedelta(minutes=60 if self._is_summer(dt) else 0)

    def tzname(self, dt):
        if dt is None:
            return None if self._rule != "-" else self._winter
        return self._summer if self._is_summer(dt) else self._winter

    def fromutc(self, dt):
        minutes = (_dates.to_ordinal(dt.year, dt.month, dt.day) * 24 + dt.hour) * 60 + dt.minute
        summer = self._rule != "-" and self._is_summer_at(minutes, dt.year)
        local = dt + timedelta(minutes=self._offset + (60 if summer else 0))
        if self._rule != "-" and not summer and self._is_summer_at(minutes - 60, dt.year):
            local = local.replace(fold=1)
        return local

    def __repr__(self):
        return "zoneinfo.ZoneInfo(key=%r)" % self.key

    def __str__(self):
        return self.key

    def __hash__(self):
        return hash(self.key)


def available_timezones():
    return set(_table())


TZPATH = ()


def reset_tzpath(to=None):
    pass
