//! Numbers, and what may not stand in them or behind them.

use super::{Finding, Kind, Stop, Tokenizer, is_word};

impl Tokenizer<'_> {
    pub(super) fn number(&mut self) -> Result<(), Box<Stop>> {
        let start = self.at;
        let (name, base) = match (self.peek(0), self.peek(1) | 0x20) {
            (b'0', b'x') => ("hexadecimal", 16),
            (b'0', b'o') => ("octal", 8),
            (b'0', b'b') => ("binary", 2),
            _ => return self.decimal(start),
        };
        self.at += 2;
        loop {
            if self.peek(0) == b'_' {
                self.at += 1;
            }
            if !char::from(self.peek(0)).is_digit(base) {
                self.foreign_digit(name)?;
                return Err(self.wrong(format!("invalid {name} literal")));
            }
            self.skip(|byte| char::from(byte).is_digit(base));
            if self.peek(0) != b'_' {
                break;
            }
        }
        self.foreign_digit(name)?;
        self.number_end(name, start)
    }

    /// `0b12`, `0o8`
    fn foreign_digit(&mut self, name: &str) -> Result<(), Box<Stop>> {
        let digit = char::from(self.peek(0));
        if !digit.is_ascii_digit() {
            return Ok(());
        }
        self.at += 1;
        Err(self.wrong(format!("invalid digit '{digit}' in {name} literal")))
    }

    fn decimal(&mut self, start: usize) -> Result<(), Box<Stop>> {
        if self.peek(0) != b'.' {
            self.digits()?;
        }
        let whole = self.text.get(start..self.at).unwrap_or_default();
        let zeros = whole
            .bytes()
            .take_while(|byte| matches!(byte, b'0' | b'_'))
            .count();
        let is_octal = whole.starts_with('0') && zeros < whole.len();
        let mut is_whole = true;
        if self.peek(0) == b'.' {
            is_whole = false;
            self.at += 1;
            if self.peek(0).is_ascii_digit() {
                self.digits()?;
            }
        }
        if self.peek(0) | 0x20 == b'e' {
            let signs = usize::from(matches!(self.peek(1), b'+' | b'-'));
            if self.peek(1 + signs).is_ascii_digit() {
                is_whole = false;
                self.at += 1 + signs;
                self.digits()?;
            } else if signs > 0 {
                self.at += 2;
                return Err(self.wrong("invalid decimal literal"));
            }
        }
        if self.peek(0) | 0x20 == b'j' {
            self.at += 1;
            return self.number_end("imaginary", start);
        }
        if is_whole && is_octal {
            let message = "leading zeros in decimal integer literals are not permitted; \
                           use an 0o prefix for octal integers";
            let finding = Finding::between(message, start, start + zeros);
            return Err(self.stop(true, finding));
        }
        self.number_end("decimal", start)
    }

    /// Digits with `_` between them.
    fn digits(&mut self) -> Result<(), Box<Stop>> {
        loop {
            self.skip(|byte| byte.is_ascii_digit());
            if self.peek(0) != b'_' {
                return Ok(());
            }
            self.at += 1;
            if !self.peek(0).is_ascii_digit() {
                return Err(self.wrong("invalid decimal literal"));
            }
        }
    }

    /// No name follows a number, unless it is a keyword.
    fn number_end(&mut self, name: &str, start: usize) -> Result<(), Box<Stop>> {
        let keywords = ["and", "else", "for", "if", "in", "is", "or", "not"];
        let rest = self.rest();
        let next = self.peek(0);
        if next.is_ascii() && is_word(next) && !keywords.iter().any(|word| rest.starts_with(word)) {
            return Err(self.wrong(format!("invalid {name} literal")));
        }
        self.push(Kind::Number, start);
        Ok(())
    }
}
