# What time, datetime and calendar share: the calendar, and texts of dates by a format. A moment is given
# as (year, month, day, hour, minute, second, microsecond, offset in seconds or None, name of the zone).
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)
SHORT_DAYS = tuple([name[:3] for name in DAYS])
SHORT_MONTHS = tuple([name[:3] for name in MONTHS])
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_BEFORE = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)


def is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def month_length(year, month):
    return 29 if month == 2 and is_leap(year) else _LENGTHS[month - 1]


def day_of_year(year, month, day):
    return _BEFORE[month - 1] + day + (1 if month > 2 and is_leap(year) else 0)


def to_ordinal(year, month, day):
    # Day 1 is the first of January of year 1.
    before = year - 1
    return before * 365 + before // 4 - before // 100 + before // 400 + day_of_year(year, month, day)


def from_ordinal(n):
    n -= 1
    centuries4, n = divmod(n, 146097)
    year = centuries4 * 400 + 1
    centuries, n = divmod(n, 36524)
    years4, n = divmod(n, 1461)
    years, n = divmod(n, 365)
    year += centuries * 100 + years4 * 4 + years
    if years == 4 or centuries == 4:
        return year - 1, 12, 31
    month = (n + 50) >> 5
    before = _BEFORE[month - 1] + (1 if month > 2 and is_leap(year) else 0)
    if before > n:
        month -= 1
        before -= month_length(year, month)
    return year, month, n - before + 1


def weekday(year, month, day):
    return (to_ordinal(year, month, day) + 6) % 7


def iso_week1(year):
    # The Monday that starts the first week.
    first = to_ordinal(year, 1, 1)
    day = (first + 6) % 7
    monday = first - day
    return monday + 7 if day > 3 else monday


def iso_calendar(year, month, day):
    today = to_ordinal(year, month, day)
    monday = iso_week1(year)
    week, day = divmod(today - monday, 7)
    if week < 0:
        year -= 1
        week, day = divmod(today - iso_week1(year), 7)
    elif week >= 52 and today >= iso_week1(year + 1):
        year += 1
        week = 0
    return year, week + 1, day + 1


def offset_text(seconds, colon="", microseconds=0):
    sign = "-" if seconds < 0 or (seconds == 0 and microseconds < 0) else "+"
    seconds = abs(seconds)
    text = "%s%02d%s%02d" % (sign, seconds // 3600, colon, seconds // 60 % 60)
    if seconds % 60 or microseconds:
        text += "%s%02d" % (colon, seconds % 60)
        if microseconds:
            text += ".%06d" % abs(microseconds)
    return text


def format_moment(spec, moment):
    year, month, day, hour, minute, second, microsecond, offset, zone = moment
    parts = spec.split("%")
    out = [parts[0]]
    index = 1
    while index < len(parts):
        part = parts[index]
        index += 1
        if part == "":
            # Two signs in a row, or one at the end.
            out.append("%")
            if index < len(parts):
                out.append(parts[index])
                index += 1
            continue
        flag = part[0] if part[0] in "-_0^#" and len(part) > 1 else ""
        code = part[len(flag)]
        out.append(_flagged(flag, _directive(code, moment)))
        out.append(part[len(flag) + 1 :])
    return "".join(out)


def _flagged(flag, text):
    if flag == "-":
        stripped = text.lstrip("0 ")
        return stripped if stripped or not text.strip() else "0"
    if flag == "_":
        stripped = text.lstrip("0")
        return " " * (len(text) - len(stripped or "0")) + (stripped or "0")
    if flag == "0":
        return text.replace(" ", "0")
    return text.upper() if flag == "^" else text.swapcase() if flag == "#" else text


def _directive(code, moment):
    year, month, day, hour, minute, second, microsecond, offset, zone = moment
    if code == "Y":
        return str(year)
    if code == "m":
        return "%02d" % month
    if code == "d":
        return "%02d" % day
    if code == "H":
        return "%02d" % hour
    if code == "M":
        return "%02d" % minute
    if code == "S":
        return "%02d" % second
    if code == "y":
        return "%02d" % (year % 100)
    if code == "f":
        return "%06d" % microsecond
    if code == "B":
        return MONTHS[month - 1]
    if code == "b" or code == "h":
        return SHORT_MONTHS[month - 1]
    if code == "A":
        return DAYS[weekday(year, month, day)]
    if code == "a":
        return SHORT_DAYS[weekday(year, month, day)]
    if code == "I":
        return "%02d" % ((hour + 11) % 12 + 1)
    if code == "p":
        return "PM" if hour >= 12 else "AM"
    if code == "j":
        return "%03d" % day_of_year(year, month, day)
    if code == "z":
        return "" if offset is None else offset_text(offset)
    if code == "Z":
        return zone or ""
    if code == "e":
        return "%2d" % day
    if code == "w":
        return str((weekday(year, month, day) + 1) % 7)
    if code == "u":
        return str(weekday(year, month, day) + 1)
    if code == "U":
        return "%02d" % ((day_of_year(year, month, day) + 6 - (weekday(year, month, day) + 1) % 7) // 7)
    if code == "W":
        return "%02d" % ((day_of_year(year, month, day) + 6 - weekday(year, month, day)) // 7)
    if code == "V":
        return "%02d" % iso_calendar(year, month, day)[1]
    if code == "G":
        return str(iso_calendar(year, month, day)[0])
    if code == "g":
        return "%02d" % (iso_calendar(year, month, day)[0] % 100)
    if code == "C":
        return "%02d" % (year // 100)
    if code == "k":
        return "%2d" % hour
    if code == "l":
        return "%2d" % ((hour + 11) % 12 + 1)
    if code == "P":
        return "pm" if hour >= 12 else "am"
    if code == "n":
        return "\n"
    if code == "t":
        return "\t"
    if code == "s":
        seconds = (to_ordinal(year, month, day) - 719163) * 86400 + hour * 3600 + minute * 60 + second
        return str(seconds - (offset or 0))
    if code in _COMPOUND:
        return format_moment(_COMPOUND[code], moment)
    return "%" + code


_COMPOUND = {
    "c": "%a %b %e %H:%M:%S %Y",
    "D": "%m/%d/%y",
    "F": "%Y-%m-%d",
    "R": "%H:%M",
    "r": "%I:%M:%S %p",
    "T": "%H:%M:%S",
    "x": "%m/%d/%y",
    "X": "%H:%M:%S",
    "v": "%e-%b-%Y",
}
