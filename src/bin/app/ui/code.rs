//! Python source with the line numbers of its tracebacks.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::session::Session;
use crate::text::highlight::{Kind, Language, PYTHON, Piece, highlight};
use crate::texts;

/// A step's code; the failing line, if any, is marked.
#[component]
pub fn CodeBlock(
    /// The source, as far as it has arrived.
    #[prop(into)]
    code: Signal<String>,
    /// The line that raised, counted from 1.
    #[prop(into)]
    failing: Signal<Option<usize>>,
) -> impl IntoView {
    let lines = Memo::new(move |_| code.with(|code| highlight(code, &PYTHON)));
    let numbers = move || {
        let count = lines.with(Vec::len);
        (1..=count)
            .map(|number| format!("{number}\n"))
            .collect::<String>()
    };
    let rows = move || lines.get().into_iter().enumerate().collect::<Vec<_>>();
    let session = expect_context::<Session>();
    let said = RwSignal::new(texts::common::copy());
    let copy = move |_| {
        spawn_local(async move {
            said.set(match session.copy(code.get_untracked()).await {
                true => texts::common::copied(),
                false => texts::code::copy_not_allowed(),
            });
        });
    };
    view! {
        <div class="code">
            <button type="button" class="copy" data-testid="copy-step" on:click=copy
                aria-live="polite">{move || said.get()}</button>
            <pre class="numbers" aria-hidden="true">{numbers}</pre>
            <pre class="source" tabindex="0" aria-label=texts::common::python_code()><code data-testid="step-code">
                // While code is written, the lines that are there stay.
                <For each=rows key=Clone::clone let((index, line))>
                    <Line line failed=Signal::derive(move || failing.get() == Some(index + 1))/>
                </For>
            </code></pre>
        </div>
    }
}

/// One line, its break included, so that the text of the whole is the source.
#[component]
fn Line(line: Vec<Piece>, #[prop(into)] failed: Signal<bool>) -> impl IntoView {
    view! {
        <span class:failed=move || failed.get()>{pieces(line)} "\n"</span>
    }
}

/// Highlighted source without line numbers, for code inside an answer.
pub fn highlighted(source: &str, language: &Language) -> impl IntoView + use<> {
    let lines = highlight(source, language);
    lines
        .into_iter()
        .map(|line| view! { <Line line failed=false/> })
        .collect_view()
}

fn pieces(line: Vec<Piece>) -> impl IntoView {
    line.into_iter()
        .map(|Piece { kind, text }| view! { <span class=class(kind)>{text}</span> })
        .collect_view()
}

fn class(kind: Kind) -> &'static str {
    match kind {
        Kind::Plain => "",
        Kind::Keyword => "keyword",
        Kind::String => "string",
        Kind::Number => "number-literal",
        Kind::Function => "function",
        Kind::Comment => "comment",
    }
}
