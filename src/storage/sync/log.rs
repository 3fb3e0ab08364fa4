//! Logs of one conversation, and how they stand to one another. Streamed pieces of what is not
//! complete are passed over: only what is settled counts.

use xxhash_rust::xxh64::xxh64;

use crate::agent::{Event, Transcript};
use crate::platform::store::StoreError;
use crate::sandbox::Snapshot;
use crate::storage::conversation::{Summary, push_joined};
use crate::storage::foreign::{distrust, distrusted};
use crate::storage::versioned;

/// A log and what goes with it.
#[derive(Clone, PartialEq)]
pub struct Log {
    /// What the list shows of it.
    pub summary: Summary,
    /// Its events, pieces that follow one another put together.
    pub events: Vec<Event>,
    /// The Python sessions, each with the step that left it.
    pub sessions: Vec<(u32, Snapshot)>,
}

/// How one log stands to another.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// They are the same, or ours goes on where theirs ends.
    Covers,
    /// Theirs goes on where ours ends.
    Extends,
    /// They part somewhere.
    Parts,
}

impl Standing {
    /// How our log stands to theirs.
    pub fn of(ours: &[Event], theirs: &[Event]) -> Self {
        let mut ours = ours.iter().filter(|event| is_settled(event));
        let mut theirs = theirs.iter().filter(|event| is_settled(event));
        loop {
            match (ours.next(), theirs.next()) {
                (_, None) => return Standing::Covers,
                (None, Some(_)) => return Standing::Extends,
                (Some(our), Some(their)) if is_same(our, their) => {}
                (Some(_), Some(_)) => return Standing::Parts,
            }
        }
    }
}

/// The events as they are when they are written at once.
pub fn joined(events: Vec<Event>) -> Vec<Event> {
    let mut joined = Vec::with_capacity(events.len());
    for event in events {
        push_joined(&mut joined, event);
    }
    joined
}

/// A fingerprint of each beginning of a log: that of the first settled event, of the first two, and so
/// on. Two logs whose fingerprints at one place are the same are the same up to there.
pub fn chain(events: &[Event]) -> Result<Vec<u64>, StoreError> {
    let mut last = 0;
    let settled = events.iter().filter(|event| is_settled(event));
    settled
        .map(|event| {
            last = fingerprint(last, event)?;
            Ok(last)
        })
        .collect()
}

/// A fingerprint of all events, streamed pieces included.
pub fn fingerprint_of_all(events: &[Event]) -> Result<u64, StoreError> {
    events.iter().try_fold(0, fingerprint)
}

/// The beginning of a log that has so many settled events, and ends with the last of them.
pub fn beginning(events: &[Event], settled: usize) -> &[Event] {
    let mut places = events.iter().enumerate();
    let mut places = places.by_ref().filter(|(_, event)| is_settled(event));
    let end = match settled.checked_sub(1) {
        Some(last) => places.nth(last).map_or(events.len(), |(at, _)| at + 1),
        None => 0,
    };
    &events[..end]
}

/// What another device says, as far as it is to be believed. Where it says what we know, ours stays.
pub fn trusted(mut log: Log, ours: &[Event]) -> Option<Log> {
    if !log.events.first().is_some_and(Event::begins_conversation) {
        return None;
    }
    let mut ours = ours.iter().filter(|event| is_settled(event));
    for event in log.events.iter_mut().filter(|event| is_settled(event)) {
        match ours.next() {
            Some(our) if is_same(our, event) => *event = our.clone(),
            _ => distrust(event),
        }
    }
    let last = Transcript::of(&log.events).last_step();
    log.sessions.retain(|(step, _)| *step <= last);
    Some(log)
}

fn fingerprint(before: u64, event: &Event) -> Result<u64, StoreError> {
    let text = versioned::write("", &distrusted(event))?;
    Ok(xxh64(text.as_bytes(), before))
}

/// What devices do not believe of one another makes no difference between them.
fn is_same(our: &Event, their: &Event) -> bool {
    distrusted(our) == distrusted(their)
}

fn is_settled(event: &Event) -> bool {
    !matches!(
        event,
        Event::ReplyDelta { .. } | Event::ReasoningDelta { .. } | Event::Printed { .. }
    )
}
