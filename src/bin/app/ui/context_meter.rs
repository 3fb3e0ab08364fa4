//! How full the model's context window is, and with what.

use leptos::prelude::*;

use crate::session::Session;
use crate::session::view::Window;
use crate::text::figures::grouped;
use crate::texts;

/// One line that opens into the parts.
#[component]
pub fn ContextMeter() -> impl IntoView {
    let session = expect_context::<Session>();
    let window = Signal::derive(move || session.current.get().window.get());
    let limits = move || {
        session.settings.with(|settings| {
            let limit = settings.work.context_tokens;
            (
                limit,
                limit / 100 * u64::from(settings.work.compact_percent),
            )
        })
    };
    view! {
        {move || window.get().map(|window| {
            let (tokens, (limit, high)) = (window.tokens(), limits());
            let percent = tokens.saturating_mul(100) / limit.max(1);
            let exactness = match window.context.by_vocabulary {
                true => texts::context::by_tokenizer(),
                false => texts::context::about(),
            };
            view! {
                <details class="context" data-testid="context">
                    <summary class="chip" title=texts::context::hint()>
                        {texts::context::percent(percent)}
                    </summary>
                    <div class="panel">
                        <p>{texts::context::used(grouped(tokens), grouped(limit), exactness)}</p>
                        <meter min="0" max=limit.to_string() high=high.to_string()
                            value=tokens.to_string() aria-label=texts::context::window()/>
                        <dl>{parts(window).into_iter().map(|(name, tokens)| view! {
                            <dt>{name}</dt><dd>{grouped(tokens)}</dd>
                        }).collect_view()}</dl>
                    </div>
                </details>
            }
        })}
    }
}

fn parts(window: Window) -> Vec<(&'static str, u64)> {
    let Window {
        context,
        correction,
    } = window;
    let parts = [
        (texts::context::instructions(), context.instructions),
        (texts::context::questions(), context.questions),
        (texts::context::replies(), context.replies),
        (texts::context::observations(), context.observations),
        (texts::context::summary(), context.summary),
    ];
    parts
        .into_iter()
        .filter(|(_, tokens)| *tokens > 0)
        .map(|(name, tokens)| {
            (
                name,
                micropython_agent::agent::tokens::corrected(tokens, correction),
            )
        })
        .collect()
}
