//! Whether the names that the model has defined in Python still exist, so that it is told once,
//! and only if it has any to lose.

use crate::sandbox::CARRIED_OVER;

use super::event::StepEnd;
use super::transcript::{Interlude, Step, StepState, Transcript};

/// Where the names of earlier steps are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Names {
    /// There are none that the model counts on.
    None,
    /// In a session of the runner.
    In {
        /// The session's number.
        session: u32,
        /// Why they are lost, should the runner have come to another session.
        unless: &'static str,
    },
}

impl Names {
    /// For a stored conversation. The runner may have carried its session over.
    pub fn after_reload(transcript: &Transcript) -> Self {
        match standing_step(transcript) {
            Some(_) => Names::In {
                session: CARRIED_OVER,
                unless: "the page was reloaded",
            },
            None => Names::None,
        }
    }

    /// What happens now may cost the session, for this reason. Where there are no names, nothing
    /// can be lost.
    pub fn risk(&mut self, reason: &'static str) {
        match self {
            Names::None => {}
            Names::In { unless, .. } => *unless = reason,
        }
    }

    /// Whether none are lost where the runner has come to this session.
    pub fn stand_in(&self, session: u32) -> bool {
        match self {
            Names::None => true,
            Names::In { session: known, .. } => *known == session,
        }
    }

    /// Why the model has to be told that its names are gone, if it has; from then on there are
    /// none.
    pub fn take_loss(&mut self, session: u32) -> Option<&'static str> {
        match *self {
            Names::In { unless, .. } if !self.stand_in(session) => {
                *self = Names::None;
                Some(unless)
            }
            Names::In { .. } | Names::None => None,
        }
    }
}

/// The step whose end is where the Python session stands: the newest that ran to its end with no
/// loss of names after it. None where the model counts on no names.
pub fn standing_step(transcript: &Transcript) -> Option<u32> {
    if transcript.interlude.session_restarted.is_some() {
        return None;
    }
    // Steps that did not come to their end are not shown to the model, and one that was rolled
    // back has left no names.
    newest_first(transcript)
        .find(|step| has_run(step) || lost_names(step))
        .filter(|step| has_run(step))
        .map(|step| step.id)
}

/// Whether the Python session stands where it stood before any step: none has left names, and none
/// has lost them. The user may have given it files and names.
pub fn stands_before_the_first_step(transcript: &Transcript) -> bool {
    transcript.interlude.session_restarted.is_none()
        && !newest_first(transcript).any(|step| has_run(step) || lost_names(step))
}

/// What the user ran in the console between the newest step that left its session and these steps,
/// oldest first, and between them: what is kept of that session has it.
pub fn console_before<'a>(
    steps: impl Iterator<Item = &'a Step>,
    after: &'a Interlude,
) -> Vec<Step> {
    let mut console = Vec::new();
    for step in steps {
        console.extend_from_slice(&step.interlude.console);
        if has_run(step) || lost_names(step) {
            return console;
        }
    }
    console.extend_from_slice(&after.console);
    console
}

fn newest_first(transcript: &Transcript) -> impl Iterator<Item = &Step> {
    let runs = transcript.runs.iter().rev();
    runs.flat_map(|run| run.steps.iter().rev())
}

/// Whether the step's code ran to its end and left its names.
fn has_run(step: &Step) -> bool {
    let killed = matches!(step.state, StepState::Ended(StepEnd::Killed { .. }));
    step.code.is_some() && step.end().is_some() && !killed
}

/// Whether the names of the steps before were gone at this step, or at its end.
fn lost_names(step: &Step) -> bool {
    let killed = matches!(
        step.state,
        StepState::Ended(StepEnd::Killed {
            rolled_back: false,
            ..
        })
    );
    killed || step.interlude.session_restarted.is_some()
}
