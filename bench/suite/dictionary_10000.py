# A dictionary of 10,000 keys built and read, once.
total = 0
for turn in range(1):
    rows = {}
    for number in range(10000):
        rows["row %d" % number] = number
    for number in range(10000):
        total += rows["row %d" % number]
print(len(rows), total)
