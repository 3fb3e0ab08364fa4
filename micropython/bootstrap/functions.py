# Built-in functions that MicroPython leaves out or has in part.
import builtins
import math

_c_isinstance = isinstance
_c_issubclass = issubclass
_c_dir = dir
_c_iter = iter
_c_pow = pow
_c_print = print
_c_round = round
_c_sum = sum
_c_zip = zip
_Bound = type([].append)
_NoneType = type(None)
_POWERS = [10.0**exponent for exponent in range(10)]


def _any_of(check, subject, classes):
    # What MicroPython's own check cannot tell: tuples, unions and classes that say so themselves.
    if _c_isinstance(classes, tuple):
        for one in classes:
            if check(subject, one):
                return True
        return False
    hook = getattr(classes, "__instancecheck__" if check is _isinstance else "__subclasscheck__", None)
    # A class that has it for its instances does not say it of itself.
    if hook is None or (_c_isinstance(classes, type) and not _c_isinstance(hook, _Bound)):
        # A metaclass that says it of its classes.
        return _has_metaclass(subject, classes) if hook is not None and check is _isinstance else None
    return bool(hook(subject))


def _isinstance(object, classinfo):
    try:
        if _c_isinstance(object, classinfo):
            return True
    except TypeError:
        found = _any_of(_isinstance, object, classinfo)
        if found is None:
            raise TypeError("isinstance() arg 2 must be a type, a tuple of types, or a union")
        return found
    return bool(_any_of(_isinstance, object, classinfo))


def _issubclass(cls, classinfo):
    if not _c_isinstance(cls, type):
        raise TypeError("issubclass() arg 1 must be a class")
    try:
        if _c_issubclass(cls, classinfo):
            return True
    except TypeError:
        found = _any_of(_issubclass, cls, classinfo)
        if found is None:
            raise TypeError("issubclass() arg 2 must be a class, a tuple of classes, or a union")
        return found
    return bool(_any_of(_issubclass, cls, classinfo))


def _until(function, sentinel):
    while True:
        value = function()
        if value == sentinel:
            return
        yield value


def _iter(object, *sentinel):
    return _until(object, *sentinel) if sentinel else _c_iter(object)


def _strictly(iterables):
    iterators = [_c_iter(iterable) for iterable in iterables]
    end = []
    while iterators:
        row = [next(iterator, end) for iterator in iterators]
        ended = [place for place, value in enumerate(row) if value is end]
        if ended:
            first = ended[0]
            if len(ended) < len(row):
                # The first that is shorter, or the first that is longer than those before it.
                place = first if first else [place for place, value in enumerate(row) if value is not end][0]
                before = "argument 1" if place == 1 else "arguments 1-%d" % place
                raise ValueError("zip() argument %d is %s than %s" % (place + 1, "shorter" if first else "longer", before))
            return
        yield tuple(row)


def _zip(*iterables, strict=False):
    return _strictly(iterables) if strict else _c_zip(*iterables)


def _round(number, ndigits=None):
    # CPython rounds the exact value of a float, to even where it lies in the middle.
    if ndigits is None or type(number) is not float:
        special = getattr(number, "__round__", None) if _is_written(type(number)) else None
        if special is not None:
            return special() if ndigits is None else special(ndigits)
        number = _plain_value(number)
        if isinstance(number, bool):
            number = int(number)
        if not isinstance(number, (int, float)):
            raise TypeError("type %s doesn't define __round__ method" % _name_of(number))
        if ndigits is not None:
            ndigits = _integer_of(ndigits)
            if type(number) is float:
                return _round(number, ndigits)
        return _c_round(number) if ndigits is None else _c_round(number, ndigits)
    if type(ndigits) is not int:
        ndigits = _integer_of(ndigits)
    if 0 <= ndigits < 10:
        # Far from the middle between two, rounding is certain.
        power = _POWERS[ndigits]
        scaled = number * power
        if 1 <= scaled < 1e9 or -1e9 < scaled <= -1:
            whole = int(scaled)
            rest = abs(scaled - whole)
            if rest < 0.499999:
                return whole / power
            if rest > 0.500001:
                return (whole + 1 if scaled > 0 else whole - 1) / power
    if number - number != 0 or ndigits > 322:
        return number
    if ndigits < -308:
        return 0.0 * number
    numerator, denominator = _float_ratio(number)
    if ndigits >= 0:
        numerator *= 10**ndigits
    else:
        denominator *= 10**-ndigits
    whole, rest = divmod(numerator, denominator)
    rest *= 2
    if rest > denominator or (rest == denominator and whole & 1):
        whole += 1
    if not whole:
        return math.copysign(0.0, number)
    if ndigits <= 22 and -9007199254740992 < whole < 9007199254740992:
        return whole / 10**ndigits if ndigits >= 0 else float(whole * 10**-ndigits)
    return float("%de%d" % (whole, -ndigits))


def _pow(base, exp, mod=None):
    if mod is None:
        return base**exp
    if _is_written(type(base)) and not _c_isinstance(base, int) and hasattr(base, "__pow__"):
        return base.__pow__(exp, mod)
    for number in (base, exp, mod):
        if not _c_isinstance(number, int):
            raise TypeError("pow() 3rd argument not allowed unless all arguments are integers")
    if mod == 0:
        raise ValueError("pow() 3rd argument cannot be 0")
    if exp == 0:
        return 1 % mod
    if exp > 0:
        return _c_pow(base, exp, mod)
    # The inverse, by Euclid's algorithm.
    before, after, inverse, next_inverse = mod, base % mod, 0, 1
    while after:
        quotient = before // after
        before, after = after, before - quotient * after
        inverse, next_inverse = next_inverse, inverse - quotient * next_inverse
    if before not in (1, -1):
        raise ValueError("base is not invertible for the given modulus")
    return _c_pow(inverse * before % mod, -exp, mod)


def _print(values, keywords):
    # Where there is more to say than `sep` and `end`. The keywords are names and values in turn.
    options = dict(sep=None, end=None, file=None, flush=False)
    for place in range(0, len(keywords or ()), 2):
        name = keywords[place]
        if name not in options:
            raise TypeError("'%s' is an invalid keyword argument for print()" % name)
        options[name] = keywords[place + 1]
    sep, end, file = options["sep"], options["end"], options["file"]
    for name in ("sep", "end"):
        if not isinstance(options[name], (str, _NoneType)):
            raise TypeError("%s must be None or a string, not %s" % (name, type(options[name]).__name__))
    if file is None:
        import sys

        file = sys.stdout
        if file is None:
            return
    write = file.write
    first = True
    for value in values:
        if not first:
            write(" " if sep is None else sep)
        write(str(value))
        first = False
    write("\n" if end is None else end)
    if options["flush"]:
        file.flush()


def _ascii(object):
    pieces = []
    for character in repr(object):
        code = ord(character)
        pieces.append(
            character if code < 128 else "\\x%02x" % code if code < 256 else "\\u%04x" % code if code < 65536 else "\\U%08x" % code
        )
    return "".join(pieces)


def _vars(object):
    try:
        return object.__dict__
    except AttributeError:
        raise TypeError("vars() argument must have __dict__ attribute")


def _sum(iterable, start=0):
    if _c_isinstance(start, str):
        raise TypeError("sum() can't sum strings [use ''.join(seq) instead]")
    return _c_sum(iterable, start)


def _breakpoint(*args, **kwargs):
    raise RuntimeError("there is no debugger; print what you want to see")


def _dir(object):
    if _c_isinstance(object, type):
        method = getattr(object, "__class_dir__", None)
    else:
        method = getattr(object, "__dir__", None) if _is_written(type(object)) else None
    return sorted(_c_dir(object) if method is None else method())


def _exit(code=None):
    raise SystemExit(code)


builtins.dir = _dir
builtins.exit = builtins.quit = _exit
builtins.isinstance = _native_function("isinstance", _two_arguments)
builtins.print = _native_function("print", _any_arguments, 0, 65535, True)
builtins.issubclass = _issubclass
builtins.iter = _iter
builtins.zip = _zip
builtins.round = _round
builtins.pow = _pow
builtins.ascii = _ascii
builtins.vars = _vars
builtins.sum = _sum
builtins.breakpoint = _breakpoint
