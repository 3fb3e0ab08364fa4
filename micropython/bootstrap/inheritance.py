# Several bases. MicroPython looks through each base with all above it before the next one, and `super()`
# goes to the bases of the class that it is written in. CPython has one order for all, by C3. Where the
# two differ, a class is given copies of its bases that follow one another in that order. The bases
# themselves stay beside them, for isinstance.
import uctypes

_closure_kind = type((lambda value: lambda: value)(0))


def _mro(cls):
    # C3.
    bases = _bases_of(cls)
    sequences = [list(_mro(base)) for base in bases]
    sequences.append(list(bases))
    order = [cls]
    while True:
        sequences = [sequence for sequence in sequences if sequence]
        if not sequences:
            break
        for sequence in sequences:
            first = sequence[0]
            if first is not object and not any([first in other[1:] for other in sequences]):
                break
        else:
            if all([sequence == [object] for sequence in sequences]):
                break
            names = ", ".join([base.__name__ for base in bases])
            raise TypeError("Cannot create a consistent method resolution\norder (MRO) for bases %s" % names)
        order.append(first)
        for sequence in sequences:
            if sequence[0] is first:
                del sequence[0]
    if order[-1] is not object:
        order.append(object)
    return tuple(order)


def _bases_of(cls):
    # The bases as they were written.
    written = _namespace_of(cls).get("__written_bases__")
    return cls.__bases__ if written is None else written


def _namespace_of(cls):
    return cls.__dict__ if hasattr(cls, "__dict__") else {}


def _is_native(cls):
    return "__qualname__" not in _namespace_of(cls)


def _depth_first(bases):
    # The order in which MicroPython looks.
    order = []
    for base in bases:
        order.append(base)
        order.extend(_depth_first([above for above in base.__bases__ if above is not object]))
    return order


def _linked(name, bases, namespace):
    # -> the bases to give to MicroPython
    if len(bases) < 2:
        return bases
    draft = type(name, (), {"__written_bases__": bases})
    order = [cls for cls in _mro(draft)[1:] if cls is not object]
    copied = False
    for place in range(len(order) - 1, -1, -1):
        cls = order[place]
        rest = order[place:]
        if [above for above in _mro(cls) if above is not object] == rest:
            continue
        if _is_native(cls):
            return bases
        copied = copied or _asks_above(cls)
    if not copied:
        seen = []
        for cls in _depth_first(bases):
            if cls not in seen:
                seen.append(cls)
        if seen == order:
            return bases
    following = None
    for place in range(len(order) - 1, -1, -1):
        cls = order[place]
        if [above for above in _mro(cls) if above is not object] == order[place:]:
            following = cls
        else:
            following = _copy(cls, following, order[place + 1 :])
    namespace["__written_bases__"] = bases
    return (following,) + tuple([base for base in bases if base is not following])


def _asks_above(cls):
    # Whether a method of the class has `super()`.
    for member in cls.__dict__.values():
        for function in _functions_in(member):
            if _own_cells(function, cls):
                return True
    return False


def _functions_in(member):
    if isinstance(member, (classmethod, staticmethod)):
        return [_object_at(_word(id(member) + 4))]
    if isinstance(member, property):
        return [_object_at(_word(id(member) + at)) for at in (4, 8, 12) if _word(id(member) + at)]
    return [member]


def _own_cells(function, cls):
    # Places in a closure of the cell that holds the class.
    if type(function) is not _closure_kind:
        return []
    start = id(function)
    places = range(start + 12, start + 12 + 4 * _word(start + 8), 4)
    return [place - start for place in places if _word(_word(place) + 4) == id(cls)]


def _copy(cls, following, others):
    # A copy of a class, with another above it. Data that nothing else in the order has stays with the
    # class itself, where it may be changed.
    members = {}
    cells = []
    for name, member in cls.__dict__.items():
        if callable(member) or isinstance(member, (classmethod, staticmethod, property)):
            members[name] = _moved(member, cls, cells)
        elif name == "__qualname__" or any([name in _namespace_of(other) for other in others]):
            members[name] = member
    members["__written_bases__"] = _bases_of(cls)
    copy = type(cls.__name__, (following,), members)
    for cell in cells:
        _set_word(uctypes.addressof(cell) + 4, id(copy))
    return copy


def _moved(member, cls, cells):
    # The member with the class's cell in its functions exchanged for one that will hold the copy.
    if isinstance(member, classmethod):
        return classmethod(_moved(_functions_in(member)[0], cls, cells))
    if isinstance(member, staticmethod):
        return staticmethod(_moved(_functions_in(member)[0], cls, cells))
    if isinstance(member, property):
        return property(*[_moved(function, cls, cells) for function in _functions_in(member)])
    places = _own_cells(member, cls)
    if not places:
        return member
    start = id(member)
    closure = bytearray(uctypes.bytearray_at(start, 12 + 4 * _word(start + 8)))
    for place in places:
        cell = bytearray(uctypes.bytearray_at(_word(start + place), 8))
        cells.append(cell)
        closure[place : place + 4] = uctypes.addressof(cell).to_bytes(4, "little")
    # Its bytes are a closure as the interpreter has them, in memory of their own.
    return _object_at(uctypes.addressof(closure))
