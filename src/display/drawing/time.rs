//! Dates and times on an axis, without time zones: a time is what a calendar and a clock show.

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// How far apart marks may be: seconds, or months.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Seconds(i64),
    Months(i64),
}

const STEPS: [Step; 23] = [
    Step::Seconds(1),
    Step::Seconds(5),
    Step::Seconds(15),
    Step::Seconds(30),
    Step::Seconds(MINUTE),
    Step::Seconds(5 * MINUTE),
    Step::Seconds(15 * MINUTE),
    Step::Seconds(30 * MINUTE),
    Step::Seconds(HOUR),
    Step::Seconds(3 * HOUR),
    Step::Seconds(6 * HOUR),
    Step::Seconds(12 * HOUR),
    Step::Seconds(DAY),
    Step::Seconds(2 * DAY),
    Step::Seconds(7 * DAY),
    Step::Months(1),
    Step::Months(3),
    Step::Months(6),
    Step::Months(12),
    Step::Months(24),
    Step::Months(60),
    Step::Months(120),
    Step::Months(600),
];

impl Step {
    fn seconds(self) -> i64 {
        match self {
            Step::Seconds(seconds) => seconds,
            Step::Months(months) => months * 30 * DAY,
        }
    }
}

/// Seconds since 1970-01-01 of a date (`2024-01-31`) or a date and time (`2024-01-31T12:30`,
/// seconds and a part of them may follow, then `Z` or an offset, which is left out of account).
pub fn seconds(text: &str) -> Option<f64> {
    let text = text.trim();
    let (date, time) = match text.find(['T', ' ']) {
        Some(at) => (text.get(..at)?, text.get(at + 1..)),
        None => (text, None),
    };
    let days = days(date)?;
    let time = time.map_or(Some(0.0), of_day)?;
    Some((days * DAY) as f64 + time)
}

fn days(date: &str) -> Option<i64> {
    let mut parts = date.splitn(3, '-');
    let (year, month, day) = (
        number(parts.next()?, 4)?,
        number(parts.next()?, 2)?,
        number(parts.next()?, 2)?,
    );
    let valid = (1..=12).contains(&month) && day >= 1 && day <= length_of(year, month);
    valid.then(|| days_before(year, month) + day - 1)
}

fn of_day(time: &str) -> Option<f64> {
    let end = time.find(['Z', '+', '-']).unwrap_or(time.len());
    let mut parts = time.get(..end)?.splitn(3, ':');
    let (hour, minute) = (number(parts.next()?, 2)?, number(parts.next()?, 2)?);
    let second: f64 = parts.next().map_or(Some(0.0), |text| {
        let is_plain = text.chars().all(|it| it.is_ascii_digit() || it == '.');
        is_plain.then(|| text.parse().ok())?
    })?;
    let valid = hour < 24 && minute < 60 && second < 60.0;
    valid.then(|| (hour * HOUR + minute * MINUTE) as f64 + second)
}

fn number(text: &str, digits: usize) -> Option<i64> {
    let is_plain = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
    is_plain.then(|| text.parse().ok())?
}

fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

fn length_of(year: i64, month: i64) -> i64 {
    match month {
        2 => 28 + i64::from(is_leap(year)),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days from 1970-01-01 to the first of a month, as the Gregorian calendar counts.
fn days_before(year: i64, month: i64) -> i64 {
    let past = year - 1;
    let leaps = past / 4 - past / 100 + past / 400;
    let in_year: i64 = (1..month).map(|month| length_of(year, month)).sum();
    past * 365 + leaps + in_year - 719_162
}

/// Year, month and day of a number of days since 1970-01-01.
fn date(days: i64) -> (i64, i64, i64) {
    let mut year = 1970 + days.div_euclid(366);
    while days_before(year + 1, 1) <= days {
        year += 1;
    }
    let mut month = 1;
    while month < 12 && days_before(year, month + 1) <= days {
        month += 1;
    }
    (year, month, days - days_before(year, month) + 1)
}

/// Marks between two times, at most about as many as wanted: where, and in words.
pub fn ticks(from: f64, until: f64, wanted: usize) -> Vec<(f64, String)> {
    let (first, last) = (from.ceil() as i64, until.floor() as i64);
    let rough = (until - from) / wanted.max(1) as f64;
    let step = STEPS
        .into_iter()
        .find(|step| step.seconds() as f64 >= rough);
    let step = step.unwrap_or(Step::Months(1_200));
    let mut marks = Vec::new();
    let mut time = match step {
        // Weeks begin on Mondays; 1970-01-01 was a Thursday.
        Step::Seconds(seconds) if seconds == 7 * DAY => {
            (first - 4 * DAY).div_euclid(seconds) * seconds + 4 * DAY
        }
        Step::Seconds(seconds) => first.div_euclid(seconds) * seconds,
        Step::Months(months) => {
            let (year, month, _) = date(first.div_euclid(DAY));
            let before = (year * 12 + month - 1).div_euclid(months) * months;
            of_month(before)
        }
    };
    while time <= last && marks.len() < 100 {
        if time >= first {
            let mut words = words(time, step);
            // The first says of which year they are.
            if marks.is_empty() && matches!(step, Step::Seconds(seconds) if seconds >= DAY) {
                words += &format!(" {}", date(time.div_euclid(DAY)).0);
            }
            marks.push((time as f64, words));
        }
        time = match step {
            Step::Seconds(seconds) => time + seconds,
            Step::Months(months) => {
                let (year, month, _) = date(time.div_euclid(DAY));
                of_month(year * 12 + month - 1 + months)
            }
        };
    }
    marks
}

/// The first second of a month, counted from the year 0.
fn of_month(month: i64) -> i64 {
    days_before(month.div_euclid(12), month.rem_euclid(12) + 1) * DAY
}

fn words(time: i64, step: Step) -> String {
    let (year, month, day) = date(time.div_euclid(DAY));
    let second = time.rem_euclid(DAY);
    let name = usize::try_from(month - 1)
        .ok()
        .and_then(|it| MONTHS.get(it));
    let name = name.copied().unwrap_or_default();
    match step {
        Step::Months(months) if months >= 12 => format!("{year}"),
        Step::Months(_) => format!("{name} {year}"),
        Step::Seconds(seconds) if seconds >= DAY => format!("{day} {name}"),
        Step::Seconds(_) if second == 0 => format!("{day} {name}"),
        Step::Seconds(seconds) => {
            let clock = format!("{:02}:{:02}", second / HOUR, second / MINUTE % 60);
            match seconds < MINUTE {
                true => format!("{clock}:{:02}", second % MINUTE),
                false => clock,
            }
        }
    }
}
