//! Cuts a reply into prose, reasoning, code and answer, in the order they stand. Decides where a
//! block ends; which blocks count is decided above.

use super::python_lines::PythonLines;

/// A reply in pieces.
pub struct Blocks<'a> {
    /// In order. What follows a made-up observation or the end of an answer is left out.
    pub pieces: Vec<Piece<'a>>,
    /// Whether something was left out, or would be, and everything before it is certain.
    pub complete: bool,
}

/// A piece of a reply.
pub enum Piece<'a> {
    /// Text, and blocks in other languages.
    Prose(&'a str),
    /// What stood between `<think>` tags, as `content`.
    Reasoning(&'a str),
    /// A block that may be code.
    Code {
        /// As it stands in the reply.
        raw: &'a str,
        /// The code alone, without the block's own indentation.
        source: String,
        /// Whether the reply says that it is Python.
        labelled: bool,
        /// How it ends.
        end: BlockEnd,
    },
    /// An answer in `<answer>` tags.
    Answer {
        /// As it stands in the reply.
        raw: &'a str,
        /// Between the tags.
        content: &'a str,
        /// Whether the closing tag has arrived.
        closed: bool,
    },
}

/// How a code block ends.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum BlockEnd {
    /// With its closing line.
    Closed,
    /// With a closing line inside what looks like a string that never ends.
    Doubtful,
    /// With the reply.
    Unclosed,
}

impl<'a> Blocks<'a> {
    /// Cuts a reply, or as much of it as has arrived.
    pub fn of(reply: &'a str) -> Self {
        let mut cutter = Cutter {
            reply,
            at: 0,
            prose_from: 0,
            pieces: Vec::new(),
        };
        let stopped = cutter.cut();
        let complete = stopped
            && cutter.pieces.iter().all(|piece| match piece {
                Piece::Code { end, .. } => *end == BlockEnd::Closed,
                Piece::Prose(_) | Piece::Reasoning(_) | Piece::Answer { .. } => true,
            });
        Self {
            pieces: cutter.pieces,
            complete,
        }
    }
}

impl<'a> Piece<'a> {
    /// The text as it stands in the reply; none of reasoning, which is not sent back.
    pub fn raw(&self) -> Option<&'a str> {
        match self {
            Piece::Prose(raw) | Piece::Code { raw, .. } | Piece::Answer { raw, .. } => Some(raw),
            Piece::Reasoning(_) => None,
        }
    }
}

struct Cutter<'a> {
    reply: &'a str,
    /// The start of the line that is looked at.
    at: usize,
    /// The start of the prose not yet taken.
    prose_from: usize,
    pieces: Vec<Piece<'a>>,
}

impl<'a> Cutter<'a> {
    /// Cuts line by line. True if it stopped before the end because nothing further counts.
    fn cut(&mut self) -> bool {
        while self.at < self.reply.len() {
            let line = first_line(&self.reply[self.at..]);
            // Looking for a tag takes long.
            let tagged = if line.contains('<') { line } else { "" };
            let has_code = self.pieces.iter().any(Piece::is_code);
            if has_code && (poses_as_result(line) || tag(tagged, &["answer"]).is_some()) {
                self.take_prose();
                return true;
            }
            if let Some((name, inside)) = tag(tagged, &["think", "thinking"]) {
                self.take_reasoning(name, inside);
            } else if let Some(found) = find_ignoring_case(tagged, "</think>") {
                self.take_headless_reasoning(self.at + found);
            } else if let Some((_, inside)) = tag(tagged, &["answer"]) {
                if self.take_answer(inside) {
                    return true;
                }
            } else if let Some(fence) = Fence::opened_by(line) {
                self.take_fenced(&fence, line.len());
            } else if let Some((name, inside)) = code_tag(tagged) {
                self.take_tagged_code(name, inside);
            } else {
                self.at += line.len();
            }
        }
        self.take_prose();
        false
    }

    fn take_prose(&mut self) {
        if self.prose_from < self.at {
            self.pieces
                .push(Piece::Prose(&self.reply[self.prose_from..self.at]));
        }
        self.prose_from = self.at;
    }

    /// Takes a piece that ends at `end` and leaves the cursor there.
    fn take(&mut self, piece: Piece<'a>, end: usize) {
        self.take_prose();
        self.pieces.push(piece);
        self.at = end;
        self.prose_from = end;
    }

    fn take_reasoning(&mut self, name: &str, inside: usize) {
        let from = self.at + inside;
        let closing = format!("</{name}>");
        let (to, end) = match find_ignoring_case(&self.reply[from..], &closing) {
            Some(found) => (from + found, from + found + closing.len()),
            None => (self.reply.len(), self.reply.len()),
        };
        self.take(Piece::Reasoning(&self.reply[from..to]), end);
    }

    /// Some models' templates leave the opening tag out: all that came before is reasoning.
    fn take_headless_reasoning(&mut self, to: usize) {
        self.pieces.clear();
        self.at = 0;
        self.prose_from = 0;
        self.take(Piece::Reasoning(&self.reply[..to]), to + "</think>".len());
    }

    /// True if the answer is closed.
    fn take_answer(&mut self, inside: usize) -> bool {
        const CLOSING: &str = "</answer>";
        let from = self.at + inside;
        let found = find_ignoring_case(&self.reply[from..], CLOSING);
        let to = found.map_or(self.reply.len(), |found| from + found);
        let end = found.map_or(to, |_| to + CLOSING.len());
        self.take(
            Piece::Answer {
                raw: &self.reply[self.at..end],
                content: &self.reply[from..to],
                closed: found.is_some(),
            },
            end,
        );
        found.is_some()
    }

    fn take_fenced(&mut self, fence: &Fence, opening: usize) {
        let from = self.at + opening;
        let body = &self.reply[from..];
        if fence.language == Language::Other {
            let end = closing_line(body, false, |line| fence.is_closed_by(line))
                .map_or(body.len(), |(_, after)| after);
            self.at = from + end;
            return;
        }
        let (length, after, end) = block_end(body, |line| fence.is_closed_by(line));
        self.take(
            Piece::Code {
                raw: &self.reply[self.at..from + after],
                source: dedented(&body[..length], fence.indent),
                labelled: fence.language == Language::Python,
                end,
            },
            from + after,
        );
    }

    fn take_tagged_code(&mut self, name: &str, inside: usize) {
        let from = self.at + inside;
        let body = &self.reply[from..];
        let closing = format!("</{name}>");
        let closes = |line: &str| ends_ignoring_case(line.trim_end(), &closing);
        let (mut length, after, end) = block_end(body, closes);
        if end != BlockEnd::Unclosed {
            // The closing tag may stand at the end of the last line of code.
            let last_line = body[length..after].trim_end();
            length += last_line.len() - closing.len();
        }
        self.take(
            Piece::Code {
                raw: &self.reply[self.at..from + after],
                source: without_fence(&body[..length]),
                labelled: true,
                end,
            },
            from + after,
        );
    }
}

impl Piece<'_> {
    fn is_code(&self) -> bool {
        matches!(self, Piece::Code { .. })
    }
}

/// The opening line of a fenced block.
struct Fence {
    mark: char,
    length: usize,
    indent: usize,
    language: Language,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Language {
    Python,
    Unnamed,
    Other,
}

impl Fence {
    fn opened_by(line: &str) -> Option<Self> {
        let text = line.trim_start();
        let mark = text.chars().next().filter(|c| matches!(c, '`' | '~'))?;
        let length = text.chars().take_while(|c| *c == mark).count();
        let label = text[length..].trim();
        // Three backticks and more of them on the same line are inline code.
        if length < 3 || label.contains('`') {
            return None;
        }
        Some(Self {
            mark,
            length,
            indent: line.len() - text.len(),
            language: Language::named(label),
        })
    }

    fn is_closed_by(&self, line: &str) -> bool {
        let text = line.trim();
        text.len() >= self.length && text.chars().all(|c| c == self.mark)
    }
}

impl Language {
    fn named(label: &str) -> Self {
        let name: String = label
            .trim_start_matches(['{', '.', ' '])
            .chars()
            .take_while(|c| c.is_alphanumeric() || matches!(c, '_' | '-'))
            .collect::<String>()
            .to_lowercase();
        match name.as_str() {
            "" => Language::Unnamed,
            "python" | "python3" | "py" | "py3" | "micropython" | "tool_code" => Language::Python,
            _ => Language::Other,
        }
    }
}

/// Where a block of Python ends: length of the body, end of the closing line, and how sure that
/// is. A closing line inside a triple-quoted string does not count, unless none follows outside.
fn block_end(body: &str, closes: impl Fn(&str) -> bool) -> (usize, usize, BlockEnd) {
    if let Some((length, after)) = closing_line(body, true, &closes) {
        return (length, after, BlockEnd::Closed);
    }
    match closing_line(body, false, &closes) {
        Some((length, after)) => (length, after, BlockEnd::Doubtful),
        None => (body.len(), body.len(), BlockEnd::Unclosed),
    }
}

/// The start and end of the first line that closes the block.
fn closing_line(
    body: &str,
    outside_strings: bool,
    closes: impl Fn(&str) -> bool,
) -> Option<(usize, usize)> {
    let mut lines = PythonLines::default();
    let mut at = 0;
    for line in body.split_inclusive('\n') {
        if closes(line) && !(outside_strings && lines.in_string()) {
            return Some((at, at + line.len()));
        }
        lines = lines.after(line);
        at += line.len();
    }
    None
}

/// An opening tag at the start of a line: its name in lower case, and where its content starts.
fn tag<'n>(line: &str, names: &[&'n str]) -> Option<(&'n str, usize)> {
    let text = line.trim_start();
    let indent = line.len() - text.len();
    names.iter().find_map(|name| {
        let opening = format!("<{name}>");
        let start = text.get(..opening.len())?;
        start
            .eq_ignore_ascii_case(&opening)
            .then_some((*name, indent + opening.len()))
    })
}

/// The opening tag of a code block. `<code>x</code> is ...` is prose.
fn code_tag(line: &str) -> Option<(&'static str, usize)> {
    let (name, inside) = tag(line, &["code", "execute"])?;
    let rest = line[inside..].trim_end();
    let closing = format!("</{name}>");
    let is_inline =
        find_ignoring_case(rest, &closing).is_some() && !ends_ignoring_case(rest, &closing);
    (!is_inline).then_some((name, inside))
}

/// Whether a line after code poses as what running it gave.
fn poses_as_result(line: &str) -> bool {
    const POSES: [&str; 11] = [
        "observation",
        "output:",
        "outputs:",
        "output\n",
        "result:",
        "results:",
        "execution result",
        "execution output",
        "code output",
        "tool output",
        "stdout",
    ];
    let start = line
        .trim_start_matches(|c: char| c.is_whitespace() || "*#>_-`~<[".contains(c))
        .to_lowercase();
    POSES.iter().any(|pose| start.starts_with(pose))
}

fn first_line(text: &str) -> &str {
    text.split_inclusive('\n').next().unwrap_or(text)
}

/// Removes up to `indent` blanks from the start of each line: a block in a list is indented.
fn dedented(source: &str, indent: usize) -> String {
    source
        .split_inclusive('\n')
        .map(|line| {
            let blanks = line.len() - line.trim_start_matches([' ', '\t']).len();
            &line[blanks.min(indent)..]
        })
        .collect()
}

/// Tagged code that is fenced as well.
fn without_fence(source: &str) -> String {
    let text = source.trim();
    let opening = first_line(text);
    let Some(fence) = Fence::opened_by(opening) else {
        return source.to_string();
    };
    let body = &text[opening.len()..];
    let (length, _, _) = block_end(body, |line| fence.is_closed_by(line));
    body[..length].to_string()
}

/// Only for needles in ASCII, whose length no change of case alters.
fn find_ignoring_case(text: &str, needle: &str) -> Option<usize> {
    text.as_bytes()
        .windows(needle.len())
        .position(|window| window.eq_ignore_ascii_case(needle.as_bytes()))
}

fn ends_ignoring_case(text: &str, ending: &str) -> bool {
    text.len() >= ending.len()
        && text.as_bytes()[text.len() - ending.len()..].eq_ignore_ascii_case(ending.as_bytes())
}
