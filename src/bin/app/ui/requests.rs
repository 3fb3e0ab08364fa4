//! What was sent to the model and what came back, of a step or of all: a quiet button in the step, and a
//! dialog.

use leptos::prelude::*;
use leptos::task::spawn_local;
use micropython_agent::agent::StepState;
use micropython_agent::model::inspector::{AnswerEnd, Exchange};
use wasm_split_helpers::wasm_split;

use super::dialog::Dialog;
use super::lazy::Lazy;
use super::screen::{Requests, Screen};
use crate::lazy::LoadError;
use crate::session::Session;
use crate::session::inspecting::purpose;
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
                on:click=move |_| screen.requests.set(Some(Requests::OfStep(step)))>
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
            {move || screen.requests.get().map(|requests| {
                view! { <Lazy view=move || exchanges(requests)/> }
            })}
        </Dialog>
    }
}

#[wasm_split(commands, fallible)]
fn exchanges(requests: Requests) -> Result<AnyView, LoadError> {
    Ok(view! { <Exchanges requests/> }.into_any())
}

#[component]
fn Exchanges(requests: Requests) -> impl IntoView {
    let session = expect_context::<Session>();
    let screen = expect_context::<Screen>();
    let exchanges = match requests {
        Requests::OfStep(step) => session.exchanges(step),
        Requests::All => session.all_exchanges(),
    };
    let none = exchanges.is_empty();
    let exchanges = exchanges.into_iter().map(|exchange| {
        let purpose = (requests == Requests::All).then(|| purpose(&exchange.step));
        view! { <OneExchange exchange purpose/> }
    });
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
            {none.then(|| view! { <p>{texts::requests::none()}</p> })}
            {exchanges.collect_view()}
        </div>
    }
}

#[component]
fn OneExchange(
    exchange: Exchange,
    /// What it was made for, where that is to be said.
    purpose: Option<String>,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let said = RwSignal::new("");
    let answer = exchange.answer.clone();
    let curl = exchange.as_curl();
    let too_large = curl.is_none();
    // Of many, one looks at few.
    let open = purpose.is_none();
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
                {purpose.map(|purpose| view! { <b data-testid="exchange-purpose">{purpose}</b> })}
                <span data-testid="exchange-status">{status}</span>
                <button type="button" class="secondary" data-testid="copy-curl" disabled=too_large on:click=copy>
                    {texts::requests::copy_as_curl()}
                </button>
                <small role="status">{move || said.get()}</small>
            </p>
            <Message title=texts::requests::sent() open=open headers=exchange.headers body=exchange.body left_out=exchange.body_left_out/>
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
