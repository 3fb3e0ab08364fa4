//! Puts our own functions, `micropython/extension/`, in the place of some of MicroPython's.
//!
//! They are compiled to a module that imports functions of MicroPython by name. MicroPython has no
//! names for them: each is known by a hash of its code, which also holds the addresses that the
//! extension relies on. Another build of MicroPython has other hashes, and is refused.

use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};
use walrus::{ExportItem, FunctionBuilder, FunctionId, FunctionKind, ImportKind, Module};
use wasmparser::{Parser, Payload};

use super::{hooks, optimizer, parse, raising, read, slots, texts};
use crate::process::{Context, Failure, program, root, run};
use crate::tools;

/// The modules' names for each other.
const MICROPYTHON: &str = "micropython";
pub const EXTENSION: &str = "extension";

/// Functions of the extension that the worker calls.
pub const ADDED: [&str; 2] = ["digests", "clean"];

/// Before the name of a function that is replaced, as the extension calls the old one.
const ORIGINAL: &str = "original_";

/// Functions of MicroPython 1.27.0 by the hash of their code.
const FUNCTIONS: [(&str, &str); 138] = [
    ("type_attr", "c6ec4cdda534461a"),
    ("bool_binary_op", "0f7bf07ef21cf5e7"),
    ("array_binary_op", "76f0ecbfaeaa1568"),
    ("int_from_bytes", "39cac72775ecd497"),
    ("exception_make_new", "c12a2dafac4e3a0c"),
    ("gc_alloc", "171edc603084d80b"),
    ("list_pop", "2b221cecc6d5e932"),
    ("list_insert", "4b0f8b58acf98e39"),
    ("dict_binary_op", "88199b04be597749"),
    ("str_startendswith", "280d64092114feae"),
    ("str_check_arg_type", "14b64706ca8991a8"),
    ("mp_obj_str_get_data", "eea236b2f6decf24"),
    ("mp_builtin_ord", "3bd78469452398df"),
    ("dict_update", "6be47df732f99ba2"),
    ("array_subscr", "2e9fc093ae22fab7"),
    ("gc_free", "2780d31b0bbc5fdf"),
    ("gc_realloc", "98a31d90e9f747ab"),
    ("gc_mark_subtree", "b3460241eb9d6cef"),
    ("dict_view_it_iternext", "eabefe81d7c9bb48"),
    ("set_it_iternext", "6ffa067b321729af"),
    ("vstr_ensure_extra", "32a52a10633737a5"),
    ("mod_json_dump", "13822137409718ce"),
    ("str_format", "2dd4f31f0c40fd11"),
    ("qstr_find_strn", "7c216b054d43f68f"),
    ("gc_collect_end", "b5a25a61214fc5d6"),
    ("free", "6efdac1a256aa033"),
    ("mp_set_lookup", "f483d5b21130bf80"),
    ("mp_format_float", "c1dc193465086398"),
    ("float_print", "bd9a253d2df869b3"),
    ("m_malloc", "85bd14200ce6df72"),
    ("m_realloc", "e54e3eacc0b8ea76"),
    ("m_free", "b2d1f0ddefae3d42"),
    ("qstr_len", "571968415ae6b87f"),
    ("qstr_str", "b4c58a6dfd3839ad"),
    ("mp_unary_op", "aa13a25711620221"),
    ("mp_binary_op", "de6a249397c52a47"),
    ("mp_raise_type_arg", "40894406c572292d"),
    ("mp_obj_exception_print", "cef1ddd3a6eae5a0"),
    ("mp_obj_print_helper", "f4428b3949b99fe1"),
    ("str_print", "f8e1df2155d884d0"),
    ("mp_getiter", "f7c3910ab42dd271"),
    ("reversed_make_new", "81a6b0a3ea4a84f8"),
    ("type_print", "c80326eb75875169"),
    ("qstr_from_strn", "0718b7adb2230475"),
    ("mp_load_method_maybe", "c8d3cd81cfa6f96e"),
    ("mp_call_function_n_kw", "e07bb527b127225b"),
    ("fun_bc_call", "405a29be89b3a021"),
    ("mp_call_method_n_kw", "782c490cd965f92c"),
    ("mp_cstack_check", "5a1f86000a640251"),
    ("mp_pystack_alloc", "1042b54ec3d7fc5b"),
    ("nlr_jump", "8c2c44504a5f0738"),
    ("nlr_call_jump_callbacks", "a51675b6f2b1279e"),
    ("setThrew", "3d021969ef460b8a"),
    ("mp_raise_msg", "dc096bb3aa9c0d37"),
    ("mp_call_function_1", "185a648c4e054baa"),
    ("mp_arg_parse_all", "5564eb60de29234f"),
    ("mp_map_init", "88d1708a9dd38a87"),
    ("mp_map_lookup", "7135aea9fe443259"),
    ("mp_obj_is_true", "3ea256586538e6d3"),
    ("mp_obj_equal", "0372af6ca9ee40f4"),
    ("mp_obj_dict_copy", "b3b33dcdbf499753"),
    ("dict_popitem", "837c36984c074600"),
    ("mp_obj_list_sort", "512b3e4b4045ef16"),
    ("mp_obj_new_tuple", "881264ba243c05e7"),
    ("mp_raise_msg_varg", "86a0cf0e4adc1a1d"),
    ("mp_load_method", "ecaaf1ae7442e166"),
    ("mp_load_method_protected", "a62a4610afa50213"),
    ("mp_store_attr", "9e677e45bdcf5f49"),
    ("mp_get_index", "feef4a4d18acaf72"),
    ("mp_obj_len", "54c8dded8ae2f3ca"),
    ("mp_obj_subscr", "274ef0f9d9c5995c"),
    ("mp_obj_float_binary_op", "acf2fd802c7a2559"),
    ("mp_obj_int_binary_op", "17bf87bc8cba1f00"),
    ("mp_obj_str_binary_op", "5b6923b33747d57a"),
    ("bad_implicit_conversion", "14c51450c1b02bb3"),
    ("mp_load_global", "4ad930d75f9ff431"),
    ("fun_bc_attr", "4712042204963022"),
    ("closure_attr", "d474fd01da293f6a"),
    ("instance_print", "d812251dc999dc57"),
    ("bound_meth_print", "d257b1636a555b22"),
    ("closure_print", "c6af07f7ad39a03c"),
    ("mp_printf", "28b34ea1c9534131"),
    ("mp_setup_code_state", "e836b7d0645c7b8a"),
    ("fun_pos_args_mismatch", "521b44b48dcd7e86"),
    ("mp_unpack_sequence", "06c94ce6ef5af2c4"),
    ("mp_unpack_ex", "2f137cb7563f01f7"),
    ("str_join", "0e8c4cbd1ec28dae"),
    ("mp_raise_type_error", "1cae2c564fade9a9"),
    ("mp_parse_num_float", "cc419097e2118634"),
    ("mp_obj_new_exception_msg", "b893078fcaeca4fe"),
    ("list_make_new", "17a0ae2fee380594"),
    ("mp_obj_new_str", "278749ec32e1ce59"),
    ("bound_meth_attr", "0e2556940f67f279"),
    ("fun_bc_print", "74e083910e94bc01"),
    ("str_index_to_ptr", "0fa52e39e55a36d0"),
    ("mp_seq_index_obj", "df51c42a654efc40"),
    ("mp_builtin_min_max", "76c4a508df890484"),
    ("mp_parse_num_integer", "a11ad447e1ab56e3"),
    ("mp_execute_bytecode", "def49a9bd372bae9"),
    ("fun_builtin_var_call", "c78ba13ba60da597"),
    ("checked_fun_call", "71576e6b9e63f524"),
    ("mp_obj_get_float", "1b123200b659c68e"),
    ("mp_obj_complex_binary_op", "dd754210c7904a9d"),
    ("namedtuple_make_new", "b2576a4c07e0ba4b"),
    ("instance_count_native_bases", "cc4dcf56c3fb82c8"),
    ("instance_attr", "85f9c78987fca2fe"),
    ("super_attr", "bb27abc3efaf3ad8"),
    ("dict_view_binary_op", "eb8f0db3d8d74f0c"),
    ("int_make_new", "69865abacf24a299"),
    ("set_intersect_int", "e43e843d62b03261"),
    ("mp_builtin_isinstance", "71f32d6c4f05e259"),
    ("mp_builtin_print", "918130f59eb37235"),
    ("mp_raise_value_error", "d9dbeae25f7266f9"),
    ("pow", "cf64c7f4e1339633"),
    ("type_make_new", "7caedff85b6fddd8"),
    ("compile_dictorsetmaker_item", "781eb1806c9d7c5d"),
    ("compile_node", "a43d2b431e8c7e4d"),
    ("mp_emit_bc_rot_two", "27b3947464adfdb5"),
    ("fun_builtin_0_call", "b0207d3cfb5e6ed7"),
    ("fun_builtin_1_call", "d051f5441e364950"),
    ("fun_builtin_2_call", "82021d723677cd32"),
    ("fun_builtin_3_call", "23563ead3de284b0"),
    ("mp_arg_check_num_sig", "011540e908d9eb8d"),
    ("instance_make_new", "ea2d88f264181d25"),
    ("mp_obj_class_lookup", "85d165a57bf16863"),
    ("tuple_make_new", "f574b0d0b7544ed4"),
    ("set_make_new", "f346316c4a1dd1ce"),
    ("str_make_new", "9ac3ec85ca628159"),
    ("bytes_make_new", "b3736f545c093db5"),
    ("bytearray_make_new", "ab9dc07a54f2fdac"),
    ("complex_make_new", "cdbeb16f475bba8d"),
    ("complex_print", "04a94a0c5748beb0"),
    ("mp_obj_slice_indices", "915913107b3aa144"),
    ("float_make_new", "8aa820436ec7c386"),
    ("bool_make_new", "855c5ba005faf4f5"),
    ("range_make_new", "fa22369bbbd4e933"),
    ("map_make_new", "b96b1689f37e2e68"),
    ("filter_make_new", "3f6afed8e4fbacd1"),
];

/// Links the extension into MicroPython. The folder is for files that are only needed meanwhile.
///
/// # Errors
/// What does not fit, or what cargo or wasm-merge says.
pub fn link(wasm: Vec<u8>, folder: &Path) -> Result<Vec<u8>, Failure> {
    let mut extension = parse(&compile(folder)?)?;
    check(&mut extension)?;
    let mut micropython = parse(&wasm)?;
    let code = hashes(&micropython, &wasm)?;
    let find = |name: &str| find(&FUNCTIONS, &code, name);
    hooks::place(&mut micropython, find)?;
    raising::place(&mut micropython, find)?;
    texts::replace(&mut micropython)?;
    connect(&mut micropython, &extension, &wasm)?;
    merge(&mut micropython, &mut extension, folder)
}

/// Compiles the crate, in a target folder of its own: this may run while cargo has locked the usual
/// one.
fn compile(folder: &Path) -> Result<Vec<u8>, Failure> {
    tools::wasm_target()?;
    let target = folder.join("extension");
    run(program("cargo")?
        .args(["build", "--release", "--locked", "--target", tools::TARGET])
        .arg("--manifest-path")
        .arg(root().join("micropython/extension/Cargo.toml"))
        .arg("--target-dir")
        .arg(&target))?;
    read(
        &target
            .join(tools::TARGET)
            .join("release/micropython_extension.wasm"),
    )
}

/// Makes sure that the extension has nothing but functions, and makes MicroPython's memory its own.
///
/// # Errors
/// What it has besides: that would lie where MicroPython's own things are.
fn check(extension: &mut Module) -> Result<(), Failure> {
    let mut superfluous = Vec::new();
    for export in extension.exports.iter() {
        if !matches!(export.item, ExportItem::Function(_)) {
            superfluous.push(export.id());
        }
    }
    for export in superfluous {
        extension.exports.delete(export);
    }
    walrus::passes::gc::run(extension);
    for import in extension.imports.iter_mut() {
        if matches!(import.kind, ImportKind::Memory(_) | ImportKind::Table(_)) {
            import.module = MICROPYTHON.to_string();
        }
    }
    let has = [
        (
            "a memory",
            extension
                .memories
                .iter()
                .any(|memory| memory.import.is_none()),
        ),
        ("data", extension.data.iter().next().is_some()),
        // The stack's pointer is one, which goes when it is not used.
        (
            "globals, or a stack",
            extension.globals.iter().next().is_some(),
        ),
        (
            "a table",
            extension.tables.iter().any(|table| table.import.is_none()),
        ),
        ("a start function", extension.start.is_some()),
    ];
    match has.iter().find(|(_, has)| *has) {
        Some((what, _)) => Err(Failure::new(format!("the extension has {what}"))),
        None => Ok(()),
    }
}

/// Lets MicroPython call the extension's functions in the place of its own, and exports what they
/// call.
fn connect(micropython: &mut Module, extension: &Module, wasm: &[u8]) -> Result<(), Failure> {
    let code = hashes(micropython, wasm)?;
    let replacing = extension.exports.iter().filter(|export| {
        ![slots::PREFIX, slots::NATIVE, hooks::HOOK]
            .iter()
            .any(|start| export.name.starts_with(start))
            && !ADDED.contains(&export.name.as_str())
    });
    for export in replacing {
        let function = find(&FUNCTIONS, &code, &export.name)?;
        let original = replace(micropython, function, &export.name);
        micropython
            .exports
            .add(&format!("{ORIGINAL}{}", export.name), original);
    }
    for import in extension.imports.iter() {
        let is_exported = micropython
            .exports
            .iter()
            .any(|export| export.name == import.name);
        if !is_exported {
            let function = find(&FUNCTIONS, &code, &import.name)?;
            micropython.exports.add(&import.name, function);
        }
    }
    Ok(())
}

/// Finds a function by its code.
///
/// # Errors
/// When there is not exactly one.
fn find(
    known: &[(&str, &str)],
    code: &[(FunctionId, String)],
    name: &str,
) -> Result<FunctionId, Failure> {
    let (_, wanted) = known
        .iter()
        .find(|(known, _)| *known == name)
        .ok_or_else(|| Failure::new(format!("{name} is in no list")))?;
    let found: Vec<FunctionId> = code
        .iter()
        .filter(|(_, hash)| hash == wanted)
        .map(|(function, _)| *function)
        .collect();
    match found[..] {
        [function] => Ok(function),
        _ => Err(Failure::new(format!(
            "{name} was found {} times",
            found.len()
        ))),
    }
}

/// The functions with the hashes of their code.
fn hashes(micropython: &Module, wasm: &[u8]) -> Result<Vec<(FunctionId, String)>, Failure> {
    let mut hashes = Vec::new();
    for payload in Parser::new(0).parse_all(wasm) {
        if let Payload::CodeSectionEntry(body) = payload.context("reading the code")? {
            hashes.push(hash_of(&wasm[body.range()]));
        }
    }
    let functions: Vec<FunctionId> = micropython.funcs.iter_local().map(|(id, _)| id).collect();
    if functions.len() != hashes.len() {
        return Err(Failure::new("the functions cannot be told apart"));
    }
    Ok(functions.into_iter().zip(hashes).collect())
}

fn hash_of(code: &[u8]) -> String {
    let hash = Sha256::digest(code);
    hash.iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// Makes a function pass its arguments on to the extension's of that name, so that all who call it,
/// or have it in a table, come there. Gives the function that it was.
fn replace(micropython: &mut Module, function: FunctionId, name: &str) -> FunctionId {
    let signature = micropython.types.get(micropython.funcs.get(function).ty());
    let (parameters, results) = (signature.params().to_vec(), signature.results().to_vec());
    let type_id = micropython.types.add(&parameters, &results);
    let (stand_in, _) = micropython.add_import_func(EXTENSION, name, type_id);
    let mut builder = FunctionBuilder::new(&mut micropython.types, &parameters, &results);
    let arguments: Vec<_> = parameters
        .iter()
        .map(|parameter| micropython.locals.add(*parameter))
        .collect();
    let mut body = builder.func_body();
    for argument in &arguments {
        body.local_get(*argument);
    }
    body.call(stand_in);
    let passing_on = builder.finish(arguments, &mut micropython.funcs);
    swap(micropython, function, passing_on);
    passing_on
}

/// Swaps the code of two functions.
fn swap(module: &mut Module, one: FunctionId, other: FunctionId) {
    let nothing = FunctionKind::Uninitialized(module.funcs.get(one).ty());
    let mut put = |id, kind| std::mem::replace(&mut module.funcs.get_mut(id).kind, kind);
    let first = put(one, nothing);
    let second = put(other, first);
    put(one, second);
}

/// Makes one module of the two.
fn merge(
    micropython: &mut Module,
    extension: &mut Module,
    folder: &Path,
) -> Result<Vec<u8>, Failure> {
    let merged = folder.join("extended.wasm");
    let mut command = program("wasm-merge")?;
    command.args(optimizer::FEATURES);
    for (name, module) in [(MICROPYTHON, micropython), (EXTENSION, extension)] {
        let path = folder.join(format!("{name}-to-merge.wasm"));
        fs::write(&path, module.emit_wasm()).context(format!("writing {}", path.display()))?;
        command.arg(&path).arg(name);
    }
    run(command.arg("-o").arg(&merged))?;
    read(&merged)
}

#[cfg(test)]
#[expect(clippy::expect_used, reason = "a test that cannot be set up fails")]
mod tests {
    use walrus::ir::Value;
    use walrus::{ConstExpr, DataKind, ValType};

    use super::*;

    /// A module that exports functions, each of which gives a number.
    fn giving(functions: &[(&str, i32)]) -> Module {
        let mut module = Module::default();
        for (name, number) in functions {
            let mut builder = FunctionBuilder::new(&mut module.types, &[], &[ValType::I32]);
            builder.func_body().i32_const(*number);
            let function = builder.finish(Vec::new(), &mut module.funcs);
            module.exports.add(name, function);
        }
        module
    }

    fn refusal(result: Result<impl Sized, Failure>) -> String {
        result
            .err()
            .map(|failure| failure.to_string())
            .unwrap_or_default()
    }

    #[test]
    fn a_function_is_found_by_its_code_if_there_is_one_such() -> Result<(), Failure> {
        let wasm = giving(&[("one", 1), ("two", 2), ("also two", 2)]).emit_wasm();
        let module = parse(&wasm)?;
        let code = hashes(&module, &wasm)?;
        let known: Vec<(&str, &str)> = ["one", "two"]
            .into_iter()
            .zip(["one", "two"].map(|name| {
                let id = module.exports.get_func(name).ok();
                let hash = code.iter().find(|(function, _)| Some(*function) == id);
                hash.map_or("", |(_, hash)| hash.as_str())
            }))
            .chain([("three", "0000000000000000")])
            .collect();
        assert_eq!(
            find(&known, &code, "one")?,
            module.exports.get_func("one").context("an export")?
        );
        assert_eq!(refusal(find(&known, &code, "two")), "two was found 2 times");
        assert_eq!(
            refusal(find(&known, &code, "three")),
            "three was found 0 times"
        );
        assert_eq!(refusal(find(&known, &code, "four")), "four is in no list");
        Ok(())
    }

    #[test]
    fn another_build_of_micropython_is_refused() -> Result<(), Failure> {
        let wasm = giving(&[("malloc", 1)]).emit_wasm();
        let extension = giving(&[("mp_map_init", 1)]);
        let refused = connect(&mut parse(&wasm)?, &extension, &wasm);
        assert_eq!(refusal(refused), "mp_map_init was found 0 times");
        Ok(())
    }

    #[test]
    fn who_called_the_function_calls_the_extension_and_the_original_remains() -> Result<(), Failure>
    {
        let mut module = giving(&[("count", 7)]);
        let function = module.exports.get_func("count").context("an export")?;
        let original = replace(&mut module, function, "count");
        let extension = module
            .imports
            .get_func(EXTENSION, "count")
            .context("an import")?;
        let calls = |id| format!("{:?}", instructions(&module, id));
        assert!(
            calls(function).contains(&format!("Call {{ func: {extension:?} }}")),
            "{}",
            calls(function)
        );
        assert!(calls(original).contains("I32(7)"), "{}", calls(original));
        Ok(())
    }

    fn instructions(module: &Module, id: FunctionId) -> Vec<&walrus::ir::Instr> {
        let FunctionKind::Local(function) = &module.funcs.get(id).kind else {
            return Vec::new();
        };
        let body = function.block(function.entry_block());
        body.instrs
            .iter()
            .map(|(instruction, _)| instruction)
            .collect()
    }

    #[test]
    fn an_extension_with_more_than_functions_is_refused() {
        assert_eq!(refusal(check(&mut giving(&[("f", 1)]))), "");

        let mut with_stack = giving(&[("f", 1)]);
        let start = ConstExpr::Value(Value::I32(1 << 20));
        let pointer = with_stack
            .globals
            .add_local(ValType::I32, true, false, start);
        // The linker brings a stack's pointer along that nothing uses.
        let mut without = parse(&with_stack.emit_wasm()).expect("a module");
        assert_eq!(refusal(check(&mut without)), "");
        let mut builder = FunctionBuilder::new(&mut with_stack.types, &[], &[ValType::I32]);
        builder.func_body().global_get(pointer);
        let function = builder.finish(Vec::new(), &mut with_stack.funcs);
        with_stack.exports.add("g", function);
        assert_eq!(
            refusal(check(&mut with_stack)),
            "the extension has globals, or a stack"
        );

        let mut with_memory = giving(&[("f", 1)]);
        let memory = with_memory.memories.add_local(false, false, 1, None, None);
        let offset = ConstExpr::Value(Value::I32(0));
        let data = with_memory
            .data
            .add(DataKind::Active { memory, offset }, vec![1]);
        with_memory
            .memories
            .get_mut(memory)
            .data_segments
            .insert(data);
        assert_eq!(
            refusal(check(&mut with_memory)),
            "the extension has a memory"
        );
    }
}
