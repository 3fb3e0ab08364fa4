//! Writes into the module what it is: a hash of its bytes. A snapshot is good for the interpreter
//! that it was taken of and no other, and the worker need not hash half a megabyte to know which.

use std::path::Path;

use sha2::{Digest, Sha256};

use crate::process::Failure;

/// The custom section's name.
const NAME: &[u8] = b"fingerprint";

/// Appends the hash. Nothing may be changed after this.
///
/// # Errors
/// None.
pub fn append(mut wasm: Vec<u8>, _: &Path) -> Result<Vec<u8>, Failure> {
    let hash = Sha256::digest(&wasm);
    // All these lengths take one byte.
    let length = 1 + NAME.len() + hash.len();
    wasm.extend([0, length as u8, NAME.len() as u8]);
    wasm.extend(NAME);
    wasm.extend(hash);
    Ok(wasm)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_section_holds_the_hash_of_what_is_before_it() -> Result<(), Failure> {
        let module = b"\0asm\x01\0\0\0";
        let marked = append(module.to_vec(), Path::new(""))?;
        // Parsing finds the section whole.
        let parsed = super::super::parse(&marked)?;
        let sections: Vec<_> = parsed.customs.iter().collect();
        let [(_, section)] = &sections[..] else {
            return Err(Failure::new("one section was expected"));
        };
        assert_eq!(section.name().as_bytes(), NAME);
        assert_eq!(
            section.data(&Default::default()).as_ref(),
            Sha256::digest(module).as_slice()
        );
        Ok(())
    }
}
