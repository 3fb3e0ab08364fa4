//! The agent: a question in, an answer out. Each step the model thinks and writes Python, the
//! sandbox runs it, and the model reads the observation, until the code calls `final_answer`.
//! Everything that happens is an [`Event`]; a [`Transcript`] is the sum of its events.

mod event;
mod transcript;

mod run;

mod action;
mod completion;
mod next;

mod host;
mod names;
mod recorder;

mod budget;
mod final_answer;
pub mod observation;
pub mod prompt;
pub mod reply;

pub use event::{Answer, Event, Journal, RunEnd, StepEnd};
pub use names::standing_step;
pub use run::{Agent, AgentError, AgentOptions, Parts};
pub use transcript::{CallRecord, Reply, Run, Step, StepState, Transcript};
