//! The conversations behind a [`super::Store`].

use std::any::Any;
use std::rc::Rc;

use async_trait::async_trait;
use js_sys::Promise;
use micropython_agent::model::ApiKey;
use micropython_agent::platform::redis::RedisStore;
use micropython_agent::platform::store::RecordStore;
use micropython_agent::storage::archive::Single;
use micropython_agent::storage::conversation::{ConversationLog, Conversations, Summary};
use micropython_agent::storage::sync::{Leads, Synced};
use serde::Serialize;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::future_to_promise;

use super::{EmbeddedStore, Store};
use crate::browser::fetch::BrowserHttp;
use crate::browser::folder::{Folder, FolderStore};
use crate::browser::indexed_db::IndexedDbStore;
use crate::browser::json::to_js;
use crate::browser::tabs::{self, Lead};
use crate::embedding::errors::{in_use, not_loaded, plain, thrown};
use crate::embedding::keeping::Keeping;
use crate::embedding::options::{known_fields, value};
use crate::embedding::working::WorkingAgent;
use crate::embedding::{Agent, options};
use crate::session::sync::{Ends, merging};

/// Conversations in a database of their own.
#[derive(Clone)]
pub struct KeptConversations {
    records: Rc<dyn RecordStore>,
    conversations: Conversations,
    locks: Locks,
}

/// The locks of all tabs, of one store.
#[derive(Clone)]
struct Locks {
    store: Rc<str>,
}

impl KeptConversations {
    /// Opens the database with this name. Resolves to its [`Store`].
    pub fn open(name: String) -> Promise {
        future_to_promise(async move {
            let records = IndexedDbStore::open_named(&name).await.map_err(thrown)?;
            let records: Rc<dyn RecordStore> = Rc::new(records);
            let store = Self {
                conversations: Conversations::new(records.clone()),
                records,
                locks: Locks { store: name.into() },
            };
            Ok(Store(Rc::new(store)).into())
        })
    }

    /// A log that nobody else has begun, in another tab either.
    async fn begin(&self) -> Result<(ConversationLog, Lead), JsValue> {
        let mut at = js_sys::Date::now() as u64;
        loop {
            let log = self.conversations.create(at).await.map_err(thrown)?;
            if let Some(lead) = self.locks.lead(log.id()).await {
                return Ok((log, lead));
            }
            at += 1;
        }
    }

    async fn lead(&self, id: &str) -> Result<Lead, JsValue> {
        self.locks.lead(id).await.ok_or_else(in_use)
    }

    async fn created(self, goal: String, options: JsValue) -> Result<JsValue, JsValue> {
        let (log, lead) = self.begin().await?;
        let keeping = Keeping::new(&self.records, log, lead);
        let agent = WorkingAgent::create(goal, &options, Some(keeping))?;
        Ok(Agent::of(agent).into())
    }

    async fn opened(self, id: String, options: JsValue) -> Result<JsValue, JsValue> {
        let lead = self.lead(&id).await?;
        let opened = self.conversations.open(&id).await.map_err(thrown)?;
        if opened.log.summary().updated == 0 {
            let problem = format!("there is no conversation {id:?} in this store");
            return Err(plain(&problem));
        }
        let conversation = Single {
            events: self.conversations.events(&id).await.map_err(thrown)?,
            waiting: opened.waiting,
            session: None,
        };
        let keeping = Keeping::new(&self.records, opened.log, lead).damaged(opened.damaged);
        let agent = WorkingAgent::go_on(conversation, &options, Some(keeping))?;
        Ok(Agent::of(agent).into())
    }

    async fn deleted(self, id: String) -> Result<JsValue, JsValue> {
        let _lead = self.lead(&id).await?;
        self.conversations.delete(&id).await.map_err(thrown)?;
        Ok(JsValue::UNDEFINED)
    }

    async fn listed(self) -> Result<JsValue, JsValue> {
        let listing = self.conversations.list().await.map_err(thrown)?;
        to_js(
            &listing
                .summaries
                .iter()
                .map(SummaryData::of)
                .collect::<Vec<_>>(),
        )
    }

    async fn synced(self, shared: JsValue) -> Result<JsValue, JsValue> {
        let ends = Ends {
            local: self.records,
            shared: shared_store(&shared)?,
            lock: format!("{}merging", self.locks.prefix()),
            leads: Rc::new(self.locks),
        };
        let merging = merging(ends).await.map_err(not_loaded)?;
        to_js(&SyncedData::of(merging.await.map_err(thrown)?))
    }
}

impl EmbeddedStore for KeptConversations {
    fn list(&self) -> Promise {
        future_to_promise(self.clone().listed())
    }

    fn delete(&self, id: String) -> Promise {
        future_to_promise(self.clone().deleted(id))
    }

    fn create_agent(&self, goal: String, options: JsValue) -> Promise {
        future_to_promise(self.clone().created(goal, options))
    }

    fn open_agent(&self, id: String, options: JsValue) -> Promise {
        future_to_promise(self.clone().opened(id, options))
    }

    fn sync(&self, shared: JsValue) -> Promise {
        future_to_promise(self.clone().synced(shared))
    }
}

impl Locks {
    fn prefix(&self) -> String {
        format!("store/{}/", self.store)
    }

    async fn lead(&self, conversation: &str) -> Option<Lead> {
        tabs::lead(&format!("{}{conversation}", self.prefix())).await
    }
}

/// Nobody shows these conversations: there is no one to tell.
#[async_trait(?Send)]
impl Leads for Locks {
    async fn take(&self, conversation: &str) -> Option<Box<dyn Any>> {
        let lead = self.lead(conversation).await?;
        Some(Box::new(lead))
    }

    fn went_on(&self, _: &str) {}

    fn relabelled(&self, _: &str) {}

    fn deleted(&self, _: &str) {}
}

/// The store that devices share.
fn shared_store(shared: &JsValue) -> Result<Rc<dyn RecordStore>, JsValue> {
    known_fields(shared, &["redis", "folder"])?;
    match (value(shared, "redis")?, value(shared, "folder")?) {
        (Some(redis), None) => {
            known_fields(&redis, &["url", "token"])?;
            let url = value(&redis, "url")?.and_then(|url| url.as_string());
            let url = url.ok_or_else(|| plain("url: this is no text"))?;
            let token = value(&redis, "token")?.unwrap_or_default();
            let token: ApiKey = options::key("token", &token)?;
            let store = RedisStore::new(Rc::new(BrowserHttp), &url, token.expose());
            Ok(Rc::new(store.map_err(thrown)?))
        }
        (None, Some(folder)) => {
            let folder = folder.dyn_into::<Folder>();
            let folder = folder.map_err(|_| plain("folder: this is no folder"))?;
            Ok(Rc::new(FolderStore::new(folder)))
        }
        _ => Err(plain("there must be either redis or folder")),
    }
}

/// A conversation in the list.
#[derive(Serialize)]
struct SummaryData<'a> {
    id: &'a str,
    title: &'a str,
    created: u64,
    updated: u64,
}

impl<'a> SummaryData<'a> {
    fn of(summary: &'a Summary) -> Self {
        Self {
            id: &summary.id,
            title: &summary.title,
            created: summary.created,
            updated: summary.updated,
        }
    }
}

/// What a sync has changed: how many conversations in which way, and which.
#[derive(Serialize)]
struct SyncedData {
    taken: u32,
    extended: u32,
    parted: u32,
    deleted: u32,
    relabelled: u32,
    told: u32,
    changed: Vec<String>,
}

impl SyncedData {
    fn of(synced: Synced) -> Self {
        Self {
            taken: synced.taken,
            extended: synced.extended,
            parted: synced.parted,
            deleted: synced.deleted,
            relabelled: synced.relabelled,
            told: synced.told,
            changed: synced.changed,
        }
    }
}
