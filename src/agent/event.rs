//! What can happen in a conversation, as data: the one truth that the transcript, the page and the
//! storage are made of. Serialised as it is into storage, so a change here is a new storage version.

use std::sync::Arc;

use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::display::Display;
use crate::model::{CarriedOver, Usage};
use crate::platform::http::Source;
use crate::sandbox::{Artifact, ArtifactChange, OutputStream, PythonError, ToolFailure};
use crate::tools::Approval;

/// One thing that happened. Events of one conversation form a single ordered sequence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum Event {
    /// The user asked: a run begins.
    Asked {
        /// The question as typed.
        question: String,
        /// Milliseconds since the Unix epoch.
        at: u64,
        /// The artifacts that came with it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        artifacts: Vec<Artifact>,
    },
    /// The conversation was taken back to where a step had left it: the steps after that one are
    /// kept as events, and count no more. Ids of steps are not given again.
    Rewound {
        /// The step's id.
        step: u32,
        /// Milliseconds since the Unix epoch.
        at: u64,
    },
    /// The conversation was taken back to before one of its questions: that one, those after it and
    /// their steps are kept as events, and count no more. Ids of steps are not given again.
    RewoundBefore {
        /// The question's place among those that count, from 1.
        question: u32,
        /// Milliseconds since the Unix epoch.
        at: u64,
    },
    /// What [`Event::Rewound`] or [`Event::RewoundBefore`] has just taken back counts again, and the
    /// question that was asked since in place of one counts no more. After anything else it changes
    /// nothing.
    RewindUndone {
        /// Milliseconds since the Unix epoch.
        at: u64,
    },
    /// The user runs code of their own in the Python session, between two steps. What happens while
    /// it runs follows as in a step. Where no [`Event::ConsoleEnded`] follows, it was cut off: nothing
    /// of it holds but what its tools have done.
    ConsoleStarted {
        /// As typed.
        code: String,
        /// Milliseconds since the Unix epoch.
        at: u64,
    },
    /// The user's code is over.
    ConsoleEnded {
        /// How.
        end: StepEnd,
        /// All that was printed to stdout.
        stdout: String,
        /// All that was printed to stderr.
        stderr: String,
        /// What the code did to artifacts.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        artifacts: Vec<ArtifactChange>,
        /// Milliseconds since the Unix epoch.
        at: u64,
    },
    /// The user ran code of their own: all of it in one, as earlier versions recorded it when it was
    /// over.
    ConsoleRan {
        /// The code, and what came of it.
        run: ConsoleRun,
        /// Milliseconds since the Unix epoch.
        at: u64,
    },
    /// The user raised the limits of the run that has just ended at one of them: it goes on, and
    /// its steps, tokens and costs are counted anew.
    Continued {
        /// Milliseconds since the Unix epoch.
        at: u64,
    },
    /// The user added something while the agent was at work. The next step's model reads it.
    Steered {
        /// As typed; empty if only artifacts came.
        text: String,
        /// Milliseconds since the Unix epoch.
        at: u64,
        /// The artifacts that came with it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        artifacts: Vec<Artifact>,
    },
    /// To save room in the context window, the model is shown no more than the beginning and the
    /// end of the observations of older steps.
    Shortened {
        /// The id of the last step whose observation is shortened.
        through: u32,
    },
    /// The Python session is not the one of the steps before: their names are gone.
    SessionRestarted {
        /// Why, for the user and the model.
        reason: String,
    },
    /// A step begins: the model is being asked.
    StepStarted {
        /// Counted from 1 within the run.
        number: u32,
        /// Milliseconds since the Unix epoch.
        at: u64,
        /// Provider or recording.
        source: Source,
        /// What the model is asked for.
        #[serde(default)]
        request: Request,
        /// False when the answer may not be given in this step, although it may in others.
        #[serde(default = "yes")]
        can_stop: bool,
        /// What the model is sent.
        #[serde(default)]
        context: ContextUse,
    },
    /// More of the reply. Superseded by [`Event::Replied`].
    ReplyDelta {
        /// The text. Never empty.
        text: String,
    },
    /// More of the model's visible reasoning. Shown, never sent back.
    ReasoningDelta {
        /// The text. Never empty.
        text: String,
    },
    /// The model call failed in a way that may pass and is made again: what arrived of the reply
    /// is void.
    Retrying {
        /// What went wrong.
        reason: String,
        /// Milliseconds until the next attempt.
        delay_ms: u64,
    },
    /// The reply is complete.
    Replied {
        /// All of it, cut after its code.
        text: String,
        /// Token counts, when known.
        usage: Option<Usage>,
        /// Milliseconds from asking to the end of the reply.
        duration_ms: u64,
        /// What the model's provider wants to have back with the reply.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        carried_over: Option<CarriedOver>,
    },
    /// The reply's code is about to run.
    CodeStarted {
        /// What runs.
        code: String,
    },
    /// The code printed something. Superseded by [`Event::StepEnded`] or [`Event::ConsoleEnded`].
    Printed {
        /// Which stream.
        stream: OutputStream,
        /// What.
        text: String,
    },
    /// The code shows something to the user.
    Displayed {
        /// What.
        display: Arc<Display>,
    },
    /// The code called a tool.
    ToolCalled {
        /// Unique within the step.
        call: u32,
        /// The tool.
        name: String,
        /// The arguments by parameter name.
        arguments: Map<String, Value>,
        /// Milliseconds since the Unix epoch.
        at: u64,
        /// Whether the tool changes something beyond its result: it is not called again unseen.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        side_effects: bool,
        /// The call of a step that was cut off in whose place this one is.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        repeats: Option<EarlierCall>,
    },
    /// The person is asked whether the call may be made.
    ApprovalAsked {
        /// The call.
        call: u32,
    },
    /// The person has said something to a call: whether it may be made, or what it asked.
    PersonAnswered {
        /// The id of the call's step; 0 at the console.
        step: u32,
        /// The call.
        call: u32,
        /// What was said.
        answer: PersonAnswer,
        /// Whether the step had been cut off by then: the call has not been made.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        later: bool,
        /// Milliseconds since the Unix epoch.
        at: u64,
    },
    /// The tool has something to tell the user.
    ToolLogged {
        /// The call.
        call: u32,
        /// One line.
        line: String,
    },
    /// The tool had a model read and write so many tokens.
    ToolSpent {
        /// The call.
        call: u32,
        /// The tokens.
        usage: Usage,
    },
    /// A tool call came to its end.
    ToolReturned {
        /// The call.
        call: u32,
        /// Its result or failure.
        result: Result<Value, ToolFailure>,
        /// Milliseconds it took.
        duration_ms: u64,
        /// The network or a recording.
        source: Source,
    },
    /// The step is over and its observation stands.
    StepEnded {
        /// How.
        end: StepEnd,
        /// All that was printed to stdout.
        stdout: String,
        /// All that was printed to stderr.
        stderr: String,
        /// What the model is shown, within its budget.
        observation: String,
        /// Milliseconds the code executed, waiting for tools not counted.
        executing_ms: u64,
        /// What the code did to artifacts.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        artifacts: Vec<ArtifactChange>,
    },
    /// The run is over.
    RunEnded {
        /// How.
        end: RunEnd,
        /// Milliseconds since the Unix epoch.
        at: u64,
    },
}

/// Code that the user ran in the Python session, and what came of it, as a whole.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConsoleRun {
    /// As typed.
    pub code: String,
    /// All that was printed to stdout.
    pub stdout: String,
    /// All that was printed to stderr.
    pub stderr: String,
    /// How it ended.
    pub end: StepEnd,
    /// What the code did to artifacts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub artifacts: Vec<ArtifactChange>,
    /// What else happened while it ran, as in a step: its tool calls, and what it showed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub happened: Vec<Event>,
}

/// A tool call of an earlier step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EarlierCall {
    /// The step's id.
    pub step: u32,
    /// The call, unique within the step.
    pub call: u32,
}

/// What the person says to a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum PersonAnswer {
    /// Whether it may be made.
    Approval {
        /// The decision.
        approval: Approval,
    },
    /// The answer to the question that it asks.
    Text {
        /// As given.
        text: String,
    },
}

/// What the model is asked for in a step.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Request {
    /// Code, or the answer.
    #[default]
    Step,
    /// The facts and a plan. No code is run.
    Plan,
    /// The best answer from what is known, at the step limit. No code is run.
    BestAnswer,
    /// The answer as prose, written from the steps. No code is run.
    Summary,
    /// A summary of older steps, which takes their place in what the model is sent.
    Compaction {
        /// The id of the last step that it covers.
        through: u32,
    },
}

/// What fills the model's context window: tokens by our own count, see
/// [`crate::model::Tokenizer`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContextUse {
    /// The system message: instructions and tools.
    pub instructions: u64,
    /// What the user asked and added.
    pub questions: u64,
    /// What the model wrote: thoughts, code and plans.
    pub replies: u64,
    /// What the model was shown of its steps.
    pub observations: u64,
    /// The summary of older steps.
    pub summary: u64,
    /// Whether they were counted by the model's vocabulary; else they are an estimate.
    #[serde(default, skip_serializing_if = "is_false")]
    pub by_vocabulary: bool,
}

impl Event {
    /// Whether a conversation may begin with it: it does with a question, or with code at the console.
    pub fn begins_conversation(&self) -> bool {
        matches!(
            self,
            Self::Asked { .. } | Self::ConsoleStarted { .. } | Self::ConsoleRan { .. }
        )
    }
}

impl ContextUse {
    /// All of it.
    pub fn total(&self) -> u64 {
        self.instructions + self.questions + self.replies + self.observations + self.summary
    }
}

fn yes() -> bool {
    true
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
fn is_false(value: &bool) -> bool {
    !value
}

/// How a step ended.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum StepEnd {
    /// The code ran through.
    Completed {
        /// The `repr` of its trailing expression, if it has one that is not `None`.
        repr: Option<String>,
    },
    /// The code called `final_answer`, or the reply was itself an answer in the agreed form.
    Answered {
        /// The answer. Kept here too, so that a reload before [`Event::RunEnded`] does not lose it.
        answer: Answer,
    },
    /// The code gave an answer that a check did not accept; the model was told why.
    Refused {
        /// The answer.
        answer: Answer,
        /// What the check said.
        reason: String,
    },
    /// The model wrote what it was asked for instead of code: a plan or a summary.
    Written {},
    /// The code raised.
    Raised {
        /// The exception.
        error: PythonError,
    },
    /// The code was ended from outside (deadline, limit, crash).
    Killed {
        /// Why, for the user and the model.
        reason: String,
        /// Whether the session is as it was before the step; otherwise its names are gone.
        #[serde(default)]
        rolled_back: bool,
    },
    /// The reply held neither code nor an answer; the model was reminded of the forms.
    NoCode {},
}

/// How a run ended.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum RunEnd {
    /// With an answer.
    Answered {
        /// The answer.
        answer: Answer,
    },
    /// The step limit was reached; the answer, if any, is the model's best from what it knew.
    StepLimit {
        /// The limit.
        limit: u32,
        /// The best answer.
        answer: Option<Answer>,
    },
    /// The tokens of the run reached their limit.
    TokenLimit {
        /// The limit.
        limit: u64,
        /// What was spent, as far as it is known.
        spent: u64,
    },
    /// The cost of the run reached its limit.
    CostLimit {
        /// The limit, in the currency of the prices.
        limit: f64,
        /// What was spent, as far as it is known.
        spent: f64,
    },
    /// The user stopped it.
    Stopped {},
    /// It could not go on. It can be tried again from where it stands.
    Failed {
        /// What happened and what to do, for the user.
        reason: String,
        /// The error's code, see [`crate::Error::code`]; none where an earlier version has left it
        /// out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        code: Option<String>,
    },
}

/// An answer to the question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// As plain data.
    pub value: Value,
    /// As Markdown, for reading.
    pub text: String,
}

/// Keeps events: the page's view and the storage are journals.
#[async_trait(?Send)]
pub trait Journal {
    /// Keeps one event; the agent acts on it only after this returns. A journal that cannot keep
    /// an event tells the user itself: the run goes on. Once first polled, the event is kept even
    /// if the future is dropped: that is how a stop arrives.
    async fn record(&self, event: &Event);

    /// Keeps an event that arrives in the middle of synchronous work (printed output, tool log
    /// lines, deltas); order is kept with respect to [`Journal::record`].
    fn note(&self, event: &Event);
}
