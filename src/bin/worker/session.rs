//! One session: the interpreter, its host, and the messages that move them.

use std::rc::Rc;

use js_sys::Promise;
use micropython_agent::sandbox::child::{Child, Received};
use micropython_agent::sandbox::protocol::{Message, ProtocolError};
use wasm_bindgen_futures::spawn_local;

use crate::imports::{Host, words};
use crate::interpreter::Interpreter;
use crate::python::Python;

/// A session. Without an interpreter where that could not be started; the page was told why.
pub struct Session {
    host: Rc<Host>,
    interpreter: Option<Rc<Interpreter>>,
}

impl Session {
    /// Opens the session of the page's first message and starts its interpreter, which is being
    /// compiled.
    ///
    /// # Errors
    /// When the first message is not one.
    pub async fn start(
        compiling: Promise,
        first: &str,
        post: Box<dyn Fn(Message)>,
    ) -> Result<Self, ProtocolError> {
        let host = Rc::new(Host::new(Child::open(first, Box::new(Python), post)?));
        let (interpreter, result) = match Interpreter::start(compiling, &host).await {
            Ok(interpreter) => (Some(Rc::new(interpreter)), Ok(())),
            Err(reason) => (None, Err(reason)),
        };
        host.started(result);
        let noted = interpreter.as_ref().map(|it| it.note_booted());
        if let Some(Err(error)) = noted {
            // Each snapshot and each restore will say so.
            tracing::warn!(error = words(&error), "the booted memory could not be read");
        }
        Ok(Self { host, interpreter })
    }

    /// Takes a message from the page.
    pub fn receive(&self, message: Message) {
        let Some(interpreter) = &self.interpreter else {
            return;
        };
        match self.host.receive(message) {
            Received::Nothing => {}
            Received::Resume(text) => self.host.resume(text),
            Received::Execute => {
                let (host, interpreter) = (Rc::clone(&self.host), Rc::clone(interpreter));
                spawn_local(async move {
                    let executed = interpreter.execute().await;
                    if let Some(run) = host.changed(&executed) {
                        rest(&host, &interpreter, run);
                    }
                    host.executed(executed);
                });
            }
            Received::Restore(bytes) => self.host.restored(interpreter.restore(&bytes)),
        }
    }
}

/// Tells the page how the interpreter stands now. Without that, a later rollback loses the names.
fn rest(host: &Host, interpreter: &Interpreter, run: u32) {
    match interpreter.snapshot(run) {
        Ok(Some(snapshot)) => host.rested(run, snapshot),
        Ok(None) => tracing::info!("the session is too large for a snapshot"),
        Err(error) => tracing::warn!(error = words(&error), "no snapshot"),
    }
}
