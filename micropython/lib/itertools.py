# itertools. Everything is a generator, so the objects print as one; wrong arguments of count, cycle and
# the like are met when the first item is asked for.
def count(start=0, step=1):
    while True:
        yield start
        start += step


def cycle(iterable):
    saved = []
    for item in iterable:
        yield item
        saved.append(item)
    while saved:
        for item in saved:
            yield item


def repeat(object, times=None):
    if times is None:
        while True:
            yield object
    for _ in range(times):
        yield object


def _no_initial():
    pass


def accumulate(iterable, func=None, *, initial=None):
    iterator = iter(iterable)
    total = initial
    if initial is None:
        total = next(iterator, _no_initial)
        if total is _no_initial:
            return
    yield total
    if func is None:
        for item in iterator:
            total = total + item
            yield total
    else:
        for item in iterator:
            total = func(total, item)
            yield total


def _chain(iterables):
    for iterable in iterables:
        for item in iterable:
            yield item


class chain:
    # Calling it gives a generator, not an instance.
    def __new__(cls, *iterables):
        return _chain(iterables)

    @staticmethod
    def from_iterable(iterable):
        return _chain(iterable)


def compress(data, selectors):
    for item, selected in zip(data, selectors):
        if selected:
            yield item


def takewhile(predicate, iterable):
    for item in iterable:
        if not predicate(item):
            return
        yield item


def dropwhile(predicate, iterable):
    iterator = iter(iterable)
    for item in iterator:
        if not predicate(item):
            yield item
            break
    for item in iterator:
        yield item


def filterfalse(predicate, iterable):
    if predicate is None:
        predicate = bool
    for item in iterable:
        if not predicate(item):
            yield item


def starmap(function, iterable):
    for args in iterable:
        yield function(*args)


def islice(iterable, *args):
    if not args or len(args) > 3:
        given = len(args) + 1
        raise TypeError("islice expected at %s %d arguments, got %d" % ("least" if given < 2 else "most", 2 if given < 2 else 4, given))
    start, stop, step = (None, args[0], None) if len(args) == 1 else args if len(args) == 3 else (args[0], args[1], None)
    if stop is not None and (not isinstance(stop, int) or stop < 0):
        if len(args) == 1:
            raise ValueError("Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.")
        raise ValueError("Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.")
    if start is not None and (not isinstance(start, int) or start < 0):
        raise ValueError("Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.")
    if step is not None and (not isinstance(step, int) or step < 1):
        raise ValueError("Step for islice() must be a positive integer or None.")
    return _islice(iter(iterable), start or 0, stop, step or 1)


def _islice(iterator, start, stop, step):
    if stop is not None and stop <= start:
        # What is before the end is used up all the same.
        for _ in range(stop):
            next(iterator, None)
        return
    for _ in range(start):
        if next(iterator, _no_initial) is _no_initial:
            return
    index = start
    while stop is None or index < stop:
        item = next(iterator, _no_initial)
        if item is _no_initial:
            return
        yield item
        index += 1
        for _ in range(step - 1):
            if stop is not None and index >= stop:
                return
            if next(iterator, _no_initial) is _no_initial:
                return
            index += 1


def pairwise(iterable):
    iterator = iter(iterable)
    before = next(iterator, _no_initial)
    if before is _no_initial:
        return
    for item in iterator:
        yield before, item
        before = item


def batched(iterable, n):
    if n < 1:
        raise ValueError("n must be at least one")
    batch = []
    for item in iterable:
        batch.append(item)
        if len(batch) == n:
            yield tuple(batch)
            batch = []
    if batch:
        yield tuple(batch)


class _Tee:
    # What one reader is ahead of another waits in a linked list.
    def __init__(self, iterator, link):
        self._iterator = iterator
        self._link = link

    def __iter__(self):
        return self

    def __next__(self):
        link = self._link
        if link[1] is None:
            link[0] = next(self._iterator)
            link[1] = [None, None]
        self._link = link[1]
        return link[0]

    def __copy__(self):
        return _Tee(self._iterator, self._link)


def tee(iterable, n=2):
    if n < 0:
        raise ValueError("n must be >= 0")
    if isinstance(iterable, _Tee):
        return tuple([iterable.__copy__() for _ in range(n)])
    iterator = iter(iterable)
    link = [None, None]
    return tuple([_Tee(iterator, link) for _ in range(n)])


def zip_longest(*iterables, fillvalue=None):
    iterators = [iter(iterable) for iterable in iterables]
    active = len(iterators)
    if not active:
        return
    while True:
        values = []
        for index, iterator in enumerate(iterators):
            value = fillvalue if iterator is None else next(iterator, _no_initial)
            if value is _no_initial:
                active -= 1
                if not active:
                    return
                iterators[index] = None
                value = fillvalue
            values.append(value)
        yield tuple(values)


class _Grouper:
    # One group of groupby: ends when the key changes.
    def __init__(self, parent, key, number):
        self._parent = parent
        self._key = key
        self._number = number

    def __iter__(self):
        return self

    def __next__(self):
        parent = self._parent
        if parent._number != self._number:
            raise StopIteration
        if not parent._waiting:
            parent._advance()
        if parent._current_key == self._key:
            parent._waiting = False
            return parent._current
        raise StopIteration


class groupby:
    def __init__(self, iterable, key=None):
        self._iterator = iter(iterable)
        self._key_function = key
        self._number = 0
        self._waiting = False  # whether the current item has not been given out
        self._target = self._current_key = self._current = _no_initial

    def _advance(self):
        self._current = next(self._iterator)
        self._current_key = self._current if self._key_function is None else self._key_function(self._current)
        self._waiting = True

    def __iter__(self):
        return self

    def __next__(self):
        self._number += 1
        if self._number == 1:
            self._advance()
        else:
            while not self._waiting or self._current_key == self._target:
                self._advance()
        self._target = self._current_key
        return self._target, _Grouper(self, self._target, self._number)


def product(*iterables, repeat=1):
    if repeat < 0:
        raise ValueError("repeat argument cannot be negative")
    return _product([tuple(iterable) for iterable in iterables] * repeat)


def _product(pools):
    size = len(pools)
    if not all(pools):
        return
    if size == 2:
        second = pools[1]
        for left in pools[0]:
            for right in second:
                yield left, right
        return
    indices = [0] * size
    items = [pool[0] for pool in pools]
    while True:
        yield tuple(items)
        place = size - 1
        while place >= 0:
            index = indices[place] + 1
            pool = pools[place]
            if index < len(pool):
                indices[place] = index
                items[place] = pool[index]
                break
            indices[place] = 0
            items[place] = pool[0]
            place -= 1
        else:
            return


def _size(r, what="r"):
    if not isinstance(r, int):
        raise TypeError("Expected int as r")
    if r < 0:
        raise ValueError("r must be non-negative")


def permutations(iterable, r=None):
    pool = tuple(iterable)
    if r is not None:
        _size(r)
    return _permutations(pool, len(pool) if r is None else r)


def _permutations(pool, r):
    n = len(pool)
    if r > n:
        return
    indices = list(range(n))
    cycles = list(range(n, n - r, -1))
    items = list(pool[:r])
    yield tuple(items)
    while True:
        place = r - 1
        while place >= 0:
            cycles[place] -= 1
            if cycles[place] == 0:
                indices.append(indices.pop(place))
                cycles[place] = n - place
                place -= 1
            else:
                other = n - cycles[place]
                indices[place], indices[other] = indices[other], indices[place]
                yield tuple([pool[index] for index in indices[:r]])
                break
        else:
            return


def combinations(iterable, r):
    pool = tuple(iterable)
    _size(r)
    return _pairs(pool) if r == 2 else _combinations(pool, r)


def _pairs(pool):
    for index, left in enumerate(pool):
        for right in pool[index + 1 :]:
            yield left, right


def _combinations(pool, r):
    n = len(pool)
    if r > n:
        return
    indices = list(range(r))
    while True:
        yield tuple([pool[index] for index in indices])
        place = r - 1
        while place >= 0 and indices[place] == place + n - r:
            place -= 1
        if place < 0:
            return
        index = indices[place] + 1
        for later in range(place, r):
            indices[later] = index
            index += 1


def combinations_with_replacement(iterable, r):
    pool = tuple(iterable)
    _size(r)
    return _combinations_with_replacement(pool, r)


def _combinations_with_replacement(pool, r):
    n = len(pool)
    if not n and r:
        return
    indices = [0] * r
    while True:
        yield tuple([pool[index] for index in indices])
        place = r - 1
        while place >= 0 and indices[place] == n - 1:
            place -= 1
        if place < 0:
            return
        indices[place:] = [indices[place] + 1] * (r - place)
