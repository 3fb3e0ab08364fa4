# datetime. The local time is UTC.
from datetime._delta import timedelta, timezone, tzinfo
from datetime._date import date
from datetime._time import time
from datetime._datetime import datetime

MINYEAR = 1
MAXYEAR = 9999
UTC = timezone.utc
