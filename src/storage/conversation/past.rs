//! Earlier steps of a conversation: going back to one, and going on from one in a conversation of
//! its own. Transcript and Python session go together: where the session of a step was not kept,
//! neither is done. Nothing is lost by going back: the events stay in the log, where
//! [`Event::Rewound`] follows them, and so do the sessions.

use std::rc::Rc;

use super::{ConversationLog, Conversations, Opened, Summary};
use crate::agent::{Event, Transcript, standing_step};
use crate::platform::store::{Change, StoreError};
use crate::storage::snapshots::Snapshots;

/// Why an earlier step cannot be gone on from. The texts are for the user.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PastError {
    /// The conversation has no step of this id that came to its end.
    #[error("there is no step {0} that came to its end")]
    NoStep(u32),
    /// What Python knew then is not kept.
    #[error("the Python session of step {0} was not kept")]
    SessionNotKept(u32),
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Conversations {
    /// Takes a conversation back to where the step of this id has left it. No log of it may be
    /// open elsewhere. Whoever goes on has the Python session of [`standing_step`] taken up, as
    /// after a reload.
    ///
    /// # Errors
    /// [`PastError`], and nothing has changed.
    pub async fn rewind(&self, id: &str, step: u32, now_ms: u64) -> Result<Opened, PastError> {
        let mut opened = self.open(id).await?;
        if opened.transcript.ended_step(step).is_none() {
            return Err(PastError::NoStep(step));
        }
        let event = Event::Rewound { step, at: now_ms };
        opened.transcript.apply(&event);
        self.standing_session(id, &opened.transcript).await?;
        opened.log.append(&[event]).await?;
        Ok(opened)
    }

    /// A new conversation that goes on from where the step of this id has left this one, with a
    /// copy of the events up to there, also of those that were taken back, and of the Python
    /// sessions. The step may be one that was taken back. This conversation stays as it is.
    ///
    /// # Errors
    /// [`PastError`], and there is no new conversation.
    pub async fn fork(&self, id: &str, step: u32, now_ms: u64) -> Result<Opened, PastError> {
        let (events, transcript) = self
            .events_through(id, step)
            .await?
            .ok_or(PastError::NoStep(step))?;
        let sessions = self.standing_session(id, &transcript).await?;
        let log: ConversationLog = self.create(now_ms).await?;
        let copies: Vec<Change> = match sessions {
            Some((snapshots, newest)) => snapshots.copies_for(log.id(), newest).await?,
            None => Vec::new(),
        };
        if let Some(summary) = self.stored_summary(id).await? {
            log.set_summary(Summary {
                created: now_ms,
                updated: now_ms,
                ..summary
            });
        }
        log.append_with(&events, copies).await?;
        Ok(Opened {
            transcript,
            log,
            waiting: Vec::new(),
            damaged: Vec::new(),
        })
    }

    /// The events up to the end of this step, and of its run if that ended with it.
    async fn events_through(
        &self,
        id: &str,
        step: u32,
    ) -> Result<Option<(Vec<Event>, Transcript)>, StoreError> {
        let mut transcript = Transcript::default();
        let mut through = Vec::new();
        // What is damaged was reported when the conversation was opened.
        let records = self.records(id).await?.into_iter();
        let mut events = records.filter_map(|(_, event)| event.ok()).peekable();
        while let Some(event) = events.next() {
            transcript.apply(&event);
            through.push(event);
            if transcript.ended_step(step).is_none() {
                continue;
            }
            if let Some(end) = events.next_if(|next| matches!(next, Event::RunEnded { .. })) {
                transcript.apply(&end);
                through.push(end);
            }
            return Ok(Some((through, transcript)));
        }
        Ok(None)
    }

    /// The kept sessions and the step of the one that a transcript stands on; none where it
    /// stands on no names.
    async fn standing_session(
        &self,
        id: &str,
        transcript: &Transcript,
    ) -> Result<Option<(Snapshots, u32)>, PastError> {
        let Some(step) = standing_step(transcript) else {
            return Ok(None);
        };
        let snapshots = Snapshots::new(Rc::clone(&self.store), id);
        match snapshots.of_step(step).await? {
            Some(_) => Ok(Some((snapshots, step))),
            None => Err(PastError::SessionNotKept(step)),
        }
    }
}
