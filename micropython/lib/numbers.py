# numbers: the kinds of numbers, to ask with isinstance.
from abc import ABC, derives


class Number(ABC):
    _natives = (int, float, complex)

    @classmethod
    def __subclasscheck__(cls, subclass):
        for owner in _above.get(cls, ()) + (cls,):
            if derives(subclass, owner):
                return True
        for kind in cls.__dict__.get("_natives", ()):
            if derives(subclass, kind):
                return True
        if any(derives(subclass, kind) for kind in cls.__dict__.get("_registered", ())):
            return True
        name = subclass.__name__
        return name == "Decimal" and cls is Number or name == "bool" and "_natives" in cls.__dict__


class Complex(Number):
    _natives = (int, float, complex)


class Real(Complex):
    _natives = (int, float)


class Rational(Real):
    _natives = (int,)


class Integral(Rational):
    _natives = (int,)


_above = {}
