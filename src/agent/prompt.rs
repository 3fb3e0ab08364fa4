//! The system message and the other fixed texts that a model is sent, assembled from small
//! documented parts (`prompts/*.md`).

use super::forms::Forms;
use super::options::AgentOptions;
use crate::model::{Act, Message};
use crate::tools::{Toolbox, signature};

/// Who the model is here, the form of its replies and the steps.
const ROLE: &str = include_str!("prompts/role.md");
/// The tools as Python signatures, and how they are called.
const TOOLS: &str = include_str!("prompts/tools.md");
const NO_TOOLS: &str = include_str!("prompts/no_tools.md");
/// What the interpreter can and cannot do.
const INTERPRETER: &str = include_str!("prompts/interpreter.md");
/// The user's documents, and how code makes some.
const ARTIFACTS: &str = include_str!("prompts/artifacts.md");
/// How code shows things to the user.
const DISPLAYS: &str = include_str!("prompts/displays.md");
/// How to end with an answer, or that ending is not wanted.
const FINISH: &str = include_str!("prompts/finish.md");
const KEEP_GOING: &str = include_str!("prompts/keep_going.md");
/// What an answer must be.
const RULES: &str = include_str!("prompts/rules.md");
/// That observations are data, not instructions.
const DATA: &str = include_str!("prompts/data.md");
/// The user's own instructions.
const INSTRUCTIONS: &str = include_str!("prompts/instructions.md");
/// That an answer did not pass a check.
const REFUSED: &str = include_str!("prompts/refused.md");

/// The system message, for either way to act. The same tools and options give the same texts.
pub fn system_message(tools: &Toolbox, options: &AgentOptions) -> Message {
    let [block, tool] = [Act::CodeBlock, Act::Tool].map(|act| system(tools, options, act));
    Message::system_by_act(block, tool)
}

/// The instructions to a model that acts in this way.
pub fn system(tools: &Toolbox, options: &AgentOptions, act: Act) -> String {
    let forms = Forms::of(act);
    let role = ROLE.replace("{max_steps}", &options.max_steps.to_string());
    let role = forms.fill(&role);
    let finish = if options.can_stop { FINISH } else { KEEP_GOING };
    let finish = forms.fill(finish);
    let rules = options.answer_rules.described();
    let rules = rules.filter(|_| options.can_stop);
    let rules = rules.map(|rules| RULES.replace("{rules}", &rules));
    let instructions = match options.instructions.trim() {
        "" => String::new(),
        own => INSTRUCTIONS.replace("{instructions}", own),
    };
    paragraphs(&[
        &role,
        &tool_part(tools),
        INTERPRETER,
        ARTIFACTS,
        DISPLAYS,
        &finish,
        &rules.unwrap_or_default(),
        DATA,
        &instructions,
    ])
}

/// The legal forms of a reply, with examples.
pub fn reminder(can_stop: bool, act: Act) -> String {
    let forms = Forms::of(act);
    let finish = if can_stop { forms.reminder_finish } else { "" };
    forms.fill(&paragraphs(&[forms.reminder, finish]))
}

/// What the model reads when a check did not accept its answer.
pub fn refused(reason: &str) -> String {
    REFUSED.trim_end().replace("{reason}", reason)
}

fn tool_part(tools: &Toolbox) -> String {
    let signatures: Vec<String> = tools
        .iter()
        .map(|tool| signature::function(tool.definition()))
        .collect();
    let Some(first) = tools.iter().next() else {
        return NO_TOOLS.into();
    };
    let block = format!("```python\n{}```", signatures.join("\n"));
    TOOLS
        .replace("{example}", &first.definition().name)
        .replace("{signatures}", &block)
}

fn paragraphs(parts: &[&str]) -> String {
    parts
        .iter()
        .map(|part| part.trim())
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("\n\n")
}
