# The module `builtins` as one dictionary. MicroPython keeps what is put into it in a dictionary of its own,
# where names are looked up first, but attributes of the module never are. All the rest is put there too,
# and the module is told that this is what it has.


def _dictionary_of_builtins():
    # It is among the interpreter's roots, and so are the modules.
    roots = id(sys.modules)
    for place in range(roots - 2048, roots + 2048, 4):
        address = _word(place)
        if roots < address < 1 << 22 and not address & 3 and _word(address) == id(dict):
            found = _object_at(address)
            if found.get("__awaited__") is _awaited:
                return found
    raise RuntimeError("the dictionary of what is built in is not among the roots")


def _join_builtins():
    builtins.__builtins__ = builtins
    joined = _dictionary_of_builtins()
    for name in _c_dir(builtins):
        if name not in joined:
            # Interns the name.
            setattr(builtins, name, getattr(builtins, name))
    # After the type.
    _set_word(id(builtins) + 4, id(joined))


_join_builtins()
