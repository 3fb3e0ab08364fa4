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

/// What a page may be killed at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WaitsFor {
    /// That the person allows a call.
    Approval,
    /// That the provider may be asked again.
    Retry,
    /// That the person's code at the console comes to its end.
    Console,
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
    /// How often the person was asked whether a call may be made.
    pub approvals: Cell<u32>,
    /// How often they said so when the page that asked was gone.
    pub answered_later: Cell<u32>,
    /// Whether the wait of the reply under way is over.
    pub retried: Cell<bool>,
    /// How many pieces of code the person has run at the console.
    pub console: Cell<u32>,
    /// What the page waits for, where that is something that tests count.
    pub waits_for: Cell<Option<WaitsFor>>,
    /// What the pages that were killed waited for.
    pub killed_at: RefCell<Vec<WaitsFor>>,
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
    seed: u64,
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
            approvals: Cell::new(0),
            answered_later: Cell::new(0),
            retried: Cell::new(false),
            console: Cell::new(0),
            waits_for: Cell::new(None),
            killed_at: RefCell::default(),
            ran: RefCell::default(),
            left: RefCell::default(),
            before: RefCell::default(),
            issued: RefCell::default(),
            durable: Cell::new(0),
            seed,
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

    /// Waits for some instants, for this.
    pub async fn wait_for(&self, what: WaitsFor) {
        self.waits_for.set(Some(what));
        for _ in 0..10 + self.below(20) {
            instant().await;
        }
        self.waits_for.set(None);
    }

    /// Whether calls ask in this world.
    pub fn asks(&self) -> bool {
        self.seed.is_multiple_of(2)
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
