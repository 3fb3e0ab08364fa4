//! Patterns that are in CPython's grammar and still none: two that match everything, a name twice, an
//! alternative that binds other names than the rest.

use std::collections::BTreeSet;

use ruff_python_ast::{Expr, MatchCase, Number, Pattern, UnaryOp};
use ruff_text_size::Ranged;

use super::checks::Problem;
use super::native::repr;

/// Checks the cases of a `match`.
pub fn cases(cases: &[MatchCase]) -> Option<Problem> {
    let last = cases.len().saturating_sub(1);
    cases.iter().enumerate().find_map(|(number, case)| {
        let hides = number < last && case.guard.is_none();
        let hidden = hides.then(|| unreachable(&case.pattern)).flatten();
        hidden.or_else(|| Names::default().add(&case.pattern))
    })
}

/// Whether nothing gets past a pattern.
fn unreachable(pattern: &Pattern) -> Option<Problem> {
    let what = match pattern {
        Pattern::MatchAs(pattern) => match (&pattern.pattern, &pattern.name) {
            (Some(inner), _) => return unreachable(inner),
            (None, Some(name)) => format!("name capture '{name}'"),
            (None, None) => "wildcard".into(),
        },
        Pattern::MatchOr(pattern) => return unreachable(pattern.patterns.last()?),
        _ => return None,
    };
    let message = format!("{what} makes remaining patterns unreachable");
    Some((message, pattern.range()))
}

/// The names that a pattern has bound so far.
#[derive(Clone, Default)]
struct Names<'tree>(BTreeSet<&'tree str>);

impl<'tree> Names<'tree> {
    fn add(&mut self, pattern: &'tree Pattern) -> Option<Problem> {
        match pattern {
            Pattern::MatchValue(constant) if constant.value.is_f_string_expr() => {
                let message = "patterns may only match literals and attribute lookups";
                Some((message.into(), pattern.range()))
            }
            Pattern::MatchValue(_) | Pattern::MatchSingleton(_) => None,
            Pattern::MatchStar(star) => self.bind(star.name.as_deref(), pattern),
            Pattern::MatchAs(named) => named
                .pattern
                .as_deref()
                .and_then(|inner| self.add(inner))
                .or_else(|| self.bind(named.name.as_deref(), pattern)),
            Pattern::MatchSequence(sequence) => {
                let stars = sequence.patterns.iter().filter(|one| one.is_match_star());
                if stars.count() > 1 {
                    let message = "multiple starred names in sequence pattern";
                    return Some((message.into(), pattern.range()));
                }
                self.add_all(&sequence.patterns)
            }
            Pattern::MatchMapping(mapping) => twice(&mapping.keys)
                .map(|key| {
                    let message = format!("mapping pattern checks duplicate key ({key})");
                    (message, pattern.range())
                })
                .or_else(|| self.add_all(&mapping.patterns))
                .or_else(|| self.bind(mapping.rest.as_deref(), pattern)),
            Pattern::MatchClass(class) => {
                let mut seen = BTreeSet::new();
                for keyword in &class.arguments.keywords {
                    if !seen.insert(keyword.attr.as_str()) {
                        let name = &keyword.attr;
                        let message = format!("attribute name repeated in class pattern: {name}");
                        return Some((message, keyword.pattern.range()));
                    }
                }
                self.add_all(&class.arguments.patterns).or_else(|| {
                    let mut keywords = class.arguments.keywords.iter();
                    keywords.find_map(|keyword| self.add(&keyword.pattern))
                })
            }
            Pattern::MatchOr(alternatives) => {
                let (first, others) = alternatives.patterns.split_first()?;
                let before = self.clone();
                let hiding = alternatives.patterns.iter().take(others.len());
                if let Some(problem) = hiding.into_iter().find_map(unreachable) {
                    return Some(problem);
                }
                self.add(first).or_else(|| {
                    others.iter().find_map(|other| {
                        let mut names = before.clone();
                        names.add(other).or_else(|| {
                            let message = "alternative patterns bind different names";
                            (names.0 != self.0).then(|| (message.into(), other.range()))
                        })
                    })
                })
            }
        }
    }

    fn add_all(&mut self, patterns: &'tree [Pattern]) -> Option<Problem> {
        patterns.iter().find_map(|pattern| self.add(pattern))
    }

    fn bind(&mut self, name: Option<&'tree str>, pattern: &Pattern) -> Option<Problem> {
        let name = name?;
        (!self.0.insert(name)).then(|| {
            let message = format!("multiple assignments to name '{name}' in pattern");
            (message, pattern.range())
        })
    }
}

/// A literal that is there twice among the keys, as Python writes it.
fn twice(keys: &[Expr]) -> Option<String> {
    let mut seen = BTreeSet::new();
    keys.iter().filter_map(literal).find(|key| {
        // 1, 1.0 and True are one.
        let key = match key.as_str() {
            "True" => "1",
            "False" => "0",
            number => number.trim_end_matches(".0"),
        };
        !seen.insert(key.to_owned())
    })
}

fn literal(key: &Expr) -> Option<String> {
    Some(match key {
        Expr::StringLiteral(text) => repr(text.value.to_str()),
        Expr::NumberLiteral(number) => match &number.value {
            Number::Int(number) => number.to_string(),
            Number::Float(number) => format!("{number:?}"),
            Number::Complex { .. } => return None,
        },
        Expr::BooleanLiteral(truth) => if truth.value { "True" } else { "False" }.into(),
        Expr::NoneLiteral(_) => "None".into(),
        Expr::UnaryOp(minus) if minus.op == UnaryOp::USub => {
            format!("-{}", literal(&minus.operand)?)
        }
        _ => return None,
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use crate::python::lower;

    #[track_caller]
    fn refuses(pattern: &str, message: &str) {
        let source = format!("match x:\n    case {pattern}: pass\n");
        let problem = lower(&source, "<step 1>").unwrap_err();
        assert_eq!((problem.message.as_str(), problem.line), (message, 2));
    }

    #[test]
    fn refuses_what_hides_the_rest() {
        for (pattern, what) in [
            ("a: pass\n    case 1", "name capture 'a'"),
            ("_: pass\n    case 1", "wildcard"),
            ("(1 | a): pass\n    case 1", "name capture 'a'"),
            ("_ as a: pass\n    case 1", "wildcard"),
            ("1 | _ | 2", "wildcard"),
            ("[a, b | 1]", "name capture 'b'"),
        ] {
            refuses(
                pattern,
                &format!("{what} makes remaining patterns unreachable"),
            );
        }
    }

    #[test]
    fn refuses_names_and_keys_twice() {
        let twice = "multiple assignments to name 'a' in pattern";
        for pattern in [
            "[a, a]",
            "[a, *a]",
            "{1: a, **a}",
            "P(a, x=a)",
            "(1 as a) as a",
        ] {
            refuses(pattern, twice);
        }
        refuses(
            "{'k': 1, 'k': 2}",
            "mapping pattern checks duplicate key ('k')",
        );
        refuses(
            "{1: a, 1.0: b}",
            "mapping pattern checks duplicate key (1.0)",
        );
        refuses(
            "{-1: a, -1: b}",
            "mapping pattern checks duplicate key (-1)",
        );
        refuses("P(x=1, x=2)", "attribute name repeated in class pattern: x");
        refuses("[*a, *b]", "multiple starred names in sequence pattern");
    }

    #[test]
    fn refuses_alternatives_with_other_names() {
        let message = "alternative patterns bind different names";
        for pattern in ["1 | a", "[a] | [a, b]", "[c, (a, 1) | (b, 2)]"] {
            refuses(pattern, message);
        }
    }

    #[test]
    fn refuses_what_the_parser_finds() {
        refuses("P(x=1, 2)", "positional patterns follow keyword patterns");
        refuses("1 + 2", "imaginary number required in complex literal");
        refuses("1j + 1", "real number required in complex literal");
        refuses("a as _", "cannot use '_' as a target");
        refuses(
            "f'a'",
            "patterns may only match literals and attribute lookups",
        );
    }

    #[test]
    fn accepts_patterns() {
        for pattern in [
            "a if a: pass\n    case b",
            "[a, 1] | [1, a]",
            "{'a': a, 'b': [b, *_]} | [a, b]",
            "P(a, x=b) | (a, b)",
            "{1: a, x.y: b, False: c}",
            "(1 | 2) as a",
            "[_, _, *_]",
        ] {
            let source = format!("match x:\n    case {pattern}: pass\n");
            assert!(lower(&source, "<step 1>").is_ok(), "{pattern}");
        }
    }
}
