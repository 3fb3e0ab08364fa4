# array: a list whose items are checked. Left out: the buffer protocol.
import struct

typecodes = "bBuhHiIlLqQfd"
_NAMES = {"b": "signed char", "B": "unsigned byte integer", "h": "signed short integer", "H": "unsigned short"}


class array:
    def __init__(self, typecode, initializer=()):
        if not isinstance(typecode, str) or len(typecode) != 1:
            raise TypeError("array() argument 1 must be a unicode character, not %s" % type(typecode).__name__)
        if typecode not in typecodes:
            raise ValueError("bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)")
        self.typecode = typecode
        self.itemsize = 4 if typecode == "u" else struct.calcsize(typecode)
        self._items = []
        if isinstance(initializer, str) and typecode != "u":
            raise TypeError("cannot use a str to initialize an array with typecode %r" % typecode)
        if isinstance(initializer, (bytes, bytearray)):
            self.frombytes(initializer)
        else:
            self.extend(initializer)

    def _checked(self, value):
        code = self.typecode
        if code == "u":
            if not isinstance(value, str) or len(value) != 1:
                raise TypeError("array item must be a unicode character, not %s" % type(value).__name__)
            return value
        if code in "fd":
            if not isinstance(value, (int, float)):
                raise TypeError("must be real number, not %s" % type(value).__name__)
            return float(value) if code == "d" else struct.unpack("f", struct.pack("f", value))[0]
        if not isinstance(value, int):
            raise TypeError("%r object cannot be interpreted as an integer" % type(value).__name__)
        bits = 8 * self.itemsize
        low, high = (-(1 << bits - 1), (1 << bits - 1) - 1) if code in "bhilq" else (0, (1 << bits) - 1)
        if not low <= value <= high:
            name = _NAMES.get(code)
            if name is None:
                raise OverflowError(
                    "Python int too large to convert to C long" if code in "lq" else
                    "signed integer is %s than %s" % (("less", "minimum") if value < low else ("greater", "maximum"))
                    if code == "i" else "can't convert negative value to unsigned int" if value < 0
                    else "unsigned int is greater than maximum"
                )
            raise OverflowError("%s is %s than %s" % ((name,) + (("less", "minimum") if value < low else ("greater", "maximum"))))
        return value

    def append(self, x):
        self._items.append(self._checked(x))

    def extend(self, iterable):
        if isinstance(iterable, array) and iterable.typecode != self.typecode:
            raise TypeError("can only extend with array of same kind")
        self._items.extend([self._checked(x) for x in iterable])

    fromlist = extend

    def insert(self, i, x):
        self._items.insert(i, self._checked(x))

    def pop(self, i=-1):
        if not self._items:
            raise IndexError("pop from empty array")
        return self._items.pop(i)

    def remove(self, x):
        if x not in self._items:
            raise ValueError("array.remove(x): x not in array")
        self._items.remove(x)

    def index(self, x, start=0, stop=None):
        if x not in self._items:
            raise ValueError("array.index(x): x not in array")
        return self._items.index(x, start, len(self._items) if stop is None else stop)

    def count(self, x):
        return self._items.count(x)

    def reverse(self):
        self._items.reverse()

    def tolist(self):
        return self._items[:]

    def _format(self):
        return "<%d%s" % (len(self._items), "q" if self.typecode == "l" else "Q" if self.typecode == "L" else self.typecode)

    def tobytes(self):
        if self.typecode == "u":
            return b"".join([struct.pack("<I", ord(x)) for x in self._items])
        return struct.pack(self._format(), *self._items)

    def frombytes(self, data):
        if len(data) % self.itemsize:
            raise ValueError("bytes length not a multiple of item size")
        code = {"l": "q", "L": "Q", "u": "I"}.get(self.typecode, self.typecode)
        values = struct.unpack("<%d%s" % (len(data) // self.itemsize, code), data)
        self._items.extend([chr(value) for value in values] if self.typecode == "u" else values)

    def tounicode(self):
        return "".join(self._items)

    def byteswap(self):
        data = self.tobytes()
        size = self.itemsize
        swapped = b"".join([bytes(reversed(data[at : at + size])) for at in range(0, len(data), size)])
        self._items = []
        self.frombytes(swapped)

    def buffer_info(self):
        return id(self), len(self._items)

    def _made(self, items):
        new = array(self.typecode)
        new._items = items
        return new

    def __copy__(self):
        return self._made(self._items[:])

    def __deepcopy__(self, memo):
        return self._made(self._items[:])

    def __len__(self):
        return len(self._items)

    def __iter__(self):
        return iter(self._items)

    def __contains__(self, x):
        return x in self._items

    def __getitem__(self, index):
        if isinstance(index, slice):
            return self._made(self._items[index])
        if not isinstance(index, int):
            raise TypeError("array indices must be integers")
        if not -len(self._items) <= index < len(self._items):
            raise IndexError("array index out of range")
        return self._items[index]

    def __setitem__(self, index, value):
        if isinstance(index, slice):
            if not isinstance(value, array):
                raise TypeError("can only assign array (not \"%s\") to array slice" % type(value).__name__)
            self._items[index] = value._items
            return
        if not -len(self._items) <= index < len(self._items):
            raise IndexError("array assignment index out of range")
        self._items[index] = self._checked(value)

    def __delitem__(self, index):
        del self._items[index]

    def __add__(self, other):
        if not isinstance(other, array):
            raise TypeError('can only append array (not "%s") to array' % type(other).__name__)
        if other.typecode != self.typecode:
            raise TypeError("bad argument type for built-in operation")
        return self._made(self._items + other._items)

    def __iadd__(self, other):
        if not isinstance(other, array):
            raise TypeError('can only extend with array (not "%s")' % type(other).__name__)
        self.extend(other)
        return self

    def __mul__(self, times):
        return self._made(self._items * times)

    __rmul__ = __mul__

    def __eq__(self, other):
        return self._items == other._items if isinstance(other, array) else NotImplemented

    def __ne__(self, other):
        return self._items != other._items if isinstance(other, array) else NotImplemented

    def __lt__(self, other):
        return self._items < other._items if isinstance(other, array) else NotImplemented

    def __le__(self, other):
        return self._items <= other._items if isinstance(other, array) else NotImplemented

    def __gt__(self, other):
        return self._items > other._items if isinstance(other, array) else NotImplemented

    def __ge__(self, other):
        return self._items >= other._items if isinstance(other, array) else NotImplemented

    def __repr__(self):
        if not self._items:
            return "array(%r)" % self.typecode
        return "array(%r, %r)" % (self.typecode, self.tounicode() if self.typecode == "u" else self._items)


ArrayType = array
