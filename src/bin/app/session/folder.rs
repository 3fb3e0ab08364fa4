//! The folder on this computer that conversations are merged with: choosing it, and having the leave
//! to write to it. The browser takes that leave back when the page is closed; one click gives it again.

use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use micropython_agent::platform::store::{Change, RecordStore};
use wasm_bindgen::JsCast;

use super::Session;
use super::sync::{Synced, words};
use crate::browser::folder::{self, Folder, FolderStore, Leave};
use crate::browser::indexed_db::IndexedDbStore;

const FOLDER_RECORD: &str = "folder";

/// What a person finds in the folder.
const READ_ME: &str = "\
The conversations of Sandbox Agent, as this folder is shared by one or more devices.

device/<name>/conversations/  One folder for each conversation: its events in order (.jsonl, one in
                              each line), and what Python knew after its steps (.session).
device/<name>/index/          The list of them.
device/<name>/deleted/        What was deleted there, so that it is deleted everywhere.

Each device writes to its own part and reads the others. Keys are never stored here.
Copy this folder, or have it synchronised, as you like. Do not edit the files.
";

/// The folder as the page shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChosenFolder {
    /// What the person calls it.
    pub name: String,
    /// Whether the person has to allow it again.
    pub asks: bool,
}

impl Session {
    /// Whether this browser lets a page choose folders.
    pub fn has_folders(&self) -> bool {
        folder::is_supported()
    }

    /// Takes up the folder that was chosen before, if there is one.
    pub(super) fn take_up_folder(&self) {
        let session = *self;
        if !folder::is_supported() {
            return;
        }
        spawn_local(async move {
            let kept = match IndexedDbStore::open().await {
                Ok(store) => store.value(FOLDER_RECORD).await,
                Err(error) => Err(error),
            };
            match kept {
                Ok(Some(kept)) => {
                    session.set_folder(kept.unchecked_into()).await;
                    session.merge_soon();
                }
                Ok(None) => {}
                Err(error) => tracing::warn!(%error, "the chosen folder cannot be read"),
            }
        });
    }

    /// Has the person choose a folder, and merges with what is in it. Nothing if none was chosen.
    ///
    /// # Errors
    /// Why not, for the user.
    pub async fn choose_folder(self) -> Result<Option<Synced>, String> {
        let Some(chosen) = folder::choose().await? else {
            return Ok(None);
        };
        let read_me = Change::Put {
            key: "read me.txt".into(),
            value: READ_ME.into(),
        };
        let written = FolderStore::new(chosen.clone()).commit(vec![read_me]).await;
        written.map_err(words)?;
        // Where this is not kept, it is chosen again after a reload.
        let kept = match IndexedDbStore::open().await {
            Ok(store) => store.put_value(FOLDER_RECORD, &chosen).await,
            Err(error) => Err(error),
        };
        if let Err(error) = kept {
            tracing::warn!(%error, "the chosen folder is not remembered");
        }
        self.set_folder(chosen).await;
        self.merge_folder().await.map(Some)
    }

    /// Asks the browser for the leave to write to the folder again, then merges. Only a click may lead
    /// here.
    ///
    /// # Errors
    /// Why not, for the user.
    pub async fn allow_folder(self) -> Result<Synced, String> {
        let chosen = self.folder_handle.get_value();
        let chosen = chosen.ok_or("no folder is chosen")?;
        chosen.ask_leave().await;
        self.set_folder(chosen).await;
        self.merge_folder().await
    }

    /// Merges with what is in the folder.
    ///
    /// # Errors
    /// Why not, for the user. What was merged until then stays.
    pub async fn merge_folder(self) -> Result<Synced, String> {
        let folder = self.writable_folder();
        let folder = folder.ok_or("the page may not write to the folder; allow it first")?;
        let merged = self.merge(&folder).await;
        // The leave may have been taken back.
        if let (Err(_), Some(chosen)) = (&merged, self.folder_handle.get_value()) {
            self.set_folder(chosen).await;
        }
        merged
    }

    /// Merges with the folder no more. What is in it stays there.
    pub fn forget_folder(&self) {
        self.folder_handle.set_value(None);
        self.folder.set(None);
        let session = *self;
        spawn_local(async move {
            let adapters = session.adapters.get_value();
            let key = FOLDER_RECORD.into();
            let forgotten = adapters.store.commit(vec![Change::Delete { key }]).await;
            if let Err(error) = forgotten {
                session.report_storage(&error);
            }
        });
    }

    /// The folder as a store, if the page may write to it.
    pub(super) fn writable_folder(&self) -> Option<Rc<dyn RecordStore>> {
        let may_write = self
            .folder
            .with_untracked(|folder| folder.as_ref().is_some_and(|folder| !folder.asks));
        let chosen = self.folder_handle.get_value().filter(|_| may_write)?;
        Some(Rc::new(FolderStore::new(chosen)))
    }

    async fn set_folder(&self, chosen: Folder) {
        let asks = chosen.leave().await == Leave::Ask;
        let name = chosen.title();
        self.folder_handle.set_value(Some(chosen));
        self.folder.set(Some(ChosenFolder { name, asks }));
    }
}
