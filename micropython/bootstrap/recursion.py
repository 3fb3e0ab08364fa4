# `RecursionError` is a class of its own. The interpreter raises the type of `StopAsyncIteration` when
# a recursion is too deep (extension/src/recursion.rs): it gets that name and that base here. There is
# no other use for it, as async functions are no coroutines.
import builtins
import struct
import uctypes


def _rename(kind, name, base):
    # An exception's type has its name's number at byte 6 and its base at byte 32.
    memory = uctypes.bytearray_at(id(kind), 36)
    memory[6:8] = struct.pack("<H", id(name) >> 3)
    memory[32:36] = struct.pack("<I", id(base))


builtins.RecursionError = StopAsyncIteration
_rename(StopAsyncIteration, "RecursionError", RuntimeError)


class StopAsyncIteration(Exception):
    pass


builtins.StopAsyncIteration = StopAsyncIteration
