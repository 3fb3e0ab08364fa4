//! Shortens what is long in a conversation, with a mark wherever something is left out. What the person
//! and the model have written, questions, code and answers, is left alone.

use std::borrow::Cow;
use std::sync::Arc;

use serde_json::{Map, Value};

use crate::agent::{ConsoleRun, Event, StepEnd, Waiting, cut_middle};
use crate::display::{Content, Display};
use crate::sandbox::{Artifact, ArtifactChange};

/// How many things were shortened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shortened {
    /// Outputs, what tools were given and gave, and what the model thought: how each begins and ends
    /// is there.
    pub texts: usize,
    /// Pictures, tables, charts and whatever else code has shown: what it was is there.
    pub displays: usize,
    /// Artifacts: how each begins and ends is there.
    pub artifacts: usize,
}

impl Shortened {
    /// Whether nothing was.
    pub fn is_nothing(self) -> bool {
        self == Self::default()
    }
}

impl std::ops::AddAssign for Shortened {
    fn add_assign(&mut self, more: Self) {
        self.texts += more.texts;
        self.displays += more.displays;
        self.artifacts += more.artifacts;
    }
}

/// Shortens texts of more than so many characters, and what has been shown of more than so many bytes.
pub fn shorten(events: &mut [Event], waiting: &mut [Waiting], limit: usize) -> Shortened {
    let mut shortener = Shortener {
        limit,
        shortened: Shortened::default(),
    };
    let last = |is: fn(&Event) -> bool| events.iter().rposition(is);
    let step_ended = last(|event| matches!(event, Event::StepEnded { .. }));
    let console_ended = last(|event| matches!(event, Event::ConsoleEnded { .. }));
    let mut at_console = false;
    for (index, event) in events.iter_mut().enumerate() {
        // A step that was cut off is gone on with from the calls that it has made.
        at_console = match event {
            Event::ConsoleStarted { .. } => true,
            Event::ConsoleEnded { .. } | Event::StepStarted { .. } => false,
            _ => at_console,
        };
        let is_settled = step_ended.is_some_and(|ended| index < ended)
            || (at_console && console_ended.is_some_and(|ended| index < ended));
        let is_call = matches!(event, Event::ToolCalled { .. } | Event::ToolReturned { .. });
        if is_settled || !is_call {
            shortener.event(event);
        }
    }
    for message in waiting {
        shortener.artifacts(&mut message.artifacts);
    }
    shortener.shortened
}

struct Shortener {
    limit: usize,
    shortened: Shortened,
}

impl Shortener {
    fn event(&mut self, event: &mut Event) {
        match event {
            Event::Asked { artifacts, .. } | Event::Steered { artifacts, .. } => {
                self.artifacts(artifacts);
            }
            Event::ReasoningDelta { text } | Event::Printed { text, .. } => self.texts([text]),
            Event::Displayed { display } => self.display(display),
            Event::ToolCalled { arguments, .. } => self.arguments(arguments),
            Event::ToolReturned {
                result: Ok(value), ..
            } => {
                let is_long = self.value(value);
                self.shortened.texts += usize::from(is_long);
            }
            Event::StepEnded {
                end,
                stdout,
                stderr,
                observation,
                artifacts,
                ..
            } => {
                let written = [stdout, stderr, observation];
                self.texts(written.into_iter().chain(repr_of(end)));
                self.changes(artifacts);
            }
            Event::ConsoleRan { run, .. } => self.console(run),
            Event::ConsoleEnded {
                end,
                stdout,
                stderr,
                artifacts,
                ..
            } => {
                self.texts([stdout, stderr].into_iter().chain(repr_of(end)));
                self.changes(artifacts);
            }
            Event::Rewound { .. }
            | Event::RewoundBefore { .. }
            | Event::RewindUndone { .. }
            | Event::Continued { .. }
            | Event::Shortened { .. }
            | Event::SessionRestarted { .. }
            | Event::ConsoleStarted { .. }
            | Event::StepStarted { .. }
            | Event::ReplyDelta { .. }
            | Event::Retrying { .. }
            | Event::Replied { .. }
            | Event::CodeStarted { .. }
            | Event::ApprovalAsked { .. }
            | Event::PersonAnswered { .. }
            | Event::ToolLogged { .. }
            | Event::ToolSpent { .. }
            | Event::ToolReturned { result: Err(_), .. }
            | Event::RunEnded { .. } => {}
        }
    }

    fn console(&mut self, run: &mut ConsoleRun) {
        let written = [&mut run.stdout, &mut run.stderr];
        self.texts(written.into_iter().chain(repr_of(&mut run.end)));
        self.changes(&mut run.artifacts);
        for event in &mut run.happened {
            self.event(event);
        }
    }

    /// Texts that belong together, and count as one.
    fn texts<'text>(&mut self, texts: impl IntoIterator<Item = &'text mut String>) {
        let mut any = false;
        for text in texts {
            if let Some(cut) = self.cut(text) {
                *text = cut;
                any = true;
            }
        }
        self.shortened.texts += usize::from(any);
    }

    fn arguments(&mut self, arguments: &mut Map<String, Value>) {
        let mut any = false;
        for value in arguments.values_mut() {
            any |= self.value(value);
        }
        self.shortened.texts += usize::from(any);
    }

    /// Whether it was too long. Data becomes a text: what is left of its JSON is none.
    fn value(&self, value: &mut Value) -> bool {
        let cut = match &*value {
            Value::String(text) => self.cut(text),
            other => self.cut(&other.to_string()),
        };
        let is_long = cut.is_some();
        if let Some(cut) = cut {
            *value = cut.into();
        }
        is_long
    }

    /// How a text begins and ends, if it is too long.
    fn cut(&self, text: &str) -> Option<String> {
        match cut_middle(text, self.limit) {
            Cow::Borrowed(_) => None,
            Cow::Owned(cut) => Some(cut),
        }
    }

    fn display(&mut self, display: &mut Arc<Display>) {
        if display.bytes() <= self.limit {
            return;
        }
        let text = format!("[... {} left out ...]", display.described());
        let title = display.title().map(Into::into);
        // A short text and a title that was checked always can be shown.
        if let Ok(mark) = Display::new(title, Content::Text { text }) {
            *display = Arc::new(mark);
            self.shortened.displays += 1;
        }
    }

    fn changes(&mut self, changes: &mut [ArtifactChange]) {
        for change in changes {
            if let ArtifactChange::Written { artifact } = change {
                self.artifacts(std::slice::from_mut(artifact));
            }
        }
    }

    fn artifacts(&mut self, artifacts: &mut [Artifact]) {
        for artifact in artifacts {
            if let Some(cut) = self.cut(&artifact.text) {
                artifact.text = cut.into();
                self.shortened.artifacts += 1;
            }
        }
    }
}

fn repr_of(end: &mut StepEnd) -> Option<&mut String> {
    match end {
        StepEnd::Completed { repr } => repr.as_mut(),
        StepEnd::Answered { .. }
        | StepEnd::Refused { .. }
        | StepEnd::Written {}
        | StepEnd::Raised { .. }
        | StepEnd::Killed { .. }
        | StepEnd::NoCode {} => None,
    }
}
