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
        for step in &before[since..] {
            for record in step.calls_made() {
                // What it repeats, it stands for from then on.
                open.retain(|earlier| Some(earlier.call) != record.repeats);
                open.push(Earlier::new(step.id, record));
            }
        }
        Self {
            open: RefCell::new(open),
        }
    }

    /// Takes the call that this one repeats: the same with a result, the same without one, or else
    /// any other of the same tool.
    pub fn take(&self, name: &str, arguments: &Map<String, Value>) -> Option<Earlier> {
        let mut open = self.open.borrow_mut();
        let same = |earlier: &Earlier| earlier.name == name && earlier.arguments == *arguments;
        let place = open
            .iter()
            .position(|earlier| same(earlier) && earlier.result.is_some())
            .or_else(|| open.iter().position(same))
            .or_else(|| open.iter().position(|earlier| earlier.name == name))?;
        Some(open.remove(place))
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
    let arguments: Vec<String> = arguments
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    let arguments = arguments.join(", ");
    match arguments.char_indices().nth(SHOWN_CHARS) {
        Some((end, _)) => format!("{name}({}…)", &arguments[..end]),
        None => format!("{name}({arguments})"),
    }
}
