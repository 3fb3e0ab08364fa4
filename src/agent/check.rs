//! Checks of the answer by whoever embeds the agent.

use async_trait::async_trait;

use super::event::Answer;
use super::transcript::Transcript;

/// Decides whether an answer stands. The model reads why one does not, and goes on.
#[async_trait(?Send)]
pub trait AnswerCheck {
    /// Looks at an answer; the conversation up to it may be looked at, too.
    ///
    /// # Errors
    /// What is wrong with the answer, in words for the model.
    async fn check(&self, answer: &Answer, transcript: &Transcript) -> Result<(), String>;
}
