//! The Python session of a conversation, kept after each step.

use std::cell::Cell;
use std::rc::Rc;

use async_trait::async_trait;
use micropython_agent::platform::store::{Change, MemoryStore, RecordStore, StoreError};
use micropython_agent::sandbox::Snapshot;
use micropython_agent::sandbox::snapshot::{BLOCK_PAGES, Block, Image, PAGE_BYTES};
use micropython_agent::storage::conversation::Conversations;
use micropython_agent::storage::snapshots::{MAX_BYTES, Snapshots};

use super::store::{FailingStore, memory, now, put};

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

/// The snapshot of a session that holds the same large thing at every step.
fn with_artifacts(run: u32) -> Snapshot {
    let large = snapshot(0, 20 * 256).unpack(1, 64 << 20).expect("an image");
    let own = snapshot(run, BLOCK_PAGES)
        .unpack(1, 64 << 20)
        .expect("an image");
    let number = large.blocks.len() as u32;
    let own = own.blocks.iter().map(|block| Block {
        number,
        present: block.present,
        content: block.content.clone(),
    });
    let blocks = large.blocks.iter().map(Block::pack);
    let image = Image {
        interpreter: 1,
        run,
        memory_bytes: 64 << 20,
        blocks: blocks.chain(own.map(|block| block.pack())).collect(),
    };
    image.pack()
}

fn bytes_of(store: &Counted) -> usize {
    store.written.take()
}

/// A store that counts the bytes that are written to it.
#[derive(Default)]
struct Counted {
    memory: MemoryStore,
    written: Cell<usize>,
}

#[async_trait(?Send)]
impl RecordStore for Counted {
    async fn commit(&self, changes: Vec<Change>) -> Result<(), StoreError> {
        let bytes = changes.iter().map(|change| match change {
            Change::Put { value, .. } => value.len(),
            Change::PutBytes { bytes, .. } => bytes.len(),
            Change::Delete { .. } | Change::DeletePrefix { .. } => 0,
        });
        self.written.set(self.written.get() + bytes.sum::<usize>());
        self.memory.commit(changes).await
    }

    async fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        self.memory.get(key).await
    }

    async fn get_bytes(&self, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
        self.memory.get_bytes(key).await
    }

    async fn list(&self, prefix: &str) -> Result<Vec<(String, String)>, StoreError> {
        self.memory.list(prefix).await
    }
}

#[test]
fn what_stays_from_step_to_step_is_kept_once() {
    let store: Rc<Counted> = Rc::default();
    let snapshots = Snapshots::new(store.clone(), "a");
    now(snapshots.keep(1, &with_artifacts(1))).unwrap();
    assert!(bytes_of(&store) > 20 << 20);
    for step in 2..=12 {
        now(snapshots.keep(step, &with_artifacts(step))).unwrap();
        let bytes = bytes_of(&store);
        assert!(bytes < 128 << 10, "{bytes} bytes for step {step}");
    }
    assert_eq!(now(snapshots.steps()), Ok((1..=12).collect()));
    for step in [1, 7, 12] {
        assert_eq!(now(snapshots.of_step(step)), Ok(Some(with_artifacts(step))));
    }
    // One that is kept anew lets go of what it had alone, and of no more.
    now(snapshots.keep(7, &snapshot(1, 1))).unwrap();
    assert_eq!(now(snapshots.of_step(7)), Ok(Some(snapshot(1, 1))));
    assert_eq!(now(snapshots.of_step(8)), Ok(Some(with_artifacts(8))));
}

#[test]
fn nothing_is_left_of_what_went() {
    let store = memory();
    let snapshots = Snapshots::new(store.clone(), "a");
    let pages = MAX_BYTES as u32 / PAGE_BYTES / 3;
    now(snapshots.keep(1, &snapshot(1, pages))).unwrap();
    now(snapshots.keep(2, &snapshot(2, 1))).unwrap();
    for step in [3, 4, 3, 5, 5] {
        now(snapshots.keep(step, &snapshot(step, pages))).unwrap();
    }
    let kept = now(snapshots.steps()).unwrap();
    assert_eq!(kept, [4, 5]);
    let other = memory();
    let alone = Snapshots::new(other.clone(), "a");
    for step in kept {
        now(alone.keep(step, &snapshot(step, pages))).unwrap();
    }
    assert!(store.bytes() == other.bytes(), "the same records");
}

#[test]
fn snapshots_that_were_kept_whole_are_read_and_go() {
    let store = memory();
    let snapshots = Snapshots::new(store.clone(), "a");
    let whole = snapshot(1, 1).to_bytes();
    let index = format!(
        "{{\"version\":1,\"content\":[{{\"step\":1,\"bytes\":{}}}]}}",
        whole.len()
    );
    let key = "snapshot/a/0000000001".to_string();
    now(store.commit(vec![Change::PutBytes { key, bytes: whole }])).unwrap();
    put(&*store, "snapshots/a", &index);
    assert_eq!(now(snapshots.of_step(1)), Ok(Some(snapshot(1, 1))));
    now(snapshots.keep(2, &snapshot(2, 1))).unwrap();
    assert_eq!(now(snapshots.of_step(1)), Ok(Some(snapshot(1, 1))));
    now(snapshots.keep(1, &snapshot(3, 1))).unwrap();
    assert_eq!(now(snapshots.of_step(1)), Ok(Some(snapshot(3, 1))));
    assert_eq!(now(snapshots.steps()), Ok(vec![1, 2]));
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
    let mut bytes = snapshot(1, 1).to_bytes();
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
