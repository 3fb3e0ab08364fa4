# Gives built-in types the methods that MicroPython leaves out. A type is a structure in memory that
# names its table of methods, which is read-only data of the interpreter's; a longer copy of the table
# takes its place. Methods found there cost no more than MicroPython's own.
import uctypes

_SLOTS = 20  # bytes before a type's slots
_NAME = 6  # where its name is, an interned string's number
_MAKE_NEW = 8  # where it says which slot holds the function that makes objects
_BINARY = 12  # where it says which slot holds its function for binary operators
_PARENT = 18  # where it says which slot holds its parent
_METHODS = 19  # where it says which slot holds its methods
_FLAGS = 7  # of a table: all that is in a dict's first word beside the number of entries
_kept = []  # the tables, and what is in them


def _word(address):
    return int.from_bytes(uctypes.bytearray_at(address, 4), "little")


def _set_word(address, word):
    uctypes.bytearray_at(address, 4)[:] = word.to_bytes(4, "little")


_cell = [None]
_cell_items = _word(id(_cell) + 12)


def _object_at(address):
    # The object whose address, or word, this is.
    _set_word(_cell_items, address)
    object = _cell[0]
    _cell[0] = None
    return object


def _slot(type, place):
    # Where a slot of a type is; None if it has none.
    index = uctypes.bytearray_at(id(type) + place, 1)[0]
    return id(type) + _SLOTS + 4 * (index - 1) if index else None


def _new_slot(type, place, address, word):
    # Lets a type have a slot at an address behind it.
    index = (address - id(type) - _SLOTS) // 4 + 1
    if not 0 < index < 256:
        raise RuntimeError("no room for a slot of %s" % type.__name__)
    _set_word(address, word)
    uctypes.bytearray_at(id(type) + place, 1)[0] = index


def _extend(type, methods):
    # Adds methods, or puts them in the place of those of the same name. They are given as
    # dict(name=...), which interns their names as attributes' names are. Gives the address of the old
    # table, which is free for other uses unless types share it.
    dictionary = _word(_slot(type, _METHODS))
    flags = _word(dictionary + 4)
    old, used = _word(dictionary + 12), flags >> 3
    _set_table(dictionary, bytearray(uctypes.bytearray_at(old, 8 * used)), flags & _FLAGS, methods)
    return old


def _set_table(dictionary, entries, flags, methods):
    places = {bytes(entries[at : at + 4]): at for at in range(0, len(entries), 8)}
    for name, method in methods.items():
        key = id(name).to_bytes(4, "little")
        value = id(method).to_bytes(4, "little")
        at = places.get(key)
        if at is None:
            entries.extend(key + value)
        else:
            entries[at + 4 : at + 8] = value
    # A copy of the exact size, which is never moved.
    table = bytearray(bytes(entries))
    _kept.append((table, methods))
    count = len(table) // 8
    _set_word(dictionary + 4, flags | count << 3)
    _set_word(dictionary + 8, count)
    _set_word(dictionary + 12, uctypes.addressof(table))


def _extend_bare(type, address, methods):
    # Gives methods to a type that has no table, with a word at an address behind it for the slot.
    dictionary = bytearray(16)
    _kept.append(dictionary)
    start = uctypes.addressof(dictionary)
    _set_word(start, id(dict))
    _set_table(start, bytearray(), _FLAGS, methods)
    _new_slot(type, _METHODS, address, start)
