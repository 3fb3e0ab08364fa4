import json
import math

def average(numbers):
    """The mean of some numbers."""
    if not numbers:
        return 0.0
    return sum(numbers) / len(numbers)

class Report:
    def __init__(self, title, rows=None):
        self.title = title
        self.rows = rows or []

    def add(self, name, value):
        self.rows.append((name, value))
        return self

    def lines(self):
        for index, (name, value) in enumerate(self.rows):
            yield f"{index}: {name} = {value}"

weather = [fetch_weather(city) for city in ("Paris", "Rome")]
report = Report("temperatures")
for entry in weather:
    try:
        report.add(entry["city"], entry["celsius"] * 9 / 5 + 32)
    except KeyError:
        print("no temperature for", entry)
by_city = {name: value for name, value in report.rows if value > 50}
best = max(by_city, key=lambda name: by_city[name])
text = "%s: %d" % (best, math.floor(by_city[best]))
print("\n".join(report.lines()), report.rows[1:], text, sep="\n")
while len(report.rows) > 1:
    report.rows.pop()
answer = {"best": best, "mean": average(list(by_city.values()))}
