# Calendars as HTML and as text.
import calendar
h = calendar.HTMLCalendar()
print(h.formatmonth(2024, 2))
print(h.formatmonth(2024, 2, withyear=False))
h = calendar.HTMLCalendar(calendar.SUNDAY)
print(h.formatyear(2023, 4))
print(h.formatweekheader(), h.formatday(0, 1), h.formatday(3,2), h.formatweek([(1,0),(2,1)]), h.formatmonthname(2024,5,True), h.cssclasses)
print(h.formatyearpage(2024)[:600])
c = calendar.TextCalendar(6)
print(c.formatmonth(2024,2)); print(c.formatyear(2024, m=4)[:500]); print(c.formatmonth(2024,2,3,2))
print(calendar.month(2024,7)); print(calendar.calendar(2025)[:700])
print(calendar.monthcalendar(2024,2), calendar.monthrange(2024,2), calendar.isleap(2100), calendar.leapdays(1900,2000), calendar.weekday(2024,1,1), calendar.timegm((2024,1,1,0,0,0)))
print(list(calendar.month_name), list(calendar.day_abbr), calendar.firstweekday(), calendar.MONDAY)
print(list(c.iterweekdays()), list(c.itermonthdays(2024,2)), list(c.itermonthdays2(2024,2))[:5], list(c.itermonthdates(2024,2))[:2], c.monthdayscalendar(2024,2), c.monthdays2calendar(2024,2)[0], c.monthdatescalendar(2024,2)[0][:2])
print(c.yeardayscalendar(2024, 3)[0][0][:2], list(c.itermonthdays3(2024,2))[:2], list(c.itermonthdays4(2024,2))[:2])
try: calendar.monthrange(2024,13)
except Exception as e: print(type(e).__name__, e)
try: calendar.setfirstweekday(9)
except Exception as e: print(type(e).__name__, e)
calendar.setfirstweekday(calendar.SUNDAY); print(calendar.weekheader(3)); print(calendar.month(2024,7))
calendar.prmonth(2024,3)
class Mine(calendar.HTMLCalendar):
    cssclasses = ["a b", "c", "d", "e", "f", "g", "h"]
    cssclass_month_head = "mh"
    def formatday(self, day, weekday):
        return f"<td>{day or ''}</td>"
print(Mine().formatmonth(2024, 9))
print(calendar.LocaleTextCalendar) if False else None
