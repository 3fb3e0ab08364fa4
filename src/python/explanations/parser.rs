//! Fits tokens into the grammar as CPython does, to come upon the error that CPython comes upon:
//! once to see how far it gets, and once more with the rules for what is wrong.

use std::ops::Range;

use super::grammar::{Alternative, Part};
use super::tokenizer::{Kind, Stop, Token};
use super::{Finding, line_of, strings, targets};

/// How many rules may be in each other: what needs more is too deep for the stack.
const DEEPEST: usize = 1000;

/// What is wrong, or that it is too deep to tell.
type Raised = Option<Box<Finding>>;
/// The token behind what fitted.
type Fit = Result<Option<usize>, Raised>;

/// A text and its tokens.
pub struct Parser<'text> {
    pub text: &'text str,
    pub tokens: &'text [Token],
    pub stop: Option<&'text Stop>,
    /// Where the f-strings start that our parser takes, which may be newer than CPython's.
    pub fine: &'text [usize],
    pub rules: &'text [Vec<Alternative>],
    explains: bool,
    /// How many tokens were looked at.
    filled: usize,
    depth: usize,
    /// What is known for each token: whether and how far a rule fits there.
    known: Vec<Vec<(usize, Option<usize>)>>,
}

impl<'text> Parser<'text> {
    pub fn new(
        text: &'text str,
        tokens: &'text [Token],
        stop: Option<&'text Stop>,
        fine: &'text [usize],
        rules: &'text [Vec<Alternative>],
    ) -> Self {
        Self {
            text,
            tokens,
            stop,
            fine,
            rules,
            explains: false,
            filled: 0,
            depth: 0,
            known: vec![Vec::new(); tokens.len()],
        }
    }

    /// What is wrong; nothing when nothing is, or when it nests too deeply.
    pub fn explain(&mut self, start: usize) -> Option<Box<Finding>> {
        match self.rule(start, 0) {
            Ok(Some(_)) => return None,
            Ok(None) => {}
            Err(raised) => return raised.map(|finding| self.unless_told(finding)),
        }
        let last = *self.tokens.get(self.filled.checked_sub(1)?)?;
        self.explains = true;
        self.known.iter_mut().for_each(Vec::clear);
        match self.rule(start, 0) {
            Err(raised) => raised.map(|finding| self.unless_told(finding)),
            Ok(_) if last.kind == Kind::Indent => {
                Some(self.here("unexpected indent").of_kind("IndentationError"))
            }
            Ok(_) if last.kind == Kind::Dedent => {
                Some(self.here("unexpected unindent").of_kind("IndentationError"))
            }
            Ok(_) => {
                let mut finding = Finding::between("invalid syntax", last.start, last.end);
                if last.kind == Kind::End {
                    // Nothing is pointed at.
                    let line = self
                        .text
                        .get(..last.start)
                        .and_then(|text| text.rfind('\n'));
                    finding.start = line.map_or(0, |at| at + 1);
                    finding.is_before = true;
                }
                Some(self.unless_told(finding))
            }
        }
    }

    /// What the tokenizer has against the rest of the text comes first.
    fn unless_told(&self, finding: Box<Finding>) -> Box<Finding> {
        let Some(stop) = self.stop.filter(|_| self.filled <= self.tokens.len()) else {
            return finding;
        };
        let line = |at| line_of(self.text, at);
        let last = self.tokens.get(self.filled.saturating_sub(1));
        match stop.open {
            _ if stop.told => stop.finding.clone(),
            Some(open) if last.is_some_and(|last| line(last.start) > line(open)) => {
                Finding::never_closed(self.text, open)
            }
            _ => finding,
        }
    }

    /// A finding at the last token that was looked at.
    pub fn here(&self, message: impl Into<String>) -> Box<Finding> {
        let last = self.filled.min(self.tokens.len()).saturating_sub(1);
        let Some(token) = self.tokens.get(last) else {
            return Finding::at(message, 0);
        };
        let mut finding = Finding::between(message, token.start, token.end);
        let is_block = matches!(token.kind, Kind::Indent | Kind::Dedent);
        finding.is_before = is_block && !self.word(last).starts_with('\n');
        finding
    }

    fn word(&self, token: usize) -> &'text str {
        let range = self
            .tokens
            .get(token)
            .map(|token| token.start..token.end.max(token.start + 1));
        range
            .and_then(|range| self.text.get(range))
            .unwrap_or_default()
    }

    /// The text from one token up to another.
    fn between(&self, span: &Range<usize>) -> Range<usize> {
        let start = self.tokens.get(span.start).map_or(0, |token| token.start);
        let end = self
            .tokens
            .get(span.end.saturating_sub(1))
            .map_or(start, |token| token.end);
        start..end.max(start)
    }

    fn token(&mut self, at: usize) -> Result<Token, Raised> {
        self.filled = self.filled.max(at + 1);
        match (self.tokens.get(at), self.stop) {
            (Some(token), _) => Ok(*token),
            (None, Some(stop)) => Err(Some(stop.finding.clone())),
            (None, None) => Err(None),
        }
    }

    fn rule(&mut self, rule: usize, at: usize) -> Fit {
        let known = self.known.get(at).map_or(&[][..], Vec::as_slice);
        if let Some((_, fit)) = known.iter().find(|(known, _)| *known == rule) {
            return Ok(*fit);
        }
        if self.depth >= DEEPEST {
            return Err(None);
        }
        self.depth += 1;
        let alternatives = self.rules.get(rule).map_or(&[][..], Vec::as_slice);
        let fit = self.alternatives(alternatives, at)?;
        self.depth -= 1;
        if let Some(known) = self.known.get_mut(at) {
            known.push((rule, fit));
        }
        Ok(fit)
    }

    fn alternatives(&mut self, alternatives: &'text [Alternative], at: usize) -> Fit {
        for alternative in alternatives {
            if alternative.is_invalid && !self.explains {
                continue;
            }
            let mut end = Some(at);
            let mut is_last = false;
            let mut spans = Vec::new();
            for part in &alternative.parts {
                let Some(start) = end else { break };
                is_last |= matches!(part, Part::Cut);
                end = self.part(part, start)?;
                if alternative.conclusion.is_some() {
                    spans.push(start..end.unwrap_or(start));
                }
            }
            if let (Some(_), Some(conclusion)) = (end, alternative.conclusion) {
                return Ok(self.conclude(conclusion, &spans)?.then_some(end).flatten());
            }
            if end.is_some() || is_last {
                return Ok(end);
            }
        }
        Ok(None)
    }

    fn part(&mut self, part: &'text Part, at: usize) -> Fit {
        match part {
            Part::Rule(rule) => self.rule(*rule, at),
            Part::Group(alternatives) => self.alternatives(alternatives, at),
            Part::Optional(part) => Ok(self.part(part, at)?.or(Some(at))),
            Part::Repeated(part, least) => self.repeated(part, *least, at),
            Part::Separated(sign, part) => self.separated(sign, part, at),
            Part::Ahead(part, expected) => {
                let fits = self.part(part, at)?.is_some();
                Ok((fits == *expected).then_some(at))
            }
            Part::Cut => Ok(Some(at)),
            token => Ok(self.is(token, at)?.then_some(at + 1)),
        }
    }

    fn repeated(&mut self, part: &'text Part, least: usize, at: usize) -> Fit {
        let mut end = at;
        let mut count = 0;
        while let Some(next) = self.part(part, end)? {
            end = next;
            count += 1;
        }
        Ok((count >= least).then_some(end))
    }

    fn separated(&mut self, sign: &str, part: &'text Part, at: usize) -> Fit {
        let mut end = self.part(part, at)?;
        while let Some(sign_at) = end
            && self.is_word(sign, sign_at)?
            && let Some(next) = self.part(part, sign_at + 1)?
        {
            end = Some(next);
        }
        Ok(end)
    }

    /// Whether a token is the one that a part stands for.
    fn is(&mut self, part: &Part, at: usize) -> Result<bool, Raised> {
        let kind = self.token(at)?.kind;
        let word = self.word(at);
        Ok(match part {
            Part::Word(expected) => self.is_word(expected, at)?,
            Part::Forced(expected) if self.is_word(expected, at)? => true,
            Part::Forced(expected) => {
                let Range { start, end } = self.between(&(at..at + 1));
                let message = format!("expected '{expected}'");
                return Err(Some(Finding::between(message, start, end)));
            }
            Part::Soft(expected) => kind == Kind::Name && word == *expected,
            Part::AnySoft => kind == Kind::Name && ["_", "case", "match"].contains(&word),
            Part::Token(expected) => kind == *expected,
            _ => false,
        })
    }

    fn is_word(&mut self, word: &str, at: usize) -> Result<bool, Raised> {
        let kind = self.token(at)?.kind;
        Ok(matches!(kind, Kind::Keyword | Kind::Operator) && self.word(at) == word)
    }

    /// Tells what is wrong with parts that fitted, unless a condition spares them: then, whether
    /// they still fit.
    ///
    /// A conclusion is a letter for what is special about it, the numbers of the parts that the
    /// carets are under (`2`, `2:4`, or `2>` for all from there), and the message. Without a
    /// number the last token is to blame. In the message `%k` is the kind of the first part's
    /// expression and `%t` its text.
    fn conclude(&mut self, conclusion: &str, spans: &[Range<usize>]) -> Result<bool, Raised> {
        let starts_with_digit = |text: &str| text.starts_with(|first: char| first.is_ascii_digit());
        let (code, rest) = match conclusion.split_at_checked(1) {
            Some((code, rest))
                if code.starts_with(|code: char| code.is_ascii_uppercase())
                    && (rest.is_empty() || rest.starts_with(' ') || starts_with_digit(rest)) =>
            {
                (code, rest)
            }
            _ => ("", conclusion),
        };
        let (place, message) = if starts_with_digit(rest) {
            rest.split_once(' ').unwrap_or((rest, ""))
        } else {
            ("", rest.trim_start())
        };
        let span = |number: &str| {
            let number: usize = number.trim_end_matches('>').parse().ok()?;
            spans.get(number.checked_sub(1)?)
        };
        let (first, last) = place.split_once(':').unwrap_or((place, place));
        let all =
            spans.first().map_or(0, |first| first.start)..spans.last().map_or(0, |last| last.end);
        let first = span(first).unwrap_or(&all);
        let last = span(last).unwrap_or(&all);
        let text_of = |range: &Range<usize>| self.text.get(range.clone()).unwrap_or_default();
        let whole = self.between(first);
        let text = text_of(&whole);
        let mut range = match targets::node(text) {
            Some((node, _)) => whole.start + node.start..whole.start + node.end,
            None => whole.clone(),
        };
        let mut kind = targets::node(text).map_or("expression", |(_, kind)| kind);
        let mut message = message.to_owned();
        match code {
            "S" => return strings::check(self, &all).map_or(Ok(true), |found| Err(Some(found))),
            "R" | "I" if text.ends_with(['j', 'J']) == (code == "I") => return Ok(true),
            "B" => {
                let what = match (text, self.word(first.start + 1)) {
                    ("def", _) => "function definition".into(),
                    ("class", _) => "class definition".into(),
                    ("except", "*") => "'except*' statement".into(),
                    (keyword, _) => format!("'{keyword}' statement"),
                };
                let line = line_of(self.text, whole.start);
                message = format!("expected an indented block after {what} on line {line}");
            }
            "T" | "F" | "D" => match targets::invalid(text, code) {
                Some((node, its_kind)) => {
                    range = whole.start + node.start..whole.start + node.end;
                    kind = its_kind;
                }
                None => return Ok(false),
            },
            "L" if !targets::is_legacy(text) => return Ok(false),
            "C" => {
                let last = self.tokens.get(all.end.saturating_sub(1));
                if targets::is_legacy(text) || !last.is_some_and(|last| last.in_brackets) {
                    return Ok(false);
                }
            }
            "G" => match targets::last_argument(text) {
                Some(start) => range.start = whole.start + start,
                None => return Ok(false),
            },
            "A" if targets::has_unpacked_keyword(text) => message.push_str(" unpacking"),
            _ => {}
        }
        let message = message.replace("%k", kind).replace("%t", text);
        if place.is_empty() || matches!(code, "A" | "B") {
            let finding = self.here(message);
            let is_block = finding.message.starts_with("expected an indented");
            return Err(Some(if is_block {
                finding.of_kind("IndentationError")
            } else {
                finding
            }));
        }
        if place.ends_with('>') {
            // CPython forgets the last character.
            range.end = self.here("").end.map_or(range.end, |end| end - 1);
        } else if place.contains(':') {
            let end = self.between(last);
            range.end = match targets::node(text_of(&end)) {
                Some((node, _)) => end.start + node.end,
                None => end.end,
            };
        }
        Err(Some(if code == "K" {
            Finding::at(message, range.end - 1)
        } else {
            Finding::between(message, range.start, range.end)
        }))
    }
}
