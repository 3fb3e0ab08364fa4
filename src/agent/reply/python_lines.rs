//! Follows Python's string literals from line to line, just far enough to tell whether a line
//! begins inside a triple-quoted string. Knows no other syntax.

/// Where the next line begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PythonLines {
    triple: Option<char>,
    depth: u32,
}

impl PythonLines {
    /// Whether the next line begins inside a triple-quoted string.
    pub fn in_string(self) -> bool {
        self.triple.is_some()
    }

    /// Whether the next line begins inside a string or inside brackets.
    pub fn continues(self) -> bool {
        self.in_string() || self.depth > 0
    }

    /// The state after one more line.
    pub fn after(mut self, line: &str) -> Self {
        let mut characters = line.chars().peekable();
        let mut single: Option<char> = None;
        while let Some(character) = characters.next() {
            match (character, self.triple, single) {
                ('\\', Some(_), _) | ('\\', _, Some(_)) => {
                    characters.next();
                }
                ('"' | '\'', Some(quote), _)
                    if character == quote && take_two(&mut characters, quote) =>
                {
                    self.triple = None;
                }
                ('"' | '\'', None, Some(quote)) if character == quote => single = None,
                (_, Some(_), _) | (_, _, Some(_)) => {}
                ('"' | '\'', None, None) => {
                    if take_two(&mut characters, character) {
                        self.triple = Some(character);
                    } else {
                        single = Some(character);
                    }
                }
                ('#', None, None) => break,
                ('(' | '[' | '{', None, None) => self.depth += 1,
                (')' | ']' | '}', None, None) => self.depth = self.depth.saturating_sub(1),
                _ => {}
            }
        }
        // A string in single quotes ends with its line, whether it was closed or not.
        self
    }
}

/// Takes the next two characters if both are this quote.
fn take_two(characters: &mut std::iter::Peekable<std::str::Chars>, quote: char) -> bool {
    let mut ahead = characters.clone();
    if ahead.next() == Some(quote) && ahead.next() == Some(quote) {
        *characters = ahead;
        return true;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::PythonLines;

    fn after(source: &str) -> PythonLines {
        source
            .lines()
            .fold(PythonLines::default(), PythonLines::after)
    }

    #[test]
    fn knows_what_a_line_begins_in() {
        for (source, in_string, continues) in [
            ("x = 1", false, false),
            ("x = '''", true, true),
            ("x = \"\"\"a\nb\"\"\"", false, false),
            ("x = \"\"\"it's\n'''", true, true),
            ("x = ''''a'''", false, false),
            ("x = \"\\\"\\\"\\\"\"", false, false),
            ("# don't \"\"\"", false, false),
            ("print(  # (", false, true),
            ("x = ''", false, false),
            ("x = 'unclosed", false, false),
            ("f(\n[1, ')'],\n)", false, false),
            ("x = '''\\'''", true, true),
        ] {
            let state = after(source);
            assert_eq!(
                (state.in_string(), state.continues()),
                (in_string, continues),
                "{source:?}"
            );
        }
    }
}
