//! Settings as a file: saving it, and reading one. Keys are never in it.

use leptos::prelude::*;
use micropython_agent::storage::settings::Settings;
use web_sys::File;

use super::Session;
use crate::browser::{clock, files};

/// Bytes of a file of settings that are read.
const MAX_BYTES: f64 = 1024.0 * 1024.0;

impl Session {
    /// Has the browser save the settings in force.
    ///
    /// # Errors
    /// Why not, for the user.
    pub fn save_settings_file(&self) -> Result<(), String> {
        let settings = self.settings.with_untracked(Settings::to_json);
        let saved = files::download(&format!("settings-{}.json", clock::today()), &settings);
        saved.map_err(|reason| format!("the browser did not save the file: {reason}"))
    }

    /// The settings in a file, and its name.
    ///
    /// # Errors
    /// What is wrong with it, for the user.
    pub async fn read_settings_file(&self, file: File) -> Result<(Settings, String), String> {
        let name = file.name();
        if file.size() > MAX_BYTES {
            return Err(format!("{name} is too large to hold settings"));
        }
        let text = String::from_utf8(files::read(&file).await?);
        let text = text.map_err(|_| format!("{name} is not a text"))?;
        let settings = Settings::from_json(&text).map_err(|error| error.to_string())?;
        Ok((settings, name))
    }
}
