//! Forgetting all that this device has of the person.

use leptos::prelude::*;
use leptos::task::spawn_local;
use micropython_agent::platform::store::Change;

use super::Session;
use crate::browser::tabs::{self, News};
use crate::browser::{offline, page};

/// The lock of all tabs under which everything is forgotten.
const FORGETTING: &str = "forgetting";

impl Session {
    /// Deletes conversations, drafts, settings and keys, and the site's files that are kept, and loads
    /// the page anew, in all tabs.
    ///
    /// # Errors
    /// Why not, for the user.
    pub async fn forget_everything(self) -> Result<(), String> {
        // Until this page is gone; the other tabs wait for it.
        let lead = tabs::lead_in_time(FORGETTING).await;
        let adapters = self.adapters.get_value();
        adapters.tabs.tell("", News::Forgotten);
        self.put_all_down();
        let everything = || {
            vec![Change::DeletePrefix {
                prefix: String::new(),
            }]
        };
        let deleted = adapters.store.commit(everything()).await;
        deleted.map_err(|error| error.to_string())?;
        offline::forget().await;
        // What was on its way to storage meanwhile.
        let deleted = adapters.store.commit(everything()).await;
        deleted.map_err(|error| error.to_string())?;
        page::start_over();
        std::mem::forget(lead);
        Ok(())
    }

    /// Another tab forgets everything: this one begins anew once that is done.
    pub(super) fn forgotten_elsewhere(&self) {
        self.put_all_down();
        spawn_local(async {
            drop(tabs::lead_in_time(FORGETTING).await);
            page::start_over();
        });
    }

    /// Ends all work, in memory as well.
    fn put_all_down(&self) {
        self.deleted.set(None);
        self.desks
            .update_value(|desks| desks.drain(..).for_each(|desk| desk.leave()));
    }
}
