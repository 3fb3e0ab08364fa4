# except*, groups of exceptions, locals() in functions, named characters.
def run(f):
    try:
        f()
    except BaseException as e:
        print('raised', type(e).__name__, e, getattr(e, 'exceptions', None))

def a(errors):

    def f():
        try:
            if errors:
                raise ExceptionGroup('many', errors)
        except* ValueError as eg:
            print('V', eg.exceptions, eg.message)
        except* (TypeError, KeyError) as eg:
            print('TK', [str(e) for e in eg.exceptions])
        else:
            print('none')
        finally:
            print('finally')
    run(f)
a([])
a([ValueError(1)])
a([ValueError(1), TypeError('t'), ValueError(2)])
a([KeyError('k'), OSError('o')])
a([ExceptionGroup('inner', [ValueError(3), KeyError('z')]), TypeError('q')])

def b():
    try:
        raise ValueError('naked')
    except* ValueError as eg:
        print(repr(eg), eg.exceptions)
    try:
        raise OSError('other')
    except* ValueError:
        print('no')
run(b)

def c():
    for i in range(3):
        try:
            if i == 1:
                raise ExceptionGroup('g', [TypeError(i)])
            if i == 2:
                return i
        except* TypeError as e:
            print('type', i, e)
print(c()) or c()
eg = ExceptionGroup('eg', [ValueError(1), TypeError(2), ExceptionGroup('n', [ValueError(3), OSError(4)])])
m, r = eg.split(ValueError)
print(repr(m), repr(r))
print(repr(eg.subgroup(lambda e: isinstance(e, OSError))), eg.subgroup(KeyError))
print(eg.split((ValueError, TypeError, OSError, ExceptionGroup))[1])
print(str(eg), eg.message, len(eg.exceptions), repr(eg.derive([ValueError(9)])), isinstance(eg, Exception))
for bad in (lambda: ExceptionGroup('x', []), lambda: ExceptionGroup('x', [1]), lambda: ExceptionGroup(1, [ValueError()])):
    run(bad)

def loc(x, *args, y=2, **kw):
    z = x + y
    for i in range(2):
        pass
    if x > 100:
        never = 1
    try:
        1 / 0
    except ZeroDivisionError as err:
        pass
    return locals()
print(loc(1, 5, k=3))

def fmt(name, age):
    greeting = 'hi'
    return ('{greeting} {name} {age}'.format(**locals()), '%(name)s' % locals(), sorted(vars()), eval('age + 1'), f"{eval('name')}")
print(fmt('Bob', 3))

class K:
    a = 1
    names = sorted((n for n in locals() if not n.startswith('_')))
print(K.names, 'run' in locals(), 'run' in globals(), eval('1+1'), 'K' in vars())
print('• α\n', f"☃{1 + 1}€{'x':>3}", '\\N{x}', '\\N{y}', 'a°b')
print(f"{'multi'}\n → {3:02d}")
print("\N{BULLET} \N{GREEK SMALL LETTER ALPHA}\n", f"\N{SNOWMAN}{1+1}\N{EURO SIGN}{'x':>3}", "\\N{x}", r"\N{y}", "a" "\N{DEGREE SIGN}")
print(f"""{'multi'}
 \N{RIGHTWARDS ARROW} {3:02d}""")
