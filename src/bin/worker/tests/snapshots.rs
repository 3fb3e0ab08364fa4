//! A session that goes on in another worker, from a snapshot.

use micropython_agent::sandbox::Snapshot;
use micropython_agent::sandbox::limits::Limits;
use micropython_agent::sandbox::protocol::FromWorker;
use micropython_agent::sandbox::snapshot::{Block, Image};
use wasm_bindgen_test::{console_log, wasm_bindgen_test};

use super::page::{Page, page, page_with};

/// Another worker that has taken up what this one left.
async fn continued(mut first: Page) -> Page {
    let snapshot = first.snapshot.take().expect("a snapshot");
    let mut second = page().await;
    assert_eq!(second.restore(snapshot).await, FromWorker::Restored {});
    second
}

#[wasm_bindgen_test]
async fn all_that_python_knows_goes_on_in_another_worker() {
    let mut first = page().await;
    first
        .run(
            "import json, re\n\
             class Point:\n  def __init__(self, x): self.x = x\n  def twice(self): return double(self.x)\n\
             points = [Point(n) for n in range(1000)]\n\
             def numbers():\n  for n in range(10): yield n\n\
             left = numbers()\nnext(left), next(left)\n\
             text = 'é' * 10000\nnested = {'a': [1, 2.5, None, (True, {3})]}",
        )
        .await;
    let mut second = continued(first).await;
    assert_eq!(
        second
            .value("points[999].twice(), sum(p.x for p in points)")
            .await,
        "(1998, 499500)"
    );
    assert_eq!(second.value("next(left), len(text)").await, "(2, 10000)");
    assert_eq!(
        second.value("json.dumps(nested['a'][:3])").await,
        "'[1, 2.5, null]'"
    );
    // And once more, from what the second one left.
    let mut third = continued(second).await;
    assert_eq!(
        third.value("next(left), points[7].twice()").await,
        "(3, 14)"
    );
}

#[wasm_bindgen_test]
async fn what_came_after_the_snapshot_is_gone() {
    let mut first = page().await;
    first.run("a = 1").await;
    let before = first.snapshot.take().expect("a snapshot");
    let mut second = page().await;
    // Its own memory is larger and full of other things, all of which have to go.
    second
        .run("b = [bytes([n % 256] * 1000) for n in range(5000)]")
        .await;
    assert_eq!(second.restore(before).await, FromWorker::Restored {});
    assert_eq!(second.value("a").await, "1");
    assert_eq!(
        second.raised("b").await,
        "NameError: name 'b' is not defined"
    );
    assert_eq!(
        second.value("sum(len(str(n)) for n in range(20000))").await,
        "88890"
    );
}

#[wasm_bindgen_test]
async fn memory_grows_to_the_snapshots_and_on() {
    let mut first = page().await;
    first
        .run("big = [str(n) * 50 for n in range(100000)]")
        .await;
    let mut second = continued(first).await;
    assert_eq!(
        second.value("len(big), big[-1][:5]").await,
        "(100000, '99999')"
    );
    assert_eq!(second.value("more = big + big\nlen(more)").await, "200000");
}

#[wasm_bindgen_test]
async fn a_traceback_still_shows_the_lines_of_steps_before() {
    let mut first = page().await;
    first.run("def half(n):\n    return 1 / n").await;
    let mut second = continued(first).await;
    let trace = second.error("half(0)").await.traceback;
    assert!(
        trace.contains("line 2, in half\n    return 1 / n"),
        "{trace}"
    );
}

#[wasm_bindgen_test]
async fn snapshots_that_do_not_fit_are_refused_with_the_reason() {
    let mut first = page().await;
    first.run("a = 1").await;
    let good = first.snapshot.take().expect("a snapshot");
    let refusal = |reason: &str| FromWorker::RestoreFailed {
        reason: reason.into(),
    };

    let mut damaged = good.clone();
    damaged[1000] ^= 1;
    assert_eq!(
        page().await.restore(damaged).await,
        refusal("the saved Python session is damaged: its checksum is another")
    );
    let image = Snapshot::from_bytes(&good).unwrap();
    let tag = u64::from_le_bytes(good[16..24].try_into().unwrap());
    let image = image.unpack(tag, usize::MAX).unwrap();
    let other = Image {
        interpreter: tag ^ 1,
        run: image.run,
        memory_bytes: image.memory_bytes,
        blocks: image.blocks.iter().map(Block::pack).collect(),
    };
    assert_eq!(
        page().await.restore(other.pack().to_bytes()).await,
        refusal(
            "the saved Python session is of another version of the sandbox and cannot be gone on with"
        )
    );
    let small = Limits {
        memory_bytes: other.memory_bytes as usize - 1,
        ..Limits::default()
    };
    let FromWorker::RestoreFailed { reason } = page_with(small).await.restore(good).await else {
        panic!("it was restored");
    };
    assert!(reason.contains("bytes of memory, where"), "{reason}");
}

#[wasm_bindgen_test]
async fn what_was_not_touched_since_is_in_every_later_snapshot() {
    let mut first = page().await;
    first
        .run("kept = [str(n) * 20 for n in range(20000)]")
        .await;
    for step in 0..5 {
        first.run(&format!("kept[{step}] = 'changed {step}'")).await;
    }
    let mut second = continued(first).await;
    assert_eq!(
        second.value("kept[:5], kept[5], kept[-1][:5]").await,
        "(['changed 0', 'changed 1', 'changed 2', 'changed 3', 'changed 4'], '55555555555555555555', '19999')"
    );
    // What the second one sends was compressed by nobody before.
    second.run("kept[5] = 'changed, too'").await;
    let mut third = continued(second).await;
    assert_eq!(
        third
            .value("kept[4:6], sum(len(text) for text in kept)")
            .await,
        "(['changed 4', 'changed, too'], 1777737)"
    );
}

#[wasm_bindgen_test]
async fn what_is_garbage_is_in_no_snapshot() {
    let mut first = page().await;
    first.run("a = 1").await;
    let before = first.snapshot.as_ref().expect("a snapshot").len();
    // Of different bytes, which cannot be compressed much, also deep in the stacks.
    first
        .run(
            "def deep(n):\n    return n if n == 0 else deep(n - 1) + 1\n\
             a = deep(800)\n\
             b = [str(n * 7919) * 9 for n in range(60000)]\ndel b",
        )
        .await;
    first.run("a = 2").await;
    let after = first.snapshot.as_ref().expect("a snapshot").len();
    assert!(after < before + 20_000, "{before} bytes, then {after}");
}

#[wasm_bindgen_test]
async fn an_ordinary_session_is_small() {
    let mut first = page().await;
    first
        .run("import json, re\nrows = [{'id': n, 'name': 'row %d' % n} for n in range(1000)]\ntotal = sum(row['id'] for row in rows)")
        .await;
    let size = first.snapshot.as_ref().expect("a snapshot").len();
    console_log!("an ordinary session's snapshot: {size} bytes");
    assert!(size < 300_000, "{size} bytes");
}
