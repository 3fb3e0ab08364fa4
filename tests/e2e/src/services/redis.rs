//! A Redis over HTTP, as Upstash speaks it: <https://upstash.com/docs/redis/features/restapi>. It
//! knows the commands that the page sends and no other; the real server is met in the native tests.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

use axum::extract::{Json as JsonBody, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use serde_json::{Value, json};

use crate::log::{RequestLog, lock};

/// The token that every request must carry.
pub const REDIS_TOKEN: &str = "AXe2e-r8Qm2LpV0sTz";

#[derive(Clone)]
struct Redis {
    log: RequestLog,
    data: Arc<Mutex<Data>>,
}

#[derive(Default)]
struct Data {
    strings: BTreeMap<String, String>,
    set: BTreeSet<String>,
}

pub(super) fn routes(log: RequestLog) -> Router {
    let data = Arc::default();
    Router::new()
        .route("/", post(command))
        .route("/multi-exec", post(transaction))
        .with_state(Redis { log, data })
}

async fn command(
    State(redis): State<Redis>,
    headers: HeaderMap,
    JsonBody(body): JsonBody<Value>,
) -> Response {
    redis.answer(&headers, |data| {
        data.run(&body).map(|result| json!({"result": result}))
    })
}

async fn transaction(
    State(redis): State<Redis>,
    headers: HeaderMap,
    JsonBody(body): JsonBody<Value>,
) -> Response {
    redis.answer(&headers, |data| {
        let commands = body.as_array().filter(|commands| !commands.is_empty())?;
        let results = commands.iter();
        results
            .map(|command| data.run(command).map(|result| json!({"result": result})))
            .collect()
    })
}

impl Redis {
    fn answer(
        &self,
        headers: &HeaderMap,
        run: impl FnOnce(&mut Data) -> Option<Value>,
    ) -> Response {
        let expected = format!("Bearer {REDIS_TOKEN}");
        let given = headers.get(header::AUTHORIZATION);
        if given.is_none_or(|given| given.as_bytes() != expected.as_bytes()) {
            return refuse(StatusCode::UNAUTHORIZED, "Unauthorized");
        }
        match run(&mut lock(&self.data)) {
            Some(answer) => Json(answer).into_response(),
            None => {
                self.log.violation("not a command for Redis");
                refuse(StatusCode::BAD_REQUEST, "ERR unknown command")
            }
        }
    }
}

fn refuse(status: StatusCode, words: &str) -> Response {
    (status, Json(json!({ "error": words }))).into_response()
}

impl Data {
    /// The result of a command; nothing if it is none.
    fn run(&mut self, command: &Value) -> Option<Value> {
        let parts: Vec<&Value> = command.as_array()?.iter().collect();
        let text = |place: usize| parts.get(place).and_then(|part| part.as_str());
        let result = match (text(0)?, parts.len()) {
            ("SET", 3) => {
                self.strings.insert(text(1)?.into(), text(2)?.into());
                json!("OK")
            }
            ("GET", 2) => json!(self.strings.get(text(1)?)),
            ("DEL", 2) => json!(i32::from(self.strings.remove(text(1)?).is_some())),
            ("MGET", 2..) => {
                let values = (1..parts.len()).map(|place| Some(self.strings.get(text(place)?)));
                json!(values.collect::<Option<Vec<_>>>()?)
            }
            ("ZADD", 4) if parts[2] == &json!(0) => {
                json!(i32::from(self.set.insert(text(3)?.into())))
            }
            ("ZREM", 3) => json!(i32::from(self.set.remove(text(2)?))),
            ("ZRANGEBYLEX", 4) => {
                let (from, to) = (text(2)?.strip_prefix('[')?, text(3)?.strip_prefix('(')?);
                json!(
                    self.set
                        .range(from.to_string()..to.to_string())
                        .collect::<Vec<_>>()
                )
            }
            _ => return None,
        };
        Some(result)
    }
}
