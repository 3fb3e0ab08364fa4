//! A title for a conversation, suggested by the model when the user asks for one. One short request,
//! apart from the conversation: nothing of it is recorded.

use futures::StreamExt;

use super::event::RunEnd;
use super::transcript::Transcript;
use crate::model::{Acting, ChatModel, ChatRequest, FinishReason, Message, ModelError, ModelEvent};

/// Characters of a question and of an answer that the model is shown.
const SHOWN_CHARS: usize = 1_500;

/// Characters of a title.
const TITLE_CHARS: usize = 80;

/// Bytes of a reply after which the rest is not read.
const MAX_REPLY_BYTES: usize = 4 << 10;

/// Why there is no suggestion. The texts are for the user.
#[derive(Debug, thiserror::Error)]
pub enum TitleError {
    /// There is nothing to give a title to.
    #[error("nothing has been asked yet")]
    NothingAsked,
    /// The model's reply has no title in it.
    #[error("the model did not suggest a title")]
    NoTitle,
    /// The model.
    #[error(transparent)]
    Model(#[from] ModelError),
}

/// Has the model suggest a title, in the language of the question. Costs one request of at most some
/// thousand tokens.
///
/// # Errors
/// [`TitleError`]; it can be asked again.
pub async fn suggest_title(
    model: &dyn ChatModel,
    transcript: &Transcript,
) -> Result<String, TitleError> {
    let request = ChatRequest {
        messages: messages(transcript).ok_or(TitleError::NothingAsked)?,
        acting: Acting::Never,
    };
    let mut stream = model.complete(request).await?;
    let mut reply = String::new();
    while let Some(event) = stream.next().await {
        match event? {
            ModelEvent::Delta(text) => reply.push_str(&text),
            ModelEvent::Retrying { .. } => reply.clear(),
            ModelEvent::Finished(FinishReason::Stop | FinishReason::Length) => break,
            ModelEvent::Finished(FinishReason::Filtered) => return Err(TitleError::NoTitle),
            ModelEvent::Reasoning(_) | ModelEvent::CarriedOver(_) | ModelEvent::Usage(_) => {}
        }
        if reply.len() > MAX_REPLY_BYTES {
            break;
        }
    }
    title_in(&reply).ok_or(TitleError::NoTitle)
}

fn messages(transcript: &Transcript) -> Option<Vec<Message>> {
    let first = transcript.runs.first()?;
    let mut shown = format!("<question>\n{}\n</question>", cut(&first.question));
    if let Some(RunEnd::Answered { answer }) = &first.end {
        shown.push_str(&format!("\n<answer>\n{}\n</answer>", cut(&answer.text)));
    }
    let system = include_str!("prompts/title.md").trim();
    Some(vec![Message::system(system), Message::user(shown)])
}

/// The first line that says something, without what models put around a title.
fn title_in(reply: &str) -> Option<String> {
    let reply = match reply.rsplit_once("</think>") {
        Some((_, after)) => after,
        None => reply,
    };
    let decoration = |it: char| it.is_whitespace() || "\"'“”„«»*#`_".contains(it);
    let mut lines = reply.lines().map(|line| {
        let line = line.trim_matches(decoration);
        let line = line.strip_prefix("Title:").unwrap_or(line);
        line.trim_matches(decoration).trim_end_matches('.')
    });
    let line = lines.find(|line| !line.is_empty())?;
    Some(line.chars().take(TITLE_CHARS).collect())
}

fn cut(text: &str) -> &str {
    match text.char_indices().nth(SHOWN_CHARS) {
        Some((end, _)) => &text[..end],
        None => text,
    }
}
