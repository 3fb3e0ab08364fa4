//! Fills slots of MicroPython's type of classes with functions of the extension, which the type has
//! no functions for: so `for member in Color` asks `Color` (`micropython/extension/src/class.rs`).
//!
//! A type says for each slot, in a byte, at which of the words behind it the function's number in
//! the function table is. There is no room right behind this type. A little further is the text of
//! `help()`, whose last line gives way.

use std::path::Path;

use walrus::ir::Value;
use walrus::{
    ConstExpr, Data, DataKind, ElementItems, ElementKind, ExportItem, FunctionId, Module,
};

use super::{low_memory, parse};
use crate::process::{Context, Failure};

/// How the functions' names begin.
pub const PREFIX: &str = "slot_";

/// How the names of functions begin that Python makes built-in functions of.
pub const NATIVE: &str = "native_";

/// Where Python finds the names and numbers of these.
const NATIVES: i32 = low_memory::NATIVES as i32;

/// The functions, and where the type has its byte for the slot.
const SLOTS: [(&str, usize); 4] = [
    ("slot_unary_op", 11),
    ("slot_binary_op", 12),
    ("slot_subscr", 14),
    ("slot_iter", 15),
];

/// Where the type of classes is, and which of its slots have a word: the bytes for slots.
const TYPE: usize = 98404;
const FILLED: [u8; 12] = [1, 2, 3, 0, 0, 4, 0, 0, 0, 0, 0, 0];
const BYTES: usize = 8;
/// Where the words are counted from: the first is 1.
const WORDS: usize = 16;

/// The line that gives way, and where.
const LINE: &[u8] = b"For further help on a specific object, type help(obj)\n\0";
const PLACE: usize = 99146;

/// Fills the slots.
///
/// # Errors
/// When the module is not the one whose addresses these are, or has no such functions.
pub fn fill(wasm: Vec<u8>, _: &Path) -> Result<Vec<u8>, Failure> {
    let mut module = parse(&wasm)?;
    let functions: Vec<FunctionId> = SLOTS
        .iter()
        .map(|(name, _)| module.exports.get_func(name).context("an export"))
        .collect::<Result<_, _>>()?;
    let first = add_to_table(&mut module, functions)?;
    expect(&mut module, TYPE + BYTES, &FILLED)?;
    expect(&mut module, PLACE, LINE)?.fill(0);

    let words = PLACE.next_multiple_of(4);
    for (index, (_, byte)) in SLOTS.iter().enumerate() {
        let word = words + 4 * index;
        let number = (first + index as u32).to_le_bytes();
        expect(&mut module, word, &[0; 4])?.copy_from_slice(&number);
        let slot = u8::try_from((word - TYPE - WORDS) / 4).context("the distance")?;
        expect(&mut module, TYPE + byte, &[0])?.copy_from_slice(&[slot]);
    }
    list_natives(&mut module)?;
    Ok(module.emit_wasm())
}

/// Puts the functions that are to be built-in ones into the table, and their names and numbers into
/// memory: `print 1040 isinstance 1041`.
fn list_natives(module: &mut Module) -> Result<(), Failure> {
    let mut names = Vec::new();
    let mut functions = Vec::new();
    for export in module.exports.iter() {
        if let (Some(name), ExportItem::Function(function)) =
            (export.name.strip_prefix(NATIVE), export.item)
        {
            names.push(name.to_string());
            functions.push(function);
        }
    }
    let first = add_to_table(module, functions)?;
    let numbered = names.iter().zip(first..);
    let listed: Vec<String> = numbered
        .map(|(name, number)| format!("{name} {number}"))
        .collect();
    let mut text = listed.join(" ").into_bytes();
    text.push(0);
    if text.len() > low_memory::HASHES - low_memory::NATIVES {
        return Err(Failure::new("there is no room for the natives' names"));
    }
    let memory = module.get_memory_id().context("the memory")?;
    let offset = ConstExpr::Value(Value::I32(NATIVES));
    let segment = module.data.add(DataKind::Active { memory, offset }, text);
    let memory = module.memories.get_mut(memory);
    memory.data_segments.insert(segment);
    Ok(())
}

/// Adds functions at the end of the function table, and gives the first's number.
///
/// # Errors
/// When there is no table.
pub fn add_to_table(module: &mut Module, functions: Vec<FunctionId>) -> Result<u32, Failure> {
    let table = module
        .tables
        .main_function_table()
        .context("the function table")?
        .ok_or_else(|| Failure::new("there is no function table"))?;
    let count = functions.len() as u64;
    let the_table = module.tables.get_mut(table);
    let first = u32::try_from(the_table.initial).context("the function table")?;
    the_table.initial += count;
    the_table.maximum = the_table.maximum.map(|maximum| maximum + count);
    let kind = ElementKind::Active {
        table,
        offset: ConstExpr::Value(Value::I32(first as i32)),
    };
    let segment = module
        .elements
        .add(kind, ElementItems::Functions(functions));
    module.tables.get_mut(table).elem_segments.insert(segment);
    Ok(first)
}

/// The bytes at an address, if they are these.
fn expect<'module>(
    module: &'module mut Module,
    address: usize,
    bytes: &[u8],
) -> Result<&'module mut [u8], Failure> {
    let place_in = |data: &Data| match data.kind {
        DataKind::Active {
            offset: ConstExpr::Value(Value::I32(start)),
            ..
        } => {
            let place = address.checked_sub(start as usize)?;
            let range = place..place + bytes.len();
            (data.value.get(range.clone())? == bytes).then_some(range)
        }
        _ => None,
    };
    let (data, range) = module
        .data
        .iter()
        .find_map(|data| Some((data.id(), place_in(data)?)))
        .ok_or_else(|| Failure::new(format!("what was expected is not at {address}")))?;
    Ok(&mut module.data.get_mut(data).value[range])
}

#[cfg(test)]
mod tests {
    use walrus::{FunctionBuilder, RefType};

    use super::*;

    /// A module with the type and the line, or something else in its place.
    fn module(line: &[u8]) -> Vec<u8> {
        let mut module = Module::default();
        module.tables.add_local(false, 7, Some(7), RefType::FUNCREF);
        for (name, _) in SLOTS {
            let builder = FunctionBuilder::new(&mut module.types, &[], &[]);
            let function = builder.finish(Vec::new(), &mut module.funcs);
            module.exports.add(name, function);
        }
        let memory = module.memories.add_local(false, false, 2, None, None);
        for (address, bytes) in [(TYPE + BYTES, &FILLED[..]), (PLACE, line)] {
            let offset = ConstExpr::Value(Value::I32(address as i32));
            let data = module
                .data
                .add(DataKind::Active { memory, offset }, bytes.to_vec());
            module.memories.get_mut(memory).data_segments.insert(data);
        }
        module.emit_wasm()
    }

    #[test]
    fn each_slot_leads_to_its_function_in_the_table() -> Result<(), Failure> {
        let mut filled = parse(&fill(module(LINE), Path::new(""))?)?;
        for (index, (name, byte)) in SLOTS.iter().enumerate() {
            let function = filled.exports.get_func(name).context("an export")?;
            let number = filled
                .elements
                .iter()
                .find_map(|segment| match (&segment.kind, &segment.items) {
                    (
                        ElementKind::Active {
                            offset: ConstExpr::Value(Value::I32(first)),
                            ..
                        },
                        ElementItems::Functions(functions),
                    ) => functions
                        .iter()
                        .position(|other| *other == function)
                        .map(|place| *first as u32 + place as u32),
                    _ => None,
                })
                .ok_or_else(|| Failure::new("not in the table"))?;
            assert_eq!(number, 7 + index as u32);
            let slot = (99148 + 4 * index - TYPE - WORDS) / 4;
            expect(&mut filled, TYPE + byte, &[slot as u8])?;
            expect(&mut filled, TYPE + WORDS + 4 * slot, &number.to_le_bytes())?;
        }
        let table = filled
            .tables
            .iter()
            .next()
            .map(|table| (table.initial, table.maximum));
        assert_eq!(table, Some((11, Some(11))));
        Ok(())
    }

    #[test]
    fn natives_are_listed_with_their_numbers_in_the_table() -> Result<(), Failure> {
        let mut with_native = parse(&module(LINE))?;
        let builder = FunctionBuilder::new(&mut with_native.types, &[], &[]);
        let function = builder.finish(Vec::new(), &mut with_native.funcs);
        with_native.exports.add("native_print", function);
        let mut filled = parse(&fill(with_native.emit_wasm(), Path::new(""))?)?;
        // Behind the 7 that were there and the slots' own.
        let listed = format!("print {}\0", 7 + SLOTS.len());
        expect(&mut filled, NATIVES as usize, listed.as_bytes())?;
        Ok(())
    }

    #[test]
    fn another_module_is_refused() {
        let refused = fill(module(&[b'x'; LINE.len()]), Path::new("")).err();
        assert_eq!(
            refused.map(|failure| failure.to_string()),
            Some("what was expected is not at 99146".to_string())
        );
    }
}
