//! The body of a successful answer as model events. Servers differ here most: some end without
//! `[DONE]`, some never say why a reply ended, some do not stream although asked to, and what
//! stands behind a wrong address may send anything.

use std::collections::VecDeque;
use std::rc::Rc;

use futures::stream::{self, LocalBoxStream, StreamExt};

use super::chunk::{Chunk, Fault};
use super::diagnosis::Diagnosis;
use crate::model::sse::{self, SseError, SseEvent};
use crate::model::{CompletionStream, FinishReason, ModelError, ModelEvent, Usage};
use crate::platform::http::ByteStream;

/// The most bytes of one event of the stream. One token takes a few hundred.
const EVENT_BYTES: usize = 1 << 20;

/// The most bytes of one reply, reasoning included, and of a reply that is not streamed.
const REPLY_BYTES: usize = 8 << 20;

/// Reads a reply; resolves when its first bytes are there.
pub(super) async fn read(
    mut body: ByteStream,
    diagnosis: Rc<Diagnosis>,
) -> Result<CompletionStream, ModelError> {
    let mut head = Vec::new();
    while start(&head).is_none() && head.len() <= EVENT_BYTES {
        match body.next().await {
            Some(bytes) => head.extend(bytes.map_err(|error| diagnosis.http(error))?),
            None => break,
        }
    }
    match start(&head) {
        None => Err(diagnosis.malformed("an empty response", "")),
        // No line of an event stream begins like this: it is one JSON document, or a web page.
        Some(b'{' | b'[' | b'<') => whole(head, body, &diagnosis).await,
        Some(_) => Ok(streamed(head, body, diagnosis)),
    }
}

/// The first byte that is not a blank or part of a byte order mark.
fn start(head: &[u8]) -> Option<u8> {
    let passed_over = |byte: &u8| byte.is_ascii_whitespace() || b"\xEF\xBB\xBF".contains(byte);
    head.iter().copied().find(|byte| !passed_over(byte))
}

/// A reply that is one document.
async fn whole(
    mut bytes: Vec<u8>,
    mut body: ByteStream,
    diagnosis: &Diagnosis,
) -> Result<CompletionStream, ModelError> {
    while let Some(more) = body.next().await {
        bytes.extend(more.map_err(|error| diagnosis.http(error))?);
        if bytes.len() > REPLY_BYTES {
            return Err(diagnosis.malformed(&format!("more than {REPLY_BYTES} bytes"), ""));
        }
    }
    let text = String::from_utf8_lossy(&bytes);
    let text = text.trim_start_matches('\u{feff}');
    match Chunk::parse(text) {
        Ok(chunk) => {
            let mut events = VecDeque::new();
            let finish = chunk.finish.unwrap_or(FinishReason::Stop);
            let usage = chunk.usage;
            push_text(&mut events, chunk);
            push_end(&mut events, usage, finish);
            Ok(stream::iter(events).boxed_local())
        }
        Err(Fault::Reported(words)) => Err(diagnosis.reported(&words)),
        Err(Fault::NotACompletion) => Err(diagnosis.malformed("it sent", text)),
    }
}

/// A reply that arrives as server-sent events.
fn streamed(head: Vec<u8>, body: ByteStream, diagnosis: Rc<Diagnosis>) -> CompletionStream {
    let reply = Reply {
        sample: String::from_utf8_lossy(&head[..head.len().min(SAMPLE_BYTES)]).into_owned(),
        events: sse::events(
            stream::iter([Ok(head)]).chain(body).boxed_local(),
            EVENT_BYTES,
        ),
        diagnosis,
        ready: VecDeque::new(),
        received: 0,
        usage: None,
        finish: None,
        over: false,
    };
    stream::unfold(reply, |mut reply| async {
        let event = reply.next().await?;
        Some((event, reply))
    })
    .boxed_local()
}

/// How much of the start is kept to show when the whole turns out to be no event stream.
const SAMPLE_BYTES: usize = 512;

/// A streamed reply under way.
struct Reply {
    events: LocalBoxStream<'static, Result<SseEvent, SseError>>,
    diagnosis: Rc<Diagnosis>,
    /// The start of the body, until its first event.
    sample: String,
    ready: VecDeque<Result<ModelEvent, ModelError>>,
    /// Bytes of text and reasoning so far.
    received: usize,
    /// The last token counts: some servers send running ones with every chunk.
    usage: Option<Usage>,
    finish: Option<FinishReason>,
    over: bool,
}

impl Reply {
    async fn next(&mut self) -> Option<Result<ModelEvent, ModelError>> {
        while self.ready.is_empty() && !self.over {
            match self.events.next().await {
                Some(Ok(event)) => self.take(&event),
                Some(Err(SseError::EventTooLarge { limit })) => {
                    self.fail(
                        self.diagnosis
                            .malformed(&format!("an event of more than {limit} bytes"), ""),
                    );
                }
                Some(Err(SseError::Http(error))) => self.end(Some(self.diagnosis.http(error))),
                None => self.end(None),
            }
        }
        self.ready.pop_front()
    }

    fn take(&mut self, event: &SseEvent) {
        self.sample.clear();
        let data = event.data.trim();
        if data.is_empty() {
            return;
        }
        if data == "[DONE]" {
            return self.complete();
        }
        match Chunk::parse(data) {
            Ok(chunk) => self.take_chunk(chunk),
            Err(Fault::Reported(words)) => self.fail(self.diagnosis.reported(&words)),
            Err(Fault::NotACompletion) if event.name == "error" => {
                self.fail(self.diagnosis.reported(data));
            }
            Err(Fault::NotACompletion) => {
                self.fail(self.diagnosis.malformed("a malformed chunk", data));
            }
        }
    }

    fn take_chunk(&mut self, chunk: Chunk) {
        self.received += chunk.text.len() + chunk.reasoning.len();
        if self.received > REPLY_BYTES {
            let what = format!("a reply of more than {REPLY_BYTES} bytes");
            return self.fail(self.diagnosis.malformed(&what, ""));
        }
        self.usage = chunk.usage.or(self.usage);
        self.finish = chunk.finish.or(self.finish);
        push_text(&mut self.ready, chunk);
    }

    /// The body is over, by itself or by a failure, without `[DONE]`.
    fn end(&mut self, failure: Option<ModelError>) {
        // The reply was complete: only the token counts or the end mark may be missing.
        if self.finish.is_some() {
            return self.complete();
        }
        let error = match failure {
            Some(error) => error,
            None if is_event_stream(&self.sample) => self.diagnosis.cut(),
            None => self.diagnosis.malformed("it sent", &self.sample),
        };
        self.fail(error);
    }

    fn complete(&mut self) {
        let finish = self.finish.unwrap_or(FinishReason::Stop);
        push_end(&mut self.ready, self.usage, finish);
        self.over = true;
    }

    fn fail(&mut self, error: ModelError) {
        self.ready.push_back(Err(error));
        self.over = true;
    }
}

/// Whether a body that had no event in it (this is its start) looked like an event stream all the
/// same. Empty once an event was seen.
fn is_event_stream(sample: &str) -> bool {
    let sample = sample.trim_start_matches('\u{feff}').trim_start();
    ["data:", "event:", "id:", "retry:", ":"]
        .iter()
        .any(|field| sample.starts_with(field) || field.starts_with(sample))
}

fn push_text(events: &mut VecDeque<Result<ModelEvent, ModelError>>, chunk: Chunk) {
    if !chunk.reasoning.is_empty() {
        events.push_back(Ok(ModelEvent::Reasoning(chunk.reasoning)));
    }
    if !chunk.text.is_empty() {
        events.push_back(Ok(ModelEvent::Delta(chunk.text)));
    }
}

fn push_end(
    events: &mut VecDeque<Result<ModelEvent, ModelError>>,
    usage: Option<Usage>,
    finish: FinishReason,
) {
    events.extend(usage.map(|usage| Ok(ModelEvent::Usage(usage))));
    events.push_back(Ok(ModelEvent::Finished(finish)));
}
