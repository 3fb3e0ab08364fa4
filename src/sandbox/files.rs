//! The files of a Python session, as the page sees and changes them while no code runs. What the
//! worker says of them is untrusted: a path is checked when it is read.

use serde::{Deserialize, Serialize};

use super::RunError;

/// A path has no more bytes.
pub const PATH_BYTES: usize = 4096;

/// Where a file is: absolute, with nothing in it that leads elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct FilePath(String);

/// Why a text is no [`FilePath`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PathError {
    /// Longer than [`PATH_BYTES`].
    #[error("a path may have {PATH_BYTES} bytes, not {0}")]
    TooLong(usize),
    /// It does not name a file.
    #[error("a path needs a name")]
    NoName,
    /// It would lead elsewhere.
    #[error("a path may not have \".\", \"..\", an empty part or a null character in it")]
    Crooked,
}

impl FilePath {
    /// From a text; one that does not begin with `/` is taken from the root.
    ///
    /// # Errors
    /// [`PathError`].
    pub fn new(text: &str) -> Result<Self, PathError> {
        let parts = text.strip_prefix('/').unwrap_or(text);
        if parts.is_empty() {
            return Err(PathError::NoName);
        }
        if parts.len() >= PATH_BYTES {
            return Err(PathError::TooLong(text.len()));
        }
        let straight = |part: &str| !matches!(part, "" | "." | "..") && !part.contains('\0');
        if !parts.split('/').all(straight) {
            return Err(PathError::Crooked);
        }
        Ok(Self(format!("/{parts}")))
    }

    /// The path, which begins with `/`.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for FilePath {
    type Error = PathError;

    fn try_from(text: String) -> Result<Self, PathError> {
        Self::new(&text)
    }
}

impl From<FilePath> for String {
    fn from(path: FilePath) -> Self {
        path.0
    }
}

/// A file, its content left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileEntry {
    /// Where it is.
    pub path: FilePath,
    /// How large it is.
    pub bytes: usize,
    /// When it was last written, seconds since the Unix epoch.
    pub modified: u64,
}

/// What can be done with files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileRequest {
    /// Tell all there are.
    List,
    /// Give the content of one.
    Read(FilePath),
    /// Put one there, with the directories that it needs. One that is there already is replaced.
    Add(FilePath, Vec<u8>),
    /// Take one away.
    Remove(FilePath),
}

impl FileRequest {
    /// Whether the session is another one afterwards.
    pub fn is_change(&self) -> bool {
        match self {
            Self::List | Self::Read(_) => false,
            Self::Add(..) | Self::Remove(_) => true,
        }
    }
}

/// What came of a [`FileRequest`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileReply {
    /// All files, by path.
    Listed(Vec<FileEntry>),
    /// A file's content.
    Content(Vec<u8>),
    /// It was added or removed.
    Changed,
}

/// Why nothing came of a [`FileRequest`]. The texts are for the user.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    /// It cannot be done: there is no such file, or no room for it.
    #[error("{0}")]
    Refused(String),
    /// The worker did not come to an end of its own; the session is as it was before.
    #[error(transparent)]
    Ended(#[from] RunError),
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_absolute_and_lead_nowhere_else() {
        assert_eq!(FilePath::new("a/b c.txt").unwrap().as_str(), "/a/b c.txt");
        assert_eq!(FilePath::new("/é\n").unwrap().as_str(), "/é\n");
        for crooked in ["//a", "a//b", "a/", "./a", "a/../b", "..", "/.", "a\0b"] {
            assert_eq!(FilePath::new(crooked), Err(PathError::Crooked), "{crooked}");
        }
        assert_eq!(FilePath::new("/"), Err(PathError::NoName));
        assert_eq!(FilePath::new(""), Err(PathError::NoName));
        let longest = "a".repeat(PATH_BYTES - 1);
        assert_eq!(FilePath::new(&longest).unwrap().as_str().len(), PATH_BYTES);
        let longer = longest + "a";
        assert_eq!(FilePath::new(&longer), Err(PathError::TooLong(PATH_BYTES)));
    }

    #[test]
    fn a_path_from_outside_is_checked_when_it_is_read() {
        let read = serde_json::from_str::<FilePath>("\"/a/../b\"");
        assert!(read.is_err(), "{read:?}");
    }
}
