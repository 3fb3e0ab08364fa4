//! A language as a file has it: lines `name = text` below a `[heading]` for each area of the page.
//! Lines that begin with `#` are remarks.

/// The heading of the sentences that the library and the browser's side of the page say.
const SENTENCES: &str = "sentences";

/// The texts of a language.
#[derive(Debug, Default)]
pub struct Translation {
    // Looked through from its start: a map would be more program than it saves time.
    texts: Vec<(u32, &'static str)>,
    sentences: Vec<(&'static str, &'static str)>,
}

impl Translation {
    /// Reads a file. What it does not have stays English.
    pub fn read(file: &'static str) -> Self {
        let mut translation = Self::default();
        for (area, name, text) in entries(file) {
            if area == SENTENCES {
                translation.sentences.push((name, text));
            } else {
                let name = format!("{area}.{name}");
                translation.texts.push((key(&name), text));
            }
        }
        translation
    }

    /// The text of a key.
    pub fn text(&self, key: u32) -> Option<&&'static str> {
        let found = self.texts.iter().find(|(it, _)| *it == key);
        found.map(|(_, text)| text)
    }

    /// Sentences with `{}` for what differs, in English and in this language.
    pub fn sentences(&self) -> &[(&'static str, &'static str)] {
        &self.sentences
    }
}

/// Area, name and text of all lines.
pub fn entries(file: &str) -> impl Iterator<Item = (&str, &str, &str)> {
    let mut area = "";
    file.lines().filter_map(move |line| {
        if let Some(heading) = line.strip_prefix('[') {
            area = heading.trim_end().trim_end_matches(']');
            return None;
        }
        let (name, text) = line.split_once(" = ").filter(|_| !line.starts_with('#'))?;
        Some((area, name, text))
    })
}

/// The number of a name: a program that names its texts by numbers is smaller. FNV-1a
/// (<https://datatracker.ietf.org/doc/html/draft-eastlake-fnv>), of 20 bits; a test sees to it that no
/// two names have the same.
pub const fn key(name: &str) -> u32 {
    let bytes = name.as_bytes();
    let mut hash = 0x811c_9dc5_u32;
    let mut at = 0;
    while at < bytes.len() {
        hash = (hash ^ bytes[at] as u32).wrapping_mul(0x0100_0193);
        at += 1;
    }
    (hash ^ hash >> 20) & 0xf_ffff
}
