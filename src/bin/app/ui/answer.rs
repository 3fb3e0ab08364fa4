//! The answer to a question, for reading and for taking along.

use leptos::prelude::*;
use micropython_agent::agent::Answer;

use super::markdown::Markdown;
use crate::session::Session;
use crate::texts;

/// What the copy button says.
#[derive(Clone, Copy, PartialEq)]
enum Copy {
    Ready,
    Copied,
    Refused,
}

/// The answer as text, with a button that copies its Markdown.
#[component]
pub fn AnswerCard(answer: Answer) -> impl IntoView {
    let session = expect_context::<Session>();
    let copied = RwSignal::new(Copy::Ready);
    let text = Signal::stored(answer.text);
    let copy = move |_| {
        leptos::task::spawn_local(async move {
            let done = session.copy(text.get_untracked()).await;
            // The conversation may have been left meanwhile; then nobody sees the button.
            copied.try_set(if done { Copy::Copied } else { Copy::Refused });
        });
    };
    view! {
        <section class="answer" aria-label=texts::common::answer()>
            <div data-testid="answer"><Markdown text/></div>
            <div class="acts">
                <button data-testid="copy-answer" aria-live="polite" on:click=copy>
                    {move || match copied.get() {
                        Copy::Ready => texts::common::copy(),
                        Copy::Copied => texts::common::copied(),
                        Copy::Refused => texts::answer::copy_refused(),
                    }}
                </button>
            </div>
        </section>
    }
}
