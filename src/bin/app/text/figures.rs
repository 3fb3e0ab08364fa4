//! Counts, durations and amounts as the page writes them, in the language that is spoken.

use crate::texts;

/// Digits in groups of three: `1,234,567`.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push_str(texts::figures::group_mark());
        }
        text.push(digit);
    }
    text
}

/// A number with so many decimals: `3.4`.
fn decimal(number: f64, decimals: usize) -> String {
    format!("{number:.decimals$}").replace('.', texts::figures::decimal_mark())
}

/// `812 bytes`, `12 KB`, `1.4 MB`, `2.0 GB`: thousands of thousands.
pub fn bytes(number: u64) -> String {
    match number {
        0..1_000 => texts::figures::bytes(number),
        1_000..1_000_000 => format!("{} KB", number.div_ceil(1_000)),
        1_000_000..1_000_000_000 => format!("{} MB", decimal(number as f64 / 1e6, 1)),
        _ => format!("{} GB", decimal(number as f64 / 1e9, 1)),
    }
}

/// An amount of money of which cents may be too much: `0.0042`, `0.21`, `12.50`.
pub fn money(amount: f64) -> String {
    if amount > 0.0 && amount < 0.1 {
        decimal(amount, 4)
    } else {
        decimal(amount, 2)
    }
}

/// `412 ms`, `3.4 s`, `2 min 5 s`.
pub fn duration(milliseconds: u64) -> String {
    match milliseconds {
        0..1_000 => format!("{milliseconds} ms"),
        1_000..60_000 => format!("{} s", decimal(milliseconds as f64 / 1_000.0, 1)),
        _ => {
            let seconds = milliseconds / 1_000;
            format!("{} min {} s", seconds / 60, seconds % 60)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_digits_and_agrees_in_number() {
        assert_eq!(texts::figures::tokens(1), "1 token");
        assert_eq!(texts::figures::tokens(0), "0 tokens");
        assert_eq!(texts::figures::tokens(1_234_567), "1,234,567 tokens");
    }

    #[test]
    fn figures_follow_the_language() {
        texts::speak(
            &texts::LANGUAGES[1],
            Some("[figures]\ndecimal_mark = ,\ngroup_mark = .\nbytes.other = {#} Byte"),
        );
        assert_eq!(grouped(1_234_567), "1.234.567");
        assert_eq!(duration(3_449), "3,4 s");
        assert_eq!(money(12.5), "12,50");
        assert_eq!(bytes(640), "640 Byte");
        texts::speak(&texts::LANGUAGES[0], None);
        assert_eq!(duration(3_449), "3.4 s");
    }

    #[test]
    fn small_amounts_are_told_exactly() {
        assert_eq!(money(0.0), "0.00");
        assert_eq!(money(0.00421), "0.0042");
        assert_eq!(money(0.214), "0.21");
        assert_eq!(money(12.5), "12.50");
    }

    #[test]
    fn bytes_read_in_the_unit_that_fits() {
        assert_eq!(bytes(640), "640 bytes");
        assert_eq!(bytes(12_300), "13 KB");
        assert_eq!(bytes(3_449_000), "3.4 MB");
        assert_eq!(bytes(2_000_000_000), "2.0 GB");
    }

    #[test]
    fn durations_read_in_the_unit_that_fits() {
        assert_eq!(duration(999), "999 ms");
        assert_eq!(duration(3_449), "3.4 s");
        assert_eq!(duration(125_900), "2 min 5 s");
    }
}
