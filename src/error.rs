//! All errors of the library as one, each with a code that stays: programs decide by the code, the
//! text is for people. JavaScript gets the same codes.

use serde_json::{Map, Value, json};

use crate::agent::AgentError;
use crate::model::ModelError;
use crate::platform::http::HttpError;
use crate::platform::store::StoreError;
use crate::sandbox::snapshot::SnapshotError;
use crate::sandbox::{ArtifactError, FileError, PathError, RunError};
use crate::storage::archive::ArchiveError;
use crate::storage::conversation::PastError;
use crate::storage::settings::{SettingsError, SettingsFileError};
use crate::tools::{InvalidTool, ToolError};

/// Whatever the library can fail with.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Error {
    /// A step could not be made.
    #[error(transparent)]
    Agent(#[from] AgentError),
    /// A model could not be asked.
    #[error(transparent)]
    Model(#[from] ModelError),
    /// Code did not come to an end of its own.
    #[error(transparent)]
    Run(#[from] RunError),
    /// A file of Python's could not be read or changed.
    #[error(transparent)]
    File(#[from] FileError),
    /// What cannot name such a file.
    #[error(transparent)]
    Path(#[from] PathError),
    /// A Python session cannot be taken up.
    #[error(transparent)]
    Snapshot(#[from] SnapshotError),
    /// A text cannot be an artifact.
    #[error(transparent)]
    Artifact(#[from] ArtifactError),
    /// A tool call failed.
    #[error(transparent)]
    Tool(#[from] ToolError),
    /// A tool cannot be offered.
    #[error(transparent)]
    InvalidTool(#[from] InvalidTool),
    /// A request was not answered.
    #[error(transparent)]
    Http(#[from] HttpError),
    /// Something could not be stored or read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// An earlier step cannot be gone on from.
    #[error(transparent)]
    Past(#[from] PastError),
    /// A file of conversations cannot be imported.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    /// Settings from a file cannot be used.
    #[error(transparent)]
    Settings(#[from] SettingsFileError),
}

impl Error {
    /// The code: a room and a name, such as `model.key_rejected`. It does not change between
    /// versions; new ones may come.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Agent(error) => error.code(),
            Self::Model(error) => error.code(),
            Self::Run(error) => error.code(),
            Self::File(FileError::Refused(_)) => "file.refused",
            Self::File(FileError::Ended(error)) => error.code(),
            Self::Path(_) => "file.path",
            Self::Snapshot(error) => match error {
                SnapshotError::Damaged(_) => "snapshot.damaged",
                SnapshotError::OtherInterpreter => "snapshot.other_interpreter",
                SnapshotError::TooLarge { .. } => "snapshot.too_large",
            },
            Self::Artifact(error) => match error {
                ArtifactError::Name(_) => "artifact.name",
                ArtifactError::NotText { .. } => "artifact.not_text",
                ArtifactError::TooLarge { .. } => "artifact.too_large",
                ArtifactError::TooMany(_) => "artifact.too_many",
            },
            Self::Tool(error) => tool(error),
            Self::InvalidTool(_) => "tool.invalid_definition",
            Self::Http(error) => match error {
                HttpError::Unreachable { .. } => "http.unreachable",
                HttpError::Redirected { .. } => "http.redirected",
                HttpError::Cut { .. } => "http.cut",
                HttpError::Silent { .. } => "http.silent",
                HttpError::TooLarge { .. } => "http.too_large",
                HttpError::BadUrl { .. } => "http.bad_url",
            },
            Self::Store(error) => store(error),
            Self::Past(error) => match error {
                PastError::NoStep(_) => "past.no_step",
                PastError::NoQuestion(_) => "past.no_question",
                PastError::NothingToUndo => "past.nothing_to_undo",
                PastError::SessionNotKept(_) => "past.session_not_kept",
                PastError::Store(error) => store(error),
            },
            Self::Archive(error) => match error {
                ArchiveError::TooLarge => "archive.too_large",
                ArchiveError::TooDeep => "archive.too_deep",
                ArchiveError::NotAnArchive(_) => "archive.not_an_archive",
                ArchiveError::OtherVersion(_) => "archive.other_version",
                ArchiveError::TooMany(_) => "archive.too_many",
                ArchiveError::Conversation { .. } => "archive.conversation",
                ArchiveError::Store(error) => store(error),
            },
            Self::Settings(error) => match error {
                SettingsFileError::NotSettings(_) => "settings.not_settings",
                SettingsFileError::Unknown(_) => "settings.unknown",
                SettingsFileError::Invalid(_) => "settings.invalid",
            },
        }
    }

    /// What a program may want to know besides the code: the origin of a provider, the fields of
    /// settings that are wrong.
    pub fn context(&self) -> Map<String, Value> {
        let context = match self {
            Self::Model(error) | Self::Agent(AgentError::Model(error)) => {
                error.origin().map(|origin| json!({"origin": origin}))
            }
            Self::Tool(ToolError::Http {
                service, status, ..
            }) => Some(json!({"service": service, "status": status})),
            Self::Artifact(ArtifactError::TooLarge { name, bytes, left }) => {
                Some(json!({"name": name, "bytes": bytes, "left": left}))
            }
            Self::Store(StoreError::Corrupt { key, .. }) => Some(json!({"key": key})),
            Self::Past(PastError::NoStep(step) | PastError::SessionNotKept(step)) => {
                Some(json!({"step": step}))
            }
            Self::Archive(ArchiveError::Conversation { place, .. }) => {
                Some(json!({"conversation": place}))
            }
            Self::Settings(SettingsFileError::Unknown(field)) => Some(json!({"field": field})),
            Self::Settings(SettingsFileError::Invalid(errors)) => {
                let fields: Map<String, Value> = errors.iter().map(problem).collect();
                Some(json!({"fields": fields}))
            }
            _ => None,
        };
        match context {
            Some(Value::Object(context)) => context,
            _ => Map::new(),
        }
    }
}

fn problem(error: &SettingsError) -> (String, Value) {
    (error.field.clone(), error.told().into())
}

fn tool(error: &ToolError) -> &'static str {
    match error {
        ToolError::InvalidArguments { .. } => "tool.invalid_arguments",
        ToolError::Unknown { .. } => "tool.unknown",
        ToolError::NothingFound(_) => "tool.nothing_found",
        ToolError::Http { .. } => "tool.http",
        ToolError::Unreachable { .. } => "tool.unreachable",
        ToolError::BadResponse { .. } => "tool.bad_response",
        ToolError::Refused(_) => "tool.refused",
        ToolError::TimedOut { .. } => "tool.timed_out",
    }
}

fn store(error: &StoreError) -> &'static str {
    match error {
        StoreError::Full => "store.full",
        StoreError::Unavailable { .. } => "store.unavailable",
        StoreError::Corrupt { .. } => "store.corrupt",
    }
}
