//! Searching all conversations: titles at once, then what is in them, the newest first, one after
//! another, so that the page stays at hand meanwhile.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use micropython_agent::platform::store::StoreError;
use micropython_agent::storage::conversation::{Conversations, Summary};
use micropython_agent::storage::search::{Excerpt, Search};
use wasm_split_helpers::wasm_split;

use super::Session;
use crate::lazy::Work;

/// How long nothing more has to be typed before the texts are searched.
const QUIET: Duration = Duration::from_millis(200);

/// Characters from which on the texts are searched, too.
const MIN_CHARS: usize = 2;

/// What is searched for, and how far that has come.
#[derive(Clone, Copy)]
pub struct Searching {
    /// As typed; nothing is searched for if it is blank.
    pub text: RwSignal<String>,
    /// What was found in conversations whose title does not say it, by their ids.
    found: RwSignal<Vec<(String, Excerpt)>>,
    /// How many conversations were looked at, of how many; nothing once that has ended.
    pub progress: RwSignal<Option<(usize, usize)>>,
    /// Why it came to no end.
    pub problem: RwSignal<Option<String>>,
    /// Raised with each search: one that is of the past ends.
    generation: StoredValue<u32>,
}

/// A conversation that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// Which.
    pub summary: Summary,
    /// Where; nothing if its title says it.
    pub excerpt: Option<Excerpt>,
}

impl Searching {
    /// No search.
    pub fn none() -> Self {
        Self {
            text: RwSignal::new(String::new()),
            found: RwSignal::new(Vec::new()),
            progress: RwSignal::new(None),
            problem: RwSignal::new(None),
            generation: StoredValue::new(0),
        }
    }

    /// Whether something is searched for.
    pub fn is_on(&self) -> bool {
        self.text.with(|text| !text.trim().is_empty())
    }
}

impl Session {
    /// Searches for something else.
    pub fn search_for(&self, text: String) {
        let search = self.search;
        let words = Search::new(&text).filter(|_| text.trim().chars().count() >= MIN_CHARS);
        let generation = search.generation.get_value().wrapping_add(1);
        search.generation.set_value(generation);
        search.found.set(Vec::new());
        search.problem.set(None);
        search.text.set(text);
        let Some(words) = words else {
            return search.progress.set(None);
        };
        let count = self.summaries.with_untracked(Vec::len);
        search.progress.set(Some((0, count)));
        let session = *self;
        let is_newest = move || search.generation.get_value() == generation;
        let begin = move || {
            if is_newest() {
                spawn_local(async move {
                    let problem = session.look_through(words, is_newest).await.err();
                    if is_newest() {
                        search.problem.set(problem);
                        search.progress.set(None);
                    }
                });
            }
        };
        set_timeout(begin, QUIET);
    }

    /// The conversations that were found so far, the one that went on last first.
    pub fn hits(&self) -> Vec<Hit> {
        let Some(words) = self.search.text.with(|text| Search::new(text)) else {
            return Vec::new();
        };
        let found = self.search.found.get();
        let hit = |summary: Summary| {
            let by_title = words.fits(&summary.title);
            let in_text = found.iter().find(|(id, _)| *id == summary.id);
            let excerpt = in_text.map(|(_, excerpt)| excerpt.clone());
            (by_title || excerpt.is_some()).then_some(Hit {
                summary,
                excerpt: excerpt.filter(|_| !by_title),
            })
        };
        self.conversations().into_iter().filter_map(hit).collect()
    }

    async fn look_through(
        &self,
        words: Search,
        is_newest: impl Fn() -> bool,
    ) -> Result<(), String> {
        let summaries = self.summaries.get_untracked();
        let conversations = self
            .adapters
            .with_value(|adapters| adapters.conversations.clone());
        let count = summaries.len();
        for (index, summary) in summaries.into_iter().enumerate() {
            if !words.fits(&summary.title) {
                let looking = finding(conversations.clone(), summary.id.clone(), words.clone());
                let looking = looking.await.map_err(|error| error.to_string())?;
                let found = looking.await.map_err(|error| error.to_string())?;
                if !is_newest() {
                    return Ok(());
                }
                if let Some(excerpt) = found {
                    (self.search.found).update(|all| all.push((summary.id, excerpt)));
                }
            }
            self.search.progress.set(Some((index + 1, count)));
        }
        Ok(())
    }
}

#[wasm_split(reading, fallible)]
fn finding(
    conversations: Conversations,
    id: String,
    words: Search,
) -> Work<Result<Option<Excerpt>, StoreError>> {
    Ok(Box::pin(
        async move { conversations.find(&id, &words).await },
    ))
}
