//! A conversation as the sum of its events. [`Transcript::apply`] is the only way it changes, on
//! the page, in the agent and when a stored conversation is opened alike. A page that keeps each
//! run and step apart dispatches the same way: [`Run::apply`] and [`Step::apply`] on the last of
//! each, then [`Run::begin`] or [`Step::begin`].

mod step;

pub use step::{AT_CONSOLE, CallRecord, Interlude, Pending, Reply, Step, StepState};

use super::event::{Event, PersonAnswer, RunEnd};
use super::names;
use crate::sandbox::{Artifact, ArtifactChange, Artifacts};
use crate::tools::Approval;

/// All runs of a conversation, oldest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Transcript {
    /// The runs.
    pub runs: Vec<Run>,
    /// What happened since the last step began, for the next one.
    pub interlude: Interlude,
    /// The id of the last step whose observation the model is shown shortened; 0 if there is none.
    pub shortened_through: u32,
    /// The id of the newest step; 0 before the first.
    last_step: u32,
    /// What counted before the conversation was taken back, until that can no more be undone.
    before: Option<Before>,
}

/// A transcript as it was before it was taken back.
#[derive(Clone, Debug, PartialEq)]
struct Before {
    runs: Vec<Run>,
    interlude: Interlude,
    /// How many runs were left where a question was taken back: the one that is asked next stands in
    /// its place, and goes with it when that is undone.
    left: Option<usize>,
}

/// One question and the work on it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Run {
    /// The question as typed.
    pub question: String,
    /// When it was asked, milliseconds since the Unix epoch.
    pub asked_at: u64,
    /// The artifacts that came with it.
    pub artifacts: Vec<Artifact>,
    /// The steps so far.
    pub steps: Vec<Step>,
    /// The id of the step after which the user raised the limits, last; limits count from there.
    /// 0 if that never happened.
    pub continued_after: u32,
    /// How it ended; `None` while it is under way, or if the page was closed in the middle.
    pub end: Option<RunEnd>,
    /// When it ended, milliseconds since the Unix epoch.
    pub ended_at: Option<u64>,
}

impl Transcript {
    /// The sum of these events.
    ///
    /// ```
    /// use micropython_agent::agent::{Event, Transcript};
    ///
    /// let event: Event = serde_json::from_str(r#"{"type": "asked", "question": "Why?", "at": 0}"#)?;
    /// assert_eq!(Transcript::of(&[event]).runs[0].question, "Why?");
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    pub fn of<'a>(events: impl IntoIterator<Item = &'a Event>) -> Self {
        let mut transcript = Self::default();
        for event in events {
            transcript.apply(event);
        }
        transcript
    }

    /// Takes one event in. An event that does not fit (an imported file, a damaged record) changes
    /// nothing. The cost does not grow with the conversation.
    pub fn apply(&mut self, event: &Event) {
        let before = self.before.take();
        if let Some(run) = self.runs.last_mut() {
            run.apply(event);
            if let Some(step) = run.steps.last_mut() {
                step.apply(event);
            }
        }
        self.interlude.apply(event);
        match event {
            Event::Asked { .. } => self.runs.extend(Run::begin(event)),
            Event::Shortened { through } => {
                self.shortened_through = self.shortened_through.max(*through);
            }
            Event::StepStarted { .. } => self.begin_step(event),
            Event::Rewound { step, .. } => self.rewind(*step),
            Event::RewoundBefore { question, .. } => self.rewind_before(*question),
            Event::RewindUndone { .. } => {
                if let Some(before) = before {
                    self.runs = before.runs;
                    self.interlude = before.interlude;
                }
                return;
            }
            Event::SessionRestarted { .. }
            | Event::ConsoleStarted { .. }
            | Event::ConsoleEnded { .. }
            | Event::ConsoleRan { .. }
            | Event::Steered { .. }
            | Event::Continued { .. }
            | Event::ReplyDelta { .. }
            | Event::ReasoningDelta { .. }
            | Event::Retrying { .. }
            | Event::Replied { .. }
            | Event::CodeStarted { .. }
            | Event::Printed { .. }
            | Event::Displayed { .. }
            | Event::ToolCalled { .. }
            | Event::ApprovalAsked { .. }
            | Event::PersonAnswered { .. }
            | Event::ToolLogged { .. }
            | Event::ToolSpent { .. }
            | Event::ToolReturned { .. }
            | Event::StepEnded { .. }
            | Event::RunEnded { .. } => {}
        }
        let in_place =
            |before: &Before| before.left.is_some_and(|left| self.runs.len() == left + 1);
        if self.before.is_none() {
            self.before = before.filter(in_place);
        }
    }

    /// The artifacts as they stand: what the user has given, and what code has made of it. What
    /// would be too much (a forged log) is left out.
    pub fn artifacts(&self) -> Artifacts {
        let mut artifacts = Artifacts::default();
        let mut apply = |change: ArtifactChange| {
            if let Err(error) = artifacts.apply(&change) {
                tracing::warn!(%error, "an artifact is left out");
            }
        };
        for run in &self.runs {
            for artifact in run.artifacts.iter().cloned() {
                apply(ArtifactChange::Written { artifact });
            }
            for step in &run.steps {
                step.interlude.given().for_each(&mut apply);
                step.artifacts.iter().cloned().for_each(&mut apply);
            }
        }
        self.interlude.given().for_each(&mut apply);
        artifacts
    }

    /// Whether the person has allowed all calls of this tool in the conversation.
    pub fn allows_always(&self, tool: &str) -> bool {
        let always = PersonAnswer::Approval {
            approval: Approval::Always {},
        };
        let allows = |step: &Step| {
            let mut calls = step.calls.iter();
            calls.any(|call| call.name == tool && call.answer.as_ref() == Some(&always))
        };
        let steps = self.runs.iter().flat_map(|run| &run.steps);
        steps.chain(self.console()).any(allows)
    }

    /// The step of this id, if it came to its end.
    pub fn ended_step(&self, id: u32) -> Option<&Step> {
        self.runs.iter().find_map(|run| run.ended_step(id))
    }

    /// The id of the newest step, also of one that was taken back; 0 before the first.
    pub fn last_step(&self) -> u32 {
        self.last_step
    }

    /// Whether the conversation has been taken back, and nothing has happened since but that another
    /// question was asked in place of one: that can be undone.
    pub fn can_undo_rewind(&self) -> bool {
        self.before.is_some()
    }

    /// What the user ran in the console, oldest first.
    pub fn console(&self) -> impl Iterator<Item = &Step> {
        let steps = self.runs.iter().flat_map(|run| &run.steps);
        let interludes = steps.map(|step| &step.interlude).chain([&self.interlude]);
        interludes.flat_map(|interlude| &interlude.console)
    }

    /// The code that runs at the console; or that was cut off there, and nothing has begun since.
    pub fn running_at_console(&self) -> Option<&Step> {
        let last = self.interlude.console.last();
        last.filter(|code| code.state == StepState::Running)
    }

    fn rewind(&mut self, id: u32) {
        let Some(place) = self
            .runs
            .iter()
            .position(|run| run.ended_step(id).is_some())
        else {
            return;
        };
        self.take_back(|step| step.id > id, None);
        self.runs.truncate(place + 1);
        if let Some(run) = self.runs.last_mut() {
            run.rewind(id);
        }
    }

    fn rewind_before(&mut self, question: u32) {
        let left = (question as usize).saturating_sub(1);
        if question == 0 || left >= self.runs.len() {
            return;
        }
        let kept = self.runs[..left].iter().flat_map(|run| &run.steps);
        let last_kept = kept.last().map_or(0, |step| step.id);
        self.take_back(|step| step.id > last_kept, Some(left));
        self.runs.truncate(left);
    }

    /// Remembers what counts, and leaves of the steps that go what their Python session has.
    fn take_back(&mut self, goes: impl Fn(&Step) -> bool, left: Option<usize>) {
        let steps = self.runs.iter().flat_map(|run| &run.steps);
        let console = names::console_before(steps.filter(|step| goes(step)), &self.interlude);
        let interlude = Interlude {
            console,
            ..Interlude::default()
        };
        self.before = Some(Before {
            runs: self.runs.clone(),
            interlude: std::mem::replace(&mut self.interlude, interlude),
            left,
        });
    }

    fn begin_step(&mut self, event: &Event) {
        let Some(run) = self.runs.last_mut().filter(|run| run.is_open()) else {
            return;
        };
        let id = self.last_step.saturating_add(1);
        let Some(step) = Step::begin(event, id, std::mem::take(&mut self.interlude)) else {
            return;
        };
        self.last_step = id;
        run.steps.push(step);
    }
}

impl Run {
    /// The run that this event begins: `None` for all but [`Event::Asked`].
    pub fn begin(event: &Event) -> Option<Self> {
        let Event::Asked {
            question,
            at,
            artifacts,
        } = event
        else {
            return None;
        };
        Some(Self {
            question: question.clone(),
            asked_at: *at,
            artifacts: artifacts.clone(),
            steps: Vec::new(),
            continued_after: 0,
            end: None,
            ended_at: None,
        })
    }

    /// Takes in what an event says of the run itself; its steps are left to [`Step::apply`]. A
    /// failed or stopped run is under way again with its next step.
    pub fn apply(&mut self, event: &Event) {
        match event {
            Event::RunEnded { end, at } if self.end.is_none() => {
                self.end = Some(end.clone());
                self.ended_at = Some(*at);
            }
            Event::Continued { .. } if self.is_at_limit() => {
                self.continued_after = self.steps.last().map_or(0, |step| step.id);
                self.end = None;
                self.ended_at = None;
            }
            Event::StepStarted { .. } if self.can_continue() => {
                self.end = None;
                self.ended_at = None;
            }
            _ => {}
        }
    }

    fn ended_step(&self, id: u32) -> Option<&Step> {
        self.ended_steps().find(|step| step.id == id)
    }

    /// Takes the run back to its step of this id, and lets it go on from there; one that ended with
    /// that step stays as it is.
    fn rewind(&mut self, id: u32) {
        let all = self.steps.len();
        self.steps.retain(|step| step.id <= id);
        if self.steps.len() < all {
            self.continued_after = self.continued_after.min(id);
            self.end = None;
            self.ended_at = None;
        }
    }

    /// Whether the run was ended before its answer and can go on with another step.
    pub fn can_continue(&self) -> bool {
        matches!(self.end, Some(RunEnd::Failed { .. } | RunEnd::Stopped {}))
    }

    /// Whether the run was ended by a limit that the user may raise.
    pub fn is_at_limit(&self) -> bool {
        matches!(
            self.end,
            Some(RunEnd::StepLimit { .. } | RunEnd::TokenLimit { .. } | RunEnd::CostLimit { .. })
        )
    }

    /// The step whose code is to be run again: it was cut off while it waited for the person. What
    /// has been answered since is not asked again; what has not is.
    pub fn to_repeat(&self) -> Option<&Step> {
        self.steps.last().filter(|step| step.waited())
    }

    /// The last step, if it was cut off while its code ran, or is running it. [`Agent::repeat_code`]
    /// has that run again.
    ///
    /// [`Agent::repeat_code`]: super::Agent::repeat_code
    pub fn cut_off(&self) -> Option<&Step> {
        self.steps.last().filter(|step| step.is_cut_off())
    }

    /// The steps that count: those that came to their end.
    pub fn ended_steps(&self) -> impl DoubleEndedIterator<Item = &Step> {
        self.steps.iter().filter(|step| step.end().is_some())
    }

    /// Whether a step may begin.
    fn is_open(&self) -> bool {
        self.end.is_none()
    }
}
