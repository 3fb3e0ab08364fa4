# A log of 4,000 lines read with regular expressions that all three engines know.
import re

line = re.compile(r"(\d+)-(\d+)-(\d+) (\w+) \[(\w+)\] (.*)")
number = re.compile(r"\d+")
levels = {}
total = 0
for n in range(4000):
    level = ("INFO", "WARN", "ERROR")[n % 3]
    text = "2024-%d-%d host%d [%s] request %d took %d ms" % (n % 12 + 1, n % 28 + 1, n % 9, level, n, n % 250)
    found = line.match(text)
    levels[found.group(5)] = levels.get(found.group(5), 0) + int(found.group(3))
    total += len(number.sub("#", found.group(6)))
print(sorted(levels.items()), total)
