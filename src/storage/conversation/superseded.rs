//! Which records of a log later events make superfluous. Streamed pieces are needed only until
//! the whole is there; of a step that never comes to its end they are all there is, and then stay
//! as one. What a conversation was taken back from supersedes nothing: it stays.

use crate::agent::Event;
use crate::sandbox::OutputStream;

/// The streamed pieces of the step, or the code at the console, that is under way.
#[derive(Default)]
pub struct Superseded {
    reply: Pieces,
    reasoning: Pieces,
    stdout: Pieces,
    stderr: Pieces,
}

/// What becomes of earlier records.
#[derive(Default)]
pub struct Replaced {
    /// Records that get other content.
    pub rewritten: Vec<(u64, Event)>,
    /// Records that go.
    pub deleted: Vec<u64>,
}

/// Pieces of one stream: where they are stored, and all of their text.
#[derive(Default)]
struct Pieces {
    places: Vec<u64>,
    text: String,
}

impl Superseded {
    /// Takes in an event that is stored in this place.
    pub fn take_in(&mut self, sequence: u64, event: &Event) -> Replaced {
        let mut replaced = Replaced::default();
        match event {
            Event::ReplyDelta { text } => self.reply.add(sequence, text),
            Event::ReasoningDelta { text } => self.reasoning.add(sequence, text),
            Event::Printed { stream, text } => match stream {
                OutputStream::Stdout => self.stdout.add(sequence, text),
                OutputStream::Stderr => self.stderr.add(sequence, text),
            },
            Event::Retrying { .. } => {
                self.reply.delete(&mut replaced);
                self.reasoning.delete(&mut replaced);
            }
            Event::Replied { .. } => {
                self.reply.delete(&mut replaced);
                // The whole reply does not repeat the reasoning.
                self.reasoning.unite(&mut replaced, reasoning);
            }
            Event::StepEnded { .. } | Event::ConsoleEnded { .. } => {
                self.stdout.delete(&mut replaced);
                self.stderr.delete(&mut replaced);
            }
            Event::Asked { .. }
            | Event::ConsoleStarted { .. }
            | Event::Continued { .. }
            | Event::StepStarted { .. }
            | Event::RunEnded { .. }
            | Event::Rewound { .. }
            | Event::RewoundBefore { .. }
            | Event::RewindUndone { .. } => {
                self.reply.unite(&mut replaced, reply);
                self.reasoning.unite(&mut replaced, reasoning);
                self.stdout.unite(&mut replaced, stdout);
                self.stderr.unite(&mut replaced, stderr);
            }
            Event::SessionRestarted { .. }
            | Event::ConsoleRan { .. }
            | Event::Steered { .. }
            | Event::Shortened { .. }
            | Event::CodeStarted { .. }
            | Event::Displayed { .. }
            | Event::ToolCalled { .. }
            | Event::ApprovalAsked { .. }
            | Event::PersonAnswered { .. }
            | Event::ToolLogged { .. }
            | Event::ToolSpent { .. }
            | Event::ToolReturned { .. } => {}
        }
        replaced
    }
}

impl Pieces {
    fn add(&mut self, sequence: u64, text: &str) {
        self.places.push(sequence);
        self.text.push_str(text);
    }

    fn delete(&mut self, replaced: &mut Replaced) {
        replaced.deleted.append(&mut self.places);
        self.text.clear();
    }

    /// Puts all of the text into the first piece.
    fn unite(&mut self, replaced: &mut Replaced, event: impl FnOnce(String) -> Event) {
        let text = std::mem::take(&mut self.text);
        let mut places = std::mem::take(&mut self.places).into_iter();
        let first = places.next();
        replaced.deleted.extend(places);
        if let Some(first) = first.filter(|_| !replaced.deleted.is_empty()) {
            replaced.rewritten.push((first, event(text)));
        }
    }
}

fn reply(text: String) -> Event {
    Event::ReplyDelta { text }
}

fn reasoning(text: String) -> Event {
    Event::ReasoningDelta { text }
}

fn stdout(text: String) -> Event {
    Event::Printed {
        stream: OutputStream::Stdout,
        text,
    }
}

fn stderr(text: String) -> Event {
    Event::Printed {
        stream: OutputStream::Stderr,
        text,
    }
}
