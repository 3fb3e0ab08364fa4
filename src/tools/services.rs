//! Where the services are that the tools call, and the toolbox made of them. People host these
//! services themselves, so every address is a setting.

use std::rc::Rc;

use form_urlencoded::Serializer;

use super::definition::Toolbox;
use super::scrape::scrape_pages;
use super::search::{Wikipedia, search_web};
use super::weather::fetch_weather;
use crate::platform::http;

/// The services' base addresses: http or https, without query. A trailing slash makes no
/// difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceAddresses {
    /// Open-Meteo's geocoding API; `/v1/search` is added.
    pub geocoding: String,
    /// Open-Meteo's forecast API; `/v1/forecast` is added.
    pub forecast: String,
    /// A MediaWiki site; `/w/api.php` is added.
    pub wikipedia: String,
    /// Answers `{reader}/{page address}` with the page as Markdown. Empty for none: pages are then
    /// fetched directly, which only works where they allow calls from browsers.
    pub reader: String,
}

impl Default for ServiceAddresses {
    fn default() -> Self {
        Self {
            geocoding: "https://geocoding-api.open-meteo.com".into(),
            forecast: "https://api.open-meteo.com".into(),
            wikipedia: "https://en.wikipedia.org".into(),
            reader: "https://r.jina.ai".into(),
        }
    }
}

/// A service address that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "the {service} address {address:?} is not a plain web address; it must start with http:// or https:// and have no user name, ? or #"
)]
pub struct InvalidAddress {
    /// The field of [`ServiceAddresses`].
    pub service: &'static str,
    /// What was given.
    pub address: String,
}

impl ServiceAddresses {
    /// The same addresses, trimmed and checked.
    ///
    /// # Errors
    /// [`InvalidAddress`] for the first one that cannot be used.
    pub fn checked(self) -> Result<Self, InvalidAddress> {
        let reader = match self.reader.trim() {
            "" => String::new(),
            reader => checked("reader", reader)?,
        };
        Ok(Self {
            geocoding: checked("geocoding", &self.geocoding)?,
            forecast: checked("forecast", &self.forecast)?,
            wikipedia: checked("wikipedia", &self.wikipedia)?,
            reader,
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

/// The tools every conversation has.
pub fn default_toolbox(addresses: &ServiceAddresses) -> Toolbox {
    Toolbox::default()
        .with(fetch_weather(addresses))
        .with(search_web(Rc::new(Wikipedia::new(&addresses.wikipedia))))
        .with(scrape_pages(addresses))
}

/// The URL of one request: base address, path and encoded query.
pub(super) fn endpoint(base: &str, path: &str, query: &[(&str, &str)]) -> String {
    let query = Serializer::new(String::new()).extend_pairs(query).finish();
    format!("{}{path}?{query}", base.trim_end_matches('/'))
}
