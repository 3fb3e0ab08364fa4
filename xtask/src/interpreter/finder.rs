//! Adds a function that finds what is not zero in the memory: a snapshot leaves out the rest, which
//! is nearly all. Here it is next to the memory.

use std::path::Path;

use walrus::ir::{BinaryOp, LoadKind, MemArg};
use walrus::{FunctionBuilder, InstrSeqBuilder, LocalId, MemoryId, ValType};

use super::parse;
use crate::process::{Context, Failure};

/// The export: `find(from, to)` gives where the first stride begins that holds a bit, or `to`. Both
/// are multiples of the stride.
pub const NAME: &str = "find";
/// Bytes that are looked at in one go.
const STRIDE: u32 = 64;

/// Adds the function.
///
/// # Errors
/// When the module has not one memory.
pub fn add(wasm: Vec<u8>, _: &Path) -> Result<Vec<u8>, Failure> {
    let mut module = parse(&wasm)?;
    let memory = module.get_memory_id().context("the memory")?;
    let (from, to) = (
        module.locals.add(ValType::I32),
        module.locals.add(ValType::I32),
    );
    let parameters = [ValType::I32, ValType::I32];
    let mut find = FunctionBuilder::new(&mut module.types, &parameters, &[ValType::I32]);
    find.func_body()
        .block(None, |found| {
            let found_id = found.id();
            found.loop_(None, |next| {
                next.local_get(from)
                    .local_get(to)
                    .binop(BinaryOp::I32GeU)
                    .br_if(found_id);
                load_stride(next, memory, from);
                next.i64_const(0).binop(BinaryOp::I64Ne).br_if(found_id);
                let next_id = next.id();
                next.local_get(from)
                    .i32_const(STRIDE as i32)
                    .binop(BinaryOp::I32Add)
                    .local_set(from)
                    .br(next_id);
            });
        })
        .local_get(from);
    let find = find.finish(vec![from, to], &mut module.funcs);
    module.exports.add(NAME, find);
    Ok(module.emit_wasm())
}

/// All bits of a stride, one over the other.
fn load_stride(code: &mut InstrSeqBuilder, memory: MemoryId, from: LocalId) {
    for offset in (0..STRIDE.into()).step_by(8) {
        let place = MemArg { align: 8, offset };
        code.local_get(from)
            .load(memory, LoadKind::I64 { atomic: false }, place);
        if offset > 0 {
            code.binop(BinaryOp::I64Or);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use walrus::Module;

    #[test]
    fn the_function_is_valid_and_exported() -> Result<(), Failure> {
        let mut module = Module::default();
        module.memories.add_local(false, false, 1, None, None);
        let wasm = add(module.emit_wasm(), Path::new(""))?;
        // Parsing validates.
        parse(&wasm)?.exports.get_func(NAME).context("an export")?;
        assert!(add(Module::default().emit_wasm(), Path::new("")).is_err());
        Ok(())
    }
}
