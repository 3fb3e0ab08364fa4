//! The stores that several devices share: a Redis, and a folder.

use leptos::prelude::*;
use leptos::task::spawn_local;
use micropython_agent::model::ApiKey;

use super::folder::FolderFields;
use super::groups::{Findable, is_searching};
use crate::session::Session;
use crate::session::sync::Synced;
use crate::text::figures::count;

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
        <Findable words="conversations on several devices sync merge redis upstash folder token">
        <details data-testid="sync" prop:open=is_searching>
            <summary>"Conversations on several devices"</summary>
            <p>
                "They are merged by themselves when the page is opened and when something has changed. "
                "What went on in two places is there twice; what is deleted is deleted everywhere, "
                "unless it went on elsewhere."
            </p>
            <FolderFields/>
            <div class="field">
                <label for="sync-address">"Address of a Redis (Upstash REST)"</label>
                <input id="sync-address" data-testid="sync-address" type="text" spellcheck="false"
                    prop:value=move || address.get()
                    on:input=move |event| address.set(event_target_value(&event))/>
            </div>
            <div class="field">
                <label for="sync-token">"Token"</label>
                <input id="sync-token" data-testid="sync-token" type="password" spellcheck="false"
                    autocomplete="off"
                    placeholder=move || masked().map(|token| format!("{token} (kept; type to replace)")).unwrap_or_default()
                    prop:value=move || token.get()
                    on:input=move |event| token.set(event_target_value(&event))/>
                <small>
                    "Sent to the address above and nowhere else. Remembered together with the model's key. "
                    "Conversations are stored there as they are."
                </small>
            </div>
            <button type="button" class="secondary" data-testid="sync-now" disabled=move || working.get()
                on:click=start>
                {move || if working.get() { "Merging…" } else { "Merge now" }}
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
                    {format!("Not merged: {problem}.")}
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
        return "All devices have the same.".into();
    }
    let mut words = format!(
        "{} taken, {extended} went on, {deleted} deleted, {told} told to the others.",
        count(taken.into(), "conversation")
    );
    if parted > 0 {
        words.push_str(&format!(
            " {} went on in two ways, and stands twice in the list.",
            count(parted.into(), "conversation")
        ));
    }
    if relabelled > 0 {
        words.push_str(&format!(" {relabelled} renamed or pinned elsewhere."));
    }
    words
}
