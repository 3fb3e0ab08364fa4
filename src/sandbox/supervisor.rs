//! The page's side of a session: starts workers, keeps deadlines, checks every message, ends a
//! worker that runs away and starts another.

use async_trait::async_trait;

/// One live worker, seen from outside. Dropping it ends the worker at once, whatever it is doing.
#[async_trait(?Send)]
pub trait WorkerLink {
    /// Sends a message. Messages sent before the worker is up are delivered once it is.
    fn post(&self, message: String);

    /// The next message from the worker, in order.
    ///
    /// # Errors
    /// A reason for the user when the worker could not be started or has died. Nothing follows.
    async fn receive(&mut self) -> Result<String, String>;
}

/// Starts workers.
pub trait WorkerSpawner {
    /// Starts a worker in the background and sends it the first message, with the interpreter's
    /// bytes beside it. Returns at once; a failure to start arrives through
    /// [`WorkerLink::receive`].
    fn spawn(&self, first_message: String) -> Box<dyn WorkerLink>;

    /// A fresh random nonce, at least 128 bits.
    fn nonce(&self) -> String;
}
