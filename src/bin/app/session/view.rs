//! What the page shows of a conversation, as fine-grained signals: one per step, so that a
//! streamed token touches nothing but the step it belongs to. Changed by events only.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use micropython_agent::agent::{
    AT_CONSOLE, ContextUse, Event, Interlude, PersonAnswer, Request, Run, Spending, Step, StepEnd,
    StepState, Transcript, Waiting, tokens,
};
use micropython_agent::display::Display;
use micropython_agent::platform::http::Source;
use micropython_agent::sandbox::{Artifact, ArtifactChange, Artifacts};

use super::person::OpenQuestion;

/// A conversation on the page. Clones show the same conversation.
#[derive(Clone)]
pub struct ConversationView {
    /// Its id in storage; empty until the first question is asked.
    pub id: ArcRwSignal<String>,
    /// Its runs, oldest first.
    pub runs: ArcRwSignal<Vec<RunView>>,
    /// Whether the agent is at work on it.
    pub working: ArcRwSignal<bool>,
    /// Whether another tab is at work on it, which this one follows.
    pub elsewhere: ArcRwSignal<bool>,
    /// What the user wrote while the agent is at work, and what no step has read yet.
    pub waiting: ArcRwSignal<Vec<Waiting>>,
    /// What fills the context window, once something was sent.
    pub window: ArcRwSignal<Option<Window>>,
    /// What the user ran in the console, oldest first.
    pub console: ArcRwSignal<Vec<ArcRwSignal<Step>>>,
    /// Whether this tab runs something in the console.
    pub console_running: ArcRwSignal<bool>,
    /// What tools ask the person now.
    pub questions: ArcRwSignal<Vec<OpenQuestion>>,
    /// Whether it plays a recording: its questions and replies are given.
    pub recording: bool,
}

/// What fills the context window of the model.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Window {
    /// By our own estimate.
    pub context: ContextUse,
    /// What that is to be multiplied with.
    pub correction: f64,
}

/// A run on the page.
#[derive(Clone)]
pub struct RunView {
    /// Its place in the conversation, counted from 0.
    pub index: usize,
    /// Question, times and end; the steps in it are left empty, they are in `steps`.
    pub run: ArcRwSignal<Run>,
    /// Its steps so far.
    pub steps: ArcRwSignal<Vec<StepView>>,
    /// Its sums so far.
    pub sum: ArcRwSignal<Sum>,
}

/// A step on the page.
#[derive(Clone)]
pub struct StepView {
    /// Unique within the conversation: the N of `<step N>` in tracebacks.
    pub id: u32,
    /// Everything about it.
    pub step: ArcRwSignal<Step>,
}

/// What a run took so far.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Sum {
    /// Tool calls made.
    pub calls: u64,
    /// Tokens sent and received: what the provider counted, or else our estimate.
    pub spending: Spending,
    /// Whether any reply came from a recording.
    pub recorded: bool,
}

impl ConversationView {
    /// A conversation yet to be begun.
    pub fn empty() -> Self {
        Self::new(String::new(), &Transcript::default(), false)
    }

    /// A conversation as it stands in storage.
    pub fn new(id: String, transcript: &Transcript, recording: bool) -> Self {
        let runs = transcript.runs.iter().enumerate();
        let console = transcript.console().cloned().map(ArcRwSignal::new);
        Self {
            id: ArcRwSignal::new(id),
            runs: ArcRwSignal::new(runs.map(|(index, run)| RunView::new(index, run)).collect()),
            working: ArcRwSignal::new(false),
            elsewhere: ArcRwSignal::new(false),
            waiting: ArcRwSignal::new(Vec::new()),
            window: ArcRwSignal::new(Window::of(transcript)),
            console: ArcRwSignal::new(console.collect()),
            console_running: ArcRwSignal::default(),
            questions: ArcRwSignal::default(),
            recording,
        }
    }
}

impl ConversationView {
    /// The id of its newest step.
    pub fn last_step(&self) -> Option<u32> {
        let steps = self
            .runs
            .with_untracked(|runs| Some(runs.last()?.steps.clone()))?;
        steps.with_untracked(|steps| Some(steps.last()?.id))
    }

    /// Answers what a call of the step under way, or of the code at the console, waits for. Nothing
    /// happens if it does not wait.
    pub fn answer(&self, step: u32, call: u32, answer: PersonAnswer) {
        let step = match step {
            AT_CONSOLE => self.console.get_untracked().last().cloned(),
            id => {
                let runs = self.runs.get_untracked();
                let steps = runs.last().map(|run| run.steps.get_untracked());
                let mut steps = steps.into_iter().flatten();
                steps.find(|it| it.id == id).map(|it| it.step)
            }
        };
        let pending = step.and_then(|step| {
            step.with_untracked(|step| {
                let call = step.calls.iter().find(|it| it.id == call)?;
                call.pending()
            })
        });
        let open = self.questions.get_untracked();
        if let Some(open) = open
            .iter()
            .find(|open| Some(&open.asked) == pending.as_ref())
        {
            open.answer(answer);
        }
    }

    /// The artifacts as they stand, as [`Transcript::artifacts`] has them.
    pub fn artifacts(&self) -> Artifacts {
        let mut all = Artifacts::default();
        for run in self.runs.get_untracked() {
            run.add_artifacts(&mut all);
        }
        all
    }
}

/// Takes events into a [`ConversationView`], as [`Transcript::apply`] does into a transcript.
pub struct ViewFeed {
    view: ConversationView,
    /// What happened since the last step began.
    interlude: RefCell<Interlude>,
    /// The id of the newest step; 0 before the first.
    last_step: Cell<u32>,
}

impl ViewFeed {
    /// A feed that goes on where `transcript`, which `view` shows, stands.
    pub fn new(view: ConversationView, transcript: &Transcript) -> Rc<Self> {
        Rc::new(Self {
            view,
            interlude: RefCell::new(transcript.interlude.clone()),
            last_step: Cell::new(transcript.last_step()),
        })
    }

    /// Takes one event in. What does not fit changes nothing.
    pub fn apply(&self, event: &Event) {
        let last = self.view.runs.with_untracked(|runs| runs.last().cloned());
        if let Some(run) = last {
            run.apply(event);
            self.begin_step(&run, event);
        }
        if let Some(run) = Run::begin(event) {
            self.view.runs.update(|runs| {
                let index = runs.len();
                runs.push(RunView::new(index, &run));
            });
        }
        self.feed_console(event);
        if let Event::Steered {
            text, artifacts, ..
        } = event
        {
            self.view.waiting.update(|waiting| {
                if let Some(place) = waiting
                    .iter()
                    .position(|message| message.text == *text && message.artifacts == *artifacts)
                {
                    waiting.remove(place);
                }
            });
        }
        self.interlude.borrow_mut().apply(event);
        self.fill_window(event);
    }

    /// What happens while code runs at the console is that code's.
    fn feed_console(&self, event: &Event) {
        let console = &self.view.console;
        let last = console.with_untracked(|all| all.last().cloned());
        if let Some(last) = last.filter(is_running) {
            last.update(|code| code.apply(event));
        }
        if let Some(code) = Step::begin_at_console(event) {
            console.update(|all| all.push(ArcRwSignal::new(code)));
        }
    }

    fn fill_window(&self, event: &Event) {
        match event {
            Event::StepStarted { context, .. } => self.view.window.update(|window| {
                let counted_alike =
                    window.filter(|window| window.context.by_vocabulary == context.by_vocabulary);
                let correction = counted_alike.map_or(1.0, |window| window.correction);
                *window = Some(Window {
                    context: *context,
                    correction,
                });
            }),
            Event::Replied {
                usage: Some(usage), ..
            } => self.view.window.update(|window| {
                if let Some(window) = window
                    && let Some(correction) = tokens::correction_by(window.context, *usage)
                {
                    window.correction = correction;
                }
            }),
            _ => {}
        }
    }

    fn begin_step(&self, run: &RunView, event: &Event) {
        let id = self.last_step.get().saturating_add(1);
        if !matches!(event, Event::StepStarted { .. })
            || run.run.with_untracked(|run| run.end.is_some())
        {
            return;
        }
        if let Some(step) = Step::begin(event, id, self.interlude.take()) {
            self.last_step.set(id);
            run.steps.update(|steps| steps.push(StepView::new(step)));
        }
    }
}

impl Window {
    fn of(transcript: &Transcript) -> Option<Self> {
        let newest = transcript
            .runs
            .iter()
            .rev()
            .find_map(|run| run.steps.last())?;
        Some(Self {
            context: newest.context,
            correction: tokens::correction(transcript, newest.context.by_vocabulary),
        })
    }

    /// All of it in tokens.
    pub fn tokens(&self) -> u64 {
        tokens::corrected(self.context.total(), self.correction)
    }
}

impl RunView {
    fn new(index: usize, run: &Run) -> Self {
        let mut sum = Sum::default();
        for step in &run.steps {
            sum.calls += step.calls.len() as u64;
            sum.spending.add(Spending::of_step(step));
            sum.recorded |= step.reply.source == Source::Recorded;
        }
        let steps = run.steps.iter().cloned().map(StepView::new).collect();
        let head = Run {
            question: run.question.clone(),
            asked_at: run.asked_at,
            artifacts: run.artifacts.clone(),
            steps: Vec::new(),
            continued_after: run.continued_after,
            end: run.end.clone(),
            ended_at: run.ended_at,
        };
        Self {
            index,
            run: ArcRwSignal::new(head),
            steps: ArcRwSignal::new(steps),
            sum: ArcRwSignal::new(sum),
        }
    }

    /// What the run's steps have made, as it is now; what was taken away again is left out.
    pub fn made(&self) -> Vec<Artifact> {
        let mut all = Artifacts::default();
        for step in self.steps.get() {
            step.step.with(|step| apply_all(&mut all, &step.artifacts));
        }
        all.iter().cloned().collect()
    }

    /// What the run's finished steps have shown. What failed is tried again: that shows it again.
    pub fn displayed(&self) -> Vec<Arc<Display>> {
        let mut all = Vec::new();
        for step in self.steps.get_untracked() {
            step.step.with_untracked(|step| {
                if let Some(StepEnd::Completed { .. } | StepEnd::Answered { .. }) = step.end() {
                    all.extend(step.displays.iter().cloned());
                }
            });
        }
        all
    }

    /// The last of its steps.
    pub fn last_step(&self) -> Option<StepView> {
        self.steps.with_untracked(|steps| steps.last().cloned())
    }

    /// How many steps in which code was asked for came to their end.
    pub fn ended_steps(&self) -> u64 {
        let is_counted = |step: &Step| step.request == Request::Step && step.end().is_some();
        let steps = self.steps.get_untracked().into_iter();
        steps
            .filter(|it| it.step.with_untracked(is_counted))
            .count() as u64
    }

    /// Milliseconds that it was at work until now: not those between a stop and going on.
    pub fn worked_ms(&self, now: u64) -> u64 {
        let of_step = |step: &Step| match step.state {
            StepState::Replying | StepState::Running if self.is_open() => {
                now.saturating_sub(step.started_at)
            }
            _ => step.worked_ms(),
        };
        let steps = self.steps.get_untracked().into_iter();
        steps.map(|it| it.step.with_untracked(of_step)).sum()
    }

    fn is_open(&self) -> bool {
        self.run.with_untracked(|run| run.end.is_none())
    }

    fn spent(&self) -> Spending {
        let mut spent = Spending::default();
        for step in self.steps.get_untracked() {
            spent.add(step.step.with_untracked(Spending::of_step));
        }
        spent
    }

    fn add_artifacts(&self, all: &mut Artifacts) {
        let given = self.run.with_untracked(|run| run.artifacts.clone());
        let given = given.into_iter();
        let given = given.map(|artifact| ArtifactChange::Written { artifact });
        apply_all(all, &given.collect::<Vec<_>>());
        for step in self.steps.get_untracked() {
            step.step.with_untracked(|step| {
                apply_all(all, &step.interlude.given().collect::<Vec<_>>());
                apply_all(all, &step.artifacts);
            });
        }
    }

    fn apply(&self, event: &Event) {
        let step = self.steps.with_untracked(|steps| steps.last().cloned());
        let runs_code = step.as_ref().is_some_and(|it| is_running(&it.step));
        // Only what these events can change is touched: deltas and output leave the run alone.
        match event {
            Event::StepStarted { source, .. } => {
                self.run.update(|run| run.apply(event));
                self.sum
                    .update(|sum| sum.recorded |= *source == Source::Recorded);
            }
            Event::RunEnded { .. } | Event::Continued { .. } => {
                self.run.update(|run| run.apply(event));
            }
            Event::ToolCalled { .. } if runs_code => self.sum.update(|sum| sum.calls += 1),
            Event::ToolSpent { usage, .. } if runs_code => self
                .sum
                .update(|sum| sum.spending.add(Spending::of_usage(*usage))),
            _ => {}
        }
        if let Some(step) = step {
            step.step.update(|step| step.apply(event));
            match event {
                Event::Replied { .. } => {
                    let spending = step.step.with_untracked(Spending::of_step);
                    self.sum.update(|sum| sum.spending.add(spending));
                }
                // What had arrived of a reply that was cut off is paid for, too.
                Event::RunEnded { .. } => self.sum.update(|sum| sum.spending = self.spent()),
                _ => {}
            }
        }
    }
}

impl StepView {
    fn new(step: Step) -> Self {
        Self {
            id: step.id,
            step: ArcRwSignal::new(step),
        }
    }
}

fn is_running(step: &ArcRwSignal<Step>) -> bool {
    step.with_untracked(|step| step.state == StepState::Running)
}

/// What does not fit is left out, as in the transcript.
fn apply_all(all: &mut Artifacts, changes: &[ArtifactChange]) {
    for change in changes {
        if let Err(error) = all.apply(change) {
            tracing::debug!(%error, "an artifact is left out");
        }
    }
}
