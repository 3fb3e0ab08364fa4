//! Private names: `__name` within a class is `_Class__name`, which MicroPython does not know.

use ruff_python_ast::StmtClassDef;
use ruff_python_ast::token::TokenKind;
use ruff_text_size::{Ranged, TextRange};

use super::walk::Walk;

/// A class whose body has been met: what its private names begin with.
pub struct PrivateScope {
    body: TextRange,
    prefix: String,
}

/// Notes a class. The innermost comes last.
pub fn note_class(walk: &mut Walk, class: &StmtClassDef) {
    let name = class.name.trim_start_matches('_');
    let Some(first) = class.body.first() else {
        return;
    };
    // A class of underscores only keeps its names.
    if !name.is_empty() {
        let body = TextRange::new(first.start(), class.end());
        let prefix = format!("_{name}");
        walk.private_scopes.push(PrivateScope { body, prefix });
    }
}

/// Adds the edits of all names, once all classes are known.
pub fn edit(walk: &mut Walk) {
    let scopes = std::mem::take(&mut walk.private_scopes);
    if scopes.is_empty() || !walk.source.contains("__") {
        return;
    }
    for token in walk.tokens {
        if token.kind() != TokenKind::Name || !is_private(walk.text(token.range())) {
            continue;
        }
        let innermost = scopes
            .iter()
            .rev()
            .find(|scope| scope.body.contains_range(token.range()));
        if let Some(scope) = innermost {
            walk.insert(token.start(), scope.prefix.clone());
        }
    }
}

fn is_private(name: &str) -> bool {
    name.starts_with("__") && !name.ends_with("__")
}

#[cfg(test)]
mod tests {
    use crate::python::tests::check;

    #[test]
    fn private_names_have_their_class_before_them() {
        check(
            "class A:\n    __b = 1\n    def __c(self): return self.__b + f'{self.__b}'\n",
            "class A:\n    _A__b = 1\n    def _A__c(self): return self._A__b + f'{self._A__b}'\n",
        );
        check(
            "class _A:\n    class B:\n        __c = 1\n    __d = 2\n",
            "class _A:\n    class B:\n        _B__c = 1\n    _A__d = 2\n",
        );
    }

    #[test]
    fn other_names_stay() {
        for source in [
            "class A:\n    def __init__(self, _b): self._b = _b\n",
            "__a = 1\nclass B: pass\nx = __a\n",
            "class __A: pass\n",
        ] {
            check(source, source);
        }
    }
}
