//! Conversations as files: saving them, and taking them in.

use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use micropython_agent::platform::store::{RecordStore, StoreError};
use micropython_agent::storage::archive::{self, ArchiveError, ShareError, Shared};
use micropython_agent::storage::conversation::Conversations;
use micropython_agent::storage::document::{self, Document, Words};
use wasm_split_helpers::wasm_split;
use web_sys::File;

use super::Session;
use crate::browser::{clock, files};
use crate::lazy::{LoadError, Work};
use crate::texts;

pub use crate::browser::files::take_chosen;

/// Characters of a title in the name of a file.
const NAME_CHARS: usize = 60;

/// What a conversation is saved as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// To be read, and pasted elsewhere.
    Markdown,
    /// To be read without this page.
    Html,
    /// To be imported, with all that Python knew.
    Json,
    /// To be imported, without that: small enough to be sent.
    LightJson,
}

/// A file to be sent in which something is left out: it is saved once the person knows.
#[derive(Clone)]
pub struct ToShare {
    name: String,
    /// The file, and what was left out.
    pub file: Arc<Shared>,
}

/// The forms of a document.
#[derive(Clone, Copy)]
enum Written {
    Markdown,
    Html,
}

impl Session {
    /// Has the browser save the conversation on the screen as a file.
    pub fn export_current(&self, format: Format) {
        let id = self.current.get_untracked().id.get_untracked();
        self.export(&id, format);
    }

    /// Has the browser save a conversation as a file.
    pub fn export(&self, id: &str, format: Format) {
        let summaries = self.summaries.get_untracked();
        let found = summaries.into_iter().find(|summary| summary.id == id);
        let title = found.map_or_else(
            || texts::documents::conversation().into(),
            |summary| summary.title,
        );
        let date = clock::today();
        let name = format!("{}-{date}", file_name(&title));
        let (store, id) = (self.store(), id.to_string());
        match format {
            Format::Json => self.save_written(format!("{name}.json"), async move {
                exporting(store, vec![id]).await
            }),
            Format::LightJson => self.share(format!("{name}-light.json"), id),
            Format::Markdown => self.save_written(format!("{name}.md"), async move {
                writing(store, id, title, date, Written::Markdown).await
            }),
            Format::Html => self.save_written(format!("{name}.html"), async move {
                writing(store, id, title, date, Written::Html).await
            }),
        }
    }

    /// Has the browser save all conversations as one file.
    pub fn export_all(&self) {
        let all = self.summaries.get_untracked().into_iter();
        let (store, ids) = (self.store(), all.map(|summary| summary.id).collect());
        self.save_written(
            format!("conversations-{}.json", clock::today()),
            async move { exporting(store, ids).await },
        );
    }

    /// Takes the conversations of a file in, each as a new one, and lists them. How many there were.
    ///
    /// # Errors
    /// Why not, for the user; nothing has changed then.
    pub async fn import(&self, file: File) -> Result<usize, String> {
        self.import_ids(file).await.map(|ids| ids.len())
    }

    /// Whether a file that was handed over is one of exported conversations, by how it begins.
    pub async fn is_archive(&self, file: &File) -> bool {
        let beginning = files::beginning(file, archive::BEGINNING_BYTES).await;
        beginning.is_ok_and(|bytes| archive::is_archive(&String::from_utf8_lossy(&bytes)))
    }

    /// Takes the conversations of a file in, and says so; a single one is put on the screen.
    pub fn take_in(&self, file: File) {
        let session = *self;
        spawn_local(async move {
            match session.import_ids(file).await {
                Ok(ids) => {
                    session.tell(texts::common::imported(ids.len() as u64));
                    if let [id] = &ids[..] {
                        session.open(id);
                    }
                }
                Err(problem) => session.tell(texts::common::not_imported(texts::said(&problem))),
            }
        });
    }

    async fn import_ids(&self, file: File) -> Result<Vec<String>, String> {
        // What is too large is not even read.
        if file.size() > archive::MAX_BYTES as f64 {
            return Err(ArchiveError::TooLarge.to_string());
        }
        let text = String::from_utf8(files::read(&file).await?);
        let text = text.map_err(|_| format!("{} is not a text", file.name()))?;
        let now = self.now_ms();
        let importing = importing(self.store(), text, now).await;
        let ids = importing.map_err(|error| error.to_string())?.await;
        let ids = ids.map_err(|error| error.to_string())?;
        self.list_conversations();
        Ok(ids)
    }

    fn store(&self) -> Rc<dyn RecordStore> {
        self.adapters.with_value(|adapters| adapters.store.clone())
    }

    /// Saves a text that a part of the program writes.
    fn save_written(
        &self,
        name: String,
        writing: impl Future<Output = Work<Result<String, StoreError>>> + 'static,
    ) {
        let session = *self;
        spawn_local(async move {
            let Ok(writing) = writing.await else {
                return session.notice.set(Some(LoadError::words()));
            };
            match writing.await {
                Ok(text) => session.save_text(&name, &text),
                Err(error) => session.report_storage(&error),
            }
        });
    }

    /// Saves a conversation as a file that can be sent, or asks first where that leaves things out.
    fn share(&self, name: String, id: String) {
        let session = *self;
        session.to_share.set(None);
        spawn_local(async move {
            match sharing(session, name, id).await {
                Ok(sharing) => sharing.await,
                Err(_) => session.notice.set(Some(LoadError::words())),
            }
        });
    }

    /// Saves the file of which the person knows what is left out.
    pub fn save_shortened(&self) {
        if let Some(ToShare { name, file }) = self.to_share.get_untracked() {
            self.to_share.set(None);
            self.save_text(&name, &file.text);
        }
    }

    fn save_text(&self, name: &str, text: &str) {
        if let Err(reason) = files::download(name, text) {
            tracing::error!(reason, "the file could not be saved");
            self.notice
                .set(Some(texts::session::browser_refused_file()));
        }
    }
}

/// A title as the name of a file: letters and digits, and lines between.
fn file_name(title: &str) -> String {
    let letters = title.chars().take(NAME_CHARS);
    let letters = letters.map(|it| if it.is_alphanumeric() { it } else { ' ' });
    let words: String = letters.collect::<String>().to_lowercase();
    let words: Vec<&str> = words.split_whitespace().collect();
    match words.join("-") {
        name if name.is_empty() => "conversation".into(),
        name => name,
    }
}

#[wasm_split(exchange, fallible)]
fn exporting(store: Rc<dyn RecordStore>, ids: Vec<String>) -> Work<Result<String, StoreError>> {
    Ok(Box::pin(async move { archive::export(&store, &ids).await }))
}

#[wasm_split(exchange, fallible)]
fn sharing(session: Session, name: String, id: String) -> Work<()> {
    Ok(Box::pin(async move {
        match archive::share(&session.store(), &id).await {
            Ok(file) if file.shortened.is_nothing() => session.save_text(&name, &file.text),
            Ok(file) => session.to_share.set(Some(ToShare {
                name,
                file: Arc::new(file),
            })),
            Err(ShareError::Store(error)) => session.report_storage(&error),
            Err(error @ ShareError::TooLarge) => session.tell(texts::said(&error.to_string())),
        }
    }))
}

#[wasm_split(exchange, fallible)]
fn writing(
    store: Rc<dyn RecordStore>,
    id: String,
    title: String,
    date: String,
    form: Written,
) -> Work<Result<String, StoreError>> {
    Ok(Box::pin(async move {
        let opened = Conversations::new(store).open(&id).await?;
        let document = Document {
            title: &title,
            date: &date,
            transcript: &opened.transcript,
            words: &words(),
        };
        Ok(match form {
            Written::Markdown => document::markdown(document),
            Written::Html => document::html(document),
        })
    }))
}

/// The words of documents in the language that the page speaks.
fn words() -> Words {
    use texts::{common, displays, documents, figures, run, step};

    Words {
        language: texts::language().tag,
        exported: |date| documents::exported(date),
        question: |number| run::question(number),
        attached: common::attached(),
        document: documents::document(),
        answer: common::answer(),
        added: documents::added(),
        step: |number| step::step(number),
        plan: step::plan(),
        best_answer: step::best_answer(),
        answer_as_prose: step::answer_as_prose(),
        summary: step::summary(),
        steps: documents::steps,
        tool_calls: run::tool_calls,
        tool_call: documents::tool_call(),
        call_failed: |reason| documents::call_failed(reason),
        call_not_finished: step::not_finished(),
        output: documents::output(),
        errors_printed: documents::errors_printed(),
        value: documents::value(),
        error: documents::error(),
        not_accepted: documents::not_accepted(),
        ended: documents::ended(),
        no_code: documents::no_code(),
        not_finished: documents::not_finished(),
        step_limit: documents::step_limit,
        token_limit: documents::token_limit,
        cost_limit: documents::cost_limit(),
        stopped: documents::stopped(),
        failed: |reason| documents::failed(reason),
        interrupted: documents::interrupted(),
        picture: |what| documents::picture(what),
        chart: |what| documents::chart(what),
        data: displays::data(),
        columns: texts::column_names(),
        more_rows: documents::more_rows,
        more_characters: figures::more_characters,
        said: texts::said,
    }
}

#[wasm_split(exchange, fallible)]
fn importing(
    store: Rc<dyn RecordStore>,
    text: String,
    now: u64,
) -> Work<Result<Vec<String>, ArchiveError>> {
    Ok(Box::pin(async move {
        archive::import(&store, &text, now).await
    }))
}
