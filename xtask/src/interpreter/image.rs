//! Boots the interpreter once, and puts the state that it is in then in the place of the one that
//! it would begin with. A worker that instantiates it has Python and its Python part at hand.

use std::fs;
use std::path::Path;

use walrus::ir::Value;
use walrus::{ConstExpr, DataKind, GlobalId, GlobalKind, MemoryId, Module, ValType};

use super::{hook, low_memory, parse, read};
use crate::process::{Context, Failure, program, root, stdout_of};

/// What the worker has to know of the image, exported as constants: the address of a value, and
/// that and the length of the text that runs a step.
pub const ADDRESSES: [&str; 3] = ["value", "job", "job_length"];

const BOOT: &str = "micropython/boot.mjs";
const PYTHON_PART: &str = "micropython/bootstrap";
/// Names the files of the Python part, in the order in which they build on each other.
const ORDER: &str = "ORDER";

const PAGE: usize = 64 << 10;
/// So many zeros are cheaper left out than written out, once the whole is compressed.
const GAP: usize = 64;

/// Puts the booted state into the module.
///
/// # Errors
/// When the boot fails, or the module is not of the kind that can be booted ahead.
pub fn bake(wasm: Vec<u8>, folder: &Path) -> Result<Vec<u8>, Failure> {
    let mut module = parse(&wasm)?;
    let globals = mutable_globals(&module)?;
    for (index, global) in globals.iter().enumerate() {
        module.exports.add(&global_name(index), *global);
    }
    shrink_memory(&mut module)?;
    let (bootable, image) = (folder.join("bootable.wasm"), folder.join("image"));
    let numbers = folder.join("numbers.py");
    fs::write(&numbers, numbers_for_python()).context(format!("writing {}", numbers.display()))?;
    fs::write(&bootable, module.emit_wasm()).context(format!("writing {}", bootable.display()))?;
    let told = stdout_of(
        program("node")?
            .arg(BOOT)
            .args([&bootable, &image, &numbers])
            .args(python_files()?),
    )?;
    let number = |name: &str| number_of(&told, name);

    for (index, global) in globals.iter().enumerate() {
        module
            .exports
            .remove(global_name(index))
            .context("an export")?;
        let value = ConstExpr::Value(Value::I32(number(&global_name(index))?));
        module.globals.get_mut(*global).kind = GlobalKind::Local(value);
    }
    for name in ADDRESSES {
        let value = ConstExpr::Value(Value::I32(number(name)?));
        let global = module.globals.add_local(ValType::I32, false, false, value);
        module.exports.add(name, global);
    }
    set_memory(&mut module, &read(&image)?)?;
    Ok(module.emit_wasm())
}

/// The globals that the boot may change.
fn mutable_globals(module: &Module) -> Result<Vec<GlobalId>, Failure> {
    let mutable: Vec<_> = module
        .globals
        .iter()
        .filter(|global| global.mutable)
        .collect();
    match mutable.iter().find(|global| global.ty != ValType::I32) {
        Some(_) => Err(Failure::new("there is a mutable global that is no word")),
        None => Ok(mutable.iter().map(|global| global.id()).collect()),
    }
}

fn global_name(index: usize) -> String {
    format!("global {index}")
}

/// What the extension and the Python part have to agree on, as Python: where the table of hooks is, and
/// the list of natives, and the number of each hook.
fn numbers_for_python() -> String {
    let hooks: Vec<String> = hook::NAMES
        .iter()
        .enumerate()
        .map(|(number, name)| format!("{}={number}", name.to_lowercase()))
        .collect();
    format!(
        "_HOOKS = {}\n_NATIVES = {}\n_HOOK_NUMBERS = dict({})\n",
        low_memory::HOOKS,
        low_memory::NATIVES,
        hooks.join(", ")
    )
}

/// The files of the Python part, as [`ORDER`] has them: all that there are.
fn python_files() -> Result<Vec<String>, Failure> {
    let folder = root().join(PYTHON_PART);
    let order = folder.join(ORDER);
    let order = fs::read_to_string(&order).context(format!("reading {}", order.display()))?;
    let reading = || format!("reading {}", folder.display());
    for entry in fs::read_dir(&folder).context(reading())? {
        let name = entry.context(reading())?.file_name();
        if name != ORDER && !order.lines().any(|line| name == line) {
            return Err(Failure::new(format!(
                "{} is not in {PYTHON_PART}/{ORDER}",
                name.display()
            )));
        }
    }
    Ok(order
        .lines()
        .map(|name| format!("{PYTHON_PART}/{name}"))
        .collect())
}

/// A number that the boot has told.
fn number_of(told: &str, name: &str) -> Result<i32, Failure> {
    told.lines()
        .filter_map(|line| line.split_once('\t'))
        .find(|(told, _)| *told == name)
        .and_then(|(_, number)| number.parse().ok())
        .ok_or_else(|| Failure::new(format!("the boot did not tell {name}")))
}

/// Leaves of the memory what the module's data needs. Emscripten gives it 16 MB to begin with.
fn shrink_memory(module: &mut Module) -> Result<(), Failure> {
    let mut end = 0;
    for data in module.data.iter() {
        let DataKind::Active {
            offset: ConstExpr::Value(Value::I32(offset)),
            ..
        } = data.kind
        else {
            return Err(Failure::new("there is data without a fixed place"));
        };
        end = end.max(offset as usize + data.value.len());
    }
    let memory = module.get_memory_id().context("the memory")?;
    module.memories.get_mut(memory).initial = end.div_ceil(PAGE) as u64;
    Ok(())
}

/// Has the memory begin with these bytes.
fn set_memory(module: &mut Module, image: &[u8]) -> Result<(), Failure> {
    let segments: Vec<_> = module.data.iter().map(|data| data.id()).collect();
    for segment in segments {
        module.data.delete(segment);
    }
    let memory: MemoryId = module.get_memory_id().context("the memory")?;
    let memory_of = module.memories.get_mut(memory);
    memory_of.initial = (image.len() / PAGE) as u64;
    memory_of.data_segments.clear();
    for (start, bytes) in runs(image) {
        let offset = ConstExpr::Value(Value::I32(start as i32));
        let segment = module
            .data
            .add(DataKind::Active { memory, offset }, bytes.to_vec());
        module
            .memories
            .get_mut(memory)
            .data_segments
            .insert(segment);
    }
    Ok(())
}

/// The parts that are not zero, with where they start. Shorter gaps than [`GAP`] are bridged.
fn runs(bytes: &[u8]) -> Vec<(usize, &[u8])> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for (place, _) in bytes.iter().enumerate().filter(|(_, byte)| **byte != 0) {
        match runs.last_mut() {
            Some((_, end)) if place - *end < GAP => *end = place + 1,
            _ => runs.push((place, place + 1)),
        }
    }
    runs.into_iter()
        .map(|(start, end)| (start, &bytes[start..end]))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_not_zero_is_kept() {
        let mut bytes = vec![0; 300];
        bytes[3] = 1;
        bytes[3 + GAP] = 2;
        bytes[299] = 3;
        assert_eq!(
            runs(&bytes),
            [(3, &bytes[3..4 + GAP]), (299, &bytes[299..])]
        );
        assert_eq!(runs(&[0; 100]), []);
    }

    #[test]
    fn a_number_is_told_by_its_name() {
        let told = "value\t12\nglobal 1\t-1\n";
        assert_eq!(number_of(told, "global 1").ok(), Some(-1));
        assert!(number_of(told, "global").is_err());
    }
}
