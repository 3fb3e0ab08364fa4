//! The Python session of a conversation in the person's hands, while the agent rests: a console, its
//! variables and its files.

use std::rc::Rc;

use futures::future::{AbortHandle, AbortRegistration, Abortable, LocalBoxFuture};
use futures::lock::MutexGuard;
use leptos::prelude::*;
use micropython_agent::agent::Agent;
use micropython_agent::platform::store::StoreError;
use micropython_agent::sandbox::variables::{Variable, VariablesError};
use micropython_agent::sandbox::{FileError, FileReply, FileRequest};
use wasm_split_helpers::wasm_split;

use super::Desk;
use crate::lazy::{LoadError, Work};
use crate::session::Session;

/// Why nothing came of it. The texts are for the user.
#[derive(Debug, thiserror::Error)]
pub enum AtRestError {
    /// The agent is at work.
    #[error("the agent is at work; its Python session is free when it rests")]
    AtWork,
    /// Another tab is.
    #[error("another tab is at work on this conversation")]
    Elsewhere,
    /// The user has stopped it.
    #[error("stopped before it began")]
    Stopped,
    /// As Python has it.
    #[error(transparent)]
    Variables(#[from] VariablesError),
    /// As the files have it.
    #[error(transparent)]
    File(#[from] FileError),
    /// The conversation cannot be read or begun.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// What does it could not be fetched.
    #[error(transparent)]
    Load(#[from] LoadError),
}

impl Session {
    /// Runs code of the user's in the Python session of the conversation on the screen. One at a time.
    ///
    /// # Errors
    /// [`AtRestError`], and the code has not run.
    pub async fn run_in_console(&self, code: String) -> Result<(), AtRestError> {
        let desk = self.desk_of_current();
        let running = desk.view.console_running.clone();
        if running.get_untracked() {
            return Ok(());
        }
        desk.check_rests()?;
        running.set(true);
        desk.leaving.set(false);
        let (stop, stopped) = AbortHandle::new_pair();
        desk.stop_console.replace(Some(stop));
        let ran = match console(desk.clone(), *self, code, stopped).await {
            Ok(work) => work.await,
            Err(error) => Err(error.into()),
        };
        desk.stop_console.replace(None);
        running.set(false);
        self.list_conversations();
        self.merge_soon();
        ran
    }

    /// Stops the code in the console of the conversation on the screen.
    pub fn stop_console(&self) {
        self.desk_of_current().stop_console();
    }

    /// The variables of the Python session of the conversation on the screen.
    ///
    /// # Errors
    /// [`AtRestError`].
    pub async fn variables(&self) -> Result<Vec<Variable>, AtRestError> {
        if self.is_unbegun() {
            return Ok(Vec::new());
        }
        let desk = self.desk_of_current();
        desk.check_rests()?;
        variables(desk, *self).await?.await
    }

    /// Looks at the files of the Python session of the conversation on the screen or changes them.
    ///
    /// # Errors
    /// [`AtRestError`], and nothing has changed.
    pub async fn files(&self, request: FileRequest) -> Result<FileReply, AtRestError> {
        if self.is_unbegun() && request == FileRequest::List {
            return Ok(FileReply::Listed(Vec::new()));
        }
        let desk = self.desk_of_current();
        desk.check_rests()?;
        files(desk, *self, request).await?.await
    }

    /// Whether the conversation on the screen is not in storage yet.
    fn is_unbegun(&self) -> bool {
        self.current
            .with_untracked(|view| view.id.with_untracked(String::is_empty))
    }
}

impl Desk {
    /// The agent's rest, once nobody looks at its Python session.
    pub async fn turn(&self) -> MutexGuard<'_, ()> {
        self.turn.lock().await
    }

    pub(super) fn stop_console(&self) {
        if let Some(stop) = self.stop_console.borrow_mut().take() {
            stop.abort();
        }
    }

    fn check_rests(&self) -> Result<(), AtRestError> {
        match self.view.working.get_untracked() {
            true => Err(AtRestError::AtWork),
            false => Ok(()),
        }
    }

    /// Does something with the agent, while it leads and does nothing else.
    async fn at_rest<Output, Failure: Into<AtRestError>>(
        self: Rc<Self>,
        session: Session,
        act: impl for<'a> FnOnce(&'a mut Agent) -> LocalBoxFuture<'a, Result<Output, Failure>>,
    ) -> Result<Output, AtRestError> {
        let _turn = self.turn.lock().await;
        let led = self.leading_agent(session).await?;
        let (mut agent, _lead) = led.ok_or(AtRestError::Elsewhere)?;
        let result = act(&mut agent).await;
        self.agent.replace(Some(agent));
        result.map_err(Into::into)
    }
}

#[wasm_split(agent, fallible)]
fn console(
    desk: Rc<Desk>,
    session: Session,
    code: String,
    stopped: AbortRegistration,
) -> Work<Result<(), AtRestError>> {
    let work = desk.clone().at_rest(session, move |agent| {
        Box::pin(async move {
            let tools = session.toolbox();
            let work = Abortable::new(agent.run_in_console(code, &tools), stopped);
            let is_stopped = work.await.is_err() && !desk.leaving.get();
            if is_stopped && !agent.stop_console().await {
                return Err(AtRestError::Stopped);
            }
            Ok(())
        })
    });
    Ok(Box::pin(work))
}

#[wasm_split(agent, fallible)]
fn variables(desk: Rc<Desk>, session: Session) -> Work<Result<Vec<Variable>, AtRestError>> {
    Ok(Box::pin(
        desk.at_rest(session, |agent| Box::pin(agent.variables())),
    ))
}

#[wasm_split(agent, fallible)]
fn files(
    desk: Rc<Desk>,
    session: Session,
    request: FileRequest,
) -> Work<Result<FileReply, AtRestError>> {
    Ok(Box::pin(
        desk.at_rest(session, |agent| Box::pin(agent.files(request))),
    ))
}
