//! Why a native function has no answer.

/// Raised in Python as `ValueError`, with this message.
#[derive(Debug, thiserror::Error)]
pub enum NativeError {
    /// It was called wrongly, by Python that is not ours.
    #[error("malformed request: {0}")]
    Malformed(#[from] serde_json::Error),
    /// What it was given will not do.
    #[error("{0}")]
    Refused(String),
}
