//! Numbers in words.

/// A value of an axis whose marks are `step` apart, as short as tells it from the next.
pub fn tick(value: f64, step: f64) -> String {
    let size = value.abs().max(step);
    let (unit, name) = match size {
        size if !(1e-4..1e15).contains(&size) => return scientific(value),
        size if size >= 1e12 => (1e12, "T"),
        size if size >= 1e9 => (1e9, "B"),
        size if size >= 1e6 => (1e6, "M"),
        _ => (1.0, ""),
    };
    // Marks that are no shorter for it keep their digits.
    let decimals = decimals(step / unit);
    if decimals > 3 && unit > 1.0 {
        return grouped(value, self::decimals(step));
    }
    format!("{}{name}", grouped(value / unit, decimals))
}

/// A value by itself, with no more digits than matter.
pub fn value(value: f64) -> String {
    let size = value.abs();
    if size != 0.0 && !(1e-4..1e15).contains(&size) {
        return scientific(value);
    }
    // Six digits that count, and none of those before the point is left out.
    let before = if size < 1.0 {
        0.0
    } else {
        size.log10().floor() + 1.0
    };
    let after = (6.0 - before).clamp(0.0, 9.0) as usize;
    let text = grouped(value, after);
    match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.').into(),
        false => text,
    }
}

fn scientific(value: f64) -> String {
    if value == 0.0 {
        return "0".into();
    }
    let text = format!("{value:.2e}");
    match text.split_once('e') {
        Some((digits, power)) => {
            let digits = digits.trim_end_matches('0').trim_end_matches('.');
            format!("{digits}e{power}")
        }
        None => text,
    }
}

/// Decimals that marks need which are so far apart.
fn decimals(step: f64) -> usize {
    (-step.log10().floor()).clamp(0.0, 12.0) as usize
}

/// With commas between thousands.
fn grouped(value: f64, decimals: usize) -> String {
    let text = format!("{:.decimals$}", value.abs());
    let (whole, rest) = text.split_at(text.find('.').unwrap_or(text.len()));
    let mut shown = String::new();
    // Not of what is rounded to nothing.
    if value < 0.0 && text.contains(|digit: char| ('1'..='9').contains(&digit)) {
        shown.push('−');
    }
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 && whole.len() > 4 {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown + rest
}
