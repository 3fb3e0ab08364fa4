//! Makes the addresses of links absolute. Only http and https come out.

use crate::platform::http;

/// The absolute address of a link on the page at `base`; `None` for what leads nowhere else
/// (fragments) or is not a web address (`javascript:`, `mailto:`).
pub(super) fn resolve(base: &str, target: &str) -> Option<String> {
    let target = target.trim();
    if target.is_empty() || target.starts_with('#') {
        return None;
    }
    let origin = http::origin(base).ok()?;
    let (scheme, _) = origin.split_once(':')?;
    let page = base.split(['?', '#']).next()?;
    let path = page.splitn(4, '/').nth(3).unwrap_or_default();
    let absolute = if has_scheme(target) {
        target.to_string()
    } else if target.starts_with("//") {
        format!("{scheme}:{target}")
    } else if target.starts_with('?') {
        format!("{page}{target}")
    } else {
        let (to, rest) = target.split_at(target.find(['?', '#']).unwrap_or(target.len()));
        let joined = match (to.strip_prefix('/'), path.rsplit_once('/')) {
            (Some(from_root), _) => from_root.to_string(),
            (None, Some((folder, _))) => format!("{folder}/{to}"),
            (None, None) => to.to_string(),
        };
        format!("{origin}/{}{rest}", without_dots(&joined))
    };
    // Characters that would end a Markdown link early.
    let absolute = absolute
        .replace(char::is_whitespace, "%20")
        .replace('(', "%28")
        .replace(')', "%29");
    http::origin(&absolute).ok().map(|_| absolute)
}

/// Whether it begins like `mailto:`: letters, then a colon before any slash.
fn has_scheme(target: &str) -> bool {
    let is_scheme =
        |character: char| character.is_ascii_alphanumeric() || "+-.".contains(character);
    target
        .split_once(':')
        .is_some_and(|(scheme, _)| !scheme.is_empty() && scheme.chars().all(is_scheme))
}

/// The path with `.` and `..` taken out.
fn without_dots(path: &str) -> String {
    let mut parts = Vec::new();
    let is_folder = path.ends_with('/') || path.ends_with("/..") || path.ends_with("/.");
    for part in path.split('/') {
        match part {
            "." | "" => {}
            ".." => {
                parts.pop();
            }
            other => parts.push(other),
        }
    }
    let mut path = parts.join("/");
    if is_folder && !path.is_empty() {
        path.push('/');
    }
    path
}
