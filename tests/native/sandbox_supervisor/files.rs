//! Files that the page looks at and changes: what the worker is told, and what it may answer.

use std::time::Duration;

use micropython_agent::sandbox::limits::{Limits, Resource};
use micropython_agent::sandbox::protocol::{
    self, FileAnswer, FileOperation, FromWorker, Message, ToWorker,
};
use micropython_agent::sandbox::{
    CodeRunner, FileEntry, FileError, FilePath, FileReply, FileRequest, RunError,
};

use super::bench::{Bench, Worker};
use super::recovery::{is_told_to_restore, snapshot};
use super::{code, ended};

const LIMIT: usize = 1000;

fn path(text: &str) -> FilePath {
    FilePath::new(text).unwrap()
}

fn entry(at: &str, bytes: usize) -> FileEntry {
    FileEntry {
        path: path(at),
        bytes,
        modified: 7,
    }
}

fn add() -> FileRequest {
    FileRequest::Add(path("/a"), b"text".to_vec())
}

/// A session in which one run has ended, with this snapshot.
fn resting() -> (Bench, Worker) {
    let mut bench = Bench::with(Limits {
        file_bytes: LIMIT,
        ..Limits::default()
    });
    bench.run(code());
    let worker = bench.worker(0);
    worker.hears();
    worker.says(FromWorker::Ready {});
    worker.ends(1, snapshot(1).to_bytes());
    bench.end().unwrap();
    worker.hears();
    (bench, worker)
}

fn says(worker: &Worker, message: FromWorker, bytes: Option<Vec<u8>>) {
    let text = protocol::encode(&worker.nonce, &message);
    worker.says_message(Message { text, bytes });
}

fn done(result: Result<FileAnswer, String>) -> FromWorker {
    FromWorker::FilesDone { run: 2, result }
}

fn listed(files: Vec<FileEntry>) -> FromWorker {
    done(Ok(FileAnswer::Listed { files }))
}

/// What comes of a request when the worker says this.
fn answered(request: FileRequest, says: impl Fn(&Worker)) -> Result<FileReply, FileError> {
    let (mut bench, worker) = resting();
    let end = bench.begin_files(request);
    says(&worker);
    bench.settle();
    let end = end.borrow_mut().take();
    end.expect("it is answered")
}

#[test]
fn what_is_added_is_beside_the_message_and_the_snapshot_of_it_stands() {
    let (mut bench, worker) = resting();
    let end = bench.begin_files(add());
    let operation = FileOperation::Add { path: path("/a") };
    let message = ToWorker::Files { run: 2, operation };
    assert_eq!(
        worker.hears_beside(),
        Some((message, Some(b"text".to_vec())))
    );
    let bytes = snapshot(2).to_bytes();
    says(&worker, FromWorker::Snapshotted { run: 2 }, Some(bytes));
    worker.says(done(Ok(FileAnswer::Changed {})));
    bench.settle();
    assert_eq!(*end.borrow(), Some(Ok(FileReply::Changed)));
    assert_eq!(bench.supervisor(|it| it.snapshot()), Some(snapshot(2)));
    // The session goes on, and a rollback has the file.
    bench.run(code());
    assert!(matches!(worker.hears(), Some(ToWorker::Run { run: 3, .. })));
    worker.dies("gone");
    bench.end().unwrap_err();
    is_told_to_restore(&bench.worker(1), 2);
    assert_eq!(bench.session(), 1);
}

#[test]
fn a_look_leaves_the_session_where_it_is() {
    let (mut bench, worker) = resting();
    let end = bench.begin_files(FileRequest::List);
    worker.says(listed(vec![entry("/b", 2), entry("/a", 998)]));
    bench.settle();
    let files = vec![entry("/a", 998), entry("/b", 2)];
    assert_eq!(*end.borrow(), Some(Ok(FileReply::Listed(files))));
    assert_eq!(bench.supervisor(|it| it.snapshot()), Some(snapshot(1)));

    let end = bench.begin_files(FileRequest::Read(path("/a")));
    let content = vec![0, 255, 128];
    let result = Ok(FileAnswer::Content {});
    let message = FromWorker::FilesDone { run: 3, result };
    says(&worker, message, Some(content.clone()));
    bench.settle();
    assert_eq!(*end.borrow(), Some(Ok(FileReply::Content(content))));
    assert_eq!(bench.supervisor(|it| it.snapshot()), Some(snapshot(1)));
    assert!(worker.is_alive());
}

#[test]
fn a_refusal_is_told_and_the_session_goes_on() {
    let (mut bench, worker) = resting();
    let end = bench.begin_files(FileRequest::Remove(path("/a")));
    let bytes = snapshot(2).to_bytes();
    says(&worker, FromWorker::Snapshotted { run: 2 }, Some(bytes));
    worker.says(done(Err("no such file".into())));
    bench.settle();
    let refused = FileError::Refused("no such file".into());
    assert_eq!(*end.borrow(), Some(Err(refused)));
    assert!(worker.is_alive());
}

#[test]
fn a_file_larger_than_all_may_be_never_reaches_the_worker() {
    let (mut bench, worker) = resting();
    let end = bench.begin_files(FileRequest::Add(path("/a"), vec![0; LIMIT + 1]));
    let reason = "a file of 1001 bytes, where all files together may have 1000";
    assert_eq!(*end.borrow(), Some(Err(FileError::Refused(reason.into()))));
    assert_eq!(worker.hears(), None);
}

#[test]
fn a_change_too_large_to_copy_is_lost_with_its_worker() {
    let (mut bench, worker) = resting();
    bench.begin_files(add());
    worker.says(done(Ok(FileAnswer::Changed {})));
    bench.settle();
    assert_eq!(bench.supervisor(|it| it.snapshot()), None);
    bench.run(code());
    worker.dies("gone");
    bench.end().unwrap_err();
    bench.worker(1).says(FromWorker::Ready {});
    assert_eq!(bench.session(), 2);
}

#[test]
fn whatever_else_the_worker_answers_is_a_breach_and_it_is_ended() {
    let content = done(Ok(FileAnswer::Content {}));
    let changed = done(Ok(FileAnswer::Changed {}));
    let list = FileRequest::List;
    let read = FileRequest::Read(path("/a"));
    let elsewhere = "it spoke of something else when asked for files";
    let unasked = "it answered what it was not asked";
    let bytes = "bytes beside a message that has none, or none";
    let cases: Vec<(FileRequest, FromWorker, Option<Vec<u8>>, &str)> = vec![
        (list.clone(), content.clone(), Some(vec![1]), unasked),
        (list.clone(), changed.clone(), None, unasked),
        (list.clone(), listed(vec![]), Some(vec![1]), bytes),
        (
            list.clone(),
            listed(vec![entry("/a", 1), entry("/b", usize::MAX / 2)]),
            None,
            "its files are larger than they may be",
        ),
        (
            list.clone(),
            FromWorker::Snapshotted { run: 2 },
            Some(snapshot(2).to_bytes()),
            elsewhere,
        ),
        (list.clone(), ended(2), None, elsewhere),
        (
            list.clone(),
            FromWorker::Waiting { run: 2 },
            None,
            elsewhere,
        ),
        (list.clone(), FromWorker::Restored {}, None, elsewhere),
        (
            list.clone(),
            FromWorker::FilesDone {
                run: 1,
                result: Ok(FileAnswer::Listed { files: vec![] }),
            },
            None,
            elsewhere,
        ),
        (read.clone(), content.clone(), None, bytes),
        (read.clone(), listed(vec![]), None, unasked),
        (
            read.clone(),
            content.clone(),
            Some(vec![0; LIMIT + 1]),
            "a file larger than all may be",
        ),
        (add(), content.clone(), Some(vec![1]), unasked),
        (
            add(),
            FromWorker::Snapshotted { run: 1 },
            Some(snapshot(2).to_bytes()),
            elsewhere,
        ),
        (
            add(),
            FromWorker::Snapshotted { run: 2 },
            Some(vec![1; 50]),
            "the saved Python session is damaged: it does not begin as one",
        ),
    ];
    for (request, message, bytes, reason) in cases {
        let (mut bench, worker) = resting();
        let end = bench.begin_files(request.clone());
        says(&worker, message.clone(), bytes);
        bench.settle();
        let breach = FileError::Ended(RunError::Protocol(reason.into()));
        assert_eq!(*end.borrow(), Some(Err(breach)), "{request:?} {message:?}");
        assert!(!worker.is_alive());
        // The session is as it was before.
        is_told_to_restore(&bench.worker(1), 1);
        assert_eq!(bench.session(), 1);
    }
}

/// Two snapshots for one change would let a worker choose which one stands.
#[test]
fn a_second_snapshot_is_a_breach() {
    let end = answered(add(), |worker| {
        for run in [2, 3] {
            let bytes = snapshot(run).to_bytes();
            says(worker, FromWorker::Snapshotted { run: 2 }, Some(bytes));
        }
    });
    let reason = "it spoke of something else when asked for files";
    let breach = FileError::Ended(RunError::Protocol(reason.into()));
    assert_eq!(end, Err(breach));
}

#[test]
fn a_path_that_leads_elsewhere_is_a_breach() {
    let end = answered(FileRequest::List, |worker| {
        let text = protocol::encode(&worker.nonce, &listed(vec![entry("/a/b", 1)]));
        worker.says_raw(&text.replace("/a/b", "/a/../b"));
    });
    let breach = RunError::Protocol("a message that is not of its shape".into());
    assert_eq!(end, Err(FileError::Ended(breach)));
}

#[test]
fn a_worker_that_does_not_answer_is_ended_at_the_deadline() {
    let (mut bench, worker) = resting();
    let end = bench.begin_files(FileRequest::List);
    bench.advance(30);
    let limit = Duration::from_secs(30);
    let deadline = FileError::Ended(RunError::Deadline { limit });
    assert_eq!(*end.borrow(), Some(Err(deadline)));
    assert!(!worker.is_alive());
}

#[test]
fn what_breaks_the_interpreter_is_told() {
    let trapped = answered(FileRequest::List, |worker| {
        let reason = "unreachable".into();
        worker.says(FromWorker::Trapped { run: 2, reason });
    });
    let crashed = RunError::Crashed("unreachable".into());
    assert_eq!(trapped, Err(FileError::Ended(crashed)));
    let resource = Resource::Memory;
    let exhausted = answered(add(), |worker| {
        worker.says(FromWorker::Exhausted { run: 2, resource });
    });
    let limit = RunError::LimitExceeded(Limits::default().exhausted(resource));
    assert_eq!(exhausted, Err(FileError::Ended(limit)));
}

#[test]
fn files_in_the_middle_of_a_run_are_a_breach() {
    let (mut bench, worker) = Bench::running(code());
    worker.says(FromWorker::FilesDone {
        run: 1,
        result: Ok(FileAnswer::Changed {}),
    });
    let breach = RunError::Protocol("it speaks of files in the middle of a run".into());
    assert_eq!(bench.end(), Err(breach));
}
