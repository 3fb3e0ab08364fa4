//! The forms of a reply, in words for the model: how it gives its code depends on how it acts.

use crate::model::{Act, TOOL_NAME};

/// What the model is told of the forms of a reply.
pub struct Forms {
    /// How a step is replied to.
    pub step: &'static str,
    /// Where the observation is.
    pub observed: &'static str,
    /// Where a reply ends.
    pub end: &'static str,
    /// In whose place an answer without code stands.
    pub code: &'static str,
    /// For a reply that had no code, how code is given.
    pub reminder: &'static str,
    /// And how the answer is given.
    pub reminder_finish: &'static str,
}

/// A block of code in the reply's text.
const BLOCK: Forms = Forms {
    step: include_str!("prompts/block/step.md"),
    observed: "The next message is its observation",
    end: "End your reply after the code block.",
    code: "a code block",
    reminder: include_str!("prompts/block/reminder.md"),
    reminder_finish: include_str!("prompts/block/reminder_finish.md"),
};

/// A call of the one native tool.
const TOOL: Forms = Forms {
    step: include_str!("prompts/tool/step.md"),
    observed: "The result of the call is its observation",
    end: "Make one call in a reply, and end the reply with it.",
    code: "a call",
    reminder: include_str!("prompts/tool/reminder.md"),
    reminder_finish: include_str!("prompts/tool/reminder_finish.md"),
};

impl Forms {
    /// Those of a model that acts in this way.
    pub fn of(act: Act) -> &'static Self {
        match act {
            Act::CodeBlock => &BLOCK,
            Act::Tool => &TOOL,
        }
    }

    /// The text with these forms in it.
    pub fn fill(&self, text: &str) -> String {
        text.replace("{step}", self.step.trim())
            .replace("{observed}", self.observed)
            .replace("{end}", self.end)
            .replace("{code}", self.code)
            .replace("{tool}", TOOL_NAME)
    }
}
