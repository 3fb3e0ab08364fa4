//! What people made of a conversation's place in the list: another title, a pin. A record of its own,
//! so that it can be written while an agent or another tab writes the log. Devices exchange it: of two,
//! each part that was changed last stands.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use super::{Conversations, Listing, Summary, title_of};
use crate::platform::store::{Change, StoreError};
use crate::storage::versioned;

const LABELS: &str = "label/";

/// What the user made of a conversation's place in the list. Times are milliseconds since the Unix
/// epoch, and 0 for what was never changed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    /// What the user called it, at most some 80 characters. Means nothing if it was never renamed.
    #[serde(default)]
    pub title: String,
    /// When it was last renamed.
    #[serde(default)]
    pub renamed: u64,
    /// Whether it stands above the others.
    #[serde(default)]
    pub pinned: bool,
    /// When that last changed.
    #[serde(default)]
    pub pin_changed: u64,
}

impl Label {
    /// Whether nothing was ever changed.
    pub fn is_blank(&self) -> bool {
        self.renamed == 0 && self.pin_changed == 0
    }

    /// Takes in what was changed later in another label. True if anything became different. Both orders
    /// of taking in give the same, also at the same instant.
    pub fn take_in(&mut self, other: &Self) -> bool {
        let before = self.clone();
        if (self.renamed, &self.title).cmp(&(other.renamed, &other.title)) == Ordering::Less {
            self.renamed = other.renamed;
            // Another device says it: it is as long as one of ours.
            self.title = title_of(&other.title);
        }
        if (self.pin_changed, self.pinned) < (other.pin_changed, other.pinned) {
            self.pin_changed = other.pin_changed;
            self.pinned = other.pinned;
        }
        *self != before
    }
}

impl Summary {
    /// Shows the title and the pin that this label gives.
    pub(super) fn put_label(&mut self, label: Label) {
        self.label.take_in(&label);
        if self.label.renamed != 0 {
            self.title.clone_from(&self.label.title);
        }
    }
}

impl Conversations {
    /// Gives a conversation another title; a blank one becomes "Untitled", a long one is cut. Whoever
    /// works on it need not stop.
    ///
    /// # Errors
    /// [`StoreError`] when the store cannot be read or written.
    pub async fn rename(&self, id: &str, title: &str, now_ms: u64) -> Result<(), StoreError> {
        let mut label = self.label(id).await?;
        label.renamed = later(label.renamed, now_ms);
        label.title = title_of(title);
        self.put(id, &label).await
    }

    /// Puts a conversation above the others, or back among them.
    ///
    /// # Errors
    /// [`StoreError`] when the store cannot be read or written.
    pub async fn pin(&self, id: &str, pinned: bool, now_ms: u64) -> Result<(), StoreError> {
        let mut label = self.label(id).await?;
        label.pin_changed = later(label.pin_changed, now_ms);
        label.pinned = pinned;
        self.put(id, &label).await
    }

    /// Takes in the label that another device has for a conversation. True if it changed anything.
    pub(in crate::storage) async fn take_in_label(
        &self,
        id: &str,
        theirs: &Label,
    ) -> Result<bool, StoreError> {
        let mut label = self.label(id).await?;
        if !label.take_in(theirs) {
            return Ok(false);
        }
        self.put(id, &label).await?;
        Ok(true)
    }

    /// One that is damaged counts as none, and is replaced by the next change.
    pub(super) async fn label(&self, id: &str) -> Result<Label, StoreError> {
        let key = label_key(id);
        let Some(text) = self.store.get(&key).await? else {
            return Ok(Label::default());
        };
        Ok(read(&key, &text).unwrap_or_default())
    }

    /// Puts the labels on a list.
    pub(super) async fn put_labels(&self, listing: &mut Listing) -> Result<(), StoreError> {
        for (key, text) in self.store.list(LABELS).await? {
            let id = key.get(LABELS.len()..).unwrap_or_default();
            let found = listing.summaries.iter_mut().find(|it| it.id == id);
            if let (Some(summary), Some(label)) = (found, read(&key, &text)) {
                summary.put_label(label);
            }
        }
        Ok(())
    }

    async fn put(&self, id: &str, label: &Label) -> Result<(), StoreError> {
        let key = label_key(id);
        let value = versioned::write(&key, label)?;
        self.store.commit(vec![Change::Put { key, value }]).await
    }
}

fn read(key: &str, text: &str) -> Option<Label> {
    let label = versioned::read(key, text);
    label
        .inspect_err(|error| tracing::warn!(%error, "a label is damaged"))
        .ok()
}

/// What takes a conversation's label away.
pub(super) fn deletion(id: &str) -> Change {
    Change::Delete { key: label_key(id) }
}

fn label_key(id: &str) -> String {
    format!("{LABELS}{id}")
}

/// Always a later instant than before, also where another device's clock is ahead of this one's.
fn later(before: u64, now_ms: u64) -> u64 {
    now_ms.max(before.saturating_add(1))
}
