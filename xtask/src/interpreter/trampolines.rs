//! Puts functions in WebAssembly in the place of Emscripten's JavaScript `invoke_*` functions.
//!
//! MicroPython's exceptions are `setjmp` and `longjmp`, which Emscripten compiled to calls through
//! JavaScript with `try` and `catch`. A Python call cannot be suspended while a JavaScript frame
//! is on the stack, so the same is done here in WebAssembly: call through the function table,
//! catch the longjmp, restore the C stack and tell the caller by `setThrew`.

use std::path::Path;

use walrus::ir::{TryTable, TryTableCatch};
use walrus::{
    FunctionId, ImportKind, InstrSeqBuilder, LocalId, Module, TableId, TagId, TypeId, ValType,
};

use super::{attempts, parse, raising};
use crate::process::{Context, Failure};

/// How the names of the imports to stand in for begin. The rest is a signature, which the type
/// says too.
pub const PREFIX: &str = "invoke_";
/// The import that throws.
const THROW: &str = "_emscripten_throw_longjmp";

/// What all trampolines use.
struct Helpers {
    functions: TableId,
    longjmp: TagId,
    stack_get: FunctionId,
    stack_restore: FunctionId,
    set_threw: FunctionId,
}

/// Replaces the imports.
///
/// # Errors
/// What the module lacks.
pub fn link(wasm: Vec<u8>, _: &Path) -> Result<Vec<u8>, Failure> {
    let mut module = parse(&wasm)?;
    let nothing = module.types.add(&[], &[]);
    let export = |name| module.exports.get_func(name).context("an export");
    let helpers = Helpers {
        functions: module
            .tables
            .main_function_table()
            .context("the function table")?
            .ok_or_else(|| Failure::new("there is no function table"))?,
        longjmp: module.tags.add(nothing),
        stack_get: export("emscripten_stack_get_current")?,
        stack_restore: export("_emscripten_stack_restore")?,
        set_threw: export("setThrew")?,
    };
    let imports: Vec<(FunctionId, String)> = module
        .imports
        .iter()
        .filter_map(|import| match import.kind {
            ImportKind::Function(function) => Some((function, import.name.clone())),
            _ => None,
        })
        .collect();
    let trampolines: Vec<FunctionId> = imports
        .iter()
        .filter(|(_, name)| name.starts_with(PREFIX))
        .map(|(function, _)| *function)
        .collect();
    let raising = raising::functions(&module)?;
    attempts::place(&mut module, &trampolines, &raising, helpers.longjmp)?;
    for (function, name) in imports {
        let replaced = if name == THROW {
            module.replace_imported_func(function, |(body, _)| {
                body.throw(helpers.longjmp);
            })
        } else if name.starts_with(PREFIX) {
            let (called, result) = signature(&mut module, function)
                .ok_or_else(|| Failure::new(format!("{name} is of an unknown kind")))?;
            let stack = module.locals.add(ValType::I32);
            module.replace_imported_func(function, |(body, parameters)| {
                trampoline(body, &helpers, parameters, stack, called, result);
            })
        } else {
            continue;
        };
        replaced.context(format!("replacing {name}"))?;
    }
    Ok(module.emit_wasm())
}

/// The type of the function that a trampoline calls, its own but for the first parameter, and
/// whether there is a result. None where they are not all words.
fn signature(module: &mut Module, trampoline: FunctionId) -> Option<(TypeId, bool)> {
    let own = module.types.get(module.funcs.get(trampoline).ty());
    let (parameters, results) = (own.params().to_vec(), own.results().to_vec());
    let (_, passed) = parameters.split_first()?;
    let words = parameters
        .iter()
        .chain(&results)
        .all(|ty| *ty == ValType::I32);
    let called = module.types.add(passed, &results);
    (words && results.len() <= 1).then_some((called, !results.is_empty()))
}

/// The function that the first parameter names in the table is called with the other parameters.
fn trampoline(
    body: &mut InstrSeqBuilder,
    helpers: &Helpers,
    parameters: &[LocalId],
    stack: LocalId,
    called: TypeId,
    has_result: bool,
) {
    body.call(helpers.stack_get).local_set(stack);
    body.block(None, |caught| {
        let mut attempt = caught.dangling_instr_seq(None);
        for parameter in parameters.iter().skip(1).chain(parameters.first()) {
            attempt.local_get(*parameter);
        }
        attempt.call_indirect(called, helpers.functions).return_();
        let attempt = attempt.id();
        let catch = TryTableCatch::Catch {
            tag: helpers.longjmp,
            label: caught.id(),
        };
        caught
            .instr(TryTable {
                seq: attempt,
                catches: vec![catch],
            })
            .unreachable();
    });
    body.local_get(stack).call(helpers.stack_restore);
    body.i32_const(1).i32_const(0).call(helpers.set_threw);
    if has_result {
        body.i32_const(0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use walrus::ir::Value;
    use walrus::{ConstExpr, FunctionBuilder, RefType};

    /// A module with what Emscripten's have, and these imports.
    fn module(imports: &[(&str, &[ValType], &[ValType])]) -> Vec<u8> {
        let mut module = Module::default();
        module.tables.add_local(false, 1, Some(1), RefType::FUNCREF);
        // The stack's pointer.
        let zero = ConstExpr::Value(Value::I32(0));
        module.globals.add_local(ValType::I32, true, false, zero);
        for (name, parameters, results) in imports {
            let ty = module.types.add(parameters, results);
            let (function, _) = module.add_import_func("env", name, ty);
            module.exports.add(name, function);
        }
        for (name, parameters, results) in [
            ("emscripten_stack_get_current", 0, vec![ValType::I32]),
            ("_emscripten_stack_restore", 1, vec![]),
            ("setThrew", 2, vec![]),
            ("hook_call", 0, vec![]),
            ("hook_call_method", 0, vec![]),
        ] {
            let parameters = vec![ValType::I32; parameters];
            let mut builder = FunctionBuilder::new(&mut module.types, &parameters, &results);
            builder.func_body().unreachable();
            let parameters = parameters.iter().map(|ty| module.locals.add(*ty)).collect();
            let function = builder.finish(parameters, &mut module.funcs);
            module.exports.add(name, function);
        }
        module.emit_wasm()
    }

    #[test]
    fn no_import_is_left_and_the_types_stay() -> Result<(), Failure> {
        use ValType::I32;
        let imports: [(&str, &[ValType], &[ValType]); 4] = [
            ("invoke_v", &[I32], &[]),
            ("invoke_vii", &[I32, I32, I32], &[]),
            ("invoke_iii", &[I32, I32, I32], &[I32]),
            (THROW, &[], &[]),
        ];
        // Parsing validates: the code fits the types.
        let linked = parse(&link(module(&imports), Path::new(""))?)?;
        assert_eq!(linked.imports.iter().count(), 0);
        for (name, parameters, results) in imports {
            let function = linked.exports.get_func(name).context("an export")?;
            let ty = linked.types.get(linked.funcs.get(function).ty());
            assert_eq!((ty.params(), ty.results()), (parameters, results), "{name}");
        }
        Ok(())
    }

    #[test]
    fn other_imports_stay_and_unknown_kinds_are_refused() -> Result<(), Failure> {
        let other = module(&[("fd_write", &[ValType::I32], &[])]);
        let linked = parse(&link(other, Path::new(""))?)?;
        assert_eq!(linked.imports.iter().count(), 1);
        let double = module(&[("invoke_vd", &[ValType::I32, ValType::F64], &[])]);
        let said = link(double, Path::new("")).err().map(|e| e.to_string());
        assert_eq!(said.as_deref(), Some("invoke_vd is of an unknown kind"));
        Ok(())
    }
}
