//! Which addresses from a model's or a page's text may become links. Everything else stays text.

/// The address to link to, if it is one that a person may safely click: http, https or mailto.
/// Relative addresses are refused too: they would point into this page's own site.
pub fn safe_link(address: &str) -> Option<&str> {
    let address = address.trim();
    let (scheme, rest) = address.split_once(':')?;
    let is = |allowed: &str| scheme.eq_ignore_ascii_case(allowed);
    let allowed = match is("http") || is("https") {
        true => authority(rest).is_some(),
        false => is("mailto") && !rest.is_empty(),
    };
    // Browsers drop tabs and line breaks inside an address, so what is shown could differ from
    // what is opened.
    let plain = !address.contains(|c: char| c.is_control());
    (allowed && plain).then_some(address)
}

/// The host of an http or https address, with its port, for showing where something would be loaded
/// from.
pub fn host(address: &str) -> Option<&str> {
    let (_, rest) = safe_link(address)?.split_once(':')?;
    let host = authority(rest)?.rsplit('@').next()?;
    (!host.is_empty()).then_some(host)
}

/// What stands between the two slashes and the path. Browsers take an address without them for one of
/// this very site, and any number of slashes, of either kind, for two.
fn authority(rest: &str) -> Option<&str> {
    let rest = rest.strip_prefix("//")?;
    let authority = rest.split(['/', '?', '#', '\\']).next()?;
    (!authority.is_empty()).then_some(authority)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_the_true_host() {
        assert_eq!(host("https://good.org@evil.org/x.png"), Some("evil.org"));
        assert_eq!(host("https://x.org:8080?q"), Some("x.org:8080"));
        assert_eq!(host("https://evil.org/://good.org/"), Some("evil.org"));
        assert_eq!(host("https://evil.org\\@good.org/"), Some("evil.org"));
        assert_eq!(host("mailto:a@b.c"), None);
        assert_eq!(host("mailto:a://b.c"), None);
    }

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
            "https://",
            "http:?q=asked",
            "http:evil.org",
            "http:/\\evil.org/://good.org/",
            "https:\\\\evil.org/",
            "https:///evil.org/",
            "https://\\evil.org/",
            "https://a\u{0}b",
            "",
        ] {
            assert_eq!(safe_link(hostile), None, "{hostile:?}");
        }
    }
}
