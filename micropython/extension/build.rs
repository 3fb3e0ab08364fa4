//! Tells the linker that there is no program to start, and that memory and stack are MicroPython's.

fn main() {
    for argument in ["--no-entry", "--import-memory", "--stack-first"] {
        println!("cargo::rustc-link-arg-cdylib={argument}");
    }
    println!("cargo::rerun-if-changed=build.rs");
}
