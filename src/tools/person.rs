//! The person at the page, as tools see them: somebody who can be asked.

use async_trait::async_trait;

use super::approval::{Approval, ApprovalRequest};

/// A question to the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// What is asked.
    pub text: String,
    /// The answers to choose from; empty for any answer.
    pub choices: Vec<String>,
}

/// Nobody can be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is nobody to ask here; go on with what you know, or say what is missing")]
pub struct NobodyThere;

/// Puts questions to the person and waits, for as long as it takes.
#[async_trait(?Send)]
pub trait Person {
    /// The answer as given. Dropping the future takes the question back.
    ///
    /// # Errors
    /// [`NobodyThere`].
    async fn ask(&self, question: Question) -> Result<String, NobodyThere>;

    /// Whether a call may be made. Dropping the future takes the request back.
    ///
    /// # Errors
    /// [`NobodyThere`].
    async fn approve(&self, request: ApprovalRequest) -> Result<Approval, NobodyThere> {
        let _ = request;
        Err(NobodyThere)
    }
}

/// The in-memory twin: an empty chair.
#[derive(Clone, Copy, Debug, Default)]
pub struct Nobody;

#[async_trait(?Send)]
impl Person for Nobody {
    async fn ask(&self, _question: Question) -> Result<String, NobodyThere> {
        Err(NobodyThere)
    }
}
