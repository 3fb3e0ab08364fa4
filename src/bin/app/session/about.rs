//! The licences of all that the page is made of, as `cargo xtask assets` has collected them.

use serde::Deserialize;

use super::Session;
use crate::browser::site;

/// The version of this page.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

const FILE: &str = "licences.json";

/// All packages and the texts of their licences.
#[derive(Clone, Deserialize)]
pub struct Licences {
    /// In the order of their names.
    pub packages: Vec<Package>,
    /// Each once.
    pub texts: Vec<String>,
}

/// A package that the page is made of.
#[derive(Clone, Deserialize)]
pub struct Package {
    /// Its name where it is published.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Its licence as it names it: <https://spdx.org/licenses/>.
    pub licence: String,
    /// Where it comes from.
    pub source: String,
    /// The places of its licences' texts.
    pub texts: Vec<usize>,
}

impl Session {
    /// Fetches the list.
    ///
    /// # Errors
    /// Why not, for the user.
    pub async fn licences(&self) -> Result<Licences, String> {
        let file = site::bytes(FILE).await?;
        serde_json::from_slice(&file).map_err(|error| format!("{FILE} is damaged: {error}"))
    }
}
