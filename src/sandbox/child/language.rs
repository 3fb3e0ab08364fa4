//! What the worker knows of Python, as the child asks for it. The child itself knows none.

use serde::{Deserialize, Serialize};

use crate::sandbox::PythonError;

/// What kind of source is rewritten.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum SourceKind {
    /// The code of a step: the value of its trailing expression is kept.
    #[serde(rename = "step")]
    Step,
    /// A module, or code for `exec`.
    #[serde(rename = "exec")]
    Module,
    /// An expression, for `eval`.
    #[serde(rename = "eval")]
    Expression,
}

/// A module of the library, rewritten for the interpreter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LibraryModule {
    /// Its source.
    pub source: String,
    /// Whether it holds other modules.
    pub package: bool,
}

/// Rewrites Python and brings what the interpreter itself lacks. Everything it is given comes from
/// running code and is hostile.
pub trait Language {
    /// Rewrites CPython source for the interpreter, line by line the same.
    ///
    /// # Errors
    /// The syntax error.
    fn lower(&self, source: &str, file_name: &str, kind: SourceKind)
    -> Result<String, PythonError>;

    /// The library's module of this dotted name, if it has one.
    ///
    /// # Errors
    /// When it cannot be rewritten, which is the library's mistake.
    fn module(&self, name: &str) -> Result<Option<LibraryModule>, PythonError>;

    /// Calls one of the functions that are not written in Python: a JSON text in, a JSON text out.
    ///
    /// # Errors
    /// For the code that called.
    fn native(&self, operation: &str, request: &str) -> Result<String, String>;
}
