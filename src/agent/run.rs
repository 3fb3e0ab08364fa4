//! The loop. What the next step is follows from the transcript alone, so a conversation can be
//! stopped at any instant and gone on with: ask the model, record its reply, run the code in it,
//! record the observation; an answer, the step limit or a failure ends the run.

use std::rc::Rc;

use super::action::Action;
use super::check::AnswerCheck;
use super::compaction::Relief;
use super::completion;
use super::dialogue::{self, Prompt};
use super::event::{Answer, Event, Journal, PersonAnswer, Request, RunEnd};
use super::inbox::{Inbox, Waiting};
use super::names::Names;
use super::next::{Ahead, Next};
use super::options::AgentOptions;
use super::prompt;
use super::recorder::Recorder;
use super::tokens;
use super::transcript::{CallRecord, Reply, Run, Step, Transcript};
use crate::model::{ChatModel, Message, ModelError, Tokenizer};
use crate::platform::charset::Charsets;
use crate::platform::clock::Clock;
use crate::platform::http::HttpClient;
use crate::sandbox::{Artifact, ArtifactError, Artifacts, CodeRunner, RunError, Snapshot};
use crate::tools::{Person, ResponseCache, Toolbox};

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
    /// The reply was cut at its length limit, after the model had been reminded.
    #[error(
        "the reply was cut at its length limit once more; allow the model more tokens per reply in Settings, or ask for less at once"
    )]
    ReplyCut,
    /// The conversation has no question yet.
    #[error("there is no question to work on")]
    NoQuestion,
}

impl AgentError {
    /// Its code; see [`crate::Error::code`].
    pub fn code(&self) -> &'static str {
        match self {
            Self::Model(error) => error.code(),
            Self::Sandbox(error) => error.code(),
            Self::NoCode => "agent.no_code",
            Self::ReplyCut => "agent.reply_cut",
            Self::NoQuestion => "agent.no_question",
        }
    }
}

/// An agent at work on a conversation.
pub struct Agent {
    parts: Parts,
    options: AgentOptions,
    transcript: Transcript,
    /// The first question, until it is recorded.
    goal: Option<String>,
    /// Artifacts for the next question or step, whichever comes first.
    attached: Vec<Artifact>,
    names: Names,
    inbox: Inbox,
    checks: Vec<Rc<dyn AnswerCheck>>,
    /// What the tools of the present run have fetched.
    fetched: ResponseCache,
    /// Whether the next step runs the code again that was cut off.
    repeat_code: bool,
    /// Whether code at the console has begun and has no end yet.
    at_console: bool,
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
            attached: Vec::new(),
            inbox: Inbox::default(),
            checks: Vec::new(),
            fetched: ResponseCache::default(),
            repeat_code: false,
            at_console: false,
        }
    }

    /// Changes how the agent works, from the next step on.
    pub fn configure(&mut self, options: AgentOptions) {
        self.options = options;
    }

    /// Attaches an artifact to the next question or step, whichever comes first. The model is told
    /// of it there; Python finds it whole as `artifacts["name"]` and as a file in `/artifacts`. One
    /// of the same name is replaced.
    ///
    /// # Errors
    /// [`ArtifactError`], when there are too many or they are too large together.
    pub fn attach(&mut self, artifact: Artifact) -> Result<(), ArtifactError> {
        let mut all = self.transcript.artifacts();
        for attached in self.attached.iter().chain([&artifact]) {
            all.put(attached.clone())?;
        }
        self.attached.retain(|other| other.name != artifact.name);
        self.attached.push(artifact);
        Ok(())
    }

    /// The artifacts of the conversation as they stand.
    pub fn artifacts(&self) -> Artifacts {
        self.transcript.artifacts()
    }

    /// Has every answer checked before it stands. Checks are made in the order they were added.
    pub fn check_answers(&mut self, check: Rc<dyn AnswerCheck>) {
        self.checks.push(check);
    }

    /// Where messages for the agent at work are left: its next step reads those that are meant for
    /// it. The others, and those that come after the last step, stay there.
    pub fn inbox(&self) -> Inbox {
        self.inbox.clone()
    }

    /// The next question in the same conversation and Python session. A run under way is stopped.
    pub async fn ask(&mut self, question: impl Into<String>) {
        self.stop().await;
        self.record_question(question.into()).await;
    }

    /// One step: the model writes, its code runs, the observation is kept. `Some` when the run is
    /// over with an answer. Before or after a step, a plan or a summary may be written as one of
    /// its own. At the step limit, asks for the best answer instead, which ends the run as well.
    /// Dropping the future abandons the step.
    ///
    /// # Errors
    /// [`AgentError`] when the step could not be made at all.
    pub async fn step(&mut self, tools: &Toolbox) -> Result<Option<Answer>, AgentError> {
        self.step_where(tools, true).await
    }

    /// As [`Agent::step`]. Where `can_stop` is false, the answer is not accepted in this step.
    ///
    /// # Errors
    /// As [`Agent::step`].
    pub async fn step_where(
        &mut self,
        tools: &Toolbox,
        can_stop: bool,
    ) -> Result<Option<Answer>, AgentError> {
        self.record_goal().await;
        let end = match self.next()? {
            Next::Nothing(end) => return Ok(answer_of(&end)),
            Next::End(end) => Some(end),
            Next::Step(ahead) => self.make_step(&ahead, tools, can_stop).await?,
        };
        let end = match end {
            Some(end) => Some(end),
            // What the step has come to may be the end.
            None => match self.next()? {
                Next::End(end) | Next::Nothing(end) => Some(end),
                Next::Step(_) => None,
            },
        };
        let Some(end) = end else {
            return Ok(None);
        };
        let answer = answer_of(&end);
        self.end_run(end).await;
        Ok(answer)
    }

    /// Lets a run that ended at a limit go on, its steps, tokens and costs counted anew. Nothing
    /// happens to any other run.
    pub async fn raise_limits(&mut self) {
        if self.transcript.runs.last().is_some_and(Run::is_at_limit) {
            let at = self.parts.clock.unix_ms();
            Recorder::new(&self.parts.journal, &mut self.transcript)
                .record(Event::Continued { at })
                .await;
        }
    }

    /// Has the next step run the code again that was cut off, from where the session stood before
    /// it, without asking the model. Tool calls that had a result give it, and before one with side
    /// effects is made again the person is asked. False, and nothing happens, where no code was cut
    /// off.
    ///
    /// ```
    /// # use micropython_agent::agent::{Agent, RunEnd};
    /// # use micropython_agent::tools::Toolbox;
    /// # async fn go_on(agent: &mut Agent, tools: &Toolbox) -> RunEnd {
    /// if !agent.repeat_code() {
    ///     // The model is asked anew.
    /// }
    /// agent.run(tools).await
    /// # }
    /// ```
    pub fn repeat_code(&mut self) -> bool {
        let last = self.transcript.runs.last();
        let is_open = last.is_some_and(|run| run.end.is_none() || run.can_continue());
        self.repeat_code = is_open && last.and_then(Run::cut_off).is_some();
        self.repeat_code
    }

    /// The Python session as the last code has left it; `None` before the first, and where it is too
    /// large to copy.
    pub fn snapshot(&self) -> Option<Snapshot> {
        self.parts.runner.snapshot()
    }

    fn next(&self) -> Result<Next, AgentError> {
        let run = self.transcript.runs.last().ok_or(AgentError::NoQuestion)?;
        Ok(Next::of(run, &self.options, self.repeat_code))
    }

    /// Steps until the run ends by itself: an answer, the step limit or a failure.
    pub async fn run(&mut self, tools: &Toolbox) -> RunEnd {
        loop {
            let end = match self.step(tools).await {
                Ok(_) => self.transcript.runs.last().and_then(|run| run.end.clone()),
                Err(error) => {
                    let end = RunEnd::Failed {
                        reason: error.to_string(),
                        code: Some(error.code().into()),
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
        let end = match Next::of(run, &self.options, false) {
            Next::End(end) | Next::Nothing(end) => end,
            // Only its summary was stopped.
            Next::Step(Ahead {
                answer: Some(answer),
                ..
            }) => RunEnd::Answered { answer },
            Next::Step(_) => RunEnd::Stopped {},
        };
        self.end_run(end).await;
    }

    /// The calls of the present run that were cut off while they waited for the person; see
    /// [`CallRecord::pending`] and [`Agent::answer`].
    pub fn waiting_calls(&self) -> impl Iterator<Item = (u32, &CallRecord)> {
        let last = self.steps().last().filter(|step| step.end().is_none());
        let calls = last.into_iter().flat_map(|step| {
            let calls = step.calls.iter();
            calls.map(|call| (step.id, call))
        });
        calls.filter(|(_, call)| call.pending().is_some())
    }

    /// Answers what a call of the step of this id waited for when that was cut off. The next step
    /// runs its code again, and nobody is asked again what was answered; what was not, is. Nothing
    /// happens if no such call waits.
    pub async fn answer(&mut self, step: u32, call: u32, answer: PersonAnswer) {
        let waits = self
            .waiting_calls()
            .any(|(of, record)| of == step && record.id == call);
        if waits {
            let at = self.parts.clock.unix_ms();
            Recorder::new(&self.parts.journal, &mut self.transcript)
                .record(Event::PersonAnswered {
                    step,
                    call,
                    answer,
                    later: true,
                    at,
                })
                .await;
        }
    }

    /// The steps of the present run.
    pub fn steps(&self) -> &[Step] {
        self.transcript.runs.last().map_or(&[], |run| &run.steps)
    }

    /// The whole conversation.
    pub fn transcript(&self) -> &Transcript {
        &self.transcript
    }

    /// What is needed to do something in the Python session between two steps.
    pub(super) fn at_rest(&mut self) -> AtRest<'_> {
        AtRest {
            parts: &mut self.parts,
            options: &self.options,
            names: &mut self.names,
            transcript: &mut self.transcript,
            at_console: &mut self.at_console,
        }
    }

    async fn record_goal(&mut self) {
        if let Some(goal) = self.goal.take() {
            self.record_question(goal).await;
        }
    }

    async fn record_question(&mut self, question: String) {
        self.fetched = ResponseCache::default();
        let event = Event::Asked {
            question,
            at: self.parts.clock.unix_ms(),
            artifacts: std::mem::take(&mut self.attached),
        };
        Recorder::new(&self.parts.journal, &mut self.transcript)
            .record(event)
            .await;
    }

    async fn end_run(&mut self, end: RunEnd) {
        let at = self.parts.clock.unix_ms();
        Recorder::new(&self.parts.journal, &mut self.transcript)
            .record(Event::RunEnded { end, at })
            .await;
    }

    /// Makes one step. `Some` when the run is over with it, which the transcript does not show.
    async fn make_step(
        &mut self,
        ahead: &Ahead,
        tools: &Toolbox,
        can_stop: bool,
    ) -> Result<Option<RunEnd>, AgentError> {
        let Self {
            parts,
            options,
            transcript,
            names,
            inbox,
            attached,
            checks,
            fetched,
            repeat_code,
            ..
        } = self;
        *repeat_code = false;
        let can_stop = can_stop && ahead.number > options.answer_after;
        let recorder = Recorder::new(&parts.journal, transcript);
        if let Some(reason) = names.take_loss(parts.runner.session().await) {
            let reason = reason.to_string();
            recorder.record(Event::SessionRestarted { reason }).await;
        }
        if !attached.is_empty() {
            let event = Event::Steered {
                text: String::new(),
                at: parts.clock.unix_ms(),
                artifacts: std::mem::take(attached),
            };
            recorder.record(event).await;
        }
        while let Some(Waiting {
            text, artifacts, ..
        }) = inbox.take_for_step()
        {
            let at = parts.clock.unix_ms();
            let event = Event::Steered {
                text,
                at,
                artifacts,
            };
            recorder.record(event).await;
        }
        let asking = Asking {
            system: prompt::system_message(tools, options),
            tokenizer: parts.model.tokenizer(),
            options,
            can_stop,
            recorder: &recorder,
        };
        let repeated = ahead
            .repeats
            .then(|| recorder.read(repeated_reply))
            .flatten();
        let (request, prompt) = match &repeated {
            Some(_) => (ahead.request, asking.prompt_for(ahead.request)),
            None => asking.prompt(ahead.request).await,
        };
        recorder
            .record(Event::StepStarted {
                number: ahead.number,
                at: parts.clock.unix_ms(),
                source: parts.model.source(),
                request,
                can_stop,
                context: prompt.context,
            })
            .await;
        let (model, clock) = (&*parts.model, &*parts.clock);
        let completion = match repeated {
            Some(reply) => completion::repeat(&recorder, reply).await,
            None => completion::ask(model, clock, &recorder, prompt.messages, request).await?,
        };

        let action = Action {
            ahead,
            options,
            recorder: &recorder,
            can_stop: can_stop && options.can_stop,
            checks,
            fetched,
        };
        match request {
            Request::Step => action.take(completion, parts, names, tools).await?,
            Request::BestAnswer => return Ok(action.take_best_answer(completion).await),
            Request::Plan | Request::Summary | Request::Compaction { .. } => {
                action.take_text(completion).await;
            }
        }
        Ok(None)
    }
}

/// An agent between two steps.
pub struct AtRest<'a> {
    pub parts: &'a mut Parts,
    pub options: &'a AgentOptions,
    pub names: &'a mut Names,
    pub transcript: &'a mut Transcript,
    pub at_console: &'a mut bool,
}

/// The reply whose code is run again.
fn repeated_reply(transcript: &Transcript) -> Option<Reply> {
    let step = transcript.runs.last()?.cut_off()?;
    Some(step.reply.clone())
}

/// Decides what the model is sent.
struct Asking<'a> {
    system: Message,
    tokenizer: Tokenizer,
    options: &'a AgentOptions,
    can_stop: bool,
    recorder: &'a Recorder<'a>,
}

impl Asking<'_> {
    /// What is asked for, and what is sent for it: when the context window is filling up, first a
    /// summary of older steps.
    async fn prompt(&self, request: Request) -> (Request, Prompt) {
        let prompt = self.prompt_for(request);
        let relief = self.recorder.read(|all| {
            let correction = tokens::correction(all, prompt.context.by_vocabulary);
            let tokens = |prompt: &Prompt| tokens::corrected(prompt.context.total(), correction);
            let budget = self.options.context_budget();
            Relief::of(all, budget, tokens(&prompt), |through| {
                let mut shortened = all.clone();
                shortened.apply(&Event::Shortened { through });
                tokens(&self.prompt_of(&shortened, request))
            })
        });
        match relief {
            None => (request, prompt),
            Some(Relief::Shorten(through)) => {
                self.recorder.record(Event::Shortened { through }).await;
                (request, self.prompt_for(request))
            }
            Some(Relief::Summarise(through)) => {
                let request = Request::Compaction { through };
                (request, self.prompt_for(request))
            }
        }
    }

    fn prompt_for(&self, request: Request) -> Prompt {
        self.recorder.read(|all| self.prompt_of(all, request))
    }

    fn prompt_of(&self, transcript: &Transcript, request: Request) -> Prompt {
        let system = self.system.clone();
        let asked = (request, self.can_stop);
        let final_summary = &self.options.final_summary;
        dialogue::messages(system, transcript, asked, final_summary, &self.tokenizer)
    }
}

fn answer_of(end: &RunEnd) -> Option<Answer> {
    match end {
        RunEnd::Answered { answer } => Some(answer.clone()),
        RunEnd::StepLimit { answer, .. } => answer.clone(),
        RunEnd::TokenLimit { .. }
        | RunEnd::CostLimit { .. }
        | RunEnd::Stopped {}
        | RunEnd::Failed { .. } => None,
    }
}
