//! The search of conversations: the field, and what was found.

use leptos::wasm_bindgen::JsCast;
use leptos::{ev, html, prelude::*};
use web_sys::HtmlElement;

use super::entry::Entry;
use crate::session::Session;
use crate::session::searching::Hit;
use crate::texts;
use crate::ui::screen::Screen;

/// Where to type what is searched for. Esc ends the search, Enter opens the first result.
#[component]
pub fn SearchField() -> impl IntoView {
    let session = expect_context::<Session>();
    let screen = expect_context::<Screen>();
    let field = NodeRef::<html::Input>::new();
    Effect::new(move |before: Option<u32>| {
        let times = screen.focus_search.get();
        if before.is_some_and(|before| before != times) {
            // A drawer that is being opened takes no focus before it is seen.
            request_animation_frame(move || {
                if let Some(field) = field.get_untracked() {
                    let _ = field.focus();
                    field.select();
                }
            });
        }
        times
    });
    let on_key = move |event: ev::KeyboardEvent| {
        match event.key().as_str() {
            "Escape" if untrack(|| session.search.is_on()) => session.search_for(String::new()),
            "Enter" => {
                if let Some(first) = untrack(|| session.hits()).first() {
                    let found = first.excerpt.as_ref().map(|excerpt| excerpt.place);
                    screen.open(session, &first.summary.id, found);
                }
            }
            "ArrowDown" => focus_first(),
            _ => return,
        }
        event.prevent_default();
    };
    view! {
        <input
            node_ref=field
            type="search"
            class="search"
            aria-label=texts::common::search_conversations()
            placeholder=texts::common::search()
            title=texts::rail::search_hint()
            autocomplete="off"
            data-testid="search"
            prop:value=move || session.search.text.get()
            on:input=move |event| session.search_for(event_target_value(&event))
            on:keydown=on_key
        />
    }
}

/// What was found so far, and how far the search has come.
#[component]
pub fn Found() -> impl IntoView {
    let session = expect_context::<Session>();
    let hits = Memo::new(move |_| session.hits());
    let looking = move || {
        let (looked, all) = session.search.progress.get()?;
        Some(texts::rail::searched(looked, all))
    };
    // Told once it has ended: a screen reader would read every number.
    let outcome = move || match (session.search.progress.get(), hits.with(Vec::len)) {
        (Some(_), _) => String::new(),
        (None, 0) => texts::rail::nothing_found().into(),
        (None, found) => texts::rail::found(found as u64),
    };
    view! {
        <p class="none" aria-hidden="true">{looking}</p>
        <p class="none" role="status" data-testid="search-standing">{outcome}</p>
        {move || session.search.problem.get().map(|problem| view! {
            <p class="wrong" role="alert">{texts::rail::ended_early(texts::said(&problem))}</p>
        })}
        <ul data-testid="search-hits">
            <For
                each=move || hits.get()
                key=|hit: &Hit| (hit.summary.id.clone(), hit.summary.title.clone(), hit.excerpt.is_some())
                let:hit
            >
                <HitEntry hit/>
            </For>
        </ul>
    }
}

#[component]
fn HitEntry(hit: Hit) -> impl IntoView {
    let place = hit.excerpt.as_ref().map(|excerpt| excerpt.place);
    let excerpt = hit.excerpt.map(|excerpt| {
        view! {
            <p class="excerpt">{excerpt.before}<mark>{excerpt.found}</mark>{excerpt.after}</p>
        }
        .into_any()
    });
    view! { <Entry summary=hit.summary below=excerpt place/> }
}

fn focus_first() {
    if let Ok(Some(first)) = document().query_selector(".list .title") {
        // It is shown, so it takes the focus.
        let _ = first.unchecked_into::<HtmlElement>().focus();
    }
}
