//! Keeps what the model is shown within bounds. Counts characters, never splits one, and says
//! exactly how many it left out.

use std::borrow::Cow;

/// The text within `limit` characters: what is too much is cut from the middle, and a line in its
/// place says how many characters are missing. That line comes on top of the limit.
pub fn cut_middle(text: &str, limit: usize) -> Cow<'_, str> {
    let length = text.chars().count();
    if length <= limit {
        return Cow::Borrowed(text);
    }
    let tail = limit / 2;
    let head_end = byte_offset(text, limit - tail);
    let tail_start = byte_offset(text, length - tail);
    Cow::Owned(format!(
        "{}\n[... {} characters left out ...]\n{}",
        &text[..head_end],
        length - limit,
        &text[tail_start..]
    ))
}

/// Shares `limit` characters among texts of these lengths: short ones get all they need, the rest
/// is divided evenly among the long ones.
pub fn shares(lengths: &[usize], limit: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..lengths.len()).collect();
    order.sort_by_key(|&index| lengths[index]);
    let mut shares = vec![0; lengths.len()];
    let mut left = limit;
    for (taken, &index) in order.iter().enumerate() {
        let share = lengths[index].min(left / (lengths.len() - taken));
        shares[index] = share;
        left -= share;
    }
    shares
}

fn byte_offset(text: &str, characters: usize) -> usize {
    text.char_indices()
        .nth(characters)
        .map_or(text.len(), |(offset, _)| offset)
}

#[cfg(test)]
mod tests {
    use super::{cut_middle, shares};

    #[test]
    fn cuts_the_middle_and_counts_what_is_missing() {
        assert_eq!(cut_middle("abcdef", 6), "abcdef");
        assert_eq!(
            cut_middle("abcdefgh", 5),
            "abc\n[... 3 characters left out ...]\ngh"
        );
        assert_eq!(
            cut_middle("äöüß€", 2),
            "ä\n[... 3 characters left out ...]\n€"
        );
        assert_eq!(cut_middle("ab", 0), "\n[... 2 characters left out ...]\n");
    }

    #[test]
    fn shares_what_short_texts_leave() {
        assert_eq!(shares(&[10, 100, 2], 30), [10, 18, 2]);
        assert_eq!(shares(&[100, 100], 30), [15, 15]);
        assert_eq!(shares(&[1, 2], 30), [1, 2]);
        assert_eq!(shares(&[], 30), [0usize; 0]);
    }
}
