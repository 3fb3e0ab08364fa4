//! Trying out what is entered, before it is saved: one click, and what to do if it does not work.

use leptos::prelude::*;
use leptos::task::spawn_local;
use micropython_agent::model::connection::Finding;
use micropython_agent::model::{ApiKey, WireFormat};
use micropython_agent::storage::provider::BUILT_IN;

use super::draft::Draft;
use super::groups::passed_over;
use crate::session::Session;
use crate::session::connection::Entered;
use crate::texts;

/// Where the test stands.
#[derive(Clone, PartialEq)]
enum Test {
    NotMade,
    UnderWay,
    Made(Finding),
}

/// The button, and what came of it.
#[component]
pub fn ConnectionTest(draft: Draft) -> impl IntoView {
    let session = expect_context::<Session>();
    let test = RwSignal::new(Test::NotMade);
    // Counts what is entered: what was found of something else is not shown.
    let entered = Memo::new(move |count: Option<&u32>| {
        draft.base_url.track();
        draft.key.track();
        draft.forget_key.track();
        draft.model.track();
        draft.format.track();
        count.map_or(0, |count| count + 1)
    });
    Effect::new(move |_| {
        entered.track();
        test.set(Test::NotMade);
    });
    let start = move |_| {
        if test.get_untracked() == Test::UnderWay {
            return;
        }
        let of = entered.get_untracked();
        test.set(Test::UnderWay);
        let entered_now = Entered {
            base_url: draft.base_url.get_untracked(),
            format: WireFormat::named(&draft.format.get_untracked()).unwrap_or_default(),
            key: ApiKey::new(&draft.key.get_untracked()),
            forget_key: draft.forget_key.get_untracked(),
            model: draft.model.get_untracked(),
        };
        spawn_local(async move {
            let finding = session.test_connection(entered_now).await;
            // The dialog may have been closed, or something else entered meanwhile.
            if entered.try_get_untracked() == Some(of) {
                test.try_set(Test::Made(finding));
            }
        });
    };
    let standing = move || match test.get() {
        Test::NotMade => "",
        Test::UnderWay => "under-way",
        Test::Made(finding) => finding.standing.name(),
    };
    let hidden = passed_over(texts::provider::words_of_test());
    view! {
        <div class="field" hidden=move || hidden.get() || draft.provider.get() == BUILT_IN>
            <button type="button" class="secondary" data-testid="test-connection" on:click=start>
                {texts::provider::test()}
            </button>
            <div role="status" class="finding" data-testid="connection" data-standing=standing
                class:good=move || matches!(test.get(), Test::Made(finding) if finding.standing.is_good())>
                {move || match test.get() {
                    Test::NotMade => ().into_any(),
                    Test::UnderWay => view! { <p>{texts::provider::asking()}</p> }.into_any(),
                    Test::Made(finding) => view! {
                        <p><strong>{texts::said(&finding.found)}</strong></p>
                        {(!finding.advice.is_empty()).then(|| view! { <p>{texts::said(&finding.advice)}</p> })}
                    }
                    .into_any(),
                }}
            </div>
        </div>
    }
}
