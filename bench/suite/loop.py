# A loop of 1,000,000 turns with arithmetic on small integers.
def run():
    total = 0
    for number in range(1000000):
        if number % 3 == 0:
            total += number & 255
        else:
            total -= number & 15
    return total


print(run())
