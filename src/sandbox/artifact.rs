//! Artifacts: named texts of a conversation, given by the user or made by code. In Python they are
//! the files right in `/artifacts`. Names and contents come from strangers: both are checked here.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::files::FilePath;

/// Where they are in Python.
pub const FOLDER: &str = "/artifacts";

/// Bytes that all artifacts of a conversation may take together.
pub const MAX_BYTES: usize = 20 << 20;

/// Artifacts that a conversation may have.
pub const MAX_COUNT: usize = 100;

/// Characters of a name.
pub const MAX_NAME_CHARS: usize = 100;

/// A named text. Copies share it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Artifact {
    /// Its name, unique within the conversation.
    pub name: ArtifactName,
    /// All of it.
    pub text: Arc<str>,
}

/// What an artifact is called: one line without a slash.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ArtifactName(String);

/// What kind of text an artifact is, by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArtifactKind {
    /// Any text.
    Text,
    /// Markdown.
    Markdown,
    /// Comma-separated values.
    Csv,
    /// JSON.
    Json,
    /// HTML.
    Html,
    /// Python.
    Python,
}

/// What code did to an artifact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum ArtifactChange {
    /// It made one, or gave it another text.
    Written {
        /// As it is now.
        artifact: Artifact,
    },
    /// It took one away.
    Removed {
        /// Its name.
        name: ArtifactName,
    },
}

/// Why something cannot be an artifact. The texts are for the user and the model.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ArtifactError {
    /// No name, or one that is too long or would be misread.
    #[error(
        "{0:?} cannot be the name of an artifact: a name has 1 to {MAX_NAME_CHARS} characters in one line, without \"/\" and \"\\\""
    )]
    Name(String),
    /// Bytes that are no text.
    #[error("{name} is not text in UTF-8: save it as UTF-8 text (txt, md, csv, json, html, py)")]
    NotText {
        /// The name.
        name: String,
    },
    /// All artifacts together would be too large.
    #[error(
        "{name} has {bytes} bytes, and {left} of the {MAX_BYTES} bytes that all artifacts of a conversation may have are left"
    )]
    TooLarge {
        /// The name.
        name: String,
        /// Its size.
        bytes: usize,
        /// What is left.
        left: usize,
    },
    /// There are too many.
    #[error("a conversation may have {MAX_COUNT} artifacts: {0} is one too many")]
    TooMany(String),
}

impl ArtifactName {
    /// From a text.
    ///
    /// # Errors
    /// [`ArtifactError::Name`].
    pub fn new(text: &str) -> Result<Self, ArtifactError> {
        let length = text.chars().count();
        let is_odd = |character: char| {
            // Marks of direction make a name look like another.
            let turns = matches!(character, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
            let breaks = matches!(character, '\u{2028}' | '\u{2029}');
            character.is_control() || turns || breaks || "/\\".contains(character)
        };
        let is_good = (1..=MAX_NAME_CHARS).contains(&length)
            && text.trim() == text
            && !matches!(text, "." | "..")
            && !text.contains(is_odd);
        if !is_good {
            let shown = text.chars().take(MAX_NAME_CHARS).collect();
            return Err(ArtifactError::Name(shown));
        }
        Ok(Self(text.into()))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What kind of text it names.
    pub fn kind(&self) -> ArtifactKind {
        let extension = self
            .0
            .rsplit_once('.')
            .map_or("", |(_, extension)| extension);
        match extension.to_ascii_lowercase().as_str() {
            "md" | "markdown" => ArtifactKind::Markdown,
            "csv" => ArtifactKind::Csv,
            "json" => ArtifactKind::Json,
            "html" | "htm" => ArtifactKind::Html,
            "py" => ArtifactKind::Python,
            _ => ArtifactKind::Text,
        }
    }

    /// The file that it is in Python.
    ///
    /// # Errors
    /// [`ArtifactError::Name`]; every name that [`ArtifactName::new`] takes is one of a file.
    pub fn path(&self) -> Result<FilePath, ArtifactError> {
        FilePath::new(&format!("{FOLDER}/{}", self.0))
            .map_err(|_| ArtifactError::Name(self.0.clone()))
    }
}

impl std::fmt::Display for ArtifactName {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl TryFrom<String> for ArtifactName {
    type Error = ArtifactError;

    fn try_from(text: String) -> Result<Self, ArtifactError> {
        Self::new(&text)
    }
}

impl From<ArtifactName> for String {
    fn from(name: ArtifactName) -> Self {
        name.0
    }
}

impl ArtifactKind {
    /// In words.
    pub fn name(self) -> &'static str {
        match self {
            ArtifactKind::Text => "text",
            ArtifactKind::Markdown => "Markdown",
            ArtifactKind::Csv => "CSV",
            ArtifactKind::Json => "JSON",
            ArtifactKind::Html => "HTML",
            ArtifactKind::Python => "Python",
        }
    }
}

impl Artifact {
    /// A named text.
    ///
    /// # Errors
    /// [`ArtifactError::Name`], and [`ArtifactError::TooLarge`] for what is too large by itself.
    pub fn new(name: &str, text: impl Into<Arc<str>>) -> Result<Self, ArtifactError> {
        let (name, text) = (ArtifactName::new(name)?, text.into());
        if text.len() > MAX_BYTES {
            return Err(too_large(&name, text.len(), MAX_BYTES));
        }
        Ok(Self { name, text })
    }

    /// A file's content, which must be UTF-8; a byte order mark is left out.
    ///
    /// # Errors
    /// As [`Artifact::new`], and [`ArtifactError::NotText`].
    pub fn from_bytes(name: &str, bytes: Vec<u8>) -> Result<Self, ArtifactError> {
        let checked = ArtifactName::new(name)?;
        if bytes.len() > MAX_BYTES {
            return Err(too_large(&checked, bytes.len(), MAX_BYTES));
        }
        let not_text = || ArtifactError::NotText { name: name.into() };
        let text = String::from_utf8(bytes).map_err(|_| not_text())?;
        if text.contains('\0') {
            return Err(not_text());
        }
        Self::new(name, text.strip_prefix('\u{feff}').unwrap_or(&text))
    }
}

/// The artifacts of a conversation at one point, in the order they came, each name once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Artifacts(Vec<Artifact>);

impl Artifacts {
    /// Adds one, in the place of any of the same name.
    ///
    /// # Errors
    /// [`ArtifactError::TooLarge`] and [`ArtifactError::TooMany`], and nothing has changed.
    pub fn put(&mut self, artifact: Artifact) -> Result<(), ArtifactError> {
        let place = self.place(&artifact.name);
        let replaced = place.map_or(0, |place| self.0[place].text.len());
        let left = MAX_BYTES.saturating_sub(self.bytes() - replaced);
        if artifact.text.len() > left {
            return Err(too_large(&artifact.name, artifact.text.len(), left));
        }
        match place {
            Some(place) => self.0[place] = artifact,
            None if self.0.len() >= MAX_COUNT => {
                return Err(ArtifactError::TooMany(artifact.name.into()));
            }
            None => self.0.push(artifact),
        }
        Ok(())
    }

    /// Takes one away, if it is there.
    pub fn remove(&mut self, name: &ArtifactName) {
        self.0.retain(|artifact| artifact.name != *name);
    }

    /// Takes in what code did.
    ///
    /// # Errors
    /// As [`Artifacts::put`].
    pub fn apply(&mut self, change: &ArtifactChange) -> Result<(), ArtifactError> {
        match change {
            ArtifactChange::Written { artifact } => self.put(artifact.clone()),
            ArtifactChange::Removed { name } => {
                self.remove(name);
                Ok(())
            }
        }
    }

    /// The one of this name.
    pub fn get(&self, name: &str) -> Option<&Artifact> {
        self.iter().find(|artifact| artifact.name.as_str() == name)
    }

    /// All of them.
    pub fn iter(&self) -> std::slice::Iter<'_, Artifact> {
        self.0.iter()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How large they are together.
    pub fn bytes(&self) -> usize {
        self.iter().map(|artifact| artifact.text.len()).sum()
    }

    fn place(&self, name: &ArtifactName) -> Option<usize> {
        self.0.iter().position(|artifact| artifact.name == *name)
    }
}

impl<'a> IntoIterator for &'a Artifacts {
    type Item = &'a Artifact;
    type IntoIter = std::slice::Iter<'a, Artifact>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

fn too_large(name: &ArtifactName, bytes: usize, left: usize) -> ArtifactError {
    ArtifactError::TooLarge {
        name: name.as_str().into(),
        bytes,
        left,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_line_that_leads_nowhere() {
        for good in ["a", "report.md", "Bericht 2.csv", "é✓.txt", ".env", "a..b"] {
            assert_eq!(ArtifactName::new(good).unwrap().as_str(), good);
            let path = ArtifactName::new(good).unwrap().path().unwrap();
            assert_eq!(path.as_str(), format!("/artifacts/{good}"));
        }
        let long = "a".repeat(MAX_NAME_CHARS + 1);
        for bad in [
            "",
            ".",
            "..",
            " a",
            "a ",
            "a/b",
            "a\\b",
            "../a",
            "a\nb",
            "a\0",
            "a\u{202e}txt.exe",
            &long,
        ] {
            let error = ArtifactName::new(bad).unwrap_err();
            assert!(matches!(error, ArtifactError::Name(_)), "{bad:?}: {error}");
            let read = serde_json::from_value::<ArtifactName>(bad.into());
            assert!(read.is_err(), "{bad:?}");
        }
    }

    #[test]
    fn a_file_is_text_or_refused() {
        let marked = Artifact::from_bytes("a.csv", b"\xef\xbb\xbfa,b".to_vec()).unwrap();
        assert_eq!(&*marked.text, "a,b");
        for bytes in [
            b"\xff\xfea\0".to_vec(),
            b"caf\xe9".to_vec(),
            b"a\0b".to_vec(),
        ] {
            let error = Artifact::from_bytes("a.csv", bytes).unwrap_err();
            assert_eq!(
                error.to_string(),
                "a.csv is not text in UTF-8: save it as UTF-8 text (txt, md, csv, json, html, py)"
            );
        }
        let error = Artifact::from_bytes("a", vec![b'a'; MAX_BYTES + 1]).unwrap_err();
        assert_eq!(
            error.to_string(),
            "a has 20971521 bytes, and 20971520 of the 20971520 bytes that all artifacts of a conversation may have are left"
        );
    }

    #[test]
    fn all_together_have_a_limit_and_a_name_is_there_once() {
        let mut all = Artifacts::default();
        let half = "a".repeat(MAX_BYTES / 2);
        all.put(Artifact::new("a", half.as_str()).unwrap()).unwrap();
        all.put(Artifact::new("b", half.as_str()).unwrap()).unwrap();
        let before = all.clone();
        let error = all.put(Artifact::new("c", "x").unwrap()).unwrap_err();
        assert!(matches!(error, ArtifactError::TooLarge { left: 0, .. }));
        assert_eq!(all, before);
        all.put(Artifact::new("a", "x").unwrap()).unwrap();
        all.put(Artifact::new("c", "x").unwrap()).unwrap();
        let names: Vec<&str> = all.iter().map(|it| it.name.as_str()).collect();
        assert_eq!(names, ["a", "b", "c"]);
        for count in all.iter().len()..MAX_COUNT {
            all.put(Artifact::new(&format!("n{count}"), "").unwrap())
                .unwrap();
        }
        let error = all.put(Artifact::new("more", "").unwrap()).unwrap_err();
        assert_eq!(error, ArtifactError::TooMany("more".into()));
    }
}
