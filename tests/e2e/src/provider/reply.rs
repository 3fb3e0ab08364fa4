//! Scripted replies: what a provider sends, well or badly.

use std::collections::VecDeque;

use axum::body::{Body, Bytes};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;
use futures::stream;
use serde_json::{Value, json};

use super::{MODEL, Provider};
use crate::gate::Gate;
use crate::log::WithoutCors;

/// Characters of one delta: about a token.
const DELTA_CHARS: usize = 6;

/// One scripted reply. Made of what is sent, in order.
pub struct Reply {
    status: StatusCode,
    content_type: &'static str,
    headers: Vec<(HeaderName, HeaderValue)>,
    cors: bool,
    head_waits: Option<Gate>,
    pieces: VecDeque<Piece>,
}

enum Piece {
    Send(String),
    Wait(Gate),
    /// The connection breaks.
    Cut,
}

impl Reply {
    /// A complete reply of this text.
    pub fn says(text: &str) -> Self {
        Self::begins(text).finishes()
    }

    /// A complete reply: a thought, and a block of Python.
    pub fn code(thought: &str, code: &str) -> Self {
        Self::says(&code_text(thought, code))
    }

    /// The start of a reply, to be continued with the methods below. As it is, it breaks off
    /// without a word after the text.
    pub fn begins(text: &str) -> Self {
        let reply = Self {
            status: StatusCode::OK,
            content_type: "text/event-stream",
            headers: Vec::new(),
            cors: true,
            head_waits: None,
            pieces: VecDeque::new(),
        };
        // Comments and empty first deltas are part of what real servers send.
        reply
            .sends(": ready\n\n".into())
            .sends(event(&delta(json!({"role": "assistant", "content": ""}))))
            .then_says(text)
    }

    /// The start of a reply that runs code: the same text as [`Reply::code`].
    pub fn begins_code(thought: &str, code: &str) -> Self {
        Self::begins(&code_text(thought, code))
    }

    /// More text.
    pub fn then_says(mut self, text: &str) -> Self {
        let characters: Vec<char> = text.chars().collect();
        for piece in characters.chunks(DELTA_CHARS) {
            let text: String = piece.iter().collect();
            self = self.sends(event(&delta(json!({"content": text}))));
        }
        self
    }

    /// Holds the rest back until the gate opens.
    pub fn then_waits(mut self, gate: &Gate) -> Self {
        self.pieces.push_back(Piece::Wait(gate.clone()));
        self
    }

    /// Ends the reply as it should end.
    pub fn finishes(self) -> Self {
        self.finishes_because("stop")
    }

    /// Ends the reply with the provider's reason for it.
    pub fn finishes_because(self, reason: &str) -> Self {
        let finish = json!({
            "id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1_735_689_600, "model": MODEL,
            "choices": [{"index": 0, "delta": {}, "finish_reason": reason}],
        });
        let usage = json!({
            "id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1_735_689_600, "model": MODEL,
            "choices": [],
            "usage": {"prompt_tokens": 1200, "completion_tokens": 34, "total_tokens": 1234},
        });
        self.sends(event(&finish))
            .sends(event(&usage))
            .sends("data: [DONE]\n\n".into())
    }

    /// Breaks the connection.
    pub fn then_is_cut(mut self) -> Self {
        self.pieces.push_back(Piece::Cut);
        self
    }

    /// Sends a chunk that is not what it should be.
    pub fn then_garbles(self) -> Self {
        self.sends("data: {\"choices\": [{\"delta\"\n\n".into())
    }

    /// An HTTP error with the provider's own words.
    pub fn error(status: u16, message: &str) -> Self {
        let body =
            json!({"error": {"message": message, "type": "test", "param": null, "code": null}});
        Self::whole(status, "application/json", body.to_string())
    }

    /// A whole answer that is no stream.
    pub fn whole(status: u16, content_type: &'static str, body: String) -> Self {
        Self {
            status: StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR),
            content_type,
            headers: Vec::new(),
            cors: true,
            head_waits: None,
            pieces: VecDeque::from([Piece::Send(body)]),
        }
    }

    /// The same reply, but nothing at all of it comes before the gate opens.
    pub fn only_after(mut self, gate: &Gate) -> Self {
        self.head_waits = Some(gate.clone());
        self
    }

    /// The same reply with a `Retry-After` header.
    pub fn retry_after(mut self, seconds: u32) -> Self {
        self.headers
            .push((header::RETRY_AFTER, HeaderValue::from(seconds)));
        self
    }

    /// Sends the request on to another address, body and all.
    pub fn redirects(to: &str) -> Self {
        let mut reply = Self::whole(307, "text/plain", String::new());
        let to = HeaderValue::from_str(to).unwrap_or_else(|_| HeaderValue::from_static("/"));
        reply.headers.push((header::LOCATION, to));
        reply
    }

    /// The same reply without the headers that let a browser read it.
    pub fn without_cors(mut self) -> Self {
        self.cors = false;
        self
    }

    fn sends(mut self, text: String) -> Self {
        self.pieces.push_back(Piece::Send(text));
        self
    }

    pub(super) async fn into_response(self, provider: &Provider) -> Response {
        // Before the wait, so that a call that is given up while it waits counts as broken off.
        let sending = Sending {
            pieces: self.pieces,
            provider: provider.clone(),
        };
        if let Some(gate) = self.head_waits {
            gate.passed().await;
        }
        let body = Body::from_stream(stream::unfold(sending, next_bytes));
        let mut response = Response::new(body);
        *response.status_mut() = self.status;
        if !self.cors {
            response.extensions_mut().insert(WithoutCors);
        }
        let headers = response.headers_mut();
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static(self.content_type),
        );
        for (name, value) in self.headers {
            headers.insert(name, value);
        }
        response
    }
}

/// A reply on its way. Dropped before its end, it was broken off by the page.
struct Sending {
    pieces: VecDeque<Piece>,
    provider: Provider,
}

impl Drop for Sending {
    fn drop(&mut self) {
        if !self.pieces.is_empty() {
            self.provider.note_aborted();
        }
    }
}

async fn next_bytes(mut sending: Sending) -> Option<(std::io::Result<Bytes>, Sending)> {
    // A piece leaves the queue only once it is through: what is left in it was not sent.
    loop {
        let bytes = match sending.pieces.front()? {
            Piece::Send(text) => Some(Ok(Bytes::from(text.clone()))),
            Piece::Wait(gate) => {
                gate.passed().await;
                None
            }
            Piece::Cut => Some(Err(std::io::Error::other("the reply is cut here"))),
        };
        sending.pieces.pop_front();
        if let Some(bytes) = bytes {
            return Some((bytes, sending));
        }
    }
}

fn code_text(thought: &str, code: &str) -> String {
    format!("{thought}\n\n```python\n{code}\n```\n")
}

fn delta(delta: Value) -> Value {
    json!({
        "id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1_735_689_600, "model": MODEL,
        "choices": [{"index": 0, "delta": delta, "finish_reason": null}],
    })
}

fn event(chunk: &Value) -> String {
    format!("data: {chunk}\n\n")
}
