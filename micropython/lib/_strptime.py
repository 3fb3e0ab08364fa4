# Reads texts of dates by a format, for time and datetime.
from _dates import DAYS, MONTHS, SHORT_DAYS, SHORT_MONTHS, day_of_year, from_ordinal, is_leap, iso_week1, to_ordinal

# Of each directive that is a number: most digits, least value, greatest value.
_NUMBERS = {
    "d": (2, 1, 31), "H": (2, 0, 23), "I": (2, 1, 12), "j": (3, 1, 366), "m": (2, 1, 12), "M": (2, 0, 59),
    "S": (2, 0, 61), "U": (2, 0, 53), "W": (2, 0, 53), "V": (2, 1, 53), "w": (1, 0, 6), "u": (1, 1, 7), "e": (2, 1, 31),
}
_EXACT = {"Y": 4, "y": 2, "G": 4}
_COMPOUND = {"c": "%a %b %d %H:%M:%S %Y", "x": "%m/%d/%y", "X": "%H:%M:%S", "D": "%m/%d/%y", "F": "%Y-%m-%d", "T": "%H:%M:%S", "R": "%H:%M", "r": "%I:%M:%S %p"}
_SPACE = " \t\n\r\x0b\x0c"


def _mismatch(text, spec):
    return ValueError("time data %r does not match format %r" % (text, spec))


def _number(text, at, most, low, high):
    # -> (value, where it ends), of as many digits as fit; None where there is none
    end = at
    while end < len(text) and end - at < most and "0" <= text[end] <= "9":
        end += 1
    while end > at:
        value = int(text[at:end])
        if low <= value <= high:
            return value, end
        end -= 1
    return None


def _one_of(text, at, names):
    # The longest name that stands there, whatever its case.
    found = None
    rest = text[at:].lower()
    for index, name in enumerate(names):
        if rest.startswith(name.lower()) and (found is None or len(name) > len(names[found])):
            found = index
    return None if found is None else (found, at + len(names[found]))


def _offset(text, at):
    # -> (seconds, microseconds, end)
    if text[at : at + 1] == "Z":
        return 0, 0, at + 1
    sign = text[at : at + 1]
    if sign not in ("+", "-") or not sign:
        return None
    rest = text[at + 1 :]
    if not rest[:2].isdigit() or len(rest) < 4:
        return None
    colon = 1 if rest[2:3] == ":" else 0
    minutes = rest[2 + colon : 4 + colon]
    if len(minutes) != 2 or not minutes.isdigit() or minutes > "59":
        return None
    seconds = int(rest[:2]) * 3600 + int(minutes) * 60
    end = 4 + colon
    microseconds = 0
    more = rest[end + colon : end + colon + 2]
    if len(more) == 2 and more.isdigit() and more <= "59" and (not colon or rest[end : end + 1] == ":"):
        seconds += int(more)
        end += colon + 2
        if rest[end : end + 1] == ".":
            digits = ""
            while len(digits) < 6 and rest[end + 1 + len(digits) : end + 2 + len(digits)].isdigit():
                digits += rest[end + 1 + len(digits)]
            if digits:
                microseconds = int(digits + "0" * (6 - len(digits)))
                end += 1 + len(digits)
    if sign == "-":
        seconds, microseconds = -seconds, -microseconds
    return seconds, microseconds, at + 1 + end


def _expanded(spec):
    for code in _COMPOUND:
        if "%" + code in spec:
            spec = spec.replace("%%", "\0").replace("%" + code, _COMPOUND[code]).replace("\0", "%%")
    return spec


def _scan(text, spec):
    # -> values by directive
    found = {}
    full = _expanded(spec)
    at = place = 0
    while place < len(full):
        character = full[place]
        place += 1
        if character in _SPACE:
            while place < len(full) and full[place] in _SPACE:
                place += 1
            end = at
            while end < len(text) and text[end] in _SPACE:
                end += 1
            if end == at:
                raise _mismatch(text, spec)
            at = end
            continue
        if character != "%":
            if text[at : at + 1].lower() != character.lower():
                raise _mismatch(text, spec)
            at += 1
            continue
        if place >= len(full):
            raise ValueError("stray %% in format %r" % spec)
        code = full[place]
        place += 1
        if code == "%":
            if text[at : at + 1] != "%":
                raise _mismatch(text, spec)
            at += 1
            continue
        if code in _NUMBERS:
            start = at + 1 if code in "de" and text[at : at + 1] == " " else at
            read = _number(text, start, *_NUMBERS[code])
        elif code in _EXACT:
            size = _EXACT[code]
            digits = text[at : at + size]
            read = (int(digits), at + size) if len(digits) == size and digits.isdigit() else None
        elif code == "f":
            end = at
            while end < len(text) and end - at < 6 and text[end].isdigit():
                end += 1
            digits = text[at:end]
            read = (int(digits + "0" * (6 - len(digits))), end) if digits else None
        elif code == "A":
            read = _one_of(text, at, DAYS)
        elif code == "a":
            read = _one_of(text, at, SHORT_DAYS)
        elif code == "B":
            read = _one_of(text, at, MONTHS)
        elif code == "b" or code == "h":
            read = _one_of(text, at, SHORT_MONTHS)
        elif code == "p":
            read = _one_of(text, at, ("AM", "PM"))
        elif code == "z":
            offset = _offset(text, at)
            read = offset and (offset[:2], offset[2])
        elif code == "Z":
            read = _one_of(text, at, ("UTC", "GMT"))
        else:
            raise ValueError("%r is a bad directive in format %r" % (code, spec))
        if read is None:
            raise _mismatch(text, spec)
        found[code], at = read
    if at < len(text):
        raise ValueError("unconverted data remains: %s" % text[at:])
    return found


def parse(text, spec):
    # -> (year, month, day, hour, minute, second, weekday, day of year, microsecond, offset, its
    # microseconds, name of the zone)
    for value, what in ((text, "strptime() argument 1 must be str, not %s"), (spec, "strptime() argument 2 must be str, not %s")):
        if not isinstance(value, str):
            raise TypeError(what % type(value).__name__)
    found = _scan(text, spec)
    year = found.get("Y")
    if year is None and "y" in found:
        year = found["y"] + (2000 if found["y"] <= 68 else 1900)
    hour = found.get("H", 0)
    if "I" in found:
        hour = found["I"] % 12 + (12 if found.get("p") == 1 else 0)
    month = found.get("m", found.get("B", found.get("b", found.get("h", -1))) + 1 if "m" not in found else 0)
    if month == 0:
        month = 1
    day = found.get("d", found.get("e", 1))
    week_day = found.get("A", found.get("a"))
    if "w" in found:
        week_day = (found["w"] + 6) % 7
    if "u" in found:
        week_day = found["u"] - 1
    year_day = found.get("j")
    if "G" in found or "V" in found:
        if "j" in found:
            raise ValueError("Day of the year directive '%j' is not compatible with ISO year directive '%G'. Use '%Y' instead.")
        if "G" not in found:
            raise ValueError(
                "ISO week directive '%V' must be used with the ISO year directive '%G' and a weekday directive "
                "('%A', '%a', '%w', or '%u')."
            )
        if "V" not in found or week_day is None:
            raise ValueError(
                "ISO year directive '%G' must be used with the ISO week directive '%V' and a weekday directive "
                "('%A', '%a', '%w', or '%u')."
            )
        year, month, day = from_ordinal(iso_week1(found["G"]) + (found["V"] - 1) * 7 + week_day)
    leap_day = year is None and month == 2 and day == 29
    known = 1904 if leap_day else 1900 if year is None else year
    if year_day is None and week_day is not None and ("U" in found or "W" in found) and year is not None:
        first = to_ordinal(known, 1, 1)
        starts = (first + 6) % 7
        if "U" in found:
            place = (week_day + 1) % 7
            offset = (7 - (starts + 1) % 7) % 7
            week = found["U"]
        else:
            place = week_day
            offset = (7 - starts) % 7
            week = found["W"]
        year_day = 1 + place - (starts + 1) % 7 if week == 0 and "U" in found else 1 + place - starts if week == 0 else 1 + offset + 7 * (week - 1) + place
        known, month, day = from_ordinal(first + year_day - 1)
        year_day = None
    if year_day is not None and "m" not in found and "B" not in found and "b" not in found:
        known, month, day = from_ordinal(to_ordinal(known, 1, 1) + year_day - 1)
    longest = 29 if month == 2 and is_leap(known) else (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]
    if day > longest:
        raise ValueError("day is out of range for month")
    if week_day is None:
        week_day = (to_ordinal(known, month, day) + 6) % 7
    if year_day is None:
        year_day = day_of_year(known, month, day)
    offset = found.get("z")
    zone = None if "Z" not in found else ("UTC", "GMT")[found["Z"]]
    if leap_day:
        known = 1900
    return (
        known, month, day, hour, found.get("M", 0), found.get("S", 0), week_day, year_day, found.get("f", 0),
        None if offset is None else offset[0], 0 if offset is None else offset[1], zone,
    )
