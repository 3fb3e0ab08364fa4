//! The stores that several devices share: a Redis, and a folder.

use leptos::prelude::*;
use leptos::task::spawn_local;
use micropython_agent::model::ApiKey;

use super::folder::FolderFields;
use super::groups::{Findable, is_searching};
use crate::session::Session;
use crate::session::sync::Synced;
use crate::texts;

/// Its address and token, and the button that merges what is here with what is there.
#[component]
pub fn SyncFields() -> impl IntoView {
    let session = expect_context::<Session>();
    let kept = session.shared.get_untracked();
    let address = RwSignal::new(kept.map(|kept| kept.address).unwrap_or_default());
    let token = RwSignal::new(String::new());
    let result = RwSignal::new(None::<Result<Synced, String>>);
    let working = RwSignal::new(false);
    let masked = move || session.shared.get().map(|kept| kept.masked_token());
    let start = move |_| {
        if working.get_untracked() {
            return;
        }
        working.set(true);
        spawn_local(async move {
            let typed = ApiKey::new(&token.get_untracked());
            let synced = session.sync(address.get_untracked(), typed).await;
            token.set(String::new());
            result.set(Some(synced));
            working.set(false);
        });
    };
    view! {
        <Findable words=texts::device::sync_words()>
        <details data-testid="sync" prop:open=is_searching>
            <summary>{texts::device::sync()}</summary>
            <p>
                {texts::device::sync_how()}
            </p>
            <FolderFields/>
            <div class="field">
                <label for="sync-address">{texts::device::redis()}</label>
                <input id="sync-address" data-testid="sync-address" type="text" spellcheck="false"
                    prop:value=move || address.get()
                    on:input=move |event| address.set(event_target_value(&event))/>
            </div>
            <div class="field">
                <label for="sync-token">{texts::device::token()}</label>
                <input id="sync-token" data-testid="sync-token" type="password" spellcheck="false"
                    autocomplete="off"
                    placeholder=move || masked().map(texts::common::kept_key).unwrap_or_default()
                    prop:value=move || token.get()
                    on:input=move |event| token.set(event_target_value(&event))/>
                <small>
                    {texts::device::token_sent_to()}
                </small>
            </div>
            <button type="button" class="secondary" data-testid="sync-now" disabled=move || working.get()
                on:click=start>
                {move || if working.get() { texts::device::merging() } else { texts::device::merge_now() }}
            </button>
            <Outcome result testid="sync-result"/>
        </details>
        </Findable>
    }
}

/// What came of a merge.
#[component]
pub fn Outcome(
    /// It, once there is one.
    #[prop(into)]
    result: Signal<Option<Result<Synced, String>>>,
    /// Names it for those who drive the page from outside.
    testid: &'static str,
) -> impl IntoView {
    move || {
        result.get().map(|result| match result {
            Ok(synced) => view! {
                <p role="status" data-testid=testid>{words(synced)}</p>
            }
            .into_any(),
            Err(problem) => view! {
                <p class="wrong" role="alert" data-testid=testid>
                    {texts::device::not_merged(texts::said(&problem))}
                </p>
            }
            .into_any(),
        })
    }
}

fn words(synced: Synced) -> String {
    let Synced {
        taken,
        extended,
        parted,
        deleted,
        told,
        relabelled,
        changed: _,
    } = synced;
    if taken + extended + parted + deleted + relabelled + told == 0 {
        return texts::device::all_same().into();
    }
    let mut words = texts::device::merged(taken.into(), extended, deleted, told);
    if parted > 0 {
        words.push(' ');
        words.push_str(&texts::device::parted(parted.into()));
    }
    if relabelled > 0 {
        words.push(' ');
        words.push_str(&texts::device::relabelled(relabelled.into()));
    }
    words
}
