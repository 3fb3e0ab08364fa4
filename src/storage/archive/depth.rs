//! How deep JSON is nested, without reading it: a parser that recurses must not be led into the
//! depths.

/// Whether brackets and braces in `text` are nested deeper than `most`. For what is not JSON the
/// answer means nothing: the parser refuses it anyway.
pub fn is_deeper(text: &str, most: usize) -> bool {
    let mut depth = 0_usize;
    let mut in_string = false;
    let mut escaped = false;
    for byte in text.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            _ if in_string => {}
            b'[' | b'{' => {
                depth += 1;
                if depth > most {
                    return true;
                }
            }
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    false
}
