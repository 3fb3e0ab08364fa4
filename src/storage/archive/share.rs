//! Writing a file that is small enough to be sent.

use std::rc::Rc;

use super::export::{archived, written};
use super::shorten::{Shortened, shorten};
use crate::platform::store::{RecordStore, StoreError};
use crate::storage::foreign::distrust;

/// Bytes of a file that can be sent: with the third that e-mail adds to attachments, it stays within the
/// 10 MB that the stricter mail servers and messengers take.
pub const MAX_SHARED_BYTES: usize = 5_000_000;

/// Characters that a text may have: the first with which the file is small enough.
const LIMITS: [usize; 4] = [20_000, 4_000, 1_000, 200];

/// A file to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shared {
    /// The file, as [`super::import`] reads it.
    pub text: String,
    /// Bytes that it would have if nothing was shortened.
    pub whole_bytes: usize,
    /// What was shortened, for the person to know before the file is sent.
    pub shortened: Shortened,
}

/// Why there is no file. The texts are for the user.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ShareError {
    /// Questions, code and answers alone are too much.
    #[error(
        "the conversation is too long to be sent as a small file, even without its long outputs; save it as JSON with all that Python knows, or go on from a step in a new conversation and share that"
    )]
    TooLarge,
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What can be read of a conversation, as a file of at most [`MAX_SHARED_BYTES`]: without what Python
/// knew, and without what a provider wants to have back. It can be imported and gone on with, in a Python
/// that begins anew. Where it would be larger, outputs, tool results, artifacts and what code has shown
/// are shortened as far as needed, the longest ones first, each with a mark. Questions, code and answers
/// stay whole.
///
/// # Errors
/// [`ShareError`].
pub async fn share(store: &Rc<dyn RecordStore>, id: &str) -> Result<Shared, ShareError> {
    let mut all: Vec<_> = archived(store, id).await?.into_iter().collect();
    for archived in &mut all {
        archived.events.iter_mut().for_each(distrust);
    }
    let text = written(all.clone())?;
    let whole_bytes = text.len();
    if whole_bytes <= MAX_SHARED_BYTES {
        return Ok(Shared {
            text,
            whole_bytes,
            shortened: Shortened::default(),
        });
    }
    for limit in LIMITS {
        let mut shortened = Shortened::default();
        let mut all = all.clone();
        for archived in &mut all {
            shortened += shorten(&mut archived.events, &mut archived.waiting, limit);
        }
        let text = written(all)?;
        if text.len() <= MAX_SHARED_BYTES {
            return Ok(Shared {
                text,
                whole_bytes,
                shortened,
            });
        }
    }
    Err(ShareError::TooLarge)
}
