# 100,000 objects made, each asked twice.
class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def moved(self, by):
        return self.x + by

    def size(self):
        return self.x * self.x + self.y * self.y


total = 0
for number in range(100000):
    point = Point(number & 63, number & 31)
    total += point.moved(2) + point.size()
print(total)
