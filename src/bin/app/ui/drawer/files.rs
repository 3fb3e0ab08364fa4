//! The files of the conversation's Python session, as it rests.

use leptos::prelude::*;
use leptos::task::spawn_local;
use micropython_agent::sandbox::{Artifact, FileEntry, FilePath, FileReply, FileRequest};

use super::at_rest;
use crate::session::Session;
use crate::text::figures::bytes;
use crate::text::zip;
use crate::texts;
use crate::ui::artifacts::picture;
use crate::ui::screen::{Preview, Screen};

/// Where artifacts are: they are the conversation's, and stay.
const ARTIFACTS: &str = "/artifacts/";

/// A list of them, read again whenever the session has come to rest.
#[component]
pub fn Files() -> impl IntoView {
    let session = expect_context::<Session>();
    let files = RwSignal::new(None::<Vec<FileEntry>>);
    let problem = RwSignal::new(None::<String>);
    let changed = RwSignal::new(());
    let rests = at_rest(session);
    Effect::new(move |_| {
        changed.track();
        if rests.get().is_none() {
            return;
        }
        spawn_local(async move {
            // The drawer may be closed meanwhile.
            match session.list_files().await {
                Ok(listed) => {
                    files.try_set(Some(listed));
                }
                Err(error) => {
                    problem.try_set(Some(error));
                }
            }
        });
    });
    let act = Actions {
        session,
        screen: expect_context::<Screen>(),
        problem,
        changed,
    };
    let sum = move || {
        files.with(|files| {
            let files = files.as_deref().unwrap_or_default();
            let size = files.iter().map(|file| file.bytes as u64).sum::<u64>();
            texts::drawer::sum(texts::drawer::files(files.len() as u64), bytes(size))
        })
    };
    let some = move || files.with(|all| all.as_ref().is_some_and(|all| !all.is_empty()));
    view! {
        {move || problem.get().map(|problem| view! {
            <p class="wrong" role="alert" data-testid="files-problem">{problem}</p>
        })}
        <Show when=move || files.with(|all| all.as_ref().is_some_and(Vec::is_empty))>
            <p class="hint-text">{texts::drawer::no_files()}</p>
        </Show>
        <Show when=some>
            <div class="sum">
                <small>{sum}</small>
                <button type="button" class="secondary" data-testid="files-zip"
                    on:click=move |_| act.download_all(files.get_untracked().unwrap_or_default())>
                    {texts::drawer::download_all()}
                </button>
            </div>
            <ul class="files" data-testid="files">
                <For each=move || files.get().unwrap_or_default() key=|file| (file.path.clone(), file.bytes, file.modified) let:file>
                    <File act file/>
                </For>
            </ul>
        </Show>
    }
}

#[component]
fn File(act: Actions, file: FileEntry) -> impl IntoView {
    let path = StoredValue::new(file.path.clone());
    let name = file.path.as_str().to_string();
    let (view, download, delete) = (
        texts::drawer::view_file(&name),
        texts::drawer::download(&name),
        texts::drawer::delete(&name),
    );
    let is_artifact = name.starts_with(ARTIFACTS);
    view! {
        <li data-testid="file">
            <code>{name}</code>
            <small>{bytes(file.bytes as u64)}</small>
            <span class="choices">
                <button type="button" data-testid="file-view" aria-label=view
                    on:click=move |_| act.view(path.get_value())>{texts::drawer::view()}</button>
                <button type="button" data-testid="file-download" aria-label=download
                    on:click=move |_| act.download(path.get_value())>{texts::common::download()}</button>
                {(!is_artifact).then(|| view! {
                    <button type="button" data-testid="file-delete" aria-label=delete
                        on:click=move |_| act.delete(path.get_value())>{texts::common::delete()}</button>
                })}
            </span>
        </li>
    }
}

/// What can be done with files.
#[derive(Clone, Copy)]
struct Actions {
    session: Session,
    screen: Screen,
    problem: RwSignal<Option<String>>,
    changed: RwSignal<()>,
}

impl Actions {
    /// Does it, and says what went wrong if it did.
    fn doing(self, work: impl Future<Output = Result<(), String>> + 'static) {
        spawn_local(async move {
            let done = work.await;
            self.problem.try_set(done.err());
        });
    }

    fn view(self, path: FilePath) {
        self.doing(async move {
            let content = self.session.read_session_file(path.clone()).await?;
            let name = name_of(&path);
            let shown = match picture(name, &content) {
                Some(display) if std::str::from_utf8(&content).is_err() => Preview::Picture {
                    name: name.into(),
                    display,
                },
                _ => Preview::Text(
                    Artifact::from_bytes(name, content)
                        .map_err(|_| texts::drawer::is_no_text(path.as_str()))?,
                ),
            };
            self.screen.preview.set(Some(shown));
            Ok(())
        });
    }

    fn download(self, path: FilePath) {
        self.doing(async move {
            let content = self.session.read_session_file(path.clone()).await?;
            self.session.download_bytes(name_of(&path), &content)
        });
    }

    fn delete(self, path: FilePath) {
        self.doing(async move {
            let removed = self.session.files(FileRequest::Remove(path)).await;
            self.changed.try_set(());
            removed
                .map(drop)
                .map_err(|error| texts::said(&error.to_string()))
        });
    }

    fn download_all(self, files: Vec<FileEntry>) {
        self.doing(async move {
            let mut contents = Vec::new();
            for file in files {
                let content = self.session.read_session_file(file.path.clone()).await?;
                let name = file.path.as_str().trim_start_matches('/').to_string();
                contents.push((name, content));
            }
            self.session
                .download_bytes("files.zip", &zip::archive(&contents))
        });
    }
}

impl Session {
    async fn list_files(&self) -> Result<Vec<FileEntry>, String> {
        match self.files(FileRequest::List).await {
            Ok(FileReply::Listed(files)) => Ok(files),
            Ok(FileReply::Content(_) | FileReply::Changed) => {
                Err(texts::drawer::no_answer().into())
            }
            Err(error) => Err(texts::said(&error.to_string())),
        }
    }

    async fn read_session_file(&self, path: FilePath) -> Result<Vec<u8>, String> {
        match self.files(FileRequest::Read(path)).await {
            Ok(FileReply::Content(content)) => Ok(content),
            Ok(FileReply::Listed(_) | FileReply::Changed) => Err(texts::drawer::no_answer().into()),
            Err(error) => Err(texts::said(&error.to_string())),
        }
    }
}

fn name_of(path: &FilePath) -> &str {
    path.as_str().rsplit('/').next().unwrap_or_default()
}
