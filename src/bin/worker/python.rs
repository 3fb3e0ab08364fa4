//! Python for the session: lowering, the library and the native functions, as the child asks for
//! them.

use micropython_agent::python::{self, SyntaxProblem};
use micropython_agent::sandbox::PythonError;
use micropython_agent::sandbox::child::{Language, LibraryModule, SourceKind};

/// The library's [`python`] module.
pub struct Python;

impl Language for Python {
    fn lower(
        &self,
        source: &str,
        file_name: &str,
        kind: SourceKind,
    ) -> Result<String, PythonError> {
        let kind = match kind {
            SourceKind::Step => python::SourceKind::Step,
            SourceKind::Module => python::SourceKind::Module,
            SourceKind::Expression => python::SourceKind::Expression,
        };
        python::lower_as(kind, source, file_name).map_err(error)
    }

    fn module(&self, name: &str) -> Result<Option<LibraryModule>, PythonError> {
        let Some(module) = python::library::module(name) else {
            return Ok(None);
        };
        let file_name = format!("<library {name}>");
        let source = python::lower_as(python::SourceKind::Module, module.source, &file_name)
            .map_err(error)?;
        Ok(Some(LibraryModule {
            source,
            package: module.package,
        }))
    }

    fn native(&self, operation: &str, request: &str) -> Result<String, String> {
        match python::native::call(operation, request) {
            Some(answer) => answer.map_err(|error| error.to_string()),
            None => Err(format!("there is no function {operation:?}")),
        }
    }
}

fn error(problem: SyntaxProblem) -> PythonError {
    PythonError {
        kind: problem.kind.into(),
        message: problem.message,
        traceback: problem.traceback,
    }
}
