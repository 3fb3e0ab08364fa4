//! The library: modules of Python's standard library, written for MicroPython, in
//! `micropython/lib`. They are lowered and loaded when code first imports them.

/// A module of `micropython/lib`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Module {
    /// Its source, not lowered: without comments, its blocks indented by one space.
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
#[expect(
    clippy::expect_used,
    reason = "a module that cannot be read fails the test, which is right"
)]
mod tests {
    use std::fs;
    use std::path::Path;

    use ruff_python_ast::ModModule;
    use ruff_python_ast::comparable::ComparableMod;
    use ruff_python_parser::parse_module;

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

    fn read(name: &str, package: bool) -> String {
        let library = Path::new(env!("CARGO_MANIFEST_DIR")).join("micropython/lib");
        let file = name.replace('.', "/") + if package { "/__init__.py" } else { ".py" };
        fs::read_to_string(library.join(file)).expect("the module's file")
    }

    fn tree(source: &str) -> ModModule {
        parse_module(source).expect("a module").into_syntax()
    }

    #[test]
    fn only_what_python_does_not_read_is_left_out() {
        for (name, module) in MODULES {
            let file = read(name, module.package);
            let (shipped, whole) = (tree(module.source), tree(&file));
            let same = ComparableMod::from(&shipped.into()) == ComparableMod::from(&whole.into());
            assert!(same, "{name}");
            assert_eq!(
                module.source.lines().count(),
                file.lines().count(),
                "{name}"
            );
        }
    }

    #[test]
    fn comments_are_left_out() {
        for (name, module) in MODULES {
            let parsed = parse_module(module.source).expect("a module");
            let comment = parsed
                .tokens()
                .iter()
                .find(|token| token.kind().is_comment());
            assert_eq!(comment, None, "{name}");
        }
    }
}
