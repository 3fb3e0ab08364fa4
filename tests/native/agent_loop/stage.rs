//! An agent with everything around it scripted, and ways to look at what it did.

use std::cell::RefCell;
use std::rc::Rc;

use async_trait::async_trait;
use futures::FutureExt;
use micropython_agent::agent::{
    Agent, AgentOptions, Event, Journal, Parts, Request, Run, RunEnd, Step, StepEnd, StepState,
    Transcript,
};
use micropython_agent::model::{FinishReason, ModelError};
use micropython_agent::platform::charset::PlainCharsets;
use micropython_agent::platform::clock::ManualClock;
use micropython_agent::platform::http::ScriptedHttp;
use micropython_agent::tools::{Nobody, Person, Tool, Toolbox};

use super::model::{Reply, ScriptedModel, streamed};
use super::python::PlayedPython;

/// Keeps all events in order.
#[derive(Default)]
pub struct Recording {
    events: RefCell<Vec<Event>>,
}

impl Recording {
    /// All events so far.
    pub fn events(&self) -> Vec<Event> {
        self.events.borrow().clone()
    }
}

#[async_trait(?Send)]
impl Journal for Recording {
    async fn record(&self, event: &Event) {
        self.note(event);
    }

    fn note(&self, event: &Event) {
        self.events.borrow_mut().push(event.clone());
    }
}

/// What an agent stands on.
pub struct Stage {
    pub model: ScriptedModel,
    pub python: PlayedPython,
    pub http: Rc<ScriptedHttp>,
    pub person: Rc<dyn Person>,
    pub clock: Rc<ManualClock>,
    pub journal: Rc<Recording>,
    pub tools: Toolbox,
    pub options: AgentOptions,
}

pub fn stage() -> Stage {
    Stage {
        model: ScriptedModel::default(),
        python: PlayedPython::default(),
        http: Rc::default(),
        person: Rc::new(Nobody),
        clock: Rc::default(),
        journal: Rc::default(),
        tools: Toolbox::default(),
        options: AgentOptions::default(),
    }
}

/// A reply of nothing but this code.
pub fn code(source: &str) -> String {
    format!("```python\n{source}\n```")
}

impl Stage {
    /// The next reply.
    pub fn reply(self, text: impl AsRef<str>) -> Self {
        self.then(streamed(text.as_ref(), FinishReason::Stop))
    }

    /// The next reply, cut by its token limit.
    pub fn cut_reply(self, text: &str) -> Self {
        self.then(streamed(text, FinishReason::Length))
    }

    pub fn then(self, reply: Reply) -> Self {
        self.model.push(reply);
        self
    }

    pub fn tool(mut self, tool: Tool) -> Self {
        self.tools = self.tools.with(tool);
        self
    }

    pub fn max_steps(mut self, max_steps: u32) -> Self {
        self.options.max_steps = max_steps;
        self
    }

    /// An agent with a first question.
    pub fn ask(&self, question: &str) -> Agent {
        Agent::create(question, self.parts(), self.options.clone())
    }

    /// An agent that goes on with a conversation in another page: nothing is left of the first.
    pub fn resume(&self, transcript: Transcript) -> Agent {
        Agent::resume(transcript, self.parts(), self.options.clone())
    }

    /// Runs a question to its end.
    pub fn run(&self, question: &str) -> Outline {
        let mut agent = self.ask(question);
        self.finish(&mut agent);
        self.check(&agent)
    }

    /// Runs to the end. Everything is scripted, so nothing may ever wait.
    pub fn finish(&self, agent: &mut Agent) -> RunEnd {
        let end = agent.run(&self.tools).now_or_never();
        end.expect("the run comes to its end by itself")
    }

    /// Makes one step.
    pub fn step(&self, agent: &mut Agent) {
        let step = agent.step(&self.tools).now_or_never();
        step.expect("nothing hangs").expect("a step");
    }

    /// Runs until something hangs, and drops the future there.
    pub fn interrupt(&self, agent: &mut Agent) {
        let end = agent.run(&self.tools).now_or_never();
        assert_eq!(end, None, "the run hangs");
    }

    /// All events so far.
    pub fn events(&self) -> Vec<Event> {
        self.journal.events()
    }

    /// The outline of what the agent did; its transcript must be the sum of its events.
    pub fn check(&self, agent: &Agent) -> Outline {
        assert_eq!(&Transcript::of(&self.events()), agent.transcript());
        outline(agent.transcript())
    }

    pub fn parts(&self) -> Parts {
        Parts {
            model: Rc::new(self.model.clone()),
            runner: Box::new(self.python.clone()),
            http: self.http.clone(),
            person: self.person.clone(),
            charsets: Rc::new(PlainCharsets),
            clock: self.clock.clone(),
            journal: self.journal.clone(),
        }
    }
}

/// What happened, line by line.
pub type Outline = Vec<String>;

pub fn outline(transcript: &Transcript) -> Outline {
    transcript.runs.iter().flat_map(run_outline).collect()
}

fn run_outline(run: &Run) -> Outline {
    let mut lines: Outline = run.steps.iter().flat_map(step_outline).collect();
    lines.extend(run.end.as_ref().map(|end| match end {
        RunEnd::Answered { answer } => format!("final answer {}", answer.text),
        RunEnd::StepLimit { limit, answer } => format!(
            "limit of {limit}, best answer {}",
            answer.as_ref().map_or("none", |answer| &answer.text)
        ),
        RunEnd::TokenLimit { limit, spent } => format!("{spent} tokens of {limit}"),
        RunEnd::CostLimit { limit, spent } => format!("cost {spent} of {limit}"),
        RunEnd::Stopped {} => "stopped".into(),
        RunEnd::Failed { reason, code } => {
            assert!(code.is_some(), "a failure has a code");
            format!("failed: {reason}")
        }
    }));
    lines
}

fn step_outline(step: &Step) -> Outline {
    let mut lines = Outline::new();
    lines.extend(
        step.interlude
            .session_restarted
            .iter()
            .map(|reason| format!("restarted: {reason}")),
    );
    lines.extend(step.calls.iter().map(|call| match &call.result {
        Some(Ok(value)) => format!("called {} -> {value}", call.name),
        Some(Err(failure)) => format!("called {} -> failed: {failure}", call.name),
        None => format!("called {} -> open", call.name),
    }));
    lines.push(match &step.state {
        StepState::Replying => "replying".into(),
        StepState::Running => "running".into(),
        StepState::Abandoned => "abandoned".into(),
        StepState::Ended(StepEnd::Completed { .. }) => "code".into(),
        StepState::Ended(StepEnd::Answered { .. }) => "answer".into(),
        StepState::Ended(StepEnd::Raised { error }) => format!("raised {}", error.kind),
        StepState::Ended(StepEnd::Killed {
            reason,
            rolled_back,
        }) => {
            let kept = if *rolled_back { " (rolled back)" } else { "" };
            format!("killed: {reason}{kept}")
        }
        StepState::Ended(StepEnd::Refused { reason, .. }) => format!("refused: {reason}"),
        StepState::Ended(StepEnd::Written {}) => match step.request {
            Request::Plan => "plan".into(),
            Request::Summary => "summary".into(),
            Request::Compaction { through } => format!("compaction through {through}"),
            Request::Step | Request::BestAnswer => "text out of place".into(),
        },
        StepState::Ended(StepEnd::NoCode {}) => "reminded".into(),
    });
    lines
}

pub fn cut_off() -> ModelError {
    ModelError::Cut {
        origin: "https://api.test".into(),
    }
}
