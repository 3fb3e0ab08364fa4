//! What a browser without JavaScript Promise Integration gets instead of the page.

use leptos::prelude::*;

/// Says what is missing and which browsers have it.
#[component]
pub fn Unsupported() -> impl IntoView {
    view! {
        <main class="unsupported" data-testid="unsupported">
            <h1>"This browser cannot run the sandbox yet"</h1>
            <p>
                "Python runs here in WebAssembly and waits for its tools through JavaScript Promise "
                "Integration (JSPI), which this browser does not have. Please open the page in one of these:"
            </p>
            <ul>
                <li>"Chrome or Edge 137 or later"</li>
                <li>"Firefox 153 or later"</li>
                <li>"Safari 27 or later"</li>
            </ul>
            <p>"Nothing was loaded or sent."</p>
        </main>
    }
}
