//! Bounded retries with backoff, told to the user before each wait. Only a call that failed before
//! any of its reply arrived is made again; what went wrong and whether waiting can help is decided
//! by the provider's module.

use std::future::Future;
use std::rc::Rc;
use std::time::Duration;

use futures::stream::{self, StreamExt};

use super::{CompletionStream, ModelError, ModelEvent};
use crate::platform::clock::Clock;

/// How often a call is made before its error stands.
pub(super) const MAX_ATTEMPTS: u32 = 3;

/// The longest wait that is sat out. A provider that asks for more gets its error shown at once.
pub(super) const MAX_WAIT: Duration = Duration::from_secs(60);

/// The wait before the second attempt when the provider names none. Doubles from then on. There is
/// no jitter: one person's page is not a crowd that must be spread out.
const FIRST_WAIT: Duration = Duration::from_secs(1);

/// Why one attempt failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Failure {
    /// What to tell the user if it stays so.
    pub error: ModelError,
    /// How another attempt may help; `None` when it would fail in the same way.
    pub retry: Option<Retry>,
}

/// A failure that may pass.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Retry {
    /// What to tell the user while waiting.
    pub reason: String,
    /// The wait that the provider asks for, if it does.
    pub wait: Option<Duration>,
}

impl From<ModelError> for Failure {
    /// A failure that waiting does not cure.
    fn from(error: ModelError) -> Self {
        Self { error, retry: None }
    }
}

impl Retry {
    /// How long to wait before the next attempt, after `attempts` of them; `None` to give up.
    fn wait_after(&self, attempts: u32) -> Option<Duration> {
        let wait = self.wait.unwrap_or(FIRST_WAIT * 2_u32.pow(attempts - 1));
        (attempts < MAX_ATTEMPTS && wait <= MAX_WAIT).then_some(wait)
    }
}

/// The stream that `open` gives, with the failed attempts before it as [`ModelEvent::Retrying`].
/// `open` is called with the number of the attempt, counted from 1, when the stream is polled.
pub(super) fn with_retries<Open, Opening>(clock: Rc<dyn Clock>, open: Open) -> CompletionStream
where
    Open: Fn(u32) -> Opening + 'static,
    Opening: Future<Output = Result<CompletionStream, Failure>> + 'static,
{
    let open = Rc::new(open);
    stream::unfold(State::Calling { attempt: 1 }, move |state| {
        advance(state, clock.clone(), open.clone())
    })
    .flatten()
    // Unfold panics when it is polled past its end, which callers may well do.
    .fuse()
    .boxed_local()
}

/// Where the call stands.
enum State {
    Calling { attempt: u32 },
    Waiting { attempt: u32, wait: Duration },
    Over,
}

/// Goes on to the next state and gives what the stream gives on the way.
async fn advance<Open, Opening>(
    state: State,
    clock: Rc<dyn Clock>,
    open: Rc<Open>,
) -> Option<(CompletionStream, State)>
where
    Open: Fn(u32) -> Opening,
    Opening: Future<Output = Result<CompletionStream, Failure>>,
{
    let attempt = match state {
        State::Over => return None,
        State::Calling { attempt } => attempt,
        State::Waiting { attempt, wait } => {
            clock.sleep(wait).await;
            attempt
        }
    };
    let failure = match open(attempt).await {
        Ok(stream) => return Some((stream, State::Over)),
        Err(failure) => failure,
    };
    let retry = failure
        .retry
        .and_then(|retry| Some((retry.wait_after(attempt)?, retry.reason)));
    let (event, state) = match retry {
        Some((wait, reason)) => {
            tracing::info!(attempt, ?wait, "the model is asked again after a wait");
            let delay_ms = wait.as_millis() as u64;
            let attempt = attempt + 1;
            let retrying = ModelEvent::Retrying { reason, delay_ms };
            (Ok(retrying), State::Waiting { attempt, wait })
        }
        None => (Err(failure.error), State::Over),
    };
    Some((stream::iter([event]).boxed_local(), state))
}
