//! Python as the page shows it: values, calls and the line that failed.

use serde_json::{Map, Value};

/// Characters of one value that a call's line shows.
const VALUE_CHARS: usize = 60;

/// A call as Python source: `fetch_weather(location="Paris", days=2)`. Long values are cut.
pub fn call(name: &str, arguments: &Map<String, Value>) -> String {
    let arguments: Vec<String> = arguments
        .iter()
        .map(|(name, value)| format!("{name}={}", cut(&literal(value))))
        .collect();
    format!("{name}({})", arguments.join(", "))
}

/// JSON as a Python literal on one line.
pub fn literal(value: &Value) -> String {
    match value {
        Value::Null => "None".into(),
        Value::Bool(true) => "True".into(),
        Value::Bool(false) => "False".into(),
        Value::Number(number) => number.to_string(),
        // JSON's escapes are Python's, but for those of characters outside the BMP, which JSON
        // leaves as they are.
        Value::String(text) => Value::String(text.clone()).to_string(),
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(literal).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Object(fields) => {
            let fields: Vec<String> = fields
                .iter()
                .map(|(name, value)| {
                    format!(
                        "{}: {}",
                        literal(&Value::String(name.clone())),
                        literal(value)
                    )
                })
                .collect();
            format!("{{{}}}", fields.join(", "))
        }
    }
}

/// The line of the step's own code that a traceback points at, counted from 1: that of the
/// innermost frame in the file `<step id>`.
pub fn failing_line(traceback: &str, step: u32) -> Option<usize> {
    let frame = format!("File \"<step {step}>\", line ");
    let at = traceback.rfind(&frame)? + frame.len();
    let digits = traceback[at..]
        .split(|c: char| !c.is_ascii_digit())
        .next()?;
    digits.parse().ok()
}

/// What the next line of code at a prompt begins with, if there is one, as Python's own prompt has it:
/// after a colon, a decorator, in a block, in brackets, in a text of several lines. Nothing if the code
/// is to run, as it is after a blank line.
pub fn next_line(code: &str) -> Option<String> {
    let typed = code.rsplit('\n').next().unwrap_or_default();
    if typed.trim().is_empty() {
        return None;
    }
    let indentation = |line: &str| line[..line.len() - line.trim_start().len()].to_string();
    let last = Statement::last_of(code);
    let line = &code[last.start..];
    if last.is_open {
        return Some(indentation(typed));
    }
    if last.ends_in_colon {
        return Some(indentation(line) + "    ");
    }
    let is_block = last.start > 0 && line.starts_with(char::is_whitespace);
    (is_block || line.starts_with('@')).then(|| indentation(line))
}

/// How code ends.
struct Statement {
    /// Where the last line begins, with those that it goes on from.
    start: usize,
    /// Whether it ends within brackets, a text of several lines, or with a backslash.
    is_open: bool,
    /// Whether its last sign is a colon.
    ends_in_colon: bool,
}

impl Statement {
    /// Remarks and what is in texts count for nothing.
    fn last_of(code: &str) -> Self {
        let (mut at, mut start, mut depth, mut last) = (0, 0, 0_usize, ' ');
        while let Some(character) = code[at..].chars().next() {
            let rest = &code[at..];
            at += match character {
                '#' => rest.find('\n').unwrap_or(rest.len()),
                '"' | '\'' => match text_end(rest, character) {
                    Some(end) => end,
                    None => {
                        // One of a single line is a mistake that Python tells.
                        let long = character.to_string().repeat(3);
                        return Self {
                            start,
                            is_open: rest.starts_with(&long),
                            ends_in_colon: false,
                        };
                    }
                },
                other => other.len_utf8(),
            };
            match character {
                '(' | '[' | '{' => depth += 1,
                ')' | ']' | '}' => depth = depth.saturating_sub(1),
                '\n' if depth == 0 && last != '\\' => start = at,
                _ => {}
            }
            if character == '\n' || !(character.is_whitespace() || character == '#') {
                last = character;
            }
        }
        Self {
            start,
            is_open: depth > 0 || last == '\\',
            ends_in_colon: last == ':',
        }
    }
}

/// Where the text ends that this begins with; nothing if it does not.
fn text_end(code: &str, quote: char) -> Option<usize> {
    let long = quote.to_string().repeat(3);
    let (mark, is_long) = match code.starts_with(&long) {
        true => (long, true),
        false => (quote.to_string(), false),
    };
    let mut at = mark.len();
    loop {
        let rest = code.get(at..)?;
        let next = rest.chars().next()?;
        match next {
            '\\' => at += 1 + rest[1..].chars().next()?.len_utf8(),
            '\n' if !is_long => return None,
            _ if rest.starts_with(&mark) => return Some(at + mark.len()),
            next => at += next.len_utf8(),
        }
    }
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(VALUE_CHARS) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_call_reads_as_python() {
        let mut arguments = Map::new();
        arguments.insert("a".into(), json!("x\"y"));
        arguments.insert("b".into(), json!([1, null, true]));
        arguments.insert("c".into(), json!({"k": 2.5}));
        assert_eq!(
            call("tool", &arguments),
            r#"tool(a="x\"y", b=[1, None, True], c={"k": 2.5})"#
        );
    }

    #[test]
    fn a_prompt_goes_on_while_code_is_not_at_its_end() {
        let four = Some("    ");
        for (code, expected) in [
            ("1 + 1", None),
            ("", None),
            ("if x: y", None),
            ("for n in range(3):", four),
            ("for n in range(3):  # each", four),
            ("if x:\n    for y in x:", Some("        ")),
            ("if x:\n    print(x)", four),
            ("if x:\n    print(x)\n", None),
            ("if x:\n    print(x)\n    ", None),
            ("if x:\n    y\nz", None),
            ("mine = [", Some("")),
            ("mine = [\n  1,", Some("  ")),
            ("mine = [\n  1]", None),
            ("mine = [1,\n2]", None),
            ("call(a, {'b':", Some("")),
            ("x = {1:", Some("")),
            ("'a:'", None),
            ("'[' # [", None),
            ("# a remark:", None),
            ("'it\\'s ['", None),
            ("'''a", Some("")),
            ("'''a\n'''", None),
            ("'a", None),
            ("f'{x[\"a\"]}'", None),
            ("1 + \\", Some("")),
            ("@cache", Some("")),
            ("lambda: 1", None),
            ("  1", None),
            (")", None),
            ("\"é\"\\", Some("")),
        ] {
            assert_eq!(next_line(code).as_deref(), expected, "{code:?}");
        }
    }

    #[test]
    fn the_failing_line_is_that_of_the_innermost_frame_of_this_step() {
        let traceback = "Traceback (most recent call last):\n  File \"<step 12>\", line 7, in <module>\n  File \"<step 12>\", line 3, in f\n  File \"<step 1>\", line 9, in g\nKeyError: 'x'";
        assert_eq!(failing_line(traceback, 12), Some(3));
        assert_eq!(failing_line(traceback, 1), Some(9));
        assert_eq!(failing_line(traceback, 2), None);
    }
}
