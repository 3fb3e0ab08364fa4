//! Python's `re`: its syntax, its semantics and its words for what is wrong.
//!
//! A request is an object with `pattern` and `flags`, and where there is something to search with
//! `text`. With `bytes` set, `pattern`, `text` and `template` are bytes in hexadecimal. With a `key`
//! the text is kept until another one is: a request with the key need not have it, and is answered
//! with `null` if it should have.
//!
//! | operation | beside these | answer |
//! |---|---|---|
//! | `re.compile` | | `[flags, groups, {name: group}]` |
//! | `re.find` | `start`, `end`, `anchor`, `limit` | see [`scan::Matches`] |
//! | `re.findall` | `start`, `end` | a list of texts, or of lists of texts |
//! | `re.split` | `limit` | a list of texts, with `null` for groups that are not in a match |
//! | `re.sub` | `limit`, `template` | `[text, count]` |
//! | `re.template` | `template` | a list of texts and groups |
//!
//! Instead of any answer comes an object `{kind, message, position}`: an exception.

mod cache;
mod category;
mod class;
mod compiler;
mod error;
mod first;
mod flags;
mod fold;
mod matcher;
mod parser;
mod program;
mod scan;
mod template;
mod text;
mod texts;
mod tokens;
mod tree;

use std::rc::Rc;

use serde::Deserialize;

use super::bytes;
use super::error::NativeError;
use error::RegexError;
use matcher::Anchor;
use program::Program;
use scan::Range;
use text::Text;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Request {
    pattern: String,
    flags: u32,
    #[serde(default)]
    bytes: bool,
    #[serde(default)]
    text: Option<String>,
    #[serde(default)]
    key: Option<String>,
    #[serde(default)]
    template: String,
    #[serde(default)]
    start: usize,
    #[serde(default)]
    end: Option<usize>,
    #[serde(default)]
    anchor: RequestedAnchor,
    #[serde(default)]
    limit: i64,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "lowercase")]
enum RequestedAnchor {
    #[default]
    Search,
    Match,
    Fullmatch,
}

impl Request {
    fn read(request: &str) -> std::result::Result<Self, NativeError> {
        let mut request: Self = serde_json::from_str(request)?;
        if request.bytes {
            let own = [&mut request.pattern, &mut request.template];
            for text in own.into_iter().chain(&mut request.text) {
                *text = bytes::decode(text)?.into_iter().map(char::from).collect();
            }
        }
        Ok(request)
    }

    /// The text to search; none when Python has to send it.
    fn take_text(&mut self) -> Option<Rc<Text>> {
        match (self.text.take(), self.key.take()) {
            (None, Some(key)) => texts::kept(&key),
            (text, key) => {
                let text = Rc::new(Text::new(text.unwrap_or_default()));
                if let Some(key) = key {
                    texts::keep(key, &text);
                }
                Some(text)
            }
        }
    }

    fn range(&self, text: &Text) -> Range {
        let length = text.characters().len();
        Range {
            start: self.start.min(length),
            end: self.end.map_or(length, |end| end.min(length)),
            anchor: match self.anchor {
                RequestedAnchor::Search => Anchor::Nowhere,
                RequestedAnchor::Match => Anchor::Start,
                RequestedAnchor::Fullmatch => Anchor::Both,
            },
            limit: self.limit,
        }
    }
}

/// Why there is no ordinary answer.
enum Failure {
    /// Python raises this.
    Regex(RegexError),
    /// The answer cannot be written.
    Json(serde_json::Error),
}

impl From<RegexError> for Failure {
    fn from(error: RegexError) -> Self {
        Self::Regex(error)
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Self::Json(error)
    }
}

type Answer = std::result::Result<String, Failure>;

/// Answers a request; none when there is no such operation.
pub fn call(operation: &str, request: &str) -> Option<std::result::Result<String, NativeError>> {
    let operation = match operation {
        "re.compile" => compile,
        "re.find" => find,
        "re.findall" => find_all,
        "re.split" => split,
        "re.sub" => substitute,
        "re.template" => parse_template,
        _ => return None,
    };
    Some(Request::read(request).and_then(|request| request.answer(operation)))
}

impl Request {
    fn answer(
        mut self,
        operation: fn(&Self, &Program, &Text) -> Answer,
    ) -> std::result::Result<String, NativeError> {
        let Some(text) = self.take_text() else {
            return Ok("null".into());
        };
        let program = cache::program(&self.pattern, self.flags, self.bytes);
        let answer = program
            .map_err(Failure::Regex)
            .and_then(|program| operation(&self, &program, &text));
        match answer {
            Ok(answer) => Ok(answer),
            Err(Failure::Regex(error)) => Ok(serde_json::to_string(&error)?),
            Err(Failure::Json(error)) => Err(error.into()),
        }
    }
}

fn compile(_: &Request, program: &Program, _: &Text) -> Answer {
    let mut names: Vec<_> = program.names.iter().collect();
    names.sort_by_key(|(_, group)| **group);
    let names: serde_json::Map<_, _> = names
        .into_iter()
        .map(|(name, group)| (name.clone(), (*group).into()))
        .collect();
    Ok(serde_json::to_string(&(
        program.flags,
        program.groups,
        names,
    ))?)
}

fn find(request: &Request, program: &Program, text: &Text) -> Answer {
    let in_bytes = !request.bytes && !text.is_ascii();
    let matches = scan::matches(program, text, request.range(text), in_bytes)?;
    Ok(serde_json::to_string(&matches)?)
}

fn find_all(request: &Request, program: &Program, text: &Text) -> Answer {
    let found = scan::find_all(program, text, request.range(text))?;
    Ok(serde_json::to_string(&found)?)
}

fn split(request: &Request, program: &Program, text: &Text) -> Answer {
    let pieces = scan::split(program, text, request.range(text))?;
    Ok(serde_json::to_string(&pieces)?)
}

fn substitute(request: &Request, program: &Program, text: &Text) -> Answer {
    let template = template::parse(&request.template, program, request.bytes)?;
    let replaced = scan::substitute(program, text, request.range(text), &template)?;
    Ok(serde_json::to_string(&replaced)?)
}

fn parse_template(request: &Request, program: &Program, _: &Text) -> Answer {
    let template = template::parse(&request.template, program, request.bytes)?;
    Ok(serde_json::to_string(&template)?)
}
