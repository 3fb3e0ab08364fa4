//! A real Redis of the test's own, on a free port of this machine, without anything on disk.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// How long the server may take to start.
const PATIENCE: Duration = Duration::from_secs(20);

/// The server; it ends with this.
pub struct RedisServer {
    process: Child,
    port: u16,
}

impl RedisServer {
    /// Starts the one that `REDIS_SERVER` names, or that is on PATH.
    pub fn start() -> Self {
        let program = std::env::var("REDIS_SERVER").unwrap_or_else(|_| "redis-server".into());
        // Another program may take the port in between: then the next one is tried.
        for _ in 0..5 {
            let port = free_port();
            let process = Command::new(&program)
                .args(["--port", &port.to_string(), "--bind", "127.0.0.1"])
                .args(["--save", "", "--appendonly", "no"])
                .stdout(Stdio::null())
                .spawn()
                .unwrap_or_else(|error| {
                    panic!("{program} cannot be started ({error}): install redis-server, or set REDIS_SERVER to its path")
                });
            let mut server = Self { process, port };
            if server.answers() {
                return server;
            }
        }
        panic!("{program} does not answer");
    }

    /// The reply to a command, as text.
    pub fn command(&self, command: &[&str]) -> String {
        let command: Vec<Value> = command.iter().map(|part| json!(part)).collect();
        match self.call(&command) {
            Ok(Value::String(text)) => text,
            other => format!("{other:?}"),
        }
    }

    /// The reply to a command: data, or the server's error.
    pub fn call(&self, command: &[Value]) -> Result<Value, String> {
        Self::connect_to(self.port).call(command)
    }

    pub fn port(&self) -> u16 {
        self.port
    }

    /// A connection to the server on this port.
    pub fn connect_to(port: u16) -> Connection {
        let stream = TcpStream::connect(("127.0.0.1", port)).expect("Redis listens");
        Connection {
            stream: BufReader::new(stream),
        }
    }

    fn answers(&mut self) -> bool {
        let started = Instant::now();
        while started.elapsed() < PATIENCE {
            if TcpStream::connect(("127.0.0.1", self.port)).is_ok() {
                return self.call(&[json!("PING")]) == Ok(json!("PONG"));
            }
            if matches!(self.process.try_wait(), Ok(Some(_))) {
                return false;
            }
            std::thread::yield_now();
        }
        false
    }
}

impl Drop for RedisServer {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
    listener.local_addr().expect("an address").port()
}

/// A connection that speaks RESP2: <https://redis.io/docs/latest/develop/reference/protocol-spec/>.
pub struct Connection {
    stream: BufReader<TcpStream>,
}

impl Connection {
    /// The reply to a command.
    pub fn call(&mut self, command: &[Value]) -> Result<Value, String> {
        let mut request = format!("*{}\r\n", command.len()).into_bytes();
        for part in command {
            let part = match part {
                Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            request.extend(format!("${}\r\n{part}\r\n", part.len()).into_bytes());
        }
        self.stream
            .get_mut()
            .write_all(&request)
            .expect("Redis reads");
        self.reply()
    }

    fn reply(&mut self) -> Result<Value, String> {
        let mut line = String::new();
        self.stream.read_line(&mut line).expect("Redis answers");
        let (kind, rest) = line.trim_end().split_at(1);
        match kind {
            "+" => Ok(json!(rest)),
            "-" => Err(rest.to_string()),
            ":" => Ok(json!(rest.parse::<i64>().expect("a number"))),
            "$" if rest == "-1" => Ok(Value::Null),
            "$" => {
                let length: usize = rest.parse().expect("a length");
                let mut text = vec![0; length + 2];
                self.stream.read_exact(&mut text).expect("a text");
                text.truncate(length);
                Ok(json!(String::from_utf8(text).expect("UTF-8")))
            }
            "*" if rest == "-1" => Ok(Value::Null),
            "*" => {
                let length: usize = rest.parse().expect("a length");
                let replies = (0..length).map(|_| match self.reply() {
                    Ok(value) => value,
                    // As the REST protocol has it.
                    Err(error) => json!({"error": error}),
                });
                Ok(replies.collect())
            }
            other => panic!("no reply begins with {other:?}"),
        }
    }
}
