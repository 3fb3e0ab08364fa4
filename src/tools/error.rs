//! What can go wrong in a tool, in words for the model. Each becomes a catchable `ToolError` in
//! Python; the text is all that the model gets, so it says what to change.

/// Why a tool call failed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ToolError {
    /// The arguments do not fit the tool's schema.
    #[error("{tool}: {problem}")]
    InvalidArguments {
        /// The tool.
        tool: String,
        /// Which argument, what was given, what is expected.
        problem: String,
    },
    /// No tool of this name.
    #[error("there is no tool named {name:?}; the tools are {known}")]
    Unknown {
        /// The name that was called.
        name: String,
        /// The names there are.
        known: String,
    },
    /// The service works but has nothing for this request.
    #[error("{0}")]
    NothingFound(String),
    /// The service answered with an HTTP error status.
    #[error("{service} answered with HTTP status {status}{detail}")]
    Http {
        /// The service's origin.
        service: String,
        /// The status.
        status: u16,
        /// The service's own words, led by ": ", or nothing.
        detail: String,
    },
    /// The service could not be reached, or the browser may not read its answer.
    #[error(
        "{service} could not be reached (network down, wrong address, or it does not allow calls from browsers)"
    )]
    Unreachable {
        /// The service's origin.
        service: String,
    },
    /// The service's answer is not what it should be.
    #[error("{service} answered with something unexpected: {problem}")]
    BadResponse {
        /// The service's origin.
        service: String,
        /// What was wrong.
        problem: String,
    },
    /// The request is refused before anything is sent.
    #[error("{0}")]
    Refused(String),
    /// The call took longer than the limit.
    #[error("{tool} took longer than {seconds} s and was cancelled")]
    TimedOut {
        /// The tool.
        tool: String,
        /// The limit.
        seconds: u64,
    },
}

/// Text on one line, cut after `limit` characters with a mark where it was.
pub(super) fn cut(text: &str, limit: usize) -> String {
    let line = text
        .split(|character: char| character.is_whitespace() || character.is_control())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    match line.char_indices().nth(limit) {
        Some((end, _)) => format!("{}...", &line[..end]),
        None => line,
    }
}
