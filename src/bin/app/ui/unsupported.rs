//! What a browser without JavaScript Promise Integration gets instead of the page.

use crate::texts;
use leptos::prelude::*;

/// Says what is missing and which browsers have it.
#[component]
pub fn Unsupported() -> impl IntoView {
    view! {
        <main class="unsupported" data-testid="unsupported">
            <h1>{texts::unsupported::heading()}</h1>
            <p>
                {texts::unsupported::why()}
            </p>
            <ul>
                <li>{texts::unsupported::chrome()}</li>
                <li>{texts::unsupported::firefox()}</li>
                <li>{texts::unsupported::safari()}</li>
            </ul>
            <p>{texts::unsupported::nothing_sent()}</p>
        </main>
    }
}
