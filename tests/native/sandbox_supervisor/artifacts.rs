//! Artifacts: a session is given what it does not have before code runs, and tells what code did.

use micropython_agent::sandbox::artifact::{Artifact, ArtifactChange, ArtifactName, Artifacts};
use micropython_agent::sandbox::protocol::{
    self, FileAnswer, FileOperation, FromWorker, Message, ToWorker,
};
use micropython_agent::sandbox::{CodeRun, FilePath, RunError};

use super::bench::{Bench, Worker};
use super::code;
use super::recovery::{is_told_to_restore, snapshot};

fn artifact(name: &str, text: &str) -> Artifact {
    Artifact::new(name, text).unwrap()
}

fn with(artifacts: &[Artifact]) -> CodeRun {
    let mut all = Artifacts::default();
    for artifact in artifacts {
        all.put(artifact.clone()).unwrap();
    }
    CodeRun {
        artifacts: all,
        ..code()
    }
}

fn says(worker: &Worker, message: FromWorker, bytes: Option<Vec<u8>>) {
    let text = protocol::encode(&worker.nonce, &message);
    worker.says_message(Message { text, bytes });
}

/// The worker is told to add a file, and does.
#[track_caller]
fn adds(bench: &mut Bench, worker: &Worker, run: u32, path: &str, text: &str) {
    let path = FilePath::new(path).unwrap();
    let operation = FileOperation::Add { path };
    assert_eq!(
        worker.hears_beside(),
        Some((
            ToWorker::Files { run, operation },
            Some(text.as_bytes().to_vec())
        ))
    );
    let bytes = snapshot(run).to_bytes();
    says(worker, FromWorker::Snapshotted { run }, Some(bytes));
    let result = Ok(FileAnswer::Changed {});
    says(worker, FromWorker::FilesDone { run, result }, None);
    bench.settle();
}

fn started(code: CodeRun) -> (Bench, Worker) {
    let mut bench = Bench::new();
    bench.run(code);
    let worker = bench.worker(0);
    worker.hears();
    worker.says(FromWorker::Ready {});
    bench.settle();
    (bench, worker)
}

#[track_caller]
fn runs(worker: &Worker, number: u32) {
    let told = worker.hears();
    assert!(
        matches!(told, Some(ToWorker::Run { run, .. }) if run == number),
        "{told:?}"
    );
}

#[test]
fn they_are_added_before_the_code_runs_and_once() {
    let (a, b) = (artifact("a.csv", "1"), artifact("b", "2"));
    let (mut bench, worker) = started(with(&[a.clone(), b.clone()]));
    adds(&mut bench, &worker, 1, "/artifacts/a.csv", "1");
    adds(&mut bench, &worker, 2, "/artifacts/b", "2");
    runs(&worker, 3);
    worker.ends(3, snapshot(3).to_bytes());
    bench.end().unwrap();
    // Only what is new or another is added.
    let b2 = artifact("b", "3");
    bench.run(with(&[a.clone(), b2.clone()]));
    adds(&mut bench, &worker, 4, "/artifacts/b", "3");
    runs(&worker, 5);
    // The run is rolled back to where they were there.
    worker.dies("gone");
    bench.end().unwrap_err();
    let next = bench.worker(1);
    is_told_to_restore(&next, 4);
    bench.run(with(&[a, b2]));
    runs(&next, 5);
}

#[test]
fn what_code_did_is_reported_and_known() {
    let (mut bench, worker) = started(with(&[artifact("a", "1"), artifact("b", "2")]));
    adds(&mut bench, &worker, 1, "/artifacts/a", "1");
    adds(&mut bench, &worker, 2, "/artifacts/b", "2");
    runs(&worker, 3);
    let name = |name| ArtifactName::new(name).unwrap();
    let written = FromWorker::ArtifactWritten {
        run: 3,
        name: name("a"),
    };
    says(&worker, written, Some(b"one".to_vec()));
    let gone = FromWorker::ArtifactRemoved {
        run: 3,
        name: name("b"),
    };
    says(&worker, gone, None);
    worker.ends(3, snapshot(3).to_bytes());
    let changes = [
        ArtifactChange::Written {
            artifact: artifact("a", "one"),
        },
        ArtifactChange::Removed { name: name("b") },
    ];
    assert_eq!(bench.end().unwrap().artifacts, changes);
    bench.run(with(&[artifact("a", "one")]));
    runs(&worker, 4);
}

#[test]
fn after_a_restore_what_is_there_is_looked_at() {
    let mut bench = Bench::new();
    bench.supervisor(|it| it.carry_over(snapshot(7)));
    let worker = bench.worker(0);
    is_told_to_restore(&worker, 7);
    bench.run(with(&[artifact("a", "1"), artifact("b", "2")]));
    for (run, name, content) in [(8, "a", Some("1")), (9, "b", None)] {
        let path = FilePath::new(&format!("/artifacts/{name}")).unwrap();
        let operation = FileOperation::Read { path };
        assert_eq!(worker.hears(), Some(ToWorker::Files { run, operation }));
        let result = match content {
            Some(_) => Ok(FileAnswer::Content {}),
            None => Err("no such file".into()),
        };
        let bytes = content.map(|text| text.as_bytes().to_vec());
        says(&worker, FromWorker::FilesDone { run, result }, bytes);
        bench.settle();
    }
    adds(&mut bench, &worker, 10, "/artifacts/b", "2");
    runs(&worker, 11);
}

#[test]
fn where_there_is_no_room_the_code_does_not_run() {
    let (mut bench, worker) = started(with(&[artifact("a", "1")]));
    worker.hears();
    let result = Err("no space left".into());
    says(&worker, FromWorker::FilesDone { run: 1, result }, None);
    let reason = "the artifacts could not be given to it: no space left";
    assert_eq!(bench.end(), Err(RunError::LimitExceeded(reason.into())));
}

#[test]
fn what_is_no_text_or_too_much_is_a_breach() {
    let name = || ArtifactName::new("a").unwrap();
    let written = |run| FromWorker::ArtifactWritten { run, name: name() };
    let cases: [&dyn Fn(&Worker); 4] = [
        &|worker| says(worker, written(1), Some(vec![255])),
        &|worker| says(worker, written(1), None),
        &|worker| says(worker, written(2), Some(vec![])),
        &|worker| {
            for _ in 0..=200 {
                says(worker, written(1), Some(vec![]));
            }
        },
    ];
    for (index, case) in cases.iter().enumerate() {
        let (mut bench, worker) = Bench::running(code());
        case(&worker);
        let end = bench.end();
        assert!(
            matches!(end, Err(RunError::Protocol(_))),
            "{index}: {end:?}"
        );
    }
    let (mut bench, worker) = Bench::running(code());
    let text = protocol::encode(&worker.nonce, &written(1)).replace("\"a\"", "\"../a\"");
    worker.says_message(Message {
        text,
        bytes: Some(vec![]),
    });
    let end = bench.end();
    assert!(matches!(end, Err(RunError::Protocol(_))), "{end:?}");
    assert!(!worker.is_alive());
}
