//! Settings from a file or a program, as JSON. People write these by hand, so what is not known is
//! told, which [`StoredSettings`] passes over.

use serde_json::{Map, Value, json};

use super::check::quoted;
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
    /// assert_eq!(error.to_string(), "max_steps: 0 cannot be used. Enter a whole number from 1 to 1000.");
    /// # Ok::<(), micropython_agent::Error>(())
    /// ```
    pub fn from_json(text: &str) -> Result<Self, SettingsFileError> {
        let other =
            |problem: String| SettingsFileError::NotSettings(problem.chars().take(300).collect());
        if text.len() > MAX_BYTES {
            return Err(other(format!("they are longer than {MAX_BYTES} bytes")));
        }
        let mut given: Value =
            serde_json::from_str(text).map_err(|error| other(error.to_string()))?;
        let known = serde_json::to_value(StoredSettings::default());
        let known = known.map_err(|error| other(error.to_string()))?;
        compare(&given, &known, "")?;
        let mut errors = Vec::new();
        take_misfits(&mut given, &known, &[], &mut errors);
        let stored: StoredSettings =
            serde_json::from_value(given).map_err(|error| other(error.to_string()))?;
        match stored.check() {
            Ok(settings) if errors.is_empty() => Ok(settings),
            checked => {
                errors.extend(checked.err().into_iter().flatten());
                Err(SettingsFileError::Invalid(errors))
            }
        }
    }

    /// All settings in JSON, as [`Settings::from_json`] reads them. No key is among them.
    pub fn to_json(&self) -> String {
        // Settings are plain data, which can always be written.
        serde_json::to_string_pretty(&StoredSettings::from(self)).unwrap_or_default()
    }
}

/// The fields of a group. What may hold any names, such as the permissions of tools, is no group.
fn group(known: &Value) -> Option<&Map<String, Value>> {
    known.as_object().filter(|fields| !fields.is_empty())
}

/// Whether there are no fields but the known ones, and groups of fields where those have groups.
fn compare(given: &Value, known: &Value, path: &str) -> Result<(), SettingsFileError> {
    let Some(known) = group(known) else {
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

/// Takes out the values that are not of their field's kind, such as a text for a number.
fn take_misfits(given: &mut Value, known: &Value, path: &[&str], errors: &mut Vec<SettingsError>) {
    let (Some(fields), Some(known)) = (given.as_object_mut(), group(known)) else {
        return;
    };
    fields.retain(|name, value| {
        let path = [path, &[name]].concat();
        if known.get(name).and_then(group).is_some() {
            take_misfits(value, &known[name], &path, errors);
            return true;
        }
        let Err(expected) = read_one(&path, value.clone()) else {
            return true;
        };
        let field = path.join(".");
        errors.push(SettingsError {
            // A key that has gone astray is not repeated.
            value: match field.contains("key") {
                true => String::new(),
                false => shown(value),
            },
            problem: what_fits(&path).unwrap_or(expected),
            field,
        });
        false
    });
}

/// The settings with this value in a field and none in any other; or what kind of value is expected.
fn read_one(path: &[&str], value: Value) -> Result<StoredSettings, String> {
    let whole = path.iter().rev();
    let whole = whole.fold(value, |value, name| json!({ *name: value }));
    serde_json::from_value(whole).map_err(|error| {
        let error = error.to_string();
        let expected = error.rsplit_once("expected ").map(|(_, kind)| kind);
        format!("It must be {}.", expected.unwrap_or("something else"))
    })
}

/// What is said of a field that holds something beyond its range.
fn what_fits(path: &[&str]) -> Option<String> {
    let beyond = [json!(0), json!(u32::MAX), json!(u64::MAX), json!("\u{7}")];
    beyond.into_iter().find_map(|value| {
        let errors = read_one(path, value).ok()?.check().err()?;
        let of_field = errors
            .into_iter()
            .find(|error| error.field == path.join("."));
        Some(of_field?.problem)
    })
}

fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => quoted(text),
        Value::Array(_) => "a list".into(),
        Value::Object(_) => "an object".into(),
        plain => plain.to_string(),
    }
}

fn all(errors: &[SettingsError]) -> String {
    let each: Vec<String> = errors.iter().map(ToString::to_string).collect();
    each.join("\n")
}
