//! Artifacts on their way into a conversation and out of it.

use leptos::prelude::*;
use micropython_agent::sandbox::artifact::{Artifact, MAX_BYTES};
use micropython_agent::sandbox::{ArtifactError, Artifacts};
use web_sys::File;

use super::Session;
use crate::browser::files;

impl Session {
    /// Reads a file that the person handed over.
    ///
    /// # Errors
    /// Why it cannot be an artifact, for the user.
    pub async fn read_file(&self, file: File) -> Result<Artifact, String> {
        let name = file.name();
        // What is much too large is not even read.
        if file.size() > MAX_BYTES as f64 {
            let (bytes, left) = (file.size() as usize, MAX_BYTES);
            return Err(ArtifactError::TooLarge { name, bytes, left }.to_string());
        }
        let bytes = files::read(&file).await?;
        Artifact::from_bytes(&name, bytes).map_err(|error| error.to_string())
    }

    /// Whether the conversation on the screen has room for these.
    ///
    /// # Errors
    /// Why not, for the user.
    pub fn check_room(&self, new: &[Artifact]) -> Result<(), String> {
        let current = self.current.get_untracked();
        let mut all: Artifacts = current.artifacts();
        let waiting = current.waiting.get_untracked();
        let waiting = waiting.iter().flat_map(|message| &message.artifacts);
        for artifact in waiting.chain(new) {
            all.put(artifact.clone())
                .map_err(|error| error.to_string())?;
        }
        Ok(())
    }

    /// Has the browser save bytes under this name.
    ///
    /// # Errors
    /// The browser's reason when it refuses.
    pub fn download_bytes(&self, name: &str, content: &[u8]) -> Result<(), String> {
        files::download_bytes(name, content)
    }

    /// Has the browser save an artifact. False if it refuses.
    pub fn download(&self, artifact: &Artifact) -> bool {
        self.save(artifact.name.as_str(), artifact.text.as_bytes())
    }

    /// Has the browser save a file. False if it refuses.
    pub fn save(&self, name: &str, bytes: &[u8]) -> bool {
        match files::download_bytes(name, bytes) {
            Ok(()) => true,
            Err(reason) => {
                tracing::warn!(reason, "could not save a file");
                false
            }
        }
    }
}
