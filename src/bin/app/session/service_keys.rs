//! The keys of the search services: like the model's, in memory, and on the device only if the
//! user said so; each bound to the origin it was entered for.

use leptos::prelude::*;
use leptos::task::spawn_local;
use micropython_agent::model::ApiKey;
use micropython_agent::platform::http::origin;
use micropython_agent::platform::store::{RecordStore, StoreError};
use micropython_agent::storage::settings::Settings;
use micropython_agent::tools::search::SearchService;
use serde::{Deserialize, Serialize};

use super::{KeyChange, Session, remembered};

const KEYS_RECORD: &str = "service-keys";

/// The keys there are.
#[derive(Clone, Default)]
pub struct ServiceKeys(Vec<ServiceKey>);

/// A key, and where it may be sent.
#[derive(Clone)]
struct ServiceKey {
    service: SearchService,
    origin: String,
    key: ApiKey,
}

/// A key on this device.
#[derive(Serialize, Deserialize)]
struct StoredServiceKey {
    service: String,
    origin: String,
    key: String,
}

impl ServiceKeys {
    /// The key for a service at an address, if it was entered for that one.
    pub fn key_for(&self, service: SearchService, address: &str) -> Option<ApiKey> {
        let origin = origin(address).ok()?;
        let mut keys = self.0.iter();
        let found = keys.find(|key| key.service == service && key.origin == origin)?;
        Some(found.key.clone())
    }

    fn change(&mut self, service: SearchService, address: &str, change: KeyChange) {
        // A key never follows a change of address by itself.
        let kept = match change {
            KeyChange::Keep => self.key_for(service, address),
            KeyChange::Replace(key) => Some(key),
            KeyChange::Forget => None,
        };
        self.0.retain(|key| key.service != service);
        if let Some((key, origin)) = kept.zip(origin(address).ok()) {
            self.0.push(ServiceKey {
                service,
                origin,
                key,
            });
        }
    }
}

/// The remembered keys.
pub async fn load(store: &dyn RecordStore, settings: &Settings) -> ServiceKeys {
    let stored = remembered::read::<Vec<StoredServiceKey>>(store, settings, KEYS_RECORD).await;
    let keys = stored.into_iter().flatten().filter_map(|stored| {
        Some(ServiceKey {
            service: SearchService::named(&stored.service)?,
            origin: stored.origin,
            key: ApiKey::new(&stored.key)?,
        })
    });
    ServiceKeys(keys.collect())
}

impl Session {
    /// The key of a search service as it may be shown, masked, if there is one.
    pub fn masked_service_key(&self, service: SearchService) -> Option<String> {
        self.service_keys.with(|keys| {
            let found = keys.0.iter().find(|key| key.service == service)?;
            Some(found.key.to_string())
        })
    }

    /// Puts keys in force, for the addresses that the settings in force have. Call it after the
    /// settings have been saved.
    pub fn save_service_keys(&self, changes: Vec<(SearchService, KeyChange)>) {
        let services = self
            .settings
            .with_untracked(|settings| settings.services.clone());
        self.service_keys.update(|keys| {
            for (service, change) in changes {
                let address = services.search_address(service);
                keys.change(
                    service,
                    address.unwrap_or(service.default_address()),
                    change,
                );
            }
        });
        let session = *self;
        spawn_local(async move {
            if let Err(error) = session.write_service_keys().await {
                session.report_storage(&error);
            }
        });
    }

    async fn write_service_keys(&self) -> Result<(), StoreError> {
        let keys = self.service_keys.get_untracked();
        let stored: Vec<_> = keys
            .0
            .iter()
            .map(|key| StoredServiceKey {
                service: key.service.id().into(),
                origin: key.origin.clone(),
                key: key.key.expose().into(),
            })
            .collect();
        let stored = (!stored.is_empty()).then_some(stored);
        self.remember(KEYS_RECORD, stored).await
    }
}
