//! A text that is searched, by characters and by bytes.

/// A text, or bytes as characters below 256.
pub struct Text {
    source: String,
    characters: Vec<char>,
    /// Where each character begins in the source, and where that ends; none when all are ASCII.
    offsets: Option<Vec<usize>>,
}

impl Text {
    /// Of a text.
    pub fn new(source: String) -> Self {
        let offsets = (!source.is_ascii()).then(|| {
            let starts = source.char_indices().map(|(offset, _)| offset);
            starts.chain([source.len()]).collect()
        });
        let characters = source.chars().collect();
        Self {
            source,
            characters,
            offsets,
        }
    }

    /// Its characters.
    pub fn characters(&self) -> &[char] {
        &self.characters
    }

    /// Whether bytes and characters are the same.
    pub fn is_ascii(&self) -> bool {
        self.offsets.is_none()
    }

    /// Where a character begins, in bytes of UTF-8.
    pub fn offset(&self, character: usize) -> usize {
        match &self.offsets {
            Some(offsets) => offsets.get(character).copied().unwrap_or(self.source.len()),
            None => character,
        }
    }

    /// From one character to another.
    pub fn slice(&self, start: usize, end: usize) -> &str {
        self.source
            .get(self.offset(start)..self.offset(end))
            .unwrap_or_default()
    }
}
