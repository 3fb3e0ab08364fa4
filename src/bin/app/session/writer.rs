//! Writes a conversation's events to storage in the order they came. One write is under way at a
//! time; what arrives meanwhile goes into the next one.

use std::cell::{Cell, RefCell};
use std::future::Future;
use std::rc::Rc;

use futures::channel::oneshot;
use leptos::task::spawn_local;
use micropython_agent::agent::Event;
use micropython_agent::platform::store::StoreError;
use micropython_agent::storage::conversation::ConversationLog;

/// The way to storage of one conversation.
pub struct Writer {
    log: ConversationLog,
    queue: RefCell<Vec<Event>>,
    /// Who waits for the queue to be stored.
    waiting: RefCell<Vec<oneshot::Sender<()>>>,
    writing: Cell<bool>,
    /// Told of every write that failed.
    on_failure: Box<dyn Fn(StoreError)>,
}

impl Writer {
    /// A writer to this log; `on_failure` is told of every write that fails.
    pub fn new(log: ConversationLog, on_failure: impl Fn(StoreError) + 'static) -> Rc<Self> {
        Rc::new(Self {
            log,
            queue: RefCell::default(),
            waiting: RefCell::default(),
            writing: Cell::new(false),
            on_failure: Box::new(on_failure),
        })
    }

    /// Has the event written as soon as possible. The write goes on if the future is dropped.
    pub fn write(self: &Rc<Self>, event: Event) -> impl Future<Output = ()> + use<> {
        let (stored, when_stored) = oneshot::channel();
        self.waiting.borrow_mut().push(stored);
        self.queue(event);
        async move {
            // A sender that is gone has reported its failure; the run goes on without storage.
            let _ = when_stored.await;
        }
    }

    /// As [`Writer::write`], for those who do not wait.
    pub fn queue(self: &Rc<Self>, event: Event) {
        push_joined(&mut self.queue.borrow_mut(), event);
        if !self.writing.replace(true) {
            let writer = self.clone();
            spawn_local(async move { writer.drain().await });
        }
    }

    async fn drain(&self) {
        loop {
            let events = self.queue.take();
            let waiting = self.waiting.take();
            if events.is_empty() {
                self.writing.set(false);
                return;
            }
            if let Err(error) = self.log.append(&events).await {
                (self.on_failure)(error);
            }
            for stored in waiting {
                // Whoever waited may have been stopped.
                let _ = stored.send(());
            }
        }
    }
}

/// Adds an event; text that goes on where the last event's text ended is joined to it.
pub fn push_joined(events: &mut Vec<Event>, event: Event) {
    match (events.last_mut(), event) {
        (Some(Event::ReplyDelta { text }), Event::ReplyDelta { text: more })
        | (Some(Event::ReasoningDelta { text }), Event::ReasoningDelta { text: more }) => {
            text.push_str(&more);
        }
        (
            Some(Event::Printed { stream, text }),
            Event::Printed {
                stream: same,
                text: more,
            },
        ) if *stream == same => {
            text.push_str(&more);
        }
        (_, event) => events.push(event),
    }
}
