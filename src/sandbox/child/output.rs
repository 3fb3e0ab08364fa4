//! What running code prints, on its way to the page: bytes in, bounded batches of text out.

use std::time::Duration;

use crate::sandbox::OutputStream;

/// Batches are sent when they reach this size.
const BATCH_BYTES: usize = 8 << 10;
/// And at the first print after this time, so that slow code shows what it does.
const BATCH_AGE: Duration = Duration::from_millis(50);
/// The most that one message carries.
const MESSAGE_BYTES: usize = 64 << 10;

/// A batch of text for the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    /// Where it was printed to.
    pub stream: OutputStream,
    /// What; not empty.
    pub text: String,
}

/// Both streams of one run, in the order printed.
#[derive(Debug)]
pub struct Output {
    stream: OutputStream,
    waiting: Vec<u8>,
    sent_at: Option<Duration>,
    /// Bytes of text that may still be sent.
    left: usize,
    /// What the reader is told when `left` is used up; taken when it has been told.
    notice: Option<String>,
}

impl Output {
    /// Of a run that may print `limit` bytes, the notice that it printed more included.
    pub fn new(limit: usize) -> Self {
        let notice = format!(
            "\n[output stopped: a step may print {limit} bytes; what it prints after them is dropped]\n"
        );
        Self {
            stream: OutputStream::Stdout,
            waiting: Vec::new(),
            sent_at: None,
            left: limit.saturating_sub(notice.len()),
            notice: Some(notice),
        }
    }

    /// How many of the bytes of a print can matter. The rest need not be read.
    pub fn wanted(&self) -> usize {
        match self.notice {
            Some(_) => self.left.saturating_add(1),
            None => 0,
        }
    }

    /// Takes what was printed at `now`, which never runs backwards, and gives what is to be sent.
    pub fn print(&mut self, stream: OutputStream, bytes: &[u8], now: Duration) -> Vec<Batch> {
        let mut batches = Vec::new();
        if stream != self.stream {
            batches = self.flush();
            self.stream = stream;
        }
        self.waiting.extend_from_slice(bytes);
        let aged = self
            .sent_at
            .is_none_or(|sent_at| now.saturating_sub(sent_at) >= BATCH_AGE);
        if aged || self.waiting.len() >= BATCH_BYTES {
            self.sent_at = Some(now);
            let whole = whole_characters(&self.waiting);
            self.send(whole, &mut batches);
        }
        batches
    }

    /// Gives all that has not been sent, an unfinished character too.
    pub fn flush(&mut self) -> Vec<Batch> {
        let mut batches = Vec::new();
        self.send(self.waiting.len(), &mut batches);
        batches
    }

    /// Moves the first `length` bytes that wait into batches.
    fn send(&mut self, length: usize, batches: &mut Vec<Batch>) {
        let bytes: Vec<u8> = self.waiting.drain(..length).collect();
        let text = String::from_utf8_lossy(&bytes);
        let mut rest = text.as_ref();
        while !rest.is_empty() && self.left > 0 {
            let (now, later) =
                rest.split_at(rest.floor_char_boundary(MESSAGE_BYTES.min(self.left)));
            if now.is_empty() {
                break;
            }
            self.left -= now.len();
            rest = later;
            batches.push(Batch {
                stream: self.stream,
                text: now.to_string(),
            });
        }
        if rest.is_empty() {
            return;
        }
        self.left = 0;
        batches.extend(self.notice.take().map(|text| Batch {
            stream: OutputStream::Stderr,
            text,
        }));
    }
}

/// How many of the bytes are there up to a character whose end has not been printed yet.
fn whole_characters(bytes: &[u8]) -> usize {
    let tail = bytes.len().saturating_sub(3);
    let lead = bytes
        .iter()
        .enumerate()
        .skip(tail)
        .rev()
        .find(|(_, byte)| **byte & 0xc0 != 0x80);
    let Some((at, lead)) = lead else {
        return bytes.len();
    };
    let needed = match lead {
        0xf0..=0xf7 => 4,
        0xe0..=0xef => 3,
        0xc0..=0xdf => 2,
        _ => 1,
    };
    if at + needed > bytes.len() {
        at
    } else {
        bytes.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use OutputStream::{Stderr, Stdout};

    const LIMIT: usize = 1000;

    fn text(batches: &[Batch]) -> String {
        batches.iter().map(|batch| batch.text.as_str()).collect()
    }

    fn batch(stream: OutputStream, text: &str) -> Batch {
        let text = text.into();
        Batch { stream, text }
    }

    #[test]
    fn the_first_print_is_sent_at_once_and_the_next_ones_together() {
        let mut output = Output::new(LIMIT);
        let at = Duration::from_millis;
        assert_eq!(output.print(Stdout, b"a", at(0)), [batch(Stdout, "a")]);
        assert_eq!(output.print(Stdout, b"b", at(10)), []);
        assert_eq!(output.print(Stdout, b"c", at(60)), [batch(Stdout, "bc")]);
        assert_eq!(output.print(Stdout, b"d", at(61)), []);
        assert_eq!(output.flush(), [batch(Stdout, "d")]);
        assert_eq!(output.flush(), []);
    }

    #[test]
    fn streams_keep_their_order() {
        let mut output = Output::new(LIMIT);
        output.print(Stdout, b"", Duration::ZERO);
        let mut sent = output.print(Stdout, b"1", Duration::ZERO);
        sent.extend(output.print(Stderr, b"2", Duration::ZERO));
        sent.extend(output.print(Stdout, b"3", Duration::ZERO));
        sent.extend(output.flush());
        assert_eq!(
            sent,
            [batch(Stdout, "1"), batch(Stderr, "2"), batch(Stdout, "3")]
        );
    }

    #[test]
    fn characters_split_between_prints_arrive_whole() {
        let printed = "aé中😀z";
        for cut in 0..printed.len() {
            let mut output = Output::new(LIMIT);
            let (first, second) = printed.as_bytes().split_at(cut);
            let mut sent = text(&output.print(Stdout, first, Duration::ZERO));
            sent += &text(&output.print(Stdout, second, Duration::from_secs(1)));
            sent += &text(&output.flush());
            assert_eq!(sent, printed);
        }
    }

    #[test]
    fn bytes_that_are_no_text_are_marked() {
        let mut output = Output::new(LIMIT);
        let mut sent = text(&output.print(Stdout, b"a\xffb\xe4\xb8", Duration::ZERO));
        sent += &text(&output.flush());
        assert_eq!(sent, "a\u{fffd}b\u{fffd}");
    }

    #[test]
    fn past_the_limit_there_is_one_notice_and_then_nothing() {
        let mut output = Output::new(LIMIT);
        let mut sent = Vec::new();
        for _ in 0..400 {
            sent.extend(output.print(Stdout, "éé".as_bytes(), Duration::ZERO));
        }
        sent.extend(output.flush());
        let notice = "\n[output stopped: a step may print 1000 bytes; what it prints after them is dropped]\n";
        assert_eq!(sent.last(), Some(&batch(Stderr, notice)));
        assert!(text(&sent).len() <= LIMIT);
        assert!(text(&sent).len() > LIMIT - 2);
        assert_eq!(output.wanted(), 0);
        assert_eq!(output.print(Stdout, b"more", Duration::from_secs(9)), []);
    }

    #[test]
    fn a_huge_print_is_sent_in_pieces() {
        let mut output = Output::new(1 << 20);
        let printed = "é".repeat(100_000);
        let sent = output.print(Stdout, printed.as_bytes(), Duration::ZERO);
        assert!(sent.iter().all(|batch| batch.text.len() <= MESSAGE_BYTES));
        assert_eq!(text(&sent), printed);
    }
}
