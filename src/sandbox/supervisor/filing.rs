//! One look at the session's files, or one change: what the worker may say meanwhile.

use futures::FutureExt;

use super::replacement::Replacement;
use super::session::Beside;
use super::{Rest, breach};
use crate::sandbox::RunError;
use crate::sandbox::files::{FileReply, FileRequest};
use crate::sandbox::protocol::{FileAnswer, FileOperation, FromWorker, ToWorker};

impl Replacement<'_> {
    /// Has the worker do it: the reply or the reason why there is none, and where the session
    /// stands now unless it is where it was.
    pub(super) async fn file(
        &mut self,
        request: FileRequest,
    ) -> Result<(Result<FileReply, String>, Option<Rest>), RunError> {
        let Self {
            supervisor,
            session,
        } = self;
        let limits = &supervisor.limits;
        let Some(session) = session.as_mut() else {
            return Err(RunError::Unavailable("it has already ended".into()));
        };
        let changes = request.is_change();
        let run = session.next_run();
        let (operation, content) = operation(request);
        session.post_beside(
            &ToWorker::Files {
                run,
                operation: operation.clone(),
            },
            content,
        );
        let mut deadline = supervisor.clock.sleep(limits.execution).fuse();
        let mut rest = None;
        loop {
            let (message, beside) = futures::select_biased! {
                () = &mut deadline => {
                    return Err(RunError::Deadline { limit: limits.execution });
                }
                message = session.receive(limits.message_bytes).fuse() => message?,
            };
            match (message, beside) {
                (FromWorker::Snapshotted { run: of }, Beside::Snapshot(snapshot))
                    if of == run && changes && rest.is_none() =>
                {
                    rest = Some(Rest::At(snapshot));
                }
                (FromWorker::FilesDone { run: of, result }, beside) if of == run => {
                    let reply = match result {
                        Ok(answer) => Ok(reply(&operation, answer, beside, limits.file_bytes)?),
                        Err(reason) => Err(reason),
                    };
                    let rest = rest.or(changes.then_some(Rest::Uncopied));
                    return Ok((reply, rest));
                }
                (FromWorker::Exhausted { run: of, resource }, _) if of == run => {
                    return Err(RunError::LimitExceeded(limits.exhausted(resource)));
                }
                (FromWorker::Trapped { run: of, reason }, _) if of == run => {
                    return Err(RunError::Crashed(reason));
                }
                _ => return Err(breach("it spoke of something else when asked for files")),
            }
        }
    }
}

fn operation(request: FileRequest) -> (FileOperation, Option<Vec<u8>>) {
    match request {
        FileRequest::List => (FileOperation::List {}, None),
        FileRequest::Read(path) => (FileOperation::Read { path }, None),
        FileRequest::Add(path, content) => (FileOperation::Add { path }, Some(content)),
        FileRequest::Remove(path) => (FileOperation::Remove { path }, None),
    }
}

/// The answer to this operation and no other, of no more bytes than all files may have.
fn reply(
    operation: &FileOperation,
    answer: FileAnswer,
    beside: Beside,
    limit: usize,
) -> Result<FileReply, RunError> {
    match (operation, answer, beside) {
        (FileOperation::List {}, FileAnswer::Listed { mut files }, Beside::Nothing) => {
            let total = files.iter().map(|file| file.bytes as u64).sum::<u64>();
            if total > limit as u64 {
                return Err(breach("its files are larger than they may be"));
            }
            files.sort_by(|a, b| a.path.cmp(&b.path));
            Ok(FileReply::Listed(files))
        }
        (FileOperation::Read { .. }, FileAnswer::Content {}, Beside::Bytes(content)) => {
            if content.len() > limit {
                return Err(breach("a file larger than all may be"));
            }
            Ok(FileReply::Content(content))
        }
        (
            FileOperation::Add { .. } | FileOperation::Remove { .. },
            FileAnswer::Changed {},
            Beside::Nothing,
        ) => Ok(FileReply::Changed),
        _ => Err(breach("it answered what it was not asked")),
    }
}
