import math
x = 3
y = 2.5
name = "World"
d = {"key": "value", "n": 5}
items = ["a", "b"]
print(f"{x} {y} {name} {d['key']} {items[0]} {x + 1} {len(items)} {{literal}}")
print(f"{x=} {y = } {name=!s} {x=:>5} {d['n']=}", f"{x + 1 = }", f"{name.upper()=}")
print(f"{name!r} {name!s} {name!a} {name!r:>10}|{'é'!a}")
print(f"{x:5}|{x:<5}|{x:^5}|{x:>5}|{x:05}|{x:+}|{-x:+}|{x: }")
print(f"{name:10}|{name:<10}|{name:^10}|{name:>10}|{name:*^11}|{name:.3}|{name:8.2}|")
print(f"{1234567:,} {1234567:_} {1234567.891:,.2f} {1234.5:,} {-1234567:,} {12345678:15,}|{1234:010,}")
print(f"{255:x} {255:X} {255:#x} {255:o} {255:#o} {5:b} {5:#b} {5:08b} {255:#06x} {65:c} {3000000:_x} {255:_b}")
print(f"{y:.2f} {y:f} {y:e} {y:.1e} {y:g} {y:G} {y:%} {0.256:.1%} {y:10.2f}|{y:<10.2f}|{y:^10.2f}|{y:+.1f}|{y:010.3f}")
print(f"{0.5:.0f} {1.5:.0f} {2.5:.0f} {2.675:.2f} {1.005:.2f} {0.125:.2f} {0.375:.2f} {1e10:.2f} {1e22:.1f} {123456789.987654321:.6f}")
print(f"{1234.5678:.3g} {0.00001234:g} {1e20:g} {123456789.0:g} {100000.0:g} {1000000.0:g} {0.0001:g} {3.0:g} {1.5:#g}")
print(f"{1e16} {1e15} {1.0} {0.1 + 0.2} {1e-7} {float('inf')} {float('-inf'):.2f} {float('nan'):>6}|")
print(f"{math.pi:.3} {math.pi:.10} {100.0:.3} {1234.0:.3} {1e-5:.3} {123.456:.5}")
print(f"{True} {True:d} {True:>5} {None} {None!s:>6} {[1, 2]} {(1,)} {1 + 2j}")
width, precision = 10, 3
print(f"{math.pi:{width}.{precision}f}|{name:>{width}}|{x:{'<'}{width}}|{name:{'*'}^{width + 2}}")
print(f"{'nested ' + f'{x}'}")
print(f'{", ".join(items)} {d["key"]} {"a:b"} {[i for i in range(3)]} { {"a": 1}["a"] } {(lambda v: v * 2)(4)}')
print(f"""multi
line {x:>4}
end {name!r}""")
print(f"{x:>4}" "plain {}" f"{y}" '{x}')
print("plain" f"{x}")
print(rf"\d{x}\n{y:.1f}", f"\t{x}|\u00e9", f"{x}\\{y}")
print(f"{x if x > 2 else 'no'} {x > 2} {x == 3} {x != 4} {not x} {x and y}")
print(f"{'a' 'b'} {'''t'''}", f"{x!r:^{width}}|")


class Money:
    def __init__(self, amount):
        self.amount = amount

    def __format__(self, spec):
        return f"${self.amount:{spec or '.2f'}}"

    def __str__(self):
        return "money"

    def __repr__(self):
        return "Money()"


print(f"{Money(5):.1f} {Money(5):} {Money(5)!r} {Money(5)!s:>8}", format(Money(3), ".3f"), "{:.0f}".format(Money(7)))
print(format(3.14159, ".2f"), format(42, "05d"), format("a", ">3"), format(5), format(1e3, ","))
print("{} {} {}".format(1, "b", 2.5), "{0} {1} {0}".format("a", "b"), "{n} {m:.2f}".format(n="x", m=1.005))
print("{0[key]} {0[n]} {1[0]} {2.amount}".format(d, items, Money(9)))
print("{:>{w}}|{:^{w}.{p}}|{!r:>8}|{:{}}".format("ab", "cdef", "e", "z", 5, w=6, p=2))
print("{{}} {:,}".format(12345), "{:<5}|{:>5}|{:^5}".format(1, 2, 3), "{:5s}|{:5d}".format("a", 1))
fmt = "{name:<8}{value:>6.1f}"
print(fmt.format(name="abc", value=3.14159), fmt.format(**{"name": "z", "value": 2}))
print("%s %d %5.2f %-6s| %06d %x %X %o %e %g %% %c %r" % ("a", 3, 2.678, "b", 42, 255, 255, 8, 12345.678, 0.0001, "z", "q"))
print("%(a)s %(b)05.1f %(c)r" % {"a": 1, "b": 2.25, "c": "x"}, "%5s|%-5s|%.2s" % ("ab", "cd", "efg"), "%+d % d %#x" % (5, 6, 255))
print("%s" % [1, 2], "%s" % None, "%d" % 3.99, "%s %s" % (1, (2, 3)), "%*d|%-*d|%.*f" % (5, 3, 5, 4, 2, 3.14159))
print("%.0f %.1f %.2f %5.1f%%" % (0.5, 0.25, 2.675, 45.678), "%i" % 7, "%5.1e" % 1234.5)
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
attempt(lambda: "{:}".format()); attempt(lambda: "%s %s" % (1,)); attempt(lambda: "%s" % (1, 2))
attempt(lambda: f"{[1]:5}"); attempt(lambda: f"{'a':d}"); attempt(lambda: f"{1.5:d}"); attempt(lambda: f"{None:>5}"); attempt(lambda: f"{1:5.2d}")
attempt(lambda: "{a}".format(b=1)); attempt(lambda: "{:q}".format(1)); attempt(lambda: "%(a)s" % 5); attempt(lambda: "%y" % 1)
total = 1234.5
print(f"Total: ${total:,.2f} ({total / 2000:.1%})")
print(f"{'Name':<10} {'Qty':>5} {'Price':>10}")
print(f"{'-' * 27}")
for row in (("apple", 3, 1.5), ("pear", 10, 22.333)):
    print(f"{row[0]:<10} {row[1]:>5d} {row[2]:>10.2f}")
