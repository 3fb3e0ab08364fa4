//! Records in a Redis that is reached over HTTP, by the REST protocol of Upstash
//! (<https://upstash.com/docs/redis/features/restapi>): a command is a JSON array, sent as the body of
//! a POST with a bearer token; `/pipeline` takes several, `/multi-exec` several as one transaction.
//!
//! A record is a string under its key, bytes in base64. Redis knows no order of keys, so a sorted set
//! holds them all. What the server answers is untrusted.

use std::rc::Rc;

use async_trait::async_trait;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use serde_json::{Value, json};

use super::http::{HttpClient, HttpError, HttpRequest, origin};
use super::store::{Change, RecordStore, StoreError};

/// Before every key, so that the database may hold other things, too.
const NAMESPACE: &str = "micropython-agent/";

/// The sorted set of all keys.
const INDEX: &str = "micropython-agent";

/// Bytes of one answer.
const MAX_ANSWER_BYTES: usize = 256 << 20;

/// Records that are asked for at once.
const CHUNK: usize = 200;

/// Characters of a server's words.
const MAX_WORDS_CHARS: usize = 300;

/// What the messages of servers say where there is no room or no budget left.
const FULL: [&str; 3] = ["OOM ", "max daily request limit", "max storage size"];

/// Records in a Redis.
pub struct RedisStore {
    http: Rc<dyn HttpClient>,
    url: String,
    /// Goes to the origin of `url` and nowhere else.
    token: String,
}

/// What the server says of one command.
#[derive(Deserialize)]
struct Answer {
    #[serde(default)]
    result: Value,
    error: Option<String>,
}

/// One answer to a request of several commands, or why there is none.
#[derive(Deserialize)]
#[serde(untagged)]
enum Answers {
    All(Vec<Answer>),
    Refused { error: String },
}

impl RedisStore {
    /// The database at this address, an https or http origin with or without a path.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] when the address cannot be called.
    pub fn new(
        http: Rc<dyn HttpClient>,
        url: &str,
        token: impl Into<String>,
    ) -> Result<Self, StoreError> {
        let url = url.trim().trim_end_matches('/');
        origin(url).map_err(unreachable)?;
        Ok(Self {
            http,
            url: url.into(),
            token: token.into(),
        })
    }

    async fn post(&self, path: &str, body: &Value) -> Result<Vec<u8>, StoreError> {
        let request = HttpRequest::post_json(format!("{}{path}", self.url), body.to_string())
            .header("authorization", format!("Bearer {}", self.token));
        let response = self.http.send(request).await.map_err(unreachable)?;
        let status = response.status;
        let body = response
            .bytes(MAX_ANSWER_BYTES)
            .await
            .map_err(unreachable)?;
        match status {
            200..=299 => Ok(body),
            401 | 403 => Err(unavailable("the Redis server rejected the token".into())),
            status => Err(match serde_json::from_slice::<Answer>(&body) {
                Ok(Answer {
                    error: Some(words), ..
                }) => refused(&words),
                _ => unavailable(format!(
                    "the Redis server answered with HTTP status {status}"
                )),
            }),
        }
    }

    async fn command(&self, command: Value) -> Result<Value, StoreError> {
        let body = self.post("", &command).await?;
        serde_json::from_slice::<Answer>(&body)
            .map_err(|_| malformed())
            .and_then(result_of)
    }

    /// All of these in order, or none of them.
    async fn transaction(&self, commands: Vec<Value>) -> Result<(), StoreError> {
        let count = commands.len();
        let body = self.post("/multi-exec", &Value::Array(commands)).await?;
        let answers = serde_json::from_slice(&body).map_err(|_| malformed())?;
        let answers = match answers {
            Answers::All(answers) if answers.len() == count => answers,
            Answers::All(_) => return Err(malformed()),
            Answers::Refused { error } => return Err(refused(&error)),
        };
        // Redis goes on after a command that fails, so all are looked at.
        answers
            .into_iter()
            .try_for_each(|answer| result_of(answer).map(|_| ()))
    }

    /// The keys with this beginning, in order.
    async fn keys(&self, prefix: &str) -> Result<Vec<String>, StoreError> {
        // No key goes on with the last character there is.
        let (from, to) = (format!("[{prefix}"), format!("({prefix}\u{10ffff}"));
        let keys = self
            .command(json!(["ZRANGEBYLEX", INDEX, from, to]))
            .await?;
        serde_json::from_value(keys).map_err(|_| malformed())
    }

    async fn text(&self, key: &str) -> Result<Option<String>, StoreError> {
        match self.command(json!(["GET", stored(key)])).await? {
            Value::Null => Ok(None),
            Value::String(text) => Ok(Some(text)),
            _ => Err(malformed()),
        }
    }
}

#[async_trait(?Send)]
impl RecordStore for RedisStore {
    async fn commit(&self, changes: Vec<Change>) -> Result<(), StoreError> {
        let mut commands = Vec::new();
        let mut put: Vec<String> = Vec::new();
        for change in changes {
            match change {
                Change::Put { key, value } => {
                    commands.extend(putting(&key, &value));
                    put.push(key);
                }
                Change::PutBytes { key, bytes } => {
                    commands.extend(putting(&key, &STANDARD.encode(bytes)));
                    put.push(key);
                }
                Change::Delete { key } => commands.extend(deleting(&key)),
                Change::DeletePrefix { prefix } => {
                    let mut keys = self.keys(&prefix).await?;
                    keys.extend(put.iter().filter(|key| key.starts_with(&prefix)).cloned());
                    commands.extend(keys.iter().flat_map(|key| deleting(key)));
                }
            }
        }
        if commands.is_empty() {
            return Ok(());
        }
        self.transaction(commands).await
    }

    async fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        self.text(key).await
    }

    async fn get_bytes(&self, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let Some(text) = self.text(key).await? else {
            return Ok(None);
        };
        let bytes = STANDARD.decode(text).map_err(|_| StoreError::Corrupt {
            key: key.into(),
            reason: "it is not bytes".into(),
        })?;
        Ok(Some(bytes))
    }

    async fn list(&self, prefix: &str) -> Result<Vec<(String, String)>, StoreError> {
        let keys = self.keys(prefix).await?;
        let mut records = Vec::with_capacity(keys.len());
        for keys in keys.chunks(CHUNK) {
            let mut command = vec![json!("MGET")];
            command.extend(keys.iter().map(|key| json!(stored(key))));
            let values = self.command(Value::Array(command)).await?;
            let values: Vec<Option<String>> =
                serde_json::from_value(values).map_err(|_| malformed())?;
            if values.len() != keys.len() {
                return Err(malformed());
            }
            // One that is gone was deleted by another device just now.
            let found = keys.iter().zip(values);
            records.extend(found.filter_map(|(key, value)| Some((key.clone(), value?))));
        }
        Ok(records)
    }
}

fn putting(key: &str, value: &str) -> [Value; 2] {
    [
        json!(["SET", stored(key), value]),
        json!(["ZADD", INDEX, 0, key]),
    ]
}

fn deleting(key: &str) -> [Value; 2] {
    [json!(["DEL", stored(key)]), json!(["ZREM", INDEX, key])]
}

fn stored(key: &str) -> String {
    format!("{NAMESPACE}{key}")
}

fn result_of(answer: Answer) -> Result<Value, StoreError> {
    match answer.error {
        Some(words) => Err(refused(&words)),
        None => Ok(answer.result),
    }
}

fn refused(words: &str) -> StoreError {
    if FULL.iter().any(|full| words.contains(full)) {
        return StoreError::Full;
    }
    let words: String = words.chars().take(MAX_WORDS_CHARS).collect();
    unavailable(format!("the Redis server refused: {words}"))
}

fn malformed() -> StoreError {
    unavailable("what answers is no Redis server that speaks the REST protocol of Upstash".into())
}

fn unreachable(error: HttpError) -> StoreError {
    unavailable(error.to_string())
}

fn unavailable(reason: String) -> StoreError {
    StoreError::Unavailable { reason }
}
