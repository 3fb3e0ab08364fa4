//! Puts the trampolines of `trampolines.rs` into the code that calls them, where it is known which
//! function they are to call. The interpreter's loop calls nearly everything through them.
//!
//! After each such call Emscripten's code looks whether there was a longjmp, and whether it was meant
//! for this function. Here only what catches one comes to that:
//!
//! ```text
//! block normal
//!   block caught
//!     try_table (catch longjmp caught)
//!       the call; br normal
//!     end
//!   end
//!   restore the C stack; look for whom it was
//! end
//! ```

use std::collections::HashMap;

use walrus::ir::{
    BinaryOp, Binop, Block, Br, BrIf, Call, Const, GlobalSet, Instr, InstrLocId, InstrSeqId,
    LocalGet, LocalTee, TryTable, TryTableCatch, Value,
};
use walrus::{
    ConstExpr, ElementItems, ElementKind, FunctionId, FunctionKind, GlobalId, LocalFunction,
    LocalId, Module, TagId,
};

use super::hooks::{sequences, stack_pointer};
use crate::process::Failure;

/// What looks whether there was a longjmp, behind a call and what becomes of its result.
const CHECK: usize = 15;
/// How much of it asks whether there was one.
const THREW_LENGTH: usize = 2;
/// Where in it the local is set that says for whom it was, from which it is known that there was none,
/// and how much of it that is.
const MEANT: usize = 6;
const MEANT_LENGTH: usize = 2;
/// How long the block in it is at most that looks for whom.
const BLOCK_LENGTH: usize = 18;

type Located = (Instr, InstrLocId);

/// A call through a trampoline.
struct Site {
    sequence: InstrSeqId,
    /// The number in the function table, which comes first of all arguments.
    number: usize,
    /// The call, and behind it and the check.
    call: usize,
    check: usize,
    callee: FunctionId,
}

/// Puts them in. `trampolines` are the imports that are called, `raising` the functions that may prepare
/// a longjmp without throwing it; gives at how many places.
///
/// # Errors
/// When there is no stack pointer.
pub fn place(
    module: &mut Module,
    trampolines: &[FunctionId],
    raising: &[FunctionId],
    longjmp: TagId,
) -> Result<usize, Failure> {
    let table = table(module);
    let stack = stack_pointer(module)?;
    let functions: Vec<FunctionId> = module.funcs.iter_local().map(|(id, _)| id).collect();
    let mut count = 0;
    for function in functions {
        let code = module.funcs.get(function).kind.unwrap_local();
        let Some(frame) = frame(code, stack) else {
            continue;
        };
        let sites = sites(module, code, trampolines, &table);
        count += sites.len();
        if let FunctionKind::Local(code) = &mut module.funcs.get_mut(function).kind {
            for site in sites {
                let may_raise = raising.contains(&site.callee);
                change(code, &site, may_raise, longjmp, frame, stack);
            }
        }
    }
    Ok(count)
}

/// The functions by their numbers in the function table, which nothing changes.
pub fn table(module: &Module) -> HashMap<i32, FunctionId> {
    let mut table = HashMap::new();
    for element in module.elements.iter() {
        if let (
            ElementKind::Active {
                offset: ConstExpr::Value(Value::I32(first)),
                ..
            },
            ElementItems::Functions(functions),
        ) = (&element.kind, &element.items)
        {
            table.extend((*first..).zip(functions.iter().copied()));
        }
    }
    table
}

/// The local that holds the stack's pointer from the function's start to its end; none where that
/// changes meanwhile.
fn frame(code: &LocalFunction, stack: GlobalId) -> Option<LocalId> {
    let mut frame = None;
    let mut sets = 0;
    for sequence in sequences(code) {
        let instructions = &code.block(sequence).instrs;
        for (at, (instruction, _)) in instructions.iter().enumerate() {
            if !matches!(instruction, Instr::GlobalSet(set) if set.global == stack) {
                continue;
            }
            match &instructions[at.saturating_sub(3)..at] {
                [.., (Instr::LocalTee(LocalTee { local }), _)] if frame.is_none() => {
                    frame = Some(*local);
                }
                // The end of a function.
                [
                    (Instr::LocalGet(get), _),
                    (Instr::Const(_), _),
                    (
                        Instr::Binop(Binop {
                            op: BinaryOp::I32Add,
                        }),
                        _,
                    ),
                ] if Some(get.local) == frame => {}
                _ => return None,
            }
        }
    }
    let frame = frame?;
    for sequence in sequences(code) {
        for (instruction, _) in &code.block(sequence).instrs {
            sets += usize::from(match instruction {
                Instr::LocalSet(set) => set.local == frame,
                Instr::LocalTee(tee) => tee.local == frame,
                _ => false,
            });
        }
    }
    (sets == 1).then_some(frame)
}

/// The calls that can be changed, the last of each sequence first.
fn sites(
    module: &Module,
    code: &LocalFunction,
    trampolines: &[FunctionId],
    table: &HashMap<i32, FunctionId>,
) -> Vec<Site> {
    let mut sites = Vec::new();
    for sequence in sequences(code) {
        let instructions = &code.block(sequence).instrs;
        for one in numbered(module, instructions, trampolines).iter().rev() {
            let found = table.get(&one.number).and_then(|callee| {
                let (_, results) = counts(module, *callee);
                let check = check(code, instructions, one.call, results)?;
                Some((*callee, check))
            });
            if let Some((callee, check)) = found {
                sites.push(Site {
                    sequence,
                    number: one.at,
                    call: one.call,
                    check,
                    callee,
                });
            }
        }
    }
    sites
}

/// A call through a trampoline by a constant number.
pub struct Numbered {
    pub number: i32,
    /// Where that stands, which is the first of all arguments.
    pub at: usize,
    call: usize,
}

/// The calls of a sequence through trampolines whose number in the function table is a constant.
pub fn numbered(
    module: &Module,
    instructions: &[Located],
    trampolines: &[FunctionId],
) -> Vec<Numbered> {
    let calls = instructions.iter().enumerate().filter(
        |(_, (one, _))| matches!(one, Instr::Call(Call { func }) if trampolines.contains(func)),
    );
    calls
        .filter_map(|(call, _)| {
            let at = first_argument(module, instructions, call)?;
            let number = number_of(&instructions[at].0)?;
            Some(Numbered { number, at, call })
        })
        .collect()
}

fn number_of(instruction: &Instr) -> Option<i32> {
    match instruction {
        Instr::Const(Const {
            value: Value::I32(number),
        }) => Some(*number),
        _ => None,
    }
}

/// How many parameters a function has, and how many results.
fn counts(module: &Module, function: FunctionId) -> (usize, usize) {
    let signature = module.types.get(module.funcs.get(function).ty());
    (signature.params().len(), signature.results().len())
}

/// Where the first argument of a call is, if that is a constant and the others are plain expressions.
fn first_argument(module: &Module, instructions: &[Located], call: usize) -> Option<usize> {
    let Instr::Call(Call { func }) = instructions[call].0 else {
        return None;
    };
    let (parameters, _) = counts(module, func);
    let mut at = call;
    let mut missing = parameters.checked_sub(1)?;
    while missing > 0 {
        at = at.checked_sub(1)?;
        let taken = match &instructions[at].0 {
            Instr::Const(_) | Instr::LocalGet(_) | Instr::GlobalGet(_) => 0,
            Instr::LocalTee(_) | Instr::Unop(_) | Instr::Load(_) => 1,
            Instr::Binop(_) => 2,
            Instr::Select(_) => 3,
            Instr::Call(Call { func }) => match counts(module, *func) {
                (taken, 1) => taken,
                _ => return None,
            },
            _ => return None,
        };
        missing = missing + taken - 1;
    }
    at.checked_sub(1)
}

/// Where the check behind a call ends, if all is as Emscripten has it.
fn check(
    code: &LocalFunction,
    instructions: &[Located],
    call: usize,
    results: usize,
) -> Option<usize> {
    let is_taken = matches!(
        instructions.get(call + 1)?.0,
        Instr::LocalSet(_) | Instr::Drop(_)
    );
    if is_taken != (results == 1) {
        return None;
    }
    let start = call + 1 + results;
    let end = start + CHECK;
    let kinds: [&Instr; CHECK] = std::array::from_fn(|at| {
        let instruction = instructions.get(start + at).unwrap_or(&instructions[call]);
        &instruction.0
    });
    match kinds {
        [
            Instr::Const(_),
            Instr::Load(threw),
            Instr::LocalSet(_),
            Instr::Const(_),
            Instr::Const(_),
            Instr::Store(cleared),
            Instr::Const(_),
            Instr::LocalSet(meant),
            Instr::Block(Block { seq }),
            Instr::Call(_),
            Instr::LocalSet(_),
            Instr::LocalGet(label),
            Instr::Const(Const {
                value: Value::I32(1),
            }),
            Instr::Binop(Binop {
                op: BinaryOp::I32Eq,
            }),
            Instr::BrIf(_),
        ] if threw.arg.offset == cleared.arg.offset
            && meant.local == label.local
            && is_straight(&code.block(*seq).instrs) =>
        {
            Some(end)
        }
        _ => None,
    }
}

/// Whether a block looks for whom a longjmp was, and does no more.
fn is_straight(block: &[Located]) -> bool {
    block.len() <= BLOCK_LENGTH
        && block
            .last()
            .is_some_and(|(last, _)| matches!(last, Instr::Call(_)))
        && block.iter().all(|(instruction, _)| {
            !matches!(
                instruction,
                Instr::Block(_) | Instr::Loop(_) | Instr::IfElse(_) | Instr::Br(_)
            )
        })
}

/// Changes one place. A longjmp leaves the C stack's pointer where it was, which is in `frame`.
fn change(
    code: &mut LocalFunction,
    site: &Site,
    may_raise: bool,
    longjmp: TagId,
    frame: LocalId,
    stack: GlobalId,
) {
    let builder = code.builder_mut();
    let normal = builder.dangling_instr_seq(None).id();
    let caught = builder.dangling_instr_seq(None).id();
    let attempt = builder.dangling_instr_seq(None).id();
    let located = |instruction: Instr| (instruction, InstrLocId::default());

    let instructions = &mut code.block_mut(site.sequence).instrs;
    let block = located(Block { seq: normal }.into());
    let mut taken: Vec<Located> = instructions
        .splice(site.number..site.check, [block])
        .collect();
    let check = taken.split_off(taken.len() - CHECK);
    // Without the number.
    let mut trying = taken.split_off(1);
    trying[site.call - site.number - 1].0 = Call { func: site.callee }.into();
    trying.extend_from_slice(&check[MEANT..MEANT + MEANT_LENGTH]);
    if may_raise {
        trying.extend_from_slice(&check[..THREW_LENGTH]);
        trying.push(located(BrIf { block: caught }.into()));
    }
    trying.push(located(Br { block: normal }.into()));
    code.block_mut(attempt).instrs = trying;

    let catch = TryTableCatch::Catch {
        tag: longjmp,
        label: caught,
    };
    let catches = vec![catch];
    let seq = attempt;
    code.block_mut(caught).instrs = vec![located(TryTable { seq, catches }.into())];

    let mut looking = vec![
        located(Block { seq: caught }.into()),
        located(LocalGet { local: frame }.into()),
        located(GlobalSet { global: stack }.into()),
    ];
    looking.extend(check);
    code.block_mut(normal).instrs = looking;
}

#[cfg(test)]
#[expect(clippy::expect_used, reason = "a test that cannot be set up fails")]
mod tests {
    use super::*;
    use walrus::ir::{LoadKind, MemArg, StoreKind, UnaryOp};
    use walrus::{FunctionBuilder, RefType, ValType};

    /// A function with a frame of 16 bytes that calls number 1 of the table through a trampoline, and
    /// what Emscripten has behind it. The call's arguments and what becomes of its result are given.
    fn places(first: i32, is_taken: bool, moves_stack: bool, again: BinaryOp) -> usize {
        changed(first, is_taken, moves_stack, again, false).0
    }

    /// The same, and how often the function then asks whether there was a longjmp.
    fn changed(
        first: i32,
        is_taken: bool,
        moves_stack: bool,
        again: BinaryOp,
        may_raise: bool,
    ) -> (usize, usize) {
        use ValType::I32;
        let mut module = Module::default();
        let memory = module.memories.add_local(false, false, 1, None, None);
        let zero = ConstExpr::Value(Value::I32(0));
        let stack = module.globals.add_local(I32, true, false, zero);
        let word = module.types.add(&[I32], &[I32]);
        let two_words = module.types.add(&[I32, I32], &[I32]);
        let nothing = module.types.add(&[], &[]);
        let longjmp = module.tags.add(nothing);
        let (called, _) = module.add_import_func("env", "called", word);
        let (trampoline, _) = module.add_import_func("env", "invoke_ii", two_words);
        let keeping = module.types.add(&[I32], &[]);
        let (keep, _) = module.add_import_func("env", "setTempRet0", keeping);
        let keeping = module.types.add(&[], &[I32]);
        let (kept, _) = module.add_import_func("env", "getTempRet0", keeping);
        let table = module.tables.add_local(false, 2, Some(2), RefType::FUNCREF);
        let offset = ConstExpr::Value(Value::I32(1));
        let kind = ElementKind::Active { table, offset };
        let items = ElementItems::Functions(vec![called]);
        let element = module.elements.add(kind, items);
        let table = module.tables.get_mut(table);
        table.elem_segments.insert(element);

        let [frame, result, threw, meant] = std::array::from_fn(|_| module.locals.add(I32));
        let at = MemArg {
            align: 4,
            offset: 100,
        };
        let mut builder = FunctionBuilder::new(&mut module.types, &[], &[I32]);
        let mut body = builder.func_body();
        body.global_get(stack).i32_const(16).binop(BinaryOp::I32Sub);
        body.local_tee(frame).global_set(stack);
        body.loop_(None, |body| {
            let start = body.id();
            body.i32_const(first).local_get(frame).call(trampoline);
            if is_taken {
                body.local_set(result);
            } else {
                body.unop(UnaryOp::I32Eqz).local_set(result);
            }
            let kind = LoadKind::I32 { atomic: false };
            body.i32_const(0).load(memory, kind, at).local_set(threw);
            let kind = StoreKind::I32 { atomic: false };
            body.i32_const(0).i32_const(0).store(memory, kind, at);
            body.i32_const(-1).local_set(meant);
            body.block(None, |body| {
                let block = body.id();
                body.local_get(threw).unop(UnaryOp::I32Eqz).br_if(block);
                body.local_get(threw).call(called).local_set(meant);
                body.local_get(threw).call(keep);
            });
            body.call(kept).local_set(threw);
            body.local_get(meant).i32_const(1).binop(again).br_if(start);
        });
        if moves_stack {
            body.local_get(result).global_set(stack);
        }
        body.local_get(frame).i32_const(16).binop(BinaryOp::I32Add);
        body.global_set(stack).local_get(result);
        let function = builder.finish(Vec::new(), &mut module.funcs);
        module.exports.add("function", function);
        let raising = if may_raise { vec![called] } else { Vec::new() };
        let count = place(&mut module, &[trampoline], &raising, longjmp).expect("there is a stack");
        // Reading validates.
        super::super::parse(&module.emit_wasm()).expect("a module");
        let code = module.funcs.get(function).kind.unwrap_local();
        let asks = sequences(code)
            .iter()
            .flat_map(|sequence| &code.block(*sequence).instrs)
            .filter(|(one, _)| matches!(one, Instr::Load(load) if load.arg.offset == at.offset))
            .count();
        (count, asks)
    }

    #[test]
    fn a_call_by_number_is_changed() {
        assert_eq!(places(1, true, false, BinaryOp::I32Eq), 1);
    }

    #[test]
    fn only_behind_what_may_raise_without_a_throw_it_is_asked_whether_there_was_a_longjmp() {
        let asks = |may_raise| changed(1, true, false, BinaryOp::I32Eq, may_raise).1;
        assert_eq!([asks(false), asks(true)], [1, 2]);
    }

    #[test]
    fn a_number_that_is_not_in_the_table_is_left() {
        assert_eq!(places(2, true, false, BinaryOp::I32Eq), 0);
    }

    #[test]
    fn a_call_whose_result_is_used_otherwise_is_left() {
        assert_eq!(places(1, false, false, BinaryOp::I32Eq), 0);
    }

    #[test]
    fn a_function_that_moves_its_stack_is_left() {
        assert_eq!(places(1, true, true, BinaryOp::I32Eq), 0);
    }

    #[test]
    fn a_check_that_goes_on_where_none_was_caught_is_left() {
        assert_eq!(places(1, true, false, BinaryOp::I32Ne), 0);
    }
}
