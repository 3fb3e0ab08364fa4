//! Reads the code out of a call's arguments while they arrive: `{"code": "..."}` in pieces.

/// What comes before the code, blanks left out.
const BEFORE: &str = "{\"code\":\"";

/// Where the reading stands.
#[derive(Debug, Default)]
pub(super) struct CodeArgument {
    state: State,
    /// The first half of a character that JSON writes as two.
    high: Option<u16>,
}

#[derive(Debug, PartialEq)]
enum State {
    /// So many bytes of [`BEFORE`] have come.
    Before(usize),
    Inside,
    Escaped,
    /// Digits so far, and their value.
    Unicode(u32, u16),
    Closed,
    /// The arguments have another form.
    Other,
}

impl Default for State {
    fn default() -> Self {
        State::Before(0)
    }
}

impl CodeArgument {
    /// Takes in more of the arguments and gives more of the code.
    pub(super) fn push(&mut self, json: &str) -> String {
        let mut code = String::new();
        for character in json.chars() {
            self.take(character, &mut code);
        }
        code
    }

    /// Whether the code has begun.
    pub(super) fn has_begun(&self) -> bool {
        !matches!(self.state, State::Before(_) | State::Other)
    }

    /// Whether the code is complete.
    pub(super) fn is_closed(&self) -> bool {
        self.state == State::Closed
    }

    fn take(&mut self, character: char, code: &mut String) {
        self.state = match std::mem::replace(&mut self.state, State::Other) {
            State::Before(at) if character.is_ascii_whitespace() => State::Before(at),
            State::Before(at) if BEFORE[at..].starts_with(character) => {
                match at + 1 == BEFORE.len() {
                    true => State::Inside,
                    false => State::Before(at + 1),
                }
            }
            State::Before(_) | State::Other => State::Other,
            State::Closed => State::Closed,
            State::Inside => match character {
                '"' => {
                    self.end_half(code);
                    State::Closed
                }
                '\\' => State::Escaped,
                plain => {
                    self.end_half(code);
                    code.push(plain);
                    State::Inside
                }
            },
            State::Escaped if character == 'u' => State::Unicode(0, 0),
            State::Escaped => {
                self.end_half(code);
                code.push(match character {
                    'n' => '\n',
                    't' => '\t',
                    'r' => '\r',
                    'b' => '\u{8}',
                    'f' => '\u{c}',
                    itself => itself,
                });
                State::Inside
            }
            State::Unicode(digits, value) => match character.to_digit(16) {
                Some(digit) if digits == 3 => {
                    self.take_unit(value << 4 | digit as u16, code);
                    State::Inside
                }
                Some(digit) => State::Unicode(digits + 1, value << 4 | digit as u16),
                None => State::Other,
            },
        };
    }

    /// Takes one UTF-16 unit.
    fn take_unit(&mut self, unit: u16, code: &mut String) {
        if (0xD800..0xDC00).contains(&unit) {
            self.end_half(code);
            self.high = Some(unit);
            return;
        }
        let units = self.high.take().into_iter().chain([unit]);
        let replaced = |decoded: Result<char, _>| decoded.unwrap_or(char::REPLACEMENT_CHARACTER);
        code.extend(char::decode_utf16(units).map(replaced));
    }

    /// Half a character whose other half did not come.
    fn end_half(&mut self, code: &mut String) {
        if self.high.take().is_some() {
            code.push(char::REPLACEMENT_CHARACTER);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The code that has come, and whether it is complete.
    fn read(json: &str, size: usize) -> (String, bool) {
        let mut argument = CodeArgument::default();
        let characters: Vec<char> = json.chars().collect();
        let code = characters
            .chunks(size)
            .map(|piece| argument.push(&piece.iter().collect::<String>()))
            .collect();
        (code, argument.is_closed())
    }

    #[test]
    fn reads_what_a_parser_reads_however_it_is_cut() {
        let code = "print(\"a\\\\\")\n\té \u{1f600} \u{2028}\r";
        let ascii = serde_json::json!({ "code": code }).to_string();
        let escaped = ascii
            .replace('é', "\\u00e9")
            .replace('\u{1f600}', "\\ud83d\\ude00");
        for json in [ascii.as_str(), &escaped, &ascii.replace(':', " :\n ")] {
            for size in [1, 2, 3, 7, 1000] {
                assert_eq!(read(json, size), (code.to_string(), true), "{json} {size}");
            }
        }
    }

    #[test]
    fn marks_half_a_character_and_takes_bare_line_breaks() {
        assert_eq!(
            read("{\"code\":\"\\ud83d a\\ud83d\\ud83d\\ude00\\udead\n\"}", 1),
            ("\u{fffd} a\u{fffd}\u{1f600}\u{fffd}\n".to_string(), true)
        );
    }

    #[test]
    fn is_not_closed_without_its_end_and_gives_nothing_of_another_form() {
        assert_eq!(read("{\"code\":\"print(1", 1), ("print(1".into(), false));
        for other in [
            "",
            "{}",
            "[1]",
            "print(1)",
            "{\"source\":\"x\"}",
            "\"code\"",
        ] {
            assert_eq!(read(other, 1), (String::new(), false), "{other}");
        }
        assert_eq!(read("{\"code\":\"a\\u00zz", 1), ("a".into(), false));
    }
}
