//! Prompt templates: texts with a name, kept on the device, of which questions are made. What stands
//! in braces, `{city}`, is a placeholder for the user to fill in.
//!
//! Key: `templates`, one record with all of them.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::versioned;
use crate::platform::store::{Change, RecordStore, StoreError};

/// Templates that are kept.
pub const MAX_TEMPLATES: usize = 200;

/// Characters of a name.
pub const MAX_NAME_CHARS: usize = 40;

/// Characters of a text.
pub const MAX_TEXT_CHARS: usize = 20_000;

/// Characters of a placeholder's name.
const MAX_PLACEHOLDER_CHARS: usize = 60;

const RECORD: &str = "templates";

/// A text with a name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Template {
    /// As it is typed after a slash: letters, digits, `-` and `_`.
    pub name: String,
    /// What is put into the question.
    pub text: String,
}

/// Why a template cannot be kept. The texts are for the user.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TemplateError {
    /// Not a name that can be typed after a slash.
    #[error("a name has letters, digits, - and _ only, at most {MAX_NAME_CHARS}")]
    Name,
    /// Another has this name.
    #[error("there is a template with this name already")]
    Taken,
    /// There is nothing to insert.
    #[error("a template needs a text")]
    Empty,
    /// The text is too long.
    #[error("a text has at most {MAX_TEXT_CHARS} characters")]
    TooLong,
    /// There are too many.
    #[error("at most {MAX_TEMPLATES} templates are kept; remove one first")]
    TooMany,
    /// Those that are stored are not known: others would be written over them.
    #[error("the stored templates have not been read")]
    NotRead,
}

impl Template {
    /// A template, without what surrounds name and text.
    ///
    /// # Errors
    /// [`TemplateError`] when it cannot be one.
    pub fn new(name: &str, text: &str) -> Result<Self, TemplateError> {
        let (name, text) = (name.trim().trim_start_matches('/'), text.trim());
        let is_short = (1..=MAX_NAME_CHARS).contains(&name.chars().count());
        if !is_short || !name.chars().all(is_of_name) {
            return Err(TemplateError::Name);
        }
        if text.is_empty() {
            return Err(TemplateError::Empty);
        }
        if text.chars().count() > MAX_TEXT_CHARS {
            return Err(TemplateError::TooLong);
        }
        Ok(Self {
            name: name.into(),
            text: text.into(),
        })
    }
}

/// The templates in a store, by name.
///
/// # Errors
/// [`StoreError`] when the store or the record cannot be read. Whoever keeps others then would lose those
/// that are stored.
pub async fn load(store: &dyn RecordStore) -> Result<Vec<Template>, StoreError> {
    let Some(text) = store.get(RECORD).await? else {
        return Ok(Vec::new());
    };
    versioned::read(RECORD, &text)
}

/// Keeps these templates and no others.
///
/// # Errors
/// [`StoreError`] when the store cannot be written.
pub async fn save(store: &dyn RecordStore, templates: &[Template]) -> Result<(), StoreError> {
    let key = RECORD.into();
    let change = match templates {
        [] => Change::Delete { key },
        templates => Change::Put {
            value: versioned::write(RECORD, &templates)?,
            key,
        },
    };
    store.commit(vec![change]).await
}

/// Adds a template, or puts it in the place of the one that was called `before`. They stay sorted by
/// name.
///
/// # Errors
/// [`TemplateError`], and nothing changes.
pub fn put(
    templates: &mut Vec<Template>,
    before: Option<&str>,
    template: Template,
) -> Result<(), TemplateError> {
    let same = |one: &str, other: &str| one.to_lowercase() == other.to_lowercase();
    let mut others = templates.clone();
    others.retain(|it| Some(it.name.as_str()) != before);
    if others.iter().any(|it| same(&it.name, &template.name)) {
        return Err(TemplateError::Taken);
    }
    if others.len() >= MAX_TEMPLATES {
        return Err(TemplateError::TooMany);
    }
    others.push(template);
    others.sort_by_key(|it| it.name.to_lowercase());
    *templates = others;
    Ok(())
}

/// What was typed after a slash, if the text is nothing else: the beginning of a template's name.
pub fn typed_name(draft: &str) -> Option<&str> {
    let name = draft.strip_prefix('/')?;
    (name.chars().count() <= MAX_NAME_CHARS && name.chars().all(is_of_name)).then_some(name)
}

/// The first placeholder at or after a place, both in bytes: with its braces, on one line. Names begin
/// with a letter, so that a set or a dictionary is none.
pub fn placeholder(text: &str, from: usize) -> Option<Range<usize>> {
    let mut from = from;
    loop {
        let start = from + text.get(from..)?.find('{')?;
        let rest = text.get(start + 1..)?;
        let end = rest.find(['{', '}', '\n']);
        if let Some(end) = end.filter(|end| rest[*end..].starts_with('}')) {
            let name = &rest[..end];
            let is_name = name.starts_with(char::is_alphabetic)
                && name.chars().count() <= MAX_PLACEHOLDER_CHARS
                && name.chars().all(|it| is_of_name(it) || it == ' ');
            if is_name {
                return Some(start..start + end + 2);
            }
        }
        from = start + 1;
    }
}

fn is_of_name(character: char) -> bool {
    character.is_alphanumeric() || character == '-' || character == '_'
}
