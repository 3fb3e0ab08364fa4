//! Short notices at the bottom with something to press: undo a deletion, use a new version.

use leptos::prelude::*;
use leptos::task::spawn_local;
use micropython_agent::storage::archive::Shortened;
use wasm_split_helpers::wasm_split;

use super::lazy::Lazy;
use super::screen::Screen;
use crate::lazy::LoadError;
use crate::session::Session;
use crate::session::archive::ToShare;
use crate::text::figures;
use crate::texts;

/// Shows what the session offers, while it does.
#[component]
pub fn Toast() -> impl IntoView {
    let session = expect_context::<Session>();
    let screen = expect_context::<Screen>();
    let refused = RwSignal::new(false);
    view! {
        <div class="toasts" role="status" aria-live="polite">
            {move || {
                session.update.get().map(|update| {
                    view! {
                        <div class="toast" data-testid="update">
                            <span>{move || match refused.get() {
                                true => texts::notices::stop_first(),
                                false => texts::notices::new_version(),
                            }}</span>
                            <button data-testid="update-now" on:click=move |_| {
                                match session.at_work_anywhere() {
                                    true => refused.set(true),
                                    false => update.apply(),
                                }
                            }>{texts::notices::use_now()}</button>
                            <button on:click=move |_| session.update.set(None)>{texts::notices::later()}</button>
                        </div>
                    }
                })
            }}
            {move || {
                let here = session.current.get().id.get();
                session.taken_back.get().filter(|it| *it == here).map(|_| {
                    let undo = move |_| spawn_local(async move {
                        match session.undo_rewind().await {
                            Ok(()) => screen.focus_composer(),
                            Err(error) => session.notice.set(Some(error.words())),
                        }
                    });
                    view! {
                        <div class="toast" data-testid="taken-back">
                            <span>{texts::notices::taken_back()}</span>
                            <button data-testid="undo-rewind" on:click=undo>{texts::common::undo()}</button>
                        </div>
                    }
                })
            }}
            {move || session.to_share.with(Option::is_some).then(|| view! { <Lazy view=shortened/> })}
            {move || {
                session.told.get().map(|told| {
                    view! {
                        <div class="toast" data-testid="told">
                            <span>{told}</span>
                            <button class="icon" aria-label=texts::common::close() on:click=move |_| session.told.set(None)>"×"</button>
                        </div>
                    }
                })
            }}
            {move || {
                session.deleted.get().map(|deletion| {
                    let undo = move |_| {
                        if let Some(id) = session.undo_delete()
                            && screen.nothing_to_send()
                        {
                            session.open(&id);
                        }
                    };
                    view! {
                        <div class="toast" data-testid="toast">
                            <span>{texts::notices::deleted(&deletion.summary.title)}</span>
                            <button data-testid="undo-delete" on:click=undo>{texts::common::undo()}</button>
                        </div>
                    }
                })
            }}
        </div>
    }
}

/// Says what a file to be sent leaves out, before it is saved.
#[wasm_split(exchange, fallible)]
fn shortened() -> Result<AnyView, LoadError> {
    let session = expect_context::<Session>();
    let words = session.to_share.with_untracked(|to_share| {
        to_share.as_ref().map(|ToShare { file, .. }| {
            let whole = figures::bytes(file.whole_bytes as u64);
            texts::notices::shortened(whole, left_out(file.shortened))
        })
    });
    Ok(view! {
        <div class="toast" data-testid="shortened">
            <span>{words}</span>
            <button data-testid="save-shortened" on:click=move |_| session.save_shortened()>
                {texts::notices::save_shortened()}
            </button>
            <button data-testid="not-shortened" on:click=move |_| session.to_share.set(None)>
                {texts::common::cancel()}
            </button>
        </div>
    }
    .into_any())
}

/// What is left out of a file, in words: `3 outputs, 1 document`.
fn left_out(shortened: Shortened) -> String {
    let some = |count: usize, words: fn(u64) -> String| (count > 0).then(|| words(count as u64));
    let kinds = [
        some(shortened.texts, texts::notices::shortened_outputs),
        some(shortened.displays, texts::notices::shortened_displays),
        some(shortened.artifacts, texts::notices::shortened_documents),
    ];
    let words: Vec<String> = kinds.into_iter().flatten().collect();
    words.join(", ")
}
