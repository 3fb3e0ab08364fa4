# 50,000 rows sorted by a key that has 100 values, then again by another.
seed = 12345
rows = []
for number in range(50000):
    seed = (seed * 1103 + 12345) % 1000003
    rows.append((seed % 100, number))
rows.sort(key=lambda row: row[0])
by_group = [row[0] for row in rows]
rows.sort(key=lambda row: row[1] % 7)
print(by_group[0], by_group[25000], by_group[-1], rows[0][1] % 7, rows[-1][1] % 7)
