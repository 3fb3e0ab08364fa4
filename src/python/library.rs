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

/// The library's module of this dotted name.
pub fn module(name: &str) -> Option<Module> {
    let index = MODULES
        .binary_search_by_key(&name, |(known, _)| known)
        .ok()?;
    MODULES.get(index).map(|(_, module)| *module)
}

/// A module in a file of its own.
macro_rules! module {
    ($path:literal) => {
        Module {
            source: include_str!(concat!("../../micropython/lib/", $path, ".py")),
            package: false,
        }
    };
}

/// A module that holds others, in a folder.
macro_rules! package {
    ($path:literal) => {
        Module {
            source: include_str!(concat!("../../micropython/lib/", $path, "/__init__.py")),
            package: true,
        }
    };
}

/// All modules, by name.
const MODULES: &[(&str, Module)] = &[
    ("abc", module!("abc")),
    ("codecs", module!("codecs")),
    ("collections", package!("collections")),
    ("collections._named", module!("collections/_named")),
    ("collections._user", module!("collections/_user")),
    ("collections.abc", module!("collections/abc")),
    ("csv", module!("csv")),
    ("dataclasses", module!("dataclasses")),
    ("enum", module!("enum")),
    ("fnmatch", module!("fnmatch")),
    ("functools", module!("functools")),
    ("functools_dispatch", module!("functools_dispatch")),
    ("glob", module!("glob")),
    ("io", module!("io")),
    ("itertools", module!("itertools")),
    ("json", package!("json")),
    ("json.decoder", module!("json/decoder")),
    ("json.encoder", module!("json/encoder")),
    ("keyword", module!("keyword")),
    ("operator", module!("operator")),
    ("os", module!("os")),
    ("pathlib", module!("pathlib")),
    ("posixpath", module!("posixpath")),
    ("pprint", module!("pprint")),
    ("re", module!("re")),
    ("reprlib", module!("reprlib")),
    ("shlex", module!("shlex")),
    ("shutil", module!("shutil")),
    ("stat", module!("stat")),
    ("string", module!("string")),
    ("tempfile", module!("tempfile")),
    ("textwrap", module!("textwrap")),
    ("types", module!("types")),
    ("typing", module!("typing")),
    ("urllib", package!("urllib")),
    ("urllib.parse", module!("urllib/parse")),
];

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    use super::*;
    use crate::python::{SourceKind, lower_as};

    #[test]
    fn modules_are_sorted_for_the_search() {
        assert!(MODULES.is_sorted_by_key(|(name, _)| name));
    }

    #[test]
    fn every_file_of_the_library_is_a_module() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("micropython/lib");
        let mut files = BTreeSet::new();
        let mut folders = vec![root.clone()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                let name = path.strip_prefix(&root).unwrap().with_extension("");
                let name = name.to_str().unwrap().replace('/', ".");
                files.insert(name.trim_end_matches(".__init__").to_string());
            }
        }
        let modules = MODULES.iter().map(|(name, _)| (*name).to_string());
        assert_eq!(modules.collect::<BTreeSet<_>>(), files);
    }

    #[test]
    fn every_module_can_be_lowered() {
        for (name, module) in MODULES {
            let lowered = lower_as(SourceKind::Module, module.source, name);
            assert!(lowered.is_ok(), "{name}: {lowered:?}");
        }
    }
}
