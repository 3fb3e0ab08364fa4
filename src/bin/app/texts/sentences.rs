//! Sentences that come from elsewhere: the library's errors, also those that a conversation has kept,
//! and its hints. They have no keys, so a language has them by their English words, with `{}` for
//! what differs.

/// How deep one sentence may stand in another.
const DEPTH: usize = 4;

/// A sentence in another language, as far as that has it.
pub fn translated(sentence: &str, sentences: &[(&str, &str)]) -> String {
    within(sentence, sentences, DEPTH)
}

fn within(sentence: &str, sentences: &[(&str, &str)], depth: usize) -> String {
    let found = sentences
        .iter()
        .find_map(|(english, other)| Some((captured(english, sentence)?, other)));
    let Some((captured, other)) = found.filter(|_| depth > 0) else {
        return sentence.to_string();
    };
    let mut parts = other.split("{}");
    let mut text = parts.next().unwrap_or_default().to_string();
    for (part, captured) in parts.zip(captured) {
        text.push_str(&within(captured, sentences, depth - 1));
        text.push_str(part);
    }
    text
}

/// What stands at each `{}` of a pattern, if the whole text fits it.
fn captured<'text>(pattern: &str, text: &'text str) -> Option<Vec<&'text str>> {
    let mut parts = pattern.split("{}");
    let mut rest = text.strip_prefix(parts.next()?)?;
    let mut captured = Vec::new();
    let mut parts = parts.peekable();
    while let Some(part) = parts.next() {
        let is_last = parts.peek().is_none();
        let end = match is_last {
            true => rest
                .len()
                .checked_sub(part.len())
                .filter(|_| rest.ends_with(part))?,
            false => rest.find(part)?,
        };
        captured.push(&rest[..end]);
        rest = &rest[end + part.len()..];
    }
    rest.is_empty().then_some(captured)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn german(sentence: &str) -> String {
        let sentences = [
            ("the store is full", "der Speicher ist voll"),
            ("{} cannot be read: {}", "{} ist nicht lesbar: {}"),
            ("line {} of {}.", "Zeile {} von {}."),
        ];
        translated(sentence, &sentences)
    }

    #[test]
    fn a_sentence_is_found_by_its_words_whatever_stands_between() {
        assert_eq!(german("the store is full"), "der Speicher ist voll");
        assert_eq!(german("line 3 of 12."), "Zeile 3 von 12.");
    }

    #[test]
    fn a_sentence_inside_another_is_translated_too() {
        assert_eq!(
            german("settings cannot be read: the store is full"),
            "settings ist nicht lesbar: der Speicher ist voll"
        );
    }

    #[test]
    fn what_the_language_does_not_have_stays() {
        assert_eq!(german("the store is full of {}"), "the store is full of {}");
        assert_eq!(german("line 3 of 12"), "line 3 of 12");
    }
}
