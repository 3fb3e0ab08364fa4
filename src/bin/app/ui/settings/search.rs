//! Which services search, and in which order; folded, since Wikipedia needs nothing.

use leptos::prelude::*;
use micropython_agent::tools::search::SearchService;

use super::draft::Draft;
use super::fields::{Help, error_of};
use super::groups::{is_searching, passed_over};
use super::search_draft::SearchDraft;
use crate::session::Session;
use crate::texts;

/// The search services.
#[component]
pub fn SearchFields(draft: Draft) -> impl IntoView {
    // An error must not hide in the fold.
    let wrong = Memo::new(move |_| {
        let all = draft.search.get();
        let of = |field: &str| error_of(draft, field).is_some();
        of("services.search")
            || all
                .iter()
                .any(|service| of(service.field()) || of(service.key_field()))
    });
    let none_chosen = Signal::derive(move || error_of(draft, "services.search"));
    view! {
        <details data-testid="search-services" prop:open=move || wrong.get() || is_searching()>
            <summary>{texts::services::web_search()}</summary>
            <Help
                testid="search-services"
                help=texts::services::search_hint()
                wrong=none_chosen
            />
            <For each=move || draft.search.get() key=|search| search.service let:search>
                <SearchRow draft search/>
            </For>
        </details>
    }
}

/// One service: whether it is asked and when, its address and its key.
#[component]
fn SearchRow(draft: Draft, search: SearchDraft) -> impl IntoView {
    let service = search.service;
    let id = service.id();
    let hidden = passed_over(&texts::services::search_words(
        title_of(service),
        texts::said(service.hint()),
    ));
    view! {
        // Found as a whole.
        <fieldset class="findable" hidden=move || hidden.get() data-testid=format!("search-{id}")>
            <div class="with-button">
                <label class="check">
                    <input
                        type="checkbox"
                        data-testid=format!("search-{id}-use")
                        prop:checked=move || search.chosen.get()
                        on:change=move |event| search.chosen.set(event_target_checked(&event))
                    />
                    {title_of(service)}
                </label>
                <button
                    type="button"
                    aria-label=texts::services::ask_earlier(title_of(service))
                    data-testid=format!("search-{id}-up")
                    on:click=move |_| draft.move_up(service)
                >
                    "↑"
                </button>
            </div>
            {if service.has_address() {
                view! { <SearchAddress draft search/> }.into_any()
            } else {
                view! { <div class="field"><small>{texts::said(service.hint())}</small></div> }.into_any()
            }}
            {service.needs_key().then(|| view! { <SearchKey draft search/> })}
        </fieldset>
    }
}

/// A service's own name; the model's provider has none.
fn title_of(service: SearchService) -> &'static str {
    match service {
        SearchService::Model => texts::services::models_provider(),
        named => named.title(),
    }
}

/// Where a service is.
#[component]
fn SearchAddress(draft: Draft, search: SearchDraft) -> impl IntoView {
    let service = search.service;
    let id = service.id();
    let wrong = move || error_of(draft, search.field());
    view! {
        <div class="field">
            <label for=format!("service-{id}")>{texts::services::address()}</label>
            <input
                id=format!("service-{id}")
                data-testid=format!("service-{id}")
                type="text"
                spellcheck="false"
                aria-invalid=move || wrong().is_some().to_string()
                aria-describedby=format!("service-{id}-help")
                prop:value=move || search.address.get()
                on:input=move |event| search.address.set(event_target_value(&event))
            />
            <div id=format!("service-{id}-help")>
                {move || wrong().map(|problem| view! {
                    <p class="wrong" role="alert" data-testid=format!("service-{id}-error")>{problem}</p>
                })}
                <small>{texts::said(service.hint())}</small>
            </div>
        </div>
    }
}

/// The key of a service: typed anew or kept.
#[component]
fn SearchKey(draft: Draft, search: SearchDraft) -> impl IntoView {
    let session = expect_context::<Session>();
    let id = search.service.id();
    let kept = move || {
        session
            .masked_service_key(search.service)
            .filter(|_| !search.forget_key.get())
    };
    let wrong = move || error_of(draft, search.key_field());
    view! {
        <div class="field">
            <label for=format!("service-{id}-key")>{texts::services::key()}</label>
            <div class="with-button">
                <input
                    id=format!("service-{id}-key")
                    data-testid=format!("service-{id}-key")
                    type="password"
                    spellcheck="false"
                    autocomplete="off"
                    aria-invalid=move || wrong().is_some().to_string()
                    placeholder=move || kept().map(texts::common::kept_key).unwrap_or_default()
                    prop:value=move || search.key.get()
                    on:input=move |event| search.key.set(event_target_value(&event))
                />
                <Show when=move || kept().is_some()>
                    <button type="button" on:click=move |_| search.forget_key.set(true)>{texts::common::forget()}</button>
                </Show>
            </div>
            {move || wrong().map(|problem| view! { <p class="wrong" role="alert">{problem}</p> })}
            <small>{texts::services::key_sent_to()}</small>
        </div>
    }
}
