//! Where the tools' services are; folded, since few people host their own.

use leptos::prelude::*;

use super::draft::Draft;
use super::fields::TextField;

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
    view! {
        <details data-testid="services" prop:open=move || wrong.get()>
            <summary>"Service addresses of the tools"</summary>
            <TextField draft value=draft.geocoding field="services.geocoding" testid="service-geocoding"
                label="Places (Open-Meteo geocoding)" help="Empty for the public service."/>
            <TextField draft value=draft.forecast field="services.forecast" testid="service-forecast"
                label="Weather (Open-Meteo forecast)" help="Empty for the public service."/>
            <TextField draft value=draft.wikipedia field="services.wikipedia" testid="service-wikipedia"
                label="Search (a MediaWiki site)" help="Empty for the English Wikipedia."/>
            <TextField draft value=draft.reader field="services.reader" testid="service-reader"
                label="Page reader" help="Answers {reader}/{address} with a page as text. Empty for none: pages are then fetched directly, where they allow it."/>
        </details>
    }
}
