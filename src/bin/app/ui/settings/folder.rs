//! The folder that conversations are merged with.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::sync::Outcome;
use crate::session::Session;
use crate::session::sync::Synced;
use crate::texts;

/// Choosing it, allowing it again, merging with it, forgetting it.
#[component]
pub fn FolderFields() -> impl IntoView {
    let session = expect_context::<Session>();
    let result = RwSignal::new(None::<Result<Synced, String>>);
    let working = RwSignal::new(false);
    let choose = move |_| {
        spawn_local(async move {
            working.set(true);
            result.set(session.choose_folder().await.transpose());
            working.set(false);
        });
    };
    let merge = move |_| {
        let asks = session.folder.get_untracked().is_some_and(|it| it.asks);
        spawn_local(async move {
            working.set(true);
            result.set(Some(match asks {
                true => session.allow_folder().await,
                false => session.merge_folder().await,
            }));
            working.set(false);
        });
    };
    let forget = move |_| {
        session.forget_folder();
        result.set(None);
    };
    let standing = move || match session.folder.get() {
        None => texts::device::folder_none().into(),
        Some(folder) if folder.asks => texts::device::folder_waits(&folder.name),
        Some(folder) => texts::device::folder_allowed(&folder.name),
    };
    let verb = move || match session.folder.get() {
        _ if working.get() => texts::device::merging(),
        Some(folder) if folder.asks => texts::device::allow_and_merge(),
        _ => texts::device::merge_now(),
    };
    if !session.has_folders() {
        return view! {
            <p data-testid="folder">
                {texts::device::folder_unsupported()}
            </p>
        }
        .into_any();
    }
    view! {
        <p data-testid="folder">{standing}</p>
        <div class="choices">
            <Show when=move || session.folder.get().is_some()>
                <button type="button" class="secondary" data-testid="folder-merge"
                    disabled=move || working.get() on:click=merge>
                    {verb}
                </button>
            </Show>
            <button type="button" class="secondary" data-testid="folder-choose"
                disabled=move || working.get() on:click=choose>
                {move || match session.folder.get() {
                    Some(_) => texts::device::choose_another(),
                    None => texts::device::choose_folder(),
                }}
            </button>
            <Show when=move || session.folder.get().is_some()>
                <button type="button" class="secondary" data-testid="folder-forget" on:click=forget>
                    {texts::common::forget()}
                </button>
            </Show>
        </div>
        <Outcome result testid="folder-result"/>
    }
    .into_any()
}
