//! Short notices at the bottom with something to press: undo a deletion, use a new version.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::screen::Screen;
use crate::session::Session;
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
                        if let Err(error) = session.undo_rewind().await {
                            session.notice.set(Some(error.words()));
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
