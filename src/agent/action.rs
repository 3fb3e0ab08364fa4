//! What is done with a reply: its code is run, its answer taken, or the model reminded of the
//! forms. Ends the step with its observation.

use std::rc::Rc;
use std::time::Duration;

use super::check::AnswerCheck;
use super::completion::Completion;
use super::earlier::EarlierCalls;
use super::event::{Answer, Event, RunEnd, StepEnd};
use super::host::{self, Host};
use super::names::Names;
use super::next::Ahead;
use super::observation::{self, Observed};
use super::options::AgentOptions;
use super::recorder::Recorder;
use super::remembered::{AskedOnce, Remembered};
use super::reply::ParsedReply;
use super::run::{AgentError, Parts};
use super::spending::Spending;
use super::transcript::{Step, Transcript};
use crate::model::FinishReason;
use crate::sandbox::{ArtifactChange, CodeRun, CodeRunner, RunError, RunOutcome, RunReport};
use crate::tools::{ResponseCache, ToolResources, Toolbox};

/// Steps are made one at a time; this is the one at work, its reply complete.
pub struct Action<'a> {
    /// Which step it is.
    pub ahead: &'a Ahead,
    /// How the agent works.
    pub options: &'a AgentOptions,
    /// Where everything is recorded.
    pub recorder: &'a Recorder<'a>,
    /// Whether the answer may be given in this step.
    pub can_stop: bool,
    /// What an answer must pass.
    pub checks: &'a [Rc<dyn AnswerCheck>],
    /// What tools have fetched in the run.
    pub fetched: &'a ResponseCache,
}

impl Action<'_> {
    /// Acts on the reply: runs its code, or takes its answer.
    ///
    /// # Errors
    /// [`AgentError::NoCode`], [`AgentError::ReplyCut`] and [`AgentError::Sandbox`].
    pub async fn take(
        &self,
        completion: Completion,
        parts: &mut Parts,
        names: &mut Names,
        tools: &Toolbox,
    ) -> Result<(), AgentError> {
        let Completion { reply, finish } = completion;
        let problem = self.problem(&reply, finish);
        if problem.is_none() {
            if let Some(code) = reply.code {
                return self.run_code(code, parts, names, tools).await;
            }
            if let Some(answer) = reply.answer.filter(|answer| !answer.is_empty()) {
                self.answer(Answer::from_text(answer), Ran::default()).await;
                return Ok(());
            }
        }
        if self.ahead.reminded {
            return Err(match problem {
                Some(observation::CUT_AT_LENGTH) => AgentError::ReplyCut,
                _ => AgentError::NoCode,
            });
        }
        let end = StepEnd::NoCode {};
        let observation = observation::of_unusable_reply(
            &self.observed(&end, &Ran::default()),
            problem,
            parts.model.act(),
        );
        self.end_step(end, Ran::default(), observation).await;
        Ok(())
    }

    /// Takes the reply for the text that was asked for: a plan or a summary.
    pub async fn take_text(&self, completion: Completion) {
        let end = if completion.reply.text.trim().is_empty() {
            StepEnd::NoCode {}
        } else {
            StepEnd::Written {}
        };
        self.end_step(end, Ran::default(), String::new()).await;
    }

    /// Takes the reply for the best answer there is, in whatever form it came. No code is run. The
    /// end of the run, if it holds none.
    pub async fn take_best_answer(&self, completion: Completion) -> Option<RunEnd> {
        let reply = completion.reply;
        let text = reply
            .answer
            .into_iter()
            .chain([reply.thought, reply.text])
            .find(|text| !text.trim().is_empty());
        match text {
            Some(text) => {
                let answer = Answer::from_text(text);
                // The reply itself is the answer: there is nothing to observe.
                self.end_step(StepEnd::Answered { answer }, Ran::default(), String::new())
                    .await;
                None
            }
            None => {
                self.end_step(StepEnd::NoCode {}, Ran::default(), String::new())
                    .await;
                Some(RunEnd::StepLimit {
                    limit: self.options.max_steps,
                    answer: None,
                })
            }
        }
    }

    /// Why the reply must not be acted on, although it may hold code or an answer.
    fn problem(&self, reply: &ParsedReply, finish: FinishReason) -> Option<&'static str> {
        let nothing = reply.code.is_none() && reply.answer.is_none();
        match finish {
            FinishReason::Length if reply.unclosed || nothing => Some(observation::CUT_AT_LENGTH),
            FinishReason::Filtered if reply.unclosed || nothing => Some(observation::CUT_BY_FILTER),
            FinishReason::Stop | FinishReason::Length | FinishReason::Filtered => {
                (reply.answer.is_some() && !self.can_stop).then_some(observation::NOT_YET)
            }
        }
    }

    async fn run_code(
        &self,
        code: String,
        parts: &mut Parts,
        names: &mut Names,
        tools: &Toolbox,
    ) -> Result<(), AgentError> {
        self.recorder
            .record(Event::CodeStarted { code: code.clone() })
            .await;
        let remembered = self.recorder.read(|all| {
            let run = all.runs.last();
            Rc::new(run.map(Remembered::of).unwrap_or_default())
        });
        let resources = ToolResources {
            person: Rc::new(AskedOnce {
                person: parts.person.clone(),
                remembered: remembered.clone(),
            }),
            responses: self.fetched.clone(),
            ..host::resources(parts, self.options, self.spent())
        };
        let Parts { runner, clock, .. } = parts;
        let host = Host {
            recorder: self.recorder,
            tools,
            resources,
            person: parts.person.clone(),
            earlier: self
                .recorder
                .read(|all| all.runs.last().map(EarlierCalls::of).unwrap_or_default()),
            remembered,
            step: self.id(),
            clock: &**clock,
        };
        let run = CodeRun {
            source: code,
            file_name: format!("<step {}>", self.id()),
            tools: host::stubs(tools),
            can_stop: self.can_stop,
            artifacts: self.recorder.read(Transcript::artifacts),
        };
        let session = runner.session().await;
        // Stands if this future is dropped, which stops the code.
        names.risk("code was stopped before its end");
        let result = runner.run(run, &host).await;
        let left = LeftBehind {
            runner: &mut **runner,
            recorder: self.recorder,
            step: |all| all.runs.last()?.steps.last(),
            has_run: result.is_ok(),
        };
        let now = left.runner.session().await;
        names.risk("the Python sandbox had to be started anew");
        match result {
            Ok(report) => {
                // Before the observation stands: a step that is shown has its state kept.
                left.runner.keep(self.id()).await;
                *names = Names::In {
                    session: now,
                    unless: "the Python sandbox had to be started anew",
                };
                self.take_report(report).await;
                Ok(())
            }
            Err(error @ RunError::Unavailable(_)) => Err(AgentError::Sandbox(error)),
            Err(error) => {
                let rolled_back = now == session;
                if !rolled_back {
                    // Its observation says that the names are gone.
                    *names = Names::None;
                }
                self.take_kill(&error, rolled_back).await;
                Ok(())
            }
        }
    }

    async fn take_report(&self, report: RunReport) {
        let ran = Ran {
            stdout: report.stdout,
            stderr: report.stderr,
            executing: report.executing,
            artifacts: report.artifacts,
        };
        let end = match report.outcome {
            RunOutcome::Completed { repr } => StepEnd::Completed { repr },
            RunOutcome::Raised { error } => StepEnd::Raised { error },
            RunOutcome::Answered { value } => {
                return self.answer(Answer::from_value(value), ran).await;
            }
        };
        self.end_ran_step(end, ran).await;
    }

    /// The runner is silent on what killed code printed, but it was noted as it came.
    async fn take_kill(&self, error: &RunError, rolled_back: bool) {
        let (stdout, stderr) = self
            .look_at_step(|step| (step.stdout.clone(), step.stderr.clone()))
            .unwrap_or_default();
        let executing = match error {
            RunError::Deadline { limit } => *limit,
            RunError::LimitExceeded(_)
            | RunError::Crashed(_)
            | RunError::Protocol(_)
            | RunError::NotRestored(_)
            | RunError::Unavailable(_) => Duration::ZERO,
        };
        let end = StepEnd::Killed {
            reason: error.to_string(),
            rolled_back,
        };
        self.end_ran_step(
            end,
            Ran {
                stdout,
                stderr,
                executing,
                artifacts: Vec::new(),
            },
        )
        .await;
    }

    /// Ends the step with an answer, if that passes all checks.
    async fn answer(&self, answer: Answer, ran: Ran) {
        if let Err(reason) = self.options.answer_rules.check(&answer) {
            return self
                .end_ran_step(StepEnd::Refused { answer, reason }, ran)
                .await;
        }
        let transcript = self.recorder.read(Clone::clone);
        for check in self.checks {
            if let Err(reason) = check.check(&answer, &transcript).await {
                return self
                    .end_ran_step(StepEnd::Refused { answer, reason }, ran)
                    .await;
            }
        }
        self.end_ran_step(StepEnd::Answered { answer }, ran).await;
    }

    async fn end_ran_step(&self, end: StepEnd, ran: Ran) {
        let observation =
            observation::of_step(&self.observed(&end, &ran), self.options.observation_chars);
        self.end_step(end, ran, observation).await;
    }

    async fn end_step(&self, end: StepEnd, ran: Ran, observation: String) {
        tracing::debug!(
            step = self.id(),
            executing = ?ran.executing,
            printed_bytes = ran.stdout.len() + ran.stderr.len(),
            "the step is over"
        );
        self.recorder
            .record(Event::StepEnded {
                end,
                stdout: ran.stdout,
                stderr: ran.stderr,
                observation,
                executing_ms: ran.executing.as_millis() as u64,
                artifacts: ran.artifacts,
            })
            .await;
    }

    fn observed<'o>(&self, end: &'o StepEnd, ran: &'o Ran) -> Observed<'o> {
        Observed {
            step: self.id(),
            end,
            stdout: &ran.stdout,
            stderr: &ran.stderr,
            displays: self
                .look_at_step(|step| step.displays.iter().map(|it| it.described()).collect())
                .unwrap_or_default(),
            artifacts: &ran.artifacts,
            made: match end {
                StepEnd::Killed { .. } => self
                    .look_at_step(|step| step.calls_made().cloned().collect())
                    .unwrap_or_default(),
                _ => Vec::new(),
            },
            repeated: self.is_repetition(end, &ran.stdout),
            steps_left: self.ahead.steps_left,
            can_stop: self.options.can_stop,
        }
    }

    /// Whether the step before ran the same code and came to the same.
    fn is_repetition(&self, end: &StepEnd, stdout: &str) -> bool {
        self.recorder.read(|all| {
            let mut steps = all
                .runs
                .last()
                .into_iter()
                .flat_map(|run| run.steps.iter().rev());
            let Some(code) = steps.next().and_then(|step| step.code.as_ref()) else {
                return false;
            };
            let Some(before) = steps.find(|step| step.end().is_some()) else {
                return false;
            };
            let same_code = before
                .code
                .as_ref()
                .is_some_and(|it| it.trim() == code.trim());
            let same_end = match (before.end(), end) {
                // Tracebacks name the step.
                (Some(StepEnd::Raised { error: one }), StepEnd::Raised { error: other }) => {
                    (&one.kind, &one.message) == (&other.kind, &other.message)
                }
                (Some(before), end) => before == end,
                (None, _) => false,
            };
            same_code && same_end && before.stdout == stdout
        })
    }

    fn spent(&self) -> Spending {
        let spent = self.recorder.read(|all| all.runs.last().map(Spending::of));
        spent.unwrap_or_default()
    }

    fn id(&self) -> u32 {
        self.look_at_step(|step| step.id).unwrap_or_default()
    }

    fn look_at_step<T>(&self, look: impl FnOnce(&Step) -> T) -> Option<T> {
        self.recorder
            .read(|all| Some(look(all.runs.last()?.steps.last()?)))
    }
}

/// Code has run, and its step may yet be left before it stands: a stop comes at any await. Then the
/// session goes back to before the code, which would else have done its work twice when it is run or
/// written once more.
pub struct LeftBehind<'a, 'r> {
    /// Where the code has run.
    pub runner: &'a mut dyn CodeRunner,
    /// Where its step is recorded.
    pub recorder: &'a Recorder<'r>,
    /// The step whose code it is.
    pub step: fn(&Transcript) -> Option<&Step>,
    /// Whether the code came to its end.
    pub has_run: bool,
}

impl Drop for LeftBehind<'_, '_> {
    fn drop(&mut self) {
        let step_ended = |all: &Transcript| (self.step)(all).is_some_and(|it| it.end().is_some());
        if self.has_run && !self.recorder.read(step_ended) {
            self.runner.take_back();
        }
    }
}

/// What running the code left behind, besides its end.
#[derive(Default)]
struct Ran {
    stdout: String,
    stderr: String,
    executing: Duration,
    artifacts: Vec<ArtifactChange>,
}
