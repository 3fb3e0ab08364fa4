//! Which addresses from a model's or a page's text may become links. Everything else stays text.

/// The address to link to, if it is one that a person may safely click: http, https or mailto.
/// Relative addresses are refused too: they would point into this page's own site.
pub fn safe_link(address: &str) -> Option<&str> {
    let address = address.trim();
    let (scheme, rest) = address.split_once(':')?;
    let allowed = ["http", "https", "mailto"]
        .iter()
        .any(|allowed| scheme.eq_ignore_ascii_case(allowed));
    // Browsers drop tabs and line breaks inside an address, so what is shown could differ from
    // what is opened.
    let plain = !rest.is_empty() && !address.contains(|c: char| c.is_control());
    (allowed && plain).then_some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_to_the_web_and_to_mail_only() {
        assert_eq!(safe_link(" https://x.org/a "), Some("https://x.org/a"));
        assert_eq!(safe_link("MAILTO:a@b.c"), Some("MAILTO:a@b.c"));
        for hostile in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "java\nscript:alert(1)",
            "data:text/html,x",
            "blob:https://x",
            "file:///etc/passwd",
            "/relative",
            "//host",
            "#top",
            "https:",
            "https://a\u{0}b",
            "",
        ] {
            assert_eq!(safe_link(hostile), None, "{hostile:?}");
        }
    }
}
