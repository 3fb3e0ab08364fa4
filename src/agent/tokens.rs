//! How many tokens a request makes: what we count ([`crate::model::tokenizer`]), corrected from the
//! first reply on by what the provider counts.

use super::event::ContextUse;
use super::transcript::Transcript;
use crate::model::Usage;

/// Tokens that a message costs besides its text.
pub const PER_MESSAGE: u64 = 4;

/// Corrections beyond these would come from a provider that counts something else.
const LEAST_CORRECTION: f64 = 0.25;
const MOST_CORRECTION: f64 = 4.0;

/// What our count is to be multiplied with: what the provider counted for the last request of which
/// it told, divided by our count of it in the same way, by a vocabulary or not. 1 until there is one.
pub fn correction(transcript: &Transcript, by_vocabulary: bool) -> f64 {
    let newest_first = transcript
        .runs
        .iter()
        .rev()
        .flat_map(|run| run.steps.iter().rev());
    newest_first
        .filter(|step| step.context.by_vocabulary == by_vocabulary)
        .filter_map(|step| correction_by(step.context, step.reply.usage?))
        .next()
        .unwrap_or(1.0)
}

/// Tokens of a context after this correction.
pub fn corrected(tokens: u64, correction: f64) -> u64 {
    (tokens as f64 * correction).round() as u64
}

/// What one reply says of it, if the provider counted.
pub fn correction_by(context: ContextUse, usage: Usage) -> Option<f64> {
    let estimated = context.total();
    (estimated > 0 && usage.input_tokens > 0).then(|| {
        (usage.input_tokens as f64 / estimated as f64).clamp(LEAST_CORRECTION, MOST_CORRECTION)
    })
}

#[cfg(test)]
mod tests {
    use super::{corrected, correction, correction_by};
    use crate::agent::event::{ContextUse, Event, Request, StepEnd};
    use crate::agent::transcript::Transcript;
    use crate::model::Usage;
    use crate::platform::http::Source;

    #[test]
    fn what_was_counted_in_one_way_does_not_correct_the_other() {
        let asked = Event::Asked {
            question: "?".into(),
            at: 0,
            artifacts: Vec::new(),
        };
        let step = |number, by_vocabulary, input_tokens| {
            let started = Event::StepStarted {
                number,
                at: 0,
                source: Source::Live,
                request: Request::Step,
                can_stop: true,
                context: ContextUse {
                    instructions: 1_000,
                    by_vocabulary,
                    ..ContextUse::default()
                },
            };
            let replied = Event::Replied {
                text: "Done.".into(),
                usage: Some(Usage {
                    input_tokens,
                    ..Usage::default()
                }),
                duration_ms: 0,
                carried_over: None,
            };
            [
                started,
                replied,
                Event::StepEnded {
                    end: StepEnd::NoCode {},
                    observation: String::new(),
                    stdout: String::new(),
                    stderr: String::new(),
                    executing_ms: 0,
                    artifacts: Vec::new(),
                },
            ]
        };
        let steps = [step(1, false, 2_000), step(2, true, 1_100)];
        let events: Vec<Event> = [asked]
            .into_iter()
            .chain(steps.into_iter().flatten())
            .collect();
        let transcript = Transcript::of(&events);
        assert_eq!(correction(&transcript, false), 2.0);
        assert_eq!(correction(&transcript, true), 1.1);
    }

    #[test]
    fn is_corrected_by_what_the_provider_counted() {
        let context = ContextUse {
            instructions: 900,
            questions: 100,
            ..ContextUse::default()
        };
        let counted = |input_tokens| {
            let usage = Usage {
                input_tokens,
                ..Usage::default()
            };
            correction_by(context, usage)
        };
        assert_eq!(counted(1_500), Some(1.5));
        assert_eq!(corrected(2_000, 1.5), 3_000);
        assert_eq!(counted(0), None, "a provider that does not count");
        assert_eq!(counted(1_000_000), Some(4.0), "not beyond reason");
        let usage = Usage {
            input_tokens: 5,
            ..Usage::default()
        };
        assert_eq!(correction_by(ContextUse::default(), usage), None);
    }
}
