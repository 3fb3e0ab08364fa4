//! What is typed about the search services, before it is checked.

use leptos::prelude::*;
use micropython_agent::model::ApiKey;
use micropython_agent::storage::settings::{Services, SettingsError};
use micropython_agent::tools::search::SearchService;

use super::draft::Draft;
use crate::session::KeyChange;
use crate::texts;

/// What is typed about one search service.
#[derive(Clone, Copy)]
pub struct SearchDraft {
    /// Which.
    pub service: SearchService,
    /// Whether it is asked at all.
    pub chosen: RwSignal<bool>,
    /// An address, or empty for the default.
    pub address: RwSignal<String>,
    /// A new key; empty to keep the one there is.
    pub key: RwSignal<String>,
    /// Whether the key that there is shall be forgotten.
    pub forget_key: RwSignal<bool>,
}

impl SearchDraft {
    /// All services: those that are chosen in their order, then the others.
    pub fn all(services: &Services) -> Vec<Self> {
        let sources = services.search_sources();
        let chosen: Vec<_> = sources.iter().map(|source| source.service).collect();
        let others = SearchService::ALL.into_iter();
        let others = others.filter(|service| !chosen.contains(service));
        let draft = |service: SearchService, is_chosen| {
            let address = services.search_address(service);
            let address = address.unwrap_or(service.default_address());
            Self {
                service,
                chosen: RwSignal::new(is_chosen),
                address: RwSignal::new(address.into()),
                key: RwSignal::new(String::new()),
                forget_key: RwSignal::new(false),
            }
        };
        let chosen = chosen.iter().map(|&service| draft(service, true));
        chosen
            .chain(others.map(|service| draft(service, false)))
            .collect()
    }

    /// The same in fields of its own, with what is typed there about the key.
    pub fn with_key_of(self, all: &[Self]) -> Self {
        let own = all.iter().find(|draft| draft.service == self.service);
        let (key, forget_key) =
            own.map_or((self.key, self.forget_key), |own| (own.key, own.forget_key));
        Self {
            service: self.service,
            chosen: RwSignal::new(self.chosen.get_untracked()),
            address: RwSignal::new(self.address.get_untracked()),
            key,
            forget_key,
        }
    }

    /// The field of the settings that its address is in.
    pub fn field(self) -> &'static str {
        match self.service {
            SearchService::Wikipedia => "services.wikipedia",
            SearchService::Searxng => "services.searxng",
            SearchService::Tavily => "services.tavily",
            SearchService::Brave => "services.brave",
            SearchService::Jina => "services.jina",
            SearchService::Model => "services.model",
        }
    }

    /// The field that errors of its key are found by.
    pub fn key_field(self) -> &'static str {
        match self.service {
            SearchService::Wikipedia => "services.wikipedia.key",
            SearchService::Searxng => "services.searxng.key",
            SearchService::Tavily => "services.tavily.key",
            SearchService::Brave => "services.brave.key",
            SearchService::Jina => "services.jina.key",
            SearchService::Model => "services.model.key",
        }
    }
}

impl Draft {
    /// The ids of the services that are chosen, in their order.
    pub fn chosen_search(&self) -> Vec<String> {
        self.search.with_untracked(|all| {
            let chosen = all.iter().filter(|draft| draft.chosen.get_untracked());
            chosen.map(|draft| draft.service.id().into()).collect()
        })
    }

    /// What is typed as the address of a service.
    pub fn search_address(&self, service: SearchService) -> Option<String> {
        self.search.with_untracked(|all| {
            let found = all.iter().find(|draft| draft.service == service)?;
            Some(found.address.get_untracked())
        })
    }

    /// What is to become of the keys.
    pub fn search_keys(&self) -> Vec<(SearchService, KeyChange)> {
        let change = |draft: &SearchDraft| match ApiKey::new(&draft.key.get_untracked()) {
            Some(key) => KeyChange::Replace(key),
            None if draft.forget_key.get_untracked() => KeyChange::Forget,
            None => KeyChange::Keep,
        };
        self.search.with_untracked(|all| {
            all.iter()
                .map(|draft| (draft.service, change(draft)))
                .collect()
        })
    }

    /// The errors of keys that cannot be sent. They are not repeated: they are secrets.
    pub fn wrong_search_keys(&self) -> Vec<SettingsError> {
        self.search.with_untracked(|all| {
            let wrong = all.iter().filter(|draft| {
                ApiKey::new(&draft.key.get_untracked()).is_some_and(|key| !key.is_sendable())
            });
            wrong
                .map(|draft| SettingsError {
                    field: draft.key_field().into(),
                    value: String::new(),
                    problem: texts::settings::key_not_ascii(draft.service),
                })
                .collect()
        })
    }

    /// Moves a service before the one above it.
    pub fn move_up(&self, service: SearchService) {
        self.search.update(|all| {
            let place = all.iter().position(|draft| draft.service == service);
            if let Some(place) = place.filter(|&place| place > 0) {
                all.swap(place - 1, place);
            }
        });
    }
}
