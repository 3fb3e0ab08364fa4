//! Views whose code and styles are fetched when they are first shown.

use leptos::prelude::*;
use leptos::reactive::computed::ScopedFuture;
use leptos::task::spawn_local;

use crate::lazy::{self, LoadError};
use crate::texts;

/// Where such a view stands. A view that is there is taken out once, to be shown.
enum Part {
    Loading,
    Loaded(Option<AnyView>),
    Failed(String),
}

/// A view of a part of the program that is loaded later. Failing that, says so and offers to try
/// again.
#[component]
pub fn Lazy<Load, Loading>(
    /// Loads the part and builds the view.
    view: Load,
) -> impl IntoView
where
    Load: Fn() -> Loading + Send + Sync + 'static,
    Loading: Future<Output = Result<AnyView, LoadError>> + 'static,
{
    let part = RwSignal::new_local(Part::Loading);
    let view = StoredValue::new(view);
    // The view belongs to this place, whenever it comes.
    let owner = Owner::current().unwrap_or_default();
    let load = move || {
        let loading = owner.with(|| view.with_value(|view| ScopedFuture::new(view())));
        spawn_local(async move {
            let loaded = match futures::try_join!(lazy::styles(), loading) {
                Ok(((), view)) => Part::Loaded(Some(view)),
                Err(error) => Part::Failed(texts::said(&error.to_string())),
            };
            // This place may be gone meanwhile.
            part.try_set(loaded);
        });
    };
    load();
    let again = move |_| {
        part.set(Part::Loading);
        load();
    };
    move || {
        part.track();
        match &mut *part.write_untracked() {
            // Seen only where it takes a while.
            Part::Loading => {
                view! { <p class="loading late" role="status">{texts::common::loading()}</p> }
                    .into_any()
            }
            Part::Loaded(view) => view.take().into_any(),
            Part::Failed(reason) => view! {
                <div class="not-loaded">
                    <p class="wrong" role="alert" data-testid="not-loaded">{reason.clone()}</p>
                    <button type="button" class="secondary" data-testid="load-again"
                        on:click=again.clone()>{texts::common::try_again()}</button>
                </div>
            }
            .into_any(),
        }
    }
}
