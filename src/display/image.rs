//! A picture, as bytes of a format that browsers show. SVG among them runs no script and loads
//! nothing where it is shown as a picture, which is the only way that it may be shown.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};

use super::{DisplayError, MAX_NAME_CHARS, at_most};

/// Bytes that a picture may have.
pub const MAX_BYTES: usize = 2 << 20;

/// A picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Image {
    /// Its bytes, in Base64.
    base64: String,
    /// What is in it, for those who do not see it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    alternative: Option<String>,
}

/// What kind of picture it is, by its first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MediaType {
    /// PNG.
    Png,
    /// JPEG.
    Jpeg,
    /// GIF.
    Gif,
    /// WebP.
    WebP,
    /// SVG.
    Svg,
}

impl Image {
    /// Of these bytes.
    pub fn new(bytes: &[u8], alternative: Option<String>) -> Self {
        Self {
            base64: STANDARD.encode(bytes),
            alternative,
        }
    }

    pub(super) fn check(&self) -> Result<(), DisplayError> {
        check_size(self.size())?;
        if let Some(text) = &self.alternative
            && text.chars().nth(5 * MAX_NAME_CHARS).is_some()
        {
            return Err(DisplayError::Unfit(
                "the description of a picture may have 1000 characters",
            ));
        }
        let bytes = self.bytes()?;
        match MediaType::of(&bytes) {
            Some(_) => Ok(()),
            None => Err(NO_PICTURE),
        }
    }

    /// Its bytes.
    ///
    /// # Errors
    /// [`DisplayError::Unfit`]; not of one that has been checked.
    pub fn bytes(&self) -> Result<Vec<u8>, DisplayError> {
        STANDARD.decode(&self.base64).map_err(|_| NO_PICTURE)
    }

    /// What kind of picture it is.
    pub fn media_type(&self) -> Option<MediaType> {
        self.bytes().ok().as_deref().and_then(MediaType::of)
    }

    /// Its bytes in Base64.
    pub fn encoded(&self) -> &str {
        &self.base64
    }

    /// What is in it, for those who do not see it.
    pub fn alternative(&self) -> Option<&str> {
        self.alternative.as_deref()
    }

    pub(super) fn described(&self) -> String {
        let kind = self.media_type().map_or("", MediaType::name);
        format!("a {kind} picture of {} bytes", self.size())
    }

    /// How many bytes it has.
    fn size(&self) -> usize {
        let padding = self.base64.bytes().rev().take_while(|byte| *byte == b'=');
        (self.base64.len() / 4 * 3).saturating_sub(padding.count())
    }
}

/// Whether a picture of so many bytes can be shown.
///
/// # Errors
/// [`DisplayError::TooMuch`].
pub fn check_size(bytes: usize) -> Result<(), DisplayError> {
    at_most("a picture", bytes, "bytes", MAX_BYTES, "make it smaller")
}

const NO_PICTURE: DisplayError =
    DisplayError::Unfit("these bytes are no picture: PNG, JPEG, GIF, WebP and SVG can be shown");

impl MediaType {
    /// Of the picture that begins so; `None` if it is none.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some(MediaType::Png),
            [0xff, 0xd8, 0xff, ..] => Some(MediaType::Jpeg),
            [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some(MediaType::Gif),
            [
                b'R',
                b'I',
                b'F',
                b'F',
                _,
                _,
                _,
                _,
                b'W',
                b'E',
                b'B',
                b'P',
                ..,
            ] => Some(MediaType::WebP),
            _ => std::str::from_utf8(bytes)
                .is_ok_and(begins_svg)
                .then_some(MediaType::Svg),
        }
    }

    /// Its name, also as the end of a file's name.
    pub fn name(self) -> &'static str {
        match self {
            MediaType::Png => "PNG",
            MediaType::Jpeg => "JPEG",
            MediaType::Gif => "GIF",
            MediaType::WebP => "WebP",
            MediaType::Svg => "SVG",
        }
    }

    /// As HTTP names it.
    pub fn mime(self) -> &'static str {
        match self {
            MediaType::Png => "image/png",
            MediaType::Jpeg => "image/jpeg",
            MediaType::Gif => "image/gif",
            MediaType::WebP => "image/webp",
            MediaType::Svg => "image/svg+xml",
        }
    }
}

/// Whether a text is an SVG document: its first element is `svg`.
fn begins_svg(text: &str) -> bool {
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    loop {
        let end = if rest.starts_with("<?") {
            "?>"
        } else if rest.starts_with("<!--") {
            "-->"
        } else if rest.starts_with("<!DOCTYPE") {
            ">"
        } else {
            let name = rest.strip_prefix("<svg");
            return name.is_some_and(|rest| rest.starts_with([' ', '>', '\n', '\t', '\r', '/']));
        };
        let Some(at) = rest.find(end) else {
            return false;
        };
        rest = rest[at + end.len()..].trim_start();
    }
}
