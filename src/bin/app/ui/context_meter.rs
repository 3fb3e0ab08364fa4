//! How full the model's context window is, and with what.

use leptos::prelude::*;

use crate::session::Session;
use crate::session::view::Window;
use crate::text::figures::grouped;

/// One line that opens into the parts.
#[component]
pub fn ContextMeter() -> impl IntoView {
    let session = expect_context::<Session>();
    let window = Signal::derive(move || session.current.get().window.get());
    let limit = move || {
        session
            .settings
            .with(|settings| settings.work.context_tokens)
    };
    view! {
        {move || window.get().map(|window| {
            let (tokens, limit) = (window.tokens(), limit());
            let percent = tokens.saturating_mul(100) / limit.max(1);
            let exactness = match window.context.by_vocabulary {
                true => "by OpenAI's tokenizer",
                false => "about",
            };
            view! {
                <details class="context" data-testid="context">
                    <summary class="chip" title="How full the model's context window is">
                        {format!("Context {percent} %")}
                    </summary>
                    <div class="panel">
                        <p>{format!("{} of {} tokens, {exactness}", grouped(tokens), grouped(limit))}</p>
                        <meter min="0" max=limit.to_string() high=(limit / 10 * 8).to_string()
                            value=tokens.to_string() aria-label="Context window"/>
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
        ("Instructions and tools", context.instructions),
        ("Your questions", context.questions),
        ("The model's replies", context.replies),
        ("Observations", context.observations),
        ("Summary of older steps", context.summary),
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
