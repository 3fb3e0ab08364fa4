//! Earlier steps of the conversation on the screen: going back to one, and going on from one in a
//! conversation of its own. What is at hand of the conversation is let go and read again, as after
//! a reload: that takes up the Python session of the step.

use std::time::Duration;

use leptos::prelude::*;
use micropython_agent::sandbox::Artifact;
use micropython_agent::storage::conversation::{Conversations, Opened, PastError};
use wasm_split_helpers::wasm_split;

use super::Session;
use crate::browser::tabs::{self, News};
use crate::lazy::{LoadError, Work};
use crate::texts;

/// How long going back can be undone with a click.
const UNDO_TIME: Duration = Duration::from_secs(20);

/// How often is looked whether the work that was stopped has ended.
const STOPPING: Duration = Duration::from_millis(20);

/// Where the conversation is taken back to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Back {
    /// The end of the step of this id.
    ToStep(u32),
    /// Before the question of this place, from 1.
    BeforeQuestion(u32),
    /// Where it was before it was taken back.
    Undo,
}

/// Why an earlier step was not gone on from. The texts are for the user.
#[derive(Debug, thiserror::Error)]
pub enum TakingBack {
    /// No question was asked yet.
    #[error("there is no conversation yet")]
    NoConversation,
    /// The agent is at work.
    #[error("the conversation is at work; stop it first")]
    AtWork,
    /// As storage has it.
    #[error(transparent)]
    Past(#[from] PastError),
    /// What does it could not be fetched.
    #[error(transparent)]
    Load(#[from] LoadError),
}

impl TakingBack {
    /// What the page says of it.
    pub fn words(&self) -> &'static str {
        match self {
            Self::NoConversation | Self::Past(PastError::NoStep(_) | PastError::NoQuestion(_)) => {
                texts::session::step_gone()
            }
            Self::AtWork => texts::session::stop_first(),
            Self::Past(PastError::SessionNotKept(_)) => texts::session::python_not_kept(),
            Self::Past(PastError::NothingToUndo) => texts::session::nothing_to_undo(),
            Self::Past(PastError::Store(_)) => texts::session::browser_refused_storage(),
            Self::Load(_) => LoadError::words(),
        }
    }
}

impl Session {
    /// Takes the conversation on the screen back to where the step of this id has left it: its
    /// transcript and its Python session. What came after counts no more.
    ///
    /// # Errors
    /// [`TakingBack`], and the conversation is as it was.
    pub async fn rewind(self, step: u32) -> Result<(), TakingBack> {
        self.go_back(Back::ToStep(step)).await
    }

    /// Takes the conversation on the screen back to before its question of this place, from 1.
    ///
    /// # Errors
    /// [`TakingBack`], and the conversation is as it was.
    pub async fn rewind_before(self, question: u32) -> Result<(), TakingBack> {
        self.go_back(Back::BeforeQuestion(question)).await
    }

    /// Asks a question in place of the one of this place, from 1, in the conversation on the screen.
    /// False, and nothing is asked, where another one has come there meanwhile.
    ///
    /// # Errors
    /// [`TakingBack`], and the conversation is as it was.
    pub async fn ask_in_place(
        self,
        place: u32,
        question: String,
        artifacts: Vec<Artifact>,
    ) -> Result<bool, TakingBack> {
        let shown = || self.current.get_untracked().id.get_untracked();
        let id = shown();
        self.rewind_before(place).await?;
        let asked = shown() == id && self.ask(question, artifacts).is_ok();
        if asked {
            self.offer_undo(id);
        }
        Ok(asked)
    }

    /// Undoes the way back that was the last thing to happen to the conversation on the screen. What
    /// is at work there on the question that was asked since is stopped.
    ///
    /// # Errors
    /// [`TakingBack`], and the conversation is as it was.
    pub async fn undo_rewind(self) -> Result<(), TakingBack> {
        self.taken_back.set(None);
        let view = self.current.get_untracked();
        let clock = self.adapters.with_value(|adapters| adapters.clock.clone());
        self.stop();
        while view.working.get_untracked() {
            clock.sleep(STOPPING).await;
        }
        self.go_back(Back::Undo).await
    }

    async fn go_back(self, back: Back) -> Result<(), TakingBack> {
        let id = self.resting_conversation()?;
        // The desk holds the log, which has one writer: nobody works there from here on.
        let view = self.current.get_untracked();
        view.working.set(true);
        let desk = self.desk_of(&id);
        let _turn = match &desk {
            Some(desk) => Some(desk.turn().await),
            None => None,
        };
        self.desks
            .update_value(|desks| desks.retain(|desk| desk.id() != id));
        let adapters = self.adapters.get_value();
        let now = adapters.clock.unix_ms();
        let Some(_lead) = tabs::lead(&id).await else {
            view.working.set(false);
            return Err(TakingBack::AtWork);
        };
        let rewound = rewinding(adapters.conversations.clone(), id.clone(), back, now).await;
        let rewound = match rewound {
            Ok(rewinding) => rewinding.await.map_err(TakingBack::from),
            Err(error) => Err(error.into()),
        };
        if rewound.is_ok() {
            adapters.tabs.tell(&id, News::Changed);
        }
        view.working.set(false);
        let shown = self.current.get_untracked().id.get_untracked() == id;
        self.list_conversations();
        // Another one may have been opened meanwhile; then this one is read when it is opened again.
        match rewound {
            Ok(opened) => {
                if shown {
                    self.show(opened);
                    if back != Back::Undo {
                        self.offer_undo(id);
                    }
                }
                Ok(())
            }
            Err(error) => {
                if shown {
                    self.open(&id);
                }
                Err(error)
            }
        }
    }

    fn offer_undo(&self, id: String) {
        self.taken_back.set(Some(id.clone()));
        let session = *self;
        set_timeout(
            move || {
                let stands = session
                    .taken_back
                    .with_untracked(|it| it.as_ref() == Some(&id));
                if stands {
                    session.taken_back.set(None);
                }
            },
            UNDO_TIME,
        );
    }

    /// Goes on from where the step of this id has left the conversation on the screen, in a new
    /// one, which is put on the screen. The present one stays as it is.
    ///
    /// # Errors
    /// [`TakingBack`], and there is no new conversation.
    pub async fn fork(self, step: u32) -> Result<(), TakingBack> {
        let id = self.resting_conversation()?;
        let adapters = self.adapters.get_value();
        let now = adapters.clock.unix_ms();
        let forked = forking(adapters.conversations.clone(), id, step, now).await?;
        self.show(forked.await?);
        self.list_conversations();
        Ok(())
    }

    /// The conversation on the screen, if the agent is not at work on it.
    fn resting_conversation(&self) -> Result<String, TakingBack> {
        let view = self.current.get_untracked();
        let id = view.id.get_untracked();
        if id.is_empty() {
            return Err(TakingBack::NoConversation);
        }
        if view.working.get_untracked() || view.console_running.get_untracked() {
            return Err(TakingBack::AtWork);
        }
        Ok(id)
    }
}

#[wasm_split(reading, fallible)]
fn rewinding(
    conversations: Conversations,
    id: String,
    back: Back,
    now: u64,
) -> Work<Result<Opened, PastError>> {
    Ok(Box::pin(async move {
        match back {
            Back::ToStep(step) => conversations.rewind(&id, step, now).await,
            Back::BeforeQuestion(place) => conversations.rewind_before(&id, place, now).await,
            Back::Undo => conversations.undo_rewind(&id, now).await,
        }
    }))
}

#[wasm_split(reading, fallible)]
fn forking(
    conversations: Conversations,
    id: String,
    step: u32,
    now: u64,
) -> Work<Result<Opened, PastError>> {
    Ok(Box::pin(
        async move { conversations.fork(&id, step, now).await },
    ))
}
