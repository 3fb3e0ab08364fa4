# 50,000 rows sorted by a key function; the keys are all different.
seed = 12345
rows = []
for number in range(50000):
    seed = (seed * 1103 + 12345) % 1000003
    rows.append((seed * 50000 + number, "row %d" % number))
rows.sort(key=lambda row: row[0])
print(rows[0], rows[25000], rows[-1])
