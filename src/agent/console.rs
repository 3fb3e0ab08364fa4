//! The Python session in the person's hands, between steps: code of their own, its variables and
//! its files. The model is told of the code in its next step.

use std::cell::RefCell;
use std::rc::Rc;

use async_trait::async_trait;

use super::budget::{cut_middle, shares};
use super::earlier::EarlierCalls;
use super::event::{ConsoleRun, Event, Journal, StepEnd};
use super::host::{self, Host};
use super::names::Names;
use super::observation::{self, fence_around};
use super::recorder::Recorder;
use super::run::{Agent, AtRest, Parts};
use super::spending::Spending;
use super::transcript::{CallRecord, Run, Step};
use crate::sandbox::variables::{self, Variable, VariablesError};
use crate::sandbox::{CodeRun, FileError, FileReply, FileRequest, RunError, RunOutcome};
use crate::tools::Toolbox;

/// Characters that the model is shown of all that was run at the console since its last step.
const SHOWN_CHARS: usize = 6_000;

/// Characters that it is shown of one output.
const OUTPUT_CHARS: usize = 1_000;

/// Why names are gone, unless code was stopped.
const STARTED_ANEW: &str = "the Python sandbox had to be started anew";

impl Agent {
    /// Runs code of the person in the Python session. What it defines is there for the next step,
    /// whose model is told. It may call these tools and cannot give the answer. `seen` is told of what
    /// happens as it comes, as the journal of a step would be; [`Step::at_console`] takes it in.
    /// Dropping the future stops the code and takes back what it did.
    ///
    /// # Errors
    /// [`RunError::Unavailable`], and nothing has happened. Code that raises or is ended from outside
    /// is no error here.
    ///
    /// [`Step::at_console`]: super::Step::at_console
    pub async fn run_in_console(
        &mut self,
        code: String,
        tools: &Toolbox,
        seen: Rc<dyn Journal>,
    ) -> Result<ConsoleRun, RunError> {
        let AtRest {
            parts,
            options,
            names,
            transcript,
        } = self.at_rest();
        let run = CodeRun {
            source: code.clone(),
            file_name: format!("<console {}>", transcript.console().count() + 1),
            tools: host::stubs(tools),
            can_stop: false,
            artifacts: transcript.artifacts(),
        };
        let happening = Rc::new(Happening {
            seen,
            events: RefCell::default(),
        });
        let journal: Rc<dyn Journal> = happening.clone();
        // Its calls are recorded as those of a step are, but nothing stands before the code has ended.
        let mut draft = transcript.clone();
        let step = Step::at_console(&code);
        let id = step.id;
        draft.runs.push(Run {
            steps: vec![step],
            ..Run::default()
        });
        let recorder = Recorder::new(&journal, &mut draft);
        let resources = host::resources(parts, options, Spending::default());
        let Parts { runner, clock, .. } = parts;
        let host = Host {
            recorder: &recorder,
            tools,
            resources,
            earlier: EarlierCalls::default(),
            remembered: Rc::default(),
            step: id,
            clock: &**clock,
        };
        let before = runner.session().await;
        names.risk("code in the console was stopped before its end");
        let result = runner.run(run, &host).await;
        let session = runner.session().await;
        names.risk(STARTED_ANEW);
        let (end, artifacts) = match result {
            Ok(report) => {
                runner.keep_between_steps().await;
                if *names == Names::None {
                    *names = Names::In {
                        session,
                        unless: STARTED_ANEW,
                    };
                }
                let end = match report.outcome {
                    RunOutcome::Raised { error } => StepEnd::Raised { error },
                    RunOutcome::Completed { repr } => StepEnd::Completed { repr },
                    RunOutcome::Answered { .. } => StepEnd::Completed { repr: None },
                };
                (end, report.artifacts)
            }
            Err(error @ RunError::Unavailable(_)) => return Err(error),
            Err(error) => {
                let end = StepEnd::Killed {
                    reason: error.to_string(),
                    rolled_back: session == before,
                };
                (end, Vec::new())
            }
        };
        let (stdout, stderr) = recorder
            .read(|all| {
                let step = all.runs.last()?.steps.last()?;
                Some((step.stdout.clone(), step.stderr.clone()))
            })
            .unwrap_or_default();
        let run = ConsoleRun {
            code,
            stdout,
            stderr,
            end,
            artifacts,
            happened: happening.events.take(),
        };
        let event = Event::ConsoleRan {
            run: run.clone(),
            at: clock.unix_ms(),
        };
        Recorder::new(&parts.journal, transcript)
            .record(event)
            .await;
        Ok(run)
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

/// Keeps what happens while the person's code runs, until that is recorded as a whole.
struct Happening {
    seen: Rc<dyn Journal>,
    /// All but what is printed.
    events: RefCell<Vec<Event>>,
}

impl Happening {
    fn keep(&self, event: &Event) {
        if !matches!(event, Event::Printed { .. }) {
            self.events.borrow_mut().push(event.clone());
        }
    }
}

#[async_trait(?Send)]
impl Journal for Happening {
    async fn record(&self, event: &Event) {
        self.keep(event);
        self.seen.record(event).await;
    }

    fn note(&self, event: &Event) {
        self.keep(event);
        self.seen.note(event);
    }
}

/// What the model is told of the person's code.
pub fn described(runs: &[ConsoleRun]) -> String {
    let texts: Vec<String> = runs.iter().map(text).collect();
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
fn text(run: &ConsoleRun) -> String {
    let mut text = String::new();
    for (index, line) in run.code.trim_end().lines().enumerate() {
        let prompt = if index == 0 { ">>> " } else { "... " };
        text += &format!("{prompt}{line}\n");
    }
    let ending = match &run.end {
        StepEnd::Completed { repr: Some(repr) } => repr.clone(),
        StepEnd::Raised { error } => error.traceback.clone(),
        StepEnd::Killed {
            reason,
            rolled_back: true,
        } => format!("({reason}; nothing of it holds)"),
        StepEnd::Killed { reason, .. } => format!("({reason}; the session's names are gone)"),
        StepEnd::Completed { repr: None }
        | StepEnd::Answered { .. }
        | StepEnd::Refused { .. }
        | StepEnd::Written {}
        | StepEnd::NoCode {} => String::new(),
    };
    let displays = run.happened.iter().filter_map(|event| match event {
        Event::Displayed { display } => Some(display.described()),
        _ => None,
    });
    let displayed = observation::displayed(&displays.collect::<Vec<_>>());
    let displayed = displayed.map_or_else(String::new, |line| format!("({line})\n"));
    let output = format!(
        "{}{}{displayed}{ending}{}",
        run.stdout,
        run.stderr,
        not_undone(run)
    );
    text + &cut_middle(&output, OUTPUT_CHARS)
}

/// What code that was ended from outside has done in the world.
fn not_undone(run: &ConsoleRun) -> String {
    let made: Vec<CallRecord> = match run.end {
        StepEnd::Killed { .. } => Step::of_console(run).calls_made().cloned().collect(),
        _ => Vec::new(),
    };
    match made.is_empty() {
        true => String::new(),
        false => {
            let made = observation::made(&made);
            format!("\n(Calls that it made. What they did is not undone:)\n{made}")
        }
    }
}
