import datetime as dt
from datetime import date, datetime, time, timedelta, timezone, tzinfo

d = date(2024, 2, 29)
print(d, repr(d), d.year, d.month, d.day, d.weekday(), d.isoweekday(), d.isocalendar(), d.toordinal(), date.fromordinal(738945))
print(d.replace(year=2023, day=1), d + timedelta(days=1), d - timedelta(weeks=1), d - date(2024, 1, 1), (d - date(2023, 12, 25)).days)
print(d.strftime("%Y/%m/%d %A %B %j %U %W %V %G %u %w %y %a %b %d %e"), f"{d:%d.%m.%Y}", d.ctime(), d.timetuple()[:8])
print(date.fromisoformat("2024-03-01"), date.fromisoformat("20240301"), date.fromisoformat("2024-W09-5"), date.fromisocalendar(2020, 53, 7))
print(d < date(2024, 3, 1), d == date(2024, 2, 29), max(d, date(2020, 1, 1)), sorted([date(2024, 5, 1), d]), {d: 1}[date(2024, 2, 29)], d != 3)
print(date.min, date.max, date.resolution, [date(2021, 1, n).isocalendar()[1] for n in (1, 3, 4)], date(2020, 12, 31).isocalendar().week)

t = timedelta(days=1, hours=2, minutes=3, seconds=4, milliseconds=5, microseconds=6)
print(t, repr(t), t.days, t.seconds, t.microseconds, t.total_seconds(), -t, abs(-t), t * 2, t / 2, t // 3, 2 * t, t * 0.5, t / timedelta(hours=1))
print(timedelta(hours=25), timedelta(seconds=-1), timedelta(minutes=90), timedelta(0.5), timedelta(weeks=2), timedelta(microseconds=1.5), timedelta(), repr(timedelta()))
print(timedelta(hours=5) // timedelta(hours=2), timedelta(hours=5) % timedelta(hours=2), divmod(timedelta(hours=5), timedelta(hours=2)), timedelta(days=1) > timedelta(hours=23), bool(timedelta(0)))
print(sum([timedelta(hours=1), timedelta(minutes=30)], timedelta()), timedelta(days=365).total_seconds(), timedelta(milliseconds=1500), str(timedelta(days=-1, seconds=5)), timedelta(1) == timedelta(hours=24))

n = datetime(2024, 1, 15, 10, 30, 45, 123456)
print(n, repr(n), n.date(), n.time(), n.isoformat(), n.isoformat(" ", "minutes"), n.isoformat(timespec="milliseconds"), n.hour, n.microsecond)
print(n.strftime("%Y-%m-%d %H:%M:%S.%f %I:%M %p %c %x %X %% %Z%z|%-d %-m %-I"), n + timedelta(days=20, hours=5), n - datetime(2024, 1, 1), n.replace(hour=0, microsecond=0))
print(datetime(2024, 1, 1), repr(datetime(2024, 1, 1)), datetime.combine(d, time(12, 30)), n.weekday(), n.timetuple(), n.toordinal())
print(datetime.strptime("2024-01-15 10:30:00", "%Y-%m-%d %H:%M:%S"), datetime.strptime("15/Jan/2024:10:30:45 +0530", "%d/%b/%Y:%H:%M:%S %z"), datetime.strptime("March 5, 2023 3:07 PM", "%B %d, %Y %I:%M %p"))
print(datetime.strptime("20240115T103045.5", "%Y%m%dT%H%M%S.%f"), datetime.strptime("24-1-5", "%y-%m-%d"), datetime.strptime("2024 045", "%Y %j"), datetime.strptime("Mon Jan 15 2024", "%a %b %d %Y"), datetime.strptime("2024-W03-1", "%G-W%V-%u"))
print(datetime.strptime("12:05 AM", "%I:%M %p").time(), datetime.strptime("2024-01-01T00:00:00Z", "%Y-%m-%dT%H:%M:%S%z"), datetime.strptime("2024 10 1", "%Y %W %w"), datetime.strptime("29 Feb", "%d %b") if False else "")
print(datetime.fromisoformat("2024-01-15T10:30:00"), datetime.fromisoformat("2024-01-15 10:30:00.123"), datetime.fromisoformat("2024-01-15T10:30:00+02:00"), datetime.fromisoformat("2024-01-15T10:30Z"), datetime.fromisoformat("20240115T103045"), datetime.fromisoformat("2024-01-15"))
u = datetime(2024, 6, 1, 12, 0, tzinfo=timezone.utc)
e = timezone(timedelta(hours=-5), "EST")
k = timezone(timedelta(hours=5, minutes=30))
print(u, repr(u), u.astimezone(e), u.astimezone(k), u.astimezone(e).tzname(), k, repr(k), repr(e), u.tzname(), u.utcoffset(), k.utcoffset(None), u.timestamp(), u.isoformat())
print(u == u.astimezone(k), u - u.astimezone(e), hash(u) == hash(u.astimezone(k)), u.strftime("%z %Z"), u.astimezone(k).strftime("%z %Z"), u.replace(tzinfo=None), u.timetz(), u.utctimetuple()[:6])
print(datetime.fromtimestamp(0, timezone.utc), datetime.fromtimestamp(1700000000.5, timezone.utc), datetime.utcfromtimestamp(86400), datetime(2024, 1, 1, tzinfo=timezone.utc).timestamp(), date(2024, 1, 1) == datetime(2024, 1, 1), isinstance(n, date))
c = time(9, 5, 7)
print(c, repr(c), time(1, 2), c.isoformat(), c.strftime("%H-%M-%S"), c.replace(hour=23), time.fromisoformat("04:23:01"), time(1) < time(2), time.min, time.max, repr(time(1, 2, 3, 4)), time(12, tzinfo=k), time.fromisoformat("10:00+01:00"))
print(datetime.max, datetime.min, datetime(2024, 12, 31) + timedelta(days=1), datetime(2024, 3, 31) - timedelta(days=31), dt.MINYEAR, dt.MAXYEAR, dt.UTC)


class Fixed(tzinfo):
    def utcoffset(self, when):
        return timedelta(hours=1)

    def tzname(self, when):
        return "FIX"

    def dst(self, when):
        return timedelta(0)


print(datetime(2024, 1, 1, tzinfo=Fixed()), datetime(2024, 1, 1, tzinfo=Fixed()).astimezone(timezone.utc), u.astimezone(Fixed()))
for wrong in (
    lambda: date(2023, 2, 29),
    lambda: date(2023, 13, 1),
    lambda: date(0, 1, 1),
    lambda: datetime(2024, 1, 1, 25),
    lambda: time(1, 60),
    lambda: datetime.strptime("2024", "%Y-%m-%d"),
    lambda: datetime.strptime("2024-01-01 x", "%Y-%m-%d"),
    lambda: datetime.strptime("2024-02-30", "%Y-%m-%d"),
    lambda: datetime.strptime("x", "%Q"),
    lambda: date.fromisoformat("2024-1-1"),
    lambda: datetime.fromisoformat("hello"),
    lambda: u < n,
    lambda: u - n,
    lambda: n < d,
    lambda: timezone(timedelta(hours=24)),
    lambda: timedelta(days=10**9),
    lambda: date.max + timedelta(days=1),
    lambda: timedelta(1) / 0,
    lambda: date("2024", 1, 1),
    lambda: n.isoformat(timespec="nope"),
):
    try:
        print(wrong())
    except (ValueError, TypeError, OverflowError, ZeroDivisionError) as error:
        print(type(error).__name__, error)
