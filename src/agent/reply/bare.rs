//! Recognises a reply that is nothing but Python, without fence or tag. Prose must never be run,
//! so every line that begins a statement has to look like one, and at least one must be an import,
//! a call or a definition: "Paris = the capital" alone is not code.

use super::python_lines::PythonLines;

/// Whether the text plainly is Python.
pub fn is_python(text: &str) -> bool {
    let mut lines = PythonLines::default();
    let mut sure = false;
    for line in text.lines() {
        let begins_statement =
            !lines.continues() && !line.trim().is_empty() && !line.starts_with([' ', '\t']);
        lines = lines.after(line);
        if !begins_statement {
            continue;
        }
        match statement(line.trim_end()) {
            Statement::Sure => sure = true,
            Statement::Likely => {}
            Statement::No => return false,
        }
    }
    sure
}

enum Statement {
    Sure,
    Likely,
    No,
}

fn statement(line: &str) -> Statement {
    let (word, rest) = first_word(line);
    let block = line.ends_with(':') || line.contains(": ");
    match word {
        "import" | "from" if is_import(line) => Statement::Sure,
        "def" | "class" if rest.starts_with(' ') && block => Statement::Sure,
        "for" if block && rest.contains(" in ") => Statement::Likely,
        "if" | "elif" | "while" | "with" if block => Statement::Likely,
        "else" | "try" | "finally" if rest.starts_with(':') => Statement::Likely,
        "except" if block => Statement::Likely,
        "" if line.starts_with(['#', '@', ')', ']', '}']) => Statement::Likely,
        _ if is_call(word, rest) => Statement::Sure,
        _ => assignment(word, rest),
    }
}

fn first_word(text: &str) -> (&str, &str) {
    text.split_at(text.find(|c: char| !is_name(c)).unwrap_or(text.len()))
}

fn is_import(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    match words.as_slice() {
        ["import", names @ ..] => {
            names.len() == 1
                || names.get(1) == Some(&"as")
                || names.first().is_some_and(|name| name.ends_with(','))
        }
        ["from", _, "import", _, ..] => true,
        _ => false,
    }
}

/// `name(...)`, `name.method(...)`, possibly going on over several lines.
fn is_call(word: &str, rest: &str) -> bool {
    let Some(open) = rest.find('(') else {
        return false;
    };
    // A comment may follow.
    let end = rest.find(" #").map_or(rest, |comment| &rest[..comment]);
    starts_as_name(word)
        && rest[..open].chars().all(|c| is_name(c) || c == '.')
        && end.trim_end().ends_with([')', '(', ',', '[', '{'])
}

/// `name = ...`, `name += ...`, `a, b = ...`, `name[key] = ...`, `name: type = ...`; sure if what
/// is assigned is a call.
fn assignment(word: &str, rest: &str) -> Statement {
    let Some((target, value)) = rest.split_once('=') else {
        return Statement::No;
    };
    let target = target.trim_end_matches(['+', '-', '*', '/', '%', '|', '&']);
    let value = value.trim();
    let fits = starts_as_name(word)
        && !value.is_empty()
        && (target.trim().is_empty() || target.starts_with([',', '[', '.', ':']));
    let (called, arguments) = first_word(value);
    match fits {
        true if is_call(called, arguments) => Statement::Sure,
        true => Statement::Likely,
        false => Statement::No,
    }
}

fn starts_as_name(word: &str) -> bool {
    word.starts_with(|c: char| c == '_' || c.is_alphabetic())
}

fn is_name(character: char) -> bool {
    character == '_' || character.is_alphanumeric()
}

#[cfg(test)]
mod tests {
    use super::is_python;

    #[test]
    fn takes_what_plainly_is_python() {
        for text in [
            "final_answer(42)",
            "import math\nprint(math.pi)",
            "x = 5\nprint(x)",
            "w = fetch_weather(\"Paris\")\nfor day in w[\"daily\"]:\n    print(day)",
            "def f(x):\n    return x\n\nprint(f(2))  # four",
            "text = \"\"\"\nSome prose here.\n\"\"\"\nprint(text)",
            "print(\n    1,\n)",
            "from math import pi\nfinal_answer(pi)",
        ] {
            assert!(is_python(text), "{text:?}");
        }
    }

    #[test]
    fn leaves_prose_alone() {
        for text in [
            "",
            "42",
            "The answer is 42.",
            "Paris = the capital of France",
            "Paris = capital (of France)",
            "I will call print(x).\nThen I am done.",
            "print is a function",
            "Sure! Here is the answer:\nprint(1)",
            "For more (see below) ask again.",
            "import taxes are high",
            "# A heading\nSome text.",
            "if you want: yes",
        ] {
            assert!(!is_python(text), "{text:?}");
        }
    }
}
