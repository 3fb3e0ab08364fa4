//! Where the agent's events go: to the page at once, and to storage in order.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use async_trait::async_trait;
use leptos::prelude::{request_animation_frame, set_timeout};
use micropython_agent::agent::{Event, Journal};
use micropython_agent::platform::clock::Clock;
use micropython_agent::storage::conversation::{Writer, push_joined};

use super::view::ViewFeed;
use crate::browser::tabs::{News, Tabs};

/// The journal of one conversation.
pub struct PageJournal {
    feed: Rc<Told>,
    writer: Rc<Writer>,
    /// Noted events that the page has not shown yet.
    unshown: Rc<RefCell<Vec<Event>>>,
    /// Whether they will be shown.
    scheduled: Rc<Cell<bool>>,
    /// When something was shown last.
    shown_at: Rc<Cell<Duration>>,
    clock: Rc<dyn Clock>,
}

/// How often what is noted is shown: text that is written need not move in each frame, and what lays it
/// out has other things to do as well.
const INTERVAL: Duration = Duration::from_millis(33);

/// The page, and the other tabs, which show the same.
struct Told {
    feed: Rc<ViewFeed>,
    tabs: Rc<Tabs>,
    conversation: String,
}

impl Told {
    fn apply(&self, event: &Event) {
        self.feed.apply(event);
        match serde_json::to_string(event) {
            Ok(event) => self.tabs.tell(&self.conversation, News::Event(event)),
            Err(error) => tracing::warn!(%error, "other tabs are not told of an event"),
        }
    }
}

impl PageJournal {
    /// A journal that shows events through `feed`, here and in other tabs, and keeps them through
    /// `writer`.
    pub fn new(
        feed: Rc<ViewFeed>,
        tabs: Rc<Tabs>,
        conversation: String,
        writer: Rc<Writer>,
        clock: Rc<dyn Clock>,
    ) -> Self {
        Self {
            feed: Rc::new(Told {
                feed,
                tabs,
                conversation,
            }),
            writer,
            unshown: Rc::default(),
            scheduled: Rc::default(),
            shown_at: Rc::default(),
            clock,
        }
    }
}

#[async_trait(?Send)]
impl Journal for PageJournal {
    async fn record(&self, event: &Event) {
        // Both begin before the first await, so the event is kept if the future is dropped.
        let kept = self.writer.write(event.clone());
        show(&self.feed, &self.unshown);
        self.feed.apply(event);
        kept.await;
    }

    fn note(&self, event: &Event) {
        self.writer.queue(event.clone());
        self.unshown.borrow_mut().push(event.clone());
        if self.scheduled.replace(true) {
            return;
        }
        let (feed, unshown) = (self.feed.clone(), self.unshown.clone());
        let (scheduled, shown_at) = (self.scheduled.clone(), self.shown_at.clone());
        let clock = self.clock.clone();
        let rest = INTERVAL.saturating_sub(clock.now().saturating_sub(shown_at.get()));
        let show = move || {
            scheduled.set(false);
            shown_at.set(clock.now());
            show(&feed, &unshown);
        };
        match rest.is_zero() {
            true => request_animation_frame(show),
            false => set_timeout(|| request_animation_frame(show), rest),
        }
    }
}

/// Shows what was noted, in order.
fn show(feed: &Told, unshown: &RefCell<Vec<Event>>) {
    let mut joined = Vec::new();
    for event in unshown.take() {
        push_joined(&mut joined, event);
    }
    for event in &joined {
        feed.apply(event);
    }
}
