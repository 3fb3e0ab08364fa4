//! Whether the names that the model has defined in Python still exist, so that it is told once,
//! and only if it has any to lose.

use super::event::StepEnd;
use super::transcript::{Step, StepState, Transcript};

/// Where the names of earlier steps are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Names {
    /// There are none that the model counts on.
    None,
    /// In this session of the runner.
    In(u32),
    /// Lost, and the model has not been told; for this reason.
    Lost(&'static str),
}

impl Names {
    /// For a stored conversation and a runner that knows nothing of it.
    pub fn after_reload(transcript: &Transcript) -> Self {
        if transcript.session_restarted.is_some() {
            return Names::None;
        }
        let mut steps = transcript
            .runs
            .iter()
            .rev()
            .flat_map(|run| run.steps.iter().rev());
        // The newest step that defined names, or began without those of the steps before it,
        // decides. Steps that did not come to their end are not shown to the model.
        match steps.find(|step| has_run(step) || step.session_restarted.is_some()) {
            Some(step) if has_run(step) && !was_killed(step) => {
                Names::Lost("the page was reloaded")
            }
            _ => Names::None,
        }
    }

    /// The session is no more. Where there were no names, nothing is lost.
    pub fn lose(&mut self, reason: &'static str) {
        match self {
            Names::None => {}
            Names::In(_) | Names::Lost(_) => *self = Names::Lost(reason),
        }
    }

    /// Why the model has to be told that its names are gone, if it has; from then on there are
    /// none.
    pub fn take_loss(&mut self, session: u32) -> Option<&'static str> {
        let reason = match *self {
            Names::None => return None,
            Names::In(known) if known == session => return None,
            Names::In(_) => "the Python sandbox had to be started anew",
            Names::Lost(reason) => reason,
        };
        *self = Names::None;
        Some(reason)
    }
}

fn has_run(step: &Step) -> bool {
    step.code.is_some() && step.end().is_some()
}

/// The observation of a killed step has said that the names are gone.
fn was_killed(step: &Step) -> bool {
    matches!(step.state, StepState::Ended(StepEnd::Killed { .. }))
}
