//! Conversations on several devices: the store that they share, and the button that merges them.
//! Its token is treated as a key is: in memory, and on the device only if the user said so.

use std::rc::Rc;

use leptos::prelude::*;
use micropython_agent::model::ApiKey;
use micropython_agent::platform::http::origin;
use micropython_agent::platform::redis::RedisStore;
use micropython_agent::platform::store::{Change, RecordStore, StoreError};
use micropython_agent::storage::sync;
use serde::{Deserialize, Serialize};

pub use micropython_agent::storage::sync::Synced;

use super::Session;
use crate::browser::tabs;

const SHARED_RECORD: &str = "shared-store";
const DEVICE_RECORD: &str = "device";

/// The store that the user's devices share.
#[derive(Clone)]
pub struct SharedStore {
    /// Its address.
    pub address: String,
    /// Goes to that address and nowhere else.
    token: ApiKey,
}

/// It on this device.
#[derive(Serialize, Deserialize)]
struct StoredSharedStore {
    address: String,
    token: String,
}

impl SharedStore {
    /// The token as it may be shown, masked.
    pub fn masked_token(&self) -> String {
        self.token.to_string()
    }
}

/// The remembered store, if there is one.
pub async fn load(store: &dyn RecordStore, remembered: bool) -> Option<SharedStore> {
    if !remembered {
        return None;
    }
    let text = match store.get(SHARED_RECORD).await {
        Ok(text) => text?,
        Err(error) => {
            tracing::warn!(%error, "the store that devices share cannot be read");
            return None;
        }
    };
    // The parser's message is not logged: it could repeat a part of the token.
    let Ok(stored) = serde_json::from_str::<StoredSharedStore>(&text) else {
        tracing::warn!("the store that devices share is damaged");
        return None;
    };
    let token = ApiKey::new(&stored.token)?;
    let address = stored.address;
    Some(SharedStore { address, token })
}

impl Session {
    /// Merges the conversations here with those of the other devices that share the store at this
    /// address. Without a token, the one in force is used, if it was entered for the same origin.
    ///
    /// # Errors
    /// Why not, for the user. What was merged until then stays.
    pub async fn sync(self, address: String, token: Option<ApiKey>) -> Result<Synced, String> {
        let kept = self.shared.get_untracked();
        let kept = kept.filter(|kept| origin(&kept.address) == origin(address.trim()));
        let token = token.or(kept.map(|kept| kept.token));
        let token = token.ok_or("enter the token of the store")?;
        let adapters = self.adapters.get_value();
        let shared = RedisStore::new(adapters.http.clone(), &address, token.expose());
        let shared: Rc<dyn RecordStore> = Rc::new(shared.map_err(words)?);
        let synced = self.merge(&shared).await;
        let synced = synced.map_err(words)?;
        self.shared.set(Some(SharedStore { address, token }));
        if let Err(error) = self.write_shared().await {
            self.report_storage(&error);
        }
        Ok(synced)
    }

    async fn merge(&self, shared: &Rc<dyn RecordStore>) -> Result<Synced, StoreError> {
        let adapters = self.adapters.get_value();
        let device = device(&*adapters.store).await?;
        // Nobody goes on with a conversation while it is being merged; what somebody is at work on
        // is left alone.
        let (mut leads, mut busy) = (Vec::new(), Vec::new());
        for summary in adapters.conversations.list().await?.summaries {
            match tabs::lead(&summary.id).await {
                Some(lead) => leads.push(lead),
                None => busy.push(summary.id),
            }
        }
        let synced = sync::sync(&adapters.store, shared, &device, &busy).await;
        drop(leads);
        self.read_again(&busy);
        synced
    }

    /// Lets go of what is at hand of conversations that may have changed.
    fn read_again(&self, busy: &[String]) {
        self.desks
            .update_value(|desks| desks.retain(|desk| busy.contains(&desk.id())));
        let shown = self.current.get_untracked().id.get_untracked();
        if !shown.is_empty() && !busy.contains(&shown) {
            self.open(&shown);
        }
        self.list_conversations();
    }

    /// Stores the address and the token, or their absence.
    pub(super) async fn write_shared(&self) -> Result<(), StoreError> {
        let remembered = self
            .settings
            .with_untracked(|settings| settings.remember_key);
        let shared = self.shared.get_untracked().filter(|_| remembered);
        let stored = shared.map(|shared| StoredSharedStore {
            address: shared.address,
            token: shared.token.expose().into(),
        });
        // Two strings can always be written as JSON; should that fail, nothing is remembered.
        let key = SHARED_RECORD.into();
        let change = match stored.and_then(|stored| serde_json::to_string(&stored).ok()) {
            Some(value) => Change::Put { key, value },
            None => Change::Delete { key },
        };
        let adapters = self.adapters.get_value();
        adapters.store.commit(vec![change]).await
    }
}

/// An error in words that fit a store elsewhere.
fn words(error: StoreError) -> String {
    match error {
        StoreError::Full => "there is no more room".into(),
        StoreError::Unavailable { reason } => reason,
        damaged @ StoreError::Corrupt { .. } => damaged.to_string(),
    }
}

/// The name of this device among those that share a store: made up once.
async fn device(store: &dyn RecordStore) -> Result<String, StoreError> {
    if let Some(name) = store.get(DEVICE_RECORD).await? {
        return Ok(name);
    }
    let part = || (js_sys::Math::random() * f64::from(u32::MAX)) as u32;
    let name = format!("{:08x}{:08x}", part(), part());
    let change = Change::Put {
        key: DEVICE_RECORD.into(),
        value: name.clone(),
    };
    store.commit(vec![change]).await?;
    Ok(name)
}
