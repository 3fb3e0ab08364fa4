//! Addresses from a model's or a page's text, as the page shows them.

pub use micropython_agent::storage::document::safe_link;

/// The host of an http or https address, for showing where something would be loaded from.
pub fn host(address: &str) -> Option<&str> {
    let address = safe_link(address)?;
    let (scheme, rest) = address.split_once("://")?;
    if scheme.eq_ignore_ascii_case("mailto") {
        return None;
    }
    let authority = rest.split(['/', '?', '#', '\\']).next()?;
    let host = authority.rsplit('@').next()?;
    (!host.is_empty()).then_some(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_the_true_host() {
        assert_eq!(host("https://good.org@evil.org/x.png"), Some("evil.org"));
        assert_eq!(host("https://x.org:8080?q"), Some("x.org:8080"));
        assert_eq!(host("mailto:a@b.c"), None);
    }
}
