//! What of a conversation goes into a document, and in which order: each question, its work, its
//! answer.

use std::sync::Arc;

use serde_json::Value;

use super::Words;
use crate::agent::{CallRecord, Request, Run, RunEnd, Step, StepEnd, StepState, Transcript, reply};
use crate::display::Display;
use crate::sandbox::{Artifact, Artifacts};

/// A question and what came of it.
pub struct Question {
    /// As typed.
    pub text: String,
    /// What was attached to it.
    pub attached: Vec<Artifact>,
    /// The work on it.
    pub steps: Vec<StepOutline>,
    /// As Markdown.
    pub answer: Option<String>,
    /// Why there is none, or how far it is to be trusted.
    pub notice: Option<String>,
    /// What the finished steps have shown. What failed is tried again: that shows it again.
    pub shown: Vec<Arc<Display>>,
    /// What the work has made.
    pub made: Vec<Artifact>,
}

/// A step of the work.
pub struct StepOutline {
    /// What it is called.
    pub title: String,
    /// What the user added before it.
    pub added: Vec<String>,
    /// As Markdown.
    pub thought: String,
    /// Python.
    pub code: Option<String>,
    /// Tool calls, each with what came of it.
    pub calls: Vec<(String, String)>,
    /// What was printed, the value, or the error: each with what it is.
    pub outputs: Vec<(&'static str, String)>,
}

/// All questions of a conversation.
pub fn questions(transcript: &Transcript, words: &Words) -> Vec<Question> {
    let runs = transcript.runs.iter();
    runs.map(|run| question(run, words)).collect()
}

fn question(run: &Run, words: &Words) -> Question {
    let mut made = Artifacts::default();
    for change in run.steps.iter().flat_map(|step| &step.artifacts) {
        // As on the page: what would be too much is not there.
        if let Err(error) = made.apply(change) {
            tracing::debug!(%error, "an artifact is left out");
        }
    }
    let (answer, notice) = outcome(run, words);
    Question {
        text: run.question.clone(),
        attached: run.artifacts.clone(),
        steps: run.steps.iter().map(|it| step(it, words)).collect(),
        answer,
        notice,
        shown: shown(run),
        made: made.iter().cloned().collect(),
    }
}

fn shown(run: &Run) -> Vec<Arc<Display>> {
    let finished = run.steps.iter().filter(|step| {
        matches!(
            step.end(),
            Some(StepEnd::Completed { .. } | StepEnd::Answered { .. })
        )
    });
    finished
        .flat_map(|step| step.displays.iter().cloned())
        .collect()
}

fn outcome(run: &Run, words: &Words) -> (Option<String>, Option<String>) {
    match &run.end {
        Some(RunEnd::Answered { answer }) => (Some(answer.text.clone()), None),
        Some(RunEnd::StepLimit { limit, answer }) => {
            let notice = (words.step_limit)(u64::from(*limit));
            (answer.as_ref().map(|it| it.text.clone()), Some(notice))
        }
        Some(RunEnd::TokenLimit { limit, .. }) => (None, Some((words.token_limit)(*limit))),
        Some(RunEnd::CostLimit { .. }) => (None, Some(words.cost_limit.into())),
        Some(RunEnd::Stopped {}) => (None, Some(words.stopped.into())),
        Some(RunEnd::Failed { reason, .. }) => (None, Some((words.failed)(&(words.said)(reason)))),
        None => (None, Some(words.interrupted.into())),
    }
}

fn step(step: &Step, words: &Words) -> StepOutline {
    let parsed = match step.request {
        Request::Step | Request::BestAnswer => reply::parse(&step.reply.text),
        Request::Plan | Request::Summary | Request::Compaction { .. } => {
            reply::read_text(&step.reply.text)
        }
    };
    let title = match step.request {
        Request::Step => (words.step)(u64::from(step.number)),
        Request::BestAnswer => words.best_answer.into(),
        Request::Plan => words.plan.into(),
        Request::Summary => words.answer_as_prose.into(),
        Request::Compaction { .. } => words.summary.into(),
    };
    let added = step.interlude.steered.iter();
    StepOutline {
        title,
        added: added.map(|it| it.text.clone()).collect(),
        thought: parsed.thought,
        code: step.code.clone().or(parsed.code),
        calls: step.calls.iter().map(|it| call(it, words)).collect(),
        outputs: outputs(step, words),
    }
}

fn call(call: &CallRecord, words: &Words) -> (String, String) {
    let arguments: Vec<String> = (call.arguments.iter())
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    let came = match &call.result {
        Some(Ok(Value::String(text))) => text.clone(),
        Some(Ok(value)) => value.to_string(),
        Some(Err(failure)) => (words.call_failed)(&(words.said)(&failure.message)),
        None => words.call_not_finished.into(),
    };
    (format!("{}({})", call.name, arguments.join(", ")), came)
}

fn outputs(step: &Step, words: &Words) -> Vec<(&'static str, String)> {
    let mut outputs = vec![
        (words.output, step.stdout.clone()),
        (words.errors_printed, step.stderr.clone()),
    ];
    match &step.state {
        StepState::Ended(StepEnd::Completed { repr: Some(repr) }) => {
            outputs.push((words.value, repr.clone()));
        }
        StepState::Ended(StepEnd::Raised { error }) => {
            outputs.push((words.error, error.traceback.clone()));
        }
        StepState::Ended(StepEnd::Refused { reason, .. }) => {
            outputs.push((words.not_accepted, (words.said)(reason)));
        }
        StepState::Ended(StepEnd::Killed { reason, .. }) => {
            outputs.push((words.ended, (words.said)(reason)));
        }
        StepState::Ended(StepEnd::NoCode {}) => {
            outputs.push((words.ended, words.no_code.into()));
        }
        StepState::Abandoned | StepState::Replying | StepState::Running => {
            outputs.push((words.ended, words.not_finished.into()));
        }
        StepState::Ended(
            StepEnd::Completed { repr: None } | StepEnd::Answered { .. } | StepEnd::Written {},
        ) => {}
    }
    outputs.retain(|(_, text)| !text.trim().is_empty());
    outputs
}
