//! Storage as the user sees it: what could not be stored, how much room there is, and whether the
//! browser keeps it.

use leptos::prelude::*;
use leptos::task::spawn_local;
use micropython_agent::platform::store::StoreError;

use super::Session;
use crate::browser::quota;

pub use crate::browser::quota::Quota;

/// What is not kept on this device, and why. The texts are for the user.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StorageProblem {
    /// Why conversations are not stored, if so.
    pub conversations: Option<String>,
    /// Why what Python knows is not stored, if so.
    pub python: Option<String>,
}

impl Session {
    /// Tells the user that something could not be stored or read.
    pub(super) fn report_storage(&self, error: &StoreError) {
        tracing::error!(%error, "storage failed");
        let reason = error.to_string();
        self.storage_problem
            .update(|problem| problem.conversations = Some(reason));
    }

    /// Tells the user that all is stored again. Where nothing is stored at all, nothing is: memory
    /// takes everything.
    pub(super) fn storage_recovered(&self) {
        let lasting = self
            .adapters
            .with_value(|adapters| adapters.storage_problem.clone());
        self.storage_problem
            .update(|problem| problem.conversations = lasting);
    }

    /// Tells the user whether what Python knows after a step could be stored.
    pub(super) fn report_session(&self, kept: Result<(), StoreError>) {
        let reason = kept.err().map(|error| {
            tracing::error!(%error, "the Python session could not be kept");
            error.to_string()
        });
        if self
            .storage_problem
            .with_untracked(|problem| problem.python != reason)
        {
            self.storage_problem
                .update(|problem| problem.python = reason);
        }
    }

    /// Has the browser asked, once, to keep what is stored: now there is something to lose.
    pub(super) fn ask_to_persist(&self) {
        if self
            .asked_to_persist
            .try_update_value(|asked| std::mem::replace(asked, true))
            == Some(false)
        {
            self.persist();
        }
    }

    /// Asks the browser to keep what is stored until the user deletes it.
    pub fn persist(&self) {
        let session = *self;
        spawn_local(async move {
            quota::persist().await;
            session.quota.set(quota::quota().await);
        });
    }

    /// Looks again how much room there is.
    pub fn measure_storage(&self) {
        let session = *self;
        spawn_local(async move { session.quota.set(quota::quota().await) });
    }
}
