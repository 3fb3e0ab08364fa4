//! What was sent to the model for a step and what came back: a quiet button in the step, and a dialog.

use leptos::prelude::*;
use leptos::task::spawn_local;
use micropython_agent::agent::StepState;
use micropython_agent::model::inspector::{AnswerEnd, Exchange};
use wasm_split_helpers::wasm_split;

use super::dialog::Dialog;
use super::lazy::Lazy;
use super::screen::Screen;
use crate::lazy::LoadError;
use crate::session::Session;
use crate::text::figures::{bytes, duration};
use crate::texts;

/// Characters of a text that are shown.
const SHOWN_CHARS: usize = 200_000;

/// Opens the dialog; not there for steps of which nothing is kept, such as those from before a reload.
#[component]
pub fn RequestButton(
    /// The step's id.
    step: u32,
    /// Where it stands: looked at when that changes.
    state: Memo<StepState>,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let screen = expect_context::<Screen>();
    let is_kept = Memo::new(move |_| {
        state.track();
        session.has_exchanges(step)
    });
    view! {
        <Show when=move || is_kept.get()>
            <button type="button" class="quiet" data-testid="request"
                on:click=move |_| screen.requests.set(Some(step))>
                {texts::requests::request()}
            </button>
        </Show>
    }
}

/// The dialog, closed until a step is asked for.
#[component]
pub fn RequestDialog() -> impl IntoView {
    let screen = expect_context::<Screen>();
    let open = move || screen.requests.with(Option::is_some);
    view! {
        <Dialog open=Signal::derive(open) close=move || screen.requests.set(None) class="preview"
            label=texts::requests::what_was_sent() hook="request-dialog">
            {move || screen.requests.get().map(|step| {
                view! { <Lazy view=move || exchanges(step)/> }
            })}
        </Dialog>
    }
}

#[wasm_split(commands, fallible)]
fn exchanges(step: u32) -> Result<AnyView, LoadError> {
    Ok(view! { <Exchanges step/> }.into_any())
}

#[component]
fn Exchanges(step: u32) -> impl IntoView {
    let session = expect_context::<Session>();
    let screen = expect_context::<Screen>();
    let exchanges = session.exchanges(step);
    view! {
        <header>
            <h2>{texts::requests::what_was_sent()}</h2>
            <button type="button" class="icon" aria-label=texts::common::close() data-testid="request-close"
                on:click=move |_| screen.requests.set(None)>"×"</button>
        </header>
        <div class="content exchanges" tabindex="0" role="region" aria-label=texts::requests::label()>
            <p class="hint-text">
                {texts::requests::key_left_out()}
            </p>
            {exchanges.into_iter().map(|exchange| view! { <OneExchange exchange/> }).collect_view()}
        </div>
    }
}

#[component]
fn OneExchange(exchange: Exchange) -> impl IntoView {
    let session = expect_context::<Session>();
    let said = RwSignal::new("");
    let answer = exchange.answer.clone();
    let curl = exchange.as_curl();
    let too_large = curl.is_none();
    let status = match (answer.status, &answer.end) {
        (_, AnswerEnd::Failed(reason)) => texts::said(reason),
        (None, _) => texts::requests::no_answer().into(),
        (Some(status), AnswerEnd::Open) => texts::requests::arriving(status),
        (Some(status), AnswerEnd::Ended) => {
            texts::requests::in_time(status, duration(answer.duration_ms))
        }
    };
    let copy = move |_| {
        let Some(curl) = curl.clone() else { return };
        spawn_local(async move {
            let copied = session.copy(curl).await;
            said.try_set(if copied {
                texts::common::copied()
            } else {
                texts::requests::copy_refused()
            });
        });
    };
    view! {
        <section class="exchange" data-testid="exchange">
            <h3>{exchange.method} " " {exchange.url.clone()}</h3>
            <p>
                <span data-testid="exchange-status">{status}</span>
                <button type="button" class="secondary" data-testid="copy-curl" disabled=too_large on:click=copy>
                    {texts::requests::copy_as_curl()}
                </button>
                <small role="status">{move || said.get()}</small>
            </p>
            <Message title=texts::requests::sent() open=true headers=exchange.headers body=exchange.body left_out=exchange.body_left_out/>
            <Message title=texts::requests::received() open=false headers=answer.headers body=answer.body left_out=answer.body_left_out/>
        </section>
    }
}

/// Headers and body, folded.
#[component]
fn Message(
    title: &'static str,
    open: bool,
    headers: Vec<(String, String)>,
    body: String,
    left_out: usize,
) -> impl IntoView {
    let size = bytes((body.len() + left_out) as u64);
    let headers: String = headers
        .iter()
        .map(|(name, value)| format!("{name}: {value}\n"))
        .collect();
    let document = serde_json::from_str::<serde_json::Value>(&body).ok();
    let pretty = document.and_then(|document| serde_json::to_string_pretty(&document).ok());
    let body = pretty.unwrap_or(body);
    let end = body.char_indices().nth(SHOWN_CHARS);
    let shown = end
        .map_or(body.as_str(), |(end, _)| &body[..end])
        .to_string();
    let is_cut = left_out > 0 || shown.len() < body.len();
    view! {
        <details open=open>
            <summary>{title} " " <small>{size}</small></summary>
            <pre tabindex="0" role="region" aria-label=title>{headers} "\n" {shown}</pre>
            {is_cut.then(|| view! { <p class="hint-text">{texts::common::only_beginning()}</p> })}
        </details>
    }
}
