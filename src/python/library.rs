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

/// All modules by their dotted names, sorted. `build.rs` writes the list.
pub const MODULES: &[(&str, Module)] = include!(concat!(env!("OUT_DIR"), "/library.rs"));

/// The library's module of this dotted name.
pub fn module(name: &str) -> Option<Module> {
    let found = MODULES.binary_search_by_key(&name, |(known, _)| known);
    found
        .ok()
        .and_then(|index| MODULES.get(index))
        .map(|(_, module)| *module)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::python::{SourceKind, lower_as};

    #[test]
    fn a_module_is_found_by_its_dotted_name() {
        let urllib = module("urllib").map(|module| module.package);
        let parse = module("urllib.parse").map(|module| module.package);
        assert_eq!((urllib, parse), (Some(true), Some(false)));
        assert_eq!(module("urllib.request"), None);
    }

    #[test]
    fn every_module_can_be_lowered() {
        for (name, module) in MODULES {
            let lowered = lower_as(SourceKind::Module, module.source, name);
            assert!(lowered.is_ok(), "{name}: {lowered:?}");
        }
    }
}
