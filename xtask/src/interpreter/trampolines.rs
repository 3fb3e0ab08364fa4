//! Writes the WebAssembly module that stands in for Emscripten's JavaScript `invoke_*` functions.
//!
//! MicroPython's exceptions are `setjmp` and `longjmp`, which Emscripten compiled to calls through
//! JavaScript with `try` and `catch`. A Python call cannot be suspended while a JavaScript frame
//! is on the stack, so the same is done here in WebAssembly: call through the function table,
//! catch the longjmp, restore the C stack and tell the caller by `setThrew`.

use wasm_encoder::{
    BlockType, Catch, CodeSection, ExportKind, ExportSection, Function, FunctionSection,
    Instruction, Module, RefType, TableSection, TableType, TagKind, TagSection, TagType,
    TypeSection, ValType,
};

/// The functions that the module calls back, in the order of its table [`HELPERS_TABLE`].
pub const HELPERS: [&str; 3] = [
    "emscripten_stack_get_current",
    "_emscripten_stack_restore",
    "setThrew",
];
/// Export: the table that takes a copy of the interpreter's function table.
pub const FUNCTIONS_TABLE: &str = "functions";
/// Export: the table of [`HELPERS`].
pub const HELPERS_TABLE: &str = "helpers";
/// Export, and the import that it serves: throws.
pub const THROW: &str = "_emscripten_throw_longjmp";
/// How the names of the functions to stand in for begin. The rest is a signature: a letter for the
/// result (`v` none, `i` an i32), then one for each parameter.
pub const PREFIX: &str = "invoke_";

const FUNCTIONS: u32 = 0;
const HELPER: u32 = 1;
const LONGJMP: u32 = 0;

// The types that are always there; those of the signatures follow.
const NOTHING: u32 = 0;
const STACK_GET: u32 = 1;
const STACK_RESTORE: u32 = 2;
const SET_THREW: u32 = 3;
const FIRST_FREE: u32 = 4;

/// Writes the module that exports all the named functions and [`THROW`].
///
/// # Errors
/// The name that is not of the known form.
pub fn module(names: &[String]) -> Result<Vec<u8>, String> {
    let mut types = TypeSection::new();
    types.ty().function([], []);
    types.ty().function([], [ValType::I32]);
    types.ty().function([ValType::I32], []);
    types.ty().function([ValType::I32, ValType::I32], []);

    let mut tables = TableSection::new();
    tables.table(table(0));
    tables.table(table(HELPERS.len() as u64));
    let mut tags = TagSection::new();
    tags.tag(TagType {
        kind: TagKind::Exception,
        func_type_idx: NOTHING,
    });

    let mut exports = ExportSection::new();
    exports.export(FUNCTIONS_TABLE, ExportKind::Table, FUNCTIONS);
    exports.export(HELPERS_TABLE, ExportKind::Table, HELPER);
    exports.export(THROW, ExportKind::Func, 0);
    let mut functions = FunctionSection::new();
    functions.function(NOTHING);
    let mut code = CodeSection::new();
    let mut throw = Function::new([]);
    throw.instruction(&Instruction::Throw(LONGJMP));
    throw.instruction(&Instruction::End);
    code.function(&throw);

    for (index, name) in (0..).zip(names) {
        let (parameters, has_result) =
            signature(name).ok_or_else(|| format!("unknown signature: {name}"))?;
        let results = has_result.then_some(ValType::I32);
        let called = FIRST_FREE + 2 * index;
        types
            .ty()
            .function(vec![ValType::I32; parameters as usize], results);
        types
            .ty()
            .function(vec![ValType::I32; parameters as usize + 1], results);
        functions.function(called + 1);
        exports.export(name, ExportKind::Func, index + 1);
        code.function(&trampoline(called, parameters, has_result));
    }

    let mut module = Module::new();
    module
        .section(&types)
        .section(&functions)
        .section(&tables)
        .section(&tags)
        .section(&exports)
        .section(&code);
    Ok(module.finish())
}

/// How many parameters, and whether there is a result.
fn signature(name: &str) -> Option<(u32, bool)> {
    let (result, parameters) = name.strip_prefix(PREFIX)?.split_at_checked(1)?;
    let known = parameters.bytes().all(|letter| letter == b'i');
    match result {
        "v" if known => Some((parameters.len() as u32, false)),
        "i" if known => Some((parameters.len() as u32, true)),
        _ => None,
    }
}

fn table(minimum: u64) -> TableType {
    TableType {
        element_type: RefType::FUNCREF,
        minimum,
        maximum: None,
        table64: false,
        shared: false,
    }
}

/// The function of parameter 0 in the table is called with the other parameters.
fn trampoline(called: u32, parameters: u32, has_result: bool) -> Function {
    use Instruction as I;
    let stack = parameters + 1;
    let helper = |helper: i32, type_index: u32| {
        [
            I::I32Const(helper),
            I::CallIndirect {
                type_index,
                table_index: HELPER,
            },
        ]
    };
    let catch = Catch::One {
        tag: LONGJMP,
        label: 0,
    };

    let mut body = Vec::new();
    body.extend(helper(0, STACK_GET));
    body.push(I::LocalSet(stack));
    body.push(I::Block(BlockType::Empty));
    body.push(I::TryTable(BlockType::Empty, vec![catch].into()));
    body.extend((1..=parameters).map(I::LocalGet));
    body.push(I::LocalGet(0));
    body.push(I::CallIndirect {
        type_index: called,
        table_index: FUNCTIONS,
    });
    body.extend([I::Return, I::End, I::Unreachable, I::End]);
    // Caught.
    body.push(I::LocalGet(stack));
    body.extend(helper(1, STACK_RESTORE));
    body.extend([I::I32Const(1), I::I32Const(0)]);
    body.extend(helper(2, SET_THREW));
    if has_result {
        body.push(I::I32Const(0));
    }
    body.push(I::End);

    let mut function = Function::new([(1, ValType::I32)]);
    for instruction in &body {
        function.instruction(instruction);
    }
    function
}
