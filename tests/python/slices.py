s = "abcdefghij"
for a in (None, 0, 2, -3, 20, -20):
    for b in (None, 0, 5, -1, 20, -20):
        for c in (1, 2, 3, -1, -2, 7, -7):
            print(s[a:b:c], list(range(10))[a:b:c], tuple(s)[a:b:c], range(10)[a:b:c], s.encode()[a:b:c])
print("héllo wörld"[::-1], bytearray(b"abc")[::-1])
a = [1, 2, 3, 4, 5, 6]
a[::2] = [10, 30, 50]
print(a)
a[::-1] = range(6)
print(a)
del a[1::2]
print(a)
a = list(range(10))
del a[::-3]
print(a)
a[::2] += [7] if False else []
b = [1, 2, 3]
b[::1] = "xyzw"
print(b)
try:
    b[::2] = [1]
except ValueError as e:
    print(e)
try:
    b[::0]
except ValueError as e:
    print(e)
step = -1
print(s[::step], s[8:2:step * 2])


class Grid:
    def __getitem__(self, key):
        return key

    def __setitem__(self, key, value):
        print(key, value)

    def __delitem__(self, key):
        print("del", key)


g = Grid()
print(g[::2], g[1:2, ::3], g[1, 2])
g[::2] = 5
del g[1:5:2]
x = [[1, 2, 3], [4, 5, 6]]
print([row[::-1] for row in x[::-1]], x[0][::2][0])
print("racecar" == "racecar"[::-1], "".join(reversed("abc")), sorted("hello")[::-1])
def rotate(items, n):
    return items[n:] + items[:n], items[::-1][:n]
print(rotate([1, 2, 3, 4], 1))
nested = {"a": [1, 2, 3]}
nested["a"][::2] = [9, 8]
print(nested)
