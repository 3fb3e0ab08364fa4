//! Classes: their annotations are kept, and parameters of their bases are dropped. All else that a
//! class statement does is done where MicroPython builds classes (`lowered.py`).

use ruff_python_ast::StmtClassDef;

use super::walk::Walk;
use super::{annotations, functions, types};

/// Adds the edits of a class's head, and what keeps the annotations in its body.
pub fn edit(walk: &mut Walk, class: &StmtClassDef) {
    functions::edit_decorators(walk, &class.decorator_list);
    if let Some(parameters) = &class.type_params {
        types::drop_range(walk, ruff_text_size::Ranged::range(&**parameters));
    }
    for base in class.bases() {
        if let Some(subscript) = base.as_subscript_expr() {
            types::drop_brackets(walk, subscript);
        }
    }
    annotations::edit_class(walk, &class.body);
}
