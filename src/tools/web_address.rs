//! The addresses of pages: which may be read. Only http and https, without user names, and private
//! ones only where the user allows it.

use std::net::{Ipv4Addr, Ipv6Addr};

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use super::error::{ToolError, cut};
use crate::platform::http;

/// Characters that people leave in addresses and that a request line cannot carry.
const UNSAFE: AsciiSet = CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// Names that lead to this computer or its network, and what ends in them.
const PRIVATE_NAMES: [&str; 7] = [
    "localhost",
    "local",
    "internal",
    "intranet",
    "lan",
    "home",
    "home.arpa",
];

/// A page's address as it can be requested: checked, without fragment, unsafe characters encoded.
pub(super) struct PageAddress {
    pub url: String,
    pub origin: String,
}

impl PageAddress {
    /// The address in `url`.
    ///
    /// # Errors
    /// [`ToolError::Refused`], with what an address must be.
    pub(super) fn new(url: &str, private_allowed: bool) -> Result<Self, ToolError> {
        let trimmed = url.trim();
        let without_fragment = trimmed.split('#').next().unwrap_or_default();
        let url = utf8_percent_encode(without_fragment, &UNSAFE).to_string();
        let Ok(origin) = http::origin(&url) else {
            return Err(ToolError::Refused(format!(
                "{:?} is not an address that can be read; it must start with http:// or https:// \
                 and have no user name or password",
                cut(trimmed, 200)
            )));
        };
        if !private_allowed && is_private(&origin) {
            return Err(ToolError::Refused(format!(
                "{origin} is a private address (this computer or its network); the settings do \
                 not allow reading those"
            )));
        }
        Ok(Self { url, origin })
    }
}

/// Whether an origin is on this computer or its network, as far as its name tells. What a public
/// name resolves to, only the browser knows.
fn is_private(origin: &str) -> bool {
    let host = origin.split_once("://").map_or(origin, |(_, host)| host);
    if let Some(inner) = host.strip_prefix('[') {
        let inner = inner.split(']').next().unwrap_or_default();
        let inner = inner.split('%').next().unwrap_or_default();
        // What is no address after all is not requested either.
        return inner.parse().map_or(true, is_private_v6);
    }
    let host = host.split(':').next().unwrap_or_default();
    // A browser undoes the encoding before it looks the name up.
    let decoded = percent_encoding::percent_decode_str(host).decode_utf8_lossy();
    let name = decoded.trim_end_matches('.').to_lowercase();
    match lenient_v4(&name) {
        Some(address) => is_private_v4(address),
        None => {
            !name.contains('.')
                || PRIVATE_NAMES
                    .iter()
                    .any(|private| name == *private || name.ends_with(&format!(".{private}")))
                // Characters that a browser maps to ASCII, digits and dots among them.
                || !name.is_ascii() && name.chars().any(is_disguise)
        }
    }
}

/// Forms of digits, letters and dots that names are normalised from: wide, circled, mathematical.
fn is_disguise(character: char) -> bool {
    matches!(character,
        '\u{3002}' | '\u{ff0e}' | '\u{ff61}' | '\u{ff10}'..='\u{ff5a}'
        | '\u{2460}'..='\u{24ff}' | '\u{2070}'..='\u{2099}' | '\u{1d400}'..='\u{1d7ff}'
        | '\u{b2}' | '\u{b3}' | '\u{b9}')
}

/// An IPv4 address in any form that browsers take: one to four numbers, decimal, octal or
/// hexadecimal, the last one filling what is left (<https://url.spec.whatwg.org/#concept-ipv4-parser>).
fn lenient_v4(name: &str) -> Option<Ipv4Addr> {
    let numbers: Vec<u64> = name.split('.').map(number).collect::<Option<_>>()?;
    let (last, first) = numbers.split_last()?;
    if first.len() > 3 || first.iter().any(|&byte| byte > 255) {
        return None;
    }
    let room = 256_u64.pow(4 - first.len() as u32);
    if *last >= room {
        return None;
    }
    let high = first
        .iter()
        .zip([24, 16, 8])
        .map(|(byte, shift)| byte << shift)
        .sum::<u64>();
    u32::try_from(high + last).ok().map(Ipv4Addr::from)
}

fn number(text: &str) -> Option<u64> {
    if let Some(digits) = text.strip_prefix("0x") {
        return match digits {
            "" => Some(0),
            digits => u64::from_str_radix(digits, 16).ok(),
        };
    }
    match text.strip_prefix('0') {
        Some(digits) if !digits.is_empty() => u64::from_str_radix(digits, 8).ok(),
        _ => text.parse().ok(),
    }
}

fn is_private_v4(address: Ipv4Addr) -> bool {
    let [first, second, ..] = address.octets();
    address.is_loopback()
        || address.is_private()
        || address.is_link_local()
        || address.is_unspecified()
        || address.is_broadcast()
        || address.is_multicast()
        || first == 0
        // Shared between a provider's customers (RFC 6598), and for benchmarks (RFC 2544).
        || (first == 100 && (64..128).contains(&second))
        || (first == 198 && (18..20).contains(&second))
}

fn is_private_v6(address: Ipv6Addr) -> bool {
    let segments = address.segments();
    let embedded = || {
        let [.., high, low] = segments;
        let bits = u32::from(high) << 16 | u32::from(low);
        Ipv4Addr::from(bits)
    };
    address.is_loopback()
        || address.is_unspecified()
        || address.is_multicast()
        || address.is_unique_local()
        || address.is_unicast_link_local()
        // Site local, deprecated (RFC 3879).
        || segments[0] & 0xffc0 == 0xfec0
        // IPv4 in IPv6: mapped, compatible, and translated (RFC 6052).
        || (segments[..5] == [0; 5] && matches!(segments[5], 0 | 0xffff) && is_private_v4(embedded()))
        || (segments[..4] == [0x64, 0xff9b, 0, 0] && is_private_v4(embedded()))
}
