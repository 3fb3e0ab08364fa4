//! Asks the model for one reply and reads it as it streams, until it is complete.

use futures::StreamExt;

use super::event::{Event, Request};
use super::recorder::Recorder;
use super::reply::{self, EndWatch, ParsedReply};
use super::transcript::Reply;
use crate::model::{
    Acting, ChatModel, ChatRequest, FinishReason, Message, ModelError, ModelEvent, Usage,
};
use crate::platform::clock::Clock;

/// Bytes of a reply after which the rest is not read: a model that never ends must not fill the
/// memory.
const MAX_REPLY_BYTES: usize = 256 << 10;

/// A complete reply.
pub struct Completion {
    /// What it says.
    pub reply: ParsedReply,
    /// Why it ends where it does.
    pub finish: FinishReason,
}

/// Asks and listens. What arrives is noted as it does; the reply as a whole is recorded. One that is
/// asked for as text is read to its end, whatever is in it.
///
/// # Errors
/// [`ModelError`]; what arrived until then stays in the transcript.
pub async fn ask(
    model: &dyn ChatModel,
    clock: &dyn Clock,
    recorder: &Recorder<'_>,
    messages: Vec<Message>,
    request: Request,
) -> Result<Completion, ModelError> {
    let asked_at = clock.now();
    let mut stream = model
        .complete(ChatRequest {
            messages,
            // What was sent stays as it is, so that the provider can reuse it.
            acting: match request {
                Request::Step => Acting::Now,
                Request::Plan
                | Request::BestAnswer
                | Request::Summary
                | Request::Compaction { .. } => Acting::NotNow,
            },
        })
        .await?;
    let mut text = String::new();
    let mut usage = None;
    let mut carried_over = None;
    let mut finish = FinishReason::Stop;
    let mut watch = EndWatch::default();
    while let Some(event) = stream.next().await {
        match event? {
            ModelEvent::Delta(delta) => {
                text.push_str(&delta);
                let may_complete = request == Request::Step && watch.may_be_complete(&text, &delta);
                recorder.note(Event::ReplyDelta { text: delta });
                if text.len() > MAX_REPLY_BYTES {
                    finish = FinishReason::Length;
                    break;
                }
                if may_complete && reply::parse(&text).complete {
                    break;
                }
            }
            ModelEvent::Reasoning(delta) => recorder.note(Event::ReasoningDelta { text: delta }),
            ModelEvent::Retrying { reason, delay_ms } => {
                text.clear();
                carried_over = None;
                recorder.record(Event::Retrying { reason, delay_ms }).await;
            }
            ModelEvent::CarriedOver(all) => carried_over = Some(all),
            ModelEvent::Usage(counts) => usage = Some(counts),
            ModelEvent::Finished(reason) => finish = reason,
        }
    }
    // Ends a stream that was left early.
    drop(stream);

    let mut reply = match request {
        Request::Step | Request::BestAnswer => reply::parse(&text),
        Request::Plan | Request::Summary | Request::Compaction { .. } => reply::read_text(&text),
    };
    if let Some(text) = reply.reasoning.take() {
        recorder.note(Event::ReasoningDelta { text });
    }
    let duration = clock.now().saturating_sub(asked_at);
    tracing::debug!(
        bytes = text.len(),
        ?duration,
        ?finish,
        "the model has replied"
    );
    recorder
        .record(Event::Replied {
            text: reply.text.clone(),
            usage,
            duration_ms: duration.as_millis() as u64,
            carried_over,
        })
        .await;
    Ok(Completion { reply, finish })
}

/// Takes a reply of a step that was cut off once more, for its code to be run again. The model is
/// not asked, and nothing is paid.
pub async fn repeat(recorder: &Recorder<'_>, reply: Reply) -> Completion {
    recorder
        .record(Event::Replied {
            text: reply.text.clone(),
            usage: Some(Usage::default()),
            duration_ms: 0,
            carried_over: reply.carried_over,
        })
        .await;
    Completion {
        reply: reply::parse(&reply.text),
        finish: FinishReason::Stop,
    }
}
