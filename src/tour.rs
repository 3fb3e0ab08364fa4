//! The tour: three recorded conversations that show the page's main job without a key. Only the
//! model's replies are recordings, and the tools' answers where the network has none; the Python
//! in them really runs. The present recordings were written by hand in the form that a model and
//! the services use; the files under `tour/` can be replaced by captured ones.

use crate::model::recorded::Recording;
use crate::platform::recorded::RecordedResponse;

/// A question's file and those of the replies to it.
type Files = (&'static str, &'static [&'static str]);

const ENGLISH: [Files; 3] = [
    (
        include_str!("tour/sums/question.md"),
        &[include_str!("tour/sums/reply_1.md")],
    ),
    (
        include_str!("tour/weather/question.md"),
        &[
            include_str!("tour/weather/reply_1.md"),
            include_str!("tour/weather/reply_2.md"),
        ],
    ),
    (
        include_str!("tour/repair/question.md"),
        &[
            include_str!("tour/repair/reply_1.md"),
            include_str!("tour/repair/reply_2.md"),
        ],
    ),
];

const GERMAN: [Files; 3] = [
    (
        include_str!("tour/de/sums/question.md"),
        &[include_str!("tour/de/sums/reply_1.md")],
    ),
    (
        include_str!("tour/de/weather/question.md"),
        &[
            include_str!("tour/de/weather/reply_1.md"),
            include_str!("tour/de/weather/reply_2.md"),
        ],
    ),
    (
        include_str!("tour/de/repair/question.md"),
        &[
            include_str!("tour/de/repair/reply_1.md"),
            include_str!("tour/de/repair/reply_2.md"),
        ],
    ),
];

/// The tour's conversations in the language of this tag, in the order they are played; in English
/// where there is no recording in it.
pub fn recordings(language: &str) -> Vec<Recording> {
    read(match language {
        "de" => &GERMAN,
        _ => &ENGLISH,
    })
}

/// Those in all languages: a tour goes on in the one it was begun in.
pub fn all_recordings() -> Vec<Recording> {
    let mut all = read(&ENGLISH);
    all.extend(read(&GERMAN));
    all
}

fn read(files: &[Files]) -> Vec<Recording> {
    let files = files.iter();
    let recordings = files.map(|(question, replies)| Recording {
        question: question.trim().into(),
        replies: replies.iter().map(|reply| (*reply).into()).collect(),
    });
    recordings.collect()
}

/// What the tools' services answer to the tour's calls. The targets are the URLs that the
/// tools build, after the services' own addresses.
pub fn responses() -> Vec<RecordedResponse> {
    [
        (
            include_str!("tour/weather/paris_place.url"),
            include_str!("tour/weather/paris_place.json"),
        ),
        (
            include_str!("tour/weather/paris_forecast.url"),
            include_str!("tour/weather/paris_forecast.json"),
        ),
        (
            include_str!("tour/weather/oslo_place.url"),
            include_str!("tour/weather/oslo_place.json"),
        ),
        (
            include_str!("tour/weather/oslo_forecast.url"),
            include_str!("tour/weather/oslo_forecast.json"),
        ),
    ]
    .into_iter()
    .map(|(target, body)| RecordedResponse {
        target: target.trim().into(),
        body: body.into(),
    })
    .collect()
}
