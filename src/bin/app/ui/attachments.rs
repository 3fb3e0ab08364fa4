//! Artifacts that go with what is being typed: chosen, dropped or pasted, shown until they are sent.

use leptos::task::spawn_local;
use leptos::{ev, html, prelude::*};
use micropython_agent::sandbox::Artifact;
use web_sys::{DataTransfer, File, FileList, HtmlInputElement};

use super::artifacts::ArtifactChip;
use super::screen::Screen;
use crate::session::Session;
use crate::texts;

/// A pasted text of so many characters becomes an artifact.
const LONG_PASTE: usize = 4_000;

/// What the file picker offers first. Any text is taken.
const OFFERED: &str = ".txt,.md,.csv,.json,.html,.py,text/*,application/json";

/// Opens the file picker.
#[component]
pub fn AttachButton() -> impl IntoView {
    let session = expect_context::<Session>();
    let screen = expect_context::<Screen>();
    let picker = NodeRef::<html::Input>::new();
    let chosen = move |_| {
        let Some(picker) = picker.get_untracked() else {
            return;
        };
        attach_all(session, screen, files_of(picker.files()));
        // The same file may be chosen again after it was removed.
        picker.set_value("");
        screen.focus_composer();
    };
    view! {
        <input
            node_ref=picker
            type="file"
            multiple
            hidden
            accept=OFFERED
            data-testid="attach-file"
            on:change=chosen
        />
        <button
            type="button"
            class="chip"
            data-testid="attach"
            title=texts::artifacts::attach_hint()
            on:click=move |_| {
                if let Some(picker) = picker.get_untracked() {
                    let picker: &HtmlInputElement = &picker;
                    picker.click();
                }
            }
        >
            {texts::artifacts::attach()}
        </button>
    }
}

/// The artifacts that will be sent, each with a button that removes it, and why one is not there.
#[component]
pub fn Attached() -> impl IntoView {
    let screen = expect_context::<Screen>();
    let remove = move |name: String| {
        screen
            .attached
            .update(|all| all.retain(|artifact| artifact.name.as_str() != name));
        screen.attach_problem.set(None);
        screen.focus_composer();
    };
    view! {
        <Show when=move || !screen.attached.with(Vec::is_empty)>
            <ul class="attached" aria-label=texts::common::attached() data-testid="attached">
                {move || screen.attached.get().into_iter().map(|artifact| {
                    let name = artifact.name.to_string();
                    let label = texts::artifacts::remove(&name);
                    view! {
                        <li>
                            <ArtifactChip artifact/>
                            <button type="button" class="icon" aria-label=label.clone() title=label
                                data-testid="detach" on:click=move |_| remove(name.clone())>"×"</button>
                        </li>
                    }
                }).collect_view()}
            </ul>
        </Show>
        <Show when=move || screen.attach_problem.with(Option::is_some)>
            <p class="wrong" role="alert" data-testid="attach-problem">
                {move || screen.attach_problem.get()}
            </p>
        </Show>
    }
}

/// Attaches what is pasted, if it is files or a long text. Whether it was taken.
pub fn take_paste(session: Session, screen: Screen, event: &ev::ClipboardEvent) -> bool {
    let Some(pasted) = event.clipboard_data() else {
        return false;
    };
    let files = files_in(&pasted);
    if !files.is_empty() {
        attach_all(session, screen, files);
        return true;
    }
    let text = pasted.get_data("text/plain").unwrap_or_default();
    if text.chars().count() < LONG_PASTE {
        return false;
    }
    let name = free_name(screen);
    match Artifact::new(&name, text) {
        Ok(artifact) => attach(session, screen, artifact),
        Err(error) => screen
            .attach_problem
            .set(Some(texts::said(&error.to_string()))),
    }
    true
}

/// Takes what is dropped anywhere on the page, and shows that it would.
pub fn listen_to_drops(session: Session, screen: Screen) {
    let over = window_event_listener(ev::dragover, move |event: ev::DragEvent| {
        let has_files = event
            .data_transfer()
            .is_some_and(|data| data.types().includes(&texts::common::files().into(), 0));
        if has_files {
            // Without this the browser would leave the page for the file.
            event.prevent_default();
            screen.dragging.set(true);
        }
    });
    let left = window_event_listener(ev::dragleave, move |event: ev::DragEvent| {
        if event.related_target().is_none() {
            screen.dragging.set(false);
        }
    });
    let dropped = window_event_listener(ev::drop, move |event: ev::DragEvent| {
        screen.dragging.set(false);
        let Some(data) = event.data_transfer() else {
            return;
        };
        let files = files_in(&data);
        if !files.is_empty() {
            event.prevent_default();
            take_dropped(session, screen, files);
            screen.focus_composer();
        }
    });
    on_cleanup(move || {
        over.remove();
        left.remove();
        dropped.remove();
    });
}

/// Files of exported conversations are imported, all others attached.
fn take_dropped(session: Session, screen: Screen, files: Vec<File>) {
    spawn_local(async move {
        let mut attached = Vec::new();
        for file in files {
            match session.is_archive(&file).await {
                true => session.take_in(file),
                false => attached.push(file),
            }
        }
        if !attached.is_empty() {
            attach_all(session, screen, attached);
        }
    });
}

fn attach_all(session: Session, screen: Screen, files: Vec<File>) {
    screen.attach_problem.set(None);
    spawn_local(async move {
        for file in files {
            match session.read_file(file).await {
                Ok(artifact) => attach(session, screen, artifact),
                Err(problem) => tell(screen, texts::said(&problem)),
            }
        }
    });
}

/// Adds one in the place of any of the same name, if there is room.
fn attach(session: Session, screen: Screen, artifact: Artifact) {
    let mut all = screen.attached.get_untracked();
    all.retain(|other| other.name != artifact.name);
    all.push(artifact);
    match session.check_room(&all) {
        Ok(()) => screen.attached.set(all),
        Err(problem) => tell(screen, texts::said(&problem)),
    }
}

/// Several problems stand one below the other.
fn tell(screen: Screen, problem: String) {
    screen.attach_problem.update(|told| {
        *told = Some(match told.take() {
            Some(before) => format!("{before}\n{problem}"),
            None => problem,
        });
    });
}

fn free_name(screen: Screen) -> String {
    let taken = |name: &String| {
        screen
            .attached
            .with_untracked(|all| all.iter().any(|it| it.name.as_str() == name))
    };
    let mut names = (1..).map(texts::artifacts::pasted_name);
    names.find(|name| !taken(name)).unwrap_or_default()
}

fn files_in(data: &DataTransfer) -> Vec<File> {
    files_of(data.files())
}

fn files_of(list: Option<FileList>) -> Vec<File> {
    let Some(list) = list else { return Vec::new() };
    (0..list.length()).filter_map(|at| list.get(at)).collect()
}
