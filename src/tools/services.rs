//! Where the services are that the tools call, and the toolbox made of them. People host these
//! services themselves, so every address is a setting.

use form_urlencoded::Serializer;

use super::ask_user::ask_user;
use super::definition::{Tool, Toolbox};
use super::extract::{extract_from_page, extract_from_text};
use super::scrape::scrape_pages;
use super::search::{SearchService, SearchSource, providers, search_web};
use super::weather::fetch_weather;
use crate::platform::http;

/// The services and what they may be used for. Base addresses are http or https, without query; a
/// trailing slash makes no difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceSettings {
    /// Open-Meteo's geocoding API; `/v1/search` is added.
    pub geocoding: String,
    /// Open-Meteo's forecast API; `/v1/forecast` is added.
    pub forecast: String,
    /// What searches: the first one, and the next where one fails. At least one.
    pub search: Vec<SearchSource>,
    /// Answers `{reader}/{page address}` with the page as Markdown, for pages that do not allow calls
    /// from browsers. Empty for none.
    pub reader: String,
    /// Whether pages at private addresses may be read: this computer's and those of its network.
    pub private_pages: bool,
}

impl Default for ServiceSettings {
    fn default() -> Self {
        Self {
            geocoding: "https://geocoding-api.open-meteo.com".into(),
            forecast: "https://api.open-meteo.com".into(),
            search: vec![SearchSource::new(SearchService::Wikipedia)],
            reader: "https://r.jina.ai".into(),
            private_pages: false,
        }
    }
}

/// A service address that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "the {service} address {address:?} is not a plain web address; it must start with http:// or https:// and have no user name, ? or #"
)]
pub struct InvalidAddress {
    /// The field of [`ServiceSettings`], or the search service.
    pub service: &'static str,
    /// What was given.
    pub address: String,
}

impl ServiceSettings {
    /// The same settings, addresses trimmed and checked.
    ///
    /// # Errors
    /// [`InvalidAddress`] for the first one that cannot be used.
    pub fn checked(self) -> Result<Self, InvalidAddress> {
        let reader = match self.reader.trim() {
            "" => String::new(),
            reader => checked("reader", reader)?,
        };
        let mut search = self.search;
        for source in search.iter_mut().filter(|it| it.service.has_address()) {
            source.address = checked(source.service.id(), &source.address)?;
        }
        Ok(Self {
            geocoding: checked("geocoding", &self.geocoding)?,
            forecast: checked("forecast", &self.forecast)?,
            search,
            reader,
            private_pages: self.private_pages,
        })
    }
}

fn checked(service: &'static str, address: &str) -> Result<String, InvalidAddress> {
    let trimmed = address.trim().trim_end_matches('/');
    if trimmed.contains(['?', '#']) || http::origin(trimmed).is_err() {
        return Err(InvalidAddress {
            service,
            address: address.into(),
        });
    }
    Ok(trimmed.into())
}

/// The tools every conversation has. None of them changes anything.
pub fn default_toolbox(services: &ServiceSettings) -> Toolbox {
    let tools = [
        fetch_weather(services),
        search_web(providers(&services.search)),
        scrape_pages(services),
        extract_from_page(services),
        extract_from_text(),
        ask_user(),
    ];
    let tools = tools.into_iter().map(Tool::without_side_effects);
    tools.fold(Toolbox::default(), Toolbox::with)
}

/// The URL of one request: base address, path and encoded query.
pub(super) fn endpoint(base: &str, path: &str, query: &[(&str, &str)]) -> String {
    let query = Serializer::new(String::new()).extend_pairs(query).finish();
    format!("{}{path}?{query}", base.trim_end_matches('/'))
}
