# calendar. Left out: locales.
from _dates import DAYS, MONTHS, SHORT_DAYS, SHORT_MONTHS, from_ordinal, is_leap, month_length, to_ordinal

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)
January, February = 1, 2
day_name = list(DAYS)
day_abbr = list(SHORT_DAYS)
month_name = [""] + list(MONTHS)
month_abbr = [""] + list(SHORT_MONTHS)
mdays = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
EPOCH = 1970
isleap = is_leap
error = ValueError


class IllegalMonthError(ValueError):
    def __init__(self, month):
        super().__init__(month)
        self.month = month

    def __str__(self):
        return "bad month number %r; must be 1-12" % self.month


class IllegalWeekdayError(ValueError):
    def __init__(self, weekday):
        super().__init__(weekday)
        self.weekday = weekday

    def __str__(self):
        return "bad weekday number %r; must be 0 (Monday) to 6 (Sunday)" % self.weekday


def leapdays(y1, y2):
    y1 -= 1
    y2 -= 1
    return (y2 // 4 - y1 // 4) - (y2 // 100 - y1 // 100) + (y2 // 400 - y1 // 400)


def weekday(year, month, day):
    if not 1 <= year <= 9999:
        year = 2000 + year % 400
    if not 1 <= day <= month_length(year, month):
        raise ValueError("day is out of range for month")
    return (to_ordinal(year, month, day) + 6) % 7


def monthrange(year, month):
    if not 1 <= month <= 12:
        raise IllegalMonthError(month)
    return weekday(year, month, 1), month_length(year, month)


def timegm(tuple):
    year, month, day, hour, minute, second = tuple[:6]
    return (((to_ordinal(year, month, 1) - 719163 + day - 1) * 24 + hour) * 60 + minute) * 60 + second


class Calendar:
    def __init__(self, firstweekday=0):
        self._firstweekday = firstweekday

    @property
    def firstweekday(self):
        return self._firstweekday % 7

    def setfirstweekday(self, firstweekday):
        self._firstweekday = firstweekday

    def iterweekdays(self):
        for day in range(self.firstweekday, self.firstweekday + 7):
            yield day % 7

    def itermonthdays(self, year, month):
        first, days = monthrange(year, month)
        before = (first - self.firstweekday) % 7
        for _ in range(before):
            yield 0
        for day in range(1, days + 1):
            yield day
        for _ in range((-before - days) % 7):
            yield 0

    def itermonthdays2(self, year, month):
        for index, day in enumerate(self.itermonthdays(year, month)):
            yield day, (self.firstweekday + index) % 7

    def itermonthdays3(self, year, month):
        first, days = monthrange(year, month)
        before = (first - self.firstweekday) % 7
        start = to_ordinal(year, month, 1) - before
        for n in range(start, start + before + days + (-before - days) % 7):
            yield from_ordinal(n)

    def itermonthdays4(self, year, month):
        for index, day in enumerate(self.itermonthdays3(year, month)):
            yield day + ((self.firstweekday + index) % 7,)

    def itermonthdates(self, year, month):
        from datetime import date

        for parts in self.itermonthdays3(year, month):
            yield date(*parts)

    def _weeks(self, days):
        days = list(days)
        return [days[start : start + 7] for start in range(0, len(days), 7)]

    def monthdayscalendar(self, year, month):
        return self._weeks(self.itermonthdays(year, month))

    def monthdays2calendar(self, year, month):
        return self._weeks(self.itermonthdays2(year, month))

    def monthdatescalendar(self, year, month):
        return self._weeks(self.itermonthdates(year, month))

    def _months(self, weeks, year, width):
        months = [weeks(year, month) for month in range(1, 13)]
        return [months[start : start + width] for start in range(0, 12, width)]

    def yeardayscalendar(self, year, width=3):
        return self._months(self.monthdayscalendar, year, width)

    def yeardays2calendar(self, year, width=3):
        return self._months(self.monthdays2calendar, year, width)

    def yeardatescalendar(self, year, width=3):
        return self._months(self.monthdatescalendar, year, width)


class TextCalendar(Calendar):
    def formatday(self, day, weekday, width):
        return _centered("" if day == 0 else "%2d" % day, width)

    def formatweek(self, theweek, width):
        return " ".join([self.formatday(day, weekday, width) for day, weekday in theweek])

    def formatweekday(self, day, width):
        return _centered((DAYS if width >= 9 else SHORT_DAYS)[day][:width], width)

    def formatweekheader(self, width):
        return " ".join([self.formatweekday(day, width) for day in self.iterweekdays()])

    def formatmonthname(self, theyear, themonth, width, withyear=True):
        name = month_name[themonth]
        return _centered("%s %r" % (name, theyear) if withyear else name, width)

    def formatmonth(self, theyear, themonth, w=0, l=0):
        w, l = max(2, w), max(1, l)
        text = self.formatmonthname(theyear, themonth, 7 * (w + 1) - 1).rstrip() + "\n" * l
        text += self.formatweekheader(w).rstrip() + "\n" * l
        for week in self.monthdays2calendar(theyear, themonth):
            text += self.formatweek(week, w).rstrip() + "\n" * l
        return text

    def prmonth(self, theyear, themonth, w=0, l=0):
        print(self.formatmonth(theyear, themonth, w, l), end="")

    def formatyear(self, theyear, w=2, l=1, c=6, m=3):
        w, l, c = max(2, w), max(1, l), max(2, c)
        width = (w + 1) * 7 - 1
        space = " " * c
        parts = [_centered(repr(theyear), width * m + c * (m - 1)).rstrip(), "\n" * l]
        header = self.formatweekheader(w)
        for first in range(1, 13, m):
            months = list(range(first, min(first + m, 13)))
            parts.append("\n" * l)
            names = [self.formatmonthname(theyear, month, width, False) for month in months]
            parts.append(space.join([_centered(name, width) for name in names]).rstrip() + "\n" * l)
            parts.append(space.join([_centered(header, width) for _ in months]).rstrip() + "\n" * l)
            weeks = [self.monthdays2calendar(theyear, month) for month in months]
            for index in range(max([len(month) for month in weeks])):
                row = [self.formatweek(month[index], w) if index < len(month) else "" for month in weeks]
                parts.append(space.join([_centered(week, width) for week in row]).rstrip() + "\n" * l)
        return "".join(parts)

    def pryear(self, theyear, w=0, l=0, c=6, m=3):
        print(self.formatyear(theyear, w, l, c, m), end="")


class HTMLCalendar(Calendar):
    cssclasses = [day.lower() for day in SHORT_DAYS]
    cssclasses_weekday_head = cssclasses
    cssclass_noday = "noday"
    cssclass_month_head = "month"
    cssclass_month = "month"
    cssclass_year_head = "year"
    cssclass_year = "year"

    def formatday(self, day, weekday):
        if day == 0:
            return '<td class="%s">&nbsp;</td>' % self.cssclass_noday
        return '<td class="%s">%d</td>' % (self.cssclasses[weekday], day)

    def formatweek(self, theweek):
        return "<tr>%s</tr>" % "".join([self.formatday(day, weekday) for day, weekday in theweek])

    def formatweekday(self, day):
        return '<th class="%s">%s</th>' % (self.cssclasses_weekday_head[day], day_abbr[day])

    def formatweekheader(self):
        return "<tr>%s</tr>" % "".join([self.formatweekday(day) for day in self.iterweekdays()])

    def formatmonthname(self, theyear, themonth, withyear=True):
        name = "%s %s" % (month_name[themonth], theyear) if withyear else month_name[themonth]
        return '<tr><th colspan="7" class="%s">%s</th></tr>' % (self.cssclass_month_head, name)

    def formatmonth(self, theyear, themonth, withyear=True):
        lines = [
            '<table border="0" cellpadding="0" cellspacing="0" class="%s">' % self.cssclass_month,
            self.formatmonthname(theyear, themonth, withyear=withyear),
            self.formatweekheader(),
        ]
        lines += [self.formatweek(week) for week in self.monthdays2calendar(theyear, themonth)]
        return "\n".join(lines + ["</table>", ""])

    def formatyear(self, theyear, width=3):
        width = max(width, 1)
        parts = ['<table border="0" cellpadding="0" cellspacing="0" class="%s">\n' % self.cssclass_year]
        head = '<tr><th colspan="%d" class="%s">%s</th></tr>'
        parts.append(head % (width, self.cssclass_year_head, theyear))
        for first in range(1, 13, width):
            parts.append("<tr>")
            for month in range(first, min(first + width, 13)):
                parts.append("<td>%s</td>" % self.formatmonth(theyear, month, withyear=False))
            parts.append("</tr>")
        return "".join(parts) + "</table>"

    def formatyearpage(self, theyear, width=3, css="calendar.css", encoding=None):
        encoding = encoding or "utf-8"
        parts = [
            '<?xml version="1.0" encoding="%s"?>\n' % encoding,
            '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">\n',
            "<html>\n<head>\n",
            '<meta http-equiv="Content-Type" content="text/html; charset=%s" />\n' % encoding,
        ]
        if css is not None:
            parts.append('<link rel="stylesheet" type="text/css" href="%s" />\n' % css)
        parts.append("<title>Calendar for %d</title>\n</head>\n<body>\n" % theyear)
        parts += [self.formatyear(theyear, width), "</body>\n</html>\n"]
        return "".join(parts).encode(encoding, "xmlcharrefreplace")


def _centered(text, width):
    # str.center of CPython: what cannot be halved goes by whether the width is odd.
    more = width - len(text)
    if more <= 0:
        return text
    left = more // 2 + (more & width & 1)
    return " " * left + text + " " * (more - left)


c = TextCalendar()
firstweekday = lambda: c.firstweekday
monthcalendar = c.monthdayscalendar
week = c.formatweek
weekheader = c.formatweekheader
prmonth = c.prmonth
month = c.formatmonth
calendar = c.formatyear
prcal = c.pryear


def setfirstweekday(firstweekday):
    if not MONDAY <= firstweekday <= SUNDAY:
        raise IllegalWeekdayError(firstweekday)
    c.setfirstweekday(firstweekday)
