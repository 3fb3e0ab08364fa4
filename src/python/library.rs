//! The library: modules of Python's standard library, written for MicroPython, in
//! `micropython/lib`. They are lowered and loaded when code first imports them.

/// A module's source, as it stands in `micropython/lib`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Module {
    /// Its source, not lowered.
    pub source: &'static str,
    /// Whether it holds other modules.
    pub package: bool,
}

/// The file of a module.
macro_rules! module {
    ($path:literal) => {
        Module {
            source: include_str!(concat!("../../micropython/lib/", $path, ".py")),
            package: false,
        }
    };
}

/// The library's module of this dotted name.
pub fn module(name: &str) -> Option<Module> {
    Some(match name {
        "base64" => module!("base64"),
        "binascii" => module!("binascii"),
        "gzip" => module!("gzip"),
        "hashlib" => module!("hashlib"),
        "hmac" => module!("hmac"),
        "keyword" => module!("keyword"),
        "re" => module!("re"),
        "unicodedata" => module!("unicodedata"),
        "zlib" => module!("zlib"),
        _ => return None,
    })
}
