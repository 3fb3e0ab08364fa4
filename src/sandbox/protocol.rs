//! The messages between the page and the sandbox's worker. Each is a JSON text in an [`Envelope`],
//! with the bytes of a snapshot or a file beside it where it is about one.
//!
//! The rule of the wire: one [`ToWorker::Run`] in, any number of [`FromWorker::Printed`],
//! [`FromWorker::Displayed`], [`FromWorker::CallTool`] and [`FromWorker::Waiting`] out, what was done to
//! artifacts, then at most one [`FromWorker::Snapshotted`] or [`FromWorker::NotRun`], then exactly one [`FromWorker::Ended`].
//! One [`ToWorker::Files`] in, then at most one [`FromWorker::Snapshotted`], if it changes files, then
//! one [`FromWorker::FilesDone`] out. One [`ToWorker::Restore`] in, one [`FromWorker::Restored`] or [`FromWorker::RestoreFailed`]
//! out. The worker says [`FromWorker::Ready`] once, first. Whatever else comes
//! from a worker is a breach, and the worker is ended. Messages from the worker are untrusted.
//!
//! Struct variants only: `deny_unknown_fields` does not look inside a newtype variant.

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::{Map, Value};

use super::artifact::ArtifactName;
use super::files::{FileEntry, FilePath};
use super::limits::{Limits, Resource};
use super::{OutputStream, RunOutcome, ToolFailure, ToolStub};
use crate::display::Display;

/// Raised with every change of the messages below: page and worker must agree on it.
pub const PROTOCOL_VERSION: u32 = 7;

/// What travels: the text of a message, and bytes beside it if it has some.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// An [`Envelope`].
    pub text: String,
    /// A snapshot, or the content of a file or an artifact.
    pub bytes: Option<Vec<u8>>,
}

impl From<String> for Message {
    fn from(text: String) -> Self {
        Self { text, bytes: None }
    }
}

/// What every message travels in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Envelope<Body> {
    /// [`PROTOCOL_VERSION`].
    pub version: u32,
    /// The session's random nonce, chosen by the page for each worker.
    pub nonce: String,
    /// The message itself.
    pub body: Body,
}

/// From the page to the worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum ToWorker {
    /// The first message. The bytes of `micropython.wasm` come beside it.
    Start {
        /// The session's limits.
        limits: Limits,
    },
    /// Takes up the state of the snapshot whose bytes are beside it. Sent only before the first
    /// run.
    Restore {},
    /// Runs code. Sent only when no run is under way.
    Run {
        /// Counted from 1 within the session, restored or not.
        run: u32,
        /// Python source as the model wrote it.
        source: String,
        /// The file name in tracebacks.
        file_name: String,
        /// The tools the code may call.
        tools: Vec<ToolStub>,
        /// Whether `final_answer` ends the run.
        can_stop: bool,
    },
    /// Looks at files or changes them. Sent only when no run is under way. What is added is beside
    /// it.
    Files {
        /// Counted as runs are.
        run: u32,
        /// What to do.
        operation: FileOperation,
    },
    /// The time of [`FromWorker::Sleeping`] has passed.
    Woken {
        /// The run.
        run: u32,
    },
    /// A tool call came to its end.
    ToolReturned {
        /// The run of the call.
        run: u32,
        /// The call's id.
        call: u32,
        /// Its result or failure.
        result: Result<Value, ToolFailure>,
    },
}

/// From the worker to the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum FromWorker {
    /// The interpreter is up.
    Ready {},
    /// The interpreter could not be started.
    StartFailed {
        /// Why, for the user.
        reason: String,
    },
    /// The code printed something.
    Printed {
        /// The run.
        run: u32,
        /// Which stream.
        stream: OutputStream,
        /// What. Never empty.
        text: String,
    },
    /// The code shows something.
    Displayed {
        /// The run.
        run: u32,
        /// What.
        display: Display,
    },
    /// The code called a tool.
    CallTool {
        /// The run.
        run: u32,
        /// The call's id: 1, 2, 3, ... within the run.
        call: u32,
        /// The tool.
        name: String,
        /// The arguments by parameter name.
        arguments: Map<String, Value>,
        /// Whether the code waits for it, as if it had also said [`FromWorker::Waiting`]. Otherwise
        /// it goes on running until it says so. A message less for most calls.
        #[serde(default, skip_serializing_if = "is_false")]
        waits: bool,
    },
    /// The code waits for one of the tool calls under way: the execution clock stands still until
    /// the next [`ToWorker::ToolReturned`].
    Waiting {
        /// The run.
        run: u32,
    },
    /// The code has made an artifact or changed one; its text is beside it.
    ArtifactWritten {
        /// The run.
        run: u32,
        /// Its name.
        name: ArtifactName,
    },
    /// The code has taken an artifact away.
    ArtifactRemoved {
        /// The run.
        run: u32,
        /// Its name.
        name: ArtifactName,
    },
    /// The session's snapshot as the run leaves it. Beside it are its bytes, without the blocks that the last
    /// one had, unless a snapshot was taken up since.
    Snapshotted {
        /// The run.
        run: u32,
    },
    /// The code could not be run at all: the session is as it was before.
    NotRun {
        /// The run.
        run: u32,
    },
    /// What came of [`ToWorker::Files`]. What was read is beside it.
    FilesDone {
        /// The run.
        run: u32,
        /// The answer, or why there is none, for the user.
        result: Result<FileAnswer, String>,
    },
    /// The snapshot's state was taken up.
    Restored {},
    /// The snapshot's state could not be taken up. The session cannot be used.
    RestoreFailed {
        /// Why, for the user.
        reason: String,
    },
    /// The code sleeps: the page says [`ToWorker::Woken`] when the time has passed, and the
    /// execution clock stands still until then.
    Sleeping {
        /// The run.
        run: u32,
        /// How long.
        milliseconds: u64,
        /// Ends the sleep early: that more calls have ended than these.
        until_call: Option<u32>,
    },
    /// The run is over.
    Ended {
        /// The run.
        run: u32,
        /// What it ended with.
        outcome: RunOutcome,
    },
    /// The code used up what nothing can run without: the session cannot go on.
    Exhausted {
        /// The run.
        run: u32,
        /// What there is no more of.
        resource: Resource,
    },
    /// The interpreter broke: the session cannot go on.
    Trapped {
        /// The run.
        run: u32,
        /// What the engine said.
        reason: String,
    },
}

/// What is to be done with files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum FileOperation {
    /// Tell all there are.
    List {},
    /// Give the content of one.
    Read {
        /// Which.
        path: FilePath,
    },
    /// Put one there.
    Add {
        /// Where.
        path: FilePath,
    },
    /// Take one away.
    Remove {
        /// Which.
        path: FilePath,
    },
}

/// What came of a [`FileOperation`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum FileAnswer {
    /// Of [`FileOperation::List`].
    Listed {
        /// All there are.
        files: Vec<FileEntry>,
    },
    /// Of [`FileOperation::Read`]. The content is beside the message.
    Content {},
    /// Of [`FileOperation::Add`] and [`FileOperation::Remove`].
    Changed {},
}

/// Why a message was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProtocolError {
    /// Longer than the limit.
    #[error("a message of {bytes} bytes, where {limit} are allowed")]
    TooLarge {
        /// Its size.
        bytes: usize,
        /// The limit.
        limit: usize,
    },
    /// Not one of the messages.
    #[error("a message that is {0}")]
    Malformed(&'static str),
    /// Another version of the protocol.
    #[error("protocol version {found}, where {PROTOCOL_VERSION} is spoken")]
    Version {
        /// What the message says.
        found: u32,
    },
    /// Not this session's nonce.
    #[error("a message of another session")]
    Nonce,
}

fn is_false(value: &bool) -> bool {
    !value
}

/// Writes a message. Every body is one of the enums above, which JSON can always hold.
pub fn encode<Body: Serialize>(nonce: &str, body: &Body) -> String {
    let message = serde_json::json!({
        "version": PROTOCOL_VERSION,
        "nonce": nonce,
        "body": body,
    });
    message.to_string()
}

/// Reads the message that opens a session: checks its size and version, and brings the nonce.
///
/// # Errors
/// [`ProtocolError`]; the text of an untrusted message is not repeated in it.
pub fn decode_first<Body: DeserializeOwned>(
    text: &str,
    limit: usize,
) -> Result<Envelope<Body>, ProtocolError> {
    if text.len() > limit {
        return Err(ProtocolError::TooLarge {
            bytes: text.len(),
            limit,
        });
    }
    let envelope: Envelope<Body> = serde_json::from_str(text).map_err(|error| {
        ProtocolError::Malformed(match error.classify() {
            serde_json::error::Category::Data => "not of its shape",
            _ => "not JSON",
        })
    })?;
    if envelope.version != PROTOCOL_VERSION {
        return Err(ProtocolError::Version {
            found: envelope.version,
        });
    }
    Ok(envelope)
}

/// Reads a message of a session and checks its size, version and nonce. Run ids, call ids and the
/// order of messages are checked by the side that knows them.
///
/// # Errors
/// [`ProtocolError`]; the text of an untrusted message is not repeated in it.
pub fn decode<Body: DeserializeOwned>(
    nonce: &str,
    text: &str,
    limit: usize,
) -> Result<Body, ProtocolError> {
    let envelope = decode_first(text, limit)?;
    if envelope.nonce != nonce {
        return Err(ProtocolError::Nonce);
    }
    Ok(envelope.body)
}
