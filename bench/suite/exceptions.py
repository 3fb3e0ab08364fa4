# 50,000 exceptions raised and caught.
def check(number):
    if number % 2 == 0:
        raise ValueError(number)
    raise KeyError(number)


total = 0
for number in range(50000):
    try:
        check(number)
    except ValueError:
        total += 1
    except KeyError as error:
        total += error.args[0] % 7
print(total)
