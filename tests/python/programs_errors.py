# Exceptions and context managers, as models write them.
import sys, traceback, io, contextlib, logging, warnings

class ValidationError(Exception):
    """Raised on bad data."""

    def __init__(self, field, message, *, code=None):
        super().__init__(f'{field}: {message}')
        self.field, self.code = (field, code)

class NotFound(ValidationError, KeyError):
    pass
try:
    raise NotFound('id', 'missing', code=404)
except (KeyError, ValueError) as e:
    print(type(e).__name__, e, e.field, e.code, e.args, isinstance(e, ValidationError), repr(e), NotFound.__mro__[1].__name__)

def chain():
    try:
        int('x')
    except ValueError as e:
        raise RuntimeError('conversion failed') from e
try:
    chain()
except RuntimeError as e:
    print(e, '|', repr(e.__cause__), e.__context__ is e.__cause__, e.__suppress_context__)
try:
    try:
        {}['k']
    except KeyError:
        raise ValueError('second')
except ValueError as e:
    print(repr(e.__context__), e.__cause__)
try:
    try:
        1 / 0
    finally:
        print('cleanup')
except ZeroDivisionError as e:
    print('caught', e)
else:
    print('never')

def f(n):
    try:
        if n == 0:
            return 'try'
        if n == 1:
            raise ValueError
        if n == 2:
            raise TypeError('t')
    except ValueError:
        return 'except'
    else:
        return 'else'
    finally:
        print('fin', n, end=' ')
print(f(0), f(1), f(3))
try:
    f(2)
except TypeError as e:
    print(e)

def g():
    for i in range(3):
        try:
            continue
        finally:
            print('f', i, end=' ')
    try:
        return 1
    finally:
        return 2
print(g())
try:
    raise ValueError('a') from None
except ValueError as e:
    print(e.__suppress_context__)
e = ValueError('x')
e.add_note('note 1')
e.add_note('note 2')
print(e.__notes__)
try:
    raise e
except ValueError:
    print(traceback.format_exc().splitlines()[-3:])

def a():
    b()

def b():
    c(1, 0)

def c(x, y):
    return x / y
try:
    a()
except ZeroDivisionError:
    print(traceback.format_exc().splitlines()[-1], len(traceback.format_exc().splitlines()) > 5)
    t, v, tb = sys.exc_info()
    print(t, v, [fr.name for fr in traceback.extract_tb(tb)])
try:
    assert 1 > 2, ('tuple', 1)
except AssertionError as e:
    print(e, e.args)
try:
    raise Exception
except Exception as e:
    print(repr(e), str(e) == '', e.args)
try:
    raise Exception('a', 1)
except Exception as e:
    print(e, repr(e))
try:
    sys.exit(3)
except SystemExit as e:
    print('exit', e.code, e)
try:
    exit('bye')
except SystemExit as e:
    print(e.code)

class Ctx:

    def __init__(self, n, swallow=False):
        self.n, self.s = (n, swallow)

    def __enter__(self):
        print('enter', self.n)
        return self

    def __exit__(self, et, ev, tb):
        print('exit', self.n, et and et.__name__, ev)
        return self.s
with Ctx(1) as x, Ctx(2, True):
    raise ValueError('in')
print('after')
try:
    with Ctx(3):
        raise KeyError('k')
except KeyError as e:
    print('outer', e)

@contextlib.contextmanager
def tag(name):
    print(f'<{name}>')
    try:
        yield name.upper()
    except ValueError as e:
        print('handled', e)
    finally:
        print(f'</{name}>')
with tag('b') as t:
    print(t)
    raise ValueError('oops')
with contextlib.suppress(ZeroDivisionError, KeyError):
    1 / 0
with contextlib.ExitStack() as st:
    st.enter_context(tag('x'))
    st.callback(print, 'cb', 1)

class Retry:

    def __init__(self, times, exc=(Exception,)):
        self.times, self.exc = (times, exc)

    def __call__(self, fn):

        def wrapper(*a, **k):
            for i in range(1, self.times + 1):
                try:
                    return fn(*a, **k)
                except self.exc as e:
                    print(f'attempt {i} failed: {type(e).__name__}: {e}')
                    last = e
            raise RuntimeError('gave up') from last
        return wrapper
n = 0

@Retry(3, (ValueError,))
def flaky():
    global n
    n += 1
    if n < 3:
        raise ValueError(f'n={n}')
    return n
print(flaky())
errs = []
for bad in ['1', 'x', None, [], '2.5', {}, 'ten']:
    try:
        errs.append(int(bad))
    except (ValueError, TypeError) as e:
        errs.append(f'{type(e).__name__}: {e}')
print(*errs, sep='\n')
for fn in (lambda: [1, 2][5], lambda: {'a': 1}['b'], lambda: 'a' + 1, lambda: None.x, lambda: undefined, lambda: int('z'), lambda: [].pop(), lambda: (1,)[1], lambda: 'abc'[9], lambda: len(5), lambda: 5(), lambda: {}[[]], lambda: sorted([1, 'a']), lambda: max([]), lambda: 'x'.join([1]), lambda: float('q'), lambda: 1 % 0, lambda: 2 ** (-1) // 0, lambda: next(iter([])), lambda: open('/no/file'), lambda: __import__('nope'), lambda: b'\xff'.decode(), lambda: 'é'.encode('ascii'), lambda: [].index(3), lambda: set([[]]), lambda: 'a' * 1.5, lambda: [1] + 'a', lambda: chr(-1), lambda: ord('ab'), lambda: '{x}'.format(y=1), lambda: '%s %s' % (1,), lambda: '%s' % (1, 2), lambda: f"{'a':d}", lambda: f'{1.5:d}', lambda: f'{3:s}', lambda: abs('a'), lambda: sum([1, 'a']), lambda: zip(1), lambda: list(5), lambda: {1: 2}.foo, lambda: object().x, lambda: type('X', (), {})().y, lambda: isinstance(1, 'int'), lambda: pow('a', 2), lambda: print(1, sep=2), lambda: 'abc'.split(''), lambda: [1, 2, 3].remove(9), lambda: {}.popitem(), lambda: set().pop(), lambda: {1}.remove(2), lambda: (1, 2).append(3), lambda: 'abc'.foo(), lambda: 'a' < 1, lambda: -'a', lambda: ~1.5, lambda: [1][1.0], lambda: [1]['a'], lambda: 1['a'], lambda: {}['a']['b'], lambda: None[0], lambda: {**5}, lambda: int(float('nan')), lambda: int(float('inf')), lambda: 1e+308 * 10):
    try:
        print(fn())
    except BaseException as e:
        print(type(e).__name__, '|', e)
