//! When the site is kept on this device, to be opened without a network: once there is something to come
//! back to. Who only looks in is not made to fetch all of it.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Session;
use crate::browser::{offline, page};

/// When the page has settled.
const AFTER_THE_START: Duration = Duration::from_secs(3);

impl Session {
    /// Has the site kept on this device once there is a conversation, or anything else is used that would
    /// be missed without a network, or the page is installed; and hears of new versions. It comes after all
    /// that the screen needs.
    pub(super) fn keep_site(&self) {
        let session = *self;
        if offline::is_kept() || page::runs_installed() {
            self.keep_site_for_use();
        }
        page::when_installed(move || session.keep_site_for_use());
        let has_conversations = Memo::new(move |_| session.summaries.with(|all| !all.is_empty()));
        let is_used = Memo::new(move |_| has_conversations.get() || session.worth_keeping.get());
        Effect::new(move |kept: Option<bool>| {
            let kept = kept.unwrap_or_default();
            if kept || !is_used.get() {
                return kept;
            }
            let keep = move || {
                spawn_local(offline::keep(move |update| {
                    session.update.set(Some(update));
                }));
            };
            set_timeout(keep, AFTER_THE_START);
            true
        });
    }

    /// Something is used that would be missed without a network.
    pub fn keep_site_for_use(&self) {
        self.worth_keeping.set(true);
    }
}
