//! Finding conversations by what was asked, answered and run in them. Words are found wherever they
//! stand, in capitals or not, also as parts of words; all of them have to be there. What was taken back
//! is not searched, nor is what tools returned.

use super::conversation::Conversations;
use crate::agent::{RunEnd, StepEnd, Transcript};
use crate::platform::store::StoreError;

/// Characters of a search that count.
const MAX_CHARS: usize = 200;

/// Characters that an excerpt has before and after what was found.
const AROUND: usize = 40;

/// What is searched for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Search {
    /// In small letters.
    words: Vec<String>,
}

/// Where something was found: the text, and what is around it, on one line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Excerpt {
    /// What comes before it.
    pub before: String,
    /// What was found.
    pub found: String,
    /// What comes after it.
    pub after: String,
    /// Where the text is.
    pub place: Place,
}

/// Where a text is in a conversation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Of the question, counted from 0.
    pub run: usize,
    /// What of it.
    pub part: Part,
}

/// A part of a question and what came of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    /// What was asked.
    #[default]
    Question,
    /// What was answered.
    Answer,
    /// The step of this id.
    Step(u32),
}

impl Search {
    /// A search for these words; nothing if there are none.
    pub fn new(text: &str) -> Option<Self> {
        let text: String = text.chars().take(MAX_CHARS).collect();
        let words: Vec<String> = text
            .split_whitespace()
            .map(|word| word.chars().flat_map(char::to_lowercase).collect())
            .collect();
        (!words.is_empty()).then_some(Self { words })
    }

    /// Whether all words are in one short text, such as a title.
    ///
    /// ```
    /// use micropython_agent::storage::search::Search;
    ///
    /// let search = Search::new("oslo WEATH").expect("words");
    /// assert!(search.fits("The weather in Oslo"));
    /// ```
    pub fn fits(&self, text: &str) -> bool {
        let text = Folded::new(text);
        self.words.iter().all(|word| text.text.contains(word))
    }

    /// Where it is found in a conversation: in the text that has most of the words, of several the
    /// first. Nothing unless the conversation has all of them.
    pub fn in_transcript(&self, transcript: &Transcript) -> Option<Excerpt> {
        let mut missing = self.words.clone();
        let mut best: Option<(usize, Excerpt)> = None;
        for (place, text) in texts(transcript) {
            let folded = Folded::new(text);
            let there: Vec<&String> = (self.words.iter())
                .filter(|word| folded.text.contains(*word))
                .collect();
            missing.retain(|word| !there.contains(&word));
            if let Some(first) = there.first()
                && (best.as_ref()).is_none_or(|(count, _)| *count < there.len())
                && let Some(excerpt) = folded.excerpt(text, first)
            {
                best = Some((there.len(), Excerpt { place, ..excerpt }));
            }
        }
        best.filter(|_| missing.is_empty())
            .map(|(_, excerpt)| excerpt)
    }
}

impl Conversations {
    /// Where this is found in a conversation. Reads all of its events, of which damaged ones are left
    /// out.
    ///
    /// # Errors
    /// [`StoreError`] when the store itself cannot be read.
    pub async fn find(&self, id: &str, search: &Search) -> Result<Option<Excerpt>, StoreError> {
        let events = self.events(id).await?;
        Ok(search.in_transcript(&Transcript::of(&events)))
    }
}

/// All texts that are searched, in the order in which they are read.
fn texts(transcript: &Transcript) -> impl Iterator<Item = (Place, &str)> {
    transcript.runs.iter().enumerate().flat_map(|(index, run)| {
        let within = move |part| move |text| (Place { run: index, part }, text);
        let steps = run.steps.iter().flat_map(move |step| {
            let added = step.interlude.steered.iter().map(|it| it.text.as_str());
            let refused = match step.end() {
                Some(StepEnd::Refused { answer, .. }) => Some(answer.text.as_str()),
                _ => None,
            };
            let texts = added.chain([step.reply.text.as_str()]).chain(refused);
            texts.map(within(Part::Step(step.id)))
        });
        let answer = match &run.end {
            Some(RunEnd::Answered { answer }) => Some(answer.text.as_str()),
            Some(RunEnd::StepLimit { answer, .. }) => answer.as_ref().map(|it| it.text.as_str()),
            _ => None,
        };
        let question = [run.question.as_str()].into_iter();
        let question = question.map(within(Part::Question));
        question
            .chain(answer.map(within(Part::Answer)))
            .chain(steps)
    })
}

/// A text in small letters, and where each of its bytes comes from.
struct Folded {
    text: String,
    /// For each byte of `text` the place of its character in the original.
    places: Vec<usize>,
}

impl Folded {
    fn new(original: &str) -> Self {
        let mut text = String::with_capacity(original.len());
        let mut places = Vec::with_capacity(original.len());
        for (place, character) in original.char_indices() {
            text.extend(character.to_lowercase());
            places.resize(text.len(), place);
        }
        Self { text, places }
    }

    /// The word in the original, with what is around it.
    fn excerpt(&self, original: &str, word: &str) -> Option<Excerpt> {
        let at = self.text.find(word)?;
        let start = *self.places.get(at)?;
        let last = *self.places.get((at + word.len()).checked_sub(1)?)?;
        let end = last + original[last..].chars().next()?.len_utf8();
        let (before, after) = (&original[..start], &original[end..]);
        let begin = before.char_indices().rev().nth(AROUND - 1);
        let begin = begin.filter(|(at, _)| *at > 0);
        let stop = after.char_indices().nth(AROUND);
        let (begin, opening) = begin.map_or((0, ""), |(at, _)| (at, "…"));
        let (stop, closing) = stop.map_or((after.len(), ""), |(at, _)| (at, "…"));
        Some(Excerpt {
            before: format!("{opening}{}", one_line(&before[begin..])),
            found: one_line(&original[start..end]),
            after: format!("{}{closing}", one_line(&after[..stop])),
            place: Place::default(),
        })
    }
}

fn one_line(text: &str) -> String {
    text.replace(char::is_whitespace, " ")
}
