//! What outlives a page: the device's store, what tools have changed, and the person.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::Poll;

use async_trait::async_trait;
use micropython_agent::agent::Event;
use micropython_agent::platform::store::{Change, MemoryStore, RecordStore, StoreError};

/// Where a page may be killed: the future it stands in is polled once more to go on.
pub async fn instant() {
    let mut waited = false;
    poll_fn(|_| {
        if std::mem::replace(&mut waited, true) {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    })
    .await;
}

/// A store that takes its time, before a change holds and after.
#[derive(Default)]
pub struct SlowStore(MemoryStore);

#[async_trait(?Send)]
impl RecordStore for SlowStore {
    async fn commit(&self, changes: Vec<Change>) -> Result<(), StoreError> {
        instant().await;
        self.0.commit(changes).await?;
        instant().await;
        Ok(())
    }

    async fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        instant().await;
        self.0.get(key).await
    }

    async fn get_bytes(&self, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
        instant().await;
        self.0.get_bytes(key).await
    }

    async fn list(&self, prefix: &str) -> Result<Vec<(String, String)>, StoreError> {
        instant().await;
        self.0.list(prefix).await
    }
}

/// All that is left when a page is gone.
pub struct World {
    pub store: Rc<SlowStore>,
    /// The conversation, once a page has begun it.
    pub conversation: RefCell<Option<String>>,
    /// What the tool has done, in order.
    pub charged: RefCell<Vec<i64>>,
    /// How often the code under way has asked for each number.
    pub wanted: RefCell<BTreeMap<i64, usize>>,
    /// How often the person was asked.
    pub questions: Cell<u32>,
    /// The code that has run, by its file name: each name is of one run.
    pub ran: RefCell<Vec<String>>,
    /// The messages that the person has left, and whether the page said that they are kept.
    pub left: RefCell<Vec<(String, bool)>>,
    /// The events that earlier pages have left in the store.
    pub before: RefCell<Vec<Event>>,
    /// The events of this page, in order.
    pub issued: RefCell<Vec<Event>>,
    /// How many of them the page was told are durable.
    pub durable: Cell<usize>,
    now: Cell<u64>,
    random: Cell<u64>,
}

impl World {
    pub fn new(seed: u64) -> Rc<Self> {
        Rc::new(Self {
            store: Rc::default(),
            conversation: RefCell::default(),
            charged: RefCell::default(),
            wanted: RefCell::default(),
            questions: Cell::new(0),
            ran: RefCell::default(),
            left: RefCell::default(),
            before: RefCell::default(),
            issued: RefCell::default(),
            durable: Cell::new(0),
            now: Cell::new(1),
            random: Cell::new(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15)),
        })
    }

    /// A number below this one, by xorshift.
    pub fn below(&self, limit: u64) -> u64 {
        let mut state = self.random.get();
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        self.random.set(state);
        (state >> 16) % limit
    }

    /// A millisecond that was not told before.
    pub fn now(&self) -> u64 {
        self.now.set(self.now.get() + 1);
        self.now.get()
    }

    pub fn times_charged(&self, number: i64) -> usize {
        let charged = self.charged.borrow();
        charged.iter().filter(|charged| **charged == number).count()
    }
}
