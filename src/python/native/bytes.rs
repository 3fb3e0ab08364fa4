//! Bytes in requests and answers: Base64, which is what the interpreter writes and reads fastest.

use super::error::NativeError;

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The bytes of a text. White space does not count, nor does what is missing of the padding.
///
/// # Errors
/// [`NativeError`] when the text is no Base64.
pub fn decode(text: &str) -> Result<Vec<u8>, NativeError> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut count) = (0_u32, 0);
    for character in text.bytes() {
        let value = match character {
            b'A'..=b'Z' => character - b'A',
            b'a'..=b'z' => character - b'a' + 26,
            b'0'..=b'9' => character - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            b'=' | b'\n' => continue,
            _ => return Err(NativeError::Refused("bytes are not Base64".into())),
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
        }
    }
    Ok(bytes)
}

/// Bytes as text, with padding.
pub fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |index: usize| u32::from(chunk.get(index).copied().unwrap_or_default());
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for index in 0..4 {
            let value = bits >> (18 - 6 * index) & 63;
            let is_padding = index > chunk.len() as u32;
            text.push(if is_padding {
                '='
            } else {
                char::from(ALPHABET[value as usize])
            });
        }
    }
    text
}
