//! Has MicroPython call the extension where it would raise. The extension asks Python, which may
//! give the value (`micropython/bootstrap/hooks.py`). What does not fail is as fast as before.

use walrus::ir::{
    BinaryOp, Binop, Block, Call, Const, GlobalGet, GlobalSet, IfElse, Instr, InstrLocId,
    InstrSeqId, LocalGet, LocalSet, Loop, Return, TryTable, Unreachable, Value,
};
use walrus::{FunctionId, GlobalId, LocalFunction, LocalId, Module, ValType};

use super::extension::EXTENSION;
use super::slots;
use crate::process::{Context, Failure};

/// Before the name of what is called in a place.
pub const HOOK: &str = "hook_";

/// A place where a function raises, or calls another that may.
struct Place {
    function: &'static str,
    /// What is called there.
    callee: &'static str,
    /// The address of the text that goes with it, if there are more calls of that.
    text: Option<i32>,
    /// What is called instead: a function of the extension.
    hook: &'static str,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// The function's parameters as they were are passed, and its result is the function's.
    Raise,
    /// The call's own arguments are passed, and then the function's parameters. Its result is the
    /// call's.
    Call,
}

const fn raise(
    function: &'static str,
    callee: &'static str,
    text: i32,
    hook: &'static str,
) -> Place {
    Place {
        function,
        callee,
        text: Some(text),
        hook,
        kind: Kind::Raise,
    }
}

/// The number of the interned string `__init__`.
const INIT: i32 = 17;

const VARG: &str = "mp_raise_msg_varg";
const MSG: &str = "mp_raise_msg";
const VALUE: &str = "mp_raise_value_error";

/// A call of a built-in function or a type: whether it has as many arguments as that takes.
const fn count(function: &'static str) -> Place {
    Place {
        function,
        callee: "mp_arg_check_num_sig",
        text: None,
        hook: "hook_count_of_built_in",
        kind: Kind::Call,
    }
}

const PLACES: [Place; 58] = [
    raise("mp_store_attr", VARG, 85021, "hook_store_attribute"),
    raise("mp_unary_op", VARG, 84826, "hook_unary"),
    raise("mp_binary_op", VARG, 84856, "hook_binary"),
    raise("mp_binary_op", MSG, 72801, "hook_division"),
    raise("mp_obj_int_binary_op", MSG, 72801, "hook_division"),
    raise("mp_obj_float_binary_op", MSG, 72801, "hook_float_division"),
    raise("mp_obj_subscr", VARG, 77641, "hook_subscript"),
    raise("mp_obj_subscr", VARG, 73164, "hook_subscript"),
    raise("mp_obj_subscr", VARG, 67720, "hook_subscript"),
    raise("mp_get_index", VARG, 70468, "hook_index"),
    raise("mp_getiter", VARG, 77719, "hook_iterate"),
    raise("mp_obj_len", VARG, 84664, "hook_length"),
    raise("mp_load_global", VARG, 79376, "hook_global"),
    raise("str_index_to_ptr", VARG, 70504, "hook_text_index"),
    raise("mp_unpack_sequence", VARG, 74883, "hook_unpack"),
    raise("mp_unpack_ex", VARG, 74883, "hook_unpack_starred"),
    raise("fun_pos_args_mismatch", VARG, 73952, "hook_count"),
    raise("mp_setup_code_state", VARG, 79634, "hook_arguments"),
    raise("mp_setup_code_state", VARG, 84893, "hook_arguments"),
    raise("mp_setup_code_state", VARG, 84940, "hook_arguments"),
    raise("mp_setup_code_state", VARG, 84973, "hook_arguments"),
    raise(
        "mp_setup_code_state",
        "mp_raise_type_error",
        67609,
        "hook_arguments",
    ),
    raise("str_join", "mp_raise_type_error", 68402, "hook_join"),
    raise("namedtuple_make_new", VARG, 73952, "hook_fields"),
    raise("namedtuple_make_new", VARG, 84893, "hook_fields"),
    raise("namedtuple_make_new", VARG, 84940, "hook_fields"),
    raise("mp_seq_index_obj", VALUE, 78288, "hook_not_found"),
    raise("mp_builtin_min_max", VALUE, 78263, "hook_empty"),
    raise("mp_parse_num_integer", "mp_printf", 85583, "hook_integer"),
    count("fun_builtin_0_call"),
    count("fun_builtin_1_call"),
    count("fun_builtin_2_call"),
    count("fun_builtin_3_call"),
    count("fun_builtin_var_call"),
    count("list_make_new"),
    count("int_make_new"),
    count("tuple_make_new"),
    count("set_make_new"),
    count("str_make_new"),
    count("float_make_new"),
    count("bool_make_new"),
    count("range_make_new"),
    count("map_make_new"),
    count("filter_make_new"),
    Place {
        function: "list_pop",
        callee: "mp_get_index",
        text: None,
        hook: "hook_pop_index",
        kind: Kind::Call,
    },
    Place {
        function: "str_startendswith",
        callee: "mp_obj_str_get_data",
        text: None,
        hook: "hook_affix",
        kind: Kind::Call,
    },
    Place {
        function: "str_check_arg_type",
        callee: "bad_implicit_conversion",
        text: None,
        hook: "hook_argument",
        kind: Kind::Call,
    },
    Place {
        function: "mp_builtin_ord",
        callee: "mp_obj_str_get_data",
        text: None,
        hook: "hook_ord",
        kind: Kind::Call,
    },
    Place {
        function: "mp_obj_float_binary_op",
        callee: "pow",
        text: None,
        hook: "hook_power",
        kind: Kind::Call,
    },
    Place {
        function: "instance_make_new",
        callee: "mp_obj_class_lookup",
        text: Some(INIT),
        hook: "hook_lookup_init",
        kind: Kind::Call,
    },
    Place {
        function: "gc_collect_end",
        callee: "free",
        text: None,
        hook: "hook_release",
        kind: Kind::Call,
    },
    Place {
        function: "instance_print",
        callee: "mp_printf",
        text: Some(82740),
        hook: "hook_print",
        kind: Kind::Call,
    },
    Place {
        function: "mp_binary_op",
        callee: "mp_getiter",
        text: None,
        hook: "hook_contained",
        kind: Kind::Call,
    },
    Place {
        function: "mp_unpack_sequence",
        callee: "mp_getiter",
        text: None,
        hook: "hook_unpack_iterator",
        kind: Kind::Call,
    },
    Place {
        function: "mp_obj_print_helper",
        callee: "mp_printf",
        text: Some(82681),
        hook: "hook_print",
        kind: Kind::Call,
    },
    Place {
        function: "mp_parse_num_float",
        callee: "mp_obj_new_exception_msg",
        text: Some(72151),
        hook: "hook_float",
        kind: Kind::Call,
    },
    Place {
        function: "float_make_new",
        callee: "mp_parse_num_float",
        text: None,
        hook: "hook_read_float",
        kind: Kind::Call,
    },
    Place {
        function: "mp_obj_str_binary_op",
        callee: "bad_implicit_conversion",
        text: None,
        hook: "hook_binary",
        kind: Kind::Raise,
    },
];

/// Where the interpreter's loop makes the exception for a local variable without a value. What it
/// calls there may raise, so it calls by the number in the function table: the number, the class
/// and the text stand before the call.
pub const LOOP: &str = "mp_execute_bytecode";
const UNBOUND: i32 = 67764;
const UNBOUND_HOOK: &str = "hook_unbound";

/// Changes all places. `find` gives a function by its name.
///
/// # Errors
/// Which place is not there exactly once.
pub fn place(
    module: &mut Module,
    find: impl Fn(&str) -> Result<FunctionId, Failure>,
) -> Result<(), Failure> {
    let stack = stack_pointer(module)?;
    for place in &PLACES {
        let function = find(place.function)?;
        let callee = find(place.callee)?;
        let hook = hook_import(module, place, function, callee);
        change(module, place, function, callee, hook, stack)
            .context(format!("{} in {}", place.hook, place.function))?;
    }
    change_loop(module, find(LOOP)?).context(UNBOUND_HOOK)
}

/// Has the loop call the hook, with the frame in the place of the class.
fn change_loop(module: &mut Module, function: FunctionId) -> Result<(), Failure> {
    let word = ValType::I32;
    let signature = module.types.add(&[word, word], &[word]);
    let (hook, _) = module.add_import_func(EXTENSION, UNBOUND_HOOK, signature);
    let number = slots::add_to_table(module, vec![hook])?;
    let parameters = module.funcs.get(function).kind.unwrap_local().args.clone();
    let saved = module.locals.add(word);
    let code = module.funcs.get_mut(function).kind.unwrap_local_mut();
    let mut places = Vec::new();
    for sequence in sequences(code) {
        let instructions = &code.block(sequence).instrs;
        let texts = instructions.iter().enumerate();
        places.extend(
            texts
                .filter(|(at, (one, _))| *at >= 2 && is_text(one, UNBOUND))
                .map(|(at, _)| (sequence, at)),
        );
    }
    let [(sequence, at)] = places[..] else {
        return Err(Failure::new(format!("found {} times", places.len())));
    };
    let instructions = &mut code.block_mut(sequence).instrs;
    instructions[at - 2].0 = Const {
        value: Value::I32(number as i32),
    }
    .into();
    instructions[at - 1].0 = LocalGet { local: saved }.into();
    save(code, &parameters[..1], &[saved]);
    Ok(())
}

/// The C stack's pointer: the first global.
pub fn stack_pointer(module: &Module) -> Result<GlobalId, Failure> {
    let global = module.globals.iter().next();
    global
        .filter(|global| global.mutable)
        .map(|global| global.id())
        .ok_or_else(|| Failure::new("there is no stack pointer"))
}

fn hook_import(
    module: &mut Module,
    place: &Place,
    function: FunctionId,
    callee: FunctionId,
) -> FunctionId {
    let imported = module.imports.find(EXTENSION, place.hook);
    if let Some(walrus::ImportKind::Function(known)) =
        imported.map(|import| &module.imports.get(import).kind)
    {
        return *known;
    }
    let signature = |id| {
        let signature = module.types.get(module.funcs.get(id).ty());
        (signature.params().to_vec(), signature.results().to_vec())
    };
    let (parameters, results) = signature(function);
    let signature = match place.kind {
        Kind::Raise => module.types.add(&parameters, &results),
        Kind::Call => {
            let (mut passed, results) = signature(callee);
            passed.extend(parameters);
            module.types.add(&passed, &results)
        }
    };
    module.add_import_func(EXTENSION, place.hook, signature).0
}

fn change(
    module: &mut Module,
    place: &Place,
    function: FunctionId,
    callee: FunctionId,
    hook: FunctionId,
    stack: GlobalId,
) -> Result<(), Failure> {
    let parameters = module.funcs.get(function).kind.unwrap_local().args.clone();
    // Parameters may be written over on the way to the place.
    let mut saved = Vec::new();
    for parameter in &parameters {
        saved.push(module.locals.add(module.locals.get(*parameter).ty()));
    }
    let code = module.funcs.get_mut(function).kind.unwrap_local_mut();
    let frame = frame_size(code, stack);
    let places = places(code, callee, place.text);
    let [(sequence, at)] = places[..] else {
        return Err(Failure::new(format!("found {} times", places.len())));
    };
    let mut new: Vec<Instr> = saved
        .iter()
        .map(|local| LocalGet { local: *local }.into())
        .collect();
    new.push(Call { func: hook }.into());
    if place.kind == Kind::Raise {
        if let Some(frame) = frame {
            new.push(GlobalGet { global: stack }.into());
            new.push(
                Const {
                    value: Value::I32(frame),
                }
                .into(),
            );
            new.push(
                Binop {
                    op: BinaryOp::I32Add,
                }
                .into(),
            );
            new.push(GlobalSet { global: stack }.into());
        }
        new.push(Return {}.into());
        new.push(Unreachable {}.into());
    }
    let location = |instruction| (instruction, InstrLocId::default());
    let instructions = &mut code.block_mut(sequence).instrs;
    instructions.splice(at..=at, new.into_iter().map(location));
    save(code, &parameters, &saved);
    Ok(())
}

/// Copies parameters at the function's start.
fn save(code: &mut LocalFunction, parameters: &[LocalId], saved: &[LocalId]) {
    let entry = code.entry_block();
    let copies = parameters.iter().zip(saved).flat_map(|(from, to)| {
        [
            LocalGet { local: *from }.into(),
            LocalSet { local: *to }.into(),
        ]
    });
    let copies: Vec<(Instr, InstrLocId)> = copies
        .map(|instruction: Instr| (instruction, InstrLocId::default()))
        .collect();
    code.block_mut(entry).instrs.splice(0..0, copies);
}

/// By how much the function lowers the stack's pointer, as it does first of all.
fn frame_size(code: &LocalFunction, stack: GlobalId) -> Option<i32> {
    let entry = &code.block(code.entry_block()).instrs;
    let start = entry.iter().position(
        |(instruction, _)| matches!(instruction, Instr::GlobalGet(get) if get.global == stack),
    )?;
    match (&entry.get(start + 1)?.0, &entry.get(start + 2)?.0) {
        (
            Instr::Const(Const {
                value: Value::I32(size),
            }),
            Instr::Binop(Binop {
                op: BinaryOp::I32Sub,
            }),
        ) => Some(*size),
        _ => None,
    }
}

/// The calls of a function with a text among the arguments, if there is one.
fn places(code: &LocalFunction, callee: FunctionId, text: Option<i32>) -> Vec<(InstrSeqId, usize)> {
    let mut found = Vec::new();
    for sequence in sequences(code) {
        let instructions = &code.block(sequence).instrs;
        for (at, (instruction, _)) in instructions.iter().enumerate() {
            let before = &instructions[at.saturating_sub(ARGUMENTS)..at];
            let has = |text| before.iter().any(|(one, _)| is_text(one, text));
            if matches!(instruction, Instr::Call(call) if call.func == callee)
                && text.is_none_or(has)
            {
                found.push((sequence, at));
            }
        }
    }
    found
}

/// All sequences of instructions of a function.
pub fn sequences(code: &LocalFunction) -> Vec<InstrSeqId> {
    let mut found = vec![code.entry_block()];
    let mut next = 0;
    while let Some(sequence) = found.get(next) {
        let instructions = &code.block(*sequence).instrs;
        let inner: Vec<InstrSeqId> = instructions
            .iter()
            .flat_map(|(one, _)| inner(one))
            .collect();
        found.extend(inner);
        next += 1;
    }
    found
}

fn inner(instruction: &Instr) -> Vec<InstrSeqId> {
    match instruction {
        Instr::Block(Block { seq })
        | Instr::Loop(Loop { seq })
        | Instr::TryTable(TryTable { seq, .. }) => vec![*seq],
        Instr::IfElse(IfElse {
            consequent,
            alternative,
        }) => vec![*consequent, *alternative],
        _ => Vec::new(),
    }
}

/// So many instructions before a call may hold the text.
const ARGUMENTS: usize = 10;

fn is_text(instruction: &Instr, text: i32) -> bool {
    match instruction {
        Instr::Const(Const {
            value: Value::I32(value),
        }) => *value == text,
        // Two words at once.
        Instr::Const(Const {
            value: Value::I64(value),
        }) => *value == i64::from(text),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use walrus::{ConstExpr, FunctionBuilder, RefType};

    use super::*;

    /// A module with a function that raises so many times with the text at 100.
    fn raising(times: usize) -> (Module, FunctionId, FunctionId) {
        let mut module = Module::default();
        let signature = module.types.add(&[ValType::I32], &[]);
        let (raise, _) = module.add_import_func("env", "raise", signature);
        let parameter = module.locals.add(ValType::I32);
        let mut builder = FunctionBuilder::new(&mut module.types, &[ValType::I32], &[ValType::I32]);
        let mut body = builder.func_body();
        for _ in 0..times {
            body.i32_const(100).call(raise);
        }
        body.unreachable();
        let function = builder.finish(vec![parameter], &mut module.funcs);
        module.exports.add("function", function);
        (module, function, raise)
    }

    #[test]
    fn only_one_call_with_the_text_is_a_place() {
        for (times, text, found) in [(1, 100, 1), (2, 100, 2), (1, 101, 0)] {
            let (module, function, raise) = raising(times);
            let code = module.funcs.get(function).kind.unwrap_local();
            assert_eq!(places(code, raise, Some(text)).len(), found);
        }
    }

    #[test]
    fn the_hook_is_called_in_the_place_and_its_result_is_the_functions() -> Result<(), Failure> {
        let (mut module, function, callee) = raising(1);
        let stack = ConstExpr::Value(Value::I32(0));
        let stack = module.globals.add_local(ValType::I32, true, false, stack);
        let place = raise("function", "raise", 100, "hook_test");
        let hook = hook_import(&mut module, &place, function, callee);
        change(&mut module, &place, function, callee, hook, stack)?;
        let code = module.funcs.get(function).kind.unwrap_local();
        assert_eq!(places(code, callee, None).len(), 0);
        assert_eq!(places(code, hook, None).len(), 1);
        // It is valid.
        Module::from_buffer(&module.emit_wasm()).context("reading it")?;
        Ok(())
    }
    #[test]
    fn the_loop_calls_the_hook_by_its_number_with_the_frame() -> Result<(), Failure> {
        let mut module = Module::default();
        module.tables.add_local(false, 7, Some(7), RefType::FUNCREF);
        let word = ValType::I32;
        let signature = module.types.add(&[word, word, word], &[word]);
        let (invoke, _) = module.add_import_func("env", "invoke", signature);
        let frame = module.locals.add(word);
        let mut builder = FunctionBuilder::new(&mut module.types, &[word], &[word]);
        let mut body = builder.func_body();
        body.i32_const(3)
            .i32_const(4)
            .i32_const(UNBOUND)
            .call(invoke);
        let function = builder.finish(vec![frame], &mut module.funcs);
        module.exports.add("loop", function);
        change_loop(&mut module, function)?;
        let code = module.funcs.get(function).kind.unwrap_local();
        let instructions = &code.block(code.entry_block()).instrs;
        let at = instructions
            .iter()
            .position(|(one, _)| is_text(one, UNBOUND))
            .ok_or_else(|| Failure::new("no text"))?;
        assert!(is_text(&instructions[at - 2].0, 7), "the hook's number");
        assert!(
            matches!(instructions[at - 1].0, Instr::LocalGet(_)),
            "the frame"
        );
        Ok(())
    }
}
