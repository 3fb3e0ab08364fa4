//! Bytes in requests and answers: two hexadecimal digits each, which the interpreter writes and
//! reads fastest. And Base64, which it has in Python only.
//!
//! | operation | request | answer |
//! |---|---|---|
//! | `bytes.to_base64` | bytes | Base64 |
//! | `bytes.from_base64` | `[Base64, strict]` | the bytes, in CPython's words if there are none |

use super::error::NativeError;

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const DIGITS: &[u8; 16] = b"0123456789abcdef";

/// Answers a request; none when there is no such operation.
pub fn call(operation: &str, request: &str) -> Option<Result<String, NativeError>> {
    Some(match operation {
        "bytes.to_base64" => to_base64(request),
        "bytes.from_base64" => from_base64(request),
        _ => return None,
    })
}

/// The bytes of hexadecimal digits.
///
/// # Errors
/// [`NativeError`] when they are none.
pub fn decode(text: &str) -> Result<Vec<u8>, NativeError> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    let byte = |pair: &[u8]| match pair {
        [high, low] => Some((digit(*high)? << 4 | digit(*low)?) as u8),
        _ => None,
    };
    let bytes: Option<Vec<u8>> = text.as_bytes().chunks(2).map(byte).collect();
    bytes.ok_or_else(|| NativeError::Refused("bytes are not hexadecimal".into()))
}

/// Bytes as hexadecimal digits.
pub fn encode(bytes: &[u8]) -> String {
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits
        .map(|digit| char::from(DIGITS[usize::from(digit)]))
        .collect()
}

fn to_base64(request: &str) -> Result<String, NativeError> {
    let bytes = decode(serde_json::from_str(request)?)?;
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |index: usize| u32::from(chunk.get(index).copied().unwrap_or_default());
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for index in 0..4 {
            let value = bits >> (18 - 6 * index) & 63;
            let is_padding = index > chunk.len();
            text.push(if is_padding {
                '='
            } else {
                char::from(ALPHABET[value as usize])
            });
        }
    }
    Ok(serde_json::to_string(&text)?)
}

fn from_base64(request: &str) -> Result<String, NativeError> {
    let (text, strict): (String, bool) = serde_json::from_str(request)?;
    let refused = |message: &str| Err(NativeError::Refused(message.into()));
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut digits, mut padding) = (0_u32, 0_usize, 0);
    if strict && text.starts_with('=') {
        return refused("Leading padding not allowed");
    }
    for (index, character) in text.bytes().enumerate() {
        if character == b'=' {
            padding += 1;
            if digits % 4 >= 2 && digits % 4 + padding >= 4 {
                if strict && index + 1 < text.len() {
                    return refused("Excess data after padding");
                }
                return Ok(serde_json::to_string(&encode(&bytes))?);
            }
            continue;
        }
        let Some(value) = value(character) else {
            if strict {
                return refused("Only base64 data is allowed");
            }
            continue;
        };
        if strict && padding > 0 {
            return refused("Discontinuous padding not allowed");
        }
        padding = 0;
        digits += 1;
        bits = bits << 6 | value;
        match digits % 4 {
            0 => bytes.push(bits as u8),
            1 => {}
            2 => bytes.push((bits >> 4) as u8),
            _ => bytes.push((bits >> 2) as u8),
        }
    }
    match digits % 4 {
        0 => Ok(serde_json::to_string(&encode(&bytes))?),
        1 => refused(&format!(
            "Invalid base64-encoded string: number of data characters ({digits}) cannot be 1 more \
             than a multiple of 4"
        )),
        _ => refused("Incorrect padding"),
    }
}

fn value(character: u8) -> Option<u32> {
    let value = match character {
        b'A'..=b'Z' => character - b'A',
        b'a'..=b'z' => character - b'a' + 26,
        b'0'..=b'9' => character - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    };
    Some(value.into())
}
