//! The table of hooks: a word for each, in the order of this list. Most are functions of Python's that
//! are called where MicroPython would raise; `micropython/bootstrap` sets each by its name. `xtask`
//! compiles this file too, and tells the Python part the numbers.

macro_rules! hooks {
    ($($(#[$about:meta])* $name:ident,)*) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        #[repr(usize)]
        enum Number { $($name,)* }

        $(
            $(#[$about])*
            pub const $name: usize = Number::$name as usize;
        )*

        /// All names, by number.
        pub const NAMES: &[&str] = &[$(stringify!($name),)*];
    };
}

hooks! {
    /// No hook, but the object that stands for what there is not.
    ABSENT,
    ATTRIBUTE,
    SET_ATTRIBUTE,
    UNARY,
    BINARY,
    DIVISION,
    SUBSCRIPT,
    INDEX,
    ITERATE,
    LENGTH,
    GLOBAL_NAME,
    TEXT,
    STRING,
    /// No hook, but a dictionary of what is kept beside objects, by their addresses.
    KEPT,
    /// No hook, but a dictionary of the names that the hook for attributes knows.
    KNOWN,
    ARGUMENTS,
    UNPACK,
    JOIN,
    FLOAT,
    TEXT_METHOD,
    EMPTY,
    NOT_FOUND,
    INTEGER,
    KEYWORDS,
    UNBOUND,
    INSTANCE,
    PRINT,
    FIELDS,
    COMPLEX_POWER,
    DIVIDE_INTEGERS,
    FLOAT_OF_INTEGER,
    FORMAT,
    PERCENT,
    CHANGED_SIZE,
    CAUGHT,
    ARGS,
    NESTED,
    COUNT,
    NO_ARGUMENTS,
    TOO_LARGE,
    MISSING,
    TO_INTEGER,
    WATCHED_ATTRIBUTE,
    SET_WATCHED,
    INSERT_INDEX,
    CHOOSE,
    AFFIX,
    ARGUMENT,
    ENCODE,
    READ_FLOAT,
    NO_ATTRIBUTE,
    POP_INDEX,
    DICT_UPDATE,
    BYTE,
    BYTES_METHOD,
    OWNER,
    LINES,
    /// No hook, but a list of the exception that was caught last.
    HANDLED,
    /// No hook, but the names of `__slots__` by the addresses of the classes.
    SLOTS,
    /// No hook, but the metaclasses by the addresses of their classes.
    METACLASSES,
    /// No hook, but a dictionary of the classes with `__getattribute__`, by their addresses.
    WATCHED,
    /// No hook, but a truth value: whether the next attribute is looked up without `__getattribute__`.
    UNWATCHED,
    /// No hook, but the namespace of the module `sys`, once it is loaded.
    SYS,
    /// No hook, but what `sys.stdout` is unless a program sets it.
    STDOUT,
    /// No hook, but a name, as the eight that follow.
    STDOUT_NAME,
    SEP_NAME,
    END_NAME,
    INSTANCE_CHECK_NAME,
    INDEX_NAME,
    DICT_NAME,
    UTF_8,
    KEY_NAME,
    DEFAULT_NAME,
    /// No hook, but MicroPython's `object.__new__`.
    OBJECT_NEW,
    /// No hook, but our `dict.__getitem__`.
    DICT_GETITEM,
    /// No hook, but MicroPython's `object.__setattr__`.
    OBJECT_SETATTR,
    /// No hook, but MicroPython's method of `str`, as those that follow: in their places are the
    /// natives, in their order.
    ORIGINAL_UPPER,
    ORIGINAL_LOWER,
    ORIGINAL_ISUPPER,
    ORIGINAL_ISLOWER,
    ORIGINAL_ISALPHA,
    ORIGINAL_ISDIGIT,
    ORIGINAL_ISSPACE,
    ORIGINAL_STRIP,
    ORIGINAL_LSTRIP,
    ORIGINAL_RSTRIP,
    ORIGINAL_SPLIT,
    ORIGINAL_RSPLIT,
    /// No hooks, but MicroPython's methods of sets.
    ORIGINAL_INTERSECTION,
    ORIGINAL_INTERSECTION_UPDATE,
    ORIGINAL_UNION,
    /// No hooks, but MicroPython's methods of `bytes`, as those of `str` above.
    ORIGINAL_BYTES_FIND,
    ORIGINAL_BYTES_RFIND,
    ORIGINAL_BYTES_INDEX,
    ORIGINAL_BYTES_RINDEX,
    ORIGINAL_BYTES_COUNT,
    /// No hooks, but MicroPython's `bytearray.append`, `str.splitlines` and `str.encode`.
    ORIGINAL_APPEND,
    ORIGINAL_SPLITLINES,
    ORIGINAL_ENCODE,
}
