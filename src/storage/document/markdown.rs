//! The document as Markdown (CommonMark, <https://spec.commonmark.org/0.31.2/>). Fences are longer than
//! those in what they hold, raw HTML and pictures stay text, and a fence that a model left open ends with its text.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};

use super::outline::{Question, StepOutline, questions};
use super::{Document, Words, cut, safe_link, shown};
use crate::sandbox::Artifact;

/// Characters of a question that make a heading.
const HEADING_CHARS: usize = 200;

/// The whole document.
pub fn markdown(document: Document<'_>) -> String {
    let mut text = String::new();
    block(&mut text, &format!("# {}", plain(document.title)));
    let words = document.words;
    let exported = (words.exported)(document.date);
    block(&mut text, &format!("{}.", plain(&exported)));
    for (number, question) in (1..).zip(questions(document.transcript, words)) {
        write_question(&mut text, number, &question, words);
    }
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}

fn write_question(text: &mut String, number: u64, question: &Question, words: &Words) {
    let asked = question.text.trim();
    if asked.lines().count() == 1 && asked.chars().count() <= HEADING_CHARS {
        block(text, &format!("## {}", plain(asked)));
    } else {
        block(text, &format!("## {}", (words.question)(number)));
        block(text, &quoted(asked));
    }
    write_artifacts(text, words.attached, &question.attached, words);
    for step in &question.steps {
        write_step(text, step, words);
    }
    if question.answer.is_some() || question.notice.is_some() {
        block(text, &format!("### {}", words.answer));
    }
    if let Some(notice) = &question.notice {
        block(text, &format!("*{}*", plain(notice)));
    }
    if let Some(answer) = &question.answer {
        block(text, &contained(answer));
    }
    for display in &question.shown {
        shown::write_text(text, display, words);
    }
    write_artifacts(text, words.document, &question.made, words);
}

fn write_step(text: &mut String, step: &StepOutline, words: &Words) {
    for added in &step.added {
        block(text, &format!("{}:\n\n{}", words.added, quoted(added)));
    }
    block(text, &format!("### {}", step.title));
    block(text, &contained(&step.thought));
    if let Some(code) = &step.code {
        block(text, &fenced("python", code));
    }
    for (call, came) in &step.calls {
        block(text, &format!("{}:", words.tool_call));
        block(
            text,
            &fenced("", &format!("{call}\n→ {}", cut(came, words))),
        );
    }
    for (what, output) in &step.outputs {
        block(text, &format!("{what}:"));
        block(text, &fenced("", &cut(output, words)));
    }
}

fn write_artifacts(text: &mut String, what: &str, artifacts: &[Artifact], words: &Words) {
    for artifact in artifacts {
        let name = plain(artifact.name.as_str());
        block(text, &format!("{what}: {name}"));
        block(text, &fenced("", &cut(&artifact.text, words)));
    }
}

/// Adds a block, and an empty line behind it.
pub(super) fn block(text: &mut String, block: &str) {
    let block = block.trim_end();
    if !block.is_empty() {
        text.push_str(block);
        text.push_str("\n\n");
    }
}

/// Code between fences that it does not hold.
pub(super) fn fenced(language: &str, content: &str) -> String {
    let mut longest = 0;
    let mut run = 0;
    for character in content.chars() {
        run = if character == '`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    let fence = "`".repeat(3.max(longest + 1));
    let content = content.trim_end_matches('\n');
    format!("{fence}{language}\n{content}\n{fence}")
}

/// One line in which nothing is markup.
pub(super) fn plain(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for character in text.trim().chars() {
        match character {
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&'
            | '$' => {
                line.push('\\');
                line.push(character);
            }
            character if character.is_whitespace() || character.is_control() => line.push(' '),
            character => line.push(character),
        }
    }
    line
}

/// What the user typed, marked as theirs.
fn quoted(text: &str) -> String {
    let mut quoted = String::new();
    for line in contained(text).lines() {
        // A `String` takes all that is written.
        let _ = writeln!(quoted, "> {line}");
    }
    quoted
}

/// Somebody's Markdown: its HTML, its pictures and the links that must not be followed are text, and
/// what it leaves open ends with it.
pub(super) fn contained(source: &str) -> String {
    let source = source.trim_end();
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let mut escaped = BTreeSet::new();
    let mut escape = |range: &Range<usize>, characters: &[char]| {
        let found = source[range.clone()].match_indices(characters);
        escaped.extend(found.map(|(at, _)| range.start + at));
    };
    let mut depth = 0_usize;
    let mut open_fence = None;
    for (event, range) in Parser::new_ext(source, options).into_offset_iter() {
        match &event {
            // What stands between tags becomes Markdown where these are text.
            Event::Html(_) | Event::InlineHtml(_) => escape(&range, &['<', '[', '`', '~']),
            // A picture would be fetched; as a link it waits.
            Event::Start(Tag::Image { dest_url, .. }) => match safe_link(dest_url) {
                Some(_) => escape(&(range.start..range.start + 1), &['!']),
                None => escape(&range, &['!', '[']),
            },
            Event::Start(Tag::Link { dest_url, .. }) if safe_link(dest_url).is_none() => {
                escape(&range, &['<', '[']);
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_)))
                if depth == 0 && range.end >= source.len() =>
            {
                open_fence = unclosed(&source[range]);
            }
            _ => {}
        }
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    let mut text = String::with_capacity(source.len() + escaped.len());
    let mut written = 0;
    for place in escaped {
        text.push_str(&source[written..place]);
        text.push('\\');
        written = place;
    }
    text.push_str(&source[written..]);
    if let Some(fence) = open_fence {
        text.push('\n');
        text.push_str(&fence);
    }
    text
}

/// What closes this code block, if nothing does.
fn unclosed(block: &str) -> Option<String> {
    let mut lines = block.lines();
    let first = lines.next()?.trim_start();
    let mark = first.chars().next()?;
    let length = first.chars().take_while(|it| *it == mark).count();
    let last = lines.next_back().unwrap_or_default().trim();
    let closes = last.chars().count() >= length && last.chars().all(|it| it == mark);
    (!closes).then(|| mark.to_string().repeat(length))
}
