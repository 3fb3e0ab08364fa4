//! A worker and where the conversation with it stands.

use std::time::Duration;

use futures::FutureExt;
use futures::future::{self, Either};

use super::{ENVELOPE_BYTES, WorkerLink, WorkerSpawner};
use crate::platform::clock::Clock;
use crate::sandbox::limits::Limits;
use crate::sandbox::protocol::{self, FileAnswer, FromWorker, Message, ToWorker};
use crate::sandbox::snapshot::{MAX_PAGES, PAGE_BYTES};
use crate::sandbox::{RunError, Snapshot};

/// How long a worker may take from being started to its first word, and to take up a snapshot.
const START_TIMEOUT: Duration = Duration::from_secs(30);

/// A snapshot is not larger, whatever its pages hold: its table, and what LZ4 may add.
const SNAPSHOT_BYTES: usize = (MAX_PAGES as usize) * (PAGE_BYTES as usize + 64) + ENVELOPE_BYTES;

/// A worker, started.
pub struct Session {
    link: Box<dyn WorkerLink>,
    nonce: String,
    ready: bool,
    /// The last snapshot that it told.
    told: Option<Snapshot>,
    /// It was told to take up a snapshot and has not said that it did.
    restoring: bool,
    runs: u32,
}

/// What is beside a message.
pub enum Beside {
    /// Nothing.
    Nothing,
    /// The content of a file or an artifact.
    Bytes(Vec<u8>),
    /// Where the session stands.
    Snapshot(Snapshot),
}

/// Why a worker is not where the session stands.
pub enum SettleError {
    /// It could not be started.
    Start(RunError),
    /// It is up, but could not take up the snapshot.
    Restore(String),
}

impl Session {
    /// Starts a worker.
    pub fn start(spawner: &dyn WorkerSpawner, limits: &Limits) -> Self {
        let nonce = spawner.nonce();
        let limits = limits.clone();
        let link = spawner.spawn(protocol::encode(&nonce, &ToWorker::Start { limits }));
        Self {
            link,
            nonce,
            ready: false,
            told: None,
            restoring: false,
            runs: 0,
        }
    }

    /// Has it take up a snapshot. It rests, and has done with the last.
    pub fn restore(&mut self, snapshot: &Snapshot) {
        self.restoring = true;
        self.told = None;
        self.runs = self.runs.max(snapshot.run());
        self.post_beside(&ToWorker::Restore {}, Some(snapshot.to_bytes()));
    }

    /// Whether it is still to take up a snapshot.
    pub fn is_restoring(&self) -> bool {
        self.restoring
    }

    /// Counts a run. Numbers go on over a restore: what Python has kept of an earlier run must not
    /// be taken for a part of this one.
    pub fn next_run(&mut self) -> u32 {
        self.runs = self.runs.saturating_add(1);
        self.runs
    }

    /// Sends a message.
    pub fn post(&self, message: &ToWorker) {
        self.post_beside(message, None);
    }

    /// Sends a message with bytes beside it.
    pub fn post_beside(&self, message: &ToWorker, bytes: Option<Vec<u8>>) {
        let text = protocol::encode(&self.nonce, message);
        self.link.post(Message { text, bytes });
    }

    /// The next message, its envelope checked, and what belongs to it.
    pub async fn receive(
        &mut self,
        message_bytes: usize,
    ) -> Result<(FromWorker, Beside), RunError> {
        let Message { text, bytes } = self.link.receive().await.map_err(RunError::Crashed)?;
        let message = protocol::decode(&self.nonce, &text, message_bytes + ENVELOPE_BYTES)
            .map_err(|error| RunError::Protocol(error.to_string()))?;
        let content = Ok(FileAnswer::Content {});
        let expected = match &message {
            FromWorker::Snapshotted { .. } | FromWorker::ArtifactWritten { .. } => true,
            FromWorker::FilesDone { result, .. } => *result == content,
            _ => false,
        };
        if expected != bytes.is_some() {
            return Err(super::breach(
                "bytes beside a message that has none, or none",
            ));
        }
        let too_many = || super::breach("more bytes beside a message than any can have");
        if bytes.as_ref().is_some_and(|it| it.len() > SNAPSHOT_BYTES) {
            return Err(too_many());
        }
        let beside = match (&message, bytes) {
            (FromWorker::Snapshotted { .. }, Some(bytes)) => {
                let snapshot = Snapshot::from_difference(&bytes, self.told.as_ref())
                    .map_err(|error| RunError::Protocol(error.to_string()))?;
                // It could grow with each that is told.
                if snapshot.size() > SNAPSHOT_BYTES {
                    return Err(too_many());
                }
                self.told = Some(snapshot.clone());
                Beside::Snapshot(snapshot)
            }
            (_, Some(bytes)) => Beside::Bytes(bytes),
            (_, None) => Beside::Nothing,
        };
        Ok((message, beside))
    }

    /// Waits until it is up and has taken up the snapshot that it was given. May be dropped and
    /// called again.
    pub async fn settle(
        &mut self,
        clock: &dyn Clock,
        message_bytes: usize,
    ) -> Result<(), SettleError> {
        if !self.ready {
            let first = self.next_within(clock, message_bytes).await;
            match first {
                Ok(FromWorker::Ready {}) => self.ready = true,
                Ok(FromWorker::StartFailed { reason }) | Err(RunError::Crashed(reason)) => {
                    return Err(SettleError::Start(RunError::Unavailable(reason)));
                }
                Ok(_) => {
                    let breach = super::breach("it spoke before it was ready");
                    return Err(SettleError::Start(breach));
                }
                Err(error) => return Err(SettleError::Start(error)),
            }
        }
        if self.restoring {
            match self.next_within(clock, message_bytes).await {
                Ok(FromWorker::Restored {}) => self.restoring = false,
                Ok(FromWorker::RestoreFailed { reason }) => {
                    return Err(SettleError::Restore(reason));
                }
                Ok(_) => {
                    let breach = super::breach("it spoke before it was restored");
                    return Err(SettleError::Restore(breach.to_string()));
                }
                Err(error) => return Err(SettleError::Restore(error.to_string())),
            }
        }
        Ok(())
    }

    async fn next_within(
        &mut self,
        clock: &dyn Clock,
        message_bytes: usize,
    ) -> Result<FromWorker, RunError> {
        let timeout = clock.sleep(START_TIMEOUT);
        let message = self.receive(message_bytes).boxed_local();
        match future::select(message, timeout).await {
            Either::Left((message, _)) => message.map(|(message, _)| message),
            Either::Right(_) => Err(RunError::Unavailable(format!(
                "it did not answer within {} s",
                START_TIMEOUT.as_secs()
            ))),
        }
    }
}
