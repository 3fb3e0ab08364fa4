def outcome(work):
    try:
        return work()
    except RuntimeError as error:
        return str(error)


def grow(d):
    for key in d:
        d[key + 10] = 1


def shrink(d):
    for key, value in d.items():
        del d[key]


def replace(d):
    for key in d:
        d[key] = "new"
    return d


def grow_set(s):
    for member in s:
        s.add(member + 100)


def shrink_set(s):
    for member in s:
        s.discard(member)


def copy_first(d):
    for key in list(d):
        del d[key]
    return d


def values(d):
    for value in d.values():
        d["more"] = value


print(outcome(lambda: grow({1: 1, 2: 2})))
print(outcome(lambda: shrink({1: 1, 2: 2})))
print(outcome(lambda: shrink({1: 1})))
print(outcome(lambda: replace({1: 1, 2: 2})))
print(outcome(lambda: grow_set({1, 2, 3})))
print(outcome(lambda: shrink_set({1, 2, 3})))
print(outcome(lambda: copy_first({1: 1, 2: 2})))
print(outcome(lambda: values({"a": 1, "b": 2})))
print(outcome(lambda: [d.pop(k) for d in [{1: 2, 3: 4}] for k in d]))
big = {n: n for n in range(1000)}
print(sum(big), sum(big.values()), sum(k * v for k, v in big.items()), len(list(big)), max(set(range(300))))
one, other = iter(big), iter(big.items())
print(next(one), next(one), next(other), list(one)[:3], sorted({n % 7 for n in range(100)}))
