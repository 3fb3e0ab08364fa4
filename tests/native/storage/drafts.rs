//! What is typed and not sent yet.

use std::rc::Rc;

use futures::FutureExt;
use micropython_agent::platform::store::{MemoryStore, RecordStore, StoreError};
use micropython_agent::sandbox::Artifact;
use micropython_agent::storage::Conversations;
use micropython_agent::storage::drafts::{Draft, DraftChange, Drafts};

fn now<T>(future: impl Future<Output = T>) -> T {
    future.now_or_never().expect("memory answers at once")
}

#[test]
fn each_conversation_has_its_own_draft_and_takes_it_along_when_it_is_deleted() {
    let store: Rc<dyn RecordStore> = Rc::new(MemoryStore::default());
    let drafts = Drafts::new(store.clone());
    let note = Artifact::new("note.md", "hello").unwrap();
    let change = DraftChange {
        text: Some("What about".into()),
        artifacts: Some(vec![note.clone()]),
    };
    now(drafts.keep("1", &change)).unwrap();
    let text = DraftChange {
        text: Some("Next".into()),
        artifacts: None,
    };
    now(drafts.keep("", &text)).unwrap();
    let kept = Draft {
        text: "What about".into(),
        artifacts: vec![note.clone()],
    };
    assert_eq!(now(drafts.load("1")), Ok(kept));
    assert_eq!(now(drafts.load("")).unwrap().text, "Next");

    // A change of one part leaves the other.
    let sent = DraftChange {
        text: Some(String::new()),
        artifacts: None,
    };
    now(drafts.keep("1", &sent)).unwrap();
    let left = now(drafts.load("1")).unwrap();
    assert_eq!((left.text, left.artifacts), (String::new(), vec![note]));

    now(Conversations::new(store.clone()).delete("1")).unwrap();
    assert_eq!(now(drafts.load("1")), Ok(Draft::default()));
    let left = now(store.list("draft/")).unwrap();
    let keys: Vec<&str> = left.iter().map(|(key, _)| key.as_str()).collect();
    assert_eq!(keys, ["draft/new/text"]);
}

#[test]
fn a_damaged_draft_is_told_of() {
    let store: Rc<dyn RecordStore> = Rc::new(MemoryStore::default());
    let value = "{".into();
    let key = "draft/1/text".into();
    let change = micropython_agent::platform::store::Change::Put { key, value };
    now(store.commit(vec![change])).unwrap();
    let read = now(Drafts::new(store).load("1"));
    assert!(matches!(read, Err(StoreError::Corrupt { key, .. }) if key == "draft/1/text"));
}
