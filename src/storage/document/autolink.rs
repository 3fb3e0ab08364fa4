//! Markdown in which web addresses in running text are links, as GitHub Flavored Markdown has them
//! (<https://github.github.com/gfm/#autolinks-extension->): an answer names its sources like that.

use std::iter;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, Options, Parser, Tag, TagEnd, TextMergeWithOffset};

use super::safe_link;

/// Bytes of an address that becomes a link; a longer one is no address that a person follows.
const MAX_BYTES: usize = 2_000;

/// The events of a text in Markdown, each with its place in the text.
pub fn events(
    source: &str,
    options: Options,
) -> impl Iterator<Item = (Event<'_>, Range<usize>)> + use<'_> {
    let parser = Parser::new_ext(source, options).into_offset_iter();
    // How deep it is in what is a link already, or is no running text.
    let mut closed = 0_usize;
    // The parser ends a text at each character that might have had a meaning.
    TextMergeWithOffset::new(parser).flat_map(move |(event, place)| {
        match &event {
            Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_)) => closed += 1,
            Event::End(TagEnd::Link | TagEnd::Image | TagEnd::CodeBlock) => {
                closed = closed.saturating_sub(1);
            }
            Event::Text(text) if closed == 0 && text.contains("://") => {
                return linked(text, &place);
            }
            _ => {}
        }
        vec![(event, place)]
    })
}

/// A text with its addresses as links.
fn linked<'a>(text: &str, place: &Range<usize>) -> Vec<(Event<'a>, Range<usize>)> {
    let mut events = Vec::new();
    let mut written = 0;
    let owned = |text: &str| CowStr::from(text.to_string());
    for address in addresses(text) {
        let (before, shown) = (&text[written..address.start], &text[address.clone()]);
        let link = Tag::Link {
            link_type: LinkType::Autolink,
            dest_url: owned(shown),
            title: "".into(),
            id: "".into(),
        };
        events.extend([
            Event::Text(owned(before)),
            Event::Start(link),
            Event::Text(owned(shown)),
            Event::End(TagEnd::Link),
        ]);
        written = address.end;
    }
    events.push(Event::Text(owned(&text[written..])));
    events.retain(|event| !matches!(event, Event::Text(text) if text.is_empty()));
    events
        .into_iter()
        .zip(iter::repeat(place.clone()))
        .collect()
}

/// Where the addresses are in a text. Each character is looked at a fixed number of times.
fn addresses(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(colon) = text[from..].find("://").map(|at| from + at) {
        let rest = colon + "://".len();
        let end = text[rest..].find(ends_address);
        let end = end.map_or(text.len(), |length| rest + length);
        if let Some(start) = scheme(&text[from..colon]).map(|at| from + at) {
            let end = rest + without_punctuation(&text[rest..end]).len();
            if is_address(&text[start..end], &text[rest..end]) {
                found.push(start..end);
            }
        }
        // What is in an address, or in what looks like one, is none of its own.
        from = end;
    }
    found
}

/// Where the scheme begins that a text ends with, if it is one of the web's and no part of a word.
fn scheme(text: &str) -> Option<usize> {
    let letters = text.bytes().rev().take_while(u8::is_ascii_alphabetic);
    let start = text.len() - letters.count();
    let is_known = ["http", "https"]
        .iter()
        .any(|known| text[start..].eq_ignore_ascii_case(known));
    // Not every language puts a blank before it.
    let is_word = text[..start].ends_with(|before: char| before.is_ascii_alphanumeric());
    (is_known && !is_word).then_some(start)
}

/// Whether an address, of which this comes after its scheme, leads where it seems to.
fn is_address(address: &str, rest: &str) -> bool {
    let host = rest.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    // What stands before an @ looks like the host and is none.
    let is_host = host.starts_with(char::is_alphanumeric) && !host.contains('@');
    is_host && address.len() <= MAX_BYTES && safe_link(address) == Some(address)
}

/// Blanks, what opens an element, the punctuation of languages that put no blank before it, and what
/// is not seen or turns the direction of what is.
fn ends_address(character: char) -> bool {
    character.is_whitespace()
        || character.is_control()
        || matches!(
            character,
            '<' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
                | '\u{3000}'..='\u{303f}' | '\u{feff}' | '\u{ff01}'..='\u{ff20}'
        )
}

/// Without the punctuation of the sentence that it stands in: marks at its end, and brackets that were
/// not opened in it.
fn without_punctuation(address: &str) -> &str {
    let count = |sign| address.matches(sign).count();
    let mut unopened = count(')').saturating_sub(count('('));
    address.trim_end_matches(|last: char| match last {
        ')' if unopened > 0 => {
            unopened -= 1;
            true
        }
        '?' | '!' | '.' | ',' | ':' | ';' | '*' | '_' | '~' | '\'' | '"' | '”' | '’' | '“'
        | '»' | '«' | '…' | ']' | '}' | '|' => true,
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The links of a text, each with what it shows.
    fn links(source: &str) -> Vec<(String, String)> {
        let mut links: Vec<(String, String)> = Vec::new();
        let mut open = false;
        for (event, _) in events(source, Options::ENABLE_TABLES) {
            match event {
                Event::Start(Tag::Link { dest_url, .. }) => {
                    links.push((dest_url.to_string(), String::new()));
                    open = true;
                }
                Event::End(TagEnd::Link) => open = false,
                Event::Text(text) | Event::Code(text) if open => {
                    if let Some((_, shown)) = links.last_mut() {
                        shown.push_str(&text);
                    }
                }
                _ => {}
            }
        }
        links
    }

    /// What is linked in a text whose links all show where they lead.
    fn linked(source: &str) -> Vec<String> {
        let links = links(source).into_iter();
        links
            .map(|(address, shown)| {
                assert_eq!(address, shown);
                address
            })
            .collect()
    }

    #[test]
    fn addresses_in_running_text_are_links() {
        for (source, expected) in [
            (
                "Sources: https://en.wikipedia.org/wiki/Climate_of_Rome",
                "https://en.wikipedia.org/wiki/Climate_of_Rome",
            ),
            (
                "See HTTP://localhost:8000/a?b=1&c=2#d.",
                "HTTP://localhost:8000/a?b=1&c=2#d",
            ),
            ("(https://x.org/a)", "https://x.org/a"),
            ("https://x.org/a_(b)", "https://x.org/a_(b)"),
            ("(see https://x.org/a_(b)).", "https://x.org/a_(b)"),
            ("**https://x.org**!", "https://x.org"),
            ("\"https://x.org/\", he said", "https://x.org/"),
            ("见https://x.org/路，然后", "https://x.org/路"),
            (
                "https://de.wikipedia.org/wiki/Köln…",
                "https://de.wikipedia.org/wiki/Köln",
            ),
            ("a<b>https://x.org</b>", "https://x.org"),
            ("|a|\n|-|\n|https://x.org|", "https://x.org"),
            ("https://x.org/&amp;y", "https://x.org/&y"),
            ("<https://x.org/a>", "https://x.org/a"),
            ("https://x.org/\u{202e}gpj.exe", "https://x.org/"),
        ] {
            assert_eq!(linked(source), [expected], "{source}");
        }
        assert_eq!(
            linked("https://a.org, https://b.org; https://c.org").len(),
            3
        );
    }

    #[test]
    fn links_and_code_stay_what_they_are() {
        assert_eq!(
            links("[a https://b.org](https://c.org)"),
            [("https://c.org".into(), "a https://b.org".into())]
        );
        for source in [
            "`https://x.org`",
            "```\nhttps://x.org\n```",
            "    https://x.org",
            "![https://x.org](https://y.org)",
        ] {
            assert_eq!(links(source), [], "{source}");
        }
    }

    #[test]
    fn what_only_looks_like_an_address_stays_text() {
        let long = format!("https://x.org/{}", "a".repeat(MAX_BYTES));
        for source in [
            "http:/\\evil.org",
            "http:evil.org",
            "https://",
            "https://.",
            "https:///evil.org",
            "https://\\evil.org",
            "https://good.org@evil.org",
            "https://good.org:80@evil.org/a",
            "https://)",
            "xhttps://a.org",
            "javascript://x.org/%0aalert(1)",
            "ftp://x.org",
            "file:///etc/passwd",
            "://x.org",
            "view-source:httpss://x.org",
            &long,
        ] {
            assert_eq!(linked(source), [""; 0], "{source}");
        }
    }

    #[test]
    fn a_long_text_of_nothing_else_is_read_at_once() {
        for piece in ["https://", "https://x.org/ ", "://", "https://a.org/)", "h"] {
            let text = piece.repeat(200_000 / piece.len());
            let started = std::time::Instant::now();
            addresses(&text);
            assert!(started.elapsed().as_secs() < 2, "{piece}");
        }
    }
}
