# Names that are bound by `:=`, wherever that may stand.
numbers = [1, 2, 3]
total = 0
print([total := total + n for n in numbers], total)
print({total := total + n for n in numbers if n > 1}, list(total := total - 1 for _ in range(3)), total)
previous = None
print([(previous, previous := n) for n in numbers])
print({n: (product := n * 2) for n in numbers if (n % 2)}, product)
print([m for n in numbers if (m := n * 2) > 2 if m < 6], m)
factor = 5
print([factor := factor * n for n in range(1, 4)] + [factor], any((last := n) > 1 for n in numbers), last)


def running(values):
    sum = 0
    return [sum := sum + value for value in values], sum


print(running(numbers), numbers[first := 0], first, numbers[index:=1])
print({low := 5, 6} == {5, 6}, [high := 1, high**2], (pair := 2, 3), low, pair)
print(len(text := "abc"), text, max(0, best := 7), best, dict(key=(value := 4)), value)
if (count := len(numbers)) > 2 and (head := numbers[0]):
    print(count, head)
while (item := numbers.pop() if numbers else None) is not None:
    print(item, end=" ")
print((lambda: (inner := 1) + inner)(), f"{(shown := 8)} {shown=}", f"{shown:=5}")
lines = iter("one two stop three".split())
while (line := next(lines)) != "stop":
    print(line)
print(f"{'é':>4}|{'日本':^6}|{'ü':*<3}|", "{:>5}|{:<3}|".format("ñ", "a"), "%4s|" % "ø")
