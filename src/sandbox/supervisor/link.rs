//! A worker as the supervisor sees it. How messages travel is the business of whoever implements
//! these.

use async_trait::async_trait;

use crate::sandbox::protocol::Message;

/// One live worker, seen from outside. Dropping it ends the worker at once, whatever it is doing.
#[async_trait(?Send)]
pub trait WorkerLink {
    /// Sends a message. Messages sent before the worker is up are delivered once it is.
    fn post(&self, message: Message);

    /// The next message from the worker, in order. A dropped call loses no message.
    ///
    /// # Errors
    /// A reason for the user when the worker could not be started or has died. Nothing follows.
    async fn receive(&mut self) -> Result<Message, String>;
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
