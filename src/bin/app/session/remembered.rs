//! Secrets on this device: there only if the user said so, each in a record of its own.

use leptos::prelude::*;
use micropython_agent::platform::store::{Change, RecordStore, StoreError};
use micropython_agent::storage::settings::Settings;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::Session;

/// The secret in a record, if these settings have secrets remembered and there is one.
pub async fn read<Secret: DeserializeOwned>(
    store: &dyn RecordStore,
    settings: &Settings,
    record: &str,
) -> Option<Secret> {
    if !settings.remember_key {
        return None;
    }
    let text = match store.get(record).await {
        Ok(text) => text?,
        Err(error) => {
            tracing::warn!(%error, record, "what is remembered cannot be read");
            return None;
        }
    };
    let secret = serde_json::from_str(&text);
    if secret.is_err() {
        // The parser's message is not logged: it could repeat a part of the secret.
        tracing::warn!(record, "what is remembered is damaged");
    }
    secret.ok()
}

impl Session {
    /// Stores a secret in a record; its absence, where there is none or none is to be remembered. Nothing
    /// while the stored settings cannot be used.
    pub(super) async fn remember<Secret: Serialize>(
        &self,
        record: &str,
        secret: Option<Secret>,
    ) -> Result<(), StoreError> {
        if self.settings_problem.with_untracked(Option::is_some) {
            // Whether it was to be remembered is not known: what is stored stays.
            return Ok(());
        }
        let remembered = self
            .settings
            .with_untracked(|settings| settings.remember_key);
        let secret = secret.filter(|_| remembered);
        // Strings can always be written as JSON; should that fail, nothing is remembered.
        let value = secret.and_then(|secret| serde_json::to_string(&secret).ok());
        let key = record.into();
        let change = match value {
            Some(value) => Change::Put { key, value },
            None => Change::Delete { key },
        };
        let adapters = self.adapters.get_value();
        adapters.store.commit(vec![change]).await
    }
}
