//! The collector, which runs at the end of a step: what is in use stays, what is not goes, however
//! many objects refer to one another, and wherever they lie. What a collection frees by mistake is
//! overwritten by the next step.

use micropython_agent::sandbox::protocol::FromWorker;
use wasm_bindgen_test::wasm_bindgen_test;

use super::page::{Page, page};

/// Takes all that is free, and writes over it.
const OVERWRITE: &str =
    "junk = [bytes([n % 251]) * (1 + n % 200) for n in range(30_000)]\nlen(junk)";

/// Runs code, and has the next step write over what its collection has freed.
async fn kept(page: &mut Page, source: &str) {
    assert_eq!(page.error_or_none(source).await, None, "{source}");
    assert_eq!(page.value(OVERWRITE).await, "30000");
    page.run("del junk").await;
}

/// Has the session be another, and then take up again what it left.
async fn restored(page: &mut Page) {
    let snapshot = page.snapshot.take().expect("a snapshot");
    kept(page, "other = [[n] for n in range(100_000)]").await;
    assert_eq!(page.restore(snapshot).await, FromWorker::Restored {});
}

/// A chain of objects that are all still to be looked at, half as many again as there is room to keep
/// in mind.
const CHAIN: &str = "
chain = None
for n in range(150_000):
    chain = [chain, [n]]
";
/// Objects that refer to many.
const WIDE: &str = "
wide = [[n] for n in range(200_000)]
table = {n: (n, [n]) for n in range(30_000)}
nested = {}
for n in range(3_000):
    nested = {'inner': nested, 'more': [n]}
";

const ALL: &str = "
length = total = 0
node = chain
while node is not None:
    node, (n,) = node
    length += 1
    total += n
depth = 0
inner = nested
while inner:
    depth += inner['more'][0]
    inner = inner['inner']
(length, total, sum(one for one, in wide), sum(n + m for n, (m, _) in table.items()), depth)
";
const VALUE_OF_ALL: &str = "(150000, 11249925000, 19999900000, 899970000, 4498500)";

#[wasm_bindgen_test]
async fn all_of_long_chains_and_wide_tables_stays() {
    let mut page = page().await;
    page.run(CHAIN).await;
    kept(&mut page, WIDE).await;
    assert_eq!(page.value(ALL).await, VALUE_OF_ALL);
    restored(&mut page).await;
    kept(&mut page, "").await;
    assert_eq!(page.value(ALL).await, VALUE_OF_ALL);
}

/// MicroPython keeps where its stack begins, which tells the collector how much of it is left.
#[wasm_bindgen_test]
async fn all_stays_also_where_nothing_can_be_kept_in_mind() {
    let mut page = page().await;
    page.run(CHAIN).await;
    kept(&mut page, WIDE).await;
    let forged = "import uctypes
state = uctypes.struct(185108, {'top': uctypes.UINT32 | 0, 'limit': uctypes.UINT32 | 4})
state.limit = 0x7fffffff
state.top += 2 << 20
state.top > 4 << 20";
    assert_eq!(page.value(forged).await, "True");
    kept(&mut page, "chain = chain[0]").await;
    assert_eq!(
        page.value(ALL).await,
        VALUE_OF_ALL
            .replace("150000", "149999")
            .replace("11249925000", "11249775001")
    );
}

#[wasm_bindgen_test]
async fn what_is_asked_for_deep_in_a_recursion_is_collected_at_the_end() {
    let mut page = page().await;
    let source = "import gc
def deep(n):
    mine = [n] * 20
    if n == 0:
        gc.collect()
        garbage = [[m] for m in range(100_000)]
        return 0
    return deep(n - 1) + sum(mine) // 20
held = []
def hold(n):
    held.append([n])
    if n:
        hold(n - 1)
        gc.collect()
hold(900)
deep(900)";
    assert_eq!(page.value(source).await, "405450");
    kept(&mut page, "").await;
    assert_eq!(
        page.value("len(held), sum(n for n, in held)").await,
        "(901, 405450)"
    );
    assert_eq!(
        page.raised("def endless(n): return endless([n])\nendless(0)")
            .await,
        "RecursionError: maximum recursion depth exceeded"
    );
    kept(&mut page, "").await;
    assert_eq!(page.value("sum(n for n, in held)").await, "405450");
}

/// Objects of one block to a hundred, each beside another that goes. Eight bytes of marks tell of 32.
#[wasm_bindgen_test]
async fn what_lies_beside_what_goes_stays_at_every_length() {
    let mut page = page().await;
    let source = "import random
random.seed(7)
def content(n): return bytes([n % 251]) * lengths[n]
lengths = [random.choice((1, 15, 16, 17, 100, 511, 512, 513, random.randrange(1600))) for n in range(20_000)]
parts = [content(n) for n in range(20_000)]";
    page.run(source).await;
    for round in 0..3 {
        let thinned = format!(
            "random.seed({round})\nfor n in range(20_000):\n    if random.random() < 0.4: parts[n] = None"
        );
        kept(&mut page, &thinned).await;
        let whole = "[n for n in range(20_000) if parts[n] is not None and parts[n] != content(n)]";
        assert_eq!(page.value(whole).await, "[]", "round {round}");
        page.run("for n in range(20_000):\n    if parts[n] is None: parts[n] = content(n)")
            .await;
    }
}

#[wasm_bindgen_test]
async fn what_is_no_longer_used_goes_to_the_last_block() {
    let mut page = page().await;
    let used = "import gc\ngc.mem_alloc()";
    page.run(used).await;
    page.run(used).await;
    let before: i64 = page.value(used).await.parse().unwrap();
    page.run(WIDE).await;
    // Of a chain, what looks like a reference may hold a part: it goes apart from the others.
    page.run("while nested: nested = nested.pop('inner')").await;
    // The lists of one number: 16 bytes each, and their items.
    let between: i64 = page.value(used).await.parse().unwrap();
    assert!(between > before + 200_000 * 32, "{before}, then {between}");
    page.run("del wide, table, nested, n\ngc.collect()").await;
    page.run(used).await;
    let after: i64 = page.value(used).await.parse().unwrap();
    // A number may look like the address of something, which then stays.
    assert!(
        (after - before).abs() < (between - before) / 100,
        "{before}, then {between}, then {after}"
    );
}

/// In a large session a collection takes longer than most steps.
#[wasm_bindgen_test]
async fn after_steps_that_take_little_there_is_none_for_seven_steps() {
    let mut page = page().await;
    page.run("import gc\nkept = [[n] for n in range(400_000)]")
        .await;
    // What is deleted is garbage that took nothing.
    page.run("gc.collect()\nhalf = kept[:200_000]\ndel kept")
        .await;
    let mut used = Vec::new();
    for _ in 0..8 {
        let bytes: i64 = page.value("gc.mem_alloc()").await.parse().unwrap();
        used.push(bytes);
    }
    // The step before asked for one.
    assert!(used.is_sorted(), "{used:?}");
    assert!(used[7] - used[0] < used[0] / 128, "{used:?}");
    page.run("del half").await;
    let bytes: i64 = page.value("gc.mem_alloc()").await.parse().unwrap();
    assert!(bytes > used[0], "{bytes} after {used:?}");
    assert!(bytes < used[0] + 10_000, "{bytes} after {used:?}");
    for _ in 0..7 {
        page.run("").await;
    }
    let bytes: i64 = page.value("gc.mem_alloc()").await.parse().unwrap();
    assert!(bytes < used[0] - 200_000 * 32, "{bytes} after {used:?}");
}

#[wasm_bindgen_test]
async fn a_step_that_takes_much_is_followed_by_one() {
    let mut page = page().await;
    page.run("import gc\nkept = [[n] for n in range(100_000)]\ngc.collect()")
        .await;
    let before: i64 = page.value("gc.mem_alloc()").await.parse().unwrap();
    page.run("for n in range(5000): [n]").await;
    let after: i64 = page.value("gc.mem_alloc()").await.parse().unwrap();
    assert!((after - before).abs() < 20_000, "{before}, then {after}");
}

/// The heap grows by areas, each twice as large as the last.
#[wasm_bindgen_test]
async fn areas_are_given_back_and_taken_again() {
    let mut page = page().await;
    page.run("small = [str(n) for n in range(1000)]").await;
    let before = page.snapshot.as_ref().expect("a snapshot").len();
    for round in 0..2 {
        let source = format!(
            "big = [[n, {round}] for n in range(150_000)]\nwhole = bytearray(b'{round}' * 6_000_000)"
        );
        kept(&mut page, &source).await;
        assert_eq!(
            page.value("sum(n for n, _ in big), big[-1][1], whole[0] == whole[-1], len(small)")
                .await,
            format!("(11249925000, {round}, True, 1000)")
        );
        kept(&mut page, "del big, whole").await;
        assert_eq!(
            page.value("[n for n in range(1000) if small[n] != str(n)]")
                .await,
            "[]"
        );
    }
    // Nothing is left of them in a snapshot.
    let after = page.snapshot.as_ref().expect("a snapshot").len();
    assert!(after < before + 30_000, "{before} bytes, then {after}");
    restored(&mut page).await;
    assert_eq!(page.value("sum(len(text) for text in small)").await, "2890");
}

/// What the host gives is told that it is freed; a collection that frees such is MicroPython's own.
#[wasm_bindgen_test]
async fn things_of_the_host_are_told_that_they_are_freed() {
    let mut page = page().await;
    let source = "import _host
things = [[_host.call for n in range(5)] for n in range(2000)]
rest = [[n] for n in range(50_000)]";
    kept(&mut page, source).await;
    kept(
        &mut page,
        "things = things[::2]\nrest = rest[::2]\nmore = [str(n) for n in range(20_000)]",
    )
    .await;
    assert_eq!(
        page.value(
            "len({type(thing).__name__ for five in things for thing in five}), len(things), \
             sum(n for n, in rest), things[-1][-1]('no such', '')"
        )
        .await,
        "(1, 1000, 624975000, '[false,\"no such operation\"]')"
    );
    kept(&mut page, "del things").await;
    assert_eq!(page.value("sum(n for n, in rest)").await, "624975000");
    assert_eq!(page.value("double(21)").await, "42");
}

/// The marks of the first area, and what a program might write there.
fn forging(marks: &str) -> String {
    format!(
        "import gc, uctypes
gc.collect()
area = uctypes.struct(185108 + 384, {{
    'next': uctypes.UINT32 | 0, 'marks': uctypes.UINT32 | 4, 'length': uctypes.UINT32 | 8,
    'finalisers': uctypes.UINT32 | 12, 'pool': uctypes.UINT32 | 16, 'end': uctypes.UINT32 | 20,
    'free': uctypes.UINT32 | 24, 'last': uctypes.UINT32 | 28}})
{marks}
1"
    )
}

/// A program that forges what the collector works on ends its own worker, or goes on in a session that
/// is its own; what comes out of it is a snapshot that fits or is refused. That one ends which goes
/// round in circles is in the end-to-end tests: it takes a deadline.
#[wasm_bindgen_test]
async fn forged_marks_harm_their_own_session_only() {
    let all = "uctypes.bytearray_at(area.marks, area.length)[:]";
    let half = "uctypes.bytearray_at(area.marks + area.length // 2, area.length // 2)[:]";
    let mut page = page().await;
    let mut trapped = 0;
    for marks in [
        format!("{all} = bytes(area.length)"),
        format!("{all} = b'\\x55' * area.length"),
        format!("{all} = b'\\xaa' * area.length"),
        format!("{all} = b'\\xff' * area.length"),
        format!("{half} = bytes(area.length // 2)"),
        format!("{half} = b'\\xaa' * (area.length // 2)"),
        format!("{half} = b'\\x55' * (area.length // 2)"),
        format!("{half} = b'\\x9d' * (area.length // 2)"),
        "area.marks = 0xfffffff0".into(),
        "area.marks = 0".into(),
        "area.length = 0xffffffff".into(),
        "area.length = 0".into(),
        "area.pool = 0".into(),
        "area.last = 0xffffffff".into(),
        "area.last = 0".into(),
        "area.finalisers = 0xfffffff0".into(),
        "area.free = 0xffffffff".into(),
        "uctypes.bytearray_at(4096, 4096)[:] = b'\\xff' * 4096".into(),
        "uctypes.bytearray_at(6144, 192)[:] = b'\\x10' * 192".into(),
    ] {
        page.run("before = [str(n) for n in range(1000)]").await;
        let own = page.snapshot.take().expect("a snapshot");
        let end = page.end(&forging(&marks)).await;
        if matches!(end, FromWorker::Trapped { .. }) {
            assert_eq!(page.snapshot, None, "{marks}");
            trapped += 1;
            page = super::page::page().await;
        } else {
            assert!(matches!(end, FromWorker::Ended { .. }), "{marks}: {end:?}");
        }
        // The session gives way to another without a trace, and so does what was kept of it.
        let forged = page.snapshot.take();
        for content in forged.into_iter().chain([own]) {
            let restored = page.restore(content).await;
            assert_eq!(restored, FromWorker::Restored {}, "{marks}");
        }
        assert_eq!(
            page.value("before[-1], 6 * 7").await,
            "('999', 42)",
            "{marks}"
        );
    }
    assert!(trapped >= 3, "{trapped} have trapped");
}
