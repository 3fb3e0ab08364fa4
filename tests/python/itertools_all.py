import itertools
from itertools import *
import operator

print(list(accumulate([1, 2, 3, 4])), list(accumulate([1, 2, 3], operator.mul)), list(accumulate([1, 2], initial=100)))
print(list(accumulate([])), list(accumulate("abc")))
print(list(chain("ab", [1, 2])), list(chain.from_iterable(["ab", "cd"])), list(chain()))
print(list(combinations("ABCD", 2)), list(combinations(range(4), 3)), list(combinations("ab", 3)), list(combinations("ab", 0)))
print(list(combinations_with_replacement("ABC", 2)), list(combinations_with_replacement("", 0)))
print(list(compress("ABCDEF", [1, 0, 1, 0, 1, 1])))
c = count(10, 3)
print(next(c), next(c), next(c))
print(list(islice(count(2.5, 0.5), 3)), list(islice(cycle("abc"), 7)))
print(list(dropwhile(lambda x: x < 5, [1, 4, 6, 4, 1])), list(takewhile(lambda x: x < 5, [1, 4, 6, 4, 1])))
print(list(filterfalse(lambda x: x % 2, range(10))), list(filterfalse(None, [0, 1, "", "a"])))
print([(k, list(g)) for k, g in groupby("AAAABBBCCDAABBB")])
print([(k, len(list(g))) for k, g in groupby([1, 1, 2, 3, 3, 3])])
print([k for k, g in groupby("AAAABBBCCD")])
data = sorted(["apple", "bat", "car", "apricot", "bar"], key=lambda s: s[0])
for key, group in groupby(data, key=lambda s: s[0]):
    print(key, list(group))
print(list(islice("ABCDEFG", 2)), list(islice("ABCDEFG", 2, 4)), list(islice("ABCDEFG", 2, None)), list(islice("ABCDEFG", 0, None, 2)))
it = iter(range(10))
print(list(islice(it, 3)), list(islice(it, 1, 6, 2)), list(it))
print(list(pairwise("ABCD")), list(pairwise("A")))
print(list(permutations("ABC")), list(permutations(range(3), 2)), list(permutations("ab", 3)), list(permutations([])))
print(list(product("AB", "xy")), list(product(range(2), repeat=3)), list(product()), list(product("ab", [])))
print(list(product("ab", [1], "xy")), len(list(product(range(3), range(4), range(5)))))
print(list(repeat(10, 3)), list(map(pow, range(5), repeat(2))), list(zip(range(2), repeat("x"))))
print(list(starmap(pow, [(2, 5), (3, 2), (10, 3)])))
a, b = tee([1, 2, 3])
print(next(a), next(a), next(b), list(a), list(b))
x, y, z = tee("ab", 3)
print(list(x), list(y), list(z))
print(list(zip_longest("ABCD", "xy", fillvalue="-")), list(zip_longest([1], [1, 2], [1, 2, 3])), list(zip_longest()))
for wrong in (lambda: islice("a", -1), lambda: islice("a", 0, 1, 0), lambda: combinations("a", -1), lambda: product("a", repeat=-1), lambda: tee("a", -1), lambda: permutations("ab", -2)):
    try:
        wrong()
    except ValueError as error:
        print(error)
print(sum(1 for _ in permutations(range(6))), sum(map(sum, combinations(range(8), 4))))
