//! The `Retry-After` header (RFC 9110, section 10.2.3): seconds, or a date in the one form that
//! is still sent.

use std::time::Duration;

/// The wait that the header asks for, given the present time in milliseconds since the Unix epoch.
/// A date in the past asks for none; `None` when the value is neither form.
pub(crate) fn parse(value: &str, now_unix_ms: u64) -> Option<Duration> {
    let value = value.trim();
    if let Ok(seconds) = value.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let at = Duration::from_secs(unix_seconds(value)?);
    Some(at.saturating_sub(Duration::from_millis(now_unix_ms)))
}

/// Reads an IMF-fixdate such as `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110, section 5.6.7).
fn unix_seconds(date: &str) -> Option<u64> {
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let [_, day, month, year, time, "GMT"] = date.split(' ').collect::<Vec<_>>()[..] else {
        return None;
    };
    let [hour, minute, second] = time.split(':').collect::<Vec<_>>()[..] else {
        return None;
    };
    let month = MONTHS.iter().position(|name| *name == month)? as u64 + 1;
    let days = days_since_epoch(number(year, 1970..=9999)?, month, number(day, 1..=31)?);
    let seconds = number(hour, 0..=23)? * 3600 + number(minute, 0..=59)? * 60;
    Some(days * 86_400 + seconds + number(second, 0..=60)?)
}

fn number(digits: &str, range: std::ops::RangeInclusive<u64>) -> Option<u64> {
    digits.parse().ok().filter(|number| range.contains(number))
}

/// Days from 1970-01-01 to a day of the Gregorian calendar. Years are counted from March, so that
/// the leap day comes last.
fn days_since_epoch(year: u64, month: u64, day: u64) -> u64 {
    let (year, months_since_march) = match month {
        1 | 2 => (year - 1, month + 9),
        _ => (year, month - 3),
    };
    let leap_days = year / 4 - year / 100 + year / 400;
    let days_before_month = (153 * months_since_march + 2) / 5;
    // 719,468 days lie between the 1st of March of the year 0 and the epoch.
    year * 365 + leap_days + days_before_month + (day - 1) - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_seconds() {
        assert_eq!(parse(" 20 ", 0), Some(Duration::from_secs(20)));
        assert_eq!(parse("0", 0), Some(Duration::ZERO));
    }

    #[test]
    fn reads_dates_across_leap_years_and_month_ends() {
        for (date, unix) in [
            ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
            ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777),
            ("Tue, 29 Feb 2000 23:59:59 GMT", 951_868_799),
            ("Wed, 01 Mar 2000 00:00:00 GMT", 951_868_800),
            ("Fri, 31 Dec 2100 12:00:00 GMT", 4_133_937_600),
        ] {
            assert_eq!(unix_seconds(date), Some(unix), "{date}");
        }
    }

    #[test]
    fn counts_a_date_from_now_and_never_back() {
        let date = "Sun, 06 Nov 1994 08:49:37 GMT";
        assert_eq!(
            parse(date, 784_111_747_500),
            Some(Duration::from_millis(29_500))
        );
        assert_eq!(parse(date, 784_111_800_000), Some(Duration::ZERO));
    }

    #[test]
    fn passes_over_what_is_neither() {
        for value in [
            "",
            "soon",
            "-5",
            "1.5",
            "Sun, 06 Nov 1994 08:49:37 CET",
            "Sun, 99 Nov 1994 08:49:37 GMT",
        ] {
            assert_eq!(parse(value, 0), None, "{value}");
        }
    }
}
