//! Keeps a conversation within the model's context window. Older observations are shortened first;
//! when that is not enough, the model summarises the older steps, and the summary takes their
//! place in what it is sent. Questions, the plan and the last steps always stay, and the transcript
//! keeps everything.

use super::event::{Request, StepEnd};
use super::transcript::{Step, Transcript};

/// Steps at the end that are left as they are.
const KEPT_STEPS: usize = 2;

/// Characters that are shown of an older observation.
pub const SHORT_OBSERVATION_CHARS: usize = 400;

/// Shortening must bring the context down to this part of its budget: otherwise the model
/// summarises as well, so that there is room for more than a step and what was sent before stays
/// as it is for a while.
const WORTH_IT: f64 = 0.7;

/// What is to give way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relief {
    /// The observations of the steps up to this id.
    Shorten(u32),
    /// The steps up to this id.
    Summarise(u32),
}

impl Relief {
    /// What is to be done when a context of `tokens`, of which `budget` are allowed, is about to
    /// be sent. `shortened_tokens` tells what is left of it when older observations are shortened.
    /// None while there is room, and when nothing is left that could give way.
    pub fn of(
        transcript: &Transcript,
        budget: u64,
        tokens: u64,
        shortened_tokens: impl FnOnce(u32) -> u64,
    ) -> Option<Self> {
        if tokens <= budget {
            return None;
        }
        let through = last_older(transcript)?;
        if through > transcript.shortened_through
            && shortened_tokens(through) as f64 <= budget as f64 * WORTH_IT
        {
            return Some(Self::Shorten(through));
        }
        let covered = summary(transcript).map_or(0, |summary| summary.through);
        (through > covered && !has_just_failed(transcript)).then_some(Self::Summarise(through))
    }
}

/// A summary that stands in the place of steps.
pub struct Summary<'a> {
    /// The id of the last step that it covers.
    pub through: u32,
    /// What the model wrote.
    pub text: &'a str,
}

/// The summary that holds: the last that the model has written.
pub fn summary(transcript: &Transcript) -> Option<Summary<'_>> {
    newest_first(transcript).find_map(|step| match (step.request, step.end()?) {
        (Request::Compaction { through }, StepEnd::Written {}) => Some(Summary {
            through,
            text: &step.reply.text,
        }),
        _ => None,
    })
}

/// The last step that may give way.
fn last_older(transcript: &Transcript) -> Option<u32> {
    let shown = newest_first(transcript)
        .filter(|step| step.end().is_some() && !matches!(step.request, Request::Compaction { .. }));
    shown.skip(KEPT_STEPS).map(|step| step.id).next()
}

/// Whether the newest step that came to its end is a summary that the model did not write: it is
/// not asked again before another step.
fn has_just_failed(transcript: &Transcript) -> bool {
    let newest = newest_first(transcript).find(|step| step.end().is_some());
    newest.is_some_and(|step| {
        matches!(step.request, Request::Compaction { .. })
            && step.end() != Some(&StepEnd::Written {})
    })
}

fn newest_first(transcript: &Transcript) -> impl Iterator<Item = &Step> {
    let runs = transcript.runs.iter().rev();
    runs.flat_map(|run| run.steps.iter().rev())
}
