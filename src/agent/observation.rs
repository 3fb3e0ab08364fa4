//! What the model sees after a step, within its budget. Everything that code, tools or pages had
//! a hand in stands in fences longer than any inside it, so that no content can pretend to be
//! something else.

use super::budget::{cut_middle, shares};
use super::earlier::shown;
use super::event::StepEnd;
use super::prompt;
use super::transcript::CallRecord;
use crate::model::Act;
use crate::sandbox::ArtifactChange;

/// What a model is told that runs the same code again and again.
const REPEATED: &str = "This was the same code as in the step before, with the same outcome. To run it once more changes nothing: do something else, or say what keeps you from it.";

/// Characters that are shown of what came of a call.
const SHOWN_RESULT_CHARS: usize = 300;

/// A step that came to its end.
#[derive(Clone, Debug)]
pub struct Observed<'a> {
    /// The step's id, the N of `<step N>` in tracebacks.
    pub step: u32,
    /// How it ended.
    pub end: &'a StepEnd,
    /// All that was printed to stdout.
    pub stdout: &'a str,
    /// All that was printed to stderr.
    pub stderr: &'a str,
    /// What the code has shown to the user, in words.
    pub displays: Vec<String>,
    /// What the code did to artifacts.
    pub artifacts: &'a [ArtifactChange],
    /// The calls with side effects that were made, where the code was killed: its names are rolled
    /// back, and what it has changed in the world is not.
    pub made: Vec<CallRecord>,
    /// Whether the step before ran the same code and came to the same.
    pub repeated: bool,
    /// Steps that remain in the run.
    pub steps_left: u32,
    /// Whether `final_answer` is available.
    pub can_stop: bool,
}

/// The observation of a step that ran code, its content within `limit` characters.
pub fn of_step(observed: &Observed, limit: usize) -> String {
    let made = made(&observed.made);
    let mut sections = vec![
        ("Printed:", observed.stdout),
        ("Printed to stderr:", observed.stderr),
        (
            "Calls that it made. What they did is not undone: do not make them again.",
            &made,
        ),
    ];
    match observed.end {
        StepEnd::Completed { repr: Some(repr) } => {
            sections.push(("Value of the last expression:", repr));
        }
        StepEnd::Raised { error } => sections.push(("The code raised:", &error.traceback)),
        StepEnd::Answered { answer } => sections.push(("Final answer given:", &answer.text)),
        StepEnd::Refused { answer, .. } => sections.push(("Final answer given:", &answer.text)),
        StepEnd::Completed { repr: None }
        | StepEnd::Killed { .. }
        | StepEnd::Written {}
        | StepEnd::NoCode {} => {}
    }
    sections.retain(|(_, content)| !content.is_empty());

    let lengths: Vec<usize> = sections.iter().map(|(_, c)| c.chars().count()).collect();
    let is_cut = lengths.iter().sum::<usize>() > limit;
    let fence = fence_around(sections.iter().map(|(_, content)| *content));
    let killed = match observed.end {
        StepEnd::Killed {
            reason,
            rolled_back,
        } => Some((reason.as_str(), *rolled_back)),
        _ => None,
    };

    let mut parts = vec![format!("Observation of step {}.", observed.step)];
    for ((title, content), share) in sections.iter().zip(shares(&lengths, limit)) {
        let shown = cut_middle(content, share);
        let line_end = if shown.ends_with('\n') { "" } else { "\n" };
        parts.push(format!("{title}\n{fence}\n{shown}{line_end}{fence}"));
    }
    parts.extend(displayed(&observed.displays));
    parts.extend(artifacts(observed.artifacts));
    if parts.len() == 1 && killed.is_none() {
        parts.push("(no output)".into());
    }
    if let Some((reason, rolled_back)) = killed {
        let names = if rolled_back {
            "Your variables are as they were before this step: nothing that it defined or changed is there."
        } else {
            "The Python session was restarted: all names of this and earlier steps are gone. Define again what you need."
        };
        parts.push(format!(
            "The code did not come to its end: {reason}. {names} Do not run the same code again."
        ));
    } else if is_cut {
        parts.push(
            "The code ran, only this view of it is cut. The names still exist: to see what was left out, print parts of a value, such as print(str(value)[2000:4000]).".into(),
        );
    }
    if observed.repeated {
        parts.push(REPEATED.into());
    }
    if let StepEnd::Refused { reason, .. } = observed.end {
        parts.push(prompt::refused(&cut_middle(reason, limit)));
    }
    if !matches!(observed.end, StepEnd::Answered { .. }) {
        parts.push(steps_left(observed));
    }
    parts.join("\n\n")
}

/// What the model is told of a reply that was cut at its length limit; the observation begins with it.
pub const CUT_AT_LENGTH: &str = "Your reply was cut at its length limit before it was complete; nothing was run. Write less in one reply.";

/// The same of one that the provider's content filter has cut.
pub const CUT_BY_FILTER: &str =
    "Your reply was cut by the provider's content filter before it was complete; nothing was run.";

/// The same of an answer in a step that may not give one.
pub const NOT_YET: &str = "Finishing is not available now; go on working.";

/// The observation of a step whose reply could not be used; `problem` says why.
pub fn of_unusable_reply(observed: &Observed, problem: Option<&str>, act: Act) -> String {
    let mut parts = vec![];
    parts.extend(problem.map(str::to_string));
    parts.push(prompt::reminder(observed.can_stop, act));
    parts.push(steps_left(observed));
    parts.join("\n\n")
}

fn steps_left(observed: &Observed) -> String {
    match (observed.steps_left, observed.can_stop) {
        (0, _) => "Steps left: 0.".into(),
        (1, true) => "Steps left: 1. Call final_answer in it with the best answer you have.".into(),
        (left, _) => format!("Steps left: {left}."),
    }
}

/// Calls and what came of them, each in a line.
pub fn made(calls: &[CallRecord]) -> String {
    let lines = calls.iter().map(|call| {
        let outcome = match &call.result {
            None => "was under way, and may have been done".into(),
            Some(Ok(value)) => {
                let value = value.to_string();
                format!("returned {}", cut_middle(&value, SHOWN_RESULT_CHARS))
            }
            Some(Err(failure)) => {
                let problem = cut_middle(&failure.message, SHOWN_RESULT_CHARS);
                format!("failed: {problem}")
            }
        };
        format!("{} {outcome}\n", shown(&call.name, &call.arguments))
    });
    lines.collect()
}

/// What the user was shown, in a line.
pub fn displayed(displays: &[String]) -> Option<String> {
    (!displays.is_empty()).then(|| format!("Displayed to the user: {}.", displays.join("; ")))
}

/// What became of artifacts, in a line.
fn artifacts(changes: &[ArtifactChange]) -> Option<String> {
    let changes: Vec<String> = changes
        .iter()
        .map(|change| match change {
            ArtifactChange::Written { artifact } => {
                format!("{} (written, {} bytes)", artifact.name, artifact.text.len())
            }
            ArtifactChange::Removed { name } => format!("{name} (removed)"),
        })
        .collect();
    (!changes.is_empty()).then(|| format!("Artifacts: {}.", changes.join(", ")))
}

/// A fence that none of the contents can close.
pub(super) fn fence_around<'a>(contents: impl Iterator<Item = &'a str>) -> String {
    let longest = contents
        .flat_map(|content| content.split(|c| c != '`').map(str::len))
        .max()
        .unwrap_or(0);
    "`".repeat((longest + 1).max(3))
}

#[cfg(test)]
mod tests;
