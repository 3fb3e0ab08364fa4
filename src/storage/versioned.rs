//! The form of every record: JSON with the version of its schema beside it.

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::platform::store::StoreError;

/// Raised with every change to what is stored; older records are then migrated when read.
const VERSION: u32 = 1;

#[derive(Serialize, Deserialize)]
struct Versioned<Content> {
    version: u32,
    content: Content,
}

/// The version alone: a later one may hold anything.
#[derive(Deserialize)]
struct VersionOnly {
    version: u32,
}

/// The record's text.
///
/// # Errors
/// [`StoreError::Corrupt`] when the content cannot be expressed in JSON.
pub fn write<Content: Serialize>(key: &str, content: &Content) -> Result<String, StoreError> {
    let versioned = Versioned {
        version: VERSION,
        content,
    };
    serde_json::to_string(&versioned).map_err(|error| corrupt(key, error.to_string()))
}

/// The content of a record.
///
/// # Errors
/// [`StoreError::Corrupt`] when the text is not such a record, or of another version.
pub fn read<Content: DeserializeOwned>(key: &str, text: &str) -> Result<Content, StoreError> {
    let VersionOnly { version } =
        serde_json::from_str(text).map_err(|error| corrupt(key, error.to_string()))?;
    if version != VERSION {
        let reason = format!(
            "it has version {version}, and this version of the app reads version {VERSION}; reload the page to get the newest"
        );
        return Err(corrupt(key, reason));
    }
    let versioned: Versioned<Content> =
        serde_json::from_str(text).map_err(|error| corrupt(key, error.to_string()))?;
    Ok(versioned.content)
}

fn corrupt(key: &str, reason: String) -> StoreError {
    StoreError::Corrupt {
        key: key.into(),
        reason,
    }
}
