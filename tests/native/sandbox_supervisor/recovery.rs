//! What becomes of a session whose worker was ended: rolled back, carried over, or lost.

use std::time::Duration;

use micropython_agent::sandbox::protocol::{self, FromWorker, Message, ToWorker};
use micropython_agent::sandbox::snapshot::{Block, Image, PAGE_BYTES, Snapshot};
use micropython_agent::sandbox::{CARRIED_OVER, CodeRunner, RunError, RunOutcome};
use xxhash_rust::xxh64::xxh64;

use super::bench::{Bench, Worker};
use super::{code, ended};

/// What a worker may send after this run; no two are the same.
pub fn snapshot(run: u32) -> Snapshot {
    snapshot_of(run, &[run])
}

/// What it may send where there is this in its blocks.
fn snapshot_of(run: u32, contents: &[u32]) -> Snapshot {
    let block = |(number, content): (usize, &u32)| Block {
        number: number as u32,
        present: 1,
        content: vec![*content as u8; PAGE_BYTES as usize],
    };
    let blocks = contents.iter().enumerate().map(block);
    let image = Image {
        interpreter: 1,
        run,
        memory_bytes: 1 << 20,
        blocks: blocks.map(|block| block.pack()).collect(),
    };
    image.pack()
}

/// A session with one run behind it, another under way.
fn in_the_second_run() -> (Bench, Worker) {
    let (mut bench, worker) = Bench::running(code());
    worker.ends(1, snapshot(1).to_bytes());
    bench.end().unwrap();
    bench.run(code());
    assert!(matches!(worker.hears(), Some(ToWorker::Run { run: 2, .. })));
    (bench, worker)
}

/// The worker comes up and is told to take up this snapshot.
#[track_caller]
pub fn is_told_to_restore(worker: &Worker, run: u32) {
    assert!(matches!(worker.hears(), Some(ToWorker::Start { .. })));
    assert_eq!(
        worker.hears_beside(),
        Some((ToWorker::Restore {}, Some(snapshot(run).to_bytes())))
    );
    worker.says(FromWorker::Ready {});
    worker.says(FromWorker::Restored {});
}

/// The next run finds the names of the first one.
#[track_caller]
fn is_rolled_back(bench: &mut Bench, to: usize) {
    let worker = bench.worker(to);
    is_told_to_restore(&worker, 1);
    assert_eq!(bench.session(), 1);
    bench.run(code());
    assert!(matches!(worker.hears(), Some(ToWorker::Run { run: 2, .. })));
    worker.ends(2, snapshot(2).to_bytes());
    bench.end().unwrap();
    assert_eq!(bench.session(), 1);
}

#[test]
fn a_run_past_its_deadline_is_rolled_back_into_the_standby() {
    let (mut bench, worker) = in_the_second_run();
    assert_eq!(bench.workers(), 1);
    bench.advance(1);
    assert_eq!(bench.workers(), 2, "a standby is started");
    bench.advance(29);
    let limit = Duration::from_secs(30);
    assert_eq!(bench.end(), Err(RunError::Deadline { limit }));
    assert!(!worker.is_alive());
    assert_eq!(bench.workers(), 2, "the standby takes over");
    is_rolled_back(&mut bench, 1);
}

#[test]
fn a_short_run_starts_no_standby() {
    let (mut bench, worker) = in_the_second_run();
    worker.ends(2, snapshot(2).to_bytes());
    bench.end().unwrap();
    bench.advance(60);
    assert_eq!(bench.workers(), 1);
}

#[test]
fn a_standby_waits_for_the_next_run_that_needs_it() {
    let (mut bench, worker) = in_the_second_run();
    bench.advance(1);
    worker.ends(2, snapshot(2).to_bytes());
    bench.end().unwrap();
    bench.run(code());
    bench.advance(2);
    assert_eq!(bench.workers(), 2);
    worker.dies("gone");
    assert_eq!(bench.end(), Err(RunError::Crashed("gone".into())));
    is_told_to_restore(&bench.worker(1), 2);
    assert_eq!(bench.session(), 1);
}

#[test]
fn a_stopped_run_is_rolled_back() {
    let (mut bench, worker) = in_the_second_run();
    bench.abort.take().unwrap().abort();
    bench.settle();
    assert!(!worker.is_alive());
    is_rolled_back(&mut bench, 1);
}

#[test]
fn a_breach_is_rolled_back() {
    let (mut bench, worker) = in_the_second_run();
    worker.says_raw("{");
    assert!(matches!(bench.end(), Err(RunError::Protocol(_))));
    is_rolled_back(&mut bench, 1);
}

#[test]
fn a_trap_is_rolled_back() {
    let (mut bench, worker) = in_the_second_run();
    worker.says(FromWorker::Trapped {
        run: 2,
        reason: "unreachable".into(),
    });
    assert_eq!(bench.end(), Err(RunError::Crashed("unreachable".into())));
    is_rolled_back(&mut bench, 1);
}

#[test]
fn code_that_was_not_run_changes_nothing() {
    let (mut bench, worker) = in_the_second_run();
    worker.says(FromWorker::NotRun { run: 2 });
    worker.says(ended(2));
    bench.end().unwrap();
    bench.run(code());
    worker.dies("gone");
    bench.end().unwrap_err();
    is_told_to_restore(&bench.worker(1), 1);
}

#[test]
fn a_session_too_large_to_copy_is_lost_with_its_worker() {
    let (mut bench, worker) = in_the_second_run();
    worker.says(ended(2));
    bench.end().unwrap();
    assert_eq!(bench.supervisor(|it| it.snapshot()), None);
    bench.run(code());
    worker.dies("gone");
    bench.end().unwrap_err();
    let next = bench.worker(1);
    assert!(matches!(next.hears(), Some(ToWorker::Start { .. })));
    assert_eq!(next.hears(), None, "there is nothing to restore");
    assert_eq!(bench.session(), 2);
}

#[test]
fn where_a_restore_fails_the_session_is_new_and_says_so() {
    let refusals: [fn(&Worker); 3] = [
        |worker| {
            worker.says(FromWorker::RestoreFailed {
                reason: "damaged".into(),
            })
        },
        |worker| worker.dies("gone"),
        |worker| worker.says(FromWorker::Ready {}),
    ];
    for refuse in refusals {
        let (mut bench, worker) = in_the_second_run();
        worker.dies("gone");
        bench.end().unwrap_err();
        bench.worker(1).says(FromWorker::Ready {});
        refuse(&bench.worker(1));
        let number = bench.begin_session();
        assert_eq!(*number.borrow(), None, "a fresh worker is on its way");
        assert!(!bench.worker(1).is_alive());
        let fresh = bench.worker(2);
        assert!(matches!(fresh.hears(), Some(ToWorker::Start { .. })));
        fresh.says(FromWorker::Ready {});
        bench.settle();
        assert_eq!(*number.borrow(), Some(2));
        bench.run(code());
        assert!(matches!(fresh.hears(), Some(ToWorker::Run { run: 1, .. })));
    }
}

#[test]
fn a_sandbox_that_cannot_be_started_keeps_the_snapshot_for_the_next() {
    let (mut bench, worker) = in_the_second_run();
    worker.dies("gone");
    bench.end().unwrap_err();
    bench.worker(1).dies("no frame");
    bench.run(code());
    assert_eq!(bench.end(), Err(RunError::Unavailable("no frame".into())));
    bench.run(code());
    is_told_to_restore(&bench.worker(2), 1);
    bench.settle();
    bench.worker(2).ends(2, snapshot(2).to_bytes());
    bench.end().unwrap();
    assert_eq!(bench.session(), 1);
}

#[test]
fn a_worker_tells_what_has_changed_since_it_last_told() {
    let (one, two) = (snapshot_of(1, &[1, 9]), snapshot_of(2, &[2, 9]));
    let (mut bench, worker) = Bench::running(code());
    worker.ends(1, one.to_bytes());
    bench.end().unwrap();
    bench.run(code());
    worker.ends(2, two.difference(Some(&one)));
    bench.end().unwrap();
    assert_eq!(bench.supervisor(|it| it.snapshot()), Some(two.clone()));

    // The next worker is given all of it, and has told nothing yet.
    bench.run(code());
    worker.dies("gone");
    bench.end().unwrap_err();
    let next = bench.worker(1);
    assert!(matches!(next.hears(), Some(ToWorker::Start { .. })));
    let whole = Some((ToWorker::Restore {}, Some(two.to_bytes())));
    assert_eq!(next.hears_beside(), whole);
    next.says(FromWorker::Ready {});
    next.says(FromWorker::Restored {});
    bench.run(code());
    next.ends(3, snapshot_of(3, &[3, 9]).difference(Some(&two)));
    assert_eq!(
        bench.end(),
        Err(RunError::Protocol(
            "the saved Python session is damaged: its pages are cut off".into()
        ))
    );
}

/// A snapshot of blocks that cannot be unpacked, which nobody has to know who keeps it. Of the blocks only
/// the last is told.
fn forged(run: u32, blocks: &[&[u8]]) -> Vec<u8> {
    let mut head = vec![0; 8];
    for word in [run, 1 << 20, blocks.len() as u32] {
        head.extend(word.to_le_bytes());
    }
    for (number, block) in (0u32..).zip(blocks) {
        head.extend(number.to_le_bytes());
        head.extend((block.len() as u32).to_le_bytes());
        head.extend(1u16.to_le_bytes());
        head.extend(xxh64(block, 0).to_le_bytes());
    }
    let mut bytes = b"MPYSNAP4".to_vec();
    bytes.extend(xxh64(&head, 0).to_le_bytes());
    bytes.extend(head);
    bytes.extend(*blocks.last().unwrap());
    bytes
}

#[test]
fn a_snapshot_that_grows_beyond_what_one_can_have_is_a_breach() {
    let (one, other) = (vec![1; 35 << 20], vec![2; 35 << 20]);
    let (mut bench, worker) = Bench::running(code());
    worker.ends(1, forged(1, &[&one]));
    bench.end().unwrap();
    bench.run(code());
    worker.ends(2, forged(2, &[&one, &other]));
    assert_eq!(
        bench.end(),
        Err(RunError::Protocol(
            "more bytes beside a message than any can have".into()
        ))
    );
}

#[test]
fn a_damaged_snapshot_is_a_breach() {
    let (mut bench, worker) = in_the_second_run();
    let mut bytes = snapshot(2).to_bytes();
    bytes[40] ^= 1;
    worker.ends(2, bytes);
    assert_eq!(
        bench.end(),
        Err(RunError::Protocol(
            "the saved Python session is damaged: its checksum is another".into()
        ))
    );
}

#[test]
fn a_worker_that_goes_on_after_its_snapshot_breaks_the_protocol() {
    let (mut bench, worker) = in_the_second_run();
    let text = protocol::encode(&worker.nonce, &FromWorker::Snapshotted { run: 2 });
    let bytes = Some(snapshot(2).to_bytes());
    worker.says_message(Message { text, bytes });
    worker.says(FromWorker::Waiting { run: 2 });
    assert_eq!(
        bench.end(),
        Err(RunError::Protocol(
            "it went on after it had come to rest".into()
        ))
    );
}

#[test]
fn a_stored_snapshot_goes_on_in_a_worker_that_is_up_already() {
    let mut bench = Bench::new();
    bench.supervisor(|it| {
        it.prepare();
        it.carry_over(snapshot(5));
    });
    assert_eq!(bench.workers(), 1);
    is_told_to_restore(&bench.worker(0), 5);
    assert_eq!(bench.session(), CARRIED_OVER);
    bench.run(code());
    let worker = bench.worker(0);
    assert!(matches!(worker.hears(), Some(ToWorker::Run { run: 6, .. })));
    let outcome = RunOutcome::Completed { repr: None };
    worker.says(FromWorker::NotRun { run: 6 });
    worker.says(FromWorker::Ended { run: 6, outcome });
    bench.end().unwrap();
    assert_eq!(bench.supervisor(|it| it.snapshot()), Some(snapshot(5)));
}

#[test]
fn a_restore_that_is_refused_says_why() {
    let mut bench = Bench::new();
    let restored = bench.begin_restore(snapshot(5));
    let worker = bench.worker(0);
    worker.says(FromWorker::Ready {});
    let reason = "of another version".to_string();
    worker.says(FromWorker::RestoreFailed {
        reason: reason.clone(),
    });
    bench.settle();
    bench.worker(1).says(FromWorker::Ready {});
    bench.settle();
    let restored = restored.borrow_mut().take();
    assert_eq!(restored, Some(Err(RunError::NotRestored(reason))));
    assert_eq!(bench.session(), 1);
}

#[test]
fn a_restore_goes_on_in_the_worker_that_rests_with_higher_numbers() {
    let (mut bench, worker) = in_the_second_run();
    worker.ends(2, snapshot(2).to_bytes());
    bench.end().unwrap();
    bench.supervisor(|it| it.carry_over(snapshot(1)));
    assert_eq!(
        worker.hears_beside(),
        Some((ToWorker::Restore {}, Some(snapshot(1).to_bytes())))
    );
    worker.says(FromWorker::Restored {});
    assert_eq!(bench.session(), CARRIED_OVER);
    assert_eq!(bench.workers(), 1);
    bench.run(code());
    assert!(matches!(worker.hears(), Some(ToWorker::Run { run: 3, .. })));
}

#[test]
fn a_restore_before_the_last_one_is_done_takes_another_worker() {
    let (mut bench, worker) = in_the_second_run();
    worker.ends(2, snapshot(2).to_bytes());
    bench.end().unwrap();
    bench.supervisor(|it| it.carry_over(snapshot(1)));
    bench.supervisor(|it| it.carry_over(snapshot(2)));
    assert!(!worker.is_alive());
    is_told_to_restore(&bench.worker(1), 2);
    assert_eq!(bench.session(), CARRIED_OVER);
}

#[test]
fn a_run_that_is_taken_back_did_not_happen() {
    let (mut bench, worker) = in_the_second_run();
    worker.ends(2, snapshot(2).to_bytes());
    bench.end().unwrap();
    bench.supervisor(CodeRunner::take_back);
    assert!(!worker.is_alive());
    let kept = bench.supervisor(|supervisor| supervisor.snapshot());
    assert_eq!(kept, Some(snapshot(1)));
    is_rolled_back(&mut bench, 1);
}

#[test]
fn the_first_run_is_taken_back_to_a_session_without_names() {
    let (mut bench, worker) = Bench::running(code());
    worker.ends(1, snapshot(1).to_bytes());
    bench.end().unwrap();
    bench.supervisor(CodeRunner::take_back);
    assert!(!worker.is_alive());
    assert_eq!(bench.supervisor(|supervisor| supervisor.snapshot()), None);
    bench.run(code());
    let next = bench.worker(1);
    assert!(matches!(next.hears(), Some(ToWorker::Start { .. })));
    next.says(FromWorker::Ready {});
    bench.settle();
    assert!(
        matches!(next.hears(), Some(ToWorker::Run { .. })),
        "nothing is restored"
    );
}

#[test]
fn only_the_last_run_is_taken_back_and_once() {
    let (mut bench, worker) = in_the_second_run();
    worker.ends(2, snapshot(2).to_bytes());
    bench.end().unwrap();
    bench.supervisor(CodeRunner::take_back);
    bench.supervisor(CodeRunner::take_back);
    let kept = bench.supervisor(|supervisor| supervisor.snapshot());
    assert_eq!(kept, Some(snapshot(1)));
}
