# range, of numbers that are longer than MicroPython's words. A class of its own: `isinstance` tells them apart.
from operator import index as _index


class range:
    def __init__(self, start, stop=None, step=1):
        if stop is None:
            start, stop = 0, start
        self.start, self.stop, self.step = _index(start), _index(stop), _index(step)
        if not self.step:
            raise ValueError("range() arg 3 must not be zero")
        self._count = max(0, -((self.start - self.stop) // self.step))

    def __repr__(self):
        return "range(%d, %d%s)" % (self.start, self.stop, "" if self.step == 1 else ", %d" % self.step)

    def __len__(self):
        if self._count >> 63:
            raise OverflowError("Python int too large to convert to C ssize_t")
        return self._count

    def __bool__(self):
        return self._count > 0

    def __iter__(self):
        number, step = self.start, self.step
        last = number + self._count * step
        while number != last:
            yield number
            number += step

    def __reversed__(self):
        return iter(self[::-1])

    def __contains__(self, number):
        if not isinstance(number, int):
            return any(number == each for each in self)
        return not (number - self.start) % self.step and 0 <= (number - self.start) // self.step < self._count

    def __getitem__(self, place):
        count, step = self._count, self.step
        if not isinstance(place, slice):
            if not -count <= place < count:
                raise IndexError("range object index out of range")
            return self.start + (place + count if place < 0 else place) * step
        by = 1 if place.step is None else place.step
        first, end = (0, count) if by > 0 else (count - 1, -1)
        low, high = (0, count) if by > 0 else (-1, count - 1)
        if place.start is not None:
            first = min(max(place.start + count if place.start < 0 else place.start, low), high)
        if place.stop is not None:
            end = min(max(place.stop + count if place.stop < 0 else place.stop, low), high)
        return range(self.start + first * step, self.start + end * step, by * step)

    def __eq__(self, other):
        if not isinstance(other, range):
            return NotImplemented
        return self._key() == other._key()

    def _key(self):
        return self._count, self.start if self._count else None, self.step if self._count > 1 else None
