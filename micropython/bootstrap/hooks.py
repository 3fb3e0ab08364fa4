# The table of functions that the extension (micropython/extension/src/hooks.rs) calls where MicroPython
# would raise because an object does not support something; they give the value, or raise with CPython's
# words. And what the types of functions are called.

_KNOWN = {}
for _special_names in (_SPECIAL, _OBJECT, _EXCEPTION_DEFAULTS, _INTEGER, _OF_VIEWS):
    for _special_name in _special_names:
        _KNOWN[_special_name] = None
for _special_name in (
    "__doc__ __module__ __dict__ __qualname__ __defaults__ __kwdefaults__ __annotations__ __func__ __self__ __name__ "
    "fget fset fdel conjugate co_name co_qualname co_filename co_argcount co_kwonlyargcount co_posonlyargcount co_varnames co_firstlineno "
    "co_flags co_freevars __closure__ __code__ count index __init__ __new__ __subclasses__ __mro__ mro __base__ __spec__ __loader__ add_note with_traceback code name path obj msg __aiter__ __anext__ asend athrow aclose strerror filename"
).split():
    _KNOWN[_special_name] = None


def _rename(type, **name):
    # The name as a keyword's is interned, however long it is: a type has room for its number.
    for word in name:
        uctypes.bytearray_at(id(type) + 6, 2)[:] = (id(word) >> 3).to_bytes(2, "little")


# Views are compared with other kinds too: a flag of the type.
uctypes.bytearray_at(id(_View) + 4, 1)[0] |= 8
for _renamed in (_ClosureFunction, _GeneratorFunction):
    _rename(_renamed, function=0)
_rename(type(...), ellipsis=0)
for _renamed in (globals, len, setattr, max, abs, _c_pow, _c_isinstance, _c_iter, _c_print, [].append, {}.keys, "".find):
    if type(_renamed) is _Method:
        _renamed = _object_at(_word(id(_renamed) + 4))
    if type(_renamed) not in _FUNCTION_TYPES:
        _rename(type(_renamed), builtin_function_or_method=0)
        _BUILTIN_TYPES.add(type(_renamed))
        _ATTRIBUTES[type(_renamed)] = _builtin_attribute
_rename(_Method, method=0)
_rename(type(list.append), method_descriptor=0)

# What is built in there knows its name.
for _renamed in (
    "issubclass iter zip round pow ascii vars sum breakpoint open format dir input hash complex memoryview compile exec eval exit"
).split():
    try:
        _function = eval(_renamed)
    except NameError:
        continue
    if type(_function) in _FUNCTION_TYPES:
        _side(_function)["__name__"] = _renamed


for _hook_name, _hook in dict(
    absent=_absent,
    attribute=_attribute,
    set_attribute=_set_attribute,
    unary=_unary,
    binary=_binary,
    division=_divided_by_zero,
    subscript=_subscript,
    index=_as_index,
    iterate=_iterate,
    length=_length,
    global_name=_undefined,
    text=_text,
    string=_string,
    kept=_SIDE,
    known=_KNOWN,
    arguments=_mismatched,
    unpack=_too_few,
    join=_join,
    float=_no_float,
    text_method=_by_text_method,
    empty=_nothing_to_choose,
    not_found=_not_found,
    integer=_no_integer,
    keywords=_by_keyword,
    unbound=_unbound,
    instance=_isinstance,
    print=_print,
    fields=_wrong_fields,
    complex_power=_complex_power,
    divide_integers=_quotient,
    float_of_integer=_float_of,
    format=_format_text,
    percent=_percent,
    changed_size=_changed_size,
    caught=_caught,
    handled=_handled,
    args=_arguments_of,
    nested=_nested_text,
    count=_wrong_count,
    no_arguments=_no_arguments,
    missing=_missing,
    too_large=_too_large,
    no_attribute=_no_attribute,
    pop_index=_pop_index,
    dict_update=_no_pairs,
    byte=_as_byte,
    bytes_method=_by_bytes_method,
    owner=_owner,
    lines=_split_lines,
    to_integer=_to_integer,
    watched_attribute=_watched_attribute,
    set_watched=_set_watched,
    insert_index=_integer_of,
    choose=_choose,
    affix=_affix,
    argument=_wrong_argument,
    encode=_encode,
    read_float=_read_float,
).items():
    _set_hook(_hook_name, _hook)
