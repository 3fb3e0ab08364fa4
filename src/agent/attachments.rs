//! What the model is told of artifacts that the user attaches: name, kind, size and the beginning.
//! The whole is in Python.

use super::budget::shares;
use super::observation::fence_around;
use crate::sandbox::Artifact;

/// Characters that are shown of one, and of all that came at once.
const HEAD_CHARS: usize = 600;
const ALL_HEADS_CHARS: usize = 4_000;

/// Lines that are shown of one.
const HEAD_LINES: usize = 12;

/// The artifacts in words.
pub fn described(artifacts: &[Artifact]) -> String {
    let heads: Vec<&str> = artifacts.iter().map(|it| head(&it.text)).collect();
    let lengths: Vec<usize> = heads.iter().map(|head| head.chars().count()).collect();
    let fence = fence_around(heads.iter().copied());
    let mut text = String::from(
        "The user attached these artifacts. In Python, `artifacts[\"name\"]` is the whole text, and `/artifacts/name` the file:",
    );
    let shares = shares(&lengths, ALL_HEADS_CHARS);
    for ((artifact, head), share) in artifacts.iter().zip(heads).zip(shares) {
        let shown = cut_end(head, share);
        let (name, kind) = (&artifact.name, artifact.name.kind().name());
        let characters = counted(artifact.text.chars().count(), "character");
        let lines = counted(artifact.text.lines().count(), "line");
        text += &format!("\n\n{name}: {kind}, {characters}, {lines}.");
        if shown.trim().is_empty() {
            continue;
        }
        let which = match shown.len() == artifact.text.len() {
            true => "All of it",
            false => "Its beginning",
        };
        let line_end = if shown.ends_with('\n') { "" } else { "\n" };
        text += &format!(" {which}:\n{fence}\n{shown}{line_end}{fence}");
    }
    text
}

fn counted(count: usize, what: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {what}{plural}")
}

/// The first lines.
fn head(text: &str) -> &str {
    let lines = text.match_indices('\n').nth(HEAD_LINES - 1);
    let text = lines.map_or(text, |(end, _)| &text[..=end]);
    cut_end(text, HEAD_CHARS)
}

/// The first characters.
fn cut_end(text: &str, limit: usize) -> &str {
    let end = text.char_indices().nth(limit);
    end.map_or(text, |(end, _)| &text[..end])
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn artifact(name: &str, text: &str) -> Artifact {
        Artifact::new(name, text).unwrap()
    }

    #[test]
    fn tells_name_kind_and_size_and_shows_the_beginning() {
        let long: String = (0..100).map(|n| format!("{n},é\n")).collect();
        let text = described(&[
            artifact("a.csv", &long),
            artifact("b.md", "# B ```x"),
            artifact("c", ""),
        ]);
        assert_eq!(
            text,
            "The user attached these artifacts. In Python, `artifacts[\"name\"]` is the whole text, and `/artifacts/name` the file:\n\n\
             a.csv: CSV, 490 characters, 100 lines. Its beginning:\n````\n0,é\n1,é\n2,é\n3,é\n4,é\n5,é\n6,é\n7,é\n8,é\n9,é\n10,é\n11,é\n````\n\n\
             b.md: Markdown, 8 characters, 1 line. All of it:\n````\n# B ```x\n````\n\n\
             c: text, 0 characters, 0 lines."
        );
    }

    #[test]
    fn many_share_the_room() {
        let many: Vec<Artifact> = (0..100)
            .map(|n| artifact(&format!("{n}.txt"), &"é".repeat(10_000)))
            .collect();
        let text = described(&many);
        assert_eq!(text.matches('é').count(), ALL_HEADS_CHARS);
        assert!(text.chars().count() < 15_000, "{}", text.len());
    }
}
