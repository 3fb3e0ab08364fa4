//! How much is stored on this device, and whether the browser keeps it.

use leptos::task::spawn_local;
use leptos::{html, prelude::*};

use super::groups::Findable;
use crate::session::Session;
use crate::session::archive::take_chosen;
use crate::session::storage::Quota;
use crate::text::figures::bytes;
use crate::texts;

/// What is used of what is allowed, and the way to have it kept.
#[component]
pub fn StorageFields() -> impl IntoView {
    let session = expect_context::<Session>();
    session.measure_storage();
    let persistent = move || session.quota.get().is_some_and(|quota| quota.persistent);
    view! {
        <Findable words=texts::device::storage_words()>
        <fieldset>
            <legend>{texts::common::conversations()}</legend>
            <p data-testid="storage-quota">
                {move || match (session.storage_problem.get().conversations, session.quota.get()) {
                    (Some(problem), _) => texts::device::nothing_stored(texts::said(&problem)),
                    (None, None) => texts::device::room_unknown().into(),
                    (None, Some(quota)) => words(quota),
                }}
            </p>
            <Import/>
            <Show when=move || session.quota.get().is_some() && !persistent()>
                <button
                    type="button"
                    class="secondary"
                    data-testid="storage-persist"
                    on:click=move |_| session.persist()
                >
                    {texts::device::ask_to_keep()}
                </button>
            </Show>
        </fieldset>
        </Findable>
    }
}

/// All conversations as a file, and from one.
#[component]
fn Import() -> impl IntoView {
    let session = expect_context::<Session>();
    let result = RwSignal::new(None::<Result<usize, String>>);
    let field = NodeRef::<html::Input>::new();
    let take = move |_| {
        let chosen = field.get_untracked().and_then(|field| take_chosen(&field));
        let Some(file) = chosen else { return };
        spawn_local(async move {
            let imported = session.import(file).await;
            session.measure_storage();
            result.set(Some(imported));
        });
    };
    let choose = move |_| {
        if let Some(field) = field.get_untracked() {
            field.click();
        }
    };
    view! {
        <div class="choices">
            <button type="button" class="secondary" data-testid="export-all"
                on:click=move |_| session.export_all()>
                {texts::device::export_all()}
            </button>
            <button type="button" class="secondary" on:click=choose>{texts::device::import()}</button>
            <input node_ref=field type="file" accept=".json,application/json" hidden
                data-testid="import-file" aria-label=texts::common::file_of_conversations() on:change=take/>
        </div>
        {move || result.get().map(|result| match result {
            Ok(number) => view! {
                <p role="status" data-testid="import-result">
                    {texts::common::imported(number as u64)}
                </p>
            }
            .into_any(),
            Err(problem) => view! {
                <p class="wrong" role="alert" data-testid="import-result">
                    {texts::common::not_imported(texts::said(&problem))}
                </p>
            }
            .into_any(),
        })}
    }
}

fn words(quota: Quota) -> String {
    let kept = if quota.persistent {
        texts::device::browser_keeps()
    } else {
        texts::device::browser_may_delete()
    };
    let (used, allowed) = (bytes(quota.used as u64), bytes(quota.allowed as u64));
    format!("{} {kept}", texts::device::quota(used, allowed))
}
