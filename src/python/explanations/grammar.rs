//! The grammar of CPython 3.11, and of the parameters of types of 3.12, with its rules for what is
//! wrong: `grammar.txt`, read into a tree.
//!
//! A line is a rule. `|` is between alternatives, of which the first that fits counts; `?`, `*` and
//! `+` follow what they repeat, `','.x+` is `x` with commas between; `&` and `!` look ahead, `&&`
//! insists, `~` rules out the alternatives that follow. `'…'` is a keyword or a sign, `"…"` a name
//! that is a keyword only there. In braces is what to say of an alternative that fits, and where:
//! see `Parser::conclude`.
//!
//! The grammar is <https://docs.python.org/3.11/reference/grammar.html>, the rules whose names
//! start with `invalid_` are those of CPython's parser.

use super::tokenizer::Kind;

const TEXT: &str = include_str!("grammar.txt");

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
    let lines = || TEXT.lines().filter_map(|line| line.split_once(": "));
    let names: Vec<&str> = lines().map(|(name, _)| name).collect();
    let mut reader = Reader {
        rest: "",
        names: &names,
    };
    lines()
        .map(|(_, rule)| {
            reader.rest = rule;
            reader.alternatives()
        })
        .collect()
}

struct Reader<'names> {
    rest: &'static str,
    names: &'names [&'static str],
}

impl Reader<'_> {
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
                // CPython overlooks those within other alternatives, and so does this.
                let is_first = alternative.parts.is_empty();
                alternative.is_invalid |= is_first && self.rest.starts_with("invalid_");
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
        let is_name = |letter: char| letter.is_ascii_alphabetic() || letter == '_';
        let end = self
            .rest
            .find(|letter| !is_name(letter))
            .unwrap_or(self.rest.len());
        let (name, rest) = self.rest.split_at(end);
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
                let number = self.names.iter().position(|name| *name == rule);
                return Part::Rule(number.unwrap_or_default());
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_in_the_grammar_is_that_of_a_rule() {
        let names: Vec<&str> = TEXT
            .lines()
            .filter_map(|line| line.split(": ").next())
            .collect();
        assert_eq!(rules().len(), TEXT.lines().count());
        for line in TEXT.lines() {
            let mut rest = line.to_owned();
            while let Some((before, after)) = rest.split_once('{') {
                rest = format!(
                    "{before}{}",
                    after.split_once('}').map_or("", |(_, rest)| rest)
                );
            }
            let words = rest
                .split(|letter: char| !(letter.is_ascii_lowercase() || "_'\"".contains(letter)));
            for word in words.filter(|word| word.len() > 1 && !word.contains(['\'', '"'])) {
                assert!(names.contains(&word), "{word} in {line}");
            }
        }
    }
}
