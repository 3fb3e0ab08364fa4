//! The grammar of CPython 3.11, and of the parameters of types of 3.12, with its rules for what is
//! wrong: `grammar.txt`, read into a tree.
//!
//! A line is a rule. `|` is between alternatives, of which the first that fits counts; `?`, `*` and
//! `+` follow what they repeat, `','.x+` is `x` with commas between; `&` and `!` look ahead, `&&`
//! insists, `~` rules out the alternatives that follow. `'…'` is a keyword or a sign, `"…"` a name
//! that is a keyword only there. `^` is before a rule for what is wrong. In braces is what to say of an alternative that fits, and where:
//! see `Parser::conclude`.
//!
//! The grammar is <https://docs.python.org/3.11/reference/grammar.html>, the rules whose names
//! start with `invalid_` are those of CPython's parser.

use super::tokenizer::Kind;

/// `build.rs` writes it: the rules of `grammar.txt`, whose names are their numbers in letters.
const TEXT: &str = include_str!(concat!(env!("OUT_DIR"), "/grammar.txt"));

/// A part of an alternative.
pub enum Part {
    /// A keyword or a sign.
    Word(&'static str),
    /// A name that is a keyword only here.
    Soft(&'static str),
    /// Any name that may be a keyword somewhere.
    AnySoft,
    Token(Kind),
    Rule(usize),
    Group(Vec<Alternative>),
    Optional(Box<Part>),
    /// So many of it, or more.
    Repeated(Box<Part>, usize),
    /// One or more, with a sign between.
    Separated(&'static str, Box<Part>),
    /// Whether it fits here.
    Ahead(Box<Part>, bool),
    Forced(&'static str),
    Cut,
}

/// One way in which a rule may fit.
#[derive(Default)]
pub struct Alternative {
    pub parts: Vec<Part>,
    /// Whether it is tried only to find out what is wrong.
    pub is_invalid: bool,
    /// What to say when it fits.
    pub conclusion: Option<&'static str>,
}

/// All rules, the first for a whole text, the second for an expression in an f-string.
pub fn rules() -> Vec<Vec<Alternative>> {
    let rules = TEXT.lines();
    rules.map(|rest| Reader { rest }.alternatives()).collect()
}

struct Reader {
    rest: &'static str,
}

impl Reader {
    fn take(&mut self, sign: &str) -> bool {
        let rest = self.rest.strip_prefix(sign);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn until(&mut self, end: char) -> &'static str {
        let (text, rest) = self.rest.split_once(end).unwrap_or((self.rest, ""));
        self.rest = rest;
        text
    }

    fn alternatives(&mut self) -> Vec<Alternative> {
        let mut alternatives = vec![Alternative::default()];
        loop {
            self.rest = self.rest.trim_start();
            if self.rest.is_empty() || self.take(")") {
                return alternatives;
            }
            if self.take("|") {
                alternatives.push(Alternative::default());
            } else if let Some(alternative) = alternatives.last_mut() {
                if self.take("{") {
                    alternative.conclusion = Some(self.until('}'));
                    continue;
                }
                alternative.is_invalid |= self.take("^");
                let part = self.repeated();
                alternative.parts.push(part);
            }
        }
    }

    fn repeated(&mut self) -> Part {
        let part = self.part();
        if self.take("?") {
            Part::Optional(Box::new(part))
        } else if self.take("*") {
            Part::Repeated(Box::new(part), 0)
        } else if self.take("+") {
            Part::Repeated(Box::new(part), 1)
        } else {
            part
        }
    }

    fn part(&mut self) -> Part {
        if self.take("&&'") {
            return Part::Forced(self.until('\''));
        }
        if self.take("&") {
            return Part::Ahead(Box::new(self.part()), true);
        }
        if self.take("!") {
            return Part::Ahead(Box::new(self.part()), false);
        }
        if self.take("~") {
            return Part::Cut;
        }
        if self.take("(") {
            return Part::Group(self.alternatives());
        }
        if self.take("\"") {
            return Part::Soft(self.until('"'));
        }
        if self.take("'") {
            let word = self.until('\'');
            if !self.take(".") {
                return Part::Word(word);
            }
            let part = self.part();
            self.take("+");
            return Part::Separated(word, Box::new(part));
        }
        let end = self.rest.find(|letter: char| !letter.is_ascii_alphabetic());
        let (name, rest) = self.rest.split_at(end.unwrap_or(self.rest.len()));
        self.rest = rest;
        Part::Token(match name {
            "NAME" => Kind::Name,
            "NUMBER" => Kind::Number,
            "STRING" => Kind::String,
            "NEWLINE" => Kind::Newline,
            "INDENT" => Kind::Indent,
            "DEDENT" => Kind::Dedent,
            "END" => Kind::End,
            "SOFT" => return Part::AnySoft,
            rule => {
                let digits = rule.bytes().map(|letter| usize::from(letter - b'a') + 1);
                let number = digits.fold(0, |number, digit| number * 26 + digit);
                return Part::Rule(number.saturating_sub(1));
            }
        })
    }
}
