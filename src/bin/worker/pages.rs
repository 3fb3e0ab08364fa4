//! Copies an interpreter's memory out and in, without the pages that are all zero: those are
//! nearly all. They are found in place, by a function in WebAssembly of its own on that memory.

use std::cell::OnceCell;

use js_sys::{Function, Object, Reflect, WebAssembly};
use micropython_agent::sandbox::snapshot::{Extent, MAX_PAGES, PAGE_BYTES};
use wasm_bindgen::{JsCast, JsValue};
use wasm_encoder::{
    BlockType, CodeSection, EntityType, ExportKind, ExportSection, FunctionSection, ImportSection,
    Instruction, MemArg, MemArgTarget, MemoryType, Module, TypeSection, ValType,
};

use crate::memory::Memory;

/// Bytes that are looked at in one go.
const STRIDE: i32 = 64;
const NAME: &str = "find";

/// Finds what is not zero in a memory.
#[derive(Default)]
pub struct Pages {
    find: OnceCell<Function>,
}

impl Pages {
    /// The pages that are not zero; none if they are too many for a snapshot.
    ///
    /// # Errors
    /// What the engine says.
    pub fn used(&self, memory: &Memory) -> Result<Option<Vec<Extent>>, JsValue> {
        let find = match self.find.get() {
            Some(find) => find,
            None => {
                let made = finder(memory.as_js())?;
                self.find.get_or_init(|| made)
            }
        };
        let end = memory.size();
        let mut used: Vec<Extent> = Vec::new();
        let (mut from, mut count) = (0, 0);
        while from < end {
            let found = find.call2(&JsValue::NULL, &from.into(), &end.into())?;
            let found = found.as_f64().map_or(end, |found| found as i32 as u32);
            if found >= end {
                break;
            }
            let page = found / PAGE_BYTES;
            count += 1;
            if count > MAX_PAGES {
                return Ok(None);
            }
            match used.last_mut() {
                Some(last) if last.first + last.count == page => last.count += 1,
                _ => used.push(Extent {
                    first: page,
                    count: 1,
                }),
            }
            from = (page + 1) * PAGE_BYTES;
        }
        Ok(Some(used))
    }
}

/// The function `find(from, to)`: the first stride that holds a bit, or `to`. Both are multiples
/// of the stride.
fn finder(memory: &JsValue) -> Result<Function, JsValue> {
    let module = WebAssembly::Module::new(&js_sys::Uint8Array::from(&module()[..]).into())?;
    let (imports, environment) = (Object::new(), Object::new());
    Reflect::set(&environment, &"memory".into(), memory)?;
    Reflect::set(&imports, &"".into(), &environment)?;
    let instance = WebAssembly::Instance::new(&module, &imports)?;
    Reflect::get(&instance.exports(), &NAME.into())?.dyn_into()
}

fn module() -> Vec<u8> {
    use Instruction as I;
    let mut types = TypeSection::new();
    types
        .ty()
        .function([ValType::I32, ValType::I32], [ValType::I32]);
    let mut imports = ImportSection::new();
    let memory = MemoryType {
        minimum: 0,
        maximum: None,
        memory64: false,
        shared: false,
        page_size_log2: None,
    };
    imports.import("", "memory", EntityType::Memory(memory));
    let mut functions = FunctionSection::new();
    functions.function(0);
    let mut exports = ExportSection::new();
    exports.export(NAME, ExportKind::Func, 0);

    let mut body = vec![
        I::Block(BlockType::Empty),
        I::Loop(BlockType::Empty),
        I::LocalGet(0),
        I::LocalGet(1),
        I::I32GeU,
        I::BrIf(1),
    ];
    for word in 0..STRIDE as u64 / 8 {
        body.push(I::LocalGet(0));
        body.push(I::I64Load(MemArg {
            offset: 8 * word,
            align: 3,
            target: MemArgTarget::Memory(0),
            ordering: None,
        }));
        if word > 0 {
            body.push(I::I64Or);
        }
    }
    body.extend([
        I::I64Const(0),
        I::I64Ne,
        I::BrIf(1),
        I::LocalGet(0),
        I::I32Const(STRIDE),
        I::I32Add,
        I::LocalSet(0),
        I::Br(0),
        I::End,
        I::End,
        I::LocalGet(0),
        I::End,
    ]);
    let mut function = wasm_encoder::Function::new([]);
    for instruction in &body {
        function.instruction(instruction);
    }
    let mut code = CodeSection::new();
    code.function(&function);
    let mut module = Module::new();
    module
        .section(&types)
        .section(&imports)
        .section(&functions)
        .section(&exports)
        .section(&code);
    module.finish()
}
