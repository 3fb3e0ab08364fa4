//! What is to be done next in a run, from its transcript alone.

use super::event::{Answer, RunEnd, StepEnd};
use super::prompt::Request;
use super::transcript::{Run, Step};

/// What is to be done next.
pub enum Next {
    /// Nothing: the run is over.
    Nothing(RunEnd),
    /// The answer is there; only the end of the run has not been recorded.
    End(RunEnd),
    /// A step.
    Step(Ahead),
}

/// A step that is about to be made.
pub struct Ahead {
    /// Counted from 1 within the run; steps that did not come to their end are not counted.
    pub number: u32,
    /// What the model is asked for.
    pub request: Request,
    /// Whether the step before it had to be reminded of the forms of a reply.
    pub reminded: bool,
}

impl Next {
    /// What follows in this run.
    pub fn of(run: &Run, max_steps: u32) -> Self {
        if let Some(end) = run.end.as_ref().filter(|_| !run.can_continue()) {
            return Next::Nothing(end.clone());
        }
        let last = run.ended_steps().next_back();
        if let Some((number, answer)) = last.and_then(answered) {
            return Next::End(run_end(number, max_steps, answer));
        }
        let number = last.map_or(1, |step| step.number.saturating_add(1));
        Next::Step(Ahead {
            number,
            request: if number > max_steps {
                Request::BestAnswer
            } else {
                Request::Step
            },
            reminded: last.is_some_and(|step| step.end() == Some(&StepEnd::NoCode {})),
        })
    }
}

/// The end of a run with the answer of this step.
pub fn run_end(number: u32, max_steps: u32, answer: Answer) -> RunEnd {
    if number > max_steps {
        RunEnd::StepLimit {
            limit: max_steps,
            answer: Some(answer),
        }
    } else {
        RunEnd::Answered { answer }
    }
}

fn answered(step: &Step) -> Option<(u32, Answer)> {
    match step.end()? {
        StepEnd::Answered { answer } => Some((step.number, answer.clone())),
        StepEnd::Completed { .. }
        | StepEnd::Raised { .. }
        | StepEnd::Killed { .. }
        | StepEnd::NoCode {} => None,
    }
}
