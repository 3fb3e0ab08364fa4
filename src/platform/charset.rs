//! Texts that are not UTF-8.

/// Decodes bytes by the name of their encoding.
pub trait Charsets {
    /// The text, bad bytes as U+FFFD; `None` where the encoding is unknown. Labels are those of
    /// <https://encoding.spec.whatwg.org/#names-and-labels>, in any case.
    fn decode(&self, label: &str, bytes: &[u8]) -> Option<String>;
}

/// The in-memory twin: UTF-8 and Latin-1.
#[derive(Clone, Copy, Debug, Default)]
pub struct PlainCharsets;

impl Charsets for PlainCharsets {
    fn decode(&self, label: &str, bytes: &[u8]) -> Option<String> {
        match label.to_ascii_lowercase().as_str() {
            "utf-8" | "utf8" | "us-ascii" => Some(String::from_utf8_lossy(bytes).into_owned()),
            "iso-8859-1" | "latin1" => Some(bytes.iter().map(|&byte| char::from(byte)).collect()),
            _ => None,
        }
    }
}
