# Attributes of functions, methods, exceptions, numbers and classes that MicroPython has no room for.
import functools


def f(a, b=1):
    "What f does."


f.calls = 1
f.calls += 1
print(f.calls, hasattr(f, "nope"), f.__doc__, getattr(f, "nope", 5), f.__dict__)
f.__name__ = "other"
print(f.__name__)
del f.calls
print(hasattr(f, "calls"))


def counted(function):
    @functools.wraps(function)
    def wrapper(*args):
        wrapper.count += 1
        return function(*args)

    wrapper.count = 0
    return wrapper


@counted
def double(x):
    "Twice."
    return 2 * x


@counted
def half(x):
    return x / 2


print([double(i) for i in range(3)], half(4), double.count, half.count)
print(double.__name__, double.__doc__, double.__wrapped__(4), half.__doc__)


class A:
    "About A."

    @property
    def fixed(self):
        return 1

    def method(self):
        pass


class B(A):
    pass


a = B()
print(a.method.__name__, a.method.__self__ is a, a.method.__func__ is A.method)
print([c.__name__ for c in B.__mro__], B.__base__ is A, A.__base__ is object, B.__module__)
print((5).real, (5).imag, (5).numerator, (5).denominator, True.real, (2.5).real, (2.5).imag)
print(hasattr([], "__iter__"), hasattr([], "__len__"), hasattr(5, "__len__"), hasattr("", "__next__"))
print("abc".__len__(), [1].__contains__(1), (3).__add__(4), [7, 8].__getitem__(1), len.__name__, [].append.__name__)

error = ValueError("x")
error.code = 5
print(error.code, error.__cause__, error.__context__, error.__suppress_context__)
print(SystemExit(3).code, SystemExit().code)
error.add_note("first")
print(error.__notes__)
try:
    try:
        1 / 0
    except ZeroDivisionError as reason:
        raise KeyError("k") from reason
except KeyError as failed:
    print(repr(failed.__cause__), failed)


def attempt(action):
    try:
        action()
        print("no error")
    except (AttributeError, TypeError) as error:
        print(type(error).__name__, error)


def set_fixed():
    a.fixed = 2


def delete_fixed():
    del a.fixed


def set_of_int():
    (5).x = 1


def set_of_type():
    int.x = 1


def set_of_method():
    a.method.x = 1


def delete_of_function():
    del f.nope


for action in (set_fixed, delete_fixed, set_of_int, set_of_type, set_of_method, delete_of_function):
    attempt(action)
for action in (lambda: a.nope, lambda: A.nope, lambda: None.x, lambda: "".x, lambda: int.x, lambda: f.nope, lambda: error.nope):
    attempt(action)
