//! CPython's words in the place of MicroPython's, where both tell the same: a new text is put into
//! memory that nothing else uses, and the code that names the old one's address names the new one's.

use walrus::ir::{Const, Instr, Value};
use walrus::{ConstExpr, DataKind, FunctionId, FunctionKind, Module};

use super::hooks::sequences;
use super::low_memory;
use crate::process::{Context, Failure};

/// Where the new texts begin.
const START: u32 = low_memory::TEXTS as u32;
/// Where they have to end.
const END: u32 = low_memory::HINTS as u32;

/// MicroPython's text, and CPython's with the same values in the same order.
const TEXTS: [(&str, &str); 26] = [
    (
        "'%s' object isn't an iterator",
        "'%s' object is not an iterator",
    ),
    ("'%s' object isn't callable", "'%s' object is not callable"),
    (
        "can't convert %s to int",
        "'%s' object cannot be interpreted as an integer",
    ),
    (
        "can't convert '%q' object to %q implicitly",
        "must be str, not %q",
    ),
    (
        "can't convert inf to int",
        "cannot convert float infinity to integer",
    ),
    (
        "can't convert NaN to int",
        "cannot convert float NaN to integer",
    ),
    ("can't convert %s to float", "must be real number, not %s"),
    (
        "invalid syntax for integer with base %d: ",
        "invalid literal for int() with base %d: ",
    ),
    ("can't import name %q", "cannot import name '%q'"),
    ("no module named '%q'", "No module named '%q'"),
    (
        "format string needs more arguments",
        "not enough arguments for format string",
    ),
    (
        "format string didn't convert all arguments",
        "not all arguments converted during string formatting",
    ),
    ("%c needs int or char", "%c requires int or char"),
    (
        "integer needed",
        "%d format: a real number is required, not str",
    ),
    ("zero step", "range() arg 3 must not be zero"),
    ("slice step can't be zero", "slice step cannot be zero"),
    ("arg is an empty sequence", "max() arg is an empty sequence"),
    (
        "type '%q' isn't an acceptable base type",
        "type '%q' is not an acceptable base type",
    ),
    (
        "issubclass() arg 2 must be a class or a tuple of classes",
        "issubclass() arg 2 must be a class, a tuple of classes, or a union",
    ),
    (
        "no active exception to reraise",
        "No active exception to reraise",
    ),
    (
        "<generator object '%q' at %p>",
        "<generator object %q at 0x%p>",
    ),
    ("complex divide by zero", "complex division by zero"),
    (
        "int() arg 2 must be >= 2 and <= 36",
        "int() base must be >= 2 and <= 36, or 0",
    ),
    ("bytes value out of range", "bytes must be in range(0, 256)"),
    (
        "object '%s' isn't a tuple or list",
        "'%s' object is not iterable",
    ),
    (
        "type takes 1 or 3 arguments",
        "type() takes 1 or 3 arguments",
    ),
];

/// Puts the texts in.
///
/// # Errors
/// Which text is not there exactly once, or that there is no room.
pub fn replace(module: &mut Module) -> Result<(), Failure> {
    let mut texts = Vec::new();
    let mut addresses = Vec::new();
    for (old, new) in TEXTS {
        let address = address_of(module, old).context(format!("the text {old:?}"))?;
        addresses.push((address, START as i32 + texts.len() as i32));
        texts.extend_from_slice(new.as_bytes());
        texts.push(0);
    }
    if texts.len() > (END - START) as usize {
        return Err(Failure::new("there is no room for the texts"));
    }
    let memory = module.get_memory_id().context("the memory")?;
    let offset = ConstExpr::Value(Value::I32(START as i32));
    let segment = module.data.add(DataKind::Active { memory, offset }, texts);
    module
        .memories
        .get_mut(memory)
        .data_segments
        .insert(segment);
    readdress(module, &addresses)
}

/// Where a text is, that ends with a zero.
fn address_of(module: &Module, text: &str) -> Result<i32, Failure> {
    let mut text = text.as_bytes().to_vec();
    text.push(0);
    let mut found = Vec::new();
    for segment in module.data.iter() {
        let DataKind::Active {
            offset: ConstExpr::Value(Value::I32(start)),
            ..
        } = segment.kind
        else {
            continue;
        };
        let places = segment.value.windows(text.len()).enumerate();
        found.extend(
            places
                .filter(|(_, window)| *window == text)
                .map(|(place, _)| start + place as i32),
        );
    }
    match found[..] {
        [address] => Ok(address),
        _ => Err(Failure::new(format!("found {} times", found.len()))),
    }
}

/// Has the code name other addresses.
fn readdress(module: &mut Module, addresses: &[(i32, i32)]) -> Result<(), Failure> {
    let mut used = vec![0; addresses.len()];
    let functions: Vec<FunctionId> = module.funcs.iter_local().map(|(id, _)| id).collect();
    for function in functions {
        let FunctionKind::Local(code) = &mut module.funcs.get_mut(function).kind else {
            continue;
        };
        for sequence in sequences(code) {
            for (instruction, _) in &mut code.block_mut(sequence).instrs {
                let Instr::Const(Const {
                    value: Value::I32(value),
                }) = instruction
                else {
                    continue;
                };
                if let Some(index) = addresses.iter().position(|(old, _)| old == value) {
                    *value = addresses[index].1;
                    used[index] += 1;
                }
            }
        }
    }
    match used.iter().position(|count| *count == 0) {
        Some(unused) => Err(Failure::new(format!(
            "nothing uses the text {:?}",
            TEXTS[unused].0
        ))),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use walrus::FunctionBuilder;
    use walrus::ValType;

    use super::*;

    /// A module with these bytes at 100, and an exported function that gives a number.
    fn giving(bytes: &[u8], number: i32) -> Module {
        let mut module = Module::default();
        let memory = module.memories.add_local(false, false, 1, None, None);
        let offset = ConstExpr::Value(Value::I32(100));
        let kind = DataKind::Active { memory, offset };
        let segment = module.data.add(kind, bytes.to_vec());
        module
            .memories
            .get_mut(memory)
            .data_segments
            .insert(segment);
        let mut builder = FunctionBuilder::new(&mut module.types, &[], &[ValType::I32]);
        builder.func_body().i32_const(number);
        let function = builder.finish(Vec::new(), &mut module.funcs);
        module.exports.add("give", function);
        module
    }

    #[test]
    fn a_text_is_found_with_its_end_and_only_if_there_is_one() -> Result<(), Failure> {
        assert_eq!(address_of(&giving(b"words\0word\0", 0), "word")?, 106);
        assert!(address_of(&giving(b"word\0word\0", 0), "word").is_err());
        assert!(address_of(&giving(b"words\0", 0), "word").is_err());
        Ok(())
    }

    #[test]
    fn a_text_that_no_code_names_is_refused() {
        let addresses = [(100, START as i32)];
        assert!(readdress(&mut giving(b"", 100), &addresses).is_ok());
        assert!(readdress(&mut giving(b"", 101), &addresses).is_err());
    }
}
