//! Conversations on several devices: the stores that they share, and merging with them. It happens by
//! itself when the page is opened and when something has changed here. A token is treated as a key
//! is: in memory, and on the device only if the user said so.

use std::any::Any;
use std::rc::Rc;
use std::time::Duration;

use async_trait::async_trait;

use leptos::prelude::*;
use leptos::task::spawn_local;
use micropython_agent::model::ApiKey;
use micropython_agent::platform::http::origin;
use micropython_agent::platform::redis::RedisStore;
use micropython_agent::platform::store::{Change, RecordStore, StoreError};
use micropython_agent::storage::settings::Settings;
use micropython_agent::storage::sync::{self, Leads};
use serde::{Deserialize, Serialize};
use wasm_split_helpers::wasm_split;

pub use micropython_agent::storage::sync::Synced;

use super::{Session, remembered};
use crate::browser::tabs::{self, News};
use crate::lazy::Work;
use crate::texts;

const SHARED_RECORD: &str = "shared-store";
const DEVICE_RECORD: &str = "device";

/// How long nothing more has to change before it is merged by itself.
const QUIET: Duration = Duration::from_secs(2);

/// The lock of all tabs under which this device merges.
const MERGING: &str = "merging";

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
pub async fn load(store: &dyn RecordStore, settings: &Settings) -> Option<SharedStore> {
    let stored: StoredSharedStore = remembered::read(store, settings, SHARED_RECORD).await?;
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
        let synced = self.merge(&shared).await?;
        self.shared.set(Some(SharedStore { address, token }));
        if let Err(error) = self.write_shared().await {
            self.report_storage(&error);
        }
        Ok(synced)
    }

    /// Merges by itself once nothing more has changed for a while, with whatever stores are set up. What
    /// goes wrong is said once.
    pub(super) fn merge_soon(&self) {
        let session = *self;
        let is_set_up = self.shared.with_untracked(Option::is_some)
            || self.folder.with_untracked(Option::is_some);
        if !is_set_up {
            return;
        }
        let planned = set_timeout_with_handle(
            move || {
                spawn_local(async move {
                    match merging_all(session).await {
                        Ok(merging) => merging.await,
                        Err(error) => session.merge_problem.set(Some(error.to_string())),
                    }
                });
            },
            QUIET,
        );
        let Ok(planned) = planned else { return };
        let before = self
            .merge_planned
            .try_update_value(|timer| timer.replace(planned));
        if let Some(before) = before.flatten() {
            before.clear();
        }
    }

    async fn merge_all(&self) {
        let mut problems = Vec::new();
        if let Some(SharedStore { address, token }) = self.shared.get_untracked() {
            let adapters = self.adapters.get_value();
            let shared = RedisStore::new(adapters.http.clone(), &address, token.expose());
            let merged = match shared {
                Ok(shared) => self.merge(&(Rc::new(shared) as Rc<dyn RecordStore>)).await,
                Err(error) => Err(words(error)),
            };
            problems.extend(merged.err());
        }
        if let Some(folder) = self.writable_folder() {
            problems.extend(self.merge(&folder).await.err());
        }
        let problem = problems.into_iter().next();
        if self.merge_problem_told.get_value() != problem {
            self.merge_problem_told.set_value(problem.clone());
            self.merge_problem.set(problem);
        }
    }

    /// Merges with one store.
    pub(super) async fn merge(&self, shared: &Rc<dyn RecordStore>) -> Result<Synced, String> {
        let ends = Ends {
            local: self.adapters.get_value().store.clone(),
            shared: Rc::clone(shared),
            lock: MERGING.into(),
            leads: Rc::new(*self),
        };
        let merging = merging(ends).await.map_err(|error| error.to_string())?;
        merging.await.map_err(words)
    }

    /// Another tab or device went on with a conversation that nobody is at work on here: what is at hand
    /// of it is of the past.
    pub(super) fn read_again(&self, id: &str) {
        self.desks
            .update_value(|desks| desks.retain(|desk| desk.id() != id));
        if self.current.get_untracked().id.get_untracked() == id {
            self.open(id);
        }
        self.list_conversations();
    }

    /// Stores the address and the token, or their absence.
    pub(super) async fn write_shared(&self) -> Result<(), StoreError> {
        let shared = self.shared.get_untracked();
        let stored = shared.map(|shared| StoredSharedStore {
            address: shared.address,
            token: shared.token.expose().into(),
        });
        self.remember(SHARED_RECORD, stored).await
    }
}

#[wasm_split(exchange, fallible)]
fn merging_all(session: Session) -> Work<()> {
    Ok(Box::pin(async move { session.merge_all().await }))
}

/// What is merged.
pub struct Ends {
    /// The conversations of this device.
    pub local: Rc<dyn RecordStore>,
    /// What the devices share.
    pub shared: Rc<dyn RecordStore>,
    /// The lock of all tabs under which this device merges.
    pub lock: String,
    /// Who may write to a conversation of this device.
    pub leads: Rc<dyn Leads>,
}

/// Merges the conversations of one store with those of the devices that share another.
#[wasm_split(exchange, fallible)]
pub fn merging(ends: Ends) -> Work<Result<Synced, StoreError>> {
    Ok(Box::pin(merged(ends)))
}

async fn merged(ends: Ends) -> Result<Synced, StoreError> {
    // One tab at a time merges for this device.
    let _lead = tabs::lead_in_time(&ends.lock).await;
    let device = device(&*ends.local).await?;
    let synced = sync::sync(&ends.local, &ends.shared, &device, &*ends.leads).await?;
    tracing::info!(?synced, "merged with the other devices");
    Ok(synced)
}

#[async_trait(?Send)]
impl Leads for Session {
    async fn take(&self, conversation: &str) -> Option<Box<dyn Any>> {
        let lead = tabs::lead(conversation).await?;
        Some(Box::new(lead))
    }

    fn went_on(&self, conversation: &str) {
        self.adapters
            .with_value(|adapters| adapters.tabs.tell(conversation, News::Changed));
        self.read_again(conversation);
    }

    fn relabelled(&self, conversation: &str) {
        self.adapters
            .with_value(|adapters| adapters.tabs.tell(conversation, News::Relabelled));
        self.list_conversations();
    }

    fn deleted(&self, conversation: &str) {
        self.adapters
            .with_value(|adapters| adapters.tabs.tell(conversation, News::DeletedElsewhere));
        self.let_go(conversation, texts::session::deleted_elsewhere());
    }
}

/// An error in words that fit a store elsewhere.
pub(super) fn words(error: StoreError) -> String {
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
