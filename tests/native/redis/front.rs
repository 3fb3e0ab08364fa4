//! The front: takes requests as Upstash does and refuses all others.
//! <https://upstash.com/docs/redis/features/restapi>

use async_trait::async_trait;
use futures::{StreamExt, stream};
use micropython_agent::platform::http::{
    HttpClient, HttpError, HttpRequest, HttpResponse, Method, Source,
};
use serde_json::{Value, json};

use super::server::{Connection, RedisServer};

pub const URL: &str = "https://redis.test";
pub const TOKEN: &str = "AX_sASQgODM5ZjExZGEt";

/// The front of one server.
pub struct Front {
    connect: Box<dyn Fn() -> Connection>,
}

impl Front {
    pub fn to(server: &RedisServer) -> Self {
        let port = server.port();
        Self {
            connect: Box::new(move || RedisServer::connect_to(port)),
        }
    }

    fn answer(&self, request: &HttpRequest) -> (u16, Value) {
        let refused = |status, words: &str| (status, json!({"error": words}));
        assert_eq!(request.method, Method::Post, "commands are sent by POST");
        assert_eq!(
            header(request, "content-type"),
            Some("application/json"),
            "the body is JSON"
        );
        let token =
            header(request, "authorization").and_then(|value| value.strip_prefix("Bearer "));
        if token != Some(TOKEN) {
            return refused(401, "Unauthorized");
        }
        let Some(path) = request.url.strip_prefix(URL) else {
            panic!("the token goes to another server: {}", request.url);
        };
        let body = request.body.as_deref().unwrap_or_default();
        let Ok(Value::Array(body)) = serde_json::from_str(body) else {
            return refused(400, "ERR failed to parse command");
        };
        let mut connection = (self.connect)();
        match path {
            "" | "/" => match connection.call(&command(&body)) {
                Ok(result) => (200, json!({"result": result})),
                Err(words) => refused(400, &words),
            },
            "/pipeline" => {
                let answers = commands(&body).map(|each| answer_of(connection.call(&each)));
                (200, answers.collect())
            }
            "/multi-exec" => transaction(&mut connection, &body),
            other => panic!("there is no {other}"),
        }
    }
}

fn transaction(connection: &mut Connection, body: &[Value]) -> (u16, Value) {
    assert!(!body.is_empty(), "a transaction of nothing");
    connection.call(&[json!("MULTI")]).expect("a transaction");
    let mut queued = Ok(Value::Null);
    for each in commands(body) {
        queued = queued.and(connection.call(&each));
    }
    let done = connection.call(&[json!("EXEC")]);
    match (queued, done) {
        (Err(words), _) | (_, Err(words)) => (400, json!({"error": words})),
        (Ok(_), Ok(Value::Array(results))) => {
            let answers = results.into_iter().map(|result| match result.get("error") {
                Some(_) => result,
                None => json!({"result": result}),
            });
            (200, answers.collect())
        }
        (_, Ok(other)) => panic!("EXEC answers {other}"),
    }
}

fn answer_of(reply: Result<Value, String>) -> Value {
    match reply {
        Ok(result) => json!({"result": result}),
        Err(words) => json!({"error": words}),
    }
}

fn commands(body: &[Value]) -> impl Iterator<Item = Vec<Value>> {
    body.iter()
        .map(|each| command(each.as_array().expect("a command is an array")))
}

/// A command: words and numbers, the name first.
fn command(parts: &[Value]) -> Vec<Value> {
    assert!(
        parts.first().is_some_and(Value::is_string),
        "a command has a name"
    );
    let plain = parts
        .iter()
        .all(|part| part.is_string() || part.is_number());
    assert!(plain, "a command's parts are words and numbers: {parts:?}");
    parts.to_vec()
}

fn header<'r>(request: &'r HttpRequest, name: &str) -> Option<&'r str> {
    let mut headers = request.headers.iter();
    let found = headers.find(|(header, _)| header.eq_ignore_ascii_case(name));
    found.map(|(_, value)| value.as_str())
}

#[async_trait(?Send)]
impl HttpClient for Front {
    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, HttpError> {
        let (status, body) = self.answer(&request);
        let body = body.to_string().into_bytes();
        Ok(HttpResponse {
            status,
            url: request.url,
            headers: vec![("content-type".into(), "application/json".into())],
            body: stream::iter([Ok(body)]).boxed_local(),
            source: Source::Live,
        })
    }
}
