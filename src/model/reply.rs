//! The body of a successful answer as model events, whatever the wire format. Servers differ here
//! most: some end without an end mark, some never say why a reply ended, some do not stream although
//! asked to, and what stands behind a wrong address may send anything.

use std::collections::VecDeque;
use std::rc::Rc;

use futures::stream::{self, LocalBoxStream, StreamExt};

use super::diagnosis::Diagnosis;
use super::message::CARRIED_OVER_BYTES;
use super::sse::{self, SseError, SseEvent};
use super::tool::CallWriter;
use super::wire::{Chunk, Fault, Reader};
use super::{CarriedOver, CompletionStream, FinishReason, ModelError, ModelEvent, Usage};
use crate::platform::http::ByteStream;

/// The most bytes of one event of the stream. One token takes a few hundred.
const EVENT_BYTES: usize = 1 << 20;

/// The most bytes of one reply, reasoning included, and of a reply that is not streamed.
const REPLY_BYTES: usize = 8 << 20;

/// Where a reply comes from.
pub(super) struct Origin {
    /// Names its errors.
    pub diagnosis: Rc<Diagnosis>,
    /// Tells the model from all others.
    pub model: String,
}

/// Reads a reply; resolves when its first bytes are there.
pub(super) async fn read(
    mut body: ByteStream,
    reader: Box<dyn Reader>,
    origin: Origin,
) -> Result<CompletionStream, ModelError> {
    let diagnosis = origin.diagnosis.clone();
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
        Some(b'{' | b'[' | b'<') => {
            let document = whole(head, body, &diagnosis).await?;
            let mut reply = Reply::new(reader, origin);
            reply.take_document(&document);
            Ok(stream::iter(reply.ready).boxed_local())
        }
        Some(_) => Ok(streamed(head, body, Reply::new(reader, origin))),
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
) -> Result<String, ModelError> {
    while let Some(more) = body.next().await {
        bytes.extend(more.map_err(|error| diagnosis.http(error))?);
        if bytes.len() > REPLY_BYTES {
            return Err(diagnosis.malformed(&format!("more than {REPLY_BYTES} bytes"), ""));
        }
    }
    let text = String::from_utf8_lossy(&bytes);
    Ok(text.trim_start_matches('\u{feff}').to_string())
}

/// A reply that arrives as server-sent events.
fn streamed(head: Vec<u8>, body: ByteStream, mut reply: Reply) -> CompletionStream {
    reply.sample = String::from_utf8_lossy(&head[..head.len().min(SAMPLE_BYTES)]).into_owned();
    reply.events = sse::events(
        stream::iter([Ok(head)]).chain(body).boxed_local(),
        EVENT_BYTES,
    );
    stream::unfold(reply, |mut reply| async {
        let event = reply.next().await?;
        Some((event, reply))
    })
    .boxed_local()
}

/// How much of the start is kept to show when the whole turns out to be no event stream.
const SAMPLE_BYTES: usize = 512;

/// A reply under way.
struct Reply {
    events: LocalBoxStream<'static, Result<SseEvent, SseError>>,
    reader: Box<dyn Reader>,
    calls: CallWriter,
    diagnosis: Rc<Diagnosis>,
    model: String,
    /// The start of the body, until its first event.
    sample: String,
    ready: VecDeque<Result<ModelEvent, ModelError>>,
    /// Bytes of text, calls and reasoning so far.
    received: usize,
    /// The last token counts: some servers send running ones with every chunk.
    usage: Option<Usage>,
    finish: Option<FinishReason>,
    over: bool,
}

impl Reply {
    fn new(reader: Box<dyn Reader>, origin: Origin) -> Self {
        Self {
            events: stream::empty().boxed_local(),
            reader,
            calls: CallWriter::default(),
            diagnosis: origin.diagnosis,
            model: origin.model,
            sample: String::new(),
            ready: VecDeque::new(),
            received: 0,
            usage: None,
            finish: None,
            over: false,
        }
    }

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
        match self.reader.event(&event.name, data) {
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

    fn take_document(&mut self, json: &str) {
        match self.reader.document(json) {
            Ok(chunk) => {
                self.take_chunk(chunk);
                self.complete();
            }
            Err(Fault::Reported(words)) => self.fail(self.diagnosis.reported(&words)),
            Err(Fault::NotACompletion) => self.fail(self.diagnosis.malformed("it sent", json)),
        }
    }

    fn take_chunk(&mut self, chunk: Chunk) {
        let calls: usize = chunk.calls.iter().map(|call| call.arguments.len()).sum();
        self.received += chunk.text.len() + chunk.reasoning.len() + calls;
        if self.received > REPLY_BYTES {
            let what = format!("a reply of more than {REPLY_BYTES} bytes");
            return self.fail(self.diagnosis.malformed(&what, ""));
        }
        self.usage = chunk.usage.or(self.usage);
        self.finish = chunk.finish.or(self.finish);
        if let Some(data) = chunk.carried_over {
            self.carry_over(data.to_string());
        }
        if !chunk.reasoning.is_empty() {
            self.push(ModelEvent::Reasoning(chunk.reasoning));
        }
        self.calls.note(&chunk.text);
        self.push_text(chunk.text);
        for call in chunk.calls {
            let text = self.calls.push(call);
            self.push_text(text);
        }
        if chunk.is_last {
            self.complete();
        }
    }

    fn carry_over(&mut self, data: String) {
        if data.len() > CARRIED_OVER_BYTES {
            tracing::warn!(
                bytes = data.len(),
                "what the provider wants to have back is too large and left out"
            );
            return;
        }
        let from = self.model.clone();
        self.push(ModelEvent::CarriedOver(CarriedOver { from, data }));
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
        if self.over {
            return;
        }
        let text = self.calls.finish();
        self.push_text(text);
        if let Some(usage) = self.usage {
            self.push(ModelEvent::Usage(usage));
        }
        self.push(ModelEvent::Finished(match self.finish {
            // Half of the code is there: the agent must not run it.
            _ if self.calls.is_broken() => FinishReason::Length,
            finish => finish.unwrap_or(FinishReason::Stop),
        }));
        self.over = true;
    }

    fn push(&mut self, event: ModelEvent) {
        self.ready.push_back(Ok(event));
    }

    fn push_text(&mut self, text: String) {
        if !text.is_empty() {
            self.push(ModelEvent::Delta(text));
        }
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
