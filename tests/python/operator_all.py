import operator as op
from operator import itemgetter, attrgetter, methodcaller

for f in (op.lt, op.le, op.eq, op.ne, op.ge, op.gt, op.add, op.floordiv, op.mod, op.mul, op.pow, op.sub, op.truediv, op.and_, op.or_, op.xor, op.lshift, op.rshift, op.is_, op.is_not):
    print(f(7, 2), end=" ")
print()
print(op.not_(0), op.truth([]), op.neg(3), op.pos(3), op.inv(3), op.invert(0), op.abs(-3), op.index(4))
print(op.concat("a", "b"), op.contains([1, 2], 2), op.countOf([1, 2, 1], 1), op.indexOf([5, 6], 6), op.getitem({"a": 1}, "a"))
d = {"a": 1}
op.setitem(d, "b", 2)
op.delitem(d, "a")
print(d, op.length_hint([1, 2]), op.iadd([1], [2]), op.imul(3, 4), op.isub(3, 1), op.itruediv(3, 2))
print(itemgetter(1)("abc"), itemgetter(0, 2)("abc"), itemgetter("x")({"x": 5}))
print(sorted([(1, "b"), (0, "c"), (2, "a")], key=itemgetter(1)), max({"a": 1, "b": 3}.items(), key=itemgetter(1)))


class A:
    def __init__(self, x, b=None):
        self.x = x
        self.b = b

    def scaled(self, k, plus=0):
        return self.x * k + plus


print(attrgetter("x")(A(3)), attrgetter("x", "b.x")(A(1, A(2))), methodcaller("scaled", 3, plus=1)(A(5)), methodcaller("upper")("abc"))
print(op.__add__(1, 2), op.__not__(1), op.__lt__(1, 2))
try:
    op.indexOf([], 1)
except ValueError as error:
    print(error)
