//! Counts, durations and dates as the page writes them.

/// `1 step`, `2 steps`, `1,812 tokens`.
pub fn count(number: u64, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{} {noun}{plural}", grouped(number))
}

/// Digits in groups of three: `1,234,567`.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// `812 bytes`, `12 KB`, `1.4 MB`, `2.0 GB`: thousands of thousands.
pub fn bytes(number: u64) -> String {
    match number {
        0..1_000 => count(number, "byte"),
        1_000..1_000_000 => format!("{} KB", number.div_ceil(1_000)),
        1_000_000..1_000_000_000 => format!("{:.1} MB", number as f64 / 1e6),
        _ => format!("{:.1} GB", number as f64 / 1e9),
    }
}

/// An amount of money of which cents may be too much: `0.0042`, `0.21`, `12.50`.
pub fn money(amount: f64) -> String {
    if amount > 0.0 && amount < 0.1 {
        format!("{amount:.4}")
    } else {
        format!("{amount:.2}")
    }
}

/// `412 ms`, `3.4 s`, `2 min 5 s`.
pub fn duration(milliseconds: u64) -> String {
    match milliseconds {
        0..1_000 => format!("{milliseconds} ms"),
        1_000..60_000 => format!("{:.1} s", milliseconds as f64 / 1_000.0),
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
        assert_eq!(count(1, "step"), "1 step");
        assert_eq!(count(0, "token"), "0 tokens");
        assert_eq!(count(1_234_567, "token"), "1,234,567 tokens");
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
