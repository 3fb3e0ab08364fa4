//! Where a page's main content is: the deepest element that holds most of the prose, without what
//! is marked as something else (menus, banners, comments, what is hidden). One pass over the
//! pieces of the page, with a bounded stack; builds no tree.

use std::collections::HashMap;
use std::ops::Range;

use super::tokens::{Token, attribute};

/// Elements that stand for a part of the page.
const CONTAINERS: [&str; 10] = [
    "body", "main", "article", "section", "div", "td", "table", "form", "header", "ul",
];

/// Elements that prose stands in.
const PROSE: [&str; 5] = ["p", "pre", "blockquote", "li", "dd"];

/// Elements that are never closed.
const VOID: [&str; 8] = ["br", "img", "hr", "input", "meta", "link", "wbr", "source"];

/// Words in a class or id that mark a part as something else than the content.
const BOILERPLATE: [&str; 22] = [
    "advert",
    "banner",
    "breadcrumb",
    "comments",
    "consent",
    "cookie",
    "footer",
    "menu",
    "modal",
    "nav",
    "navbar",
    "navigation",
    "newsletter",
    "pagination",
    "popup",
    "promo",
    "related",
    "share",
    "sharing",
    "sidebar",
    "social",
    "sponsor",
];

/// Roles of parts that are not the content.
const ROLES: [&str; 6] = [
    "navigation",
    "banner",
    "contentinfo",
    "complementary",
    "search",
    "dialog",
];

/// The share of a page's prose that the main content holds.
const MOST: f64 = 0.7;

/// The share of a page's prose that no boilerplate holds, whatever it is called.
const TOO_MUCH: f64 = 0.4;

/// Prose below this weight is not worth a guess: the whole page is taken.
const LEAST_WEIGHT: f64 = 10.0;

/// How deep elements are followed; deeper ones count for the last one that is.
const MAX_DEPTH: usize = 128;

/// Which pieces of a page are its content.
pub(super) struct Outline {
    /// The pieces of the main content.
    pub content: Range<usize>,
    /// Parts in it that are left out: where each begins, and where it ends.
    pub dropped: HashMap<usize, usize>,
    /// Where tables begin that hold data: they have header cells and no other table in them.
    pub data_tables: Vec<usize>,
}

/// An element that is a part of the page.
struct Part {
    name: String,
    pieces: Range<usize>,
    parent: Option<usize>,
    weight: f64,
    boilerplate: bool,
    has_header_cells: bool,
    has_table: bool,
}

/// Finds the main content.
pub(super) fn outline(tokens: &[Token<'_>]) -> Outline {
    let parts = parts(tokens);
    let total = parts.first().map_or(0.0, |page| page.weight);
    let content = if total < LEAST_WEIGHT {
        0..tokens.len()
    } else {
        // Parts come in the order they begin, so the last one that holds enough is the deepest.
        parts
            .iter()
            .rfind(|part| part.weight >= MOST * total)
            .map_or(0..tokens.len(), |part| part.pieces.clone())
    };
    let dropped = parts
        .iter()
        .filter(|part| part.boilerplate && part.weight <= TOO_MUCH * total)
        .map(|part| (part.pieces.start, part.pieces.end))
        .collect();
    let data_tables = parts
        .iter()
        .filter(|part| part.name == "table" && part.has_header_cells && !part.has_table)
        .map(|part| part.pieces.start)
        .collect();
    Outline {
        content,
        dropped,
        data_tables,
    }
}

/// An element that is open.
struct Open<'a> {
    name: &'a str,
    /// The part that it is or is in.
    part: usize,
    is_part: bool,
    /// Characters of its text that are in no link, and commas, if prose stands in it.
    text: usize,
    commas: usize,
    in_link: bool,
    /// The innermost open element that prose stands in, this one or around it.
    prose: Option<usize>,
}

/// The parts of the page; the first one is the page itself. Weights include those of the parts
/// within.
fn parts(tokens: &[Token<'_>]) -> Vec<Part> {
    let mut parts = vec![part("", 0..tokens.len(), None, false)];
    let mut open: Vec<Open<'_>> = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        match token {
            Token::Open { name, attributes } => {
                if VOID.contains(&name.as_str()) || open.len() >= MAX_DEPTH {
                    continue;
                }
                // A paragraph ends where another block begins.
                let is_block =
                    CONTAINERS.contains(&name.as_str()) || PROSE.contains(&name.as_str());
                if is_block
                    && open
                        .last()
                        .is_some_and(|top| top.name == "p" || top.name == name)
                {
                    let top_is_item = open.last().is_some_and(|top| PROSE.contains(&top.name));
                    if top_is_item {
                        close(&mut open, &mut parts, index);
                    }
                }
                let parent = open.last().map_or(0, |top| top.part);
                let boilerplate = is_boilerplate(attributes);
                let is_part = CONTAINERS.contains(&name.as_str()) || boilerplate;
                if name == "th" {
                    parts[parent].has_header_cells = true;
                }
                let number = if is_part {
                    parts.push(part(name, index..tokens.len(), Some(parent), boilerplate));
                    parts.len() - 1
                } else {
                    parent
                };
                let prose = if PROSE.contains(&name.as_str()) {
                    Some(open.len())
                } else {
                    open.last().and_then(|top| top.prose)
                };
                open.push(Open {
                    prose,
                    name,
                    part: number,
                    is_part,
                    text: 0,
                    commas: 0,
                    in_link: name == "a" || open.last().is_some_and(|top| top.in_link),
                });
            }
            Token::Close(name) => {
                let Some(depth) = open.iter().rposition(|element| element.name == name) else {
                    continue;
                };
                while open.len() > depth {
                    // The element's own end belongs to it.
                    close(&mut open, &mut parts, index + 1);
                }
            }
            Token::Text(text) => {
                let Some(top) = open.last() else { continue };
                if top.in_link {
                    continue;
                }
                let prose = top.prose;
                if let Some(element) = prose.and_then(|at| open.get_mut(at)) {
                    element.text += text.trim().len();
                    element.commas += text.matches([',', '，', '、']).count();
                }
            }
        }
    }
    while !open.is_empty() {
        close(&mut open, &mut parts, tokens.len());
    }
    for index in (1..parts.len()).rev() {
        let (weight, parent) = (parts[index].weight, parts[index].parent);
        let inner_table = parts[index].name == "table" || parts[index].has_table;
        if let Some(parent) = parent {
            parts[parent].weight += weight;
            parts[parent].has_table |= inner_table;
            // Header cells are in the table however many parts lie between.
            if parts[index].name != "table" {
                parts[parent].has_header_cells |= parts[index].has_header_cells;
            }
        }
    }
    parts
}

fn part(name: &str, pieces: Range<usize>, parent: Option<usize>, boilerplate: bool) -> Part {
    Part {
        name: name.into(),
        pieces,
        parent,
        weight: 0.0,
        boilerplate,
        has_header_cells: false,
        has_table: false,
    }
}

/// Closes the innermost element: its prose counts for the part that it is in. Weighed as
/// Readability does: a point for each paragraph and comma, and for each 100 characters up to three.
fn close(open: &mut Vec<Open<'_>>, parts: &mut [Part], end: usize) {
    let Some(element) = open.pop() else { return };
    if element.is_part {
        parts[element.part].pieces.end = end;
    }
    if element.text >= 25 {
        let length = (element.text as f64 / 100.0).min(3.0);
        parts[element.part].weight += 1.0 + element.commas as f64 + length;
    }
}

/// Whether an element says that it is not the content.
fn is_boilerplate(attributes: &str) -> bool {
    if attributes.trim().is_empty() {
        return false;
    }
    let value = |name| attribute(attributes, name);
    if value("hidden").is_some() || value("aria-hidden").is_some_and(|hidden| hidden == "true") {
        return true;
    }
    if value("role").is_some_and(|role| ROLES.contains(&role.to_ascii_lowercase().as_str())) {
        return true;
    }
    let hides = |style: String| style.replace(' ', "").contains("display:none");
    if value("style").is_some_and(hides) {
        return true;
    }
    [value("class"), value("id")]
        .into_iter()
        .flatten()
        .any(|names| {
            names
                .to_ascii_lowercase()
                .split(|character: char| !character.is_ascii_alphanumeric())
                .any(|word| BOILERPLATE.contains(&word))
        })
}
