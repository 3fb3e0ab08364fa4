//! Finds the thought, the code and the answer in a model's reply, leniently. Pure: the same
//! function reads a reply that is complete and one that is still streaming.
//!
//! - Code is a fenced block (backticks or tildes, closed or not) that is labelled as Python or not
//!   labelled at all, or the content of `<code>` or `<execute>` tags at the start of a line. As
//!   soon as one block is labelled as Python, unlabelled ones are not code.
//! - Several blocks are joined in order. Prose between them belongs to the thought; prose after
//!   the last one is cut.
//! - A line after code that poses as the result of running it ("Observation:", "Output:") ends the
//!   reply: the model made it up, and so also what follows.
//! - A reply without any of these is code if every line of it plainly is Python (see `reply/bare.rs`).
//! - The one form of an answer without code is `<answer>...</answer>`, before any code.
//! - `<think>...</think>` is reasoning, wherever it stands outside of code; code in it is not run.

mod bare;
mod blocks;
mod python_lines;

use blocks::{BlockEnd, Blocks, Piece};

/// What a reply says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ParsedReply {
    /// Reasoning that came inside the reply, in `<think>` tags.
    pub reasoning: Option<String>,
    /// The prose before and between the code.
    pub thought: String,
    /// The code, all blocks joined by a blank line.
    pub code: Option<String>,
    /// The answer in the agreed form. Never together with code.
    pub answer: Option<String>,
    /// What counts of the reply: without reasoning, cut after its code or answer.
    pub text: String,
    /// Whether code or an answer was begun and nothing closed it.
    pub unclosed: bool,
    /// Whether nothing that could follow would change the code or the answer: reading can stop.
    pub complete: bool,
}

/// Says when a reply that is arriving is worth being read: a long thought is not read again with each of
/// its lines.
#[derive(Default)]
pub struct EndWatch {
    /// Whether anything has come that can begin code or an answer.
    begun: bool,
}

impl EndWatch {
    /// Whether `text`, of which `delta` has just come, may be complete: only the end of a line or a tag
    /// completes a reply, and only behind code or within an answer.
    pub fn may_be_complete(&mut self, text: &str, delta: &str) -> bool {
        /// Bytes of what begins code, but for the last.
        const BEFORE: usize = 2;
        if !self.begun {
            let from = text.len().saturating_sub(delta.len() + BEFORE);
            let new = text.as_bytes().get(from..).unwrap_or_default();
            self.begun =
                new.contains(&b'<') || new.windows(3).any(|it| it == b"```" || it == b"~~~");
        }
        self.begun && delta.contains(['\n', '>'])
    }
}

/// Reads a reply, or as much of it as has arrived.
pub fn parse(reply: &str) -> ParsedReply {
    let Blocks { pieces, complete } = Blocks::of(reply);
    let reasoning = joined(pieces.iter().filter_map(|piece| match piece {
        Piece::Reasoning(content) => Some(*content),
        Piece::Prose(_) | Piece::Code { .. } | Piece::Answer { .. } => None,
    }));
    let parsed = answered(&pieces)
        .or_else(|| coded(&pieces))
        .unwrap_or_else(|| neither(&pieces));
    ParsedReply {
        reasoning,
        complete,
        ..parsed
    }
}

/// Reads a reply that was asked for as text: without reasoning, and without the tags of an answer
/// if it comes in them. Code in it is text like the rest.
pub fn read_text(reply: &str) -> ParsedReply {
    let ParsedReply {
        reasoning, answer, ..
    } = parse(reply);
    let text = answer.unwrap_or_else(|| text_of(&Blocks::of(reply).pieces));
    ParsedReply {
        reasoning,
        thought: text.clone(),
        text,
        ..ParsedReply::default()
    }
}

fn answered(pieces: &[Piece]) -> Option<ParsedReply> {
    pieces.iter().enumerate().find_map(|(index, piece)| {
        let Piece::Answer {
            content, closed, ..
        } = piece
        else {
            return None;
        };
        Some(ParsedReply {
            thought: joined(pieces[..index].iter().filter_map(Piece::raw)).unwrap_or_default(),
            answer: Some(content.trim().to_string()),
            text: text_of(&pieces[..=index]),
            unclosed: !closed,
            ..ParsedReply::default()
        })
    })
}

fn coded(pieces: &[Piece]) -> Option<ParsedReply> {
    let any_labelled = pieces
        .iter()
        .any(|piece| matches!(piece, Piece::Code { labelled: true, .. }));
    let code_of = |piece: &'_ Piece| match piece {
        Piece::Code {
            source,
            labelled,
            end,
            ..
        } if *labelled || !any_labelled => Some((source.clone(), *end)),
        _ => None,
    };
    let last = pieces.iter().rposition(|piece| code_of(piece).is_some())?;
    let counted = &pieces[..=last];
    let blocks: Vec<(String, BlockEnd)> = counted.iter().filter_map(code_of).collect();
    let others = counted.iter().filter(|piece| code_of(piece).is_none());
    Some(ParsedReply {
        thought: joined(others.filter_map(Piece::raw)).unwrap_or_default(),
        code: joined(blocks.iter().map(|(source, _)| source.as_str())),
        text: text_of(counted),
        unclosed: blocks.iter().any(|(_, end)| *end == BlockEnd::Unclosed),
        ..ParsedReply::default()
    })
}

fn neither(pieces: &[Piece]) -> ParsedReply {
    let text = text_of(pieces);
    if bare::is_python(&text) {
        return ParsedReply {
            code: Some(text.clone()),
            text,
            // Nothing shows where it ends.
            unclosed: true,
            ..ParsedReply::default()
        };
    }
    ParsedReply {
        thought: text.clone(),
        text,
        ..ParsedReply::default()
    }
}

/// The pieces as they stand in the reply, but for the reasoning.
fn text_of(pieces: &[Piece]) -> String {
    let text: String = pieces.iter().filter_map(Piece::raw).collect();
    text.trim().to_string()
}

/// The parts that are not blank, with a blank line between them.
fn joined<'a>(parts: impl Iterator<Item = &'a str>) -> Option<String> {
    let parts: Vec<&str> = parts
        .map(|part| part.trim_end().trim_start_matches(['\n', '\r']))
        .filter(|part| !part.is_empty())
        .collect();
    (!parts.is_empty()).then(|| parts.join("\n\n"))
}

#[cfg(test)]
mod tests;
