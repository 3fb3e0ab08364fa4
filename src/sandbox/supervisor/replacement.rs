//! What becomes of a worker in whose work something goes wrong: it is ended, and the next takes over.

use super::session::Session;
use super::{Rest, Supervisor};

/// Holds the session while code runs; dropped with the session still inside, it ends the worker
/// and has the next take over from where this one stood before the run.
pub(super) struct Replacement<'a> {
    pub(super) supervisor: &'a mut Supervisor,
    pub(super) session: Option<Session>,
}

impl Drop for Replacement<'_> {
    fn drop(&mut self) {
        if self.session.take().is_none() {
            return;
        }
        if matches!(self.supervisor.rest, Rest::Uncopied) {
            self.supervisor.lose();
        }
        self.supervisor.prepare();
    }
}

impl Replacement<'_> {
    /// The work has come to its end: the worker stays, its session where `rest` says, if that has
    /// changed.
    pub(super) fn keep(mut self, rest: Option<Rest>) {
        self.supervisor.session = self.session.take();
        if let Some(rest) = rest {
            let before = std::mem::replace(&mut self.supervisor.rest, rest);
            self.supervisor.before = Some(before);
        }
    }
}
