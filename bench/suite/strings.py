# A report of 20,000 lines built from pieces, then cut up again.
lines = []
for number in range(20000):
    lines.append("{:>6} | {} | {:.2f}".format(number, "name" + str(number % 100), number / 7))
report = "\n".join(lines)
length = 0
for line in report.split("\n"):
    fields = [field.strip() for field in line.split("|")]
    length += len(fields[1].upper().replace("NAME", "N")) + int(fields[0]) % 5
print(len(report), length)
