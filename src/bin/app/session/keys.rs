//! Whether a key alone may be a command. Who dictates, or types with a trembling hand, turns that off
//! (WCAG 2.1.4, <https://www.w3.org/TR/WCAG22/#character-key-shortcuts>).

use leptos::prelude::*;
use leptos::task::spawn_local;
use micropython_agent::platform::store::Change;

use super::Session;

/// There while they are turned off.
const RECORD: &str = "no-single-keys";

impl Session {
    /// Finds out what was chosen.
    pub(super) fn read_single_keys(&self) {
        let session = *self;
        spawn_local(async move {
            let adapters = session.adapters.get_value();
            match adapters.store.get(RECORD).await {
                Ok(off) => session.single_keys.set(off.is_none()),
                Err(error) => tracing::warn!(%error, "the choice of keys cannot be read"),
            }
        });
    }

    /// Turns them on or off, on this device.
    pub fn allow_single_keys(&self, allowed: bool) {
        self.single_keys.set(allowed);
        let session = *self;
        let key = RECORD.into();
        let change = match allowed {
            true => Change::Delete { key },
            false => Change::Put {
                key,
                value: "1".into(),
            },
        };
        spawn_local(async move {
            let adapters = session.adapters.get_value();
            if let Err(error) = adapters.store.commit(vec![change]).await {
                session.report_storage(&error);
            }
        });
    }
}
