//! Tool calls of steps that were cut off. Their code is rolled back and written anew, but what they
//! have changed in the world stays changed: so none that has side effects is made again unseen. One
//! whose result is known gives that result; before any other, the person is asked.

use std::cell::RefCell;

use serde_json::{Map, Value};

use super::event::EarlierCall;
use super::transcript::{CallRecord, Run, StepState};
use crate::platform::http::Source;
use crate::sandbox::ToolFailure;
use crate::tools::{Person, Question};

/// Characters that a question shows of a call's arguments.
const SHOWN_CHARS: usize = 300;

/// The answers that a question offers.
const DO_IT: &str = "Do it";
const DO_NOT: &str = "Do not do it";

/// The calls of a run that a step may be about to repeat. Each is taken once.
#[derive(Default)]
pub struct EarlierCalls {
    open: RefCell<Vec<Earlier>>,
    /// Those that waited for the person, or were not allowed: nothing was done.
    not_made: RefCell<Vec<(String, Map<String, Value>)>>,
}

/// A call with side effects that was made by a step that was cut off.
#[derive(Clone, Debug, PartialEq)]
pub struct Earlier {
    /// Which call it is.
    pub call: EarlierCall,
    name: String,
    arguments: Map<String, Value>,
    result: Option<Result<Value, ToolFailure>>,
    source: Source,
    /// Whether the person has heard of it because of a call with other arguments.
    told: bool,
}

/// What is to become of a call that may be a repetition.
#[derive(Clone, Debug, PartialEq)]
pub enum Ruling {
    /// It is made.
    Make,
    /// It was made already, and this came of it.
    Known(Result<Value, ToolFailure>, Source),
}

impl EarlierCalls {
    /// Those of the steps since code last came to its end, the last step left out: it is the one
    /// that is under way.
    pub fn of(run: &Run) -> Self {
        let Some((_, before)) = run.steps.split_last() else {
            return Self::default();
        };
        let ended = |state: &StepState| matches!(state, StepState::Ended(_));
        let since = before
            .iter()
            .rposition(|step| step.code.is_some() && ended(&step.state))
            .map_or(0, |place| place + 1);
        let mut open: Vec<Earlier> = Vec::new();
        let mut not_made: Vec<(String, Map<String, Value>)> = Vec::new();
        for step in &before[since..] {
            for record in step.calls.iter().filter(|record| record.side_effects) {
                let is_same = |(name, arguments): &(String, Map<String, Value>)| {
                    *name == record.name && *arguments == record.arguments
                };
                if let Some(place) = not_made.iter().position(is_same) {
                    not_made.remove(place);
                }
                if !record.was_made() {
                    not_made.push((record.name.clone(), record.arguments.clone()));
                    continue;
                }
                // The same call stands for the one that it repeats from then on, and in its place. One
                // with other arguments does not: the earlier one may yet be written once more.
                let repeated = open.iter_mut().find(|earlier| {
                    Some(earlier.call) == record.repeats && earlier.arguments == record.arguments
                });
                let made = Earlier::new(step.id, record);
                match repeated {
                    Some(repeated) => *repeated = made.knowing(repeated),
                    None => open.push(made),
                }
            }
        }
        Self {
            open: RefCell::new(open),
            not_made: RefCell::new(not_made),
        }
    }

    /// The call that this one repeats: the same with a result, the same without one, or else any
    /// other of the same tool, unless this very one is known not to have been made. That other one
    /// stays, since the same may follow.
    pub fn take(&self, name: &str, arguments: &Map<String, Value>) -> Option<Earlier> {
        let mut open = self.open.borrow_mut();
        let same = |earlier: &Earlier| earlier.name == name && earlier.arguments == *arguments;
        let place = open
            .iter()
            .position(|earlier| same(earlier) && earlier.result.is_some())
            .or_else(|| open.iter().position(same));
        if let Some(place) = place {
            return Some(open.remove(place));
        }
        let mut not_made = self.not_made.borrow_mut();
        let known = not_made
            .iter()
            .position(|(known, with)| known == name && with == arguments);
        if let Some(place) = known {
            not_made.remove(place);
            return None;
        }
        let other = open
            .iter_mut()
            .find(|earlier| earlier.name == name && !earlier.told)?;
        other.told = true;
        Some(other.clone())
    }
}

impl Earlier {
    fn new(step: u32, record: &CallRecord) -> Self {
        Self {
            call: EarlierCall {
                step,
                call: record.id,
            },
            name: record.name.clone(),
            arguments: record.arguments.clone(),
            result: record.result.clone(),
            source: record.source,
            told: false,
        }
    }

    /// Where its result was known and the step was cut off before it had been given again, it is known
    /// still.
    fn knowing(self, repeated: &Earlier) -> Self {
        match self.result {
            Some(_) => self,
            None => Self {
                result: repeated.result.clone(),
                source: repeated.source,
                ..self
            },
        }
    }

    /// What is to become of a call of the same tool with these arguments. The person is asked where
    /// nobody else can know, for as long as it takes.
    pub async fn rule(&self, arguments: &Map<String, Value>, person: &dyn Person) -> Ruling {
        let same = self.arguments == *arguments;
        if let Some(result) = self.result.clone().filter(|_| same) {
            return Ruling::Known(result, self.source);
        }
        let answer = person.ask(self.question(arguments, same)).await;
        let message = match answer {
            Ok(answer) if answer == DO_IT => return Ruling::Make,
            Ok(_) => format!(
                "{} was called before the work was interrupted, and the user does not want it called again now. It may have been done. Go on without it.",
                self.name
            ),
            Err(_) => format!(
                "{} was called before the work was interrupted, it may have been done, and nobody is there to say whether it is to be done again. Go on without it, or say so in the answer.",
                self.name
            ),
        };
        Ruling::Known(Err(ToolFailure { message }), Source::Live)
    }

    /// Whether the question shows the whole of this call.
    pub fn shows_all_of(&self, arguments: &Map<String, Value>) -> bool {
        self.arguments == *arguments && in_words(arguments).chars().count() <= SHOWN_CHARS
    }

    fn question(&self, arguments: &Map<String, Value>, same: bool) -> Question {
        let before = shown(&self.name, &self.arguments);
        let text = if same {
            format!(
                "{before} was under way when the work was interrupted. It may have been done. Do it again?"
            )
        } else {
            let now = shown(&self.name, arguments);
            let stood = match self.result {
                Some(_) => "had been called",
                None => "was under way",
            };
            format!("{before} {stood} when the work was interrupted. Do {now} now?")
        };
        Question {
            text,
            choices: vec![DO_IT.into(), DO_NOT.into()],
        }
    }
}

/// A call in a few words, its arguments cut.
pub(super) fn shown(name: &str, arguments: &Map<String, Value>) -> String {
    let arguments = in_words(arguments);
    match arguments.char_indices().nth(SHOWN_CHARS) {
        Some((end, _)) => format!("{name}({}…)", &arguments[..end]),
        None => format!("{name}({arguments})"),
    }
}

fn in_words(arguments: &Map<String, Value>) -> String {
    let arguments = arguments.iter();
    let arguments: Vec<String> = arguments
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    arguments.join(", ")
}
