# `super()`, `Type.method` and `object.method()` for the special methods of built-in types.
def t(f):
    try:
        print(f())
    except BaseException as e:
        print(type(e).__name__, e)

class L(list):

    def append(self, x):
        list.append(self, x * 2)

    def __getitem__(self, i):
        r = super().__getitem__(i)
        return r

    def __add__(self, o):
        return L(super().__add__(o))

    def __contains__(self, x):
        return super().__contains__(x)

    def __len__(self):
        return super().__len__()

    def __iter__(self):
        return super().__iter__()

    def __repr__(self):
        return 'L' + super().__repr__()

    def __eq__(self, o):
        return super().__eq__(o)

    def __setitem__(self, i, v):
        super().__setitem__(i, v)

    def __delitem__(self, i):
        super().__delitem__(i)
l = L([1, 2])
t(lambda: l.append(3))
t(lambda: l[0])
t(lambda: l + [1])
t(lambda: 2 in l)
t(lambda: len(l))
t(lambda: [x for x in l])
t(lambda: repr(l))
t(lambda: l == [1, 2, 6])
t(lambda: l[0:2])
l[0] = 5
t(lambda: l)
del l[0]
t(lambda: l)

class D(dict):

    def __setitem__(self, k, v):
        super().__setitem__(k, v + 1)

    def __getitem__(self, k):
        return super().__getitem__(k)

    def __delitem__(self, k):
        super().__delitem__(k)

    def __contains__(self, k):
        return super().__contains__(k)

    def __iter__(self):
        return super().__iter__()

    def __len__(self):
        return super().__len__()

    def __repr__(self):
        return 'D(%s)' % super().__repr__()

    def get(self, k, d=None):
        return super().get(k, d)

    def update(self, *a, **k):
        return super().update(*a, **k)
d = D(a=1)
d['b'] = 2
t(lambda: d)
t(lambda: d['b'])
t(lambda: 'b' in d)
t(lambda: list(d))
t(lambda: len(d))
t(lambda: d.get('z', 9))
t(lambda: d.update(c=5))
t(lambda: d)
t(lambda: sorted(d.items()))
t(lambda: {**d})
t(lambda: dict(d))
t(lambda: d.pop('a'))
t(lambda: d | {'q': 1})

class I(int):

    def __new__(cls, v):
        return super().__new__(cls, v)

    def __add__(self, o):
        return I(super().__add__(o))

    def __repr__(self):
        return 'I(%s)' % super().__repr__()

    def __eq__(self, o):
        return super().__eq__(o)

    def __hash__(self):
        return super().__hash__()

    def __lt__(self, o):
        return super().__lt__(o)

    def __mul__(self, o):
        return I(super().__mul__(o))

    def __str__(self):
        return super().__str__() + '!'
t(lambda: I(3) + 4)
t(lambda: I(5))
t(lambda: I(3) == 3)
t(lambda: hash(I(3)))
t(lambda: I(3) < 4)
t(lambda: I(3) * 2)
t(lambda: str(I(3)))
t(lambda: sorted([I(3), I(1)]))
t(lambda: sum([I(1), I(2)]))

class S(str):

    def __new__(cls, v):
        return super().__new__(cls, v.strip())

    def __eq__(self, o):
        return self.lower() == o.lower()

    def __hash__(self):
        return hash(self.lower())

    def __add__(self, o):
        return S(super().__add__(o))

    def __contains__(self, o):
        return super().__contains__(o.lower())

    def __getitem__(self, i):
        return S(super().__getitem__(i))

    def __len__(self):
        return super().__len__() + 1
t(lambda: S(' Ab '))
t(lambda: S('A') == 'a')
t(lambda: S('a') + 'b')
t(lambda: 'B' in S('abc'))
t(lambda: S('abc')[1])
t(lambda: len(S('abc')))
t(lambda: {S('A'): 1}[S('a')])

class E(Exception):

    def __init__(self, code, msg='m'):
        Exception.__init__(self, msg)
        self.code = code
t(lambda: (_ for _ in ()).throw(E(3)))

class E2(E):

    def __init__(self, *a):
        E.__init__(self, *a)

    def __str__(self):
        return 'E2:' + Exception.__str__(self)
try:
    raise E2(1, 'x')
except E as e:
    print(e, e.args, e.code, repr(e))

class St(set):

    def add(self, x):
        super().add(x)

    def __contains__(self, x):
        return super().__contains__(x)

    def __or__(self, o):
        return St(super().__or__(o))
s = St([1])
s.add(4)
t(lambda: (s, 4 in s, s | {9}, len(s), type(s | {2}).__name__))

class T(tuple):

    def __new__(cls, *a):
        return super().__new__(cls, a)

    def __getitem__(self, i):
        return super().__getitem__(i)

    def __eq__(self, o):
        return super().__eq__(o)

    def __hash__(self):
        return super().__hash__()

    def __repr__(self):
        return 'T' + super().__repr__()
t(lambda: T(1, 2))
t(lambda: T(1, 2)[1])
t(lambda: T(1, 2) == (1, 2))
t(lambda: {T(1, 2): 1})
t(lambda: T(1, 2) + (3,))

class F(float):

    def __add__(self, o):
        return F(float.__add__(self, o))

    def __repr__(self):
        return 'F(' + float.__repr__(self) + ')'
t(lambda: F(1.5) + 1)
t(lambda: round(F(2.567), 1))


def t(f):
    try:
        print(f())
    except BaseException as e:
        print(type(e).__name__, e)

class A:

    def __init__(self):
        self.x = 1

    def __repr__(self):
        return super().__repr__()[:20]

    def __eq__(self, o):
        return super().__eq__(o)

    def __hash__(self):
        return super().__hash__()

    def __ne__(self, o):
        return super().__ne__(o)

    def __setattr__(self, n, v):
        super().__setattr__(n, v)

    def __delattr__(self, n):
        super().__delattr__(n)

    def __dir__(self):
        return super().__dir__()

    def __sizeof__(self):
        return 1
a = A()

class B:

    def __str__(self):
        return 'B:' + super().__str__()[:18]
t(lambda: str(B()))
t(lambda: object.__repr__(B())[:18])
t(lambda: object.__eq__(1, 2))
t(lambda: object.__hash__(B()) != 0)
t(lambda: object.__str__(3))

class E(Exception):

    def __init__(self, code, msg='m'):
        Exception.__init__(self, msg)
        self.code = code

    def __str__(self):
        return 'E:' + super().__str__() + str(self.code)

    def __repr__(self):
        return 'R:' + super().__repr__()
try:
    raise E(3, 'zz')
except E as e:
    print(e, repr(e), e.args)

class E2(Exception):

    def __str__(self):
        return 'E2:' + Exception.__str__(self)
try:
    raise E2(3, 'zz')
except E2 as e:
    print(e, repr(e), e.args)

class K(KeyError):

    def __str__(self):
        return super().__str__() + '!'
try:
    raise K('k')
except KeyError as e:
    print(e, repr(e), e.args)

class P:

    def __init__(self):
        object.__setattr__(self, 'z', 5)

    def __setattr__(self, n, v):
        raise AttributeError(f'cannot assign to field {n!r}')
p = P()
t(lambda: p.z)
t(lambda: setattr(p, 'z', 3))
t(lambda: object.__getattribute__(p, 'z'))
t(lambda: list.__len__([1]))
t(lambda: dict.__getitem__({1: 2}, 1))
t(lambda: int.__add__(1, 2))
t(lambda: str.__len__('abc'))
t(lambda: list.__name__)
t(lambda: list.__eq__([1], [1]))
t(lambda: 5 .__add__(3))
t(lambda: 'a'.__add__('b'))
t(lambda: [1].__contains__(1))
t(lambda: sorted([3, 1], key=int.__neg__))
t(lambda: list(map(str.__len__, ['a', 'bb'])))
t(lambda: 3 .__eq__(3))
t(lambda: 'x'.__hash__() == hash('x'))
t(lambda: [].__class__)
t(lambda: {}.__class__.__name__)
t(lambda: 1.5.__class__)
t(lambda: max([[1], [1, 2]], key=list.__len__))
t(lambda: 'abc'.__contains__('b'))
t(lambda: 1 .__lt__(2))
t(lambda: 'a'.__eq__('a'))
t(lambda: [1, 2].__getitem__(0))
t(lambda: 7 .__bool__())
t(lambda: 1 .__radd__(2))
import functools, operator
t(lambda: functools.reduce(int.__mul__, [1, 2, 3]))
t(lambda: functools.reduce(set.__or__, [{1}, {2}]))
t(lambda: list(map(int.__str__, [1, 2])))
t(lambda: type(3).__add__(3, 4))
t(lambda: int.__new__(int, '3'))
t(lambda: str.__new__(str, 3))
t(lambda: object.__new__(A).__class__.__name__)


class I(int):

    def __new__(cls, v):
        o = super().__new__(cls, v * 2)
        o.unit = 'm'
        return o
print(I(3), I(3).unit)

class S(str):

    def __new__(cls, v, extra=None):
        o = str.__new__(cls, v.upper())
        o.extra = extra
        return o
print(S('a', 3).extra, S('a'))

class T(tuple):

    def __new__(cls, a, b):
        return tuple.__new__(cls, (a, b))

    def __init__(self, a, b):
        pass
print(T(1, 2), len(T(1, 2)), T(1, 2)[0])

class F(float):

    def __new__(cls, v):
        return float.__new__(cls, v)
print(F(2) + 1)

class FS(frozenset):

    def __new__(cls, items):
        return super().__new__(cls, [i * 2 for i in items])
print(sorted(FS([1, 2])))

class Temp(float):

    def __new__(cls, value, unit='C'):
        self = super().__new__(cls, value)
        self.unit = unit
        return self
t = Temp(3.5, 'F')
print(t, t.unit, t * 2)

class Base:
    _i = None

    def __new__(cls, *args, **kw):
        if cls._i is None:
            cls._i = super().__new__(cls)
        return cls._i

    def __init__(self, x=0):
        self.x = x
print(Base() is Base(3), Base().x)

class B2:

    def __new__(cls, *a):
        o = object.__new__(cls)
        o.a = a
        return o
print(B2(1, 2).a)


class L(list):

    def append(self, x):
        list.append(self, x * 2)

    def __init__(self, *a):
        list.__init__(self, *a)

class D(dict):

    def __init__(self, *a, **k):
        dict.__init__(self, *a, **k)

    def __setitem__(self, k, v):
        dict.__setitem__(self, k, v + 1)

    def __getitem__(self, k):
        return dict.__getitem__(self, k)

class S(str):

    def upper(self):
        return str.upper(self) + '!'

class St(set):

    def add(self, x):
        set.add(self, x + 1)
l = L([1])
l.append(3)
print(l, list.__len__(l), list.index(l, 6))
d = D(a=1)
d['b'] = 2
print(d, d['b'], dict.get(d, 'a'), dict.items(d), dict.__contains__(d, 'a'), dict.keys(d))
print(S('x').upper(), S('a').join(['1', '2']))
s = St([1])
s.add(5)
print(s, len(s), set.__contains__(s, 6))

class T(tuple):

    def __new__(cls, *a):
        return tuple.__new__(cls, a)

    def __add__(self, o):
        return T(*tuple.__add__(self, o))

    def __eq__(self, o):
        return tuple.__eq__(self, o)

    def __hash__(self):
        return tuple.__hash__(self)
t = T(1, 2)
print(t + (3,), t == (1, 2), type(t + (1,)), {t: 1}, hash(t) == hash((1, 2)))

class I(int):

    def __add__(self, o):
        return I(int.__add__(self, o))

    def __repr__(self):
        return 'I(%s)' % int.__repr__(self)
print(I(3) + 4, I(5), I(2) * 3, int(I(7)), I(3).bit_length())

class F(float):

    def __new__(cls, v):
        return super().__new__(cls, v)

    def __str__(self):
        return '%.2f' % self
print(F(2.5), F(1.5) + 1, repr(F(2.0)), f'{F(3.14159):.1f}')
