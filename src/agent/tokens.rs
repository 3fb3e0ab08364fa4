//! How many tokens texts make, without a model's own vocabulary: an estimate, which what the
//! provider counts corrects from the first reply on.

use super::event::ContextUse;
use super::transcript::Transcript;
use crate::model::Usage;

/// Tokens that a message costs besides its text.
pub const PER_MESSAGE: u64 = 4;

/// Corrections beyond these would come from a provider that counts something else.
const LEAST_CORRECTION: f64 = 0.25;
const MOST_CORRECTION: f64 = 4.0;

/// About how many tokens a text makes: one for four ASCII characters, as English and code have it
/// on average, and one for each other character, as Chinese has it at most. Scripts in between are
/// taken for more than they are, which errs on the safe side.
pub fn estimate(text: &str) -> u64 {
    let ascii = text.bytes().filter(u8::is_ascii).count() as u64;
    let others = text.chars().filter(|c| !c.is_ascii()).count() as u64;
    ascii.div_ceil(4) + others
}

/// What the estimate is to be multiplied with: what the provider counted for the last request of
/// which it told, divided by our estimate of it. 1 until there is one.
pub fn correction(transcript: &Transcript) -> f64 {
    let newest_first = transcript
        .runs
        .iter()
        .rev()
        .flat_map(|run| run.steps.iter().rev());
    newest_first
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
    use super::{corrected, correction_by, estimate};
    use crate::agent::event::ContextUse;
    use crate::model::Usage;

    #[test]
    fn estimates_ascii_by_four_and_the_rest_by_one() {
        assert_eq!(estimate(""), 0);
        assert_eq!(estimate("word"), 1);
        assert_eq!(estimate("words"), 2);
        assert_eq!(estimate("日本語"), 3);
        assert_eq!(estimate("four日本"), 3);
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
