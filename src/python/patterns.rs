//! Patterns of `match` as conditions: first all tests, then the names that are bound.

use ruff_python_ast::{
    Pattern, PatternMatchClass, PatternMatchMapping, PatternMatchSequence, Singleton,
};
use ruff_text_size::Ranged;

use super::literal;
use super::walk::Walk;

/// What a pattern asks of a value, and what it binds.
#[derive(Default)]
struct Parts {
    tests: Vec<String>,
    bindings: Vec<String>,
}

impl Parts {
    fn bind(&mut self, name: &str, value: &str) {
        // A list of one is true, whatever is in it.
        self.bindings.push(format!("[{name} := {value}]"));
    }

    fn condition(mut self) -> String {
        self.tests.append(&mut self.bindings);
        if self.tests.is_empty() {
            return "True".into();
        }
        self.tests.join(" and ")
    }
}

/// A condition that is true if the value, an expression, matches.
pub fn condition(walk: &Walk, pattern: &Pattern, value: &str) -> String {
    let mut parts = Parts::default();
    add(walk, pattern, value, &mut parts);
    parts.condition()
}

fn add(walk: &Walk, pattern: &Pattern, value: &str, parts: &mut Parts) {
    match pattern {
        Pattern::MatchValue(pattern) => {
            let text = one_line(walk.text(pattern.value.range()));
            parts.tests.push(format!("{value} == {text}"));
        }
        Pattern::MatchSingleton(pattern) => {
            let constant = match pattern.value {
                Singleton::None => "None",
                Singleton::True => "True",
                Singleton::False => "False",
            };
            parts.tests.push(format!("{value} is {constant}"));
        }
        Pattern::MatchSequence(pattern) => add_sequence(walk, pattern, value, parts),
        Pattern::MatchMapping(pattern) => add_mapping(walk, pattern, value, parts),
        Pattern::MatchClass(pattern) => add_class(walk, pattern, value, parts),
        Pattern::MatchStar(_) => {}
        Pattern::MatchAs(pattern) => {
            if let Some(inner) = &pattern.pattern {
                add(walk, inner, value, parts);
            }
            if let Some(name) = &pattern.name {
                parts.bind(name, value);
            }
        }
        Pattern::MatchOr(pattern) => {
            let alternatives: Vec<String> = pattern
                .patterns
                .iter()
                .map(|alternative| condition(walk, alternative, value))
                .collect();
            parts.tests.push(format!("({})", alternatives.join(" or ")));
        }
    }
}

fn add_sequence(walk: &Walk, pattern: &PatternMatchSequence, value: &str, parts: &mut Parts) {
    let count = pattern.patterns.len();
    let star = pattern.patterns.iter().position(Pattern::is_match_star);
    parts.tests.push(match star {
        None => format!("__sequence__({value}, {count})"),
        Some(_) => format!("__sequence__({value}, {}, True)", count - 1),
    });
    for (index, item) in pattern.patterns.iter().enumerate() {
        let after = count - 1 - index;
        match (item, star) {
            (Pattern::MatchStar(item), _) => {
                if let Some(name) = &item.name {
                    let end = if after == 0 {
                        String::new()
                    } else {
                        format!("-{after}")
                    };
                    parts.bind(name, &format!("__build_list__(*{value}[{index}:{end}])"));
                }
            }
            (item, Some(star)) if index > star => {
                add(walk, item, &format!("{value}[-{}]", after + 1), parts);
            }
            (item, _) => add(walk, item, &format!("{value}[{index}]"), parts),
        }
    }
}

fn add_mapping(walk: &Walk, pattern: &PatternMatchMapping, value: &str, parts: &mut Parts) {
    let keys: Vec<String> = pattern
        .keys
        .iter()
        .map(|key| one_line(walk.text(key.range())))
        .collect();
    let listed: String = keys.iter().map(|key| format!("{key}, ")).collect();
    let listed = listed.trim_end();
    parts
        .tests
        .push(format!("__mapping__({value}, ({listed}))"));
    for (key, item) in keys.iter().zip(&pattern.patterns) {
        add(walk, item, &format!("{value}[{key}]"), parts);
    }
    if let Some(name) = &pattern.rest {
        parts.bind(name, &format!("__mapping_rest__({value}, ({listed}))"));
    }
}

fn add_class(walk: &Walk, pattern: &PatternMatchClass, value: &str, parts: &mut Parts) {
    let class = one_line(walk.text(pattern.cls.range()));
    let positional = &pattern.arguments.patterns;
    let keywords = &pattern.arguments.keywords;
    let mut names = String::new();
    for keyword in keywords {
        names.push_str(&literal::of(&keyword.attr).replace('"', "'"));
        names.push(',');
    }
    let count = positional.len();
    parts
        .tests
        .push(format!("__matches__({value}, {class}, {count}, ({names}))"));
    for (index, item) in positional.iter().enumerate() {
        add(
            walk,
            item,
            &format!("__positional__({value}, {class}, {index})"),
            parts,
        );
    }
    for keyword in keywords {
        add(
            walk,
            &keyword.pattern,
            &format!("{value}.{}", keyword.attr),
            parts,
        );
    }
}

/// The line breaks of a pattern are put back behind all of it.
fn one_line(text: &str) -> String {
    if text.contains('\n') && !text.contains("\"\"\"") && !text.contains("'''") {
        return text.replace(['\n', '\r'], " ");
    }
    text.into()
}
