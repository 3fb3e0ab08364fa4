//! Settings from a file or a program, as JSON. People write these by hand, so what is not known is
//! told, which [`StoredSettings`] passes over.

use serde_json::Value;

use super::{Settings, SettingsError, StoredSettings};

/// Bytes of settings that are read.
const MAX_BYTES: usize = 1 << 20;

/// Why settings cannot be used. The texts are for the user.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SettingsFileError {
    /// They are not an object of settings in JSON.
    #[error("these are not settings in JSON: {0}")]
    NotSettings(String),
    /// There is no such setting.
    #[error(
        "there is no setting named \"{0}\"; keys are not settings, and are given apart from them"
    )]
    Unknown(String),
    /// Values that cannot be used.
    #[error("{}", all(.0))]
    Invalid(Vec<SettingsError>),
}

impl Settings {
    /// Settings in JSON, checked field by field; what is missing gets its default.
    ///
    /// # Errors
    /// [`SettingsFileError`], with all values that are wrong.
    ///
    /// ```
    /// use micropython_agent::storage::Settings;
    ///
    /// let settings = Settings::from_json(r#"{"provider": "ollama", "model": "qwen3", "max_steps": 5}"#)?;
    /// assert_eq!(settings.base_url, "http://localhost:11434/v1");
    /// assert_eq!(settings.max_steps, 5);
    ///
    /// let error = Settings::from_json(r#"{"max_steps": 0}"#).unwrap_err();
    /// assert_eq!(error.to_string(), "max_steps: Enter a whole number from 1 to 1000.");
    /// # Ok::<(), micropython_agent::Error>(())
    /// ```
    pub fn from_json(text: &str) -> Result<Self, SettingsFileError> {
        let other =
            |problem: String| SettingsFileError::NotSettings(problem.chars().take(300).collect());
        if text.len() > MAX_BYTES {
            return Err(other(format!("they are longer than {MAX_BYTES} bytes")));
        }
        let given: Value = serde_json::from_str(text).map_err(|error| other(error.to_string()))?;
        let known = serde_json::to_value(StoredSettings::default());
        let known = known.map_err(|error| other(error.to_string()))?;
        compare(&given, &known, "")?;
        let stored: StoredSettings =
            serde_json::from_value(given).map_err(|error| other(error.to_string()))?;
        stored.check().map_err(SettingsFileError::Invalid)
    }

    /// All settings in JSON, as [`Settings::from_json`] reads them. No key is among them.
    pub fn to_json(&self) -> String {
        // Settings are plain data, which can always be written.
        serde_json::to_string_pretty(&StoredSettings::from(self)).unwrap_or_default()
    }
}

/// Whether there are no fields but the known ones, and groups of fields where those have groups.
fn compare(given: &Value, known: &Value, path: &str) -> Result<(), SettingsFileError> {
    let Value::Object(known) = known else {
        return Ok(());
    };
    let Value::Object(given) = given else {
        let problem = match path {
            "" => "they are no object".into(),
            group => format!("{group} is no object"),
        };
        return Err(SettingsFileError::NotSettings(problem));
    };
    for (name, value) in given {
        let path = match path {
            "" => name.clone(),
            group => format!("{group}.{name}"),
        };
        match known.get(name) {
            Some(known) => compare(value, known, &path)?,
            None => return Err(SettingsFileError::Unknown(path)),
        }
    }
    Ok(())
}

fn all(errors: &[SettingsError]) -> String {
    let errors = errors.iter();
    let each: Vec<String> = errors
        .map(|error| format!("{}: {}", error.field, error.problem))
        .collect();
    each.join(" ")
}
