//! Lowering: CPython source in, MicroPython source out. Line numbers never move. Knows nothing of
//! the rest of the agent.
//!
//! Each pass reads the syntax tree and adds to a list of [`Edit`]s on the source text; the edits
//! are made at the end, all at once. A later pass is one more function in [`lower`].

mod annotations;
mod attributes;
mod awaits;
mod calls;
mod checks;
mod classes;
mod declarations;
mod displays;
mod edit;
mod exception_groups;
mod exceptions;
mod explanations;
mod f_strings;
mod functions;
pub mod library;
mod literal;
mod local_names;
mod look;
mod match_statements;
mod named_characters;
mod named_expressions;
mod names;
pub mod native;
mod nesting;
mod pattern_checks;
mod patterns;
mod positional;
mod private_names;
mod slices;
mod syntax_error;
mod tokens;
mod trailing;
mod types;
mod walk;
mod with_statements;

#[cfg(test)]
mod tests;

pub use edit::Edit;
pub use syntax_error::SyntaxProblem;

use ruff_python_ast::{ModModule, PythonVersion, Stmt};
use ruff_python_parser::{Mode, ParseError, ParseErrorType, ParseOptions, Parsed, parse_unchecked};

use syntax_error::PlacelessProblem;

/// The name that the value of a trailing expression is assigned to in lowered source.
pub const VALUE_NAME: &str = "__value__";

/// The name of the function that lowered source calls where `await` stood and nothing can be suspended: it
/// gives the result of a coroutine or a tool call under way, and any other value unchanged.
pub const AWAITED_NAME: &str = "__awaited__";

/// What is lowered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceKind {
    /// The code of a step. The value of a trailing expression is assigned to [`VALUE_NAME`].
    Step,
    /// A module, or code for `exec`.
    Module,
    /// One expression, for `eval`.
    Expression,
}

/// Lowers the code of a step: see [`lower_as`].
///
/// # Errors
/// As [`lower_as`].
pub fn lower(source: &str, file_name: &str) -> Result<String, SyntaxProblem> {
    lower_as(SourceKind::Step, source, file_name)
}

/// Checks CPython source and rewrites it for MicroPython, line by line the same.
///
/// Async functions stay coroutines; `await` works at the top level too, and a tool call waits by itself.
///
/// `file_name` is the one in tracebacks, such as `<step 3>`.
///
/// # Errors
/// [`SyntaxProblem`] when the source is not Python, or not of its kind.
pub fn lower_as(kind: SourceKind, source: &str, file_name: &str) -> Result<String, SyntaxProblem> {
    // `eval` takes what is indented; a module does not.
    let source = match kind {
        SourceKind::Expression => source.trim_start_matches([' ', '\t']),
        SourceKind::Step | SourceKind::Module => source,
    };
    nesting::check(source).map_err(|problem| problem.in_source(source, file_name))?;
    let parsed = parse(source, file_name)?;
    let mut edits = Vec::new();
    edit::drop_byte_order_mark(source, &mut edits);
    // What goes around a whole statement comes before what goes into it.
    match kind {
        SourceKind::Step => trailing::edit(&parsed, &mut edits),
        SourceKind::Module => {}
        SourceKind::Expression if matches!(parsed.syntax().body[..], [Stmt::Expr(_)]) => {}
        SourceKind::Expression => {
            return Err(PlacelessProblem::NotAnExpression.in_source(source, file_name));
        }
    }
    walk::edit(kind, &parsed, source, &mut edits)
        .map_err(|(message, range)| SyntaxProblem::of(message, range, source, file_name))?;
    awaits::edit(&parsed, source, &mut edits);
    named_characters::edit(&parsed, source, &mut edits);
    tokens::edit(&parsed, source, &mut edits);
    Ok(edit::apply(source, edits))
}

fn parse(source: &str, file_name: &str) -> Result<Parsed<ModModule>, SyntaxProblem> {
    let options = ParseOptions::from(Mode::Module).with_target_version(PythonVersion::PY312);
    let parsed = parse_unchecked(source, options);
    let is_newer = !parsed.unsupported_syntax_errors().is_empty();
    let errors = parsed.errors();
    if is_newer || !errors.is_empty() {
        let problem = SyntaxProblem::explained(source, file_name);
        // A name `match` after a semicolon, which is parsed well, is an error to this parser alone.
        let is_error = |error: &&ParseError| {
            error.error != ParseErrorType::SimpleAndCompoundStatementOnSameLine
        };
        let place = errors.iter().find(is_error).map(|error| error.location);
        let unexplained =
            |place| SyntaxProblem::of("invalid syntax".into(), place, source, file_name);
        // What is newer than this Python and still in its grammar is taken.
        if let Some(problem) = problem.or_else(|| place.map(unexplained)) {
            return Err(problem);
        }
    }
    parsed
        .try_into_module()
        .ok_or_else(|| PlacelessProblem::NotAnExpression.in_source(source, file_name))
}
