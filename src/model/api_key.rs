//! A provider's key in memory: it cannot be printed or serialised by accident.

use std::fmt;

/// Runs of a key this long or longer are masked in foreign text. Shorter runs occur by chance.
const REVEALING_RUN: usize = 8;

/// A provider's key. `Debug` and `Display` show at most its last four characters.
#[derive(Clone, PartialEq, Eq)]
pub struct ApiKey(String);

impl ApiKey {
    /// The key in a text as typed or pasted, blanks around it removed; `None` if nothing is left.
    pub fn new(text: &str) -> Option<Self> {
        let text = text.trim();
        (!text.is_empty()).then(|| Self(text.to_string()))
    }

    /// The key itself, for the one place that sends it and the one that the user asked to store it.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Whether it can stand in an HTTP header: visible ASCII characters only.
    pub fn is_sendable(&self) -> bool {
        self.0.bytes().all(|byte| byte.is_ascii_graphic())
    }

    /// The text with every trace of the key replaced by "…": some providers repeat a rejected key,
    /// or a part of it, in their error message.
    pub fn redact(&self, text: &str) -> String {
        if !self.may_occur(text) {
            return text.to_string();
        }
        let shortest = REVEALING_RUN.min(self.0.chars().count());
        let mut redacted = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let (run, characters) = self.run_at_start(rest);
            if characters >= shortest {
                redacted.push('…');
                rest = &rest[run..];
            } else {
                redacted.push(first);
                rest = &rest[first.len_utf8()..];
            }
        }
        redacted
    }

    /// Whether a revealing part of the key may be in a text: a look at every seventh place, for texts of
    /// hundreds of kilobytes.
    fn may_occur(&self, text: &str) -> bool {
        let (key, text) = (self.0.as_bytes(), text.as_bytes());
        if !self.0.is_ascii() || key.len() < REVEALING_RUN {
            return true;
        }
        let is_of_key = |part: &[u8]| key.windows(part.len()).any(|of_key| of_key == part);
        let reveals = |start: usize| {
            let run = text.get(start..start + REVEALING_RUN);
            run.is_some_and(is_of_key)
        };
        // Whatever run of eight bytes there is, it has two neighbours that begin at a multiple of seven.
        let mut places = (0..text.len().saturating_sub(1)).step_by(REVEALING_RUN - 1);
        places.any(|place| {
            let first = (place + 2).saturating_sub(REVEALING_RUN);
            is_of_key(&text[place..place + 2]) && (first..=place).any(reveals)
        })
    }

    /// The longest start of `text` that is a part of the key: bytes and characters.
    fn run_at_start(&self, text: &str) -> (usize, usize) {
        text.char_indices()
            .map(|(start, character)| start + character.len_utf8())
            .take_while(|end| self.0.contains(&text[..*end]))
            .fold((0, 0), |(_, count), end| (end, count + 1))
    }
}

impl fmt::Display for ApiKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let characters: Vec<char> = self.0.chars().collect();
        // Four of at least twenty-four characters help to tell keys apart and give nothing away.
        if characters.len() < 24 {
            return write!(f, "…");
        }
        let end: String = characters[characters.len() - 4..].iter().collect();
        let start = if self.0.starts_with("sk-") { "sk-" } else { "" };
        write!(f, "{start}…{end}")
    }
}

impl fmt::Debug for ApiKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ApiKey({self})")
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const KEY: &str = "sk-proj-Zx81kQpT90vLmNw7yBcD";

    #[test]
    fn shows_at_most_the_last_four_characters() {
        let shown = |text| ApiKey::new(text).unwrap().to_string();
        assert_eq!(shown(KEY), "sk-…yBcD");
        assert_eq!(shown("0123456789abcdef0123456789abcdef"), "…cdef");
        assert_eq!(shown("short-key"), "…");
        assert_eq!(format!("{:?}", ApiKey::new(KEY)), "Some(ApiKey(sk-…yBcD))");
    }

    #[test]
    fn is_nothing_when_blank_and_trimmed_otherwise() {
        assert_eq!(ApiKey::new(" \n"), None);
        assert_eq!(ApiKey::new(" k\n").unwrap().expose(), "k");
    }

    #[test]
    fn redacts_the_key_and_long_parts_of_it_but_no_ordinary_words() {
        let key = ApiKey::new(KEY).unwrap();
        assert_eq!(
            key.redact(&format!(
                "Incorrect key {KEY}. sk-proj keys: see {}!",
                &KEY[4..19]
            )),
            "Incorrect key …. sk-proj keys: see …!"
        );
        assert_eq!(ApiKey::new("abc").unwrap().redact("xabcx ab"), "x…x ab");
    }

    #[test]
    fn cannot_be_sent_with_characters_that_no_header_takes() {
        assert!(ApiKey::new(KEY).unwrap().is_sendable());
        assert!(!ApiKey::new("sk-ключ").unwrap().is_sendable());
        assert!(!ApiKey::new("a\nb").unwrap().is_sendable());
    }
}
