//! The settings and the key: read when the page is opened, stored when they change. The key is
//! stored only if the user said so, apart from the settings and bound to the origin it is for.

use leptos::prelude::*;
use leptos::task::spawn_local;
use micropython_agent::model::{ApiKey, WireFormat};
use micropython_agent::platform::http::{HttpError, origin};
use micropython_agent::platform::store::{RecordStore, StoreError};
use micropython_agent::storage::settings::{self, Settings, StoredSettings};
use serde::{Deserialize, Serialize};

use super::{Session, remembered};

const KEY_RECORD: &str = "api-key";

/// A key on this device, and where it may be sent.
#[derive(Serialize, Deserialize)]
struct StoredKey {
    origin: String,
    key: String,
}

/// What the settings dialog does with the key.
#[derive(Clone)]
pub enum KeyChange {
    /// Keeps the one there is, unless the settings now name another origin.
    Keep,
    /// Takes another.
    Replace(ApiKey),
    /// Forgets it.
    Forget,
}

/// The stored settings.
///
/// # Errors
/// Why they cannot be used, for the user, a line for each reason.
pub async fn load_settings(store: &dyn RecordStore) -> Result<Settings, String> {
    let stored = settings::load(store).await;
    let stored = stored.map_err(|error| error.to_string())?;
    stored.check().map_err(|errors| {
        let reasons: Vec<_> = errors.iter().map(ToString::to_string).collect();
        reasons.join("\n")
    })
}

/// The remembered key, if there is one for the provider of these settings.
pub async fn load_key(store: &dyn RecordStore, settings: &Settings) -> Option<ApiKey> {
    let stored: StoredKey = remembered::read(store, settings, KEY_RECORD).await?;
    let same = origin(&settings.base_url).is_ok_and(|origin| origin == stored.origin);
    same.then(|| ApiKey::new(&stored.key)).flatten()
}

impl Session {
    /// Checks and puts in force what the settings dialog holds.
    ///
    /// # Errors
    /// Everything that is wrong, and nothing changes.
    pub fn save_settings(
        &self,
        draft: StoredSettings,
        key: KeyChange,
    ) -> Result<(), Vec<settings::SettingsError>> {
        let changed = draft.check()?;
        let before = self.settings.get_untracked();
        let same_origin = origin_of(&before) == origin_of(&changed);
        match key {
            KeyChange::Replace(key) => self.key.set(Some(key)),
            KeyChange::Forget => self.key.set(None),
            // A key never follows a change of address by itself.
            KeyChange::Keep if !same_origin => self.key.set(None),
            KeyChange::Keep => {}
        }
        let adapters = self.adapters.get_value();
        adapters.limits.replace(changed.limits());
        if before.limits() != changed.limits() {
            adapters.renew_sandbox();
        }
        self.settings.set(changed);
        self.settings_problem.set(None);
        self.apply_log_level();
        self.store_settings();
        Ok(())
    }

    /// Stores the settings in force, and the key or its absence. While the stored ones cannot be used,
    /// nothing is written over them before the user has saved others.
    pub(super) fn store_settings(&self) {
        if self.settings_problem.with_untracked(Option::is_some) {
            return;
        }
        self.keep_site_for_use();
        let session = *self;
        spawn_local(async move {
            if let Err(error) = session.write_settings().await {
                session.report_storage(&error);
            }
        });
    }

    /// The names of the models at an address. The key in force is used for its own origin only.
    ///
    /// # Errors
    /// For the user.
    pub async fn list_models(
        &self,
        base_url: String,
        format: WireFormat,
        typed_key: Option<ApiKey>,
    ) -> Result<Vec<String>, String> {
        let settings = self.settings.get_untracked();
        let same_origin = origin(base_url.trim()) == origin_of(&settings);
        let key = typed_key.or_else(|| self.key.get_untracked().filter(|_| same_origin));
        let adapters = self.adapters.get_value();
        let models = adapters.list_models(base_url, format, key).await;
        models.map_err(|error| error.to_string())
    }

    async fn write_settings(&self) -> Result<(), StoreError> {
        let adapters = self.adapters.get_value();
        let settings = self.settings.get_untracked();
        settings::save(&*adapters.store, &settings).await?;
        let key = self.key.get_untracked().zip(origin_of(&settings).ok());
        let key = key.map(|(key, origin)| StoredKey {
            origin,
            key: key.expose().into(),
        });
        self.remember(KEY_RECORD, key).await?;
        self.write_shared().await
    }
}

fn origin_of(settings: &Settings) -> Result<String, HttpError> {
    origin(&settings.base_url)
}
