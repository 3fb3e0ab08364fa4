//! Servers that say nothing for too long. Time is moved by hand.

use std::rc::Rc;
use std::time::Duration;

use async_trait::async_trait;
use futures::stream::{self, StreamExt};
use futures::{FutureExt, future};
use micropython_agent::model::{
    Acting, ChatModel, ChatRequest, CompletionStream, Message, ModelConfig, ModelError, RemoteModel,
};
use micropython_agent::platform::clock::ManualClock;
use micropython_agent::platform::http::{HttpClient, HttpError, HttpRequest, HttpResponse, Source};

use super::{ORIGIN, config, delta, ended, ready, text};

/// A server that goes silent.
#[derive(Clone, Copy)]
enum Silent {
    FromTheStart,
    /// After each of so many pieces it waits for this long, then for ever.
    After(usize, Duration),
}

struct SilentHttp {
    clock: Rc<ManualClock>,
    silent: Silent,
}

#[async_trait(?Send)]
impl HttpClient for SilentHttp {
    async fn send(&self, _request: HttpRequest) -> Result<HttpResponse, HttpError> {
        let Silent::After(pieces, pause) = self.silent else {
            return future::pending().await;
        };
        let clock = self.clock.clone();
        let body = stream::iter(0..pieces).then(move |number| {
            let wait = match number {
                0 => Duration::ZERO,
                _ => pause,
            };
            let slept = micropython_agent::platform::clock::Clock::sleep(&*clock, wait);
            slept.map(move |()| {
                let piece = text(&format!("{number} "));
                Ok(format!("data: {piece}\n\n").into_bytes())
            })
        });
        Ok(HttpResponse {
            status: 200,
            url: String::new(),
            headers: Vec::new(),
            body: body.chain(stream::pending()).boxed_local(),
            source: Source::Live,
        })
    }
}

fn ask(silent: Silent) -> (Rc<ManualClock>, CompletionStream) {
    let clock = Rc::new(ManualClock::default());
    let http = SilentHttp {
        clock: clock.clone(),
        silent,
    };
    let config = ModelConfig {
        patience: Duration::from_secs(20),
        ..config()
    };
    let chat = RemoteModel::new(Rc::new(http), clock.clone(), config).unwrap();
    let request = ChatRequest {
        acting: Acting::Now,
        messages: vec![Message::user("Hi")],
    };
    let asked = chat.complete(request).now_or_never();
    (clock, asked.expect("starts without waiting").unwrap())
}

fn silent() -> ModelError {
    ModelError::Silent {
        origin: ORIGIN.into(),
        seconds: 20,
    }
}

#[test]
fn a_server_that_never_answers_is_given_up_and_not_asked_again() {
    let (clock, mut stream) = ask(Silent::FromTheStart);
    assert_eq!(ready(&mut stream), []);
    clock.advance(Duration::from_millis(19_999));
    assert_eq!(ready(&mut stream), []);
    clock.advance(Duration::from_millis(1));
    assert_eq!(ready(&mut stream), [Err(silent())]);
    assert!(ended(&mut stream));
    assert_eq!(
        silent().to_string(),
        format!(
            "{ORIGIN} has said nothing for 20 seconds, so it is no longer waited for. What arrived is \
             kept; press Retry to ask again. For a model that takes longer, raise the seconds that it \
             may be silent in Settings"
        )
    );
}

#[test]
fn a_reply_may_take_as_long_as_it_likes_while_something_comes() {
    let (clock, mut stream) = ask(Silent::After(4, Duration::from_secs(19)));
    assert_eq!(ready(&mut stream), [delta("0 ")]);
    for number in 1..4 {
        clock.advance(Duration::from_secs(19));
        assert_eq!(ready(&mut stream), [delta(&format!("{number} "))]);
    }
    clock.advance(Duration::from_secs(20));
    assert_eq!(ready(&mut stream), [Err(silent())]);
    assert!(ended(&mut stream));
}
