//! How much is stored on this device, and whether the browser keeps it.

use leptos::prelude::*;

use crate::session::Session;
use crate::session::storage::Quota;
use crate::text::figures::bytes;

/// What is used of what is allowed, and the way to have it kept.
#[component]
pub fn StorageFields() -> impl IntoView {
    let session = expect_context::<Session>();
    session.measure_storage();
    let persistent = move || session.quota.get().is_some_and(|quota| quota.persistent);
    view! {
        <fieldset>
            <legend>"Storage on this device"</legend>
            <p data-testid="storage-quota">
                {move || match (session.storage_problem.get().conversations, session.quota.get()) {
                    (Some(problem), _) => format!("Nothing is being stored: {problem}."),
                    (None, None) => "The browser does not say how much room there is.".into(),
                    (None, Some(quota)) => words(quota),
                }}
            </p>
            <Show when=move || session.quota.get().is_some() && !persistent()>
                <button
                    type="button"
                    class="secondary"
                    data-testid="storage-persist"
                    on:click=move |_| session.persist()
                >
                    "Ask the browser to keep it"
                </button>
            </Show>
        </fieldset>
    }
}

fn words(quota: Quota) -> String {
    let kept = if quota.persistent {
        "The browser keeps it until you delete it."
    } else {
        "The browser may delete it when this device runs out of room."
    };
    let (used, allowed) = (bytes(quota.used), bytes(quota.allowed));
    format!("{used} of {allowed} used. {kept}")
}
