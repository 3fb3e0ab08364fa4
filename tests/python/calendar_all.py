import calendar
import time
import uuid
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

print(calendar.month(2024, 2))
print(calendar.TextCalendar(6).formatmonth(2023, 10, 3, 1))
print(calendar.monthrange(2024, 2), calendar.isleap(1900), calendar.isleap(2000), calendar.leapdays(2000, 2020), calendar.weekday(2024, 1, 15))
print(calendar.monthcalendar(2024, 9), list(calendar.day_name), list(calendar.month_abbr), calendar.day_abbr[0], calendar.timegm((2024, 1, 1, 0, 0, 0)))
print(calendar.calendar(2024))
c = calendar.Calendar(firstweekday=6)
print(list(c.itermonthdays(2024, 6))[:10], c.monthdatescalendar(2024, 2)[0][0], list(c.iterweekdays()), calendar.SUNDAY, list(c.itermonthdays2(2024, 6))[:3])
try:
    calendar.monthrange(2024, 13)
except ValueError as error:
    print(error)
ny, berlin, tokyo = ZoneInfo("America/New_York"), ZoneInfo("Europe/Berlin"), ZoneInfo("Asia/Tokyo")
for month in (1, 7):
    moment = datetime(2024, month, 1, 12, tzinfo=timezone.utc)
    print([str(moment.astimezone(zone)) + moment.astimezone(zone).tzname() for zone in (ny, berlin, tokyo, ZoneInfo("Australia/Sydney"), ZoneInfo("Asia/Kolkata"), ZoneInfo("UTC"))])
print(datetime(2024, 3, 10, 1, 59, tzinfo=ny).utcoffset(), datetime(2024, 3, 10, 3, 0, tzinfo=ny).utcoffset(), datetime(2024, 11, 3, 1, 30, tzinfo=ny).utcoffset(), datetime(2024, 11, 3, 1, 30, tzinfo=ny, fold=1).utcoffset())
print(datetime(2024, 11, 3, 6, 30, tzinfo=timezone.utc).astimezone(ny), datetime(2024, 10, 27, 1, 0, tzinfo=timezone.utc).astimezone(berlin), ny, repr(berlin), berlin.key, ny.dst(datetime(2024, 7, 1)))
print(datetime(2024, 7, 4, 9, 30, tzinfo=ny) - datetime(2024, 7, 4, 9, 30, tzinfo=berlin), (datetime(2024, 3, 9, 12, tzinfo=ny) + timedelta(days=1)).isoformat(), ZoneInfo("Europe/Berlin") is berlin)
try:
    ZoneInfo("Mars/Olympus")
except ZoneInfoNotFoundError as error:
    print(error)
print(time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(1700000000)), time.gmtime(0), time.strptime("2024-05-06", "%Y-%m-%d").tm_yday, calendar.timegm(time.gmtime(99)), time.asctime(time.gmtime(0)), time.gmtime(86400)[2])
u = uuid.UUID("12345678-1234-5678-1234-567812345678")
print(u, repr(u), u.hex, u.int, u.bytes, u.version, u.variant, u.fields, u.urn, u.bytes_le)
r = uuid.uuid4()
print(r.version, len(str(r)), r == uuid.UUID(str(r)), uuid.uuid4() != r, uuid.UUID(int=5), uuid.UUID(bytes=b"a" * 16), sorted([uuid.UUID(int=2), uuid.UUID(int=1)]))
try:
    uuid.UUID("nope")
except ValueError as error:
    print(error)
print(uuid.uuid5(uuid.NAMESPACE_DNS, "python.org"), uuid.uuid3(uuid.NAMESPACE_DNS, "python.org"), uuid.uuid1().version)
