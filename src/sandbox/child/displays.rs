//! What Python shows the person: checked here, so that Python is told what is wrong with it, and
//! again by the page.

use super::{Child, Reply};
use crate::display::Display;
use crate::sandbox::protocol::FromWorker;

impl Child {
    /// Python shows something.
    pub(super) fn display(&mut self, text: &str) -> Reply {
        let Some(run) = &mut self.run else {
            return Reply::refusal("no code is running");
        };
        let display: Display = match serde_json::from_str(text) {
            Ok(display) => display,
            Err(error) => return Reply::refusal(&without_place(&error)),
        };
        if let Err(error) = run.shown.add(&display) {
            return Reply::refusal(&error.to_string());
        }
        let number = run.number;
        // What was printed before it comes before it.
        self.flush();
        self.send(FromWorker::Displayed {
            run: number,
            display,
        });
        Reply::value(())
    }
}

/// The error without where in the JSON it is, which Python has not seen.
fn without_place(error: &serde_json::Error) -> String {
    let text = error.to_string();
    match text.rsplit_once(" at line ") {
        Some((reason, _)) => reason.into(),
        None => text,
    }
}
