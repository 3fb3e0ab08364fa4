//! Earlier steps of a conversation: going back to one, and going on from one in a conversation of
//! its own. Transcript and Python session go together: where the session of a step was not kept,
//! neither is done. Nothing is lost by going back: the events stay in the log, where
//! [`Event::Rewound`] follows them, and so do the sessions.

use std::rc::Rc;

use super::{ConversationLog, Conversations, Opened, Summary, UNTITLED, title_of};
use crate::agent::{Event, Transcript, standing_step};
use crate::platform::store::{Change, StoreError};
use crate::storage::snapshots::Snapshots;

/// Why an earlier step cannot be gone on from. The texts are for the user.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PastError {
    /// The conversation has no step of this id that came to its end.
    #[error("there is no step {0} that came to its end")]
    NoStep(u32),
    /// The conversation has no such question.
    #[error("there is no question {0}")]
    NoQuestion(u32),
    /// Something else has happened since, or nothing was taken back.
    #[error("there is nothing to undo")]
    NothingToUndo,
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
        let opened = self.open(id).await?;
        if opened.transcript.ended_step(step).is_none() {
            return Err(PastError::NoStep(step));
        }
        self.taken_back(opened, Event::Rewound { step, at: now_ms })
            .await
    }

    /// Takes a conversation back to before the question in this place among those that count, from
    /// 1: neither it nor what came after it counts any more. Else as [`Conversations::rewind`].
    ///
    /// # Errors
    /// [`PastError`], and nothing has changed.
    pub async fn rewind_before(
        &self,
        id: &str,
        question: u32,
        now_ms: u64,
    ) -> Result<Opened, PastError> {
        let opened = self.open(id).await?;
        let place = (question as usize).checked_sub(1);
        let runs = &opened.transcript.runs;
        let Some(run) = place.and_then(|place| runs.get(place)) else {
            return Err(PastError::NoQuestion(question));
        };
        let asked = title_of(&run.question);
        let title = opened.log.summary().title;
        let is_title = question == 1 && (title == asked || without_number(&title) == asked);
        let at = now_ms;
        let opened = self
            .taken_back(opened, Event::RewoundBefore { question, at })
            .await?;
        if is_title {
            opened.log.title_after(UNTITLED).await?;
        }
        Ok(opened)
    }

    /// Undoes the way back that was the last thing to happen to a conversation, with the question that
    /// was asked since in place of one. Else as [`Conversations::rewind`].
    ///
    /// # Errors
    /// [`PastError`], and nothing has changed.
    pub async fn undo_rewind(&self, id: &str, now_ms: u64) -> Result<Opened, PastError> {
        let opened = self.open(id).await?;
        if !opened.transcript.can_undo_rewind() {
            return Err(PastError::NothingToUndo);
        }
        let title = opened.log.summary().title;
        let asked = opened.transcript.runs.first();
        let is_title =
            title == UNTITLED || asked.is_some_and(|run| title == title_of(&run.question));
        let opened = self
            .taken_back(opened, Event::RewindUndone { at: now_ms })
            .await?;
        if let Some(first) = opened.transcript.runs.first()
            && is_title
        {
            opened.log.title_after(&first.question).await?;
        }
        Ok(opened)
    }

    /// The conversation with an event more, after which the session that it stands on has to be there.
    async fn taken_back(&self, mut opened: Opened, event: Event) -> Result<Opened, PastError> {
        opened.transcript.apply(&event);
        self.standing_session(opened.log.id(), &opened.transcript)
            .await?;
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
        let events = self.events_of(id, step).await?;
        let transcript = Transcript::of(&events);
        if transcript.ended_step(step).is_none() {
            return Err(PastError::NoStep(step));
        }
        let sessions = self.standing_session(id, &transcript).await?;
        let log: ConversationLog = self.create(now_ms).await?;
        let copies: Vec<Change> = match sessions {
            Some((snapshots, newest)) => snapshots.copies_for(log.id(), newest).await?,
            None => Vec::new(),
        };
        if let Some(mut summary) = self.stored_summary(id).await? {
            summary.title = self.free_title(&summary.title).await?;
            if summary.label.renamed != 0 {
                summary.label.title.clone_from(&summary.title);
            }
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

    /// A title that no conversation has: this one with the next number that is free, as in "Title (2)".
    async fn free_title(&self, title: &str) -> Result<String, StoreError> {
        let taken = self.list_readable().await?.summaries;
        let base = without_number(title);
        let mut numbered = (2_u32..).map(|number| format!("{base} ({number})"));
        let free = numbered.find(|title| taken.iter().all(|it| it.title != *title));
        Ok(free.unwrap_or_else(|| title.into()))
    }

    /// The events up to the end of this step, and of its run if that ended with it; and what the user
    /// ran in the console whenever the conversation stood on this step, also later on, when it was
    /// taken back or a step was cut off: the session that is kept has it.
    async fn events_of(&self, id: &str, step: u32) -> Result<Vec<Event>, StoreError> {
        let mut transcript = Transcript::default();
        let mut copied = Vec::new();
        let (mut reached, mut follows, mut at_console) = (false, true, false);
        // What is damaged was reported when the conversation was opened.
        let records = self.records(id).await?.into_iter();
        for event in records.filter_map(|(_, event)| event.ok()) {
            at_console = match event {
                Event::ConsoleStarted { .. } | Event::ConsoleRan { .. } => {
                    standing_step(&transcript) == Some(step)
                }
                _ => at_console && is_of_code(&event),
            };
            let ends_run = follows && matches!(event, Event::RunEnded { .. });
            let belongs = !reached || at_console || ends_run;
            follows &= belongs;
            transcript.apply(&event);
            reached = reached || transcript.ended_step(step).is_some();
            if belongs {
                copied.push(event);
            }
        }
        Ok(copied)
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

/// A title without the number that tells a fork from its origin.
fn without_number(title: &str) -> &str {
    let numbered = title
        .strip_suffix(')')
        .and_then(|rest| rest.rsplit_once(" ("));
    match numbered {
        Some((base, number)) if number.parse::<u32>().is_ok() => base,
        _ => title,
    }
}

/// Whether the event is of code that runs.
fn is_of_code(event: &Event) -> bool {
    matches!(
        event,
        Event::Printed { .. }
            | Event::Displayed { .. }
            | Event::ToolCalled { .. }
            | Event::ApprovalAsked { .. }
            | Event::PersonAnswered { later: false, .. }
            | Event::ToolLogged { .. }
            | Event::ToolSpent { .. }
            | Event::ToolReturned { .. }
            | Event::ConsoleEnded { .. }
    )
}
