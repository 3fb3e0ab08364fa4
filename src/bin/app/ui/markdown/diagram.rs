//! Diagrams in Markdown: the source as a block of code, until the drawing is there and where there is
//! none. Of the drawing each element is made here, from data that is checked.

use std::sync::Arc;

use futures::future::{AbortHandle, Abortable};
use leptos::prelude::*;
use leptos::task::spawn_local;
use micropython_agent::diagram::{Anchor, Drawing, Fill, Ink, Kind, Outline, Shape, Stroke, Words};

use crate::session::Session;
use crate::texts;

/// Wider ones are not made smaller to fit: nobody could read them.
const WIDEST: f32 = 1100.0;

/// A block of code in Mermaid's language that has ended.
#[component]
pub fn Diagram(source: String) -> impl IntoView {
    let session = expect_context::<Session>();
    let drawn = RwSignal::new_local(session.drawn(&source));
    if drawn.with_untracked(Option::is_none) {
        let source = source.clone();
        let (handle, registration) = AbortHandle::new_pair();
        on_cleanup(move || handle.abort());
        spawn_local(async move {
            let drawing = Abortable::new(session.draw(&source), registration);
            if let Ok(now) = drawing.await {
                // This place may be gone meanwhile.
                drawn.try_set(Some(now));
            }
        });
    }
    let source_shown = RwSignal::new(false);
    let copied = RwSignal::new(texts::common::copy());
    let source = StoredValue::new(source);
    let copy = move |_| {
        spawn_local(async move {
            copied.set(match session.copy(source.get_value()).await {
                true => texts::common::copied(),
                false => texts::code::copy_not_allowed(),
            });
        });
    };
    let code = move || {
        view! { <pre class="block" tabindex="0"><code>{source.get_value()}</code></pre> }
    };
    let with_buttons = move |drawing: Arc<Drawing>| {
        view! {
            <div class="diagram" data-testid="diagram">
                {move || match source_shown.get() {
                    true => code().into_any(),
                    false => picture(&drawing),
                }}
                <div class="acts">
                    <button type="button" class="quiet" data-testid="diagram-source"
                        on:click=move |_| source_shown.update(|shown| *shown = !*shown)>
                        {move || match source_shown.get() {
                            true => texts::diagram::show_diagram(),
                            false => texts::diagram::show_source(),
                        }}
                    </button>
                    <button type="button" class="quiet" data-testid="diagram-copy" aria-live="polite"
                        on:click=copy>{move || copied.get()}</button>
                </div>
            </div>
        }
    };
    move || match drawn.get() {
        None => code().into_any(),
        Some(Err(reason)) => view! {
            {code()}
            <p class="notice" data-testid="not-drawn">{texts::diagram::not_drawn(reason)}</p>
        }
        .into_any(),
        Some(Ok(drawing)) => with_buttons(drawing).into_any(),
    }
}

fn picture(drawing: &Drawing) -> AnyView {
    let area = drawing.area;
    let plane = format!("{} {} {} {}", area.left, area.top, area.width, area.height);
    let name = texts::diagram::named(kind(drawing.kind), drawing.said());
    let shapes = drawing.shapes.iter().map(shape).collect_view();
    view! {
        <div class="canvas" tabindex="0" role="group" aria-label=texts::diagram::diagram()>
            <svg class:large=move || { area.width > WIDEST } width=area.width.to_string() viewBox=plane
                role="img" aria-label=name>{shapes}</svg>
        </div>
    }
    .into_any()
}

fn shape(shape: &Shape) -> AnyView {
    match shape {
        Shape::Outline(outline) => line(outline),
        Shape::Words(words) => text(words),
    }
}

fn line(outline: &Outline) -> AnyView {
    let class = format!("{} {}", fill(outline.fill), stroke(outline.stroke));
    let opacity = (outline.opacity < 1.0).then(|| outline.opacity.to_string());
    let dashes = outline.dashes.map(|[dash, gap]| format!("{dash} {gap}"));
    view! {
        <path class=class d=outline.path() fill-opacity=opacity
            stroke-width=outline.width.to_string() stroke-dasharray=dashes/>
    }
    .into_any()
}

fn text(words: &Words) -> AnyView {
    let Words { x, y, turned, .. } = *words;
    let class = match words.ink {
        Ink::Plain => "i-plain",
        Ink::Muted => "i-muted",
        Ink::Inverse => "i-inverse",
    };
    let anchor = match words.anchor {
        Anchor::Start => "start",
        Anchor::Middle => "middle",
        Anchor::End => "end",
    };
    view! {
        <text class=class x=x.to_string() y=y.to_string() font-size=words.size.to_string()
            text-anchor=anchor
            transform=(turned != 0.0).then(|| format!("rotate({turned} {x} {y})"))
            font-weight=words.bold.then_some("bold")
            font-style=words.italic.then_some("italic")>{words.text.clone()}</text>
    }
    .into_any()
}

fn fill(fill: Fill) -> String {
    match fill {
        Fill::None => "f-none".into(),
        Fill::Ink => "f-ink".into(),
        Fill::Paper => "f-paper".into(),
        Fill::Node => "f-node".into(),
        Fill::Group => "f-group".into(),
        Fill::Note => "f-note".into(),
        Fill::Hue(hue) => format!("f-hue f{hue}"),
    }
}

fn stroke(stroke: Stroke) -> String {
    match stroke {
        Stroke::None => String::new(),
        Stroke::Ink => "s-ink".into(),
        Stroke::Paper => "s-paper".into(),
        Stroke::Border => "s-border".into(),
        Stroke::Line => "s-line".into(),
        Stroke::Hue(hue) => format!("s-hue s{hue}"),
    }
}

/// What kind of diagram it is, in words.
fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Architecture => texts::diagram::architecture(),
        Kind::Block => texts::diagram::block(),
        Kind::C4 => texts::diagram::c4(),
        Kind::Class => texts::diagram::class(),
        Kind::EntityRelationship => texts::diagram::entity_relationship(),
        Kind::Flowchart => texts::diagram::flowchart(),
        Kind::Gantt => texts::diagram::gantt(),
        Kind::GitGraph => texts::diagram::git_graph(),
        Kind::Journey => texts::diagram::journey(),
        Kind::Kanban => texts::diagram::kanban(),
        Kind::Mindmap => texts::diagram::mindmap(),
        Kind::Packet => texts::diagram::packet(),
        Kind::Pie => texts::diagram::pie(),
        Kind::Quadrant => texts::diagram::quadrant(),
        Kind::Radar => texts::diagram::radar(),
        Kind::Requirement => texts::diagram::requirement(),
        Kind::Sankey => texts::diagram::sankey(),
        Kind::Sequence => texts::diagram::sequence(),
        Kind::State => texts::diagram::state(),
        Kind::Timeline => texts::diagram::timeline(),
        Kind::Treemap => texts::diagram::treemap(),
        Kind::XyChart => texts::diagram::xy_chart(),
    }
}
