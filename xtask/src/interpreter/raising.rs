//! Has the interpreter's loop call functions of the extension that give back what is raised without
//! throwing it (`micropython/extension/src/function.rs`).

use walrus::ir::{Const, Value};
use walrus::{FunctionId, ImportKind, Module};

use super::extension::EXTENSION;
use super::{attempts, hooks, slots, trampolines};
use crate::process::{Context, Failure};

/// What the loop calls, and what it is to call instead.
const CALLS: [(&str, &str); 2] = [
    ("mp_call_function_n_kw", "hook_call"),
    ("mp_call_method_n_kw", "hook_call_method"),
];

/// Changes the loop. `find` gives a function by its name.
///
/// # Errors
/// Which of them it does not call.
pub fn place(
    module: &mut Module,
    find: impl Fn(&str) -> Result<FunctionId, Failure>,
) -> Result<(), Failure> {
    for (name, hook) in CALLS {
        let called = find(name)?;
        let signature = module.funcs.get(called).ty();
        let (import, _) = module.add_import_func(EXTENSION, hook, signature);
        let number = slots::add_to_table(module, vec![import])?;
        let count = renumber(module, find(hooks::LOOP)?, called, number);
        if count == 0 {
            return Err(Failure::new(format!("the loop does not call {name}")));
        }
    }
    Ok(())
}

/// Has a function call another number in the table where it calls this function through a trampoline;
/// says at how many places.
fn renumber(module: &mut Module, function: FunctionId, called: FunctionId, number: u32) -> usize {
    let trampolines: Vec<FunctionId> = module
        .imports
        .iter()
        .filter_map(|import| match import.kind {
            ImportKind::Function(id) if import.name.starts_with(trampolines::PREFIX) => Some(id),
            _ => None,
        })
        .collect();
    let table = attempts::table(module);
    let code = module.funcs.get(function).kind.unwrap_local();
    let places: Vec<_> = hooks::sequences(code)
        .into_iter()
        .flat_map(|sequence| {
            let instructions = &code.block(sequence).instrs;
            attempts::numbered(module, instructions, &trampolines)
                .into_iter()
                .filter(|one| table.get(&one.number) == Some(&called))
                .map(move |one| (sequence, one.at))
        })
        .collect();
    let code = module.funcs.get_mut(function).kind.unwrap_local_mut();
    for (sequence, at) in &places {
        code.block_mut(*sequence).instrs[*at].0 = Const {
            value: Value::I32(number as i32),
        }
        .into();
    }
    places.len()
}

/// The functions that are called instead.
///
/// # Errors
/// When one is missing.
pub fn functions(module: &Module) -> Result<Vec<FunctionId>, Failure> {
    CALLS
        .iter()
        .map(|(_, hook)| module.exports.get_func(hook).context("an export"))
        .collect()
}
