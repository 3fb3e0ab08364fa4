//! One session: the interpreter, its host, and the messages that move them.

use std::rc::Rc;

use js_sys::ArrayBuffer;
use micropython_agent::python;
use micropython_agent::sandbox::PythonError;
use micropython_agent::sandbox::child::{Child, Received};
use micropython_agent::sandbox::protocol::ProtocolError;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

use crate::imports::Host;
use crate::interpreter::Interpreter;

/// A session. Without an interpreter where that could not be started; the page was told why.
pub struct Session {
    host: Rc<Host>,
    interpreter: Option<Rc<Interpreter>>,
}

impl Session {
    /// Opens the session of the page's first message and starts its interpreter.
    ///
    /// # Errors
    /// When the first message is not one.
    pub async fn start(
        micropython: &ArrayBuffer,
        first: &str,
        post: Box<dyn Fn(String)>,
    ) -> Result<Self, ProtocolError> {
        let host = Rc::new(Host::new(Child::open(first, lower, post)?));
        let (interpreter, result) = match Interpreter::start(micropython, &host).await {
            Ok(interpreter) => (Some(Rc::new(interpreter)), Ok(())),
            Err(reason) => (None, Err(reason)),
        };
        host.started(result);
        Ok(Self { host, interpreter })
    }

    /// Takes a message from the page: a text. Anything else is refused like a bad text.
    pub fn receive(&self, message: JsValue) {
        let Some(interpreter) = &self.interpreter else {
            return;
        };
        match self.host.receive(&message.as_string().unwrap_or_default()) {
            Received::Nothing => {}
            Received::Resume(text) => self.host.resume(&text),
            Received::Execute => {
                let (host, interpreter) = (Rc::clone(&self.host), Rc::clone(interpreter));
                spawn_local(async move { host.executed(interpreter.execute().await) });
            }
        }
    }
}

fn lower(source: &str, file_name: &str) -> Result<String, PythonError> {
    python::lower(source, file_name).map_err(|problem| PythonError {
        kind: problem.kind.into(),
        message: problem.message,
        traceback: problem.traceback,
    })
}
