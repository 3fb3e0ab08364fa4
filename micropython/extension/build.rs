//! Tells the linker that there is no program to start, and that memory and function table are
//! MicroPython's.

fn main() {
    for argument in ["--no-entry", "--import-memory", "--import-table"] {
        println!("cargo::rustc-link-arg-cdylib={argument}");
    }
    println!("cargo::rerun-if-changed=build.rs");
}
