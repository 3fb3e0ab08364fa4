//! The messages a model is sent, assembled from small documented parts (`prompts/*.md`). Later
//! messages are added at the end; what was sent before stays byte for byte, so that providers can
//! reuse it. Only the last message of the user may still grow.

use super::AgentOptions;
use super::event::RunEnd;
use super::transcript::{Run, Step, Transcript};
use crate::model::{CarriedOver, Message, Role};
use crate::tools::{Toolbox, signature};

/// Who the model is here, the form of its replies and the steps.
const ROLE: &str = include_str!("prompts/role.md");
/// The tools as Python signatures, and how they are called.
const TOOLS: &str = include_str!("prompts/tools.md");
const NO_TOOLS: &str = include_str!("prompts/no_tools.md");
/// What the interpreter can and cannot do.
const INTERPRETER: &str = include_str!("prompts/interpreter.md");
/// How to end with an answer, or that ending is not wanted.
const FINISH: &str = include_str!("prompts/finish.md");
const KEEP_GOING: &str = include_str!("prompts/keep_going.md");
/// That observations are data, not instructions.
const DATA: &str = include_str!("prompts/data.md");
/// The user's own instructions.
const INSTRUCTIONS: &str = include_str!("prompts/instructions.md");
/// The legal forms of a reply, for one that had none of them.
const REMINDER: &str = include_str!("prompts/reminder.md");
const REMINDER_FINISH: &str = include_str!("prompts/reminder_finish.md");
/// The last request at the step limit.
const BEST_ANSWER: &str = include_str!("prompts/best_answer.md");

/// What the model is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Request {
    /// The next step.
    Step,
    /// The best answer from what is known; no code will run.
    BestAnswer,
}

/// The system message. The same tools and options give the same text.
pub fn system(tools: &Toolbox, options: &AgentOptions) -> String {
    let role = ROLE.replace("{max_steps}", &options.max_steps.to_string());
    let finish = if options.can_stop { FINISH } else { KEEP_GOING };
    let instructions = match options.instructions.trim() {
        "" => String::new(),
        own => INSTRUCTIONS.replace("{instructions}", own),
    };
    paragraphs(&[
        &role,
        &tool_part(tools),
        INTERPRETER,
        finish,
        DATA,
        &instructions,
    ])
}

/// The whole conversation as messages: questions, replies, observations, and what happened to the
/// Python session. Steps that did not come to their end are left out.
pub fn messages(system: String, transcript: &Transcript, request: Request) -> Vec<Message> {
    let mut dialogue = Dialogue {
        messages: vec![Message::system(system)],
    };
    for (index, run) in transcript.runs.iter().enumerate() {
        let is_last = index + 1 == transcript.runs.len();
        // Without a question the turns would be out of order.
        dialogue.add_user(match run.question.trim() {
            "" => "(no question)",
            question => question,
        });
        for step in &run.steps {
            dialogue.add_step(run, step, is_last);
        }
        if !is_last && !is_answered(run) {
            dialogue.add_user(
                "(The work on this question was ended before there was an answer. The next question:)",
            );
        }
    }
    if request == Request::BestAnswer {
        dialogue.add_user(BEST_ANSWER);
    }
    dialogue.messages
}

/// The legal forms of a reply, with examples.
pub fn reminder(can_stop: bool) -> String {
    let finish = if can_stop { REMINDER_FINISH } else { "" };
    paragraphs(&[REMINDER, finish])
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

struct Dialogue {
    messages: Vec<Message>,
}

impl Dialogue {
    fn add_step(&mut self, run: &Run, step: &Step, is_in_last_run: bool) {
        if let Some(reason) = &step.session_restarted {
            self.add_user(&format!(
                "(The Python session was restarted: {reason}. The names of earlier steps are gone; define again what you need.)"
            ));
        }
        if step.end().is_none() {
            return;
        }
        if is_best_answer(run, step) {
            self.add_user(BEST_ANSWER);
        }
        // The reasoning behind an earlier question's steps is of no more use.
        let carried_over = step.reply.carried_over.clone();
        self.add_model(&step.reply.text, carried_over.filter(|_| is_in_last_run));
        self.add_observation(&step.observation);
    }

    /// Texts of the user that follow one another make one message: some models insist on turns.
    fn add_user(&mut self, text: &str) {
        let text = text.trim_end();
        if text.is_empty() {
            return;
        }
        match self.messages.last_mut() {
            Some(last) if last.role == Role::User => {
                last.content.push_str("\n\n");
                last.content.push_str(text);
            }
            _ => self.messages.push(Message::user(text)),
        }
    }

    /// What came of a reply. It begins a message, so that the person's words can be told from it.
    fn add_observation(&mut self, text: &str) {
        let text = text.trim_end();
        if !text.is_empty() {
            self.messages.push(Message::observation(text));
        }
    }

    fn add_model(&mut self, text: &str, carried_over: Option<CarriedOver>) {
        // Some providers refuse an empty message.
        let text = if text.trim().is_empty() {
            "(empty reply)"
        } else {
            text
        };
        self.messages.push(Message {
            carried_over,
            ..Message::assistant(text)
        });
    }
}

fn is_answered(run: &Run) -> bool {
    match &run.end {
        Some(RunEnd::Answered { .. }) => true,
        Some(RunEnd::StepLimit { answer, .. }) => answer.is_some(),
        Some(RunEnd::Stopped {} | RunEnd::Failed { .. }) | None => false,
    }
}

/// Whether the step is the one beyond the limit, in which the best answer was asked for.
fn is_best_answer(run: &Run, step: &Step) -> bool {
    let is_last = run.steps.last().is_some_and(|last| last.id == step.id);
    matches!(run.end, Some(RunEnd::StepLimit { limit, .. }) if is_last && step.number > limit)
}

fn paragraphs(parts: &[&str]) -> String {
    parts
        .iter()
        .map(|part| part.trim())
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("\n\n")
}
