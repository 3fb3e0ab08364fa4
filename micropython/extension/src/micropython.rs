//! MicroPython as it is in memory: its objects, and the functions that are called here. Numbers are
//! those of the pinned module. The linker looks for each function by its code, which holds these
//! numbers, so that another module is refused. `state` has what MicroPython keeps of itself.

use crate::kinds::{has_exceptions_only, has_native_base, is_written_in_python, native_base, slot};

/// The addresses of types.
pub mod address {
    pub const INT: usize = 95280;
    pub const FLOAT: usize = 94872;
    pub const BYTE_ARRAY: usize = 92812;
    pub const DICT: usize = 93328;
    pub const STR: usize = 97940;
    pub const BYTES: usize = 97856;
    pub const TUPLE: usize = 98216;
    pub const TYPE: usize = 98404;
    pub const OBJECT: usize = 96048;
    pub const DICT_VIEW: usize = 93700;
    pub const PROPERTY: usize = 96252;
    pub const SET: usize = 96632;
    pub const FROZEN_SET: usize = 96676;
    pub const COMPLEX: usize = 93132;
}

/// The type of the errors, for `mp_raise_msg`.
pub const KEY_ERROR: usize = 94364;
/// See [`KEY_ERROR`].
pub const VALUE_ERROR: usize = 94688;
/// See [`KEY_ERROR`].
pub const TYPE_ERROR: usize = 94652;
/// See [`KEY_ERROR`].
pub const RUNTIME_ERROR: usize = 94508;
/// The type of `StopAsyncIteration`, which the Python part makes that of `RecursionError`.
pub const RECURSION_ERROR: usize = 93968;
/// The interned string "maximum recursion depth exceeded".
pub const RECURSION: Object = Object(3986);
/// The interned string "pystack exhausted".
pub const PYSTACK_EXHAUSTED: Object = Object(4338);
/// What `popitem` says, a C string.
pub const POPITEM_OF_EMPTY: usize = 65691;
/// The arguments of `list.sort`, in the form of `mp_arg_parse_all`.
pub const SORT_ARGUMENTS: usize = 95424;
/// The function in the slot `unary_op` of tuples, also of named ones.
const TUPLE_UNARY_OP: usize = 97;
/// The function in the slot `print` of exceptions.
pub const EXCEPTION_PRINT: usize = 156;
/// The type `list`.
pub const LIST: usize = 95440;
/// The type of functions that are written in Python.
pub const FUNCTION: usize = 95028;
/// The function in the slot `make_new` of classes that are written in Python.
pub const INSTANCE_MAKE_NEW: usize = 325;

/// `mp_unary_op`'s number for the truth of an object.
pub const BOOL: usize = 4;
/// `mp_unary_op`'s number for `len`.
pub const LENGTH: usize = 5;
/// `mp_unary_op`'s number for the value of an integer, if it is one.
pub const INTEGER: usize = 8;
/// `mp_unary_op`'s number for `abs`.
pub const ABSOLUTE: usize = 7;
/// `mp_unary_op`'s number for `hash`.
pub const HASH: usize = 6;
/// `mp_binary_op`'s number for `<`.
pub const LESS: usize = 0;
/// `mp_binary_op`'s number for `==`.
pub const EQUAL: usize = 2;
/// `mp_binary_op`'s number for `+=`.
pub const ADD_IN_PLACE: usize = 14;
/// `mp_binary_op`'s number for `+`.
pub const ADD: usize = 27;
/// `mp_binary_op`'s number for `/=`.
pub const DIVIDE_IN_PLACE: usize = 19;
/// `mp_binary_op`'s number for `/`.
pub const DIVIDE: usize = 32;
/// `mp_binary_op`'s number for `**=`.
pub const POWER_IN_PLACE: usize = 21;
/// `mp_binary_op`'s number for `**`.
pub const POWER: usize = 34;
/// `mp_binary_op`'s number for `in`, with the container first.
pub const CONTAINED: usize = 36;

#[link(wasm_import_module = "micropython")]
unsafe extern "C" {
    /// Memory, all zero. Raises `MemoryError`.
    pub fn m_malloc(size: usize) -> *mut u8;
    pub fn m_realloc(memory: *mut u8, size: usize) -> *mut u8;
    pub fn m_free(memory: *mut u8);
    /// Of the C library, below the collector.
    pub fn free(memory: *mut u8);
    /// Moves the C stack's pointer down, and gives it.
    #[link_name = "_emscripten_stack_alloc"]
    pub fn stack_alloc(size: usize) -> usize;
    #[link_name = "_emscripten_stack_restore"]
    pub fn stack_restore(pointer: usize);
    pub fn qstr_len(qstr: usize) -> usize;
    pub fn qstr_str(qstr: usize) -> *const u8;
    /// The function in whose place is ours.
    pub fn original_qstr_find_strn(text: *const u8, length: usize) -> usize;
    /// Writes a number as a C string of at most so many bytes, and gives its length.
    pub fn mp_format_float(
        value: f64,
        to: *mut u8,
        size: usize,
        format: usize,
        digits: usize,
        sign: usize,
    ) -> usize;
    /// Reads a number; the last three are for complex ones and for MicroPython's own source.
    pub fn mp_parse_num_float(
        text: *const u8,
        length: usize,
        allows_imaginary: usize,
        is_complex: usize,
        lexer: usize,
    ) -> Object;
    pub fn mp_obj_equal(one: Object, other: Object) -> bool;
    pub fn mp_obj_is_true(object: Object) -> bool;
    pub fn mp_obj_new_tuple(length: usize, items: *const Object) -> Object;
    pub fn mp_binary_op(operation: usize, left: Object, right: Object) -> Object;
    /// Raises `UnicodeError` if it is no UTF-8.
    pub fn mp_obj_new_str(text: *const u8, length: usize) -> Object;
    pub fn mp_getiter(object: Object, buffer: usize) -> Object;
    /// The function in whose place is ours.
    pub fn original_reversed_make_new(
        kind: Object,
        count: usize,
        keyword_count: usize,
        arguments: *const Object,
    ) -> Object;
    /// Gives the interned string's number.
    pub fn qstr_from_strn(text: *const u8, length: usize) -> usize;
    pub fn mp_call_function_n_kw(
        function: Object,
        count: usize,
        keyword_count: usize,
        arguments: *const Object,
    ) -> Object;
    /// The function in whose place is ours.
    pub fn original_mp_unary_op(operation: usize, object: Object) -> Object;
    pub fn mp_call_function_1(function: Object, argument: Object) -> Object;
    pub fn mp_arg_parse_all(
        count: usize,
        arguments: *const Object,
        keywords: *mut crate::map::Map,
        allowed_count: usize,
        allowed: usize,
        out: usize,
    );
    pub fn mp_load_method_maybe(object: Object, name: usize, found: *mut [Object; 2]);
    pub fn original_mp_load_method(object: Object, name: usize, found: *mut [Object; 2]);
    pub fn original_mp_load_method_protected(
        object: Object,
        name: usize,
        found: *mut [Object; 2],
        catch_all: bool,
    );
    /// The function in whose place is ours.
    pub fn original_str_format(
        count: usize,
        arguments: *const Object,
        keywords: *const crate::map::Map,
    ) -> Object;
    /// The function in whose place is ours.
    pub fn original_mp_obj_str_binary_op(operation: usize, left: Object, right: Object) -> Object;
    /// The function in whose place is ours.
    pub fn original_vstr_ensure_extra(buffer: *mut crate::buffer::Buffer, extra: usize);
    /// The function in whose place is ours.
    pub fn original_dict_view_it_iternext(iterator: *mut crate::iteration::Iterator) -> Object;
    /// The function in whose place is ours.
    pub fn original_set_it_iternext(iterator: *mut crate::iteration::Iterator) -> Object;
    /// The function in whose place is ours.
    pub fn original_gc_alloc(bytes: usize, flags: usize) -> *mut u8;
    /// The function in whose place is ours.
    pub fn original_gc_free(memory: *mut u8);
    /// The function in whose place is ours.
    pub fn original_gc_realloc(memory: *mut u8, bytes: usize, may_move: bool) -> *mut u8;
    /// The function in whose place is ours.
    pub fn original_gc_collect_end();
    /// The function in whose place is ours.
    pub fn original_str_join(separator: Object, items: Object) -> Object;
    pub fn list_make_new(
        kind: usize,
        count: usize,
        keyword_count: usize,
        arguments: *const Object,
    ) -> Object;
    /// The function in whose place is ours.
    pub fn original_fun_bc_attr(function: Object, name: usize, found: *mut [Object; 2]);
    /// The function in whose place is ours.
    pub fn original_bound_meth_attr(method: Object, name: usize, found: *mut [Object; 2]);
    /// The function in whose place is ours.
    pub fn original_closure_attr(function: Object, name: usize, found: *mut [Object; 2]);
    /// The function in whose place is ours.
    pub fn original_instance_print(to: *const Print, object: Object, kind: usize);
    /// The function in whose place is ours.
    pub fn original_mp_obj_get_float(object: Object) -> f64;
    /// The function in whose place is ours.
    pub fn original_mp_obj_complex_binary_op(
        operation: usize,
        real: f64,
        imaginary: f64,
        right: Object,
    ) -> Object;
    /// The function in whose place is ours.
    pub fn original_mp_obj_int_binary_op(operation: usize, left: Object, right: Object) -> Object;
    /// The function in whose place is ours.
    pub fn original_instance_count_native_bases(class: Object, last: *mut Object) -> usize;
    /// An attribute of an instance of a class that is written in Python.
    pub fn instance_attr(object: Object, name: usize, found: *mut [Object; 2]);
    /// The function in whose place is ours.
    pub fn original_super_attr(above: Object, name: usize, found: *mut [Object; 2]);
    /// The function in whose place is ours.
    pub fn original_dict_update(
        count: usize,
        arguments: *const Object,
        keywords: *mut crate::map::Map,
    ) -> Object;
    /// The function in whose place is ours.
    pub fn original_array_subscr(array: Object, index: Object, value: Object) -> Object;
    /// The function in whose place is ours.
    pub fn original_dict_view_binary_op(operation: usize, view: Object, other: Object) -> Object;
    /// The function in whose place is ours.
    pub fn original_checked_fun_call(
        function: Object,
        count: usize,
        keyword_count: usize,
        arguments: *const Object,
    ) -> Object;
    /// The function in whose place is ours.
    pub fn original_fun_builtin_var_call(
        function: Object,
        count: usize,
        keyword_count: usize,
        arguments: *const Object,
    ) -> Object;
    /// The function in whose place is ours.
    pub fn original_int_make_new(
        kind: usize,
        count: usize,
        keyword_count: usize,
        arguments: *const Object,
    ) -> Object;
    /// The function in whose place is ours.
    pub fn original_str_make_new(
        kind: usize,
        count: usize,
        keyword_count: usize,
        arguments: *const Object,
    ) -> Object;
    /// The function in whose place is ours.
    pub fn original_bytes_make_new(
        kind: usize,
        count: usize,
        keyword_count: usize,
        arguments: *const Object,
    ) -> Object;
    /// The function in whose place is ours.
    pub fn original_bytearray_make_new(
        kind: usize,
        count: usize,
        keyword_count: usize,
        arguments: *const Object,
    ) -> Object;
    /// The function in whose place is ours.
    pub fn original_complex_make_new(
        kind: usize,
        count: usize,
        keyword_count: usize,
        arguments: *const Object,
    ) -> Object;
    /// The function in whose place is ours.
    pub fn original_mp_obj_slice_indices(slice: Object, length: usize, result: usize);
    /// The function in whose place is ours.
    pub fn original_set_intersect_int(set: Object, other: Object, updates: bool) -> Object;
    /// The function in whose place is ours.
    pub fn original_type_make_new(
        kind: Object,
        count: usize,
        keyword_count: usize,
        arguments: *const Object,
    ) -> Object;
    /// Of the C library.
    pub fn pow(base: f64, exponent: f64) -> f64;
    /// Writes the code of a node of the syntax tree.
    pub fn compile_node(compiler: usize, node: usize);
    /// Writes the instruction that exchanges the two topmost values.
    pub fn mp_emit_bc_rot_two(emitter: usize);
    /// Looks for a member of a class.
    pub fn mp_obj_class_lookup(lookup: *const crate::instance::Lookup, class: Object);
    pub fn mp_builtin_isinstance(object: Object, classes: Object) -> Object;
    pub fn mp_builtin_print(
        count: usize,
        values: *const Object,
        keywords: *mut crate::map::Map,
    ) -> Object;
    pub fn str_index_to_ptr(
        kind: usize,
        text: usize,
        length: usize,
        index: Object,
        is_slice: bool,
    ) -> usize;
    pub fn mp_get_index(kind: usize, length: usize, index: Object, is_slice: bool) -> usize;
    /// The function in whose place is ours.
    pub fn original_mp_raise_type_arg(kind: usize, argument: Object) -> !;
    /// The function in whose place is ours.
    pub fn original_mp_obj_exception_print(to: *const Print, exception: Object, kind: usize);
    /// The function in whose place is ours.
    pub fn original_str_print(to: *const Print, text: Object, kind: usize);
    /// The function in whose place is ours.
    pub fn original_mp_obj_print_helper(to: *const Print, object: Object, kind: usize);
    pub fn mp_raise_msg(kind: usize, message: usize) -> !;
}

/// A reference to any Python object: a small integer, an interned string, `None`, `True` or
/// `False` in the word itself, or the address of a structure that begins with its type's address.
#[repr(transparent)]
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Object(pub usize);

impl Object {
    /// No object. In a table: no entry.
    pub const NULL: Self = Self(0);
    /// In a table: an entry was here.
    pub const SENTINEL: Self = Self(4);
    pub const NONE: Self = Self(6);
    pub const FALSE: Self = Self(14);
    pub const TRUE: Self = Self(30);

    pub fn small_int(value: i32) -> Self {
        Self(((value << 1) | 1) as usize)
    }

    /// An interned string.
    pub fn qstr(number: usize) -> Self {
        Self((number << 3) | 2)
    }

    pub fn is_small_int(self) -> bool {
        self.0 & 1 != 0
    }

    pub fn small_int_value(self) -> i32 {
        self.0 as i32 >> 1
    }

    pub fn is_qstr(self) -> bool {
        self.0 & 7 == 2
    }

    /// Whether it has a structure in memory.
    pub fn is_pointer(self) -> bool {
        self.0 & 3 == 0
    }

    /// A word of the structure; the first is the type's address.
    pub unsafe fn word(self, number: usize) -> usize {
        *(self.0 as *const usize).add(number)
    }

    unsafe fn has_type(self, address: usize) -> bool {
        self.is_pointer() && self.word(0) == address
    }

    /// Whether it is an exception of MicroPython's own.
    pub unsafe fn is_exception(self) -> bool {
        self.is_pointer() && slot(self.word(0), 1) == Some(EXCEPTION_PRINT)
    }

    /// Of an exception: its arguments, a tuple.
    pub unsafe fn arguments(self) -> Self {
        Self(self.word(3))
    }

    /// Whether its type has iterators, or is a class, which may say so in Python.
    pub unsafe fn may_be_iterable(self) -> bool {
        self.is_qstr()
            || self.is_pointer()
                && (slot(self.word(0), 7).is_some() || is_written_in_python(self.word(0)))
    }

    /// Whether it is a set, frozen or not, and no instance of a class derived from one.
    pub unsafe fn is_set(self) -> bool {
        self.has_type(address::SET) || self.has_type(address::FROZEN_SET)
    }

    /// Whether it is a dictionary or what `keys` and the like give.
    pub unsafe fn is_dict_or_view(self) -> bool {
        self.has_type(address::DICT) || self.has_type(address::DICT_VIEW)
    }

    /// Whether it is a property.
    pub unsafe fn is_property(self) -> bool {
        self != Self::NULL && self.has_type(address::PROPERTY)
    }

    /// Whether it is a list, and no instance of a class derived from it.
    pub unsafe fn is_list(self) -> bool {
        self.has_type(LIST)
    }

    /// Whether it is a dictionary, and no instance of a class derived from it.
    pub unsafe fn is_dict(self) -> bool {
        self.has_type(address::DICT)
    }

    /// Whether it is a class or a built-in type.
    pub unsafe fn is_class(self) -> bool {
        self.has_type(address::TYPE)
    }

    /// The value of an instance of a class that is derived from a built-in type; other objects
    /// themselves.
    pub unsafe fn native(self) -> Self {
        if self.is_pointer() && is_written_in_python(self.word(0)) && has_native_base(self.word(0))
        {
            // After the type and the table of attributes.
            Self(self.word(4))
        } else {
            self
        }
    }

    /// The address of its type; 0 for `None`, `True` and `False`.
    pub unsafe fn kind(self) -> usize {
        if self.is_small_int() {
            address::INT
        } else if self.is_qstr() {
            address::STR
        } else if self.is_pointer() {
            self.word(0)
        } else {
            0
        }
    }

    /// Of a class: the built-in type that it is or is derived from, or `NULL` if that is `object`.
    pub unsafe fn native_base(self) -> Self {
        if !self.is_class() {
            return Self::NULL;
        }
        native_base(self.0)
    }

    /// Of a class: whether all built-in types that it is derived from are of exceptions.
    pub unsafe fn has_exceptions_only(self) -> bool {
        has_exceptions_only(self.0)
    }

    /// Gives an instance of a class below a built-in type its value.
    pub unsafe fn set_native(self, value: Self) {
        *(self.0 as *mut Self).add(4) = value;
    }

    /// Whether it is an instance of a class of a Python program. It has a structure in memory.
    pub unsafe fn is_written_in_python(self) -> bool {
        is_written_in_python(self.word(0))
    }

    pub unsafe fn is_float(self) -> bool {
        self.has_type(address::FLOAT)
    }

    /// A new float.
    pub unsafe fn float(value: f64) -> Self {
        let float = Self(m_malloc(16) as usize);
        *(float.0 as *mut usize) = address::FLOAT;
        *((float.0 + 8) as *mut f64) = value;
        float
    }

    /// Whether it is an integer, and no instance of a class derived from it.
    pub unsafe fn is_integer(self) -> bool {
        self.is_small_int() || self.is_large_int()
    }

    pub unsafe fn float_value(self) -> f64 {
        *((self.0 + 8) as *const f64)
    }

    /// Whether it is a string, and no instance of a class derived from it.
    pub unsafe fn is_str(self) -> bool {
        self.is_qstr() || self.has_type(address::STR)
    }

    /// Whether it is bytes, and no instance of a class derived from it.
    pub unsafe fn is_bytes(self) -> bool {
        self.has_type(address::BYTES)
    }

    /// Of a string or bytes.
    pub unsafe fn text_length(self) -> usize {
        if self.is_qstr() {
            qstr_len(self.0 >> 3)
        } else {
            self.word(2)
        }
    }

    /// The bytes of a string, in UTF-8, or of bytes.
    pub unsafe fn text(self) -> *const u8 {
        if self.is_qstr() {
            qstr_str(self.0 >> 3)
        } else {
            self.word(3) as *const u8
        }
    }

    /// Whether it is a tuple, and no instance of a class derived from it, nor a named tuple.
    pub unsafe fn is_tuple(self) -> bool {
        self.has_type(address::TUPLE)
    }

    /// Whether it is a tuple, maybe a named one.
    pub unsafe fn is_like_tuple(self) -> bool {
        if !self.is_pointer() {
            return false;
        }
        // A byte per slot says where the slot's value is, counted from 1.
        let slot = *((self.word(0) + 8 + 3) as *const u8) as usize;
        slot != 0 && *((self.word(0) + 20 + 4 * (slot - 1)) as *const usize) == TUPLE_UNARY_OP
    }

    pub unsafe fn tuple_length(self) -> usize {
        self.word(1)
    }

    pub unsafe fn tuple_item(self, number: usize) -> Self {
        Self(self.word(2 + number))
    }

    /// The name of its type, an interned string's number.
    pub unsafe fn type_name(self) -> usize {
        *((self.word(0) + 6) as *const u16) as usize
    }

    /// Whether it is an integer that is no small one.
    pub unsafe fn is_large_int(self) -> bool {
        self.has_type(address::INT)
    }

    /// Of a large integer: whether it is negative.
    pub unsafe fn is_negative(self) -> bool {
        self.word(1) & 1 != 0
    }

    /// Of a large integer: how many digits it has.
    pub unsafe fn digit_count(self) -> usize {
        self.word(2)
    }

    /// Of a large integer: a digit to the base 65536, from the least on.
    pub unsafe fn digit(self, number: usize) -> u16 {
        *(self.word(3) as *const u16).add(number)
    }
}

/// What printing an object is for: `str`.
pub const STR: usize = 0;
/// `repr`.
pub const REPR: usize = 1;
/// A traceback's last line.
pub const EXCEPTION: usize = 2;
/// JSON.
pub const JSON: usize = 3;
/// Of an exception: the name of a class derived from its type was printed.
pub const HAS_NAME: usize = 128;

/// Where something is printed to.
#[repr(C)]
pub struct Print {
    pub data: usize,
    pub write: unsafe extern "C" fn(data: usize, bytes: *const u8, length: usize),
}

/// A `list`.
#[repr(C)]
pub struct List {
    pub base: usize,
    pub allocated: usize,
    pub length: usize,
    pub items: *mut Object,
}
