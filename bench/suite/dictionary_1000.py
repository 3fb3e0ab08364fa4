# A dictionary of 1,000 keys built and read, 10 times.
total = 0
for turn in range(10):
    rows = {}
    for number in range(1000):
        rows["row %d" % number] = number
    for number in range(1000):
        total += rows["row %d" % number]
print(len(rows), total)
