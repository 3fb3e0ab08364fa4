//! What is to be done next in a run, from its transcript alone.

use super::event::{Answer, Request, RunEnd, StepEnd};
use super::options::{AgentOptions, FinalSummary};
use super::spending::Spending;
use super::transcript::{Run, Step};

/// What is to be done next.
pub enum Next {
    /// Nothing: the run is over.
    Nothing(RunEnd),
    /// The end is there; only it has not been recorded.
    End(RunEnd),
    /// A step.
    Step(Ahead),
}

/// A step that is about to be made.
pub struct Ahead {
    /// Counted from 1 within the run; steps that did not come to their end are not counted. A plan
    /// has the number of the step that it precedes, the best answer that of the one before it.
    pub number: u32,
    /// How many more may follow after it.
    pub steps_left: u32,
    /// What the model is asked for.
    pub request: Request,
    /// The answer that is there already, and only waits to be written as prose.
    pub answer: Option<Answer>,
    /// Whether the code of the step before it is run again, without the model being asked.
    pub repeats: bool,
    /// Whether the step before it had to be reminded of the forms of a reply.
    pub reminded: bool,
}

impl Next {
    /// What follows in this run. Code that was cut off is run again where it waited for the person,
    /// and where they want it.
    pub fn of(run: &Run, options: &AgentOptions, repeat_code: bool) -> Self {
        if let Some(end) = run.end.as_ref().filter(|_| !run.can_continue()) {
            return Next::Nothing(end.clone());
        }
        let counted = Counted::of(run, options);
        if run.to_repeat().is_some() || repeat_code && run.cut_off().is_some() {
            let ahead = counted.ahead(Request::Step);
            return Next::Step(Ahead {
                repeats: true,
                ..ahead
            });
        }
        match counted.answered() {
            Some((_, Some(end))) => Next::End(end),
            Some((request, None)) => Next::Step(counted.ahead(request)),
            None => match Spending::of(run).limit_reached(options) {
                Some(end) => Next::End(end),
                None => Next::Step(counted.ahead(counted.request())),
            },
        }
    }
}

/// The steps of a run that count towards its limits.
struct Counted<'a> {
    options: &'a AgentOptions,
    /// Those that came to their end since the limits were last raised.
    steps: Vec<&'a Step>,
    /// The number of the last step before the limits were raised.
    before: u32,
    /// The number of the last step in which code was asked for; that of the run before that.
    number: u32,
}

impl<'a> Counted<'a> {
    fn of(run: &'a Run, options: &'a AgentOptions) -> Self {
        let (before, steps): (Vec<&Step>, Vec<&Step>) = run
            .ended_steps()
            .filter(|step| !matches!(step.request, Request::Compaction { .. }))
            .partition(|step| step.id <= run.continued_after);
        let before = before.last().map_or(0, |step| step.number);
        let numbered = steps.iter().rev().find(|step| is_numbered(step.request));
        let number = numbered.map_or(before, |step| step.number);
        Self {
            options,
            steps,
            before,
            number,
        }
    }

    /// What follows the answer, if there is one: the run's end, or a summary that is still to be
    /// written.
    fn answered(&self) -> Option<(Request, Option<RunEnd>)> {
        let last = self.steps.last()?;
        if last.request == Request::Summary {
            let answer = self.steps.iter().rev().find_map(|step| given(step))?;
            let text = match last.end()? {
                StepEnd::Written {} => last.reply.text.clone(),
                // The model wrote nothing: the answer stands as the code gave it.
                _ => answer.text.clone(),
            };
            let value = answer.value.clone();
            return Some((
                last.request,
                Some(RunEnd::Answered {
                    answer: Answer { value, text },
                }),
            ));
        }
        let answer = given(last)?.clone();
        if last.request == Request::BestAnswer {
            let limit = self.options.max_steps;
            let answer = Some(answer);
            return Some((last.request, Some(RunEnd::StepLimit { limit, answer })));
        }
        let end = (self.options.final_summary == FinalSummary::Off)
            .then_some(RunEnd::Answered { answer });
        Some((Request::Summary, end))
    }

    /// What the model is asked for where there is no answer yet.
    fn request(&self) -> Request {
        let taken = self.number - self.before;
        if taken >= self.options.max_steps {
            return Request::BestAnswer;
        }
        let planned = self
            .steps
            .last()
            .is_some_and(|step| step.request == Request::Plan);
        let interval = self.options.planning_interval.filter(|_| !planned);
        match interval {
            Some(interval) if taken.is_multiple_of(interval.max(1)) => Request::Plan,
            _ => Request::Step,
        }
    }

    fn ahead(&self, request: Request) -> Ahead {
        let last = self.steps.last();
        let number = match request {
            Request::BestAnswer | Request::Summary => self.number,
            _ => self.number.saturating_add(1),
        };
        Ahead {
            number,
            steps_left: (self.before + self.options.max_steps).saturating_sub(number),
            request,
            repeats: false,
            answer: last.and_then(|step| given(step)).cloned(),
            reminded: last.is_some_and(|step| {
                step.request == Request::Step && step.end() == Some(&StepEnd::NoCode {})
            }),
        }
    }
}

/// Whether steps of this kind have a number of their own.
fn is_numbered(request: Request) -> bool {
    match request {
        Request::Step => true,
        Request::Plan | Request::BestAnswer | Request::Summary | Request::Compaction { .. } => {
            false
        }
    }
}

/// The answer that a step gave.
fn given(step: &Step) -> Option<&Answer> {
    match step.end()? {
        StepEnd::Answered { answer } => Some(answer),
        StepEnd::Completed { .. }
        | StepEnd::Raised { .. }
        | StepEnd::Refused { .. }
        | StepEnd::Written {}
        | StepEnd::Killed { .. }
        | StepEnd::NoCode {} => None,
    }
}
