//! The agent: a question in, an answer out. Each step the model thinks and writes Python, the
//! sandbox runs it, and the model reads the observation, until the code calls `final_answer`.
//! Everything that happens is an [`Event`]; a [`Transcript`] is the sum of its events.

mod event;
mod transcript;

mod options;
mod run;

mod action;
mod check;
mod completion;
mod next;

mod console;
mod earlier;
mod host;
mod inbox;
mod names;
mod recorder;
mod remembered;
mod rules;

mod attachments;
mod budget;
mod compaction;
mod spending;
pub mod tokens;

mod dialogue;
mod final_answer;
mod forms;
pub mod observation;
pub mod prompt;
pub mod reply;
mod title;

pub(crate) use budget::cut_middle;
pub use check::AnswerCheck;
pub use event::{
    Answer, ConsoleRun, ContextUse, EarlierCall, Event, Journal, PersonAnswer, Request, RunEnd,
    StepEnd,
};
pub use host::stub as tool_stub;
pub use inbox::{Added, Inbox, Turn, Waiting};
pub use names::{standing_step, stands_before_the_first_step};
pub use options::{AgentOptions, FinalSummary, Prices};
pub use rules::AnswerRules;
pub use run::{Agent, AgentError, Parts};
pub use spending::Spending;
pub use title::{TitleError, suggest_title};
pub use transcript::{
    AT_CONSOLE, CallRecord, Interlude, Pending, Reply, Run, Step, StepState, Transcript,
};
