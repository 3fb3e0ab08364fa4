//! Where the tools' services are; folded, since few people host their own.

use leptos::prelude::*;

use super::draft::Draft;
use super::fields::TextField;
use super::groups::{is_searching, passed_over};
use super::search::SearchFields;
use crate::texts;

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
    let no_private = passed_over(texts::services::private_pages_words());
    view! {
        <SearchFields draft/>
        <details data-testid="services" prop:open=move || wrong.get() || is_searching()>
            <summary>{texts::services::service_addresses()}</summary>
            <TextField draft value=draft.geocoding field="services.geocoding" testid="service-geocoding"
                label=texts::services::geocoding() help=texts::services::public_service()/>
            <TextField draft value=draft.forecast field="services.forecast" testid="service-forecast"
                label=texts::services::forecast() help=texts::services::public_service()/>
            <TextField draft value=draft.reader field="services.reader" testid="service-reader"
                label=texts::services::reader() help=texts::services::reader_help()/>
            <label class="check field" hidden=move || no_private.get()>
                <input
                    type="checkbox"
                    data-testid="private-pages"
                    prop:checked=move || draft.private_pages.get()
                    on:change=move |event| draft.private_pages.set(event_target_checked(&event))
                />
                {texts::services::private_pages()}
            </label>
        </details>
    }
}
