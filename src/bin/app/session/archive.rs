//! Conversations as files: saving them, and taking them in.

use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use micropython_agent::platform::store::{RecordStore, StoreError};
use micropython_agent::storage::archive::{self, ArchiveError};
use wasm_split_helpers::wasm_split;
use web_sys::File;

use super::Session;
use crate::browser::{clock, files};
use crate::lazy::{LoadError, Work};

pub use crate::browser::files::take_chosen;

impl Session {
    /// Has the browser save the conversation on the screen as a file.
    pub fn export_current(&self) {
        let id = self.current.get_untracked().id.get_untracked();
        self.export(vec![id], "conversation");
    }

    /// Has the browser save all conversations as one file.
    pub fn export_all(&self) {
        let all = self.summaries.get_untracked().into_iter();
        self.export(all.map(|summary| summary.id).collect(), "conversations");
    }

    /// Takes the conversations of a file in, each as a new one, and lists them. How many there were.
    ///
    /// # Errors
    /// Why not, for the user; nothing has changed then.
    pub async fn import(&self, file: File) -> Result<usize, String> {
        // What is too large is not even read.
        if file.size() > archive::MAX_BYTES as f64 {
            return Err(ArchiveError::TooLarge.to_string());
        }
        let text = String::from_utf8(files::read(&file).await?);
        let text = text.map_err(|_| format!("{} is not a text", file.name()))?;
        let adapters = self.adapters.get_value();
        let now = adapters.clock.unix_ms();
        let importing = importing(adapters.store.clone(), text, now).await;
        let ids = importing.map_err(|error| error.to_string())?.await;
        let ids = ids.map_err(|error| error.to_string())?;
        self.list_conversations();
        Ok(ids.len())
    }

    fn export(&self, ids: Vec<String>, name: &str) {
        let (session, name) = (*self, format!("{name}-{}.json", clock::today()));
        spawn_local(async move {
            let adapters = session.adapters.get_value();
            let exporting = exporting(adapters.store.clone(), ids).await;
            let Ok(exporting) = exporting else {
                return session.notice.set(Some(LoadError::WORDS));
            };
            match exporting.await {
                Ok(text) => {
                    if let Err(reason) = files::download(&name, &text) {
                        tracing::error!(reason, "the file could not be saved");
                        session
                            .notice
                            .set(Some("The browser did not save the file."));
                    }
                }
                Err(error) => session.report_storage(&error),
            }
        });
    }
}

#[wasm_split(exchange, fallible)]
fn exporting(store: Rc<dyn RecordStore>, ids: Vec<String>) -> Work<Result<String, StoreError>> {
    Ok(Box::pin(async move { archive::export(&store, &ids).await }))
}

#[wasm_split(exchange, fallible)]
fn importing(
    store: Rc<dyn RecordStore>,
    text: String,
    now: u64,
) -> Work<Result<Vec<String>, ArchiveError>> {
    Ok(Box::pin(async move {
        archive::import(&store, &text, now).await
    }))
}
