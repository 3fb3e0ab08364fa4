//! Parts of the program that are fetched when they are first needed. A function marked with
//! `wasm_split` and the name of a part is where that part begins: what is reachable from there
//! alone is cut out of the program after linking (`xtask/src/split.rs`), and calling it waits for
//! the part. The parts:
//!
//! - `reading`: what reads a conversation and shows it, Markdown, and what Python displays;
//! - `agent`: the agent at work, with its tools and its models' wire formats;
//! - `sandbox`: what starts the sandbox's worker and speaks with it; loaded once the first screen is there;
//! - `settings`: the settings form, and the page about this page;
//! - `exchange`: conversations as files, and merging with other devices;
//! - `commands`: what is opened over or beside the page: the palette, menus, the drawer, requests,
//!   prompt templates.
//!
//! What several parts need and the first screen does not, is cut out once for each set of them: few
//! parts make few files. The styles of all of them (`styles/later`) are one file.

use crate::browser::styles::take_up;
use crate::texts;
use futures::future::LocalBoxFuture;
use futures::lock::Mutex;
use thiserror::Error;
use wasm_split_helpers::SplitLoaderError;

/// Work of a part that is there, not yet begun; or the part could not be fetched.
pub type Work<Output> = Result<LocalBoxFuture<'static, Output>, LoadError>;

/// A part could not be fetched. Asking for it again tries again.
#[derive(Debug, Error)]
#[error("{}", Self::words())]
pub enum LoadError {
    /// Of the program.
    Program(#[from] SplitLoaderError),
    /// The styles.
    Styles,
}

impl LoadError {
    /// What is said of it.
    pub fn words() -> &'static str {
        texts::session::not_loaded()
    }
}

/// Has the styles of what is not on the first screen apply. Where they do already, this is done at once.
///
/// # Errors
/// [`LoadError::Styles`]. The log says why.
pub async fn styles() -> Result<(), LoadError> {
    static APPLY: Mutex<bool> = Mutex::new(false);
    // Who asks meanwhile waits, and does not fetch them again.
    let mut apply = APPLY.lock().await;
    if !*apply {
        let taken_up = take_up("later.css").await;
        taken_up.map_err(|reason| {
            tracing::warn!(reason, "the styles are not loaded");
            LoadError::Styles
        })?;
        *apply = true;
    }
    Ok(())
}
