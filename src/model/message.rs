//! The messages a model sees.

use serde::{Deserialize, Serialize};

/// The most bytes of [`CarriedOver::data`]: more is not kept.
pub const CARRIED_OVER_BYTES: usize = 128 << 10;

/// Who a message is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Instructions.
    System,
    /// The person, and the observations the agent adds.
    User,
    /// The model itself.
    Assistant,
}

/// One message of plain text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Who it is from.
    pub role: Role,
    /// Its text.
    pub content: String,
    /// How many bytes at the start of the text are the observation of what the reply before it
    /// did; 0 for none. What follows them is the person's.
    pub observed: usize,
    /// What the model's provider gave along with this reply.
    pub carried_over: Option<CarriedOver>,
    /// Of instructions: what they are for a model that acts by the tool, if something else.
    pub for_tool: Option<String>,
}

/// What a provider gave along with a reply, to be sent back with it unread: reasoning that only
/// the provider can decrypt. It goes to the model that it came from and to no other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CarriedOver {
    /// The wire format, server and model it came from.
    pub from: String,
    /// JSON, at most [`CARRIED_OVER_BYTES`].
    pub data: String,
}

impl Message {
    /// Instructions to the model.
    pub fn system(content: impl Into<String>) -> Self {
        Self::new(Role::System, content.into())
    }

    /// Instructions to a model that writes blocks of code, and to one that acts by the tool.
    pub fn system_by_act(block: impl Into<String>, tool: impl Into<String>) -> Self {
        Self {
            for_tool: Some(tool.into()),
            ..Self::system(block)
        }
    }

    /// A message to the model.
    pub fn user(content: impl Into<String>) -> Self {
        Self::new(Role::User, content.into())
    }

    /// What came of the reply before.
    pub fn observation(content: impl Into<String>) -> Self {
        let message = Self::user(content);
        Self {
            observed: message.content.len(),
            ..message
        }
    }

    /// An earlier reply of the model.
    pub fn assistant(content: impl Into<String>) -> Self {
        Self::new(Role::Assistant, content.into())
    }

    fn new(role: Role, content: String) -> Self {
        Self {
            role,
            content,
            observed: 0,
            carried_over: None,
            for_tool: None,
        }
    }
}
