//! The Python session of a conversation, kept after each step.

use std::rc::Rc;

use micropython_agent::platform::store::{Change, RecordStore, StoreError};
use micropython_agent::sandbox::Snapshot;
use micropython_agent::sandbox::snapshot::{BLOCK_PAGES, Block, Image, PAGE_BYTES};
use micropython_agent::storage::conversation::Conversations;
use micropython_agent::storage::snapshots::{MAX_BYTES, Snapshots};

use super::store::{FailingStore, memory, now};

/// A snapshot of about so many pages, none of which can be compressed.
pub fn snapshot(run: u32, pages: u32) -> Snapshot {
    let mut state = u64::from(run) + 1;
    let mut noise = move || {
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1);
        (state >> 56) as u8
    };
    let blocks = (0..pages).step_by(BLOCK_PAGES as usize).map(|first| {
        let count = BLOCK_PAGES.min(pages - first);
        let block = Block {
            number: first / BLOCK_PAGES,
            present: u16::MAX >> (BLOCK_PAGES - count),
            content: (0..count * PAGE_BYTES).map(|_| noise()).collect(),
        };
        block.pack()
    });
    let image = Image {
        interpreter: 1,
        run,
        memory_bytes: 64 << 20,
        blocks: blocks.collect(),
    };
    image.pack()
}

#[test]
fn each_steps_session_is_kept_apart() {
    let store = memory();
    let mine = Snapshots::new(store.clone(), "a");
    let other = Snapshots::new(store, "b");
    now(mine.keep(1, &snapshot(1, 1))).unwrap();
    now(mine.keep(3, &snapshot(3, 1))).unwrap();
    now(other.keep(1, &snapshot(9, 1))).unwrap();
    assert_eq!(now(mine.of_step(1)), Ok(Some(snapshot(1, 1))));
    assert_eq!(now(mine.of_step(3)), Ok(Some(snapshot(3, 1))));
    assert_eq!(now(mine.of_step(2)), Ok(None));
    assert_eq!(now(other.of_step(1)), Ok(Some(snapshot(9, 1))));
    assert_eq!(now(mine.steps()), Ok(vec![1, 3]));
}

#[test]
fn a_step_is_kept_anew_and_those_after_it_stay() {
    let snapshots = Snapshots::new(memory(), "a");
    for step in 1..=4 {
        now(snapshots.keep(step, &snapshot(step, 1))).unwrap();
    }
    now(snapshots.keep(2, &snapshot(7, 1))).unwrap();
    assert_eq!(now(snapshots.steps()), Ok(vec![1, 2, 3, 4]));
    assert_eq!(now(snapshots.of_step(2)), Ok(Some(snapshot(7, 1))));
    assert_eq!(now(snapshots.of_step(4)), Ok(Some(snapshot(4, 1))));
}

#[test]
fn the_oldest_go_when_there_are_too_many_bytes() {
    let snapshots = Snapshots::new(memory(), "a");
    let pages = MAX_BYTES as u32 / PAGE_BYTES / 3;
    for step in 1..=4 {
        now(snapshots.keep(step, &snapshot(step, pages))).unwrap();
    }
    assert_eq!(now(snapshots.steps()), Ok(vec![3, 4]));
    assert_eq!(now(snapshots.of_step(1)), Ok(None));
    assert_eq!(now(snapshots.of_step(4)), Ok(Some(snapshot(4, pages))));
}

#[test]
fn they_go_with_their_conversation() {
    let store = memory();
    let mine = Snapshots::new(store.clone(), "a");
    let other = Snapshots::new(store.clone(), "b");
    now(mine.keep(1, &snapshot(1, 1))).unwrap();
    now(other.keep(1, &snapshot(1, 1))).unwrap();
    now(Conversations::new(store).delete("a")).unwrap();
    assert_eq!(
        (now(mine.of_step(1)), now(mine.steps())),
        (Ok(None), Ok(vec![]))
    );
    assert_eq!(now(other.steps()), Ok(vec![1]));
}

#[test]
fn damaged_bytes_are_reported() {
    let store = memory();
    let snapshots = Snapshots::new(store.clone(), "a");
    let mut bytes = snapshot(1, 1).into_bytes();
    bytes[50] ^= 1;
    let key = "snapshot/a/0000000001".to_string();
    let change = Change::PutBytes {
        key: key.clone(),
        bytes,
    };
    now(store.commit(vec![change])).unwrap();
    let reason = "the saved Python session is damaged: its checksum is another".into();
    assert_eq!(
        now(snapshots.of_step(1)),
        Err(StoreError::Corrupt { key, reason })
    );
}

#[test]
fn a_write_that_fails_leaves_the_ones_before() {
    let store = Rc::new(FailingStore::default());
    let snapshots = Snapshots::new(store.clone(), "a");
    now(snapshots.keep(1, &snapshot(1, 1))).unwrap();
    store.full.set(true);
    assert_eq!(
        now(snapshots.keep(2, &snapshot(2, 1))),
        Err(StoreError::Full)
    );
    assert_eq!(now(snapshots.steps()), Ok(vec![1]));
    assert_eq!(now(snapshots.of_step(1)), Ok(Some(snapshot(1, 1))));
}
