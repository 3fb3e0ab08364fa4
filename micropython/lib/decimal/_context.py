# Contexts and the signals of decimal.
ROUND_DOWN = "ROUND_DOWN"
ROUND_HALF_UP = "ROUND_HALF_UP"
ROUND_HALF_EVEN = "ROUND_HALF_EVEN"
ROUND_CEILING = "ROUND_CEILING"
ROUND_FLOOR = "ROUND_FLOOR"
ROUND_UP = "ROUND_UP"
ROUND_HALF_DOWN = "ROUND_HALF_DOWN"
ROUND_05UP = "ROUND_05UP"
_ROUNDINGS = (
    ROUND_DOWN, ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_HALF_DOWN, ROUND_05UP
)
MAX_PREC = 999999999999999999
MAX_EMAX = 999999999999999999
MIN_EMIN = -999999999999999999
MIN_ETINY = -1999999999999999997


class DecimalException(ArithmeticError):
    pass


class Clamped(DecimalException):
    pass


class InvalidOperation(DecimalException):
    pass


class ConversionSyntax(InvalidOperation):
    pass


class DivisionByZero(DecimalException, ZeroDivisionError):
    pass


class DivisionImpossible(InvalidOperation):
    pass


class DivisionUndefined(InvalidOperation, ZeroDivisionError):
    pass


class Inexact(DecimalException):
    pass


class InvalidContext(InvalidOperation):
    pass


class Rounded(DecimalException):
    pass


class Subnormal(DecimalException):
    pass


class Overflow(Inexact):
    pass


class Underflow(Inexact):
    pass


class FloatOperation(DecimalException, TypeError):
    pass


SIGNALS = (
    InvalidOperation, FloatOperation, DivisionByZero, Overflow, Subnormal, Underflow, Inexact, Rounded, Clamped
)
_SHOWN = (InvalidOperation, Clamped, DivisionByZero, Inexact, FloatOperation, Overflow, Rounded, Subnormal, Underflow)


class _Conditions:
    # What an exception tells: the conditions by their classes.
    def __init__(self, condition):
        self._condition = condition

    def __repr__(self):
        return "[<class 'decimal.%s'>]" % self._condition.__name__

    __str__ = __repr__


class Context:
    def __init__(self, prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, flags=None, traps=None):
        default = DefaultContext
        self._prec = 28 if default is None else default._prec
        self._rounding = ROUND_HALF_EVEN if default is None else default._rounding
        self.Emin = -999999 if Emin is None else Emin
        self.Emax = 999999 if Emax is None else Emax
        self.capitals = 1 if capitals is None else capitals
        self.clamp = 0 if clamp is None else clamp
        if prec is not None:
            self.prec = prec
        if rounding is not None:
            self.rounding = rounding
        if flags is None:
            flags = ()
        if traps is None:
            traps = (DivisionByZero, Overflow, InvalidOperation) if default is None else default.traps
        self.flags = flags if isinstance(flags, dict) else {signal: signal in flags for signal in SIGNALS}
        self.traps = dict(traps.items()) if isinstance(traps, dict) else {signal: signal in traps for signal in SIGNALS}

    @property
    def prec(self):
        return self._prec

    @prec.setter
    def prec(self, value):
        if not isinstance(value, int):
            raise TypeError("an integer is required (got type %s)" % type(value).__name__)
        if not 1 <= value <= MAX_PREC:
            raise ValueError("valid range for prec is [1, MAX_PREC]")
        self._prec = value

    @property
    def rounding(self):
        return self._rounding

    @rounding.setter
    def rounding(self, value):
        if value not in _ROUNDINGS:
            raise TypeError(
                "valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n   "
                "ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]"
            )
        self._rounding = value

    def signal(self, condition, kind=None):
        # For the condition, which is of a kind of signal.
        kind = kind or condition
        self.flags[kind] = True
        if self.traps[kind]:
            raise kind(_Conditions(condition))

    def Etiny(self):
        return self.Emin - self._prec + 1

    def Etop(self):
        return self.Emax - self._prec + 1

    def copy(self):
        return Context(
            self._prec, self._rounding, self.Emin, self.Emax, self.capitals, self.clamp, dict(self.flags.items()),
            self.traps,
        )

    __copy__ = copy

    def clear_flags(self):
        for signal in self.flags:
            self.flags[signal] = False

    def clear_traps(self):
        for signal in self.traps:
            self.traps[signal] = False

    def create_decimal(self, num="0"):
        from decimal import Decimal

        return Decimal(num)._fixed(self)

    def create_decimal_from_float(self, f):
        from decimal import Decimal

        return Decimal.from_float(f)._fixed(self)

    def _call(self, name, a, *rest):
        # A method of the number, with this context in force.
        from decimal import Decimal

        before = getcontext()
        setcontext(self)
        try:
            return getattr(Decimal(a), name)(*[Decimal(b) if isinstance(b, int) else b for b in rest])
        finally:
            setcontext(before)

    def add(self, a, b):
        return self._call("__add__", a, b)

    def subtract(self, a, b):
        return self._call("__sub__", a, b)

    def multiply(self, a, b):
        return self._call("__mul__", a, b)

    def divide(self, a, b):
        return self._call("__truediv__", a, b)

    def divide_int(self, a, b):
        return self._call("__floordiv__", a, b)

    def remainder(self, a, b):
        return self._call("__mod__", a, b)

    def power(self, a, b, modulo=None):
        return self._call("__pow__", a, b)

    def quantize(self, a, b):
        return self._call("quantize", a, b)

    def abs(self, a):
        return self._call("__abs__", a)

    def plus(self, a):
        return self._call("__pos__", a)

    def minus(self, a):
        return self._call("__neg__", a)

    def to_sci_string(self, a):
        return self._call("__str__", a)

    def __repr__(self):
        shown = [
            ", ".join([signal.__name__ for signal in _SHOWN if table[signal]]) for table in (self.flags, self.traps)
        ]
        return (
            "Context(prec=%d, rounding=%s, Emin=%d, Emax=%d, capitals=%d, clamp=%d, flags=[%s], traps=[%s])"
            % (self._prec, self._rounding, self.Emin, self.Emax, self.capitals, self.clamp, shown[0], shown[1])
        )


def _method(name):
    return lambda self, *args: self._call(name, *args)


for _name in (
    "sqrt exp ln log10 normalize compare to_eng_string fma max min scaleb to_integral to_integral_value "
    "to_integral_exact is_canonical is_finite is_infinite is_nan is_normal is_qnan is_signed is_snan is_subnormal is_zero "
    "remainder_near logb same_quantum number_class next_plus next_minus copy_sign copy_abs copy_negate canonical"
).split():
    setattr(Context, _name, _method(_name))
Context.copy_decimal = lambda self, a: a
Context.divmod = _method("__divmod__")
Context.radix = lambda self: self._call("radix", 10)
DefaultContext = None
DefaultContext = Context()
BasicContext = Context(
    prec=9, rounding=ROUND_HALF_UP, traps=[DivisionByZero, Overflow, InvalidOperation, Clamped, Underflow]
)
ExtendedContext = Context(prec=9, rounding=ROUND_HALF_EVEN, traps=[], flags=[])
_current = DefaultContext.copy()


def getcontext():
    return _current


def setcontext(context):
    global _current
    if context in (DefaultContext, BasicContext, ExtendedContext):
        context = context.copy()
        context.clear_flags()
    _current = context


class _Local:
    def __init__(self, context):
        self._new = context

    def __enter__(self):
        self._saved = getcontext()
        setcontext(self._new)
        return self._new

    def __exit__(self, *error):
        setcontext(self._saved)


def localcontext(ctx=None, **kwargs):
    context = (getcontext() if ctx is None else ctx).copy()
    for name in kwargs:
        if name not in ("prec", "rounding", "Emin", "Emax", "capitals", "clamp", "flags", "traps"):
            raise TypeError("%r is an invalid keyword argument for this function" % name)
        setattr(context, name, kwargs[name])
    return _Local(context)
