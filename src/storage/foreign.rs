//! How far a log from elsewhere is believed, be it a file or what another device tells: that all of it
//! has happened, and nothing more.

use std::borrow::Cow;

use crate::agent::{Event, PersonAnswer};
use crate::tools::Approval;

/// Takes out of an event what has a say here: what is sent back to a provider unread is taken from that
/// provider only, and what the person allows, in a step or at the console, from the person only.
pub fn distrust(event: &mut Event) {
    match event {
        Event::Replied { carried_over, .. } => *carried_over = None,
        Event::PersonAnswered {
            answer: PersonAnswer::Approval { approval },
            ..
        } if approval.allows() => *approval = Approval::Elsewhere {},
        Event::ConsoleRan { run, .. } => run.happened.iter_mut().for_each(distrust),
        _ => {}
    }
}

/// The event as it is believed elsewhere.
pub fn distrusted(event: &Event) -> Cow<'_, Event> {
    match event {
        Event::Replied { .. } | Event::PersonAnswered { .. } | Event::ConsoleRan { .. } => {
            let mut event = event.clone();
            distrust(&mut event);
            Cow::Owned(event)
        }
        event => Cow::Borrowed(event),
    }
}
