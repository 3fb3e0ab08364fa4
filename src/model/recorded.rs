//! A model that plays recorded replies (the tour). A `ChatModel` like any other: the agent's loop
//! does not know, and everything that it makes is labelled [`Source::Recorded`].

use std::rc::Rc;
use std::time::Duration;

use async_trait::async_trait;
use futures::stream::{self, StreamExt};
use serde::{Deserialize, Serialize};

use super::{
    ChatModel, ChatRequest, CompletionStream, FinishReason, Message, ModelError, ModelEvent, Role,
};
use crate::platform::clock::Clock;
use crate::platform::http::Source;

/// One recorded question with the replies to it, in order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recording {
    /// The question as asked.
    pub question: String,
    /// The model's replies, one for each step.
    pub replies: Vec<String>,
}

/// How fast a recording is played.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// Characters in one piece; 0 counts as 1.
    pub piece: usize,
    /// The time between two pieces.
    pub interval: Duration,
}

impl Default for Pace {
    /// A reply writes itself as fast as a quick model would: about 500 characters a second.
    fn default() -> Self {
        Self {
            piece: 6,
            interval: Duration::from_millis(12),
        }
    }
}

/// Plays recordings.
pub struct RecordedModel {
    clock: Rc<dyn Clock>,
    recordings: Vec<Recording>,
    pace: Pace,
}

impl RecordedModel {
    /// A player of these recordings.
    pub fn new(clock: Rc<dyn Clock>, recordings: Vec<Recording>, pace: Pace) -> Self {
        Self {
            clock,
            recordings,
            pace,
        }
    }

    /// The recorded reply that comes next: that to the newest recorded question, after as many
    /// replies as the messages already hold since then.
    fn next_reply(&self, messages: &[Message]) -> Option<&str> {
        let (asked_at, recording) = messages
            .iter()
            .enumerate()
            .rev()
            .filter(|(_, message)| message.role == Role::User)
            .find_map(|(at, message)| Some((at, self.recording_of(&message.content)?)))?;
        let replied = messages[asked_at..]
            .iter()
            .filter(|message| message.role == Role::Assistant)
            .count();
        recording.replies.get(replied).map(String::as_str)
    }

    /// The recording whose question is in the message, which may say more around it. The longest
    /// wins where one question contains another.
    fn recording_of(&self, message: &str) -> Option<&Recording> {
        self.recordings
            .iter()
            .filter(|recording| message.contains(recording.question.trim()))
            .max_by_key(|recording| recording.question.len())
    }
}

#[async_trait(?Send)]
impl ChatModel for RecordedModel {
    async fn complete(&self, request: ChatRequest) -> Result<CompletionStream, ModelError> {
        let Some(reply) = self.next_reply(&request.messages) else {
            return Err(ModelError::Configuration(
                "This is a recorded conversation and there is no recorded reply to this. To ask questions of your own, enter a provider and a key in Settings".into(),
            ));
        };
        let playing = Playing {
            rest: reply.to_string(),
            played: 0,
            started: self.clock.now(),
            clock: self.clock.clone(),
            pace: self.pace,
        };
        Ok(stream::unfold(playing, Playing::next)
            .chain(stream::iter([ModelEvent::Finished(FinishReason::Stop)]))
            .map(Ok)
            .boxed_local())
    }

    fn source(&self) -> Source {
        Source::Recorded
    }
}

/// A reply while it plays.
struct Playing {
    rest: String,
    /// Pieces given so far.
    played: u32,
    started: Duration,
    clock: Rc<dyn Clock>,
    pace: Pace,
}

impl Playing {
    /// The next piece, when its time has come. Where timers come late (a tab in the background),
    /// all that is due by then comes at once, so that the whole takes no longer.
    async fn next(mut self) -> Option<(ModelEvent, Self)> {
        if self.rest.is_empty() {
            return None;
        }
        let next_at = self.started + self.pace.interval * (self.played + 1);
        let wait = next_at.saturating_sub(self.clock.now());
        self.clock.sleep(wait).await;
        let late = self.clock.now().saturating_sub(next_at);
        let pieces = 1 + late.as_nanos() / self.pace.interval.as_nanos().max(1);
        let pieces = u32::try_from(pieces).unwrap_or(u32::MAX);
        self.played = self.played.saturating_add(pieces);
        let characters = self.pace.piece.max(1).saturating_mul(pieces as usize);
        let end = self.rest.char_indices().nth(characters);
        let rest = self
            .rest
            .split_off(end.map_or(self.rest.len(), |(end, _)| end));
        let piece = std::mem::replace(&mut self.rest, rest);
        Some((ModelEvent::Delta(piece), self))
    }
}
