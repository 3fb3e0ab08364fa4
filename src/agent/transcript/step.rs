//! One step of a run as the sum of its events.

use std::sync::Arc;

use serde_json::{Map, Value};

use crate::agent::event::{ContextUse, EarlierCall, Event, PersonAnswer, Request, StepEnd};
use crate::agent::inbox::Added;
use crate::agent::spending::Spending;
use crate::display::Display;
use crate::model::{CarriedOver, Usage};
use crate::platform::http::Source;
use crate::sandbox::{ArtifactChange, OutputStream, ToolFailure};
use crate::tools::{ApprovalRequest, Question, question_of};

/// The id of code at the console, which is a step that no run has.
pub const AT_CONSOLE: u32 = 0;

/// One step of a run: the model's reply and what came of it. Or code of the user's own at the console,
/// which nobody replied.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Step {
    /// Counted from 1 within the run. A step that is made again keeps its number.
    pub number: u32,
    /// Unique within the conversation, counted from 1: the N of `<step N>` in tracebacks. 0 at the
    /// console.
    pub id: u32,
    /// When it began, milliseconds since the Unix epoch.
    pub started_at: u64,
    /// When the run was stopped or failed in the middle of it, milliseconds since the Unix epoch.
    pub stopped_at: Option<u64>,
    /// What the model is asked for.
    pub request: Request,
    /// Whether the answer may be given in it; the run's own setting comes before that.
    pub can_stop: bool,
    /// What the model is sent.
    pub context: ContextUse,
    /// What happened before it.
    pub interlude: Interlude,
    /// The model's reply, as far as it has arrived.
    pub reply: Reply,
    /// The code that ran, once it has started.
    pub code: Option<String>,
    /// The tool calls in the order they were made.
    pub calls: Vec<CallRecord>,
    /// Printed to stdout so far.
    pub stdout: String,
    /// Printed to stderr so far.
    pub stderr: String,
    /// What the code has shown to the user so far.
    pub displays: Vec<Arc<Display>>,
    /// Where the step stands.
    pub state: StepState,
    /// What the model is shown of this step, once it is over.
    pub observation: String,
    /// Milliseconds the code executed, waiting for tools not counted.
    pub executing_ms: u64,
    /// What the code did to artifacts, once it is over.
    pub artifacts: Vec<ArtifactChange>,
}

/// What happened between two steps.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Interlude {
    /// Why the Python session is a new one, if it is.
    pub session_restarted: Option<String>,
    /// Whether the user raised the limits of the run.
    pub continued: bool,
    /// What the user ran in the console, oldest first. What has no end runs, if it is the last, or was
    /// cut off.
    pub console: Vec<Step>,
    /// What the user added, oldest first.
    pub steered: Vec<Added>,
}

impl Interlude {
    /// The artifacts that the user gave, and what their own code did to artifacts.
    pub fn given(&self) -> impl Iterator<Item = ArtifactChange> {
        let ran = self.console.iter().flat_map(|code| &code.artifacts);
        let all = self.steered.iter().flat_map(|added| &added.artifacts);
        let added = all
            .cloned()
            .map(|artifact| ArtifactChange::Written { artifact });
        ran.cloned().chain(added)
    }

    /// Takes in an event that comes between steps; all others change nothing.
    pub fn apply(&mut self, event: &Event) {
        if let Some(code) = self.console.last_mut() {
            code.apply(event);
        }
        self.console.extend(Step::begin_at_console(event));
        match event {
            Event::SessionRestarted { reason } => self.session_restarted = Some(reason.clone()),
            Event::Continued { .. } => self.continued = true,
            Event::Steered {
                text, artifacts, ..
            } => self.steered.push(Added {
                text: text.clone(),
                artifacts: artifacts.clone(),
            }),
            _ => {}
        }
    }
}

/// The model's reply in a step.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reply {
    /// Its text so far.
    pub text: String,
    /// The model's visible reasoning so far.
    pub reasoning: String,
    /// Provider or recording.
    pub source: Source,
    /// Token counts, when known.
    pub usage: Option<Usage>,
    /// Milliseconds from asking to the end of the reply; 0 until then.
    pub duration_ms: u64,
    /// The last retry notice, until text arrives.
    pub retrying: Option<String>,
    /// What the model's provider wants to have back with the reply.
    pub carried_over: Option<CarriedOver>,
}

impl Reply {
    /// Whether anything of it has arrived: one that failed before has cost nothing.
    pub fn has_begun(&self) -> bool {
        self.usage.is_some() || !self.text.is_empty() || !self.reasoning.is_empty()
    }
}

/// One tool call of a step.
#[derive(Clone, Debug, PartialEq)]
pub struct CallRecord {
    /// Unique within the step.
    pub id: u32,
    /// The tool.
    pub name: String,
    /// The arguments by parameter name.
    pub arguments: Map<String, Value>,
    /// When it was made, milliseconds since the Unix epoch.
    pub called_at: u64,
    /// The tool's log lines.
    pub log: Vec<String>,
    /// Its result or failure, once it is over.
    pub result: Option<Result<Value, ToolFailure>>,
    /// Milliseconds it took; 0 until it is over.
    pub duration_ms: u64,
    /// The network or a recording.
    pub source: Source,
    /// Whether the tool changes something beyond its result.
    pub side_effects: bool,
    /// The call of a step that was cut off in whose place this one is.
    pub repeats: Option<EarlierCall>,
    /// Tokens that it had a model read and write.
    pub spent: Spending,
    /// Whether the person was asked if it may be made.
    pub asked: bool,
    /// What the person has said to it.
    pub answer: Option<PersonAnswer>,
    /// Whether that was when the step had been cut off: the call has not been made.
    pub answered_later: bool,
}

/// What a call waits for.
#[derive(Clone, Debug, PartialEq)]
pub enum Pending {
    /// That the person allows it.
    Approval(ApprovalRequest),
    /// The answer to its question.
    Question(Question),
}

impl CallRecord {
    /// Whether its tool was set to work: not while the person is asked, nor where the answer was
    /// no, nor when the step had been cut off by then.
    pub fn was_made(&self) -> bool {
        match &self.answer {
            _ if self.answered_later => false,
            Some(PersonAnswer::Approval { approval }) => approval.allows(),
            Some(PersonAnswer::Text { .. }) => true,
            None => !self.asked,
        }
    }

    /// What it waits for of the person, if it does. A call that waits has not been made.
    pub fn pending(&self) -> Option<Pending> {
        if self.result.is_some() || self.answer.is_some() {
            return None;
        }
        if self.asked {
            return Some(Pending::Approval(ApprovalRequest {
                tool: self.name.clone(),
                arguments: self.arguments.clone(),
            }));
        }
        question_of(&self.name, &self.arguments).map(Pending::Question)
    }
}

/// Where a step stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum StepState {
    /// The model is writing.
    #[default]
    Replying,
    /// The code runs.
    Running,
    /// It is over.
    Ended(StepEnd),
    /// The run was stopped, failed or was cut off by a reload while this step was under way.
    Abandoned,
}

impl Step {
    /// The step that this event begins: `None` for all but [`Event::StepStarted`]. `id` is one
    /// more than that of the step before it in the conversation.
    pub fn begin(event: &Event, id: u32, interlude: Interlude) -> Option<Self> {
        let Event::StepStarted {
            number,
            at,
            source,
            request,
            can_stop,
            context,
        } = event
        else {
            return None;
        };
        Some(Self {
            number: *number,
            id,
            started_at: *at,
            request: *request,
            can_stop: *can_stop,
            context: *context,
            interlude,
            reply: Reply {
                source: *source,
                ..Reply::default()
            },
            ..Self::default()
        })
    }

    /// The code at the console that this event begins, or tells of as a whole: `None` for all but
    /// [`Event::ConsoleStarted`] and [`Event::ConsoleRan`].
    pub fn begin_at_console(event: &Event) -> Option<Self> {
        let begun = |code: &String, at: u64| Self {
            id: AT_CONSOLE,
            started_at: at,
            code: Some(code.clone()),
            state: StepState::Running,
            ..Self::default()
        };
        match event {
            Event::ConsoleStarted { code, at } => Some(begun(code, *at)),
            Event::ConsoleRan { run, at } => {
                let mut step = begun(&run.code, *at);
                for event in &run.happened {
                    step.apply(event);
                }
                Some(Self {
                    stdout: run.stdout.clone(),
                    stderr: run.stderr.clone(),
                    artifacts: run.artifacts.clone(),
                    state: StepState::Ended(run.end.clone()),
                    ..step
                })
            }
            _ => None,
        }
    }

    /// Takes one event in. An event that does not fit the state changes nothing; one that begins
    /// something else or ends the run abandons a step that is under way.
    pub fn apply(&mut self, event: &Event) {
        if let Event::PersonAnswered {
            step,
            call,
            answer,
            later,
            ..
        } = event
        {
            return self.take_answer((*step, *call), answer, *later);
        }
        match self.state {
            StepState::Replying => self.apply_replying(event),
            StepState::Running => self.apply_running(event),
            StepState::Ended(_) | StepState::Abandoned => {}
        }
    }

    /// Tool calls that may have changed something, or may not: the step was cut off, or is, while
    /// they were under way.
    pub fn calls_in_flight(&self) -> impl Iterator<Item = &CallRecord> {
        let calls = self.calls_made().filter(|_| self.end().is_none());
        calls.filter(|call| call.result.is_none())
    }

    /// The tool calls that may have changed something, whatever came of them.
    pub fn calls_made(&self) -> impl Iterator<Item = &CallRecord> {
        let calls = self.calls.iter();
        calls.filter(|call| call.side_effects && call.was_made())
    }

    /// Whether its code has begun and did not come to its end.
    pub fn is_cut_off(&self) -> bool {
        self.code.is_some() && self.end().is_none()
    }

    /// Whether a call of its waited for the person, or still does: its code is to be run again then.
    pub fn waited(&self) -> bool {
        let mut calls = self.calls.iter();
        self.is_cut_off() && calls.any(|call| call.answered_later || call.pending().is_some())
    }

    /// Milliseconds that it was at work, waiting for tools included. Of a step that was under way when
    /// the page was closed, those that are known of.
    pub fn worked_ms(&self) -> u64 {
        if let Some(at) = self.stopped_at {
            return at.saturating_sub(self.started_at);
        }
        // Calls that overlap were waited for once.
        let began = self.calls.iter().map(|call| call.called_at).min();
        let ends = self
            .calls
            .iter()
            .map(|call| call.called_at.saturating_add(call.duration_ms));
        let waiting = ends
            .max()
            .zip(began)
            .map_or(0, |(end, began)| end.saturating_sub(began));
        self.reply
            .duration_ms
            .saturating_add(self.executing_ms)
            .saturating_add(waiting)
    }

    /// How it ended, if it did.
    pub fn end(&self) -> Option<&StepEnd> {
        match &self.state {
            StepState::Ended(end) => Some(end),
            StepState::Replying | StepState::Running | StepState::Abandoned => None,
        }
    }

    fn apply_replying(&mut self, event: &Event) {
        match event {
            Event::ReplyDelta { text } => {
                self.reply.text.push_str(text);
                self.reply.retrying = None;
            }
            Event::ReasoningDelta { text } => {
                self.reply.reasoning.push_str(text);
                self.reply.retrying = None;
            }
            Event::Retrying { reason, .. } => {
                self.reply.text.clear();
                self.reply.reasoning.clear();
                self.reply.retrying = Some(reason.clone());
            }
            Event::Replied {
                text,
                usage,
                duration_ms,
                carried_over,
            } => {
                self.reply.text = text.clone();
                self.reply.carried_over = carried_over.clone();
                self.reply.usage = *usage;
                self.reply.duration_ms = *duration_ms;
                self.reply.retrying = None;
            }
            Event::CodeStarted { code } => {
                self.code = Some(code.clone());
                self.state = StepState::Running;
            }
            _ => self.apply_ending(event),
        }
    }

    fn apply_running(&mut self, event: &Event) {
        match event {
            Event::Printed { stream, text } => match stream {
                OutputStream::Stdout => self.stdout.push_str(text),
                OutputStream::Stderr => self.stderr.push_str(text),
            },
            Event::Displayed { display } => self.displays.push(Arc::clone(display)),
            Event::ToolCalled {
                call,
                name,
                arguments,
                at,
                side_effects,
                repeats,
            } => self.begin_call(CallRecord {
                id: *call,
                name: name.clone(),
                arguments: arguments.clone(),
                called_at: *at,
                log: Vec::new(),
                result: None,
                duration_ms: 0,
                source: Source::default(),
                side_effects: *side_effects,
                repeats: *repeats,
                spent: Spending::default(),
                asked: false,
                answer: None,
                answered_later: false,
            }),
            Event::ApprovalAsked { call } => {
                if let Some(record) = self.open_call(*call) {
                    record.asked = true;
                }
            }
            Event::ToolLogged { call, line } => {
                if let Some(record) = self.open_call(*call) {
                    record.log.push(line.clone());
                }
            }
            Event::ToolSpent { call, usage } => {
                if let Some(record) = self.open_call(*call) {
                    record.spent.add(Spending::of_usage(*usage));
                }
            }
            Event::ToolReturned {
                call,
                result,
                duration_ms,
                source,
            } => {
                if let Some(record) = self.open_call(*call) {
                    record.result = Some(result.clone());
                    record.duration_ms = *duration_ms;
                    record.source = *source;
                }
            }
            _ => self.apply_ending(event),
        }
    }

    fn apply_ending(&mut self, event: &Event) {
        match event {
            Event::StepEnded {
                end,
                stdout,
                stderr,
                observation,
                executing_ms,
                artifacts,
            } => {
                self.stdout = stdout.clone();
                self.stderr = stderr.clone();
                self.observation = observation.clone();
                self.executing_ms = *executing_ms;
                self.artifacts = artifacts.clone();
                self.state = StepState::Ended(end.clone());
            }
            Event::ConsoleEnded {
                end,
                stdout,
                stderr,
                artifacts,
                ..
            } if self.id == AT_CONSOLE => {
                self.stdout = stdout.clone();
                self.stderr = stderr.clone();
                self.artifacts = artifacts.clone();
                self.state = StepState::Ended(end.clone());
            }
            Event::Asked { .. }
            | Event::ConsoleStarted { .. }
            | Event::Continued { .. }
            | Event::StepStarted { .. } => {
                self.state = StepState::Abandoned;
            }
            Event::RunEnded { at, .. } => {
                self.stopped_at = Some(*at);
                self.state = StepState::Abandoned;
            }
            _ => {}
        }
    }

    /// An answer may come when the step has been cut off.
    fn take_answer(&mut self, (step, call): (u32, u32), answer: &PersonAnswer, later: bool) {
        if step != self.id || self.end().is_some() {
            return;
        }
        if let Some(record) = self.open_call(call).filter(|it| it.answer.is_none()) {
            record.answer = Some(answer.clone());
            record.answered_later = later;
        }
    }

    /// Calls stay sorted by id, so that one is found without looking through all.
    fn begin_call(&mut self, record: CallRecord) {
        if let Err(place) = self.find_call(record.id) {
            self.calls.insert(place, record);
        }
    }

    fn open_call(&mut self, id: u32) -> Option<&mut CallRecord> {
        let place = self.find_call(id).ok()?;
        self.calls
            .get_mut(place)
            .filter(|record| record.result.is_none())
    }

    fn find_call(&self, id: u32) -> Result<usize, usize> {
        self.calls.binary_search_by_key(&id, |record| record.id)
    }
}
