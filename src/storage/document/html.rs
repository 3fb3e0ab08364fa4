//! The document as one page of HTML: no script, nothing that is fetched, and a policy in it that would
//! stop both. Markdown becomes elements; HTML in it stays the text it is.

use pulldown_cmark::html::push_html;
use pulldown_cmark::{Event, HeadingLevel, Options, Tag, TagEnd};

use super::outline::{Question, StepOutline, questions};
use super::{Document, Words, autolink, cut, safe_link, shown};
use crate::sandbox::Artifact;

/// How it looks, in both themes.
const STYLE: &str = include_str!("document.css");

/// What the page may do: look as it does.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/// The whole page.
pub fn html(document: Document<'_>) -> String {
    let title = escaped(document.title);
    let words = document.words;
    let language = escaped(words.language);
    let exported = escaped(&(words.exported)(document.date));
    let mut page = format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n\
         <h1>{title}</h1>\n<p class=\"aside\">{exported}</p>\n"
    );
    for question in questions(document.transcript, words) {
        write_question(&mut page, &question, words);
    }
    page.push_str("</main>\n</body>\n</html>\n");
    page
}

fn write_question(page: &mut String, question: &Question, words: &Words) {
    page.push_str("<article>\n");
    element(page, "h2", "question", question.text.trim());
    write_artifacts(page, words.attached, &question.attached, words);
    if !question.steps.is_empty() {
        let calls: usize = question.steps.iter().map(|step| step.calls.len()).sum();
        let mut sum = (words.steps)(question.steps.len() as u64);
        if calls > 0 {
            sum = format!("{sum}, {}", (words.tool_calls)(calls as u64));
        }
        page.push_str("<details class=\"work\">\n");
        element(page, "summary", "", &sum);
        for step in &question.steps {
            write_step(page, step, words);
        }
        page.push_str("</details>\n");
    }
    if let Some(notice) = &question.notice {
        element(page, "p", "notice", notice);
    }
    if let Some(answer) = &question.answer {
        page.push_str("<section class=\"answer\">\n");
        write_markdown(page, answer);
        page.push_str("</section>\n");
    }
    for display in &question.shown {
        shown::write_html(page, display, words);
    }
    write_artifacts(page, words.document, &question.made, words);
    page.push_str("</article>\n");
}

fn write_step(page: &mut String, step: &StepOutline, words: &Words) {
    page.push_str("<section class=\"step\">\n");
    for added in &step.added {
        element(page, "p", "added", &format!("{}: {added}", words.added));
    }
    element(page, "h3", "", &step.title);
    write_markdown(page, &step.thought);
    if let Some(code) = &step.code {
        element(page, "pre", "code", code);
    }
    for (call, came) in &step.calls {
        page.push_str("<details class=\"call\">\n");
        element(page, "summary", "", call);
        element(page, "pre", "", &cut(came, words));
        page.push_str("</details>\n");
    }
    for (what, output) in &step.outputs {
        element(page, "p", "aside", what);
        element(page, "pre", "output", &cut(output, words));
    }
    page.push_str("</section>\n");
}

fn write_artifacts(page: &mut String, what: &str, artifacts: &[Artifact], words: &Words) {
    for artifact in artifacts {
        page.push_str("<details class=\"document\">\n");
        element(page, "summary", "", &format!("{what}: {}", artifact.name));
        element(page, "pre", "", &cut(&artifact.text, words));
        page.push_str("</details>\n");
    }
}

/// An element with a text.
pub(super) fn element(page: &mut String, tag: &str, class: &str, text: &str) {
    page.push('<');
    page.push_str(tag);
    if !class.is_empty() {
        page.push_str(" class=\"");
        page.push_str(class);
        page.push('"');
    }
    page.push('>');
    // A line break right after the tag would not be shown.
    if tag == "pre" {
        page.push('\n');
    }
    page.push_str(&escaped(text));
    page.push_str("</");
    page.push_str(tag);
    page.push_str(">\n");
}

/// Text that means itself in HTML.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            character => escaped.push(character),
        }
    }
    escaped
}

/// Somebody's Markdown as elements.
pub(super) fn write_markdown(page: &mut String, source: &str) {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    // For each link that is open, whether it is one, and where it leads.
    let mut links: Vec<Option<String>> = Vec::new();
    let events = autolink::events(source, options).flat_map(|(event, _)| match event {
        Event::Html(text) | Event::InlineHtml(text) => vec![Event::Text(text)],
        Event::Start(Tag::HtmlBlock) => vec![Event::Start(Tag::Paragraph)],
        Event::End(TagEnd::HtmlBlock) => vec![Event::End(TagEnd::Paragraph)],
        Event::Start(Tag::Heading { level, .. }) => vec![Event::Start(Tag::Heading {
            level: lowered(level),
            id: None,
            classes: Vec::new(),
            attrs: Vec::new(),
        })],
        Event::End(TagEnd::Heading(level)) => vec![Event::End(TagEnd::Heading(lowered(level)))],
        // A picture would be fetched.
        Event::Start(Tag::Image { .. }) => vec![Event::Text("[image: ".into())],
        Event::End(TagEnd::Image) => vec![Event::Text("]".into())],
        Event::Start(Tag::Link { dest_url, .. }) if safe_link(&dest_url).is_none() => {
            links.push(Some(dest_url.to_string()));
            Vec::new()
        }
        Event::Start(Tag::Link { .. }) => {
            links.push(None);
            vec![event]
        }
        Event::End(TagEnd::Link) => match links.pop().flatten() {
            Some(address) => vec![Event::Text(format!(" ({address})").into())],
            None => vec![event],
        },
        other => vec![other],
    });
    push_html(page, events);
}

/// Headings of a text stand below those of the page.
fn lowered(level: HeadingLevel) -> HeadingLevel {
    match level {
        HeadingLevel::H1 | HeadingLevel::H2 => HeadingLevel::H4,
        HeadingLevel::H3 => HeadingLevel::H5,
        HeadingLevel::H4 | HeadingLevel::H5 | HeadingLevel::H6 => HeadingLevel::H6,
    }
}
