//! Turns a stream of bytes into server-sent events. Knows no provider.
//!
//! The rules are those of the WHATWG HTML standard, "Server-sent events", sections "Parsing an
//! event stream" and "Interpreting an event stream". The `id` and `retry` fields only serve
//! reconnection, which a POST request cannot have, so they are passed over.

use std::collections::VecDeque;

use futures::stream::{self, LocalBoxStream, StreamExt};

use crate::platform::http::{ByteStream, HttpError};

/// One dispatched event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SseEvent {
    /// The `event` field; empty when the server gave none (the standard then calls it `message`).
    pub name: String,
    /// The `data` lines, joined with line feeds.
    pub data: String,
}

/// Why an event stream ended before its time.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SseError {
    /// One event (or one line of it) is larger than the reader is willing to hold.
    #[error("an event of the stream is larger than {limit} bytes")]
    EventTooLarge {
        /// The reader's limit in bytes.
        limit: usize,
    },
    /// The body below broke off.
    #[error(transparent)]
    Http(#[from] HttpError),
}

/// Reads a response body as events, none larger than `limit` bytes. The stream ends with the body
/// or after its first error. As the standard has it, an event that lacks its closing blank line
/// when the body ends is incomplete and not dispatched.
pub fn events(
    body: ByteStream,
    limit: usize,
) -> LocalBoxStream<'static, Result<SseEvent, SseError>> {
    let open = Some((body, SseDecoder::new(limit)));
    stream::unfold(open, |state| async {
        let (mut body, mut decoder) = state?;
        loop {
            match decoder.next_event() {
                Some(Ok(event)) => return Some((Ok(event), Some((body, decoder)))),
                Some(Err(error)) => return Some((Err(error), None)),
                None => {}
            }
            match body.next().await? {
                Ok(bytes) => decoder.push(&bytes),
                Err(error) => return Some((Err(error.into()), None)),
            }
        }
    })
    // Unfold panics when it is polled past its end, which callers may well do.
    .fuse()
    .boxed_local()
}

/// The incremental decoder: bytes go in wherever they happen to be split, events come out.
pub struct SseDecoder {
    limit: usize,
    /// The line under way, without its end. Whole lines are decoded as UTF-8, so a character may
    /// be split between two chunks.
    line: Vec<u8>,
    at_start: bool,
    /// The last line ended with CR: a LF that follows belongs to the same line end.
    after_cr: bool,
    name: String,
    data: String,
    ready: VecDeque<SseEvent>,
    too_large: bool,
}

impl SseDecoder {
    /// A decoder at the start of a stream. `limit` bounds the bytes of one event.
    pub fn new(limit: usize) -> Self {
        Self {
            limit,
            line: Vec::new(),
            at_start: true,
            after_cr: false,
            name: String::new(),
            data: String::new(),
            ready: VecDeque::new(),
            too_large: false,
        }
    }

    /// Takes the next bytes in. After an event that was too large, everything is ignored.
    pub fn push(&mut self, mut bytes: &[u8]) {
        while !bytes.is_empty() && !self.too_large {
            if std::mem::take(&mut self.after_cr) && bytes[0] == b'\n' {
                bytes = &bytes[1..];
                continue;
            }
            let end = bytes.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
            let (piece, rest) = bytes.split_at(end.unwrap_or(bytes.len()));
            self.line.extend_from_slice(piece);
            if self.line.len() + self.data.len() + self.name.len() > self.limit {
                self.too_large = true;
                return;
            }
            bytes = rest;
            if let Some((line_end, rest)) = rest.split_first() {
                self.after_cr = *line_end == b'\r';
                self.end_line();
                bytes = rest;
            }
        }
    }

    /// The next complete event. The error comes last, and stays.
    pub fn next_event(&mut self) -> Option<Result<SseEvent, SseError>> {
        match self.ready.pop_front() {
            Some(event) => Some(Ok(event)),
            None if self.too_large => Some(Err(SseError::EventTooLarge { limit: self.limit })),
            None => None,
        }
    }

    fn end_line(&mut self) {
        let bytes = std::mem::take(&mut self.line);
        let mut line = bytes.as_slice();
        if std::mem::take(&mut self.at_start) {
            line = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line);
        }
        if line.is_empty() {
            return self.dispatch();
        }
        let line = String::from_utf8_lossy(line);
        // A comment has an empty field name, which falls through below like any unknown field.
        let (field, value) = line.split_once(':').unwrap_or((&line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "event" => self.name = value.to_string(),
            "data" => {
                self.data.push_str(value);
                self.data.push('\n');
            }
            _ => {}
        }
    }

    fn dispatch(&mut self) {
        let name = std::mem::take(&mut self.name);
        let mut data = std::mem::take(&mut self.data);
        // Even one empty `data` line leaves its line feed: only an event without any is dropped.
        if data.pop().is_some() {
            self.ready.push_back(SseEvent { name, data });
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used)]
mod tests {
    use futures::FutureExt;
    use proptest::prelude::*;

    use super::*;

    const LIMIT: usize = 64;

    /// What comes out when the bytes arrive in pieces of these lengths, the rest at the end.
    fn decode_split(bytes: &[u8], lengths: &[usize]) -> Vec<Result<SseEvent, SseError>> {
        let mut chunks = Vec::new();
        let mut rest = bytes;
        for length in lengths {
            let (piece, after) = rest.split_at((*length).min(rest.len()));
            chunks.push(Ok(piece.to_vec()));
            rest = after;
        }
        chunks.push(Ok(rest.to_vec()));
        events(stream::iter(chunks).boxed_local(), LIMIT)
            .collect::<Vec<_>>()
            .now_or_never()
            .expect("nothing to wait for")
    }

    fn decode(bytes: &[u8]) -> Vec<Result<SseEvent, SseError>> {
        decode_split(bytes, &[])
    }

    fn event(name: &str, data: &str) -> Result<SseEvent, SseError> {
        Ok(SseEvent {
            name: name.into(),
            data: data.into(),
        })
    }

    #[test]
    fn reads_events_with_every_line_end() {
        for stream in [
            "data: a\n\ndata: b\n\n",
            "data: a\r\n\r\ndata: b\r\n\r\n",
            "data: a\r\rdata: b\r\r",
            "data: a\r\n\rdata: b\n\r",
        ] {
            let expected = [event("", "a"), event("", "b")];
            assert_eq!(decode(stream.as_bytes()), expected, "{stream:?}");
        }
    }

    #[test]
    fn joins_data_lines_and_keeps_the_event_name_for_one_event() {
        assert_eq!(
            decode(b"event: error\ndata: one\ndata:two\ndata:  three\n\ndata: four\n\n"),
            [event("error", "one\ntwo\n three"), event("", "four")]
        );
    }

    #[test]
    fn passes_over_comments_unknown_fields_and_events_without_data() {
        assert_eq!(
            decode(b": keep-alive\n\nid: 7\nretry: 10\nother: x\ndata\n\nevent: ping\n\n"),
            [event("", "")]
        );
    }

    #[test]
    fn strips_one_byte_order_mark_at_the_start_only() {
        assert_eq!(
            decode("\u{feff}data: a\n\ndata: \u{feff}b\n\n\u{feff}data: c\n\n".as_bytes()),
            [event("", "a"), event("", "\u{feff}b")]
        );
    }

    #[test]
    fn does_not_dispatch_an_event_without_its_blank_line() {
        assert_eq!(decode(b"data: a\n\ndata: b\n"), [event("", "a")]);
    }

    #[test]
    fn joins_a_character_that_is_split_between_chunks_and_replaces_broken_ones() {
        let bytes = "data: caf\u{e9}\u{1f600}\n\n".as_bytes();
        for split in 0..bytes.len() {
            let expected = [event("", "caf\u{e9}\u{1f600}")];
            assert_eq!(decode_split(bytes, &[split]), expected);
        }
        assert_eq!(
            decode(b"data: \xffa\xe2\x82\n\n"),
            [event("", "\u{fffd}a\u{fffd}")]
        );
    }

    #[test]
    fn refuses_an_event_past_the_limit_whether_in_one_line_or_many() {
        let too_large = Err(SseError::EventTooLarge { limit: LIMIT });
        let long_line = format!("data: ok\n\ndata: {}", "x".repeat(LIMIT));
        let many_lines = format!("data: ok\n\n{}", "data: xxxxxxx\n".repeat(LIMIT));
        for stream in [long_line, many_lines] {
            let expected = [event("", "ok"), too_large.clone()];
            assert_eq!(decode(stream.as_bytes()), expected);
        }
    }

    #[test]
    fn gives_the_events_before_a_cut_and_then_the_cut() {
        let cut = HttpError::Cut {
            origin: "https://host".into(),
        };
        let chunks = vec![Ok(b"data: a\n\ndata: b".to_vec()), Err(cut.clone())];
        let all = events(stream::iter(chunks).boxed_local(), LIMIT)
            .collect::<Vec<_>>()
            .now_or_never();
        assert_eq!(all, Some(vec![event("", "a"), Err(cut.into())]));
    }

    proptest! {
        #[test]
        fn any_split_gives_the_same_events(
            parts in prop::collection::vec(
                prop_oneof![
                    prop::sample::select(vec![
                        "data: ", "data", "event: x", "event", ":", "id: 1", " ", "\u{e9}\u{20ac}",
                        "\u{1f600}", "\u{feff}", "\n", "\r", "\r\n", "\n\n", "{\"a\":1}",
                    ])
                    .prop_map(|part| part.as_bytes().to_vec()),
                    prop::collection::vec(any::<u8>(), 0..40),
                ],
                0..40,
            ),
            lengths in prop::collection::vec(0..12_usize, 0..60),
        ) {
            let bytes = parts.concat();
            prop_assert_eq!(decode_split(&bytes, &lengths), decode(&bytes));
        }
    }
}
