//! Markdown as views, element by element. There is no way from a model's text to the page's HTML:
//! raw HTML stays text, links pass an allow-list, and images wait for a click.

mod coloured;
mod diagram;
mod formula;
mod notes;

use leptos::prelude::*;
use micropython_agent::math::dollars;
use micropython_agent::storage::document::{autolink, host, safe_link};
use pulldown_cmark::{Alignment, CodeBlockKind, Event, HeadingLevel, Tag, TagEnd};

use self::coloured::Coloured;
use self::diagram::Diagram;
use self::formula::formula;
use self::notes::Notes;
use super::code::{CopyButton, highlighted};
use crate::text::blocks::{Growing, OPTIONS, Piece, is_fenced};
use crate::text::highlight::PYTHON;
use crate::texts;

/// Nesting past this is flattened, so that no text can exhaust the stack.
const DEPTH: usize = 40;

/// Blocks that the browser leaves alone together while they are not on the screen.
const BLOCKS: usize = 16;

fn section_of(blocks: Memo<Vec<Piece>>, section: usize) -> Vec<Piece> {
    let of_section = |all: &Vec<Piece>| all.chunks(BLOCKS).nth(section).map(<[Piece]>::to_vec);
    blocks.with(of_section).unwrap_or_default()
}

/// Text as Markdown; follows the signal.
#[component]
pub fn Markdown(
    /// The source.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    // A block that is as it was stays as it is.
    let growing = StoredValue::new(Growing::default());
    let blocks = Memo::new(move |_| {
        let update = |growing: &mut Growing| text.with(|text| growing.update(&dollars(text)));
        growing.try_update_value(update).unwrap_or_default()
    });
    let sections = move || 0..blocks.with(Vec::len).div_ceil(BLOCKS);
    view! {
        <div class="markdown">
            <For each=sections key=|section| *section let:section>
                <div class="blocks">
                    <For each=move || section_of(blocks, section) key=|block| block.id
                        children=|block| render(&block.text)/>
                </div>
            </For>
        </div>
    }
}

/// An element under construction.
struct Open<'a> {
    tag: Option<Tag<'a>>,
    children: Vec<AnyView>,
    /// The text in it, for code and for images.
    text: String,
    /// Whether it is code between fences of which the last one has come.
    fenced: bool,
}

/// Builds the views of a text.
fn render(source: &str) -> AnyView {
    let mut notes = Notes::new();
    let mut stack = vec![Open {
        tag: None,
        children: Vec::new(),
        text: String::new(),
        fenced: false,
    }];
    let mut alignments = Vec::new();
    for (event, place) in autolink::events(source, OPTIONS) {
        match event {
            Event::Start(tag) => {
                if let Tag::Table(columns) = &tag {
                    alignments.clone_from(columns);
                }
                stack.push(Open {
                    tag: Some(tag),
                    children: Vec::new(),
                    text: String::new(),
                    fenced: is_fenced(&source[place]),
                });
            }
            Event::End(end) => close(&mut stack, end, &alignments, &mut notes),
            // Two prices in a line, and not a formula.
            Event::InlineMath(_) if is_price(&source[place.end..]) => {
                let text = source[place].to_string();
                add_leaf(&mut stack, Event::Text(text.into()), &mut notes);
            }
            other => add_leaf(&mut stack, other, &mut notes),
        }
    }
    stack
        .pop()
        .map(|root| (root.children, notes.finish()).into_any())
        .unwrap_or_else(|| ().into_any())
}

/// Whether a sign that a digit follows ends no formula: it is a dollar.
fn is_price(after: &str) -> bool {
    after.starts_with(|next: char| next.is_ascii_digit())
}

/// Ends the topmost element and hands its view to the one below.
fn close(stack: &mut Vec<Open<'_>>, end: TagEnd, alignments: &[Alignment], notes: &mut Notes) {
    if stack.len() < 2 {
        return;
    }
    let Some(done) = stack.pop() else { return };
    let depth = stack.len();
    let Some(parent) = stack.last_mut() else {
        return;
    };
    if let Some(Tag::FootnoteDefinition(label)) = &done.tag {
        notes.add(label, done.children);
        return;
    }
    let column = parent.children.len();
    parent.text.push_str(&done.text);
    if depth > DEPTH {
        parent.children.extend(done.children);
        return;
    }
    let alignment = match end {
        TagEnd::TableCell => alignments.get(column).copied().unwrap_or(Alignment::None),
        _ => Alignment::None,
    };
    let in_head = matches!(parent.tag, Some(Tag::TableHead));
    let view = match done.tag {
        Some(Tag::TableCell) => cell(done.children, alignment, in_head),
        Some(Tag::CodeBlock(kind)) => code_block(&kind, done.text, done.fenced),
        Some(tag) => element(tag, done.children, done.text),
        None => done.children.into_any(),
    };
    parent.children.push(view);
}

/// Adds what has no content of its own.
fn add_leaf(stack: &mut [Open<'_>], event: Event<'_>, notes: &mut Notes) {
    let Some(open) = stack.last_mut() else { return };
    let view = match event {
        // HTML is shown as the text it is.
        Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => {
            open.text.push_str(&text);
            text.to_string().into_any()
        }
        Event::Code(text) => {
            open.text.push_str(&text);
            view! { <code>{text.to_string()}</code> }.into_any()
        }
        Event::SoftBreak => {
            open.text.push(' ');
            "\n".into_any()
        }
        Event::HardBreak => view! { <br/> }.into_any(),
        Event::Rule => view! { <hr/> }.into_any(),
        Event::TaskListMarker(done) => if done { "☑ " } else { "☐ " }.into_any(),
        Event::FootnoteReference(label) => notes.reference(&label),
        Event::InlineMath(source) => {
            open.text.push_str(&source);
            formula(&source, false)
        }
        Event::DisplayMath(source) => {
            open.text.push_str(&source);
            formula(&source, true)
        }
        Event::Start(_) | Event::End(_) => return,
    };
    open.children.push(view);
}

fn element(tag: Tag<'_>, children: Vec<AnyView>, text: String) -> AnyView {
    match tag {
        Tag::Paragraph => view! { <p>{children}</p> }.into_any(),
        Tag::Heading { level, .. } => heading(level, children),
        Tag::BlockQuote(_) => view! { <blockquote>{children}</blockquote> }.into_any(),
        Tag::List(None) => view! { <ul>{children}</ul> }.into_any(),
        Tag::List(Some(start)) => view! { <ol start=start.to_string()>{children}</ol> }.into_any(),
        Tag::Item => view! { <li>{children}</li> }.into_any(),
        // A table scrolls by itself where it is wider than the page.
        Tag::Table(_) => view! { <div class="table"><table>{children}</table></div> }.into_any(),
        Tag::TableHead => view! { <thead><tr>{children}</tr></thead> }.into_any(),
        Tag::TableRow => view! { <tr>{children}</tr> }.into_any(),
        Tag::Emphasis => view! { <em>{children}</em> }.into_any(),
        Tag::Strong => view! { <strong>{children}</strong> }.into_any(),
        Tag::Strikethrough => view! { <del>{children}</del> }.into_any(),
        Tag::Link { dest_url, .. } => link(&dest_url, children),
        Tag::Image { dest_url, .. } => image(&dest_url, text),
        _ => children.into_any(),
    }
}

/// Headings of a text stand below those of the page.
fn heading(level: HeadingLevel, children: Vec<AnyView>) -> AnyView {
    match level {
        HeadingLevel::H1 | HeadingLevel::H2 => view! { <h3>{children}</h3> }.into_any(),
        HeadingLevel::H3 => view! { <h4>{children}</h4> }.into_any(),
        HeadingLevel::H4 | HeadingLevel::H5 | HeadingLevel::H6 => {
            view! { <h5>{children}</h5> }.into_any()
        }
    }
}

fn cell(children: Vec<AnyView>, alignment: Alignment, in_head: bool) -> AnyView {
    let class = match alignment {
        Alignment::Right => "right",
        Alignment::Center => "center",
        Alignment::Left | Alignment::None => "",
    };
    if in_head {
        view! { <th class=class>{children}</th> }.into_any()
    } else {
        view! { <td class=class>{children}</td> }.into_any()
    }
}

fn code_block(kind: &CodeBlockKind<'_>, text: String, fenced: bool) -> AnyView {
    let language = match kind {
        CodeBlockKind::Fenced(language) => language.to_ascii_lowercase(),
        CodeBlockKind::Indented => String::new(),
    };
    if language == "mermaid" && fenced {
        return view! { <Diagram source=text/> }.into_any();
    }
    let content = match language.as_str() {
        "python" | "py" | "python3" | "micropython" => highlighted(&text, &PYTHON).into_any(),
        "" => text.clone().into_any(),
        _ => view! { <Coloured language text=text.clone()/> }.into_any(),
    };
    view! {
        <div class="block">
            <CopyButton code=Signal::stored(text) hook="copy-code-block"/>
            <pre tabindex="0"><code>{content}</code></pre>
        </div>
    }
    .into_any()
}

/// A link, if its address may be one; else its text, followed by the address.
fn link(address: &str, children: Vec<AnyView>) -> AnyView {
    match safe_link(address) {
        Some(address) => view! {
            <a href=address.to_string() target="_blank" rel="noopener noreferrer">{children}</a>
        }
        .into_any(),
        None => view! { {children} " (" {address.to_string()} ")" }.into_any(),
    }
}

/// A button that says what would be loaded and from where; the image itself after a click.
fn image(address: &str, alternative: String) -> AnyView {
    let Some((address, host)) = safe_link(address).zip(host(address)) else {
        return format!("[{}]", texts::markdown::image(alternative)).into_any();
    };
    let loaded = RwSignal::new(false);
    let (address, label) = (
        address.to_string(),
        format!("{} ({host})", texts::markdown::image(&alternative)),
    );
    view! {
        <Show
            when=move || loaded.get()
            fallback=move || view! {
                <button class="image" title=texts::markdown::load_image() on:click=move |_| loaded.set(true)>
                    {label.clone()}
                </button>
            }
        >
            <img src=address.clone() alt=alternative.clone() referrerpolicy="no-referrer"/>
        </Show>
    }
    .into_any()
}
