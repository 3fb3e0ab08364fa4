//! The end-to-end harness: a local test server that speaks for the outside world, a headless
//! Chromium, and the page as a person uses it. The tests are in `tests/`; `test-server` runs the
//! server by hand.

mod archive;
mod browser;
mod gate;
mod log;
mod net_log;
mod nginx;
mod page;
mod programs;
mod provider;
mod scenario;
pub mod screen;
mod server;
mod services;
mod site;
mod visit;

pub use archive::unpacked;
pub use gate::Gate;
pub use log::{Recorded, RequestLog, Service};
pub use net_log::{Requested, requests_of};
pub use nginx::{Configuration, Nginx};
pub use page::{NARROW, Page, Settings, Step, WIDE};
pub use programs::{Example, Program, cpython, documented, generated};
pub use provider::{Format, KEY, MODEL, Provider, Reply, found};
pub use scenario::{World, longer_scenario, scenario};
pub use server::{TestServer, UnusedAddress};
pub use services::{Behaviour, Endpoint, REDIS_TOKEN, SEARCH_KEY, Services};
pub use site::{Replaced, built_file, built_site};
pub use visit::{Visitor, visit};

/// What a test ends with: any error fails it, with its text.
pub type Result<Value = ()> = std::result::Result<Value, Box<dyn std::error::Error + Send + Sync>>;

/// Fails with a text when a condition does not hold.
///
/// # Errors
/// The text, when `holds` is false.
pub fn ensure(holds: bool, otherwise: impl Into<String>) -> Result {
    if holds {
        Ok(())
    } else {
        Err(otherwise.into().into())
    }
}
