//! Where the tools' services are; folded, since few people host their own.

use leptos::prelude::*;

use super::draft::Draft;
use super::fields::TextField;
use super::groups::{is_searching, passed_over};
use super::search::SearchFields;

/// The services' addresses.
#[component]
pub fn ServiceFields(draft: Draft) -> impl IntoView {
    // An error must not hide in the fold.
    let wrong = Memo::new(move |_| {
        draft.errors.with(|errors| {
            errors
                .iter()
                .any(|error| error.field.starts_with("services."))
        })
    });
    let no_private = passed_over("let tools read pages at private addresses computer network");
    view! {
        <SearchFields draft/>
        <details data-testid="services" prop:open=move || wrong.get() || is_searching()>
            <summary>"Service addresses of the tools"</summary>
            <TextField draft value=draft.geocoding field="services.geocoding" testid="service-geocoding"
                label="Places (Open-Meteo geocoding)" help="Empty for the public service."/>
            <TextField draft value=draft.forecast field="services.forecast" testid="service-forecast"
                label="Weather (Open-Meteo forecast)" help="Empty for the public service."/>
            <TextField draft value=draft.reader field="services.reader" testid="service-reader"
                label="Page reader" help="Answers {reader}/{address} with a page as text. Empty for none: pages are then fetched directly, where they allow it."/>
            <label class="check field" hidden=move || no_private.get()>
                <input
                    type="checkbox"
                    data-testid="private-pages"
                    prop:checked=move || draft.private_pages.get()
                    on:change=move |event| draft.private_pages.set(event_target_checked(&event))
                />
                "Let tools read pages at private addresses (this computer and its network)"
            </label>
        </details>
    }
}
