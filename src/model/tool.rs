//! The one native tool, `run_python`, as another way to write a block of code: a call of it becomes
//! the text that a reply with code is, and such a text becomes a call again. The rest of the
//! product knows only the text.

mod call;
mod code_argument;

pub(super) use call::CallWriter;

use serde_json::{Value, json};

/// The tool's name.
pub const NAME: &str = "run_python";

/// What it is said to do.
pub(super) const DESCRIPTION: &str = "Runs Python code in this conversation's session and gives its observation: what it printed, the value of its last expression, or the traceback.";

/// The lines around a block of code.
const OPENING: &str = "```python\n";
const CLOSING: &str = "```";

/// What is added to the instructions.
const INSTRUCTIONS: &str = include_str!("tool/instructions.md");

/// The schema of its arguments.
pub(super) fn parameters() -> Value {
    json!({
        "type": "object",
        "properties": {"code": {"type": "string", "description": "The Python code."}},
        "required": ["code"],
        "additionalProperties": false,
    })
}

/// The arguments of a call.
pub(super) fn arguments(code: &str) -> Value {
    json!({ "code": code })
}

/// The instructions with how code is run by the tool.
pub(super) fn instructions(system: &str) -> String {
    format!("{system}\n\n{}", INSTRUCTIONS.trim_end())
}

/// The thought and the code of a reply in the form that a call becomes: text, then one block that
/// ends it. `None` for any other, which is left as text.
pub(super) fn parts_of(reply: &str) -> Option<(&str, &str)> {
    let reply = reply.trim();
    let start = match reply.starts_with(OPENING) {
        true => 0,
        false => reply.find(&format!("\n{OPENING}"))? + 1,
    };
    let code = reply[start + OPENING.len()..].strip_suffix(CLOSING)?;
    let code = code.strip_suffix('\n')?;
    let has_another = code.starts_with("```") || code.contains("\n```");
    (!code.trim().is_empty() && !has_another).then_some((reply[..start].trim_end(), code))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_apart_a_reply_of_one_block_and_no_other() {
        let parts = parts_of("I add.\n\n```python\na = 1\nprint(a)\n```\n");
        assert_eq!(parts, Some(("I add.", "a = 1\nprint(a)")));
        assert_eq!(parts_of("```python\nx\n```"), Some(("", "x")));
        for other in [
            "",
            "No code.",
            "```\nx\n```",
            "```python\nx",
            "```python\n\n```",
            "```python\na\n```\n\nThen\n\n```python\nb\n```",
            "Say ```python\nx\n```",
            "<answer>7</answer>",
        ] {
            assert_eq!(parts_of(other), None, "{other:?}");
        }
    }
}
