# A dictionary of 100 keys built and read, 100 times.
total = 0
for turn in range(100):
    rows = {}
    for number in range(100):
        rows["row %d" % number] = number
    for number in range(100):
        total += rows["row %d" % number]
print(len(rows), total)
