//! The Python session in the person's hands, between steps: code of their own, its variables and
//! its files. The model is told of the code in its next step.

use std::rc::Rc;

use super::action::LeftBehind;
use super::budget::{cut_middle, shares};
use super::earlier::EarlierCalls;
use super::event::{Event, StepEnd};
use super::host::{self, Host};
use super::names::Names;
use super::observation::{self, fence_around};
use super::recorder::Recorder;
use super::run::{Agent, AtRest, Parts};
use super::spending::Spending;
use super::transcript::{AT_CONSOLE, CallRecord, Step, Transcript};
use crate::sandbox::variables::{self, Variable, VariablesError};
use crate::sandbox::{
    ArtifactChange, CodeRun, FileError, FileReply, FileRequest, RunError, RunOutcome, RunReport,
};
use crate::tools::Toolbox;

/// Characters that the model is shown of all that was run at the console since its last step.
const SHOWN_CHARS: usize = 6_000;

/// Characters that it is shown of one output.
const OUTPUT_CHARS: usize = 1_000;

/// Why names are gone, unless code was stopped.
const STARTED_ANEW: &str = "the Python sandbox had to be started anew";

/// Why code has no end that was not stopped.
const CUT_OFF: &str = "the page was closed before it ended";

/// Why code that was stopped ended, for the user and the model.
const STOPPED: &str = "stopped by the user";

impl Agent {
    /// Runs code of the person in the Python session. What it defines is there for the next step,
    /// whose model is told. It may call these tools and cannot give the answer. The journal is told of
    /// everything before it is acted on, and what came of it is the last of
    /// [`Transcript::console`]. Dropping the future stops the code and takes back what it did; then
    /// [`Agent::stop_console`] says so.
    pub async fn run_in_console(&mut self, code: String, tools: &Toolbox) {
        let AtRest {
            parts,
            options,
            names,
            transcript,
            at_console,
        } = self.at_rest();
        *at_console = true;
        let run = CodeRun {
            source: code.clone(),
            file_name: format!("<console {}>", transcript.console().count() + 1),
            tools: host::stubs(tools),
            can_stop: false,
            artifacts: transcript.artifacts(),
        };
        let resources = host::resources(parts, options, Spending::default());
        let recorder = Recorder::new(&parts.journal, transcript);
        let Parts { runner, clock, .. } = parts;
        let at = clock.unix_ms();
        recorder.record(Event::ConsoleStarted { code, at }).await;
        let host = Host {
            recorder: &recorder,
            tools,
            resources,
            person: parts.person.clone(),
            earlier: EarlierCalls::default(),
            remembered: Rc::default(),
            step: AT_CONSOLE,
            clock: &**clock,
        };
        names.risk("code in the console was stopped before its end");
        let result = runner.run(run, &host).await;
        let left = LeftBehind {
            runner: &mut **runner,
            recorder: &recorder,
            step: |all| all.interlude.console.last(),
            has_run: result.is_ok(),
        };
        let session = left.runner.session().await;
        names.risk(STARTED_ANEW);
        if result.is_ok() {
            // Before its end stands, as after a step.
            left.runner.keep_between_steps().await;
            if *names == Names::None {
                *names = Names::In {
                    session,
                    unless: STARTED_ANEW,
                };
            }
        }
        let (end, artifacts) = end_of(result, names.stand_in(session));
        record_end(&recorder, end, artifacts, clock.unix_ms()).await;
        *at_console = false;
    }

    /// Ends code at the console from outside, after the future of [`Agent::run_in_console`] has been
    /// dropped. Code that is over stays as it is, and so does code that another agent has begun. Whether
    /// there was any: of code that was stopped before it is on record, nothing is.
    pub async fn stop_console(&mut self) -> bool {
        let AtRest {
            parts,
            names,
            transcript,
            at_console,
            ..
        } = self.at_rest();
        if !std::mem::take(at_console) || transcript.running_at_console().is_none() {
            return false;
        }
        let session = parts.runner.session().await;
        // Code that was stopped at the very end may have been kept already.
        parts.runner.keep_between_steps().await;
        let end = StepEnd::Killed {
            reason: STOPPED.into(),
            rolled_back: names.stand_in(session),
        };
        let recorder = Recorder::new(&parts.journal, transcript);
        record_end(&recorder, end, Vec::new(), parts.clock.unix_ms()).await;
        true
    }

    /// The names that code has given to values in the Python session.
    ///
    /// # Errors
    /// [`VariablesError`].
    pub async fn variables(&mut self) -> Result<Vec<Variable>, VariablesError> {
        let artifacts = self.transcript().artifacts();
        let AtRest { parts, names, .. } = self.at_rest();
        names.risk(STARTED_ANEW);
        variables::read(&mut *parts.runner, artifacts).await
    }

    /// Looks at the files of the Python session or changes them.
    ///
    /// # Errors
    /// [`FileError`], and nothing has changed.
    pub async fn files(&mut self, request: FileRequest) -> Result<FileReply, FileError> {
        let AtRest { parts, names, .. } = self.at_rest();
        names.risk(STARTED_ANEW);
        parts.runner.files(request).await
    }
}

/// How code ended, and what it did to artifacts.
fn end_of(
    result: Result<RunReport, RunError>,
    rolled_back: bool,
) -> (StepEnd, Vec<ArtifactChange>) {
    let report = match result {
        Ok(report) => report,
        Err(error) => {
            let reason = error.to_string();
            let end = StepEnd::Killed {
                reason,
                rolled_back,
            };
            return (end, Vec::new());
        }
    };
    let end = match report.outcome {
        RunOutcome::Raised { error } => StepEnd::Raised { error },
        RunOutcome::Completed { repr } => StepEnd::Completed { repr },
        RunOutcome::Answered { .. } => StepEnd::Completed { repr: None },
    };
    (end, report.artifacts)
}

/// Records that the code at the console is over. What it printed was noted as it came.
async fn record_end(
    recorder: &Recorder<'_>,
    end: StepEnd,
    artifacts: Vec<ArtifactChange>,
    at: u64,
) {
    let printed = |all: &Transcript| {
        let code = all.running_at_console()?;
        Some((code.stdout.clone(), code.stderr.clone()))
    };
    let (stdout, stderr) = recorder.read(printed).unwrap_or_default();
    recorder
        .record(Event::ConsoleEnded {
            end,
            stdout,
            stderr,
            artifacts,
            at,
        })
        .await;
}

/// What the model is told of the person's code.
pub fn described(console: &[Step]) -> String {
    let texts: Vec<String> = console.iter().map(text).collect();
    let lengths: Vec<usize> = texts.iter().map(|text| text.chars().count()).collect();
    let fence = fence_around(texts.iter().map(String::as_str));
    let mut all = String::from(
        "(The user ran code in the console, in the same Python session. What it did holds:)",
    );
    for (text, share) in texts.iter().zip(shares(&lengths, SHOWN_CHARS)) {
        let shown = cut_middle(text, share);
        all += &format!("\n{fence}\n{}\n{fence}", shown.trim_end());
    }
    all
}

/// Code and output, as an interpreter's prompt shows them.
fn text(ran: &Step) -> String {
    let mut text = String::new();
    let code = ran.code.as_deref().unwrap_or_default();
    for (index, line) in code.trim_end().lines().enumerate() {
        let prompt = if index == 0 { ">>> " } else { "... " };
        text += &format!("{prompt}{line}\n");
    }
    let ending = match ran.end() {
        None => format!("({CUT_OFF}; nothing of it holds)"),
        Some(StepEnd::Completed { repr: Some(repr) }) => repr.clone(),
        Some(StepEnd::Raised { error }) => error.traceback.clone(),
        Some(StepEnd::Killed {
            reason,
            rolled_back: true,
        }) => format!("({reason}; nothing of it holds)"),
        Some(StepEnd::Killed { reason, .. }) => {
            format!("({reason}; the session's names are gone)")
        }
        Some(
            StepEnd::Completed { repr: None }
            | StepEnd::Answered { .. }
            | StepEnd::Refused { .. }
            | StepEnd::Written {}
            | StepEnd::NoCode {},
        ) => String::new(),
    };
    let displays = ran.displays.iter().map(|display| display.described());
    let displayed = observation::displayed(&displays.collect::<Vec<_>>());
    let displayed = displayed.map_or_else(String::new, |line| format!("({line})\n"));
    let output = format!(
        "{}{}{displayed}{ending}{}",
        ran.stdout,
        ran.stderr,
        not_undone(ran)
    );
    text + &cut_middle(&output, OUTPUT_CHARS)
}

/// What code that was ended from outside, or cut off, has done in the world.
fn not_undone(ran: &Step) -> String {
    let made: Vec<CallRecord> = match ran.end() {
        None | Some(StepEnd::Killed { .. }) => ran.calls_made().cloned().collect(),
        Some(_) => Vec::new(),
    };
    match made.is_empty() {
        true => String::new(),
        false => {
            let made = observation::made(&made);
            format!("\n(Calls that it made. What they did is not undone:)\n{made}")
        }
    }
}
