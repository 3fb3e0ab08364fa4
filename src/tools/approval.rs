//! Whether a tool may be called: always, never, or when the person allows it.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// The longest reason of a refusal that is passed on, in characters.
const MAX_REASON_CHARS: usize = 1_000;

/// Whether a tool may be called.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Permission {
    /// It may.
    #[default]
    Always,
    /// The person is asked before each call.
    Ask,
    /// It may not, and is not offered.
    Never,
}

/// A call that the person is asked about.
#[derive(Clone, Debug, PartialEq)]
pub struct ApprovalRequest {
    /// The tool.
    pub tool: String,
    /// The arguments by parameter name.
    pub arguments: Map<String, Value>,
}

/// What the person says to a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum Approval {
    /// It may be made.
    Once {},
    /// It may be made, and all others of the tool in this conversation.
    Always {},
    /// It was allowed, but not here: a file or another device says so. Allows nothing here.
    Elsewhere {},
    /// It may not be made.
    Refused {
        /// Why, for the model; may be empty.
        reason: String,
    },
}

impl Permission {
    /// All of them, in the order they are offered.
    pub const ALL: [Permission; 3] = [Permission::Always, Permission::Ask, Permission::Never];

    /// Its name in storage.
    pub fn name(self) -> &'static str {
        match self {
            Permission::Always => "always",
            Permission::Ask => "ask",
            Permission::Never => "never",
        }
    }

    /// The one of this name, in any case.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|permission| permission.name().eq_ignore_ascii_case(name.trim()))
    }
}

impl Approval {
    /// Whether the call may be made, wherever that was said.
    pub fn allows(&self) -> bool {
        !matches!(self, Approval::Refused { .. })
    }

    /// Why a call of this tool must not be made, in words for the model; nothing where it may.
    pub fn refusal(&self, tool: &str) -> Option<String> {
        let Approval::Refused { reason } = self else {
            return None;
        };
        let reason: String = reason.trim().chars().take(MAX_REASON_CHARS).collect();
        let because = if reason.is_empty() {
            String::new()
        } else {
            format!(", and says: {reason}")
        };
        Some(format!(
            "the user did not allow this call of {tool}{because}. It was not made. Do not make it again; go on without it"
        ))
    }
}
