# Of the shortest texts that are read as a float, the nearest; in the middle of two, the even one.
import json
import struct


def numbers(seed):
    while True:
        seed ^= seed << 13 & 0xFFFFFFFFFFFFFFFF
        seed ^= seed >> 7
        seed ^= seed << 17 & 0xFFFFFFFFFFFFFFFF
        yield seed


random = numbers(88172645463325252)


def below(limit):
    return next(random) % limit


def show(what, values):
    print("#", what)
    values = list(values)
    for start in range(0, len(values), 6):
        print(*values[start:start + 6])
    print(all(float(repr(value)) == value for value in values), sum(len(repr(-value)) for value in values))


show("powers of two", (2.0**exponent for exponent in range(-1074, 1024)))
show("few binary digits", (below(10**9) / 2 ** below(80) for _ in range(600)))
show("many binary digits", (below(10**16) / 2 ** below(80) for _ in range(600)))
show("small", (below(10**4) / 2 ** below(1000) for _ in range(300)))
show("with sixteen digits", (10**15 + below(10**16) / 2 ** below(12) for _ in range(600)))
show("with seventeen digits", (10**16 + below(10**17) / 2 ** below(3) for _ in range(300)))
show("short and large", (float(f"{below(10 ** (1 + below(17)))}e{below(9)}") for _ in range(300)))
show("any", (struct.unpack("<d", (next(random) & ~(1 << 62)).to_bytes(8, "little"))[0] for _ in range(600)))

print("# in every way that text is made of them")
for value in 1.6800003051757812, 0.0000152587890625, 2.0**-44, 9.64256145972878e16, 1e16, 1e22, -0.0, 5e-324:
    print(value, [value], {value: -value}, complex(value, -value), complex(-0.0, value), complex(0, value))
    print(str(value), repr(-value), f"{value} {value!r:>25} {value:}", "%s %r" % (value, value), format(value))
    print(json.dumps([value, {"a": value}]), "{}".format(value), value.__repr__())
for value in float("inf"), float("-inf"), float("nan"):
    print(value, [value], complex(1, value), complex(value, value))
