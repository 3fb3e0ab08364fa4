//! A short notice at the bottom with one thing to press: undo a deletion.

use leptos::prelude::*;

use crate::session::Session;

/// Shows the session's undo offer while there is one.
#[component]
pub fn Toast() -> impl IntoView {
    let session = expect_context::<Session>();
    view! {
        <div class="toasts" role="status" aria-live="polite">
            {move || {
                session.deleted.get().map(|deleted| {
                    view! {
                        <div class="toast" data-testid="toast">
                            <span>"Deleted “" {deleted.title} "”"</span>
                            <button data-testid="undo-delete" on:click=move |_| session.undo_delete()>
                                "Undo"
                            </button>
                        </div>
                    }
                })
            }}
        </div>
    }
}
