//! Python source with the line numbers of its tracebacks.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::session::Session;
use crate::text::growing_code::{GrowingCode, Part};
use crate::text::highlight::{Kind, Language, Piece, highlight};
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
    let growing = StoredValue::new(GrowingCode::default());
    let parts = Memo::new(move |_| {
        let update = |growing: &mut GrowingCode| code.with(|code| growing.update(code));
        growing.try_update_value(update).unwrap_or_default()
    });
    let numbers = move || {
        let count = parts.with(|parts| parts.last().map(|last| last.first_line + last.lines.len()));
        (1..=count.unwrap_or_default())
            .map(|number| format!("{number}\n"))
            .collect::<String>()
    };
    view! {
        <div class="code">
            <CopyButton code hook="copy-step"/>
            <pre class="numbers" aria-hidden="true">{numbers}</pre>
            <pre class="source" tabindex="0" aria-label=texts::common::python_code()><code data-testid="step-code">
                // While code is written, the parts that are there stay.
                <For each=move || parts.get() key=|part| part.id let:part>
                    <PartView part failing/>
                </For>
            </code></pre>
        </div>
    }
}

/// Takes code along, and says so.
#[component]
pub fn CopyButton(
    /// What is taken along.
    code: Signal<String>,
    /// For tests.
    hook: &'static str,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let said = RwSignal::new(texts::common::copy());
    let copy = move |_| {
        spawn_local(async move {
            let words = match session.copy(code.get_untracked()).await {
                true => texts::common::copied(),
                false => texts::code::copy_not_allowed(),
            };
            // The conversation may have been left meanwhile; then nobody sees the button.
            said.try_set(words);
        });
    };
    view! {
        <button type="button" class="copy" data-testid=hook on:click=copy
            aria-live="polite">{move || said.get()}</button>
    }
}

/// Some lines, with a break before those that are not the first. The text of the whole is the source.
#[component]
fn PartView(part: Part, failing: Signal<Option<usize>>) -> impl IntoView {
    let (first, count) = (part.first_line, part.lines.len());
    let lines = part.lines.iter().enumerate();
    let lines = lines.map(|(index, line)| {
        let failed = move || failing.get() == Some(first + index + 1);
        let end = if index + 1 < count { "\n" } else { "" };
        view! { <span class:failed=failed>{pieces(line.clone())} {end}</span> }
    });
    view! {
        {(first > 0).then_some("\n")}
        <span class="lines">{lines.collect_view()}</span>
    }
}

/// One line, its break included, so that the text of the whole is the source.
#[component]
fn Line(line: Vec<Piece>) -> impl IntoView {
    view! {
        <span>{pieces(line)} "\n"</span>
    }
}

/// Highlighted source without line numbers, for code inside an answer.
pub fn highlighted(source: &str, language: &Language) -> impl IntoView + use<> {
    let lines = highlight(source, language);
    lines
        .into_iter()
        .map(|line| view! { <Line line/> })
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
