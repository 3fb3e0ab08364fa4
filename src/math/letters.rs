//! Letters of other alphabets of mathematics: bold, double-struck, script and the like
//! (<https://www.unicode.org/charts/PDF/U1D400.pdf>).

/// An alphabet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alphabet {
    /// `\mathbf`.
    Bold,
    /// `\boldsymbol`.
    BoldItalic,
    /// `\mathbb`.
    DoubleStruck,
    /// `\mathcal`.
    Script,
    /// `\mathfrak`.
    Fraktur,
    /// `\mathsf`.
    SansSerif,
    /// `\mathtt`.
    Monospace,
}

impl Alphabet {
    /// The alphabet of a command.
    pub fn of(command: &str) -> Option<Self> {
        Some(match command {
            "mathbf" | "bf" => Alphabet::Bold,
            "boldsymbol" | "bm" => Alphabet::BoldItalic,
            "mathbb" => Alphabet::DoubleStruck,
            "mathcal" | "mathscr" => Alphabet::Script,
            "mathfrak" => Alphabet::Fraktur,
            "mathsf" => Alphabet::SansSerif,
            "mathtt" => Alphabet::Monospace,
            _ => return None,
        })
    }

    /// A text in its letters. What it does not have stays.
    pub fn written(self, text: &str) -> String {
        text.chars().map(|letter| self.letter(letter)).collect()
    }

    fn letter(self, letter: char) -> char {
        if let Some(older) = self.older(letter) {
            return older;
        }
        let (capital, digit) = match self {
            Alphabet::Bold => (0x1d400, Some(0x1d7ce)),
            Alphabet::BoldItalic => (0x1d468, Some(0x1d7ce)),
            Alphabet::DoubleStruck => (0x1d538, Some(0x1d7d8)),
            Alphabet::Script => (0x1d49c, None),
            Alphabet::Fraktur => (0x1d504, None),
            Alphabet::SansSerif => (0x1d5a0, Some(0x1d7e2)),
            Alphabet::Monospace => (0x1d670, Some(0x1d7f6)),
        };
        let code = match letter {
            'A'..='Z' => Some(capital + (letter as u32 - 'A' as u32)),
            'a'..='z' => Some(capital + 26 + (letter as u32 - 'a' as u32)),
            '0'..='9' => digit.map(|digit| digit + (letter as u32 - '0' as u32)),
            'Α'..='Ω' if self == Alphabet::BoldItalic => {
                Some(0x1d71c + (letter as u32 - 'Α' as u32))
            }
            'α'..='ω' if self == Alphabet::BoldItalic => {
                Some(0x1d736 + (letter as u32 - 'α' as u32))
            }
            _ => None,
        };
        code.and_then(char::from_u32).unwrap_or(letter)
    }

    /// Letters that were there before the alphabets were: their places in these are empty.
    fn older(self, letter: char) -> Option<char> {
        Some(match (self, letter) {
            (Alphabet::DoubleStruck, 'C') => 'ℂ',
            (Alphabet::DoubleStruck, 'H') => 'ℍ',
            (Alphabet::DoubleStruck, 'N') => 'ℕ',
            (Alphabet::DoubleStruck, 'P') => 'ℙ',
            (Alphabet::DoubleStruck, 'Q') => 'ℚ',
            (Alphabet::DoubleStruck, 'R') => 'ℝ',
            (Alphabet::DoubleStruck, 'Z') => 'ℤ',
            (Alphabet::Script, 'B') => 'ℬ',
            (Alphabet::Script, 'E') => 'ℰ',
            (Alphabet::Script, 'F') => 'ℱ',
            (Alphabet::Script, 'H') => 'ℋ',
            (Alphabet::Script, 'I') => 'ℐ',
            (Alphabet::Script, 'L') => 'ℒ',
            (Alphabet::Script, 'M') => 'ℳ',
            (Alphabet::Script, 'R') => 'ℛ',
            (Alphabet::Script, 'e') => 'ℯ',
            (Alphabet::Script, 'g') => 'ℊ',
            (Alphabet::Script, 'o') => 'ℴ',
            (Alphabet::Fraktur, 'C') => 'ℭ',
            (Alphabet::Fraktur, 'H') => 'ℌ',
            (Alphabet::Fraktur, 'I') => 'ℑ',
            (Alphabet::Fraktur, 'R') => 'ℜ',
            (Alphabet::Fraktur, 'Z') => 'ℨ',
            _ => return None,
        })
    }
}
