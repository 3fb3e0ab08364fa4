//! What `Agent.create` is told.

use js_sys::{Array, Function, JSON, Object, Reflect, Uint8Array};
use micropython_agent::model::ApiKey;
use micropython_agent::sandbox::Snapshot;
use micropython_agent::storage::settings::Settings;
use micropython_agent::tools::ServiceSettings;
use wasm_bindgen::prelude::*;

use super::errors::{plain, thrown};
use super::person::FunctionPerson;
use crate::session::services_of;

/// The fields that there are.
const FIELDS: [&str; 10] = [
    "settings",
    "key",
    "onEvent",
    "onStoreProblem",
    "askUser",
    "approve",
    "checks",
    "standardTools",
    "searchKeys",
    "session",
];

/// What an agent is made of, besides its conversation.
pub struct Options {
    /// As `Settings::from_json` has them.
    pub settings: Settings,
    /// The provider's key.
    pub key: Option<ApiKey>,
    /// Is told of each event.
    pub on_event: Option<Function>,
    /// Is told of what cannot be stored.
    pub on_store_problem: Option<Function>,
    /// Answers for the person.
    pub person: FunctionPerson,
    /// Check answers.
    pub checks: Vec<Function>,
    /// Whether the tools of every conversation are offered, too.
    pub standard_tools: bool,
    /// Where these reach out to.
    pub services: ServiceSettings,
    /// The Python session to go on with.
    pub session: Option<Snapshot>,
}

impl Options {
    /// Reads them.
    ///
    /// # Errors
    /// An `Error` that names the field.
    pub fn from_js(options: &JsValue) -> Result<Self, JsValue> {
        known_fields(options, &FIELDS)?;
        let settings = match value(options, "settings")? {
            Some(settings) => JSON::stringify(&settings)?.as_string().unwrap_or_default(),
            None => "{}".into(),
        };
        let settings = Settings::from_json(&settings).map_err(thrown)?;
        let key = value(options, "key")?.map(|given| key("key", &given));
        let session = value(options, "session")?.map(|session| {
            let bytes = session
                .dyn_into::<Uint8Array>()
                .map_err(|_| plain("session: this is no Uint8Array"))?;
            Snapshot::from_bytes(&bytes.to_vec()).map_err(thrown)
        });
        let checks = match value(options, "checks")? {
            None => Vec::new(),
            Some(checks) if Array::is_array(&checks) => Array::from(&checks)
                .iter()
                .map(|check| function("checks", check))
                .collect::<Result<_, _>>()?,
            Some(_) => return Err(plain("checks: this is no list of functions")),
        };
        Ok(Self {
            services: with_keys(services_of(&settings), options)?,
            settings,
            key: key.transpose()?,
            on_event: optional_function(options, "onEvent")?,
            on_store_problem: optional_function(options, "onStoreProblem")?,
            person: FunctionPerson {
                ask: optional_function(options, "askUser")?,
                approve: optional_function(options, "approve")?,
            },
            checks,
            standard_tools: flag(options, "standardTools", false)?,
            session: session.transpose()?,
        })
    }
}

/// A key. Its text is not repeated.
///
/// # Errors
/// An `Error` that names the field.
pub fn key(field: &str, given: &JsValue) -> Result<ApiKey, JsValue> {
    let key = given.as_string().and_then(|key| ApiKey::new(&key));
    key.ok_or_else(|| plain(&format!("{field}: this is no key")))
}

/// The services with the keys of `searchKeys`, each for a service that the settings name.
fn with_keys(mut services: ServiceSettings, options: &JsValue) -> Result<ServiceSettings, JsValue> {
    let Some(keys) = value(options, "searchKeys")? else {
        return Ok(services);
    };
    let names: Vec<&str> = services.search.iter().map(|it| it.service.id()).collect();
    known_fields(&keys, &names)?;
    for source in &mut services.search {
        let name = source.service.id();
        let given = value(&keys, name)?.map(|given| key(name, &given));
        source.key = given.transpose()?;
    }
    Ok(services)
}

/// The `canStop` of the options of a step or a run.
///
/// # Errors
/// An `Error` that names the field.
pub fn can_stop(options: &JsValue) -> Result<bool, JsValue> {
    known_fields(options, &["canStop"])?;
    flag(options, "canStop", true)
}

/// Refuses fields that are not among these: most often they are misspelt.
///
/// # Errors
/// An `Error` that names the field.
pub fn known_fields(object: &JsValue, known: &[&str]) -> Result<(), JsValue> {
    if object.is_undefined() || object.is_null() {
        return Ok(());
    }
    let object = object
        .dyn_ref::<Object>()
        .ok_or_else(|| plain("the options are no object"))?;
    for field in Object::keys(object).iter() {
        let field = field.as_string().unwrap_or_default();
        if !known.contains(&field.as_str()) {
            return Err(plain(&format!(
                "there is no option named {field:?}; there are {}",
                known.join(", ")
            )));
        }
    }
    Ok(())
}

/// The value of a field, if it is given.
///
/// # Errors
/// What a getter throws.
pub fn value(object: &JsValue, field: &str) -> Result<Option<JsValue>, JsValue> {
    if object.is_undefined() || object.is_null() {
        return Ok(None);
    }
    let value = Reflect::get(object, &field.into())?;
    Ok(Some(value).filter(|value| !value.is_undefined() && !value.is_null()))
}

/// The boolean in a field.
///
/// # Errors
/// An `Error` that names the field.
pub fn flag(object: &JsValue, field: &str, default: bool) -> Result<bool, JsValue> {
    match value(object, field)? {
        None => Ok(default),
        Some(flag) => flag
            .as_bool()
            .ok_or_else(|| plain(&format!("{field}: this is neither true nor false"))),
    }
}

fn optional_function(object: &JsValue, field: &str) -> Result<Option<Function>, JsValue> {
    let given = value(object, field)?;
    given.map(|given| function(field, given)).transpose()
}

/// A value that must be a function.
///
/// # Errors
/// An `Error` that names the field.
pub fn function(field: &str, value: JsValue) -> Result<Function, JsValue> {
    value
        .dyn_into()
        .map_err(|_| plain(&format!("{field}: this is no function")))
}
