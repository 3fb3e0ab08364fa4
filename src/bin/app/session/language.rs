//! The language of the page: the one that is chosen in the settings, or else the first one of the
//! browser's that there is. Its file is fetched when it is first spoken; English needs none.

use leptos::prelude::*;
use leptos::task::spawn_local;
use micropython_agent::storage::settings::Settings;

use super::Session;
use crate::browser::{page, site};
use crate::texts::{self, LANGUAGES, Language};

/// Has the page speak the language of these settings, or of the browser without any. It speaks English
/// if that cannot be fetched.
pub async fn start(settings: Option<&Settings>) {
    let language = wanted(settings);
    if let Err(reason) = speak(language).await {
        tracing::warn!(reason, language = language.tag, "the page speaks English");
    }
}

fn wanted(settings: Option<&Settings>) -> &'static Language {
    let chosen = settings.and_then(|settings| Language::tagged(&settings.language));
    let preferred = || {
        page::languages()
            .iter()
            .find_map(|tag| Language::tagged(tag))
    };
    chosen.or_else(preferred).unwrap_or(&LANGUAGES[0])
}

async fn speak(language: &'static Language) -> Result<(), String> {
    let file = match language.file() {
        Some(name) => Some(site::bytes(&name).await?),
        None => None,
    };
    let text = file.map(String::from_utf8).transpose();
    let text = text.map_err(|error| error.to_string())?;
    texts::speak(language, text.as_deref());
    page::set_language(language.tag, &language.manifest());
    Ok(())
}

impl Session {
    /// Has the page speak the language of the settings whenever that has changed.
    pub(super) fn keep_language(&self) {
        let session = *self;
        let tag = Memo::new(move |_| session.settings.with(|settings| wanted(Some(settings)).tag));
        Effect::new(move |_| {
            // Asked for, and not only followed: a memo that nobody asks follows nothing itself.
            tag.get();
            spawn_local(async move {
                let language = session
                    .settings
                    .with_untracked(|settings| wanted(Some(settings)));
                if language == session.language.get_untracked() {
                    return;
                }
                match speak(language).await {
                    Ok(()) => session.language.set(language),
                    Err(reason) => session.tell(texts::session::language_not_loaded(reason)),
                }
            });
        });
    }
}
