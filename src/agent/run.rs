//! The loop. What the next step is follows from the transcript alone, so a conversation can be
//! stopped at any instant and gone on with: ask the model, record its reply, run the code in it,
//! record the observation; an answer, the step limit or a failure ends the run.

use std::rc::Rc;
use std::time::Duration;

use super::action::Action;
use super::completion;
use super::event::{Answer, Event, Journal, RunEnd};
use super::names::Names;
use super::next::{Ahead, Next};
use super::prompt::{self, Request};
use super::recorder::Recorder;
use super::transcript::{Step, Transcript};
use crate::model::{ChatModel, ModelError};
use crate::platform::charset::Charsets;
use crate::platform::clock::Clock;
use crate::platform::http::HttpClient;
use crate::sandbox::{CodeRunner, RunError};
use crate::tools::{Person, Toolbox};

/// What an agent works with.
pub struct Parts {
    /// Writes the replies.
    pub model: Rc<dyn ChatModel>,
    /// Runs the code.
    pub runner: Box<dyn CodeRunner>,
    /// What tools reach the web through.
    pub http: Rc<dyn HttpClient>,
    /// Whom tools may ask.
    pub person: Rc<dyn Person>,
    /// For pages that are not UTF-8.
    pub charsets: Rc<dyn Charsets>,
    /// Tells the time.
    pub clock: Rc<dyn Clock>,
    /// Keeps the events.
    pub journal: Rc<dyn Journal>,
}

/// How an agent works.
#[derive(Clone, Debug, PartialEq)]
pub struct AgentOptions {
    /// Steps in one run before the best answer so far is asked for.
    pub max_steps: u32,
    /// Characters of one observation that the model is shown; the rest is cut from the middle.
    pub observation_chars: usize,
    /// How long one tool call may take.
    pub tool_timeout: Duration,
    /// Whether `final_answer` is offered and accepted.
    pub can_stop: bool,
    /// More instructions of the user's own, added to the system message.
    pub instructions: String,
}

impl Default for AgentOptions {
    fn default() -> Self {
        Self {
            max_steps: 20,
            observation_chars: 20_000,
            tool_timeout: Duration::from_secs(60),
            can_stop: true,
            instructions: String::new(),
        }
    }
}

/// Why a step could not be made. The transcript stands as it is; the step can be tried again.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AgentError {
    /// The model could not be asked, or its reply broke off.
    #[error(transparent)]
    Model(#[from] ModelError),
    /// No sandbox could be started.
    #[error(transparent)]
    Sandbox(RunError),
    /// The model gave neither code nor an answer, after having been reminded.
    #[error(
        "the model answered with neither code nor an answer twice in a row; try again, or choose another model"
    )]
    NoCode,
    /// The conversation has no question yet.
    #[error("there is no question to work on")]
    NoQuestion,
}

/// An agent at work on a conversation.
pub struct Agent {
    parts: Parts,
    options: AgentOptions,
    transcript: Transcript,
    /// The first question, until it is recorded.
    goal: Option<String>,
    names: Names,
}

impl Agent {
    /// A new conversation with its first question.
    pub fn create(goal: impl Into<String>, parts: Parts, options: AgentOptions) -> Self {
        let mut agent = Self::resume(Transcript::default(), parts, options);
        agent.goal = Some(goal.into());
        agent
    }

    /// Goes on with a stored conversation. Its last run, if it has no end, failed or was stopped,
    /// goes on with the next step; otherwise [`Agent::ask`] starts another.
    pub fn resume(transcript: Transcript, parts: Parts, options: AgentOptions) -> Self {
        Self {
            parts,
            options,
            names: Names::after_reload(&transcript),
            transcript,
            goal: None,
        }
    }

    /// Changes how the agent works, from the next step on.
    pub fn configure(&mut self, options: AgentOptions) {
        self.options = options;
    }

    /// The next question in the same conversation and Python session. A run under way is stopped.
    pub async fn ask(&mut self, question: impl Into<String>) {
        self.stop().await;
        self.record_question(question.into()).await;
    }

    /// One step: the model writes, its code runs, the observation is kept. `Some` when the code
    /// gave the final answer, which ends the run. At the step limit, asks for the best answer
    /// instead, which ends the run as well. Dropping the future abandons the step.
    ///
    /// # Errors
    /// [`AgentError`] when the step could not be made at all.
    pub async fn step(&mut self, tools: &Toolbox) -> Result<Option<Answer>, AgentError> {
        self.record_goal().await;
        let run = self.transcript.runs.last().ok_or(AgentError::NoQuestion)?;
        let end = match Next::of(run, self.options.max_steps) {
            Next::Nothing(end) => return Ok(answer_of(&end)),
            Next::End(end) => Some(end),
            Next::Step(ahead) => self.make_step(&ahead, tools).await?,
        };
        let Some(end) = end else {
            return Ok(None);
        };
        let answer = answer_of(&end);
        self.end_run(end).await;
        Ok(answer)
    }

    /// Steps until the run ends by itself: an answer, the step limit or a failure.
    pub async fn run(&mut self, tools: &Toolbox) -> RunEnd {
        loop {
            let end = match self.step(tools).await {
                Ok(_) => self.transcript.runs.last().and_then(|run| run.end.clone()),
                Err(error) => {
                    let end = RunEnd::Failed {
                        reason: error.to_string(),
                    };
                    self.end_run(end.clone()).await;
                    Some(end)
                }
            };
            if let Some(end) = end {
                return end;
            }
        }
    }

    /// Ends the run from outside, after the future of [`Agent::run`] has been dropped. A run that
    /// is over stays as it is.
    pub async fn stop(&mut self) {
        self.record_goal().await;
        let Some(run) = self.transcript.runs.last() else {
            return;
        };
        if run.end.is_some() {
            return;
        }
        let end = match Next::of(run, self.options.max_steps) {
            Next::End(end) | Next::Nothing(end) => end,
            Next::Step(_) => RunEnd::Stopped {},
        };
        self.end_run(end).await;
    }

    /// The steps of the present run.
    pub fn steps(&self) -> &[Step] {
        self.transcript.runs.last().map_or(&[], |run| &run.steps)
    }

    /// The whole conversation.
    pub fn transcript(&self) -> &Transcript {
        &self.transcript
    }

    async fn record_goal(&mut self) {
        if let Some(goal) = self.goal.take() {
            self.record_question(goal).await;
        }
    }

    async fn record_question(&mut self, question: String) {
        let at = self.parts.clock.unix_ms();
        Recorder::new(&self.parts.journal, &mut self.transcript)
            .record(Event::Asked { question, at })
            .await;
    }

    async fn end_run(&mut self, end: RunEnd) {
        let at = self.parts.clock.unix_ms();
        Recorder::new(&self.parts.journal, &mut self.transcript)
            .record(Event::RunEnded { end, at })
            .await;
    }

    /// Makes one step. `Some` when the run is over with it.
    async fn make_step(
        &mut self,
        ahead: &Ahead,
        tools: &Toolbox,
    ) -> Result<Option<RunEnd>, AgentError> {
        let Self {
            parts,
            options,
            transcript,
            names,
            ..
        } = self;
        let recorder = Recorder::new(&parts.journal, transcript);
        if let Some(reason) = names.take_loss(parts.runner.session().await) {
            let reason = reason.to_string();
            recorder.record(Event::SessionRestarted { reason }).await;
        }
        recorder
            .record(Event::StepStarted {
                number: ahead.number,
                at: parts.clock.unix_ms(),
                source: parts.model.source(),
            })
            .await;
        let system = prompt::system(tools, options);
        let messages = recorder.read(|all| prompt::messages(system, all, ahead.request));
        let completion = completion::ask(&*parts.model, &*parts.clock, &recorder, messages).await?;

        let action = Action {
            ahead,
            options,
            recorder: &recorder,
        };
        match ahead.request {
            Request::Step => action.take(completion, parts, names, tools).await,
            Request::BestAnswer => Ok(Some(action.take_best_answer(completion).await)),
        }
    }
}

fn answer_of(end: &RunEnd) -> Option<Answer> {
    match end {
        RunEnd::Answered { answer } => Some(answer.clone()),
        RunEnd::StepLimit { answer, .. } => answer.clone(),
        RunEnd::Stopped {} | RunEnd::Failed { .. } => None,
    }
}
