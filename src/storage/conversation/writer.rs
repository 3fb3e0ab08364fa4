//! Writes a conversation's events to storage in the order they came. One write is under way at a
//! time; what arrives meanwhile goes into the next one. What could not be stored is kept and tried
//! again when the next step or run ends: a log has no holes.

use std::cell::{Cell, RefCell};
use std::future::Future;
use std::rc::Rc;

use futures::channel::oneshot;
use futures::future::LocalBoxFuture;

use super::log::{ConversationLog, push_joined};
use crate::agent::Event;
use crate::platform::store::StoreError;

/// The way to storage of one conversation.
pub struct Writer {
    log: ConversationLog,
    queue: RefCell<Vec<Event>>,
    /// Who waits for the queue to be stored.
    waiting: RefCell<Vec<oneshot::Sender<()>>>,
    writing: Cell<bool>,
    /// Whether the last write failed.
    failing: Cell<bool>,
    /// Has a future run to its end, whatever becomes of whoever started it.
    spawn: Box<dyn Fn(LocalBoxFuture<'static, ()>)>,
    /// Told of every write that failed, and of the first one after it that did not.
    on_change: Box<dyn Fn(Result<(), StoreError>)>,
}

impl Writer {
    /// A writer to this log. `spawn` has a future run to its end; `on_change` is told of every write
    /// that fails, and when all is stored again.
    pub fn new(
        log: ConversationLog,
        spawn: impl Fn(LocalBoxFuture<'static, ()>) + 'static,
        on_change: impl Fn(Result<(), StoreError>) + 'static,
    ) -> Rc<Self> {
        Rc::new(Self {
            log,
            queue: RefCell::default(),
            waiting: RefCell::default(),
            writing: Cell::new(false),
            failing: Cell::new(false),
            spawn: Box::new(spawn),
            on_change: Box::new(on_change),
        })
    }

    /// Has the event written as soon as possible. The write goes on if the future is dropped, which
    /// resolves when the event is stored, or could not be: the run goes on in memory then.
    pub fn write(self: &Rc<Self>, event: Event) -> impl Future<Output = ()> + use<> {
        let (stored, when_stored) = oneshot::channel();
        self.waiting.borrow_mut().push(stored);
        self.queue(event);
        async move {
            // A sender that is gone has reported its failure.
            let _ = when_stored.await;
        }
    }

    /// As [`Writer::write`], for those who do not wait.
    pub fn queue(self: &Rc<Self>, event: Event) {
        let again = !self.failing.get() || is_turn(&event);
        push_joined(&mut self.queue.borrow_mut(), event);
        if !again {
            self.release();
        } else if !self.writing.replace(true) {
            let writer = self.clone();
            (self.spawn)(Box::pin(async move { writer.drain().await }));
        }
    }

    async fn drain(&self) {
        loop {
            let events = self.queue.take();
            if events.is_empty() {
                self.release();
                self.writing.set(false);
                return;
            }
            let waiting = self.waiting.take();
            let written = self.log.append(&events).await;
            for stored in waiting {
                // Whoever waited may have been stopped.
                let _ = stored.send(());
            }
            match written {
                Ok(()) => {
                    if self.failing.replace(false) {
                        (self.on_change)(Ok(()));
                    }
                }
                Err(error) => {
                    self.failing.set(true);
                    let newer = self.queue.replace(events);
                    let mut queue = self.queue.borrow_mut();
                    newer
                        .into_iter()
                        .for_each(|event| push_joined(&mut queue, event));
                    drop(queue);
                    self.release();
                    self.writing.set(false);
                    (self.on_change)(Err(error));
                    return;
                }
            }
        }
    }

    fn release(&self) {
        for stored in self.waiting.take() {
            // As above.
            let _ = stored.send(());
        }
    }
}

/// Whether something begins or ends with the event: seldom enough to try again then.
fn is_turn(event: &Event) -> bool {
    matches!(
        event,
        Event::Asked { .. }
            | Event::StepEnded { .. }
            | Event::RunEnded { .. }
            | Event::ConsoleStarted { .. }
            | Event::ConsoleEnded { .. }
    )
}
